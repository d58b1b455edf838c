"""Wide sheets of any size: rows decided as they are read, by as many processes as there are cores.

Nothing is printed before every row was met: a sheet with errors decides nobody.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from certeval.diagnostics import Diagnostic
from certeval.engine.bulk import Tally, decide
from certeval.referentiel.load import Referentiel
from certeval.render.lines import Lines
from certeval.render.rows import Rows
from certeval.scores.blocks import Reader, lines_before, ranges
from certeval.scores.large import LargeSheet

WORTH_A_PROCESS = 1 << 22
"""Bytes of a sheet that are worth a process more: starting one costs as much as reading a few megabytes."""

Progress = Callable[[int, int], None]
"""Told the rows met and the bytes read so far."""


@dataclass(frozen=True, slots=True)
class Work:
    """What every range of a sheet is decided with."""

    sheet: LargeSheet
    referentiel: Referentiel
    rows: Rows | Lines

    def range(self, cut: tuple[int, int], line: int, file: Path) -> Iterator[Tally]:
        """Decide a range of bytes into a file of its own."""
        parts = [part.entries for part in self.rows.division.parts]
        layout, splits = self.sheet.layout(self.referentiel, parts)
        reader, decider = Reader(layout), self.rows.decider(splits)
        with file.open("wb", buffering=1 << 20) as out:
            yield from decide(
                self.sheet.path,
                cut,
                line,
                reader,
                decider,
                lambda block, wholes: out.write(self.rows.text(block, wholes, decider).encode()),
            )


@dataclass(slots=True)
class Decided:
    """What a large sheet came to: the files that hold the rows, in order, and all there is to say."""

    files: list[Path]
    tally: Tally
    diagnostics: list[Diagnostic] = field(default_factory=list)


def decided(work: Work, jobs: int, stack: ExitStack, progress: Progress) -> Decided:
    """Decide a whole sheet. Raises Extraordinary where it must be read cell by cell."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="certeval-")))
    size = work.sheet.path.stat().st_size
    count = max(1, min(jobs, (size - work.sheet.start) // WORTH_A_PROCESS)) if sys.platform == "linux" else 1
    cuts = ranges(work.sheet.path, work.sheet.start, count)
    before = lines_before(work.sheet.path, work.sheet.start, [start for start, _ in cuts])
    lines = [work.sheet.line + number for number in before]
    files = [folder / f"{i}" for i in range(len(cuts))]
    jobs_of = list(zip(cuts, lines, files, strict=True))
    tallies = _apart(work, jobs_of, progress) if len(cuts) > 1 else [_here(work, *jobs_of[0], progress)]
    whole = Tally()
    for tally in tallies:
        whole.add(tally)
    found = Decided(files, whole)
    found.diagnostics = work.sheet.told(work.referentiel, whole.aside, whole.repeated(), whole.rows)
    return found


def _here(work: Work, cut: tuple[int, int], line: int, file: Path, progress: Progress) -> Tally:
    tally = Tally()
    for tally in work.range(cut, line, file):
        progress(tally.rows, tally.read)
    return tally


def _apart(work: Work, jobs: list[tuple[tuple[int, int], int, Path]], progress: Progress) -> list[Tally]:
    """Each range in a process of its own, which inherits what was read of the référentiel."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor, wait

    context = multiprocessing.get_context("fork")
    met = context.Array("q", 2 * len(jobs), lock=False)
    with ProcessPoolExecutor(len(jobs), context, _prepare, (work, met)) as pool:
        running = [pool.submit(_in_process, i, *job) for i, job in enumerate(jobs)]
        while wait(running, timeout=0.2).not_done:
            progress(sum(met[::2]), sum(met[1::2]))
        return [each.result() for each in running]


_inherited: list[tuple[Work, list[int]]] = []


def _prepare(work: Work, met: list[int]) -> None:
    _inherited.append((work, met))


def _in_process(index: int, cut: tuple[int, int], line: int, file: Path) -> Tally:
    work, met = _inherited[0]
    tally = Tally()
    for tally in work.range(cut, line, file):
        met[2 * index], met[2 * index + 1] = tally.rows, tally.read
    return tally


def cores() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
