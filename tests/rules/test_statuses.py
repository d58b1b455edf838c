"""What a status does: each row and column of the table of the rule language."""

import pytest
from candidates import evaluate, referentiel, value_of, verdict_of, verdicts

from certeval.rules.outcome import BLOQUE, BLOQUEE, EXCLUE, FAUX, NON_SAISIE, PRESENTE, VIDE, VRAI, Value

STATUSES = ("NE", "DISP", "NEUT", "ABS")
"""Unknown, exempted, excluded, blocked."""


def board(rule: str, mesures: str = "{un: 1}") -> str:
    """Three marks on 20 that take 10, two yes/no facts, a rule."""
    return f"""
format: 1
certification: {{code: essai, version: 1.0.0}}
statuts: {{ABS: bloque}}
saisie: {{epreuve: {{echelle: {{note: {{sur: 20}}}}}}}}
mesures: {mesures}
validation:
  epreuve: {{au_moins: 10}}
  certification: {rule}
epreuves:
- {{code: A, intitule: Épreuve A}}
- {{code: B, intitule: Épreuve B}}
- {{code: C, intitule: Épreuve C}}
faits:
- {{code: X, libelle: Fait X}}
- {{code: Y, libelle: Fait Y}}
"""


def outcomes(rule: str, others: dict[str, str]) -> str:
    """What the rule comes to for A not assessed, exempted, excluded and blocked, the other cells being known."""
    return " ".join(verdict_of(board(rule), {"A": status, **others}) for status in STATUSES)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("{mesure: A, au_moins: 10}", "en_attente valide exclu defaillant"),
        ("{mesure: A, plus_de: 19}", "en_attente valide exclu defaillant"),
        ("{mesure: A, au_plus: 19}", "en_attente non_valide exclu defaillant"),
        ("{mesure: A, moins_de: 10}", "en_attente non_valide exclu defaillant"),
        ("{mesure: A, moins_de: 20}", "en_attente non_valide exclu defaillant"),
        ("{mesure: A, moins_de: 20.5}", "valide valide exclu defaillant"),  # which every value meets
        ("{mesure: A, au_plus: 20}", "valide valide exclu defaillant"),
    ],
)
def test_a_status_compared_with_a_bound_is_open_the_best_out_or_a_failure_for_good(
    rule: str, expected: str
) -> None:
    assert outcomes(rule, {}) == expected


@pytest.mark.parametrize(
    ("rule", "b", "c", "expected"),
    [
        ("{parmi: epreuves, au_moins: 2}", "10", "9", "en_attente valide non_valide non_valide"),
        ("{parmi: epreuves, au_moins: 2}", "10", "10", "valide valide valide valide"),
        ("{parmi: epreuves, plus_de: 1}", "10", "9", "en_attente valide non_valide non_valide"),
        ("{parmi: epreuves, au_moins: 50 %}", "10", "9", "en_attente valide valide non_valide"),
        ("{parmi: epreuves, au_moins: 1/3}", "10", "9", "valide valide valide valide"),
        ("{tous: epreuves}", "10", "10", "en_attente valide valide defaillant"),
        ("{un_de: epreuves}", "9", "9", "en_attente valide non_valide non_valide"),
        ("{parmi: epreuves, au_plus: 1}", "10", "9", "en_attente non_valide valide defaillant"),
        ("{parmi: epreuves, moins_de: 2}", "9", "9", "valide valide valide defaillant"),
        ("{parmi: epreuves, au_moins: 1, au_plus: 2}", "10", "9", "valide valide valide defaillant"),
        ("{aucun: epreuves}", "9", "9", "en_attente non_valide valide defaillant"),
        ("{aucun: epreuves, dont: {moins_de: 6}}", "9", "9", "en_attente valide valide defaillant"),
        ("{tous: [A], dont: evalue}", "9", "9", "en_attente non_valide non_valide defaillant"),
        ("{aucun: [A], dont: evalue}", "9", "9", "en_attente valide valide defaillant"),
        (
            "{si: {tous: [A], dont: evalue}, alors: B, sinon: C}",
            "9",
            "10",
            "en_attente valide valide defaillant",
        ),
    ],
)
def test_a_status_counted_by_parmi(rule: str, b: str, c: str, expected: str) -> None:
    assert outcomes(rule, {"B": b, "C": c}) == expected


@pytest.mark.parametrize(
    ("bounds", "b", "c"),
    [
        ("au_moins: 2", "10", "9"),
        ("au_moins: 2", "10", "10"),
        ("plus_de: 1", "10", "9"),
        ("au_plus: 1", "10", "9"),
        ("moins_de: 2", "9", "9"),
        ("au_plus: 0", "9", "9"),
        ("au_moins: 1, au_plus: 2", "10", "9"),
    ],
)
@pytest.mark.parametrize(
    ("measure", "counted"),
    [
        ("{nombre: epreuves}", "epreuves"),
        ("{nombre: epreuves, dont: {moins_de: 10}}", "epreuves, dont: {moins_de: 10}"),
        ("{arrondi: {nombre: epreuves}, pas: 1, sens: haut}", "epreuves"),
        ("{si: X, alors: 3, sinon: {nombre: epreuves}}", "epreuves"),
        ("{somme: [{nombre: epreuves}, {nombre: [X]}]}", "epreuves"),
        ("{moyenne: [{nombre: epreuves}]}", "epreuves"),
        ("{maximum: [{nombre: [X]}, {nombre: epreuves}]}", "epreuves"),
        ("{produit: [{nombre: epreuves}, 1]}", "epreuves"),
    ],
)
def test_a_number_of_items_within_bounds_is_what_parmi_is(
    bounds: str, b: str, c: str, measure: str, counted: str
) -> None:
    """No upper bound is met over what is blocked; a lower one merely does not count it."""
    parmi = outcomes(f"{{parmi: {counted}, {bounds}}}", {"B": b, "C": c})
    text = board(f"{{mesure: again, {bounds}}}", f"{{n: {measure}, again: n}}")
    cells = {"B": b, "C": c, "X": "non"}
    assert " ".join(verdict_of(text, {"A": status, **cells}) for status in STATUSES) == parmi


def test_a_number_that_may_be_that_of_what_is_blocked_stays_open_below_an_upper_bound() -> None:
    condition = "{si: X, alors: {mesure: C, au_moins: 10}, sinon: {au_moins: 12}}"
    text = board("{mesure: n, au_plus: 2}", f"{{n: {{nombre: [A, B], dont: {condition}}}}}")
    state = evaluate(referentiel(text), {"A": "12", "B": "12", "C": "ABS"})
    assert state.verdicts["certification"].outcome == VRAI | BLOQUE
    assert verdict_of(text, {"A": "12", "B": "12", "C": "ABS", "X": "oui"}) == "defaillant"
    assert verdict_of(text, {"A": "12", "B": "12", "C": "ABS", "X": "non"}) == "valide"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("{moyenne: {A: 3, B: 1}, au_moins: 10}", "en_attente non_valide non_valide defaillant"),
        ("{moyenne: {A: 3, B: 1}, moins_de: 10}", "en_attente valide valide defaillant"),
        ("{somme: [A, B], au_moins: 9}", "valide valide valide defaillant"),
        ("{somme: [A, B], plus_de: 9}", "en_attente non_valide non_valide defaillant"),
        ("{maximum: [A, B], au_moins: 10}", "en_attente non_valide non_valide defaillant"),
        ("{minimum: [A, B], au_moins: 9}", "en_attente valide valide defaillant"),
        ("{exces: [A, B], a: 10, plus_de: 0}", "en_attente non_valide non_valide defaillant"),
        ("{manque: [A, B], a: 10, au_plus: 1}", "en_attente valide valide defaillant"),
        ("{produit: [A, B], au_moins: 9}", "en_attente en_attente en_attente defaillant"),
    ],
)
def test_an_exempted_or_excluded_term_is_left_out_with_its_weight(rule: str, expected: str) -> None:
    assert outcomes(rule, {"B": "9"}) == expected


@pytest.mark.parametrize(
    ("rule", "b", "expected"),
    [
        ("{et: [A, B]}", "10", "en_attente valide valide defaillant"),
        ("{et: [A, B]}", "9", "non_valide non_valide non_valide defaillant"),
        ("{ou: [A, B]}", "9", "en_attente valide non_valide defaillant"),
        ("{ou: [A, B]}", "10", "valide valide valide valide"),
        ("{non: A}", "10", "en_attente non_valide exclu defaillant"),
        ("{et: [{non: A}, B]}", "10", "en_attente non_valide valide defaillant"),
        ("{ou: [{non: A}, B]}", "9", "en_attente non_valide non_valide defaillant"),
    ],
)
def test_a_status_in_et_ou_and_non(rule: str, b: str, expected: str) -> None:
    assert outcomes(rule, {"B": b}) == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("{si: A, alors: X, sinon: Y}", "en_attente valide non_valide defaillant"),
        ("{si: A, alors: X, sinon: X}", "valide valide valide defaillant"),
        (
            "{si: {mesure: A, moins_de: 10}, alors: X, sinon: Y}",
            "en_attente non_valide non_valide defaillant",
        ),
    ],
)
def test_an_unknown_condition_leaves_both_branches_and_an_excluded_one_takes_sinon(
    rule: str, expected: str
) -> None:
    assert outcomes(rule, {"X": "oui", "Y": "non"}) == expected


def test_a_measure_whose_condition_is_unknown_is_the_hull_of_both_branches() -> None:
    text = board("{mesure: m, au_moins: 12}", "{m: {si: A, alors: B, sinon: C}}")
    low, high = {"B": "14"}, {"C": "12"}
    assert value_of(text, {"A": "NE", **low, **high}, "m") == Value(12, 14)
    assert [verdict_of(text, {"A": "NE", "B": "14", "C": c}) for c in ("11", "12", "13")] == [
        "en_attente",
        "valide",
        "valide",
    ]
    assert verdict_of(text, {"A": "DISP", "B": "11", "C": "14"}) == "non_valide"
    assert verdict_of(text, {"A": "NEUT", "B": "11", "C": "14"}) == "valide"
    assert verdict_of(text, {"A": "ABS", "B": "14", "C": "14"}) == "defaillant"


def test_an_unknown_condition_with_an_empty_branch_leaves_the_verdict_open() -> None:
    text = board("{mesure: m, au_moins: 12}", "{m: {si: A, alors: {moyenne: [B]}, sinon: C}}")
    assert verdict_of(text, {"A": "NE", "B": "NEUT", "C": "20"}) == "en_attente"
    assert verdict_of(text, {"A": "9", "B": "NEUT", "C": "20"}) == "valide"


@pytest.mark.parametrize(
    "rule",
    [
        "{tous: epreuves}",
        "{un_de: epreuves}",
        "{aucun: epreuves}",
        "{parmi: epreuves, au_moins: 50 %}",
        "{et: [A, B, C]}",
        "{ou: [A, B, C]}",
        "{moyenne: epreuves, au_moins: 10}",
        "{minimum: epreuves, au_moins: 10}",
        "{somme: epreuves, au_plus: 10}",
    ],
)
def test_where_everything_is_excluded_there_is_no_verdict(rule: str) -> None:
    assert verdict_of(board(rule), dict.fromkeys("ABC", "NEUT")) == "en_attente"


@pytest.mark.parametrize(
    ("status", "way"),
    [("NE", NON_SAISIE), ("DISP", VIDE), ("NEUT", EXCLUE), ("ABS", BLOQUEE), ("0", PRESENTE)],
)
def test_a_mean_of_one_mark_is_there_as_that_mark_is(status: str, way: int) -> None:
    value = value_of(board("{mesure: m, au_moins: 10}", "{m: {moyenne: [A]}}"), {"A": status}, "m")
    assert value.may == (PRESENTE if way == NON_SAISIE else way)
    assert (value.low, value.high) == ((0, 20) if status == "NE" else (0, 0))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, "en_attente"),
        ({"A": ""}, "en_attente"),
        ({"A": "NE"}, "en_attente"),
        ({"A": "ABJ"}, "en_attente"),
        ({"A": "DISP"}, "valide"),
        ({"A": "EQ"}, "valide"),
        ({"A": "NEUT"}, "exclu"),
        ({"A": "disp"}, "valide"),
    ],
)
def test_the_statuses_that_every_referentiel_has(cells: dict[str, str], expected: str) -> None:
    assert verdict_of(board("A"), cells) == expected


OPTIONAL = """
format: 1
certification: {code: essai, version: 1.0.0}
statuts: {ABS: {valeur: 0}, SUSP: exclu}
saisie: {epreuve: {echelle: {note: {sur: 20}}, statuts: {SUSP: acquis}}}
validation: {certification: {moyenne: epreuves, au_moins: 10}}
epreuves:
- {code: A, intitule: Épreuve A, statuts: {SUSP: bloque}}
- {code: FAC, intitule: Épreuve facultative, statuts: {vide: exclu}}
- {code: C, intitule: Épreuve C}
"""


def test_an_optional_epreuve_left_empty_is_excluded_and_one_not_assessed_is_unknown() -> None:
    assert verdict_of(OPTIONAL, {"A": "10", "C": "10"}) == "valide"
    assert verdict_of(OPTIONAL, {"A": "10", "C": "10", "FAC": "NE"}) == "en_attente"


def test_a_status_may_stand_for_a_value() -> None:
    assert verdict_of(OPTIONAL, {"A": "20", "C": "ABS"}) == "valide"
    assert verdict_of(OPTIONAL, {"A": "19,5", "C": "ABS"}) == "non_valide"


def test_an_element_wins_over_its_kind_and_its_kind_over_the_file_key_by_key() -> None:
    assert verdict_of(OPTIONAL, {"A": "SUSP", "C": "20"}) == "defaillant"
    assert verdict_of(OPTIONAL, {"A": "10", "C": "SUSP"}) == "valide"
    assert verdict_of(OPTIONAL, {"A": "10", "C": "10", "FAC": "SUSP"}) == "valide"


def test_evalue_is_true_of_a_value_open_where_nothing_is_entered_and_false_of_an_exemption() -> None:
    text = board("{parmi: [A], dont: evalue, au_moins: 1}")
    assert [verdict_of(text, {"A": cell}) for cell in ("0", "NE", "DISP", "NEUT", "ABS")] == [
        "valide",
        "en_attente",
        "non_valide",
        "non_valide",
        "non_valide",
    ]


MAY_LEAVE = "{si: B, alors: X, sinon: A}"
"""Acquired if B is, and excluded with A if not."""


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("{parmi: [X, Y, r], au_moins: 45 %, au_plus: 55 %}", "en_attente valide non_valide"),
        ("{parmi: [X, Y, r], plus_de: 50 %}", "en_attente non_valide valide"),
        ("{parmi: [X, Y, r], au_moins: 50 %}", "valide valide valide"),
        ("{tous: [X, r]}", "valide valide valide"),
        ("{parmi: [X, r], au_moins: 2}", "en_attente non_valide valide"),
        ("{tous: [r]}", "en_attente en_attente valide"),
    ],
)
def test_a_share_is_of_the_items_that_turn_out_not_to_be_excluded(rule: str, expected: str) -> None:
    text = board(rule).replace("mesures:", f"regles: {{r: {MAY_LEAVE}}}\nmesures:")
    cells = {"A": "NEUT", "X": "oui", "Y": "non"}
    assert " ".join(verdict_of(text, {**cells, "B": mark}) for mark in ("NE", "9", "10")) == expected


def test_a_veto_is_lost_before_it_is_known_whether_its_item_is_acquired_or_blocked() -> None:
    text = board("{aucun: [r]}").replace("mesures:", "regles: {r: {ou: [A, B]}}\nmesures:")
    state = evaluate(referentiel(text), {"A": "ABS"})
    assert state.verdicts["certification"].outcome == FAUX | BLOQUE


def test_a_defaillant_verdict_is_one_failure_among_others_for_the_level_above() -> None:
    text = board("{et: [{ou: [A, X]}, {non: {non: {et: [A, Y]}}}]}")
    assert verdict_of(text, {"A": "ABS", "X": "oui", "Y": "oui"}) == "defaillant"


@pytest.mark.parametrize(
    "dont",
    [
        "{et: [{au_moins: 10}, X]}",
        "{ou: [{au_moins: 10}, X]}",
        "{non: {au_moins: 10}}",
        "X",
        "{et: [{au_moins: 10}, evalue]}",
        "{si: evalue, alors: X, sinon: Y}",
    ],
)
def test_an_excluded_item_leaves_whatever_its_compound_condition_asks(dont: str) -> None:
    for cells in ({"B": "12", "X": "oui"}, {"B": "12", "X": "non"}, {"B": "9", "X": "oui"}, {"B": "9"}):
        with_it = verdict_of(board(f"{{tous: [A, B], dont: {dont}}}"), {"A": "NEUT", "Y": "oui", **cells})
        assert with_it == verdict_of(
            board(f"{{tous: [B], dont: {dont}}}"), {"A": "NEUT", "Y": "oui", **cells}
        )


def test_only_the_items_left_are_counted_where_the_condition_is_compound() -> None:
    cells = {"A": "NEUT", "B": "12", "X": "oui"}
    text = board("{parmi: [A, B], dont: {et: [{au_moins: 10}, X]}, au_moins: 2}")
    assert verdict_of(text, cells) == "non_valide"
    assert verdict_of(text.replace("au_moins: 2}", "au_moins: 1}"), cells) == "valide"
    assert verdict_of(text.replace("au_moins: 2}", "au_moins: 100 %}"), cells) == "valide"


@pytest.mark.parametrize(
    "rule",
    [
        "{au_moins: 10}",
        "{et: [{au_moins: 10}]}",
        "{ou: [{au_moins: 10}, evalue]}",
        "{non: {moins_de: 10}}",
        "{et: [{au_moins: 10}, X]}",
    ],
)
def test_an_excluded_element_leaves_whatever_its_own_rule(rule: str) -> None:
    text = board("{tous: [A, X]}").replace("epreuve: {au_moins: 10}", f"epreuve: {rule}")
    assert [verdict_of(text, {"A": "NEUT", "X": x}) for x in ("oui", "non")] == ["valide", "non_valide"]
    assert verdicts(text, {"A": "NEUT", "X": "oui"})["A"] == "exclu"


@pytest.mark.parametrize(
    "rule",
    [
        "{tous: [A, B]}",
        "{et: [A, {mesure: B, au_moins: 10}]}",
        "{ou: [A, B]}",
        "{un_de: [A, B]}",
        "{parmi: [A, B], au_plus: 1}",
        "{moyenne: [A, B], au_moins: 10}",
        "{somme: [A, B], au_plus: 3}",
        "{non: {et: [A, B]}}",
        "{si: X, alors: {tous: [A, B]}, sinon: Y}",
    ],
)
def test_what_has_nothing_left_leaves_where_others_are_counted(rule: str) -> None:
    """A sub-rule, or a named rule, of which everything is excluded."""
    cells = {"A": "NEUT", "B": "NEUT", "X": "oui"}
    named = f"regles: {{r: {rule}}}\nmesures:"
    for outer in ("{tous: [r, X]}", "{et: [r, X]}", "{parmi: [r, X], au_moins: 100 %}"):
        assert verdict_of(board(outer).replace("mesures:", named), cells) == "valide"
    assert verdict_of(board("{tous: [r]}").replace("mesures:", named), cells) == "en_attente"
    assert verdict_of(board(f"{{et: [{rule}, X]}}"), cells) == "valide"


def test_an_exemption_is_no_exclusion_where_a_mean_lacks_marks() -> None:
    cells = {"A": "DISP", "B": "NEUT", "X": "oui"}
    assert verdict_of(board("{et: [{moyenne: [A, B], au_moins: 10}, X]}"), cells) == "en_attente"


@pytest.mark.parametrize("rule", ["{et: [A, B]}", "{tous: [A, B]}", "{tous: [A, B], dont: {au_moins: 10}}"])
def test_a_blocked_item_of_all_is_a_failure_for_good(rule: str) -> None:
    cells = {"A": "ABS", "B": "12"}
    assert verdict_of(board(rule), cells) == "defaillant"
    assert verdict_of(board(f"{{non: {rule}}}"), cells) == "defaillant"
    assert verdict_of(board(f"{{ou: [{rule}, X]}}"), {**cells, "X": "oui"}) == "valide"


@pytest.mark.parametrize(
    ("bound", "expected"), [("1", "valide"), ("2", "non_valide"), ("100 %", "non_valide")]
)
def test_a_blocked_item_of_parmi_merely_does_not_count(bound: str, expected: str) -> None:
    assert verdict_of(board(f"{{parmi: [A, B], au_moins: {bound}}}"), {"A": "ABS", "B": "12"}) == expected


@pytest.mark.parametrize(("fact", "ways"), [("non", EXCLUE), ("oui", VIDE), ("NE", VIDE | EXCLUE)])
def test_a_mean_that_may_keep_nothing_or_be_excluded_may_yet_be_either(fact: str, ways: int) -> None:
    kept = "{si: X, alors: {mesure: B, au_moins: 10}, sinon: {mesure: C, au_moins: 10}}"
    text = board("{mesure: m, au_moins: 10}", f"{{m: {{moyenne: [A], dont: {kept}}}}}")
    assert value_of(text, {"A": "12", "B": "5", "C": "NEUT", "X": fact}, "m").may == ways
