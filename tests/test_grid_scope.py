"""A grid asks what its candidates are to be scored on, and nothing else; what it leaves out is said."""

import json
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from conftest import Certeval
from workbooks import convert_workbook

RULES = """\
format: 1
certification: {code: essai, version: 1.0.0}
parcours: [{code: EXPORT, intitule: Vente à l'étranger}, {code: RESEAU}]
saisie: {competence: {echelle: {note: {sur: 20}}}}
validation: {competence: {au_moins: 10}, bloc: {tous: competences}, certification: {tous: blocs}}
blocs:
- code: BC1
  intitule: Vendre
  competences: [{code: C1, libelle: Vendre}, {code: C2, libelle: Exporter, pour: {parcours: [EXPORT]}}]
- {code: BC2, intitule: Exporter, pour: {parcours: [EXPORT]}, competences: [{code: C3, libelle: Exporter}]}
- {code: BC3, intitule: Animer, pour: {parcours: [RESEAU]}, competences: [{code: C4, libelle: Animer}]}
- {code: BC4, intitule: Gérer, competences: [{code: C5, libelle: Gérer}]}
"""
SESSION = """\
format: 1
session: {code: S1, referentiel: essai@1.0.0}
candidats: ../candidats.csv
inscriptions:
- {candidat: A1, parcours: EXPORT}
- {candidat: A2, parcours: RESEAU, acquis: [{bloc: BC1, version: 1.0.0, session: S0}]}
- {candidat: A3, parcours: vente à l'étranger, vise: [BC1], dispenses: [{element: C2, fondement: certificat}]}
- {candidat: A4, parcours: RESEAU, vise: [BC1], acquis: [{bloc: BC1, version: 1.0.0, session: S0}]}
"""
ASKED = {
    "A1": ["C1", "C2", "C3", "C5"],
    "A2": ["C4", "C5"],
    "A3": ["C1"],
    "A5": ["C1", "C2", "C3", "C4", "C5"],
}
TOLD = """\
certeval: not asked, for another parcours or voie: BC3 (A1, A3), BC2 (A2, A4)
certeval: not asked, acquired before: BC1 (A2, A4)
certeval: not asked, exempted: C2 (A3)
certeval: not asked, not sought: BC2 (A3), BC4 (A3, A4), BC3 (A4)
certeval: in no grid, since nothing is asked of them: A4
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for path, text in {
        "referentiels/essai/1.0.0.yaml": RULES,
        "sessions/S1.yaml": SESSION,
        "candidats.csv": "candidat;Nom Naissance;Prenom 1\nA1;Roy;Anne\nA5;Diallo;Awa\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_register_that_is_not_there_is_refused_where_it_is_named_and_told_where_it_is_to_be(
    certeval: Certeval, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Misspelt, it held nothing: grids asked for what candidates hold for life."""
    asked = ("grille", "--session", "S1", "--format", "csv")
    without = certeval(*asked)
    for named in ("absent.db", "candidats.csv"):
        done = certeval(*asked, "--registre", named)
        assert (done.status, done.out, done.err.startswith(f"certeval: {named}: ")) == (2, "", True)
    monkeypatch.setenv("CERTEVAL_REGISTRE", "registre.db")
    done = certeval(*asked)
    assert (done.status, done.out) == (0, without.out)
    assert "registre.db: there is no register yet, so nothing is held from it\n" in done.err
    assert not (folder / "registre.db").exists()


def test_a_table_and_a_text_ask_each_candidate_what_this_one_is_to_be_scored_on(
    certeval: Certeval, folder: Path
) -> None:
    who = {"A1": "Roy;Anne;EXPORT", "A2": ";;RESEAU", "A3": ";;EXPORT", "A5": "Diallo;Awa;"}
    done = certeval("grille", "--session", "S1", "--format", "csv")
    assert done.out.splitlines() == [
        "candidat;nom;prenom;parcours;referentiel;session;element;valeur;commentaire",
        *(
            f"{one};{who[one]};essai@1.0.0;S1;{code};;"
            for one in ("A1", "A2", "A3", "A5")
            for code in ASKED[one]
        ),
    ]
    assert done.err.endswith(TOLD)
    text = certeval("grille", "--session", "S1", "--format", "yaml").out
    notes = {
        part.split('"')[0]: [line.strip(" :") for line in part.partition("notes:\n")[2].splitlines()]
        for part in text.split('- candidat: "')[1:]
    }
    assert notes == ASKED


def test_where_all_are_asked_the_same_a_table_has_a_column_an_element(
    certeval: Certeval, folder: Path
) -> None:
    done = certeval("grille", "--session", "S1", "--bloc", "4", "--format", "csv")
    assert done.out == (
        "candidat;nom;prenom;parcours;referentiel;session;C5\n"
        "A1;Roy;Anne;EXPORT;essai@1.0.0;S1;\nA2;;;RESEAU;essai@1.0.0;S1;\nA5;Diallo;Awa;;essai@1.0.0;S1;\n"
    )
    assert done.err.endswith(
        "certeval: not asked, not sought: BC4 (A3, A4)\n"
        "certeval: in no grid, since nothing is asked of them: A3, A4\n"
    )


def sheets(book: Workbook) -> list[Worksheet]:
    return [each for each in book if each.sheet_state == "visible"]


def cell_at(sheet: Worksheet, text: str) -> tuple[int, int]:
    return next((c.row, c.column) for row in sheet.iter_rows() for c in row if c.value == text)


def test_a_workbook_has_on_each_sheet_who_is_asked_something_there_and_closes_the_other_cells(
    certeval: Certeval, folder: Path
) -> None:
    assert certeval("grille", "--session", "S1", "-o", "large.xlsx").status == 0
    book = openpyxl.load_workbook(folder / "large.xlsx")
    cells: dict[str, dict[str, list[str]]] = {}
    for sheet in sheets(book):
        top, _ = cell_at(sheet, "candidat")
        by_candidate = cells.setdefault(sheet.title, {})
        row = top + 1
        while who := sheet.cell(row, 1).value:
            if str(who).startswith("▪"):
                break
            columns = [c for c in sheet[top] if str(c.value or "").startswith("C")]
            by_candidate[str(who)] = [
                str(c.value) for c in columns if not sheet.cell(row, c.column).protection.locked
            ]
            row += 1
    assert cells == {
        "BC1": {"A1": ["C1", "C2"], "A3": ["C1"], "A5": ["C1", "C2"]},
        "BC2": {"A1": ["C3"], "A5": ["C3"]},
        "BC3": {"A2": ["C4"], "A5": ["C4"]},
        "BC4": {"A1": ["C5"], "A2": ["C5"], "A5": ["C5"]},
    }
    texts = {
        sheet.title: str(sheet.cell(cell_at(sheet, "candidat")[0] + 5, 1).value) for sheet in sheets(book)
    }
    assert "case gris foncé" in texts["BC1"]
    assert "case gris foncé" not in texts["BC4"]


def codes(certeval: Certeval, file: str) -> list[str]:
    told = json.loads(certeval("validate", "--session", "S1", file, "--json").out)["diagnostics"]
    return [each["code"] for each in told if each["gravite"] == "erreur"]


@pytest.mark.parametrize("options", [(), ("--par-candidat",)], ids=["large", "par candidat"])
def test_what_was_not_asked_is_not_missed_and_what_was_is(
    certeval: Certeval, folder: Path, options: tuple[str, ...]
) -> None:
    assert certeval("grille", "--session", "S1", "-o", "g.xlsx", *options).status == 0
    (folder / "g.ods").write_bytes(convert_workbook((folder / "g.xlsx").read_bytes(), "ods"))
    assert codes(certeval, "g.xlsx") == codes(certeval, "g.ods") == []

    book = openpyxl.load_workbook(folder / "g.xlsx")
    sheet = sheets(book)[-1]
    row, column = cell_at(sheet, "C5")
    sheet.cell(row, column).value = None
    book.save(folder / "sans.xlsx")
    assert codes(certeval, "sans.xlsx") == ["N229"]


def test_who_is_on_one_sheet_alone_is_missed_there_alone(certeval: Certeval, folder: Path) -> None:
    assert certeval("grille", "--session", "S1", "-o", "g.xlsx").status == 0
    book = openpyxl.load_workbook(folder / "g.xlsx")
    book["BC3"].cell(cell_at(book["BC3"], "A2")[0], 1).value = None
    book.save(folder / "sans.xlsx")
    told = json.loads(certeval("validate", "--session", "S1", "sans.xlsx", "--json").out)["diagnostics"]
    errors = [
        (each["code"], each["feuille"], each["message"]) for each in told if each["gravite"] == "erreur"
    ]
    assert errors == [
        (
            "N235",
            "BC3",
            "the sheet « BC3 » of this grid no longer names A2: what was entered for them is lost",
        )
    ]


def test_a_file_of_candidates_says_for_whom_each_element_is(certeval: Certeval, folder: Path) -> None:
    (folder / "inscrits.csv").write_text(
        "candidat;parcours\nB1;vente à l'étranger\nB2;export\n", encoding="utf-8"
    )
    done = certeval("grille", "--candidats", "inscrits.csv", "--format", "csv")
    assert done.out == (
        "candidat;nom;prenom;parcours;referentiel;C1;C2;C3;C5\n"
        "B1;;;EXPORT;essai@1.0.0;;;;\nB2;;;EXPORT;essai@1.0.0;;;;\n"
    )
    assert done.err == "certeval: not asked, for another parcours or voie: BC3 (B1, B2)\n"
    assert certeval("grille", "--candidats", "inscrits.csv", "-o", "g.xlsx").status == 0
    assert [each.title for each in sheets(openpyxl.load_workbook(folder / "g.xlsx"))] == ["BC1", "BC2", "BC4"]
    assert codes(certeval, "g.xlsx") == []


EARLIER = """\
format: 1
session: {code: S-2025, referentiel: essai@1.0.0, lieu: Lyon}
jury:
  designation: {par: directrice, le: 2026-01-05, acte: décision 1}
  membres: [{code: J1, qualite: directrice, externe: oui, role: president}]
inscriptions: [{candidat: A1, parcours: EXPORT}]
deliberation:
  {le: 2026-01-10, presents: [J1], decisions: [{candidat: A1, element: BC4, verdict: valide, motif: vu en entreprise}]}
"""


def test_what_the_register_holds_for_life_is_not_asked(certeval: Certeval, folder: Path) -> None:
    (folder / "sessions/S-2025.yaml").write_text(EARLIER, encoding="utf-8")
    entering = ("registre", "enregistrer", "S-2025", "--registre", "r.db", "--auteur", "bureau")
    assert certeval(*entering).status == 0
    done = certeval("grille", "--session", "S1", "--bloc", "4", "--registre", "r.db", "--format", "csv")
    assert [line.split(";")[0] for line in done.out.splitlines()[1:]] == ["A2", "A5"]
    assert "certeval: not asked, acquired before: BC4 (A1)\n" in done.err
    assert certeval("grille", "--candidats", "candidats.csv", "--registre", "r.db").status == 2


def test_what_the_register_holds_of_who_stands_in_the_table_alone_is_not_asked(
    certeval: Certeval, folder: Path
) -> None:
    """One table for all sessions: A5 came to the last one, and is not registered for this one."""
    (folder / "sessions/S-2025.yaml").write_text(EARLIER.replace("A1", "A5"), encoding="utf-8")
    entering = ("registre", "enregistrer", "S-2025", "--registre", "r.db", "--auteur", "bureau")
    assert certeval(*entering).status == 0
    done = certeval("grille", "--session", "S1", "--bloc", "4", "--registre", "r.db", "--format", "csv")
    assert [line.split(";")[0] for line in done.out.splitlines()[1:]] == ["A1", "A2"]
    assert "certeval: not asked, acquired before: BC4 (A5)\n" in done.err


def test_a_grid_of_which_nothing_is_left_is_refused(certeval: Certeval, folder: Path) -> None:
    (folder / "seul.csv").write_text("candidat\nA4\n", encoding="utf-8")
    done = certeval("grille", "--session", "S1", "--candidats", "seul.csv", "--format", "csv")
    assert (done.status, done.out) == (2, "")
    assert done.err.splitlines()[-1] == (
        "certeval: nothing is left to enter of any candidate: there would be no grid"
    )


def test_what_a_bloc_takes_up_of_one_that_is_held_is_still_asked(certeval: Certeval, folder: Path) -> None:
    (folder / "referentiels/essai/1.0.0.yaml").write_text(
        RULES.replace("intitule: Gérer,", "intitule: Gérer, reprend: [C1],"), encoding="utf-8"
    )
    rows = certeval("grille", "--session", "S1", "--format", "csv").out.splitlines()
    assert [row.split(";")[6] for row in rows if row.startswith("A2;")] == ["C1", "C4", "C5"]


def test_the_version_is_that_of_the_day_of_the_session(certeval: Certeval, folder: Path) -> None:
    (folder / "referentiels/essai/1.0.0.yaml").write_text(
        RULES.replace("version: 1.0.0", "version: 1.0.0, en_vigueur: {du: 2020-01-01, au: 2025-12-31}"),
        encoding="utf-8",
    )
    (folder / "referentiels/essai/2.0.0.yaml").write_text(
        RULES.replace("version: 1.0.0", "version: 2.0.0, en_vigueur: {du: 2026-01-01}"), encoding="utf-8"
    )
    session = "format: 1\nsession: {code: S2, referentiel: essai, date: 2025-06-01}\ninscriptions: [{candidat: A1}]\n"
    (folder / "sessions/S2.yaml").write_text(session, encoding="utf-8")
    assert ";essai@1.0.0;" in certeval("grille", "--session", "S2", "--format", "csv").out
