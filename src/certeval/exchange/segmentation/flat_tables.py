"""Flat tables, « Code », « Libellé », a row an element whatever its kind: each row is a line that its code begins."""

from collections.abc import Iterable, Iterator

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import LayoutCell, LayoutTable, Piece, Row, TextLine
from certeval.exchange.segmentation import columns, headings
from certeval.exchange.segmentation.outline import DocumentOutline


def lines(pieces: Iterable[Piece]) -> Iterator[TextLine]:
    """The lines of a document, with those that the rows of its flat tables are."""
    for piece in pieces:
        if isinstance(piece, TextLine):
            yield piece
            continue
        for row in piece.grid if is_flat(piece) else ():
            if code := _code(row):
                cells = headings.distinct(row)
                yield TextLine(f"{code.text} : {cells[cells.index(code) + 1].text}", code.spot)


def doubt(outline: DocumentOutline, pieces: Iterable[Piece], before: DocumentOutline) -> None:
    """Say which rows have no code, which columns hold something else than codes, their texts and kinds; and which other
    tables were not read `before`.
    """
    tables = [each for each in pieces if isinstance(each, LayoutTable) and is_flat(each)]
    spots = {each.spot for each in tables}
    unread_kinds = {kinds.TABLE_UNKNOWN, kinds.TABLE_UNREAD}
    outline.doubts += [d for d in before.doubts if d.kind in unread_kinds and d.spot not in spots]
    for table in tables:
        unread: dict[int, LayoutCell] = {}
        for number, row in enumerate(table.grid):
            cells, code = headings.distinct(row), _code(row)
            if code is None and number and cells:
                text = " | ".join(cell.text for cell in cells)
                outline.doubt(kinds.LEFT_OUT, None, cells[0].spot, text=text)
            elif code is not None:
                at = cells.index(code)
                others = (*cells[:at], *cells[at + 2 :])
                unread = {c.left: c for c in others if not (_is_code(c) or headings.kind(c.text))} | unread
        for left, cell in unread.items():
            heading = table.grid[0][left]
            outline.doubt(kinds.COLUMN_UNREAD, None, table.spot, text=(heading or cell).text)


def is_flat(table: LayoutTable) -> bool:
    """Whether several rows of a table hold a code and a text beside it."""
    return sum(_code(row) is not None for row in table.grid) > 1


def _code(row: Row) -> LayoutCell | None:
    """The cell of a row that holds a code, a text beside it."""
    return next(filter(_is_code, headings.distinct(row)[:-1]), None)


def _is_code(cell: LayoutCell) -> bool:
    return (
        bool(columns.BARE.fullmatch(cell.text.strip()))
        and cell.text[:1].isalpha()
        and any(map(str.isdigit, cell.text))
    )
