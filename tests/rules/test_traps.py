"""The traps of the rule language, one after the other, and each bound below, at and above its limit."""

from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from candidates import codes, compile_text, evaluate, referentiel, value_of, verdict_of, verdicts

from certeval.rules.outcome import NOTHING, Value

SHIPPED = (Path(__file__).parents[2] / "referentiels" / "developpement-commercial" / "1.0.0.yaml").read_text(
    "utf-8"
)
CRITERIA = {"C1.1": 6, "C1.2": 5, "C1.3": 6, "C2.1": 5, "C2.2": 6, "C2.3": 4, "C3.1": 5, "C3.2": 9}

MARKS = """
format: 1
certification: {code: essai, version: 1.0.0}
saisie:
  epreuve: {echelle: {note: {sur: 20}}}
  competence: {echelle: {niveaux: [NA, EA, A]}}
validation:
  competence: {au_moins: A}
  epreuve: {au_moins: 10}
  bloc: {parmi: competences, au_moins: 50 %}
  certification: RULE
blocs:
- code: B1
  intitule: Un bloc
  competences:
  - {code: C1, libelle: Une compétence}
  - {code: C10, libelle: Une autre}
epreuves:
- {code: E, intitule: Une épreuve}
- {code: ORAL, intitule: Un oral}
"""


def marks(rule: str) -> str:
    return MARKS.replace("RULE", rule)


@pytest.mark.parametrize(
    ("bound", "below", "at", "above"),
    [
        ("au_moins: 10", "non_valide", "valide", "valide"),
        ("plus_de: 10", "non_valide", "non_valide", "valide"),
        ("au_plus: 10", "valide", "valide", "non_valide"),
        ("moins_de: 10", "valide", "non_valide", "non_valide"),
        ("au_moins: 50 %", "non_valide", "valide", "valide"),
        ("moins_de: 50 %", "valide", "non_valide", "non_valide"),
        ("au_moins: 10, moins_de: 12", "non_valide", "valide", "valide"),
        ("plus_de: 8, au_plus: 10", "valide", "valide", "non_valide"),
        ("au_moins: 9.995", "non_valide", "valide", "valide"),
        ("plus_de: 9.5, au_plus: 10.005", "valide", "valide", "non_valide"),
        ("plus_de: 9.99, moins_de: 10.01", "non_valide", "valide", "non_valide"),
    ],
)
def test_a_mark_below_at_and_above_a_bound(bound: str, below: str, at: str, above: str) -> None:
    text = marks(f"{{mesure: E, {bound}}}")
    assert [verdict_of(text, {"E": mark}) for mark in ("9,99", "10", "10,01")] == [below, at, above]


@pytest.mark.parametrize(
    ("bound", "na", "ea", "a"),
    [
        ("au_moins: EA", "non_valide", "valide", "valide"),
        ("plus_de: EA", "non_valide", "non_valide", "valide"),
        ("au_plus: EA", "valide", "valide", "non_valide"),
        ("moins_de: EA", "valide", "non_valide", "non_valide"),
        ("plus_de: NA, moins_de: A", "non_valide", "valide", "non_valide"),
    ],
)
def test_a_level_below_at_and_above_a_bound(bound: str, na: str, ea: str, a: str) -> None:
    text = marks(f"{{mesure: C1, {bound}}}")
    assert [verdict_of(text, {"C1": level}) for level in ("NA", "EA", "A")] == [na, ea, a]


@pytest.mark.parametrize(
    ("bound", "met"),
    [
        ("au_moins: 2", {2, 3, 4}),
        ("plus_de: 2", {3, 4}),
        ("au_plus: 2", {0, 1, 2}),
        ("moins_de: 2", {0, 1}),
        ("au_moins: 50 %", {2, 3, 4}),
        ("plus_de: 50 %", {3, 4}),
        ("au_plus: 50 %", {0, 1, 2}),
        ("moins_de: 50 %", {0, 1}),
        ("au_moins: 2/3", {3, 4}),
        ("au_moins: 51 %", {3, 4}),
        ("au_moins: 100 %", {4}),
        ("au_moins: 1, au_plus: 3", {1, 2, 3}),
        ("au_moins: 1, moins_de: 100 %", {1, 2, 3}),
        ("plus_de: 1/4, moins_de: 3", {2}),
        ("au_moins: 3, au_plus: 80 %", {3}),
    ],
)
def test_a_count_of_four_below_at_and_above_a_bound(bound: str, met: set[int]) -> None:
    text = f"""
format: 1
certification: {{code: essai, version: 1.0.0}}
validation: {{certification: {{parmi: faits, {bound}}}}}
faits: [{", ".join(f"{{code: F{i}, libelle: Fait}}" for i in range(4))}]
"""
    rules = referentiel(text)
    for count in range(5):
        cells: dict[str, Any] = {f"F{i}": "oui" if i < count else "non" for i in range(4)}
        outcome = evaluate(rules, cells).verdicts["certification"].outcome
        assert outcome == (1 if count in met else 2), count


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("{mesure: E, au_moins: 10, plus_de: 10}", ["V114"]),
        ("{mesure: E, au_moins: 12, moins_de: 12}", ["V115"]),
        ("{mesure: E, plus_de: 12, au_plus: 10}", ["V115"]),
        ("{parmi: [C1, C10], au_moins: 2, au_plus: 1}", ["V115"]),
        ("{parmi: [C1, C10], au_moins: 2/3, au_plus: 1/3}", ["V115"]),
        ("{mesure: E, plus_de: }", ["R103"]),
        ("{somme: epreuves, au_moins: 50 %}", ["V111"]),
        ("{mesure: E}", ["V112"]),
        ("{mesure: E, au_moins: 21}", ["V201"]),
        ("{mesure: E, au_moins: 20}", []),
        ("{mesure: E, au_moins: 0}", ["V202"]),
        ("{et: [{mesure: m, au_moins: 1}, E]}", ["V101"]),
        ("{parmi: [C1, C1], au_moins: 1}", ["V104"]),
    ],
)
def test_bounds_that_say_nothing_are_findings(rule: str, found: list[str]) -> None:
    assert codes(marks(rule)) == found


def test_a_bound_out_of_reach_is_found_inside_a_measure_too() -> None:
    text = marks("{mesure: m, au_moins: 10}").replace(
        "validation:", "mesures: {m: {si: {mesure: E, au_moins: 30}, alors: E, sinon: ORAL}}\nvalidation:", 1
    )
    assert codes(text) == ["V201"]


@pytest.mark.parametrize(("competence", "criteria"), CRITERIA.items())
def test_1_more_than_half_and_at_least_half_differ_exactly_at_the_tie(competence: str, criteria: int) -> None:
    """« Plus de 50 % » takes 4, 3, 4, 3, 4, 3, 3 and 5 of the criteria of the eight compétences."""
    rules = referentiel(SHIPPED)
    below = rules.tree.below("critere", competence)
    assert len(below) == criteria
    needed = criteria // 2 + 1
    found = {}
    for met in (needed - 1, needed, needed + 1):
        cells: dict[str, Any] = {code: "oui" if i < met else "non" for i, code in enumerate(below)}
        found[met] = evaluate(rules, cells).verdicts[competence].outcome
    assert found == {needed - 1: 2, needed: 1, needed + 1: 1}
    tied = referentiel(SHIPPED.replace("plus_de: 50 %", "au_moins: 50 %"))
    half: dict[str, Any] = {code: "oui" if i < criteria // 2 else "non" for i, code in enumerate(below)}
    assert evaluate(tied, half).verdicts[competence].outcome == (1 if criteria % 2 == 0 else 2)


def test_2_not_acquired_is_not_the_complement_of_acquired_on_three_levels() -> None:
    text = marks("{et: [B1, {aucun: [C1], dont: {au_plus: NA}}]}")
    assert verdict_of(text, {"C1": "EA", "C10": "A"}) == "valide"
    assert verdicts(text, {"C1": "EA", "C10": "A"})["C1"] == "non_valide"
    assert verdict_of(text, {"C1": "NA", "C10": "A"}) == "non_valide"
    assert verdict_of(text, {"C1": "NE", "C10": "A"}) == "en_attente"


@pytest.mark.parametrize(
    "rule", ["{tous: faits}", "{aucun: criteres}", "{moyenne: criteres de B1, au_moins: 1}"]
)
def test_3_all_of_none_is_an_error_and_never_true(rule: str) -> None:
    found = compile_text(marks(rule))
    assert [d.code for d in found.diagnostics] == ["V103"]
    assert found.referentiel is None


@pytest.mark.parametrize(
    ("mean", "step", "way", "limit", "expected"),
    [
        ("45.1", "5", "haut", "50", "valide"),
        ("45", "5", "haut", "50", "non_valide"),
        ("3.95", "0.1", "proche", "4", "valide"),
        ("3.94", "0.1", "proche", "4", "non_valide"),
        ("4.25", "0.5", "proche", "4.5", "valide"),
        ("4.24", "0.5", "proche", "4.5", "non_valide"),
        ("2.5", "1", "proche", "3", "valide"),
    ],
)
def test_4_what_is_rounded_is_exact(mean: str, step: str, way: str, limit: str, expected: str) -> None:
    text = marks(f"{{arrondi: {{moyenne: [N, N2]}}, pas: {step}, sens: {way}, au_moins: {limit}}}")
    text += "- {code: N, intitule: Une note, echelle: {note: {sur: 100}}}\n"
    text += "- {code: N2, intitule: Une note, echelle: {note: {sur: 100}}}\n"
    low, high = str(Fraction(mean) - 1), str(Fraction(mean) + 1)
    cells = {"N": f"{float(Fraction(low)):.2f}", "N2": f"{float(Fraction(high)):.2f}"}
    assert verdict_of(text, cells) == expected


WEIGHTED = """
format: 1
certification: {code: ponderee, version: 1.0.0}
saisie: {epreuve: {echelle: {note: {sur: 20}}}}
validation: {certification: {moyenne: {A: 0.3, B: 0.2, C: 0.15, D: 0.25, E: 0.1}, au_moins: 10}}
epreuves: [LIST]
""".replace("LIST", ", ".join(f"{{code: {code}, intitule: Une épreuve}}" for code in "ABCDE"))
WEIGHTS = {"A": "0.3", "B": "0.2", "C": "0.15", "D": "0.25", "E": "0.1"}


def ten_on_average(random: Random) -> dict[str, Fraction]:
    """Five marks to the hundredth whose weighted mean is exactly 10."""
    while True:
        found = {code: Fraction(random.randrange(700, 1300), 100) for code in "ABCD"}
        rest = (10 - sum(found[code] * Fraction(WEIGHTS[code]) for code in "ABCD")) / Fraction(WEIGHTS["E"])
        if 0 <= rest <= 20 and (rest * 100).denominator == 1:
            return found | {"E": rest}


def test_5_three_hundred_weighted_means_of_exactly_ten_all_pass_where_floats_fail_some() -> None:
    rules = referentiel(WEIGHTED)
    random = Random(10)  # noqa: S311
    failed_by_floats = 0
    for _ in range(300):
        exact = ten_on_average(random)
        cells: dict[str, Any] = {
            code: f"{int(mark * 100) / 100:.2f}".replace(".", ",") for code, mark in exact.items()
        }
        assert evaluate(rules, cells).verdicts["certification"].outcome == 1
        nearly = {**cells, "A": f"{int(exact['A'] * 100) / 100 - 0.01:.2f}"}
        assert evaluate(rules, nearly).verdicts["certification"].outcome == 2
        total = weights = 0.0
        for (
            code,
            weight,
        ) in WEIGHTS.items():  # one by one: from Python 3.12 on, sum() makes up for what floats lose
            total += float(cells[code].replace(",", ".")) * float(weight)
            weights += float(weight)
        failed_by_floats += total / weights < 10
    assert failed_by_floats > 0


def test_6_a_mean_of_which_everything_is_exempted_is_empty_and_open() -> None:
    text = marks("{mesure: m, au_moins: 10}").replace(
        "validation:", "mesures: {m: {moyenne: epreuves}}\nvalidation:", 1
    )
    assert value_of(text, {"E": "DISP", "ORAL": "DISP"}, "m") == NOTHING
    assert verdict_of(text, {"E": "DISP", "ORAL": "DISP"}) == "en_attente"
    assert verdict_of(text, {"E": "DISP", "ORAL": "9,99"}) == "non_valide"
    assert verdict_of(text, {"E": "DISP", "ORAL": "10"}) == "valide"


def test_7_a_negative_coefficient_swaps_the_ends_of_an_interval() -> None:
    text = marks("{mesure: m, au_moins: 10}").replace(
        "validation:", "mesures: {m: {somme: {E: 1, ORAL: -0.5}}}\nvalidation:", 1
    )
    assert value_of(text, {"E": "18"}, "m") == Value(Fraction(8), Fraction(18))
    assert [verdict_of(text, {"E": "18", "ORAL": mark}) for mark in ("15.99", "16", "16.01")] == [
        "valide",
        "valide",
        "non_valide",
    ]


def test_7_an_unknown_key_ranges_over_its_rows_and_having_a_value_is_three_valued() -> None:
    text = marks("{mesure: m, au_moins: 1}").replace(
        "validation:", "mesures: {m: {table: C1, valeurs: {NA: 1, EA: 0, A: 2}}}\nvalidation:", 1
    )
    assert value_of(text, {}, "m") == Value(Fraction(0), Fraction(2))
    assert verdict_of(text, {}) == "en_attente"
    text = marks("{parmi: epreuves, dont: evalue, au_moins: 2}")
    cells = ({"E": "0"}, {"E": "0", "ORAL": "0"}, {"E": "0", "ORAL": "DISP"}, {"E": "DISP"})
    assert [verdict_of(text, each) for each in cells] == ["en_attente", "valide", "non_valide", "non_valide"]


def test_8_a_rule_need_not_rise_with_the_marks() -> None:
    """Below 9 in the écrit the oral alone counts; from 9 on the mean does, so that one more half point fails."""
    text = marks(
        "{si: {mesure: E, moins_de: 9}, alors: {mesure: ORAL, au_moins: 10}, sinon: {moyenne: epreuves, au_moins: 10}}"
    )
    assert verdict_of(text, {"E": "8.5", "ORAL": "10"}) == "valide"
    assert verdict_of(text, {"E": "9", "ORAL": "10"}) == "non_valide"
    assert verdict_of(text, {"E": "NE", "ORAL": "10"}) == "en_attente"
    assert verdict_of(text, {"E": "NE", "ORAL": "20"}) == "valide"


def test_9_all_blocs_acquired_is_not_always_the_certification() -> None:
    text = marks("{et: [{tous: blocs}, ORAL]}")
    found = verdicts(text, {"C1": "A", "C10": "A", "ORAL": "9"})
    assert (found["B1"], found["certification"]) == ("valide", "non_valide")
    assert verdict_of(text, {"C1": "A", "C10": "A"}) == "en_attente"


def test_10_c1_is_not_c10() -> None:
    text = """
format: 1
certification: {code: essai, version: 1.0.0}
validation: {competence: {tous: criteres}, certification: {tous: criteres de C1}}
blocs:
- code: B1
  intitule: Un bloc
  competences:
  - {code: C1, libelle: Une compétence, criteres: [{code: C1.1, libelle: Un critère}]}
  - {code: C10, libelle: Une autre, criteres: [{code: C10.1, libelle: Un critère}]}
"""
    assert verdict_of(text, {"C1.1": "oui", "C10.1": "non"}) == "valide"
    assert verdict_of(text, {"C1.1": "non", "C10.1": "oui"}) == "non_valide"
    assert codes(text.replace("criteres de C1}", "'C1*'}")) == ["V102"]


ORAL = """
format: 1
certification: {code: essai, version: 1.0.0}
validation: {certification: {tous: blocs}, bloc: {tous: epreuves}, epreuve: {parmi: criteres, plus_de: 50 %}}
blocs:
- code: B1
  intitule: Un bloc
  competences:
  - {code: C1, libelle: Une, criteres: [{code: K1, libelle: Dit}, {code: K2, libelle: Fait}, {code: K3, libelle: Vu}]}
  epreuves: [{code: ORAL, intitule: Un oral, evalue: [CODES]}]
"""


@pytest.mark.parametrize("named", ["C1", "C1, C1", "C1, K1", "K1, C1", "K1, K2, K3, K1, C1"])
def test_10_what_an_epreuve_assesses_counts_once_though_named_with_what_it_is_part_of(named: str) -> None:
    """One critère of three is no majority, nor would it be two of four; two of three are one."""
    text = ORAL.replace("CODES", named)
    assert verdict_of(text, {"K1": "1", "K2": "0", "K3": "0"}) == "non_valide"
    assert verdict_of(text, {"K1": "0", "K2": "1", "K3": "1"}) == "valide"


def test_11_a_filtered_mean_of_two_thousand_unknown_marks_is_found_by_sorting() -> None:
    listed = ", ".join(f"{{code: E{i}, intitule: Une épreuve}}" for i in range(2000))
    text = f"""
format: 1
certification: {{code: essai, version: 1.0.0}}
saisie: {{epreuve: {{echelle: {{note: {{sur: 20}}}}}}}}
mesures:
  retenues: {{moyenne: epreuves, dont: {{au_moins: 8}}}}
  trois: {{moyenne: epreuves, dont: {{au_moins: 8}}, meilleures: 3}}
validation: {{certification: {{mesure: retenues, au_moins: 10}}}}
epreuves: [{listed}]
"""
    cells: dict[str, Any] = {f"E{i}": "14" for i in range(1000)}
    state = evaluate(referentiel(text), cells)
    low, high = Fraction(1000 * 14 + 1000 * 8, 2000), Fraction(1000 * 14 + 1000 * 20, 2000)
    assert state.values["retenues"].value == Value(low, high)
    assert state.values["trois"].value == Value(Fraction(14), Fraction(20))
