"""Charts as SVG: bars of verdicts, distributions, a map of candidates. Positions are exact until they are written.

Each is drawn from whole numbers or fractions. Colours are of `html/page.css`, hatchings of `html/charts.css`. What a
chart shows stands in words beside it, so that it says nothing alone.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cache
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

LETTERS = {"v": "valide", "n": "non_valide", "a": "attente"}
"""The classes of verdicts, by the letter that stands for each."""
WIDE = 100
DEFS = Markup(
    '<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="hachures" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="fond" width="6" height="6"/><rect class="trait" width="2" height="6"/></pattern>'
    '<pattern id="points" width="5" height="5" patternUnits="userSpaceOnUse">'
    '<rect class="fond" width="5" height="5"/><circle class="trait" cx="1.5" cy="1.5" r=".8"/></pattern>'
    "</defs></svg>"
)
"""What hatches a verdict, once a page."""


def number(value: Fraction | int) -> str:
    """A position as SVG takes it: at most two decimals, none that is not needed."""
    hundredths = round(value * 100)
    whole, rest = divmod(abs(hundredths), 100)
    decimals = f".{rest:02d}".rstrip("0") if rest else ""
    return f"{'-' if hundredths < 0 else ''}{whole}{decimals}"


def shares(*counts: tuple[str, int]) -> Markup:
    """One bar, as long as all that is counted, cut by verdict: pairs of a letter and how many."""
    total = sum(count for _, count in counts)
    shapes: list[str] = []
    at = Fraction(0)
    for letter, count in counts:
        if count:
            width = Fraction(count * WIDE, total)
            where = f'x="{number(at)}" width="{number(width)}" height="10"'
            shapes.append(f'<rect class="{LETTERS[letter]}" {where}/>')
            at += width
    return Markup(  # noqa: S704 -- numbers alone
        f'<svg class="shares" viewBox="0 0 {WIDE} 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<rect class="rien" width="{WIDE}" height="10"/>{"".join(shapes)}</svg>'
    )


class ChartColumn(NamedTuple):
    """A column: its label, how many, whether it is within bounds (None: they cut it, or there are none)."""

    label: str
    size: int
    within: bool | None = None


COLUMN, GAP, HIGH, FOOT, HEAD = 26, 4, 90, 18, 14


def columns(bins: Sequence[ChartColumn], bars: Iterable[Fraction] = ()) -> Markup:
    """A distribution, a column each; `bars`: what bounds it, at places counted in columns from the left."""
    most = max((each.size for each in bins), default=0) or 1
    wide = len(bins) * (COLUMN + GAP) + GAP
    shapes: list[str] = []
    for place, (label, count, within) in enumerate(bins):
        x, tall = GAP + place * (COLUMN + GAP), Fraction(count * HIGH, most)
        kind = {None: "neutre", True: "valide", False: "non_valide"}[within]
        top = HEAD + HIGH - tall
        if count:
            shapes.append(
                f'<rect class="{kind}" x="{x}" y="{number(top)}" width="{COLUMN}" height="{number(tall)}"/>'
                f'<text x="{x + COLUMN // 2}" y="{number(top - 3)}">{count}</text>'
            )
        shapes.append(
            f'<text class="label" x="{x + COLUMN // 2}" y="{HEAD + HIGH + 12}">{Markup.escape(label)}</text>'
        )
    base = HEAD + HIGH
    shapes.append(f'<path class="axe" d="M0 {base}H{wide}"/>')
    for at in bars:
        middle = Fraction(GAP, 2) + at * (COLUMN + GAP)
        shapes.append(f'<path class="barre" d="M{number(middle)} 4V{base}"/>')
    return Markup(  # noqa: S704 -- numbers, and labels escaped
        f'<svg class="columns" viewBox="0 0 {wide} {HEAD + HIGH + FOOT}" width="{wide}" height="{HEAD + HIGH + FOOT}" '
        f'aria-hidden="true" focusable="false">{"".join(shapes)}</svg>'
    )


MAP_WIDE, MAP_HIGH, LINE, NAMES = 44, 420, 14, 60


def _areas(rows: Sequence[tuple[str, str]], left: int, high: Fraction) -> dict[str, list[str]]:
    """What each letter covers of a map, as the data of a path: lines that follow each other are one rectangle."""
    top, thick = cache(lambda line: number(20 + high * line)), cache(lambda many: number(high * many))
    paths: dict[str, list[str]] = {letter: [] for letter in LETTERS}
    for place, column in enumerate(zip(*[letters for _, letters in rows], strict=True)):
        line, x = 0, left + place * MAP_WIDE
        for letter, alike in groupby(column):
            many = len(list(alike))
            if letter in paths:
                paths[letter].append(f"M{x} {top(line)}h{MAP_WIDE - 2}v{thick(many)}h-{MAP_WIDE - 2}z")
            line += many
    return paths


def heat_map(headings: Sequence[str], rows: Sequence[tuple[str, str]], *, label: str) -> Markup:
    """A map: a column a heading, a line a row: its name, unless there are many, then a letter a column."""
    with_names = len(rows) <= NAMES
    high = Fraction(LINE) if with_names else Fraction(MAP_HIGH, len(rows))
    left = 8 * max((len(name) for name, _ in rows), default=0) + 8 if with_names else 0
    wide, tall = left + len(headings) * MAP_WIDE, number(22 + high * len(rows))
    heads = "".join(
        f'<text x="{left + place * MAP_WIDE + MAP_WIDE // 2 - 1}" y="13">{Markup.escape(each)}</text>'
        for place, each in enumerate(headings)
    )
    names = "".join(
        f'<text class="name" x="{left - 6}" y="{number(31 + high * at)}">{Markup.escape(name)}</text>'
        for at, (name, _) in enumerate(rows)
        if with_names
    )
    between = "".join(f"M{left} {number(20 + high * at)}H{wide}" for at in range(1, len(rows)) if with_names)
    areas = "".join(
        f'<path class="{LETTERS[letter]}" d="{"".join(each)}"/>'
        for letter, each in _areas(rows, left, high).items()
        if each
    )
    return Markup(  # noqa: S704 -- numbers, and names escaped
        f'<svg class="heat" viewBox="0 0 {wide} {tall}" width="{wide}" height="{tall}" role="img" '
        f'aria-label="{Markup.escape(label)}">{heads}{names}{areas}'
        f'<path class="entre" d="{between}"/></svg>'
    )
