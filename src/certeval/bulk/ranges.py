"""Wide sheets of any size: rows decided as they are read, by as many processes as there are cores.

Nothing is printed before every row was met: a sheet with errors decides nobody.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from certeval.bulk import processes
from certeval.bulk.csv_blocks import lines_before, ranges
from certeval.bulk.printing import Printing
from certeval.bulk.tally import Deciding, Tally, decide
from certeval.bulk.wide_csv import LargeSheet
from certeval.diagnostics import Diagnostic
from certeval.referentiel.load import Referentiel

WORTH_A_PROCESS = 1 << 22
"""Bytes of a sheet that are worth a process more: starting one costs as much as reading a few megabytes."""


class Work(NamedTuple):
    """What every range of a sheet is decided with."""

    sheet: LargeSheet
    referentiel: Referentiel
    rows: Printing

    def range(self, cut: tuple[int, int], file: Path) -> Iterator[Tally]:
        """Decide a range of bytes, adding its rows to a file. Its lines are counted as if it were the first."""
        parts = [part.entries for part in self.rows.division.parts]
        decider = self.rows.decider()
        groups = decider.groups(self.sheet.splits(self.referentiel, parts))
        deciding = Deciding(self.sheet.reader(self.referentiel, parts, self.rows.details), decider, groups)
        with file.open("ab") as out:
            yield from decide(
                self.sheet.path,
                cut,
                self.sheet.line,
                deciding,
                lambda block, decided: out.write(self.rows.text(block, decided).encode()),
            )


@dataclass(slots=True)
class Decided:
    """What a large sheet came to: the files that hold the rows, in order, and all there is to say."""

    files: list[Path]
    tally: Tally
    diagnostics: list[Diagnostic] = field(default_factory=list)


def decided(
    work: Work,
    jobs: int,
    stack: ExitStack,
    showing: AbstractContextManager[processes.Progress],
    first: Path | None = None,
) -> Decided:
    """Decide a whole sheet, adding its first rows to the file `first`, if any. Raises Extraordinary where it must be
    read cell by cell.
    """
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="certeval-")))
    size = work.sheet.path.stat().st_size
    count = max(1, min(jobs, (size - work.sheet.start) // WORTH_A_PROCESS)) if sys.platform == "linux" else 1
    cuts = ranges(work.sheet.path, work.sheet.start, count)
    files = [first or folder / "0", *(folder / f"{i}" for i in range(1, len(cuts)))]
    works = [partial(work.range, *job) for job in zip(cuts, files, strict=True)]
    tallies = processes.apart(works, showing)
    if any(tally.aside for tally in tallies[1:]):
        before = lines_before(work.sheet.path, work.sheet.start, [start for start, _ in cuts])
        for tally, lines in zip(tallies, before, strict=True):
            tally.aside = [(first + lines, last + lines) for first, last in tally.aside]
    whole = Tally()
    for tally in tallies:
        whole.add(tally)
    found = Decided(files, whole)
    found.diagnostics = work.sheet.told(work.referentiel, whole.aside, whole.repeated(), whole.rows)
    return found


def cores() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
