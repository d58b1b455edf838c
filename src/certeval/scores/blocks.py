"""A large wide sheet read block by block: the text of each group of cells, without taking cells apart.

This way takes sheets in UTF-8, a candidate a row. What is out of the ordinary in a row (its width, its
identifier, a repeated one) is not judged here: the row is set aside for the reader of every sheet, which
says what is wrong. `Extraordinary` is raised where a sheet can't be read this way at all.
"""

import csv
import io
import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from certeval.diagnostics.nearest import fold
from certeval.scores.coded import Alike, Coded, Codes, Spent
from certeval.scores.gathering import REWRITTEN
from certeval.scores.rectangle import Layout, Tail, spelled
from certeval.sources.table import FORMULA_STARTS, unguarded

BLOCK = 1 << 18
"""Bytes read at once: with fewer, what a block costs whatever its rows weighs; more bring nothing."""
AT_ONCE = 1 << 18
"""Bytes looked through at once."""
LONGEST = 1 << 24
"""Bytes of the longest record: a quote that is not closed by then is the other reader's to tell."""

_STARTS = re.escape("".join(sorted(FORMULA_STARTS)))
_UNUSUAL = re.compile(
    rf"^$|^\s|\s$|^['{_STARTS}]|[\";\x00-\x09\x0b-\x1f]|^(?:{REWRITTEN.pattern})$",
    re.MULTILINE | REWRITTEN.flags,
)
"""An identifier that is empty, has spaces around it, could run in a spreadsheet, or was a number there."""


_PLAIN = b"\n0123456789ABCDFGHIJKLMNOPQRSTUVWXYZabcdfghijklmnopqrstuvwxyz"
"""What identifiers are mostly made of; but for « e », which makes a power of ten of a number."""


class Extraordinary(Exception):  # noqa: N818 -- nothing is wrong: another reader is for it
    """A sheet that must be read cell by cell."""


@dataclass(slots=True)
class Block:
    """Rows that follow each other: identifiers, and for each group its text in each row.

    `aside` are the physical lines, from 1, of rows that the other reader must see; one without identifier is
    not among the block's rows.
    """

    first: int
    identifiers: Sequence[str]
    groups: "Sequence[Coded | Sequence[Hashable]]"
    aside: list[tuple[int, int]] = field(default_factory=list)
    spans: Sequence[tuple[int, int]] | None = None
    usual: bool = True
    """Whether every identifier can be written as it is, whatever reads it."""
    text: str = ""
    """The identifiers as they stand, a line each, where a block is usual."""

    def lines(self, row: int) -> tuple[int, int]:
        """The physical lines, from 1, that a row begins and ends on."""
        return (self.first + row, self.first + row) if self.spans is None else self.spans[row]


class Reader:
    """Reads the rows of a range of bytes of one sheet. `alike` tells which texts say the same."""

    def __init__(self, layout: Layout, alike: Alike) -> None:
        self.layout = layout
        self._codes = Codes(alike)
        self._tail = Tail(layout, self._codes) if layout.columns() else None
        self._coding = True

    def blocks(self, stream: BinaryIO, end: int, line: int) -> Iterator[Block]:
        """The rows from where the stream stands up to byte `end`; `line` is the first physical line, from 1."""
        while (at := stream.tell()) < end:
            data = stream.read(min(BLOCK, end - at))
            if stream.tell() < end:
                data += stream.readline()
            plain = data.replace(b"\r\n", b"\n") if b"\r" in data else data
            if b"\0" in plain or b"\r" in plain:
                raise Extraordinary
            block = None if b'"' in plain else self._coded(plain, line)
            if block is None:
                text = self._whole_records(_decoded(data), stream, end)
                block = self._taken_apart(text, line)
                line += text.count("\n")
            else:
                line += len(block.identifiers)
            if block.identifiers or block.aside:
                yield block

    def _coded(self, data: bytes, line: int) -> Block | None:
        """A block without quotes whose rows are all of one width; None where one is not."""
        text = "" if data.isascii() else _decoded(data)
        if not self._coding:
            return None
        try:
            if self._tail is not None and self._tail.worth:
                read = self._tail.read(data)
            else:
                read = spelled(text or data.decode(), self.layout, self._codes)
        except Spent:
            self._coding = False
            return None
        if read is None:
            return None
        height = len(read.identifiers)
        groups = [
            Coded(tuple([read.columns[column] for column in group]), height, self._codes)
            for group in self.layout.groups
        ]
        return _identified(Block(line, read.identifiers, groups, text=read.text))

    def _whole_records(self, text: str, stream: BinaryIO, end: int) -> str:
        """The block and as many lines more as its last quoted cell needs."""
        while stream.tell() < end:
            try:
                lines = io.StringIO(text, newline="")
                for _ in csv.reader(lines, delimiter=self.layout.delimiter, strict=True):
                    pass
            except csv.Error as error:
                if "end of data" not in str(error) or len(text) > LONGEST:
                    raise Extraordinary from error
                text += _decoded(stream.readline())
            else:
                break
        return text

    def _taken_apart(self, text: str, line: int) -> Block:
        """A block read record by record: quotes, rows of another width, blank rows."""
        layout = self.layout
        lines = list(io.StringIO(text, newline=""))
        rows: list[list[str]] = []
        spans: list[tuple[int, int]] = []
        aside: list[tuple[int, int]] = []
        reader = csv.reader(lines, delimiter=layout.delimiter, strict=True)
        begun = 0
        try:
            for cells in reader:
                span = (line + begun, line + reader.line_num - 1)
                begun = reader.line_num
                if not "".join(cells).strip():
                    continue
                short, long = len(cells) < layout.width, any(cell.strip() for cell in cells[layout.width :])
                row = [unguarded(cell) for cell in _fitted(cells, layout.width)]
                row[layout.identifier] = code = row[layout.identifier].strip()
                if short or long or not code or REWRITTEN.fullmatch(code):
                    aside.append(span)
                if code and not long:
                    rows.append(row)
                    spans.append(span)
        except csv.Error as error:
            raise Extraordinary from error
        groups = [[tuple([row[c] for c in group]) for row in rows] for group in layout.groups]
        identifiers = [row[layout.identifier] for row in rows]
        return Block(line, identifiers, groups, aside, spans, usual=False)


def _usual(text: str) -> bool:
    """Whether identifiers, a line each, can be taken and written as they are, whatever reads them. Letters and
    digits are.
    """
    plain = not text.encode().translate(None, _PLAIN) and "\n\n" not in f"\n{text}\n"
    return plain or _UNUSUAL.search(text) is None


def folded(block: Block) -> str:
    """A block's identifiers, a line each, as they are compared: two that differ by case, accents or spaces alone
    are one.
    """
    text = block.text
    if block.usual and text.isascii() and " " not in text:
        return text.casefold()
    return "\n".join(map(fold, block.identifiers))


def ranges(path: Path, start: int, count: int) -> list[tuple[int, int]]:
    """The bytes from `start` on in so many ranges that end at a line's end, outside quotes as far as quotes
    tell. A range that begins inside a quoted cell after all makes the one before end inside it: its reader
    refuses.
    """
    size = path.stat().st_size
    cuts = [start]
    with path.open("rb") as stream:
        quotes, counted = 0, start
        for i in range(1, count):
            at = start + (size - start) * i // count
            if at <= cuts[-1]:
                continue
            stream.seek(counted)
            quotes += _quotes(stream, at - counted)
            counted = at
            while line := stream.readline():
                quotes += line.count(b'"')
                counted += len(line)
                if quotes % 2 == 0:
                    break
            if cuts[-1] < counted < size:
                cuts.append(counted)
    return list(zip(cuts, [*cuts[1:], size], strict=True))


def _quotes(stream: BinaryIO, count: int) -> int:
    """How many quotes the next bytes hold."""
    found, held = 0, bytearray(min(count, AT_ONCE))
    while count > 0 and (read := stream.readinto(memoryview(held)[:count])):  # type: ignore[attr-defined]
        found += held.count(b'"', 0, read)
        count -= read
    return found


def lines_before(path: Path, start: int, cuts: Sequence[int]) -> list[int]:
    """The number of physical lines that end between `start` and each cut."""
    found: list[int] = []
    with path.open("rb") as stream:
        stream.seek(start)
        at, lines = start, 0
        for cut in cuts:
            while at < cut and (data := stream.read(min(cut - at, AT_ONCE))):
                lines += data.count(b"\n")
                at += len(data)
            found.append(lines)
    return found


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise Extraordinary from error


def _fitted(cells: list[str], width: int) -> list[str]:
    """A row brought to the width of the headings."""
    return cells[:width] + [""] * (width - len(cells))


def _identified(block: Block) -> Block | None:
    """A block whose identifiers are as they read; None where one reads as nothing."""
    if not _usual(block.text):
        block.usual = False
        block.identifiers = [unguarded(each).strip() for each in block.identifiers]
        if not all(block.identifiers):
            return None
        block.aside += [
            block.lines(row) for row, code in enumerate(block.identifiers) if REWRITTEN.fullmatch(code)
        ]
    return block
