"""A table's rows to what they are: headings, whose words give each column its kind, titles across, and the rest."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from certeval.exchange.layout import LayoutCell, LayoutTable
from certeval.exchange.segmenting import codes, headings

MOST_BEFORE = 8
"""Rows before the heading of a table, titles among them."""
MOST_HEADINGS = 4


@dataclass(frozen=True)
class TableColumns:
    """The kind of each column (empty where no word gives one), the words above each, and which rows are headings.

    `apart` are the columns that hold nothing but the codes or the numbers of what the next column words.
    """

    kinds: tuple[str, ...]
    names: tuple[str, ...]
    headings: frozenset[int]
    apart: frozenset[int] = frozenset()

    @property
    def content(self) -> frozenset[str]:
        return headings.CONTENT & set(self.kinds)

    @property
    def is_epreuves(self) -> bool:
        """Whether each row is an épreuve, with the compétences that it assesses."""
        first = next((kind for kind in self.kinds if kind in headings.CONTENT - {"bloc"}), "")
        said = {"bloc", "competence", "duree"} & set(self.kinds)
        return first == "modalite" and bool(said) and not {"critere", "activite"} & set(self.kinds)

    @property
    def is_content(self) -> bool:
        """Whether these are the columns of a référentiel."""
        told = self.content & {"activite", "competence", "critere"}
        return "transversale" not in self.kinds and len(self.content) > 1 and bool(told)


def columns(
    table: LayoutTable, before: TableColumns | None, forced: Mapping[int, str]
) -> TableColumns | None:
    """The columns of a table; those of the table before where this one has none of its own and goes on it."""
    told = _told(table)
    if forced:
        return _forced(table, told, forced)
    other = table.goes_on and before is not None and told is not None and told.kinds != before.kinds
    if told is not None and (told.is_content or told.is_epreuves) and not other:
        return told
    alike = before is not None and len(before.kinds) == table.width and (table.goes_on or told is None)
    if alike and before is not None and (table.goes_on or _has_codes(table)):
        return TableColumns(before.kinds, before.names, frozenset(), before.apart)
    return None


def may_be_content(table: LayoutTable) -> bool:
    """Whether a table has the columns of a référentiel, or codes, which the next page may go on."""
    told = _told(table)
    return _has_codes(table) if told is None else told.is_content and "critere" in told.kinds


def has_headings(table: LayoutTable) -> bool:
    """Whether a table says what its columns hold."""
    told = _told(table)
    return told is not None and told.is_content


def _forced(table: LayoutTable, told: TableColumns | None, forced: Mapping[int, str]) -> TableColumns | None:
    if max(forced) >= table.width:
        return None
    names = told.names if told else ("",) * table.width
    kinds = tuple(forced.get(i, "") for i in range(table.width))
    rows = told.headings if told else frozenset()
    return TableColumns(kinds, names, rows or _first_without_code(table, kinds))


def _first_without_code(table: LayoutTable, kinds: tuple[str, ...]) -> frozenset[int]:
    """The first row, where no cell of a named column begins with a code and those below do, or it says a kind."""
    row = table.grid[0] if table.grid else ()
    cells = [cell for cell, kind in zip(row, kinds, strict=False) if cell and kind in codes.LETTERS]
    short = all(len(cell.text) <= headings.LONGEST and not codes.code(cell.text, "critere") for cell in cells)
    heading = _has_codes(table) or any(headings.kind(cell.text) for cell in cells)
    return frozenset({0}) if cells and short and heading else frozenset()


def _has_codes(table: LayoutTable) -> bool:
    return coded_rows(table) > 0


def coded_rows(table: LayoutTable) -> int:
    """How many rows have a cell that begins with a code."""
    return sum(any(cell and _lettered(cell.text) for cell in row) for row in table.grid)


def _lettered(text: str) -> bool:
    code = codes.code(text, "critere")
    return code is not None and (bool(code.letters) or code.word)


def _told(table: LayoutTable) -> TableColumns | None:
    for first in range(min(MOST_BEFORE, len(table.grid))):
        if _is_heading(table.grid[first], table.width):
            return _read(table, first)
    return None


def _is_heading(row: tuple[LayoutCell | None, ...], width: int) -> bool:
    """Whether two cells at least, short and without a code, announce kinds of column."""
    cells = distinct(row)
    if len(cells) < 2:  # noqa: PLR2004 -- a title across is no heading
        return False
    kinds = {_kind(cell) for cell in cells} - {""}
    return len(kinds) > 1 and all(len(first_line(cell)) <= headings.LONGEST for cell in cells) and width > 1


def _kind(cell: LayoutCell) -> str:
    """The kind that a heading cell announces: by its first line, else by all its words."""
    if len(cell.text) > 4 * headings.LONGEST or any(codes.code(cell.text, kind) for kind in codes.WORDS):
        return ""
    return headings.kind(first_line(cell)) or headings.kind(cell.text)


def first_line(cell: LayoutCell) -> str:
    """The first line of a cell that is not blank."""
    return next((text for line in cell.lines if (text := line.text.strip())), "")


def _read(table: LayoutTable, first: int) -> TableColumns:
    """The headings from a row on: as deep as its cells go, and deeper where rows below announce more."""
    row = table.grid[first]
    last = max((cell.top + cell.rows for cell in row if cell), default=first + 1)
    last = min(last, first + MOST_HEADINGS)
    while last < min(len(table.grid), first + MOST_HEADINGS) and _goes_deeper(table.grid[last], row):
        last += 1
    kinds, names = [], []
    for column in range(table.width):
        cells = distinct(tuple(_at(table, r, column) for r in range(first, last)))
        told = [kind for cell in cells if (kind := _kind(cell))]
        checked = _is_matrix([_at(table, r, column) for r in range(last, len(table.grid))])
        kinds.append(told[-1] if told and not checked else "")
        names.append(" ".join(cells[-1].text.split()) if cells else "")
    apart = frozenset(i for i in range(len(kinds) - 1) if _is_apart(table, kinds, i, last))
    kinds = ["" if i in apart else kind for i, kind in enumerate(kinds)]
    return TableColumns(tuple(kinds), tuple(names), frozenset(range(first, last)), apart)


_BARE = re.compile(r"[^\W\d_]{0,5}[\s.]?\d{1,3}(?:\s?[.\-]\s?\d{1,2}){0,4}\s?[.)]?")
"""A code, or a number, that stands alone."""


def _is_apart(table: LayoutTable, kinds: Sequence[str], column: int, first: int) -> bool:
    """Whether a column holds the codes of the next: said to, or under the same word, and nothing else in it."""
    kind = kinds[column + 1]
    if kind not in headings.CONTENT or kinds[column] not in {"code", kind}:
        return False
    cells = [_at(table, r, column) for r in range(first, len(table.grid))]
    texts = [cell.text.strip() for cell in cells if cell and cell.columns == 1 and cell.text.strip()]
    return bool(texts) and all(_BARE.fullmatch(text) for text in texts)


def _names(code: codes.Code, kind: str, known: frozenset[str]) -> bool:
    """Whether a code may be that of an element of a kind, by its letters."""
    return code.word or not code.letters or codes.is_of(code.letters, kind) or code.letters in known


def unread(table: LayoutTable, told: TableColumns) -> Iterator[int]:
    """The columns of which nothing is taken, though they hold texts: of no kind, or of one that an earlier one has."""
    taken = headings.CONTENT | ({"duree", "detail"} if told.is_epreuves else frozenset())
    for i, kind in enumerate(told.kinds):
        if i in told.apart or (kind in taken and kind not in told.kinds[:i]):
            continue
        listed = (row[i] for _, row in rows(table, told) if i < len(row))
        own = [
            cell for cell in listed if cell and cell.left == i and cell.columns < table.width and cell.text
        ]
        if own and (kind or not _is_matrix(own)):
            yield i


def parted(table: LayoutTable) -> Iterator[LayoutTable]:
    """A table, or the several that stand as one: each begins with headings that say other kinds of its columns."""
    told = _told(table)
    first = max(told.headings, default=0) + 1 if told is not None else len(table.grid)
    at = next(
        (r for r in range(first, len(table.grid)) if told and _says_otherwise(table.grid[r], told)), None
    )
    if at is None:
        yield table
        return
    yield replace(table, grid=table.grid[:at])
    moved = {id(cell): replace(cell, top=cell.top - at) for row in table.grid[at:] for cell in row if cell}
    grid = tuple(tuple(moved[id(cell)] if cell else None for cell in row) for row in table.grid[at:])
    yield from parted(replace(table, grid=grid, goes_on=False))


def _says_otherwise(row: tuple[LayoutCell | None, ...], told: TableColumns) -> bool:
    """Whether all that a row says are short headings, two of them at least of other kinds than their columns."""
    cells = distinct(row)
    kinds = [_kind(cell) for cell in cells]
    short = all(len(cell.text) <= headings.MOST_BEFORE for cell in cells)
    here = [told.kinds[cell.left] if cell.left < len(told.kinds) else "" for cell in cells]
    others = sum(one != other for one, other in zip(kinds, here, strict=True))
    return short and all(kinds) and len(set(kinds)) > 1 and others > 1


def with_code(
    cell: LayoutCell, kind: str, row: Sequence[LayoutCell | None], told: TableColumns, known: frozenset[str]
) -> LayoutCell:
    """A cell with the code that the column before has for it; a number that only orders names nothing but a bloc.

    `known` are letters that codes of its column have beside those of its kind.
    """
    code = row[cell.left - 1] if cell.left - 1 in told.apart else None
    if code is None or code.top != cell.top or not code.text.strip() or cell.lines[0].bullet:
        return cell
    typed, text = code.text.strip(), cell.lines[0].text.strip()
    typed = f"Bloc {typed}" if kind == "bloc" and typed.isdigit() else typed
    read = codes.code(f"{typed} - {text}", kind)
    if read is None or read.rest != text or not _names(read, kind, known):
        return cell
    return replace(cell, lines=(cell.lines[0]._replace(text=f"{typed} - {text}"), *cell.lines[1:]))


CHECKED = "☒☑✓✔✗✘"
UNCHECKED = "☐□▢"


def is_checked(text: str) -> bool:
    """Whether a cell of a matrix is checked."""
    bare = text.replace(" ", "")
    return bool(bare) and (set(bare) <= set(CHECKED) or bare in {"X", "x"})


def _is_matrix(cells: Iterable[LayoutCell | None]) -> bool:
    """Whether a column holds boxes and nothing else, but for titles across."""
    texts = {cell.text.replace(" ", "") for cell in cells if cell and cell.columns == 1 and cell.text}
    return bool(texts) and all(is_checked(text) or set(text) <= set(UNCHECKED) for text in texts)


def _at(table: LayoutTable, row: int, column: int) -> LayoutCell | None:
    cells = table.grid[row]
    return cells[column] if column < len(cells) else None


def _goes_deeper(row: tuple[LayoutCell | None, ...], above: tuple[LayoutCell | None, ...]) -> bool:
    """Whether a row says more of a wide heading above it, and nothing elsewhere."""
    wide = {
        i for cell in above if cell and cell.columns > 1 for i in range(cell.left, cell.left + cell.columns)
    }
    filled = [cell for cell in distinct(row) if cell.text]
    return bool(filled and wide) and all(cell.left in wide and _kind(cell) for cell in filled)


def distinct(row: tuple[LayoutCell | None, ...]) -> list[LayoutCell]:
    """The cells of a row, each once, blank ones left out."""
    found = {id(cell): cell for cell in row if cell is not None}
    return [cell for cell in found.values() if cell.text]


def rows(table: LayoutTable, told: TableColumns) -> Iterator[tuple[int, tuple[LayoutCell | None, ...]]]:
    """The rows that are no heading, neither the first time nor repeated on a page."""
    repeated = [_words(table.grid[r]) for r in told.headings if r < len(table.grid)]
    for number, row in enumerate(table.grid):
        texts = _words(row)
        if (
            number not in told.headings
            and (not texts or texts not in repeated)
            and not _is_repeated(row, told)
        ):
            yield number, row


def _words(row: tuple[LayoutCell | None, ...]) -> set[str]:
    return {headings.bare(cell.text) for cell in distinct(row)}


def _is_repeated(row: tuple[LayoutCell | None, ...], told: TableColumns) -> bool:
    """Whether a row further down says the words of the headings, or the first of them, in capitals perhaps."""
    cells = distinct(row)
    return len(cells) > 1 and all(
        cell.left < len(told.names)
        and f"{headings.bare(told.names[cell.left])} ".startswith(f"{headings.bare(cell.text)} ")
        for cell in cells
    )
