"""Sheets decided with polars from end to end: opened, read in batches, decided, written, told."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from certeval.bulk.csv_blocks import Extraordinary
from certeval.bulk.polars import sheets
from certeval.bulk.polars.deciding import Deciding
from certeval.bulk.polars.long import Long
from certeval.bulk.polars.sheets import Progress
from certeval.bulk.polars.wide import Wide
from certeval.bulk.polars.writing import Writing
from certeval.bulk.printing import Printing
from certeval.bulk.tally import Tally
from certeval.diagnostics import Diagnostic
from certeval.referentiel.load import Referentiel
from certeval.scores.read import OpenedSheets

if TYPE_CHECKING:
    import polars as pl


@dataclass(slots=True)
class Decided:
    """What sheets came to. With an error among the diagnostics, the file that was written decides nobody."""

    tally: Tally = field(default_factory=Tally)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def decided(
    paths: Sequence[Path],
    referentiel: Referentiel,
    printing: Printing,
    out: Path,
    *,
    mark: bytes = b"",
    progress: Progress | None = None,
) -> Decided:
    """Decide sheets of one layout into a file: text with its heading after a mark, or Parquet where the form is a
    table.

    Raises Extraordinary where the sheets must be read cell by cell, OSError where a file can't be read or written,
    ModuleNotFoundError without polars.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="certeval-")))
        if printing.details:
            raise Extraordinary
        opened = [sheets.open_sheet(path, folder) for path in paths]
        layouts = {sheet.headings.layout for sheet in opened}
        if len(layouts) != 1:
            raise Extraordinary
        watched = sheets.Watched(progress)
        source = (Long if layouts == {"long"} else Wide)(opened, referentiel, watched)
        found = Decided()
        firsts: dict[int, int] = {}
        _write(_frames(source, printing, found.tally, firsts), printing, out, mark)
        source.end()
        found.diagnostics = _told(source, firsts, paths)
        return found


def _frames(
    source: Wide | Long, printing: Printing, tally: Tally, firsts: dict[int, int]
) -> "Iterator[pl.DataFrame]":
    """The output of each batch."""
    deciding = Deciding(printing, source.entered)
    writing = Writing(printing, deciding)
    for rows in source.batches():
        if not rows.identifiers.len():
            continue
        if isinstance(source, Wide):
            firsts.setdefault(rows.sheet, int(rows.places[0]))
        batch = deciding.rows(rows.identifiers, rows.cells)
        if batch.bad is not None and isinstance(source, Wide):
            source.aside[rows.sheet].update(rows.places.gather(batch.bad))
        deciding.tally(batch, tally)
        yield writing.frame(batch)


def _write(frames: "Iterator[pl.DataFrame]", printing: Printing, out: Path, mark: bytes) -> None:
    import polars as pl

    if printing.table:
        _write_parquet(frames, printing, out)
        return
    with out.open("wb") as stream:
        stream.write(mark + printing.heading.encode())
        for frame in frames:
            text = frame.select(pl.concat_str(pl.all()))
            text.write_csv(stream, include_header=False, line_terminator="", quote_style="never")


def _write_parquet(frames: "Iterator[pl.DataFrame]", printing: Printing, out: Path) -> None:
    """As batches come. Row groups are of one size, so that the file is the same whatever is read at once."""
    from polars.io.plugins import register_io_source

    schema = _schema(printing)

    def batches(*_asked: object) -> "Iterator[pl.DataFrame]":
        yield from frames

    rows = register_io_source(batches, schema=schema)
    rows.sink_parquet(
        out, maintain_order=True, compression="zstd", compression_level=1, row_group_size=sheets.AT_ONCE
    )


def _schema(printing: Printing) -> "dict[str, pl.DataType]":
    return Writing(printing, Deciding(printing, frozenset())).schema()


def _told(source: Wide | Long, firsts: dict[int, int], paths: Sequence[Path]) -> list[Diagnostic]:
    """What the reader of every sheet says of the rows set aside, and of a row that stands for the others."""
    opened = []
    sizes = [path.stat().st_size for path in paths]
    for i, (sheet, path) in enumerate(zip(source.sheets, paths, strict=True)):
        rows = source.aside[i] | ({firsts[i]} if i in firsts else set())
        mark = sheets.digest(path) if sizes.count(sizes[i]) > 1 else str(path)
        opened.append(sheet.excerpt(mark, rows))
    return OpenedSheets(tuple(opened)).read(source.referentiel).diagnostics
