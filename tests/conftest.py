"""Running certeval in this process, as at a prompt."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from certeval.cli.app import run


@dataclass(frozen=True)
class Done:
    """What a command left: its status, what it printed, what it said on stderr."""

    status: int
    out: str
    err: str


Certeval = Callable[..., Done]


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
