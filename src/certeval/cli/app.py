"""The commands, by name, each imported only when it is run."""

import os
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from inspect import getdoc
from itertools import pairwise
from keyword import iskeyword
from typing import Any

import typer

from certeval import __version__, messages
from certeval.cli import exits, files, manual, notices, output, streams
from certeval.cli.bundles import flat
from certeval.cli.command import COMPLETION_VARIABLE, Command, CommandGroup
from certeval.cli.manual import EXAMPLES
from certeval.messages import N_, _

GROUPS = {
    N_("A référentiel"): {
        "new": N_("Begin a référentiel: its file, its cases, a sheet to try it with."),
        "import": N_("Make a draft of a référentiel from a document: Word, PDF, workbook, fiche."),
        "check": N_("Check référentiels: structure, references, rules."),
        "test": N_("Run the cases that a référentiel proves itself by."),
        "show": N_("Show the certification, a bloc, a compétence, a critère, an épreuve…"),
        "publish": N_(
            "Write a référentiel as its official document, or as a workbook that import reads back."
        ),
        "compare": N_("Say what differs between a référentiel and its published fiche."),
        "diff": N_("Say what differs between two versions of a référentiel."),
        "impact": N_("Say whose verdicts change under another version, and why."),
        "lock": N_("Record published versions, so that they can't change unnoticed."),
    },
    N_("A session"): {
        "grille": N_("Make the empty grids that juries fill in."),
        "tirage": N_("Draw groups and cases by lot, so that anyone can check it."),
        "oraux": N_("Timetable orals: panels, rooms, hours; calendars of jurors and candidates."),
        "validate": N_("Decide who validates what, from score sheets."),
        "explain": N_("Say why a candidate validates, or not."),
        "rattrapages": N_("Say what each candidate who failed could present again."),
        "agreement": N_("Say how far jurors agree, on each critère and overall."),
        "stats": N_("Say how a session went: success, distributions, difficulty, by group."),
        "report": N_("Make the page that a jury decides around: figures, candidates, reasons."),
    },
    N_("A jury"): {
        "deliberer": N_("Prepare the deliberation of a session, and write what its jury decides."),
        "documents": N_("Print what a jury signs and candidates receive: PV, relevés, parchemins…"),
        "registre": N_("Keep what was decided, and say what each candidate holds for life."),
        "accrochage": N_("Report holders to the Caisse des Dépôts: the XML that its portal takes."),
        "accuse": N_("Record what the Caisse des Dépôts answered, and list what is to be corrected."),
        "verify": N_("Say whether results are still what they were, recomputed."),
    },
    N_("Tools"): {
        "schema": N_("Print the JSON Schema of a file format."),
        "completion": N_("Print what makes a shell complete commands and codes."),
        "help": N_("Say how certeval, or one of its commands, is used."),
    },
}
ROOMS = {"A référentiel": "referentiels", "A session": "evaluation", "A jury": "jurys", "Tools": "tools"}
"""The folder where the commands of each group are."""
COMMANDS = {name: summary for group in GROUPS.values() for name, summary in group.items()}
NARROW = 52
"""Columns of a terminal under which a help is as wide as it; typer sees to the others."""
PRINTERS = frozenset({"completion", "help"})
"""Commands that say nothing but what they print."""
TEXTS = frozenset(
    {
        *("--engine", "--explain", "--format", "--ignore", "--jure", "--jury"),
        *("--lang", "--niveau", "--select"),
    }
)
"""Options that take a text which may be empty, or that say themselves why it may not."""


class Commands(CommandGroup):
    """Commands that are imported when they are run: `--help` lists them without importing any."""

    summaries = COMMANDS
    examples = EXAMPLES[""]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 -- typer's own signature
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in PRINTERS:
            import_module("certeval.referentiel.load")  # from up here: below other imports it takes longer
        module = import_module(module_of(cmd_name))
        function = getattr(module, module.__name__.rpartition(".")[2])
        own = getattr(module, "COMMANDS", None)
        return _make_group(cmd_name, function, own) if own else _make_command(cmd_name, function)

    def make_context(self, *arguments: Any, **options: Any) -> Any:
        """The command line read: help and the version are printed here."""
        try:
            return super().make_context(*arguments, **options)
        except OSError as error:
            exits.end_output(error)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except OSError as error:
            exits.end_output(error)

    def chapters(self) -> list[manual.ManualSection]:
        """The commands by what one does."""
        return [manual.section(heading, commands) for heading, commands in GROUPS.items()]


def module_of(command: str) -> str:
    """The module of a command, whose function has its name: Python keeps words such as `import` for itself."""
    (room,) = (ROOMS[heading] for heading, commands in GROUPS.items() if command in commands)
    return f"certeval.cli.{room}.{command}{'_' if iskeyword(command) else ''}"


def _make_command(name: str, function: Callable[..., None], of: str = "") -> Any:
    """One command, from its function; `of` is the one that it stands below."""
    single = _typer()
    single.command(name=name, cls=Command, help=_(getdoc(function) or ""))(
        flat(function, may_be_quiet=name not in PRINTERS)
    )
    command: Any = typer.main.get_command(single)
    command.examples = EXAMPLES.get(f"{of} {name}".strip(), ())
    return command


def _make_group(name: str, function: Callable[..., None], own: Mapping[str, Callable[..., None]]) -> Any:
    """A command that has commands of its own."""
    group = _typer(cls=CommandGroup, no_args_is_help=True)
    group.callback(help=_(getdoc(function) or ""))(function)
    command: Any = typer.main.get_command(group)
    command.name = name
    command.examples = EXAMPLES.get(name, ())
    command.summaries = {each: getdoc(of) or "" for each, of in own.items()}
    command.command_of = lambda each: _make_command(each, own[each], name)
    return command


def _typer(**options: Any) -> typer.Typer:
    settings: dict[str, Any] = {"help_option_names": ["-h", "--help"]}
    if (columns := streams.columns(sys.stdout)) and columns < NARROW:
        settings["terminal_width"] = columns - 2  # typer takes no terminal for narrower
    return typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=settings,
        **options,
    )


def _version(flag: bool) -> None:
    if flag:
        streams.write(f"certeval {__version__}\n")
        raise typer.Exit


def application() -> Any:
    """The whole command line, in the language chosen."""
    app = _typer(cls=Commands, no_args_is_help=True)

    @app.callback(help=_("Référentiels in YAML, score sheets in, decisions with their reasons out."))
    def options(
        version: bool = typer.Option(
            False, "--version", "-V", help=_("Show the version and exit."), callback=_version, is_eager=True
        ),
    ) -> None:
        """Options of certeval itself."""

    return typer.main.get_command(app)


def _empty_value(arguments: list[str]) -> str:
    """What to say where an argument or the value of an option is empty: most often a variable of a script that is.

    Read on, it would be the current folder, or as if it had not been given.
    """
    for before, each in pairwise(["", *arguments]):
        option, equals, value = each.partition("=")
        if each.startswith("--") and equals and not value.strip() and option not in TEXTS:
            return _("{option}: its value is empty", option=option)
        if not each.strip() and before not in TEXTS:
            name = before if before.startswith("--") and "=" not in before else ""
            return _("{option}: its value is empty", option=name) if name else _("an argument is empty")
    return ""


def run(arguments: list[str]) -> int:
    """Run certeval with these arguments; the exit status. 130 on interrupt, without a traceback."""
    streams.prepare()
    messages.speak(output.text_language(os.environ))
    files.forget()
    notices.forget()
    # pydantic would look for plugins in all that is installed
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if instruction := os.environ.get(COMPLETION_VARIABLE):
        from certeval.cli.tools import completion

        return completion.answer(instruction, lambda: application().main([], prog_name="certeval"))
    if message := _empty_value(arguments):
        streams.tell(message)
        return exits.USAGE
    try:
        status = application().main(arguments, prog_name="certeval", standalone_mode=False)
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else exits.OK
    except (KeyboardInterrupt, typer.Abort):
        return exits.INTERRUPT
    return status if isinstance(status, int) else exits.OK
