"""The candidates' table names the same persons as score sheets do, however a spreadsheet keeps their identifiers."""

import io
import shutil
from pathlib import Path

import pytest
import xlsxwriter

from certeval.diagnostics import Span
from certeval.jury import candidats
from conftest import Certeval
from workbooks import xlsx


def workbook(*, hides_first: bool = False) -> bytes:
    """A table whose identifiers and codes are numbers that the spreadsheet shows with the zeros that begin them."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        if hides_first:
            book.add_worksheet("Listes").hide()
        sheet, zeros, place = (
            book.add_worksheet("Titulaires"),
            book.add_format({"num_format": "0000000"}),
            book.add_format({"num_format": "00000"}),
        )
        if hides_first:
            sheet.activate()
        sheet.write_row(0, 0, ["candidat", "nom", "Code Postal Commune Naissance", "Annee Naissance"])
        sheet.write(1, 0, 75001, zeros)
        sheet.write(1, 1, "Exemple")
        sheet.write(1, 2, 1000, place)
        sheet.write(1, 3, 1990)
    return data.getvalue()


@pytest.mark.parametrize("hides_first", [False, True])
def test_numbers_are_read_with_the_zeros_that_are_shown_on_the_first_sheet_that_is_seen(
    hides_first: bool,
) -> None:
    table = candidats.read(workbook(hides_first=hides_first), "titulaires.xlsx")
    assert table.diagnostics == []
    person = table.person("0075001")
    assert (person.cells if person else {}) == {
        "Nom Naissance": "Exemple",
        "Code Postal Commune Naissance": "01000",
        "Annee Naissance": "1990",
    }


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ([("candidat", "nom"), ("C2", "Autre")], [("S115", "Promo 2")]),
        ([("Nom", " Candidat ")], [("S115", "Promo 2")]),
        ([("Légende",), ("M", "Monsieur")], [("N027", "Promo 2")]),
        ([], []),
    ],
)
def test_what_stands_on_another_sheet_than_the_first_one_seen_is_told(
    second: list[tuple[str, ...]], told: list[tuple[str, str]]
) -> None:
    data = xlsx(**{"Promo 1": [("candidat", "nom"), ("C1", "Exemple")], "Promo 2": second})
    table = candidats.read(data, "titulaires.xlsx")
    assert [(each.code, each.place.sheet) for each in table.diagnostics] == told
    assert all(each.place.personal for each in table.diagnostics)
    assert list(table.persons) == ["c1"]


@pytest.mark.parametrize(
    ("identifier", "code"),
    [
        *(("#N/A", "N209"), ("=A2", "N209"), ("1E5", "N207"), ("01/02/2026", "N036"), ("VRAI", "N036")),
        *(("C001", None), ("0075", None), ("'=A2", None)),
    ],
)
def test_what_a_spreadsheet_made_of_an_identifier_is_none(identifier: str, code: str | None) -> None:
    table = candidats.read(f"candidat;nom\n{identifier};Exemple\n".encode(), "titulaires.csv")
    assert [each.code for each in table.diagnostics] == [code] * (code is not None)
    assert len(table.persons) == (code is None)
    assert all(each.place.personal and each.place.span for each in table.diagnostics)


def test_a_heading_misspelt_has_the_nearest_beside_and_one_said_twice_the_first() -> None:
    table = candidats.read(b"candidat;Nom Naisance;Prenom 1;prenom\nC1;A;B;C\n", "titulaires.csv")
    unknown, twice = table.diagnostics
    assert (unknown.code, unknown.arguments["suggestion"]) == ("S112", "Nom Naissance")
    assert [link.place.span for link in twice.related if link.place.span] == [Span(1, 23, 1, 31)]
    person = table.person("C1")
    assert (person.cells if person else {}) == {"Prenom 1": "B"}


def test_the_encoding_of_a_table_is_shown_by_a_sign_and_not_by_the_name_that_it_stands_in() -> None:
    table = candidats.read("candidat;nom\nC1;Béa Exémple\n".encode("cp1252"), "titulaires.csv")
    assert [(each.code, each.arguments["text"]) for each in table.diagnostics] == [("N005", "é")]


def test_a_document_is_no_table() -> None:
    table = candidats.read(b"%PDF-1.4\n%\xe2\xe3\n", "titulaires.pdf")
    assert [each.code for each in table.diagnostics] == ["N025"]


@pytest.mark.parametrize("command", [("check", "sessions"), ("validate", "--session", "S1-2026")])
def test_no_line_of_the_table_is_shown_beside_what_is_wrong_with_it(
    certeval: Certeval, tmp_path: Path, command: tuple[str, ...]
) -> None:
    shutil.copytree(Path(__file__).parents[1] / "examples" / "documents", tmp_path, dirs_exist_ok=True)
    table = tmp_path / "candidats.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join([*lines, lines[1]]) + "\n", encoding="utf-8")
    done = certeval(*command)
    text = done.out + done.err
    assert (done.status, "candidats.csv:6:1" in text, "candidats.csv:2:1" in text) == (1, True, True)
    assert not [name for line in lines[1:] for name in line.split(";")[1:5] if name and name in text]
