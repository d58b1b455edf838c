"""What an ODT shows, in the order in which it shows it, and what it hides or only holds, which is said."""

import io

import docx
import pytest

from certeval.exchange.draft import Draft
from test_import import doubts, import_draft, parents
from test_import_hostile import archive
from test_odt_numbers import MIMETYPE, SPACES, table


def paragraph(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def grid(competence: str, critere: str) -> str:
    """A table of a compétence and of its critères."""
    return table((paragraph(competence), paragraph(critere)))


VENDRE = grid("C1 Vendre", "CR1.1 Prix")
GERER = grid("C2 Gérer", "CR2.1 Stock")
URN = "urn:oasis:names:tc:opendocument:xmlns"
MORE_SPACES = f'xmlns:draw="{URN}:drawing:1.0" xmlns:svg="{URN}:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
HIDE = '<style:style style:name="cache" style:family="text"><style:text-properties text:display="none"/></style:style>'


def import_odt(body: str, automatic: str = "", named: str = "", pages: str = "", **parts: str) -> Draft:
    content = (
        f"<office:automatic-styles>{automatic}</office:automatic-styles><office:body>{body}</office:body>"
    )
    styles = f"<office:styles>{named}</office:styles><office:master-styles>{pages}</office:master-styles>"
    main = {
        "mimetype": MIMETYPE,
        "content.xml": f"<office:document-content {SPACES} {MORE_SPACES}>{content}</office:document-content>",
        "styles.xml": f"<office:document-styles {SPACES}>{styles}</office:document-styles>",
    }
    return import_draft(archive(main | parts))


def box(content: str) -> str:
    return f"<draw:frame><draw:text-box>{content}</draw:text-box></draw:frame>"


def blocs(made: Draft) -> dict[object, list[str]]:
    """The critères of each bloc, by its title."""
    return {
        bloc.get("intitule"): [k["code"] for c in bloc["competences"] for k in c["criteres"]]
        for bloc in made.tree["blocs"]
    }


def left_out(made: Draft) -> list[str]:
    return [str(each.arguments["text"]) for each in made.diagnostics() if each.code == "I023"]


TWO = {"Vendre": ["CR1.1"], "Gérer": ["CR2.1"]}


def test_what_describes_a_picture_is_no_text() -> None:
    picture = "<draw:frame><draw:image/><svg:title>Logo</svg:title><svg:desc>Un carré</svg:desc></draw:frame>"
    made = import_odt(grid("C1 Vendre", f"CR1.1 Prix{picture}"))
    assert made.tree["blocs"][0]["competences"][0]["criteres"] == [{"code": "CR1.1", "libelle": "Prix"}]


@pytest.mark.parametrize("is_above", [True, False])
def test_a_text_box_stands_above_or_below_the_paragraph_that_holds_it(is_above: bool) -> None:
    """A frame that holds the table of a bloc, after the title to which it is anchored or before the next one."""
    if is_above:
        body = "".join(map(paragraph, ["Bloc 1 : Vendre", f"{box(VENDRE)}Bloc 2 : Gérer", box(GERER)]))
    else:
        body = "".join(map(paragraph, [f"Bloc 1 : Vendre{box(VENDRE)}", f"Bloc 2 : Gérer{box(GERER)}"]))
    made = import_odt(body)
    assert (blocs(made), doubts(made)) == (TWO, [])


def test_a_text_box_in_a_cell_stands_where_its_paragraph_says() -> None:
    made = import_odt(grid("C1 Vendre", f"CR1.1 Prix{box(paragraph('CR1.2 Ton'))}"))
    assert parents(made) == {"C1": ["CR1.1", "CR1.2"]}


@pytest.mark.parametrize(
    "part",
    [
        '<text:section text:display="none">{}</text:section>',
        '<text:section text:display="condition" text:is-hidden="true">{}</text:section>',
    ],
)
def test_a_section_that_is_hidden_is_said_and_not_read(part: str) -> None:
    made = import_odt(
        paragraph("Bloc 1 : Vendre") + VENDRE + part.format(paragraph("Bloc 2 : Gérer") + GERER)
    )
    assert blocs(made) == {"Vendre": ["CR1.1"]}
    assert left_out(made) == ["Bloc 2 : Gérer Compétences Critères C2 Gérer CR2.1 Stock"]


def test_a_section_that_is_shown_is_read() -> None:
    section = "<text:section>{}</text:section>"
    made = import_odt(
        paragraph("Bloc 1 : Vendre") + VENDRE + section.format(paragraph("Bloc 2 : Gérer") + GERER)
    )
    assert (blocs(made), doubts(made)) == (TWO, [])


@pytest.mark.parametrize(
    ("named", "style"),
    [
        (HIDE, "cache"),
        (HIDE + '<style:style style:name="T1" style:parent-style-name="cache"/>', "T1"),
    ],
)
def test_a_text_that_its_style_hides_is_said_and_not_read(named: str, style: str) -> None:
    span = f'CR1.1 Prix<text:span text:style-name="{style}"> caché</text:span>'
    made = import_odt(grid("C1 Vendre", span), named=named)
    assert made.tree["blocs"][0]["competences"][0]["criteres"] == [{"code": "CR1.1", "libelle": "Prix"}]
    assert left_out(made) == ["caché"]


def test_a_style_that_shows_what_its_parent_hides_is_read() -> None:
    properties = '<style:text-properties text:display="true"/>'
    shown = f'<style:style style:name="T1" style:parent-style-name="cache">{properties}</style:style>'
    span = 'CR1.1 Prix<text:span text:style-name="T1"> net</text:span>'
    made = import_odt(grid("C1 Vendre", span), named=HIDE + shown)
    assert made.tree["blocs"][0]["competences"][0]["criteres"] == [{"code": "CR1.1", "libelle": "Prix net"}]
    assert left_out(made) == []


def test_what_word_hides_is_said_and_not_read() -> None:
    made = docx.Document()
    cells = made.add_table(rows=2, cols=2)
    for cell, text in zip(cells._cells, ("Compétences", "Critères", "C1 Vendre", "CR1.1 Prix"), strict=True):
        cell.text = text
    run = cells.cell(1, 1).paragraphs[0].add_run(" caché")
    run.font.hidden = True
    stream = io.BytesIO()
    made.save(stream)
    read = import_draft(stream.getvalue())
    assert read.tree["blocs"][0]["competences"][0]["criteres"] == [{"code": "CR1.1", "libelle": "Prix"}]
    assert left_out(read) == ["caché"]


FORMULA = (
    "<math><semantics><mi>x</mi><mo>≥</mo><mn>10</mn><annotation>x &gt;= 10</annotation></semantics></math>"
)


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ({"Object 1/content.xml": FORMULA}, "x ≥ 10"),
        ({"Object 1/content.xml": "<!DOCTYPE m>"}, "Object 1"),
        ({}, "Object 1"),
    ],
)
def test_a_formula_or_another_object_is_said(parts: dict[str, str], text: str) -> None:
    frame = '<draw:frame><draw:object xlink:href="./Object 1"/><draw:image/></draw:frame>'
    made = import_odt(paragraph("Bloc 1 : Vendre") + VENDRE + paragraph(frame), **parts)
    assert (blocs(made), left_out(made)) == ({"Vendre": ["CR1.1"]}, [text])


def header(page: str, text: str) -> str:
    lines = f"<style:header>{paragraph(text)}</style:header><style:footer>{paragraph('Bloc 9 : Pied')}</style:footer>"
    return f'<style:master-page style:name="{page}">{lines}</style:master-page>'


BEGINS = (
    '<style:style style:name="P2" style:family="paragraph" style:master-page-name="Converted1"/>'
    '<style:style style:name="T2" style:family="table" style:master-page-name="Converted1"/>'
)


@pytest.mark.parametrize(
    "second",
    [paragraph("", "P2") + GERER, GERER.replace("<table:table>", '<table:table table:style-name="T2">')],
)
def test_the_header_of_pages_titles_the_bloc_that_they_hold(second: str) -> None:
    pages = header("Standard", "Bloc 1 : Vendre") + header("Converted1", "Bloc 2 : Gérer")
    made = import_odt(VENDRE + second, BEGINS, pages=pages)
    assert (blocs(made), doubts(made)) == (TWO, [])


@pytest.mark.parametrize(("text", "title"), [("Maison d’édition", None), ("Bloc 1 : Vendre", "Vendre")])
def test_the_header_of_all_pages_is_read_where_it_titles_a_bloc(text: str, title: str | None) -> None:
    made = import_odt(paragraph("Référentiel") + VENDRE, pages=header("Standard", text))
    assert (blocs(made), doubts(made)) == ({title: ["CR1.1"]}, [])


def test_a_paragraph_that_a_tracked_change_joins_to_the_next_ends_its_line() -> None:
    """« complet » and « et daté » were one word where the mark between them is deleted."""
    changes = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p/><text:p/></text:deletion>'
        '</text:changed-region><text:changed-region text:id="c2"><text:deletion><text:p>très </text:p></text:deletion>'
        "</text:changed-region></text:tracked-changes>"
    )
    critere = 'Le plan est complet<text:change text:change-id="c1"/>et <text:change text:change-id="c2"/>daté'
    made = import_odt(f"{changes}{grid('C1 Vendre', critere)}")
    assert made.tree["blocs"][0]["competences"][0]["criteres"][0]["libelle"] == "Le plan est complet et daté"


def test_digits_above_or_below_the_line_stand_there() -> None:
    """« m2 » was read as two digits and letters of one line, and the call of a note as a part of a code."""
    styles = "".join(
        f'<style:style style:name="{name}" style:family="text">'
        f'<style:text-properties style:text-position="{position}"/></style:style>'
        for name, position in (("haut", "super 58%"), ("bas", "-33% 58%"), ("droit", "0% 100%"))
    )
    spans = {name: f'<text:span text:style-name="{name}">2</text:span>' for name in ("haut", "bas", "droit")}
    texts = (f"C1{spans['haut']} Vendre", f"CR1.1 {spans['droit']} m{spans['haut']} de CO{spans['bas']}")
    made = import_odt(grid(*texts), automatic=styles)
    (competence,) = made.tree["blocs"][0]["competences"]
    assert (competence["code"], competence["code_source"], competence["libelle"]) == ("C1", "C1²", "Vendre")
    assert competence["criteres"][0]["libelle"] == "2 m² de CO₂"
