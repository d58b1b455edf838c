"""Points of levels and shares of a greatest, in the words of each command and both languages."""

import csv
import io
from pathlib import Path

import pytest

from certeval.cli.app import run
from certeval.referentiel.load import compile_document
from certeval.sources.yaml import parse
from certeval.versions.compare import compare

FILE = """\
format: 1
certification: {code: points, version: 1.0.0}
saisie:
  critere:
    echelle: {niveaux: [NA, EA, A, TB], points: [0, 1, 3, 5]}
    tentatives: {retenir: derniere, conserver_si: {au_moins: 80 %}}
  epreuve: {echelle: {note: {sur: 20}}}
mesures:
  generale: {moyenne: epreuves}
validation:
  critere: {au_moins: 50 %}
  competence: {moyenne: criteres, dont: {au_moins: EA}, au_moins: 70 %}
  bloc: {et: [{tous: competences}, {mesure: generale, au_moins: 60 %}]}
  certification: {tous: blocs}
blocs:
- code: BC1
  intitule: Négocier et vendre
  competences:
  - code: C1
    libelle: Préparer un entretien de vente afin d'obtenir un accord
    criteres:
    - {code: CR1, libelle: Le plan est écrit}
    - {code: CR2, libelle: Les objections sont prévues}
epreuves:
- {code: E1, intitule: Oral}
- {code: E2, intitule: Écrit}
"""
SHEET = "candidat;CR1;CR2;E1;E2\nA;TB;A;12;12\nB;TB;EA;12;11,9\nC;TB;;12;13\nD;TB;DISP;12;DISP\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("points.yaml").write_text(FILE, encoding="utf-8")
    Path("notes.csv").write_text(SHEET, encoding="utf-8")


def out(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str, *words: str
) -> str:
    monkeypatch.setenv("CERTEVAL_LANG", language)
    assert run([*words, "--referentiel", "points.yaml"]) == 0
    return capfd.readouterr().out


EXPLAINED = {
    "en": """\
B, points 1.0.0
C1 « Préparer un entretien de vente afin d'obtenir un accord »
C1: not validated — mean 3, at least 3.5 (70 % of 5) required
├── CR1: « TB » (notes.csv:3:3), 5 points, kept (at least 1 required)
└── CR2: « EA » (notes.csv:3:6), 1 point, kept (at least 1 required)
""",
    "fr": """\
B, points 1.0.0
C1 « Préparer un entretien de vente afin d'obtenir un accord »
C1 : non validé — moyenne 3, il faut au moins 3,5 (70 % de 5)
├── CR1 : « TB » (notes.csv:3:3), 5 points, retenu (il faut au moins 1)
└── CR2 : « EA » (notes.csv:3:6), 1 point, retenu (il faut au moins 1)
""",
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_reason_says_the_level_its_points_and_of_what_a_share_is(
    language: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = out(capfd, monkeypatch, language, "explain", "B", "C1", "--scores", "notes.csv")
    assert told.replace("\u00a0", " ") == EXPLAINED[language]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["CR2: no cell, not known yet: between « NA » and « TB », 0 to 5 points", "≥ 70 %"]),
        (
            "fr",
            ["CR2 : aucune cellule, entre « NA » et « TB » (pas encore connu), de 0 à 5 points", "≥ 70 %"],
        ),
    ],
)
def test_a_level_not_known_yet_has_the_points_of_any(
    language: str, said: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = out(capfd, monkeypatch, language, "explain", "C", "C1", "--scores", "notes.csv")
    assert said[0] in told.replace("\u00a0", " ")
    assert said[1] in out(capfd, monkeypatch, language, "show", "C1").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "scale", "bound"),
    [
        (
            "en",
            "a level, from the worst to the best, with its points: NA (0), EA (1), A (3), TB (5)",
            "at least « A » (50 % of 5 points) required",
        ),
        (
            "fr",
            "un niveau, du plus faible au meilleur, avec ses points : NA (0), EA (1), A (3), TB (5)",
            "il faut au moins « A » (points : 50 % de 5)",
        ),
    ],
)
def test_a_limit_in_points_is_said_as_the_level_that_it_is(
    language: str,
    scale: str,
    bound: str,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert scale in out(capfd, monkeypatch, language, "show", "CR1").replace("\u00a0", " ")
    told = out(capfd, monkeypatch, language, "explain", "B", "CR2", "--scores", "notes.csv")
    assert bound in told.replace("\u00a0", " ")


def test_large_sheets_are_decided_alike(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = out(capfd, monkeypatch, "en", "validate", "notes.csv", "--format", "csv")
    rows = {row["candidat"]: row for row in csv.DictReader(io.StringIO(told), delimiter=";")}
    assert {who: (row["C1"], row["C1 valeur"], row["BC1"]) for who, row in rows.items()} == {
        "A": ("valide", "4", "valide"),
        "B": ("non_valide", "3", "non_valide"),
        "C": ("en_attente", "3..5", "en_attente"),
        "D": ("valide", "5", "valide"),
    }


@pytest.mark.parametrize(("first", "kept"), [("A", False), ("TB", True)])
def test_an_attempt_is_kept_from_a_share_of_the_most_points(
    first: str, kept: bool, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = f"candidat;tentative;CR1;CR2;E1;E2\nA;1;{first};TB;12;12\nA;2;NA;TB;;\n"
    Path("notes.csv").write_text(sheet, encoding="utf-8")
    told = out(capfd, monkeypatch, "en", "validate", "notes.csv", "--format", "csv")
    row = next(csv.DictReader(io.StringIO(told), delimiter=";"))
    assert row["C1 valeur"] == "5"  # the mean of those that `dont` keeps
    told = out(capfd, monkeypatch, "en", "explain", "A", "CR1", "--scores", "notes.csv")
    assert ("CR1: validated" in told) == kept


@pytest.mark.parametrize(
    ("before", "after", "classe"),
    [
        ("points: [0, 1, 3, 5]", "points: [0, 2, 3, 5]", "evaluatif"),
        (", points: [0, 1, 3, 5]", ", points: [0, 1.0, 3, 5]", None),
        ("generale, au_moins: 60 %", "generale, au_moins: 55 %", "evaluatif"),
        ("generale, au_moins: 60 %", "generale, au_moins: 60.0 %", None),
    ],
)
def test_other_points_or_another_share_may_change_decisions(
    before: str, after: str, classe: str | None
) -> None:
    assert before in FILE
    old, new = (
        compile_document(parse(text.encode(), "points.yaml")).referentiel
        for text in (FILE, FILE.replace(before, after))
    )
    assert old is not None
    assert new is not None
    assert [each.classe.value for each in compare(old, new).differences] == ([classe] if classe else [])
