"""The file of a register that is begun: for its owner alone, and gone where nothing came to be written into it."""

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from certeval.registre.mounts import NETWORKS, mounted

PRIVATE = 0o600
"""The rights of a file that is begun: it holds names, or what leads to them."""


def begun(register: Path) -> Path | None:
    """The file, links followed, where this makes it, empty; None where it is there, or can't be made."""
    file = Path(os.path.realpath(register))
    if mounted(file) in NETWORKS:
        return None
    with suppress(OSError):  # SQLite says why
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
        return file
    return None


def withdraw(file: Path, rows: Callable[[str], Sequence[object]]) -> None:
    """Remove a file that was begun, unless somebody wrote to it meanwhile. `rows`: of a query of it.

    It goes while it is locked: SQLite lets nobody write to a file that has left its place. A system that removes no
    open file keeps it, empty.
    """
    with suppress(sqlite3.Error, OSError):
        rows("BEGIN EXCLUSIVE")
        is_register = rows("SELECT 1 FROM sqlite_master WHERE name = 'journal'")
        if not is_register or not rows("SELECT 1 FROM journal LIMIT 1"):
            file.unlink()
