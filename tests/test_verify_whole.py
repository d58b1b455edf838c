"""A results document and a seal are compared whole: what is left out, moved, doubled or put in is told."""

import json
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from certeval.exchange.accrochage import words as accrochage_words
from certeval.render import agreement, echeances, impact, oraux, resits
from certeval.render import results as rendering
from certeval.render.stats import rows
from conftest import Certeval
from test_lock import FILE, PUBLISHED, publish
from test_verify import edit, verify

Json = dict[str, object]
MARKED = PUBLISHED.replace("validation:\n", "validation:\n  epreuve: {au_moins: 10}\n").replace(
    "blocs:\n- code: BC1\n",
    "saisie: {epreuve: {echelle: {note: {sur: 20}}}}\nblocs:\n- code: BC1\n  epreuves: [{code: E1, intitule: Oral}]\n",
)
NOTES = "candidat;CR1;CR2;CR3;CR4;E1\nC001;1;1;1;1;12\nC002;1;0;1;1;8\nC003;1;;1;1;\n"


@pytest.fixture
def decided(certeval: Certeval) -> Certeval:
    """Results of three candidates with marks, and their seal."""
    publish(MARKED)
    Path("notes.csv").write_text(NOTES, encoding="utf-8")
    done = certeval("validate", "notes.csv", "--output", "resultats.json", "--seal", "sceau.txt")
    assert done.status == 0
    return certeval


def rewrite(change: Callable[[Json], object]) -> None:
    """The document with a change, otherwise written as certeval writes it."""
    document = json.loads(Path("resultats.json").read_text(encoding="utf-8"))
    change(document)
    Path("resultats.json").write_text("".join(rendering.document(document)), encoding="utf-8")


def first(document: Json) -> Json:
    return document["candidats"][0]  # type: ignore[index, no-any-return]


def fake(document: Json) -> None:
    """A second BC1, validated, before the true one of C002."""
    blocs = document["candidats"][1]["blocs"]  # type: ignore[index]
    blocs.insert(0, {"code": "BC1", "verdict": "valide", "origine": "calcul"})


CHANGES: dict[str, Callable[[Json], object]] = {
    "the first candidate left out": lambda d: d["candidats"].pop(0),
    "the last candidate left out": lambda d: d["candidats"].pop(),
    "a candidate put in": lambda d: d["candidats"].append({**first(d), "candidat": "C004"}),
    "a candidate under another name": lambda d: first(d).update(candidat="C004"),
    "every candidate left out": lambda d: d["candidats"].clear(),
    "candidates in another order": lambda d: d["candidats"].reverse(),
    "a candidate without its certification": lambda d: first(d).pop("certification"),
    "a certification without its verdict": lambda d: first(d)["certification"].pop("verdict"),
    "a candidate without its blocs": lambda d: first(d).pop("blocs"),
    "a bloc without its épreuves": lambda d: first(d)["blocs"][0].pop("epreuves"),
    "blocs without épreuves": lambda d: [b.pop("epreuves") for c in d["candidats"] for b in c["blocs"]],
    "épreuves that are empty": lambda d: first(d)["blocs"][0]["epreuves"].clear(),
    "a compétence left out": lambda d: first(d)["blocs"][0]["competences"].pop(0),
    "compétences in another order": lambda d: first(d)["blocs"][0]["competences"].reverse(),
    "keys in another order": lambda d: first(d).update(candidat=first(d).pop("candidat")),
    "a second bloc before the true one": fake,
    "a bloc twice": lambda d: first(d)["blocs"].append(first(d)["blocs"][0]),
    "a key more": lambda d: d.update(ajout={"cle": 1}),
    "a key more in a bloc": lambda d: first(d)["blocs"][0].update(note="bien"),
    "the summary left out in part": lambda d: d["synthese"].pop("blocs"),
    "a sheet's digest": lambda d: d["feuilles"][0].update(empreinte="sha256:" + "0" * 64),
    "a sheet's digest that is none": lambda d: d["feuilles"][0].update(empreinte="vu"),
    "a référentiel's digest that is none": lambda d: d["referentiel"].update(empreinte="vu"),
    "the digest of a meaning": lambda d: d["referentiel"].update(empreinte_sens="sha256:" + "0" * 64),
    "the digest of a meaning that is none": lambda d: d["referentiel"].update(empreinte_sens="vu"),
    "a finding put in": lambda d: d["diagnostics"].append({"code": "N101", "ligne": 1, "colonne": 1}),
    "a filter that says nothing": lambda d: d.update(filtres={}),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_not_what_is_decided_now_is_told(decided: Certeval, name: str) -> None:
    rewrite(len)
    assert decided("verify", "resultats.json").status == 0
    rewrite(CHANGES[name])
    done = decided("verify", "resultats.json")
    assert done.status == 1
    assert "identical" not in done.out
    sealed = decided("verify", "--seal", "sceau.txt")
    assert sealed.status == 1
    assert "sealed resultats.json: changed since\n" in sealed.out


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            '"verdict": "valide"',
            '"verdict": "non_valide", "verdict": "valide"',
            "the document says « verdict » twice",
        ),
        ('"candidats": [', '"candidats": [], "candidats": [', "the document says « candidats » twice"),
        ('"schema"', ' "schema"', "the document is not written as validate --json writes it"),
        ("\n", "\r\n", "the document is not written as validate --json writes it"),
        ('"C001"', '"\\u0043001"', "the document is not written as validate --json writes it"),
        ('{\n "schema"', '\ufeff{\n "schema"', "the document is not written as validate --json writes it"),
    ],
)
def test_what_reads_the_same_and_is_written_otherwise_is_told(
    decided: Certeval, old: str, new: str, said: str
) -> None:
    file = Path("resultats.json")
    file.write_bytes(file.read_bytes().replace(old.encode(), new.encode(), 1))
    done = decided("verify", "resultats.json")
    assert done.status == 1
    assert said in done.out.splitlines()


def test_a_document_says_that_it_was_cut_and_is_compared_as_it_is(decided: Certeval) -> None:
    for options, filtres in (
        (["--bloc", "1"], {"blocs": ["BC1"]}),
        (["--candidat", "C002", "--candidat", "C001"], {"candidats": ["C002", "C001"]}),
    ):
        done = decided("validate", "notes.csv", "--output", "resultats.json", "--force", *options)
        assert done.status == 0
        assert json.loads(Path("resultats.json").read_text(encoding="utf-8"))["filtres"] == filtres
        assert verify(decided)["identique"] is True
    rewrite(lambda document: document["candidats"].pop())  # type: ignore[attr-defined]
    assert verify(decided)["identique"] is False


def test_findings_in_either_language_are_the_same_document(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish()
    Path("notes.csv").write_text("candidat;CR1\nC001;peut-être\n", encoding="utf-8")
    for language, other in (("fr", "en"), ("en", "fr")):
        monkeypatch.setenv("CERTEVAL_LANG", language)
        assert certeval("validate", "notes.csv", "--output", "r.json", "--force").status == 1
        monkeypatch.setenv("CERTEVAL_LANG", other)
        assert certeval("verify", "r.json").status == 0
        edit("r.json", '"message": "', '"message": "non, ')
        assert certeval("verify", "r.json").status == 1


SEALS: dict[str, Callable[[str], str]] = {
    "a key twice": lambda text: text.replace('"certeval":', '"certeval":"1","certeval":', 1),
    "a line twice": lambda text: text + text.splitlines()[-1] + "\n",
    "lines in another order": lambda text: "".join(
        f"{line}\n" for line in (text.splitlines()[0], *reversed(text.splitlines()[1:]))
    ),
    "a space more": lambda text: text.replace('"schema"', ' "schema"', 1),
    "a line more": lambda text: text + "# relu\n",
    "a digest that is none": lambda text: text.replace('"empreinte":"sha256:', '"empreinte":"md5:', 1),
    "no end of line": lambda text: text.rstrip("\n"),
}


@pytest.mark.parametrize("name", SEALS)
def test_a_seal_that_is_not_to_the_byte_what_certeval_writes_is_none(decided: Certeval, name: str) -> None:
    file = Path("sceau.txt")
    file.write_bytes(SEALS[name](file.read_text(encoding="utf-8")).encode())
    done = decided("verify", "--seal", "sceau.txt")
    assert (done.status, done.out) == (2, "")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"version":"1.0.0"', '"version":"1.0.1"'),
        ('"code":"essai"', '"code":"autre"'),
        ('"empreinte_sens":"sha256:', None),
    ],
)
def test_what_a_seal_says_of_its_referentiel_is_what_its_file_says(
    decided: Certeval, old: str, new: str | None
) -> None:
    text = Path("sceau.txt").read_text(encoding="utf-8")
    at = text.index(old) + len(old)
    after = old[:-1] + text[at - 1 : at] if new is None else new
    flipped = "1" if text[at] == "0" else "0"
    text = text[:at] + flipped + text[at + 1 :] if new is None else text.replace(old, after, 1)
    Path("sceau.txt").write_text(text, encoding="utf-8")
    done = decided("verify", "--seal", "sceau.txt")
    assert done.status == 1
    assert "sealed sceau.txt: changed since\n" in done.out


@pytest.fixture
def moved(decided: Certeval) -> Certeval:
    """Everything that the seal names, put in one folder, and nothing left where it was."""
    Path("archive").mkdir()
    for name in ("resultats.json", "notes.csv", "sceau.txt", str(FILE)):
        shutil.move(name, "archive")
    shutil.rmtree("referentiels")
    return decided


def test_a_set_that_was_moved_is_verified_from_what_is_next_to_its_seal(moved: Certeval) -> None:
    done = moved("verify", "--seal", "archive/sceau.txt")
    assert done.status == 0
    assert done.out.splitlines()[:3] == [
        "sealed referentiels/essai/1.0.0.yaml: unchanged",
        "sealed notes.csv: unchanged",
        "sealed resultats.json: unchanged",
    ]
    assert done.out.endswith("identical: 3 candidates, every decision the same\n")


def test_a_sheet_that_results_name_from_elsewhere_is_where_their_seal_has_it(
    decided: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("annee/resultats").mkdir(parents=True)
    decided("validate", "notes.csv", "-o", "annee/resultats/r.json", "--seal", "annee/sceau.txt")
    (tmp_path / "ailleurs").mkdir()
    seal = Path("annee/sceau.txt").absolute()
    monkeypatch.chdir(tmp_path / "ailleurs")
    done = decided("verify", "--seal", str(seal))
    assert (done.status, done.out.splitlines()[-1]) == (0, "identical: 3 candidates, every decision the same")
    edit(str(seal.parent.parent / "notes.csv"), "C001", "C009")
    done = decided("verify", "--seal", str(seal))
    assert done.status == 1
    assert "sheet notes.csv: changed since\n" in done.out


def test_a_set_that_lost_its_referentiel_has_its_other_files_compared(moved: Certeval) -> None:
    Path("archive/1.0.0.yaml").unlink()
    Path("referentiels").mkdir()
    for empty in (True, False):
        if not empty:
            publish(version="2.0.0")
        done = moved("verify", "--seal", "archive/sceau.txt")
        assert done.status == 1
        assert done.out.splitlines() == [
            "sealed referentiels/essai/1.0.0.yaml: not found",
            "sealed notes.csv: unchanged",
            "sealed resultats.json: unchanged",
            "référentiel essai@1.0.0: not found, or it no longer decides",
            "sheet notes.csv: unchanged",
            "not computed again: the référentiel is missing",
        ]
    document = json.loads(moved("verify", "--seal", "archive/sceau.txt", "--json").out)
    assert (document["identique"], document["recalcule"]) == (False, False)
    assert document["referentiel"]["etat"] == "absent"


def test_all_that_differs_is_said_at_once(moved: Certeval) -> None:
    Path("archive/1.0.0.yaml").write_text("a: [", encoding="utf-8")
    Path("archive/notes.csv").unlink()
    done = moved("verify", "--seal", "archive/sceau.txt")
    assert done.status == 1
    assert done.out.splitlines()[:3] == [
        "sealed referentiels/essai/1.0.0.yaml: changed since",
        "sealed notes.csv: not found",
        "sealed resultats.json: unchanged",
    ]


def test_a_set_in_its_own_folders_is_verified_wherever_it_is_put(decided: Certeval) -> None:
    Path("ailleurs").mkdir()
    for name in ("resultats.json", "notes.csv", "sceau.txt", "referentiels"):
        shutil.move(name, "ailleurs")
    assert decided("verify", "--seal", "ailleurs/sceau.txt").status == 0
    edit("ailleurs/referentiels/essai/1.0.0.yaml", "plus_de: 50 %", "plus_de: 60 %")
    done = decided("verify", "--seal", "ailleurs/sceau.txt")
    assert done.status == 1
    assert "sealed referentiels/essai/1.0.0.yaml: changed since\n" in done.out


SESSION = """\
format: 1
session: {code: S1, referentiel: essai@1.0.0, feuilles: [../notes.csv]}
candidats: ../candidats.csv
jury:
  designation: {par: la directrice, le: 2026-05-20, acte: décision 14}
  membres: [{code: J1, qualite: formatrice, role: president}, {code: J2, qualite: formateur}]
deliberation: {le: 2026-07-02, presents: [J1, J9]}
"""
ALIKE = NOTES.replace("C002;", "C01;").replace("C003;", "C1;")


@pytest.mark.parametrize(
    ("operands", "codes"),
    [
        (["a/notes.csv"], ["N206", "N206"]),
        (["notes.csv", "a/notes.csv"], ["N017", "N206", "N206"]),
        (["--session", "sessions/S1.yaml"], ["S205", "N206", "N206", "S203"]),
    ],
)
def test_findings_name_files_as_results_do_wherever_one_stands(
    decided: Certeval, operands: list[str], codes: list[str]
) -> None:
    for folder in ("a", "sessions", "zone/b"):
        Path(folder).mkdir(parents=True)
    Path("sessions/S1.yaml").write_text(SESSION, encoding="utf-8")
    Path("candidats.csv").write_text("candidat;nom\nC001;Un\nC01;Deux\nC01;Trois\n", encoding="utf-8")
    for name in ("notes.csv", "a/notes.csv"):
        Path(name).write_text(ALIKE, encoding="utf-8")
    done = decided("validate", *operands, "--json", "--output", "r.json")
    assert done.status in {0, 1}
    findings = json.loads(Path("r.json").read_text(encoding="utf-8"))["diagnostics"]
    assert [each["code"] for each in findings] == codes
    here = Path.cwd()
    for folder, results in (("zone/b", "../../r.json"), ("a", here / "r.json"), ("sessions", "../r.json")):
        os.chdir(here / folder)
        done = decided("verify", results)
        assert (done.status, done.err) == (0, "")
        assert "identical" in done.out


def test_a_seal_in_a_folder_beside_the_sheets_of_its_session_holds_wherever_one_stands(
    decided: Certeval,
) -> None:
    for folder in ("sessions", "scelles"):
        Path(folder).mkdir()
    text = SESSION.replace("candidats: ../candidats.csv\n", "").replace("J9", "J2")
    Path("sessions/S1.yaml").write_text(text, encoding="utf-8")
    given = ("--json", "--output", "scelles/r.json", "--seal", "scelles/sceau.txt")
    assert decided("validate", "--session", "sessions/S1.yaml", *given).status == 0
    here = Path.cwd()
    for folder, seal in (("scelles", "sceau.txt"), ("sessions", here / "scelles" / "sceau.txt")):
        os.chdir(here / folder)
        done = decided("verify", "--seal", seal)
        assert (done.status, "identical" in done.out) == (0, True), done.out


def test_the_layout_of_a_document_is_that_of_its_plain_values(decided: Certeval) -> None:
    text = Path("resultats.json").read_text(encoding="utf-8")
    assert "".join(rendering.document(json.loads(text))) == text
    Path("vide.csv").write_text("candidat;CR1\nC001;peut-être\n", encoding="utf-8")
    decided("validate", "vide.csv", "--output", "vide.json")
    text = Path("vide.json").read_text(encoding="utf-8")
    assert "".join(rendering.document(json.loads(text))) == text


@pytest.mark.parametrize(
    "command",
    [
        ["validate", "{}"],
        ["validate", "{}", "--format", "csv"],
        ["explain", "C001", "--scores", "{}"],
        ["rattrapages", "{}"],
        ["agreement", "{}"],
        ["impact", str(FILE), str(FILE), "{}"],
    ],
)
def test_results_are_no_sheet_and_it_is_said_what_reads_them(decided: Certeval, command: list[str]) -> None:
    for name in ("r.csv", "r.ndjson", "d.json"):
        options = ["--format", "json"] if name == "d.json" else []
        made = "rattrapages" if name == "d.json" else "validate"
        assert decided(made, "notes.csv", *options, "--output", name).status == 0
    done = decided(*(each.format("resultats.json") for each in command))
    assert (done.status, done.out) == (2, "")
    assert done.err == (
        "certeval: resultats.json holds decisions, not marks: `verify` and `stats` read it; "
        "its sheets are notes.csv\n"
    )
    for name in ("r.csv", "r.ndjson", "d.json"):
        done = decided(*(each.format(name) for each in command))
        assert (done.status, done.out) == (2, "")
        assert f"{name} holds what certeval wrote, not marks" in done.err


TABLES: dict[str, Sequence[str]] = {
    "rattrapages": resits.COLUMNS,
    "agreement": agreement.HEADINGS,
    "stats": rows.HEADINGS,
    "impact": impact.HEADINGS,
    "oraux": oraux.HEADINGS,
    "accrochage --due": echeances.COLUMNS,
    "accuse": accrochage_words.COLUMNS,
}


@pytest.mark.parametrize("command", TABLES)
def test_the_table_of_a_command_is_no_sheet_whichever_command(decided: Certeval, command: str) -> None:
    Path("tables").mkdir()
    Path("tables", "table.csv").write_text(f"{';'.join(TABLES[command])}\n", encoding="utf-8-sig")
    done = decided("validate", "tables/table.csv")
    assert done.status == 2
    assert "tables/table.csv holds what certeval wrote, not marks" in done.err
    shutil.copy("notes.csv", "tables")
    done = decided("validate", "tables", "--format", "csv")
    assert (done.status, "table.csv (results of certeval)" in done.err) == (0, True)


def test_the_lines_of_candidates_who_have_names_are_no_sheet(decided: Certeval) -> None:
    Path("noms.csv").write_text("candidat;nom;prenom;CR1\nC001;Exemple;Aline;1\n", encoding="utf-8")
    assert decided("validate", "noms.csv", "--format", "ndjson", "--output", "r.ndjson").status == 0
    done = decided("validate", "r.ndjson")
    assert (done.status, "r.ndjson holds what certeval wrote, not marks" in done.err) == (2, True)


def test_stats_and_verify_read_results(decided: Certeval) -> None:
    assert decided("stats", "resultats.json").status == 0
    assert decided("verify", "resultats.json").status == 0
