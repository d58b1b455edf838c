"""A file that is plainly another than a référentiel is said to be so, once, with the command that takes it."""

from pathlib import Path

import pytest

from certeval.jury.emetteur import FichierEmetteur
from certeval.jury.session import FichierSession
from certeval.referentiel import other_files
from certeval.scores.correspondance import Correspondance
from conftest import Certeval

EXAMPLES = Path(__file__).parents[1] / "examples"
FILES = {
    "notes.yaml": ("candidats: [{candidat: C1, notes: {}}]", "a score sheet", "`certeval validate` takes it"),
    "un.yaml": ("candidat: C1\nnotes: {CR1: oui}\n", "a score sheet", "`certeval validate` takes it"),
    "groupes.yaml": ("groupes: []", "a score sheet", "`certeval validate` takes it"),
    "notes.csv": ("candidat;CR1\nC1;oui\n", "a score sheet", "`certeval validate` takes it"),
    "deux-points.csv": ('Nom,Candidat\n"a: \'b",C1\n', "a score sheet", "`certeval validate` takes it"),
    "identites.csv": (
        "candidat;NOM NAISSANCE\nC1;X\n",
        "a candidates’ table",
        "`certeval accrochage --candidats` takes it, and `candidats` of a session names it",
    ),
    "suite.yml": (
        "session: {code: S1, feuilles: []}",
        "the file of a session",
        "`certeval validate --session` takes it",
    ),
    "tirage.yaml": ("tirage: {}", "the file of a session", "`certeval validate --session` takes it"),
    "qui.yaml": (
        "certificateur: {}",
        "the file of who reports to the State",
        "`certeval accrochage --emetteur` takes it",
    ),
    "mots.yaml": (
        "candidat: Numéro",
        "a correspondence",
        "`certeval validate --correspondance` takes it, beside the sheets",
    ),
    "resultats.json": (
        '{"schema": "certeval/resultats/1", "blocs": []}',
        "results that certeval wrote",
        "`certeval verify` takes them",
    ),
    "tirage.json": (
        '{"schema": "certeval/tirage/1"}',
        "a document that certeval wrote",
        "give the file that it was made from",
    ),
    "grille.xlsx": (
        "PK\x03\x04",
        "a workbook, or a document to be printed",
        "`certeval import` makes a référentiel of it; `certeval validate` takes it if it is a score sheet",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_another_kind_is_one_finding(name: str, tmp_path: Path, certeval: Certeval) -> None:
    text, kind, way = FILES[name]
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = certeval("check", name)
    lines = done.out.splitlines()
    column = 2 if text.startswith("{") else 1
    assert (done.status, lines[0]) == (1, f"error[R121]: this is {kind}, not a référentiel")
    assert (lines[1], lines[-3:]) == (f"  --> {name}:1:{column}", [f"   = help: {way}", "", "1 error"])


@pytest.mark.parametrize(
    "text",
    [
        "format: 1\n",
        "blocs: []\ncandidats: [a]\n",
        "certificat: {code: a}\n",
        "Le candidat; sa note\n",
        "- candidat\n",
        "Certification: {code: a}\nmotif: essai\n",
        "certifcation: {code: a}\nvaleurs: {}\n",
        "bloc: []\noraux: {}\n",
        "# Candidat, jury: à écrire\n",
    ],
)
def test_what_may_be_a_referentiel_is_read_as_one(text: str, tmp_path: Path, certeval: Certeval) -> None:
    (tmp_path / "essai.yaml").write_text(text, encoding="utf-8")
    done = certeval("check", "essai.yaml", "--format", "concise")
    assert done.status == 1
    assert "R121" not in done.out


def test_whoever_wants_a_referentiel_says_so(tmp_path: Path, certeval: Certeval) -> None:
    (tmp_path / "notes.csv").write_text("candidat;CR1\nC1;oui\n", encoding="utf-8")
    done = certeval("validate", "notes.csv", "--referentiel", str(EXAMPLES / "journee" / "emetteur.yaml"))
    assert (done.status, done.out, done.err.count("error[")) == (3, "", 1)
    assert "error[R121]: this is the file of who reports to the State, not a référentiel" in done.err


@pytest.mark.parametrize("file", ["emetteur.yaml", "sessions/P1-2026.yaml", "notes/J2.json"])
def test_a_referentiel_is_compared_with_no_file_of_another_kind(certeval: Certeval, file: str) -> None:
    example = EXAMPLES / "journee"
    one = example / "referentiels" / "vendeur" / "1.0.0.yaml"
    for pair in ((one, example / file), (example / file, one)):
        done = certeval("compare", *pair)
        assert (done.status, done.out, done.err.count("error[R121]")) == (3, "", 1)


WANTED = {
    "session.yaml": ("validate --session {file}", "the file of a session"),
    "emetteur.yaml": (
        "accrochage notes.csv --candidats notes.csv --emetteur {file} --output flux.xml",
        "the file of who reports to the State",
    ),
    "mots.yaml": ("validate notes.csv --correspondance {file}", "a correspondence"),
    "notes.yaml": ("validate {file}", "a score sheet"),
}
"""By a file of the kind, who takes it, and what it is then."""
OF_EACH_KIND = {
    "session.yaml": "session: {code: S1, referentiel: essai}\ncandidats: identites.csv\n",
    "emetteur.yaml": "emetteur: EXEMPLE0\n",
    "mots.yaml": "candidat: Numéro\n",
    "notes.yaml": "candidats: [{candidat: C1, notes: {}}]\n",
    "referentiel.yaml": "certification: {code: essai}\nblocs: []\n",
}


@pytest.mark.parametrize("wanted", WANTED)
@pytest.mark.parametrize("name", OF_EACH_KIND)
def test_whoever_takes_a_file_says_once_that_it_is_of_another_kind(
    name: str, wanted: str, tmp_path: Path, certeval: Certeval
) -> None:
    (tmp_path / "notes.csv").write_text("candidat;CR1\nC1;oui\n", encoding="utf-8")
    (tmp_path / name).write_text(f"format: 1\n{OF_EACH_KIND[name]}", encoding="utf-8")
    command, words = WANTED[wanted]
    done = certeval(*command.format(file=name).split())
    if name == wanted:
        assert "R121" not in done.err
    else:
        assert (done.out, done.err.count("error[")) == ("", 1)
        assert f", not {words}\n  --> {name}:1:1\n" in done.err


@pytest.mark.parametrize("key", ["candidat", "candidtas", "groupe"])
def test_a_sheet_whose_key_is_misspelt_is_a_sheet(key: str, tmp_path: Path, certeval: Certeval) -> None:
    for form in (f"{key}:\n- {{candidat: C1, notes: {{}}}}\n", f"{key}: C1\nnotes: {{CR1: oui}}\n"):
        (tmp_path / "notes.yaml").write_text(f"format: 1\n{form}", encoding="utf-8")
        done = certeval("validate", "notes.yaml")
        assert (done.status, "R121" in done.err) == (1, False)
        assert f"unknown key « {key} »" in done.err


def test_the_keys_that_tell_a_kind_are_its_own() -> None:
    for kind, model in (
        (other_files.SESSION, FichierSession),
        (other_files.EMETTEUR, FichierEmetteur),
        (other_files.CORRESPONDANCE, Correspondance),
    ):
        assert kind.keys <= set(model.model_fields)
        assert not kind.keys & other_files.REFERENTIEL.keys
