"""Tables that describe one compétence: a row for its activité, one for its critères, each under its own heading."""

from dataclasses import replace

from certeval.exchange.layout import LayoutCell, LayoutTable, Row
from certeval.exchange.segmentation import columns, headings


def upright(table: LayoutTable) -> LayoutTable:
    """A table with its headings in its first column as one whose headings are a row; others as they are."""
    rows = [headings.distinct(row) for row in table.grid]
    above = next((i for i, cells in enumerate(rows) if len(cells) > 1), len(rows))
    pairs = [cells for cells in rows[above:] if cells]
    kinds = {headings.cell_kind(cells[0]) for cells in pairs if len(cells[0].text) <= headings.LONGEST}
    is_card = "competence" in kinds and len(kinds & headings.CONTENT) > 1
    is_parted = all(len(cells) <= 2 and cells[0].left == 0 for cells in pairs)  # noqa: PLR2004 -- a heading, a text
    if not is_card or not is_parted or not pairs or columns.has_headings(table):
        return table
    titles = [_across(cells, i, len(pairs)) for i, cells in enumerate(rows[:above]) if cells]
    first = len(titles)
    labels = tuple(_alone(cells[0], first, i) for i, cells in enumerate(pairs))
    texts = tuple(_alone(cells[1], first + 1, i) if cells[1:] else None for i, cells in enumerate(pairs))
    return replace(table, grid=(*titles, labels, texts), edges=())


def _across(cells: list[LayoutCell], top: int, columns: int) -> Row:
    return (replace(cells[0], top=top, left=0, rows=1, columns=columns),) * columns


def _alone(cell: LayoutCell, top: int, left: int) -> LayoutCell:
    return replace(cell, top=top, left=left, rows=1, columns=1)
