"""Pages whose columns are told by alignment alone: each word in the column whose heading stands above its start."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from certeval.exchange.layout import LayoutCell, LayoutTable, Piece, Spot, TextLine
from certeval.exchange.readers.glyphs import GlyphText
from certeval.exchange.readers.ruled_tables import GAP
from certeval.exchange.segmentation import codes, headings, titles

SLACK = 4.0
"""Points by which a word may begin before its column."""
WIDE = 6.0
"""Points between two words that no column parts."""


class LinePieces(NamedTuple):
    """The pieces of one line, which wide gaps part, and its page."""

    page: int
    number: int
    parts: tuple[GlyphText, ...]

    @property
    def text(self) -> str:
        return " ".join(part.text for part in self.parts)


def pieces(lines: Sequence[LinePieces]) -> list[Piece]:
    """A table a bloc, and the titles of blocs between them; nothing where no heading stands above columns."""
    heads = _heads(lines)
    if heads is None or not _are_aligned(lines[heads[0] :], heads[1]):
        return []
    first, lefts, names, heading_texts = heads
    layout_pieces: list[Piece] = []
    columns: list[list[tuple[TextLine, GlyphText]]] = [[] for _ in lefts]
    right = max(part.x1 for line in lines for part in line.parts)
    open_title = False
    for i, line in enumerate(lines):
        spot = Spot(page=line.page, line=line.number)
        title = TextLine(line.text, spot)
        is_title = titles.bloc_title(title) is not None
        is_repeated = line.parts and all(headings.bare(part.text) in heading_texts for part in line.parts)
        if (i < first and not is_title and not open_title) or is_repeated:
            continue
        if open_title:
            layout_pieces.append(title)
            open_title = False
        elif is_title:
            layout_pieces += _table(columns, names, lefts)
            columns = [[] for _ in lefts]
            open_title = _is_cut(line, lines[i + 1] if i + 1 < len(lines) else None, right)
            layout_pieces.append(title._replace(ends=not open_title))
        else:
            for part in line.parts:
                at = max(0, bisect_right(lefts, part.x0 + SLACK) - 1)
                columns[at].append((TextLine(part.text, spot._replace(column=at + 1), odd=part.odd), part))
    return [*layout_pieces, *_table(columns, names, lefts)]


def _are_aligned(lines: Sequence[LinePieces], lefts: Sequence[float]) -> bool:
    """Whether nearly all that stands below headings begins where one of them does."""
    starts = [part.x0 for line in lines for part in line.parts]
    near = sum(any(abs(start - left) <= SLACK for left in lefts) for start in starts)
    return near >= MOST_APART * len(starts)


MOST_APART = 0.8
"""Of the parts of lines: where fewer begin under a heading, the columns are not those of the headings."""


def _is_cut(title: LinePieces, next_line: LinePieces | None, right: float) -> bool:
    """Whether the title of a bloc goes on the next line: that one begins where it does, and had no room on it."""
    if next_line is None or len(next_line.parts) > 1 or _has_code(next_line.text):
        return False
    at_left = abs(next_line.parts[0].x0 - title.parts[0].x0) <= SLACK
    return at_left and title.parts[-1].x1 + next_line.parts[0].first + GAP >= right


def text_pieces(lines: Sequence[TextLine]) -> list[LinePieces]:
    """The lines of a plain text, parted by two spaces at least; a character counts for so many points."""
    line_pieces = []
    for line in lines:
        parts = tuple(
            GlyphText(
                part[0], part.start() * POINTS, part.end() * POINTS, 0, 0, len(part[0].split()[0]) * POINTS
            )
            for part in _PART.finditer(line.text)
        )
        if parts:
            line_pieces.append(LinePieces(0, line.spot.line, parts))
    return line_pieces


POINTS = 6.0
_PART = re.compile(r"\S+(?: \S+)*")


def _table(
    columns: Sequence[Sequence[tuple[TextLine, GlyphText]]], names: Sequence[str], lefts: Sequence[float]
) -> list[Piece]:
    """The table of what stands under each heading: a row of headings, and one of all the rest."""
    if not any(columns):
        return []
    heading = tuple(LayoutCell((TextLine(name, Spot()),), 0, i) for i, name in enumerate(names))
    row = tuple(LayoutCell(tuple(_column_lines(column, i, lefts)), 1, i) for i, column in enumerate(columns))
    return [LayoutTable((heading, row))]


def _column_lines(
    column: Sequence[tuple[TextLine, GlyphText]], number: int, lefts: Sequence[float]
) -> list[TextLine]:
    """The lines of a column, told whether each ended before the next column."""
    margin = max((text.x1 for _, text in column), default=0.0) + 1
    reach = lefts[number + 1] if number + 1 < len(lefts) else margin
    column_lines = []
    for i, (line, text) in enumerate(column):
        next_text = column[i + 1][1] if i + 1 < len(column) else None
        ends = next_text is None or text.x1 + next_text.first + GAP < reach - WIDE
        column_lines.append(line._replace(ends=ends))
    return column_lines


def _heads(lines: Sequence[LinePieces]) -> tuple[int, list[float], list[str], set[str]] | None:
    """The line after the headings, where each column begins, its heading, and the lines that pages repeat."""
    for i, line in enumerate(lines):
        kinds = [headings.kind(part.text) for part in line.parts]
        if len(line.parts) > 1 and len({*kinds} & headings.CONTENT) > 1:
            return _below(lines, i)
    return None


def _below(lines: Sequence[LinePieces], first: int) -> tuple[int, list[float], list[str], set[str]]:
    """The headings of a line and of those below it, down to the first code or title of a bloc."""
    names: dict[float, str] = {}
    heading_texts: set[str] = set()
    last = first
    for line in lines[first : first + MOST_LINES]:
        title = titles.bloc_title(TextLine(line.text, Spot())) is not None
        if title or any(_has_code(part.text) for part in line.parts) or (last > first and not line.parts):
            break
        last += 1
        for part in line.parts:
            heading_texts.add(headings.bare(part.text))
            kind = headings.kind(part.text) if len(part.text) <= headings.LONGEST else ""
            alone = kind in {*headings.CONTENT, "duree"} and not part.text[:1].islower()
            near = next((x for x in names if abs(x - part.x0) <= SLACK), None)
            if near is not None and alone and not headings.kind(names[near]):
                names[near] = part.text
            elif near is None and (alone or last == first + 1):
                names[part.x0] = part.text
    lefts = sorted(names)
    return last, lefts, [names[x] for x in lefts], heading_texts


MOST_LINES = 12


def _has_code(text: str) -> bool:
    return codes.code(text, "critere") is not None
