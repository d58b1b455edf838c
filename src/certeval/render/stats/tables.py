"""Rates, bars and tables of statistics: plain characters, the same with and without colour."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from certeval.messages import _, spoken
from certeval.render.words import visible
from certeval.rules.rounding import ALL, fixed, rounded

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

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


def empty_table(*columns: str, right: Sequence[int] = ()) -> "Table":
    """A table whose columns of numbers (`right`) stand to the right.

    Codes and bars, whose columns have no heading, are never cut.
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for i, column in enumerate(columns):
        table.add_column(
            Text(column), justify="right" if i in right else "left", no_wrap=not column, overflow="fold"
        )
    return table


def headed(title: str, table: "Table") -> "list[RenderableType]":
    return [line(""), line(title, style="bold"), table]


def row(table: "Table", *cells: object) -> None:
    from rich.text import Text

    table.add_row(*(Text(visible(str(cell))) for cell in cells))


def counted_row(table: "Table", name: str, count: int, total: int) -> None:
    share = Fraction(count, total) if total else None
    row(table, name, count, percent(share), bar(share))
