"""The tests tried by small faults in what they try: `python tests/mutate.py SUBJECT… --sample 100 --seed 1`.

Each fault lives in a process divided off one that has imported all and collected the tests: where it stands in the body
of a function, that function is changed where it lives, and the tests that run it are run until one fails. What runs at
import, and each survivor, is tried in a process that imports the module anew. `--list` shows the subjects.
"""

import argparse
import ast
import functools
import gc
import importlib.abc
import importlib.util
import os
import pickle
import random
import resource
import select
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType, FunctionType

import pytest

from mutants import Mutant, mutants

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "certeval"
SUBJECTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "decisions": (
        ("jury/holding.py", "jury/deliberation.py", "jury/earlier.py", "jury/seated.py", "jury/words.py"),
        ("test_session_decided", "test_deliberer", "test_sessions", "test_registre_entering"),
    ),
    "sessions": (
        ("jury/checks/*.py", "jury/[dfimsv]*.py", "jury/convocations.py", "jury/gathered.py"),
        (
            *(
                "test_sessions",
                "test_session_decided",
                "test_deadlines",
                "test_deliberer",
                "test_invalid_cases",
            ),
            *("test_tirage", "test_timetable", "test_oraux"),
        ),
    ),
    "accrochage": (
        ("exchange/accrochage/*.py", "jury/candidats.py", "jury/emetteur.py"),
        ("test_accrochage*", "test_accuse", "test_registration"),
    ),
    "registre": (
        ("registre/*.py",),
        (
            "test_registre*",
            "test_registration",
            "test_ledger",
            "test_titulaires",
            "test_accrochage_again",
            "test_accuse",
        ),
    ),
    "documents": (("documents/*.py",), ("test_documents*", "test_oraux")),
    "oraux": (
        ("jury/oraux/*.py", "jury/tirage/*.py", "exchange/icalendar.py", "exchange/diaries.py"),
        ("test_oraux", "test_timetable", "test_tirage", "test_lots", "test_sessions"),
    ),
    "correspondances": (
        ("scores/correspondance.py", "scores/translation.py", "scores/patterns.py", "scores/besides.py"),
        ("test_correspondance*", "test_table_dialects"),
    ),
    "exchange": (
        ("exchange/moodle.py", "exchange/badges.py", "exchange/case/*.py"),
        ("test_moodle", "test_badges", "test_case"),
    ),
    "pages": (
        ("documents/report/*.py", "documents/grid/*.py", "documents/html/*.py"),
        ("test_report", "test_grid_page", "test_html"),
    ),
}
"""By name, the files that are spoilt and the tests that should see it."""
SLOW = 1.0
"""Processor seconds from which a test is left out, and said to be."""
BASELINE = 600.0
"""Processor seconds that the tests of a subject may take without any fault."""
KILLED, SURVIVED, UNREACHED, STOPPED = "killed", "survived", "unreached", "stopped"
OPTIONS = [
    *("-q", "-p", "no:cacheprovider", "-o", "tmp_path_retention_policy=none", "-k", "not postgresql"),
    "--hypothesis-profile=ci",  # the same examples each time, and none too late
]


def divided(work: Callable[[], object], limit: float) -> object:
    """What a work gives in a process of its own, unseen; None where it dies, or takes more processor seconds than the
    limit, or lasts ten times as long.
    """
    here, there = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if not child:
        try:
            os.setsid()
            resource.setrlimit(resource.RLIMIT_CPU, (int(limit), resource.getrlimit(resource.RLIMIT_CPU)[1]))
            quiet = os.open(os.devnull, os.O_RDWR)
            for stream in range(3):
                os.dup2(quiet, stream)
            os.write(there, pickle.dumps(work()))
        finally:
            os._exit(0)
    os.close(there)
    ends = time.monotonic() + 10 * limit
    with os.fdopen(here, "rb", buffering=0) as pipe:
        said = b""
        while select.select([pipe], [], [], max(ends - time.monotonic(), 0))[0] and (
            part := pipe.read(1 << 16)
        ):
            said += part
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return pickle.loads(said) if said else None  # noqa: S301 -- our own child wrote it


@dataclass(eq=False)  # pytest keeps it in a set
class Run:
    """A plugin of pytest that runs the tests once, then for each fault those that reach it."""

    faults: Sequence[Mutant]
    limit: float
    out: int = field(default_factory=lambda: os.dup(1))
    fates: dict[Mutant, str] = field(default_factory=dict)
    tests: list[str] = field(default_factory=list)
    spent: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    reached: dict[tuple[str, int], set[str]] = field(default_factory=lambda: defaultdict(set))
    _failed: str = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self._failed:
            self._failed = f"{report.nodeid}\n{report.longreprtext}"

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        for each in {fault.file for fault in self.faults}:
            import_module(module_name(each))  # commands import when they run
        said = divided(functools.partial(self._sound, session.items), BASELINE)
        if not isinstance(said, tuple):
            self.tests = [str(said)]
            return True
        self.spent, self.reached = said
        self.tests = [each.nodeid for each in session.items if self.spent[each.nodeid] <= SLOW]
        living = Living({str(each.file) for each in self.faults})
        for fault in self.faults:
            self.fates[fault] = self._fate(fault, session.items, living)
            if self.fates[fault] in {SURVIVED, STOPPED}:
                os.write(self.out, f"{self.fates[fault]}  {fault}\n".encode())
        return True

    def _sound(self, items: list[pytest.Item]) -> object:
        """What each test takes and runs, without any fault; what one says that fails all the same. It is done apart: no
        thread, nothing that is kept is then in the way of what divides after.
        """
        for at, item in enumerate(items):
            with self._recording(item.nodeid):
                self._play(item, items[at + 1 : at + 2])
            if self._failed:
                return self._failed
        return dict(self.spent), dict(self.reached)

    def _fate(self, fault: Mutant, items: list[pytest.Item], living: "Living") -> str:
        reaching = self._reaching(fault).intersection(self.tests)
        tests = sorted(
            (each for each in items if each.nodeid in reaching), key=lambda each: self.spent[each.nodeid]
        )
        if not tests:
            return UNREACHED
        said = divided(functools.partial(self._killed, fault, tests, living), self.limit)
        return STOPPED if said is None else KILLED if said else SURVIVED

    def _killed(self, fault: Mutant, tests: list[pytest.Item], living: "Living") -> bool:
        living.change(fault)
        for at, item in enumerate(tests):
            self._play(item, tests[at + 1 : at + 2])
            if self._failed:
                return True
        return False

    def _reaching(self, fault: Mutant) -> set[str]:
        """The tests that ran the function of a fault, or one inside it."""
        first, last = _function(fault)
        lines = [line for file, line in self.reached if file == str(fault.file) and first <= line <= last]
        return set().union(*(self.reached[str(fault.file), line] for line in lines))

    def _play(self, item: pytest.Item, after: list[pytest.Item]) -> None:
        began = sum(os.times()[:4])
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=after[0] if after else None)
        self.spent[item.nodeid] += sum(os.times()[:4]) - began

    @contextmanager
    def _recording(self, test: str) -> Iterator[None]:
        """Which functions of the spoilt files a test runs, by the line where each begins."""
        files = {str(each.file) for each in self.faults}

        def called(frame: object, event: str, _: object) -> None:
            code: CodeType = frame.f_code  # type: ignore[attr-defined]
            if event == "call" and code.co_filename in files:
                self.reached[code.co_filename, code.co_firstlineno].add(test)

        sys.setprofile(called)
        try:
            yield
        finally:
            sys.setprofile(None)


def _function(fault: Mutant) -> tuple[int, int]:
    """The first and the last line of the outermost function where a fault stands, its decorators with it."""
    for node in ast.walk(ast.parse(fault.file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.lineno <= fault.line <= (node.end_lineno or 0):
            return min([node.lineno, *(each.lineno for each in node.decorator_list)]), node.end_lineno or 0
    return fault.line, fault.line


def module_name(file: Path) -> str:
    parts = file.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


class Living:
    """All functions of some files, those that others made and keep too; the answers that are kept."""

    def __init__(self, files: set[str]) -> None:
        gc.unfreeze()
        objects = gc.get_objects()
        self._functions = [
            each for each in objects if isinstance(each, FunctionType) and each.__code__.co_filename in files
        ]
        self._kept = [
            each
            for each in objects
            if isinstance(each, functools._lru_cache_wrapper) and each.__module__.startswith("certeval")
        ]
        gc.freeze()

    def change(self, fault: Mutant) -> None:
        """Give each function its code with the fault, and forget earlier answers."""
        codes = {(each.co_qualname, each.co_firstlineno): each for each in _codes(_compiled(fault))}
        for each in self._functions:
            code = each.__code__
            if (
                code.co_filename == str(fault.file)
                and (new := codes[code.co_qualname, code.co_firstlineno]) != code
            ):
                each.__code__ = new
        for kept in self._kept:
            kept.cache_clear()


def _compiled(fault: Mutant) -> CodeType:
    return compile(fault.tree(), str(fault.file), "exec")


def _codes(code: CodeType) -> Iterator[CodeType]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield each
            yield from _codes(each)


class Anew(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module with its fault."""

    def __init__(self, fault: Mutant) -> None:
        self._fault = fault
        self._name = module_name(fault.file)

    def find_spec(self, name: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        if name != self._name:
            return None
        return importlib.util.spec_from_file_location(name, self._fault.file, loader=self)

    def exec_module(self, module: object) -> None:
        exec(_compiled(self._fault), vars(module))  # noqa: S102 -- our own source, with a fault


def anew(fault: Mutant, tests: Sequence[str], limit: float) -> str:
    """The fate of a fault among tests in a process that imports its module anew."""

    def killed() -> bool:
        sys.meta_path.insert(0, Anew(fault))
        with TemporaryDirectory() as folder:
            return pytest.main([*OPTIONS, f"--basetemp={folder}/t", "-x", *tests]) != pytest.ExitCode.OK

    said = divided(killed, limit)
    return STOPPED if said is None else KILLED if said else SURVIVED


@dataclass(frozen=True)
class Tried:
    """What came of a subject: of so many faults, the fate of each that was tried, and seconds."""

    of: dict[Path, int]
    fates: dict[Mutant, str]
    left_out: list[str]
    seconds: float


def tried(subject: str, sample: int, seed: int, limit: float) -> Tried:
    """Try faults of a subject, so many at random, spread over its files by their number of faults."""
    began = time.monotonic()
    patterns, tests = SUBJECTS[subject]
    files = sorted({file for pattern in patterns for file in SOURCE.glob(pattern)})
    faults = {file: mutants(file) for file in files}
    total = sum(map(len, faults.values()))
    chance = random.Random(seed)  # noqa: S311 -- which ones, not a secret
    chosen = [
        fault
        for each in faults.values()
        for fault in sorted(
            chance.sample(each, min(len(each), -(-sample * len(each) // total))),
            key=lambda fault: fault.number,
        )
    ]
    found = [str(file) for name in tests for file in sorted((ROOT / "tests").glob(f"{name}.py"))]
    run = Run([each for each in chosen if each.body], limit)

    def lived() -> tuple[dict[Mutant, str], list[str]]:
        with TemporaryDirectory() as folder:  # others' runs of pytest clean up those of their own place
            pytest.main([*OPTIONS, f"--basetemp={folder}/t", *found], plugins=[run])
        return run.fates, run.tests

    said = divided(lived, BASELINE + len(chosen) * limit)
    fates, quick = said if isinstance(said, tuple) else ({}, [])
    if run.faults and not fates:
        sys.exit(f"{subject}: no test passes, or one fails without any fault: {' '.join(quick)}")
    for fault in chosen:
        if fates.get(fault, UNREACHED) == UNREACHED:
            fates[fault] = anew(fault, quick, limit)
            if fates[fault] != KILLED:
                print(f"{fates[fault]}  {fault}", flush=True)
    return Tried({file: len(each) for file, each in faults.items()}, fates, quick, time.monotonic() - began)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("subject", nargs="+", choices=SUBJECTS)
    parser.add_argument("--sample", type=int, default=100, help="how many faults of each subject")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=12, help="processor seconds for one fault")
    asked = parser.parse_args()
    for subject in asked.subject:
        come = tried(subject, asked.sample, asked.seed, asked.limit)
        print(f"\n{subject}, seed {asked.seed}, {come.seconds:.0f} s")
        for file, number in come.of.items():
            fates = Counter(fate for fault, fate in come.fates.items() if fault.file == file)
            told = ", ".join(f"{count} {fate}" for fate, count in sorted(fates.items()))
            print(f"  {file.relative_to(SOURCE)}: {fates.total()} of {number}: {told}")
        print(f"  all: {Counter(come.fates.values())}", flush=True)


if __name__ == "__main__":
    main()
