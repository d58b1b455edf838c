"""The value of a workbook's cell as text, as a person would have typed it. Never any arithmetic on floats."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

Raw = str | float | bool | date | datetime | time | timedelta
"""What the library gives; an empty cell is an empty text."""

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
    written = repr(value)
    if "e-" in written:
        return format(Decimal(written), "f")
    return written.removesuffix(".0")


def percent(value: Raw) -> str:
    """A number shown with a percent sign: `50 %` for 0.5."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return text(value)
    shown = format(Decimal(number(value)) * 100, "f")
    return f"{shown.rstrip('0').rstrip('.') if '.' in shown else shown} %"


class Texts(dict[str | float, str]):
    """The text of texts and numbers, each made once: a sheet repeats a dozen of them a thousand times."""

    def __missing__(self, value: str | float) -> str:
        found = self[value] = text(value)
        return found


class Same(dict[str | float, str | float]):
    """The first of each text and number that are equal: a sheet of five million cells holds but a few thousand of
    them, and is not kept twice while the library still holds it.
    """

    def __missing__(self, value: str | float) -> str | float:
        self[value] = value
        return value


RawRow = tuple[str | float, ...] | list[Raw]
"""A row of texts and numbers alone is a tuple. Of another, True and 1.0 would be one key of a dictionary."""
_KEYS = frozenset({str, float})


def kept(row: list[Raw], same: Same) -> RawRow:
    """The row as it is kept."""
    if not _KEYS.issuperset(map(type, row)):
        return row
    return tuple(map(same.__getitem__, row))  # type: ignore[arg-type]  # their types were just looked at


def of_row(row: RawRow, texts: Texts) -> list[str]:
    """The texts of a row."""
    return list(map(texts.__getitem__, row)) if isinstance(row, tuple) else list(map(text, row))
