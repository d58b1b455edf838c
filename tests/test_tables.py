"""Tables at the widths people have: what matters is never cut, and no word is broken that a line can hold."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from certeval.render.tables import AdaptiveTable, TableColumn, Width, shares, table
from certeval.render.unbroken import Screen
from certeval.text.breaks import put_back
from terminal import screen

EXAMPLE = Path(__file__).parents[1] / "examples" / "scores.csv"
CANDIDATES = [f"C{number:03d}" for number in range(1, 15)]


def lines(renderable: AdaptiveTable, width: int) -> list[str]:
    console = Console(width=width, markup=False, highlight=False, force_terminal=False)
    with console.capture() as captured:
        console.print(renderable)
    return [line.rstrip() for line in captured.get().splitlines()]


@pytest.mark.parametrize("width", [40, 50, 60, 80, 100, 120])
@pytest.mark.parametrize("detail", [(), ("--detail",)])
def test_every_candidate_keeps_the_certification_at_any_width(
    width: int, detail: tuple[str, ...], tmp_path: Path
) -> None:
    shown = screen(tmp_path, width, "validate", EXAMPLE, *detail)
    lines = [line for line in shown.splitlines() if not line.startswith("certeval: ")]
    assert all(cell_len(line) <= width for line in lines)
    assert "…" not in "".join(lines)
    rows = [line for line in shown.splitlines() if line.startswith(tuple(CANDIDATES))]
    assert {row.split()[0] for row in rows} == set(CANDIDATES)
    assert all(re.search(r" (validated|pending|not validated)\b", row) for row in rows)


@pytest.mark.parametrize("width", [40, 60, 80])
def test_every_competence_keeps_its_count_and_its_sign(width: int, tmp_path: Path) -> None:
    shown = screen(tmp_path, width, "validate", EXAMPLE, "--detail")
    of_c004 = " ".join(line for line in shown.splitlines() if line.startswith("C004"))
    counts = "4/6 3/5 4/6 3/3 3/5 4/6 3/4 3/3 3/5 5/9 2/2"
    assert re.findall(r"(\d/\d) ✓", of_c004) == counts.split()


def test_the_competences_of_a_bloc_stay_side_by_side_at_60(tmp_path: Path) -> None:
    shown = screen(tmp_path, 60, "validate", EXAMPLE, "--detail")
    headings = [line.split() for line in shown.splitlines() if line.startswith("candidat")]
    assert headings == [
        ["candidat", "C1.1", "C1.2", "C1.3", "BC1", "certification"],
        ["candidat", "C2.1", "C2.2", "C2.3", "BC2", "certification"],
        ["candidat", "C3.1", "C3.2", "BC3", "certification", "waits", "for"],
    ]


def test_a_table_that_just_fits_is_one_panel_and_one_column_less_makes_two() -> None:
    columns = [
        TableColumn("who", always=True),
        TableColumn("AAAA", whole=True),
        TableColumn("BBBB", whole=True),
    ]
    shown = table(columns, [["x", "1/2 ✓", "2/2 ✓"]])
    natural = len("who") + len("1/2 ✓") * 2 + 3 * 2
    assert lines(shown, natural)[0].split() == ["who", "AAAA", "BBBB"]
    assert [line.split() for line in lines(shown, natural - 1) if line.startswith("who")] == [
        ["who", "AAAA"],
        ["who", "BBBB"],
    ]


def test_an_identifier_longer_than_a_third_of_the_width_is_folded_and_whole() -> None:
    name = "candidat-de-la-session-de-juin-0001"
    shown = lines(table([TableColumn("candidat", always=True), "certification"], [[name, "validated"]]), 40)
    first = shown[0].index("certification")
    assert "".join(line[:first].strip() for line in shown[2:]) == name
    assert any("validated" in line for line in shown)


def test_the_widest_columns_give_up_room_first() -> None:
    assert shares([Width(10, 4), Width(30, 5)], 33) == [10, 20]
    assert shares([Width(10, 4), Width(30, 5)], 43) == [10, 30]
    assert shares([Width(10, 4), Width(12, 5)], 17) == [7, 7]


def test_what_people_typed_is_no_markup() -> None:
    assert "[bold]x[/bold]" in "\n".join(lines(table(["a"], [["[bold]x[/bold]"]]), 80))


words = st.text("abcdefghéç", min_size=1, max_size=9)
phrases = st.lists(words, min_size=1, max_size=6).map(" ".join)


@settings(max_examples=200)
@given(st.data(), st.integers(40, 120), st.integers(1, 8), st.integers(1, 4))
def test_no_word_is_lost_or_broken_and_no_line_is_too_long(
    data: st.DataObject, width: int, across: int, down: int
) -> None:
    columns = [TableColumn("who", always=True)]
    columns += [TableColumn(data.draw(words), whole=data.draw(st.booleans())) for _ in range(across)]
    rows = [
        ["x", *(data.draw(words if column.whole else phrases) for column in columns[1:])] for _ in range(down)
    ]
    shown = lines(table(columns, [[Text(cell) for cell in row] for row in rows]), width)
    assert all(cell_len(line) <= width for line in shown)
    printed = " ".join(shown).split()
    for word in [word for row in rows for cell in row[1:] for word in cell.split()]:
        assert word in printed


@pytest.mark.parametrize("width", [40, 50, 60])
def test_no_number_is_lost_and_no_word_broken_on_a_narrow_terminal(width: int, tmp_path: Path) -> None:
    shown = screen(tmp_path, width, "stats", EXAMPLE)
    lines = [line for line in shown.splitlines() if not line.startswith("certeval: ")]
    assert all(cell_len(line) <= width for line in lines)
    of_bc1 = " ".join(line for line in lines if line.startswith("BC1 ")).split()
    assert [word for word in of_bc1 if word != "BC1"][:6] == ["8", "4", "2", "0", "8/12", "66.7"]
    assert {"validated", "pending", "excluded"} <= set(shown.split())


TYPED = {
    "fr": "BC1 est non validé\u00a0; il manque «\u00a0oui\u00a0» à C1.1\u00a0: 50\u00a0% ou 12\u202f000 euros\u00a0!",
    "en": "BC1 is not validated; « yes » is missing for « C1.1 » : 50 % of 6",
}


@pytest.mark.parametrize("width", range(12, 80, 5))
@pytest.mark.parametrize("language", TYPED)
def test_no_line_begins_with_what_goes_with_the_word_before(language: str, width: int) -> None:
    screen = Screen(width=width, markup=False, highlight=False, force_terminal=False)
    with screen.capture() as captured:
        screen.print(Text(TYPED[language]))
    shown = [line.rstrip() for line in put_back(captured.get()).splitlines()]
    assert " ".join(filter(None, shown)) == TYPED[language]
    assert [line for line in shown if line.startswith(tuple("»%:;?!")) or line.endswith("«")] == []
    assert "12\u202f000" in "".join(shown) or language == "en"


def test_words_that_a_word_processor_joined_still_break() -> None:
    pasted = "analyser\u00a0les\u00a0besoins\u00a0du\u00a0client"
    screen = Screen(width=20, markup=False, highlight=False, force_terminal=False)
    with screen.capture() as captured:
        screen.print(Text(pasted))
    shown = [line.strip() for line in put_back(captured.get()).splitlines()]
    assert shown == ["analyser\u00a0les\u00a0besoins", "du\u00a0client"]


@pytest.mark.parametrize(("language", "width"), [("fr", 47), ("en", 53)])
def test_no_line_of_a_narrow_terminal_begins_with_a_sign(language: str, width: int) -> None:
    for command in (["explain", "C005", "--scores", EXAMPLE], ["stats", EXAMPLE], ["validate", EXAMPLE]):
        shown = screen(EXAMPLE.parent, width, *command, CERTEVAL_LANG=language)
        assert re.findall(r"(?m)^[ │├└─]*[»%:;?!](?:\s.*|$)|.*«\s*$", shown) == []


@pytest.mark.parametrize(("width", "blank_is_shown"), [(35, True), (34, False)])
def test_a_column_in_which_nothing_stands_makes_no_panel_of_its_own(width: int, blank_is_shown: bool) -> None:
    columns = [TableColumn("who", always=True), "what", "unused", TableColumn("how", whole=True)]
    shown = lines(table(columns, [["C001", "sells", "", "well enough"]]), width)
    assert ("unused" in " ".join(shown)) == blank_is_shown
    assert sum("who" in line for line in shown) == 1
    assert all(word in " ".join(shown) for word in ("C001", "sells", "well enough"))


def test_a_table_without_rows_keeps_its_headings() -> None:
    shown = " ".join(lines(table([TableColumn("who", always=True), "what", "unused"], []), 12))
    assert all(word in shown for word in ("who", "what", "unused"))
