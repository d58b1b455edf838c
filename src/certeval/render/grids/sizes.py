"""How much room a text takes in a cell: lines, heights in points, widths in characters of the default font."""

from collections.abc import Iterable, Sequence
from textwrap import wrap

TALLEST = 400.0
"""Points: spreadsheets stop at 409."""
BODY, LINE = 9, 12.0
"""The size of wordings, in points, and the height of one of their lines."""
PER_WIDTH = 1.4
"""Characters of the body's size in one unit of width, which is a digit at 11 points; words vary: this is low."""


def lines(text: str, width: float) -> int:
    """Lines that a text takes in a column, its own breaks kept."""
    room = max(int(width * PER_WIDTH), 1)
    return sum(max(len(wrap(line, room)), 1) for line in text.splitlines()) or 1


def height(texts: Iterable[str], width: float, least: float = LINE) -> float:
    """Points of a row that shows each text whole in a column of this width, up to the tallest row."""
    tallest = max((lines(text, width) for text in texts), default=1)
    return min(max(tallest * LINE + 4, least), TALLEST)


def width(texts: Sequence[str], least: float, most: float, wanted: float) -> float:
    """The least width at which no text is taller than wanted, in points; the greatest where none will do."""
    found = least
    while found < most and height(texts, found) > wanted:
        found += 1
    return found
