"""What deciding a workbook costs: 10 000 candidates over 46 criteria from XLSX, against reading the file alone.

    python benchmarks/office.py [RUNS]

A random workbook of the shipped référentiel, seeded, made with xlsxwriter. In turn, within one process: python-calamine
reads it to Python lists and nothing else; the functions of `certeval validate --format csv` decide it, from the file
to the rows. The median of the ratios of their processor time is printed, then that of whole processes, starting
Python and its imports included.
"""

import gc
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import python_calamine
import xlsxwriter
from startup import CERTEVAL

from certeval.bulk.plain_workbook import open_plain
from certeval.bulk.printing import Printing
from certeval.cli import plain
from certeval.referentiel.catalogue import shipped, versions
from certeval.referentiel.load import Referentiel, load
from certeval.render.rows import rows

CANDIDATES = 10_000
ALONE = "import sys, python_calamine as c; c.load_workbook(sys.argv[1]).get_sheet_by_index(0).to_python()"


def workbook(path: Path, codes: Sequence[str]) -> None:
    """One sheet, a row a candidate: mostly yes, some no, some empty."""
    dice = random.Random(5)  # noqa: S311 -- a benchmark's data, not a secret
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Notes")
        sheet.write_row(0, 0, ["candidat", *codes])
        for row in range(1, CANDIDATES + 1):
            sheet.write_row(row, 0, [f"C{row:05d}", *dice.choices([1, 1, 1, 0, None], k=len(codes))])


def spent(command: Sequence[str], folder: str) -> tuple[float, float]:
    """The seconds that a command takes, on the clock and of the processor, its modules compiled once in a folder."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder, "PYTHONDONTWRITEBYTECODE": ""}
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    clock, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def read_alone(file: Path) -> None:
    python_calamine.load_workbook(str(file)).get_sheet_by_index(0).to_python()


def decide(file: Path, referentiel: Referentiel) -> None:
    plain.rows_of(open_plain(file), referentiel, Printing(rows(referentiel, detail=False), referentiel))


def within(work: Callable[[], None]) -> float:
    """The seconds of the processor that some work takes, as `certeval validate` does it: nothing is collected."""
    gc.collect()
    gc.disable()
    begun = time.process_time()
    work()
    taken = time.process_time() - begun
    gc.enable()
    return taken


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    loaded = load(next(versions(shipped())).path).referentiel
    if loaded is None:
        raise SystemExit(2)
    codes = list(loaded.entries)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "notes.xlsx")
        workbook(file, codes)
        alone = [sys.executable, "-c", ALONE, str(file)]
        decided = [
            sys.executable,
            *CERTEVAL,
            "validate",
            "--format",
            "csv",
            "--referentiel",
            "developpement-commercial",
            str(file),
        ]
        spent(decided, folder)
        spent(alone, folder)
        decide(file, loaded)
        inside = [
            within(lambda: decide(file, loaded)) / within(lambda: read_alone(file)) for _ in range(runs)
        ]
        pairs = [(spent(decided, folder), spent(alone, folder)) for _ in range(runs)]
    clock, processor = (statistics.median(mine[i] / its[i] for mine, its in pairs) for i in (0, 1))
    what = f"{CANDIDATES} candidates × {len(codes)} criteria from XLSX"
    print(f"{what}: decided in {statistics.median(inside):.2f} × calamine alone (at most 4)")
    print(f"whole processes: {clock:.2f} × on the clock, {processor:.2f} × of the processor")


if __name__ == "__main__":
    main()
