"""PDF: first a cheap look at the words of all pages, then the ruled tables of those that matter, with their text."""

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import DocumentLayout, DocumentRefusal, LayoutCell, LayoutTable, Piece, Spot
from certeval.exchange.readers import alignment, glyphs, pages, ruled_tables, strikes
from certeval.exchange.segmentation import columns

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF

Progress = Callable[[int, int], None]
"""Told how many pages were read, of how many."""

MOST_PAGES = 2_000
"""Pages that are looked at; of a longer document, some are to be named."""
MOST_CHARACTERS = 40_000
"""Characters of a page: more are no text that a page shows."""
MOST_EDGES = 30_000
"""Rules of a page: more are a drawing."""
NEAR = 4.0
"""Points by which the columns of one table may differ from a page to the next."""


def words(data: bytes, numbers: Sequence[int], progress: Progress) -> list[str]:
    """The text of each page, cheaply and in no sure order; of those named where any is.

    Raises Unread where the document is protected, damaged, or longer than is looked at.
    """
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise DocumentRefusal(
            kinds.PROTECTED if "password" in str(error).casefold() else kinds.DAMAGED
        ) from error
    try:
        count = len(document)
        if not numbers and count > MOST_PAGES:
            raise DocumentRefusal(kinds.TOO_MANY_PAGES, pages=count, limit=MOST_PAGES)
        texts = [""] * count
        for i in [page - 1 for page in numbers if page <= count] or range(count):
            progress(i, count)
            texts[i] = _words(document, i)
    except pdfium.PdfiumError as error:
        raise DocumentRefusal(kinds.DAMAGED) from error
    finally:
        document.close()
    return texts


def _words(document: Any, number: int) -> str:
    page = document[number]
    text = page.get_textpage()
    try:
        return str(text.get_text_bounded()) if text.count_chars() <= MOST_CHARACTERS else ""
    finally:
        text.close()
        page.close()


def read(data: bytes, numbers: Sequence[int], progress: Progress) -> DocumentLayout:
    """The layout of some pages, from 1: their ruled tables, and the lines outside them.

    A page that goes on a table of the one before is read too, unless its pages repeat their headings, by which
    they were chosen. Raises Unread where pdfplumber can't read them.
    """
    pieces: list[Piece] = []
    last: list[LayoutTable] = []
    content: list[LayoutTable] = []
    todo, i, repeats_headings = list(numbers), 0, False
    with _open_document(data) as document:
        while i < len(todo) <= pages.MOST_READ + len(numbers):
            progress(i, len(todo))
            mine = _going_on(list(_page(_content(document, todo[i]))), last)
            tables = [piece for piece in mine if isinstance(piece, LayoutTable)]
            repeats = (table.goes_on and columns.has_headings(table) for table in tables)
            repeats_headings = bool(content) and any(repeats)
            content = [
                table
                for table in tables
                if columns.may_be_content(table)
                or (table.goes_on and any(_same_columns(table, each) for each in content))
            ]
            if todo[i] in numbers or content:
                pieces, last = [*pieces, *mine], tables
                is_last = todo[i] + 1 in todo or todo[i] >= len(document.pages)
                if content and not repeats_headings and not is_last:
                    todo.insert(i + 1, todo[i] + 1)
            i += 1
    return DocumentLayout(tuple(pieces))


def read_by_alignment(data: bytes, numbers: Sequence[int], progress: Progress) -> DocumentLayout:
    """The layout of pages that rule nothing: what stands under each heading, by alignment. Raises Unread."""
    lines: list[alignment.LinePieces] = []
    with _open_document(data) as document:
        for i, number in enumerate(numbers[: pages.MOST_READ]):
            progress(i, len(numbers))
            page_lines = glyphs.line_parts(_content(document, number).chars, alignment.WIDE)
            lines += [alignment.LinePieces(number, line, parts) for line, parts in enumerate(page_lines, 1)]
    return DocumentLayout(tuple(alignment.pieces(lines)))


class _Content(NamedTuple):
    """What pdfplumber finds on a page: its characters, each table as the boxes of its cells, its own edges."""

    number: int
    chars: list[glyphs.Glyph]
    tables: list[list[ruled_tables.Box]]
    edges: tuple[float, float] = (0.0, 0.0)


@contextmanager
def _open_document(data: bytes) -> Iterator["PDF"]:
    """A document; raises Unread where what reads it stumbles, whatever the way: files are hostile."""
    import pdfplumber

    with _as_damage():
        document = pdfplumber.open(io.BytesIO(data))
    try:
        yield document
    finally:
        document.close()


@contextmanager
def _as_damage() -> Iterator[None]:
    try:
        yield
    except MemoryError:
        raise
    except Exception as error:
        raise DocumentRefusal(kinds.DAMAGED) from error


def _content(document: "PDF", number: int) -> _Content:
    """What stands on a page, which is closed: of a page with more characters than are shown, nothing."""
    with _as_damage():
        page = document.pages[number - 1]
        try:
            if len(page.chars) > MOST_CHARACTERS or len(page.edges) > MOST_EDGES:
                return _Content(number, [], [])
            own = list(map(glyphs.glyph, glyphs.with_hyphens(page.chars)))
            chars = strikes.with_strikes(own, [*page.lines, *page.rects])
            left, _, right, _ = page.bbox
            rules = list(ruled_tables.closing_rules(page.edges))
            # the edges of the page cut the cells of a table wider than it, and not their texts
            first = min((char.x0 for char in chars), default=left)
            last = max((char.x1 for char in chars), default=right)

            def wider(box: ruled_tables.Box) -> ruled_tables.Box:
                x0, y0, x1, y1 = box
                x0 = min(x0, first) if x0 < left + NEAR else x0
                return x0, y0, max(x1, last) if x1 > right - NEAR else x1, y1

            tables = page.find_tables({"explicit_horizontal_lines": rules})
            boxes = (ruled_tables.apart(list(filter(None, each.cells))) for each in tables)
            parts = [list(map(wider, part)) for each in boxes for part in each]
            return _Content(number, chars, parts, (left, right))
        finally:
            page.close()


def _page(content: _Content) -> Iterator[Piece]:
    """The tables and the lines of a page, from its top to its bottom."""
    sides = [zip(*cells, strict=True) for cells in content.tables]
    boxes = [(min(lefts), min(tops), max(rights), max(bottoms)) for lefts, tops, rights, bottoms in sides]
    inside: list[list[glyphs.Glyph]] = [[] for _ in boxes]
    outside: list[glyphs.Glyph] = []
    for char in content.chars:
        x, y = char.middle
        at = next((i for i, (x0, y0, x1, y1) in enumerate(boxes) if x0 <= x <= x1 and y0 <= y <= y1), -1)
        (outside if at < 0 else inside[at]).append(char)
    number = content.number
    pieces: list[tuple[float, Piece]] = [
        (
            box[1],
            _on_page(
                ruled_tables.table(cells, inside[i], Spot(page=number, table=i + 1)), inside[i], content.edges
            ),
        )
        for i, (cells, box) in enumerate(zip(content.tables, boxes, strict=True))
    ]
    texts = glyphs.lines(outside)
    right = max((text.x1 for text in texts), default=0.0) + 1
    for i, (top, line) in enumerate(ruled_tables.lines_by_top(texts, 0.0, right, Spot(page=number)), 1):
        pieces.append((top, line._replace(spot=Spot(page=number, line=i))))
    yield from (piece for _, piece in sorted(pieces, key=lambda each: each[0]))


def _on_page(table: LayoutTable, chars: Sequence[glyphs.Glyph], edges: tuple[float, float]) -> LayoutTable:
    """A table, of whose columns none stands beyond the edges of its page; where texts do, its last heading says so."""
    left, right = edges
    table = replace(table, edges=tuple(max(left, min(x, right)) for x in table.edges))
    if all(left <= char.x0 and char.x1 <= right for char in chars):
        return table
    last = next((cell for row in table.grid for cell in reversed(row) if cell and cell.text), None)

    def cut(cell: LayoutCell) -> LayoutCell:
        first = cell.lines[0]._replace(odd=kinds.CUT_BY_PAGE) if cell is last else None
        return cell if first is None else replace(cell, lines=(first, *cell.lines[1:]))

    return table.with_cells(cut)


def _going_on(mine: Sequence[Piece], before: Sequence[LayoutTable]) -> list[Piece]:
    """The pieces of a page, its first table told whether its columns are those of one of the page before."""
    pieces, tables = list(mine), list[LayoutTable]()
    for at, piece in enumerate(pieces):
        if isinstance(piece, LayoutTable):
            goes_on = any(_same_columns(piece, table) for table in before)
            goes_on = goes_on and not any(_same_columns(piece, table) for table in tables)
            tables.append(piece)
            pieces[at] = replace(piece, goes_on=goes_on)
    return pieces


def _same_columns(one: LayoutTable, other: LayoutTable) -> bool:
    if len(one.edges) != len(other.edges):
        return False
    return all(abs(a - b) <= NEAR for a, b in zip(one.edges, other.edges, strict=True))
