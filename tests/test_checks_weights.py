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


OTHERS = """\
- {code: E3, intitule: Langue}
- {code: N1, intitule: Stage, echelle: {niveaux: ['4', '3', '2', '1']}, validation: {au_moins: '2'}}
- {code: N2, intitule: Dossier, echelle: {niveaux: [NA, EA, A]}, validation: {au_moins: A}}
"""
"""Épreuves of the certification beside those of its bloc: they may count where those are excluded."""


def ladder(first: str, second: str) -> str:
    marks = MARKS.replace("{certification: BC1", "{certification: BC1, epreuve: {au_moins: 8}")
    steps = [f"  - {{nom: a, si: {first}}}\n", f"  - {{nom: b, si: {second}}}\n", "  - {nom: c}\n"]
    return f"{marks}epreuves:\n{OTHERS}paliers:\n  mention:\n{''.join(steps)}"


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
        (f"{{{M}, au_moins: 10}}", f"{{ou: [{{{M}, au_moins: 12}}, {{{E1}, au_moins: 8}}]}}", True),
        (f"{{{M}, au_moins: 10}}", f"{{ou: [{{{M}, au_moins: 12}}, {{{M}, plus_de: 10}}]}}", False),
        (f"{{{M}, au_moins: 10}}", f"{{et: [{{{M}, au_moins: 12}}, {{mesure: E3, au_moins: 8}}]}}", True),
        (f"{{{E1}, au_moins: 10}}", f"{{et: [{{{E1}, au_moins: 12}}, {{{M}, au_moins: 8}}]}}", True),
        (
            f"{{et: [{{{E1}, au_moins: 10}}, {{mesure: E2, au_moins: 8}}]}}",
            f"{{et: [{{{E1}, au_moins: 12}}, {{mesure: E2, au_moins: 8}}, {{{M}, au_moins: 11}}]}}",
            False,
        ),
        ("{mesure: N1, au_moins: '3'}", "{mesure: N1, au_moins: '2'}", False),
        ("{mesure: N1, au_moins: '2'}", "{mesure: N1, au_moins: '3'}", True),
        ("{mesure: N2, au_moins: EA}", "{mesure: N2, au_moins: A}", False),
        ("{mesure: N2, plus_de: EA}", "{mesure: N2, au_moins: EA}", True),
        ("{parmi: epreuves, au_moins: 2}", "{tous: epreuves}", True),
        ("{parmi: epreuves, au_moins: 50 %}", "{tous: epreuves}", False),
        ("{un_de: epreuves}", "{parmi: epreuves, au_moins: 2}", False),
        ("{parmi: epreuves, au_moins: 2}", "{un_de: epreuves}", True),
        ("E1", f"{{{E1}, au_moins: 8}}", False),
        (f"{{{E1}, au_moins: 8}}", "E1", False),
        ("BC1", "{et: [BC1, E1]}", False),
        ("BC1", "{et: [BC1, N1]}", True),
    ],
)
def test_a_step_that_asks_more_than_one_before_it_is_never_reached(
    first: str, second: str, reached: bool
) -> None:
    told = [each for each in pointers(ladder(first, second)) if each[0] == "V204"]
    assert told == ([] if reached else [("V204", "si")])


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
