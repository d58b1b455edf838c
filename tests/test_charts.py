"""Charts: what is drawn is what is counted, exactly, and texts in them stay texts."""

import re
from fractions import Fraction

import pytest

from certeval.documents.html.charts import (
    GAP,
    HEAD,
    HIGH,
    NAMES,
    ChartColumn,
    columns,
    heat_map,
    number,
    shares,
)


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (100, "100"), (Fraction(1, 3), "0.33"), (Fraction(5, 2), "2.5"), (Fraction(-1, 4), "-0.25")],
)
def test_a_position_has_two_decimals_at_most(value: Fraction | int, written: str) -> None:
    assert number(value) == written


def rectangles(drawn: str) -> list[tuple[str, Fraction, Fraction]]:
    """Each rectangle with a class: it, where it begins, how wide it is."""
    found = re.findall(r'<rect class="(\w+)" x="([\d.]+)"(?: y="[\d.]+")? width="([\d.]+)"', drawn)
    return [(kind, Fraction(x), Fraction(width)) for kind, x, width in found]


def test_a_bar_is_cut_by_verdict_and_fills_its_length() -> None:
    drawn = rectangles(shares(("v", 8), ("n", 4), ("a", 2)))
    assert [kind for kind, _, _ in drawn] == ["valide", "non_valide", "attente"]
    assert drawn[1][1] == drawn[0][2]
    assert abs(sum(width for _, _, width in drawn) - 100) < Fraction(1, 20)


def test_a_bar_of_nobody_is_empty() -> None:
    assert rectangles(shares(("v", 0), ("n", 0), ("a", 0))) == []


@pytest.mark.parametrize(("reaches", "kind"), [(False, "non_valide"), (True, "valide"), (None, "neutre")])
def test_a_column_says_whether_it_reaches_the_bar(reaches: bool | None, kind: str) -> None:
    drawn = columns([ChartColumn("9", 2, reaches), ChartColumn("10", 4)], bars=[Fraction(1)])
    assert [each for each, _, _ in rectangles(drawn)] == [kind, "neutre"]


def test_the_highest_column_has_the_whole_height_and_the_bar_stands_between_two() -> None:
    drawn = columns([ChartColumn("9", 2, False), ChartColumn("10", 4, True)], bars=[Fraction(1)])
    heights = [Fraction(each) for each in re.findall(r'height="([\d.]+)"/><text', drawn)]
    assert heights == [Fraction(HIGH, 2), HIGH]
    bar = re.search(r'class="barre" d="M([\d.]+) ', drawn)
    assert bar
    first, second = (x for _, x, _ in rectangles(drawn))
    assert first < Fraction(bar[1]) < second
    assert f"V{HEAD + HIGH}" in drawn
    assert second - Fraction(bar[1]) == Fraction(GAP, 2)


def test_a_label_that_holds_markup_stays_text() -> None:
    assert "<b>" not in columns([ChartColumn("<b>", 1)])
    assert "<b>" not in heat_map(["<b>"], [("<b>", "v")], label="<b>")


def test_a_map_draws_alike_neighbours_at_once_and_names_them_while_they_are_few() -> None:
    few = heat_map(["C1", "C2"], [("A", "vn"), ("B", "vv"), ("C", "na")], label="carte")
    paths = dict(re.findall(r'<path class="(\w+)" d="([^"]*)"', few))
    assert paths["valide"].count("M") == 2  # A and B in C1 together, B in C2
    assert paths["non_valide"].count("M") == 2
    assert paths["attente"].count("M") == 1
    assert few.count('class="name"') == 3
    many = heat_map(["C1"], [(str(at), "v") for at in range(NAMES + 1)], label="carte")
    assert 'class="name"' not in many
    assert dict(re.findall(r'<path class="(\w+)" d="([^"]*)"', many))["valide"].count("M") == 1


def test_a_heading_of_a_map_stands_over_the_middle_of_its_column() -> None:
    drawn = heat_map(["C1", "C2", "C3"], [("A", "vna"), ("B", "nav")], label="carte")
    columns_of = sorted({(int(x), int(wide)) for x, wide in re.findall(r"M(\d+) [\d.]+h(\d+)", drawn)})
    heads = [int(x) for x in re.findall(r'<text x="(\d+)" y="13">', drawn)]
    assert len(columns_of) == 3
    assert heads == [x + wide // 2 for x, wide in columns_of]
