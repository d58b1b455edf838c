"""What deciding large sheets costs, beside what reading them costs and what other programs take: one interleaved run.

    python benchmarks/bulk.py [--only SECTION…] [--rows N] [--runs N] [--peers PYTHON] [--write] [--shared]

certeval is compiled first, as pip compiles what it installs. Every way is a process of its own, from its start to its
end, run in turn with its floor, so that a slow moment of the machine slows both; the median of the ratios is given,
with the least and the greatest. No time is: it would be that of one machine. The memory is that of the largest process
of each way. A way that can't run here (a peer that is not installed, no Java) is named with what it said. `--peers` is
the interpreter that has the peers of the extra `bench`.

`--write` puts each section measured in docs/performance.md, with the size of the sheets, the day, the versions
and the load of the machine; `--shared` says that others worked on it meanwhile. All of it, with `--runs 2`, takes less
than ten minutes on two free cores.
"""

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from compileall import compile_dir
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from variants import COMMANDS, VALIDATE

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "performance.md"
TOO_LONG = 1800
"""Seconds after which a process is given up."""
MEDIUM = 200_000
"""Candidates of the sheets in long and of Spark, at the most."""
PACKAGES = ("polars", "pyspark", "pyarrow")
PEERS = ("frictionless", "pandera", "pandas", "openfisca-core")

CSV_READER = (
    "import csv,sys\nfor row in csv.reader(open(sys.argv[1],newline='',encoding='utf-8'),delimiter=';'): pass"
)
IMPORTS = "import typer, yaml\nfrom pydantic import BaseModel\nclass Model(BaseModel): a: int"
CALAMINE = "import sys, python_calamine as c; c.load_workbook(sys.argv[1]).get_sheet_by_index(0).to_python()"
POLARS_READ = "import polars,sys; polars.read_csv(sys.argv[1],separator=';',infer_schema=False)"
SCAN_PARQUET = "import polars,sys\nfor part in polars.scan_parquet(sys.argv[1]).collect_batches(): pass"
TO_PARQUET = """\
import polars, sys
polars.scan_csv(sys.argv[1], separator=";", infer_schema=False).sink_parquet(sys.argv[2])
"""
POLARS_SCAN = """\
import polars, sys
for part in polars.scan_csv(sys.argv[1], separator=';', infer_schema=False).collect_batches(): pass
"""

ASKED = """\
import importlib.metadata, sys
found = {d.metadata["Name"].lower(): d.version for d in importlib.metadata.distributions()}
print(*(f"{name} {found[name]}" for name in sys.argv[1:] if name in found), sep=", ")
"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that sheets.py makes."""

    referentiel: str
    rows: int
    long: bool = False
    errors: int = 0
    parquet: bool = False
    """Also as `notes.parquet`."""
    variants: bool = False
    """Also as variants.py lays it out."""

    def made(self, folder: Path) -> Path:
        """The folder that holds it, made where it is not there yet."""
        name = f"{self.referentiel.replace(':', '-')}-{self.rows}-{'long' if self.long else 'large'}-{self.errors}"
        found = folder / name
        if not (found / "made").exists():
            command = [sys.executable, str(HERE / "sheets.py"), str(found), "--referentiel", self.referentiel]
            command += ["--rows", str(self.rows), "--errors", str(self.errors), *(["--long"] * self.long)]
            subprocess.run(command, check=True)
            (found / "made").touch()
        if self.parquet and not (found / "notes.parquet").exists():
            files = [str(found / name) for name in ("notes.csv", "notes.parquet")]
            subprocess.run([sys.executable, "-c", TO_PARQUET, *files], check=True)
        if self.variants and not (found / "notes.xlsx").exists():
            subprocess.run([sys.executable, str(HERE / "variants.py"), str(found)], check=True)
        return found


Command = Callable[[Path], list[str]]
"""What is run, for a sheet's folder."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to read or decide a sheet. Times are given `against` another way's; a floor is against nothing.

    `most` and `aim` bound the ratio from above, `least` from below; `mib` bounds the memory.
    """

    label: str
    command: Command
    against: str = ""
    most: float | None = None
    aim: float | None = None
    least: float | None = None
    mib: int | None = None
    status: int = 0
    beyond: str = ""
    """The way whose time is taken off, for what comes on top of it."""
    by: str = ""
    """The library that must have served: a way that did without it measured something else."""


@dataclass(frozen=True, slots=True)
class Group:
    """Ways run in turn on one sheet; `once`, whatever is asked, where they take minutes."""

    sheet: Sheet
    ways: tuple[Way, ...]
    once: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """What is measured for one purpose: a heading, a sentence, groups."""

    name: str
    groups: tuple[Group, ...]


@dataclass(slots=True)
class Met:
    """What the runs of a way came to: ratios of time and of processor time, the largest memory in MiB, or why it
    can't run.
    """

    ratios: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    mib: float = 0
    refused: str = ""


def python(code: str, sheet: str = "notes.csv") -> Command:
    return lambda folder: [sys.executable, "-c", code, str(folder / sheet)]


def certeval(*options: str, sheet: str = "notes.csv", form: str = "csv") -> Command:
    """`certeval validate` into a file, with the counts."""

    def command(folder: Path) -> list[str]:
        given = ["validate", str(folder / sheet), "--referentiel", str(folder / "referentiel.yaml")]
        out = ["--format", form, "--output", str(folder / f"out.{form}"), "--force", "--detail"]
        return [sys.executable, "-m", "certeval", *given, *out, *options]

    return command


def written(words: tuple[str, ...], sheet: str) -> Command:
    """A command of certeval into a CSV file, as variants.py writes it."""

    def command(folder: Path) -> list[str]:
        places = {
            "sheet": str(folder / sheet),
            "rules": str(folder / "referentiel.yaml"),
            "folder": str(folder),
        }
        asked = [re.sub(r"\{(sheet|rules|folder)\}", lambda found: places[found[1]], word) for word in words]
        out = ["--format", "csv", "--output", str(folder / "out.csv"), "--force"]
        return [sys.executable, "-m", "certeval", *asked, *out]

    return command


def peer(interpreter: str, name: str) -> Command:
    return lambda folder: [interpreter, str(HERE / "peers" / f"{name}_peer.py"), str(folder)]


READER, READ, PLAIN = "`csv.reader`", "lecture polars", "certeval"
BEST = "certeval, `--engine polars`"
VALIDATED, CALAMINE_READ = "`validate`", "lecture de calamine"
START = {100_000: 5.5}
"""What so many rows may take, the start of Python included."""
SCAN, OF_PARQUET = "balayage polars", "balayage polars du Parquet"
CHUNKS = Way(READER, python(CSV_READER))


def sections(rows: int, most_rows: int, peers: str) -> list[Section]:
    """Everything that can be measured, for sheets of about this many rows."""
    small, medium = min(rows, 100_000), min(rows, MEDIUM)
    one, two = certeval("--jobs", "1"), certeval("--jobs", "2")
    by_polars = certeval("--engine", "polars")
    of_parquet = certeval(sheet="notes.parquet", form="parquet")
    long = Way("certeval", certeval(form="parquet"), SCAN, most=4.5, by="polars")
    to_parquet = (
        Way(SCAN, python(POLARS_SCAN)),
        Way(OF_PARQUET, python(SCAN_PARQUET, "notes.parquet")),
        Way("certeval, de CSV", certeval(form="parquet"), SCAN, most=2.7, mib=1024, by="polars"),
        Way("certeval, de Parquet", of_parquet, OF_PARQUET, most=16.3, mib=1024, by="polars"),
    )
    return [
        Section(
            "large",
            (
                Group(
                    Sheet("livre", rows),
                    (
                        CHUNKS,
                        Way(READ, python(POLARS_READ)),
                        Way("certeval, un processus", one, READER, most=6, aim=4.5, mib=300),
                        Way("certeval, deux processus", two, READER, most=3.6, aim=2.8, mib=300),
                        Way(
                            BEST,
                            by_polars,
                            READ,
                            most=2.2,
                            mib=600,
                            by="polars",
                        ),
                    ),
                ),
            ),
        ),
        Section("commandes", (Group(Sheet("livre", small, variants=True), asked_otherwise()),)),
        Section(
            "pairs",
            (
                Group(
                    Sheet("livre", small),
                    (
                        CHUNKS,
                        Way(PLAIN, certeval(), READER, most=START.get(small), mib=300),
                        Way("charger typer, pydantic et PyYAML, rien d’autre", python(IMPORTS), PLAIN),
                        Way("frictionless (vérifie)", peer(peers, "frictionless"), PLAIN),
                        Way("pandera (vérifie)", peer(peers, "pandera"), PLAIN),
                        Way("un script pandas (vérifie, décide)", peer(peers, "pandas"), PLAIN),
                        Way("OpenFisca (décide)", peer(peers, "openfisca"), PLAIN, least=1),
                    ),
                ),
                Group(
                    Sheet("livre", rows),
                    (
                        Way(BEST, by_polars, by="polars"),
                        Way(
                            "frictionless (vérifie), grande feuille",
                            peer(peers, "frictionless"),
                            BEST,
                            least=15,
                        ),
                        Way("un script pandas, grande feuille", peer(peers, "pandas"), BEST),
                    ),
                    once=True,
                ),
            ),
        ),
        Section(
            "notes",
            (
                Group(
                    Sheet("notes:46", small),
                    (
                        CHUNKS,
                        Way("certeval, un processus", one, READER),
                        Way("certeval, deux processus", two, READER, most=30, aim=20, mib=300),
                    ),
                ),
            ),
        ),
        Section(
            "erreurs",
            (
                Group(
                    Sheet("livre", small, errors=max(1, small // 100)),
                    (
                        CHUNKS,
                        Way(
                            "certeval, une cellule fausse pour cent candidats",
                            certeval(),
                            READER,
                            status=1,
                            mib=300,
                        ),
                    ),
                ),
            ),
        ),
        Section("long", (Group(Sheet("livre", medium, long=True), (Way(SCAN, python(POLARS_SCAN)), long)),)),
        Section("parquet", (Group(Sheet("livre", most_rows, parquet=True), to_parquet),)),
        Section(
            "lignes",
            tuple(
                Group(
                    Sheet("livre", count),
                    (
                        CHUNKS,
                        Way(
                            f"{_spaced(count)} candidats",
                            one,
                            READER,
                            most=START.get(count),
                        ),
                    ),
                )
                for count in (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
                if count <= most_rows
            ),
        ),
        Section(
            "criteres",
            tuple(
                Group(
                    Sheet(f"acquis:{count}", max(100, 46 * small // count)),
                    (
                        CHUNKS,
                        Way(
                            f"{_spaced(count)} critères, {_spaced(max(100, 46 * small // count))} candidats",
                            one,
                            READER,
                        ),
                    ),
                )
                for count in (46, 200, 1_000, 5_000)
            ),
        ),
    ]


def asked_otherwise() -> tuple[Way, ...]:
    """What else is asked of a plain sheet, or the same of another layout, beside `validate` on the plain one."""
    return (
        Way(VALIDATED, written(VALIDATE, "notes.csv"), mib=400),
        *(
            Way(label, written(words, sheet), VALIDATED, most=3, mib=400)
            for label, (sheet, words) in COMMANDS.items()
        ),
        Way(CALAMINE_READ, python(CALAMINE, "notes.xlsx"), VALIDATED),
        Way(
            "XLSX, en plus de calamine",
            written(VALIDATE, "notes.xlsx"),
            VALIDATED,
            most=3,
            mib=400,
            beyond=CALAMINE_READ,
        ),
    )


@dataclass(frozen=True, slots=True)
class Ran:
    """One run: seconds from start to end, seconds of processor, MiB of the largest process; or why it failed."""

    seconds: float
    processor: float
    mib: float
    refused: str = ""


def measured(group: Group, folder: Path, runs: int) -> dict[str, Met]:
    """Each way of a group, run in turn."""
    made = group.sheet.made(folder)
    _warm(made / "notes.csv")
    met = {way.label: Met() for way in group.ways}
    for way in group.ways:
        if way.by and not imports(way.command(made), way.by):
            met[way.label].refused = f"{way.by} n’a pas servi"
    for _ in range(1 if group.once else runs):
        ran: dict[str, Ran] = {}
        for way in group.ways:
            if not met[way.label].refused:
                ran[way.label] = run(way.command(made), way.status)
                met[way.label].refused = ran[way.label].refused
        for way in group.ways:
            one, other = ran.get(way.label), ran.get(way.against)
            if one is None or one.refused:
                continue
            found = met[way.label]
            found.mib = max(found.mib, one.mib)
            less = ran.get(way.beyond, Ran(0, 0, 0))
            if other is not None and not other.refused and not less.refused:
                found.ratios.append((one.seconds - less.seconds) / other.seconds)
                found.work.append((one.processor - less.processor) / other.processor)
    return met


def imports(command: list[str], library: str) -> bool:
    """Whether a command of Python imports a library on its way."""
    program, *rest = command
    try:
        done = subprocess.run(
            [program, "-X", "importtime", *rest], capture_output=True, text=True, check=False
        )
    except OSError:
        return False
    return any(line.rpartition("|")[2].strip() == library for line in done.stderr.split("\n"))


def _warm(path: Path) -> None:
    """Have the system keep a file at hand, so that no way pays for the disk. Little is held here: the largest memory
    of a process counts what it was before it became another program.
    """
    with path.open("rb") as file:
        while file.read(1 << 20):
            pass


def run(command: list[str], status: int = 0) -> Ran:
    """Run a process to its end. One that ends otherwise than it should is refused by the last line it said."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        try:
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        except OSError as error:
            return Ran(0, 0, 0, f"{Path(command[0]).name}: {error.strerror}")
        _, ended, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(ended)
        if process.returncode == status:
            return Ran(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
        said.seek(0)
        lines = [line.strip() for line in said.read().decode(errors="replace").split("\n")]
        last = next((line for line in reversed(lines) if line.strip("│╰─╯ ")), "")
        return Ran(0, 0, 0, last or f"status {process.returncode}")


def on_spark(rows: int, folder: Path, runs: int) -> tuple[Way, Met]:
    """Spark beside its own `noop` write: in one session, which a process a run would start each time."""
    way = Way("certeval sur Spark, local[2]", peer("", ""), "écriture `noop` de Spark", most=4.8)
    made = Sheet("livre", rows).made(folder)
    command = [sys.executable, str(HERE / "spark.py"), str(made), str(runs)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return way, Met(refused=(done.stderr.strip().split("\n") or [""])[-1])
    taken = json.loads(done.stdout.strip().split("\n")[-1])
    return way, Met([one / other for one, other in zip(taken["decide"], taken["noop"], strict=True)])


def table(met: list[tuple[Way, Met]]) -> list[str]:
    """A section's ways as lines of a Markdown table."""
    lines = [
        "| | rapporté à | médiane | de … à | processeur | mémoire | doit | vise | |",
        "|---|---|--:|--:|--:|--:|--:|--:|---|",
    ]
    for way, found in met:
        cells = [way.label, way.against, *[""] * 7]
        cells[5] = f"{found.mib:.0f} Mio" if found.mib else ""
        if found.refused:
            cells[2] = f"n’a pas tourné : `{found.refused[:80]}`"
        elif not way.against:
            cells[2] = "1"
            cells[6], cells[8] = _bound(way), _held(way, 1, found.mib)
        elif found.ratios:
            ratio = statistics.median(found.ratios)
            cells[2:5] = [
                _number(ratio),
                f"{_number(min(found.ratios))} – {_number(max(found.ratios))}",
                _number(statistics.median(found.work)) if found.work else "",
            ]
            cells[6:] = [_bound(way), _number(way.aim, "≤ "), _held(way, ratio, found.mib)]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _bound(way: Way) -> str:
    bounds = [_number(way.most, "≤ "), _number(way.least, "≥ ")]
    return ", ".join(filter(None, [*bounds, f"≤ {way.mib} Mio" if way.mib else ""]))


def _held(way: Way, ratio: float, mib: float) -> str:
    """Whether the bound holds, and the aim."""
    if way.most is None and way.least is None and way.mib is None:
        return ""
    held = (way.most is None or ratio <= way.most) and (way.least is None or ratio >= way.least)
    if not held or (way.mib is not None and mib > way.mib):
        return "**non tenu**"
    return "tenu, visée comprise" if way.aim is not None and ratio <= way.aim else "tenu"


def _number(value: float | None, before: str = "") -> str:
    if value is None:
        return ""
    return before + f"{value:.3g}".replace(".", ",")


def _spaced(value: int) -> str:
    return f"{value:,}".replace(",", " ")


def _sizes(rows: Iterable[int]) -> str:
    low, high = min(sizes := list(rows)), max(sizes)
    return f"{_spaced(low)} candidats" if low == high else f"De {_spaced(low)} à {_spaced(high)} candidats"


def versions(peers: str) -> str:
    """What the figures depend on: the certeval that was run, not the one that is installed."""
    command = [sys.executable, "-m", "certeval", "--version"]
    here = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    found = [f"Python {platform.python_version()}", here + _revision()]
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    try:
        said = subprocess.run(
            [peers, "-c", ASKED, *PEERS], capture_output=True, text=True, check=False
        ).stdout
    except OSError:
        said = ""
    return ", ".join(filter(None, [*found, said.strip()]))


def _revision() -> str:
    """Which commit was measured, where there is one, and whether its program was changed since."""
    git = ["git", "-C", str(HERE.parent)]
    try:
        said = subprocess.run(
            [*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True
        )
        changed = subprocess.run([*git, "diff", "--quiet", "HEAD", "--", "src", "benchmarks"], check=False)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return f" (révision {said.stdout.strip()}{', modifiée' if changed.returncode else ''})"


def _often(runs: set[int]) -> str:
    """How many times ways were run: `2 tours`, `1 ou 2 tours`."""
    return f"{' ou '.join(map(str, sorted(runs)))} tour{'s' if max(runs) > 1 else ''}"


def conditions(asked: argparse.Namespace, before: float, rows: str, runs: set[int]) -> str:
    """When, on what, how often, beside what."""
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    load = f"{_number(before)} avant, {_number(os.getloadavg()[0])} après"
    shared = ", machine partagée avec d’autres travaux" if asked.shared else ""
    return (
        f"{rows} ; "
        f"{date.today().isoformat()}, {cores} cœurs, {memory} Gio, {platform.machine()} ; {_often(runs)} ; "  # noqa: DTZ011
        f"charge de la machine sur une minute : {load}{shared}. {versions(asked.peers)}."
    )


def put(page: Path, name: str, lines: list[str]) -> None:
    """Replace what stands between a section's two marks."""
    text = page.read_text(encoding="utf-8")
    marks = re.compile(rf"(<!-- mesures : {name} -->\n).*?(<!-- fin -->)", re.DOTALL)
    if not marks.search(text):
        raise SystemExit(f"{page}: no section {name}")
    page.write_text(
        marks.sub(lambda found: found[1] + "\n".join(lines) + "\n" + found[2], text), encoding="utf-8"
    )


Measured = tuple[str, str, set[int], list[tuple[Way, Met]]]
"""A section: its name, the sizes of its sheets, how many times its ways were run, and what they came to."""


def results(asked: argparse.Namespace, folder: Path) -> Iterator[Measured]:
    """The sections asked for, measured one after the other."""
    for section in sections(asked.rows, asked.most_rows, asked.peers):
        if not asked.only or section.name in asked.only:
            met: list[tuple[Way, Met]] = []
            for group in section.groups:
                found = measured(group, folder, asked.runs)
                met += [(way, found[way.label]) for way in group.ways]
            runs = {1 if group.once else asked.runs for group in section.groups}
            yield section.name, _sizes(group.sheet.rows for group in section.groups), runs, met
    if not asked.only or "spark" in asked.only:
        rows = min(asked.rows, MEDIUM)
        yield "spark", _sizes([rows]), {asked.runs}, [on_spark(rows, folder, asked.runs)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", nargs="+", default=[], metavar="SECTION")
    parser.add_argument("--rows", type=int, default=1_000_000, help="candidates of the large sheets")
    parser.add_argument(
        "--most-rows", type=int, help="of the largest, as they grow; 10000000 takes about 3 GB of disk"
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peers", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--folder", type=Path, help="where sheets are kept for another run")
    parser.add_argument("--write", action="store_true")
    parser.add_argument(
        "--shared", action="store_true", help="say that others worked on the machine meanwhile"
    )
    asked = parser.parse_args()
    asked.most_rows = asked.most_rows or asked.rows
    os.environ["PYTHONPATH"] = str(HERE.parent / "src")  # what is measured is what stands beside
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    compile_dir(HERE.parent / "src" / "certeval", quiet=1)
    with tempfile.TemporaryDirectory() as temporary:
        before = os.getloadavg()[0]
        for name, rows, runs, met in results(asked, asked.folder or Path(temporary)):
            lines = [*table(met), "", conditions(asked, before, rows, runs)]
            print(f"\n{name}\n" + "\n".join(lines), flush=True)
            if asked.write:
                put(PAGE, name, lines)
            before = os.getloadavg()[0]


if __name__ == "__main__":
    main()
