"""Exit statuses (design §5), and ending with one."""

import sys
from typing import NoReturn

import typer

from certeval.messages import _

DONE = 0
FINDINGS = 1
USAGE = 2
INVALID = 3
INTERRUPTED = 130


def leave(status: int) -> NoReturn:
    """End the command with a status."""
    raise typer.Exit(status)


def refuse(message: str, **arguments: object) -> NoReturn:
    """Say on stderr why the command can't run as asked, and end with status 2."""
    sys.stderr.write(f"certeval: {_(message).format(**arguments)}\n")
    raise typer.Exit(USAGE)


def unreadable(error: OSError) -> NoReturn:
    """A file that the system doesn't let be read or written."""
    refuse("{file}: {reason}", file=error.filename or "", reason=error.strerror or str(error))
