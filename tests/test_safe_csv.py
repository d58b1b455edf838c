"""CSV that certeval writes: nothing in it runs in a spreadsheet, and reading it back gives the same data."""

import csv
import io
import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certeval.jury import candidats
from certeval.render import csv_text
from certeval.sources.row import FORMULA_STARTS, unguard
from certeval.sources.table import parse
from certeval.text.nearest import fold
from conftest import Certeval
from workbooks import ods, ods_table, xlsx

HEADINGS = "candidat;CR1.1.1;CR1.1.2;CR1.1.3;CR1.1.4;CR1.1.5;CR1.1.6\n"
TRICKY = st.sampled_from(
    [
        *("=1+1", "'=1+1", "''=1+1", "+33 6", "-3", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠1"),
        *(
            "'",
            "''",
            "'t Hooft",
            '"',
            '"=1"',
            'a"b',
            "a;b",
            "a,b",
            "a|b",
            "a\tb",
            "sep=;",
            "sep=,",
            '"sep=;"',
        ),
        *(
            "un\ndeux",
            "un\r\ndeux",
            "un\rdeux",
            "\n=1",
            " =1",
            "\u00a0",
            "\ufeff",
            "\u2028",
            "\x85",
            "N/A",
            "1e5",
        ),
    ]
)
TEXTS = st.one_of(TRICKY, st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12))


def read_back(text: str) -> list[list[str]]:
    """Rows as the reader of sheets gives them; the first column is called « candidat »."""
    table = parse(text.encode(), "retour.csv", lambda heading: heading == "candidat")
    assert table.diagnostics == []
    return [row.cells for row in table.rows]


@settings(max_examples=150)
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=5), st.booleans())
def test_any_text_reads_back_as_it_was(rows: list[tuple[str, str, str]], file: bool) -> None:
    rows = [row for row in rows if "".join(row).strip()]
    text = csv_text.as_csv([("candidat", "nom", "valeur"), *rows], file=file)

    assert read_back(text) == [list(row) for row in rows]


@settings(max_examples=150)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5))
def test_no_cell_of_a_text_begins_as_a_formula(rows: list[tuple[str, str]]) -> None:
    text = csv_text.as_csv([("candidat", "nom"), *rows], file=False)

    cells = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=";") for cell in row]
    assert not [cell for cell in cells if cell[:1] in FORMULA_STARTS]


@given(TEXTS)
def test_the_quote_of_an_export_is_the_only_one_taken_off(text: str) -> None:
    assert unguard(csv_text.guard(text)) == text


def test_a_number_of_ours_stays_a_number() -> None:
    row = (-3, Fraction(-1, 4), Fraction(1, 3), 0)

    assert csv_text.as_csv([row], file=False) == "-3;-0.25;0.333333;0\n"


def test_a_text_that_looks_like_a_negative_number_is_kept_a_text() -> None:
    assert csv_text.as_csv([("-3", "-")], file=False) == "'-3;'-\n"


def test_a_file_begins_with_the_mark_that_excel_needs_and_a_pipe_does_not(certeval: Certeval) -> None:
    Path("notes.csv").write_text(f"{HEADINGS}é;1;1;1;1;0;0\n", encoding="utf-8")

    piped = certeval("validate", "notes.csv", "--format", "csv")
    done = certeval("validate", "notes.csv", "--format", "csv", "--output", "verdicts.csv")

    data = Path("verdicts.csv").read_bytes()
    assert (done.status, data[:3]) == (0, b"\xef\xbb\xbf")
    assert piped.out.startswith("candidat;")
    assert data[3:].decode() == piped.out
    assert "é;".encode() in data


@pytest.mark.parametrize("identifier", ["=cmd|' /C calc'!A0", "+1", "-1", "@x", "'=1", "''-1", "＝1"])
def test_an_identifier_survives_the_way_out_and_back(certeval: Certeval, identifier: str) -> None:
    sheet = csv_text.as_csv([HEADINGS.strip().split(";"), [identifier, *"111100"]], file=True)
    Path("notes.csv").write_text(sheet, encoding="utf-8")

    certeval("validate", "notes.csv", "--format", "csv", "--output", "verdicts.csv")
    verdicts = Path("verdicts.csv").read_bytes()
    again = certeval("validate", "notes.csv", "--json")

    (row,) = (row for row in parse(verdicts, "verdicts.csv", lambda text: text == "candidat").rows)
    assert row.cells[0] == identifier
    assert json.loads(again.out)["candidats"][0]["candidat"] == identifier


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_a_csv_of_ours_saved_as_a_workbook_names_the_same_persons(certeval: Certeval, form: str) -> None:
    identifiers = ["=A2", "+1", "-12", "@x", "'=1", "''-1", "＝1", "'t Hooft"]
    text = csv_text.as_csv([["candidat", "CR1.1.1"], *([each, "1"] for each in identifiers)], file=False)
    rows = [*csv.reader(io.StringIO(text), delimiter=";")]
    Path(f"notes.{form}").write_bytes(ods(ods_table(rows)) if form == "ods" else xlsx(Notes=rows))

    done = certeval("validate", f"notes.{form}", "--json")

    assert [each["candidat"] for each in json.loads(done.out)["candidats"]] == identifiers
    table = candidats.read(Path(f"notes.{form}").read_bytes(), f"notes.{form}")
    assert list(table.persons) == list(map(fold, identifiers))


@pytest.mark.parametrize("identifier", ["-12", "'-12", "''=1"])
def test_a_grid_of_ours_keeps_each_identifier_as_it_was(certeval: Certeval, identifier: str) -> None:
    Path("inscrits.csv").write_text(f"candidat\n{csv_text.guard(identifier)}\n", encoding="utf-8")

    certeval("grille", "--candidats", "inscrits.csv", "--output", "grille.xlsx")
    done = certeval("validate", "grille.xlsx", "--json")

    assert [each["candidat"] for each in json.loads(done.out)["candidats"]] == [identifier]
