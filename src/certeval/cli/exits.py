"""Exit statuses (design §5), and ending with one."""

import errno
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import NoReturn

import typer

from certeval.cli import streams
from certeval.messages import N_, _

OK = 0
FINDINGS = 1
USAGE = 2
INVALID = 3
INTERRUPT = 130
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
OUTPUT_ERRORS = NO_ROOM | {errno.EPIPE, errno.EIO}
"""What the system answers where it does not take what is printed."""


def leave(status: int) -> NoReturn:
    """End the command with a status."""
    raise typer.Exit(status)


def sentence(message: str, **arguments: object) -> str:
    """A message in words; what it names is shown as it is, a terminal obeys nothing of it."""
    from certeval.render.words import visible

    return _(message).format(**{name: visible(str(each)) for name, each in arguments.items()})


def refuse(message: str, *, nearest: str | None = None, **arguments: object) -> NoReturn:
    """Say on stderr why the command can't run as asked, and what was most likely meant; end with status 2."""
    text = sentence(message, **arguments)
    if nearest:
        text += sentence(N_("; did you mean {suggestion}?"), suggestion=nearest)
    streams.tell(text)
    raise typer.Exit(USAGE)


def refuse_without(
    option: str,
    others: Mapping[str, object],
    message: str = N_("{others}: without effect unless {option} is given"),
) -> None:
    """Status 2 where others are given, by their names, and the option is not without which they change nothing."""
    if names := [name for name, value in others.items() if value]:
        refuse(message, others=", ".join(names), option=option)


def refuse_beside(option: str, others: Mapping[str, object]) -> None:
    """The same of others that change nothing beside an option."""
    refuse_without(option, others, N_("{others}: without effect beside {option}: leave out one or the other"))


@contextmanager
def guard() -> Iterator[None]:
    """What is tried within ends the command with status 2 where the system doesn't let something be read or written,
    or a library that comes with an extra is not installed.
    """
    try:
        yield
    except OSError as error:
        unreadable(error)
    except ModuleNotFoundError as error:
        refuse_without_extra(error)


def unreadable(error: OSError) -> NoReturn:
    """A file that the system doesn't let be read or written."""
    cause = next((words for kind, words in REASONS.items() if isinstance(error, kind)), None)
    cause = cause or NUMBERED_REASONS.get(error.errno or 0)
    if getattr(error, "winerror", None) in KEPT_OPEN:
        cause = N_("the system does not allow it: it may be open in another program, to be closed first")
    words = cause or error.strerror
    reason = _(words) if words else str(error)
    refuse(N_("{file}: {reason}"), file=error.filename or "", reason=reason)


def is_reader_gone(error: OSError, system: str = sys.platform) -> bool:
    """Whether it was refused because who read it has left, which Windows says in words of its own."""
    return isinstance(error, BrokenPipeError) or (system == "win32" and error.errno == errno.EINVAL)


def end_output(error: OSError) -> NoReturn:
    """What is printed was not taken: the reader left, which is its right (`| head`), or the system refused it."""
    if error.filename:
        unreadable(error)
    if not (has_left := is_reader_gone(error)) and error.errno not in OUTPUT_ERRORS:
        raise error
    with suppress(OSError, ValueError):  # nor is what is still held tried again, as the interpreter ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if has_left:
        leave(OK)
    reason = _("no room is left") if error.errno in NO_ROOM else str(error.strerror or error)
    refuse(N_("standard output: {reason}; what was printed is not whole"), reason=reason)


def refuse_without_extra(error: ModuleNotFoundError) -> NoReturn:
    """A library that comes with an extra and is not installed; any other one missing is a bug."""
    library = (error.name or "").partition(".")[0]
    for extra, (libraries, message) in EXTRAS.items():
        if library in libraries:
            refuse(message, command=f"pip install 'certeval[{extra}]'")
    raise error


EXTRAS = {
    "bulk": (
        {"polars"},
        N_("to read or write Parquet, or sheets packed in zst, or larger than memory: {command}"),
    ),
    "spark": ({"pyspark"}, N_("--engine spark needs Spark: pip install 'certeval[spark]'")),
    "postgresql": ({"psycopg", "psycopg_binary", "psycopg_c"}, N_("for a register in PostgreSQL: {command}")),
    "import": ({"docx", "lxml", "pdfplumber", "pypdfium2"}, N_("to read Word and PDF documents: {command}")),
    "documents": ({"jinja2", "markupsafe", "pypdf", "typst"}, N_("to make pages and documents: {command}")),
    "office": ({"python_calamine"}, N_("to read workbooks: {command} (or save the sheet as CSV)")),
}
"""The libraries of each extra, and what they are for."""
KEPT_OPEN = frozenset({5, 32, 33})
"""What Windows answers where a file is written that a spreadsheet has open, among others."""
NUMBERED_REASONS = {
    errno.ELOOP: N_("a link leads to itself"),
    errno.ENAMETOOLONG: N_("no name or path can be so long here"),
    errno.EROFS: N_("nothing can be written there: its disk is read-only"),
    errno.EIO: N_("its disk, or the network, does not answer as it should"),
}
REASONS: dict[type[OSError], str] = {
    FileNotFoundError: N_("there is no such file"),
    IsADirectoryError: N_("this is a folder, not a file"),
    NotADirectoryError: N_("a part of this path is not a folder"),
    FileExistsError: N_("this is a file, not a folder"),
    PermissionError: N_("the system does not allow it"),
}
