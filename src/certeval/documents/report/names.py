"""What people, groups and files are called in the page, as in the sheets or by numbers; where cells stand, in short.

A candidate's cells follow one another in a line, or across a sheet.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from certeval.diagnostics import Place
from certeval.engine.verdicts import Plain
from certeval.messages import _
from certeval.render.diagnostics import where
from certeval.render.reasons.cell_marks import Stands
from certeval.render.words import visible
from certeval.sources.lines import Locator
from certeval.sources.row import Row
from certeval.sources.workbook.details import at_of

LEAST, LEAST_DIGITS = 2, 4
"""Characters of a name, and digits of a number, that are looked for in texts: shorter ones are everywhere."""
HIDDEN = "***"


@dataclass(slots=True)
class DisplayNames:
    """By what each is called. Where `anonymous`, numbers in the order of the sheets; nothing is said under a name."""

    anonymous: bool = False
    files: dict[str, str] = field(default_factory=dict)
    """What each file is called; one that is absent by its own name."""
    persons: Callable[[str], Mapping[str, str]] = lambda _code: {}
    """`nom` and `prenom` of a candidate whom the sheets don't name, as the candidates' table has them."""
    _numbers: dict[str, dict[str, int]] = field(default_factory=dict)

    def add_files(self, files: Iterable[str]) -> None:
        """Number the files, where nothing is said under its name."""
        for file in files if self.anonymous else ():
            self.files.setdefault(file, _("sheet {n}", n=len(self.files) + 1))

    def candidate(self, code: str) -> str:
        """The identifier of a candidate, or the number that stands for it."""
        return str(self._number("candidat", code)) if self.anonymous else code

    def person(self, code: str, identity: Mapping[str, str]) -> str:
        """The name of a candidate: as the sheets say it, else the candidates' table."""
        return "" if self.anonymous else " ".join((identity or self.persons(code)).values())

    def group(self, name: str) -> str:
        """The name of a group."""
        return self.name_of("groupe", name) if name else ""

    def name_of(self, kind: str, name: str) -> str:
        """A juror, a group, a session, as named; or its number among them, which says what it is."""
        return f"{kind} {self._number(kind, name)}" if self.anonymous else name

    def groups(self, dimension: Plain) -> Plain:
        """The groups of a dimension as `stats --json` has them, each called so."""
        kind, rows = str(dimension["dimension"]), dimension["groupes"]
        if not self.anonymous or not isinstance(rows, list):
            return dimension
        groups = [
            {**each, "groupe": None if each["groupe"] is None else self.name_of(kind, str(each["groupe"]))}
            for each in rows
        ]
        return {**dimension, "groupes": groups}

    def _number(self, kind: str, name: str) -> int:
        numbers = self._numbers.setdefault(kind, {})
        return numbers.setdefault(name, len(numbers) + 1)


def hide_names(texts: Iterable[str], hidden: Iterable[str]) -> list[str]:
    """Texts in which identifiers and names are hidden, wherever they stand as words."""
    long = {each for each in hidden if len(each) >= (LEAST_DIGITS if each.isdigit() else LEAST)}
    words = sorted(long, key=len, reverse=True)
    if not words:
        return list(texts)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
    return [pattern.sub(HIDDEN, text) for text in texts]


DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
ABSENT = "-"

PlaceRun = tuple[int, int, int, int, str]
"""A prefix, a line (of text, or of a sheet), the number of the first cell, its column, then for each cell that follows
how much further it stands, in base 36; `-` for a cell that is not there.
"""


@dataclass(slots=True)
class PackedPlaces:
    """Packs places. `files` says what each file is called; with `apart`, a sheet of a workbook is not named."""

    files: Mapping[str, str]
    apart: bool = False
    prefixes: dict[tuple[str, bool], int] = field(default_factory=dict)
    _lines: dict[str, int] = field(default_factory=dict)

    def pack(self, cells: Iterable[Stands]) -> tuple[PlaceRun, ...]:
        """Where the cells of one candidate stand, each after its number, in the order of these."""
        groups: list[tuple[int, int, int, int, list[str]]] = []
        row: Locator | None = None
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
                place = origin.place(position)
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
        at = at_of(place.cell or "") if place.sheet is not None else None
        if at:
            before = file if self.apart else f"{file}:{visible(place.sheet or '')}"
            return self._prefix(f"{before}!", sheet=True), at[0] + 1, at[1] + 1
        place = place._replace(file=self.files.get(place.file, place.file))
        return self._prefix(where(place), sheet=False), 0, 0

    def _of_file(self, file: str) -> int:
        """What the places of a text begin with."""
        prefix = self._lines.get(file)
        if prefix is None:
            name = visible(self.files.get(file, file))
            prefix = self._lines[file] = self._prefix(f"{name}:", sheet=False)
        return prefix

    def _prefix(self, text: str, *, sheet: bool) -> int:
        return self.prefixes.setdefault((text, sheet), len(self.prefixes))
