"""How long commands take to start, as ratios measured in one run.

    python benchmarks/startup.py [RUNS]

Each command is run in turn with its floor, so that a slow moment of the machine slows both; the median of the
ratios is printed. Floors: an empty interpreter, and the bare imports of the packages that certeval stands on.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

PASS = ["-c", "pass"]
IMPORTS = ["-c", "import typer, yaml, rich.table, rich.console; from pydantic import BaseModel"]
CERTEVAL = ["-m", "certeval"]
ANSWER = """\
import os, sys
from certeval.__main__ import main
os.environ.update(_CERTEVAL_COMPLETE="complete_bash", COMP_WORDS="certeval show C1.", COMP_CWORD="2")
sys.exit(main())
"""
TAB = ["-c", ANSWER]
SHEET = str(Path(__file__).parents[1] / "examples" / "scores.csv")
VALIDATE = [*CERTEVAL, "validate", SHEET, "--format", "csv"]

ROWS = (
    ("certeval --version", [*CERTEVAL, "--version"], "python -c pass", PASS, 1.5),
    ("certeval --help", [*CERTEVAL, "--help"], "python -c pass", PASS, 6),
    ("certeval show bloc 2", [*CERTEVAL, "show", "bloc", "2"], "the bare imports", IMPORTS, 1.6),
    ("certeval show C1.<TAB>", TAB, "the bare imports", IMPORTS, 2),
    ("certeval validate", VALIDATE, "the bare imports", IMPORTS, 2.5),
)


def seconds(arguments: list[str]) -> float:
    """The wall-clock time of one run of this interpreter."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - start


def ratio(command: list[str], floor: list[str], runs: int) -> float:
    """The median, over pairs of runs, of a command's time over its floor's."""
    seconds(command)
    return statistics.median(seconds(command) / seconds(floor) for _ in range(runs))


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    for name, command, floor_name, floor, most in ROWS:
        print(f"{name:<22} {ratio(command, floor, runs):5.2f} x {floor_name} (at most {most})")


if __name__ == "__main__":
    main()
