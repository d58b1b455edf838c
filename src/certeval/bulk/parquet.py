"""Decisions as a Parquet file, a candidate a row: verdicts as text, counts as whole numbers.

The columns are those of the CSV; `manquants` is a list of codes, and what has no rule or no count is null.
polars comes with the extra `bulk`.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from certeval.bulk.printing import Printing, typed
from certeval.render.forms import Missing

if TYPE_CHECKING:
    import polars as pl

ROWS_OF_A_GROUP = 1 << 17
"""Row groups are of one size, so that the file is the same whatever is decided at once."""


def schema(printing: Printing) -> "dict[str, pl.DataType]":
    """The types of a table's columns."""
    import polars as pl

    found: dict[str, pl.DataType] = {}
    for strand in printing.strands:
        for name, number in strand.columns:
            text = pl.List(pl.String()) if isinstance(strand.own, Missing) else pl.String()
            found[name] = pl.Int64() if number else text
    return found


def frames(printing: Printing, blocks: Iterable[Iterable[Sequence[object]]]) -> "Iterator[pl.DataFrame]":
    """Columns of cells, block by block, as frames."""
    import polars as pl

    types = schema(printing)
    for columns in blocks:
        texts = (
            [typed(cell) for cell in column] if kind == pl.String else column  # type: ignore[arg-type]
            for kind, column in zip(types.values(), columns, strict=True)
        )
        yield pl.DataFrame(dict(zip(types, texts, strict=True)), schema=types)


def write_parquet(printing: Printing, made: "Iterable[pl.DataFrame]", out: Path) -> None:
    """Write frames as they come. Raises OSError where the file can't be written."""
    from polars.io.plugins import register_io_source

    def batches(*_asked: object) -> "Iterator[pl.DataFrame]":
        yield from made

    register_io_source(batches, schema=schema(printing)).sink_parquet(
        out, maintain_order=True, compression="zstd", compression_level=1, row_group_size=ROWS_OF_A_GROUP
    )
