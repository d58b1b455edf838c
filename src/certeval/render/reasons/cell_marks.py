"""The cells of many candidates as reasons show them: with a mark where `explain` writes the place of each.

What several candidates typed alike is told by what tells it apart: the very texts of their rows, where what a sheet
says is kept as rows, else a number for each cell.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple, Protocol

from certeval.diagnostics import Place
from certeval.rules.entry import Reading
from certeval.scores.groups import GroupOrigin, group_of
from certeval.scores.observations import Candidate, Cell, CellKey, Layout
from certeval.sources.lines import Line, Locator

BEFORE, AFTER = "⟦", "⟧"
"""Around the number of a cell, where its place is to be written."""

MarkedCells = Sequence[tuple[CellKey, Cell]]
"""The cells of an element, by attempt and then by juror, each with its mark for a place."""


Stands = tuple[int, str, Locator, int]
"""A cell that a candidate has: its number, the code of its element, and where it stands, as `Cell` has it."""


class EnteredCells(Protocol):
    """What was entered of one candidate: the cells of each element, and what tells those of some elements apart."""

    @property
    def cells(self) -> Mapping[str, MarkedCells]: ...
    def about(self, codes: tuple[str, ...], /) -> Hashable: ...
    def stand(self) -> list[Stands]: ...


@dataclass(slots=True)
class Marks:
    """Numbers cells: the same for all candidates. `name_of`: what a juror (`jure`) or a group (`groupe`) is called."""

    name_of: Callable[[str, str], str]
    numbers: dict[CellKey, int] = field(default_factory=dict)
    _alike: dict[tuple[object, ...], tuple[int, MarkedCells]] = field(default_factory=dict)
    _rows: dict[tuple[int, ...], "LayoutMarks"] = field(default_factory=dict)

    def cells_of(self, candidate: Candidate) -> EnteredCells:
        """What was entered of a candidate."""
        if not candidate.rows:
            return _ByCells(self, candidate)
        about = tuple([id(layout) for layout, _ in candidate.rows])
        rows = self._rows.get(about)
        if rows is None:
            layouts = [layout for layout, _ in candidate.rows]
            rows = self._rows[about] = LayoutMarks(self, layouts, len(self._rows))
        return _ByRows(rows, [row for _, row in candidate.rows])

    def number(self, key: CellKey) -> int:
        """The number of a cell: the same for all candidates."""
        return self.numbers.setdefault(key, len(self.numbers))

    def mark_cell(self, key: CellKey, cell: Cell) -> tuple[int, MarkedCells]:
        """A cell with its mark, alone, after the number that cells alike have in common."""
        group = group_of(cell)
        about = (key, cell.text, cell.reading.text, cell.reading.status, group)
        pair = self._alike.get(about)
        if pair is None:
            mark = Place(f"{BEFORE}{self.number(key)}{AFTER}")
            origin = GroupOrigin(self.name_of("groupe", group), cell._replace(origin=mark)) if group else mark
            jure = key.jure and self.name_of("jure", key.jure)
            alike = Cell(cell.text, cell.reading, origin)
            pair = self._alike[about] = len(self._alike), [(key._replace(jure=jure), alike)]
        return pair


class _ByCells:
    """A candidate whose cells are its own."""

    def __init__(self, marks: Marks, candidate: Candidate) -> None:
        self.cells: dict[str, MarkedCells] = {}
        self._marks, self._candidate = marks, candidate
        self._numbers: dict[str, tuple[int, ...]] = {}
        for key, cell in sorted(candidate.each(), key=lambda item: (item[0].tentative, item[0].jure)):
            number, alone = marks.mark_cell(key, cell)
            code = key.element
            self.cells[code] = [*self.cells[code], *alone] if code in self.cells else alone
            self._numbers[code] = (*self._numbers.get(code, ()), number)

    def about(self, codes: tuple[str, ...]) -> Hashable:
        return tuple(map(self._numbers.get, codes))

    def stand(self) -> list[Stands]:
        return [
            (self._marks.number(key), key.element, cell.origin, cell.position)
            for key, cell in self._candidate.each()
            if key.element
        ]


class MarkedColumn(NamedTuple):
    """Where rows have a cell: in which of them and where in it, its number, what it is about, and what reads it."""

    row: int
    position: int
    number: int
    key: CellKey
    word: Callable[[str], str]
    reader: Mapping[str, Reading]


class LayoutMarks:
    """How the rows of candidates are laid out."""

    def __init__(self, marks: Marks, layouts: Sequence[Layout], number: int) -> None:
        self.marks = marks
        self.number = number
        self.layouts = layouts  # they are told by their identity
        self.columns = [
            MarkedColumn(row, position, marks.number(key), key, layout.word, reader)
            for row, layout in enumerate(layouts)
            for position, key, reader in layout.columns
        ]
        self.of_element: dict[str, list[MarkedColumn]] = {}
        for column in sorted(self.columns, key=lambda each: (each.key.tentative, each.key.jure)):
            self.of_element.setdefault(column.key.element, []).append(column)
        self._takes: dict[tuple[str, ...], Sequence[tuple[int, Callable[[Sequence[str]], Hashable]]]] = {}

    def takers(self, codes: tuple[str, ...]) -> Sequence[tuple[int, Callable[[Sequence[str]], Hashable]]]:
        """What takes the cells of some elements from each row that has some."""
        takers = self._takes.get(codes)
        if takers is None:
            places: dict[int, list[int]] = {}
            for code in codes:
                for column in self.of_element.get(code, ()):
                    places.setdefault(column.row, []).append(column.position)
            takers = self._takes[codes] = [(row, itemgetter(*at)) for row, at in places.items()]
        return takers


class _ByRows(Mapping[str, MarkedCells]):
    """A candidate whose cells stand in rows: each is made when a reason shows it."""

    def __init__(self, layout: LayoutMarks, rows: Sequence[Line]) -> None:
        self._layout = layout
        self._rows = rows

    @property
    def cells(self) -> Mapping[str, MarkedCells]:
        return self

    def about(self, codes: tuple[str, ...]) -> Hashable:
        rows, takers = self._rows, self._layout.takers(codes)
        if len(takers) == 1:
            ((row, take),) = takers
            return self._layout.number, take(rows[row].cells)
        return (self._layout.number, *[take(rows[row].cells) for row, take in takers])

    def stand(self) -> list[Stands]:
        rows = [(row, row.cells) for row in self._rows]
        return [
            (number, key.element, rows[at][0], position)
            for at, position, number, key, word, reader in self._layout.columns
            if (text := rows[at][1][position]) and not reader[word(text)].empty
        ]

    def __getitem__(self, code: str) -> MarkedCells:
        cells: list[tuple[CellKey, Cell]] = []
        for row, position, _number, key, word, reader in self._layout.of_element[code]:
            text = self._rows[row].cells[position]
            reading = reader[word(text)]
            if not reading.empty:
                cells += self._layout.marks.mark_cell(key, Cell(text, reading, self._rows[row], position))[1]
        if not cells:
            raise KeyError(code)
        return cells

    def __iter__(self) -> Iterator[str]:
        return (code for code in self._layout.of_element if self.get(code))

    def __len__(self) -> int:
        return sum(1 for _ in self)
