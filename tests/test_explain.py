"""`certeval explain`: why a candidate validates or not, for every form of the rule language.

Each test runs the command on a référentiel and a sheet that a user could write, and compares everything it
prints with tests/explain/<name of the test>.txt. CERTEVAL_REWRITE=1 rewrites those files.
"""

import gettext
import io
import json
import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

import whole_outputs
from certeval import messages
from certeval.cli import app
from certeval.render.reasons import forms
from certeval.render.reasons.numbers import numeral
from certeval.render.reasons.topics import Reason
from certeval.render.reasons.tree import DEEPEST, MOST_PARTS, MOST_REASONS

SHIPPED = Path(__file__).parent.parent / "referentiels"
HEAD = "format: 1\ncertification: {code: essai, version: 1.0.0}\n"
Command = Callable[..., tuple[int, str, str]]
Explained = Callable[..., None]


@pytest.fixture
def command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Command:
    """Runs certeval in a folder that holds `essai.yaml` and `notes.csv`; status, stdout, stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CERTEVAL_LANG", "en")

    def run(*arguments: str) -> tuple[int, str, str]:
        status = app.run(["explain", *arguments, "--scores", "notes.csv"])
        captured = capfdbinary.readouterr()
        return status, captured.out.decode(), captured.err.decode()

    return run


@pytest.fixture
def assert_explained(tmp_path: Path, command: Command, request: pytest.FixtureRequest) -> Explained:
    """Writes the two files, explains what is asked, compares all that is printed with the expected text."""

    def compare(referentiel: str | None, notes: str, *asked: str) -> None:
        (tmp_path / "notes.csv").write_text(notes.lstrip(), encoding="utf-8")
        options = ["--referentiel", "developpement-commercial"]
        if referentiel is not None:
            (tmp_path / "essai.yaml").write_text(HEAD + referentiel, encoding="utf-8")
            options = ["--referentiel", "essai.yaml"]
        printed = []
        for words in asked:
            status, out, err = command(*words.split(), *options)
            assert status == 0, err
            assert "\x1b" not in out
            printed.append(f"$ certeval explain {words}\n{out}")
        name = re.sub(r"\W+", "_", request.node.name.removeprefix("test_")).strip("_")
        whole_outputs.compare(f"explain/{name}.txt", "\n".join(printed))

    return compare


SIX = "candidat;CR1.1.1;CR1.1.2;CR1.1.3;CR1.1.4;CR1.1.5;CR1.1.6\n"


def test_three_of_six_is_a_tie_and_a_tie_is_not_more_than_half(assert_explained: Explained) -> None:
    assert_explained(None, f"{SIX}C001;oui;oui;oui;non;non;non\n", "C001 C1.1")


def test_four_of_six_are_more_than_half(assert_explained: Explained) -> None:
    assert_explained(None, f"{SIX}C001;oui;oui;oui;oui;non;non\n", "C001 C1.1")


def test_three_yes_two_no_and_one_not_assessed_leave_everything_possible(assert_explained: Explained) -> None:
    assert_explained(None, f"{SIX}C001;oui;oui;oui;NE;non;non\n", "C001 C1.1", "C001 bloc 1")


def test_the_whole_certification_is_explained_down_to_each_cell(assert_explained: Explained) -> None:
    assert_explained(None, f"{SIX}C001;oui;oui;oui;;non;non\n", "C001")


COUNTED = """
blocs:
- code: BC1
  intitule: Vendre
  competences:
  - code: C1
    libelle: Préparer
    criteres:
    - {code: K1, libelle: Un}
    - {code: K2, libelle: Deux}
    - {code: K3, libelle: Trois}
    - {code: K4, libelle: Quatre}
    - {code: K5, libelle: Cinq}
"""
FIVE = """
candidat;K1;K2;K3;K4;K5
lost;oui;oui;non;non;non
won;oui;oui;oui;oui;
open;oui;oui;NE;;non
excluded;oui;NEUT;NEUT;non;non
all-excluded;NEUT;NEUT;NEUT;NEUT;NEUT
exempted;DISP;EQ;oui;non;non
"""
ALL = ("lost C1", "won C1", "open C1", "excluded C1", "all-excluded C1", "exempted C1")


def counting_referentiel(rule: str) -> str:
    return (
        f"validation: {{competence: {rule}, bloc: {{tous: competences}}, certification: {{tous: blocs}}}}"
        + COUNTED
    )


def test_a_share_says_the_number_it_comes_to(assert_explained: Explained) -> None:
    assert_explained(counting_referentiel("{parmi: criteres, au_moins: 2/3}"), FIVE, *ALL)


def test_a_number_of_items_is_required(assert_explained: Explained) -> None:
    assert_explained(counting_referentiel("{parmi: criteres, plus_de: 2}"), FIVE, *ALL)


def test_no_more_than_a_number_of_items_is_allowed(assert_explained: Explained) -> None:
    assert_explained(counting_referentiel("{parmi: criteres, moins_de: 50 %}"), FIVE, *ALL)


def test_a_number_between_two_is_required(assert_explained: Explained) -> None:
    assert_explained(counting_referentiel("{parmi: criteres, plus_de: 0, au_plus: 2}"), FIVE, *ALL)


def test_one_more_is_said_to_be_enough_where_the_others_cannot_make_too_many(
    assert_explained: Explained,
) -> None:
    """Of three that wait, one more leaves two that may still be too many; of two, it does not."""
    assert_explained(
        counting_referentiel("{parmi: criteres, au_moins: 1, au_plus: 2}"),
        "candidat;K1;K2;K3;K4;K5\nthree;NE;NE;NE;non;non\ntwo;NE;NE;non;non;non\n",
        "three C1",
        "two C1",
    )


def test_nothing_is_said_to_be_enough_or_too_many_where_no_number_left_would_do(
    assert_explained: Explained,
) -> None:
    """From a third to two thirds of one item lies no number; of two, one."""
    assert_explained(
        counting_referentiel("{parmi: criteres, au_moins: 1/3, au_plus: 2/3}"),
        """
candidat;K1;K2;K3;K4;K5
one-met;oui;NEUT;NEUT;NEUT;NEUT
one-lost;non;NEUT;NEUT;NEUT;NEUT
two-met;oui;oui;NEUT;NEUT;NEUT
two-lost;non;non;NEUT;NEUT;NEUT
""",
        "one-met C1",
        "one-lost C1",
        "two-met C1",
        "two-lost C1",
    )


def test_two_more_are_said_to_be_enough_where_one_that_waits_cannot_make_too_many(
    assert_explained: Explained,
) -> None:
    """Two of those that are lost, with the one that waits, are one too many for three."""
    notes = "candidat;K1;K2;K3;K4;K5\nopen;oui;NE;non;non;non\nlost;oui;non;non;non;non\n"
    counted = counting_referentiel("{parmi: criteres, au_moins: 3, au_plus: 3}")
    assert_explained(counted, notes, "open C1", "lost C1")


def test_all_are_required(assert_explained: Explained) -> None:
    assert_explained(counting_referentiel("{tous: criteres}"), FIVE, "lost", "open C1")


def test_one_is_enough(assert_explained: Explained) -> None:
    assert_explained(counting_referentiel("{un_de: [K3, K4, K5]}"), FIVE, "lost C1", "won C1", "open C1")


def test_none_is_allowed(assert_explained: Explained) -> None:
    assert_explained(counting_referentiel("{aucun: [K1, K2]}"), FIVE, "lost C1", "all-excluded C1")


def test_a_blocked_item_fails_for_good_what_must_not_be_met(assert_explained: Explained) -> None:
    blocked = "statuts: {ABS: bloque}\n" + counting_referentiel("{aucun: criteres}")
    assert_explained(blocked, "candidat;K1;K2;K3;K4;K5\nA;ABS;ABS;non;non;non\n", "A")


def test_a_number_of_items_of_which_one_is_blocked_meets_no_upper_bound(assert_explained: Explained) -> None:
    blocked = "statuts: {ABS: bloque}\nmesures: {n: {nombre: criteres}}\n"
    rules = counting_referentiel("{aucun: criteres}").replace("{tous: blocs}", "{mesure: n, au_plus: 2}")
    assert_explained(blocked + rules, "candidat;K1;K2;K3;K4;K5\nA;ABS;oui;non;non;non\n", "A")


def test_an_item_that_may_yet_be_blocked_leaves_open_what_all_numbers_meet(
    assert_explained: Explained,
) -> None:
    either = "{si: K1, alors: K2, sinon: K3}"
    blocked = "statuts: {ABS: bloque}\n" + counting_referentiel("{parmi: [R1, K4], moins_de: 3}")
    notes = "candidat;K1;K2;K3;K4;K5\nA;NE;ABS;oui;oui;non\nB;non;ABS;oui;oui;non\nC;oui;ABS;oui;oui;non\n"
    assert_explained(f"{blocked}regles: {{R1: {either}}}\n", notes, "A C1", "B C1", "C C1")


MARKED = """
statuts: {ABS: bloque, ABJ: {valeur: 0}}
saisie:
  epreuve: {echelle: {note: {sur: 20}}}
validation: {epreuve: {au_moins: 50 %}, certification: {tous: epreuves}}
epreuves:
- {code: E1, intitule: Écrit}
- {code: E2, intitule: Oral, validation: {au_moins: 8, moins_de: 15}}
- {code: E3, intitule: Stage, echelle: {niveaux: [NA, EA, A]}, validation: {au_moins: EA}}
"""


def test_a_mark_or_a_level_is_compared_with_what_is_required(assert_explained: Explained) -> None:
    assert_explained(
        MARKED,
        """
candidat;E1;E2;E3
below;9,99;7,99;NA
at;10;8;EA
above;10,01;15;A
D004;;;
statuses;ABS;ABJ;DISP
others;NEUT;DISP;NE
""",
        *("below", "at", "above", "D004", "statuses", "others"),
    )


MIXED = """
saisie: {epreuve: {echelle: {note: {sur: 20}}}}
validation: {epreuve: {au_moins: 10}, certification: %s}
epreuves:
- {code: E1, intitule: Écrit}
- {code: E2, intitule: Oral}
- {code: E3, intitule: Stage}
"""
THREE = """
candidat;E1;E2;E3
below;9;9;9
above;12;13;14
open;12;;8
excluded;NEUT;12;7
all-excluded;NEUT;NEUT;NEUT
"""
EACH = ("below", "above", "open", "excluded", "all-excluded")


def test_all_of_several_conditions(assert_explained: Explained) -> None:
    assert_explained(MIXED % "{et: [E1, {mesure: E2, au_moins: 8}, {un_de: epreuves}]}", THREE, *EACH)


def test_one_of_several_conditions(assert_explained: Explained) -> None:
    assert_explained(MIXED % "{ou: [E1, {mesure: E2, au_moins: 13}]}", THREE, *EACH)


def test_the_opposite_of_a_condition(assert_explained: Explained) -> None:
    assert_explained(MIXED % "{non: {mesure: E3, moins_de: 8}}", THREE, *EACH)


def test_one_rule_or_another_as_a_condition_says(assert_explained: Explained) -> None:
    assert_explained(
        MIXED % "{si: {mesure: E1, au_moins: 10}, alors: E2, sinon: {tous: [E2, E3]}}", THREE, *EACH
    )


def test_a_blocked_condition_takes_no_branch(assert_explained: Explained) -> None:
    rule = "{si: {mesure: E1, au_moins: 10}, alors: E2, sinon: E3}"
    assert_explained("statuts: {ABS: bloque}" + MIXED % rule, "candidat;E1;E2;E3\nA;ABS;12;12\n", "A")


def test_a_condition_on_each_item_and_items_that_have_a_value(assert_explained: Explained) -> None:
    rule = "{et: [{parmi: epreuves, dont: evalue, au_moins: 2}, {aucun: epreuves, dont: {moins_de: 8}}]}"
    assert_explained(MIXED % rule, THREE, "below", "open", "excluded")


def test_named_rules_lead_to_their_reasons_which_are_given_once(assert_explained: Explained) -> None:
    assert_explained(
        "regles: {admis: {un_de: epreuves}, mieux: admis}" + MIXED % "{et: [admis, mieux]}",
        THREE,
        *("above", "above admis", "above mieux"),
    )


WEIGHED = """
statuts: {ABS: bloque}
saisie: {epreuve: {echelle: {note: {sur: 20}}}}
mesures:
%s
validation: {certification: {mesure: total, au_moins: 10}}
epreuves:
- {code: E1, intitule: Écrit}
- {code: E2, intitule: Oral}
- {code: E3, intitule: Stage}
"""
MARKS = """
candidat;E1;E2;E3
below;9;10,5;9,5
above;12;13;14
open;12;;8
exempted;DISP;12;7
blocked;ABS;12;12
nothing;NEUT;NEUT;NEUT
"""
EVERY = ("below", "above", "open", "exempted", "blocked", "nothing")


def test_a_mean_says_what_each_term_weighs(assert_explained: Explained) -> None:
    assert_explained(WEIGHED % "  total: {moyenne: {E1: 3, E2: 1, E3: 0.5}}", MARKS, *EVERY)


def test_a_mean_of_the_best(assert_explained: Explained) -> None:
    assert_explained(WEIGHED % "  total: {moyenne: epreuves, meilleures: 2}", MARKS, *EVERY)


def test_a_mean_of_those_that_are_kept(assert_explained: Explained) -> None:
    assert_explained(WEIGHED % "  total: {moyenne: epreuves, dont: {au_moins: 9.5}}", MARKS, *EVERY)


def test_a_sum_kept_by_a_rule(assert_explained: Explained) -> None:
    assert_explained(
        WEIGHED % "  total: {somme: epreuves, dont: {non: {plus_de: 13}}}", MARKS, "above", "open"
    )


def test_points_above_and_below_a_mark(assert_explained: Explained) -> None:
    measures = """
  bonus: {exces: [E3], a: 10}
  malus: {manque: [E1], a: 10}
  total: {somme: {E2: 1, bonus: 1, malus: -2}}"""
    assert_explained(WEIGHED % measures, MARKS, "below", "above", "open")


def test_the_least_the_greatest_a_product_and_a_number(assert_explained: Explained) -> None:
    measures = """
  plancher: {minimum: epreuves}
  plafonne: {minimum: [{maximum: epreuves}, 13]}
  total: {moyenne: [plancher, plafonne, {produit: [1/3, E1]}]}"""
    assert_explained(WEIGHED % measures, MARKS, "above", "open")


def test_a_count_as_a_number(assert_explained: Explained) -> None:
    measures = "  total: {produit: [5, {nombre: epreuves, dont: {au_moins: 10}}]}"
    assert_explained(WEIGHED % measures, MARKS, "below", "above", "open", "nothing")


@pytest.mark.parametrize(("sense", "step"), [("haut", "5"), ("bas", "1"), ("proche", "0.5")])
def test_a_rounding_says_where_it_goes(assert_explained: Explained, sense: str, step: str) -> None:
    measure = f"  total: {{arrondi: {{somme: epreuves}}, pas: {step}, sens: {sense}}}"
    assert_explained(
        WEIGHED % measure,
        "candidat;E1;E2;E3\nA;20;20;5,1\nB;4,25;0;0\nC;;20;20\nD;20;20;5\n",
        *("A", "B", "C", "D"),
    )


def test_one_measure_or_another_as_a_condition_says(assert_explained: Explained) -> None:
    measure = "  total: {si: {mesure: E1, au_moins: 10}, alors: E2, sinon: {moyenne: epreuves}}"
    assert_explained(WEIGHED % measure, MARKS, *EVERY)


def test_a_table_gives_the_number_of_a_row(assert_explained: Explained) -> None:
    assert_explained(
        """
saisie:
  epreuve: {echelle: {niveaux: [NA, EA, A]}}
  fait: {echelle: {quantite: {max: 30}}}
mesures:
  un: {table: E1, valeurs: {NA: 0, EA: 5, A: 10}}
  deux:
    table: [E1, mention]
    valeurs: {NA: {bien: 1, assez: 2}, EA: {bien: 3, assez: 4}, A: {bien: 5, assez: 6}}
  jours: {table: J, valeurs: {10: 2, 20: 3}, sinon: 1}
validation: {certification: {somme: [un, deux, jours], au_moins: 10}}
paliers:
  mention: [{nom: bien, si: {mesure: E2, au_moins: A}}, {nom: assez}]
epreuves:
- {code: E1, intitule: Écrit}
- {code: E2, intitule: Oral}
faits:
- {code: J, libelle: Jours}
""",
        "candidat;E1;E2;J\nA;EA;A;10\nB;;A;12\nC;A;;\nD;NEUT;A;20\n",
        *("A", "B", "C", "D", "C mention"),
    )


def test_a_ladder_says_the_rung_reached_or_those_still_possible(assert_explained: Explained) -> None:
    rungs = """
paliers:
  mention:
  - {nom: bien, si: {moyenne: epreuves, au_moins: 14}}
  - {nom: assez bien, si: E1}
  - {nom: passable}"""
    assert_explained(
        rungs + MIXED % "{un_de: epreuves}", THREE, "below mention", "above mention", "open mention", "above"
    )


JURIES = """
saisie: {epreuve: {echelle: {note: {sur: 20}}}, critere: {echelle: acquis}}
validation: {epreuve: {au_moins: 10}, certification: {tous: [E1, E2, E3, K1, K2, K3]}}
epreuves:
- {code: E1, intitule: Écrit, jures: {retenir: moyenne, nombre: 2, troisieme_si_ecart: {plus_de: 4}}}
- {code: E2, intitule: Oral, jures: {retenir: minimum}}
- {code: E3, intitule: Stage}
blocs:
- code: BC1
  intitule: Vendre
  competences:
  - code: C1
    libelle: Préparer
    validation: {tous: criteres}
    criteres:
    - {code: K1, libelle: Un, jures: {retenir: unanimite}}
    - {code: K2, libelle: Deux, jures: {retenir: majorite, nombre: 3}}
    - {code: K3, libelle: Trois}
"""


def test_several_jurors_make_one_value(assert_explained: Explained) -> None:
    assert_explained(
        JURIES,
        """
candidat;jure;E1;E2;E3;K1;K2;K3
A;J1;6;12;11;oui;oui;oui
A;J2;11;9;11;non;oui;NE
A;J3;10;;;oui;non;
B;J1;6;12;;oui;oui;
B;J2;11;DISP;;oui;;
C;J1;8;;;;;
D;J1;8;;;;;
D;J2;12;;;;;
""",
        *("A", "B", "C", "D E1"),
    )


@pytest.mark.parametrize("kept", ["derniere", "meilleure", "premiere"])
def test_several_attempts_make_one_value(assert_explained: Explained, kept: str) -> None:
    assert_explained(
        f"""
saisie:
  epreuve:
    echelle: {{note: {{sur: 20}}}}
    tentatives: {{retenir: {kept}, plafond: 12, conserver_si: {{au_moins: 10}}}}
validation: {{epreuve: {{au_moins: 10}}, certification: {{tous: epreuves}}}}
epreuves:
- {{code: E1, intitule: Écrit}}
- {{code: E2, intitule: Oral}}
- {{code: E3, intitule: Stage}}
- {{code: E4, intitule: Rapport}}
""",
        "candidat;tentative;E1;E2;E3;E4\nA;1;8;11;9;\nA;2;15;6;7;9\n",
        "A",
    )


def test_a_ceiling_is_told_in_the_words_of_levels_and_that_of_marks_not_of_levels(
    assert_explained: Explained,
) -> None:
    """E2 has the ceiling of marks, which ended in a traceback: its levels have no such name."""
    assert_explained(
        """
saisie: {epreuve: {echelle: {note: {sur: 20}}, tentatives: {retenir: derniere, plafond: 10}}}
validation: {epreuve: {au_moins: 10}, certification: {tous: epreuves}}
epreuves:
- {code: E1, intitule: Écrit}
- {code: E2, intitule: Oral, echelle: {niveaux: [NA, EA, A]}, validation: {au_moins: EA}}
- code: E3
  intitule: Stage
  echelle: {niveaux: [1, 2, 3, 4]}
  tentatives: {retenir: derniere, plafond: 2}
  validation: {au_moins: 3}
""",
        "candidat;tentative;E1;E2;E3\nA;1;8;NA;1\nA;2;15;A;4\n",
        "A",
    )


def test_what_is_left_out_or_not_kept_is_not_beaten_and_weighs_nothing(assert_explained: Explained) -> None:
    """E1 is excused and E2 too low: two of the three others count, which are as good as each other; the weights of what
    is left of M1 cancel.
    """
    assert_explained(
        """
saisie: {epreuve: {echelle: {note: {sur: 20}}}}
mesures:
  M1: {moyenne: {E1: 2, E3: -1, E4: 1}}
  M2: {moyenne: epreuves, dont: {au_moins: 8}, meilleures: 2}
  M3: {somme: [E1, E3, E4, E5], dont: {et: [evalue, {au_moins: 12}]}, meilleures: 1}
  M4: {exces: epreuves, a: 10}
validation:
  certification: {tous: [M1, M2, M3, M4], dont: {au_moins: 1}}
epreuves:
- {code: E1, intitule: Écrit}
- {code: E2, intitule: Oral}
- {code: E3, intitule: Stage}
- {code: E4, intitule: Rapport}
- {code: E5, intitule: Projet}
""",
        "candidat;E1;E2;E3;E4;E5\nA;NEUT;7;9;12;12\n",
        "A",
    )


def test_where_a_parcours_is_not_known_what_depends_on_it_is_said(assert_explained: Explained) -> None:
    """A is validated whichever it is; B is not where E2 is for them; C is lost by what is for everybody."""
    assert_explained(
        """
parcours: [{code: PA, intitule: A}, {code: PB, intitule: B}, {code: PC, intitule: C}]
saisie: {epreuve: {echelle: {note: {sur: 20}}}}
validation: {epreuve: {au_moins: 10}, bloc: {tous: epreuves}, certification: {tous: blocs}}
blocs:
- code: B1
  intitule: Vendre
  epreuves: [{code: E1, intitule: Écrit}, {code: E2, intitule: Oral, pour: {parcours: [PA]}}]
- code: B2
  intitule: Gérer
  pour: {parcours: [PB, PC]}
  epreuves: [{code: E3, intitule: Stage}]
""",
        "candidat;E1;E2;E3\nA;12;12;12\nB;12;4;12\nC;4;12;NE\n",
        "A",
        "B",
        "C",
    )


@pytest.mark.parametrize("kept", ["derniere", "meilleure", "premiere"])
def test_what_jurors_come_to_is_said_of_the_attempt_that_counts(
    assert_explained: Explained, kept: str
) -> None:
    assert_explained(
        f"""
saisie:
  epreuve:
    echelle: {{note: {{sur: 20}}}}
    jures: {{retenir: moyenne, nombre: 2, troisieme_si_ecart: {{au_moins: 3}}}}
    tentatives: {{retenir: {kept}}}
validation: {{epreuve: {{au_moins: 10}}, certification: {{tous: epreuves}}}}
epreuves:
- {{code: E1, intitule: Écrit}}
- {{code: E2, intitule: Oral}}
- {{code: E3, intitule: Stage}}
""",
        "candidat;tentative;jure;E1;E2;E3\nA;1;Ana;10;8;9\nA;1;Bo;12;12;9\nA;2;Ana;4;9;NE\nA;2;Bo;18;;14\n",
        "A",
    )


def test_a_mean_just_below_its_bound_is_never_shown_as_the_bound(assert_explained: Explained) -> None:
    assert_explained(
        WEIGHED % "  total: {moyenne: {E1: 299, E2: 1, E3: 0}}",
        "candidat;E1;E2;E3\nbelow;10;9;10\nat;10;10;10\nabove;10;11;10\n",
        *("below", "at", "above"),
    )


@pytest.mark.parametrize(
    ("value", "limits", "words"),
    [
        ("10", (), "10"),
        ("9.9375", (), "9.9375"),
        ("31/3", (), "≈10.33"),
        ("9996/1000", ("10",), "9.996"),
        ("29987/3000", ("10",), "≈9.996"),
        ("29999999/3000000", ("10",), "≈9.9999997"),
        ("933331/100000", ("9.33",), "≈9.333"),
        ("28/3", ("9.33", "9.34"), "≈9.333"),
        ("299999999999999999/30000000000000000", ("10",), "299999999999999999/30000000000000000"),
        ("-31/3", (), "≈-10.33"),
    ],
)
def test_a_number_is_short_and_on_the_right_side_of_every_bound(
    value: str, limits: tuple[str, ...], words: str
) -> None:
    assert numeral(Fraction(value), [Fraction(limit) for limit in limits]) == words


@pytest.mark.parametrize("numerator", range(2_990, 3_011))
def test_what_is_shown_compares_as_what_is_measured(numerator: int) -> None:
    value, bound = Fraction(numerator, 301), Fraction(10)
    text = Fraction(numeral(value, [bound]).removeprefix("≈"))
    assert (text > bound, text < bound) == (value > bound, value < bound)


def test_in_french_decimals_have_a_comma(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("certeval.messages._language", "fr")
    monkeypatch.setitem(messages._catalogues, "fr", gettext.NullTranslations())
    assert numeral(Fraction("31/3")) == "≈10,33"
    assert numeral(Fraction("9.5")) == "9,5"


SIMPLE = counting_referentiel("{parmi: criteres, plus_de: 50 %}")


@pytest.fixture
def simple(tmp_path: Path, command: Command) -> Command:
    (tmp_path / "essai.yaml").write_text(HEAD + SIMPLE, encoding="utf-8")
    (tmp_path / "notes.csv").write_text(FIVE.lstrip(), encoding="utf-8")
    return lambda *words: command(*words, "--referentiel", "essai.yaml")


def test_an_element_is_named_by_its_code_its_kind_or_its_number(simple: Command) -> None:
    expected = simple("lost", "BC1")
    assert expected[0] == 0
    assert expected == simple("lost", "bloc", "1") == simple("lost", "bloc 1") == simple("lost", "bc1")
    assert simple("lost", "competence", "C1") == simple("lost", "C1") == simple("lost", "compétence", "1")
    assert simple("lost", "certification") == simple("lost")


def test_json_is_the_same_tree(simple: Command) -> None:
    status, out, _ = simple("lost", "C1", "--json")
    document = json.loads(out)
    assert status == 0
    assert document["schema"] == "certeval/explication/1"
    assert set(document["referentiel"]) == {"code", "version", "empreinte"}
    assert (document["candidat"], document["element"]) == ("lost", "C1")
    assert set(document["raisons"]) == {"texte", "verdict", "code", "enfants"}
    assert (document["raisons"]["verdict"], document["raisons"]["code"]) == ("non_valide", "C1")
    assert [each["code"] for each in document["raisons"]["enfants"]] == ["K1", "K2", "K3", "K4", "K5"]
    assert _lines(document["raisons"]) == re.sub(r"[│├└─ ]{2,}", "", simple("lost", "C1")[1]).splitlines()[2:]


def _lines(reason: dict[str, object]) -> list[str]:
    below = reason["enfants"]
    assert isinstance(below, list)
    return [str(reason["texte"]), *(line for child in below for line in _lines(child))]


def test_an_unknown_candidate_is_refused_with_the_nearest_one(simple: Command) -> None:
    assert simple("losst") == (
        2,
        "",
        "certeval: no candidate « losst » in these sheets; did you mean lost?\n",
    )


def test_an_unknown_element_is_refused_with_the_nearest_one(simple: Command) -> None:
    status, out, err = simple("lost", "KK1")
    assert (status, out) == (2, "")
    assert "« KK1 »" in err
    assert "did you mean K1?" in err


def test_what_is_not_decided_is_said_so(tmp_path: Path, command: Command) -> None:
    activity = SIMPLE.replace(
        "  competences:", "  activites: [{code: A1, libelle: Vendre, competences: [C1]}]\n  competences:", 1
    )
    (tmp_path / "essai.yaml").write_text(HEAD + activity, encoding="utf-8")
    (tmp_path / "notes.csv").write_text(FIVE.lstrip(), encoding="utf-8")
    assert command("lost", "A1", "--referentiel", "essai.yaml") == (
        2,
        "",
        "certeval: nothing is decided for A1\n",
    )


def test_a_sheet_with_errors_explains_nothing(tmp_path: Path, simple: Command) -> None:
    (tmp_path / "notes.csv").write_text("candidat;K1\nA;peut-être\n", encoding="utf-8")
    status, out, err = simple("A")
    assert (status, out) == (1, "")
    assert "notes.csv:2:3" in err


def test_a_missing_sheet_and_an_invalid_referentiel_have_their_own_status(
    tmp_path: Path, simple: Command
) -> None:
    (tmp_path / "essai.yaml").write_text(HEAD, encoding="utf-8")
    assert simple("lost")[0] == 3
    (tmp_path / "notes.csv").unlink()
    assert simple("lost")[0] == 2


def test_a_file_is_not_replaced_without_force(tmp_path: Path, simple: Command) -> None:
    out = tmp_path / "raisons.txt"
    assert simple("lost", "--output", "raisons.txt")[0] == 0
    assert out.read_text(encoding="utf-8") == simple("lost")[1]
    assert simple("lost", "--output", "raisons.txt")[0] == 2
    assert simple("won", "--output", "raisons.txt", "--force")[0] == 0
    assert out.read_text(encoding="utf-8") == simple("won")[1]


def test_text_of_the_user_is_never_markup_nor_an_order_to_the_terminal(assert_explained: Explained) -> None:
    assert_explained(
        """
saisie: {epreuve: {echelle: {niveaux: ["[red]faible[/red]", "{reason}", ":smile:"]}}}
validation: {epreuve: {au_moins: "{reason}"}, certification: {tous: epreuves}}
paliers: {mention: [{nom: "{reason} [bold]", si: E1}, {nom: "{x}"}]}
epreuves: [{code: E1, intitule: "[link=x]Écrit"}]
""",
        "candidat;E1\n[b]A;[red]faible[/red]\n{B};{reason}\n",
        *("[b]A", "{B} E1", "{B} mention"),
    )


@pytest.mark.no_cover
def test_five_thousand_criteres_and_a_thousand_names_are_cut_and_say_so(
    tmp_path: Path, command: Command
) -> None:
    criteres = "\n".join(f"    - {{code: K{i}, libelle: Critère}}" for i in range(5_000))
    chain = "\n".join(f"  r{i}: {{et: [r{i + 1}]}}" for i in range(1_000))
    text = f"""
regles:
{chain}
  r1000: C1
validation: {{competence: {{parmi: criteres, plus_de: 50 %}}, certification: {{et: [r0, C1]}}}}
blocs:
- code: BC1
  intitule: Vendre
  competences:
  - code: C1
    libelle: Préparer
    criteres:
{criteres}
"""
    (tmp_path / "essai.yaml").write_text(HEAD + text, encoding="utf-8")
    (tmp_path / "notes.csv").write_text("candidat;K1\nA;oui\n", encoding="utf-8")
    status, out, _ = command("A", "--referentiel", "essai.yaml")
    assert status == 0
    assert f"… ({5_000 - MOST_PARTS} more)" in out
    assert "more: explain r" in out
    assert len(out.splitlines()) < MOST_REASONS
    assert max(map(len, out.splitlines())) < 1_000
    status, out, _ = command("A", "r0", "--referentiel", "essai.yaml", "--json")
    assert status == 0
    assert json.loads(out)["element"] == "r0"


@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_terminal_however_narrow_shows_the_deepest_reason(width: int) -> None:
    from rich.console import Console

    reason = Reason("deepest [b]reason[/b]")
    for _ in range(DEEPEST + 1):
        reason = Reason("certification", "valide", None, (reason,))
    screen = io.StringIO()
    Console(file=screen, width=width, color_system=None, markup=False).print(
        *forms.screen("A", reason, width)
    )
    assert "[b]reason[/b]" in "".join(screen.getvalue().split())


PEOPLE = """candidat;nom;prenom;CR1.1.1
C001;Le Goff;Anne;oui
C002;Diallo;Fatou;non
C003;Diallo;Moussa;oui
"""


def explanation(command: Command, tmp_path: Path, *words: str) -> tuple[int, str, str]:
    (tmp_path / "notes.csv").write_text(PEOPLE, encoding="utf-8")
    return command(*words, "--referentiel", "developpement-commercial")


@pytest.mark.parametrize(
    "typed", ["Le Goff", "le goff", "LEGOFF", "Anne", "Anne Le Goff", "Le Goff Anne", "c001"]
)
def test_a_candidate_is_found_by_name_and_named_beside_the_identifier(
    typed: str, command: Command, tmp_path: Path
) -> None:
    status, out, _err = explanation(command, tmp_path, typed, "CR1.1.1")
    assert status == 0
    assert out.splitlines()[0] == "C001 (Le Goff Anne), developpement-commercial 1.0.0"


def test_a_name_that_two_bear_is_refused_with_their_identifiers_and_no_name(
    command: Command, tmp_path: Path
) -> None:
    status, out, err = explanation(command, tmp_path, "Diallo")
    assert (status, out) == (2, "")
    assert "C002 and C003" in err
    assert "Diallo" not in err
    assert explanation(command, tmp_path, "Diallo Fatou", "CR1.1.1")[1].startswith("C002 (Diallo Fatou)")


def test_the_json_of_a_reason_names_the_person(command: Command, tmp_path: Path) -> None:
    _status, out, _err = explanation(command, tmp_path, "C001", "CR1.1.1", "--json")
    document = json.loads(out)
    assert (document["candidat"], document["nom"], document["prenom"]) == ("C001", "Le Goff", "Anne")


@pytest.mark.parametrize("typed", ["metiers", "Versions", "métiers"])
def test_a_list_is_explained_of_nobody_and_is_not_what_was_meant(simple: Command, typed: str) -> None:
    status, out, err = simple("lost", typed)
    assert (status, out, "did you mean" in err) == (2, "", False)
    assert "certeval show lists the blocs" in err
