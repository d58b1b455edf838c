"""The manual of the command line: what each command takes, as values. Help, the man page and the docs are made of it.

In come commands as typer made them; out go `Page`s, in the language spoken, none of whose texts is wrapped or styled.
"""

from collections.abc import Iterator, Mapping
from inspect import cleandoc
from itertools import groupby
from typing import Any, NamedTuple

from certeval.messages import N_, _

HELP = N_("Show this help and exit.")
READ, SHOWN, WRITTEN, RUN = N_("What is read"), N_("What is shown"), N_("What is written"), N_("How it runs")
PANELS = (None, READ, SHOWN, WRITTEN, RUN)
"""The headings of options, in their order: those that are a command's alone stand first, under none of these."""
FORMER = {"--report-a": "--report"}
"""A name that an option had, still taken, which means another thing elsewhere: shown no more."""
FEW = 8
"""Options that are listed under one heading."""


class Entry(NamedTuple):
    """A command, an argument or an option, and what is said of it."""

    names: tuple[str, ...]
    """An option's, the short one first; a command's; an argument has none."""
    metavar: str
    """How an argument or the value of an option is written; empty for a flag and a command."""
    text: str
    """What it is or does, with its default, or that it is due."""

    @property
    def written(self) -> str:
        """How it is written: `-o, --output FILE`, `SHEET…`, `validate`."""
        return f"{', '.join(self.names)} {self.metavar}".strip()


class Section(NamedTuple):
    """What stands under one heading."""

    heading: str
    entries: tuple[Entry, ...]


class Page(NamedTuple):
    """All there is to say of one command."""

    name: str
    """As it is typed after certeval: `validate`, `registre acquis`; empty for certeval itself."""
    usage: str
    """`certeval validate [SHEET…] [OPTIONS]`."""
    text: str
    """Paragraphs, a blank line between two; the first says what the command does."""
    commands: tuple[Section, ...]
    """Those below it, by what one does, each with its first sentence."""
    arguments: tuple[Entry, ...]
    options: tuple[Section, ...]
    examples: tuple[str, ...]

    @property
    def summary(self) -> str:
        """What the command does: the first paragraph, in one line."""
        return summary(self.text)


def section(heading: str, summaries: Mapping[str, str]) -> Section:
    """Commands by name with what each does, under a heading; all of it is translated here."""
    return Section(
        _(heading), tuple(Entry((name,), "", summary(_(said))) for name, said in summaries.items())
    )


def pages(root: Any) -> tuple[Page, ...]:
    """The page of certeval, then of each command in the order of its help, followed by those below it."""
    with root.make_context("certeval", [], resilient_parsing=True) as ctx:
        return tuple(_below(root, ctx))


def page(command: Any, ctx: Any) -> Page:
    """The page of a command, in the context that it is called in."""
    return Page(
        ctx.command_path.partition(" ")[2],
        " ".join([ctx.command_path, *command.collect_usage_pieces(ctx)]),
        cleandoc(command.help or ""),
        tuple(command.chapters()) if hasattr(command, "chapters") else (),
        tuple(
            Entry((), _(each.metavar), _(each.help or "")) for each in _parameters(command, ctx, "argument")
        ),
        tuple(_options(command, ctx)),
        tuple(command.examples),
    )


def metavars(command: Any, ctx: Any) -> list[str]:
    """How the arguments of a command are written, in their order."""
    return [_(each.metavar) for each in _parameters(command, ctx, "argument")]


def summary(text: str) -> str:
    """The first paragraph of a text, in one line."""
    return text.partition("\n\n")[0].replace("\n", " ")


def _below(command: Any, ctx: Any) -> Iterator[Page]:
    yield page(command, ctx)
    if not hasattr(command, "chapters"):
        return
    for chapter in command.chapters():
        for (name,) in (entry.names for entry in chapter.entries):
            each = command.get_command(ctx, name)
            with each.make_context(name, [], parent=ctx, resilient_parsing=True) as inside:
                yield from _below(each, inside)


def _parameters(command: Any, ctx: Any, kind: str) -> Iterator[Any]:
    return (each for each in command.get_params(ctx) if each.param_type_name == kind and not each.hidden)


def _options(command: Any, ctx: Any) -> Iterator[Section]:
    """The options of a command: by what they are about, under headings where they are many."""
    known = sorted(_parameters(command, ctx, "option"), key=lambda each: PANELS.index(_panel(each)))
    if len(known) <= FEW:
        yield Section(_("Options"), tuple(map(_option, known)))
        return
    for panel, options in groupby(known, _panel):
        heading = panel or N_("Options")
        yield Section(_(heading), tuple(map(_option, options)))


def _panel(option: Any) -> str | None:
    return RUN if "--help" in option.opts else option.rich_help_panel


def _option(option: Any) -> Entry:
    former = FORMER.get(option.opts[0])
    names = tuple(sorted((each for each in option.opts if each != former), key=len))
    if "--help" in option.opts:
        return Entry(names, "", _(HELP))
    text = _(cleandoc(option.help or ""))
    if option.multiple:
        text += f" {_('May be repeated.')}"
    if option.required:
        text += f" {_('[required]')}"
    elif isinstance(option.default, str) and option.default:
        text += f" {_('[by default {value}]').format(value=option.default)}"
    return Entry(names, "" if option.is_flag else _(option.metavar), text)
