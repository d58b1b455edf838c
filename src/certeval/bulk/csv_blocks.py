"""A large wide sheet read block by block: its rows cut into texts, put together by the groups that decide.

A row out of the ordinary (its width, its identifier) is looked at by itself. `Extraordinary` is raised where a sheet
can't be read this way at all.
"""

import csv
import io
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import BinaryIO, NamedTuple

from certeval.diagnostics import Kind
from certeval.render.obstacles import Obstacle
from certeval.scores import identifiers
from certeval.scores.groups import GROUPE
from certeval.sources.row import holds_rows
from certeval.sources.table import may_hold_long_cell

BLOCK = 1 << 18
"""Bytes read at once: with fewer, what a block costs whatever its rows weighs; more bring nothing."""
LONGEST = 1 << 24
"""Bytes of the longest record: a quote that is not closed by then is the other reader's to tell."""

Row = list[str]
LineSpan = tuple[int, int]
"""The physical lines, from 1, that a row begins and ends on."""
Kinds = tuple[Kind, ...]


class Extraordinary(Exception):  # noqa: N818 -- nothing is wrong: another reader is for it
    """Sheets that must be read cell by cell. Raised far below `decide.decide`, which alone catches it."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle)
        self.obstacle = obstacle


class OddRow(NamedTuple):
    """What is wrong with a row beside the cells of a candidate, and its cells where it names one, as many as there are
    headings, the identifier as it reads; `text` is how it stands. `tells`: what is said of others rests on it.
    """

    wrong: Kinds
    cells: Row | None = None
    text: str = ""
    tells: bool = False


class AsideRow(NamedTuple):
    """A row of which something is to be said beside what its candidate's cells say, and its identifier as it stands."""

    span: LineSpan
    wrong: Kinds
    text: str = ""


class RowLayout(NamedTuple):
    """How a row is cut: what parts its cells, how many they are, where the identifier and the details stand, and the
    columns of each group of elements, -1 for none. `look` says what a row out of the ordinary is.
    """

    delimiter: str
    width: int
    identifier: int
    details: Mapping[str, int]
    groups: tuple[tuple[int, ...], ...]
    look: Callable[[Row], OddRow]
    watch: Callable[[Sequence[str], int], Iterable[tuple[int, Kinds]]] | None = None
    """What is wrong with rows, from 0, told from cells that follow each other, those of a column so many apart; of a
    row with which nothing is, that it is to be read again.
    """


@dataclass(slots=True)
class Block:
    """Rows that follow each other: identifiers, and for each group what tells its cells apart in each row, which is
    taken from the rows as it is gone through, once: what is made and dropped at once costs half of what is kept.

    One of `aside` that names nobody is not among the block's rows.
    """

    first: int
    identifiers: Sequence[str]
    groups: Sequence[Iterable[Hashable]]
    details: Mapping[str, Sequence[str]] = field(default_factory=dict)
    aside: list[AsideRow] = field(default_factory=list)
    spans: Sequence[LineSpan] | None = None
    usual: bool = True
    """Whether every identifier can be written as it is, whatever reads it."""

    def lines(self, row: int) -> LineSpan:
        """The physical lines of a row."""
        return (self.first + row, self.first + row) if self.spans is None else self.spans[row]

    def key_lines(self) -> str:
        """The identifiers, a line each, as they are compared: two that look the same are one."""
        if self.usual:
            return identifiers.keys(self.identifiers)
        return "\n".join(map(identifiers.key, self.identifiers))

    def some(self, places: Sequence[int]) -> "Block":
        """Some of its rows, to be written: without what tells their cells apart."""
        details = {name: [texts[at] for at in places] for name, texts in self.details.items()}
        return Block(self.first, [self.identifiers[at] for at in places], (), details, usual=self.usual)


class Reader:
    """Reads the rows of a range of bytes of one sheet. `line` is the physical line, from 1, that it has come to."""

    def __init__(self, layout: RowLayout) -> None:
        self.layout = layout
        self.line = 1

    def blocks(self, stream: BinaryIO, end: int, line: int) -> Iterator[Block]:
        """The rows from where the stream stands up to byte `end`; `line` is the first physical line, from 1."""
        self.line = line
        while (at := stream.tell()) < end:
            data = stream.read(min(BLOCK, end - at))
            if stream.tell() < end:
                data += stream.readline()
            text = _decode(data)
            has_quotes = '"' in text
            if has_quotes:
                text = self._whole_records(text, stream, end)
            ends_otherwise = "\r" in text and "\r" in text.replace("\r\n", "")
            if ends_otherwise or "\0" in text or may_hold_long_cell(text, "\n"):
                raise Extraordinary(Obstacle.CELLS)
            if "\r" in text and not has_quotes:
                text = text.replace("\r\n", "\n")
            block = self._block(text)
            if block.identifiers or block.aside:
                yield block

    def _block(self, text: str) -> Block:
        """The rows of a text, at whose end the reader then is. Most blocks have one row a line, each as wide as the
        headings, and are cut at once.
        """
        line = self.line
        if '"' in text:
            self.line += text.count("\n")
            return self._block_of_rows(*self._records(text, line), text, line)
        delimiter, width = self.layout.delimiter, self.layout.width
        last = text.endswith("\n")
        text = text.removesuffix("\n")
        # the end of a line becomes a cell: each stands after as many cells as there are headings, or a row is uneven
        one_line = text.replace("\n", f"{delimiter}\n{delimiter}")
        breaks = (len(one_line) - len(text)) // (2 * len(delimiter))
        self.line += breaks + last
        cells = one_line.split(delimiter)
        ends = cells[width :: width + 1]
        if len(cells) == (len(ends) + 1) * (width + 1) - 1 and ends.count("\n") == len(ends) == breaks:
            codes = cells[self.layout.identifier :: width + 1]
            if identifiers.are_usual(codes) and not self._guards(text):
                return self._complete(Block(line, codes, ()), cells, width + 1)
        return self._block_row_by_row([each.split(delimiter) for each in text.split("\n")], line, None)

    def _block_of_rows(
        self, rows: list[Row], spans: Sequence[LineSpan] | None, text: str, line: int
    ) -> Block:
        """The rows of a text with quotes."""
        width = self.layout.width
        if set(map(len, rows)) == {width} and not self._guards(text):
            codes = [row[self.layout.identifier] for row in rows]
            if identifiers.are_usual(codes):
                cells = list(chain.from_iterable(rows))
                return self._complete(Block(line, codes, (), spans=spans), cells, width)
        return self._block_row_by_row(rows, line, spans)

    def _guards(self, text: str) -> bool:
        """Whether an export may have put something around a text for spreadsheets."""
        signs = (self.layout.delimiter, "\n", '"')
        return (
            text.startswith("'")
            or '="' in text
            or ("'" in text and any(f"{sign}'" in text for sign in signs))
        )

    def _records(self, text: str, line: int) -> tuple[list[Row], list[LineSpan] | None]:
        """The records of a text with quotes, and their lines unless each has one."""
        lines = list(io.StringIO(text, newline="\n"))
        rows: list[Row] = []
        spans: list[LineSpan] = []
        reader = csv.reader(lines, delimiter=self.layout.delimiter, strict=True)
        start = 0
        try:
            for cells in reader:
                rows.append(cells)
                end = reader.line_num
                if end > start + 1 and holds_rows(lines[start:end], self.layout.delimiter, self.layout.width):
                    raise Extraordinary(Obstacle.CELLS)
                spans.append((line + start, line + end - 1))
                start = end
        except csv.Error as error:
            raise Extraordinary(Obstacle.CELLS) from error
        return rows, None if len(rows) == len(lines) else spans

    def _block_row_by_row(self, rows: Iterable[Row], line: int, spans: Sequence[LineSpan] | None) -> Block:
        """Rows of which one is of another width, blank, or has an identifier that does not read as it stands."""
        records: list[Row] = []
        block = Block(line, (), (), usual=False)
        record_spans: list[LineSpan] = []
        for number, cells in enumerate(rows):
            if not "".join(cells).strip():
                continue
            span = (line + number, line + number) if spans is None else spans[number]
            odd = self.layout.look(cells)
            if odd.wrong or odd.tells:
                block.aside.append(AsideRow(span, odd.wrong, odd.text))
            if odd.cells is not None:
                records.append(odd.cells)
                record_spans.append(span)
        block.spans = record_spans
        block.identifiers = [row[self.layout.identifier] for row in records]
        return self._complete(block, list(chain.from_iterable(records)), self.layout.width)

    def _complete(self, block: Block, cells: list[str], apart: int) -> Block:
        """A block with the groups and the details of its rows, whose cells follow each other row after row: those of a
        column stand so many apart.
        """
        layout = self.layout
        if layout.watch is not None:
            block.aside += [AsideRow(block.lines(row), of) for row, of in layout.watch(cells, apart)]
        empty = [""] * len(block.identifiers)
        columns = ([cells[at::apart] if at >= 0 else empty for at in group] for group in layout.groups)
        block.groups = [zip(*of, strict=True) if of else repeat((), len(empty)) for of in columns]
        block.details = {
            name: list(map(identifiers.normalize if name == GROUPE else str.strip, cells[index::apart]))
            for name, index in layout.details.items()
        }
        return block

    def _whole_records(self, text: str, stream: BinaryIO, end: int) -> str:
        """The block and as many lines more as its last quoted cell needs."""
        while stream.tell() < end:
            try:
                for _ in csv.reader(
                    io.StringIO(text, newline=""), delimiter=self.layout.delimiter, strict=True
                ):
                    pass
            except csv.Error as error:
                if "end of data" not in str(error) or len(text) > LONGEST:
                    raise Extraordinary(Obstacle.CELLS) from error
            else:
                break
            closes = False
            while not closes and (line := stream.readline()):
                text += _decode(line)
                closes = b'"' in line
        return text


def _decode(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise Extraordinary(Obstacle.ENCODING) from error
