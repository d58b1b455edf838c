"""Questions to whoever is at the terminal; what is not asked takes its default."""

import sys
from collections.abc import Callable

import typer

from certeval.cli import exits
from certeval.messages import N_, _

Read = Callable[[str], object]
"""What an answer says; None where it is no answer."""


def at_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def answer(question: str, default: str, read: Read = str) -> str:
    """What is answered to a question, again until it is an answer; the default where only Enter is pressed.

    Raises typer.Abort at the end of the input.
    """
    shown = f" [{default}]" if default else ""
    while True:
        sys.stderr.write(f"{question}{shown} ")
        sys.stderr.flush()
        typed = sys.stdin.readline()
        if not typed:
            sys.stderr.write("\n")
            raise typer.Abort
        given = typed.strip() or default
        if read(given) is not None:
            return given
        sys.stderr.write(_("this is no answer") + "\n")


def agreed(question: str) -> bool:
    """Whether the answer is yes: `o`, `oui`, `y`, `yes`; Enter is no."""
    words = {"o": True, "oui": True, "y": True, "yes": True, "n": False, "non": False, "no": False, "": False}
    return words[answer(question, "", lambda typed: words.get(typed.lower())).lower()]


def refuse_option(option: str, text: str, wanted: str) -> None:
    """End with status 2: the value of an option is not what it takes."""
    exits.refuse(N_("{option} {text}: write {wanted}"), option=option, text=text, wanted=wanted)
