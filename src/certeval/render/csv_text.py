"""Every CSV that certeval writes: it opens well in a spreadsheet, runs nothing there, and reads back the same.

A `str` may come from people: it is guarded. A number is one of ours, and stays a number: a decimal, rounded to a
millionth where it has no end (a spreadsheet reads 1/3 as the first of March; JSON has the exact number).
"""

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache

from certeval.render.words import number_text
from certeval.rules.rounding import round_to
from certeval.sources.row import FORMULA_STARTS
from certeval.text.numbers import exact

Field = str | int | Fraction
PLACES = 6

BOM = "\ufeff"
"""What tells Excel that a file it opens is UTF-8: without it, « é » reads « Ã© ». In a pipe it would be a
part of the first heading for the program that follows: it is for files alone.
"""

RUNS = re.compile(f"'*[{re.escape(''.join(sorted(FORMULA_STARTS)))}]")
"""What a spreadsheet would run, and what reading would take for guarded."""
_NEEDS_QUOTES = re.compile(r"[;\"\t\r\n]|^\s|\s$")


def as_csv(rows: Iterable[Sequence[Field]], *, file: bool, end: str = "\n") -> str:
    """Rows as text, the headings first: semicolons, a quote only where a cell needs it."""
    return assemble([line(row, end) for row in rows], file=file)


def line(row: Sequence[Field], end: str = "\n") -> str:
    """One row as text."""
    return ";".join(map(field, row)) + end


def assemble(lines: Iterable[str], *, file: bool) -> str:
    """Lines that were written apart, the headings first."""
    return (BOM if file else "") + "".join(lines)


def field(value: Field) -> str:
    """One cell."""
    if isinstance(value, int):
        return str(value)
    if not isinstance(value, str):
        return number_text(_decimal_text(value))
    if not value or value.isidentifier() or value.isalnum():
        return value  # letters and digits need no quote, and nothing runs them
    text = guard(value)
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text


@lru_cache(maxsize=4096)
def _decimal_text(value: Fraction) -> str:
    """A number to the decimals that a spreadsheet shows: the same few come again and again."""
    return exact(round_to(value, PLACES))


def guard(text: str) -> str:
    """Text that no spreadsheet takes for a formula: one quote before it, which reading takes off."""
    return f"'{text}" if RUNS.match(text) else text
