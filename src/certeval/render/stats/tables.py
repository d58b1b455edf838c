"""Rates, bars and tables of statistics: plain characters, the same with and without colour."""

from collections.abc import Sequence
from fractions import Fraction

from certeval.messages import _, spoken
from certeval.render.tables import Shown, TableColumn, rich_text, table
from certeval.rules.rounding import ALL, fixed, rounded

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


def headed(
    title: str, headings: Sequence[str], rows: Sequence[Sequence[object]], right: Sequence[int] = ()
) -> Shown:
    """A title and its table, some columns of numbers (`right`): what a row is about stands in every panel; a rate or a
    bar, beside what it is of.
    """
    columns: list[TableColumn] = []
    named = 0
    for i, heading in enumerate(headings):
        named = i if heading else named
        columns.append(TableColumn(heading, i in right, i in right or not heading, i == 0, str(named)))
    return [rich_text(), rich_text(title, style="bold"), table(columns, rows)]


def counted(name: str, count: int, total: int) -> tuple[object, ...]:
    """A row: how many, what share, and its bar."""
    share = Fraction(count, total) if total else None
    return name, count, percent(share), bar(share)
