"""Sheets and grids made for another version or certification: refused with both named, or accepted with care."""

import json
from pathlib import Path

import pytest

from conftest import Certeval
from workbook_cases import MARKS, book, grid, sheet
from workbooks import finding_places, ods, ods_table, read

FILE = """\
format: 1
certification: {{code: petit, version: {version}}}
validation:
  competence: {{parmi: criteres, plus_de: 50 %}}
  bloc: {{tous: competences}}
  certification: {{tous: blocs}}
blocs:
- code: BC1
  intitule: Vendre
  competences:
  - code: C1
    libelle: Vendre
    criteres:
    - {{code: CR1.1, libelle: {wording}}}
    - {{code: CR1.2, libelle: Deux{more}}}
"""


def versions(folder: Path, *, wording: str = "Un", more: str = "") -> None:
    """Two versions of a certification: 1.0.0 may have another wording, or other cells."""
    place = folder / "referentiels" / "petit"
    place.mkdir(parents=True)
    (place / "1.0.0.yaml").write_text(FILE.format(version="1.0.0", wording=wording, more=more))
    (place / "1.1.0.yaml").write_text(FILE.format(version="1.1.0", wording="Un", more=""))


FILLED = (("candidat", "CR1.1", "CR1.2"), ("C1", "1", "1"))
CSV = "candidat;referentiel;CR1.1;CR1.2\nC1;petit@1.0.0;1;1\n"
YAML = "format: 1\nreferentiel: petit@1.0.0\ncandidats: [{candidat: C1, notes: {CR1.1: 1, CR1.2: 1}}]\n"


def write_sheet(folder: Path, form: str, version: str = "1.0.0", code: str = "petit") -> str:
    named = f"{code}@{version}"
    name = f"notes.{form}"
    if form == "xlsx":
        data = book("certeval", certeval=grid("BC1", referentiel=named), BC1=sheet(FILLED))
    else:
        data = (CSV if form == "csv" else YAML).replace("petit@1.0.0", named).encode()
    (folder / name).write_bytes(data)
    return name


FORMS = pytest.mark.parametrize("form", ["xlsx", "csv", "yaml"])
OTHER = ("--referentiel", "petit@1.1.0")


def test_what_another_version_may_have_is_not_also_told(certeval: Certeval, tmp_path: Path) -> None:
    """Without it said of the sheet, a column is unknown, and not one that stands beside it."""
    versions(tmp_path, more="}\n    - {code: CR1.3, libelle: Trois")
    named, bare = (
        "candidat;referentiel;CR1.1;CR1.2;CR1.3\nC1;{};1;1;1\n",
        "candidat;CR1.1;CR1.2;CR1.3\nC1;1;1;1\n",
    )
    (tmp_path / "notes.csv").write_text(named.format("petit@1.0.0"))
    told = json.loads(certeval("validate", "notes.csv", *OTHER, "--json").out)["diagnostics"]
    assert [each["code"] for each in told] == ["N109"]
    (tmp_path / "notes.csv").write_text(bare)
    told = json.loads(certeval("validate", "notes.csv", *OTHER, "--json").out)["diagnostics"]
    assert [each["code"] for each in told] == ["N104"]
    assert "CR1.2" not in told[0]["aide"]
    assert certeval("validate", "notes.csv", "--referentiel", "petit@1.0.0").status == 0


@FORMS
def test_a_sheet_chooses_its_own_version(certeval: Certeval, tmp_path: Path, form: str) -> None:
    versions(tmp_path)
    done = certeval("validate", write_sheet(tmp_path, form), "--format", "json")
    assert (done.status, '"version": "1.0.0"' in done.out) == (0, True)


@FORMS
def test_under_another_version_it_is_refused_with_both_named(
    certeval: Certeval, tmp_path: Path, form: str
) -> None:
    versions(tmp_path)
    done = certeval("validate", write_sheet(tmp_path, form), *OTHER)
    assert (done.status, done.out) == (1, "")
    assert (
        "error[N109]: this sheet is for version 1.0.0, and version 1.1.0 of « petit » is applied" in done.err
    )
    assert "--force-version" in done.err


@FORMS
def test_it_is_accepted_where_all_that_is_entered_is_unchanged(
    certeval: Certeval, tmp_path: Path, form: str
) -> None:
    versions(tmp_path)
    done = certeval("validate", write_sheet(tmp_path, form), *OTHER, "--force-version", "--format", "csv")
    assert (done.status, done.out.splitlines()[1].split(";")[:2]) == (0, ["C1", "valide"])


@FORMS
@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"wording": "Autre"}, "CR1.1 is not the same in version 1.1.0 (its wording)"),
        (
            {"more": ", echelle: {note: {sur: 20}}, validation: {au_moins: 10}"},
            "CR1.2 is not the same in version 1.1.0 (how it is entered)",
        ),
        ({"more": "}\n    - {code: CR1.3, libelle: Trois"}, ""),
    ],
)
def test_what_changed_is_named_and_refused(
    certeval: Certeval, tmp_path: Path, form: str, change: dict[str, str], named: str
) -> None:
    versions(tmp_path, **change)
    done = certeval("validate", write_sheet(tmp_path, form), *OTHER, "--force-version")
    assert (done.status, done.err.count("error[")) == ((1, 1) if named else (0, 0))
    assert f"error[N112]: this sheet is for version 1.0.0: {named}\n" in done.err or not named


@FORMS
def test_a_version_that_is_not_there_can_not_be_compared(
    certeval: Certeval, tmp_path: Path, form: str
) -> None:
    versions(tmp_path)
    done = certeval("validate", write_sheet(tmp_path, form, "2.0.0"), *OTHER, "--force-version")
    assert done.status == 1
    assert "error[N111]: this sheet is for version 2.0.0, whose référentiel is not there" in done.err


@FORMS
def test_another_certification_is_refused_whatever_is_forced(
    certeval: Certeval, tmp_path: Path, form: str
) -> None:
    versions(tmp_path)
    done = certeval("validate", write_sheet(tmp_path, form, code="grand"), *OTHER, "--force-version")
    assert done.status == 1
    assert "error[N108]: this sheet is for « grand@1.0.0 », and « petit@1.1.0 » is applied" in done.err


def test_what_a_grid_says_once_holds_for_all_its_rows(tmp_path: Path) -> None:
    identity = grid("BC1", jure="J1", session="S1", date="2026-06-15", jury="Paris")
    scores = read(tmp_path, book("certeval", certeval=identity, BC1=sheet(MARKS)))
    assert finding_places(scores) == []
    assert [key.jure for key in scores.candidates["C1"].cells] == ["J1"]
    assert scores.candidates["C1"].details == {"session": "S1"}
    assert scores.sheets[0].session == {"code": "S1", "date": "2026-06-15", "jury": "Paris"}


def test_what_a_grid_shows_beside_and_below_its_cells_is_set_aside_and_what_is_typed_there_is_not(
    tmp_path: Path,
) -> None:
    rows = (
        ("Bloc 1",),
        ("candidat", "CR1.1", "", "∑ C1 acquis"),
        ("C1", "1", "", "<c><f>1+1</f></c>"),
        ("", "", "", "0"),
        ("▪ Signature du jury", "lu"),
        ("C9", "1"),
    )
    scores = read(tmp_path, book("certeval", certeval=grid("BC1"), BC1=sheet(rows)))
    assert (finding_places(scores), list(scores.candidates)) == ([("N228", "BC1!B5")], ["C1", "C9"])


@pytest.mark.parametrize("typed", ["absent", "oui", "3 sur 4", "12,5", "?"])
def test_what_is_typed_over_a_count_of_a_grid_is_told(tmp_path: Path, typed: str) -> None:
    rows = (
        ("Bloc 1",),
        ("candidat", "CR1.1", "", "∑ C1 acquis", "∑ C1 non"),
        ("C1", "1", "", "1", typed),
        ("C2", "1", "", "<c><f>1+1</f></c>", "0"),
    )
    scores = read(tmp_path, book("certeval", certeval=grid("BC1"), BC1=sheet(rows)))
    assert (finding_places(scores), list(scores.candidates)) == ([("N228", "BC1!E3")], ["C1", "C2"])


FORM = (
    ("", "candidat", "C1"),
    ("", "nom", "A"),
    ("", "element", "libelle", "valeur", "commentaire"),
    ("C1 : vendre",),
    ("", "CR1.1", "Un", "1", "très bien"),
    ("", "E1", "Écrit", "?", ""),
)


def test_a_sheet_of_one_candidate_is_read_at_its_cells(tmp_path: Path) -> None:
    identity = grid("C1", disposition="candidat")
    scores = read(tmp_path, book("certeval", certeval=identity, C1=sheet(FORM)))
    assert finding_places(scores) == [("N212", "C1!D6")]
    assert scores.sheets[0].layout == "candidat"
    candidate = scores.candidates["C1"]
    assert (candidate.details, list(candidate.comments.values())) == ({"nom": "A"}, ["très bien"])
    assert (candidate.place.cell, [cell.place.cell for cell in candidate.cells.values()]) == ("C1", ["D5"])


def test_a_sheet_of_nobody_that_holds_marks_is_told_once(tmp_path: Path) -> None:
    identity = grid("C1", disposition="candidat")
    nobody = (("", "candidat", ""), *FORM[1:])
    assert finding_places(read(tmp_path, book("certeval", certeval=identity, C1=sheet(nobody)))) == [
        ("N201", "C1!C1")
    ]
    blank = (("", "candidat", ""), FORM[2], ("", "CR1.1", "Un", "", ""))
    other = sheet(FORM[:5])
    scores = read(tmp_path, book("certeval", certeval=identity, C1=sheet(blank), Copie=other))
    assert (finding_places(scores), list(scores.candidates)) == ([], ["C1"])


def test_libreoffice_calls_hidden_what_excel_calls_very_hidden(tmp_path: Path) -> None:
    rows = [[key, value] for key, value in (("format", "certeval/grille/1"), ("referentiel", "petit@1.2.0"))]
    tables = ods_table([*rows, [], ["feuille", "portee"], ["BC1"]], "certeval") + ods_table(
        [["candidat", "CR1.1"], ["C1", "1"]], "BC1"
    )
    scores = read(tmp_path, ods(tables), "grille.ods")
    assert (finding_places(scores), list(scores.candidates)) == ([], ["C1"])
