"""How a command runs, and how much it says."""

from collections.abc import Callable
from typing import Annotated

import typer

from certeval.cli import exits, manual, notices, offers
from certeval.messages import N_

NoInput = Annotated[
    bool,
    typer.Option(
        "--no-input",
        help=N_("Ask nothing, even at a terminal: what is not given takes its default."),
        rich_help_panel=manual.RUN,
    ),
]
KeepGoing = Annotated[
    bool,
    typer.Option(
        "--keep-going",
        help=N_("Leave out the candidates who have a wrong cell, decide the others; status 1."),
        rich_help_panel=manual.RUN,
    ),
]
ENGINES = ("auto", "python", "polars", "spark")
Engine = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar=N_("ENGINE"),
        help=", ".join(ENGINES),
        autocompletion=offers.among(ENGINES),
        rich_help_panel=manual.RUN,
    ),
]
ExitCode = Annotated[
    bool,
    typer.Option(
        "--exit-code", help=N_("End with status 1 where something differs."), rich_help_panel=manual.RUN
    ),
]
Quiet = Annotated[
    bool,
    typer.Option(
        "--quiet",
        "-q",
        help=N_("Say nothing of what went well, nor how far it has come."),
        callback=notices.silence,
        rich_help_panel=manual.RUN,
    ),
]
"""Takes effect by itself: commands have nothing to do with it. So does the next one."""
Verbose = Annotated[
    bool,
    typer.Option(
        "--verbose",
        "-v",
        help=N_("Say also why sheets are read cell by cell, where they are."),
        callback=notices.speak,
        rich_help_panel=manual.RUN,
    ),
]


def whole(option: str, least: int, most: int | None = None) -> Callable[[str], int]:
    """Reads the whole number of an option; status 2 where it is none, or outside its bounds."""

    def number(text: str | int) -> int:
        typed = str(text).strip()
        value = (
            int(typed) if typed.isascii() and typed.lstrip("+-").isdigit() and len(typed) < LONGEST else None
        )
        if value is not None and value >= least and (most is None or value <= most):
            return value
        if most is None:
            exits.refuse(
                N_("{option} {text}: write a whole number, at least {least}"),
                option=option,
                text=typed,
                least=least,
            )
        exits.refuse(
            N_("{option} {text}: write a whole number from {least} to {most}"),
            option=option,
            text=typed,
            least=least,
            most=most,
        )

    return number


LONGEST = 10
"""Characters of a number: a longer one is beyond every bound."""
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        metavar="N",
        parser=whole("--jobs", 1),
        help=N_("How many processes read a large sheet; else one for each core."),
        rich_help_panel=manual.RUN,
    ),
]
