"""A large table of text read row after row, in memory that does not grow with it.

No row is kept: each knows where it stands until so many others are read.
"""

import codecs
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple, overload

from certeval.sources.dialect import IsHeading
from certeval.sources.encoding import AT_ONCE
from certeval.sources.row import Row, Source
from certeval.sources.table import Table, begin, records, tell_windows

WINDOWS = "cp1252"
HEAD = 1_000
"""Lines among which the headings stand."""
READABLE = 250
"""Rows that know where they stand, the last one read among them."""


class _Text(NamedTuple):
    """How a file is decoded, and whether an export may have put quotes before what a spreadsheet would run; its
    beginning, down to the first sign that is not ASCII, without what its lines say before.
    """

    encoding: str
    quoted: bool
    beginning: bytes


class _Window(Sequence[str]):
    """The lines of the last records, by their numbers in the file; those before them are forgotten."""

    def __init__(self, lines: Iterator[str], first: int) -> None:
        self._lines = lines
        self._first = first
        self._kept: list[str] = []

    def passing(self) -> Iterator[str]:
        """The lines, each kept as it is read."""
        for line in self._lines:
            self._kept.append(line)
            yield line

    def forget(self, before: int) -> None:
        """Forget the lines before one."""
        del self._kept[: before - self._first]
        self._first = before

    def __len__(self) -> int:
        return self._first + len(self._kept)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            return self._kept[index.start - self._first : index.stop - self._first]
        return self._kept[index - self._first]


def opened(path: Path, file: str, is_heading: IsHeading) -> tuple[Table, Iterator[Row]] | None:
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
        first = begin(table, head, is_heading)
        if first is None:
            return
        window = _Window(chain(head[first:], stream), first)
        source = Source(table.file, window, table.delimiter, text.quoted)
        oldest = first
        for number, row in enumerate(records(table, source, first, window.passing())):
            if row is table.header:
                row.walked()
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
    quoted, beginning = False, b""
    decoders = {name: codecs.getincrementaldecoder(name)() for name in ("utf-8", WINDOWS)}
    with path.open("rb") as stream:
        if stream.read(2) in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
            return None
        stream.seek(0)
        while data := stream.read(AT_ONCE):
            if b"\0" in data:
                return None
            quoted = quoted or b"'" in data
            if beginning.isascii():
                beginning = b"\n" * beginning.count(b"\n") + beginning.rpartition(b"\n")[2] + data
            decoders = {name: each for name, each in decoders.items() if _decodes(each, data)}
    found = next((name for name, each in decoders.items() if _decodes(each, b"", final=True)), None)
    return None if found is None else _Text(found, quoted, beginning)


def _decodes(decoder: codecs.IncrementalDecoder, data: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(data, final)
    except UnicodeDecodeError:
        return False
    return True
