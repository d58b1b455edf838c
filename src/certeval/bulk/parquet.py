"""Decisions as a Parquet file, a candidate a row: verdicts as text, counts as whole numbers.

The columns are those of the CSV; `manquants` is a list of codes, and what has no rule or no count is null.
polars comes with the extra `bulk`.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from certeval.render.forms import Missing
from certeval.render.rows import Cells, Column

if TYPE_CHECKING:
    import polars as pl

AT_ONCE = 10_000
"""Candidates written at once."""


def schema(table: Sequence[Column]) -> "dict[str, pl.DataType]":
    """The types of columns."""
    import polars as pl

    found: dict[str, pl.DataType] = {}
    for headings, holds in table:
        number = isinstance(holds, Cells) and holds.numbers
        listed = pl.List(pl.String()) if isinstance(holds, Missing) else pl.String()
        found |= dict.fromkeys(headings, pl.Int64() if number else listed)
    return found


def write_parquet(table: Sequence[Column], rows: Iterable[list[object]], out: Path) -> None:
    """Cells of decisions already made, for sheets of any form and size.

    Raises ModuleNotFoundError without polars, OSError where the file can't be written.
    """
    import polars as pl
    from polars.io.plugins import register_io_source

    types = schema(table)

    def batches(*_asked: object) -> Iterator[pl.DataFrame]:
        each = iter(rows)
        while some := list(islice(each, AT_ONCE)):
            yield pl.DataFrame(some, schema=types, orient="row")

    register_io_source(batches, schema=types).sink_parquet(out, maintain_order=True)
