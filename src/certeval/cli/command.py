"""Commands as typer runs them, their help and their mistakes in the language chosen: typer's own frames are in English
alone.

It tells kinds of mistakes by classes that it keeps to itself, and writes sentences in English: what each carries tells
them apart here.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NoReturn

import typer
from typer.core import CompletionItem, TyperCommand, TyperGroup  # type: ignore[attr-defined]  # typer vendors it

from certeval.cli import exits, files, manual, streams
from certeval.messages import N_, _
from certeval.text.nearest import fold, nearest

COMPLETION_VARIABLE = "_CERTEVAL_COMPLETE"
"""The variable by which a shell asks what may follow, rather than to run."""
WIDEST = 24
"""Characters of the first column of a help: what is longer takes a line of its own."""


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
            _refuse(error, ctx, command_line)
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
        for section in (*page.commands, manual.ManualSection(_("Arguments"), page.arguments), *page.options):
            if section.entries:
                with _under(section.heading, formatter):
                    formatter.write_dl([(each.syntax, each.text) for each in section.entries], col_max=WIDEST)
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


OF_FILES = [f"--{name}" for name in ("scores", "candidats")]
"""The options that a file alone goes with, the likeliest first."""
PRIVATE_OPTIONS = frozenset({"--motif", "--secret"})
"""Options whose value may name a person, or is not to be seen."""
HABITS = {
    **dict.fromkeys(("releve", "attestation", "parchemin", "pv", "diplome", "bulletin"), "documents"),
    **dict.fromkeys(("convocation", "emargement"), "documents"),
    **dict.fromkeys(("decide", "resultat", "result", "score", "note"), "validate"),
    **dict.fromkeys(("merge", "fusionner"), "validate"),
    **dict.fromkeys(("init", "create", "nouveau"), "new"),
    **dict.fromkeys(("grid", "grille-html"), "grille"),
    **dict.fromkeys(("session", "jury", "deliberation"), "deliberer"),
    **dict.fromkeys(("rattrapage", "resit"), "rattrapages"),
    **dict.fromkeys(("export",), "publish"),
}
"""The command that a word of the field stands for, folded and without its plural."""


def no_command(name: str, commands: Iterable[str]) -> NoReturn:
    """No command has this name; status 2, with the one most likely meant."""
    from certeval.render.words import visible

    text = _("no command is called « {typed} »", typed=visible(name))
    suggestion = HABITS.get(fold(name).rstrip("s")) or nearest(name, commands)
    if not suggestion:
        text += _("; there are {known}", known=", ".join(commands))
    exits.refuse("{text}", nearest=suggestion, text=text)


def _refuse(error: typer.TyperException, ctx: Any, command_line: Iterable[str]) -> NoReturn:
    """Say on stderr how the command is used, and what is wrong; status 2."""
    if type(error).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(f"{error.format_message()}\n")
        exits.leave(exits.USAGE)
    sys.stderr.write(f"{ctx.get_usage()}\n\n")
    exits.refuse("{text}", text=_sentence(error, ctx, command_line))


def refuse_more(ctx: Any, rest: list[str]) -> NoReturn:
    """Words follow that a command has no use for; status 2, with the option that a file most likely goes with."""
    from certeval.render.words import visible

    sys.stderr.write(f"{ctx.get_usage()}\n\n")
    names = {name for each in ctx.command.get_params(ctx) for name in each.opts}
    option = next((each for each in OF_FILES if each in names), "")
    exits.refuse(
        "nothing more is expected after that: « {typed} »",
        nearest=f"{option} {visible(rest[0])}" if option and files.is_there(rest[0]) else None,
        typed=" ".join(rest),
    )


def refuse_repetition(ctx: Any, command_line: Iterable[str]) -> None:
    """Status 2 where an option that takes one value is given several, of which typer would take the last."""
    single = [
        each
        for each in ctx.command.get_params(ctx)
        if each.param_type_name == "option" and not (each.multiple or each.is_flag)
    ]
    parser = ctx.command.make_parser(ctx)
    for each in single:
        parser.add_option(each, each.opts, dest=each.name, action="append")
    values, _rest, _order = parser.parse_args([*command_line])
    for each in single:
        if len(several := values.get(each.name, ())) > 1:
            sys.stderr.write(f"{ctx.get_usage()}\n\n")
            from certeval.render.registre import place

            option = max(each.opts, key=len)
            if option in PRIVATE_OPTIONS:
                exits.refuse("{option} takes one value, and is given {n}", option=option, n=len(several))
            quotes = ", ".join(_("« {text} »", text=place(value)) for value in several)
            message = N_("{option} takes one value, and is given {n}: {values}")
            exits.refuse(message, option=option, n=len(several), values=quotes)


def _sentence(error: Any, ctx: Any, command_line: Iterable[str]) -> str:
    name = getattr(error, "option_name", None)
    if name is not None:
        return _option_sentence(str(name), ctx, command_line)
    param = getattr(error, "param", None)
    if param is not None and hasattr(error, "param_type"):
        option = f"{max(param.opts, key=len)} " if param.param_type_name == "option" else ""
        what = option + _(param.metavar)
        return _("{what} is missing; {command} -h says more", what=what, command=ctx.command_path)
    return str(error.format_message())


def _option_sentence(word: str, ctx: Any, command_line: Iterable[str]) -> str:
    """An option that a command doesn't have, or whose value is missing, or that takes none."""
    from certeval.render.words import visible

    by_name = {
        name: each for each in ctx.command.get_params(ctx) for name in each.opts if name.startswith("-")
    }
    if (option := by_name.get(word)) is None:
        text = _("{command} has no option {option}", command=ctx.command_path, option=word)
        if file := next(
            (each for each in command_line if each.startswith(word) and files.is_there(each)), ""
        ):
            return text + _("; for the file of this name, write {file}", file=visible(f"./{file}"))
        if word.startswith("--") and (suggestion := nearest(word, by_name)):
            return text + _("; did you mean {suggestion}?", suggestion=suggestion)
        if ctx.parent is None:
            return text + _("; options come after the command")
        return text + _("; {command} -h lists them", command=ctx.command_path)
    if option.is_flag:
        return _("{option} takes no value", option=word)
    return _("{option}: its value is missing: {option} {metavar}", option=word, metavar=_(option.metavar))
