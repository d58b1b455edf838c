"""What a command says on stderr beside its results, a line each, and what it asks whoever is at the terminal."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from certeval.cli import exits, streams
from certeval.messages import N_, _

Bar = Callable[[int, int], None]
"""Moves a bar, or whatever shows how far work has come: what is done (rows, pages), then bytes read or of how many."""

MOST_NAMES = 4
"""Files written at once that are named each."""
_silent = False
_verbose = False


def silence(flag: bool) -> bool:
    """Whether this run says only what is wrong; the callback of --quiet, called whether it is there or not."""
    global _silent  # noqa: PLW0603 -- one run a process, as its streams are
    _silent = flag
    return flag


def speak(flag: bool) -> bool:
    """Whether this run also says how it goes about things; the callback of --verbose, as the other."""
    global _verbose  # noqa: PLW0603 -- one run a process, as its streams are
    _verbose = flag
    return flag


def remark(message: str, **arguments: object) -> None:
    """Say how something is done, where that is asked for."""
    if _verbose:
        streams.tell(exits.sentence(message, **arguments))


_warnings: set[str] = set()


def forget() -> None:
    """Begin another command: nothing is said yet."""
    _warnings.clear()


def warn(message: str, **arguments: object) -> None:
    """Say what a command goes on after, even with --quiet: once, however often it comes to it."""
    text = exits.sentence(message, **arguments)
    if text not in _warnings:
        _warnings.add(text)
        streams.tell(text)


def tell(message: str, **arguments: object) -> None:
    """Say what was done."""
    if not _silent:
        streams.tell(exits.sentence(message, **arguments))


def tell_places(places: Iterable[object]) -> None:
    """Say where something was written: files, by their folders where they are many; a register."""
    names = [str(each) for each in places]
    if len(names) <= MOST_NAMES:
        tell(N_("written to {files}"), files=", ".join(names))
        return
    by_folder: dict[str, list[str]] = {}
    for name in names:
        by_folder.setdefault(str(Path(name).parent), []).append(name)
    where = (folder if len(inside) > 1 else inside[0] for folder, inside in by_folder.items())
    tell(N_("{n} files written to {folder}"), n=len(names), folder=", ".join(where))


@contextmanager
def pages(what: str = N_("pages")) -> Iterator[Bar]:
    """A bar on stderr over the pages of a document, or over others: those done, of how many, which may change."""
    if _silent or not sys.stderr.isatty():
        yield no_bar
        return
    from rich import progress as rich
    from rich.console import Console

    columns = (rich.TextColumn("{task.description}"), rich.BarColumn(), rich.MofNCompleteColumn())
    with rich.Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(_(what), total=None)
        yield lambda page, of: bars.update(task, completed=page, total=of)


@contextmanager
def progress(total: int) -> Iterator[Bar]:
    """A bar on stderr over so many bytes, with the rows met, the rate, and the time that remains."""
    if _silent or not sys.stderr.isatty():
        yield no_bar
        return
    from rich import progress as rich
    from rich.console import Console

    share, rows = rich.TaskProgressColumn(show_speed=False), rich.TextColumn("{task.fields[rows]}")
    columns = (rich.BarColumn(), share, rows, rich.TimeRemainingColumn())
    with rich.Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("", total=total, rows="")

        def move(rows: int, read: int) -> None:
            seconds = bars.tasks[0].elapsed or 1
            text = _("{rows} rows, {rate} a second", rows=rows, rate=round(rows / seconds))
            bars.update(task, completed=read, rows=text)

        yield move


def no_bar(_rows: int, _read: int) -> None:
    """Nothing is shown."""


Read = Callable[[str], object]
"""What an answer says; None where it is no answer."""


def at_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str, default: str, read: Read = str) -> str:
    """What is answered to a question, put again until `read` takes the answer; the default where only Enter is pressed.

    Raises typer.Abort at the end of the input.
    """
    hint = f" [{default}]" if default else ""
    while True:
        sys.stderr.write(f"{question}{hint} ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            sys.stderr.write("\n")
            raise typer.Abort
        answer = line.strip() or default
        if read(answer) is not None:
            return answer
        sys.stderr.write(_("this is no answer") + "\n")


def confirm(question: str) -> bool:
    """Whether the answer is yes: `o`, `oui`, `y`, `yes`; Enter is no."""
    words = {"o": True, "oui": True, "y": True, "yes": True, "n": False, "non": False, "no": False, "": False}
    return words[ask(question, "", lambda answer: words.get(answer.lower())).lower()]
