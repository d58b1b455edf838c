"""The value of a workbook's cell as text, as a person would have typed it. Never any arithmetic on floats."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

Raw = str | float | bool | date | datetime | time | timedelta
"""What the library gives; an empty cell is an empty text."""

NUMBERS = frozenset({int, float})
LARGEST = 1e15
"""A spreadsheet keeps fifteen digits of what is typed: a whole number below is written with its digits alone."""


def text(value: Raw) -> str:
    """A value as text: `1001`, `12.5`, `VRAI`, `2026-06-15`."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def number(value: float) -> str:
    """The shortest decimal that is this float: `12.5`, and `0.30000000000000004` where that is what is stored."""
    if abs(value) < LARGEST and value == int(value):
        return str(int(value))
    digits = repr(value)
    if "e-" in digits:
        return format(Decimal(digits), "f")
    return digits.removesuffix(".0")


def percent(text: str) -> str:
    """The text of a number that is shown with a percent sign: `50 %` for 0.5."""
    digits = format(Decimal(text) * 100, "f")
    return f"{digits.rstrip('0').rstrip('.') if '.' in digits else digits} %"


class Texts(dict[Raw, str]):
    """The text of values, each made once: a sheet repeats a dozen of them a thousand times. Truth values are not
    looked up: True and 1.0 would be one key.
    """

    def __missing__(self, value: Raw) -> str:
        string = self[value] = text(value)
        return string


class Rows(NamedTuple):
    """The rows of a sheet: the text of each value, and its type, which its text does not tell: 12 may be a number, or
    typed as a text.
    """

    texts: list[tuple[str, ...]]
    types: list[tuple[type, ...]]


def rows(read: Iterable[list[Raw]]) -> Rows:
    """The rows that the library reads. Each text is kept but once, and types that are those of the row above."""
    text_by_value = Texts()
    texts, types = list[tuple[str, ...]](), list[tuple[type, ...]]()
    of_each: Callable[[Any], str] = text
    above: tuple[type, ...] = ()
    for row in read:
        here = tuple(map(type, row))
        if here != above:
            above, of_each = here, text if bool in here else text_by_value.__getitem__
        types.append(above)
        texts.append(tuple(map(of_each, row)))
    return Rows(texts, types)
