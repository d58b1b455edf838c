"""Levels that carry points, and limits that are shares of a measure's greatest: below, at and above."""

from fractions import Fraction

import pytest
from candidates import Cell, codes, compile_text, value_of, verdicts

from certeval.rules.outcome import FAUX, INCONNU, VRAI

LEVELS = """
format: 1
certification: {code: essai, version: 1.0.0}
saisie:
  critere: {echelle: {niveaux: [NA, EA, A, TB], points: [0, 2, 3, 5]}}
validation:
  critere: CRITERE
  competence: RULE
  bloc: {tous: competences}
  certification: {tous: blocs}
blocs:
- code: B1
  intitule: Un bloc
  competences:
  - code: C1
    libelle: Une compétence
    criteres:
    - {code: K1, libelle: Un critère}
    - {code: K2, libelle: Un autre}
"""


def levels(rule: str, critere: str = "{au_moins: A}") -> str:
    return LEVELS.replace("RULE", rule).replace("CRITERE", critere)


def verdicts_of(file: str, **cells: Cell) -> dict[str, str]:
    """The verdicts of one candidate."""
    return verdicts(file, cells)


@pytest.mark.parametrize(
    ("bound", "valid"),
    [
        ("au_moins: A", ["A", "TB"]),
        ("au_moins: 3", ["A", "TB"]),
        ("plus_de: 3", ["TB"]),
        ("au_plus: 3", ["NA", "EA", "A"]),
        ("moins_de: 3", ["NA", "EA"]),
        ("au_moins: 2.5", ["A", "TB"]),
        ("plus_de: 2.5", ["A", "TB"]),
        ("au_plus: 2.5", ["NA", "EA"]),
        ("moins_de: 2.5", ["NA", "EA"]),
        ("au_moins: 40 %", ["EA", "A", "TB"]),
        ("plus_de: 40 %", ["A", "TB"]),
        ("au_plus: 40 %", ["NA", "EA"]),
        ("moins_de: 40 %", ["NA"]),
        ("au_moins: 70 %", ["TB"]),
        ("au_moins: EA, moins_de: 100 %", ["EA", "A"]),
        ("plus_de: NA, au_plus: 3", ["EA", "A"]),
    ],
)
def test_a_level_is_compared_with_levels_points_or_a_share_of_the_most(bound: str, valid: list[str]) -> None:
    file = levels("{un_de: criteres}", f"{{{bound}}}")
    found = [level for level in ("NA", "EA", "A", "TB") if verdicts_of(file, K1=level)["K1"] == "valide"]
    assert found == valid
    dont = levels(f"{{tous: [K1], dont: {{{bound}}}}}")
    assert [
        level for level in ("NA", "EA", "A", "TB") if verdicts_of(dont, K1=level)["C1"] == "valide"
    ] == valid


def test_points_add_up_average_and_round() -> None:
    file = levels("{somme: criteres, au_moins: 5}").replace(
        "validation:",
        """mesures:
  total: {somme: criteres}
  moyenne_: {moyenne: {K1: 2, K2: 1}}
  mieux: {maximum: [K1, K2]}
  rond: {arrondi: {moyenne: criteres}, pas: 1, sens: haut}
  gardes: {somme: criteres, dont: {au_moins: A}}
  seul: K1
validation:""",
    )
    names = ("total", "moyenne_", "mieux", "rond", "gardes", "seul")
    found = [value_of(file, {"K1": "EA", "K2": "TB"}, name).number for name in names]
    assert found == [7, 3, 5, 4, 5, 2]


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [("NA", "A", "non_valide"), ("EA", "A", "valide"), ("EA", "TB", "valide"), ("NA", "TB", "valide")],
)
def test_a_sum_of_points_is_compared_below_at_and_above(one: str, other: str, verdict: str) -> None:
    assert verdicts_of(levels("{somme: criteres, au_moins: 5}"), K1=one, K2=other)["C1"] == verdict


def test_a_level_not_known_has_the_points_of_any_and_an_exempted_one_leaves_with_its_weight() -> None:
    file = levels("{moyenne: criteres, au_moins: 70 %}")
    assert verdicts_of(file, K1="TB")["C1"] == "en_attente"
    assert verdicts_of(file, K1="TB", K2="DISP")["C1"] == "valide"
    assert verdicts_of(file, K1="A", K2="NEUT")["C1"] == "non_valide"
    assert verdicts_of(file, K1="DISP", K2="DISP")["C1"] == "en_attente"
    assert verdicts_of(levels("{mesure: K1, au_moins: 70 %}"), K1="DISP")["C1"] == "valide"


@pytest.mark.parametrize(
    ("scale", "code"),
    [
        ("[NA, EA, A, TB], points: [0, 2, 3]", "V265"),
        ("[NA, EA, A, TB], points: [0, 2, 3, 4, 5]", "V265"),
        ("[NA, EA, A, TB], points: [0, 3, 2, 5]", "V266"),
        ("[NA, EA, A, TB], points: [5, 3, 2, 0]", "V266"),
        ("[NA, EA, A, TB], points: [-3, -2, -1, 0]", "V267"),
        ("[NA, EA, A, TB], points: [0, 0, 1, 1]", None),
        ("[NA, EA, A, TB], points: []", "R103"),
        ("[NA, EA, A, TB], points: [5]", "R117"),
    ],
)
def test_each_level_has_its_points_never_fewer_than_the_one_before(scale: str, code: str | None) -> None:
    file = levels("{un_de: criteres}").replace("[NA, EA, A, TB], points: [0, 2, 3, 5]", scale)
    assert codes(file) == ([code] if code else [])


def test_levels_without_points_still_do_not_add_up() -> None:
    file = levels("{somme: criteres, au_moins: 5}").replace(", points: [0, 2, 3, 5]", "")
    assert codes(file) == ["V107"]


def test_a_fraction_over_the_most_points_is_not_taken_for_a_number() -> None:
    assert codes(levels("{mesure: K1, au_moins: 3/5}")) == ["V134"]
    assert codes(levels("{moyenne: criteres, dont: {au_moins: 3/5}, au_moins: 1}")) == ["V134"]


MARKS = """
format: 1
certification: {code: essai, version: 1.0.0}
saisie:
  epreuve: {echelle: {note: {sur: 20}}}
  fait: {echelle: {quantite: {max: 10}}}
mesures:
  generale: {moyenne: {E1: 3, E2: 1}}
  sur_cent: {produit: [5, generale]}
  plafonnee: {minimum: [generale, 15]}
  reste: {manque: [E1], a: 10}
  rang: {table: niveau, valeurs: {bas: 0, haut: 8}}
  total: {somme: epreuves}
  ecart: {somme: {E1: 1, E2: -1}}
  melee: {moyenne: [E1, J]}
  choisie: {si: J_, alors: E1, sinon: total}
regles:
  J_: {mesure: J, au_moins: 5}
paliers:
  niveau: [{nom: haut, si: {mesure: E1, au_moins: 10}}, {nom: bas}]
validation:
  certification: RULE
epreuves:
- {code: E1, intitule: Une épreuve}
- {code: E2, intitule: Une autre}
faits:
- {code: J, libelle: Des jours}
"""


@pytest.mark.parametrize(
    ("rule", "cells", "limit"),
    [
        ("{mesure: generale, BOUND: 60 %}", {"E2": "12"}, 12),
        ("{moyenne: epreuves, BOUND: 60 %}", {"E2": "12"}, 12),
        ("{mesure: sur_cent, BOUND: 60 %}", {"E2": "12"}, 12),
        ("{mesure: plafonnee, BOUND: 80 %}", {"E2": "12"}, 12),
        ("{moyenne: [generale, E1], BOUND: 60 %}", {"E2": "12"}, 12),
        ("{arrondi: generale, pas: 2, sens: proche, BOUND: 60 %}", {"E2": "12"}, 12),
        ("{moyenne: epreuves, meilleures: 1, BOUND: 60 %}", {"E2": "0"}, 12),
        ("{moyenne: epreuves, dont: {au_moins: 4}, BOUND: 60 %}", {"E2": "0"}, 12),
    ],
)
def test_a_share_of_a_computed_measure_is_of_its_greatest(
    rule: str, cells: dict[str, str], limit: int
) -> None:
    found = {
        bound: [
            verdicts_of(MARKS.replace("RULE", rule.replace("BOUND", bound)), E1=mark, **cells)[
                "certification"
            ]
            for mark in (str(limit - 2), str(limit), str(limit + 2))
        ]
        for bound in ("au_moins", "plus_de", "au_plus", "moins_de")
    }
    assert found == {
        "au_moins": ["non_valide", "valide", "valide"],
        "plus_de": ["non_valide", "non_valide", "valide"],
        "au_plus": ["valide", "valide", "non_valide"],
        "moins_de": ["valide", "non_valide", "non_valide"],
    }


def test_a_measure_that_falls_as_marks_rise_has_its_greatest_where_they_are_least() -> None:
    statuses = "statuts: {DISP: inconnu, EQ: inconnu, NEUT: inconnu}\nsaisie:"
    file = MARKS.replace("saisie:", statuses).replace("RULE", "{mesure: reste, au_plus: 50 %}")
    assert [verdicts_of(file, E1=mark)["certification"] for mark in ("4", "5", "6")] == [
        "non_valide",
        "valide",
        "valide",
    ]


@pytest.mark.parametrize("name", ["total", "ecart", "melee", "choisie"])
def test_a_greatest_that_varies_with_what_is_left_out_is_refused(name: str) -> None:
    assert codes(MARKS.replace("RULE", f"{{mesure: {name}, au_moins: 60 %}}")) == ["V111"]
    assert codes(MARKS.replace("RULE", f"{{moyenne: [E1, {name}], au_moins: 60 %}}")) == ["V111"]


def test_a_sum_of_what_is_never_left_out_has_one_greatest() -> None:
    statuses = "statuts: {DISP: inconnu, EQ: inconnu, NEUT: inconnu}\nsaisie:"
    file = MARKS.replace("saisie:", statuses).replace("RULE", "{mesure: total, au_moins: 60 %}")
    assert [verdicts_of(file, E1=mark, E2="12")["certification"] for mark in ("11", "12", "13")] == [
        "non_valide",
        "valide",
        "valide",
    ]


def test_a_share_of_a_measure_nested_in_others_is_settled_once_they_are() -> None:
    file = MARKS.replace(
        "RULE",
        "{et: [{non: {mesure: generale, moins_de: 60 %}}, {un_de: [generale], dont: {au_moins: 60 %}}]}",
    )
    assert [verdicts_of(file, E1=mark, E2="12")["certification"] for mark in ("11", "12", "13")] == [
        "non_valide",
        "valide",
        "valide",
    ]


def test_a_measure_is_kept_by_a_share_of_its_own_greatest() -> None:
    file = MARKS.replace("RULE", "{moyenne: [generale, sur_cent], dont: {au_moins: 50 %}, au_moins: 1}")
    assert codes(file) == []
    assert [verdicts_of(file, E1=mark, E2=mark)["certification"] for mark in ("9", "10")] == [
        "en_attente",
        "valide",
    ]


GAP = """
format: 1
certification: {code: essai, version: 1.0.0}
validation: {certification: {mesure: E1, au_moins: 10}}
epreuves:
- code: E1
  intitule: Une épreuve
  echelle: {note: {sur: 40}}
  jures: {retenir: moyenne, troisieme_si_ecart: {BOUND}}
"""


@pytest.mark.parametrize(
    ("bound", "kept"),
    [
        ("plus_de: 10 %", ["mean", "mean", "third"]),
        ("au_moins: 10 %", ["mean", "third", "third"]),
        ("plus_de: 4", ["mean", "mean", "third"]),
    ],
)
def test_a_gap_may_be_a_share_of_what_the_mark_is_out_of(bound: str, kept: list[str]) -> None:
    file = GAP.replace("BOUND", bound)
    found = [
        "third"
        if verdicts_of(file, E1={"jures": ["10", second, "0"]})["certification"] == "non_valide"
        else "mean"
        for second in ("13", "14", "15")
    ]
    assert found == kept


def test_a_share_is_exact() -> None:
    rule = "{mesure: generale, au_moins: 66.6 %}"
    file = MARKS.replace("RULE", rule)
    referentiel = compile_text(file).referentiel
    assert referentiel is not None
    step = referentiel.program.steps["verdict", "certification"]
    assert step.node.bounds.lower.at == Fraction(666, 50)  # type: ignore[attr-defined]


def test_points_of_what_is_for_some_leave_a_mean_whole_for_the_others() -> None:
    file = levels("{moyenne: criteres, au_moins: 70 %}").replace(
        "saisie:", "parcours: [{code: PA, intitule: Un}, {code: PB, intitule: Deux}]\nsaisie:"
    )
    file = file.replace(
        "{code: K2, libelle: Un autre}", "{code: K2, libelle: Un autre, pour: {parcours: [PA]}}"
    )
    rules = compile_text(file).referentiel
    assert rules is not None
    axis = rules.program.situation["parcours"]
    cells = {"K1": rules.entries["K1"].read("TB").value, "K2": rules.entries["K2"].read("NA").value}

    def of(parcours: str) -> int:
        state = rules.program.evaluate({**cells, "parcours": axis.read(parcours).value})
        return state.verdicts["C1"].outcome

    assert (of("PA"), of("PB"), of("")) == (FAUX, VRAI, INCONNU)
    total = file.replace("{moyenne: criteres, au_moins: 70 %}", "{somme: criteres, au_moins: 70 %}")
    statuses = "statuts: {DISP: inconnu, EQ: inconnu, NEUT: inconnu}\nsaisie:"
    assert codes(total.replace("\nsaisie:", f"\n{statuses}")) == ["V111"]
