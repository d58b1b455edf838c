"""A large table of text read row after row, in memory that does not grow with it; or some of its lines read again.

Rows that pass are not kept: each knows where it stands until so many others are read.
"""

import codecs
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from certeval.sources.encoding import AT_ONCE
from certeval.sources.row import GUARD_SIGNS, IsHeading, LinesFrom, Row, Source, may_guard
from certeval.sources.table import Table, find_header, records, tell_windows

WINDOWS = "cp1252"
HEAD = 1_000
"""Lines among which the headings stand."""
READABLE = 250
"""Rows that know where they stand, the last one read among them."""


class _Text(NamedTuple):
    """How a file is decoded, and whether an export may have put something around a text for spreadsheets; its
    beginning, down to the first sign that is not ASCII, without what its lines say before.
    """

    encoding: str
    has_guards: bool
    beginning: bytes


class _Window(LinesFrom):
    """The lines of the last records; those before them are forgotten."""

    def keep(self, lines: Iterable[str]) -> Iterator[str]:
        """Lines that follow those that are kept, each kept as it is read."""
        for line in lines:
            self.texts.append(line)
            yield line

    def forget(self, before: int) -> None:
        """Forget the lines before one."""
        del self.texts[: before - self.first]
        self.first = before


def open_table(path: Path, file: str, is_heading: IsHeading) -> tuple[Table, Iterator[Row]] | None:
    """A table of which the headings are read, and its rows as they come; what is wrong with them is told in the table,
    which is whole once they are read. None of a file that is not UTF-8 or Windows-1252, which `table.parse` tells.

    Raises OSError.
    """
    text = _text(path)
    if text is None:
        return None
    table = Table(file, text.encoding)
    if text.encoding == WINDOWS:
        tell_windows(table, text.beginning.decode(WINDOWS))
    rows = _rows(path, table, text, is_heading)
    next(rows, None)
    return table, rows


def _rows(path: Path, table: Table, text: _Text, is_heading: IsHeading) -> Iterator[Row]:
    encoding = "utf-8-sig" if text.encoding == "utf-8" else text.encoding
    with path.open(encoding=encoding, newline="") as stream:
        head = list(islice(stream, HEAD))
        first = find_header(table, head, is_heading)
        if first is None:
            return
        window = _Window(first, [])
        source = Source(table.file, window, table.delimiter, text.has_guards)
        lines, oldest = window.keep(chain(head[first:], stream)), first
        for number, row in enumerate(records(table, source, first, lines)):
            if row is table.header:
                row.cell_spans()
            if table.uneven:
                _tell(table)
            if number % READABLE == 0:
                window.forget(oldest)
                oldest = row.first
            yield row
        _tell(table)


def _tell(table: Table) -> None:
    """Say what is wrong with the width of rows while it is known where they stand."""
    table.diagnostics += [each.finding("") for each in table.uneven]
    table.uneven.clear()


def _text(path: Path) -> _Text | None:
    """How a file is decoded, looked through some bytes at once, as `encoding.decode` decides it."""
    has_guards, beginning = False, b""
    decoders = {name: codecs.getincrementaldecoder(name)() for name in ("utf-8", WINDOWS)}
    with path.open("rb") as stream:
        if stream.read(2) in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
            return None
        stream.seek(0)
        while data := stream.read(AT_ONCE):
            if b"\0" in data:
                return None
            has_guards = has_guards or any(sign.encode() in data for sign in GUARD_SIGNS)
            if beginning.isascii():
                beginning = b"\n" * beginning.count(b"\n") + beginning.rpartition(b"\n")[2] + data
            decoders = {name: each for name, each in decoders.items() if _decodes(each, data)}
            if not decoders:
                return None
    encoding = next((name for name, each in decoders.items() if _decodes(each, b"", final=True)), None)
    return None if encoding is None else _Text(encoding, has_guards, beginning)


def _decodes(decoder: codecs.IncrementalDecoder, data: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(data, final)
    except UnicodeDecodeError:
        return False
    return True


def excerpt_of(head: Table, by_number: Mapping[int, str]) -> Table:
    """A table with the headings of another and only these of its lines, by number from 1, each at its place.

    A record that takes several lines must have all of them.
    """
    table = Table(head.file, head.encoding, head.delimiter, head.header)
    for first, texts in _runs(by_number):
        lines = LinesFrom(first - 1, texts)
        source = Source(head.file, lines, head.delimiter, may_guard(texts))
        table.rows += records(table, source, first - 1, texts)
    return table


def _runs(lines: Mapping[int, str]) -> Iterator[tuple[int, list[str]]]:
    """Lines that follow each other, with the number of the first."""
    run: list[str] = []
    first = 0
    for number in sorted(lines):
        if run and number != first + len(run):
            yield first, run
            run = []
        if not run:
            first = number
        run.append(lines[number])
    if run:
        yield first, run
