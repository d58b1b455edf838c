"""What deciding costs: 1 000 candidates against 14, in one run.

    python benchmarks/validate.py [RUNS]

Random sheets of the shipped référentiel, wide, seeded; `certeval validate --json` on each in turn; the median
of the ratios is printed.
"""

import random
import statistics
import sys
import tempfile
from pathlib import Path

from startup import CERTEVAL, seconds

from certeval.referentiel.catalogue import package_folder, versions
from certeval.referentiel.load import load


def sheet(path: Path, candidates: int, codes: list[str]) -> None:
    """A wide sheet: mostly yes, some no, some empty."""
    dice = random.Random(candidates)  # noqa: S311 -- a benchmark's data, not a secret
    rows = [";".join([f"C{i:05d}", *dice.choices("1110 ", k=len(codes))]) for i in range(candidates)]
    path.write_text("\n".join([";".join(["candidat", *codes]), *rows]) + "\n", encoding="utf-8")


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    loaded = load(next(versions(package_folder())).path).referentiel
    codes = list(loaded.entries) if loaded else []
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder, "14.csv"), Path(folder, "1000.csv")
        sheet(few, 14, codes)
        sheet(many, 1000, codes)
        command = [*CERTEVAL, "validate", "--json", "--referentiel", "developpement-commercial"]
        seconds([*command, str(many)])
        ratios = [seconds([*command, str(many)]) / seconds([*command, str(few)]) for _ in range(runs)]
    print(f"certeval validate --json, 1 000 candidates: {statistics.median(ratios):.2f} x 14 (at most 2)")


if __name__ == "__main__":
    main()
