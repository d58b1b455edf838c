"""What deciding with polars costs, against polars' own read of the same file, run by run.

    python benchmarks/frames.py [CANDIDATES] [RUNS] [wide-csv|wide-parquet|long]

A seeded sheet of the shipped référentiel: yes and no by the difficulty of each critère and the level of each
candidate, some cells empty or a status. Wide to CSV with counts, wide Parquet to Parquet, long to Parquet.
"""

import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from certeval.referentiel.catalogue import package_folder, versions
from certeval.referentiel.load import Referentiel, load

MEBIBYTE = 1 << 10
"""What `ru_maxrss` counts, on Linux, in a mebibyte."""
OPEN = ("", "", "", "NE", "ABS")
READ = {
    "wide-csv": "pl.read_csv({0!r}, separator=';', infer_schema=False)",
    "wide-parquet": "[len(b) for b in pl.scan_parquet({0!r}).collect_batches()]",
    "long": "[len(b) for b in pl.scan_csv({0!r}, separator=';', infer_schema=False).collect_batches()]",
}


def referentiel() -> Referentiel:
    loaded = load(next(versions(package_folder())).path).referentiel
    if loaded is None:
        sys.exit("the shipped référentiel can't be read")
    return loaded


def generate(path: Path, candidates: int, codes: list[str], *, long: bool) -> None:
    """Write a sheet, a candidate after another."""
    dice = random.Random(1)  # noqa: S311 -- a benchmark's data, not a secret
    hard = [dice.uniform(0.3, 0.9) for _ in codes]
    with path.open("w", encoding="utf-8") as out:
        out.write("candidat;element;valeur\n" if long else ";".join(["candidat", *codes]) + "\n")
        for number in range(candidates):
            level = dice.gauss(0, 0.2)
            row = ["1" if dice.random() < each + level else "0" for each in hard]
            if dice.random() < 0.4:  # noqa: PLR2004 -- the share of candidates with a gap
                for _ in range(dice.choice((1, 1, 2, 3))):
                    row[dice.randrange(len(row))] = dice.choice(OPEN)
            name = f"C{number:08d}"
            if long:
                out.write("".join(f"{name};{code};{cell}\n" for code, cell in zip(codes, row, strict=True)))
            else:
                out.write(f"{name};{';'.join(row)}\n")


def decide(kind: str, path: Path, out: Path) -> None:
    """Decide one sheet in this process, and print the seconds and the mebibytes it took."""
    from certeval.bulk.polars import opening, run
    from certeval.bulk.printer import Printer
    from certeval.render.rows import columns, rows

    applied = referentiel()
    table = [] if kind == "wide-csv" else columns(applied, detail=True)
    form = Printer(rows(applied, detail=True), applied, table)
    start = time.perf_counter()
    run.decide_sheets(opening.open_sheets([path], out.parent), form, out)
    seconds = time.perf_counter() - start
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEBIBYTE)


def floor(kind: str, path: Path) -> float:
    """The seconds of polars' own read, in a process of its own."""
    code = f"import polars as pl, time; s = time.perf_counter(); {READ[kind].format(str(path))}; "
    code += "print(time.perf_counter() - s)"
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)


def main() -> None:
    if sys.argv[1:2] == ["--decide"]:
        decide(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
        return
    given = iter(sys.argv[1:])
    candidates, runs = int(next(given, 1_000_000)), int(next(given, 5))
    kinds = list(given) or list(READ)
    with tempfile.TemporaryDirectory() as folder:
        for kind in kinds:
            measure(kind, candidates, runs, Path(folder))


def measure(kind: str, candidates: int, runs: int, folder: Path) -> None:
    path = folder / "notes.csv"
    generate(path, candidates, list(referentiel().entries), long=kind == "long")
    if kind == "wide-parquet":
        import polars as pl

        pl.scan_csv(path, separator=";", infer_schema=False).sink_parquet(folder / "notes.parquet")
        path = folder / "notes.parquet"
    ratios, most = [], 0
    for _ in range(runs):
        read = floor(kind, path)
        command = [sys.executable, __file__, "--decide", kind, str(path), str(folder / "out")]
        done = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()
        ratios.append(float(done[0]) / read)
        most = max(most, int(done[1]))
    print(f"{kind}, {candidates} candidates: {statistics.median(ratios):.2f} x polars' read, {most} MiB")


if __name__ == "__main__":
    main()
