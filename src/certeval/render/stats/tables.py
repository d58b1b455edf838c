"""Rates, bars and tables of statistics: plain characters, the same with and without colour."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from certeval.messages import _, spoken
from certeval.rules.rounding import ALL, fixed, rounded

if TYPE_CHECKING:
    from rich.console import RenderableType

WIDTH = 10
FULL, REST = "█", "·"


def percent(share: Fraction | None) -> str:
    """A share as a percentage with one decimal, a half upwards; a dash where there is none."""
    if share is None:
        return "–"
    number = fixed(share * 100, 1, ALL)
    return _("{number} %").format(number=number.replace(".", ",") if spoken() == "fr" else number)


def share_of(count: int, total: int) -> str:
    """`8/12 66.7 %`: a rate with its denominator."""
    return f"{count}/{total} {percent(Fraction(count, total) if total else None)}"


def bar(share: Fraction | None) -> str:
    """A share as a bar. It is full for all alone, and empty for none alone."""
    if share is None:
        return ""
    filled = int(rounded(share * WIDTH, 0))
    if 0 < share < 1:
        filled = min(max(filled, 1), WIDTH - 1)
    return FULL * filled + REST * (WIDTH - filled)


def line(text: str, style: str = "") -> "RenderableType":
    from rich.text import Text

    return Text(text, style=style)


class StatsRows(NamedTuple):
    """A table that is being filled: its headings, the columns of numbers (`right`), its rows."""

    headings: tuple[str, ...]
    right: Sequence[int]
    rows: list[tuple[str, ...]]


def empty_table(*headings: str, right: Sequence[int] = ()) -> StatsRows:
    return StatsRows(headings, right, [])


def headed(title: str, table: StatsRows) -> "list[RenderableType]":
    """A title and its table: what a row is about stands in every panel; a rate or a bar, beside what it is of."""
    from certeval.render import tables

    columns: list[tables.TableColumn] = []
    named = 0
    for i, heading in enumerate(table.headings):
        named = i if heading else named
        right = i in table.right
        columns.append(tables.TableColumn(heading, right, right or not heading, i == 0, str(named)))
    return [line(""), line(title, style="bold"), tables.table(columns, table.rows)]


def row(table: StatsRows, *cells: object) -> None:
    table.rows.append(tuple(map(str, cells)))


def counted_row(table: StatsRows, name: str, count: int, total: int) -> None:
    share = Fraction(count, total) if total else None
    row(table, name, count, percent(share), bar(share))
