"""How far long work has come, at a terminal alone: nothing is written where nobody looks."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from certeval.cli import notices
from certeval.messages import _

Told = Callable[[int, int], None]
"""Told the rows met and the bytes read so far."""


@contextmanager
def shown(total: int) -> Iterator[Told]:
    """A bar on stderr over so many bytes, with the rows met, the rate, and the time that remains."""
    if notices.silent() or not sys.stderr.isatty():
        yield unseen
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        TaskProgressColumn(show_speed=False),
        TextColumn("{task.fields[rows]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total, rows="")

        def told(rows: int, read: int) -> None:
            elapsed = progress.tasks[0].elapsed or 1
            said = _("{rows} rows, {rate} a second").format(rows=rows, rate=round(rows / elapsed))
            progress.update(task, completed=read, rows=said)

        yield told


def unseen(_rows: int, _read: int) -> None:
    """Nothing is shown."""
