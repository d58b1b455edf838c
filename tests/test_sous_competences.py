"""Sous-compétences between a compétence and its critères, and headings above compétences, wherever they are shown."""

import csv
import io
import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from certeval.cli.app import run
from certeval.referentiel.load import compile_document
from certeval.render import schemas
from certeval.render.grids.words import group_title
from certeval.scores.grids import pages
from certeval.sources.yaml import parse
from certeval.versions.compare import compare
from checking import pointers
from showing import show, written

FILE = """\
format: 1
certification: {code: essai, version: 1.0.0}
validation:
  sous_competence: {parmi: criteres, plus_de: 50 %}
  competence: {tous: sous_competences}
  bloc: {tous: competences}
  certification: {tous: blocs}
blocs:
- code: BC1
  intitule: Négocier et vendre
  competences:
  - code: C1
    libelle: Préparer un entretien de vente afin d'obtenir un accord
    groupe: Préparer la vente
    sous_competences:
    - code: C1.1
      libelle: Écrire un plan
      criteres:
      - {code: CR1, libelle: Le plan est écrit}
      - {code: CR2, libelle: Les objections sont prévues}
      - {code: CR3, libelle: Les prix sont tenus}
    - code: C1.2
      libelle: Prendre un rendez-vous
      criteres:
      - {code: CR4, libelle: Le rendez-vous est daté}
  - code: C2
    libelle: Conduire un entretien de vente afin de conclure
    groupe: Préparer la vente
    validation: {tous: criteres}
    criteres:
    - {code: CR5, libelle: L'accord est signé}
"""
SHEET = "candidat;CR1;CR2;CR3;CR4;CR5\nA;1;1;0;1;1\nB;1;0;0;1;1\nC;1;;0;1;1\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CERTEVAL_LANG", "en")
    monkeypatch.chdir(tmp_path)
    Path("essai.yaml").write_text(FILE, encoding="utf-8")
    Path("notes.csv").write_text(SHEET, encoding="utf-8")


def out(capfd: pytest.CaptureFixture[str], *words: str) -> str:
    assert run([*words, "--referentiel", "essai.yaml"]) == 0
    return capfd.readouterr().out


def test_nothing_is_wrong_with_a_competence_of_sous_competences() -> None:
    assert pointers(FILE) == []


def test_a_verdict_goes_up_through_sous_competences_below_at_and_above_their_bound(
    capfd: pytest.CaptureFixture[str],
) -> None:
    rows = list(
        csv.DictReader(io.StringIO(out(capfd, "validate", "notes.csv", "--format", "csv")), delimiter=";")
    )
    assert [(row["C1.1"], row["C1.2"], row["C1"]) for row in rows] == [
        ("valide", "valide", "valide"),
        ("non_valide", "valide", "non_valide"),
        ("en_attente", "valide", "en_attente"),
    ]
    assert [row["manquants"] for row in rows] == ["", "", "CR2"]


def test_json_holds_them_under_their_competence_alone_or_by_lines(capfd: pytest.CaptureFixture[str]) -> None:
    document = json.loads(out(capfd, "validate", "notes.csv", "--json"))
    competences = document["candidats"][0]["blocs"][0]["competences"]
    assert [each["code"] for each in competences[0]["sous_competences"]] == ["C1.1", "C1.2"]
    assert competences[0]["sous_competences"][0]["acquis"] == 2
    assert "sous_competences" not in competences[1]
    schema = json.loads(schemas.schema("resultats"))
    Draft7Validator(schema).validate(document)
    wrong = document | {
        "candidats": [{"candidat": "A", "blocs": [{"competences": [{"sous_competences": 1}]}]}]
    }
    assert not Draft7Validator(schema).is_valid(wrong)
    line = json.loads(out(capfd, "validate", "notes.csv", "--format", "ndjson").splitlines()[0])
    assert line["blocs"] == document["candidats"][0]["blocs"]


def test_statistics_of_results_are_those_of_the_sheet(capfd: pytest.CaptureFixture[str]) -> None:
    Path("resultats.json").write_text(out(capfd, "validate", "notes.csv", "--json"), encoding="utf-8")
    table = out(capfd, "stats", "notes.csv")
    assert "\nSous-compétences\n" in table
    assert run(["stats", "resultats.json", "--json"]) == 0
    saved = json.loads(capfd.readouterr().out)
    whole = json.loads(out(capfd, "stats", "notes.csv", "--json"))

    def decided(found: dict[str, object]) -> list[object]:
        listed = found["ensemble"]["elements"]  # type: ignore[index]
        return [
            [each["code"], each["valides"], each["non_valides"], each["en_attente"]]
            for each in listed
            if each["genre"] == "sous_competence"
        ]

    assert decided(saved) == decided(whole) == [["C1.1", 1, 1, 1], ["C1.2", 3, 0, 0]]


def test_a_table_in_detail_has_them_beside_their_competence_and_says_the_headings(
    capfd: pytest.CaptureFixture[str],
) -> None:
    table = out(capfd, "validate", "notes.csv", "--detail")
    assert table.splitlines()[1].split()[:6] == ["candidat", "C1", "C1.1", "C1.2", "C2", "BC1"]
    assert "\nPréparer la vente: C1, C2\n" in table


ALONE = """\
format: 1
certification: {code: essai, version: 1.0.0, rncp: RS6604}
validation:
  sous_competence: {parmi: criteres, plus_de: 50 %}
  competence: {tous: sous_competences}
  certification: {tous: competences}
competences:
- code: C1
  libelle: Préparer un entretien de vente afin d'obtenir un accord
  groupe: Préparer la vente
  sous_competences:
  - {code: C1.1, libelle: Écrire un plan, criteres: [{code: CR1, libelle: Le plan est écrit}]}
  - {code: C1.2, libelle: Tenir un plan, criteres: [{code: CR2, libelle: Le plan est tenu}]}
"""


def test_a_certification_without_blocs_has_them_too(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    Path("essai.yaml").write_text(ALONE, encoding="utf-8")
    Path("notes.csv").write_text("candidat;CR1;CR2\nA;1;1\nB;1;0\n", encoding="utf-8")
    document = json.loads(out(capfd, "validate", "notes.csv", "--json"))
    lost = document["candidats"][1]["competences"][0]
    assert (lost["verdict"], [each["verdict"] for each in lost["sous_competences"]]) == (
        "non_valide",
        ["valide", "non_valide"],
    )
    table = out(capfd, "validate", "notes.csv", "--detail")
    assert table.splitlines()[1].split()[:4] == ["candidat", "C1", "C1.1", "C1.2"]
    assert "\nPréparer la vente: C1\n" in table
    page = show("", "--referentiel", written(tmp_path, ALONE))[1]
    assert "\nCompétences\n  Préparer la vente\n    C1  Préparer un entretien" in page


def test_what_to_present_again_may_be_a_sous_competence(capfd: pytest.CaptureFixture[str]) -> None:
    found = json.loads(out(capfd, "rattrapages", "notes.csv", "--niveau", "sous_competence", "--json"))
    lost = next(each for each in found["candidats"] if each["candidat"] == "B")
    assert lost["ensembles"] == [["C1.1"]]


def test_explain_counts_them(capfd: pytest.CaptureFixture[str]) -> None:
    assert "C1: not validated — 1 of 2 sous-compétences validated, all 2 required" in out(
        capfd, "explain", "B", "--scores", "notes.csv"
    )


def test_show_has_a_page_for_each_and_its_heading_once(tmp_path: Path) -> None:
    file = written(tmp_path, FILE)
    page = show("bloc 1", "--referentiel", file)[1]
    assert page.count("Préparer la vente\n") == 1
    assert "  C1.1  Écrire un plan\n    CR1  Le plan est écrit\n" in page
    for words in ("C1.1", "sous-competence C1.1", "sous_competence 1.1"):
        assert show(words, "--referentiel", file)[1].startswith("C1.1  Écrire un plan\n")
    assert "2 compétences, 2 sous-compétences, 5 critères" in show("", "--referentiel", file)[1]


def test_a_grid_puts_each_group_under_its_heading_and_its_competence() -> None:
    referentiel = compile_document(parse(FILE.encode(), "essai.yaml")).referentiel
    assert referentiel is not None
    groups = pages(referentiel)[0].groups
    assert [(group.above, group.code, group.kind) for group in groups] == [
        (("Préparer la vente", "C1"), "C1.1", "sous_competence"),
        (("Préparer la vente", "C1"), "C1.2", "sous_competence"),
        (("Préparer la vente",), "C2", "competence"),
    ]


def test_the_title_of_a_group_says_what_it_stands_under() -> None:
    referentiel = compile_document(parse(FILE.encode(), "essai.yaml")).referentiel
    assert referentiel is not None
    titles = [group_title(group, i) for i, group in enumerate(pages(referentiel)[0].groups)]
    assert titles[0] == "A · Préparer la vente · C1 · C1.1 — Écrire un plan"
    assert titles[2] == "C · Préparer la vente · C2 — Conduire un entretien de vente afin de conclure"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("groupe: Préparer la vente\n    sous", "groupe: Vendre\n    sous", [("modifie", "editorial")]),
        ("Écrire un plan", "Rédiger un plan", [("modifie", "editorial")]),
        ("{parmi: criteres, plus_de: 50 %}", "{tous: criteres}", [("modifie", "evaluatif")]),
        ("code: C1.2", "code: C1.3", [("renomme", "evaluatif")]),
    ],
)
def test_diff_says_what_a_change_of_them_does(before: str, after: str, told: list[tuple[str, str]]) -> None:
    assert before in FILE
    old, new = (
        compile_document(parse(text.encode(), "essai.yaml")).referentiel
        for text in (FILE, FILE.replace(before, after, 1))
    )
    assert old is not None
    assert new is not None
    assert [(each.sorte.value, each.classe.value) for each in compare(old, new).differences] == told


def test_an_epreuve_may_assess_one_of_them() -> None:
    assessed = FILE + "  epreuves:\n  - {code: E1, intitule: Oral, evalue: [C1.1, CR4, C2]}\n"
    assert pointers(assessed) == []
    found = compile_document(parse(assessed.encode(), "essai.yaml")).tree
    assert found is not None
    assert found.below("critere", "E1") == ("CR1", "CR2", "CR3", "CR4", "CR5")
    assert pointers(assessed.replace("CR4, C2", "C2")) == [("R321", "CR4")]
