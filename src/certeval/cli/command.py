"""Commands as typer runs them, their help in the language chosen: typer's own frames are in English alone."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import CompletionItem, TyperCommand, TyperGroup  # type: ignore[attr-defined]  # typer vendors it

from certeval.cli import manual, streams
from certeval.cli.misuse import no_command, refuse_more, refuse_repetition, refuse_usage
from certeval.messages import N_, _

COMPLETION_VARIABLE = "_CERTEVAL_COMPLETE"
"""The variable by which a shell asks what may follow, rather than to run."""
WIDEST = 24
"""Characters of the first column of a help, a third of it at most: what is longer takes a line of its own."""


class LocalHelp:
    """The help of a command or of all of them, in one language, without the names of Python's types."""

    examples: tuple[str, ...] = ()
    """Command lines that stand at the end of its help."""

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]  # of the class that it is mixed with
        option.callback = _show_help
        return option

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        command_line = tuple(args)
        try:
            rest = super().parse_args(ctx, args)  # type: ignore[misc]  # as above
        except typer.TyperException as error:
            if ctx.resilient_parsing:
                raise
            refuse_usage(error, ctx, command_line)
        if not ctx.resilient_parsing:
            refuse_repetition(ctx, command_line)
        return rest

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """How the command is written."""
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]  # of the class that it is mixed with
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage: "))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """The commands below it, its arguments, its options, then examples."""
        page = manual.page(self, ctx)
        widest = min(WIDEST, formatter.width // 3)
        for section in (*page.commands, manual.ManualSection(_("Arguments"), page.arguments), *page.options):
            if section.entries:
                with _under(section.heading, formatter):
                    formatter.write_dl([(each.syntax, each.text) for each in section.entries], col_max=widest)
        if page.examples:
            with _under(_("Examples"), formatter):
                formatter.write("".join(f"  {example}\n" for example in page.examples))


@contextmanager
def _under(heading: str, formatter: Any) -> Iterator[None]:
    """What stands under a heading, typed as its language wants it."""
    formatter.write_paragraph()
    formatter.write(_("{heading}:", heading=heading) + "\n")
    with formatter.indentation():
        yield


class Command(LocalHelp, TyperCommand):
    """One command."""

    allow_extra_args = True  # they are refused here, in our own words

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """What follows the command's name: its arguments, then its options."""
        return [*manual.metavars(self, ctx), _("[OPTIONS]")]

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            refuse_more(ctx, rest)
        return rest


class CommandGroup(LocalHelp, TyperGroup):
    """Commands by name, each with its summary, made only when it is run."""

    summaries: Mapping[str, str]
    command_of: Callable[[str], Any]

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 -- typer's own signature
        return list(self.summaries)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 -- typer's own signature
        return self.command_of(cmd_name) if cmd_name in self.summaries else None

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return [
            CompletionItem(name, help=_(summary))
            for name, summary in self.summaries.items()
            if name.startswith(incomplete)
        ]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in self.summaries and not ctx.resilient_parsing:
            no_command(args[0], self.summaries)
        return super().resolve_command(ctx, args)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ARG002 -- typer's own signature
        return [_("COMMAND"), "…"]

    def chapters(self) -> list[manual.ManualSection]:
        """Its commands under their headings."""
        return [manual.section(N_("Commands"), self.summaries)]


def _show_help(ctx: Any, _option: object, flag: bool) -> None:
    if flag and not ctx.resilient_parsing:
        streams.write(f"{ctx.get_help()}\n")
        raise typer.Exit
