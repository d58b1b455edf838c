"""Sheets: workbooks (XLSX, XLS, ODS), of which each sheet that is shown is a table, merged cells as one; delimited text
(CSV) whose headings are those of a référentiel, one table.
"""

import csv
from collections.abc import Sequence

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import DocumentLayout, LayoutTable, Piece, Spot, TextLine
from certeval.exchange.segmentation import headings
from certeval.exchange.table_builder import TableBuilder
from certeval.sources.row import dialect
from certeval.sources.workbook.details import Area
from certeval.sources.workbook.worksheets import Workbook, Worksheet, WorksheetRow


def layout(book: Workbook) -> DocumentLayout:
    """The layout of a workbook that was read."""
    sheets = [sheet for sheet in book.sheets if sheet.visible and sheet.values]
    pieces: list[Piece] = []
    for number, sheet in enumerate(sheets, 1):
        if len(sheets) > 1:  # the name of a sheet may be the title of a bloc
            pieces.append(TextLine(sheet.name, Spot(cell=sheet.name)))
        pieces.append(_table(sheet, number))
    return DocumentLayout(pieces)


def _table(sheet: Worksheet, number: int) -> LayoutTable:
    rows = list(sheet.rows())
    width = max((len(row.cells) for row in rows), default=0)
    hidden = _hidden(sheet, rows)
    spans = _spans_by_first_cell(sheet.merged_areas, sheet.top, sheet.left, len(rows), width)
    builder = TableBuilder(Spot(table=number, cell=sheet.name))
    for r, row in enumerate(rows):
        builder.row()
        while (c := builder.width) < len(row.cells):
            lines = _lines(sheet, row.cells[c], (r, c), is_hidden=(r, c) in hidden)
            builder.put(lines, *spans.get((r, c), (1, 1)))
    return builder.table()


def _lines(sheet: Worksheet, text: str, at: tuple[int, int], *, is_hidden: bool) -> list[TextLine]:
    """The lines of a cell, by its row and column in the table."""
    here = sheet.top + at[0], sheet.left + at[1]
    where = sheet.place(*here)
    spot = Spot(cell=f"{where.sheet}!{where.cell}")
    odd = kinds.HIDDEN if is_hidden else None
    odd = kinds.STRUCK if here in sheet.details.struck_cells else odd
    odd = kinds.FAILED if here in sheet.details.texts else odd
    texts = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [TextLine(each, spot, odd=odd) for each in texts]


def _hidden(sheet: Worksheet, rows: Sequence[WorksheetRow]) -> set[tuple[int, int]]:
    """The first cell that holds something of each row and column that a sheet hides, by its place in the table."""
    filled = [(r, c) for r, row in enumerate(rows) for c, text in enumerate(row.cells) if text.strip()]
    by_row = {r: (r, c) for r, c in reversed(filled) if sheet.top + r in sheet.details.hidden_rows}
    by_column = {c: (r, c) for r, c in reversed(filled) if sheet.left + c in sheet.details.hidden_columns}
    return {*by_row.values(), *by_column.values()}


def _spans_by_first_cell(
    areas: list[Area], top: int, left: int, height: int, width: int
) -> dict[tuple[int, int], tuple[int, int]]:
    """How many rows and columns the first cell of each merged area covers, of those that are used."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for (first_row, first_column), (last_row, last_column) in areas:
        row, column = first_row - top, first_column - left
        if 0 <= row < height and 0 <= column < width:
            lowest, rightmost = min(last_row - top, height - 1), min(last_column - left, width - 1)
            spans[row, column] = (lowest - row + 1, rightmost - column + 1)
    return spans


def text_table(text: str) -> LayoutTable | None:
    """The text_table that a text is; None where its lines are not parted alike, as those of prose are not."""
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
