"""Two commands that write one file anew wait for each other: what one wrote is what the other reads again."""

import threading
from pathlib import Path

import pytest

from certeval.cli.folders import alone
from prompt import STOPPED

fcntl = pytest.importorskip("fcntl", reason="Windows locks no folder")


def test_who_rewrites_a_file_waits_for_who_does(tmp_path: Path) -> None:
    file, began, over = tmp_path / "verrou.json", threading.Event(), threading.Event()
    file.write_text("", encoding="utf-8")

    def add() -> None:
        began.set()
        with alone(file):
            file.write_text(file.read_text(encoding="utf-8") + "2", encoding="utf-8")
        over.set()

    other = threading.Thread(target=add)
    with alone(file):
        other.start()
        assert began.wait(STOPPED)
        assert not over.wait(0.05)
        before = file.read_text(encoding="utf-8")
        replacement = tmp_path / "autre"
        replacement.write_text(before + "1", encoding="utf-8")
        replacement.replace(file)
    other.join(STOPPED)
    assert file.read_text(encoding="utf-8") == "12"


def test_a_file_is_left_free_by_what_fails(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="a"), alone(tmp_path / "a"):
            raise ValueError("a")
