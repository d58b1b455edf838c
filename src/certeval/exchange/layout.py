"""What a document holds, whatever its format: lines with their place, in paragraphs and in the cells of tables."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from certeval.diagnostics import Kind
from certeval.diagnostics.families import documents as kinds
from certeval.messages import N_, _
from certeval.text.names import OF_LAYOUT


class Spot(NamedTuple):
    """Where something stands in a document; numbers are from 1, 0 where they mean nothing."""

    page: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    paragraph: int = 0
    line: int = 0
    cell: str = ""
    """`feuille!C7`, in a workbook."""

    def words(self) -> str:
        """`page 9, table 2, row 4, column 1`."""
        if self.cell:
            return self.cell
        return ", ".join(_(words, n=number) for words, number in zip(AXES, self[:6], strict=True) if number)


AXES = (N_("page {n}"), N_("table {n}"), N_("row {n}"), N_("column {n}"), N_("paragraph {n}"), N_("line {n}"))


class TextLine(NamedTuple):
    """One line of text.

    `ends` where its author ended it: another word would have had room, or the format says so. A line that only
    reached the margin goes on in the next.
    """

    text: str
    spot: Spot
    ends: bool = True
    bullet: bool = False
    """Whether the format, rather than a sign in the text, puts a bullet or a number before it."""
    odd: Kind | None = None
    """What its format says of it that its text does not: it is struck out, has a note, is the error of a formula."""
    depth: int = 0
    """How deep its list stands in others, from 1; 0 where its format puts it in none."""


NOWHERE = Spot()


def split_paragraph(
    text: str, spot: Spot, *, bullet: bool, odd: Kind | None = None, depth: int = 0
) -> Iterator[TextLine]:
    """A paragraph: a line, or one more for each break that its author typed in it."""
    texts = text.split("\n")
    for i, each in enumerate(texts):
        yield TextLine(each, spot, ends=i == len(texts) - 1, bullet=bullet and not i, odd=odd, depth=depth)


@dataclass(frozen=True)
class LayoutCell:
    """A cell of a table: its lines, the first row and column that it covers, from 0, and how many it covers."""

    lines: tuple[TextLine, ...]
    top: int
    left: int
    rows: int = 1
    columns: int = 1
    spot: Spot = NOWHERE

    @cached_property
    def text(self) -> str:
        """Its lines as one text."""
        return " ".join([text for line in self.lines if (text := line.text.strip())])


Row = tuple[LayoutCell | None, ...]
"""A row of a table: each slot the cell that covers it, None where none does."""


@dataclass(frozen=True)
class LayoutTable:
    """A table, by row.

    `edges` are where its columns stand on a page, in points, one more than columns; empty in formats without pages.
    """

    grid: tuple[Row, ...]
    spot: Spot = NOWHERE
    edges: tuple[float, ...] = ()
    goes_on: bool = False
    """Whether it may go on the last table of the page before."""

    @property
    def width(self) -> int:
        return max((len(row) for row in self.grid), default=0)

    def cells(self) -> list[LayoutCell]:
        """Its cells, each once, however many slots it covers."""
        return list({id(cell): cell for row in self.grid for cell in row if cell is not None}.values())

    def every_line(self) -> Iterator[TextLine]:
        return (line for cell in self.cells() for line in cell.lines)

    def with_cells(self, change: Callable[[LayoutCell], LayoutCell]) -> "LayoutTable":
        """The same table, each of its cells changed once."""
        changed = {id(cell): change(cell) for cell in self.cells()}
        grid = tuple(tuple(changed[id(cell)] if cell else None for cell in row) for row in self.grid)
        return replace(self, grid=grid)

    def lines(self) -> Iterator[TextLine]:
        """Its lines, as of a cell of another table: what a row puts side by side may be one text each."""
        texts_by_row = [{id(cell) for cell in row if cell is not None and cell.text} for row in self.grid]
        odd = kinds.MIXED if any(len(texts) > 1 for texts in texts_by_row) else None
        for line in self.every_line():
            yield line._replace(spot=NOWHERE, odd=line.odd or odd)
            odd = None if line.text.strip() else odd


Piece = TextLine | LayoutTable


@dataclass(frozen=True)
class DocumentLayout:
    """A document as read: its pieces in order, and what stands beside them, of which nothing is read."""

    pieces: Sequence[Piece]
    objects: Sequence[TextLine] = ()

    def lines(self) -> Iterator[TextLine]:
        """The lines outside tables."""
        return (each for each in self.pieces if isinstance(each, TextLine))

    def odd(self) -> Iterator[tuple[Kind, TextLine]]:
        """The lines of which their format says what their text does not, those of tables too."""
        for piece in (*self.pieces, *self.objects):
            for line in (piece,) if isinstance(piece, TextLine) else piece.every_line():
                if line.odd is not None and line.text.strip():
                    yield line.odd, line


def visible_layout(layout: DocumentLayout) -> DocumentLayout:
    """A layout as shown: without signs that nobody sees, which hide codes, each letter with its accent."""
    return DocumentLayout(
        [
            piece.with_cells(lambda cell: replace(cell, lines=_visible_lines(cell.lines)))
            if isinstance(piece, LayoutTable)
            else _visible_line(piece)
            for piece in layout.pieces
        ],
        [_visible_line(each) for each in layout.objects],
    )


def _visible_line(line: TextLine) -> TextLine:
    return line._replace(text=visible(line.text))


def visible(text: str) -> str:
    """A text without the signs that nobody sees, each letter with its accent and apart from the next (« ﬁ »)."""
    letters = _LIGATURE.sub(lambda match: unicodedata.normalize("NFKD", match[0]), OF_LAYOUT.sub("", text))
    return unicodedata.normalize("NFC", letters)


_LIGATURE = re.compile("[\ufb00-\ufb06]")


def _visible_lines(lines: Iterable[TextLine]) -> tuple[TextLine, ...]:
    """The lines of a cell, the rest of a word that a soft hyphen cuts at the end of one with its beginning."""
    whole: list[TextLine] = []
    for line in lines:
        if whole and whole[-1].text.endswith("\u00ad"):
            whole[-1] = whole[-1]._replace(text=whole[-1].text + line.text, ends=line.ends)
        else:
            whole.append(line)
    return tuple(map(_visible_line, whole))


class DocumentRefusal(Exception):  # noqa: N818 -- a user's document, told as a diagnostic where it is opened
    """A document that is not read further, with the kind of finding that says why."""

    def __init__(self, kind: Kind, **arguments: object) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.arguments = arguments
