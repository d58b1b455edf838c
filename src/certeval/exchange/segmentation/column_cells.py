"""The rows and cells of a table whose columns are known: no heading, nor one repeated; what no kind takes."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import LayoutCell, LayoutTable, Row, TextLine
from certeval.exchange.segmentation import (
    codes,
    columns,
    epreuves,
    headings,
    items,
    line_starts,
    rule_sentences,
    titles,
)
from certeval.exchange.segmentation.columns import TableColumns
from certeval.exchange.segmentation.headings import distinct
from certeval.exchange.segmentation.items import ListItem
from certeval.exchange.segmentation.outline import DocumentOutline, OutlineNode, node
from certeval.messages import _


def columns_left_out(table: LayoutTable, table_columns: TableColumns) -> Iterator[int]:
    """The columns of which nothing is taken, though they hold texts: of no kind, or of one that an earlier one has."""
    read_kinds = headings.CONTENT | ({"duree", "detail"} if table_columns.is_epreuves else frozenset())
    for i, kind in enumerate(table_columns.kinds):
        if i in table_columns.apart or (kind in read_kinds and kind not in table_columns.kinds[:i]):
            continue
        cells = (row[i] for _, row in rows(table, table_columns) if i < len(row))
        own = [cell for cell in cells if cell and cell.left == i and cell.columns < table.width and cell.text]
        if own and (kind or not columns.is_matrix(own)):
            yield i


def with_code(
    cell: LayoutCell,
    kind: str,
    row: Row,
    table_columns: TableColumns,
    letters: frozenset[str],
) -> LayoutCell:
    """A cell with the code that the column before has; `letters` are its column's own beside its kind's."""
    code = row[cell.left - 1] if cell.left - 1 in table_columns.apart else None
    if code is None or code.top != cell.top or not code.text.strip() or cell.lines[0].bullet:
        return cell
    kind = "epreuve" if kind == "modalite" else kind
    code_text, text = code.text.strip(), cell.lines[0].text.strip()
    code_text = f"Bloc {code_text}" if kind == "bloc" and code_text.isdigit() else code_text
    read = codes.code(f"{code_text} : {text}", kind)
    is_own = read and (read.word or codes.is_of(read.letters, kind) or read.letters in letters)
    if read is None or read.rest != text or not is_own:
        return cell
    return replace(cell, lines=(cell.lines[0]._replace(text=f"{code_text} : {text}"), *cell.lines[1:]))


def coded_title(cells: Sequence[LayoutCell], table_columns: TableColumns) -> OutlineNode | None:
    """The title of a bloc that a row is, « BC1 » standing in the column of codes; None for any other row."""
    if len(cells) != 2 or cells[0].left not in table_columns.apart:  # noqa: PLR2004 -- a code, a title
        return None
    line = TextLine(f"{cells[0].text.strip()} : {cells[1].text}", cells[0].spot)
    return titles.bloc_title(line, alone=True)


def by_kind(own: Sequence[LayoutCell], table_columns: TableColumns) -> dict[str, LayoutCell]:
    """The cells that a row brings, by the kind of their first column; a second column of a kind is left."""
    cells: dict[str, LayoutCell] = {}
    for cell in own:
        kinds = table_columns.kinds
        own_kinds = enumerate(kinds[cell.left : cell.left + cell.columns], cell.left)
        kind = next((each for i, each in own_kinds if each and kinds.index(each) == i), "")
        if kind in headings.CONTENT:
            cells.setdefault(kind, cell)
    return cells


def with_criteres(cells: dict[str, LayoutCell]) -> dict[str, LayoutCell]:
    """The cells of a row, critères and modalités that one holds under their labels being two cells."""
    kinds = [each for each in ("modalite", "critere") if each in cells]
    if len(kinds) != 1:
        return cells
    (kind,), cell = kinds, cells[kinds[0]]
    lines: dict[str, list[TextLine]] = {"modalite": [], "critere": []}
    for previous, line in zip((None, *cell.lines), cell.lines, strict=False):
        match = headings.LABEL.match(line.text) if line_starts.may_head(line, previous) else None
        if match:
            kind = "critere" if match["critere"] else "modalite"
        text = line.text[match.end() :] if match else line.text
        if text.strip():
            lines[kind].append(line._replace(text=text))
    if not all(lines[each] for each in lines if each not in kinds):
        return cells
    rest = {name: each for name, each in cells.items() if name not in kinds}
    return rest | {name: replace(cell, lines=tuple(each)) for name, each in lines.items() if each}


def is_across(cell: LayoutCell, table: LayoutTable, table_columns: TableColumns) -> bool:
    """Whether a cell goes across the columns that are read, or says what it takes, or is the title of a bloc."""
    if epreuves.is_condition(cell.text) and "modalite" not in table_columns.kinds[cell.left : cell.left + 1]:
        return True
    span = set(range(cell.left, cell.left + cell.columns))
    content_columns = {i for i, kind in enumerate(table_columns.kinds) if kind in headings.CONTENT}
    return (cell.columns > 1 and (cell.columns == table.width or content_columns <= span)) or (
        table.width > 1 and titles.bloc_title(cell.lines[0], alone=True) is not None
    )


_CODE_START = re.compile(r"[A-Z]{2,5}\d*(?:BC\d*)?|\d*BC\d*")


def with_whole_code(cell: LayoutCell) -> LayoutCell:
    """A cell whose first line is a code that a narrow column breaks: « RNCP38575BC0 », « 1 - Vendre »."""
    first, *rest = cell.lines
    if not rest or not _CODE_START.fullmatch(first.text.strip()) or not re.match(r"\s*\d", rest[0].text):
        return cell
    return replace(cell, lines=(rest[0]._replace(text=first.text.strip() + rest[0].text.strip()), *rest[1:]))


def bloc(cell: LayoutCell, cut: Sequence[ListItem]) -> OutlineNode:
    """The bloc that a cell of the column of blocs titles, whole: a narrow one may break the words of its code."""
    first, *others = cut
    whole = " ".join(items.clean(line.text) for line in cell.lines)
    title = titles.bloc_title(TextLine(whole, first.spot), alone=True) if first.code is None else None
    return title or node(
        "bloc", replace(first, text=" ".join((first.text, *(each.whole for each in others))))
    )


_NONE = re.compile(r"[\-\u2010-\u2015/]+|sans objet|n[ée]ant|aucune?|s\.?o\.?", re.IGNORECASE)


def is_none(cell: LayoutCell) -> bool:
    """Whether a cell says that there is nothing there: a blank one may go on the one above, a dash doesn't."""
    return bool(_NONE.fullmatch(cell.text.strip()))


_TOTAL = re.compile(
    r"(?:sous )?tota(?:l|ux)(?: \w+)?|moyennes?|notes? (?:finale|globale)s?|observations?|appreciations?"
    r"|commentaires?"
    r"|signatures?(?: (?:du|des|de|la|l|et|date|cachet|jur[ye]s?|candidats?|membres?|evaluateurs?|formateurs?))*"
)


_NOTE = re.compile(
    r"(?P<sign>[*†‡¹²³]|\([*1-9]\))|(?:N\.?\s?B\.?|nota(?:\s+bene)?|remarques?|notes?)\s*:", re.IGNORECASE
)


def is_note(cells: Sequence[LayoutCell], own: Sequence[LayoutCell], *, after_blank: bool) -> bool:
    """Whether a row of one text is a remark on its table: « NB : … », « * le jury peut… » below a blank row."""
    match = _NOTE.match(own[0].text) if len(cells) == len(own) == 1 else None
    return match is not None and (after_blank or not match["sign"])


def is_total(own: Sequence[LayoutCell]) -> bool:
    """Whether a row of a grid adds up those above it, or is for who fills it in: it holds no element."""
    return bool(own) and bool(_TOTAL.fullmatch(headings.bare(own[0].text)))


def over_several(table: LayoutTable, table_columns: TableColumns) -> dict[tuple[int, int], int]:
    """The last row of each cell of critères that goes beside several cells of compétences, by where it begins."""
    last_rows: dict[tuple[int, int], int] = {}
    if not {"critere", "competence"} <= set(table_columns.kinds):
        return last_rows
    at, beside = table_columns.kinds.index("critere"), table_columns.kinds.index("competence")
    for row in table.grid:
        cell = row[at] if at < len(row) else None
        if cell is not None and cell.rows > 1 and cell.text:
            covered = table.grid[cell.top : cell.top + cell.rows]
            slots = (slot for each in covered for slot in each[beside : beside + 1])
            competences = {id(slot) for slot in slots if slot is not None and slot.text}
            if len(competences) > 1:
                last_rows[cell.top, cell.left] = cell.top + cell.rows - 1
    return last_rows


def rows(table: LayoutTable, table_columns: TableColumns) -> Iterator[tuple[int, Row]]:
    """The rows that are no heading, neither the first time nor repeated on a page."""
    heading_words = [_words(table.grid[r]) for r in table_columns.headings if r < len(table.grid)]
    for number, row in enumerate(table.grid):
        texts = _words(row)
        is_heading = number in table_columns.headings or (texts and texts in heading_words)
        if not is_heading and not _is_repeated(row, table_columns):
            yield number, row


def _words(row: Row) -> set[str]:
    return {headings.bare(cell.text) for cell in distinct(row)}


def _is_repeated(row: Row, table_columns: TableColumns) -> bool:
    """Whether a row further down says the words of the headings, or the first of them, in capitals perhaps."""
    cells = distinct(row)
    return len(cells) > 1 and all(
        cell.left < len(table_columns.names)
        and f"{headings.bare(table_columns.names[cell.left])} ".startswith(f"{headings.bare(cell.text)} ")
        for cell in cells
    )


def heading_lines(table: LayoutTable, table_columns: TableColumns) -> dict[int, set[str]]:
    """The words of the lines of the headings above each column."""
    by_column: dict[int, set[str]] = {}
    for number in table_columns.headings:
        for column, cell in enumerate(table.grid[number]):
            for line in cell.lines if cell else ():
                by_column.setdefault(column, set()).add(headings.bare(line.text))
    return by_column


def without_headings(row: Row, by_column: Mapping[int, Collection[str]]) -> Row:
    """A row without the lines of a repeated heading that its clipped cell lets fall into it."""
    clean_cells: dict[int, LayoutCell] = {}
    for cell in distinct(row):
        lines = list(cell.lines)
        while lines and headings.bare(lines[0].text) in by_column.get(cell.left, ()):
            lines.pop(0)
        clean_cells[id(cell)] = replace(cell, lines=tuple(lines))
    return tuple(clean_cells.get(id(cell), cell) for cell in row)


def letters(table: LayoutTable, table_columns: TableColumns, kind: str) -> frozenset[str]:
    """Letters that several codes of a column have, with different numbers: they are its own."""
    counts: Counter[str] = Counter()
    normal_codes: set[str] = set()
    at = [i for i, k in enumerate(table_columns.kinds) if k == ("modalite" if kind == "epreuve" else kind)]
    at += [i - 1 for i in at if i - 1 in table_columns.apart]
    for row in table.grid:
        for i in at:
            cell = row[i] if i < len(row) else None
            for line in cell.lines if cell else ():
                code = codes.code(line.text, kind)
                if code and code.letters and code.normal not in normal_codes:
                    normal_codes.add(code.normal)
                    counts[code.letters] += 1
    return frozenset(letters for letters, count in counts.items() if count > 1)


class Remainder:
    """Says of a document's parts that they are left out."""

    def __init__(self, outline: DocumentOutline) -> None:
        self.outline = outline
        self._besides: set[str] = set()
        self._titles: list[TextLine] = []

    def title(self, line: TextLine) -> None:
        """The title of an element, just above a table: left out unless something is worded so."""
        self._titles.append(line)

    def row(self, cells: Sequence[LayoutCell]) -> None:
        """Say of the cells of a row that nothing is taken of them."""
        text = " | ".join(each.text for each in cells)
        self.outline.doubt(kinds.LEFT_OUT, None, cells[0].spot, text=text)

    def say_titles(self) -> None:
        """Say which titles word nothing that was read."""
        nodes = (each for bloc in self.outline.blocs for each in (*bloc.activites, *bloc.nodes))
        texts = {headings.bare(each.text) for each in nodes}
        for line in self._titles:
            kind = titles.element_kind(line.text)
            code = codes.code(line.text, kind) if kind else None
            if code is None or headings.bare(code.rest) not in texts:
                self.outline.doubt(kinds.LEFT_OUT, None, line.spot, text=line.text.strip())

    def table(self, table: LayoutTable) -> None:
        """Say of a table that nothing is taken of it; of one that lays out a page, or goes on one such, nothing."""
        rows = [cells for row in table.grid if (cells := distinct(row))]
        for cell in {id(cell): cell for cells in rows for cell in cells}.values():
            rule_sentences.read_cell(self.outline, cell.lines, "")
        has_codes = columns.coded_rows(table) > 1
        if has_codes or (max(map(len, rows), default=0) > 1 and len(rows) > 1 and not table.goes_on):
            kind = kinds.TABLE_UNKNOWN if has_codes else kinds.TABLE_UNREAD
            text = " | ".join(cell.text for cell in rows[0])
            if has_codes or text not in self._besides:  # that of the foot of each page is said once
                self._besides.add(text)
                self.outline.doubt(kind, None, table.spot, text=text)

    def columns(self, table: LayoutTable, table_columns: TableColumns) -> None:
        """Say which columns are not taken: a second list, which blocks, and those of other kinds, each once."""
        for column in columns_left_out(table, table_columns):
            name = table_columns.names[column] or _("column {n}", n=column + 1)
            if table_columns.kinds[column] in {"competence", "critere"}:
                self.outline.doubt(kinds.TWO_LISTS, None, table.spot, blocking=True, text=name)
            elif name not in self._besides:
                self._besides.add(name)
                self.outline.doubt(kinds.COLUMN_UNREAD, None, table.spot, text=name)
