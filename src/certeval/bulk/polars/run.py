"""Sheets decided with polars from end to end: read in batches, decided, written, told."""

from collections.abc import Collection, Iterator
from pathlib import Path

import polars as pl

from certeval.bulk.csv_blocks import Extraordinary
from certeval.bulk.polars.ahead import make_ahead
from certeval.bulk.polars.batch_decider import BatchDecider
from certeval.bulk.polars.batch_writer import BatchWriter
from certeval.bulk.polars.long import LongSheets
from certeval.bulk.polars.sheets import FrameSheet, Progress, ProgressReader
from certeval.bulk.polars.wide import WideSheets
from certeval.bulk.printer import Printer
from certeval.bulk.printout import write_parquet
from certeval.bulk.tally import Account, Tally
from certeval.diagnostics import Diagnostic, has_errors
from certeval.diagnostics.findings import Findings
from certeval.render.obstacles import Obstacle
from certeval.scores.read import OpenedSheets
from certeval.text.digests import sha256_of


def decide_sheets(
    sheets: list[FrameSheet],
    printer: Printer,
    out: Path,
    *,
    mark: bytes = b"",
    selection: Collection[str] = (),
    progress: Progress | None = None,
) -> Account:
    """Decide sheets of one layout into a file: text with its heading after a mark, or Parquet where the form is a
    table. With `selection`, theirs alone are written.

    Raises Extraordinary where the sheets must be read cell by cell, OSError where a file can't be read or written.
    """
    reads = LongSheets if sheets[0].headings.layout == "long" else WideSheets
    source = reads(sheets, printer.referentiel, ProgressReader(progress))
    account = Account([out])
    _write(_frames(source, printer, account.tally, selection), printer, out, mark)
    source.end()
    account.diagnostics = _diagnostics(source)
    return account


def _frames(
    source: WideSheets | LongSheets, printer: Printer, tally: Tally, selection: Collection[str]
) -> Iterator[pl.DataFrame]:
    """The output of each batch."""
    decider = BatchDecider(printer, source.elements)
    writer = BatchWriter(printer, decider)
    for rows in source.batches():
        batch = decider.rows(rows)
        source.note(rows, batch.wholes, batch.bad)
        decider.tally(batch, tally)
        frame = writer.frame(batch, rows)
        if selection:
            there = rows.identifiers.is_in(list(selection))
            tally.present.update(rows.identifiers.filter(there))
            frame = frame.filter(there)
        yield frame


def _write(frames: Iterator[pl.DataFrame], printer: Printer, out: Path, mark: bytes) -> None:
    """Write the output of each batch while the next is decided."""
    if printer.table:
        write_parquet(printer, make_ahead(frames), out)
        return
    with out.open("wb") as stream:
        stream.write(mark + printer.heading.encode())
        for frame in make_ahead(frames):
            text = frame.select(pl.concat_str(pl.all()))
            text.write_csv(stream, include_header=False, line_terminator="", quote_style="never")


def _diagnostics(source: WideSheets | LongSheets) -> list[Diagnostic]:
    """What the reader of every sheet says of the rows that it must see. Raises Extraordinary where rows that
    were wrong are not when read again.
    """
    excerpts = []
    sizes = [Path(sheet.file).stat().st_size for sheet in source.sheets]
    for i, sheet in enumerate(source.sheets):
        mark = sha256_of(Path(sheet.file)) if sizes.count(sizes[i]) > 1 else sheet.file
        excerpts.append(sheet.excerpt(mark, source.excerpt_rows(i)))

    def beyond(all_findings: Findings) -> None:
        for faults, sheet in zip(source.faults, source.sheets, strict=True):
            faults.beyond(all_findings, sheet.file)

    diagnostics = OpenedSheets(tuple(excerpts)).read(source.referentiel, beyond=beyond).diagnostics
    if not has_errors(diagnostics) and any(faults.has_errors() for faults in source.faults):
        raise Extraordinary(Obstacle.CELLS)
    return diagnostics
