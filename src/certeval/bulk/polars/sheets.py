"""Files opened to be read with polars: their headings, their rows in batches, and some of their rows as sheets.

A CSV that polars and the reader of every sheet might not read alike (another encoding, a line break within quotes)
is `Extraordinary`. Rows of a CSV are its physical lines below the headings, counted from 0.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from certeval.bulk.csv_blocks import Extraordinary
from certeval.bulk.wide_csv import head_of, usual
from certeval.frozen import frozen
from certeval.render.obstacles import Obstacle
from certeval.scores import parquet
from certeval.scores.groups import GROUPE
from certeval.scores.headings import Headings
from certeval.scores.sheets import TableSheet
from certeval.scores.workbooks import WorkbookSheet
from certeval.sources import packed, table
from certeval.sources.excerpt import excerpt_of
from certeval.sources.table import Table

if TYPE_CHECKING:
    import polars as pl

AT_ONCE = 1 << 17
"""Rows decided at once: enough for what is looked up to cost little, few enough to stay in little memory."""
READ = 1 << 18
"""Bytes looked over at once: several times, so they should stay in the processor's own memory."""


@frozen
class CsvSheet:
    """A CSV in UTF-8. `path` is what is read: the file itself, or what it was unpacked to; `file` names it."""

    file: str
    path: Path
    head: Table
    headings: Headings
    start: int
    quoted: bool
    lines: int
    ragged: bool

    @property
    def names(self) -> list[str]:
        return self.head.header.cells if self.head.header else []

    @property
    def top(self) -> int:
        """The number of lines down to the headings."""
        return self.head.header.end if self.head.header else 0

    def batches(self, kinds: "Mapping[int, pl.DataType]") -> "Iterator[pl.DataFrame]":
        """Rows, with these columns by number: texts, of which an empty one is null, or the numbers of categories."""
        import polars as pl

        scan = pl.scan_csv(
            self.path,
            glob=False,
            has_header=False,
            separator=self.head.delimiter,
            quote_char='"' if self.quoted else None,
            skip_lines=self.top,
            schema={str(i): kinds.get(i, pl.String()) for i in range(len(self.names))},
            extra_columns="raise",
        )
        met = 0
        try:
            for read in _gathered(scan.with_columns(_numbers(kinds))):
                met += read.height
                yield read
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
            raise Extraordinary(Obstacle.CELLS) from error
        if met != self.lines:
            raise Extraordinary(Obstacle.CELLS)

    def uneven(self) -> Iterator[int]:
        """The rows with fewer cells than there are headings; blank ones are none."""
        if not self.ragged:
            return
        delimiter, count = self.head.delimiter.encode(), len(self.names) - 1
        with self.path.open("rb") as stream:
            stream.seek(self.start)
            for row, line in enumerate(stream):
                if line.count(delimiter) < count and line.translate(None, delimiter + b'"').strip():
                    yield row

    def excerpt(self, digest: str, rows: set[int]) -> TableSheet:
        """The sheet with these rows alone, each at its place."""
        found: dict[int, str] = {}
        with self.path.open("rb") as stream:
            stream.seek(self.start)
            for row, line in enumerate(islice(stream, max(rows, default=-1) + 1)):
                if row in rows:
                    found[self.top + 1 + row] = line.decode()
        return TableSheet(self.file, digest, excerpt_of(self.head, found), self.headings)


@frozen
class ParquetSheet:
    """A Parquet file."""

    file: str
    path: Path
    names: list[str]
    headings: Headings
    lines: int

    def batches(self, kinds: "Mapping[int, pl.DataType]") -> "Iterator[pl.DataFrame]":
        """The same of a CSV, whatever Parquet keeps them as."""
        import polars as pl

        scan = pl.scan_parquet(self.path, glob=False, low_memory=True)
        try:
            held = scan.collect_schema()
            texts = {i for i in kinds if held[self.names[i]] == pl.String}
            columns = [
                pl.col(self.names[i]).cast(kind if i in texts else held[self.names[i]]).alias(str(i))
                for i, kind in kinds.items()
            ]
            for read in _sliced(scan.select(columns), self.lines):
                others = {str(i): parquet.text(read[str(i)]).cast(kinds[i]) for i in kinds if i not in texts}
                yield read.with_columns(**others).with_columns(_numbers(kinds))
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
            raise OSError(0, parquet.UNREADABLE, self.file) from error

    def uneven(self) -> Iterator[int]:
        """Rows of a Parquet file have a cell a column."""
        yield from ()

    def excerpt(self, digest: str, rows: Iterable[int]) -> WorkbookSheet:
        """The sheet with these rows alone, each at its place."""
        return parquet.opened(self.path, self.file, digest, rows)


FrameSheet = CsvSheet | ParquetSheet

Progress = Callable[[int, int], None]
"""Told the rows met and the bytes read so far, as `lines` of a sheet tell."""


class Watched:
    """Sheets that are read one after another, and who is told how far."""

    def __init__(self, told: Progress | None) -> None:
        self._told = told
        self._rows = self._read = 0

    def batches(self, sheet: FrameSheet, kinds: "Mapping[int, pl.DataType]") -> "Iterator[pl.DataFrame]":
        """The rows of the next sheet, told of once they were used."""
        before, size, met = self._read, Path(sheet.file).stat().st_size, 0
        for frame in sheet.batches(kinds):
            yield frame
            met += frame.height
            self._rows += frame.height
            self._read = before + size * met // max(1, sheet.lines)
            if self._told is not None:
                self._told(self._rows, self._read)


def _numbers(kinds: "Mapping[int, pl.DataType]") -> "Iterator[pl.Expr]":
    """The numbers of categories in columns that hold some: 0 is an empty cell's."""
    import polars as pl

    for index, kind in kinds.items():
        if isinstance(kind, pl.Categorical):
            yield pl.col(str(index)).to_physical().fill_null(0)


def _gathered(scan: "pl.LazyFrame") -> "Iterator[pl.DataFrame]":
    """The rows of a scan in order, put together to as many as are decided at once."""
    import polars as pl

    held: list[pl.DataFrame] = []
    height = 0
    for read in scan.collect_batches(chunk_size=AT_ONCE, maintain_order=True):
        held.append(read)
        height += read.height
        if height >= AT_ONCE:
            yield pl.concat(held, rechunk=True)
            held, height = [], 0
    if held:
        yield pl.concat(held, rechunk=True)


def _sliced(scan: "pl.LazyFrame", rows: int) -> "Iterator[pl.DataFrame]":
    """The rows of a scan in order, as many as are decided at once, the next ones being read meanwhile.

    Row groups come as large as they were written: a slice needs its own pages alone in memory.
    """
    with ThreadPoolExecutor(1) as reading:
        ahead = None
        for first in range(0, rows, AT_ONCE):
            here = ahead or reading.submit(scan.slice(first, AT_ONCE).collect)
            ahead = reading.submit(scan.slice(first + AT_ONCE, AT_ONCE).collect)
            yield here.result()


def open_sheet(path: Path, folder: Path) -> FrameSheet:
    """Open a file; one that is packed (gz, zst) is unpacked into a folder.

    Raises Extraordinary where it must be read cell by cell, OSError where it can't be read.
    """
    with path.open("rb") as stream:
        begins = stream.read(4)
    if begins == packed.PARQUET:
        header, roles, height = parquet.head_of(path, str(path))
        if not usual(roles) or roles.diagnostics:
            raise Extraordinary(Obstacle.COLUMNS)
        _refuse_groups(roles)
        return ParquetSheet(str(path), path, header.cells, roles, height)
    data = unpacked(path, folder) if begins.startswith(packed.PACKED) else path
    head, roles, start = head_of(data, str(path))
    _refuse_groups(roles)
    width = len(head.header.cells) if head.header else 0
    quoted, lines, delimiters = _looked_over(data, start, head.delimiter.encode())
    return CsvSheet(str(path), data, head, roles, start, quoted, lines, delimiters != lines * (width - 1))


def _refuse_groups(roles: Headings) -> None:
    """A candidate may be called as a group is, and a group have marks of its own: other readers are for that."""
    if GROUPE in roles.columns:
        raise Extraordinary(Obstacle.COLUMNS)


def unpacked(path: Path, folder: Path) -> Path:
    """A copy of what a file in gz or zst holds. Raises OSError where the file is cut short or damaged."""
    target = folder / f"{len(list(folder.iterdir()))}.csv"
    packed.unpack(path, target)
    return target


def _looked_over(path: Path, start: int, delimiter: bytes) -> tuple[bool, int, int]:
    """Whether there are quotes below the headings, how many lines, how many delimiters.

    Raises Extraordinary where quotes hold more than a cell's text, or lines end otherwise than they do mostly.
    """
    simple = re.compile(rb'(?:(?<=[\n%b])|\A)"[^"\r\n%b]*"(?=[\r\n%b]|\Z)' % ((re.escape(delimiter),) * 3))
    quoted, lines, delimiters, last = False, 0, 0, b"\n"
    with path.open("rb") as stream:
        stream.seek(start)
        while data := stream.read(READ):
            data += stream.readline()
            if b'"' in data:
                quoted = True
                if b'"' in simple.sub(b"", data):
                    raise Extraordinary(Obstacle.CELLS)
            if (
                table.may_hold_long_cell(data, b"\n")
                or b"\0" in data
                or (b"\r" in data and data.count(b"\r") != data.count(b"\r\n"))
            ):
                raise Extraordinary(Obstacle.CELLS)
            lines += data.count(b"\n")
            delimiters += data.count(delimiter)
            last = data[-1:]
    return quoted, lines + (last != b"\n"), delimiters
