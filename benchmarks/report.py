"""What the page of a session costs beside deciding it, as ratios measured in one run.

    python benchmarks/report.py [--rows N] [--runs N]

`report` and `validate --json` decide the same sheet, each a whole process, in turn. The ratio of their processor times
is given, the median of the runs with the least and the greatest, then the size of the page and the process's memory.
"""

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import sheets

MIB = 1024


def spent(arguments: Sequence[str]) -> tuple[float, int]:
    """The processor time of a command, in seconds, and the greatest memory that it took, in KiB."""
    child = os.fork()
    if not child:
        with Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        os.execv(sys.executable, [sys.executable, "-m", "certeval", *arguments])  # noqa: S606 -- our own
    _, status, usage = os.wait4(child, 0)
    if status:
        sys.exit(f"failed: {' '.join(arguments)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def main() -> None:
    asking = argparse.ArgumentParser(description=__doc__)
    asking.add_argument("--rows", type=int, default=1000)
    asking.add_argument("--runs", type=int, default=5)
    asked = asking.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sheet, page = sheets.make(Path(folder), "livre", asked.rows), Path(folder) / "rapport.html"
        ratios: list[float] = []
        memory = 0
        for _ in range(asked.runs):
            decided, _least = spent(["validate", str(sheet), "--json", "--quiet"])
            made, memory = spent(["report", str(sheet), "--output", str(page), "--force", "--quiet"])
            ratios.append(made / decided)
        low, middle, high = min(ratios), statistics.median(ratios), max(ratios)
        print(
            f"{asked.rows} candidates: report takes {middle:.1f} ({low:.1f}–{high:.1f}) times validate --json"
        )
        print(f"the page: {page.stat().st_size / 1_000_000:.2f} MB; memory: {memory // MIB} MiB")


if __name__ == "__main__":
    main()
