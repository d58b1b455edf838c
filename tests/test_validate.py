"""`certeval validate`: from a sheet to decisions, with the shipped référentiel and small ones.

Whole outputs are compared with tests/validate/<name>.txt. CERTEVAL_REWRITE=1 rewrites those files.
"""

import csv
import io
import json
import os
from pathlib import Path

import pytest

from certeval.cli import whole_files
from certeval.render import verdicts
from certeval.render.schemas import schema
from conftest import Certeval
from whole_outputs import compare

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
FORMS = ("scores.csv", "scores-long.csv", "scores-excel.csv", "scores.yaml")
SIX = "candidat;CR1.1.1;CR1.1.2;CR1.1.3;CR1.1.4;CR1.1.5;CR1.1.6\n"

BARE = """\
format: 1
certification: {code: essai, version: 1.0.0}
validation: {bloc: {tous: competences}, competence: {tous: criteres}, certification: {tous: blocs}}
blocs:
- code: BC1
  intitule: Un bloc
  competences: [{code: C1, libelle: Une, criteres: [{code: CR1, libelle: Un}, {code: CR2, libelle: Deux}]}]
"""


def results(certeval: Certeval, *arguments: object) -> dict[str, object]:
    done = certeval("validate", *arguments, "--json")
    assert done.status == 0, done.err
    found: dict[str, object] = json.loads(done.out)
    return found


def competence(document: object, candidate: str, code: str) -> dict[str, object]:
    """One compétence's decision in a document of results."""
    assert isinstance(document, dict)
    (found,) = (
        c
        for person in document["candidats"]
        if person["candidat"] == candidate
        for bloc in person["blocs"]
        for c in bloc["competences"]
        if c["code"] == code
    )
    return dict(found)


@pytest.mark.parametrize(
    ("cells", "verdict", "counts"),
    [
        ("1;1;1;0;0;0", "non_valide", (3, 3, 0)),
        ("1;1;1;1;0;0", "valide", (4, 2, 0)),
        ("1;1;0;0;0;0", "non_valide", (2, 4, 0)),
        ("1;1;1;1;;", "valide", (4, 0, 2)),
        ("1;1;1;0;0;", "en_attente", (3, 2, 1)),
        ("1;1;0;0;0;", "non_valide", (2, 3, 1)),
        ("1;1;DISP;EQ;0;0", "valide", (4, 2, 0)),
        ("NE;NE;NE;NE;NE;NE", "en_attente", (0, 0, 6)),
    ],
)
def test_more_than_half_of_six_is_four(
    certeval: Certeval, cells: str, verdict: str, counts: tuple[int, int, int]
) -> None:
    Path("notes.csv").write_text(f"{SIX}C001;{cells}\n", encoding="utf-8")

    found = competence(results(certeval, "notes.csv"), "C001", "C1.1")

    assert found["verdict"] == verdict
    assert (found["acquis"], found["non_acquis"], found["non_evalue"]) == counts
    assert (found["total"], found["requis"]) == (6, 4)


def test_a_neutralised_critere_leaves_the_total(certeval: Certeval) -> None:
    Path("notes.csv").write_text(f"{SIX}C001;1;1;1;0;0;NEUT\n", encoding="utf-8")

    found = competence(results(certeval, "notes.csv"), "C001", "C1.1")

    assert (found["verdict"], found["acquis"], found["total"], found["requis"]) == ("valide", 3, 5, 3)


def test_a_pending_competence_says_what_is_missing(certeval: Certeval) -> None:
    Path("notes.csv").write_text(f"{SIX}C001;1;1;1;0;;NE\n", encoding="utf-8")

    assert competence(results(certeval, "notes.csv"), "C001", "C1.1")["manque"] == ["CR1.1.5", "CR1.1.6"]


def test_bloc_3_is_decided_by_its_two_competences(certeval: Certeval) -> None:
    document = results(certeval, EXAMPLES / "scores.csv")

    bloc = document["candidats"][0]["blocs"][2]  # type: ignore[index]
    assert (bloc["code"], bloc["verdict"], bloc["total"], bloc["requis"]) == ("BC3", "valide", 2, 2)


def test_the_same_session_in_four_forms_gives_the_same_results(certeval: Certeval) -> None:
    documents = [results(certeval, EXAMPLES / name) for name in FORMS]

    for document in documents:
        del document["feuilles"]
    assert documents[1:] == documents[:1] * 3


def test_the_results_are_as_their_schema_says(certeval: Certeval) -> None:
    from jsonschema import Draft7Validator

    document = results(certeval, EXAMPLES / "scores.csv")

    Draft7Validator(json.loads(schema("resultats"))).validate(document)
    assert list(document) == ["schema", "referentiel", "feuilles", "candidats", "synthese", "diagnostics"]


def test_the_summary_counts_every_candidate(certeval: Certeval) -> None:
    document = results(certeval, EXAMPLES / "scores.csv", "--candidat", "C001", "--bloc", "2")

    assert [c["candidat"] for c in document["candidats"]] == ["C001"]  # type: ignore[attr-defined]
    assert [b["code"] for b in document["candidats"][0]["blocs"]] == ["BC2"]  # type: ignore[index]
    assert document["candidats"][0]["certification"]["verdict"] == "valide"  # type: ignore[index]
    assert document["synthese"]["certification"] == {"valide": 4, "non_valide": 7, "en_attente": 3}  # type: ignore[index]


@pytest.mark.parametrize("typed", ["2", "BC2", "bc2", "bloc 2", "BC 2"])
def test_a_bloc_is_named_in_several_ways(certeval: Certeval, typed: str) -> None:
    document = results(certeval, EXAMPLES / "scores.csv", "--bloc", typed)

    assert {b["code"] for c in document["candidats"] for b in c["blocs"]} == {"BC2"}  # type: ignore[attr-defined]


def test_a_row_a_candidate_in_csv(certeval: Certeval) -> None:
    done = certeval("validate", EXAMPLES / "scores.csv", "--format", "csv")

    rows = list(csv.DictReader(io.StringIO(done.out), delimiter=";"))
    assert list(rows[0])[:5] == ["candidat", "certification", "BC1", "BC2", "BC3"]
    assert (rows[4]["candidat"], rows[4]["C1.1"], rows[4]["C1.2"]) == ("C005", "non_valide", "valide")
    assert rows[8]["manquants"] == "CR1.1.6 CR2.3.4 CR3.2.9"


def test_an_identifier_cannot_become_a_formula(certeval: Certeval) -> None:
    Path("notes.csv").write_text(f"{SIX}'=1+1;1;1;1;1;0;0\n", encoding="utf-8")

    done = certeval("validate", "notes.csv", "--format", "csv")

    assert done.out.splitlines()[1].startswith("'=1+1;")
    assert results(certeval, "notes.csv")["candidats"][0]["candidat"] == "=1+1"  # type: ignore[index]


def test_a_sheet_with_an_error_decides_nothing(certeval: Certeval) -> None:
    Path("notes.csv").write_text(f"{SIX}C001;1;1;oups;1;0;0\nC002;1;1;1;1;0;0\n", encoding="utf-8")

    table = certeval("validate", "notes.csv")
    document = certeval("validate", "notes.csv", "--json")

    assert (table.status, table.out) == (1, "")
    assert "notes.csv:2:10" in table.err
    assert document.status == 1
    found = json.loads(document.out)
    assert found["candidats"] == []
    assert found["synthese"]["candidats"] == 0
    assert ("error[N211]" in document.err, "info[N107]" in document.err) == (False, True)
    assert ("error[N211]" in table.err, "info[N107]" in table.err) == (True, True)
    assert [(d["code"], d["ligne"], d["colonne"]) for d in found["diagnostics"]] == [("N211", 2, 10)]


def test_two_hundred_wrong_cells_are_two_hundred_diagnostics(certeval: Certeval) -> None:
    rows = "".join(f"C{i:03};peut-être;1;1;1;1;1\n" for i in range(200))
    Path("notes.csv").write_text(SIX + rows, encoding="utf-8")

    done = certeval("validate", "notes.csv", "--json")

    assert len(json.loads(done.out)["diagnostics"]) == 200


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["absent.csv"], "absent.csv"),
        ([EXAMPLES / "scores.csv", "--format", "pdf"], "table, json, csv"),
        ([EXAMPLES / "scores.csv", "--bloc", "9"], "BC1, BC2, BC3"),
        ([EXAMPLES / "scores.csv", "--candidat", "C01"], "did you mean C0"),
        ([EXAMPLES / "scores.csv", "--referentiel", "developement"], "developpement-commercial"),
        ([EXAMPLES / "scores.csv", "--referentiel", "developpement-commercial@9.9.9"], "1.0.0"),
        ([EXAMPLES / "scores.csv", "--referentiel", "absent.yaml"], "absent.yaml"),
        ([EXAMPLES / "scores.csv", "--date", "12/31/2026"], "2026-01-31"),
        ([EXAMPLES / "scores.csv", "--encoding", "klingon"], "klingon"),
        ([EXAMPLES / "scores.csv", "--encoding", "latin\udce9"], "is no text in utf-8"),
        ([EXAMPLES / "absent-*.csv"], "no file has such a name"),
        ([], "score sheets, or --session"),
    ],
)
def test_what_cannot_be_run_as_asked_is_said_with_status_2(
    certeval: Certeval, arguments: list[object], said: str
) -> None:
    done = certeval("validate", *arguments)

    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err


def test_an_invalid_referentiel_is_status_3(certeval: Certeval) -> None:
    Path("essai.yaml").write_text(BARE.replace("tous: blocs", "tous: bloc"), encoding="utf-8")
    Path("notes.csv").write_text("candidat;CR1;CR2\nC001;1;1\n", encoding="utf-8")

    done = certeval("validate", "notes.csv", "--referentiel", "essai.yaml")

    assert (done.status, done.out) == (3, "")
    assert "essai.yaml:3:" in done.err


def test_a_sheet_names_its_referentiel(certeval: Certeval) -> None:
    folder = Path("referentiels/essai")
    folder.mkdir(parents=True)
    (folder / "1.0.0.yaml").write_text(BARE, encoding="utf-8")
    Path("notes.csv").write_text("candidat;referentiel;CR1;CR2\nC001;essai@1.0.0;1;1\n", encoding="utf-8")

    document = results(certeval, "notes.csv")

    assert document["referentiel"]["code"] == "essai"  # type: ignore[index]


def test_several_sheets_are_decided_together(certeval: Certeval) -> None:
    Path("essai.yaml").write_text(BARE, encoding="utf-8")
    Path("a.csv").write_text("candidat;CR1\nC001;1\n", encoding="utf-8")
    Path("b.csv").write_text("candidat;CR2\nC001;oui\n", encoding="utf-8")

    document = results(certeval, "a.csv", "b.csv", "--referentiel", "essai.yaml")

    assert document["candidats"][0]["certification"]["verdict"] == "valide"  # type: ignore[index]
    assert [sheet["fichier"] for sheet in document["feuilles"]] == ["a.csv", "b.csv"]  # type: ignore[attr-defined]


def test_a_file_is_never_replaced_unasked(certeval: Certeval) -> None:
    Path("resultats.json").write_text("précieux", encoding="utf-8")
    arguments = ("validate", EXAMPLES / "scores.csv", "--json", "--output", "resultats.json")

    refused = certeval(*arguments)
    kept = Path("resultats.json").read_text(encoding="utf-8")
    forced = certeval(*arguments, "--force")

    assert (refused.status, kept) == (2, "précieux")
    assert "--force" in refused.err
    assert (forced.status, forced.out) == (0, "")
    assert json.loads(Path("resultats.json").read_text(encoding="utf-8"))["schema"] == "certeval/resultats/1"


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "resultats.json"
    file.write_text("précieux", encoding="utf-8")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"), whole_files.write_all({file: b"nouveau"}, alone=True):
        pass

    assert [path.name for path in tmp_path.iterdir()] == ["resultats.json"]
    assert file.read_text(encoding="utf-8") == "précieux"


def test_brackets_in_an_identifier_are_text(certeval: Certeval) -> None:
    Path("notes.csv").write_text(f"{SIX}[red]C1[/fin];1;1;1;1;0;0\n", encoding="utf-8")

    done = certeval("validate", "notes.csv")

    assert done.status == 0
    assert "[red]C1[/fin]" in done.out


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("example", ()),
        ("example_detail", ("--detail",)),
        ("example_bloc_2_detail", ("--detail", "--bloc", "2")),
        ("example_bloc_2_detail.csv", ("--detail", "--bloc", "2", "--format", "csv")),
    ],
)
def test_the_example_is_plain_and_whole_in_a_pipe(
    certeval: Certeval, name: str, options: tuple[str, ...]
) -> None:
    done = certeval("validate", EXAMPLES / "scores.csv", *options)
    assert all(line == line.rstrip() for line in done.out.splitlines())
    compare(f"validate/{name}.txt", done.out)


@pytest.mark.parametrize(
    ("most", "left_out"),
    [
        (14, None),
        (13, "1 more candidate: --format csv or --json gives all"),
        (12, "2 more candidates: --format csv or --json gives all"),
    ],
)
def test_a_long_session_shows_its_first_rows_and_the_whole_summary(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch, most: int, left_out: str | None
) -> None:
    whole = certeval("validate", EXAMPLES / "scores.csv").out.splitlines()
    monkeypatch.setattr(verdicts, "MOST_ROWS", most)
    lines = certeval("validate", EXAMPLES / "scores.csv").out.splitlines()
    rest = [line for line in whole if line.startswith("C0")][most:]
    assert [line for line in lines if line != left_out] == [line for line in whole if line not in rest]
    assert lines.count(left_out or "") == (1 if left_out else whole.count(""))


def test_results_do_not_depend_on_the_locale_or_the_order_of_columns(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CERTEVAL_LANG")
    Path("a.csv").write_text(f"{SIX}C001;1;1;1;0;;\n", encoding="utf-8")
    Path("b.csv").write_text(
        "CR1.1.6;CR1.1.5;CR1.1.4;CR1.1.3;CR1.1.2;CR1.1.1;candidat\n;;0;1;1;1;C001\n", encoding="utf-8"
    )
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    one = results(certeval, "a.csv")
    monkeypatch.setenv("LANG", "C")
    other = results(certeval, "b.csv")

    assert one["candidats"] == other["candidats"]


def test_candidates_of_whom_nothing_is_entered_are_decided_all_the_same(
    certeval: Certeval, tmp_path: Path
) -> None:
    (tmp_path / "rien.yaml").write_text(
        "format: 1\ncertification: {code: rien, version: 1.0.0}\nmesures: {total: 3}\n"
        "validation: {bloc: {mesure: total, au_moins: 2}, certification: {tous: blocs}}\n"
        "blocs: [{code: BC1, intitule: Présence}]\n",
        encoding="utf-8",
    )
    (tmp_path / "notes.yaml").write_text(
        "format: 1\ncandidats: [{candidat: C1, notes: {}}, {candidat: C2, notes: {}}]\n", encoding="utf-8"
    )
    done = certeval("validate", "notes.yaml", "--referentiel", "rien.yaml", "--format", "csv")
    assert (done.status, done.out) == (
        0,
        "candidat;certification;BC1;manquants;total\nC1;valide;valide;;3\nC2;valide;valide;;3\n",
    )


@pytest.mark.parametrize(
    "sheet",
    [
        "candidat;jure;CR1\nC1;J1;8\nC1;J2;11\nC1;J3;14\nC2;J1;8\nC2;J2;14\nC2;J3;11\nC3;J1;8\nC3;J2;9\nC3;J3;NE\n",
        "candidat;jure;element;valeur\nC1;J1;CR1;8\nC1;J2;CR1;11\nC1;J3;CR1;14\n",
    ],
)
def test_a_third_mark_that_nothing_called_for_is_told_however_rows_are_laid_out(
    certeval: Certeval, tmp_path: Path, sheet: str
) -> None:
    jures = "jures: {retenir: moyenne, troisieme_si_ecart: {plus_de: 4}}"
    saisie = f"saisie: {{critere: {{echelle: {{note: {{sur: 20}}}}, {jures}}}}}"
    rules = BARE.replace("validation: {", f"{saisie}\nvalidation: {{critere: {{au_moins: 10}}, ")
    (tmp_path / "r.yaml").write_text(rules, encoding="utf-8")
    (tmp_path / "n.csv").write_text(sheet, encoding="utf-8")
    done = certeval("validate", "n.csv", "--referentiel", "r.yaml", "--format", "csv")
    assert (done.status, done.err.count("[S109]"), "C1 »" in done.err) == (0, 1, True)
