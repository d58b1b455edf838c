"""What the register costs, as ratios measured in one run.

    python benchmarks/registre.py [RUNS]

Ten thousand candidates are registered, in one session, beside bare `sqlite3` inserts of the very same rows into the
same tables, their guards included, in one transaction: what is left is the journal's digests and the canonical JSON.
The same without the guards, whose triggers cost as much again as the inserts, is told beside. Then `registre acquis` of
one candidate among a hundred thousand, a whole process, beside the start of the command: `registre acquis --help`.
"""

import contextlib
import io
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from certeval.registre.base import Base
from certeval.registre.copie import TABLES
from certeval.registre.opening import open_register
from certeval.registre.sessions import Seance, write
from certeval.registre.verdict_records import RegisteredVerdict

CANDIDATES = 10_000
MANY = 100_000
INSTANT = "2026-07-02T12:00:00Z"
PRAGMAS = ("journal_mode=DELETE", "secure_delete=ON", "foreign_keys=ON", "synchronous=FULL")
MOST = {"enregistrer": 1.5, "acquis": 1.2}


def seance(count: int) -> Seance:
    """A session of so many candidates: three blocs and the certification each, as results give them."""
    kinds = [("BC1", "bloc"), ("BC2", "bloc"), ("BC3", "bloc"), ("certification", "certification")]
    computed = {"verdict": "valide", "origine": "calcul"}
    usual = [RegisteredVerdict(code, kind, computed) for code, kind in kinds]
    codes = [f"C{i:06}" for i in range(count)]

    def decisions(number: int) -> list[RegisteredVerdict]:
        """One in ten is decided by the jury, with a reason of its own; the others come to the same."""
        if number % 10:
            return usual
        said = {"calcule": {"verdict": "non_valide"}, "decision": {"motif": f"oral {number}"}}
        return [
            RegisteredVerdict("BC1", "bloc", {"verdict": "valide", "origine": "jury", **said}),
            *usual[1:],
        ]

    return Seance(
        *("S1", "petit", "1.0.0", date(2026, 7, 2), "format: 1\n", "format: 1\n", "sha256:1"),
        {code: decisions(i) for i, code in enumerate(codes)},
        {code: {"Nom Naissance": f"Nom{code}", "Prenom 1": "Ada"} for code in codes},
        {code: {"candidat": code, "voie": "vae"} for code in codes},
    )


def rows(base: Base) -> dict[str, list[tuple[object, ...]]]:
    """All that a register holds, by table."""
    return {
        table: base.rows(f"SELECT {', '.join(columns)} FROM {table} ORDER BY 1")  # noqa: S608
        for table, columns in TABLES.items()
    }


def bare(file: Path, schema: Sequence[str], held: dict[str, list[tuple[object, ...]]]) -> float:
    """Seconds for the driver to insert rows known before into tables of this schema."""
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        for statement in schema:
            connection.execute(statement)
        start = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        for table, columns in TABLES.items():
            marks = ", ".join("?" * len(columns))
            connection.executemany(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608
                held[table],
            )
        connection.execute("COMMIT")
        return time.perf_counter() - start


def registered(file: Path, one: Seance) -> float:
    """Seconds for a session to be written into a register that holds nothing."""
    with open_register(str(file), create=True) as base:
        start = time.perf_counter()
        write(base, one, INSTANT, "bureau des examens")
        return time.perf_counter() - start


def registering(folder: Path, count: int, runs: int, *, guards: bool) -> Iterator[float]:
    """The time of registering over that of bare inserts, run after run."""
    one = seance(count)
    first = folder / f"first{guards}.db"
    registered(first, one)
    with open_register(str(first)) as base:
        held = rows(base)
        made = base.rows("SELECT type, sql FROM sqlite_master WHERE sql IS NOT NULL")
    schema = [str(sql) for kind, sql in made if guards or kind != "trigger"]
    for run in range(runs):
        ours = registered(folder / f"a{guards}{run}.db", one)
        yield ours / bare(folder / f"b{guards}{run}.db", schema, held)


def seconds(*arguments: str) -> float:
    """The wall-clock time of one run of the command."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "certeval", *arguments], check=True, capture_output=True)
    return time.perf_counter() - start


def asking(folder: Path, count: int, runs: int) -> Iterator[float]:
    """The time of `acquis` of one candidate over that of the command's own start, run after run."""
    file = folder / "many.db"
    registered(file, seance(count))
    asked = ("registre", "acquis", f"C{count // 2:06}", "--registre", str(file), "--json")
    start = ("registre", "acquis", "--help")
    seconds(*asked), seconds(*start)
    for _run in range(runs):
        yield seconds(*asked) / seconds(*start)


def main(runs: int, count: int = CANDIDATES, many: int = MANY, out: io.TextIOBase | None = None) -> None:
    """Measure both, and print their medians beside their bounds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for label, ratios in (
            ("enregistrer", registering(folder, count, runs, guards=True)),
            ("unguarded", registering(folder, count, runs, guards=False)),
            ("acquis", asking(folder, many, runs)),
        ):
            measured = sorted(ratios)
            middle = statistics.median(measured)
            said = f"{label:<12} {middle:.2f} ({measured[0]:.2f} – {measured[-1]:.2f})"
            if (most := MOST.get(label)) is not None:
                said += f", at most {most}: {'kept' if middle <= most else 'NOT KEPT'}"
            print(said, file=out)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
