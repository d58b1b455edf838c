"""Several jurors and several attempts: what counts of what was entered."""

from fractions import Fraction
from typing import Any

import pytest
from candidates import CellsDisagreeError, codes, read, referentiel

from certeval.rules.outcome import (
    BLOQUEE,
    DISPENSEE,
    EXCLUE,
    NON_SAISIE,
    PRESENTE,
    Value,
)

MARK, LEVELS, QUARTERS = "{note: {sur: 20}}", "{niveaux: [NA, EA, A]}", "{note: {sur: 20, pas: 0.25}}"


def essai(scale: str, companions: str) -> str:
    """A référentiel of one mark."""
    return f"""
format: 1
certification: {{code: essai, version: 1.0.0}}
statuts: {{ABS: bloque}}
saisie: {{epreuve: {{echelle: {scale}, {companions}}}}}
validation: {{epreuve: {{au_moins: {"EA" if "niveaux" in scale else "10"}}}, certification: E}}
epreuves: [{{code: E, intitule: Une épreuve}}]
"""


def value(scale: str, companions: str, cell: Any) -> Value:
    return read(referentiel(essai(scale, companions)).entries["E"], cell)


def exact_value(number: str) -> Value:
    return Value(Fraction(number), Fraction(number))


def unknown(low: int, high: int) -> Value:
    return Value(Fraction(low), Fraction(high), NON_SAISIE)


def between(low: str, high: str, may: int = PRESENTE) -> Value:
    return Value(Fraction(low), Fraction(high), may)


EXEMPTED, EXCLUDED = Value(Fraction(20), Fraction(20), DISPENSEE), Value(Fraction(20), Fraction(20), EXCLUE)
BLOCKED = Value(Fraction(0), Fraction(0), BLOQUEE)


@pytest.mark.parametrize(
    ("how", "scale", "marks", "expected"),
    [
        ("accord", MARK, ["12", "12"], exact_value("12")),
        ("accord", MARK, ["12,0", "12"], exact_value("12")),
        ("accord", MARK, ["12", "NE"], exact_value("12")),
        ("accord", MARK, ["", "12", ""], exact_value("12")),
        ("accord", MARK, ["NE", "NE"], unknown(0, 20)),
        ("accord", MARK, ["DISP", "DISP"], EXEMPTED),
        ("moyenne", MARK, ["6", "11"], exact_value("17/2")),
        ("moyenne", MARK, ["0,1", "0,2", "0,3"], exact_value("1/5")),
        ("moyenne", MARK, ["6", "NE"], between("3", "13")),
        ("moyenne", MARK, ["NE", "ABJ"], unknown(0, 20)),
        ("moyenne", MARK, ["6", "DISP"], exact_value("6")),
        ("moyenne", MARK, ["6", "NEUT"], exact_value("6")),
        ("moyenne", MARK, ["NEUT", "NEUT"], EXCLUDED),
        ("moyenne", MARK, ["6", "ABS"], BLOCKED),
        ("minimum", MARK, ["6", "11"], exact_value("6")),
        ("minimum", MARK, ["6", "NE"], between("0", "6")),
        ("minimum", LEVELS, ["A", "EA"], exact_value("1")),
        ("unanimite", LEVELS, ["A", "A"], exact_value("2")),
        ("unanimite", LEVELS, ["A", "EA"], exact_value("1")),
        ("unanimite", LEVELS, ["A", "NE"], between("0", "2")),
        ("majorite", LEVELS, ["A", "A", "NA"], exact_value("2")),
        ("majorite", LEVELS, ["A", "EA", "NA"], exact_value("1")),
        ("majorite", LEVELS, ["A", "A", "NA", "NA"], exact_value("0")),
        ("majorite", LEVELS, ["A", "A", "A", "NA"], exact_value("2")),
        ("majorite", LEVELS, ["A", "NA"], exact_value("0")),
        ("majorite", LEVELS, ["A", "A", "NE"], exact_value("2")),
        ("majorite", LEVELS, ["A", "NA", "NE"], between("0", "2")),
    ],
)
def test_what_is_retained_of_several_jurors(how: str, scale: str, marks: list[str], expected: Value) -> None:
    assert value(scale, f"jures: {{retenir: {how}}}", {"jures": marks}) == expected


@pytest.mark.parametrize("marks", [["12", "11"], ["12", "NE", "11"], ["12", "DISP"], ["ABS", "12"]])
def test_jurors_who_must_agree_and_do_not_are_an_error_that_shows_both(marks: list[str]) -> None:
    with pytest.raises(CellsDisagreeError):
        value(MARK, "jures: {retenir: accord}", {"jures": marks})
    with pytest.raises(CellsDisagreeError):
        value(MARK, "statuts: {EQ: exclu}", {"jures": marks})


@pytest.mark.parametrize(
    ("how", "marks", "expected"),
    [
        ("moyenne", ["12"], between("6", "16")),
        ("moyenne", ["12", "10"], exact_value("11")),
        ("moyenne", ["12", "10", "5"], exact_value("9")),
        ("moyenne", ["12", ""], between("6", "16")),
        ("minimum", ["12"], between("0", "12")),
        ("accord", ["12"], unknown(0, 20)),
        ("accord", ["12", "12"], exact_value("12")),
    ],
)
def test_a_juror_who_is_due_and_missing_is_unknown(how: str, marks: list[str], expected: Value) -> None:
    assert value(MARK, f"jures: {{retenir: {how}, nombre: 2}}", {"jures": marks}) == expected


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (["4", "8"], exact_value("6")),
        (["4", "8", "20"], exact_value("6")),
        (["8", "4"], exact_value("6")),
        (["4", "7,75"], exact_value("47/8")),
        (["4", "8,25"], unknown(0, 20)),
        (["4", "8,25", "10"], exact_value("10")),
        (["4", "8,25", "NE"], unknown(0, 20)),
        (["4"], exact_value("4")),
        (["4", "NE", "10"], between("2", "10")),
        (["12", "NE", "10"], between("10", "14")),
        (["NE", "12", "10"], between("10", "14")),
        (["4", "NE"], between("0", "20", PRESENTE | NON_SAISIE)),
        (["4", "DISP", "10"], exact_value("7")),
        (["4", "NE", "DISP"], between("2", "20", PRESENTE | DISPENSEE)),
    ],
)
def test_a_third_mark_replaces_the_mean_where_the_gap_is_above_4(marks: list[str], expected: Value) -> None:
    jurors = "jures: {retenir: moyenne, troisieme_si_ecart: {plus_de: 4}}"
    assert value(QUARTERS, jurors, {"jures": marks}) == expected


def test_the_gap_may_be_given_from_its_limit_on() -> None:
    jurors = "jures: {retenir: moyenne, troisieme_si_ecart: {au_moins: 4}}"
    assert value(MARK, jurors, {"jures": ["4", "8", "20"]}) == exact_value("20")
    assert value(MARK, jurors, {"jures": ["4", "7,99", "20"]}) == exact_value("1199/200")


@pytest.mark.parametrize(
    ("gap", "retenir", "expected"),
    [
        ("au_moins: 5", "moyenne", exact_value("10")),
        ("plus_de: 4.5", "moyenne", exact_value("10")),
        ("plus_de: 5", "moyenne", between("7.5", "12.5")),
        ("au_moins: 10", "moyenne", between("7.5", "12.5")),
        ("au_moins: 10", "minimum", between("5", "10")),
        ("au_moins: 11", "minimum", between("0", "10")),
    ],
)
def test_marks_near_enough_to_call_no_third_go_by_the_steps_of_the_scale(
    gap: str, retenir: str, expected: Value
) -> None:
    """Of the marks 0, 5, 10, 15 and 20, only 10 is less than 5 from 10."""
    fives, jurors = (
        "{note: {sur: 20, pas: 5}}",
        f"jures: {{retenir: {retenir}, troisieme_si_ecart: {{{gap}}}}}",
    )
    for marks in (["NE", "10", "10"], ["10", "NE", "10"]):
        assert value(fives, jurors, {"jures": marks}) == expected


@pytest.mark.parametrize(
    ("how", "scale"), [("unanimite", MARK), ("majorite", MARK), ("moyenne", LEVELS), ("moyenne", "acquis")]
)
def test_how_jurors_make_one_value_must_fit_the_scale(how: str, scale: str) -> None:
    text = essai(scale, f"jures: {{retenir: {how}}}").replace("{au_moins: 10}", "{au_moins: oui}")
    assert "V131" in codes(text)


@pytest.mark.parametrize(
    ("retenir", "attempts", "expected"),
    [
        ("derniere", ["12", "8"], exact_value("8")),
        ("premiere", ["12", "8"], exact_value("12")),
        ("meilleure", ["12", "8"], exact_value("12")),
        ("meilleure", ["8", "12"], exact_value("12")),
        ("derniere", ["12", "NE"], unknown(0, 20)),
        ("meilleure", ["12", "NE"], between("12", "20")),
        ("derniere", ["12", ""], exact_value("12")),
        ("premiere", ["", "12"], unknown(0, 20)),
        ("meilleure", ["", "12"], between("12", "20")),
        ("derniere", ["", "12"], exact_value("12")),
        ("meilleure", ["12", "DISP"], EXEMPTED),
        ("meilleure", ["12", "NEUT"], exact_value("12")),
        ("meilleure", ["12", "ABS"], exact_value("12")),
        ("meilleure", ["NEUT", "ABS"], BLOCKED),
        ("meilleure", ["NEUT", "NEUT"], EXCLUDED),
        ("derniere", ["12", "ABS"], BLOCKED),
        ("derniere", ["", ""], unknown(0, 20)),
    ],
)
def test_which_of_several_attempts_counts(retenir: str, attempts: list[str], expected: Value) -> None:
    assert value(MARK, f"tentatives: {{retenir: {retenir}}}", {"tentatives": attempts}) == expected


@pytest.mark.parametrize(
    ("attempts", "expected"),
    [
        (["15"], exact_value("15")),
        (["15", "9"], exact_value("9")),
        (["5", "9"], exact_value("9")),
        (["5", "10"], exact_value("10")),
        (["5", "11"], exact_value("10")),
        (["5", "NE"], unknown(0, 10)),
        (["5", "DISP"], EXEMPTED),
        (["", "11"], exact_value("10")),
    ],
)
def test_a_new_attempt_is_worth_no_more_than_the_ceiling(attempts: list[str], expected: Value) -> None:
    assert value(MARK, "tentatives: {retenir: derniere, plafond: 10}", {"tentatives": attempts}) == expected


@pytest.mark.parametrize(
    ("scale", "ceiling", "again", "expected"),
    [
        ("{niveaux: [1, 2, 3, 4]}", "2", "1", "0"),
        ("{niveaux: [1, 2, 3, 4]}", "2", "2", "1"),
        ("{niveaux: [1, 2, 3, 4]}", "2", "4", "1"),
        ("{niveaux: [1, 2, 3, 4]}", "4", "4", "3"),
        ("{niveaux: [NA, EA, A], points: [0, 2, 5]}", "1.9", "EA", "0"),
        ("{niveaux: [NA, EA, A], points: [0, 2, 5]}", "2", "EA", "1"),
        ("{niveaux: [NA, EA, A], points: [0, 2, 5]}", "2", "A", "1"),
        ("{niveaux: [NA, EA, A], points: [0, 2, 5]}", "4.9", "A", "1"),
        ("{niveaux: [NA, EA, A], points: [0, 2, 5]}", "5", "A", "2"),
        ("{niveaux: [1, 2, 3], points: [0, 1, 2]}", "1", "3", "0"),
        ("acquis", "0", "oui", "0"),
    ],
)
def test_a_ceiling_on_levels_is_the_level_of_that_name_else_the_best_of_no_more_points(
    scale: str, ceiling: str, again: str, expected: str
) -> None:
    """It was a rank from 0: « plafond: 2 » let a second attempt be worth 3."""
    text = essai(scale, f"tentatives: {{retenir: derniere, plafond: {ceiling}}}")
    first = scale.partition("[")[2].partition(",")[0] or "non"
    rules = referentiel(
        text.replace("{au_moins: EA}", f"{{au_moins: {first}}}").replace("{au_moins: 10}", "evalue")
    )
    assert read(rules.entries["E"], {"tentatives": [first, again]}) == exact_value(expected)


@pytest.mark.parametrize(
    ("scale", "ceiling", "refusal"),
    [
        ("{niveaux: [NA, EA, A]}", "1", True),
        ("{niveaux: [1, 2, 3, 4]}", "0", True),
        ("{niveaux: [1, 2, 3, 4]}", "1", False),
        ("{niveaux: [1, 2, 3, 4]}", "4", False),
        ("{niveaux: [1, 2, 3, 4]}", "5", True),
        ("{niveaux: [NA, EA], points: [1, 2]}", "0.9", True),
        ("{niveaux: [NA, EA], points: [1, 2]}", "1", False),
        ("{niveaux: [NA, EA], points: [1, 2]}", "2", False),
        ("{niveaux: [NA, EA], points: [1, 2]}", "2.1", True),
        ("acquis", "10", True),
    ],
)
def test_a_ceiling_that_no_level_is_named_after_nor_worth_is_refused(
    scale: str, ceiling: str, refusal: bool
) -> None:
    attempts = f"tentatives: {{retenir: derniere, plafond: {ceiling}}}"
    assert ("V139" in codes(essai(scale, attempts))) is refusal
    own = essai(MARK, "jures: {retenir: minimum}").replace(
        "Une épreuve", f"Une, echelle: {scale}, {attempts}"
    )
    assert ("V139" in codes(own)) is refusal


def test_a_ceiling_of_the_marks_of_others_is_none_of_levels() -> None:
    text = essai(MARK, "tentatives: {retenir: derniere, plafond: 1}").replace(
        "Une épreuve", "Une, echelle: {niveaux: [NA, EA, A]}, validation: {au_moins: EA}"
    )
    assert read(referentiel(text).entries["E"], {"tentatives": ["NA", "A"]}) == exact_value("2")


@pytest.mark.parametrize(
    ("attempts", "expected"),
    [
        (["9,75", "4"], exact_value("4")),
        (["10", "4"], exact_value("10")),
        (["10,25", "4"], exact_value("41/4")),
        (["4", "12", "6"], exact_value("12")),
        (["4", "6", "8"], exact_value("8")),
        (["DISP", "4"], EXEMPTED),
        (["NEUT", "4"], exact_value("4")),
        (["ABS", "4"], exact_value("4")),
        (["NE", "4"], between("4", "20", PRESENTE | NON_SAISIE)),
        (["NE", "12"], between("10", "20", PRESENTE | NON_SAISIE)),
        (["", "12"], between("10", "20", PRESENTE | NON_SAISIE)),
    ],
)
def test_an_attempt_within_conserver_si_is_kept_whatever_follows(
    attempts: list[str], expected: Value
) -> None:
    rule = "tentatives: {retenir: derniere, conserver_si: {au_moins: 10}}"
    assert value(QUARTERS, rule, {"tentatives": attempts}) == expected


@pytest.mark.parametrize(
    ("attempts", "expected"),
    [(["9", "12"], exact_value("10")), (["9", "8"], exact_value("8")), (["12", "8"], exact_value("12"))],
)
def test_what_is_kept_of_a_new_attempt_is_capped(attempts: list[str], expected: Value) -> None:
    rule = "tentatives: {retenir: derniere, plafond: 10, conserver_si: {au_moins: 11}}"
    assert value(MARK, rule, {"tentatives": attempts}) == expected


def test_an_attempt_may_be_marked_by_several_jurors() -> None:
    rule = "jures: {retenir: moyenne}, tentatives: {retenir: meilleure}"
    cell = {"tentatives": [{"jures": ["8", "10"]}, {"jures": ["10", "NE"]}, "7"]}
    assert value(MARK, rule, cell) == between("9", "15")


@pytest.mark.parametrize(
    ("attempts", "expected"),
    [
        ([{"jures": ["4", "NE", "DISP"]}, "3"], between("3", "20", PRESENTE | DISPENSEE)),
        ([{"jures": ["4", "NE", "NEUT"]}, "3"], between("3", "4")),
        ([{"jures": ["4", "NE", "NEUT"]}, "NEUT"], between("0", "4", PRESENTE | EXCLUE)),
        ([{"jures": ["4", "NE", "ABS"]}, "NEUT"], between("0", "4", PRESENTE | BLOQUEE)),
    ],
)
def test_the_best_attempt_stays_open_while_a_third_marker_may_exempt(
    attempts: list[Any], expected: Value
) -> None:
    """What the third marker wrote counts only if the first two turn out to be far apart."""
    rule = "jures: {retenir: minimum, troisieme_si_ecart: {plus_de: 4}}, tentatives: {retenir: meilleure}"
    assert value(MARK, rule, {"tentatives": attempts}) == expected


def test_a_ceiling_does_not_lower_an_exemption_that_may_yet_count() -> None:
    rule = "jures: {retenir: moyenne, troisieme_si_ecart: {plus_de: 4}}, tentatives: {retenir: derniere, plafond: 10}"
    found = value(MARK, rule, {"tentatives": ["3", {"jures": ["4", "NE", "DISP"]}]})
    assert found == between("2", "20", PRESENTE | DISPENSEE)


def test_no_attempt_at_all_is_an_empty_cell() -> None:
    assert (
        value(MARK, "statuts: {vide: exclu}, tentatives: {retenir: derniere}", {"tentatives": [""]})
        == EXCLUDED
    )
    assert value(MARK, "statuts: {vide: exclu}, jures: {retenir: moyenne}", {"jures": ["", ""]}) == EXCLUDED


@pytest.mark.parametrize(
    ("attempts", "expected"),
    [
        (["11", "15"], exact_value("11")),
        (["9", "15"], exact_value("10")),
        (["12", "15"], exact_value("12")),
        (["NE", "15"], between("10", "20", PRESENTE | NON_SAISIE)),
        (["11", "NE"], between("11", "11")),
    ],
)
def test_conserver_si_looks_at_what_an_attempt_is_worth_under_the_ceiling(
    attempts: list[str], expected: Value
) -> None:
    """11 then 15 with a ceiling of 10: 10 would be below what it replaces."""
    rule = "tentatives: {retenir: meilleure, plafond: 10, conserver_si: {au_moins: 12}}"
    assert value(MARK, rule, {"tentatives": attempts}) == expected


@pytest.mark.parametrize("absent", ["NE", "ABJ", ""])
def test_an_attempt_not_known_yet_counts_only_where_it_would_be_kept(absent: str) -> None:
    rule = "tentatives: {retenir: derniere, conserver_si: {au_moins: 12}}"
    found = value(MARK, rule, {"tentatives": [absent, "15"]})
    assert found == between("12", "20", PRESENTE | NON_SAISIE)


@pytest.mark.parametrize(
    ("bounds", "least"), [("{au_moins: 11}", "12"), ("{plus_de: 12}", "14"), ("{plus_de: 11.5}", "12")]
)
def test_an_attempt_that_would_be_kept_is_on_a_step_of_its_scale(bounds: str, least: str) -> None:
    steps = "{note: {sur: 20, pas: 2}}"
    rule = f"tentatives: {{retenir: derniere, conserver_si: {bounds}}}"
    assert value(steps, rule, {"tentatives": ["NE", "16"]}) == between(least, "20", PRESENTE | NON_SAISIE)


@pytest.mark.parametrize("retenir", ["accord", "moyenne", "minimum"])
@pytest.mark.parametrize(
    ("status", "alone"), [("DISP", EXEMPTED), ("EQ", EXEMPTED), ("NEUT", EXCLUDED), ("ABS", BLOCKED)]
)
def test_what_is_no_jurors_mark_is_enough_alone_where_several_jurors_are_due(
    retenir: str, status: str, alone: Value
) -> None:
    assert value(MARK, f"jures: {{retenir: {retenir}, nombre: 2}}", status) == alone
    assert value(MARK, f"jures: {{retenir: {retenir}, nombre: 3}}", {"jures": [status, status]}) == alone


def test_a_juror_due_and_missing_is_not_known_yet_an_empty_element_is_vide() -> None:
    rule = "jures: {retenir: moyenne, nombre: 2}"
    assert value(MARK, rule, "12") == between("6", "16")
    assert value(MARK, rule, {"jures": ["12", ""]}) == between("6", "16")
    assert value(MARK, f"statuts: {{vide: exclu}}, {rule}", {"jures": ["", ""]}) == EXCLUDED


def test_one_mark_alone_is_final_where_no_number_of_jurors_is_due() -> None:
    rule = "jures: {retenir: moyenne, troisieme_si_ecart: {plus_de: 4}}"
    assert value(MARK, rule, "12") == exact_value("12")
    assert value(MARK, rule.replace("moyenne", "moyenne, nombre: 2"), "12") == between(
        "0", "20", PRESENTE | NON_SAISIE
    )
