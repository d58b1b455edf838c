"""The commands, by name, each imported only when it is run."""

import os
from importlib import import_module
from inspect import getdoc
from typing import Any

import typer
from typer.core import CompletionItem, TyperGroup  # type: ignore[attr-defined]  # typer vendors it

from certeval import __version__, messages
from certeval.cli import exits, files, language
from certeval.messages import N_, _

COMMANDS = {
    "validate": N_("Decide who validates what, from score sheets."),
    "show": N_("Show the certification, a bloc, a compétence, a critère, an épreuve…"),
    "check": N_("Check référentiels: structure, references, rules."),
    "explain": N_("Say why a candidate validates, or not."),
    "test": N_("Run the cases that a référentiel proves itself by."),
    "rattrapages": N_("Say what each candidate who failed could present again."),
    "agreement": N_("Say how far jurors agree, on each critère and overall."),
    "stats": N_("Say how a session went: success, distributions, difficulty, by group."),
    "diff": N_("Say what differs between two versions of a référentiel."),
    "impact": N_("Say whose verdicts change under another version, and why."),
    "lock": N_("Record published versions, so that they can't change unnoticed."),
    "verify": N_("Say whether results are still what they were, recomputed."),
    "grille": N_("Make the empty grids that juries fill in."),
    "schema": N_("Print the JSON Schema of a file format."),
    "completion": N_("Print what makes a shell complete commands and codes."),
}
COMPLETING = "_CERTEVAL_COMPLETE"
"""The variable by which a shell asks what may follow, rather than to run."""


class Commands(TyperGroup):
    """Commands that are imported when they are run: `--help` lists them without importing any."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 -- typer's own signature
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 -- typer's own signature
        if cmd_name not in COMMANDS:
            return None
        function = getattr(import_module(f"certeval.cli.{cmd_name}"), cmd_name)
        single = _typer()
        single.command(name=cmd_name, help=_(getdoc(function) or ""))(function)
        return typer.main.get_command(single)

    def make_context(self, *arguments: Any, **options: Any) -> Any:
        """The command line read: help and the version are printed here."""
        try:
            return super().make_context(*arguments, **options)
        except OSError as error:
            exits.undelivered(error)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except OSError as error:
            exits.undelivered(error)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return [
            CompletionItem(name, help=_(summary))
            for name, summary in COMMANDS.items()
            if name.startswith(incomplete)
        ]

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 -- typer's own signature
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(summary)) for name, summary in COMMANDS.items()])


def _typer(**options: Any) -> typer.Typer:
    settings = {"help_option_names": ["-h", "--help"]}
    return typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=settings,
        **options,
    )


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"certeval {__version__}")
        raise typer.Exit


def application() -> Any:
    """The whole command line, in the language chosen."""
    app = _typer(cls=Commands, no_args_is_help=True)

    @app.callback(help=_("Référentiels in YAML, score sheets in, decisions with their reasons out."))
    def options(
        version: bool = typer.Option(
            False, "--version", help=_("Show the version and exit."), callback=_version, is_eager=True
        ),
    ) -> None:
        """Options of certeval itself."""

    return typer.main.get_command(app)


def run(arguments: list[str]) -> int:
    """Run certeval with these arguments; the exit status. 130 on interrupt, without a traceback."""
    messages.speak(language.of_text(os.environ))
    files.forget()
    # pydantic would look for plugins in all that is installed
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if instruction := os.environ.get(COMPLETING):
        from certeval.cli import completion

        return completion.answer(instruction, lambda: application().main([], prog_name="certeval"))
    try:
        application().main(arguments, prog_name="certeval", standalone_mode=True)
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else exits.DONE
    except KeyboardInterrupt:
        return exits.INTERRUPTED
    return exits.DONE
