"""Rows that a document cuts, merges or leaves blank: no text goes under another element than its own unsaid."""

import io

import docx
import openpyxl
import pytest
from docx.enum.section import WD_SECTION

from certeval.exchange.draft import Draft
from test_import import doubts, import_draft, parents
from test_import_whole import blocs, epreuves, page

HEAD = ("Compétences", "Modalités d'évaluation", "Critères d'évaluation")


def read(*rows: str, head: tuple[str, ...] = HEAD) -> Draft:
    """A table in HTML under a bloc, each row the HTML of its cells."""
    titles = "".join(f"<td>{title}</td>" for title in head)
    body = "".join(f"<tr>{row}</tr>" for row in (titles, *rows))
    return page("<p>Bloc 1 : Vendre</p>", f"<table>{body}</table>")


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("above", [(None, None), ("Titre : Vendeur", None), ("Titre : Vendeur", "Version 2")])
def test_blank_rows_above_headings_are_nothing(above: tuple[object, ...]) -> None:
    made = import_draft(workbook(above, (None, None), ("Compétences", "Critères"), ("C1 Vendre", "Prix")))
    assert parents(made) == {"C1": ["CR1.1"]}


def test_a_condition_alone_in_a_row_that_merges_nothing_is_that_of_its_bloc() -> None:
    condition = "Le bloc est validé si toutes les compétences sont validées."
    rows = (("Bloc 1 : Vendre", None), ("Compétences", "Critères"), ("C1 Vendre", "Prix"), (condition, None))
    made = import_draft(workbook(*rows))
    assert parents(made) == {"C1": ["CR1.1"]}
    assert made.tree["blocs"][0]["condition"] == {"texte": condition}


def test_a_code_alone_says_whose_criteres_stand_beside_it() -> None:
    """It was another compétence, without a text."""
    book = openpyxl.load_workbook(
        io.BytesIO(
            workbook(("Bloc", "Compétences"), ("BC1 Vendre", "C1 Cibler"), ("BC1 Vendre", "C2 Conclure"))
        )
    )
    sheet = book.create_sheet("Critères")
    for row in (("Compétence", "Critères"), ("C2", "Prix"), ("C1", "Tri")):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    assert parents(import_draft(stream.getvalue())) == {"C1": ["CR1.1"], "C2": ["CR2.1"]}


def test_a_text_that_a_row_cuts_is_one_and_is_said() -> None:
    made = read(
        "<td>C1 Préparer l’entretien afin de</td><td>Oral</td><td>Le plan est écrit et il</td>",
        "<td>conclure la vente</td><td></td><td>est signé</td>",
        "<td>C2 Suivre</td><td>Écrit</td><td>le suivi est fait</td>",
    )
    assert [
        (c["code"], c["libelle"], [k["libelle"] for k in c["criteres"]])
        for c in made.tree["blocs"][0]["competences"]
    ] == [
        ("C1", "Préparer l’entretien afin de conclure la vente", ["Le plan est écrit et il est signé"]),
        ("C2", "Suivre", ["le suivi est fait"]),
    ]
    assert [each for each in doubts(made) if each[0] != "I018"] == [("I013", "C1"), ("I013", "CR1.1")]


@pytest.mark.parametrize(
    ("criteres", "placed", "said"),
    [
        ("<p>CR1.1 Plan</p><p>CR2.1 Prix</p><p>CR2.2 Ton</p>", {"C1": ["CR1.1"], "C2": ["CR2.1", "CR2.2"]}, set()),
        ("<p>• Plan</p><p>• Prix</p><p>• Ton</p>", {"C1": ["CR1.1", "CR1.2", "CR1.3"], "C2": []}, {"I011", "I016"}),
        ("<p>Le plan</p>", {"C1": ["CR1.1"], "C2": []}, {"I011", "I016"}),
    ],
)  # fmt: skip
def test_criteres_beside_several_competences_are_placed_by_their_codes_or_reviewed_first(
    criteres: str, placed: dict[str, list[str]], said: set[str]
) -> None:
    made = read(
        f"<td>C1 Vendre</td><td>Oral</td><td rowspan=2>{criteres}</td>",
        "<td>C2 Gérer</td><td>Écrit</td>",
        "<td>C3 Suivre</td><td>Dossier</td><td>Le suivi</td>",
    )
    assert parents(made) == placed | {"C3": ["CR3.1"]}
    assert {code for code, _ in doubts(made)} - {"I018"} == said
    assert epreuves(made) == [("Oral", None, ["C1"]), ("Écrit", None, ["C2"]), ("Dossier", None, ["C3"])]
    blocking = {each["cible"] for each in made.tree.get("a_relire", []) if "bloquant" in each}
    assert blocking == (set(placed["C1"]) if said else set())


@pytest.mark.parametrize("cut", [False, True])
def test_criteres_numbered_from_one_again_are_of_the_competence_that_follows(cut: bool) -> None:
    """Whether or not their cell goes on over the next page."""
    first, rest = "<p>CR1 Plan</p><p>CR2 Prix</p>", "<p>CR3 Ton</p><p>CR1 Suivi</p><p>CR2 Dossier</p>"
    cells = [first, rest] if cut else [first + rest]
    before = "<td><p>C1 Préparer</p><p>C2 Suivre</p></td><td>Oral</td>"
    made = read(f"{before}<td>{cells[0]}</td>", *(f"<td></td><td></td><td>{each}</td>" for each in cells[1:]))
    assert parents(made) == {"C1": ["CR1.1", "CR1.2", "CR1.3"], "C2": ["CR2.1", "CR2.2"]}
    assert {code for code, _ in doubts(made)} == {"I010"}


def test_the_condition_of_a_bloc_is_found_in_what_goes_on_over_the_next_page() -> None:
    made = read(
        "<td>C1 Vendre</td><td>Oral devant deux jurés qui posent des</td><td>Le ton est bon</td>",
        "<td></td><td>questions. Condition de validation : la compétence est acquise.</td><td>Le prix est dit</td>",
    )
    assert made.tree["blocs"][0]["condition"] == {"texte": "la compétence est acquise."}


def test_a_competence_beside_several_rows_of_criteres_has_them_all() -> None:
    made = read(
        "<td rowspan=2>C1 Vendre</td><td rowspan=2>Oral</td><td>Le plan</td>",
        "<td>Le prix</td>",
        "<td>C2 Gérer</td><td>Écrit</td><td rowspan=2>Le suivi</td>",
    )
    assert parents(made) == {"C1": ["CR1.1", "CR1.2"], "C2": ["CR2.1"]}
    assert {code for code, _ in doubts(made)} == {"I018"}


@pytest.mark.parametrize("own", [True, False])
def test_the_header_of_a_section_titles_the_bloc_that_it_holds(own: bool) -> None:
    made = docx.Document()
    for number, title in enumerate(("BLOC 1 – Vendre", "BLOC 2 – Gérer"), 1):
        section = made.sections[0] if number == 1 else made.add_section(WD_SECTION.NEW_PAGE)
        if own:
            section.header.is_linked_to_previous = False
            section.header.paragraphs[0].text = title
        table = made.add_table(rows=2, cols=2)
        texts = ("Compétences", "Critères", f"C{number} Compétence {number}", f"Critère {number}")
        for cell, text in zip((cell for row in table.rows for cell in row.cells), texts, strict=True):
            cell.text = text
    stream = io.BytesIO()
    made.save(stream)
    found = [(code, title) for code, title, _ in blocs(import_draft(stream.getvalue()))]
    assert found == ([("BC1", "Vendre"), ("BC2", "Gérer")] if own else [("BC1", None)])


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        (0, "", []),
        (3, "", [("I066", "Sheet!A3", "C2 Gérer")]),
        (4, "", [("I066", "Sheet!B4", "Délai")]),
        (5, "", []),
        (0, "B", [("I066", "Sheet!B1", "Critères")]),
        (0, "C", []),
    ],
)
def test_what_a_workbook_hides_is_taken_and_said_once(
    row: int, column: str, said: list[tuple[str, str, str]]
) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(
            workbook(
                ("Compétences", "Critères"), ("C1 Vendre", "Prix"), ("C2 Gérer", "Compte"), (None, "Délai")
            )
        )
    )
    if row:
        book.active.row_dimensions[row].hidden = True
    if column:
        book.active.column_dimensions[column].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    made = import_draft(stream.getvalue())
    assert parents(made) == {"C1": ["CR1.1"], "C2": ["CR2.1", "CR2.2"]}
    found = [(each.code, each.place.cell, each.arguments["text"]) for each in made.diagnostics()]
    assert [each for each in found if each[0] != "I018"] == said


@pytest.mark.parametrize(
    ("rows", "head", "placed"),
    [
        (["<td>C1 Vendre</td>"], "<td>Critères</td><td rowspan=9>Compétences</td>", {}),
        (["<td>Le ton</td>"], "<td rowspan=9>Compétences</td><td>Critères</td>", {}),
        (
            ["<td rowspan=7>CR2.1 Plan</td><td>C1 Vendre</td>", "<td>C2 Gérer</td>", ""],
            "<td>Critères</td><td>Compétences</td>",
            {"C1": [], "C2": ["CR2.1"]},
        ),
    ],
)
def test_cells_that_go_beyond_the_last_row_end_with_it(
    rows: list[str], head: str, placed: dict[str, list[str]]
) -> None:
    body = "".join(f"<tr>{row}</tr>" for row in (head, *rows))
    other = "<tr><td>Compétences</td><td>Critères</td></tr><tr><td>C3 Suivre</td><td rowspan=2>CR3.1 Prix</td></tr>"
    table = f"<table>{body}</table><p>Suite</p><table>{other}<tr><td>C4 Clore</td></tr></table>"
    made = page("<p>Bloc 1 : Vendre</p>", table)
    assert parents(made) == placed | {"C3": ["CR3.1"], "C4": []}


def test_a_row_that_says_more_of_a_wide_heading_alone_is_of_the_headings() -> None:
    made = read(
        "<td>Compétences</td><td>Modalités</td><td colspan=2>Référentiel d’évaluation</td>",
        "<td></td><td></td><td>Critères</td><td>Niveau attendu</td>",
        "<td>C1 Vendre</td><td>Oral</td><td>CR1.1 Prix</td><td>Sans aide</td>",
        head=(),
    )
    assert parents(made) == {"C1": ["CR1.1"]}


def test_an_epreuve_has_the_code_that_the_column_before_it_holds() -> None:
    made = read(
        "<td>C1 Vendre</td><td>E1</td><td>Oral</td>",
        "<td>C2 Suivre</td><td>E2</td><td>Écrit</td>",
        head=("Compétences", "Code", "Épreuve"),
    )
    assert [(e["code"], e["intitule"]) for e in made.tree["blocs"][0]["epreuves"]] == [
        ("E1", "Oral"),
        ("E2", "Écrit"),
    ]
