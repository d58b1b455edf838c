"""Titles of blocs that a document calls otherwise: « Module 1 : Vendre », « Vendre », each above a table of its own."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from certeval.exchange.layout import LayoutTable, Piece, TextLine
from certeval.exchange.segmentation import codes, columns, headings, titles

_RANK = re.compile(
    r"\s*(?P<word>[^\W\d_]{1,30}) ?(?:n[°o] ?)?(?P<rank>\d{1,2}|[IVX]{1,5}|[A-H])(?=\s*[.:)·/\u2010-\u2015-]|\s*$)"
    r"(?!\s*/\s*\d)"  # « Grille 1/2 » is a part of one
)
CAPTIONS = frozenset({"tableau", "table", "page", "annexe", "figure", "version", "partie", "suite", "grille"})
"""Words that number the tables and the parts of any document."""
_MENTION = re.compile(r"\bbloc\b(?! de competences$)")
_OF_BLOC = re.compile(r"\b(?:ce|du|dudit|au) bloc\b")
"""What says something of a bloc that has its title elsewhere."""


def places(pieces: Sequence[Piece]) -> frozenset[int]:
    """Where lines stand that title blocs, each just above its table, and are not written as the title of one.

    Those that say the word; in a document that names no bloc, those that number tables by one word, else the titles
    that all its tables have, each its own.
    """
    lines = _lines_above(pieces)
    mentions = {
        place
        for place, line in lines.items()
        if line and _MENTION.search(headings.bare(line.text)) and _may_be_title(line)
    }
    if any(_names_bloc(piece) for piece in pieces):
        return frozenset(
            place
            for place in mentions
            if (line := lines[place]) and not _OF_BLOC.search(headings.bare(line.text))
        )
    if mentions:
        return frozenset(mentions)
    return _numbered(lines) or _own(lines)


def _lines_above(pieces: Sequence[Piece]) -> dict[int, TextLine | None]:
    """The last line above each table that has headings and goes on none, by its place; by that of the table, none."""
    lines: dict[int, TextLine | None] = {}
    last: int | None = None
    for place, piece in enumerate(pieces):
        if isinstance(piece, TextLine):
            last = place if piece.text.strip() else last
            continue
        if columns.has_headings(piece) and not piece.goes_on:
            line = pieces[last] if last is not None else None
            lines[place if last is None else last] = line if isinstance(line, TextLine) else None
        last = None
    return lines


def _may_be_title(line: TextLine) -> bool:
    return titles.bloc_title(line, alone=True) is None and titles.may_title(line)


def _numbered(lines: Mapping[int, TextLine | None]) -> frozenset[int]:
    """The lines that begin with one word and another number each."""
    by_word: dict[str, dict[str, int]] = defaultdict(dict)
    for place, line in lines.items():
        match = _RANK.match(line.text) if line and len(line.text) <= titles.LONGEST else None
        if match and _may_be_bloc(match):
            by_word[headings.bare(match["word"])].setdefault(match["rank"], place)
    return frozenset(place for ranks in by_word.values() if len(ranks) > 1 for place in ranks.values())


def _own(lines: Mapping[int, TextLine | None]) -> frozenset[int]:
    """The titles above tables that have one each, all different but for numbers; else none."""
    texts = {re.sub(r"\d+", "", headings.bare(line.text)).strip() for line in lines.values() if line}
    own = len(texts) == len(lines) > 1 and all(line and _is_own(line) for line in lines.values())
    return frozenset(lines) if own else frozenset()


def _is_own(line: TextLine) -> bool:
    """Whether a line is the title of a part of the document, and not of its tables, nor of an element."""
    words = _CHAPTER.sub("", headings.bare(line.text))
    return (
        _may_be_title(line)
        and not CAPTIONS & set(words.split()[:1])
        and not headings.begins(words)
        and not titles.element_kind(line.text)
    )


_CHAPTER = re.compile(r"^(?:\d+ |[ivx]+ |[a-h] )+")


def _may_be_bloc(match: re.Match[str]) -> bool:
    word = headings.bare(match["word"])
    is_other = any(
        match["word"].upper() in codes.LETTERS[kind] for kind in ("activite", "competence", "epreuve")
    )
    return word not in CAPTIONS and not is_other and headings.kind(word) in {"", "bloc"}


def _names_bloc(piece: Piece) -> bool:
    lines = [piece] if isinstance(piece, TextLine) else _first_lines(piece)
    return any(titles.bloc_title(line, alone=True) is not None for line in lines)


def _first_lines(table: LayoutTable) -> list[TextLine]:
    return [cell.lines[0] for row in table.grid for cell in row if cell and cell.lines]
