"""A table's rows to what they are: headings, whose words give each column its kind, titles across, and the rest."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from certeval.exchange.layout import LayoutCell, LayoutTable, Row
from certeval.exchange.segmentation import codes, headings

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
        others = {"bloc", "competence", "duree"} & set(self.kinds)
        return first == "modalite" and bool(others) and not {"critere", "activite"} & set(self.kinds)

    @property
    def is_content(self) -> bool:
        """Whether these are the columns of a référentiel."""
        kinds = self.content & {"activite", "competence", "critere"}
        is_other = "transversale" in self.kinds and "competence" not in kinds  # a table of these alone
        return not is_other and len(self.content) > 1 and bool(kinds)


def columns(
    table: LayoutTable, before: TableColumns | None, overrides: Mapping[int, str]
) -> TableColumns | None:
    """The columns of a table; those of the table before where this one has none of its own and goes on it."""
    table_columns = _table_columns(table)
    if overrides:
        return _override(table, table_columns, overrides)
    is_alike, other = before is not None and len(before.kinds) == table.width, False
    if table.goes_on and before and table_columns:
        if table_columns.names == before.names:
            return replace(before, headings=table_columns.headings)
        is_text = not _says_otherwise(table.grid[max(table_columns.headings)], before)
        other = is_alike and is_text and table_columns.kinds != before.kinds
    if table_columns is not None and (table_columns.is_content or table_columns.is_epreuves) and not other:
        return table_columns
    alike = is_alike and (table.goes_on or table_columns is None)
    if before and alike and (table.goes_on or coded_rows(table)):
        return TableColumns(before.kinds, before.names, frozenset(), before.apart)
    return None


def may_be_content(table: LayoutTable) -> bool:
    """Whether a table has the columns of a référentiel, or codes, which the next page may go on."""
    table_columns = _table_columns(table)
    if table_columns is None:
        return coded_rows(table) > 0
    return table_columns.is_content and "critere" in table_columns.kinds


def has_headings(table: LayoutTable) -> bool:
    """Whether a table says what its columns hold."""
    table_columns = _table_columns(table)
    return table_columns is not None and table_columns.is_content


def _override(
    table: LayoutTable, table_columns: TableColumns | None, overrides: Mapping[int, str]
) -> TableColumns | None:
    if max(overrides) >= table.width:
        return None
    names = table_columns.names if table_columns else ("",) * table.width
    kinds = tuple(overrides.get(i, "") for i in range(table.width))
    rows = table_columns.headings if table_columns else frozenset()
    return TableColumns(kinds, names, rows or _first_without_code(table, kinds))


def _first_without_code(table: LayoutTable, kinds: tuple[str, ...]) -> frozenset[int]:
    """The first row, where no cell of a named column begins with a code and those below do, or it says a kind."""
    row = table.grid[0] if table.grid else ()
    cells = [cell for cell, kind in zip(row, kinds, strict=False) if cell and kind in codes.LETTERS]
    short = all(len(cell.text) <= headings.LONGEST and not codes.code(cell.text, "critere") for cell in cells)
    heading = coded_rows(table) or any(headings.kind(cell.text) for cell in cells)
    return frozenset({0}) if cells and short and heading else frozenset()


def coded_rows(table: LayoutTable) -> int:
    """How many rows have a cell that begins with a code."""
    return sum(any(cell and headings.has_letters(cell.text) for cell in row) for row in table.grid)


def _table_columns(table: LayoutTable) -> TableColumns | None:
    for number in range(min(MOST_BEFORE, len(table.grid))):
        one, two = table.grid[number : number + 1], table.grid[number : number + 2]
        together = all(map(headings.is_of_headings, two)) and headings.is_heading(two, table.width)
        if together or headings.is_heading(one, table.width):
            return _read(table, number)
    return None


def _read(table: LayoutTable, number: int) -> TableColumns:
    """The headings about a row, with those above and, where its cells or words go on, those below."""
    row = table.grid[number]
    first = number
    while first and headings.is_above(table.grid[first - 1], table.grid[first], table.width):
        first -= 1
    last = max((cell.top + cell.rows for cell in row if cell), default=number + 1)
    last = min(last, number + MOST_HEADINGS)
    deepest = min(len(table.grid), number + MOST_HEADINGS)
    while last < deepest and headings.says_more(table.grid[last], row):
        last += 1
    last += last < len(table.grid) and headings.numbers_columns(table.grid[last])
    kinds, names = [], []
    for column in range(table.width):
        cells = headings.distinct(tuple(_at(table, r, column) for r in range(first, last)))
        cell_kinds = [kind for cell in cells if (kind := headings.cell_kind(cell))]
        holds_boxes = is_matrix([_at(table, r, column) for r in range(last, len(table.grid))])
        kinds.append(cell_kinds[-1] if cell_kinds and not holds_boxes else "")
        names.append(" ".join(cells[-1].text.split()) if cells else "")
    kinds = [
        kind
        if kind or not headings.EVALUATION.fullmatch(headings.bare(name))
        else _evaluation(table, i, last)
        for i, (kind, name) in enumerate(zip(kinds, names, strict=True))
    ]
    if "competence" not in kinds:  # they are what the critères hang on
        kinds = ["competence" if kind == "sous_competence" else kind for kind in kinds]
    apart = frozenset(i for i in range(len(kinds) - 1) if _is_apart(table, kinds, i, last))
    kinds = ["" if i in apart else kind for i, kind in enumerate(kinds)]
    return TableColumns(tuple(kinds), tuple(names), frozenset(range(first, last)), apart)


def _evaluation(table: LayoutTable, column: int, first: int) -> str:
    """The kind of a column headed « Évaluation » alone: of critères where each cell begins with the code of one, of
    modalités where each has critères under their label; empty where nothing tells them apart.
    """
    cells = headings.distinct(tuple(_at(table, r, column) for r in range(first, len(table.grid))))
    own = [cell for cell in cells if cell.columns < table.width]
    if own and all(headings.has_letters(headings.first_line(cell)) for cell in own):
        return "critere"
    labels = [filter(None, (headings.LABEL.match(line.text) for line in cell.lines)) for cell in own]
    return "modalite" if own and all(any(match["critere"] for match in each) for each in labels) else ""


BARE = re.compile(r"[^\W\d_]{0,5}[\s.]?\d{1,3}(?:\s?[.\-]\s?\d{1,2}){0,4}(?:\.?[a-z])?\s?[.)]?")
"""A code, or a number, that stands alone."""


def _is_apart(table: LayoutTable, kinds: Sequence[str], column: int, first: int) -> bool:
    """Whether a column holds the codes of the next: said to, or under the same word, and nothing else in it."""
    kind = kinds[column + 1]
    if kind not in headings.CONTENT or kinds[column] not in {"code", kind}:
        return False
    rows = (r for r in range(first, len(table.grid)) if len(headings.distinct(table.grid[r])) > 1)
    cells = [_at(table, r, column) for r in rows]
    texts = [cell.text.strip() for cell in cells if cell and cell.columns == 1 and cell.text.strip()]
    texts = [text for text in texts if headings.kind(text) != kinds[column]]  # the heading of the next bloc
    return bool(texts) and all(BARE.fullmatch(text) for text in texts)


def split_table(table: LayoutTable) -> Iterator[LayoutTable]:
    """A table, or the several that stand as one: each begins with headings that say other kinds of its columns."""
    table_columns = _table_columns(table)
    first = max(table_columns.headings, default=0) + 1 if table_columns is not None else len(table.grid)
    below = range(first, len(table.grid))
    at = next((r for r in below if table_columns and _says_otherwise(table.grid[r], table_columns)), None)
    if at is None:
        yield table
        return
    above = replace(table, grid=table.grid[:at])
    yield above.with_cells(lambda cell: replace(cell, rows=min(cell.rows, at - cell.top)))
    rest = replace(table, grid=table.grid[at:], goes_on=False)
    yield from split_table(rest.with_cells(lambda cell: replace(cell, top=cell.top - at)))


def _says_otherwise(row: Row, table_columns: TableColumns) -> bool:
    """Whether all that a row says are short headings, two of them at least of other kinds than their columns."""
    cells = headings.distinct(row)
    kinds = [headings.cell_kind(cell) for cell in cells]
    short = all(len(cell.text) <= headings.MOST_BEFORE for cell in cells)
    here = [table_columns.kinds[cell.left] if cell.left < len(table_columns.kinds) else "" for cell in cells]
    others = sum(one != other for one, other in zip(kinds, here, strict=True))
    return short and all(kinds) and len(set(kinds)) > 1 and others > 1


def _at(table: LayoutTable, row: int, column: int) -> LayoutCell | None:
    cells = table.grid[row]
    return cells[column] if column < len(cells) else None


CHECKED_BOXES = "☒☑✓✔✗✘"
EMPTY_BOXES = "☐□▢"


def is_checked(text: str) -> bool:
    """Whether a cell of a matrix is checked."""
    bare = text.replace(" ", "")
    return bool(bare) and (set(bare) <= set(CHECKED_BOXES) or bare in {"X", "x"})


def is_matrix(cells: Iterable[LayoutCell | None]) -> bool:
    """Whether a column holds boxes and nothing else, but for titles across."""
    texts = {cell.text.replace(" ", "") for cell in cells if cell and cell.columns == 1 and cell.text}
    return bool(texts) and all(is_checked(text) or set(text) <= set(EMPTY_BOXES) for text in texts)
