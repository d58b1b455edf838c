"""What Word shows beside paragraphs and tables is said where it stands, though nothing is read of it."""

import io

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from test_import import doubts, import_draft, parents
from test_import_whole import in_word

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
MATHS = f"{OFFICE}/math"
NAMES = (
    f'xmlns:w="{WORD}" xmlns:a="{DRAWING}/main" xmlns:dgm="{DRAWING}/diagram" xmlns:r="{OFFICE}/relationships"'
    f' xmlns:m="{MATHS}" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
DIAGRAM = "".join(
    f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in ("Bloc 3 : Gérer", "", "C3.1 Compter")
)


def remarks(document: object) -> list[tuple[str, object, object]]:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    read = import_draft(stream.getvalue())
    return [
        (each.code, each.place.cell, each.arguments["text"])
        for each in read.diagnostics()
        if each.code != "I029"
    ]


def with_part(document: object, content: str, kind: str) -> str:
    """The name of a relation to a part of these bytes."""
    part = document.part  # type: ignore[attr-defined]
    data = Part(PackURI("/word/autre/data1.xml"), "application/xml", content.encode(), part.package)
    return str(part.relate_to(data, f"{OFFICE}/relationships/{kind}"))


@pytest.mark.parametrize("in_table", [True, False])
def test_a_diagram_is_said_with_its_words_and_its_place(in_table: bool) -> None:
    made = docx.Document(io.BytesIO(in_word()))
    name = with_part(made, f"<dgm:dataModel {NAMES}>{DIAGRAM}</dgm:dataModel>", "diagramData")
    paragraph = made.tables[0].cell(1, 1).paragraphs[0] if in_table else made.paragraphs[0]
    graphic = f'<a:graphic><a:graphicData><dgm:relIds r:dm="{name}"/></a:graphicData></a:graphic>'
    paragraph._element.append(parse_xml(f"<w:r {NAMES}><w:drawing>{graphic}</w:drawing></w:r>"))
    place = "table 1" if in_table else "paragraph 1"
    assert remarks(made) == [("I023", place, "Bloc 3 : Gérer | C3.1 Compter")]


@pytest.mark.parametrize(
    ("program", "said"),
    [("Excel.Sheet.12", [("I023", "paragraph 1", "Excel.Sheet.12")]), ("Equation.DSMT4", [])],
)
def test_a_document_within_a_document_is_said(program: str, said: list[object]) -> None:
    made = docx.Document(io.BytesIO(in_word()))
    held = f'<w:r {NAMES}><w:object><o:OLEObject Type="Embed" ProgID="{program}"/></w:object></w:r>'
    made.paragraphs[0]._element.append(parse_xml(held))
    assert remarks(made) == said


def test_a_document_in_the_place_of_a_part_is_said() -> None:
    made = docx.Document(io.BytesIO(in_word()))
    name = with_part(made, "<html/>", "aFChunk")
    made.element.body.insert(1, parse_xml(f'<w:altChunk {NAMES} r:id="{name}"/>'))
    assert remarks(made) == [("I023", "paragraph 1", "autre/data1.xml")]


def test_a_formula_of_word_is_part_of_its_text() -> None:
    made = docx.Document(io.BytesIO(in_word()))
    paragraph = made.tables[0].cell(1, 1).paragraphs[0]
    paragraph._element.append(parse_xml(f"<m:oMath {NAMES}><m:r><m:t>≥ 5</m:t></m:r></m:oMath>"))
    stream = io.BytesIO()
    made.save(stream)
    read = import_draft(stream.getvalue())
    assert (parents(read), doubts(read)) == ({"C1": ["CR1.1", "CR1.2"]}, [("I029", "essai")])
    assert read.tree["blocs"][0]["competences"][0]["criteres"][0]["libelle"] == "Prix≥ 5"
