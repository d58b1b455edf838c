"""Each form of a measure: what it comes to where all is known, and what interval where not."""

from fractions import Fraction
from typing import Any

import pytest
from candidates import codes, evaluate, known_states, referentiel, value_of
from chance import Chance
from hypothesis import given, note
from strategies import chances, examples

from certeval.rules.outcome import BLOCKAGE, BLOQUEE, EXCLUE, NOTHING, PRESENTE, VIDE, Value
from floors import floor, idle


def board(measure: str, *, certification: str = "{minimum: [1], au_moins: 1}", more: str = "") -> str:
    """Four marks on 20, a level, a fact, a blank bloc, and the measure `m`."""
    return f"""
format: 1
certification: {{code: essai, version: 1.0.0}}
statuts: {{ABS: bloque}}
saisie: {{epreuve: {{echelle: {{note: {{min: -20, sur: 20}}}}}}}}
mesures:
  m: {measure}
validation:
  epreuve: {{au_moins: 10}}
  certification: {certification}
{more}
epreuves:
- {{code: A, intitule: Épreuve A}}
- {{code: B, intitule: Épreuve B}}
- {{code: C, intitule: Épreuve C}}
- {{code: NIV, intitule: Niveau de langue, echelle: {{niveaux: [A1, A2, B1]}}, validation: {{au_moins: A2}}}}
faits:
- {{code: X, libelle: Fait X}}
"""


def value(measure: str, **cells: str) -> Value:
    return value_of(board(measure), cells, "m")


ALL_EXCLUDED = Value(Fraction(0), Fraction(0), EXCLUE)


def exact(number: str | int) -> Value:
    return Value(Fraction(number), Fraction(number))


def between(low: str | int, high: str | int, may: int = PRESENTE) -> Value:
    return Value(Fraction(low), Fraction(high), may)


@pytest.mark.parametrize(
    ("number", "step", "way", "expected"),
    [
        ("45.1", "5", "haut", "50"),
        ("45", "5", "haut", "45"),
        ("44.9", "5", "haut", "45"),
        ("45.1", "5", "bas", "45"),
        ("49.9", "5", "bas", "45"),
        ("50", "5", "bas", "50"),
        ("3.95", "0.1", "proche", "4"),
        ("3.949", "0.1", "proche", "39/10"),
        ("4.25", "0.5", "proche", "9/2"),
        ("4.24", "0.5", "proche", "4"),
        ("4.75", "0.5", "proche", "5"),
        ("2.5", "1", "proche", "3"),
        ("3.5", "1", "proche", "4"),
        ("9.995", "0.01", "proche", "10"),
        ("-2.5", "1", "proche", "-2"),
        ("-2.51", "1", "proche", "-3"),
        ("-2.1", "1", "bas", "-3"),
        ("-2.9", "1", "haut", "-2"),
        ("61/6", "1/6", "bas", "61/6"),
        ("0", "5", "haut", "0"),
    ],
)
def test_rounding_goes_to_the_step_and_a_half_goes_up(
    number: str, step: str, way: str, expected: str
) -> None:
    assert value(f"{{arrondi: {number}, pas: {step}, sens: {way}}}") == exact(expected)


def test_rounding_an_unknown_mark_rounds_both_ends() -> None:
    assert value("{arrondi: {moyenne: [A, B]}, pas: 5, sens: haut}", A="13") == between("0", "20")
    assert value("{arrondi: {moyenne: [A, B]}, pas: 5, sens: bas}", A="13") == between("-5", "15")


def test_what_is_compared_is_the_rounded_value_only_where_it_is_asked_for() -> None:
    rounded = board(
        "{arrondi: {moyenne: [A, B]}, pas: 0.1, sens: proche}", certification="{mesure: m, au_moins: 10}"
    )
    plain = board("{moyenne: [A, B]}", certification="{mesure: m, au_moins: 10}")
    for cells, expected in (({"A": "9,9", "B": "10"}, [1, 2]), ({"A": "9,8", "B": "10"}, [2, 2])):
        found = [
            evaluate(referentiel(text), cells).verdicts["certification"].outcome for text in (rounded, plain)
        ]
        assert found == expected
    assert codes(board("{arrondi: A, pas: 0, sens: haut}")) == ["V123"]
    assert codes(board("{arrondi: A, pas: 1}")) == ["R102"]


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("{moyenne: [A, B, C]}", "9"),
        ("{moyenne: {A: 1, B: 1.5, C: 0.5}}", "49/6"),
        ("{moyenne: {A: 2, B: 0}}", "4"),
        ("{moyenne: {A: -1, B: 2}}", "14"),
        ("{moyenne: [A, B, C], meilleures: 2}", "23/2"),
        ("{moyenne: [A, B, C], meilleures: 9}", "9"),
        ("{moyenne: [A, B, C], dont: {au_moins: 9}}", "23/2"),
        ("{moyenne: [A, B, C], dont: {plus_de: 9}}", "14"),
        ("{moyenne: [A, B, C], dont: {au_plus: 14}, meilleures: 1}", "14"),
        ("{somme: [A, B, C]}", "27"),
        ("{somme: {A: 1, B: -1}}", "-5"),
        ("{somme: [A, B, C], meilleures: 2}", "23"),
        ("{somme: [A, B, C], dont: {moins_de: 9}}", "4"),
        ("{somme: [A, B, C], dont: {moins_de: 4}}", "0"),
        ("{minimum: [A, B, C]}", "4"),
        ("{maximum: [A, B, C]}", "14"),
        ("{minimum: [{somme: [A, B]}, 20]}", "13"),
        ("{minimum: [{somme: [B, C]}, 20]}", "20"),
        ("{maximum: {A: 2, B: 1, C: 0.5}}", "9"),
        ("{exces: [A, B, C], a: 9}", "5"),
        ("{manque: [A, B, C], a: 9}", "5"),
        ("{manque: {A: 2, B: 3}, a: 10}", "15"),
        ("{produit: [1/12, {somme: [A, B, C]}]}", "9/4"),
        ("{produit: [A, -1]}", "-4"),
        ("{nombre: [A, B, C]}", "1"),
        ("{nombre: [A, B, C], dont: {au_moins: 9}}", "2"),
        ("{si: C, alors: A, sinon: B}", "4"),
        ("{si: A, alors: A, sinon: B}", "9"),
        ("61/6", "61/6"),
        ("A", "4"),
    ],
)
def test_what_a_measure_of_known_marks_comes_to(measure: str, expected: str) -> None:
    assert value(measure, A="4", B="9", C="14") == exact(expected)


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("{exces: [A, B], a: 9.25}", "0.5"),
        ("{manque: [A, B], a: 9.25}", "4.75"),
        ("{exces: {A: 0.5, B: 2}, a: 4}", "11.75"),
        ("{minimum: {A: 1, B: 0.25}}", "2.4375"),
    ],
)
def test_points_of_marks_between_whole_numbers(measure: str, expected: str) -> None:
    assert value(measure, A="4.5", B="9.75") == exact(expected)


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("{moyenne: [A, B]}", between("-5", "15")),
        ("{moyenne: {A: 2, B: -1}}", between("0", "40")),
        ("{somme: {A: 1, B: -1}}", between("-10", "30")),
        ("{produit: [-2, B]}", between("-40", "40")),
        ("{exces: [A, B], a: 5}", between("5", "20")),
        ("{manque: [A, B], a: 15}", between("5", "40")),
        ("{minimum: [A, B]}", between("-20", "10")),
        ("{maximum: [A, B]}", between("10", "20")),
        ("{minimum: {A: 1, B: -1}}", between("-20", "10")),
        ("{nombre: [A, B]}", between("1", "2")),
        ("{somme: [A, B], meilleures: 1}", between("10", "20")),
        ("{moyenne: [A, B], dont: {au_moins: 0}}", between("5", "15")),
        ("{moyenne: [B], dont: {au_moins: 0}}", between("0", "20", PRESENTE | VIDE)),
        ("{somme: [B], dont: {au_moins: 4}}", between("0", "20")),
        ("{si: B, alors: A, sinon: 12}", between("10", "12")),
    ],
)
def test_an_unknown_mark_leaves_the_interval_of_what_it_may_be(measure: str, expected: Value) -> None:
    assert value(measure, A="10", B="NE", C="14") == expected


@pytest.mark.parametrize(
    "measure",
    [
        "{moyenne: [A, B]}",
        "{moyenne: {A: 1, B: 2}}",
        "{moyenne: [A, B], meilleures: 1}",
        "{moyenne: [A, 12]}",
        "{moyenne: [A, 12], meilleures: 1}",
        "{moyenne: [A, 12, 14], dont: {au_moins: 0}}",
        "{moyenne: {C: 0, A: 1}}",
        "{somme: [A, B]}",
        "{somme: [A, 12]}",
        "{minimum: [A, 20]}",
        "{exces: [A, B], a: 0}",
        "{produit: [2, A]}",
        "{moyenne: [{moyenne: [A, B]}, {somme: [A]}]}",
        "{table: A, valeurs: {1: 1}, sinon: 0}",
    ],
)
def test_a_measure_of_which_everything_is_left_out_is_empty(measure: str) -> None:
    assert value(measure, A="DISP", B="DISP", C="14") == NOTHING


@pytest.mark.parametrize(
    "measure",
    [
        "{moyenne: [A, B]}",
        "{moyenne: [A, 12], meilleures: 1}",
        "{moyenne: [A, B], dont: {au_moins: 0}}",
        "{somme: [A, 12]}",
        "{minimum: [A, 20]}",
        "{manque: [A, B], a: 0}",
        "{produit: [2, A]}",
        "{nombre: [A, B]}",
        "{arrondi: {moyenne: [A, B]}, pas: 1, sens: bas}",
        "{moyenne: [{moyenne: [A, B]}, {somme: [A]}]}",
        "{table: A, valeurs: {1: 1}, sinon: 0}",
        "{si: {non: A}, alors: 1, sinon: {moyenne: [B]}}",
    ],
)
def test_a_measure_of_which_everything_is_excluded_is_excluded(measure: str) -> None:
    assert value(measure, A="NEUT", B="NEUT", C="14") == ALL_EXCLUDED


@pytest.mark.parametrize(
    "measure", ["{moyenne: [A, B]}", "{produit: [A, C]}", "{table: A, valeurs: {1: 1}, sinon: 0}"]
)
def test_a_measure_that_lacks_something_else_than_what_is_excluded_is_empty(measure: str) -> None:
    """An exemption is no exclusion, nor is what is left of a product."""
    assert value(measure, A="NEUT" if "C" in measure else "DISP", B="NEUT", C="14") == NOTHING


def test_numbers_of_the_file_alone_are_a_measure_all_the_same() -> None:
    assert value("{moyenne: [10, 12]}") == exact(11)
    assert value("{somme: [2, {produit: [3, 4]}]}") == exact(14)


def test_an_exempted_mark_leaves_its_weight_too() -> None:
    assert value("{moyenne: {A: 3, B: 1, C: 1}}", A="DISP", B="8", C="12") == exact(10)


def test_a_mean_whose_weights_are_all_zero_is_empty_in_every_completion() -> None:
    assert value("{moyenne: {A: 0, B: 0}}", A="8", B="NE") == NOTHING
    assert value("{moyenne: {A: 1, B: -1}}", A="8", B="9") == NOTHING


@pytest.mark.parametrize(
    ("weights", "cells", "expected"),
    [
        ("{A: 2, B: -1}", {"A": "12", "B": "4"}, exact(20)),
        ("{A: 2, B: -1}", {"A": "NEUT", "B": "15"}, NOTHING),
        ("{A: 2, B: -1}", {"A": "DISP", "B": "15"}, NOTHING),
        ("{A: 2, B: -1}", {"A": "12", "B": "DISP"}, exact(12)),
        ("{A: 1, B: 1, C: -1}", {"A": "12", "B": "DISP", "C": "10"}, NOTHING),
        ("{A: 1, B: 1, C: -1}", {"A": "12", "B": "8", "C": "10"}, exact(10)),
        ("{A: 1, B: -2}", {"A": "12", "B": "4"}, NOTHING),
    ],
)
def test_there_is_no_mean_where_the_weights_left_add_up_to_nothing_or_less(
    weights: str, cells: dict[str, str], expected: Value
) -> None:
    assert value(f"{{moyenne: {weights}}}", **cells) == expected


def test_a_term_that_weighs_nothing_does_not_make_a_mean() -> None:
    may_vanish = "{moyenne: {A: 0, B: 2}, dont: {au_moins: 0}}"
    assert value(may_vanish, A="8", B="NE") == between(0, 20, PRESENTE | VIDE)


@pytest.mark.parametrize("form", ["{produit: [%s]}", "{moyenne: [%s]}", "{minimum: [%s]}"])
def test_one_blocked_part_blocks_whatever_is_left_out_beside_it(form: str) -> None:
    assert value(form % "A, B", A="ABS", B="NEUT") == BLOCKAGE
    maybe = "{si: C, alors: A, sinon: 12}"
    found = value(form % f"{maybe}, B", A="ABS", B="NEUT", C="NE")
    assert found.may & BLOQUEE
    assert found.may & (PRESENTE | VIDE)


def test_a_table_whose_keys_may_be_blocked_or_left_out_stays_open() -> None:
    text = board(
        "{table: [n, X], valeurs: {0: {non: 1, oui: 2}}, sinon: 3}\n  n: {si: C, alors: A, sinon: 0}",
    )
    assert value_of(text, {"A": "ABS", "C": "NE", "X": "NEUT"}, "m").may == VIDE | BLOQUEE
    assert value_of(text, {"A": "ABS", "C": "9", "X": "oui"}, "m") == exact(2)
    assert value_of(text, {"A": "ABS", "C": "10", "X": "oui"}, "m") == BLOCKAGE


def test_a_term_that_may_be_left_out_before_its_rule_blocks_may_do_either() -> None:
    """The bloc's value is that of its mean, which vanishes if A turns out below 10; its `dont` is blocked."""
    text = board(
        "{somme: [B1], dont: B}",
        more="""  bloc: {moyenne: [A], dont: {au_moins: 10}, au_moins: 0}
blocs: [{code: B1, intitule: Un bloc}]""",
    )
    assert value_of(text, {"A": "NE", "B": "ABS"}, "m").may == VIDE | BLOQUEE
    assert value_of(text, {"A": "9", "B": "ABS"}, "m") == NOTHING
    assert value_of(text, {"A": "10", "B": "ABS"}, "m") == BLOCKAGE
    assert value_of(text, {"A": "NE", "B": "9"}, "m") == between(0, 0, PRESENTE | VIDE)


def test_a_blocked_mark_that_dont_does_not_keep_does_not_block() -> None:
    assert value("{somme: [A, B], dont: X}", A="ABS", B="9", X="non") == exact(0)
    assert value("{somme: [A, B], dont: X}", A="ABS", B="9", X="oui") == BLOCKAGE


ONE_KEY = "{table: NIV, valeurs: {A1: 0, A2: 10, B1: 15}}"
TWO_KEYS = (
    "{table: [NIV, X], valeurs: {A1: {oui: 1, non: 0}, A2: {oui: 11, non: 10}, B1: {oui: 16, non: 15}}}"
)


@pytest.mark.parametrize(
    ("measure", "cells", "expected"),
    [
        (ONE_KEY, {"NIV": "A2"}, exact(10)),
        (ONE_KEY, {"NIV": "NE"}, between(0, 15)),
        (ONE_KEY, {"NIV": "DISP"}, NOTHING),
        (ONE_KEY, {"NIV": "ABS"}, BLOCKAGE),
        (TWO_KEYS, {"NIV": "A2", "X": "oui"}, exact(11)),
        (TWO_KEYS, {"NIV": "A2", "X": "NE"}, between(10, 11)),
        (TWO_KEYS, {"NIV": "NE", "X": "non"}, between(0, 15)),
        (TWO_KEYS, {"NIV": "NE", "X": "NE"}, between(0, 16)),
        (TWO_KEYS, {"NIV": "DISP", "X": "oui"}, NOTHING),
        ("{table: NIV, valeurs: {A2: 3}, sinon: 7}", {"NIV": "A1"}, exact(7)),
        ("{table: NIV, valeurs: {A2: 3}, sinon: 7}", {"NIV": "NE"}, between(3, 7)),
        ("{table: A, valeurs: {-20: 0, 20: 9, 21: 50}, sinon: 2}", {"A": "NE"}, between(0, 9)),
        ("{table: A, valeurs: {0: 1, '1,5': 2}, sinon: 5}", {"A": "1.5"}, exact(2)),
        ("{table: A, valeurs: {0: 1, '1,5': 2}, sinon: 5}", {"A": "1"}, exact(5)),
        ("{table: A, valeurs: {0: 1, '1,5': 2}, sinon: 5}", {"A": "NE"}, between(1, 5)),
        ("{table: A, valeurs: {0: 1}}", {"A": "2"}, NOTHING),
    ],
)
def test_a_table_takes_the_row_of_its_keys_and_ranges_over_the_rows_of_an_unknown_one(
    measure: str, cells: dict[str, str], expected: Value
) -> None:
    assert value(measure, **cells) == expected


LADDER = """paliers:
  mention: [{nom: bien, si: {mesure: A, au_moins: 14}}, {nom: passable, si: A}, {nom: aucune}]"""


@pytest.mark.parametrize(
    ("mark", "rungs", "points"),
    [
        ("14", ("bien",), exact(5)),
        ("13,99", ("passable",), exact(2)),
        ("10", ("passable",), exact(2)),
        ("9,99", ("aucune",), exact(0)),
        ("NE", ("bien", "passable", "aucune"), between(0, 5)),
        ("NEUT", ("aucune",), exact(0)),
        ("ABS", ("aucune",), exact(0)),
    ],
)
def test_a_ladder_has_the_first_rung_that_holds_and_may_choose_a_row(
    mark: str, rungs: tuple[str, ...], points: Value
) -> None:
    text = board("{table: mention, valeurs: {bien: 5, passable: 2, aucune: 0}}", more=LADDER)
    state = evaluate(referentiel(text), {"A": mark})
    assert state.ladders["mention"].rungs == rungs
    assert state.values["m"].value == points


@pytest.mark.parametrize(
    ("measure", "found"),
    [
        ("{table: NIV, valeurs: {A1: 0, A2: 10}}", ["V125"]),
        ("{table: NIV, valeurs: {A1: 0, A2: 10, B1: 3, B2: 4}}", ["V126"]),
        ("{table: A, valeurs: {dix: 1}}", ["V109"]),
        ("{moyenne: [A, NIV]}", ["V107"]),
        ("{moyenne: {A: 1, B: 2}, meilleures: 1}", ["V122"]),
        ("{moyenne: {A: 1, B: -2}, dont: {au_moins: 0}}", ["V121"]),
        ("{moyenne: {A: 1, n: -2}}\n  n: {moyenne: [B]}", ["V121"]),
    ],
)
def test_a_measure_that_could_not_be_computed_is_refused(measure: str, found: list[str]) -> None:
    assert codes(board(measure)) == found


def test_a_negative_coefficient_is_refused_over_a_mark_that_may_yet_be_exempted() -> None:
    text = board("{moyenne: {A: 1, B: -2}}")
    assert codes(text) == ["V202"]
    kept = "sur: 20}}, tentatives: {retenir: derniere, conserver_si: {au_moins: 1}}"
    assert "V121" in codes(text.replace("sur: 20}}", kept))


FORMS = ("moyenne", "somme", "minimum", "maximum", "exces", "manque", "nombre")


def random_measure(chance: Chance) -> dict[str, Any]:
    """A measure that uses each of four marks once."""
    form = chance.one_of(FORMS)
    measure: dict[str, Any] = {form: ["A", "B", "C", "D"]}
    if form in {"moyenne", "somme", "minimum", "exces"} and chance.once_in(2):
        signs = ("1", "2", "0") if form == "moyenne" else ("1", "2", "0", "-1")
        measure[form] = {name: chance.one_of(signs) for name in "ABCD"}
    if form in {"exces", "manque"}:
        measure["a"] = "1"
    if form == "nombre" or (form in {"moyenne", "somme"} and chance.once_in(2)):
        measure["dont"] = {chance.one_of(("au_moins", "au_plus")): chance.one_of(("0", "1", "2"))}
    if form in {"moyenne", "somme"} and not isinstance(measure[form], dict) and chance.once_in(2):
        measure["meilleures"] = chance.one_of(("1", "2", "3"))
    return measure


@floor()
@examples(300)
@given(chances)
def test_the_interval_of_a_measure_over_distinct_marks_is_reached_at_both_ends(chance: Chance) -> None:
    measure = random_measure(chance)
    note(str(measure))
    text = f"""
format: 1
certification: {{code: essai, version: 1.0.0}}
saisie: {{epreuve: {{echelle: {{note: {{min: -1, sur: 2, pas: 1}}}}}}}}
mesures: {{m: {str(measure).replace("'", "")}}}
validation: {{certification: {{minimum: [1], au_moins: 1}}}}
epreuves: [{", ".join(f"{{code: {name}, intitule: Épreuve}}" for name in "ABCD")}]
"""
    rules = referentiel(text)
    cells = {name: chance.one_of(("-1", "0", "1", "2", "NE", "NE", "NEUT")) for name in "ABCD"}
    note(str(cells))
    known = evaluate(rules, cells).values["m"].value
    reached = [state.values["m"].value for state in known_states(rules, cells)]
    numbers = sorted(found.low for found in reached if found.may == PRESENTE)
    idle(when=not numbers)
    ways = {found.may for found in reached}
    assert known.may == sum(ways)
    assert not numbers or (known.low, known.high) == (numbers[0], numbers[-1])
