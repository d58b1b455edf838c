"""Results computed again: identical, or what differs and why; seals; the same bytes everywhere."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from certeval.render import schemas
from certeval.versions import seal as seals
from conftest import Certeval, Done
from prompt import STOPPED
from test_lock import FILE, LOCK, PUBLISHED, change, publish

ROOT = Path(__file__).parents[1]
NOTES = "candidat;CR1;CR2;CR3;CR4\nC001;1;1;1;1\nC002;1;0;1;1\nC003;1;;1;1\n"
UNCHANGED = "référentiel essai@1.0.0: unchanged\nsheet notes.csv: unchanged\n"
IDENTICAL = UNCHANGED + "identical: 3 candidates, every decision the same\n"


def decide(certeval: Certeval, *options: object) -> None:
    """Results of the sheet notes.csv under essai@1.0.0."""
    publish()
    Path("notes.csv").write_text(NOTES, encoding="utf-8")
    done = certeval("validate", "notes.csv", "--json", "--output", "resultats.json", *options)
    assert (done.status, done.out) == (0, "")


def verify(certeval: Certeval) -> dict[str, object]:
    """What `verify --json` says, its status checked against it."""
    done = certeval("verify", "resultats.json", "--json")
    document: dict[str, object] = json.loads(done.out)
    assert document["schema"] == "certeval/verification/1"
    assert done.status == (0 if document["identique"] else 1)
    return document


def edit(file: str, old: str, new: str) -> None:
    text = Path(file).read_text(encoding="utf-8")
    assert old in text
    Path(file).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_results_carry_the_digest_of_the_bytes_and_that_of_the_meaning(certeval: Certeval) -> None:
    decide(certeval)
    document = json.loads(Path("resultats.json").read_text(encoding="utf-8"))
    certeval("lock")
    held = json.loads(LOCK.read_text(encoding="utf-8"))["versions"]["essai@1.0.0"]
    about = document["referentiel"]
    assert about == {
        "code": "essai",
        "version": "1.0.0",
        "empreinte": "sha256:" + hashlib.sha256(FILE.read_bytes()).hexdigest(),
        "empreinte_sens": held["empreinte_sens"],
    }
    Draft7Validator(json.loads(schemas.schema("resultats"))).validate(document)


def test_results_computed_again_are_identical(certeval: Certeval) -> None:
    decide(certeval)
    assert certeval("verify", "resultats.json") == Done(0, IDENTICAL, "")


@pytest.mark.parametrize(
    "options", [["--bloc", "BC1"], ["--candidat", "C002"], ["--bloc", "1", "--candidat", "C003"]]
)
def test_results_that_were_cut_are_compared_as_far_as_they_go(certeval: Certeval, options: list[str]) -> None:
    decide(certeval, *options)
    assert verify(certeval)["identique"] is True
    edit("resultats.json", '"BC1", "verdict": "', '"BC1", "verdict": "x')
    assert verify(certeval)["identique"] is False


def test_results_are_identical_under_another_layout(certeval: Certeval) -> None:
    decide(certeval)
    publish("# relu\n" + PUBLISHED)
    done = certeval("verify", "resultats.json")
    assert done.status == 0
    assert done.out.startswith("référentiel essai@1.0.0: rewritten, with the same meaning\n")


def test_results_are_identical_once_their_version_is_closed(certeval: Certeval) -> None:
    decide(certeval)
    publish(change("version: 1.0.0", "version: 1.0.0, en_vigueur: {au: 2020-12-31}"))
    publish(version="2.0.0")
    assert verify(certeval)["identique"] is True


def test_results_of_a_sheet_with_errors_are_verified_too(certeval: Certeval) -> None:
    publish()
    Path("notes.csv").write_text(NOTES.replace("C001;1", "C001;peut-être"), encoding="utf-8")
    assert certeval("validate", "notes.csv", "--json", "--output", "resultats.json").status == 1
    assert verify(certeval)["identique"] is True
    edit("resultats.json", '"ligne": 2', '"ligne": 3')
    assert verify(certeval)["identique"] is False


@pytest.mark.parametrize("options", [[], ["--candidat", "C003"], ["--bloc", "BC1"]])
def test_results_that_leave_candidates_out_leave_them_out_again(
    certeval: Certeval, options: list[str]
) -> None:
    publish()
    Path("notes.csv").write_text(NOTES.replace("C001;1", "C001;peut-être"), encoding="utf-8")
    done = certeval("validate", "notes.csv", "--keep-going", "--output", "resultats.json", *options)
    assert done.status == 1
    found = verify(certeval)
    assert (found["identique"], found["recalcule"], found["differences"]) == (True, True, [])
    edit("resultats.json", '{"candidat": "C001"}', '{"candidat": "C002"}')
    before, now = [{"candidat": "C002"}], [{"candidat": "C001"}]
    assert verify(certeval)["differences"] == [
        {"candidat": None, "element": "", "cle": "ecartes", "avant": before, "apres": now}
    ]


def test_the_encoding_that_was_forced_is_forced_again(certeval: Certeval) -> None:
    publish()
    Path("notes.csv").write_bytes("candidat;commentaire;CR1\nC001;œuvre;1\n".encode("mac-roman"))
    done = certeval(
        "validate", "notes.csv", "--json", "--output", "resultats.json", "--encoding", "mac-roman"
    )
    assert done.status == 0
    assert verify(certeval)["identique"] is True


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_sheet_that_was_saved_in_another_encoding_has_changed_and_decides_the_same(
    certeval: Certeval, encoding: str
) -> None:
    decide(certeval)
    Path("notes.csv").write_text(NOTES, encoding=encoding)
    done = certeval("verify", "resultats.json")
    changed = UNCHANGED.replace("notes.csv: unchanged", "notes.csv: changed since")
    assert (done.status, done.out) == (1, f"{changed}every decision is the same, from what has changed\n")


def test_results_from_before_the_digest_of_the_meaning_verify_while_the_bytes_are_the_same(
    certeval: Certeval,
) -> None:
    decide(certeval)
    document = json.loads(Path("resultats.json").read_text(encoding="utf-8"))
    del document["referentiel"]["empreinte_sens"]
    Path("resultats.json").write_text(json.dumps(document), encoding="utf-8")
    assert verify(certeval)["identique"] is True
    publish("# relu\n" + PUBLISHED)
    found = verify(certeval)
    assert (found["identique"], found["referentiel"]["etat"]) == (False, "indecis")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"acquis": 1,', '"acquis": true,'),
        ('"verdict": "valide", "origine": "calcul"', '"origine": "calcul", "verdict": "valide"'),
    ],
)
def test_results_from_before_it_say_the_same_in_the_same_order(
    certeval: Certeval, old: str, new: str
) -> None:
    decide(certeval)
    document = json.loads(Path("resultats.json").read_text(encoding="utf-8"))
    del document["referentiel"]["empreinte_sens"]
    Path("resultats.json").write_text(json.dumps(document), encoding="utf-8")
    edit("resultats.json", old, new)
    done = certeval("verify", "resultats.json")
    assert (done.status, "the document is not written as validate --json writes it" in done.out) == (1, True)


def test_keys_that_are_not_computed_are_differences_wherever_they_are(certeval: Certeval) -> None:
    decide(certeval)
    edit("resultats.json", '"diagnostics": []', '"diagnostics": [], "ajout": {"cle": 1}')
    edit("resultats.json", '"code": "BC1", ', '"code": "BC1", "disparu": "oui", ')
    assert verify(certeval)["differences"] == [
        {"candidat": "C001", "element": "BC1", "cle": "disparu", "avant": "oui", "apres": None},
        {"candidat": None, "element": "ajout", "cle": "cle", "avant": 1, "apres": None},
    ]


def test_sheets_are_looked_for_from_the_results_then_from_here(certeval: Certeval) -> None:
    decide(certeval)
    Path("archive").mkdir()
    shutil.move("resultats.json", "archive/resultats.json")
    assert certeval("verify", "archive/resultats.json").status == 0
    shutil.move("notes.csv", "archive/notes.csv")
    assert certeval("verify", "archive/resultats.json").status == 0
    Path("notes.csv").write_text(NOTES, encoding="utf-8")
    edit("archive/notes.csv", "C002;1", "C002;0")
    assert certeval("verify", "archive/resultats.json").status == 0
    edit("notes.csv", "C002;1", "C002;0")
    assert certeval("verify", "archive/resultats.json").status == 1


def test_a_sheet_that_is_gone_is_named(certeval: Certeval) -> None:
    decide(certeval)
    Path("notes.csv").unlink()
    assert certeval("verify", "resultats.json") == Done(
        1,
        "référentiel essai@1.0.0: unchanged\nsheet notes.csv: not found\nnot computed again: a sheet is missing\n",
        "",
    )


def test_a_sheet_that_changed_is_named_with_the_decisions_it_changes(certeval: Certeval) -> None:
    decide(certeval)
    edit("notes.csv", "C003;1;;1;1", "C003;1;1;1;1")
    done = certeval("verify", "resultats.json")
    assert done.status == 1
    lines = done.out.splitlines()
    assert lines[:5] == [
        "référentiel essai@1.0.0: unchanged",
        "sheet notes.csv: changed since",
        "C003 certification verdict: en_attente, now valide",
        "C003 BC1 verdict: en_attente, now valide",
        "C003 C1 verdict: en_attente, now valide",
    ]
    assert lines[-1] == "16 values differ"


def test_a_sheet_that_changed_without_effect_is_named(certeval: Certeval) -> None:
    decide(certeval)
    edit("notes.csv", "C002;1;0", "C002;oui;0")
    assert certeval("verify", "resultats.json") == Done(
        1,
        "référentiel essai@1.0.0: unchanged\nsheet notes.csv: changed since\n"
        "every decision is the same, from what has changed\n",
        "",
    )


def test_a_referentiel_that_changed_is_told_with_each_change_where_a_lock_knows_it(
    certeval: Certeval,
) -> None:
    decide(certeval)
    certeval("lock")
    publish(change("plus_de: 50 %", "au_moins: 50 %"))
    done = certeval("verify", "resultats.json")
    assert done.status == 1
    lines = done.out.splitlines()
    assert lines[:4] == [
        "référentiel essai@1.0.0: changed since",
        "  validation.competence: {parmi: criteres, [-plus_de-]{+au_moins+}: 50 %}",
        "sheet notes.csv: unchanged",
        "C002 certification verdict: non_valide, now valide",
    ]
    told = json.loads(certeval("verify", "resultats.json", "--json").out)["referentiel"]
    (difference,) = told["differences"]
    assert (told["etat"], difference["element"], difference["ancien"]) == (
        "modifie",
        "validation",
        ["competence"],
    )
    certeval("lock", "--force")
    assert certeval("verify", "resultats.json").out.splitlines()[1] == "sheet notes.csv: unchanged"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            '"C002", "certification": {"verdict": "non_valide"',
            '"C002", "certification": {"verdict": "valide"',
        ),
        ('"verdict": "valide", "origine"', '"verdict": "valide", "defaillant": true, "origine"'),
        ('"total": 2', '"total": 3'),
        ('"manque": ["CR2"]', '"manque": ["CR1"]'),
        (', "manque": ["CR2"]', ""),
        ('"valide": 1, "non_valide": 1', '"valide": 2, "non_valide": 0'),
        ('"candidat": "C003"', '"candidat": "C004"'),
    ],
)
def test_the_same_inputs_with_other_decisions_are_told_of_the_engine_or_of_a_hand(
    certeval: Certeval, old: str, new: str
) -> None:
    decide(certeval)
    edit("resultats.json", old, new)
    done = certeval("verify", "resultats.json")
    assert done.status == 1
    assert done.out.startswith(UNCHANGED)
    assert done.out.endswith(
        "\nfrom the same inputs: another certeval decided, or these results were changed since\n"
    )


def test_another_version_can_be_applied(certeval: Certeval) -> None:
    decide(certeval)
    publish(change("plus_de: 50 %", "au_moins: 50 %"), "1.1.0")
    done = certeval("verify", "resultats.json", "--referentiel", "essai@1.1.0")
    assert done.status == 1
    assert "C002 certification verdict: non_valide, now valide\n" in done.out


DOCUMENT = """{{"schema": "certeval/resultats/1",
"referentiel": {{"code": "essai", "version": "1.0.0", "empreinte": "sha256:0"}},
"feuilles": [{{"fichier": "{name}", "empreinte": "sha256:0", "encodage": "utf-8"}}],
"candidats": [], "synthese": {{"candidats": 0}}, "diagnostics": [], "plus": {more}}}"""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "[" * 100_000,
        '{"schema": "certeval/resultats/2"}',
        '{"schema": "certeval/resultats/1"}',
        '{"schema": "certeval/resultats/1", "referentiel": [], "feuilles": [], "candidats": []}',
        '{"schema": "certeval/resultats/1", "referentiel": {"code": 1}, "feuilles": [], "candidats": []}',
        DOCUMENT.format(name="notes.csv", more="[" * 100 + "]" * 100),
    ],
)
def test_what_is_no_results_document_is_refused(certeval: Certeval, text: str) -> None:
    publish()
    Path("resultats.json").write_text(text, encoding="utf-8")
    done = certeval("verify", "resultats.json")
    assert (done.status, done.out) == (2, "")
    assert done.err == "certeval: resultats.json: this is no results document of `certeval validate --json`\n"


@pytest.mark.parametrize("name", ["n" * 5000, "\\u0000", "/dev/zero", "", ".."])
def test_a_name_that_no_sheet_has_is_a_sheet_that_is_not_found(certeval: Certeval, name: str) -> None:
    publish()
    Path("resultats.json").write_text(DOCUMENT.format(name=name, more="0"), encoding="utf-8")
    done = certeval("verify", "resultats.json")
    assert (done.status, done.err) == (1, "")
    assert done.out.endswith("\nnot computed again: a sheet is missing\n")


def test_results_that_are_not_there_are_refused(certeval: Certeval) -> None:
    assert certeval("verify", "resultats.json") == Done(
        2, "", "certeval: resultats.json: there is no such file\n"
    )
    assert certeval("verify").status == 2
    both = certeval("verify", "resultats.json", "--seal", "sceau.txt")
    assert (both.status, both.err) == (
        2,
        "certeval: a seal names its results: give it, or the results, not both\n",
    )


def test_results_of_a_version_that_is_no_longer_there_are_refused(certeval: Certeval) -> None:
    decide(certeval)
    publish(version="1.1.0")
    FILE.unlink()
    done = certeval("verify", "resultats.json")
    assert (done.status, done.out) == (2, "")
    assert "no version « essai@1.0.0 »: there are essai@1.1.0" in done.err


def test_a_referentiel_that_is_no_longer_valid_is_told(certeval: Certeval) -> None:
    decide(certeval)
    publish(change("{tous: competences}", "{tous: competance}"))
    done = certeval("verify", "resultats.json")
    assert (done.status, done.out) == (3, "")
    assert "error[V102]" in done.err


def test_a_seal_is_read_by_sha256sum_and_by_verify(certeval: Certeval) -> None:
    decide(certeval, "--seal", "sceau.txt")
    lines = Path("sceau.txt").read_text(encoding="utf-8").splitlines()
    files = ["referentiels/essai/1.0.0.yaml", "notes.csv", "resultats.json"]
    digests = [hashlib.sha256(Path(file).read_bytes()).hexdigest() for file in files]
    assert lines[1:] == [f"{digest}  {file}" for digest, file in zip(digests, files, strict=True)]
    head = json.loads(lines[0].removeprefix("# "))
    assert lines[0] == "# " + json.dumps(head, sort_keys=True, separators=(",", ":"))
    assert head["resultats"] == {"fichier": "resultats.json", "empreinte": f"sha256:{digests[2]}"}
    assert (head["schema"], head["referentiel"]["version"]) == ("certeval/sceau/1", "1.0.0")
    sealed = "".join(f"sealed {file}: unchanged\n" for file in files)
    assert certeval("verify", "--seal", "sceau.txt") == Done(0, sealed + IDENTICAL, "")


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="sha256sum is not installed here")
def test_sha256sum_accepts_a_seal_strictly_and_sees_what_changed(certeval: Certeval) -> None:
    decide(certeval, "--seal", "sceau.txt")
    command = ["sha256sum", "--strict", "-c", "sceau.txt"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    edit("notes.csv", "C002;1", "C002;0")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "notes.csv: FAILED" in done.stdout


def test_names_are_given_from_the_folder_of_the_seal(certeval: Certeval) -> None:
    Path("archive").mkdir()
    decide(certeval, "--seal", "archive/sceau.txt")
    seal = seals.read(Path("archive/sceau.txt").read_bytes())
    assert seal is not None
    assert list(seal.files) == ["../referentiels/essai/1.0.0.yaml", "../notes.csv", "../resultats.json"]
    assert certeval("verify", "--seal", "archive/sceau.txt").status == 0


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="sha256sum is not installed here")
@pytest.mark.parametrize("name", ["un espace.csv", "une\nligne.csv", "contre\\oblique.csv", "é«».csv"])
def test_any_name_of_a_file_can_be_sealed(certeval: Certeval, name: str) -> None:
    publish()
    Path(name).write_text(NOTES, encoding="utf-8")
    assert certeval("validate", name, "--json", "--output", "r.json", "--seal", "s.txt").status == 0
    assert certeval("verify", "--seal", "s.txt").status == 0
    done = subprocess.run(["sha256sum", "--strict", "-c", "s.txt"], capture_output=True, check=False)
    assert done.returncode == 0


@pytest.mark.parametrize("file", ["referentiels/essai/1.0.0.yaml", "notes.csv", "resultats.json"])
def test_a_sealed_file_that_changed_or_is_gone_is_named(certeval: Certeval, file: str) -> None:
    decide(certeval, "--seal", "sceau.txt")
    kept = Path(file).read_bytes()
    Path(file).write_bytes(kept + b"\n")
    done = certeval("verify", "--seal", "sceau.txt")
    assert done.status == 1
    assert f"sealed {file}: changed since\n" in done.out
    if file != "referentiels/essai/1.0.0.yaml":
        Path(file).unlink()
        done = certeval("verify", "--seal", "sceau.txt")
        assert done.status == 1
        assert f"sealed {file}: not found\n" in done.out


def test_a_table_is_sealed_and_not_computed_again(certeval: Certeval) -> None:
    publish()
    Path("notes.csv").write_text(NOTES, encoding="utf-8")
    done = certeval("validate", "notes.csv", "--format", "csv", "--output", "r.csv", "--seal", "s.txt")
    assert done.status == 0
    done = certeval("verify", "--seal", "s.txt")
    assert done.status == 0
    assert done.out.endswith("sealed r.csv: unchanged\nno results in JSON to compute again\n")


def test_a_correspondence_is_sealed_and_used_again(certeval: Certeval) -> None:
    publish()
    Path("export.csv").write_text("Matricule;Un;Deux\nC001;1;1\n", encoding="utf-8")
    Path("lire.yaml").write_text(
        "format: 1\ncandidat: Matricule\ncolonnes: {Un: CR1, Deux: CR2}\n", encoding="utf-8"
    )
    reading = ["--correspondance", "lire.yaml"]
    written = ["--json", "--output", "r.json", "--seal", "s.txt"]
    assert certeval("validate", "export.csv", *reading, *written).status == 0
    assert certeval("verify", "r.json", *reading).status == 0
    done = certeval("verify", "--seal", "s.txt")
    assert (done.status, done.err) == (0, "")
    assert "sealed lire.yaml: unchanged\n" in done.out
    edit("lire.yaml", "Un: CR1, Deux: CR2", "Un: CR2, Deux: CR3")
    done = certeval("verify", "--seal", "s.txt")
    assert done.status == 1
    assert "sealed lire.yaml: changed since\n" in done.out
    assert "C001 C1 verdict: valide, now en_attente\n" in done.out


def test_results_say_the_correspondence_that_their_sheets_were_read_by(certeval: Certeval) -> None:
    publish()
    Path("export.csv").write_text("Matricule;Un;Deux\nC001;1;1\n", encoding="utf-8")
    text = "format: 1\ncandidat: Matricule\ncolonnes: {Un: CR1, Deux: CR2}\n"
    Path("lire.yaml").write_text(text, encoding="utf-8")
    reading = ["--correspondance", "lire.yaml"]
    assert certeval("validate", "export.csv", *reading, "--json", "--output", "r.json").status == 0
    document = json.loads(Path("r.json").read_text(encoding="utf-8"))
    digest = f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
    assert document["correspondance"] == {"fichier": "lire.yaml", "empreinte": digest}
    same = "référentiel essai@1.0.0: unchanged\ncorrespondence lire.yaml: unchanged\nsheet export.csv: unchanged\n"
    for given in ([], reading):
        done = certeval("verify", "r.json", *given)
        assert done == Done(0, f"{same}identical: 1 candidate, every decision the same\n", "")
    Path("lire.yaml").write_text(f"# relu\n{text}", encoding="utf-8")
    changed = same.replace("lire.yaml: unchanged", "lire.yaml: changed since")
    done = certeval("verify", "r.json")
    assert done == Done(1, f"{changed}every decision is the same, from what has changed\n", "")
    Path("lire.yaml").unlink()
    gone = same.replace("lire.yaml: unchanged", "lire.yaml: not found")
    done = certeval("verify", "r.json")
    assert done == Done(1, f"{gone}not computed again: the correspondence is missing\n", "")


def test_a_correspondence_that_comes_with_certeval_is_said_by_its_name(certeval: Certeval) -> None:
    publish()
    Path("moodle.csv").write_text("Numéro d'identification,CR1 (Brut)\nC001,1.00\n", encoding="utf-8")
    written = ["--json", "--output", "r.json"]
    assert certeval("validate", "moodle.csv", "--correspondance", "Moodle", *written).status == 0
    done = certeval("verify", "r.json")
    assert (done.status, done.out.splitlines()[1]) == (0, "correspondence moodle: unchanged")


def test_a_seal_needs_a_file_of_results_and_is_written_with_it_or_not_at_all(certeval: Certeval) -> None:
    publish()
    Path("notes.csv").write_text(NOTES, encoding="utf-8")
    done = certeval("validate", "notes.csv", "--json", "--seal", "s.txt")
    assert (done.status, done.out) == (2, "")
    assert certeval("validate", "notes.csv", "--json", "--output", "r.json", "--seal", "./r.json").status == 2
    Path("s.txt").touch()
    done = certeval("validate", "notes.csv", "--json", "--output", "r.json", "--seal", "s.txt")
    assert (done.status, Path("r.json").exists()) == (2, False)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# {", "{"),
        ("# {", "# ["),
        ("  notes.csv", "  autres.csv"),
        ("\n", "\n# encore\n"),
        ("certeval/sceau/1", "x"),
    ],
)
def test_a_seal_whose_lines_do_not_agree_is_none(certeval: Certeval, old: str, new: str) -> None:
    decide(certeval, "--seal", "sceau.txt")
    edit("sceau.txt", old, new)
    refused = Done(2, "", "certeval: sceau.txt: this is no seal, or its lines don't say the same\n")
    assert certeval("verify", "--seal", "sceau.txt") == refused


def test_a_seal_given_for_results_and_results_for_a_seal_are_told_how_to_be_given(certeval: Certeval) -> None:
    decide(certeval, "--seal", "sceau.txt")
    of_seal = Done(2, "", "certeval: sceau.txt: this is a seal: `certeval verify --seal sceau.txt`\n")
    of_results = Done(
        2, "", "certeval: resultats.json: these are results: `certeval verify resultats.json`\n"
    )
    assert certeval("verify", "sceau.txt") == of_seal
    assert certeval("verify", "--seal", "resultats.json") == of_results


OTHERS = [*filter(None, os.environ.get("CERTEVAL_PYTHONS", "").split(os.pathsep))]
"""CERTEVAL_PYTHONS: other interpreters that have what certeval needs."""
AROUND = [
    {"LC_ALL": "C", "PYTHONHASHSEED": "0", "TZ": "UTC"},
    {"LC_ALL": "fr_FR.UTF-8", "LANG": "fr_FR.UTF-8", "PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"},
    {"LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4242", "TZ": "America/Noumea", "COLUMNS": "40"},
    {
        "LC_ALL": "POSIX",
        "PYTHONUTF8": "0",
        "PYTHONHASHSEED": "random",
        "NO_COLOR": "1",
        "PYTHONOPTIMIZE": "2",
    },
]


COMMANDS = (
    ["validate", "notes.csv", "--json", "--output", "r.json", "--seal", "s.txt"],
    ["validate", "notes.csv", "--format", "csv"],
    ["lock", "--json"],
    ["verify", "r.json", "--json"],
    ["check", "--json"],
)
TYPED = f"""
from certeval.cli.app import run
for arguments in {COMMANDS}:
    if run(arguments):
        raise SystemExit(arguments)
"""


def everything(python: str, folder: Path, environment: dict[str, str]) -> tuple[bytes, ...]:
    """All that is printed and written of a session, in a new folder, by one process: starting is what takes long."""
    (folder / "referentiels" / "essai").mkdir(parents=True)
    (folder / FILE).write_text(PUBLISHED, encoding="utf-8")
    (folder / "notes.csv").write_text(NOTES, encoding="utf-8")
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    kept["PYTHONPATH"] = str(ROOT / "src")
    done = subprocess.run(
        [python, "-c", TYPED],
        cwd=folder,
        env=kept | environment,
        capture_output=True,
        timeout=STOPPED,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return (done.stdout, *((folder / name).read_bytes() for name in ("r.json", "s.txt", str(LOCK))))


def test_results_seals_locks_and_verifications_are_the_same_bytes_everywhere(tmp_path: Path) -> None:
    made = {everything(sys.executable, tmp_path / f"un dossier {i}", each) for i, each in enumerate(AROUND)}
    assert len(made) == 1


@pytest.mark.skipif(not OTHERS, reason="CERTEVAL_PYTHONS names no other interpreter")
def test_they_are_the_same_bytes_under_each_python(tmp_path: Path) -> None:
    pythons = [sys.executable, *OTHERS]
    made = {everything(python, tmp_path / str(i), AROUND[0]) for i, python in enumerate(pythons)}
    assert len(made) == 1


def test_the_folder_one_stands_in_changes_only_the_names_of_sheets(certeval: Certeval) -> None:
    decide(certeval)
    below = Path("session", "juin")
    below.mkdir(parents=True)
    os.chdir(below)
    other = certeval("validate", "../../notes.csv", "--json").out
    assert other.replace("../../notes.csv", "notes.csv") == Path("../../resultats.json").read_text(
        encoding="utf-8"
    )
