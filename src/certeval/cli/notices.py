"""What a command says on stderr of what went well: one line, unless --quiet."""

import sys

from certeval.messages import _

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
        sys.stderr.write(f"certeval: {_(message).format(**arguments)}\n")


def silent() -> bool:
    return _silent


def tell(message: str, **arguments: object) -> None:
    """Say what was done."""
    if not _silent:
        sys.stderr.write(f"certeval: {_(message).format(**arguments)}\n")
