"""What a command says on stderr of what goes well: how far it has come, at a terminal; what was done, in one line."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from certeval.cli import exits
from certeval.messages import N_, _

Told = Callable[[int, int], None]
"""Told the rows met and the bytes read so far."""

MOST_NAMED = 4
"""Files written at once that are named each."""
_silent = False
_verbose = False


def silence(wanted: bool) -> bool:
    """Whether this run says only what is wrong; the callback of --quiet, called whether it is there or not."""
    global _silent  # noqa: PLW0603 -- one run a process, as its streams are
    _silent = wanted
    return wanted


def speak(wanted: bool) -> bool:
    """Whether this run also says how it goes about things; the callback of --verbose, as the other."""
    global _verbose  # noqa: PLW0603 -- one run a process, as its streams are
    _verbose = wanted
    return wanted


def remark(message: str, **arguments: object) -> None:
    """Say how something is done, where that is asked for."""
    if _verbose:
        sys.stderr.write(f"certeval: {exits.said(message, **arguments)}\n")


def tell(message: str, **arguments: object) -> None:
    """Say what was done."""
    if not _silent:
        sys.stderr.write(f"certeval: {exits.said(message, **arguments)}\n")


def tell_written(places: Iterable[object]) -> None:
    """Say where something was written: files, by their folder where they are many; a register."""
    names = [str(each) for each in places]
    if len(names) <= MOST_NAMED:
        tell(N_("written to {files}"), files=", ".join(names))
    else:
        folder = os.path.commonpath(names) or os.curdir
        tell(N_("{n} files written to {folder}"), n=len(names), folder=folder)


@contextmanager
def pages(what: str = N_("pages")) -> Iterator[Told]:
    """A bar on stderr over the pages of a document, or over others: those done, of how many, which may change."""
    if _silent or not sys.stderr.isatty():
        yield unseen
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(_(what), total=None)

        def told(page: int, of: int) -> None:
            progress.update(task, completed=page, total=of)

        yield told


@contextmanager
def progress(total: int) -> Iterator[Told]:
    """A bar on stderr over so many bytes, with the rows met, the rate, and the time that remains."""
    if _silent or not sys.stderr.isatty():
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
