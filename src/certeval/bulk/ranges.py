"""Wide sheets of any size: rows decided as they are read, by as many processes as there are cores.

Nothing is printed before every row was met: a sheet with errors decides nobody.
"""

import os
import sys
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from certeval.bulk import processes
from certeval.bulk.csv_blocks import lines_before, ranges
from certeval.bulk.printing import Printing
from certeval.bulk.tally import Account, Deciding, Tally, decide
from certeval.bulk.wide_csv import LargeSheet

WORTH_A_PROCESS = 1 << 22
"""Bytes of a sheet that are worth a process more: starting one costs as much as reading a few megabytes."""


class Work(NamedTuple):
    """What every range of a sheet is decided with."""

    sheet: LargeSheet
    printing: Printing
    named: Collection[str] = ()

    def range(self, cut: tuple[int, int], file: Path) -> Iterator[Tally]:
        """Decide a range of bytes, adding its rows to a file. Its lines are counted as if it were the first."""
        printing, sheet = self.printing, self.sheet
        parts = [part.entries for part in printing.division.parts]
        decider = printing.decider()
        groups = decider.groups(sheet.splits(printing.referentiel, parts))
        reader = sheet.reader(printing.referentiel, parts)
        with file.open("ab") as out:
            yield from decide(
                sheet.path,
                cut,
                sheet.line,
                Deciding(reader, decider, groups, self.named),
                lambda block, decided: out.write(printing.text(block, decided).encode()),
            )


def decided(
    work: Work, jobs: int, folder: Path, showing: AbstractContextManager[processes.Progress], first: Path
) -> Account:
    """Decide a whole sheet, adding its first rows to the file `first`, the others to files of a folder. Raises
    Extraordinary where it must be read cell by cell.
    """
    sheet = work.sheet
    size = sheet.path.stat().st_size
    count = max(1, min(jobs, (size - sheet.start) // WORTH_A_PROCESS)) if sys.platform == "linux" else 1
    cuts = ranges(sheet.path, sheet.start, count)
    files = [first, *(folder / f"{i}" for i in range(1, len(cuts)))]
    works = [partial(work.range, *job) for job in zip(cuts, files, strict=True)]
    tallies = processes.apart(works, showing)
    if any(tally.aside for tally in tallies[1:]):
        before = lines_before(sheet.path, sheet.start, [start for start, _ in cuts])
        for tally, lines in zip(tallies, before, strict=True):
            tally.aside = [(first + lines, last + lines) for first, last in tally.aside]
    whole = Tally()
    for tally in tallies:
        whole.add(tally)
    return Account(files, whole, sheet.told(work.printing.referentiel, whole))


def cores() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
