"""Limits on the scale of what they bound, means that keep their weight, exemptions that lose nobody."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from certeval.render.diagnostics import message
from checking import diagnostics
from conftest import Certeval

BOARD = """\
format: 1
certification: {code: essai, version: 1.0.0}
%svalidation:
  epreuve: %s
  fait: {au_moins: 1}
  bloc: %s
  certification: {tous: blocs}
saisie: {epreuve: {echelle: {note: {sur: 20}}}}
blocs:
- code: BC1
  intitule: Négocier et vendre
  epreuves:
  - {code: E1, intitule: Étude de cas%s}
  - {code: E2, intitule: Entretien de vente}
  - {code: E3, intitule: Langue, echelle: {note: {sur: 10}}}
  - {code: E4, intitule: Dossier, echelle: {note: {sur: 20, pas: 5}}}
faits:
- {code: J1, libelle: Jours de présence, echelle: {quantite: {max: 100, pas: 1}}}
regles: {presence: J1}
"""


def findings(
    bloc: str = "{tous: epreuves}", epreuve: str = "{au_moins: 8}", more: str = "", e1: str = ""
) -> list[str]:
    """The codes of this page that a référentiel is told of."""
    codes = [d.code for d in diagnostics(BOARD % (more, epreuve, bloc, e1))]
    return [code for code in codes if code[0] == "V" and code not in {"V205", "V203", "V217"}]


@pytest.mark.parametrize(
    ("bloc", "codes"),
    [
        ("{mesure: E1, au_moins: 10/20}", ["V134"]),
        ("{mesure: E1, au_moins: 6/20}", ["V134"]),
        ("{mesure: E1, plus_de: 10/20}", ["V134"]),
        ("{mesure: E3, au_moins: 5/10}", ["V134"]),
        ("{mesure: E3, au_moins: 61/20}", []),
        ("{mesure: E1, au_moins: 61/6}", []),
        ("{moyenne: [E1, E2], au_moins: 6/20}", ["V134"]),
        ("{moyenne: [E1, E2], au_moins: 61/6}", []),
        ("{somme: [E1, E3], au_moins: 7/10}", ["V134"]),
        ("{parmi: [E1, E2], dont: {au_moins: 10/20}, au_moins: 1}", ["V134"]),
        ("{moyenne: [E1, E2], dont: {au_moins: 8/20}, au_moins: 10}", ["V134"]),
        ("{parmi: epreuves, au_moins: 2/3}", []),
        ("{exces: [E1, E2], a: 10/20, au_moins: 5}", ["V134"]),
        ("{manque: [E1, E2], a: 8/20, au_plus: 0.1}", ["V134"]),
        ("{manque: [E1, E3], a: 8/10, au_plus: 0.1}", ["V134"]),
        ("{manque: [E1, E2], a: 17/2, au_plus: 5}", []),
        ("{manque: [E1, E2], a: 8, au_plus: 5}", []),
        ("{minimum: [E1, 10/20], au_plus: 0.4}", ["V134"]),
        ("{maximum: [10/20, E1], au_moins: 8}", ["V134"]),
        ("{maximum: [E3, 8/10], au_moins: 8}", ["V134"]),
        ("{somme: [E1, 2/20], au_moins: 8}", ["V134"]),
        ("{somme: [E1, 5/2], au_moins: 8}", []),
        ("{somme: [{si: {mesure: E1, au_moins: 10}, alors: E2, sinon: 5/20}], au_moins: 8}", ["V134"]),
        ("{somme: [{si: {mesure: E3, au_moins: 5}, alors: 8/10, sinon: E3}], au_moins: 4}", ["V134"]),
        ("{somme: [{si: {mesure: E1, au_moins: 10}, alors: E2, sinon: 5}], au_moins: 8}", []),
    ],
)
def test_a_fraction_over_what_marks_are_out_of_is_refused_with_the_mark_meant(
    bloc: str, codes: list[str]
) -> None:
    assert findings(bloc) == codes


@pytest.mark.parametrize(
    ("more", "e1", "code"),
    [
        ("statuts: {ABI: {valeur: 5/20}}\n", "", "V134"),
        ("", ", statuts: {ABI: {valeur: 5/20}}", "V130"),
    ],
    ids=["for all", "for one"],
)
def test_the_value_of_a_status_is_a_mark(more: str, e1: str, code: str) -> None:
    assert findings(more=more, e1=e1) == [code]
    assert findings(more=more.replace("5/20", "5"), e1=e1.replace("5/20", "5")) == []


@pytest.mark.parametrize(
    ("statuts", "told"),
    [("ABI: {valeur: NA}", []), ("Abi: {valeur: NA}", []), ("ABI: exclu", []), ("RET: exclu", ["V130"])],
)
def test_a_status_of_a_kind_that_an_element_gives_another_value_is_no_matter_there(
    statuts: str, told: list[str]
) -> None:
    """It was refused: 0 is no level, though the element says what the status is worth there."""
    e1 = f", echelle: {{niveaux: [NA, A]}}, validation: {{au_moins: A}}, statuts: {{{statuts}}}"
    text = (BOARD % ("", "{au_moins: 8}", "{tous: epreuves}", e1)).replace(
        "{note: {sur: 20}}}}", "{note: {sur: 20}}, statuts: {ABI: {valeur: 0}}}}", 1
    )
    assert [each.code for each in diagnostics(text)] == told


@pytest.mark.parametrize(
    ("bloc", "codes"),
    [
        ("{moyenne: [E1, E2, E2], au_moins: 8}", ["V212"]),
        ("{somme: [E1, E1], au_moins: 8}", ["V212"]),
        ("{somme: {E1: 2}, au_moins: 8}", []),
        ("{somme: [E1, 5, 5], au_moins: 20}", []),
        ("{arrondi: {moyenne: [E1, E2]}, pas: 25, sens: haut, au_moins: 10}", ["V211"]),
        ("{arrondi: E3, pas: 10, sens: proche, au_moins: 5}", ["V211"]),
        ("{arrondi: {moyenne: [E1, E2]}, pas: 5, sens: haut, au_moins: 10}", []),
        ("{arrondi: {produit: [1/20, E1]}, pas: 1, sens: proche, au_moins: 1}", []),
        ("{table: E1, valeurs: {0: 0, 10: 1}, au_moins: 1}", ["V125"]),
        ("{table: E1, valeurs: {0: 0, 10: 1}, sinon: 0, au_moins: 1}", []),
        ("{table: E4, valeurs: {0: 0, 5: 0, 10: 1, 20: 2}, au_moins: 1}", ["V125"]),
        ("{table: E4, valeurs: {0: 0, 5: 0, 10: 1, 15: 1, 20: 2}, au_moins: 1}", []),
        ("{table: E4, valeurs: {0: 0, 5: 0, 10: 1, 15: 1, 17: 2}, au_moins: 1}", ["V125"]),
        ("{minimum: [E1, 10], au_moins: 8}", []),
        ("{produit: [{minimum: [E1, E2]}, 1/20], au_moins: 0.5}", []),
    ],
)
def test_a_term_counts_once_a_step_fits_its_marks_and_a_table_answers_for_each(
    bloc: str, codes: list[str]
) -> None:
    assert findings(bloc) == codes


TABLES = """\
format: 1
certification: {code: essai, version: 1.0.0}
validation: {epreuve: {au_moins: 5}, certification: {table: %s, valeurs: {%s}, au_moins: 1}}
saisie: {epreuve: {echelle: {note: {sur: 10, pas: 5}}}}
mesures: {t: %s}
epreuves:
- {code: E1, intitule: Écrit}
- {code: E2, intitule: Oral}
- {code: E3, intitule: Stage, tentatives: {retenir: meilleure, plafond: 7}}
- {code: E4, intitule: Dossier, jures: {retenir: moyenne}}
- {code: E5, intitule: Soutenance, tentatives: {retenir: premiere, plafond: 7}}
- {code: N1, intitule: Langue, echelle: {niveaux: [NA, A]}, validation: {au_moins: A}}
"""


@pytest.mark.parametrize(
    ("key", "measure", "rows", "absent"),
    [
        ("t", "{somme: [E1, E2]}", "0: 1, 5: 1, 10: 1, 15: 1, 20: 1", None),
        ("t", "{somme: [E1, E2]}", "0: 1, 5: 1, 10: 1, 15: 1", "20"),
        ("t", "{moyenne: [E1, E2]}", "0: 1, 2.5: 1, 5: 1, 7.5: 1, 10: 1", None),
        ("t", "{moyenne: [E1, E2]}", "0: 1, 5: 1, 10: 1", "2.5"),
        ("t", "{produit: [1/5, E1]}", "0: 1, 1: 1, 2: 1", None),
        ("t", "{si: {mesure: E1, au_moins: 5}, alors: 1, sinon: 0}", "0: 1, 1: 1", None),
        ("t", "{si: {mesure: E1, au_moins: 5}, alors: 1, sinon: 0}", "0: 1", "1"),
        ("t", "{exces: [E1], a: 5}", "0: 1, 5: 1", None),
        ("t", "{nombre: [E1, E2]}", "0: 1, 1: 1", "2"),
        ("t", "{somme: [E4]}", "0: 1, 5: 1, 10: 1", "0.5"),
        ("E1", "1", "0: 1, 5: 1, 10: 1", None),
        ("E1", "1", "0: 1, 10: 1", "5"),
        ("E3", "1", "0: 1, 5: 1, 10: 1", "7"),
        ("E3", "1", "0: 1, 5: 1, 7: 1, 10: 1", None),
        ("E4", "1", "0: 1, 5: 1, 10: 1", "2.5"),
        ("E5", "1", "0: 1, 5: 1, 10: 1", None),
        ("[N1, E1]", "1", "NA: {0: 1, 5: 1, 10: 1}, A: {0: 1, 5: 1}", "A / 10"),
        ("[N1, E1]", "1", "NA: {0: 1, 5: 1, 10: 1}", "A / 0"),
        ("[N1, E1]", "1", "NA: {0: 1, 5: 1, 10: 1}, A: {0: 1, 5: 1, 10: 1, 12: 1}", None),
        ("[N1, t]", "{nombre: [N1, E1]}", "NA: {0: 1, 1: 1}, A: {1: 1, 2: 1}", None),
    ],
)
def test_a_table_has_a_row_for_all_that_comes_to_be_and_none_is_asked_for_what_does_not(
    key: str, measure: str, rows: str, absent: str | None
) -> None:
    """A table over a sum of half marks was refused for want of a row between two of them."""
    told = [d.arguments["row"] for d in diagnostics(TABLES % (key, rows, measure)) if d.code == "V125"]
    assert told == ([absent] if absent else [])


def test_a_table_that_a_template_gives_to_several_is_told_once() -> None:
    epreuve = "{table: E1, valeurs: {0: 0, 10: 1}, au_moins: 1}"
    assert findings("{tous: [E2]}", epreuve) == ["V125"]


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ("{moyenne: [E2, E3], plus_de: 15}", []),
        ("{moyenne: [E2, E2], plus_de: 19}", []),
        ("{mesure: E1, moins_de: 5}", ["V210", "V210"]),
    ],
)
def test_whoever_is_exempted_loses_nothing_that_another_exemption_may_save(
    other: str, told: list[str]
) -> None:
    """A mean of 20 and 10 is above 15 where the second one is exempted."""
    found = findings(f"{{ou: [{{mesure: E1, au_plus: 10}}, {other}]}}")
    assert [code for code in found if code == "V210"] == told


def test_the_mark_meant_is_said() -> None:
    (said,) = [
        d
        for d in diagnostics(BOARD % ("", "{au_moins: 8}", "{mesure: E1, au_moins: 10/20}", ""))
        if d.code == "V134"
    ]
    assert (said.arguments["mark"], said.arguments["total"]) == (10, 20)


@pytest.mark.parametrize(
    ("bloc", "codes"),
    [
        ("{mesure: E1, au_moins: 0.5}", ["V206"]),
        ("{mesure: E1, au_moins: 1}", ["V206"]),
        ("{mesure: E1, au_moins: 1.01}", []),
        ("{mesure: E1, plus_de: 0}", []),
        ("{aucun: [E1, E2], dont: {au_plus: 0}}", []),
        ("{aucun: [E1, E2], dont: {moins_de: 0.3}}", ["V206"]),
        ("{moyenne: [E1, E2], au_moins: 0.5}", ["V206"]),
        ("{moyenne: [E1, E2], au_moins: 2}", []),
        ("{exces: [E1, E2], a: 10, au_plus: 1}", []),
        ("{manque: [E1, E2], a: 10, au_plus: 1}", []),
        ("{mesure: J1, au_plus: 3}", ["V210"]),
        ("{mesure: J1, au_moins: 3}", []),
        ("{parmi: epreuves, au_moins: 1}", []),
    ],
)
def test_a_limit_in_the_lowest_twentieth_is_told(bloc: str, codes: list[str]) -> None:
    assert findings(bloc) == codes


@pytest.mark.parametrize(
    ("bloc", "codes"),
    [
        ("{mesure: E1, au_moins: 10, au_plus: 19}", ["V210"]),
        ("{mesure: E1, au_moins: 10, au_plus: 20}", []),
        ("{mesure: E1, au_moins: 10, au_plus: 21}", ["V207"]),
        ("{mesure: E1, au_moins: 21}", ["V201"]),
        ("{moyenne: [E1, E2], au_moins: 10, moins_de: 25}", ["V207"]),
        ("{parmi: epreuves, au_moins: 2, au_plus: 4}", []),
        ("{parmi: epreuves, au_moins: 2, au_plus: 5}", ["V207"]),
    ],
)
def test_a_limit_outside_what_it_bounds_is_told(bloc: str, codes: list[str]) -> None:
    assert findings(bloc) == codes


@pytest.mark.parametrize(
    ("attempts", "codes"),
    [
        ("{retenir: meilleure, plafond: 19}", []),
        ("{retenir: meilleure, plafond: 20}", []),
        ("{retenir: meilleure, plafond: 25}", ["V207"]),
        ("{retenir: meilleure, plafond: 0.5}", ["V206"]),
        ("{retenir: meilleure, plafond: 0}", ["V206"]),
        ("{retenir: meilleure, plafond: -1}", ["V206"]),
        ("{retenir: meilleure, plafond: 10/20}", ["V134"]),
        ("{retenir: meilleure, plafond: 21/2}", []),
        ("{retenir: derniere, conserver_si: {au_moins: 25}}", ["V207"]),
        ("{retenir: derniere, conserver_si: {au_moins: 12}}", []),
        ("{retenir: derniere, conserver_si: {au_moins: 20}}", []),
        ("{retenir: derniere, conserver_si: {plus_de: 20}}", ["V207"]),
        ("{retenir: derniere, conserver_si: {plus_de: 0}}", []),
        ("{retenir: derniere, conserver_si: {au_moins: 0}}", ["V202"]),
        ("{retenir: derniere, conserver_si: {au_moins: -1}}", ["V202"]),
        ("{retenir: derniere, conserver_si: {au_plus: 21}}", ["V202"]),
        ("{retenir: derniere, conserver_si: {au_moins: 12/20}}", ["V134"]),
    ],
)
def test_the_ceiling_and_the_condition_of_attempts_are_on_the_scale(attempts: str, codes: list[str]) -> None:
    assert findings(e1=f", tentatives: {attempts}") == codes


@pytest.mark.parametrize(
    ("ceiling", "codes"), [("0.5", ["V206"]), ("0.6", []), ("10", []), ("20", []), ("20.1", ["V207"])]
)
def test_a_ceiling_for_all_epreuves_is_told_where_it_suits_none(ceiling: str, codes: list[str]) -> None:
    """E3 is out of 10, the others out of 20."""
    scale = "{note: {sur: 20}}"
    text = BOARD.replace(
        f"echelle: {scale}", f"echelle: {scale}, tentatives: {{retenir: meilleure, plafond: {ceiling}}}"
    )
    found = [d.code for d in diagnostics(text % ("", "{au_moins: 8}", "{tous: epreuves}", ""))]
    assert [code for code in found if code[0] == "V"] == codes


@pytest.mark.parametrize(
    ("points", "bound", "other"),
    [
        ("0, 1, 2, 3", "au_moins: 3", "4"),
        ("0, 1, 2, 3", "au_moins: 4", None),
        ("0, 1, 2, 3", "moins_de: 3", "4"),
        ("0, 1, 2, 3", "moins_de: 4", None),
        ("2, 3, 4, 5", "plus_de: 1", None),
        ("2, 3, 4, 5", "plus_de: 2", "1"),
        ("2, 3, 4, 5", "au_plus: 1", None),
        ("2, 3, 4, 5", "au_plus: 2", "1"),
        ("0, 2, 4, 5", "au_moins: 3", None),
        ("0, 2, 4, 5", "au_moins: 4", "3"),
    ],
)
def test_a_level_s_name_may_mean_points_where_another_level_has_them(
    points: str, bound: str, other: str | None
) -> None:
    """No level has 4 points where the best has 3: « au_moins: 4 » is the level of that name, and no other."""
    scale = f", echelle: {{niveaux: [1, 2, 3, 4], points: [{points}]}}, validation: {{{bound}}}"
    told = diagnostics(BOARD % ("", "{au_moins: 8}", "{tous: epreuves}", scale))
    assert [d.arguments["other"] for d in told if d.code == "V268"] == ([other] if other else [])


@pytest.mark.parametrize(
    ("bound", "other"), [("au_moins: 3", "4"), ("au_moins: 4", None), ("au_plus: 3", "4")]
)
def test_a_level_s_name_may_mean_points_where_attempts_are_kept_too(bound: str, other: str | None) -> None:
    scale = "echelle: {niveaux: [1, 2, 3, 4], points: [0, 1, 2, 3]}, validation: {au_moins: 4}"
    kept = f", {scale}, tentatives: {{retenir: derniere, conserver_si: {{{bound}}}}}"
    told = diagnostics(BOARD % ("", "{au_moins: 8}", "{tous: epreuves}", kept))
    assert [d.arguments["other"] for d in told if d.code == "V268"] == ([other] if other else [])


@pytest.mark.parametrize(
    ("gap", "codes"),
    [
        ("au_moins: 3", []),
        ("plus_de: 1", []),
        ("plus_de: 15 %", []),
        ("au_moins: 20", []),
        ("au_moins: 21", ["V207"]),
        ("plus_de: 20", ["V207"]),
        ("plus_de: 19", []),
        ("plus_de: 0", []),
        ("au_moins: 0", ["V202"]),
        ("au_moins: -1", ["V202"]),
    ],
)
def test_a_gap_that_two_marks_never_have_calls_no_third(gap: str, codes: list[str]) -> None:
    jures = f"{{retenir: moyenne, nombre: 2, troisieme_si_ecart: {{{gap}}}}}"
    assert findings(e1=f", jures: {jures}") == codes


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("jures: {retenir: minimum, troisieme_si_ecart: {au_moins: 2}}", None),
        (
            "jures: {retenir: minimum, troisieme_si_ecart: {plus_de: 2}}",
            "« plus_de: 2 » lies outside what E1 may be, from 0 to 2: it changes nothing",
        ),
        (
            "jures: {retenir: minimum, troisieme_si_ecart: {au_moins: 0}}",
            "« au_moins: 0 » is always met by E1: the values possible go from 0 to 2",
        ),
        ("tentatives: {retenir: derniere, conserver_si: {au_moins: EA}}", None),
        ("tentatives: {retenir: derniere, conserver_si: {au_moins: A}}", None),
        (
            "tentatives: {retenir: derniere, conserver_si: {au_moins: NA}}",
            "« au_moins: NA » is always met by E1: the values possible go from NA to A",
        ),
        (
            "tentatives: {retenir: derniere, conserver_si: {plus_de: A}}",
            "« plus_de: A » lies outside what E1 may be, from NA to A: it changes nothing",
        ),
        ("tentatives: {retenir: derniere, plafond: 2}", None),
        (
            "tentatives: {retenir: derniere, plafond: 1}",
            "« plafond: NA » is nearly nothing of what E1 may be, from NA to A",
        ),
    ],
)
def test_what_is_asked_of_attempts_and_gaps_on_levels_changes_something(entry: str, told: str | None) -> None:
    """A first attempt that is always kept makes nothing of all others, and nothing was said."""
    scale = "echelle: {niveaux: [NA, EA, A], points: [0, 2, 5]}, validation: {au_moins: EA}"
    found = diagnostics(BOARD % ("", "{au_moins: 8}", "{tous: epreuves}", f", {scale}, {entry}"))
    assert [message(each) for each in found if each.code in {"V202", "V206", "V207"}] == (
        [told] if told else []
    )


@pytest.mark.parametrize(
    ("points", "codes"),
    [
        ("{exces: [E1, E2], a: 10, au_moins: 2}", []),
        ("{exces: [E1, E2], a: 10/20, au_moins: 2}", ["V134"]),
        ("{manque: {E1: 2, E2: 1}, a: 10/20, moins_de: 1}", ["V134"]),
        ("{exces: [E1, E2], a: 0, au_moins: 2}", []),
        ("{manque: [E1, E3], a: 1, moins_de: 2}", []),
    ],
)
def test_points_above_or_below_a_mark_are_counted_from_a_mark(points: str, codes: list[str]) -> None:
    assert findings(points) == codes


@pytest.mark.parametrize(("best", "codes"), [("3", []), ("4", []), ("5", ["V208"])])
def test_the_best_are_of_more(best: str, codes: list[str]) -> None:
    assert findings(f"{{moyenne: epreuves, meilleures: {best}, au_moins: 8}}") == codes
    assert findings(f"{{somme: epreuves, meilleures: {best}, au_moins: 8}}") == codes


def test_a_template_is_right_where_it_is_so_for_one_element() -> None:
    two = BOARD.replace(
        "faits:",
        "- code: BC2\n  intitule: Autre\n  epreuves:\n  - {code: E5, intitule: Autre épreuve}\nfaits:",
    )
    text = two % ("", "{au_moins: 8}", "{moyenne: epreuves, meilleures: 3, au_moins: 8}", "")
    assert "V208" not in [d.code for d in diagnostics(text)]


@pytest.mark.parametrize(
    ("weights", "codes"),
    [
        ("{E1: 2, E2: 1}", []),
        ("{E1: 2, E2: -1}", ["V209"]),
        ("{E1: 1, E2: -1}", ["V209"]),
        ("{E1: 1, E2: -2}", ["V209"]),
        ("{E1: 1, E2: 1, E3: -1}", ["V209"]),
    ],
)
def test_weights_that_may_add_up_to_nothing_are_told(weights: str, codes: list[str]) -> None:
    assert [c for c in findings(f"{{moyenne: {weights}, au_moins: 8}}") if c == "V209"] == codes


@pytest.mark.parametrize(
    ("weights", "left", "weight"),
    [
        ("{E1: 2, E2: -1}", ("E2",), -1),
        ("{E1: 1, E2: 1, E3: -1}", ("E3",), -1),
        ("{E1: 2, E2: -1, E3: -1/2}", ("E2", "E3"), Fraction(-3, 2)),
        ("{E1: 0, E2: 0}", ("E1", "E2"), 0),
    ],
)
def test_weights_that_vanish_are_told_with_what_then_counts_alone(
    weights: str, left: tuple[str, ...], weight: int | Fraction
) -> None:
    text = BOARD % ("", "{au_moins: 8}", f"{{moyenne: {weights}, au_moins: 8}}", "")
    (told,) = (each for each in diagnostics(text) if each.code == "V209")
    assert told.arguments == {"weight": weight, "left": left}
    assert message(told).startswith(f"the weights of {' and '.join(left)} add up to")


def test_weights_that_no_status_takes_away_leave_a_mean() -> None:
    entered = "statuts: {DISP: inconnu, EQ: inconnu, NEUT: inconnu}\n"
    assert "V209" not in findings("{moyenne: {E1: 2, E2: -1}, au_moins: 8}", more=entered)
    assert "V209" in findings("{moyenne: {E1: 1, E2: -1}, au_moins: 8}", more=entered)


def test_a_mean_some_of_whose_weights_are_negative_is_bounded_whatever_leaves() -> None:
    """Where E2 weighs less than 0, what is left may be divided by less than all weights: nothing is « never met »."""
    assert findings("{moyenne: {E1: 2, E2: 1, E3: -1}, au_moins: 19}") == ["V209"]
    assert findings("{moyenne: {E1: 1, E2: -1}, au_moins: 300}")[-1] == "V209"


@pytest.mark.parametrize(
    ("bloc", "more", "codes"),
    [
        ("{mesure: J1, au_plus: 10}", "", ["V210"]),
        ("{mesure: J1, au_plus: 10}", "statuts: {DISP: exclu, EQ: exclu}\n", []),
        ("{et: [{mesure: J1, moins_de: 10}, E1]}", "", ["V210"]),
        ("{ou: [{mesure: J1, au_plus: 10}, E1]}", "", []),
        ("{aucun: [E1, E2], dont: {moins_de: 6}}", "", []),
        ("{non: {mesure: J1, au_plus: 10}}", "", []),
    ],
)
def test_an_exemption_that_loses_what_it_should_spare_is_told(bloc: str, more: str, codes: list[str]) -> None:
    assert findings(bloc, more=more) == codes


@pytest.mark.parametrize(
    ("bloc", "codes"),
    [
        ("{mesure: E4, au_moins: 12, au_plus: 14}", ["V136"]),
        ("{mesure: E4, au_moins: 12, au_plus: 15}", []),
        ("{mesure: E4, au_moins: 10, au_plus: 14}", []),
        ("{mesure: E4, plus_de: 10, moins_de: 15}", ["V136"]),
        ("{mesure: E1, au_moins: 12, au_plus: 14}", []),
        ("{mesure: m, plus_de: 1, moins_de: 2}", ["V136"]),
        ("{mesure: m, au_moins: 1, moins_de: 2}", []),
        ("{arrondi: {moyenne: [E1, E2]}, pas: 5, sens: bas, au_moins: 11, au_plus: 14}", ["V136"]),
    ],
)
def test_bounds_between_two_steps_are_never_met(bloc: str, codes: list[str]) -> None:
    told = findings(bloc, more="mesures: {m: {nombre: [E1, E2]}}\n")
    assert [code for code in told if code != "V210"] == codes


@pytest.mark.parametrize(
    ("bloc", "codes"),
    [
        ("{moyenne: [E1, E3], au_moins: 15}", []),
        ("{moyenne: [E1, E3], au_moins: 16}", []),
        ("{moyenne: [E1, E3], au_moins: 20}", []),
        ("{moyenne: [E1, E3], au_moins: 20.1}", ["V201"]),
    ],
)
def test_an_exempted_mark_leaves_a_mean_that_reaches_higher(bloc: str, codes: list[str]) -> None:
    assert findings(bloc) == codes


@pytest.mark.parametrize(
    ("bloc", "told"),
    [
        ("{moyenne: [E1, E3], au_moins: 5, au_plus: 16}", []),
        ("{moyenne: [E1, E3], au_moins: 5, au_plus: 20}", []),
        (
            "{moyenne: [E1, E3], au_moins: 5, au_plus: 20.1}",
            ["« au_plus: 20.1 » lies outside what BC1 may be, from 0 to 20: it changes nothing"],
        ),
    ],
)
def test_a_limit_that_an_exempted_mark_leaves_room_for_changes_something(bloc: str, told: list[str]) -> None:
    found = diagnostics(BOARD % ("", "{au_moins: 8}", bloc, ""))
    assert [message(each) for each in found if each.code == "V207"] == told


def test_what_an_exempted_mark_leaves_may_be_lower_too() -> None:
    text = BOARD.replace(
        "E2, intitule: Entretien de vente", "E2, intitule: Oral, echelle: {note: {min: 10, sur: 20}}"
    )
    bloc = "{moyenne: [E1, E2], au_moins: 5}"
    assert "V202" not in [d.code for d in diagnostics(text % ("", "{au_moins: 12}", bloc, ""))]
    kept = text.replace("saisie:", "statuts: {DISP: inconnu, EQ: inconnu, NEUT: inconnu}\nsaisie:")
    assert "V202" in [d.code for d in diagnostics(kept % ("", "{au_moins: 12}", bloc, ""))]


@pytest.mark.parametrize(
    ("levels", "told"), [("[vide, EC]", 1), ("[Vide, EC]", 1), ("[abs, EC]", 1), ("[NA, EC]", 0)]
)
def test_a_level_has_no_name_of_a_status_nor_of_an_empty_cell(levels: str, told: int) -> None:
    scale = f", echelle: {{niveaux: {levels}}}, validation: {{au_moins: EC}}"
    assert findings(e1=scale).count("V129") == told


@pytest.mark.parametrize(
    ("status", "told"),
    [("vid", 1), ("vides", 1), ("Vidé", 0), ("vide", 0), ("VIDE", 0), ("valide", 0), ("ABI", 0), ("VAE", 0)],
)
def test_a_status_that_is_nearly_called_vide_is_told(status: str, told: int) -> None:
    declared = f"statuts: {{{status}: exclu}}"
    assert findings(more=f"{declared}\n").count("V213") == told
    assert findings(e1=f", {declared}").count("V213") == told


@pytest.mark.parametrize(
    ("echelle", "told"),
    [
        ("{niveaux: [A, B, C]}", 1),
        ("{niveaux: [a, b, c, d]}", 1),
        ("{niveaux: [C, B, A]}", 0),
        ("{niveaux: [A, B, C], points: [0, 1, 2]}", 0),
        ("{niveaux: [A1, A2, B1]}", 0),
        ("{niveaux: [A, EA, NA]}", 1),
        ("{niveaux: [NA, EA, A]}", 0),
        ("{niveaux: [Acquis, En cours, Non-acquis]}", 1),
        ("{niveaux: [Suffisant, Insuffisant]}", 1),
        ("{niveaux: [Insuffisant, Suffisant]}", 0),
        ("{niveaux: [Expert, Acquis, En cours, Non acquis]}", 1),
        ("{niveaux: [Non acquis, En cours, Acquis, Expert]}", 0),
        ("{niveaux: [Très satisfaisant, Satisfaisant, Peu satisfaisant]}", 1),
        ("{niveaux: [Peu satisfaisant, Satisfaisant, Très satisfaisant]}", 0),
        ("{niveaux: [Favorable, Réservé, Défavorable]}", 1),
        ("{niveaux: [Défavorable, Réservé, Favorable]}", 0),
        ("{niveaux: [Non passé, Passé, Dépassé]}", 0),
        ("{niveaux: [Passée, Dépassée]}", 0),
    ],
)
def test_levels_that_begin_with_the_best_are_told(echelle: str, told: int) -> None:
    validation = "validation: {parmi: [E2, E3], au_moins: 1}"
    assert findings(e1=f", echelle: {echelle}, {validation}").count("V214") == told


@pytest.mark.parametrize(
    "entry",
    [
        "jures: {retenir: moyenne, troisieme_si_ecart: {}}",
        "tentatives: {retenir: meilleure, conserver_si: {}}",
        "echelle: {niveaux: [A, B]}, tentatives: {retenir: meilleure, conserver_si: {}}",
    ],
)
def test_bounds_without_a_limit_are_refused_wherever_they_stand(entry: str) -> None:
    """They would call a third juror to every mark, or keep every first attempt."""
    assert "V112" in findings("{tous: [E2]}", "{tous: [E2]}", e1=f", {entry}")


@pytest.mark.parametrize(
    ("bloc", "told"),
    [
        (
            "{parmi: [E1, E3], dont: {au_moins: 12}, au_moins: 1}",
            [("V201", "« au_moins: 12 » can never be met by E3: the values possible go from 0 to 10")],
        ),
        ("{moyenne: [E1, E3], dont: {au_plus: 12}, au_moins: 5}", []),
        ("{parmi: [E3, E1], dont: {moins_de: 15}, au_moins: 1}", []),
        ("{parmi: [E1, E3], dont: {au_moins: 10}, au_moins: 1}", []),
        (
            "{parmi: [E1, E3], dont: {au_plus: 20}, au_moins: 1}",
            [("V202", "« au_plus: 20 » is always met by E1: the values possible go from 0 to 20")],
        ),
        ("{moyenne: [12, E1], dont: {au_moins: 10}, au_moins: 11}", []),
        (
            "{moyenne: [2, {somme: [3, 4], dont: {au_moins: 3}}], dont: {au_plus: 2}, moins_de: 7}",
            [("V202", "« au_moins: 3 » is always met by BC1: the values possible go from 3 to 3")],
        ),
        (
            "{moyenne: [19, 18, 9, E1], dont: {au_moins: 17}, au_moins: 18}",
            [("V201", "« au_moins: 17 » can never be met by BC1: the values possible go from 9 to 9")],
        ),
        (
            "{et: [{mesure: N1, au_moins: NA}, {mesure: N1, au_plus: EA}]}",
            [("V202", "« au_moins: NA » is always met by N1: the values possible go from NA to A")],
        ),
        *(
            (
                f"{{parmi: [{items}], dont: {{au_moins: 15}}, au_moins: 1}}",
                [("V201", "« au_moins: 15 » can never be met by E3: the values possible go from 0 to 10")],
            )
            for items in ("E3, E5", "E5, E3", "E1, E3, E5", "E5, E1, E3")
        ),
        ("{parmi: [E1, E5], dont: {au_moins: 15}, au_moins: 1}", []),
        ("{parmi: [E5, E1], dont: {au_moins: 15}, au_moins: 1}", []),
    ],
)
def test_what_is_always_met_is_so_by_each_item_and_what_never_is_names_its_item(
    bloc: str, told: list[tuple[str, str]]
) -> None:
    text = BOARD % ("", "{au_moins: 8}", bloc, "")
    for more in (
        "{code: N1, intitule: Oral, echelle: {niveaux: [NA, EA, A]}, validation: {au_moins: A}}",
        "{code: E5, intitule: Stage, echelle: {note: {min: 15, sur: 20}}, validation: {au_moins: 16}}",
    ):
        text = text.replace("\nfaits:", f"\n  - {more}\nfaits:")
    found = [(d.code, message(d)) for d in diagnostics(text) if d.code in {"V201", "V202"}]
    assert found == told


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        (
            "{mesure: E1, au_moins: 10}, {mesure: E1, moins_de: 10}",
            ["« moins_de: 10 » can never be met by E1: the values possible go from 10 to 20"],
        ),
        (
            "{mesure: E1, plus_de: 10}, {mesure: E1, au_plus: 10}",
            ["« au_plus: 10 » can never be met by E1: the values possible go from 10 to 20"],
        ),
        ("{mesure: E1, au_moins: 10}, {mesure: E1, au_plus: 10}", []),
        ("{mesure: E1, au_moins: 10}, {mesure: E2, moins_de: 10}", []),
        (
            "{moyenne: [E1, E2], au_plus: 9}, {mesure: E1, au_moins: 8}, {moyenne: [E1, E2], au_moins: 9.01}",
            ["« au_moins: 9.01 » can never be met by BC1: the values possible go from 0 to 9"],
        ),
        (
            "{mesure: N1, au_moins: A}, {mesure: N1, au_plus: EA}",
            ["« au_plus: EA » can never be met by N1: the values possible go from A to A"],
        ),
        ("{mesure: N1, au_moins: EA}, {mesure: N1, au_plus: EA}", []),
        (
            "{mesure: E1, au_moins: 21}, {mesure: E1, moins_de: 10}",
            ["« au_moins: 21 » can never be met by E1: the values possible go from 0 to 20"],
        ),
    ],
)
def test_two_bounds_that_no_value_meets_together_are_told(rules: str, told: list[str]) -> None:
    """Nobody could be validated, and nothing was said."""
    level = "{code: N1, intitule: Oral, echelle: {niveaux: [NA, EA, A]}, validation: {au_moins: A}}\nfaits:"
    text = (BOARD % ("", "{au_moins: 8}", f"{{et: [{rules}]}}", "")).replace("\nfaits:", f"\n  - {level}")
    assert [message(each) for each in diagnostics(text) if each.code == "V201"] == told
    alternatives = text.replace("{et: [", "{ou: [")
    assert [each.code for each in diagnostics(alternatives)].count("V201") == rules.count("21")


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ("{mesure: E4, plus_de: 5}, {mesure: E4, moins_de: 10}", "as 5 then 10"),
        ("{mesure: E4, moins_de: 10}, {mesure: E4, plus_de: 5}", "as 5 then 10"),
        ("{mesure: E4, plus_de: 5}, {mesure: E4, au_plus: 10}", None),
        ("{mesure: E4, au_moins: 5}, {mesure: E4, moins_de: 10}", None),
        ("{mesure: E1, plus_de: 5}, {mesure: E1, moins_de: 10}", None),
        ("{mesure: N1, plus_de: NA}, {mesure: N1, moins_de: EA}", "as NA then EA"),
        ("{mesure: N1, plus_de: NA, moins_de: EA}, {mesure: N1, plus_de: NA}", "as NA then EA"),
        ("{mesure: N1, plus_de: NA}, {mesure: N1, moins_de: A}", None),
    ],
)
def test_bounds_between_two_steps_are_told_under_one_rule_or_two(rules: str, told: str | None) -> None:
    level = "{code: N1, intitule: Oral, echelle: {niveaux: [NA, EA, A]}, validation: {au_moins: A}}\nfaits:"
    text = (BOARD % ("", "{au_moins: 8}", f"{{et: [{rules}]}}", "")).replace("\nfaits:", f"\n  - {level}")
    found = [message(each) for each in diagnostics(text) if each.code == "V136"]
    assert len(found) == bool(told)
    assert not told or found[0].endswith(told)


TEMPLATE = """\
format: 1
certification: {code: essai, version: 1.0.0}
validation: {epreuve: {au_moins: %s}, certification: {tous: epreuves}}
saisie: {epreuve: {echelle: {note: {sur: 20}}}}
epreuves:
"""
EPREUVES = {
    "open": "- {code: E1, intitule: Étude de cas}\n",
    "never": "- {code: E2, intitule: Langue, echelle: {note: {sur: 10}}}\n",
    "always": "- {code: E3, intitule: Stage, echelle: {note: {min: 12, sur: 20}}}\n",
}


@pytest.mark.parametrize(
    ("epreuves", "limit", "code"),
    [
        (("always",), "12", "V202"),
        (("always",), "12.01", None),
        (("always", "open"), "12", None),
        (("open", "always"), "12", None),
        (("always", "never"), "12", "V201"),
        (("never", "always"), "12", "V201"),
        (("never", "always"), "10", None),
        (("always", "open", "never"), "12", "V201"),
        (("always", "open", "never"), "10", None),
    ],
)
def test_a_template_is_told_of_what_one_never_meets_and_of_what_all_always_meet(
    epreuves: tuple[str, ...], limit: str, code: str | None
) -> None:
    """In whatever order they stand: an error was hidden by the warning of one before."""
    text = TEMPLATE % limit + "".join(map(EPREUVES.__getitem__, epreuves))
    told = [d.code for d in diagnostics(text) if d.code in {"V201", "V202"}]
    assert told == ([code] if code else [])


def test_a_bound_that_thousands_of_items_always_meet_is_told_once_and_soon() -> None:
    """Each item is not compared with all the others: a minute for these."""
    faits = "".join(f"- {{code: F{i}, libelle: Jours}}\n" for i in range(8_000))
    text = (
        "format: 1\ncertification: {code: essai, version: 1.0.0}\n"
        "saisie: {fait: {echelle: {note: {sur: 20}}}}\n"
        "validation: {fait: {au_moins: 10}, certification: {parmi: faits, dont: {au_moins: 0}, au_moins: 1}}\n"
        f"faits:\n{faits}"
    )
    assert [d.code for d in diagnostics(text)].count("V202") == 1


TOGETHER = """\
format: 1
certification: {code: essai, version: 1.0.0}
saisie: {epreuve: {echelle: {note: {sur: 20, pas: 0.5}}}}
regles: {admis: {tous: blocs}, recale: {non: admis}, faible: {mesure: E3, moins_de: 8}}
validation: {epreuve: {au_moins: 10}, bloc: {tous: epreuves}, certification: %s}
blocs:
- {code: BC1, intitule: Vendre, epreuves: [{code: E1, intitule: Écrit}, {code: E2, intitule: Oral}]}
- {code: BC2, intitule: Acheter, epreuves: [{code: E3, intitule: Étude}]}
"""
NOT_AND = "« %s » is asked for here and must not hold: nobody meets both"
NEVER = "« %s » can never be met by %s: the values possible go from %s"


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("{et: [E1, {non: E1}]}", [NOT_AND % "E1"]),
        ("{et: [E1, {non: E2}]}", []),
        ("{ou: [E1, {non: E1}]}", []),
        ("{et: [{ou: [E1, E2]}, {non: E1}]}", []),
        ("{et: [{et: [E1, E2]}, {non: {ou: [E2, E3]}}]}", [NOT_AND % "E2"]),
        ("{et: [{et: [E1, E2]}, {non: {et: [E2, E3]}}]}", []),
        ("{et: [admis, recale]}", [NOT_AND % "admis"]),
        ("{et: [{tous: blocs}, {non: E2}]}", [NOT_AND % "E2"]),
        ("{et: [{parmi: blocs, au_moins: 1}, {non: E2}]}", []),
        ("{et: [{tous: blocs}, faible]}", [NEVER % ("moins_de: 8", "E3", "10 to 20")]),
        ("{tous: [admis, faible]}", [NEVER % ("moins_de: 8", "E3", "10 to 20")]),
        ("{un_de: [admis, faible]}", []),
        ("{et: [E1, {non: {mesure: E1, au_moins: 10}}]}", [NEVER % ("moins_de: 10", "E1", "10 to 20")]),
        ("{et: [E1, {non: {mesure: E1, plus_de: 10}}]}", []),
        (
            "{et: [{parmi: epreuves, au_moins: 2}, {parmi: epreuves, au_plus: 1}]}",
            [NEVER % ("au_plus: 1", "certification", "2 to 3")],
        ),
        ("{et: [{parmi: epreuves, au_moins: 2}, {parmi: epreuves, au_plus: 2}]}", []),
        (
            "{et: [{parmi: epreuves, au_moins: 2}, {parmi: epreuves, moins_de: 50 %}]}",
            [NEVER % ("moins_de: 50 %", "certification", "2 to 3")],
        ),
        ("{et: [{parmi: epreuves, au_moins: 1}, {parmi: epreuves, moins_de: 50 %}]}", []),
        ("{et: [{tous: epreuves}, {aucun: epreuves, dont: {moins_de: 10}}]}", []),
        ("{et: [{un_de: epreuves}, {non: {tous: epreuves}}]}", []),
        ("{et: [{tous: blocs}, {non: {si: E1, alors: E2, sinon: E3}}]}", []),
    ],
)
def test_what_is_asked_for_and_refused_at_once_is_told(rule: str, told: list[str]) -> None:
    """Nobody could be validated, and nothing was said: by names, by counts, through rules that have a name."""
    assert [message(each) for each in diagnostics(TOGETHER % rule) if each.is_error] == told


def test_what_one_parcours_takes_and_another_refuses_is_no_contradiction() -> None:
    text = (TOGETHER % "{et: [{tous: epreuves}, {non: E2}]}").replace(
        "intitule: Oral}", "intitule: Oral, pour: {parcours: [A]}}"
    )
    text += "parcours: [{code: A, intitule: Export}, {code: B, intitule: Réseau}]\n"
    assert not [message(each) for each in diagnostics(text) if each.is_error]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("tentatives: {retenir: premiere, plafond: 10}", ["V215"]),
        ("tentatives: {retenir: premiere}", []),
        ("tentatives: {retenir: premiere, plafond: 10, conserver_si: {au_moins: 8}}", []),
        ("tentatives: {retenir: premiere, plafond: 10, conserver_si: {au_moins: 10}}", []),
        ("tentatives: {retenir: premiere, plafond: 10, conserver_si: {plus_de: 10}}", ["V215"]),
        ("tentatives: {retenir: premiere, plafond: 10, conserver_si: {au_moins: 12}}", ["V215"]),
        ("tentatives: {retenir: premiere, conserver_si: {au_moins: 12}}", []),
        ("tentatives: {retenir: derniere, plafond: 10, conserver_si: {au_moins: 12}}", []),
        ("tentatives: {retenir: derniere, plafond: 10}", []),
        ("tentatives: {retenir: meilleure, plafond: 10}", []),
        ("jures: {troisieme_si_ecart: {plus_de: 4}}", ["V215"]),
        ("jures: {retenir: accord, nombre: 2, troisieme_si_ecart: {plus_de: 4}}", ["V215"]),
        ("jures: {retenir: moyenne, troisieme_si_ecart: {plus_de: 4}}", []),
        ("jures: {retenir: minimum, troisieme_si_ecart: {plus_de: 4}}", []),
    ],
)
def test_a_limit_that_what_counts_leaves_nothing_to_do_is_told(entry: str, told: list[str]) -> None:
    text = (TOGETHER % "{tous: blocs}").replace("pas: 0.5}}}", f"pas: 0.5}}}}, {entry}}}")
    assert [each.code for each in diagnostics(text) if each.code == "V215"] == told


SIGNS = """\
format: 1
certification: {code: essai, version: 1.0.0}
saisie: {epreuve: {echelle: {niveaux: [--, -, +, ++]}}}
validation: {epreuve: {%s: '%s'}, bloc: {tous: epreuves}, certification: {tous: blocs}}
blocs: [{code: BC1, intitule: Négocier et vendre, epreuves: [{code: E1, intitule: Étude de cas}]}]
"""


@pytest.mark.parametrize(
    ("key", "level", "verdicts"),
    [
        ("au_moins", "+", ["non_valide", "non_valide", "valide", "valide"]),
        ("plus_de", "+", ["non_valide", "non_valide", "non_valide", "valide"]),
        ("au_plus", "--", ["valide", "non_valide", "non_valide", "non_valide"]),
        ("moins_de", "+", ["valide", "valide", "non_valide", "non_valide"]),
    ],
)
def test_a_level_that_is_a_sign_bounds_as_any_other(
    certeval: Certeval, key: str, level: str, verdicts: list[str]
) -> None:
    Path("essai.yaml").write_text(SIGNS % (key, level), encoding="utf-8")
    Path("notes.csv").write_text("candidat;E1\nA;--\nB;-\nC;+\nD;++\n", encoding="utf-8")
    done = certeval("validate", "notes.csv", "--referentiel", "essai.yaml", "--json")
    assert [each["certification"]["verdict"] for each in json.loads(done.out)["candidats"]] == verdicts


@pytest.mark.parametrize(
    ("key", "level", "verdicts"),
    [
        ("au_moins", "2e niveau", ["non_valide", "valide", "valide"]),
        ("plus_de", "2e niveau", ["non_valide", "non_valide", "valide"]),
        ("au_moins", "3+", ["non_valide", "non_valide", "valide"]),
        ("moins_de", "2e niveau", ["valide", "non_valide", "non_valide"]),
        ("au_plus", "1er niveau", ["valide", "non_valide", "non_valide"]),
    ],
)
def test_a_level_that_begins_with_a_digit_bounds_as_any_other(
    certeval: Certeval, key: str, level: str, verdicts: list[str]
) -> None:
    text = (SIGNS % (key, level)).replace("[--, -, +, ++]", "[1er niveau, 2e niveau, 3+]")
    Path("essai.yaml").write_text(text, encoding="utf-8")
    Path("notes.csv").write_text("candidat;E1\nA;1er niveau\nB;2e niveau\nC;3+\n", encoding="utf-8")
    done = certeval("validate", "notes.csv", "--referentiel", "essai.yaml", "--json")
    assert [each["certification"]["verdict"] for each in json.loads(done.out)["candidats"]] == verdicts


@pytest.mark.parametrize(
    ("limit", "code"),
    [("+++", "V108"), ("+5a", "V108"), ("10/20e", "V108"), ("1-", "V108"), ("-1/", "R109"), ("1/0", "R109")],
)
def test_what_begins_as_a_number_and_is_none_is_told_where_it_stands(limit: str, code: str) -> None:
    (found,) = [each for each in diagnostics(SIGNS % ("au_moins", limit)) if each.is_error]
    assert (found.code, found.arguments["given" if code == "R109" else "limit"]) == (code, limit)


THREE = """\
format: 1
certification: {code: essai, version: 1.0.0}
validation: {epreuve: {au_moins: 10}, bloc: {parmi: epreuves, %s}, certification: {tous: blocs}}
saisie: {epreuve: {echelle: {note: {sur: 20}}}}
blocs:
- code: BC1
  intitule: Négocier et vendre
  epreuves: [{code: E1, intitule: Étude}, {code: E2, intitule: Entretien}, {code: E3, intitule: Dossier}]
- code: BC2
  intitule: Gérer
  validation: {tous: epreuves}
  epreuves: [{code: E4, intitule: Cas}]
"""


@pytest.mark.parametrize(
    ("bound", "told"),
    [
        ("au_moins: 2/3", None),
        ("au_moins: 66.66 %", None),
        ("au_moins: 66.67 %", "it makes 3, and not 2"),
        ("au_moins: 67 %", "it makes 3, and not 2"),
        ("plus_de: 66.67 %", None),
        ("plus_de: 66.6 %", "it makes 2, and not 3"),
        ("au_plus: 33 %", "it makes 0, and not 1"),
        ("moins_de: 33.34 %", None),
        ("au_moins: 34 %", None),
        ("au_moins: 70 %", None),
        ("au_moins: 50 %", None),
    ],
)
def test_a_share_is_no_third_that_was_rounded_where_it_makes_another_count(
    bound: str, told: str | None
) -> None:
    messages = [message(d) for d in diagnostics(THREE % bound) if d.code == "V218"]
    assert [each.partition("counts, ")[2] for each in messages] == ([told] if told else [])
