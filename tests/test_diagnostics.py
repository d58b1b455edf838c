"""A finding is a value with a place; its words, and the line it is shown with, are made at the end."""

import re
import string
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certeval.diagnostics import Diagnostic, Kind, Place, Related, Severity, Span, has_errors, in_order
from certeval.diagnostics.families.every import FAMILIES, KINDS
from certeval.render import diagnostics as rendering
from certeval.render.diagnostics import advice, message
from certeval.render.words import LONGEST, MOST_WORDS, enumeration, value_words, visible
from certeval.text.nearest import fold, nearest

ERROR = Kind("R999", Severity.ERROR, "« {key} » is wrong", "write {wanted}")
WARNING = Kind("R998", Severity.WARNING, "odd")
INFO = Kind("R997", Severity.INFO, "by the way")


def at(line: int, column: int, end_column: int, file: str = "f.yaml") -> Place:
    return Place(file, Span(line, column, line, end_column))


def test_a_code_is_a_letter_of_a_family_and_three_digits_and_no_two_kinds_share_one() -> None:
    every = [kind for family in FAMILIES.values() for kind in vars(family).values() if isinstance(kind, Kind)]
    assert len(every) == len(KINDS)
    for letter, family in FAMILIES.items():
        for kind in vars(family).values():
            if isinstance(kind, Kind):
                assert re.fullmatch(f"{letter}[0-9]{{3}}", kind.code)
                assert kind.family == letter


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)
def test_the_words_of_a_kind_are_a_sentence_whose_fields_have_names(kind: Kind) -> None:
    for text in filter(None, (kind.message, kind.help)):
        fields = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
        assert all(name.isidentifier() for name in fields)
        assert not text.endswith(".")
        assert text == text.strip()
        assert text[0] == text[0].lower() or text.startswith(("« ", "{", "YAML", "France", "French"))


def test_findings_come_by_file_line_column_and_code() -> None:
    places = [at(2, 1, 2), at(1, 5, 6), at(1, 1, 2), at(1, 1, 2, "a.yaml"), Place("f.yaml")]
    found = [Diagnostic(kind, place) for place in places for kind in (WARNING, ERROR)]
    listed = [
        (d.place.file, d.place.span and (d.place.span.line, d.place.span.column), d.code)
        for d in in_order(found)
    ]
    assert listed == [
        ("a.yaml", (1, 1), "R998"),
        ("a.yaml", (1, 1), "R999"),
        ("f.yaml", None, "R998"),
        ("f.yaml", None, "R999"),
        ("f.yaml", (1, 1), "R998"),
        ("f.yaml", (1, 1), "R999"),
        ("f.yaml", (1, 5), "R998"),
        ("f.yaml", (1, 5), "R999"),
        ("f.yaml", (2, 1), "R998"),
        ("f.yaml", (2, 1), "R999"),
    ]


def test_only_errors_are_errors() -> None:
    place = Place("f.yaml")
    assert not has_errors([Diagnostic(WARNING, place), Diagnostic(INFO, place)])
    assert has_errors([Diagnostic(WARNING, place), Diagnostic(ERROR, place, {"key": "a"})])
    assert not has_errors([])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("intitullé", "intitule"),
        ("INTITULE", "intitule"),
        ("intitulé", "intitule"),
        ("in titule", "intitule"),
        ("libele", "libelle"),
        ("x", None),
        ("", None),
        ("certification", None),
    ],
)
def test_the_nearest_word_is_the_one_meant_or_none(typed: str, meant: str | None) -> None:
    assert nearest(typed, ["intitule", "libelle", "code"]) == meant


def test_of_several_words_typed_the_first_that_resembles_one_is_taken() -> None:
    assert nearest(["poids", "moyene"], ["somme", "moyenne"]) == "moyenne"


def test_folding_forgets_case_accents_apostrophes_and_every_space() -> None:
    assert fold("Non\u00a0 Validé") == fold("NON VALIDE") == "nonvalide"
    assert fold("l’été") == fold("l'ete") == fold("l'e\u0301te\u0301")
    assert fold("ﬁn") == "fin"
    assert fold("C1") != fold("C10")
    assert fold("E\u200b1\ufeff") == fold("\uff251") == "e1"


@pytest.mark.parametrize("mark", ["²", "₂", "②", "⑵", "⒉", "½"])
def test_the_mark_of_a_footnote_is_no_digit_of_a_code(mark: str) -> None:
    assert fold(f"E1{mark}") == f"e1{mark}"


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_message_holds_its_arguments_and_the_help_a_suggestion() -> None:
    found = Diagnostic(ERROR, at(1, 1, 2), {"key": "a", "wanted": "list"})
    assert (message(found), advice(found)) == ("« a » is wrong", "write a list")
    meant = Diagnostic(ERROR, at(1, 1, 2), {"key": "a", "wanted": "list", "suggestion": "b"})
    assert advice(meant) == "did you mean « b »?"
    assert advice(Diagnostic(WARNING, at(1, 1, 2))) == ""


def test_braces_in_what_people_typed_are_text() -> None:
    found = Diagnostic(ERROR, at(1, 1, 2), {"key": "{key} {0} {", "wanted": "list", "suggestion": "{wanted}"})
    assert message(found) == "« {key} {0} { » is wrong"
    assert advice(found) == "did you mean « {wanted} »?"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("a", "a"),
        (("a",), "a"),
        (("a", "b"), "a or b"),
        (("a", "b", "c"), "a, b or c"),
        ((), "–"),
        (Fraction(31, 3), "31/3"),
        (Fraction(19, 2), "9.5"),
        (3, "3"),
    ],
)
def test_an_argument_is_spelled_as_people_write_it(value: object, words: str) -> None:
    assert value_words(value) == words


def test_a_long_list_and_a_long_text_are_cut_short() -> None:
    words = enumeration([f"C{number}" for number in range(100)])
    assert words.endswith(f"C{MOST_WORDS - 2} and 61 more")
    assert value_words("x" * LONGEST) == "x" * LONGEST
    assert value_words("x" * (LONGEST + 1)) == "x" * (LONGEST - 1) + "…"


def test_a_text_of_people_is_never_taken_for_one_of_ours() -> None:
    assert value_words("text") == "text"
    assert value_words("text", ours=True) == "a text"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\x1b[31mrouge", "\\u001b[31mrouge"),
        ("a\nb\rc", "a\\u000ab\\u000dc"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u200bb", "a\\u200bb"),
        ("50\u00a0% l’été", "50\u00a0% l’été"),
        ("[oral] [/fin]", "[oral] [/fin]"),
    ],
)
def test_control_characters_of_people_are_shown_and_not_obeyed(text: str, seen: str) -> None:
    assert visible(text) == seen
    assert value_words(text) == seen


def block(line: str, column: int, end_column: int, related: tuple[Related, ...] = ()) -> list[str]:
    """The lines shown for a finding on the only line of a file."""
    found = Diagnostic(WARNING, at(1, column, end_column), related=related)
    return rendering.text([found], rendering.Sources({"f.yaml": line.encode()})).splitlines()


@pytest.mark.parametrize(
    ("line", "column", "end_column", "excerpt", "mark"),
    [
        ("a: bcd", 4, 7, "a: bcd", "   ^^^"),
        ("a: bcd", 1, 2, "a: bcd", "^"),
        ("a: bcd", 4, 4, "a: bcd", "   ^"),
        ("a: bcd", 7, 7, "a: bcd", "      ^"),
        ("日本: x", 5, 6, "日本: x", "      ^"),
        ("日本: x", 1, 3, "日本: x", "^^^^"),
        ("e\u0301: x", 5, 6, "e\u0301: x", "   ^"),
        ("\ta: x", 5, 6, " a: x", "    ^"),
        ("a\x1b: x", 2, 3, "a\ufffd: x", " ^"),
        ("a\u202e: x", 5, 6, "a\ufffd: x", "    ^"),
    ],
)
def test_a_mark_stands_under_what_is_wrong(
    line: str, column: int, end_column: int, excerpt: str, mark: str
) -> None:
    assert block(line, column, end_column)[2:4] == [f"   1 | {excerpt}", f"     | {mark}"]


@pytest.mark.parametrize("column", [1, 50, 99, 100, 101, 102, 2500, 4999, 5000])
def test_a_line_of_5000_characters_is_cropped_around_what_is_wrong(column: int) -> None:
    line = "x" * (column - 1) + "!" + "x" * (5000 - column)
    excerpt, mark = block(line, column, column + 1)[2:4]
    assert excerpt[mark.index("^")] == "!"
    assert len(excerpt) <= len("   1 | ") + rendering.WIDEST + 2
    assert excerpt.endswith("…") == (column < 4950)
    assert ("| …" in excerpt) == (column > rendering.WIDEST)


def test_a_value_of_5000_characters_is_marked_as_far_as_it_is_shown() -> None:
    excerpt, mark = block("a: " + "x" * 5000, 4, 5004)[2:4]
    assert len(mark) <= len(excerpt)
    assert mark.endswith("^")


def test_a_value_on_several_lines_is_shown_by_its_first() -> None:
    found = Diagnostic(WARNING, Place("f.yaml", Span(1, 4, 2, 4)))
    lines = rendering.text([found], rendering.Sources({"f.yaml": b'a: "b\n  c"\n'})).splitlines()
    assert lines[2:4] == ['   1 | a: "b', "     |    ^^"]


def test_a_second_place_is_shown_with_why() -> None:
    related = (Related("first given here", at(1, 1, 2)),)
    assert block("a: bcd", 4, 7, related)[4:7] == [
        "  ::: f.yaml:1:1: first given here",
        "   1 | a: bcd",
        "     | -",
    ]


def test_a_finding_without_a_line_to_show_still_says_where_it_is() -> None:
    for place, where in [
        (Place("f.yaml"), "f.yaml"),
        (at(9, 1, 2), "f.yaml:9:1"),
        (Place("f.xlsx", None, "notes", "C7"), "f.xlsx:notes!C7"),
        (Place("absent.yaml", Span(1, 1, 1, 1)), "absent.yaml:1:1"),
        (Place("a\x1b[31m.yaml"), "a\\u001b[31m.yaml"),
    ]:
        text = rendering.text([Diagnostic(WARNING, place)], rendering.Sources({"f.yaml": b"a: b\n"}))
        assert text.splitlines() == ["warning[R998]: odd", f"  --> {where}", "", "1 warning"]


def test_the_count_names_each_severity_in_its_number() -> None:
    place = Place("f.yaml")
    found = [Diagnostic(ERROR, place)] * 2 + [Diagnostic(WARNING, place)] + [Diagnostic(INFO, place)]
    assert rendering.severity_counts(found) == "2 errors, 1 warning, 1 remark"
    assert rendering.severity_counts(found[:1]) == "1 error"
    assert rendering.severity_counts([]) == ""


def test_a_diagnostic_in_json_has_the_keys_of_the_format_and_only_them() -> None:
    found = Diagnostic(
        ERROR,
        Place("f.yaml", Span(1, 2, 3, 4)),
        {"key": "a", "wanted": "list"},
        (Related("first given here", at(1, 1, 2)),),
    )
    assert rendering.plain(found) == {
        "code": "R999",
        "gravite": "erreur",
        "message": "« a » is wrong",
        "fichier": "f.yaml",
        "ligne": 1,
        "colonne": 2,
        "fin_ligne": 3,
        "fin_colonne": 4,
        "aide": "write a list",
        "liens": [{"message": "first given here", "fichier": "f.yaml", "ligne": 1, "colonne": 1}],
    }


def test_a_diagnostic_of_a_workbook_names_its_sheet_and_cell() -> None:
    found = rendering.plain(Diagnostic(INFO, Place("f.xlsx", None, "notes", "C7")))
    assert {key: found[key] for key in ("gravite", "ligne", "fin_colonne", "feuille", "cellule", "aide")} == {
        "gravite": "info",
        "ligne": None,
        "fin_colonne": None,
        "feuille": "notes",
        "cellule": "C7",
        "aide": None,
    }


@pytest.mark.parametrize("columns", [24, 30, 40, 80, 107, 108, 200])
@pytest.mark.parametrize("column", [1, 15, 60, 99, 300])
def test_at_a_terminal_a_mark_stands_on_the_line_below_what_is_wrong(columns: int, column: int) -> None:
    line = "x" * (column - 1) + "!" + "x" * (300 - column)
    found = Diagnostic(WARNING, at(1, column, column + 1))
    sources = rendering.Sources({"f.yaml": line.encode()}, columns)
    excerpt, mark = rendering.text([found], sources).splitlines()[2:4]
    assert excerpt[mark.index("^")] == "!"
    assert len(excerpt) <= max(columns, len("   1 | ") + rendering.NARROW + 2)


def test_at_a_terminal_a_sentence_breaks_between_words_and_a_place_nowhere() -> None:
    sources = rendering.Sources(columns=24)
    place = Place("un-dossier/un-fichier-au-nom-long.yaml", Span(3, 1, 3, 2))
    found = Diagnostic(ERROR, place, {"key": "un deux ; trois", "wanted": "un ou deux"})
    assert rendering.text([found], sources).splitlines() == [
        "error[R999]: « un deux ;",
        "  trois » is wrong",
        "  --> un-dossier/un-fichier-au-nom-long.yaml:3:1",
        "   = help: write un ou",
        "     deux",
        "",
        "1 error",
    ]


@pytest.mark.parametrize(
    ("typed", "choices", "meant"),
    [
        ("C0O2", ["C002", "C012", "C022"], "C002"),
        ("C0l2", ["C002", "C012", "C022"], "C012"),
        ("juer", ["jury", "jure"], "jure"),
        ("vies", ["voie", "vise"], "vise"),
        ("abcd", ["abdc", "bacd"], "bacd"),  # as near as each other: as before
    ],
)
def test_a_look_alike_or_another_order_of_the_same_signs_is_nearer_than_another_sign(
    typed: str, choices: list[str], meant: str
) -> None:
    assert nearest(typed, choices) == meant
