"""`certeval help`."""

from typing import Any

import typer

from certeval.cli import app, offers, output
from certeval.cli.misuse import no_command, refuse_more
from certeval.cli.options import argument


def help(  # noqa: A001 -- a command is the function of its name
    ctx: typer.Context,
    words: list[str] | None = argument(
        "[COMMAND…]",
        "A command, or one that stands below it; else all of them are listed.",
        autocompletion=offers.offer_words(app.COMMANDS),
        default=None,
    ),
) -> None:
    """Say how certeval, or one of its commands, is used: the same as its `--help`."""
    output.deliver(f"{_help(ctx.find_root(), words or [])}\n")


def _help(group: Any, words: list[str]) -> str:
    """The help of a command of a group, or of one below it; status 2 where there is none of that name."""
    if not words:
        return str(group.get_help())
    name, *rest = words
    commands = getattr(group.command, "summaries", {})
    if name not in commands:
        no_command(name, commands) if commands else refuse_more(group, words)
    command = group.command.get_command(group, name)
    with command.make_context(name, [], parent=group, resilient_parsing=True) as inside:
        return _help(inside, rest)
