"""A table read cell after cell, each put where those that span several rows and columns leave room."""

from collections.abc import Sequence
from dataclasses import replace

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import DocumentRefusal, LayoutCell, LayoutTable, Spot, TextLine

MOST_SLOTS = 2_000_000
"""Places of a table: of more, spans that no author typed would fill the memory."""


class TableBuilder:
    """Puts cells in a table row by row, as formats in rows give them: each covers so many rows and columns."""

    def __init__(self, spot: Spot) -> None:
        self._spot = spot
        self._rows: list[list[LayoutCell]] = []
        self._below: dict[tuple[int, int], LayoutCell] = {}
        self._slots = 0

    @property
    def width(self) -> int:
        """How many places of the row are taken."""
        return len(self._rows[-1])

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
        spot = next((each.spot for each in lines if each.spot.cell), None)
        spot = spot or self._spot._replace(row=top + 1, column=len(row) + 1)
        own = tuple(line if line.spot.cell or line.spot.row else line._replace(spot=spot) for line in lines)
        cell = LayoutCell(own, top, len(row), columns=columns, spot=spot)
        for column in range(cell.left, cell.left + columns):
            self._below.update({(below, column): cell for below in range(top + 1, top + rows)})
        row.extend([cell] * columns)
        self._fill_from_above()

    def over(self, columns: int = 1) -> None:
        """The next places of the row are covered by the cell above them."""
        at, row = len(self._rows) - 1, self._rows[-1]
        above = self._rows[at - 1] if at else []
        if len(row) >= len(above):
            self.put((), 1, columns)
            return
        row.extend([above[len(row)]] * columns)
        self._fill_from_above()

    def table(self) -> LayoutTable:
        """The table of the cells put, none of which goes beyond its last row."""
        last = {id(cell): number for number, row in enumerate(self._rows) for cell in row}
        table = LayoutTable(tuple(map(tuple, self._rows)), self._spot)
        return table.with_cells(lambda cell: replace(cell, rows=last[id(cell)] - cell.top + 1))
