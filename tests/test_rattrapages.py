"""`certeval rattrapages`: what could save a candidate who is lost, against trying every set."""

import json
from collections.abc import Mapping
from functools import cache
from itertools import combinations, product
from math import comb
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certeval.engine import again, resits
from certeval.engine.again import Dependency
from certeval.engine.trial import RESERVE
from certeval.referentiel.load import Referentiel, compile_document, load
from certeval.rules.derivation import State
from certeval.rules.outcome import BLOQUE, FAUX, NON_SAISIE, VRAI, Value
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


Attempts = dict[str, list[Value]]
Made = st.SearchStrategy[list[str]]


@cache
def compile_text(text: str) -> Referentiel:
    loaded = compile_document(parse(text.encode(), "essai.yaml"))
    assert loaded.referentiel is not None, loaded.diagnostics
    return loaded.referentiel


def values(referentiel: Referentiel, typed: dict[str, str]) -> dict[str, Value]:
    return {code: referentiel.entries[code].read(text).value for code, text in typed.items()}


def by_trying(
    referentiel: Referentiel,
    attempts: dict[str, list[Value]],
    niveau: again.Niveau,
    scale: list[str],
) -> list[tuple[str, ...]]:
    """Every minimal set that some completion wins, by trying every set of units and every completion."""
    entries = referentiel.entries
    units = again.units(referentiel, niveau)
    marks = [entries[next(iter(entries))].read(text).value for text in scale]
    won: dict[tuple[Value, ...], bool] = {}

    def values_of(code: str, *, again: bool) -> set[Value]:
        made = attempts.get(code, [])
        options = [marks if value.may & NON_SAISIE else [value] for value in made]
        filled = [list(each) for each in product(*options)]
        if entries[code].attempts is None:
            return set(marks) if again or not made else {each[-1] for each in filled}
        after = [[*each, mark] for each in filled for mark in marks] if again or not made else filled
        return {entries[code].of_attempts(each) for each in after}

    def wins(cells: tuple[Value, ...]) -> bool:
        if cells not in won:
            state = referentiel.program.evaluate(dict(zip(entries, cells, strict=True)))
            won[cells] = state.verdicts[CERTIFICATION].outcome == VRAI
        return won[cells]

    saving: list[frozenset[str]] = []
    for size in range(len(units) + 1):
        for chosen in combinations(units, size):
            codes = frozenset(unit.code for unit in chosen)
            if any(smaller <= codes for smaller in saving):
                continue
            back = {cell for unit in chosen for cell in unit.cells}
            if any(map(wins, product(*(values_of(code, again=code in back) for code in entries)))):
                saving.append(codes)
    return sorted(tuple(sorted(codes)) for codes in saving if codes)


def attempt_values(attempts: dict[str, list[Value]], referentiel: Referentiel) -> dict[str, Value]:
    return {code: referentiel.entries[code].of_attempts(made) for code, made in attempts.items()}


def is_lost(referentiel: Referentiel, cells: dict[str, Value]) -> bool:
    state = referentiel.program.evaluate(cells)
    return not state.verdicts[CERTIFICATION].outcome & ~(FAUX | BLOQUE)


def agrees(
    referentiel: Referentiel, attempts: dict[str, list[Value]], niveau: again.Niveau, scale: list[str]
) -> None:
    """The sets found for a lost candidate are those that trying everything gives."""
    cells = attempt_values(attempts, referentiel)
    found = resits.minimal_sets(referentiel, cells, niveau, attempts)
    assert is_lost(referentiel, cells)
    expected = by_trying(referentiel, attempts, niveau, scale)
    assert sorted(tuple(sorted(codes)) for codes in found.sets) == expected
    assert (found.more, found.recherche) == (0, "complete")


def of_one_attempt(referentiel: Referentiel, typed: list[str]) -> dict[str, list[Value]]:
    """A cell for each element, in their order."""
    entries = zip(referentiel.entries.values(), typed, strict=True)
    return {entry.code: [entry.read(text).value] for entry, text in entries}


def loses(text: str, typed: list[str]) -> bool:
    referentiel = compile_text(text)
    return is_lost(referentiel, attempt_values(of_one_attempt(referentiel, typed), referentiel))


@given(
    st.lists(st.sampled_from(["oui", "non", "NE", "DISP", "NEUT"]), min_size=7, max_size=7).filter(
        lambda cells: loses(TREE, cells)
    )
)
@settings(max_examples=60)
def test_the_sets_found_are_the_minimal_ones(cells: list[str]) -> None:
    referentiel = compile_text(TREE)
    attempts = of_one_attempt(referentiel, cells)

    for niveau in again.NIVEAUX:
        agrees(referentiel, attempts, niveau, ["oui", "non"])


CAPPED = """\
format: 1
certification: {{code: plafonds, version: 1.0.0}}
saisie: {{epreuve: {{echelle: {{note: {{sur: 4, pas: 1}}}}, statuts: {{ABS: {{valeur: 0}}, FRAUDE: bloque}}}}}}
mesures:
  M: {{moyenne: {{A: 3, B: 2, C: 1}}}}
validation:
  certification: {rule}
epreuves:
- {{code: A, intitule: Une, tentatives: {a}}}
- {{code: B, intitule: Deux, tentatives: {b}}}
- {{code: C, intitule: Trois{c}}}
"""
ATTEMPTS = (
    "{retenir: meilleure, plafond: 2}",
    "{retenir: derniere}",
    "{retenir: derniere, plafond: 3}",
    "{retenir: premiere}",
    "{retenir: derniere, conserver_si: {au_moins: 3}}",
    "{retenir: meilleure, plafond: 2, conserver_si: {au_moins: 3}}",
)
RULES = (
    "{mesure: M, au_moins: 2}",
    "{mesure: M, plus_de: 5/2}",
    "{et: [{mesure: M, au_moins: 2}, {aucun: epreuves, dont: {moins_de: 2}}]}",
    "{tous: epreuves, dont: {au_moins: 3}}",
    "{parmi: epreuves, dont: {au_moins: 3}, au_moins: 2}",
    "{et: [{mesure: A, au_moins: 3}, {ou: [{mesure: A, au_plus: 1}, {mesure: B, au_moins: 2}]}]}",
    "{et: [{mesure: A, au_moins: 1, au_plus: 2}, {mesure: M, au_moins: 2, moins_de: 3}]}",
    "{si: {mesure: A, au_moins: 3}, alors: {mesure: B, au_plus: 1}, sinon: {mesure: B, au_moins: 3}}",
    "{moyenne: epreuves, meilleures: 2, au_moins: 3}",
    "{arrondi: M, pas: 1, sens: haut, au_moins: 3}",
    "{et: [{mesure: A, au_moins: 3}, {non: {mesure: B, plus_de: 1}}]}",
    "{non: {et: [{mesure: A, au_moins: 2}, {mesure: B, au_moins: 3}]}}",
    "{non: {et: [{mesure: A, au_moins: 2}, {ou: [{mesure: B, au_moins: 3}, {mesure: C, au_moins: 3}]}]}}",
)
KEPT_AT = st.sampled_from(ATTEMPTS)
MADE = st.lists(
    st.sampled_from(["0", "1", "2", "3", "4", "ABS", "NE", "DISP", "NEUT", "FRAUDE"]), min_size=1, max_size=2
)


@st.composite
def losers(draw: st.DrawFn, texts: st.SearchStrategy[str], made: Made) -> tuple[Referentiel, Attempts]:
    """A référentiel of three elements and what a candidate whom it does not certify has made at each."""
    referentiel = compile_text(draw(texts))
    return referentiel, draw(
        st.tuples(made, made, made)
        .map(lambda each: of_attempts(referentiel, each))
        .filter(lambda attempts: is_lost(referentiel, attempt_values(attempts, referentiel)))
    )


def of_attempts(referentiel: Referentiel, made: tuple[list[str], ...]) -> Attempts:
    entries = zip(referentiel.entries.values(), made, strict=True)
    return {entry.code: [entry.read(text).value for text in texts] for entry, texts in entries}


@given(
    losers(st.builds(CAPPED.format, rule=st.sampled_from(RULES), a=KEPT_AT, b=KEPT_AT, c=st.just("")), MADE)
)
@settings(max_examples=100)
def test_what_is_proposed_can_be_won_by_one_attempt_more_and_nothing_smaller_can(
    loser: tuple[Referentiel, Attempts],
) -> None:
    referentiel, attempts = loser

    agrees(referentiel, attempts, "epreuve", ["0", "1", "2", "3", "4"])


LEVELS = """\
format: 1
certification: {{code: niveaux, version: 1.0.0}}
saisie: {{competence: {{echelle: {{niveaux: [NA, EA, A]}}, tentatives: {attempts}}}}}
validation:
  competence: {{au_moins: EA}}
  certification: {rule}
blocs:
- code: B1
  intitule: Un bloc
  competences: [{{code: C1, libelle: a}}, {{code: C2, libelle: b}}, {{code: C3, libelle: c}}]
"""
OF_LEVELS = (
    "{tous: competences}",
    "{et: [{aucun: competences, dont: {au_plus: NA}}, {parmi: competences, dont: {au_moins: A}, au_moins: 2}]}",
    "{et: [{mesure: C1, au_moins: EA, au_plus: EA}, {ou: [C2, {non: C3}]}]}",
)
KEPT = (
    "{retenir: derniere}",
    "{retenir: meilleure, conserver_si: {au_moins: EA}}",
    "{retenir: derniere, conserver_si: {au_moins: A}}",
    "{retenir: premiere}",
)
OF_A_LEVEL = st.lists(st.sampled_from(["NA", "EA", "A", "NE", "DISP", "NEUT"]), min_size=1, max_size=2)


@pytest.mark.parametrize(
    ("rule", "made", "expected"),
    [
        (RULES[7], (["FRAUDE"], ["NEUT"], ["0"]), [("A", "B")]),
        (
            "{et: [{mesure: A, au_moins: 3}, {ou: [{mesure: B, au_moins: 3}, {mesure: C, au_moins: 3}]}]}",
            (["0"], ["NEUT"], ["0"]),
            [("A", "B"), ("A", "C")],
        ),
        ("{et: [{mesure: A, au_moins: 3}, {mesure: B, au_moins: 3}]}", (["0"], ["NEUT"], ["0"]), [("A",)]),
    ],
)
def test_nobody_is_certified_by_what_is_excluded_alone(
    rule: str, made: tuple[list[str], ...], expected: list[tuple[str, ...]]
) -> None:
    referentiel = compile_text(CAPPED.format(rule=rule, a=ATTEMPTS[1], b=ATTEMPTS[1], c=""))
    attempts = of_attempts(referentiel, made)

    found = resits.minimal_sets(referentiel, attempt_values(attempts, referentiel), "epreuve", attempts)
    assert sorted(found.sets) == expected
    agrees(referentiel, attempts, "epreuve", ["0", "1", "2", "3", "4"])


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("{non: {et: [{mesure: A, au_moins: 2}, {mesure: B, au_moins: 3}]}}", [("A",)]),
        ("{et: [{mesure: C, au_moins: 2}, {non: {et: [A, {mesure: B, au_moins: 3}]}}]}", [("A", "C")]),
        ("{ou: [{mesure: A, au_moins: 2}, {mesure: B, au_moins: 3}]}", [("A",), ("B",)]),
    ],
)
def test_what_is_blocked_is_presented_again_whatever_else_makes_a_rule_false(
    rule: str, expected: list[tuple[str, ...]]
) -> None:
    text = CAPPED.replace("validation:\n", "validation:\n  epreuve: {{au_moins: 2}}\n")
    referentiel = compile_text(text.format(rule=rule, a=ATTEMPTS[1], b=ATTEMPTS[1], c=""))
    attempts = of_attempts(referentiel, (["FRAUDE"], ["0"], ["0"]))

    found = resits.minimal_sets(referentiel, attempt_values(attempts, referentiel), "epreuve", attempts)
    assert sorted(found.sets) == expected
    agrees(referentiel, attempts, "epreuve", ["0", "1", "2", "3", "4"])


@given(
    losers(
        st.builds(LEVELS.format, rule=st.sampled_from(OF_LEVELS), attempts=st.sampled_from(KEPT)), OF_A_LEVEL
    )
)
@settings(max_examples=80)
def test_levels_that_are_kept_are_not_won_again(loser: tuple[Referentiel, Attempts]) -> None:
    referentiel, attempts = loser

    agrees(referentiel, attempts, "competence", ["NA", "EA", "A"])


def test_a_part_that_is_excluded_wins_nothing_for_the_others() -> None:
    """C1 alone would leave « C2, or else not C3 » lost by C2: C3, excluded, is no part of it."""
    rule = "{et: [{mesure: C1, au_moins: EA, au_plus: EA}, {ou: [C2, {non: C3}]}]}"
    referentiel = compile_text(LEVELS.format(rule=rule, attempts="{retenir: derniere}"))
    cells = values(referentiel, {"C1": "NA", "C2": "NA", "C3": "NEUT"})

    assert resits.minimal_sets(referentiel, cells).sets == [("C1", "C2"), ("C1", "C3")]


@given(
    st.lists(st.sampled_from(["0", "5,99", "6", "9", "10", "20", "ABS"]), min_size=4, max_size=4).filter(
        lambda cells: loses(MARKS, cells)
    )
)
@settings(max_examples=60)
def test_means_and_floors_that_share_marks_are_searched(cells: list[str]) -> None:
    referentiel = compile_text(MARKS)

    agrees(referentiel, of_one_attempt(referentiel, cells), "epreuve", ["0", "6", "10", "20"])


@pytest.mark.parametrize(
    ("text", "cells"), [(TREE, ["oui"] * 6 + ["non"]), (TREE, ["NE"] * 7), (MARKS, ["10"] * 4)]
)
def test_who_is_not_lost_has_nothing_to_present_again(text: str, cells: list[str]) -> None:
    attempts = of_one_attempt(compile_text(text), cells)

    assert not loses(text, cells)
    assert resits.minimal_sets(
        compile_text(text), attempt_values(attempts, compile_text(text))
    ) == resits.Resits([], 0)


def test_one_point_below_the_floor_needs_that_epreuve_alone() -> None:
    referentiel = compile_text(MARKS)

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


def test_epreuves_are_presented_again_where_one_of_them_bears_a_mark() -> None:
    oral = "{code: E2, intitule: Oral, echelle: {note: {sur: 20}}, validation: {au_moins: 10}}"
    epreuves = f"  epreuves: [{{code: E1, intitule: Dossier}}, {oral}]\n"
    text = TREE.replace("faits:", f"{epreuves}faits:")
    assert again.usual_niveau(compile_text(TREE)) == "competence"
    assert again.usual_niveau(compile_text(text)) == "epreuve"


def test_an_epreuve_put_back_puts_back_all_it_assesses(certeval: Certeval) -> None:
    sheet = ROOT / "examples" / "scores.csv"
    done = certeval("rattrapages", sheet, "--niveau", "epreuve", "--candidat", "C005", "--json")

    assert json.loads(done.out)["candidats"][0]["ensembles"] == [["E1", "E2"]]


@pytest.mark.parametrize("typed", ["bloc", ""])
def test_an_unknown_level_is_refused_with_those_there_are(certeval: Certeval, typed: str) -> None:
    done = certeval("rattrapages", ROOT / "examples" / "scores.csv", "--niveau", typed)

    assert done.status == 2
    assert "critere, sous_competence, competence, epreuve" in done.err


def test_the_table_says_what_to_present_and_what_is_only_pending(certeval: Certeval) -> None:
    done = certeval("rattrapages", ROOT / "examples" / "scores.csv")

    lines = {line.split()[0]: line for line in done.out.splitlines() if line.startswith("C0")}
    assert lines["C007"].endswith("C2.3")
    assert "still pending CR1.1.6, CR2.3.4, CR3.2.9" in lines["C009"]
    assert lines["C010"].endswith("C1.1 + C1.2")


MEAN_UNDER_A_CEILING = """\
format: 1
certification: {code: plafond, version: 1.0.0}
saisie:
  epreuve: {echelle: {note: {sur: 20}}, tentatives: {retenir: meilleure, plafond: 10}}
validation:
  certification: {moyenne: {C1: 3, C2: 2}, au_moins: 10}
epreuves:
- {code: C1, intitule: Une}
- {code: C2, intitule: Deux}
"""


def first_candidate(
    certeval: Certeval, folder: Path, referentiel: str, sheet: str, *options: str
) -> dict[str, object]:
    """What the JSON says of the first candidate of a sheet."""
    (folder / "r.yaml").write_text(referentiel)
    (folder / "s.csv").write_text(sheet)
    done = certeval("rattrapages", folder / "s.csv", "--referentiel", folder / "r.yaml", "--json", *options)
    return dict(json.loads(done.out)["candidats"][0])


def test_what_the_rule_of_a_level_computes_is_told_as_a_number(certeval: Certeval, tmp_path: Path) -> None:
    """It was taken for the rank of a level: a traceback where there are fewer levels."""
    rules = """format: 1
certification: {code: notes, version: 1.0.0}
saisie: {epreuve: {echelle: {note: {sur: 20}}}}
validation: {epreuve: {au_moins: 10}, certification: {tous: [N, Y]}}
epreuves:
- {code: C, intitule: Une}
- {code: N, intitule: Deux, echelle: {niveaux: [NA, EA, A]}, validation: {moyenne: [C], au_moins: 12}}
- {code: Y, intitule: Trois, echelle: acquis, validation: {moyenne: [C], au_moins: 9}}
"""
    told = first_candidate(certeval, tmp_path, rules, "candidat;C;N;Y\nA;8;A;oui\n")
    assert told["insuffisants"] == [
        {"code": "N", "valeur": 8, "au_moins": "12"},
        {"code": "Y", "valeur": 8, "au_moins": "9"},
    ]
    done = certeval("rattrapages", tmp_path / "s.csv", "--referentiel", tmp_path / "r.yaml")
    assert "N 8, at least 12 required" in done.out
    assert "Y 8, at least 9 required" in done.out


def test_under_a_ceiling_one_resit_does_not_do_and_both_do(certeval: Certeval, tmp_path: Path) -> None:
    told = first_candidate(certeval, tmp_path, MEAN_UNDER_A_CEILING, "candidat;C1;C2\nA;8,5;8,25\n")

    assert told["ensembles"] == [["C1", "C2"]]


def test_a_mark_above_the_ceiling_is_never_lost_by_presenting_again(
    certeval: Certeval, tmp_path: Path
) -> None:
    told = first_candidate(certeval, tmp_path, MEAN_UNDER_A_CEILING, "candidat;C1;C2\nA;8,5;11\n")

    assert told["ensembles"] == [["C1"]]


def test_who_lacks_what_is_never_marked_again_is_not_searched_with_who_lacks_the_other(
    certeval: Certeval, tmp_path: Path
) -> None:
    """One critère of two is there for either, but the first attempt at K1 stays."""
    (tmp_path / "r.yaml").write_text(
        "format: 1\ncertification: {code: premiere, version: 1.0.0}\n"
        "validation: {competence: {tous: criteres}, bloc: {tous: competences}, certification: {tous: blocs}}\n"
        "blocs:\n- code: B1\n  intitule: Vendre\n  competences:\n  - code: C1\n    libelle: Accueillir\n    criteres:\n"
        "    - {code: K1, libelle: Sourire, tentatives: {retenir: premiere}}\n    - {code: K2, libelle: Saluer}\n",
        encoding="utf-8",
    )
    (tmp_path / "s.csv").write_text("candidat;K1;K2\nA;non;oui\nB;oui;non\nC;non;oui\n", encoding="utf-8")
    done = certeval("rattrapages", "s.csv", "--referentiel", "r.yaml", "--format", "csv")
    assert [line.split(";")[5] for line in done.out.splitlines()[1:]] == ["", "C1", ""]


def test_nothing_is_to_be_presented_again_where_nothing_is_entered(
    certeval: Certeval, tmp_path: Path
) -> None:
    """A certification lost by its rule alone ended in a traceback."""
    (tmp_path / "r.yaml").write_text(
        "format: 1\ncertification: {code: rien, version: 1.0.0}\n"
        "validation: {bloc: {moyenne: [2, 3], dont: {plus_de: 1}, au_plus: 2}, certification: {tous: blocs}}\n"
        "blocs: [{code: BC1, intitule: Présence}]\n",
        encoding="utf-8",
    )
    (tmp_path / "s.yaml").write_text("format: 1\ncandidats: [{candidat: C1, notes: {}}]\n", encoding="utf-8")
    done = certeval("rattrapages", "s.yaml", "--referentiel", "r.yaml", "--format", "csv")
    assert (done.status, done.out.splitlines()[1:]) == (0, ["C1;;;non_valide;;;;0;complete"])


@pytest.mark.parametrize(
    ("attempts", "marks", "expected"),
    [
        ("{retenir: premiere}", ["9"], []),
        ("{retenir: meilleure, plafond: 9}", ["8"], []),
        ("{retenir: meilleure, plafond: 10}", ["8", "9"], [["C1"]]),
        ("{retenir: derniere, conserver_si: {au_moins: 8}}", ["8,5"], []),
        ("{retenir: derniere, conserver_si: {au_moins: 9}}", ["8,5"], [["C1"]]),
    ],
)
def test_an_attempt_more_obeys_the_rule_of_attempts(
    certeval: Certeval, tmp_path: Path, attempts: str, marks: list[str], expected: list[list[str]]
) -> None:
    rules = f"""\
format: 1
certification: {{code: tentatives, version: 1.0.0}}
saisie: {{epreuve: {{echelle: {{note: {{sur: 20}}}}, tentatives: {attempts}}}}}
validation: {{certification: {{mesure: C1, au_moins: 10}}}}
epreuves: [{{code: C1, intitule: Une}}]
"""
    rows = "".join(f"A;{place};{mark}\n" for place, mark in enumerate(marks, 1))
    told = first_candidate(certeval, tmp_path, rules, f"candidat;tentative;C1\n{rows}")

    assert told["ensembles"] == expected
    assert told["recherche"] == "complete"


def of_marks(rule: str, codes: list[str]) -> Referentiel:
    listed = "".join(f"- {{code: {code}, intitule: Une}}\n" for code in codes)
    return compile_text(f"""\
format: 1
certification: {{code: notes, version: 1.0.0}}
saisie: {{epreuve: {{echelle: {{note: {{sur: 20}}}}}}}}
validation:
  certification: {rule}
epreuves:
{listed}""")


@pytest.fixture
def evaluations(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The cells read and the steps taken by each evaluation of a search."""
    spent: list[int] = []
    state = Dependency.state

    def count_state(dependency: Dependency, cells: Mapping[str, Value]) -> State:
        spent.append(dependency.cost)
        return state(dependency, cells)

    monkeypatch.setattr(Dependency, "state", count_state)
    return spent


WEIGHTS = ", ".join(f"E{i}: {1 if i < 20 else '0.0001'}" for i in range(25))


@pytest.mark.parametrize(
    ("rule", "marks", "smallest"),
    [
        (f"{{moyenne: {{{WEIGHTS}}}, au_moins: 1}}", ["0"] * 25, 2),
        (f"{{moyenne: {{{WEIGHTS}}}, au_moins: 10}}", ["0"] * 25, 11),
        ("{moyenne: epreuves, au_moins: 10}", ["20", *["9,2"] * 21], 1),
        ("{moyenne: epreuves, au_moins: 10}", ["20", *["9,2"] * 23], 1),
        ("{moyenne: epreuves, meilleures: 12, au_moins: 10}", ["0"] * 24, 6),
        (
            "{et: [{moyenne: epreuves, au_moins: 10}, {aucun: epreuves, dont: {moins_de: 6}}]}",
            ["5", *["9"] * 23],
            3,
        ),
        ("{moyenne: epreuves, dont: {au_moins: 4}, au_moins: 10}", ["5"] * 26, 9),
    ],
)
def test_the_work_of_a_search_is_bounded_and_something_is_found(
    evaluations: list[int], rule: str, marks: list[str], smallest: int
) -> None:
    codes = [f"E{i}" for i in range(len(marks))]
    referentiel = of_marks(rule, codes)

    found = resits.minimal_sets(referentiel, values(referentiel, dict(zip(codes, marks, strict=True))))

    assert sum(evaluations) <= resits.MOST_WORK + RESERVE + len(codes)
    assert min(map(len, found.sets)) == smallest


def test_a_search_that_was_stopped_says_so(certeval: Certeval, tmp_path: Path) -> None:
    codes = [f"E{i}" for i in range(24)]
    rules = "format: 1\ncertification: {code: notes, version: 1.0.0}\n"
    rules += "saisie: {epreuve: {echelle: {note: {sur: 20}}}}\n"
    rules += "validation: {certification: {moyenne: epreuves, meilleures: 12, au_moins: 10}}\nepreuves:\n"
    rules += "".join(f"- {{code: {code}, intitule: Une}}\n" for code in codes)
    told = first_candidate(certeval, tmp_path, rules, f"candidat;{';'.join(codes)}\nA{';0' * 24}\n")

    assert (told["recherche"], told["autres"]) == ("arretee", None)


NAMED = "candidat;nom;prenom;C1;C2\nA;Diallo;Awa;8,5;8,25\nB;Roy;Li;9,99;10\nC;;;4;9\n"
GENERALE = """\
format: 1
certification: {code: bilan, version: 1.0.0, intitule: Bilan}
saisie: {epreuve: {echelle: {note: {sur: 20}}, tentatives: {retenir: meilleure, plafond: 9}}}
mesures: {generale: {moyenne: [C1, C2]}}
validation: {certification: {mesure: generale, au_moins: 9}}
epreuves:
- {code: C1, intitule: Une}
- {code: C2, intitule: Deux}
"""


def test_the_table_names_people_and_says_marks_means_and_what_is_required(
    certeval: Certeval, tmp_path: Path
) -> None:
    (tmp_path / "r.yaml").write_text(GENERALE)
    (tmp_path / "s.csv").write_text(NAMED)
    done = certeval("rattrapages", tmp_path / "s.csv", "--referentiel", tmp_path / "r.yaml")

    lines = done.out.splitlines()
    assert lines[0] == "Bilan 1.0.0"
    assert " ".join(lines[2].split()) == "candidat name falls short to present again, one of these sets"
    by_candidate = {line.split()[0]: " ".join(line.split()[1:]) for line in lines[4:]}
    assert by_candidate == {
        "A": "Diallo Awa generale 8.375, at least 9 required C1 (8.5, 9 at least) + C2 (8.25, 9 at least)",
        "C": "generale 6.5, at least 9 required C1 (4, 9 at least)",
    }


def test_five_sets_and_five_shortfalls_are_shown_and_how_many_more_there_are(
    certeval: Certeval, tmp_path: Path
) -> None:
    rules = "format: 1\ncertification: {code: six, version: 1.0.0}\n"
    rules += "saisie: {epreuve: {echelle: {note: {sur: 20}}}}\n"
    rules += (
        "validation: {epreuve: {au_moins: 10}, certification: {parmi: epreuves, au_moins: 1}}\nepreuves:\n"
    )
    (tmp_path / "r.yaml").write_text(
        rules + "".join(f"- {{code: E{i}, intitule: Une}}\n" for i in range(1, 7))
    )
    sheet = "candidat;E1;E2;E3;E4;E5;E6\nA;9,99;ABS;0;0;0;0\nB;0;10;;;;\nC;0;1;2;3;4;5\nD;0;NEUT;2;3;4;5\n"
    (tmp_path / "s.csv").write_text(sheet)
    done = certeval("rattrapages", tmp_path / "s.csv", "--referentiel", tmp_path / "r.yaml")

    assert (
        done.out
        == """\
six 1.0.0

candidat   falls short                  to present again, one of these sets
───────────────────────────────────────────────────────────────────────────
A                                       not lost: still pending E2
C          E1 0, at least 10 required   E1 (0, 10 at least)
           E2 1, at least 10 required   E2 (1, 10 at least)
           E3 2, at least 10 required   E3 (2, 10 at least)
           E4 3, at least 10 required   E4 (3, 10 at least)
           E5 4, at least 10 required   E5 (4, 10 at least)
           and 1 more                   and 1 more
D          E1 0, at least 10 required   E1 (0, 10 at least)
           E3 2, at least 10 required   E2 (excluded, 10 at least)
           E4 3, at least 10 required   E3 (2, 10 at least)
           E5 4, at least 10 required   E4 (3, 10 at least)
           E6 5, at least 10 required   E5 (4, 10 at least)
                                        and 1 more
"""
    )


def test_where_nothing_can_be_won_what_stands_in_the_way_is_said(certeval: Certeval, tmp_path: Path) -> None:
    rules = GENERALE.replace("plafond: 9", "plafond: 8")
    told = first_candidate(certeval, tmp_path, rules, NAMED)
    done = certeval(
        "rattrapages", tmp_path / "s.csv", "--referentiel", tmp_path / "r.yaml", "--candidat", "C"
    )

    assert told["obstacles"] == [{"code": "generale", "au_mieux": "8.375", "au_moins": "9"}]
    assert "generale: 8.5 at best, at least 9 required" in done.out


def test_a_mark_that_may_be_any_is_not_told_beside_criteres_that_win(
    certeval: Certeval, tmp_path: Path
) -> None:
    """The mark counts elsewhere: « 0 at least » says nothing of what is to be presented again."""
    rules = """format: 1
certification: {code: a, version: 1.0.0}
saisie: {epreuve: {echelle: {note: {sur: 20}}}}
validation:
  competence: {tous: criteres}
  bloc: {ou: [{tous: competences}, {mesure: E1, plus_de: 15}]}
  certification: {et: [{tous: blocs}, C1]}
blocs:
- {code: BC1, intitule: Vendre, epreuves: [{code: E1, intitule: Une}], competences: [{code: C1, libelle: Vendre,
    criteres: [{code: K1, libelle: a}, {code: K2, libelle: b}]}]}
"""
    told = first_candidate(certeval, tmp_path, rules, "candidat;E1;K1;K2\nA;9;1;0\n")

    assert (told["ensembles"], told["notes_requises"]) == ([["E1"]], [{}])


@pytest.mark.parametrize(
    ("marks", "best"), [("16;17", "16.5"), ("15;15,5", "15.25"), ("8,5;8", 9), ("8,5;14,5", "11.75")]
)
def test_of_two_bounds_the_best_is_what_is_nearest_to_the_one_that_is_missed(
    certeval: Certeval, tmp_path: Path, marks: str, best: object
) -> None:
    """It was the most that could be reached, however far above what is asked."""
    rules = GENERALE.replace("au_moins: 9}", "au_moins: 12, au_plus: 15}")
    told = first_candidate(certeval, tmp_path, rules, f"candidat;C1;C2\nA;{marks}\n")

    assert [each["au_mieux"] for each in told["obstacles"]] == [best]


BRANCHES = (
    "{si: {mesure: C1, au_moins: 12}, alors: {mesure: C2, au_moins: 5}, sinon: {mesure: C3, au_moins: 9}}"
)
ONE_BELOW = "{parmi: epreuves, dont: {moins_de: 10}, au_moins: 1, au_plus: 1}"


@pytest.mark.parametrize(
    ("rule", "marks", "expected"),
    [
        ("{aucun: epreuves, dont: {moins_de: 8}}", "7,5;8;12", ["C1 7.5 au_moins 8"]),
        ("{aucun: epreuves, dont: {au_plus: 8}}", "12;8;8,5", ["C2 8 plus_de 8"]),
        ("{aucun: epreuves, dont: {moins_de: 8}}", "RET;8;12", ["C1 None au_moins 8"]),
        ("{aucun: epreuves, dont: {au_moins: 8, moins_de: 10}}", "9;10;12", []),
        (
            "{parmi: epreuves, dont: {moins_de: 10}, au_plus: 1}",
            "9;10;9,5",
            ["C1 9 au_moins 10", "C3 9.5 au_moins 10"],
        ),
        (ONE_BELOW, "9;9;10", ["C1 9 au_moins 10", "C2 9 au_moins 10"]),
        (ONE_BELOW, "10;11;12", ["C1 10 moins_de 10", "C2 11 moins_de 10", "C3 12 moins_de 10"]),
        ("{non: {mesure: C1, plus_de: 15}}", "16;0;0", ["C1 16 au_plus 15"]),
        ("{non: {non: {mesure: C1, au_moins: 15}}}", "14;0;0", ["C1 14 au_moins 15"]),
        (
            "{non: {aucun: epreuves, dont: {plus_de: 15}}}",
            "15;0;1",
            ["C1 15 plus_de 15", "C2 0 plus_de 15", "C3 1 plus_de 15"],
        ),
        (BRANCHES, "8;0;8", ["C3 8 au_moins 9"]),
        (BRANCHES, "RET;0;8", ["C1 None au_moins 12"]),
    ],
)
def test_what_falls_short_is_what_loses_whichever_way_it_is_asked(
    certeval: Certeval, tmp_path: Path, rule: str, marks: str, expected: list[str]
) -> None:
    rules = "format: 1\ncertification: {code: notes, version: 1.0.0}\nstatuts: {RET: bloque}\n"
    rules += "saisie: {epreuve: {echelle: {note: {sur: 20}}}}\n"
    rules += f"validation: {{certification: {rule}}}\nepreuves:\n"
    rules += "".join(f"- {{code: C{i}, intitule: Une}}\n" for i in (1, 2, 3))
    told = first_candidate(certeval, tmp_path, rules, f"candidat;C1;C2;C3\nA;{marks}\n")["insuffisants"]

    assert isinstance(told, list)
    assert [
        f"{code} {value} {end} {limit}"
        for (_, code), (_, value), (end, limit) in (each.items() for each in told)
    ] == expected


def test_the_csv_has_a_row_a_set_with_names_and_marks(certeval: Certeval, tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(MEAN_UNDER_A_CEILING.replace("plafond: 10", "plafond: 14"))
    (tmp_path / "s.csv").write_text(NAMED)
    done = certeval(
        "rattrapages", tmp_path / "s.csv", "--referentiel", tmp_path / "r.yaml", "--format", "csv"
    )

    assert done.out.splitlines() == [
        "candidat;nom;prenom;certification;rang;a_representer;notes_requises;autres;recherche",
        "A;Diallo;Awa;non_valide;1;C1;C1:11.17;0;complete",
        "A;Diallo;Awa;non_valide;2;C2;C2:12.25;0;complete",
        "B;Roy;Li;non_valide;1;C1;C1:10;0;complete",
        "B;Roy;Li;non_valide;2;C2;C2:10.02;0;complete",
        "C;;;non_valide;1;C1;C1:10.67;0;complete",
    ]


def test_the_mark_that_is_enough_is_told_beside_a_yes_that_lacks(certeval: Certeval, tmp_path: Path) -> None:
    rules = "format: 1\ncertification: {code: a, version: 1.0.0}\n"
    rules += "saisie: {epreuve: {echelle: {note: {sur: 20, pas: 0.25}}}}\n"
    rules += (
        "validation: {certification: {et: [{moyenne: {E1: 1, E2: 3}, au_moins: 10}, dossier]}}\nepreuves:\n"
    )
    rules += "- {code: E1, intitule: Une}\n- {code: E2, intitule: Deux}\n"
    rules += "- {code: dossier, intitule: Dossier, echelle: acquis}\n"
    told = first_candidate(certeval, tmp_path, rules, "candidat;E1;E2;dossier\nA;9;9;non\n")

    assert told["ensembles"] == [["E1", "dossier"], ["E2", "dossier"]]
    assert told["notes_requises"] == [{"E1": "13"}, {"E2": "10.5"}]


def test_the_mark_that_is_enough_is_told_of_an_epreuve_that_assesses_criteres_too(
    certeval: Certeval, tmp_path: Path
) -> None:
    """Presented again, they are as good as can be: what the mark takes is told, which nothing said."""
    (tmp_path / "r.yaml").write_text(
        """format: 1
certification: {code: a, version: 1.0.0}
saisie: {epreuve: {echelle: {note: {sur: 20}}}}
validation:
  epreuve: {au_moins: 10}
  competence: {parmi: criteres, plus_de: 50 %}
  bloc: {et: [{tous: competences}, {tous: epreuves}]}
  certification: {tous: blocs}
blocs:
- code: BC1
  intitule: Vendre
  competences:
  - {code: C1, libelle: Vendre, criteres: [{code: K1, libelle: a}, {code: K2, libelle: b}, {code: K3, libelle: c}]}
  epreuves: [{code: E1, intitule: Une}]
"""
    )
    (tmp_path / "s.csv").write_text("candidat;E1;K1;K2;K3\nA;9;1;1;0\nB;12;0;0;1\nC;9,99;0;0;0\n")
    done = certeval("rattrapages", tmp_path / "s.csv", "--referentiel", tmp_path / "r.yaml", "--json")

    told = {each["candidat"]: each for each in json.loads(done.out)["candidats"]}
    assert {
        code: (each["ensembles"], each["notes_requises"]) for code, each in told.items()
    } == dict.fromkeys("ABC", ([["E1"]], [{"E1": "10"}]))


def test_a_competence_of_which_everything_is_excluded_need_not_be_presented_again(certeval: Certeval) -> None:
    sheet = ROOT / "examples" / "scores.csv"
    done = certeval("rattrapages", sheet, "--candidat", "C014", "--json")

    assert json.loads(done.out)["candidats"][0]["ensembles"] == [["C2.2"]]


def test_the_certification_is_told_with_its_counts(certeval: Certeval, tmp_path: Path) -> None:
    """Also where it follows from few elements, which are then decided as one part with it."""
    (tmp_path / "a.yaml").write_text(
        "format: 1\ncertification: {code: a, version: 1.0.0}\nsaisie: {epreuve: {echelle: {note: {sur: 20}}}}\n"
        "validation: {epreuve: {au_moins: 10}, certification: {parmi: epreuves, au_moins: 2}}\n"
        "epreuves:\n- {code: E1, intitule: Une}\n- {code: E2, intitule: Deux}\n",
        encoding="utf-8",
    )
    (tmp_path / "n.csv").write_text("candidat;E1;E2\nC1;12;8\n", encoding="utf-8")

    done = certeval("rattrapages", tmp_path / "n.csv", "--referentiel", tmp_path / "a.yaml", "--json")

    counts = {"acquis": 1, "non_acquis": 1, "non_evalue": 0, "total": 2, "requis": 2}
    certification = json.loads(done.out)["candidats"][0]["certification"]
    assert certification == {"verdict": "non_valide", "origine": "calcul", **counts}


def test_a_mark_that_weighs_on_nothing_is_not_among_what_is_enough(
    tmp_path: Path, certeval: Certeval
) -> None:
    (tmp_path / "r.yaml").write_text(
        "format: 1\ncertification: {code: a, version: 1.0.0}\nsaisie: {epreuve: {echelle: {note: {sur: 20}}}}\n"
        "validation: {epreuve: {au_moins: 10}, competence: {tous: criteres}, bloc: {tous: competences},"
        " certification: {tous: blocs}}\n"
        "blocs:\n- code: B1\n  intitule: Un\n"
        "  competences: [{code: C1, libelle: c, criteres: [{code: K1, libelle: k}]}]\n"
        "  epreuves: [{code: E1, intitule: Une}]\n",
        encoding="utf-8",
    )
    (tmp_path / "s.csv").write_text("candidat;K1;E1\nA;0;8\n", encoding="utf-8")
    done = certeval("rattrapages", tmp_path / "s.csv", "--referentiel", tmp_path / "r.yaml", "--json")
    told = json.loads(done.out)["candidats"][0]
    assert (done.status, told["ensembles"], told["notes_requises"]) == (0, [["E1"]], [{}])
