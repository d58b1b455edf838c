"""Parquet files read as sheets: the names of the columns are the headings, what the cells hold is read as text.

A place in such a file is a row and a column from 1, the names of the columns being row 1: where the same table
would have it in CSV. polars comes with the extra `bulk`.
"""

import math
import struct
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from certeval.diagnostics import Place, Span
from certeval.frozen import frozen
from certeval.messages import N_
from certeval.scores.headings import Headings, headings
from certeval.scores.sheets import TableSheet
from certeval.sources import parquet_probe
from certeval.sources.bounds import silence
from certeval.sources.lines import LineTable
from certeval.sources.row import unguard
from certeval.sources.workbook import values

if TYPE_CHECKING:
    import polars as pl

UNREADABLE = N_("this is not a Parquet file that can be read")


@frozen
class ParquetRow:
    """A row as text; `number` counts from 1, the names of the columns being row 1."""

    file: str
    cells: list[str]
    number: int
    guards: frozenset[int] = frozenset()

    @classmethod
    def of(cls, file: str, texts: Sequence[str], number: int) -> "ParquetRow":
        """A row without what exports in CSV put around texts for spreadsheets."""
        cells = list(map(unguard, texts))
        return cls(file, cells, number, frozenset(i for i, text in enumerate(texts) if text != cells[i]))

    def is_guarded(self, index: int) -> bool:
        """Whether a cell was written with what keeps a spreadsheet from running it."""
        return index in self.guards

    def place(self, index: int) -> Place:
        """The cell, as `file:row:column`."""
        return Place(self.file, Span(self.number, index + 1, self.number, index + 2))


def open_sheet(source: Path | bytes, file: str, digest: str, only: Iterable[int] | None = None) -> TableSheet:
    """A file read whole, or these of its rows, counted from 0.

    Raises ImportError where polars is not installed, OSError where the file can't be read.
    """
    import polars as pl

    if only is None:
        _check(source, file)
    try:
        frame = pl.scan_parquet(source, glob=False).with_row_index("\0")
        if only is not None:
            frame = frame.filter(pl.col("\0").is_in(sorted(only)))
        with silence():
            read = frame.collect(engine="streaming")
            numbers = read.drop_in_place("\0")
            columns = [text(column).to_list() for column in read]
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, ArithmeticError, ValueError) as error:
        raise OSError(0, UNREADABLE, file) from error
    header = ParquetRow(file, read.columns, 1)
    records = zip(numbers, zip(*columns, strict=True), strict=True) if columns else ()
    rows = [ParquetRow.of(file, cells, number + 2) for number, cells in records if "".join(cells).strip()]
    table = LineTable(header, rows)
    roles = headings(table)
    return TableSheet(file, digest, ((table, roles),), roles.diagnostics, "utf-8")


def head_of(path: Path, file: str) -> tuple[ParquetRow, Headings, int]:
    """The columns' names, what they say, and the number of rows. Raises as `open_sheet` does."""
    import polars as pl

    _check(path, file)
    try:
        scan = pl.scan_parquet(path, glob=False)
        with silence():
            names, height = scan.collect_schema().names(), scan.select(pl.len()).collect().item()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise OSError(0, UNREADABLE, file) from error
    header = ParquetRow(file, names, 1)
    return header, headings(LineTable(header)), height


def _check(source: Path | bytes, file: str) -> None:
    """Refuse a file that can't be read to its end, before it is read here, where it could end the command."""
    if not parquet_probe.is_readable(source):
        raise OSError(0, UNREADABLE, file)


def text(column: "pl.Series") -> "pl.Series":
    """A column as text, as a person would have typed it; null and not-a-number are empty."""
    import polars as pl

    kind = column.dtype
    if kind.is_integer() or kind in {pl.String, pl.Categorical, pl.Enum}:
        return column.cast(pl.String).fill_null("")
    if kind.is_nested() or kind in {pl.Binary, pl.Object, pl.Null}:
        return pl.Series(column.name, [_one(value) for value in column.to_list()], dtype=pl.String)
    distinct = column.unique()
    each = map(_single, distinct) if kind == pl.Float32 else distinct
    texts = pl.Series([_one(value) for value in each], dtype=pl.String)
    return column.replace_strict(distinct, texts, return_dtype=pl.String)


def _single(value: float | None) -> float | None:
    """A number kept in four bytes, which hold six digits of what is typed: 12.3 where they are the nearest to it."""
    if value is None or not math.isfinite(value):
        return value
    digits = float(f"{value:.6g}")
    return digits if struct.pack("f", digits) == struct.pack("f", value) else value


def _one(value: object) -> str:
    if value is None or value != value:  # noqa: PLR0124 -- what is not a number differs from itself
        return ""
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    if isinstance(value, Decimal):
        digits = format(value, "f")
        return digits.rstrip("0").rstrip(".") if "." in digits else digits
    return values.text(value) if isinstance(value, values.Raw) else str(value)
