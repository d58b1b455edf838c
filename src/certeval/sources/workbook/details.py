"""What a sheet of a workbook says beside its values: formulas without a result, errors, hidden columns, merges."""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from certeval.diagnostics.families import sheets as kinds
from certeval.sources.row import unguard
from certeval.sources.workbook.container import Unreadable
from certeval.sources.workbook.formats import (
    Look,
    display_of,
    is_other_digits,
    is_percent,
    says,
    text_display,
)
from certeval.sources.workbook.values import number

MAX_ROWS = 200_000
MAX_CELLS = 6_000_000
"""Cells of the rectangle that holds every value: the reader of workbooks keeps one value for each."""
LETTERS = 26

At = tuple[int, int]
"""A row and a column, from 0."""
Area = tuple[At, At]
"""The first and the last cell of merged ones."""


class Formula(NamedTuple):
    """A formula as XLSX writes it, without its equals sign; one that cells share is moved by rows and columns. One that
    gives the values of an area has that `array`, and `at` is the cell of it that is asked for.
    """

    text: str
    rows: int = 0
    columns: int = 0
    array: Area | None = None
    at: At = (0, 0)


class Table(NamedTuple):
    """A table of a sheet: its area, without the rows of headings and totals, and the headings of its columns from the
    left, without case.
    """

    sheet: str
    area: Area
    columns: tuple[str, ...]


@dataclass(slots=True)
class Details:
    """`texts` are the cells whose value a library drops: an error such as `#N/A`, or `=` and a formula that was never
    computed. `percents` are numbers shown with a percent sign, `displays` what is seen of other whole numbers that are
    not seen as their own digits (see `formats`; None where it is not known), `other_displays` what is seen of
    numbers that are not whole and are seen as others, and of texts that are not seen, or not first, `@` for the text;
    `alone` the texts of cells whose value, or what is drawn over
    them, is not what they say, `struck_cells` the cells of which some text is struck out, `notes` those
    that a note goes with. Hidden columns and rows are
    from 0. `unseen_cells` are written in the colour of their cell, `conditional_areas` those whose conditional formats
    may show something else than they say.
    `zero_formulas` are the formulas whose result is 0, `blank_zeros` those of them that empty cells alone
    make (see `references`), `arrays` those that give the values of an area, of which its first cell alone says it;
    where it `is_to_compute`, no other 0 is known to be one, nor are `zero_texts`, formulas beside a 0 that is a text;
    where it `loses_texts`, none of those that may be texts.
    `names` are the areas that names stand for, `tables` those of the workbook, both by names without case. `twice` is
    the first cell that is given a value twice, `box_count` how many ticked boxes are drawn over the sheet and tied to
    no cell, `cell_count` how many cells there are where none was looked at by itself.
    """

    texts: dict[At, str] = field(default_factory=dict)
    percents: set[At] = field(default_factory=set)
    displays: dict[At, str | None] = field(default_factory=dict)
    other_displays: dict[At, str] = field(default_factory=dict)
    alone: dict[At, str] = field(default_factory=dict)
    struck_cells: set[At] = field(default_factory=set)
    notes: set[At] = field(default_factory=set)
    unseen_cells: set[At] = field(default_factory=set)
    conditional_areas: list[Area] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    merged_areas: list[Area] = field(default_factory=list)
    zero_formulas: dict[At, Formula] = field(default_factory=dict)
    blank_zeros: set[At] = field(default_factory=set)
    zero_texts: dict[At, str] = field(default_factory=dict)
    arrays: list[Formula] = field(default_factory=list)
    names: MutableMapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    is_to_compute: bool = False
    loses_texts: bool = False
    last_row: int = -1
    last_column: int = -1
    twice: At | None = None
    box_count: int = 0
    cell_count: int | None = None
    _row_bits: list[int] = field(default_factory=list)
    """The columns with a value, each a bit, of each row that may be read."""

    def value_at(self, row: int, column: int) -> None:
        """Widen what holds values."""
        if row < MAX_ROWS:
            self._row_bits.extend([0] * (row + 1 - len(self._row_bits)))
            if self._row_bits[row] >> column & 1 and self.twice is None:
                self.twice = row, column
            self._row_bits[row] |= 1 << column
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, column)

    def look(self, at: At, look: Look, value: float | None) -> None:
        """Keep what the style of a cell that holds something, a number or (None) a text, makes of it."""
        if look.is_struck:
            self.struck_cells.add(at)
        if look.is_unseen:
            self.unseen_cells.add(at)
        if value is None:
            if (text := text_display(look.code)) is not None:
                self.other_displays[at] = text
            return
        if is_percent(look.code):
            self.percents.add(at)
            return
        display = display_of(value, look.code)
        if display != number(value):
            self.keep_display([at], Decimal(number(value)), display)

    def keep_display(self, every: Iterable[At], value: Decimal, display: str | None) -> None:
        """Keep what is seen of a number in some cells, where it is not seen as it stands; None where it is not known.
        What is seen in powers of ten, or as a fraction, names nobody: `1.23E+06` is no identifier.
        """
        if display is not None and is_other_digits(value, display):
            display = None
        if value == value.to_integral_value():
            self.displays |= dict.fromkeys(every, display)
        elif display is not None and not says(display, str(value)):
            self.other_displays |= dict.fromkeys(every, display)

    def keep_constants(self) -> None:
        """Keep as texts the formulas that are one, `="001"`: there is nothing in them to compute."""
        constants = {at: plain for at, text in self.texts.items() if (plain := unguard(text)) != text}
        self.alone |= constants
        for at in constants:
            del self.texts[at]
            self.displays.pop(at, None)  # of the 0 that stands beside

    def check_size(self, sheet: str) -> None:
        """Raise Unreadable where the values span more than is read."""
        rows, columns = self.last_row + 1, self.last_column + 1
        if rows > MAX_ROWS or rows * columns > MAX_CELLS:
            about = {"cell": cell_name(self.last_row, self.last_column), "cells": MAX_CELLS}
            raise Unreadable(kinds.TOO_MANY_CELLS, sheet=sheet, rows=MAX_ROWS, **about)


def cell_name(row: int, column: int) -> str:
    """`C7` for the row 6 and the column 2, which are from 0."""
    return f"{letters(column)}{row + 1}"


def letters(column: int) -> str:
    """`A` for the column 0, `AA` for the column 26."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, LETTERS)
        text = chr(ord("A") + rest) + text
    return text


def column_of(name: str) -> int:
    """The column, from 0, of letters such as `AA`."""
    column = 0
    for letter in name:
        column = column * LETTERS + ord(letter) - ord("A") + 1
    return column - 1


def at_of(name: str) -> At | None:
    """The row and the column of a cell's name, None where it is not one."""
    head = name.rstrip("0123456789")
    number = name[len(head) :]
    if not (head.isascii() and head.isalpha() and head.isupper() and len(head) < 4 and 0 < len(number) < 8):  # noqa: PLR2004 -- XFD1048576
        return None
    return int(number) - 1, column_of(head)


def area_of(names: str) -> Area | None:
    """The area of names such as `A1:B9`, None where they are not those of two cells."""
    first, last = (at_of(each) for each in (names.partition(":")[0], names.partition(":")[2]))
    return None if first is None or last is None else (first, last)


def is_in(at: At, area: Area) -> bool:
    """Whether an area has a cell."""
    (top, left), (bottom, right) = area
    return top <= at[0] <= bottom and left <= at[1] <= right


def below_first(area: Area, last: At) -> Iterator[At]:
    """The cells that a merged area covers, but for its first, as far as a last row and column."""
    (top, left), (bottom, right) = area
    rows, columns = range(top, min(bottom, last[0]) + 1), range(left, min(right, last[1]) + 1)
    return ((row, column) for row in rows for column in columns if (row, column) != (top, left))
