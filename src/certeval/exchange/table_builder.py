"""A table read cell after cell, each put where those that span several rows and columns leave room."""

from collections.abc import Sequence
from dataclasses import dataclass

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import DocumentRefusal, LayoutCell, LayoutTable, Spot, TextLine

MOST_SLOTS = 2_000_000
"""Places of a table: of more, spans that no author typed would fill the memory."""


@dataclass(slots=True)
class _Open:
    """A cell that may still grow."""

    lines: tuple[TextLine, ...]
    top: int
    left: int
    rows: int
    columns: int


class TableBuilder:
    """Puts cells in a table row by row, as formats in rows give them: each covers so many rows and columns."""

    def __init__(self, spot: Spot) -> None:
        self._spot = spot
        self._rows: list[list[_Open]] = []
        self._below: dict[tuple[int, int], _Open] = {}
        self._slots = 0

    def row(self) -> None:
        """Begin a row."""
        self._rows.append([])
        self._fill_from_above()

    def _fill_from_above(self) -> None:
        at, row = len(self._rows) - 1, self._rows[-1]
        while (cell := self._below.pop((at, len(row)), None)) is not None:
            row.append(cell)

    def put(self, lines: Sequence[TextLine], rows: int = 1, columns: int = 1) -> None:
        """Put a cell at the next free place of the row. Raises Unread where the table is too large."""
        if not self._rows:
            self.row()
        self._slots += rows * columns
        if self._slots > MOST_SLOTS:
            raise DocumentRefusal(kinds.TOO_LARGE)
        top, row = len(self._rows) - 1, self._rows[-1]
        cell = _Open(tuple(lines), top, len(row), rows, columns)
        for column in range(cell.left, cell.left + columns):
            self._below.update({(below, column): cell for below in range(top + 1, top + rows)})
        row.extend([cell] * columns)
        self._fill_from_above()

    def over(self, columns: int = 1) -> None:
        """The next places of the row are covered by the cell above them, which grows down to them."""
        at, row = len(self._rows) - 1, self._rows[-1]
        above = self._rows[at - 1] if at else []
        if len(row) >= len(above):
            self.put((), 1, columns)
            return
        cell = above[len(row)]
        cell.rows = at - cell.top + 1
        row.extend([cell] * columns)
        self._fill_from_above()

    def table(self) -> LayoutTable:
        """The table of the cells put, none of which goes beyond its last row."""
        frozen: dict[int, LayoutCell] = {}
        return LayoutTable(
            tuple(tuple(self._cell(cell, frozen) for cell in row) for row in self._rows), self._spot
        )

    def _cell(self, cell: _Open, frozen: dict[int, LayoutCell]) -> LayoutCell:
        if id(cell) not in frozen:
            spot = self._spot._replace(row=cell.top + 1, column=cell.left + 1)
            lines = tuple(
                line if line.spot.cell or line.spot.row else line._replace(spot=spot) for line in cell.lines
            )
            rows = min(cell.rows, len(self._rows) - cell.top)
            frozen[id(cell)] = LayoutCell(lines, cell.top, cell.left, rows, cell.columns, spot)
        return frozen[id(cell)]
