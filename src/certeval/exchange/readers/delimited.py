"""Delimited text (CSV) whose headings are those of a référentiel: one table."""

import csv

from certeval.exchange.layout import LayoutTable, Spot, TextLine
from certeval.exchange.segmentation import headings
from certeval.exchange.table_builder import TableBuilder
from certeval.sources.row import dialect


def table(text: str) -> LayoutTable | None:
    """The table that a text is; None where its lines are not parted alike, as those of prose are not."""
    lines = text.splitlines(keepends=True)
    delimiter, above = dialect(lines, lambda cell: bool(headings.kind(cell)))
    try:
        rows = [row for row in csv.reader(lines[above:], delimiter=delimiter, strict=True) if any(row)]
    except csv.Error:
        return None
    width = len(rows[0]) if rows else 0
    if width < 2 or any(len(row) != width for row in rows):  # noqa: PLR2004 -- one column is a list
        return None
    builder = TableBuilder(Spot(table=1))
    for row in rows:
        builder.row()
        for cell in row:
            builder.put([TextLine(each, Spot()) for each in cell.splitlines()])
    return builder.table()
