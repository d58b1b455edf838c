"""Running certeval in this process, as at a prompt; laws in front, and tracing only where it tells something."""

import functools
import gc
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import law_examples  # noqa: F401  # laws take them from where it is read
from apart import print_apart
from browser import chromium
from certeval import messages
from certeval.cli.app import run
from registers import postgresql, server, where

__all__ = ["chromium", "postgresql", "server", "where"]  # fixtures

print_apart()
os.environ.pop("PYTHONUNBUFFERED", None)  # commands print as at a prompt, through a buffer


@dataclass(frozen=True)
class Done:
    """What a command left: its status, what it printed, what it said on stderr."""

    status: int
    out: str
    err: str


Certeval = Callable[..., Done]


UNTRACED = """
atomic benchmarks cells checks_ecarts classeur concerned diff_laws documents_templates endless
exactness fixes grid_page grid_presses grid_scope grids_laws grille grille_roundtrip held hostile html
identifiers impact_laws import_hostile integration invalid_cases keep_going laws layouts many_findings
messages missing mutations no_form_loses polars publish registre_entering report schema terminals
timetable typed verify_whole workbook_hostile workbook_plain yaml
"""
"""The modules that take half of the time and between them run a hundredth of the branches that nothing else runs:
`pytest --cov --cov-context=test` tells which tests ran which.
"""
CASES, EXAMPLES = 2, 10
"""How many cases of a test, or examples of a law, are traced that bring nothing new: then it is traced no more."""
GARBAGE = 50_000
"""Objects made before garbage is looked for: a law makes few that stay, and looking is a tenth of it."""


@pytest.hookimpl(trylast=True)  # hypothesis has marked its own
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Laws, and what is not traced, first: no worker of pytest-xdist is left alone with a long one at the end."""
    untraced = UNTRACED.split()
    for item in items:
        if item.path.stem.removeprefix("test_") in untraced:
            item.add_marker("no_cover")
    items.sort(
        key=lambda item: not (item.get_closest_marker("hypothesis") or item.get_closest_marker("no_cover"))
    )


class Tracing:
    """What of a test is traced, which doubles its time: its cases, or the examples of a law, while they run lines that
    nothing ran before. A test that does the same many times over bears the mark `no_cover`.
    """

    def __init__(self) -> None:
        self._idle: Counter[str] = Counter()
        """How many cases of a test, or examples of a law, brought nothing new."""

    @contextmanager
    def of(self, test: str, trace: Any, patience: int = CASES) -> Iterator[None]:
        """Trace what is done within, where the test still brings something new. `trace` is coverage's own, whose
        `data` are the lines run by file.
        """
        before = -1
        if self._idle[test] < patience:
            before = sum(map(len, trace.data.values()))
            sys.settrace(trace)
        try:
            yield
        finally:
            sys.settrace(None)
            if before >= 0:
                self._idle[test] += sum(map(len, trace.data.values())) == before

    @contextmanager
    def examples(self, test: str, law: Any, trace: Any) -> Iterator[None]:
        """The same of each example of a law of hypothesis."""
        inner = law.hypothesis.inner_test

        @functools.wraps(inner)
        def traced(*arguments: object, **named: object) -> object:
            with self.of(test, trace, EXAMPLES):
                return inner(*arguments, **named)

        law.hypothesis.inner_test = traced
        try:
            yield
        finally:
            law.hypothesis.inner_test = inner


_tracing = Tracing()


@pytest.hookimpl(wrapper=True, trylast=True)  # within what pytest-cov does
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Trace what is worth it. In a worker of pytest-xdist, pytest-cov has started coverage twice: it pauses the second,
    and the first then goes on, unseen, as nothing keeps what it traces.
    """
    trace = sys.gettrace()
    if trace is None:
        return (yield)
    test, _, _ = item.nodeid.partition("[")
    law = item.obj if item.get_closest_marker("hypothesis") else None  # type: ignore[attr-defined]
    sys.settrace(None)
    try:
        if item.get_closest_marker("no_cover"):
            return (yield)
        with _tracing.examples(test, law, trace) if law else _tracing.of(test, trace):
            return (yield)
    finally:
        sys.settrace(trace)


def pytest_collection_finish() -> None:
    """What was collected stays to the end: looking for garbage among half a million objects is a third of a law."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE)


@pytest.fixture(autouse=True)
def outside_github(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests read the same output wherever they run: inside GitHub Actions `check` would speak its language."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """No test speaks on in the language of the one before it."""
    yield
    messages.speak("en")


@pytest.fixture
def certeval(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Certeval:
    """Runs certeval in an empty folder, in English, in a pipe."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CERTEVAL_LANG", "en")
    monkeypatch.delenv("CERTEVAL_REFERENTIELS", raising=False)

    def command(*arguments: object) -> Done:
        status = run([str(argument) for argument in arguments])
        captured = capfdbinary.readouterr()
        return Done(status, captured.out.decode(), captured.err.decode())

    return command
