"""Running certeval in this process, as at a prompt; laws in front and untraced."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from certeval.cli.app import run
from registers import server, where

__all__ = ["server", "where"]  # fixtures


@dataclass(frozen=True)
class Done:
    """What a command left: its status, what it printed, what it said on stderr."""

    status: int
    out: str
    err: str


Certeval = Callable[..., Done]


LONGEST = ("test_laws", "test_diff_laws", "test_polars", "test_missing", "test_impact_laws", "test_exactness")
"""The modules of laws that take most of the time."""


@pytest.hookimpl(trylast=True)  # hypothesis has marked its own
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Laws first, so that no worker of pytest-xdist is left alone with a long one at the end.

    They are marked `no_cover`: tracing would double their time, and the lines that their many examples run, other
    tests run too. A test that does the same many times over bears that mark itself.
    """
    for item in items:
        if item.get_closest_marker("hypothesis"):
            item.add_marker("no_cover")
    items.sort(key=_rank)


def _rank(item: pytest.Item) -> int:
    if item.get_closest_marker("no_cover") is None:
        return len(LONGEST) + 1
    module = item.path.stem
    return LONGEST.index(module) if module in LONGEST else len(LONGEST)


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
