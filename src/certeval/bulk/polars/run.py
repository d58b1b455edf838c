"""Sheets decided with polars from end to end: read in batches, decided, written, told. Decided batches are written as
texts one after another, or as columns of a Parquet file.
"""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import polars as pl

from certeval.bulk.csv_blocks import Extraordinary
from certeval.bulk.division import ABOVE
from certeval.bulk.polars.batch_decider import Batch, BatchDecider
from certeval.bulk.polars.cells import CandidateRows
from certeval.bulk.polars.long import LongSheets
from certeval.bulk.polars.row_ids import RowNumbers
from certeval.bulk.polars.sheets import FrameSheet, ProgressReader, make_ahead
from certeval.bulk.polars.wide import WideSheets
from certeval.bulk.printer import Printer, Strand
from certeval.bulk.printout import write_parquet
from certeval.bulk.processes import Progress
from certeval.bulk.row_memo import Ask
from certeval.bulk.tally import Account, Tally
from certeval.diagnostics import Diagnostic, has_errors
from certeval.diagnostics.findings import Findings
from certeval.render.forms import Detail, Identifier, Missing
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


def _wording(strand: Strand) -> Callable[[list[str]], str]:
    """How the missing codes of a strand are written."""
    if isinstance(strand.own, Missing):
        return strand.own.write
    return strand.missing_piece.missing if strand.missing_piece else " ".join


class MissingWords:
    """The missing codes of rows that wait, worded once for each distinct set."""

    def __init__(self, decider: BatchDecider, which: int, strand: Strand, *, texts: bool) -> None:
        self._decider = decider
        self._which = which
        self._wording = _wording(strand)
        self._texts = texts
        self._row_numbers = RowNumbers(len(decider.parts) + 1)
        self._forget()

    def _forget(self) -> None:
        self._row_numbers.forget()
        self._table = pl.Series([""]) if self._texts else pl.Series([[]], dtype=pl.List(pl.String))
        self._times: tuple[int, ...] = ()

    def of(self, batch: Batch) -> pl.Series:
        """What stands for each row's missing codes."""
        decider = self._decider
        asks = pl.Series(decider.ask_numbers[self._which], dtype=pl.UInt32)[batch.wholes]
        rows = (asks != 0).arg_true()
        numbers = pl.zeros(batch.wholes.len(), dtype=pl.UInt32, eager=True)
        if rows.len():
            numbers.scatter(rows, self._numbers(batch, asks[rows], rows))
        return self._table[numbers]

    def _numbers(self, batch: Batch, asks: pl.Series, rows: pl.Series) -> pl.Series:
        decider = self._decider
        lacks = [part.lack[group[rows]] for part, group in zip(decider.parts, batch.groups, strict=True)]
        columns = [asks, *lacks]
        # what numbers of asks and lacks mean changes when what they number was forgotten
        times = (decider.times, *(part.times for part in decider.parts))
        greatest = [len(decider.asks[self._which]), *(len(part.lacks) for part in decider.parts)]
        if times != self._times or self._row_numbers.make_room(greatest):
            self._forget()
            self._row_numbers.make_room(greatest)
            self._times = times
        numbers, fresh = self._row_numbers.of(columns, rows.len())
        if fresh is not None:
            all_asks = list(decider.asks[self._which])
            rows_of_each = zip(*(column[fresh].to_list() for column in columns), strict=True)
            new = [self._codes(all_asks[ask], of_parts) for ask, *of_parts in rows_of_each]
            words = [self._wording(codes) for codes in new] if self._texts else new
            self._table = self._table.append(pl.Series(words, dtype=self._table.dtype)).rechunk()
        return numbers

    def _codes(self, asks: tuple[Ask, ...] | None, lacks: list[int]) -> list[str]:
        """Each code once, in the order of the asks: what the decider says of one row."""
        parts = self._decider.parts
        codes: dict[str, None] = {}
        for ask in asks or ():
            if isinstance(ask, str):
                codes[ask] = None
            elif lacks[ask[0]]:
                codes.update(dict.fromkeys(parts[ask[0]].lacks[lacks[ask[0]]][ask[1]]))
        return list(codes)


class BatchWriter:
    """Turns decided batches into the columns of one form."""

    def __init__(self, printer: Printer, decider: BatchDecider) -> None:
        self._decider = decider
        self._table = printer.table
        self._strands = [(strand, strand.missing_piece is not None) for strand in printer.strands]
        self._missing_words = {
            id(strand): MissingWords(decider, i, strand, texts=not self._table)
            for i, strand in enumerate(decider.ask_strands)
        }

    def frame(self, batch: Batch, rows: CandidateRows) -> pl.DataFrame:
        """The columns of rows that were decided."""
        columns: list[pl.Series] = []
        for strand, has_gap in self._strands:
            if isinstance(strand.own, Identifier):
                columns += _identifiers(strand.own, strand, rows)
            elif isinstance(strand.own, Detail):
                columns.append(_details(strand.own, strand, rows.details[strand.own.name]))
            elif strand.own is not None:
                texts = self._missing_words[id(strand)].of(batch)
                named = strand.columns and [texts.alias(strand.columns[0][0])]
                columns += named or _wrap(strand.before, texts, strand.after)
            elif strand.home != ABOVE:
                table = self._decider.parts[strand.home].tables[strand.index]
                columns += [column[batch.tell_numbers[strand.home]] for column in table]
            else:
                own_columns = [column[batch.wholes] for column in self._decider.tables[strand.index]]
                if has_gap:
                    own_columns.insert(1, self._missing_words[id(strand)].of(batch))
                columns += own_columns
        if self._table:
            return pl.DataFrame(columns)
        return pl.DataFrame([column.alias(str(i)) for i, column in enumerate(columns)])


def _identifiers(own: Identifier, strand: Strand, rows: CandidateRows) -> list[pl.Series]:
    codes = rows.identifiers
    if strand.columns:
        return [codes.alias(strand.columns[0][0])]
    if rows.usual:
        return _wrap(strand.before + own.around, codes, own.around + strand.after)
    return _wrap(strand.before, pl.Series(list(map(own.write, codes)), dtype=pl.String), strand.after)


def _wrap(before: str, texts: pl.Series, after: str) -> list[pl.Series]:
    """Texts between two others, left to be put together with what stands beside them."""
    around = [pl.repeat(each, texts.len(), dtype=pl.String, eager=True) for each in (before, after)]
    return [around[0], texts, around[1]]


def _details(own: Detail, strand: Strand, texts: pl.Series) -> pl.Series:
    """A detail of each candidate: of a table, null where there is none."""
    if strand.columns:
        return texts.replace("", None).alias(strand.columns[0][0])
    each = texts.unique()
    whole_texts = [strand.before + own.write(text) + strand.after for text in each]
    return texts.replace_strict(each, whole_texts, return_dtype=pl.String)
