"""Weights weigh, the steps of a ladder can be reached, a measure serves."""

import pytest

from checking import MARKS, pointers


def mean(terms: str) -> str:
    return MARKS.replace("{moyenne: epreuves, au_moins: 10}", f"{{moyenne: {terms}, au_moins: 10}}")


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        ("{E1: 2, E2: 1}", []),
        ("{E1: 2, E2: 0,5}", []),
        ("{E1: 2, E2: 0}", [("V203", "0")]),
        ("{E1: 2, E2: 0.0}", [("V203", "0.0")]),
    ],
)
def test_a_coefficient_of_zero_counts_for_nothing(terms: str, found: list[tuple[str, str]]) -> None:
    if "0,5" in terms:
        terms = terms.replace("0,5", '"0,5"')
    assert pointers(mean(terms)) == found


def ladder(first: str, second: str) -> str:
    return f"{MARKS}paliers:\n  mention:\n  - {{nom: a, si: {first}}}\n  - {{nom: b, si: {second}}}\n  - {{nom: c}}\n"


M = "moyenne: [E1, E2]"
E1 = "mesure: E1"


@pytest.mark.parametrize(
    ("first", "second", "reached"),
    [
        (f"{{{M}, au_moins: 14}}", f"{{{M}, au_moins: 10}}", True),
        (f"{{{M}, au_moins: 10}}", f"{{{M}, au_moins: 14}}", False),
        (f"{{{M}, au_moins: 10}}", f"{{{M}, au_moins: 10}}", False),
        (f"{{{M}, au_moins: 10}}", f"{{{M}, plus_de: 10}}", False),
        (f"{{{M}, plus_de: 10}}", f"{{{M}, au_moins: 10}}", True),
        (f"{{{M}, moins_de: 8}}", f"{{{M}, moins_de: 5}}", False),
        (f"{{{M}, moins_de: 5}}", f"{{{M}, moins_de: 8}}", True),
        (f"{{{M}, au_moins: 10, au_plus: 12}}", f"{{{M}, au_moins: 11}}", True),
        (f"{{{M}, au_moins: 50 %}}", f"{{{M}, au_moins: 8}}", True),
        (f"{{{M}, au_moins: 10}}", f"{{{M}, au_moins: 40 %}}", True),
        (f"{{{M}, au_moins: 40 %}}", f"{{{M}, au_moins: 50 %}}", False),
        (f"{{{M}, au_moins: 10}}", f"{{{E1}, au_moins: 14}}", True),
        (f"{{{M}, au_moins: 10}}", f"{{et: [{{{M}, au_moins: 12}}, {{{E1}, au_moins: 8}}]}}", False),
        (f"{{et: [{{{M}, au_moins: 12}}, {{{E1}, au_moins: 8}}]}}", f"{{{M}, au_moins: 12}}", True),
        (f"{{ou: [{{{M}, au_moins: 10}}, {{{E1}, au_moins: 16}}]}}", f"{{{M}, au_moins: 12}}", False),
    ],
)
def test_a_step_that_asks_more_than_one_before_it_is_never_reached(
    first: str, second: str, reached: bool
) -> None:
    assert pointers(ladder(first, second)) == ([] if reached else [("V204", "si")])


@pytest.mark.parametrize(
    ("used", "found"),
    [
        ("", [("V205", "total")]),
        ("regles: {admis: {mesure: total, au_moins: 20}}\n", []),
        ("cas:\n- {nom: rien, cellules: {E1: 10, E2: 10}, attendu: {total: 20}}\n", []),
    ],
    ids=["nowhere", "in a rule", "in a case"],
)
def test_a_measure_that_nothing_uses_is_remarked(used: str, found: list[tuple[str, str]]) -> None:
    assert pointers(f"{MARKS}mesures: {{total: {{somme: [E1, E2]}}}}\n{used}") == found
