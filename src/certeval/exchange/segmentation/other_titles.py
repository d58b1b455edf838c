"""Titles of blocs that a document calls otherwise: « Module 1 : Vendre », « UE 2 », each above a table of its own."""

import re
from collections import defaultdict
from collections.abc import Sequence

from certeval.exchange.layout import LayoutTable, Piece, TextLine
from certeval.exchange.segmentation import codes, columns, headings, titles

_RANK = re.compile(
    r"\s*(?P<word>[^\W\d_]{1,30}) ?(?:n[°o] ?)?(?P<rank>\d{1,2}|[IVX]{1,5}|[A-H])(?=\s*[.:)·/\u2010-\u2015-]|\s*$)"
    r"(?!\s*/\s*\d)"  # « Grille 1/2 » is a part of one
)
CAPTIONS = frozenset({"tableau", "table", "page", "annexe", "figure", "version", "partie", "suite"})
"""Words that number the tables and the parts of any document."""


def places(pieces: Sequence[Piece]) -> frozenset[int]:
    """Where lines stand that number tables by one word, each just above its own, in a document that names no bloc."""
    if any(_names_bloc(piece) for piece in pieces):
        return frozenset()
    by_word: dict[str, dict[str, int]] = defaultdict(dict)
    last: int | None = None
    for place, piece in enumerate(pieces):
        if isinstance(piece, TextLine):
            last = place if piece.text.strip() else last
            continue
        line = pieces[last] if last is not None else None
        match = (
            _RANK.match(line.text)
            if isinstance(line, TextLine) and len(line.text) <= titles.LONGEST
            else None
        )
        if match and last is not None and columns.has_headings(piece) and _may_be_bloc(match):
            by_word[headings.bare(match["word"])].setdefault(match["rank"], last)
        last = None
    return frozenset(place for ranks in by_word.values() if len(ranks) > 1 for place in ranks.values())


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
