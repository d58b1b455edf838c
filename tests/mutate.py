"""The tests tried by small faults in what they try: `python tests/mutate.py SUBJECT… --sample 100 --seed 1`.

Each fault lives in a process divided off one that has imported all and collected the tests: where it stands in the body
of a function, that function is changed where it lives, and the tests that run it are run until one fails. What runs at
import is tried with all tests in a process that imports the module anew.
"""

import argparse
import functools
import os
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType

import pytest

from faulty import SOURCE, Anew, Living, function_of, module_name, run_apart
from mutants import Mutant, mutants

ROOT = Path(__file__).parents[1]
SUBJECTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "decisions": (
        (
            "jury/holdings.py",
            "jury/sitting.py",
            "jury/deliberation.py",
            "jury/earlier.py",
            "jury/assembly.py",
            "jury/words.py",
        ),
        ("test_session_decided", "test_deliberer", "test_sessions", "test_registre_entering"),
    ),
    "sessions": (
        ("jury/checks/*.py", "jury/[dfimsv]*.py"),
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
            "test_systems",
        ),
    ),
    "documents": (("documents/*.py",), ("test_documents*", "test_francais", "test_oraux")),
    "oraux": (
        ("jury/oraux/*.py", "jury/tirage/*.py", "exchange/icalendar.py"),
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
    "sheets": (
        ("scores/*.py",),
        (
            *("test_scores_*", "test_merging", "test_people_and_marks", "test_identifiers", "test_parcours"),
            *("test_correspondance", "test_table_dialects", "test_sheets_json", "test_keep_going"),
        ),
    ),
    "checks": (
        ("checks/*.py",),
        ("test_check*", "test_registration", "test_equivalences", "test_catalogue", "test_lock"),
    ),
    "versions": (
        ("versions/*.py",),
        (
            *("test_diff", "test_meaning", "test_impact", "test_equivalences", "test_lock", "test_places"),
            "test_verify*",
        ),
    ),
    "rules": (
        ("rules/*.py", "engine/*.py"),
        (
            *("rules/test_statuses", "rules/test_traps", "rules/test_values", "rules/test_measures"),
            *("rules/test_entries", "rules/test_points", "rules/test_held", "rules/test_missing"),
            *("test_cases", "test_agreement", "test_rattrapages", "test_alike_reasons"),
        ),
    ),
    "pages": (
        ("documents/report/*.py", "documents/grid/*.py", "documents/html/*.py"),
        ("test_charts", "test_report", "test_grid_page", "test_html"),
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
        said = run_apart(functools.partial(self._sound, session.items), BASELINE)
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
        _hold_tests()
        for at, item in enumerate(items):
            with self._recording(item.nodeid):
                self._play(item, items[at + 1 : at + 2])
            if self._failed:
                return self._failed
        return dict(self.spent), dict(self.reached)

    def _fate(self, fault: Mutant, items: list[pytest.Item], living: Living) -> str:
        reaching = self._reaching(fault).intersection(self.tests)
        tests = sorted(
            (each for each in items if each.nodeid in reaching), key=lambda each: self.spent[each.nodeid]
        )
        if not tests:
            return UNREACHED
        said = run_apart(functools.partial(self._killed, fault, tests, living), self.limit)
        return STOPPED if said is None else KILLED if said else SURVIVED

    def _killed(self, fault: Mutant, tests: list[pytest.Item], living: Living) -> bool:
        _hold_tests()
        living.change(fault)
        for at, item in enumerate(tests):
            self._play(item, tests[at + 1 : at + 2])
            if self._failed:
                return True
        return False

    def _reaching(self, fault: Mutant) -> set[str]:
        """The tests that ran the function of a fault, or one inside it."""
        first, last = function_of(fault)
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


def _hold_tests() -> None:
    """Have this process be the one that tests run in, which prints in others: threads of Typst would stop these."""
    import apart

    apart.TESTS = os.getpid()


def anew(fault: Mutant, tests: Sequence[str], limit: float) -> str:
    """The fate of a fault among tests in a process that imports its module anew."""

    def killed() -> bool:
        sys.meta_path.insert(0, Anew(fault))
        with TemporaryDirectory() as folder:
            return pytest.main([*OPTIONS, f"--basetemp={folder}/t", "-x", *tests]) != pytest.ExitCode.OK

    said = run_apart(killed, limit)
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

    said = run_apart(lived, BASELINE + len(chosen) * limit)
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
