"""Every form of the rule language in words, as `certeval show` says it."""

import pytest

from certeval.referentiel.load import compile_document
from certeval.referentiel.models import Fichier
from certeval.render import rules
from certeval.sources import yaml

FORMS = [
    ("{parmi: criteres, plus_de: 50 %}", "more than 50 % of its critères"),
    ("{parmi: criteres de C1, au_moins: 2/3}", "at least 2/3 of the critères of C1"),
    ("{parmi: blocs, au_moins: 2, moins_de: 4}", "at least 2 and fewer than 4 of its blocs"),
    ("{parmi: [C1, C2, C3], au_plus: 1}", "at most 1 of C1, C2 and C3"),
    ("{parmi: epreuves, dont: {au_moins: 10}, plus_de: 1}", "more than 1 of its épreuves with a value ≥ 10"),
    ("{tous: competences}", "all its compétences"),
    ("{tous: competences de BC1}", "all the compétences of BC1"),
    ("{tous: [C1]}", "all of C1"),
    ("{tous: C1}", "all of C1"),
    ("{un_de: epreuves}", "at least one of its épreuves"),
    ("{un_de: faits, dont: evalue}", "at least one of its faits with a value entered"),
    ("{aucun: blocs, dont: {moins_de: 6}}", "none of its blocs with a value < 6"),
    ("{aucun: [C1, C2], dont: {au_plus: NA}}", "none of C1 and C2 with level NA or worse"),
    ("C1", "C1 acquired"),
    ("evalue", "a value entered"),
    ("{au_moins: 10}", "a value ≥ 10"),
    ("{au_moins: 50 %}", "a value ≥ 50 %"),
    ("{plus_de: 8, au_plus: '9,5'}", "a value > 8 and ≤ 9.5"),
    ("{au_moins: A}", "level A or better"),
    ("{plus_de: NA, moins_de: A}", "better than level NA and worse than level A"),
    ("{mesure: moyenne, au_moins: 10}", "moyenne ≥ 10"),
    ("{mesure: C1, au_plus: EA}", "C1: level EA or worse"),
    ("{et: [C1, {tous: blocs}]}", "all of these: C1 acquired; all its blocs"),
    ("{ou: [C1, {et: [C2, C3]}]}", "one of these: C1 acquired; (all of these: C2 acquired; C3 acquired)"),
    ("{non: {un_de: blocs}}", "not (at least one of its blocs)"),
    (
        "{si: C1, alors: {tous: blocs}, sinon: {ou: [C2, C3]}}",
        "if C1 acquired: all its blocs; otherwise: (one of these: C2 acquired; C3 acquired)",
    ),
    ("{moyenne: epreuves, au_moins: 10}", "the mean of its épreuves ≥ 10"),
    (
        "{moyenne: {E1: 2, E2: -0.5}, plus_de: 8}",
        "the mean of E1 (coefficient 2) and E2 (coefficient -0.5) > 8",
    ),
    (
        "{somme: epreuves de BC1, meilleures: 2, au_moins: 20}",
        "the total of the 2 best of the épreuves of BC1 ≥ 20",
    ),
    ("{somme: epreuves, meilleures: 1, au_moins: 9}", "the total of the best of its épreuves ≥ 9"),
    (
        "{moyenne: [E1, {produit: [1/12, total]}], dont: {au_moins: 4}, au_moins: 10}",
        "the mean of (E1 and (1/12 × total) with a value ≥ 4) ≥ 10",
    ),
    ("{minimum: [total, 20], au_plus: 20}", "the lowest of total and 20 ≤ 20"),
    ("{maximum: [E1], au_moins: 2}", "the highest of E1 ≥ 2"),
    ("{exces: [FAC], a: 10, plus_de: 0}", "the points above 10 in FAC > 0"),
    ("{manque: blocs, a: 4, au_plus: 1}", "the points below 4 in its blocs ≤ 1"),
    ("{arrondi: total, pas: 0.5, sens: proche, au_moins: 4}", "total rounded to the nearest 0.5 ≥ 4"),
    ("{arrondi: total, pas: 5, sens: haut, au_moins: 50}", "total rounded up to the next 5 ≥ 50"),
    ("{arrondi: total, pas: 1, sens: bas, au_moins: 4}", "total rounded down to the previous 1 ≥ 4"),
    (
        "{table: E1, valeurs: {A: 20, B: 15}, sinon: 0, au_moins: 15}",
        "the value of E1 in the table (A → 20; B → 15; any other → 0) ≥ 15",
    ),
    (
        "{table: [E1, E2], valeurs: {A: {X: 1, Y: 2}}, au_moins: 1}",
        "the value of E1 and E2 in the table (A + X → 1; A + Y → 2) ≥ 1",
    ),
]
MEASURES = [
    ("10", "10"),
    ("'9,5'", "9.5"),
    ("{nombre: blocs, dont: evalue}", "the number of its blocs with a value entered"),
    (
        "{si: C1, alors: {exces: [FAC], a: 10}, sinon: 0}",
        "if C1 acquired: the points above 10 in FAC; otherwise: 0",
    ),
]


def declaration(section: str, form: str) -> Fichier:
    """The models of a file with one named rule or measure, whether or not its names mean anything."""
    text = (
        f"format: 1\ncertification: {{code: c, version: 1.0.0}}\nvalidation: {{}}\n{section}: {{x: {form}}}\n"
    )
    model = compile_document(yaml.parse(text.encode(), "referentiel.yaml")).model
    assert model is not None
    return model


@pytest.mark.parametrize(("form", "words"), FORMS)
def test_every_form_of_a_rule_has_words(form: str, words: str) -> None:
    assert rules.in_words(declaration("regles", form).regles["x"]) == words


@pytest.mark.parametrize(("form", "words"), MEASURES)
def test_every_form_of_a_measure_has_words(form: str, words: str) -> None:
    assert rules.measure(declaration("mesures", form).mesures["x"]) == words


def test_a_rule_with_parts_is_said_on_several_lines() -> None:
    rule = declaration("regles", "{et: [{tous: blocs}, {si: C1, alors: C2, sinon: {ou: [C3, C4]}}]}").regles[
        "x"
    ]
    assert "".join(f"{'  ' * depth}{text}\n" for depth, text in rules.lines(rule)) == (
        "all of these:\n"
        "  all its blocs\n"
        "  if:\n"
        "    C1 acquired\n"
        "  then:\n"
        "    C2 acquired\n"
        "  otherwise:\n"
        "    one of these:\n"
        "      C3 acquired\n"
        "      C4 acquired\n"
    )
