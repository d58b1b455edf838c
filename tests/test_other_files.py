"""A file that is plainly another than a référentiel is said to be so, once, with the command that takes it."""

from pathlib import Path

import pytest

from certeval.jury.candidats import load
from certeval.jury.emetteur import FichierEmetteur
from certeval.jury.session import FichierSession
from certeval.referentiel import other_files
from certeval.scores.correspondance import Correspondance
from conftest import Certeval
from workbooks import xlsx

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
        "a file of results that certeval wrote",
        "`certeval verify` takes it",
    ),
    "tirage.json": (
        '{"schema": "certeval/tirage/1"}',
        "a document that certeval wrote",
        "give the file that it was made from",
    ),
    "resultats.csv": (
        "\ufeffcandidat;nom;prenom;certification;BC1;manquants\n",
        "a document that certeval wrote",
        "give the file that it was made from",
    ),
    "stats.csv": (
        "par;groupe;element;genre\n",
        "a document that certeval wrote",
        "give the file that it was made from",
    ),
    "registre.db": ("SQLite format 3\0\x10", "a register", "`--registre` takes it"),
    "registre.jsonl": (
        '{"entrees":1,"schema":"certeval/registre/1","tete":""}\n{}\n',
        "the copy of a register",
        "`certeval registre importer` takes it",
    ),
    "sceau.sha256": ('# {"certeval":"0.2.0"}\n', "a seal", "`certeval verify --seal` takes it"),
    "de-session.sha256": ('# {"candidats":{"fichier":"x"}}\n', "a seal", "`certeval verify --seal` takes it"),
    "accrochage.jsonl": (
        '{"schema":"certeval/accrochage/1"}\n{"acte":"accrochage"}\n',
        "a ledger of what was reported",
        "`--ledger` takes it",
    ),
    "flux.xml": (
        '<?xml version="1.0"?>\n<cpf:flux xmlns:cpf="urn:cdc:cpf:pc5:schema:1.0.0">\n',
        "a flux for the Caisse des Dépôts",
        "its portal takes it",
    ),
    "accuse.xml": (
        '<?xml version="1.0"?>\n<rapport>\n',
        "what the Caisse des Dépôts answered",
        "`certeval accuse` takes it",
    ),
    "verrou.json": (
        '{"format": 1, "versions": {}}',
        "the lock of référentiels",
        "`certeval lock` writes it, `certeval check` reads it beside them",
    ),
    "resultats.parquet": (
        "PAR1\x15\x04",
        "a Parquet file",
        "`certeval validate` takes it if it is a score sheet",
    ),
    "lignes.ndjson": (
        '{"candidat": "V\\"1", "nom": "A", "certification": {"verdict": "valide"}}\n{}\n',
        "a document that certeval wrote",
        "give the file that it was made from",
    ),
    "V01.ics": (
        "BEGIN:VCALENDAR\r\n",
        "a document that certeval wrote",
        "give the file that it was made from",
    ),
    "badge.json": (
        '{"@context": []}',
        "a document that certeval wrote",
        "give the file that it was made from",
    ),
    "rapport.html": (
        "\n<!DOCTYPE html>\n<title>Vendre</title>\n",
        "a web page",
        "give the file that it was made from; `certeval import` reads its tables",
    ),
    "referentiel.schema.json": (
        '{"$schema": "http://json-schema.org/draft-07/schema#", "properties": {}}',
        "the schema of a kind of file",
        "an editor takes it: `certeval schema --help`",
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
    column = 2 if text.startswith("{") and "\n" not in text else 1
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


@pytest.mark.parametrize("name", FILES)
def test_no_draft_is_made_of_a_file_of_ours(name: str, tmp_path: Path, certeval: Certeval) -> None:
    text, kind, _ = FILES[name]
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = certeval("import", name)
    is_read = name.endswith((".xlsx", ".html"))
    assert (done.status, done.out) == (1, "")
    assert (f"error[R121]: this is {kind}, not a document to make a draft of\n" in done.err) is not is_read


def test_a_web_page_is_read_whatever_its_name(tmp_path: Path, certeval: Certeval) -> None:
    (tmp_path / "page.csv").write_text(FILES["rapport.html"][0], encoding="utf-8")
    done = certeval("import", "page.csv")
    assert ("R121" in done.err, "error[I030]" in done.err) == (False, True)


OF_SHEETS = {
    "identites.csv": "candidat;Nom Naissance;Prenom 1;Annee Naissance;Sexe\nC1;X;Y;1990;F\n",
    "decisions.csv": "candidat,certification,BC1,manquants\nC1,valide,valide,\n",
    "rattrapages.csv": "candidat,nom,prenom,certification,rang,a_representer\nC1,,,non_valide,1,CR1\n",
}
"""What we wrote, or what is wanted elsewhere, saved again by another program."""


@pytest.mark.parametrize("name", OF_SHEETS)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_table_that_is_no_score_sheet_is_one_error(
    name: str, form: str, tmp_path: Path, certeval: Certeval
) -> None:
    rows = [line.split(";" if ";" in line else ",") for line in OF_SHEETS[name].splitlines()]
    path = tmp_path / f"table.{form}"
    if form == "csv":
        path.write_text(OF_SHEETS[name], encoding="utf-8")
    else:
        path.write_bytes(xlsx(Feuille=rows))
    done = certeval("validate", path)
    assert (done.status, done.out, done.err.count("error[")) == (1, "", 1)
    kind = "a candidates’ table" if name == "identites.csv" else "a document that certeval wrote"
    assert f"error[R121]: this is {kind}, not a score sheet\n" in done.err


@pytest.mark.parametrize("name", ["registre.db", "registre.jsonl", "sceau.sha256", "referentiel.schema.json"])
def test_a_file_of_ours_given_as_a_score_sheet_is_one_error(
    name: str, tmp_path: Path, certeval: Certeval
) -> None:
    text, kind, way = FILES[name]
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = certeval("validate", name)
    assert (done.status, done.out, done.err.count("error[")) == (1, "", 1)
    assert f"error[R121]: this is {kind}, not a score sheet\n" in done.err
    assert f"   = help: {way}\n" in done.err


def test_a_heading_certification_alone_is_no_file_of_ours(tmp_path: Path, certeval: Certeval) -> None:
    (tmp_path / "notes.csv").write_text("candidat;CR1.1.1;certification\nC1;oui;X\n", encoding="utf-8")
    done = certeval("validate", "notes.csv")
    assert (done.status, "R121" in done.err, "error[N104]" in done.err) == (1, False, True)


def test_the_workbook_of_a_referentiel_is_no_score_sheet(tmp_path: Path, certeval: Certeval) -> None:
    certeval("publish", "--output", "classeur.xlsx")
    done = certeval("validate", "classeur.xlsx")
    assert (done.status, done.out, done.err.count("error[")) == (1, "", 1)
    assert "error[R121]: this is the workbook of a référentiel, not a score sheet\n" in done.err


def test_what_is_given_to_verify_and_is_something_else_is_said(tmp_path: Path, certeval: Certeval) -> None:
    (tmp_path / "suite.yaml").write_text(FILES["suite.yml"][0], encoding="utf-8")
    way = "`certeval validate --session` takes it\n"
    for option, wanted in (([], "a file of results that certeval wrote"), (["--seal"], "a seal")):
        done = certeval("verify", *option, "suite.yaml")
        assert (done.status, done.out) == (2, "")
        assert done.err == f"certeval: suite.yaml: this is the file of a session, not {wanted}: {way}"


def test_a_file_is_shown_by_its_option(tmp_path: Path, certeval: Certeval) -> None:
    (tmp_path / "essai.yaml").write_text("format: 1\n", encoding="utf-8")
    done = certeval("show", "essai.yaml")
    assert done.status == 2
    line = "certeval: essai.yaml is a file: `certeval show --referentiel essai.yaml` shows what it holds"
    assert done.err.splitlines()[-1] == line


BESIDE = {
    "acquis --registre {file}": "a register",
    "importer {file} --registre neuf.db": "the copy of a register",
}
"""By what `certeval registre` is asked, what it wants."""


@pytest.mark.parametrize("name", [*FILES, "secret.txt"])
@pytest.mark.parametrize("asked", BESIDE)
def test_a_register_and_its_copy_are_no_file_of_another_kind(
    name: str, asked: str, tmp_path: Path, certeval: Certeval
) -> None:
    text, kind, way = FILES.get(
        name, (f"{7:032x}\n", "the secret of a draw", "`certeval tirage --secret` takes it")
    )
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = certeval("registre", *asked.format(file=name).split())
    if kind == BESIDE[asked] or name == "registre.db":
        assert done.status == 2
    else:
        words = f"certeval: {name}: this is {kind}, not {BESIDE[asked]}: {way}\n"
        assert (done.status, done.out, done.err) == (2, "", words)
    assert not (tmp_path / "neuf.db").exists()


def test_what_is_no_copy_of_a_register_is_named(tmp_path: Path, certeval: Certeval) -> None:
    (tmp_path / "notes.txt").write_text("à faire\n", encoding="utf-8")
    done = certeval("registre", "importer", "notes.txt", "--registre", "neuf.db")
    words = "certeval: notes.txt: line 1 is not of an exported register, so nothing was brought in\n"
    assert (done.status, done.err) == (2, words)


def test_the_secret_of_a_draw_is_shown_in_no_message(tmp_path: Path, certeval: Certeval) -> None:
    secret = f"{7:032x}"
    (tmp_path / "S1.secret").write_text(f"{secret}\n", encoding="utf-8")
    for command in (("check",), ("validate",), ("deliberer",), ("import",), ("compare", "S1.secret")):
        done = certeval(*command, "S1.secret")
        assert done.status
        assert "this is the secret of a draw" in done.out + done.err
        assert secret not in done.out + done.err


@pytest.mark.parametrize(
    "name", [each for each in FILES if each not in {"identites.csv", "grille.xlsx", "rapport.html"}]
)
def test_a_candidates_table_is_no_file_of_another_kind(name: str, tmp_path: Path) -> None:
    text, kind, _ = FILES[name]
    (tmp_path / name).write_text(text, encoding="utf-8")
    candidats = load(tmp_path / name)
    codes = [each.code for each in candidats.diagnostics]
    is_a_table = name.endswith(".csv") and kind == "a score sheet"
    assert ("R121" in codes, len(codes) == 1) == (not is_a_table, True) or is_a_table


def test_the_workbook_of_results_is_no_candidates_table(tmp_path: Path) -> None:
    for headings in (("candidat", "certification", "BC1", "manquants"), ("element", "cellules", "jures")):
        (tmp_path / "r.xlsx").write_bytes(xlsx(Candidats=[headings, ("C1", "valide", "valide", "")]))
        assert [each.code for each in load(tmp_path / "r.xlsx").diagnostics] == ["R121"]


def test_the_workbook_of_agreement_is_no_score_sheet(tmp_path: Path, certeval: Certeval) -> None:
    (tmp_path / "a.xlsx").write_bytes(xlsx(Elements=[("element", "cellules", "jures"), ("CR1", 1, 2)]))
    done = certeval("validate", "a.xlsx")
    assert (done.status, done.err.count("error["), "error[R121]" in done.err) == (1, 1, True)
