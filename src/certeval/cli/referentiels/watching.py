"""Doing something again each time one of the files it is about is saved."""

import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import typer

from certeval.cli import inputs

PERIOD = 0.5
"""Seconds between two looks at the files."""
WIDTH = 60

Seen = dict[str, tuple[int, int, int]]
"""Each file's time of change, size and number, by its path."""


def watch(paths: list[Path] | None, work: Callable[[], None]) -> NoReturn:
    """Do some work now, then whenever a file is saved, added or removed, until the user interrupts.

    What can't be done the first time ends the command, as without --watch; later it is said, and awaited.
    """
    seen: Seen | None = None
    while True:
        now = snapshot(paths)
        if now != seen:
            sys.stdout.write(f"{_separator()}\n")
            sys.stdout.flush()
            try:
                work()
            except typer.Exit:
                if seen is None:
                    raise
            seen = now
        pause()


def pause() -> None:
    time.sleep(PERIOD)


def snapshot(paths: list[Path] | None) -> Seen:
    """The files as they are now; one that is being replaced may be missing."""
    seen: Seen = {}
    for path in _files(paths or [inputs.folder()]):
        try:
            state = path.stat()
        except OSError:
            continue
        seen[str(path)] = (state.st_mtime_ns, state.st_size, state.st_ino)
    return seen


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.y*ml")) if path.is_dir() else [path]


def _separator() -> str:
    """A line that the eye finds again, with the time."""
    now = datetime.now().strftime("%H:%M:%S")  # noqa: DTZ005 -- the time where the user is
    return f"── {now} ".ljust(WIDTH, "─")
