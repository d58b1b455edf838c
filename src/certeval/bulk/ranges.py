"""Wide sheets of any size: rows decided as they are read, by as many processes as there are cores.

Nothing is printed before every row was met: a sheet with errors decides nobody. Rows that are as they should be are
never taken apart; of the others the first are read again by the reader of every sheet, which words the findings: they
are the same whatever the size.
"""

import csv
import io
import os
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

from certeval.bulk import processes
from certeval.bulk.cells import same_cells
from certeval.bulk.csv_blocks import Extraordinary, LineSpan
from certeval.bulk.memos import TRIAL
from certeval.bulk.row_memo import Whole
from certeval.bulk.tally import Account, Tally, Use, select
from certeval.bulk.wide_csv import LargeSheet
from certeval.diagnostics import Diagnostic, has_errors
from certeval.diagnostics.families import sheets as kinds
from certeval.referentiel.load import Referentiel
from certeval.render.obstacles import Obstacle
from certeval.rules.situation import PARCOURS
from certeval.scores import wide
from certeval.scores.observations import CellReader
from certeval.sources.row import unguard

WORTH_A_PROCESS = 1 << 22
"""Bytes of a sheet that are worth a process more: starting one costs as much as reading a few megabytes."""
AT_ONCE = 1 << 18
"""Bytes looked through at once."""


class RangeWork(NamedTuple):
    """What every range of a sheet is decided with. With `selection`, theirs alone are printed."""

    sheet: LargeSheet
    use: Use
    selection: Collection[str] = ()

    def range(self, cut: tuple[int, int], file: Path) -> Iterator[Tally]:
        """Decide a range of bytes, block by block, whose rows a file may take; gives what was met so far. Its lines are
        counted as if it were the first.

        Raises Extraordinary where the sheet must be read cell by cell, OSError where it can't be read.
        """
        use, sheet, tally, wholes = self.use, self.sheet, Tally(), Counter[Whole]()
        decider = use.decider()
        decide_rows = decider.row_decider([same_cells] * len(decider.entries))
        reader = sheet.reader(use.referentiel, decider.entries)
        with use.into(file) as out, sheet.path.open("rb") as stream:
            stream.seek(cut[0])
            for block in reader.blocks(stream, cut[1], sheet.line):
                rows = decide_rows(block.groups)
                wholes.update(rows.wholes)
                if len(wholes) > TRIAL:
                    tally.count(wholes)
                tally.rows += len(rows.wholes)
                tally.read, tally.lines = stream.tell() - cut[0], reader.line - sheet.line
                if block.identifiers:
                    tally.identities.put(block)
                distinct = set(rows.wholes)
                if block.aside or any(whole.wrong for whole in distinct):
                    tally.note(block, rows)
                some = select(block, rows, self.selection) if self.selection else (block, rows)
                tally.present.update(some[0].identifiers if self.selection else ())
                if not any(whole.bad for whole in distinct):  # of a sheet with errors nothing is shown
                    out(*some)
                yield tally
        tally.count(wholes)
        tally.product = use.product()
        yield tally


def decide_sheet(
    work: RangeWork, jobs: int, folder: Path, meter: AbstractContextManager[processes.Progress], first: Path
) -> Account:
    """Decide a whole sheet, adding its first rows to the file `first`, the others to files of a folder. Raises
    Extraordinary where it must be read cell by cell.
    """
    sheet = work.sheet
    size = sheet.path.stat().st_size
    count = processes.process_count((size - sheet.start) // WORTH_A_PROCESS, jobs)
    cuts = byte_ranges(sheet.path, sheet.start, count)
    files = [first, *(folder / f"{i}" for i in range(1, len(cuts)))]
    works = [partial(work.range, *job) for job in zip(cuts, files, strict=True)]
    tallies = processes.run_works(works, meter)
    whole = Tally()
    for tally in tallies:
        whole.add(tally)
    products = [tally.product for tally in tallies]
    return Account(files, whole, diagnostics_of(sheet, work.use.referentiel, whole), products)


def byte_ranges(path: Path, start: int, count: int) -> list[tuple[int, int]]:
    """The bytes from `start` on in so many ranges that end at a line's end, outside quotes as far as quotes
    tell. A range that begins inside a quoted cell after all makes the one before end inside it: its reader
    refuses.
    """
    size = path.stat().st_size
    cuts = [start]
    with path.open("rb") as stream:
        quotes, position = 0, start
        for i in range(1, count):
            at = start + (size - start) * i // count
            if at <= position:
                continue
            stream.seek(position)
            quotes += _quotes(stream, at - position)
            position = at
            while line := stream.readline():
                quotes += line.count(b'"')
                position += len(line)
                if quotes % 2 == 0:
                    break
            if position < size:
                cuts.append(position)
    return list(zip(cuts, [*cuts[1:], size], strict=True))


def _quotes(stream: BinaryIO, count: int) -> int:
    """How many quotes the next bytes hold."""
    total = 0
    while count > 0 and (data := stream.read(min(count, AT_ONCE))):
        total += data.count(b'"')
        count -= len(data)
    return total


def cores() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def diagnostics_of(sheet: LargeSheet, referentiel: Referentiel, tally: Tally) -> list[Diagnostic]:
    """What there is to say of the sheet: of its headings, and of its rows. Raises Extraordinary where an identifier
    reads as a group, of which the other reader tells, or where rows that were wrong are not when read again.
    """
    if tally.identities.names_group():
        raise Extraordinary(Obstacle.COLUMNS)
    faults = tally.faults
    tally.identities.tell(faults)
    _tell_homonyms(sheet, referentiel, tally)
    faults.beside.update(_first_rows(sheet, tally), tally.identities.broken_group_rows())
    excerpt = sheet.excerpt(faults.lines())
    diagnostics = excerpt.read(referentiel, beyond=partial(faults.beyond, file=str(sheet.path))).diagnostics
    if faults.has_errors() and not has_errors(diagnostics):
        raise Extraordinary(Obstacle.CELLS)
    return diagnostics


def _tell_homonyms(sheet: LargeSheet, referentiel: Referentiel, tally: Tally) -> None:
    """Count people of one name whose cells complete each other, and have the first of them read again."""
    homonyms = list(tally.identities.homonyms())
    masks = _cell_masks(sheet, referentiel, (span for _, span in homonyms))
    first: dict[int, tuple[LineSpan, int]] = {}
    for (person, span), here in zip(homonyms, masks, strict=True):
        other, there = first.setdefault(person, (span, here))
        if here and there and not here & there:
            tally.faults.count((kinds.HOMONYMS,))
            if tally.faults.keep(span, (kinds.HOMONYMS,)):
                tally.faults.beside.add(other)


def _first_rows(sheet: LargeSheet, tally: Tally) -> Iterator[LineSpan]:
    """The first row that names somebody, and the first with a parcours: what all the others are told by."""
    if tally.identities.blocks:
        yield tally.identities.blocks[0].lines(0)
    index = sheet.headings.columns.get(PARCOURS)
    if index is None:
        return
    with sheet.path.open("rb") as stream:
        stream.seek(sheet.start)
        texts = io.TextIOWrapper(stream, encoding="utf-8", newline="")
        rows, first = csv.reader(texts, delimiter=sheet.head.delimiter), sheet.line
        for cells in rows:
            last = sheet.line + rows.line_num - 1
            if index < len(cells) and cells[index].strip():
                yield first, last
                return
            first = last + 1


def _cell_masks(sheet: LargeSheet, referentiel: Referentiel, spans: Iterable[LineSpan]) -> Iterator[int]:
    """The elements that rows have a cell of, a bit each; the rows come in order."""
    word = sheet.headings.meanings.word
    columns = [
        (1 << number, at, CellReader(referentiel.entries[code]))
        for number, (code, at) in enumerate(wide.columns_of(sheet.headings, referentiel).items())
        if code in referentiel.entries
    ]
    with sheet.path.open("rb") as stream:
        stream.seek(sheet.start)
        at = sheet.line
        for begin, end in spans:
            texts = [line.decode() for line in islice(stream, begin - at, end + 1 - at)]
            at = end + 1
            cells = next(csv.reader(texts, delimiter=sheet.head.delimiter), [])
            yield sum(
                bit
                for bit, index, reader in columns
                if cells[index : index + 1] and not reader[word(unguard(cells[index]))].empty
            )
