"""Cells: the closed list of what is accepted, and why anything else is refused."""

from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from certeval.diagnostics import Diagnostic
from certeval.rules import refusals, scales
from certeval.rules.entry import of_scale
from certeval.rules.outcome import NON_SAISIE, Value
from certeval.rules.scales import NO, NO_WORDS, YES, YES_WORDS, Niveaux
from certeval.scores.values import Values
from certeval.text.cell_text import spelling
from certeval.text.nearest import fold
from score_sheets import SMALL, in_words, only, scores, small, texts


def values_and_findings(folder: Path, text: str) -> tuple[dict[str, Value], list[Diagnostic]]:
    """The values of the one candidate of a sheet."""
    read = scores(folder, s_csv=text)
    assert [each.code for each in read.diagnostics if each.is_error] == []
    told: list[Diagnostic] = []
    (candidate,) = read.candidates.values()
    found = Values(small().entries).of(candidate, told.append)
    assert all(map(in_words, told))
    return found, told


def test_the_words_shown_are_exactly_those_that_are_read() -> None:
    assert ({fold(word) for word in YES_WORDS}, {fold(word) for word in NO_WORDS}) == (YES, NO)


@pytest.mark.parametrize("word", [*YES_WORDS, "VALIDÉE", " Oui ", "\u00a0Validé\u202f"])
def test_every_word_of_yes(tmp_path: Path, word: str) -> None:
    assert values_and_findings(tmp_path, f"candidat;CR1.1\nC1;{word}\n")[0]["CR1.1"].number == 1


@pytest.mark.parametrize("word", [*NO_WORDS, "NON VALIDÉ", "Non  acquis"])
def test_every_word_of_no(tmp_path: Path, word: str) -> None:
    assert values_and_findings(tmp_path, f"candidat;CR1.1\nC1;{word}\n")[0]["CR1.1"].number == 0


@pytest.mark.parametrize("nothing", ["", " ", "\u00a0", "vide"])
def test_an_empty_cell_is_no_cell_and_never_no(tmp_path: Path, nothing: str) -> None:
    assert values_and_findings(tmp_path, f"candidat;CR1.1;CR1.2\nC1;{nothing};1\n")[0].keys() == {"CR1.2"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pas acquis", None),
        ("non acquise", "Non acquis"),
        ("aquis", "Acquis"),
        ("en cour", "En cours"),
    ],
)
def test_what_begins_by_a_no_is_not_likely_what_says_yes(typed: str, meant: str | None) -> None:
    refusal = refusals.not_a_word(typed, ("Non acquis", "En cours", "Acquis"))
    assert refusal.arguments.get("suggestion") == meant


@pytest.mark.parametrize(
    ("element", "typed", "code", "arguments"),
    [
        ("CR1.1", "ouii", "N211", {"suggestion": "oui"}),
        ("CR1.1", "1,0", "N211", {"suggestion": "1"}),
        ("CR1.1", "nan", "N211", {"suggestion": "vide"}),
        ("CR1.1", "None", "N211", {"suggestion": "vide"}),
        ("CR1.1", "N.N", "N211", {"suggestion": "NE"}),
        ("E1", "Non noté", "N212", {"suggestion": "NE"}),
        ("CR1.1", "００", "N211", {"suggestion": "0"}),
        ("E1", "１２", "N212", {"suggestion": "12"}),
        ("E1", "12٫5", "N212", {"suggestion": "12,5"}),
        ("E1", "１²", "N212", {}),
        ("E1", "−2", "N212", {}),
        ("CR1.1", "2", "N211", {}),
        ("CR1.1", "N/A", "N213", {}),
        ("CR1.1", "n. a.", "N213", {}),
        ("CR1.1", "#REF!", "N217", {}),
        ("CR1.1", "#N/A", "N217", {}),
        ("E1", "#DIV/0!", "N217", {}),
        ("E1", "20,5", "N214", {"least": Fraction("0"), "greatest": Fraction("20")}),
        ("E1", "-1", "N214", {"least": Fraction("0"), "greatest": Fraction("20")}),
        ("E2", "12,3", "N215", {"step": Fraction("0.5"), "below": Fraction("12"), "above": Fraction("12.5")}),
        ("E1", "1.234,5", "N216", {}),
        ("E1", "1 234,5", "N216", {}),
        ("E1", "12/20", "N212", {"suggestion": "12"}),
        ("E1", "12/10", "N212", {}),
        ("E1", "douze", "N212", {"least": Fraction("0"), "greatest": Fraction("20")}),
        ("E1", "1e1", "N212", {}),
        ("E1", "01/02/26", "N219", {}),
        ("E1", "12-Mar", "N219", {}),
        ("E1", "mar-12", "N219", {}),
        ("E1", "1-févr.", "N219", {}),
        ("E1", "01-févr-26", "N219", {}),
        ("E1", "déc-20", "N219", {}),
        ("E1", "2026-02-01 00:00:00", "N219", {}),
        ("E1", "Mai 12", "N219", {}),
        ("E3", "déc. 20", "N219", {}),
        ("E1", "12 mais", "N212", {}),
        ("E1", "Abss", "N212", {"suggestion": "ABS"}),
        ("E3", "Maitrise !", "N211", {"suggestion": "Maîtrisé"}),
        ("E4", "91", "N214", {"least": Fraction("0"), "greatest": Fraction("90")}),
    ],
)
def test_a_cell_refused_says_why(
    tmp_path: Path, element: str, typed: str, code: str, arguments: dict[str, str]
) -> None:
    read = scores(tmp_path, s_csv=f"candidat;{element}\nC1;{typed}\n")
    problem = only(read)
    assert (problem.code, problem.arguments["value"], problem.arguments["element"]) == (code, typed, element)
    assert {key: problem.arguments[key] for key in arguments} == arguments
    assert ("suggestion" in problem.arguments) == ("suggestion" in arguments)
    assert texts(read, "C1") == {}


@pytest.mark.parametrize(
    ("scale", "typed", "number"),
    [
        ("quantite: {max: 2000}", "1,500", None),
        ("quantite: {max: 1500}", "+1,500", None),
        ("quantite: {max: 1500, pas: 0.5}", "1,500", None),
        ("note: {min: -2000, sur: 2000}", "-1,500", None),
        ("quantite: {max: 1499}", "1,500", "3/2"),
        ("quantite: {max: 2000}", "0,500", "1/2"),
        ("quantite: {max: 2000}", "1,50", "3/2"),
        ("quantite: {max: 2000}", "1,5000", "3/2"),
        ("quantite: {max: 2000}", "1.500", "3/2"),
        ("quantite: {max: 2000}", "1500,5", "3001/2"),
    ],
)
def test_a_comma_that_may_part_thousands_is_refused_where_the_scale_has_both(
    scale: str, typed: str, number: str | None
) -> None:
    entry = small(SMALL.replace("quantite: {max: 90}", scale)).entries["E4"]
    reading = entry.read(typed)
    assert (reading.refusal.kind.code if reading.refusal else None) == (None if number else "N216")
    assert number is None or reading.value.number == Fraction(number)


def test_the_closed_list_and_the_declared_statuses_are_shown(tmp_path: Path) -> None:
    accepted = only(scores(tmp_path, s_csv="candidat;CR1.1\nC1;?\n")).arguments["accepted"]
    assert accepted == (*YES_WORDS, *NO_WORDS, "NE", "ABS", "ABJ", "DISP", "EQ", "NEUT", "RET")
    accepted = only(scores(tmp_path, s_csv="candidat;E3\nC1;?\n")).arguments["accepted"]
    assert accepted == (
        *("Insuffisant", "En cours", "Maîtrisé", "NE", "ABS", "ABJ", "DISP", "EQ", "NEUT", "RET"),
    )


@pytest.mark.parametrize("typed", ["12,5", "12.5", "\u202f12,5\u00a0", "+12,5"])
def test_a_mark_is_exact_whatever_its_decimal_sign(tmp_path: Path, typed: str) -> None:
    assert values_and_findings(tmp_path, f"candidat;E1\nC1;{typed}\n")[0]["E1"].number == Fraction(25, 2)


def test_jurors_are_ordered_by_name_and_combined_within_an_attempt_then_attempts(tmp_path: Path) -> None:
    text = "candidat;jure;tentative;E1\nC1;J2;2;9\nC1;J1;2;10\nC1;J2;1;12\nC1;J1;1;8\n"
    assert values_and_findings(tmp_path, text) == ({"E1": Value(Fraction(10), Fraction(10))}, [])


def test_jurors_who_must_agree_and_differ_are_both_shown(tmp_path: Path) -> None:
    found, told = values_and_findings(
        tmp_path, "candidat;jure;CR1.1;CR1.2\nC1;J2;0;1\nC1;J3;NE;1\nC1;J1;1;NE\n"
    )
    assert found["CR1.2"].number == 1
    assert "CR1.1" not in found
    (problem,) = told
    assert problem.code == "S101"
    assert problem.arguments == {
        "candidat": "C1", "element": "CR1.1",
        "first": "1", "first_juror": "J1", "second": "0", "second_juror": "J2",
    }  # fmt: skip
    places = [problem.place.span, problem.related[0].place.span]
    assert [(span.line, span.column) for span in places if span] == [(2, 7), (4, 7)]


def test_several_attempts_without_a_rule_are_told_where_the_last_stands(tmp_path: Path) -> None:
    _, (problem,) = values_and_findings(tmp_path, "candidat;tentative;CR1.1\nC1;1;0\nC1;2;1\n")
    assert (problem.code, problem.arguments["count"]) == ("S102", 2)
    assert problem.place.span is not None
    assert problem.place.span.line == 3


def test_a_second_attempt_alone_is_one_value(tmp_path: Path) -> None:
    found, told = values_and_findings(tmp_path, "candidat;tentative;CR1.1\nC1;2;1\n")
    assert (found["CR1.1"].number, told) == (1, [])


def test_equal_cells_of_an_element_are_one_object_for_every_candidate(tmp_path: Path) -> None:
    read = scores(tmp_path, s_csv="candidat;CR1.1;E1\nC1;1;8\nC2;oui;8,0\nC3;NE;08.0\n")
    shared = Values(small().entries)
    one, two, three = (shared.of(each, [].append) for each in read.candidates.values())
    assert one["CR1.1"] is two["CR1.1"]
    assert one["E1"] is two["E1"] is three["E1"]
    assert three["CR1.1"].may == NON_SAISIE


def test_reading_a_disagreement_again_tells_each_candidate(tmp_path: Path) -> None:
    read = scores(tmp_path, s_csv="candidat;jure;CR1.1\nC1;A;1\nC1;B;0\nC2;A;1\nC2;B;0\n")
    told: list[Diagnostic] = []
    shared = Values(small().entries)
    for each in read.candidates.values():
        shared.of(each, told.append)
    assert [each.arguments["candidat"] for each in told] == ["C1", "C2"]


def test_forgetting_what_was_combined_changes_no_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = scores(tmp_path, s_csv="candidat;CR1.1;E1\nC1;1;8\nC2;1;9\n")
    kept = [Values(small().entries).of(each, [].append) for each in read.candidates.values()]
    monkeypatch.setattr("certeval.scores.values.MAX_MEMORY", 1)
    shared = Values(small().entries)
    assert [shared.of(each, [].append) for each in read.candidates.values()] == kept


@pytest.mark.parametrize("text", ["12.5000000000000000", "12,50000000000000", "012.500000000000000000000"])
def test_zeros_that_end_a_mark_are_no_remainder(tmp_path: Path, text: str) -> None:
    assert values_and_findings(tmp_path, f"candidat;E1\nC1;{text}\n")[0]["E1"].number == Fraction(25, 2)


@pytest.mark.parametrize("text", ["12.3456789012345", "9,9999999999999980", "0.10000000000000001"])
def test_digits_that_nobody_types_are_a_remainder_whatever_zeros_follow(tmp_path: Path, text: str) -> None:
    assert only(scores(tmp_path, s_csv=f"candidat;E1\nC1;{text}\n")).code == "N220"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(
            ("50,00 %", "50 %"),
            ("050%", "50 %"),
            ("５０ ％", "50 %"),
            ("0.0 %", "0 %"),
            ("2,0", "2"),
            ("A−", "A-"),
        ),
        *(("0,5", None), ("2²", None), ("200 %", None)),
    ],
)
def test_a_level_written_as_another_number_is_refused_with_its_name(typed: str, meant: str | None) -> None:
    refusal = of_scale("E", Niveaux(niveaux=("0 %", "50 %", "2", "A-"))).read(typed).refusal
    assert refusal is not None
    assert (refusal.kind.code, refusal.arguments.get("suggestion")) == ("N211", meant)


def test_a_sheet_of_mistakes_is_read_by_thousands_of_levels_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each text was compared with every level: a hundred thousand of them took a minute."""
    entry, calls = of_scale("E", Niveaux(niveaux=tuple(f"n{i}" for i in range(4_000)))), Counter[str]()
    monkeypatch.setattr(scales, "spelling", lambda text: calls.update(["spelling"]) or spelling(text))
    monkeypatch.setattr(refusals, "spelling", lambda text: calls.update(["spelling"]) or spelling(text))
    refused = [entry.read(f"m{i}").refusal for i in range(100)]
    assert [each.arguments.get("suggestion") for each in refused if each is not None] == [None] * 100
    assert calls["spelling"] < 3 * 4_000
