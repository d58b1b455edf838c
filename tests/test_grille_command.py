"""`certeval grille`: where grids go, for whom, and what is refused."""

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from conftest import Certeval

WHO = "candidat;nom;prenom;groupe\nC001;Le Goff;Anne;G1\n075001;=1+1;;\n"
GRID = """\
format: 1
certification: {code: grilles, version: 2.1.0, langue: LANGUAGE}
validation:
  competence: {parmi: criteres, plus_de: 50 %}
  bloc: {tous: competences}
  epreuve: {au_moins: 10}
  certification: {et: [{tous: blocs}, {tous: epreuves}]}
blocs:
- code: BC1
  intitule: Vendre
  competences: [{code: C1, libelle: Vendre, criteres: [{code: CR1, libelle: Un}, {code: CR2, libelle: Deux}]}]
- code: BC2
  intitule: Gérer
  competences: [{code: C2, libelle: Gérer, criteres: [{code: CR3, libelle: Trois}]}]
  epreuves: [{code: E2, intitule: Dossier, evalue: [C2], validation: {tous: competences}}]
epreuves:
- {code: E1, intitule: Oral, echelle: {note: {sur: 20, pas: 0.5}}}
"""
ABOUT = "grilles@2.1.0"


@pytest.fixture(autouse=True)
def _referentiel(tmp_path: Path) -> None:
    (tmp_path / "g.yaml").write_text(GRID.replace("LANGUAGE", "fr"), encoding="utf-8")
    (tmp_path / "qui.csv").write_text(WHO, encoding="utf-8")


def grille(certeval: Certeval, *arguments: object) -> Any:
    return certeval("grille", "--referentiel", "g.yaml", *arguments)


def identity(path: Path) -> dict[str, str]:
    rows = openpyxl.load_workbook(path)["certeval"].iter_rows(max_row=11, max_col=2, values_only=True)
    return {str(key): str(text or "") for key, text in rows}


def test_a_csv_grid_is_printed_with_the_candidates_given(certeval: Certeval) -> None:
    done = grille(certeval, "--format", "csv", "--candidats", "qui.csv")
    assert (done.status, done.err) == (0, "")
    assert done.out == (
        "candidat;nom;prenom;groupe;referentiel;CR1;CR2;CR3;E1\n"
        f"C001;Le Goff;Anne;G1;{ABOUT};;;;\n"
        f"075001;'=1+1;;;{ABOUT};;;;\n"
    )


def test_in_a_file_a_csv_grid_has_what_office_programs_expect(certeval: Certeval, tmp_path: Path) -> None:
    grille(certeval, "--lignes", 2, "--jure", "Jury 1", "--date", "2026-06-12", "--output", "g.csv")
    assert (tmp_path / "g.csv").read_bytes() == (
        b"\xef\xbb\xbfcandidat;nom;prenom;referentiel;session;jure;CR1;CR2;CR3;E1\r\n"
        b";;;grilles@2.1.0;2026-06-12;Jury 1;;;;\r\n;;;;;;;;;\r\n"
    )


def test_a_yaml_grid_is_a_sheet_to_fill_in(certeval: Certeval, tmp_path: Path) -> None:
    asked = (
        "--bloc",
        "2",
        "--candidats",
        "qui.csv",
        "--session",
        "2026: juin",
        "--jury",
        'A "B"',
        "--jure",
        "#1",
    )
    done = grille(certeval, "--format", "yaml", *asked)
    assert (
        done.out
        == """\
# grilles
# Bloc BC2 — Gérer
#   CR3 — Trois
#   À saisir\u00a0: oui ou non.
#   NE, ABS, ABJ\u00a0: pas encore connu\u00a0; DISP, EQ\u00a0: compte comme acquis\u00a0; \
NEUT\u00a0: hors du compte.
#   Une cellule vide n’est jamais un «\u00a0non\u00a0»\u00a0: elle reste à saisir.
format: 1
referentiel: grilles@2.1.0
session:
  code: "2026: juin"
  jury: "A \\"B\\""
jure: "#1"
candidats:
- candidat: "C001"
  nom: "Le Goff"
  prenom: "Anne"
  groupe: "G1"
  notes:
    CR3:
- candidat: "075001"
  nom: "'=1+1"
  notes:
    CR3:
"""
    )
    (tmp_path / "g.yml").write_text(done.out.replace("CR3:", "CR3: oui"), encoding="utf-8")
    read = certeval("validate", "g.yml", "--referentiel", "g.yaml", "--format", "csv")
    assert read.out.splitlines()[1:] == [
        f"{who};en_attente;en_attente;valide;en_attente;valide;CR1 CR2 E1;{name};"
        for who, name in (("C001", "Le Goff;Anne"), ("075001", "'=1+1;"))
    ]


def test_words_are_in_the_language_of_the_referentiel_not_the_reader_s(
    certeval: Certeval, tmp_path: Path
) -> None:
    (tmp_path / "g.yaml").write_text(GRID.replace("LANGUAGE", "de"), encoding="utf-8")
    assert "To enter: oui or non." in grille(certeval, "--format", "yaml").out
    refused = grille(certeval, "--format", "ods")
    assert refused.err == "certeval: --format ods: this command writes xlsx, csv, yaml, html\n"


def test_each_juror_has_a_file(certeval: Certeval, tmp_path: Path) -> None:
    assert grille(certeval, "--jures", 2, "--output", "g.xlsx").status == 0
    assert sorted(path.name for path in tmp_path.glob("*.xlsx")) == ["g-J1.xlsx", "g-J2.xlsx"]
    assert identity(tmp_path / "g-J2.xlsx")["jure"] == "J2"


def test_a_juror_s_name_is_kept_in_the_grid_and_made_fit_for_a_file(
    certeval: Certeval, tmp_path: Path
) -> None:
    assert (
        grille(certeval, "--jure", "Éva  B/C", "--jure", "../x", "--bloc", 1, "--output", tmp_path).status
        == 0
    )
    assert sorted(path.name for path in tmp_path.glob("*.xlsx")) == [
        "grille-grilles-BC1-.._x.xlsx",
        "grille-grilles-BC1-Éva_B_C.xlsx",
    ]
    found = identity(tmp_path / "grille-grilles-BC1-Éva_B_C.xlsx")
    assert re.fullmatch("sha256:[0-9a-f]{64}", found["empreinte_sens"])
    assert found | {"empreinte": "", "empreinte_sens": ""} == {
        "format": "certeval/grille/1",
        "referentiel": ABOUT,
        "empreinte": "",
        "jury": "",
        "session": "",
        "date": "",
        "jure": "Éva B/C",
        "bloc": "BC1",
        "epreuve": "",
        "disposition": "large",
        "empreinte_sens": "",
    }


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("version: 2.1.0", "version: 2.1.0, en_vigueur: {du: 2026-01-01, au: 2026-08-31}"), False),
        (("format: 1\n", "format: 1\n# relu en juin\n"), False),
        (("libelle: Trois", "libelle: Trois fois"), True),
    ],
)
def test_a_grid_does_not_mind_that_the_period_of_its_version_is_closed(
    certeval: Certeval, tmp_path: Path, change: tuple[str, str], expected: bool
) -> None:
    grille(certeval, "--candidats", "qui.csv", "--output", "j.xlsx")
    sheet = {
        "format": "1",
        "referentiel": ABOUT,
        "candidats": [{"candidat": "C001", "notes": {"CR3": "oui"}}],
    }
    digests = {
        key: text for key, text in identity(tmp_path / "j.xlsx").items() if key.startswith("empreinte")
    }
    (tmp_path / "j.json").write_text(json.dumps(sheet | digests), encoding="utf-8")
    text = (tmp_path / "g.yaml").read_text(encoding="utf-8")
    assert change[0] in text
    (tmp_path / "g.yaml").write_text(text.replace(*change), encoding="utf-8")
    for name in ("j.xlsx", "j.json"):
        done = certeval("validate", name, "--referentiel", "g.yaml")
        assert ("N113" in done.err) is expected, (name, done.err)


def test_an_epreuve_s_grid_has_what_it_assesses(certeval: Certeval) -> None:
    done = grille(certeval, "--epreuve", "E2", "--format", "csv", "--lignes", 1)
    assert done.out.splitlines()[0] == "candidat;nom;prenom;referentiel;CR3"


def test_without_candidates_there_are_as_many_rows_as_asked_twenty_otherwise(certeval: Certeval) -> None:
    assert len(grille(certeval, "--format", "csv").out.splitlines()) == 21
    assert len(grille(certeval, "--format", "csv", "--lignes", 3).out.splitlines()) == 4
    assert grille(certeval, "--format", "yaml").out.count("- candidat:\n") == 1


def test_one_file_that_exists_keeps_all_from_being_written(certeval: Certeval, tmp_path: Path) -> None:
    (tmp_path / "g-J2.xlsx").write_text("ancien")
    done = grille(certeval, "--jures", 3, "--output", "g.xlsx")
    assert (done.status, done.err) == (2, "certeval: g-J2.xlsx exists; --force replaces it\n")
    assert [path.name for path in tmp_path.glob("*.xlsx")] == ["g-J2.xlsx"]
    assert grille(certeval, "--jures", 3, "--output", "g.xlsx", "--force").status == 0
    assert (tmp_path / "g-J2.xlsx").read_bytes().startswith(b"PK")


def test_a_disk_that_fills_up_leaves_no_file_at_all(
    certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = grille(certeval, "--jures", 3, "--output", "g.xlsx")
    assert done.status == 2
    assert "no room is left to write it; nothing was changed" in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["g.yaml", "qui.csv"]


def test_a_folder_that_is_not_there_is_made(certeval: Certeval, tmp_path: Path) -> None:
    assert grille(certeval, "--jures", 2, "--output", "grilles/juin").status == 0
    assert sorted(each.name for each in (tmp_path / "grilles" / "juin").iterdir()) == [
        "grille-grilles-J1.xlsx",
        "grille-grilles-J2.xlsx",
    ]


def test_a_folder_that_was_made_for_what_then_fails_is_removed(
    certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    (tmp_path / "ici").mkdir()
    for folder in ("grilles/juin", "ici/juin", "ici"):
        assert grille(certeval, "--jures", 2, "--output", folder).status == 2
    assert sorted(each.name for each in tmp_path.iterdir()) == ["g.yaml", "ici", "qui.csv"]
    assert not list((tmp_path / "ici").iterdir())


def test_mistakes_in_the_candidates_file_are_told_and_no_grid_is_made(
    certeval: Certeval, tmp_path: Path
) -> None:
    (tmp_path / "qui.csv").write_text("candidat;nom\nC001;A\nC001;B\n;C\n", encoding="utf-8")
    done = grille(certeval, "--candidats", "qui.csv", "--output", "g.xlsx")
    assert done.status == 1
    assert [code for code in ("N201", "N202") if code in done.err] == ["N201", "N202"]
    assert not (tmp_path / "g.xlsx").exists()


def test_a_candidates_file_without_marks_is_no_finding(certeval: Certeval) -> None:
    assert grille(certeval, "--candidats", "qui.csv", "--output", "g.xlsx", "--quiet").err == ""


@pytest.mark.parametrize("code", ["grilles", "autres"])
def test_the_referentiel_is_the_one_that_the_session_or_the_candidates_file_names(
    certeval: Certeval, tmp_path: Path, code: str
) -> None:
    for each in ("grilles", "autres"):
        text = (
            GRID.replace("LANGUAGE", "fr")
            .replace("code: grilles", f"code: {each}")
            .replace("E1", f"E1{each}")
        )
        file = tmp_path / "referentiels" / each / "2.1.0.yaml"
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "qui.csv").write_text(f"candidat;referentiel\nC1;{code}@2.1.0\n", encoding="utf-8")
    (tmp_path / "sessions").mkdir()
    session = f"format: 1\nsession: {{code: S1, referentiel: {code}@2.1.0}}\ncandidats: ../qui.csv\n"
    (tmp_path / "sessions" / "S1.yaml").write_text(session, encoding="utf-8")
    for asked in (("--candidats", "qui.csv"), ("--session", "S1"), ("--session", "S1", "--lignes", "1")):
        done = certeval("grille", *asked, "--format", "csv", "--epreuve", f"E1{code}")
        assert done.status == 0, done.err
        assert f";E1{code}" in done.out.splitlines()[0]
    assert certeval("grille", "--format", "csv").status == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name a file or a folder with --output"),
        (("--format", "csv", "--jures", "2"), "name a file or a folder with --output"),
        (("--format", "csv", "--par-candidat"), "--par-candidat is for workbooks: --format xlsx"),
        (("--output", "g.xls"), "g.xls: name a folder, or a file that ends with .xlsx"),
        (("--output", "qui.csv/grilles"), "qui.csv: this is a file, not a folder"),
        (
            ("--format", "csv", "--output", "g.xlsx"),
            "g.xlsx: name a folder, or a file that ends with .csv",
        ),
        (
            ("--lignes", "2", "--candidats", "qui.csv", "--output", "g.xlsx"),
            "--lignes and --candidats: choose one",
        ),
        (
            ("--lignes", "2", "--session", "S1", "--registre", "r.db", "--format", "csv"),
            "--lignes and --registre: choose one",
        ),
        (
            ("--session", "S1", "--registre", "r.db", "--format", "csv"),
            "--registre: name the session whose candidates it tells of: --session",
        ),
        (("--jures", "2", "--jure", "A", "--output", "g.xlsx"), "--jures and --jure: choose one"),
        (("--jure", " ", "--output", "g.xlsx"), "--jure: the name is empty"),
        (("--jure", "A", "--jure", "a", "--output", "g.xlsx"), "--jure: two names are the same"),
        (
            ("--jure", "A?", "--jure", "A*", "--output", "g.xlsx"),
            "--jure: two names would name the same file",
        ),
        (("--bloc", "9", "--output", "g.xlsx"), "bloc « 9 »: there is none; there are BC1, BC2"),
        (("--candidats", "absent.csv", "--output", "g.xlsx"), "absent.csv: there is no such file"),
        (
            ("--date", "12.06.2026", "--output", "g.xlsx"),
            "--date 12.06.2026: write 2026-01-31 or 31/01/2026",
        ),
    ],
)
def test_what_can_t_be_done_is_refused_in_a_sentence(
    certeval: Certeval, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = grille(certeval, *arguments)
    assert (done.status, done.out, done.err) == (2, "", f"certeval: {said}\n")
    assert not list(tmp_path.glob("*.xlsx"))


def test_an_element_called_like_a_heading_goes_where_it_can_t_be_taken_for_one(certeval: Certeval) -> None:
    recipe = Path(__file__).parent / "recettes" / "assiduite.yaml"
    done = certeval("grille", "--referentiel", recipe, "--format", "csv")
    assert (done.status, done.err) == (
        2,
        "certeval: epreuve: this code is also a heading of tables; choose --par-candidat, --format html or yaml\n",
    )
    assert certeval("grille", "--referentiel", recipe, "--par-candidat", "--output", "g.xlsx").status == 0


def test_without_the_extra_a_workbook_is_refused_with_what_to_install(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    done = grille(certeval, "--output", "g.xlsx")
    assert (done.status, done.err) == (
        2,
        "certeval: to write workbooks: pip install 'certeval[office]' (or --format csv, yaml)\n",
    )
    assert grille(certeval, "--format", "csv").status == 0


def test_a_page_is_made_for_each_juror_and_holds_what_cells_take(certeval: Certeval, tmp_path: Path) -> None:
    done = grille(certeval, "--jures", 2, "--candidats", "qui.csv", "--session", "S1", "--output", "g.html")
    assert done.status == 0
    assert sorted(path.name for path in tmp_path.glob("*.html")) == ["g-J1.html", "g-J2.html"]
    held = given(tmp_path / "g-J2.html")
    assert (held["identity"]["jure"], held["stem"]) == ("J2", "grille-grilles-2.1.0-S1-J2")
    assert held["candidates"] == [
        {"candidat": "C001", "nom": "Le Goff", "prenom": "Anne", "groupe": "G1"},
        {"candidat": "075001", "nom": "=1+1", "prenom": "", "groupe": ""},
    ]
    assert held["accepts"][-1]["bounds"] == ["0", "20", "0.5"]
    assert held["messages"]["N215"][0] == (
        "{value} tombe entre deux notes\u00a0: {element} va par pas de {step}"
    )
    reads = dict(held["accepts"][0]["reads"])
    assert (reads["validee"], reads["nv"], reads["abj"], reads["vide"]) == ("oui", "non", "ABJ", "")


def given(page: Path) -> dict[str, Any]:
    """What the script of a page is given."""
    text = page.read_text(encoding="utf-8")
    held: dict[str, Any] = json.loads(text.split('id="grille">')[1].split("</script>")[0])
    return held


def test_a_page_is_named_in_a_folder_and_printed_in_a_pipe(certeval: Certeval, tmp_path: Path) -> None:
    assert grille(certeval, "--bloc", 2, "--format", "html", "--output", tmp_path).status == 0
    assert given(tmp_path / "grille-grilles-BC2.html")["candidates"] == []
    printed = grille(certeval, "--bloc", 2, "--format", "html").out
    assert printed == (tmp_path / "grille-grilles-BC2.html").read_text(encoding="utf-8")


def test_a_page_has_no_blank_rows_and_is_not_laid_out_by_candidate(certeval: Certeval) -> None:
    done = grille(certeval, "--format", "html", "--lignes", 3)
    assert (done.status, done.err) == (
        2,
        "certeval: --lignes: a page has no blank rows; candidates are added as they come\n",
    )
    done = grille(certeval, "--format", "html", "--par-candidat")
    assert (done.status, done.err) == (2, "certeval: --par-candidat is for workbooks: --format xlsx\n")


def test_an_element_coded_as_a_heading_stands_in_a_page(certeval: Certeval, tmp_path: Path) -> None:
    text = GRID.replace("LANGUAGE", "fr").replace("code: E1,", "code: epreuve,")
    (tmp_path / "g.yaml").write_text(text, encoding="utf-8")
    assert grille(certeval, "--format", "csv").status == 2
    assert grille(certeval, "--format", "html").status == 0


def test_without_the_extra_a_page_is_refused_with_what_to_install(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    done = grille(certeval, "--output", "g.html")
    assert (done.status, done.err) == (
        2,
        "certeval: to make pages and documents: pip install 'certeval[documents]'\n",
    )


OF_PARCOURS = """\
format: 1
certification: {code: oral, version: 1.0.0}
parcours: [{code: EXPORT, intitule: À l'étranger}, {code: RESEAU, intitule: En réseau}]
validation: {competence: {tous: criteres}, bloc: {tous: competences}, certification: {tous: blocs}}
blocs:
- code: BC1
  intitule: Vendre
  competences:
  - {code: C1, libelle: Vendre, criteres: [{code: CR1, libelle: Un}]}
  - {code: C2, libelle: Exporter, criteres: [{code: CR2, libelle: Deux}], pour: {parcours: [EXPORT]}}
  epreuves:
  - code: E1
    intitule: Vente
    evalue: [C1, C2]
    parties: [{code: E1-oral, forme: oral, duree: 15 min, candidats: individuel}]
"""
WITH_HOURS = """\
format: 1
session: {code: S, referentiel: oral@1.0.0}
jury: {membres: [{code: J1, qualite: vendeuse, externe: oui, role: president}]}
inscriptions: [{candidat: P1, parcours: EXPORT}, {candidat: P2, parcours: RESEAU}]
oraux:
  E1-oral:
    plages: [{jury: A, membres: [J1], salle: salle 4, le: 2026-06-08, de: 9 h, a: 10 h}]
"""


def test_the_grid_of_a_part_has_the_parcours_of_registrations_as_that_of_the_session_has(
    certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for path, text in {"referentiels/oral/1.0.0.yaml": OF_PARCOURS, "sessions/S.yaml": WITH_HOURS}.items():
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert certeval("oraux", "S", "--partie", "E1-oral", "--plan").status == 0
    heading = "candidat;nom;prenom;parcours;referentiel;session;jure;element;valeur;commentaire\n"
    rows = "".join(
        f"{who};oral@1.0.0;S;J1;{code};;\n"
        for who, codes in (("P1;;;EXPORT", ("CR1", "CR2")), ("P2;;;RESEAU", ("CR1",)))
        for code in codes
    )
    asked = ("grille", "--session", "S", "--format", "csv")
    assert certeval(*asked, "--jure", "J1").out == heading + rows
    assert certeval(*asked, "--partie", "E1-oral").out == heading + rows


@pytest.mark.parametrize(
    ("name", "layout"), [("n.xlsx", ()), ("n.xlsx", ("--par-candidat",)), ("n.csv", ()), ("n.yaml", ())]
)
def test_a_grid_takes_back_identifiers_that_read_as_formulas(
    certeval: Certeval, tmp_path: Path, name: str, layout: tuple[str, ...]
) -> None:
    (tmp_path / "qui.csv").write_text("candidat;groupe\nC001;'=3\n'=1+1;'=3\n'-12;\n", encoding="utf-8")
    assert grille(certeval, "--candidats", "qui.csv", *layout, "--output", name).status == 0

    done = certeval("validate", name, "--referentiel", "g.yaml", "--format", "csv")
    rows = done.out.split("\n")
    assert (done.status, done.err) == (0, "")
    assert [row.split(";")[0] for row in rows] == ["candidat", "C001", "'=1+1", "'-12", ""]


def test_what_a_spreadsheet_left_of_a_name_is_none_in_a_grid_of_yaml_either(
    certeval: Certeval, tmp_path: Path
) -> None:
    (tmp_path / "qui.csv").write_text("candidat\nC001\n", encoding="utf-8")
    grille(certeval, "--candidats", "qui.csv", "--output", "n.yaml")
    sheet = tmp_path / "n.yaml"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("C001", "#N/A"), encoding="utf-8")
    done = certeval("validate", "n.yaml", "--referentiel", "g.yaml")
    assert (done.status, done.err.splitlines()[0][:12]) == (1, "error[N209]:")
