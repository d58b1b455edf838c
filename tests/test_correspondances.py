"""The correspondences that come with certeval: the tables of each software decide as the same marks of ours.

The tables of `cas/tableaux` are laid out as the software's own source, or its documentation, lays them out.
"""

import csv
import json
import re
from pathlib import Path
from typing import get_args

import pytest
import yaml as pyyaml
from jsonschema import Draft7Validator

from certeval.cli import options
from certeval.render import schemas
from certeval.scores.bundle import BUNDLE, content
from certeval.scores.translation import compile_translation
from certeval.sources import yaml
from conftest import Certeval
from workbooks import xlsx

TABLES = Path(__file__).parent / "cas" / "tableaux"
SAISIE = "notes_E1-oral-2026-06-15_A"
REFERENTIEL = """\
format: 1
certification: {code: vente, version: 1.0.0}
saisie: {critere: {echelle: acquis}, epreuve: {echelle: {note: {sur: 20}}}}
validation:
  competence: {parmi: criteres, plus_de: 50 %}
  epreuve: {au_moins: 10}
  bloc: {tous: competences}
  certification: {et: [{tous: blocs}, {tous: epreuves}]}
blocs:
- code: BC1
  intitule: Vendre
  competences:
  - code: C1
    libelle: Vendre
    criteres:
    - {code: CR1.1, libelle: Un}
    - {code: CR1.2, libelle: Deux}
epreuves:
- {code: E1, intitule: Écrit}
- {code: E1-oral, intitule: Oral}
"""
LEVELS = REFERENTIEL.replace(
    "critere: {echelle: acquis}", "critere: {echelle: {niveaux: [RR, R, V, VV]}}"
).replace("validation:", "validation:\n  critere: {au_moins: V}")
OURS = """\
candidat;CR1.1;CR1.2;E1;E1-oral
C001;oui;oui;12,5;10
C002;oui;non;9,75;10
C003;oui;;NE;14
"""


class Decided:
    """What a sheet decides for each candidate, and the codes of what is said of it."""

    def __init__(self, certeval: Certeval, *words: str) -> None:
        done = certeval("validate", *words, "--referentiel", "vente.yaml", "--format", "json")
        document = json.loads(done.out) if done.out else {"candidats": []}
        self.status, self.err = done.status, done.err
        self.candidates = {
            each["candidat"]: {key: each.get(key) for key in ("certification", "blocs", "epreuves")}
            for each in document["candidats"]
        }
        self.wrong = [(each["code"], _place(each)) for each in document.get("diagnostics", ())]
        self.said = re.findall(r"^info\[(\w+)\]", done.err, re.MULTILINE)

    def verdicts(self) -> list[str]:
        return [each["certification"]["verdict"] for each in self.candidates.values()]


def _place(told: dict[str, object]) -> str:
    cell = told.get("cellule")
    return (
        f"{told['fichier']}:{told['feuille']}!{cell}"
        if cell
        else "{fichier}:{ligne}:{colonne}".format(**told)
    )


def table(name: str) -> str:
    return (TABLES / f"{name}.csv").read_text(encoding="utf-8")


def rows(text: str) -> list[list[str]]:
    """The cells of a table, as a workbook holds them; blank lines too."""
    separator = ";" if ";" in text.splitlines()[0] else ","
    return list(csv.reader(text.splitlines(), delimiter=separator))


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "vente.yaml").write_text(REFERENTIEL, encoding="utf-8")
    (tmp_path / "ours.csv").write_text(OURS, encoding="utf-8")
    return tmp_path


def put_files(here: Path, text: str, name: str = "notes") -> None:
    """A table as text and as a workbook, whose numbers are numbers."""
    (here / f"{name}.csv").write_text(text, encoding="utf-8")
    (here / f"{name}.xlsx").write_bytes(xlsx(Notes=[list(map(typed_values, row)) for row in rows(text)]))


def typed_values(cell: str) -> str | float:
    return float(cell.replace(",", ".")) if re.fullmatch(r"[0-9]+([.,][0-9]+)?", cell) else cell


@pytest.mark.parametrize("sheet", ["notes.csv", "notes.xlsx"])
@pytest.mark.parametrize("name", ["moodle", "moodle-en", "canvas", "scodoc", "pronote"])
def test_the_table_of_a_software_decides_as_the_same_marks_in_our_sheet(
    certeval: Certeval, here: Path, name: str, sheet: str
) -> None:
    put_files(here, table(name))
    ours = Decided(certeval, "ours.csv")
    theirs = Decided(certeval, sheet, "--correspondance", name.removesuffix("-en"))

    assert theirs.candidates == ours.candidates, theirs.err
    assert ours.verdicts() == ["valide", "non_valide", "en_attente"]
    assert (theirs.wrong, set(theirs.said) <= {"N041", "N350"}) == ([], True)


@pytest.mark.parametrize("sheet", ["notes.csv", "notes.xlsx"])
def test_the_pupils_of_sacoche_stand_in_columns(certeval: Certeval, here: Path, sheet: str) -> None:
    (here / "vente.yaml").write_text(LEVELS, encoding="utf-8")
    ours = "candidat;nom;CR1.1;CR1.2\nC001;Ana B;VV;V\nC002;Bo C;V;RR\nC003;Cy D;V;\n"
    (here / "ours.csv").write_text(ours, encoding="utf-8")
    put_files(here, table("sacoche"))

    theirs = Decided(certeval, sheet, "--correspondance", "sacoche")

    assert theirs.candidates == Decided(certeval, "ours.csv").candidates != {}, theirs.err
    assert theirs.said == ["N107", "N041"]
    told = certeval(
        *("explain", "C002", "CR1.2", "--scores", sheet),
        *("--correspondance", "sacoche", "--referentiel", "vente.yaml"),
    )
    where = "notes.csv:3:6" if sheet.endswith("csv") else "notes.xlsx:Notes!C3"
    assert f"« 1 », read as « RR » ({where})" in told.out


def test_the_degrees_of_sacoche_are_no_yes_and_no_until_somebody_says_so(
    certeval: Certeval, here: Path
) -> None:
    put_files(here, table("sacoche"))
    wrong = Decided(certeval, "notes.csv", "--correspondance", "sacoche")
    assert wrong.wrong == [("N115", f"correspondance sacoche:{line}:8") for line in (7, 8, 10)]

    adapted = content("sacoche").decode()
    for degree, word in (("RR", "non"), ("R", "non"), ("V", "oui"), ("VV", "oui")):
        adapted = re.sub(rf": {degree}( |$)", f": {word}\\1", adapted, count=1, flags=re.MULTILINE)
    (here / "sacoche.yaml").write_text(adapted, encoding="utf-8")
    (here / "ours.csv").write_text("candidat;CR1.1;CR1.2\nC001;1;1\nC002;1;0\nC003;1;\n", encoding="utf-8")
    ours = Decided(certeval, "ours.csv")
    assert (
        Decided(certeval, "notes.csv", "--correspondance", "sacoche.yaml").candidates == ours.candidates != {}
    )


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_sheet_of_one_assessment_of_scodoc_is_of_the_module_that_its_name_says(
    certeval: Certeval, here: Path, suffix: str
) -> None:
    put_files(here, table(SAISIE), SAISIE)
    (here / "ours.csv").write_text("candidat;E1-oral\n!51;12,5\n!52;9,75\n!53;NE\n", encoding="utf-8")

    theirs = Decided(certeval, f"{SAISIE}{suffix}", "--correspondance", "scodoc-saisie")

    assert theirs.candidates == Decided(certeval, "ours.csv").candidates != {}, theirs.err
    put_files(here, table(SAISIE), "oral de juin")
    wrong = Decided(certeval, f"oral de juin{suffix}", "--correspondance", "scodoc-saisie")
    assert ("N353", "correspondance scodoc-saisie:7:7") in wrong.wrong


@pytest.mark.parametrize(
    ("out_of", "told"), [("19.99", 1), ("20.00", 0), ("20,00", 0), ("20.01", 1), ("100", 1)]
)
def test_marks_out_of_another_number_are_refused(
    certeval: Certeval, here: Path, out_of: str, told: int
) -> None:
    text = table("canvas").replace("1.00,1.00,20.00", f'1.00,1.00,"{out_of}"', 1)
    put_files(here, text)
    for sheet, place in (("notes.csv", "notes.csv:3:35"), ("notes.xlsx", "notes.xlsx:Notes!H3")):
        decided = Decided(certeval, sheet, "--correspondance", "canvas")
        assert decided.wrong == [("N351", place)] * told
        assert decided.verdicts() == [] if told else ["valide", "non_valide", "en_attente"]


def test_canvas_writes_commas_and_semicolons_where_its_reader_does(certeval: Certeval, here: Path) -> None:
    french = "".join(
        ";".join(re.sub(r"^([0-9]+)\.([0-9]+)$", r"\1,\2", cell) for cell in row) + "\n"
        for row in rows(table("canvas").replace("(read only)", "(lecture seule)"))
    )
    (here / "notes.csv").write_bytes(french.encode("utf-8-sig"))
    theirs = Decided(certeval, "notes.csv", "--correspondance", "canvas")
    assert theirs.candidates == Decided(certeval, "ours.csv").candidates, theirs.err


def test_the_names_of_canvas_may_stand_in_two_columns(certeval: Certeval, here: Path) -> None:
    text = re.sub(r"^\"(\w+), (\w+)\"", r"\1,\2", table("canvas"), flags=re.MULTILINE)
    text = text.replace("Student,ID", "LastName,FirstName,ID", 1).replace(",,,,,,,Manual", ",,,,,,,,Manual")
    text = text.replace("Possible,,,,,", "Possible,,,,,,")
    put_files(here, text)
    assert Decided(certeval, "notes.csv", "--correspondance", "canvas").wrong == [("N034", "notes.csv:7:1")]
    text = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("Student,Test"))
    put_files(here, text)
    theirs = Decided(certeval, "notes.csv", "--correspondance", "canvas")
    assert theirs.candidates == Decided(certeval, "ours.csv").candidates, theirs.err


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ((" (Brut)", " (Pourcentage)"), 4),
        (("E1-oral (Brut)", "E1-oral (Lettre)"), 1),
        (("Devoir : Rapport", "Devoir : CR1.1 bis"), 0),
    ],
)
def test_an_export_without_the_column_of_an_element_that_it_otherwise_names_is_refused(
    certeval: Certeval, here: Path, change: tuple[str, str], told: int
) -> None:
    (here / "notes.csv").write_text(table("moodle").replace(*change), encoding="utf-8")
    decided = Decided(certeval, "notes.csv", "--correspondance", "moodle")
    assert [code for code, _ in decided.wrong] == ["N360"] * told
    assert (decided.verdicts() == []) is bool(told)


def test_a_yes_or_no_is_out_of_one(certeval: Certeval, here: Path) -> None:
    put_files(here, table("canvas").replace("Possible,,,,,1.00", "Possible,,,,,10.00"))
    assert Decided(certeval, "notes.csv", "--correspondance", "canvas").wrong == [("N351", "notes.csv:3:25")]


def test_nobody_reads_na_as_not_acquired_in_the_averages_of_scodoc(certeval: Certeval, here: Path) -> None:
    put_files(here, table("scodoc").replace(";1;-;ATT;", ";1;NA;ATT;"))
    assert Decided(certeval, "notes.csv", "--correspondance", "scodoc").verdicts()[2] == "en_attente"


def test_each_is_sound_and_named_by_the_help() -> None:
    validator = Draft7Validator(json.loads(schemas.schema("correspondance")))
    for name in BUNDLE:
        translation, told = compile_translation(yaml.parse(content(name), name))
        assert (translation is not None, told) == (True, [])
        assert list(validator.iter_errors(pyyaml.safe_load(content(name)))) == []
        (option,) = get_args(options.Correspondance)[1:]
        assert name in re.split(r"[ ,.]+", option.info.help)


def test_they_are_listed_and_copied_out_to_be_adapted(certeval: Certeval, tmp_path: Path) -> None:
    listed = certeval("show", "correspondances")
    assert [line.split()[0] for line in listed.out.splitlines()] == list(BUNDLE)

    assert certeval("show", "correspondance", "Moodle", "--output", "m.yaml").status == 0
    assert (tmp_path / "m.yaml").read_bytes() == content("moodle")
    assert certeval("show", "correspondance", "canvas").out == content("canvas").decode()


def test_a_name_that_is_none_is_told_with_those_there_are(certeval: Certeval, here: Path) -> None:
    done = certeval("validate", "ours.csv", "--correspondance", "moodel")
    assert (done.status, done.out) == (2, "")
    assert "certeval ships canvas, moodle, pronote, sacoche, scodoc, scodoc-saisie" in done.err
    assert "did you mean moodle?" in done.err
    assert certeval("show", "correspondance", "moodel").status == 2


def test_a_file_of_the_same_name_is_meant_first(certeval: Certeval, here: Path) -> None:
    put_files(here, "Qui;E1;E1-oral\nC001;12;12\n")
    (here / "moodle").write_text("format: 1\ncandidat: Qui\n", encoding="utf-8")
    assert list(Decided(certeval, "notes.csv", "--correspondance", "moodle").candidates) == ["C001"]


def test_a_seal_names_a_file_and_certeval_s_own_is_none(certeval: Certeval, here: Path) -> None:
    put_files(here, table("moodle"))
    done = certeval(
        *("validate", "notes.csv", "--correspondance", "moodle", "--referentiel", "vente.yaml"),
        *("--format", "json", "--output", "r.json", "--seal", "r.sceau"),
    )
    assert (done.status, (here / "r.json").exists()) == (2, False)
    assert "give a file rather than moodle" in done.err
