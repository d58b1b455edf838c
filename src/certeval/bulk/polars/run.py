"""Sheets decided with polars from end to end: read in batches, decided, written, told."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import polars as pl

from certeval.bulk.polars.ahead import ahead
from certeval.bulk.polars.deciding import BatchDecider
from certeval.bulk.polars.long import Long
from certeval.bulk.polars.opening import Opened
from certeval.bulk.polars.sheets import Progress, Watched
from certeval.bulk.polars.wide import Wide
from certeval.bulk.polars.writing import Writing
from certeval.bulk.printed import write_parquet
from certeval.bulk.printing import Printing
from certeval.bulk.tally import Account, Tally
from certeval.diagnostics import Diagnostic
from certeval.diagnostics.findings import Findings
from certeval.scores.read import OpenedSheets
from certeval.text.digests import sha256_of


def decided(
    given: Opened,
    printing: Printing,
    out: Path,
    *,
    mark: bytes = b"",
    named: Collection[str] = (),
    progress: Progress | None = None,
) -> Account:
    """Decide sheets into a file: text with its heading after a mark, or Parquet where the form is a table. With
    `named`, theirs alone are written.

    Raises Extraordinary where the sheets must be read cell by cell, OSError where a file can't be read or written.
    """
    reads = Long if given.layout == "long" else Wide
    source = reads(given.sheets, printing.referentiel, Watched(progress))
    found = Account([out])
    _write(_frames(source, printing, found.tally, named), printing, out, mark)
    source.end()
    found.diagnostics = _told(source, given.paths)
    return found


def _frames(
    source: Wide | Long, printing: Printing, tally: Tally, named: Collection[str]
) -> Iterator[pl.DataFrame]:
    """The output of each batch."""
    deciding = BatchDecider(printing, source.entered)
    writing = Writing(printing, deciding)
    for rows in source.batches():
        batch = deciding.rows(rows)
        source.note(rows, batch.wholes, batch.bad)
        deciding.tally(batch, tally)
        frame = writing.frame(batch, rows)
        if named:
            there = rows.identifiers.is_in(list(named))
            tally.listed.update(rows.identifiers.filter(there))
            frame = frame.filter(there)
        yield frame


def _write(frames: Iterator[pl.DataFrame], printing: Printing, out: Path, mark: bytes) -> None:
    """Write the output of each batch while the next is decided."""
    if printing.table:
        write_parquet(printing, ahead(frames), out)
        return
    with out.open("wb") as stream:
        stream.write(mark + printing.heading.encode())
        for frame in ahead(frames):
            text = frame.select(pl.concat_str(pl.all()))
            text.write_csv(stream, include_header=False, line_terminator="", quote_style="never")


def _told(source: Wide | Long, paths: Sequence[Path]) -> list[Diagnostic]:
    """What the reader of every sheet says of the rows that it must see."""
    found = []
    sizes = [path.stat().st_size for path in paths]
    for i, (sheet, path) in enumerate(zip(source.sheets, paths, strict=True)):
        mark = sha256_of(path) if sizes.count(sizes[i]) > 1 else str(path)
        found.append(sheet.excerpt(mark, source.read_again(i)))

    def beyond(listed: Findings) -> None:
        for faults, path in zip(source.faults, paths, strict=True):
            faults.beyond(listed, str(path))

    return OpenedSheets(tuple(found)).read(source.referentiel, beyond=beyond).diagnostics
