"""Where cells stand, written short: a candidate's cells follow one another in a line, or across a sheet."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from certeval.diagnostics import Place
from certeval.render.diagnostics import where
from certeval.render.reasons.marked import Stands
from certeval.render.words import visible
from certeval.sources.lines import Located
from certeval.sources.row import Row

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
ABSENT = "-"
CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]*)")

Packed = tuple[int, int, int, int, str]
"""A prefix, a line (of text, or of a sheet), the number of the first cell, its column, then for each cell that follows
how much further it stands, in base 36; `-` for a cell that is not there.
"""


@dataclass(slots=True)
class Places:
    """Packs places. `files` says what each file is called; with `apart`, a sheet of a workbook is not named."""

    files: Mapping[str, str]
    apart: bool = False
    prefixes: dict[tuple[str, bool], int] = field(default_factory=dict)
    _lines: dict[str, int] = field(default_factory=dict)

    def packed(self, cells: Iterable[Stands]) -> tuple[Packed, ...]:
        """Where the cells of one candidate stand, each after its number, in the order of these."""
        groups: list[tuple[int, int, int, int, list[str]]] = []
        row: Located | Place | None = None
        columns: Sequence[int] = ()
        of_row = here = before = (-1, -1)
        last_number = last_column = 0
        steps: list[str] = []
        for number, _element, origin, position in cells:
            if origin is not row:
                row, columns = origin, (isinstance(origin, Row) and origin.columns()) or ()
                of_row = (self._of_file(origin.file), origin.end) if isinstance(origin, Row) else here
            if position < len(columns):
                here, column = of_row, columns[position]
            else:
                place = origin if isinstance(origin, Place) else origin.place(position)
                prefix, line, column = self._parts(place)
                here = prefix, line
            gap, further = number - last_number, column - last_column
            if here == before and 0 < gap <= len(DIGITS) and 0 <= further < len(DIGITS):
                steps.append(DIGITS[further] if gap == 1 else ABSENT * (gap - 1) + DIGITS[further])
            else:
                steps = []
                groups.append((*here, number, column, steps))
            before, last_number, last_column = here, number, column
        return tuple((*group[:4], "".join(group[4])) for group in groups)

    def _parts(self, place: Place) -> tuple[int, int, int]:
        if place.sheet is None and place.span is not None:
            return self._of_file(place.file), place.span.line, place.span.column
        file = visible(self.files.get(place.file, place.file))
        met = CELL.fullmatch(place.cell or "") if place.sheet is not None else None
        if met:
            before = file if self.apart else f"{file}:{visible(place.sheet or '')}"
            return self._prefix(f"{before}!", sheet=True), int(met[2]), column(met[1])
        return (
            self._prefix(where(place._replace(file=self.files.get(place.file, place.file))), sheet=False),
            0,
            0,
        )

    def _of_file(self, file: str) -> int:
        """What the places of a text begin with."""
        known = self._lines.get(file)
        if known is None:
            called = visible(self.files.get(file, file))
            known = self._lines[file] = self._prefix(f"{called}:", sheet=False)
        return known

    def _prefix(self, text: str, *, sheet: bool) -> int:
        return self.prefixes.setdefault((text, sheet), len(self.prefixes))


def column(letters: str) -> int:
    """The number of a workbook's column, from 1: A is 1, AA is 27."""
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - ord("A") + 1
    return found
