"""Results as workbooks: what a jury opens, read with another library."""

import io
import sys
import zipfile
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from certeval.engine.agreement import Agreement, AgreementReport
from certeval.render import agreement
from certeval.render.workbook.sheets import RATIO, SHARE
from certeval.rules.scale_answers import Metric
from certeval.rules.scales import Acquis
from conftest import Certeval
from test_grille_command import GRID

SHEET = (
    "candidat;nom;jure;CR1;CR2;CR3;E1\nC001;=1+1;A;oui;oui;oui;12,5\n"
    "-C002;@x;A;non;non;;8\n0075;Le Goff;A;oui;oui;non;11\n"
)
TWO = SHEET + "C001;=1+1;B;oui;oui;oui;13\n0075;Le Goff;B;oui;oui;oui;11\n"


@pytest.fixture(autouse=True)
def _referentiel(tmp_path: Path) -> None:
    (tmp_path / "g.yaml").write_text(GRID.replace("LANGUAGE", "fr"), encoding="utf-8")
    (tmp_path / "notes.csv").write_text(SHEET, encoding="utf-8")
    (tmp_path / "deux.csv").write_text(TWO, encoding="utf-8")


def results_workbook(certeval: Certeval, folder: Path, *arguments: object) -> Workbook:
    done = certeval(*arguments, "--referentiel", "g.yaml", "--output", "r.xlsx", "--force", "--quiet")
    assert (done.status, done.out) == (0, ""), done.err
    return openpyxl.load_workbook(io.BytesIO((folder / "r.xlsx").read_bytes()))


def cells(book: Workbook, name: str) -> list[list[object]]:
    return [list(row) for row in book[name].iter_rows(values_only=True)]


def column(book: Workbook, name: str, heading: str) -> list[object]:
    head, *rows = cells(book, name)
    return [row[head.index(heading)] for row in rows]


def test_candidates_then_each_bloc_then_the_summary_and_the_sources(
    certeval: Certeval, tmp_path: Path
) -> None:
    book = results_workbook(certeval, tmp_path, "validate", "notes.csv")
    assert book.sheetnames == ["Candidats", "BC1", "BC2", "Synthèse", "Sources"]
    assert column(book, "Candidats", "candidat") == ["C001", "-C002", "0075"]
    assert column(book, "Candidats", "certification") == ["validé", "non validé", "non validé"]
    assert column(book, "Candidats", "BC2") == ["validé", "en attente", "non validé"]
    assert column(book, "BC2", "C2") == ["validé", "en attente", "non validé"]
    assert "C1" not in cells(book, "BC2")[0]
    assert cells(book, "Synthèse")[0][1:] == ["validé", "non validé", "en attente"]
    assert cells(book, "Synthèse")[3] == ["certification", 1, 2, 0]
    assert [row[0] for row in cells(book, "Sources")[1:]] == ["grilles@2.1.0", "notes.csv"]


def test_headings_stay_in_sight_and_filter_and_columns_are_wide_enough(
    certeval: Certeval, tmp_path: Path
) -> None:
    book = results_workbook(certeval, tmp_path, "validate", "notes.csv", "--detail")
    for sheet in book.worksheets[:3]:
        assert str(sheet.freeze_panes).endswith("2")
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(each.width >= 8 for each in sheet.column_dimensions.values())
    counts = column(book, "BC1", "C1 acquis")
    assert counts == [2, 0, 2]
    cell = book["BC1"].cell(2, cells(book, "BC1")[0].index("C1 acquis") + 1)
    assert (cell.data_type, cell.number_format) == ("n", "0")


@pytest.mark.parametrize("command", ["validate", "rattrapages"])
def test_nothing_that_people_wrote_runs_in_the_spreadsheet(
    certeval: Certeval, tmp_path: Path, command: str
) -> None:
    book = results_workbook(certeval, tmp_path, command, "notes.csv")
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n"}
                assert cell.hyperlink is None
    risky = [
        cell
        for row in book.worksheets[0].iter_rows()
        for cell in row
        if str(cell.value) in {"-C002", "@x", "=1+1"}
    ]
    assert risky
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in risky)
    with zipfile.ZipFile(tmp_path / "r.xlsx") as archive:
        assert b"<f>" not in b"".join(archive.read(name) for name in archive.namelist())


def test_the_same_results_are_the_same_bytes(certeval: Certeval, tmp_path: Path) -> None:
    for command in (("validate", "--detail"), ("stats", "--par", "jure"), ("rattrapages",), ("agreement",)):
        name, *options = command
        asked = (name, "deux.csv" if name == "agreement" else "notes.csv", *options)
        results_workbook(certeval, tmp_path, *asked)
        first = (tmp_path / "r.xlsx").read_bytes()
        book = results_workbook(certeval, tmp_path, *asked)
        assert (tmp_path / "r.xlsx").read_bytes() == first
        assert book.properties.created.year == 2000


def test_filters_cut_what_is_listed_never_what_is_counted(certeval: Certeval, tmp_path: Path) -> None:
    book = results_workbook(
        certeval, tmp_path, "validate", "notes.csv", "--bloc", "BC2", "--candidat", "0075"
    )
    assert book.sheetnames == ["Candidats", "BC2", "Synthèse", "Sources"]
    assert column(book, "Candidats", "candidat") == ["0075"]
    assert [row[0] for row in cells(book, "Synthèse")] == [
        "",
        "BC2",
        "certification",
        "validation partielle",
        "candidats",
    ]
    assert cells(book, "Synthèse")[2] == ["certification", 1, 2, 0]


def test_statistics_have_a_sheet_for_all_and_one_for_each_detail(certeval: Certeval, tmp_path: Path) -> None:
    book = results_workbook(certeval, tmp_path, "stats", "notes.csv", "--par", "jure")
    assert book.sheetnames == ["Tous les candidats", "jure", "Sources"]
    assert column(book, "Tous les candidats", "element")[0] == "certification"
    head = cells(book, "Tous les candidats")[0]
    at = head.index("pour_cent") + 1
    assert book["Tous les candidats"].cell(2, at).number_format == '0.0" %"'
    assert cells(book, "jure")[0][:2] == ["jure", "element"]


def test_what_to_present_again_is_a_row_a_set(certeval: Certeval, tmp_path: Path) -> None:
    book = results_workbook(certeval, tmp_path, "rattrapages", "notes.csv")
    rows = cells(book, "Rattrapages")
    assert rows[0][:6] == ["candidat", "nom", "prenom", "certification", "rang", "a_representer"]
    assert {row[0]: row[1] for row in rows[1:]} == {"-C002": "@x", "0075": "Le Goff"}
    assert {row[3] for row in rows[1:]} == {"non validé"}


def test_agreement_gives_ratios_as_numbers(certeval: Certeval, tmp_path: Path) -> None:
    book = results_workbook(certeval, tmp_path, "agreement", "deux.csv")
    assert book.sheetnames == ["Éléments", "Paires de jurés", "Sources"]
    shares = column(book, "Éléments", "accord")
    assert {type(each) for each in shares} <= {int, float}
    assert 0.5 in shares


@pytest.mark.parametrize("pairs", [2000, 3_000_000])
def test_no_share_nor_coefficient_of_most_reads_as_that_of_all(pairs: int) -> None:
    """99.96 % was seen as 100.0 %, and one of millions was 1 in a CSV."""
    almost = Fraction(pairs - 1, pairs)
    counts = (pairs, pairs, pairs - 1)
    of_all = Agreement(("E1",), Acquis(), Metric.NOMINAL, ("A", "B"), *counts, almost, almost, almost, None)
    (row,) = agreement.rows(AgreementReport([of_all], [], [], [], [], 0, 0, 0))[1:]
    assert [each < 1 for each in row if isinstance(each, Fraction)] == [True] * 4
    assert (SHARE, RATIO) == ("0.0###%", "0.000###")


def test_an_exact_mark_is_written_as_the_decimal_it_is(certeval: Certeval, tmp_path: Path) -> None:
    book = results_workbook(certeval, tmp_path, "stats", "notes.csv")
    rows = {row[0]: row for row in cells(book, "Tous les candidats")}
    head = cells(book, "Tous les candidats")[0]
    assert rows["E1"][head.index("moyenne")] == 10.5
    assert rows["E1"][head.index("maximum")] == 12.5


def test_a_mark_of_many_decimals_is_the_same_in_a_workbook_as_in_csv(
    certeval: Certeval, tmp_path: Path
) -> None:
    """A half of the last decimal goes up in both: it went to the even digit in workbooks."""
    (tmp_path / "g.yaml").write_text(GRID.replace("LANGUAGE", "fr").replace(", pas: 0.5", ""), "utf-8")
    (tmp_path / "notes.csv").write_text("candidat;CR1;CR2;CR3;E1\nC001;oui;oui;oui;10,0078125\n", "utf-8")
    book = results_workbook(certeval, tmp_path, "validate", "notes.csv", "--detail")
    assert column(book, "Candidats", "E1 valeur") == [10.007813]
    done = certeval(
        *("validate", "notes.csv", "--detail", "--referentiel", "g.yaml", "--format", "csv", "--quiet")
    )
    assert done.out.strip().endswith(";10.007813")


@pytest.mark.parametrize("command", ["validate", "stats", "rattrapages", "agreement"])
def test_a_workbook_goes_to_a_file_and_needs_its_extra(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    asked = (command, "deux.csv", "--referentiel", "g.yaml", "--format", "xlsx")
    done = certeval(*asked)
    assert (done.status, done.err) == (2, "certeval: --format xlsx is no text: name a file with --output\n")
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    done = certeval(*asked, "--output", "r.xlsx")
    assert (done.status, done.err) == (
        2,
        "certeval: to write workbooks: pip install 'certeval[office]' (or --format csv, json)\n",
    )


def test_candidates_are_named_in_each_sheet_as_in_every_other_form(
    certeval: Certeval, tmp_path: Path
) -> None:
    book = results_workbook(certeval, tmp_path, "validate", "notes.csv")
    for name in ("Candidats", "BC1", "BC2"):
        assert cells(book, name)[0][:2] == ["candidat", "nom"]
        assert column(book, name, "nom") == ["=1+1", "@x", "Le Goff"]
        assert book[name].freeze_panes == "C2"
    (tmp_path / "codes.csv").write_text("candidat;jure;CR1\nC001;A;oui\n", encoding="utf-8")
    assert "nom" not in cells(results_workbook(certeval, tmp_path, "validate", "codes.csv"), "Candidats")[0]


def test_a_mean_that_misses_its_bound_is_not_shown_on_it(certeval: Certeval, tmp_path: Path) -> None:
    (tmp_path / "g.yaml").write_text(
        "format: 1\ncertification: {code: a, version: 1.0.0}\nsaisie: {epreuve: {echelle: {note: {sur: 20}}}}\n"
        "mesures: {generale: {moyenne: epreuves}}\nvalidation: {certification: {mesure: generale, au_moins: 10}}\n"
        "epreuves: [{code: E1, intitule: a}, {code: E2, intitule: b}, {code: E3, intitule: c}]\n",
        encoding="utf-8",
    )
    (tmp_path / "s.csv").write_text("candidat;E1;E2;E3\nA;9,99;10;10\nB;10;10;10\n", encoding="utf-8")
    book = results_workbook(certeval, tmp_path, "validate", "s.csv")
    assert column(book, "Candidats", "certification") == ["non validé", "validé"]
    assert column(book, "Candidats", "generale") == [9.996667, 10]
    at = cells(book, "Candidats")[0].index("generale") + 1
    assert book["Candidats"].cell(2, at).number_format == "0.00####"
