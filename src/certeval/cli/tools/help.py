"""`certeval help`."""

from typing import Annotated

import typer

from certeval.cli import offers, output, usage
from certeval.cli.app import COMMANDS
from certeval.messages import N_


def help(  # noqa: A001 -- a command is the function of its name
    ctx: typer.Context,
    command: Annotated[
        str | None,
        typer.Argument(
            metavar=N_("[COMMAND]"),
            help=N_("A command; else all of them are listed."),
            autocompletion=offers.among(COMMANDS),
        ),
    ] = None,
) -> None:
    """Say how certeval, or one of its commands, is used: the same as `certeval COMMAND --help`."""
    group = ctx.find_root()
    if command is None:
        output.deliver(f"{group.get_help()}\n")
        return
    if command not in COMMANDS:
        usage.no_command(command, COMMANDS)
    meant = group.command.get_command(group, command)  # type: ignore[attr-defined]  # the root is a group
    with meant.make_context(command, [], parent=group, resilient_parsing=True) as inside:
        output.deliver(f"{inside.get_help()}\n")
