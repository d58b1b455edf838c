"""Codes that Word counts and shows, and that no text of the document holds."""

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from certeval.exchange.draft import Draft
from test_import import doubts, import_draft, parents

Levels = tuple[tuple[str, str], ...]
"""What stands before the paragraphs of each level, and how a rank is written."""
CODED: Levels = (("A%1.", "decimal"), ("C%1.%2", "decimal"), ("CR%1.%2.%3 -", "decimal"))


class NumberedDocument:
    """A Word document whose paragraphs are numbered by lists."""

    def __init__(self, *lists: Levels) -> None:
        self.document = docx.Document()
        numbering = self.document.part.numbering_part.element
        for number, levels in enumerate(lists, 90):
            forms = "".join(
                f'<w:lvl w:ilvl="{i}"><w:numFmt w:val="{writing}"/><w:lvlText w:val="{form}"/></w:lvl>'
                for i, (form, writing) in enumerate(levels)
            )
            names = f'{nsdecls("w")} w:abstractNumId="{number}"'
            numbering.insert(0, parse_xml(f"<w:abstractNum {names}>{forms}</w:abstractNum>"))
            held = f'<w:abstractNumId w:val="{number}"/>'
            numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}">{held}</w:num>'))

    def line(self, text: str, number: int, level: int) -> None:
        self._number(self.document.add_paragraph(text), number, level)

    def table(self, head: tuple[str, ...], rows: list[tuple[tuple[tuple[str, int, int], ...], ...]]) -> None:
        """A table whose cells hold paragraphs, each with its list and its level."""
        table = self.document.add_table(rows=1, cols=len(head))
        for cell, text in zip(table.rows[0].cells, head, strict=True):
            cell.text = text
        for row in rows:
            for cell, lines in zip(table.add_row().cells, row, strict=True):
                for i, (text, number, level) in enumerate(lines):
                    paragraph = cell.add_paragraph() if i else cell.paragraphs[0]
                    paragraph.text = text
                    self._number(paragraph, number, level)

    @staticmethod
    def _number(paragraph: object, number: int, level: int) -> None:
        properties = paragraph._p.get_or_add_pPr()  # type: ignore[attr-defined]
        held = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
        properties.append(parse_xml(f"<w:numPr {nsdecls('w')}>{held}</w:numPr>"))

    def read(self) -> Draft:
        held = io.BytesIO()
        self.document.save(held)
        return import_draft(held.getvalue())


def test_codes_that_word_counts_are_those_of_its_elements() -> None:
    made = NumberedDocument(CODED)
    rows = [
        ((("Prospecter", 90, 0),), (("Cibler", 90, 1),), (("Listés", 90, 2), ("Triés", 90, 2))),
        ((), (("Contacter", 90, 1),), (("L’accroche est adaptée", 90, 2),)),
        ((("Vendre", 90, 0),), (("Conclure", 90, 1),), (("Le prix est annoncé", 90, 2),)),
    ]  # fmt: skip
    made.table(("Activités", "Compétences", "Critères"), rows)
    read = made.read()
    assert parents(read) == {"C1.1": ["CR1.1.1", "CR1.1.2"], "C1.2": ["CR1.2.1"], "C2.1": ["CR2.1.1"]}
    assert [(a["code"], a["competences"]) for a in read.tree["blocs"][0]["activites"]] == [
        ("A1", ["C1.1", "C1.2"]),
        ("A2", ["C2.1"]),
    ]
    assert {code for code, _ in doubts(read)} <= {"I012"}


@pytest.mark.parametrize(
    ("writing", "first", "second"),
    [("upperRoman", "I", "II"), ("upperLetter", "A", "B"), ("decimal", "1", "2")],
)
def test_blocs_that_word_counts_are_as_many_blocs(writing: str, first: str, second: str) -> None:
    made = NumberedDocument((("Bloc %1 :", writing),), (("%1)", "lowerLetter"),))
    for title in ("Vendre", "Gérer"):
        made.line(title, 90, 0)
        made.table(("Compétences", "Critères"), [((("Faire", 91, 0),), (("C’est fait", 91, 0),))])
    blocs = made.read().tree["blocs"]
    assert [(bloc["code"], bloc["intitule"]) for bloc in blocs] == [("BC1", "Vendre"), ("BC2", "Gérer")]


@pytest.mark.parametrize("text", ["C1.1 - Cibler", "Compétence 1.1 : Cibler"])
def test_a_text_with_a_code_of_its_own_keeps_it(text: str) -> None:
    made = NumberedDocument((("%1.%2", "decimal"), ("%1.%2", "decimal")))
    made.table(("Compétences", "Critères"), [(((text, 90, 1),), (("Le tri est fait", 90, 0),))])
    competence = made.read().tree["blocs"][0]["competences"][0]
    assert (competence["code"], competence["libelle"]) == ("C1.1", "Cibler")


def test_numbered_headings_of_a_document_are_titles_as_they_stand() -> None:
    made = NumberedDocument((("%1", "decimal"), ("%1.%2", "decimal")))
    made.line("Bloc 1 - Vendre", 90, 1)
    made.table(("Compétences", "Critères"), [((("C1.1 - Cibler", 0, 0),), (("Le tri est fait", 0, 0),))])
    made.line("Bloc 2 - Gérer", 90, 1)
    made.table(("Compétences", "Critères"), [((("C2.1 - Compter", 0, 0),), (("Le compte est juste", 0, 0),))])
    assert [bloc["intitule"] for bloc in made.read().tree["blocs"]] == ["Vendre", "Gérer"]


def test_a_number_parts_from_a_text_without_a_capital() -> None:
    made = NumberedDocument((("C%1", "decimal"), ("CR%1.%2", "decimal")))
    made.table(("Compétences", "Critères"), [((("cibler", 90, 0),), (("le tri est fait", 90, 1),))])
    read = made.read()
    assert parents(read) == {"C1": ["CR1.1"]}
    assert read.tree["blocs"][0]["competences"][0]["libelle"] == "cibler"
