"""A list, or a table, within a cell: its texts are read, and what may be no element of its own is said."""

import io
from collections.abc import Callable

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from certeval.exchange.draft import Draft
from test_import import import_draft, parents
from test_import_odt import grid, import_odt
from test_import_whole import page, table

HEAD = ("Compétences", "Critères")
ITEMS = (("Plan écrit", 1), ("les étapes y sont", 2), ("les durées y sont", 2), ("Prix dit", 1))


def in_html(items: tuple[tuple[str, int], ...]) -> Draft:
    opened = [f"{'<ul>' * depth}<li>{text}</li>{'</ul>' * depth}" for text, depth in items]
    return page("<p>Bloc 1 : Vendre</p>", table(("C1 Vendre", "".join(opened)), head=HEAD))


def in_odt(items: tuple[tuple[str, int], ...]) -> Draft:
    opened, closed = "<text:list><text:list-item>", "</text:list-item></text:list>"
    lines = [f"{opened * depth}<text:p>{text}</text:p>{closed * depth}" for text, depth in items]
    return import_odt(
        "<text:p>Bloc 1 : Vendre</text:p>"
        + grid("C1 Vendre", "").replace('<text:p text:style-name=""></text:p>', "".join(lines))
    )


def in_word(items: tuple[tuple[str, int], ...]) -> Draft:
    made = docx.Document()
    made.add_paragraph("Bloc 1 : Vendre")
    cells = made.add_table(rows=2, cols=2)._cells
    for cell, text in zip(cells, (*HEAD, "C1 Vendre", ""), strict=True):
        cell.text = text
    for text, depth in items:
        properties = cells[3].add_paragraph(text)._element.get_or_add_pPr()
        number = OxmlElement("w:numPr")
        for tag, value in (("w:ilvl", depth - 1), ("w:numId", 1)):
            each = OxmlElement(tag)
            each.set(qn("w:val"), str(value))
            number.append(each)
        properties.append(number)
    stream = io.BytesIO()
    made.save(stream)
    return import_draft(stream.getvalue())


def by_signs(*signs: str) -> Callable[[tuple[tuple[str, int], ...]], Draft]:
    def in_html(items: tuple[tuple[str, int], ...]) -> Draft:
        cell = "".join(f"<p>{signs[depth - 1]} {text}</p>" for text, depth in items)
        return page("<p>Bloc 1 : Vendre</p>", table(("C1 Vendre", cell), head=HEAD))

    return in_html


FORMS = [
    in_html,
    in_odt,
    in_word,
    by_signs("•", "–"),
    by_signs("-", "▪"),
    by_signs("1.", "a)"),
    by_signs("✓", "-"),
]


def said(made: Draft) -> list[tuple[str, object]]:
    return [(each.code, each.arguments["text"]) for each in made.diagnostics() if each.code != "I018"]


@pytest.mark.parametrize("form", FORMS)
def test_a_list_within_a_list_is_read_and_said(form: Callable[..., Draft]) -> None:
    made = form(ITEMS)
    assert parents(made) == {"C1": ["CR1.1", "CR1.2", "CR1.3", "CR1.4"]}
    assert said(made) == [("I067", "Plan écrit")]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("depth", [1, 2])
def test_a_list_of_one_depth_is_a_list(form: Callable[..., Draft], depth: int) -> None:
    made = form(tuple((text, depth) for text, _ in ITEMS))
    assert (len(parents(made)["C1"]), said(made)) == (4, [])


def test_dashes_of_several_lengths_are_one_sign() -> None:
    cell = "<p>- Plan écrit</p><p>– Prix dit</p><p>— Ton poli</p>"
    made = page("<p>Bloc 1 : Vendre</p>", table(("C1 Vendre", cell), head=HEAD))
    assert (parents(made), said(made)) == ({"C1": ["CR1.1", "CR1.2", "CR1.3"]}, [])


def test_a_blank_line_of_a_page_parts_the_criteres_of_two_competences() -> None:
    cell = "• Plan écrit<br>• Prix dit<br><br>• Ton poli"
    made = page("<p>Bloc 1 : Vendre</p>", table(("C1 Vendre<br>C2 Suivre", cell), head=HEAD))
    assert parents(made) == {"C1": ["CR1.1", "CR1.2"], "C2": ["CR2.1"]}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (("<td>Plan écrit</td>", "<td>Prix dit</td>"), []),
        (("<td>1</td><td>Plan écrit</td>", "<td>2</td><td>Prix dit</td>"), [("I024", "1")]),
        (("<td></td><td>Plan écrit</td>", "<td>Prix dit</td><td></td>"), []),
    ],
)
def test_a_table_of_several_columns_in_a_cell_is_said(
    rows: tuple[str, str], told: list[tuple[str, str]]
) -> None:
    inner = "".join(f"<tr>{row}</tr>" for row in rows)
    made = page("<p>Bloc 1 : Vendre</p>", table(("C1 Vendre", f"<table>{inner}</table>"), head=HEAD))
    assert said(made) == told


def test_a_table_of_several_columns_in_a_cell_of_word_is_said() -> None:
    made = docx.Document()
    cells = made.add_table(rows=2, cols=2)._cells
    for cell, text in zip(cells, (*HEAD, "C1 Vendre", ""), strict=True):
        cell.text = text
    for cell, text in zip(cells[3].add_table(rows=1, cols=2)._cells, ("1", "Plan écrit"), strict=True):
        cell.text = text
    stream = io.BytesIO()
    made.save(stream)
    assert said(import_draft(stream.getvalue())) == [("I024", "1")]


@pytest.mark.parametrize(
    ("cell", "title", "told"),
    [
        ("<p>- Étude de cas</p><p>- Oral</p>", "Étude de cas", [("I027", "Étude de cas")]),
        ("<ul><li>Étude de cas</li><li>Oral</li></ul>", "Étude de cas", [("I027", "Étude de cas")]),
        ("<p>• Étude de cas</p>", "Étude de cas", []),
        ("<p>Étude de cas :</p><ul><li>Un dossier</li><li>Un oral</li></ul>", "Étude de cas :", []),
    ],
)
def test_a_list_of_modalites_may_be_as_many_epreuves(
    cell: str, title: str, told: list[tuple[str, str]]
) -> None:
    head = ("Compétences", "Modalités d’évaluation")
    made = page("<p>Bloc 1 : Vendre</p>", table(("C1 Vendre", cell), head=head))
    assert [each["intitule"] for each in made.tree["blocs"][0]["epreuves"]] == [title]
    assert said(made) == told


@pytest.mark.parametrize("first", ["", '<td rowspan="2">A1 Préparer</td>'])
def test_a_second_column_of_a_kind_is_not_taken_where_the_first_is_blank(first: str) -> None:
    """« T1.2 Chiffrer », a task, was an activité, and A1 became A1.1."""
    rows = [
        f"<tr>{first or '<td>A1 Préparer</td>'}<td>T1.1 Lire</td><td>C1 Lire</td><td>Prix</td></tr>",
        f"<tr>{'' if first else '<td></td>'}<td>T1.2 Chiffrer</td><td>C2 Chiffrer</td><td>Devis</td></tr>",
    ]
    whole = table(head=("Activités", "Tâches", "Compétences", "Critères"))
    made = page("<p>Bloc 1 : Vendre</p>", whole.replace("</table>", f"{''.join(rows)}</table>"))
    activites = made.tree["blocs"][0]["activites"]
    assert activites == [{"code": "A1", "libelle": "Préparer", "competences": ["C1", "C2"]}]
    assert said(made) == [("I026", "Tâches")]
