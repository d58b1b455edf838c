"""Codes that neither a sign nor a capital parts from their texts, « C1.1 préparer »: told by those of their column."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from certeval.exchange.layout import LayoutCell, LayoutTable, TextLine
from certeval.exchange.segmentation import codes, titles
from certeval.exchange.segmentation.codes import Code
from certeval.exchange.segmentation.columns import TableColumns
from certeval.exchange.segmentation.line_starts import BULLET

KINDS = {"activite": "activite", "competence": "competence", "critere": "critere", "modalite": "epreuve"}
"""The kinds of codes by those of columns."""
SURE_LETTERS = {
    **titles.LETTERS,
    "critere": frozenset({"CR", "CE", "CRE", "CRI", "CRIT"}),
    "epreuve": frozenset({"E", "EP", "EV"}),
}
"""Letters that are those of a code in a column of their kind, though no other code stands there."""


class _BareCode(NamedTuple):
    """A code at the start of a line, and what stands before it there."""

    line: TextLine
    before: str
    code: Code

    @property
    def parted(self) -> TextLine:
        """The line with a sign after the code."""
        return self.line._replace(text=f"{self.before}{self.code.text} : {self.code.rest}")


def with_signs(table: LayoutTable, table_columns: TableColumns) -> LayoutTable:
    """A table whose columns of elements have a sign after each code."""
    parted_cells: dict[int, LayoutCell] = {}
    for column, name in enumerate(table_columns.kinds):
        if name in KINDS:
            rows = (row for number, row in enumerate(table.grid) if number not in table_columns.headings)
            slots = (row[column] for row in rows if column < len(row))
            # those that begin in the column, each once
            cells = list({id(cell): cell for cell in slots if cell and cell.left == column}.values())
            parted = _parted_lines(cells, KINDS[name])
            for cell in cells:
                lines = tuple(parted.get(id(line), line) for line in cell.lines)
                parted_cells[id(cell)] = replace(cell, lines=lines)
    return table.with_cells(lambda cell: parted_cells.get(id(cell), cell))


def in_lines(lines: Iterable[TextLine], letters: Collection[str]) -> Iterator[TextLine]:
    """Running text with a sign after each code of these letters that comes next, or begins a part."""
    last: dict[str, tuple[int, ...]] = {}
    for line in lines:
        each = next(_codes((line,), "critere"), None)
        if each is None or each.code.letters not in letters:
            yield line
            continue
        own, numbers = last.get(each.code.letters), each.code.numbers
        is_first = numbers[-1] == 1 and (own is None or numbers[:-1] in last.values())
        is_parted = codes.code(line.text[len(each.before) :], "critere") is not None
        is_next = is_first or (own is not None and _follows(own, numbers))
        if is_parted or is_next:
            last[each.code.letters] = numbers
        yield each.parted if is_next and not is_parted else line


def _parted_lines(cells: Sequence[LayoutCell], kind: str) -> dict[int, TextLine]:
    """The lines that begin with a bare code of a kind, with a sign after it, by their identities."""
    bare: list[_BareCode] = []
    ranks: dict[str, set[tuple[int, ...]]] = {}
    for cell in cells:
        for each in _codes(cell.lines, kind):
            ranks.setdefault(each.code.letters, set()).add(each.code.numbers)
            if codes.code(each.line.text[len(each.before) :], kind) is None:
                bare.append(each)
    sure = SURE_LETTERS[kind] | {
        letters  # of a column that counts: one of its codes follows another
        for letters, numbers in ranks.items()
        if any(_follows(one, other) for one in numbers for other in numbers)
    }
    return {
        id(each.line): each.parted
        for each in bare
        if each.code.letters in sure or any(c.isdigit() for c in each.code.letters)
    }


def _codes(lines: Iterable[TextLine], kind: str) -> Iterator[_BareCode]:
    """The codes that begin lines of a cell, parted or not: at its top, below a line that ends, after the last one."""
    previous, last = None, None
    for line in lines:
        match = BULLET.match(line.text)
        before = match[0] if match else ""
        code = codes.code(line.text[len(before) :], kind, parted=False)
        if code and not code.word and code.rest and codes.is_of(code.letters, kind):
            begins = previous is None or previous.ends or (last is not None and _follows(last, code.numbers))
            if begins and not codes.MENTION.match(code.rest):
                yield _BareCode(line, before, code)
                last = code.numbers
        previous = line


def _follows(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether numbers are those after others: C1.2 after C1.1, C2.1 after C1.4."""
    goes_on = other == (*one[:-1], one[-1] + 1)
    return goes_on or (len(one) == len(other) > 1 and other == (*one[:-2], one[-2] + 1, 1))
