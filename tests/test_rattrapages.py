"""`certeval rattrapages`: what could save a candidate who is lost, against trying every set."""

import json
from itertools import combinations
from math import comb
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certeval.engine import resits
from certeval.referentiel.load import Referentiel, compile_document, load
from certeval.rules.outcome import VRAI, Value
from certeval.rules.program import CERTIFICATION
from certeval.sources.yaml import parse
from conftest import Certeval

ROOT = Path(__file__).parents[1]
SHIPPED = load(ROOT / "referentiels" / "developpement-commercial" / "1.0.0.yaml").referentiel

MARKS = """\
format: 1
certification: {code: notes, version: 1.0.0}
saisie: {epreuve: {echelle: {note: {sur: 20}}}}
validation:
  certification:
    et:
    - {moyenne: {A: 3, B: 2, C: 1}, au_moins: 10}
    - {aucun: epreuves, dont: {moins_de: 6}}
epreuves:
- {code: A, intitule: Une}
- {code: B, intitule: Deux}
- {code: C, intitule: Trois}
- {code: D, intitule: Hors moyenne}
"""
TREE = """\
format: 1
certification: {code: arbre, version: 1.0.0}
regles: {majeure: {ou: [C1, {et: [C2, C3]}]}}
validation:
  competence: {parmi: criteres, plus_de: 50 %}
  bloc: {et: [{parmi: competences, au_moins: 2}, majeure]}
  certification: {et: [{tous: blocs}, {non: F1}]}
blocs:
- code: BC1
  intitule: Un bloc
  competences:
  - {code: C1, libelle: Une, criteres: [{code: K1, libelle: a}, {code: K2, libelle: b}, {code: K3, libelle: c}]}
  - {code: C2, libelle: Deux, criteres: [{code: K4, libelle: a}, {code: K5, libelle: b}]}
  - {code: C3, libelle: Trois, criteres: [{code: K6, libelle: a}]}
faits: [{code: F1, libelle: Une fraude}]
"""


def compiled(text: str) -> Referentiel:
    loaded = compile_document(parse(text.encode(), "essai.yaml"))
    assert loaded.referentiel is not None, loaded.diagnostics
    return loaded.referentiel


def values(referentiel: Referentiel, typed: dict[str, str]) -> dict[str, Value]:
    found = {code: referentiel.entries[code].read(text) for code, text in typed.items()}
    assert None not in found.values()
    return {code: value for code, value in found.items() if value is not None}


def by_trying(
    referentiel: Referentiel, cells: dict[str, Value], niveau: resits.Niveau
) -> list[tuple[str, ...]]:
    """Every minimal set, by trying every set of units."""
    units = resits.units(referentiel, niveau)
    saving: list[frozenset[str]] = []
    for size in range(len(units) + 1):
        for chosen in combinations(units, size):
            codes = frozenset(unit.code for unit in chosen)
            if any(smaller <= codes for smaller in saving):
                continue
            back = {c: referentiel.entries[c].unknown for unit in chosen for c in unit.cells}
            state = referentiel.program.evaluate({**cells, **back})
            if state.verdicts[CERTIFICATION].outcome & VRAI:
                saving.append(codes)
    return sorted(tuple(sorted(codes)) for codes in saving if codes)


@given(st.lists(st.sampled_from(["oui", "non", "NE", "DISP", "NEUT"]), min_size=7, max_size=7))
@settings(max_examples=150, deadline=None)
def test_the_sets_found_are_the_minimal_ones(cells: list[str]) -> None:
    referentiel = compiled(TREE)
    entered = values(referentiel, dict(zip(referentiel.entries, cells, strict=True)))

    for niveau in resits.NIVEAUX:
        found = resits.minimal_sets(referentiel, entered, niveau)
        assert sorted(tuple(sorted(codes)) for codes in found.sets) == by_trying(referentiel, entered, niveau)
        assert found.more == 0


@given(st.lists(st.sampled_from(["0", "5,99", "6", "9", "10", "20", "ABS"]), min_size=4, max_size=4))
@settings(max_examples=100, deadline=None)
def test_means_and_floors_that_share_marks_are_searched(cells: list[str]) -> None:
    referentiel = compiled(MARKS)
    entered = values(referentiel, dict(zip("ABCD", cells, strict=True)))

    found = resits.minimal_sets(referentiel, entered)

    assert sorted(tuple(sorted(codes)) for codes in found.sets) == by_trying(referentiel, entered, "epreuve")


def test_one_point_below_the_floor_needs_that_epreuve_alone() -> None:
    referentiel = compiled(MARKS)

    found = resits.minimal_sets(
        referentiel, values(referentiel, {"A": "14", "B": "14", "C": "5,99", "D": "8"})
    )

    assert found == resits.Resits([("C",)], 0)


def test_a_candidate_at_zero_has_billions_of_sets_counted_and_fifty_made() -> None:
    assert SHIPPED is not None
    cells = values(SHIPPED, dict.fromkeys(SHIPPED.entries, "non"))

    found = resits.minimal_sets(SHIPPED, cells, "critere")

    sizes = [(6, 4), (5, 3), (6, 4), (5, 3), (6, 4), (4, 3), (5, 3), (9, 5)]
    total = 1
    for criteres, needed in sizes:
        total *= comb(criteres, needed)
    assert (len(found.sets), found.more) == (50, total - 50)
    assert {len(codes) for codes in found.sets} == {sum(needed for _, needed in sizes)}
    assert len(set(found.sets)) == 50


def test_competences_are_what_is_presented_again_where_nothing_bears_a_mark(certeval: Certeval) -> None:
    done = certeval("rattrapages", ROOT / "examples" / "scores.csv", "--json")

    document = json.loads(done.out)
    sets = {c["candidat"]: c["ensembles"] for c in document["candidats"]}
    assert document["niveau"] == "competence"
    assert sets["C005"] == [["C1.1", "C1.3", "C2.2", "C2.3"]]
    assert sets["C007"] == [["C2.3"]]
    assert sets["C009"] == []
    assert "C001" not in sets


def test_an_epreuve_put_back_puts_back_all_it_assesses(certeval: Certeval) -> None:
    sheet = ROOT / "examples" / "scores.csv"
    done = certeval("rattrapages", sheet, "--niveau", "epreuve", "--candidat", "C005", "--json")

    assert json.loads(done.out)["candidats"][0]["ensembles"] == [["E1", "E2"]]


@pytest.mark.parametrize("typed", ["bloc", ""])
def test_an_unknown_level_is_refused_with_those_there_are(certeval: Certeval, typed: str) -> None:
    done = certeval("rattrapages", ROOT / "examples" / "scores.csv", "--niveau", typed)

    assert done.status == 2
    assert "critere, competence, epreuve" in done.err


def test_the_table_says_what_to_present_and_what_is_only_pending(certeval: Certeval) -> None:
    done = certeval("rattrapages", ROOT / "examples" / "scores.csv")

    lines = {line.split()[0]: line for line in done.out.splitlines() if line.startswith("C0")}
    assert lines["C007"].endswith("C2.3")
    assert "still pending CR1.1.6, CR2.3.4, CR3.2.9" in lines["C009"]
    assert lines["C010"].endswith("C1.1 + C1.2")
