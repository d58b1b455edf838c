"""Files opened to be read with polars: their headings, their rows in stretches, and some of their rows as sheets.

A CSV that polars and the reader of every sheet might not read alike (another encoding, a line break within quotes)
is `Extraordinary`. Rows of a CSV are its physical lines below the headings, counted from 0. polars is imported where
it reads: opening a sheet does without (`opening`).
"""

import codecs
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from certeval.bulk.csv_blocks import Extraordinary
from certeval.bulk.processes import Progress
from certeval.bulk.wide_csv import lines_of
from certeval.frozen import frozen
from certeval.render.obstacles import Obstacle
from certeval.scores import parquet
from certeval.scores.headings import Headings
from certeval.scores.sheets import TableSheet
from certeval.sources import table
from certeval.sources.row_stream import excerpt_of
from certeval.sources.table import Table

if TYPE_CHECKING:
    import polars as pl

AT_ONCE = 1 << 17
"""Rows of a Parquet file decided at once: enough for what is looked up to cost little, few enough to stay in little
memory.
"""
BLOCK = 1 << 24
"""Bytes of a CSV decided at once, for the same reasons."""
QUOTE_BLOCK = 1 << 18
"""Bytes whose quotes are looked at together: what is beside them is kept in a piece a cell."""


class SheetStretch(NamedTuple):
    """Rows that follow each other, read at once: of each column, by its number, texts, of which an empty one is null,
    or the numbers of categories. `short` are those, from 0, with fewer cells than there are headings; blank ones are
    none. `read` is how many bytes of the file were read by then.
    """

    frame: "pl.DataFrame"
    short: Sequence[int]
    read: int


@frozen
class CsvSheet:
    """A CSV in UTF-8. `path` is what is read: the file itself, or what it was unpacked to; `file` names it."""

    file: str
    path: Path
    head: Table
    headings: Headings
    start: int

    @property
    def names(self) -> list[str]:
        return self.head.header.cells if self.head.header else []

    @property
    def top(self) -> int:
        """The number of lines down to the headings."""
        return self.head.header.end if self.head.header else 0

    def stretches(self, kinds: "Mapping[int, pl.DataType]") -> "Iterator[SheetStretch]":
        """Its rows, with these columns by number."""
        size, whole = Path(self.file).stat().st_size, max(1, self.path.stat().st_size)
        with self.path.open("rb") as stream:
            stream.seek(self.start)
            while data := stream.read(BLOCK):
                data += stream.readline()
                frame, short = self._read(data, kinds)
                yield SheetStretch(frame, short, size * stream.tell() // whole)

    def _read(self, data: bytes, kinds: "Mapping[int, pl.DataType]") -> "tuple[pl.DataFrame, Sequence[int]]":
        """The rows of whole lines, and those that are too short.

        Raises Extraordinary where quotes hold more than a cell's text, lines end otherwise than they do mostly, or
        polars might not read the rows that there are.
        """
        import polars as pl

        delimiter, width = self.head.delimiter.encode(), len(self.names)
        if not _is_ordinary(data, delimiter):
            raise Extraordinary(Obstacle.CELLS)
        scan = pl.scan_csv(
            data,
            has_header=False,
            separator=self.head.delimiter,
            quote_char='"' if b'"' in data else None,
            schema={str(i): kinds.get(i, pl.String()) for i in range(width)},
            extra_columns="raise",
        )
        try:
            frame = scan.with_columns(_numbers(kinds)).collect().rechunk()
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
            raise Extraordinary(Obstacle.CELLS) from error
        lines = data.count(b"\n") + (not data.endswith(b"\n"))
        if frame.height != lines:
            raise Extraordinary(Obstacle.CELLS)
        whole = data.count(delimiter) == lines * (width - 1)
        return frame, () if whole else _short(data, delimiter, width)

    def excerpt(self, digest: str, rows: set[int]) -> TableSheet:
        """The sheet with these rows alone, each at its place."""
        first = self.top + 1
        lines = lines_of(self.path, self.start, first, {first + row for row in rows})
        return TableSheet.of(self.file, digest, excerpt_of(self.head, lines), self.headings)


@frozen
class ParquetSheet:
    """A Parquet file."""

    file: str
    path: Path
    names: list[str]
    headings: Headings
    lines: int

    def stretches(self, kinds: "Mapping[int, pl.DataType]") -> "Iterator[SheetStretch]":
        """Its rows, with these columns by number, whatever Parquet keeps them as.

        Row groups come as large as they were written: a slice needs its own pages alone in memory.
        """
        import polars as pl

        scan, size = pl.scan_parquet(self.path, glob=False, low_memory=True), self.path.stat().st_size
        try:
            schema = scan.collect_schema()
            texts = {i for i in kinds if schema[self.names[i]] == pl.String}
            columns = [
                pl.col(self.names[i]).cast(kind if i in texts else schema[self.names[i]]).alias(str(i))
                for i, kind in kinds.items()
            ]
            for first in range(0, self.lines, AT_ONCE):
                frame = scan.select(columns).slice(first, AT_ONCE).collect()
                others = {str(i): parquet.text(frame[str(i)]).cast(kinds[i]) for i in kinds if i not in texts}
                frame = frame.with_columns(**others).with_columns(_numbers(kinds))
                yield SheetStretch(frame, (), size * (first + frame.height) // self.lines)
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
            raise OSError(0, parquet.UNREADABLE, self.file) from error

    def excerpt(self, digest: str, rows: Iterable[int]) -> TableSheet:
        """The sheet with these rows alone, each at its place."""
        return parquet.open_sheet(self.path, self.file, digest, rows)


FrameSheet = CsvSheet | ParquetSheet

Product = TypeVar("Product")
MOST_AHEAD = 2
"""How many wait at the most to be used: with one alone, whoever makes or uses them faster for a while stands idle."""


def make_ahead(products: Iterator[Product]) -> Iterator[Product]:
    """The same in the same order, each made in another thread while those before are used. What making one raises is
    raised where it would be given.
    """
    maker = ThreadPoolExecutor(1)
    try:
        futures = deque(maker.submit(next, products, None) for _ in range(MOST_AHEAD))
        while (here := futures.popleft().result()) is not None:
            futures.append(maker.submit(next, products, None))
            yield here
    finally:
        maker.shutdown(cancel_futures=True)  # to stop takes as long as the one that is being made


class ProgressReader:
    """Sheets that are read one after another, and who is told how far."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._rows = self._before = 0

    def stretches(self, sheet: FrameSheet, kinds: "Mapping[int, pl.DataType]") -> "Iterator[SheetStretch]":
        """The rows of the next sheet, told of once they were used."""
        read = 0
        for each in make_ahead(sheet.stretches(kinds)):
            yield each
            self._rows, read = self._rows + each.frame.height, each.read
            if self._progress is not None:
                self._progress(self._rows, self._before + read)
        self._before += read


def _numbers(kinds: "Mapping[int, pl.DataType]") -> "Iterator[pl.Expr]":
    """The numbers of categories in columns that hold some: 0 is an empty cell's."""
    import polars as pl

    for index, kind in kinds.items():
        if isinstance(kind, pl.Categorical):
            yield pl.col(str(index)).to_physical().fill_null(0)


def _is_ordinary(data: bytes, delimiter: bytes) -> bool:
    """Whether polars reads the lines as `sources.table` does: quotes hold a cell's text, all lines end alike, and no
    mark of UTF-8, which it drops, begins them.
    """
    if table.may_hold_long_cell(data, b"\n") or b"\0" in data or data.startswith(codecs.BOM_UTF8):
        return False
    if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
        return False
    simple = re.compile(rb'(?:(?<=[\n%b])|\A)"[^"\r\n%b]*"(?=[\r\n%b]|\Z)' % ((re.escape(delimiter),) * 3))
    at = 0 if b'"' in data else len(data)
    while at < len(data):
        begin, at = at, data.find(b"\n", at + QUOTE_BLOCK) + 1 or len(data)
        if b'"' in simple.sub(b"", data[begin:at]):
            return False
    return True


def _short(data: bytes, delimiter: bytes, width: int) -> list[int]:
    """The lines, from 0, with fewer cells than there are headings, blank ones left out."""
    return [
        row
        for row, line in enumerate(data.split(b"\n"))
        if line.count(delimiter) < width - 1 and line.translate(None, delimiter + b'"').strip()
    ]
