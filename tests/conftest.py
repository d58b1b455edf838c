"""Running certeval in this process, as at a prompt; laws in front, and tracing only where it tells something."""

import gc
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from apart import print_apart
from browser import chromium
from certeval.cli.app import run
from registers import postgresql, server, where

__all__ = ["chromium", "postgresql", "server", "where"]  # fixtures

print_apart()


@dataclass(frozen=True)
class Done:
    """What a command left: its status, what it printed, what it said on stderr."""

    status: int
    out: str
    err: str


Certeval = Callable[..., Done]


LONGEST = ("test_laws", "test_diff_laws", "test_polars", "test_missing", "test_impact_laws", "test_exactness")
"""The modules of laws that take most of the time."""


TRACED = 4
"""How many cases of one test are traced: the others run the same lines on other values."""


@pytest.hookimpl(trylast=True)  # hypothesis has marked its own
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Laws first, so that no worker of pytest-xdist is left alone with a long one at the end.

    Tracing doubles the time of a test. Laws are marked `no_cover`, and the cases of a test after its first ones: the
    lines that they run, other tests run too. A test that does the same many times over bears that mark itself.
    """
    items.sort(key=_rank)
    cases: Counter[str] = Counter()
    for item in items:
        test, _, _ = item.nodeid.partition("[")
        cases[test] += 1
        if item.get_closest_marker("hypothesis") or cases[test] > TRACED:
            item.add_marker("no_cover")


def _rank(item: pytest.Item) -> int:
    if not (item.get_closest_marker("hypothesis") or item.get_closest_marker("no_cover")):
        return len(LONGEST) + 1
    module = item.path.stem
    return LONGEST.index(module) if module in LONGEST else len(LONGEST)


@pytest.hookimpl(wrapper=True, trylast=True)  # within what pytest-cov does
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Leave tests marked `no_cover` untraced. In a worker of pytest-xdist, pytest-cov has started coverage twice:
    it pauses the second, and the first then goes on, unseen, as nothing keeps what it traces.
    """
    if item.get_closest_marker("no_cover") is None:
        return (yield)
    trace = sys.gettrace()
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(trace)


def pytest_collection_finish() -> None:
    """What was collected stays to the end: looking for garbage among half a million objects is a third of a law."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def outside_github(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests read the same output wherever they run: inside GitHub Actions `check` would speak its language."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


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
