"""Commands as typer runs them, their help in the language chosen: typer's own frames are in English alone."""

from collections.abc import Callable, Iterator, Mapping
from inspect import cleandoc
from typing import Any

import typer
from typer.core import CompletionItem, TyperCommand, TyperGroup  # type: ignore[attr-defined]  # typer vendors it

from certeval.cli import streams, usage
from certeval.messages import N_, _

COMPLETING = "_CERTEVAL_COMPLETE"
"""The variable by which a shell asks what may follow, rather than to run."""
HELP = N_("Show this help and exit.")


class Spoken:
    """The help of a command or of all of them, in one language, without the names of Python's types."""

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]  # of the class that it is mixed with
        option.callback = _show_help
        return option

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        try:
            return super().parse_args(ctx, args)  # type: ignore[misc]  # as above
        except typer.TyperException as error:
            if ctx.resilient_parsing:
                raise
            usage.refuse(error, ctx)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """The sections of arguments and options."""
        arguments = [(_(each.metavar), _(each.help or "")) for each in _parameters(self, ctx, "argument")]
        options = [_option(each) for each in _parameters(self, ctx, "option")]
        for heading, records in ((N_("Arguments"), arguments), (N_("Options"), options)):
            if records:
                with formatter.section(_(heading)):
                    formatter.write_dl(records)


class Command(Spoken, TyperCommand):
    """One command."""

    allow_extra_args = True  # they are refused here, in our own words

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """What follows the command's name: its arguments, then its options."""
        return [*(_(each.metavar) for each in _parameters(self, ctx, "argument")), _("[OPTIONS]")]

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            usage.refuse_more(ctx, rest)
        return rest


class Several(Spoken, TyperGroup):
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
            usage.no_command(args[0], self.summaries)
        return super().resolve_command(ctx, args)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ARG002 -- typer's own signature
        return [_("COMMAND"), "…"]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Its commands, then its options."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _first(_(said))) for name, said in self.summaries.items()])
        super().format_options(ctx, formatter)


def _first(paragraphs: str) -> str:
    """The first paragraph of a help, in one line."""
    return " ".join(paragraphs.partition("\n\n")[0].split())


def _show_help(ctx: Any, _option: object, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        streams.write(f"{ctx.get_help()}\n")
        raise typer.Exit


def _parameters(command: Any, ctx: Any, kind: str) -> Iterator[Any]:
    return (each for each in command.get_params(ctx) if each.param_type_name == kind and not each.hidden)


def _option(option: Any) -> tuple[str, str]:
    """How an option is written, its short name first, and what it does."""
    names = ", ".join(sorted(option.opts, key=len))
    if "--help" in option.opts:
        return names, _(HELP)
    written = names if option.is_flag else f"{names} {_(option.metavar)}"
    said = _(cleandoc(option.help or ""))
    if option.required:
        return written, f"{said} {_('[required]')}"
    if isinstance(option.default, str) and option.default:
        return written, f"{said} {_('[by default {value}]').format(value=option.default)}"
    return written, said
