"""The manual of the command line: what each command takes, as values. Help, the man page and the docs are made of it.

In come commands as typer made them; out go pages, in the language spoken, none of whose texts is wrapped or styled.
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


class ManualEntry(NamedTuple):
    """A command, an argument or an option, and what is said of it."""

    names: tuple[str, ...]
    """An option's, the short one first; a command's; an argument has none."""
    metavar: str
    """How an argument or the value of an option is written; empty for a flag and a command."""
    text: str
    """What it is or does, with its default, or that it is due."""

    @property
    def syntax(self) -> str:
        """How it is written: `-o, --output FILE`, `SHEET…`, `validate`."""
        return f"{', '.join(self.names)} {self.metavar}".strip()


class ManualSection(NamedTuple):
    """What stands under one heading."""

    heading: str
    entries: tuple[ManualEntry, ...]


class ManualPage(NamedTuple):
    """All there is to say of one command."""

    name: str
    """As it is typed after certeval: `validate`, `registre acquis`; empty for certeval itself."""
    usage: str
    """`certeval validate [SHEET…] [OPTIONS]`."""
    text: str
    """Paragraphs, a blank line between two; the first says what the command does."""
    commands: tuple[ManualSection, ...]
    """Those below it, by what one does, each with its first sentence."""
    arguments: tuple[ManualEntry, ...]
    options: tuple[ManualSection, ...]
    examples: tuple[str, ...]

    @property
    def summary(self) -> str:
        """What the command does: the first paragraph, in one line."""
        return summary(self.text)


def section(heading: str, summaries: Mapping[str, str]) -> ManualSection:
    """Commands by name with what each does, under a heading; all of it is translated here."""
    return ManualSection(
        _(heading), tuple(ManualEntry((name,), "", summary(_(text))) for name, text in summaries.items())
    )


def pages(root: Any) -> tuple[ManualPage, ...]:
    """The page of certeval, then of each command in the order of its help, followed by those below it."""
    with root.make_context("certeval", [], resilient_parsing=True) as ctx:
        return tuple(_below(root, ctx))


def page(command: Any, ctx: Any) -> ManualPage:
    """The page of a command, in the context that it is called in."""
    return ManualPage(
        ctx.command_path.partition(" ")[2],
        " ".join([ctx.command_path, *command.collect_usage_pieces(ctx)]),
        cleandoc(command.help or ""),
        tuple(command.chapters()) if hasattr(command, "chapters") else (),
        tuple(
            ManualEntry((), _(each.metavar), _(each.help or ""))
            for each in _parameters(command, ctx, "argument")
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


def _below(command: Any, ctx: Any) -> Iterator[ManualPage]:
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


def _options(command: Any, ctx: Any) -> Iterator[ManualSection]:
    """The options of a command: by what they are about, under headings where they are many."""
    parameters = sorted(_parameters(command, ctx, "option"), key=lambda each: PANELS.index(_panel(each)))
    if len(parameters) <= FEW:
        yield ManualSection(_("Options"), tuple(map(_option, parameters)))
        return
    for panel, options in groupby(parameters, _panel):
        heading = panel or N_("Options")
        yield ManualSection(_(heading), tuple(map(_option, options)))


def _panel(option: Any) -> str | None:
    return RUN if "--help" in option.opts else option.rich_help_panel


def _option(option: Any) -> ManualEntry:
    former = FORMER.get(option.opts[0])
    names = tuple(sorted((each for each in option.opts if each != former), key=len))
    if "--help" in option.opts:
        return ManualEntry(names, "", _(HELP))
    text = _(cleandoc(option.help or ""))
    if option.multiple:
        text += f" {_('May be repeated.')}"
    if option.required:
        text += f" {_('[required]')}"
    elif isinstance(option.default, str) and option.default:
        text += f" {_('[by default {value}]', value=option.default)}"
    return ManualEntry(names, "" if option.is_flag else _(option.metavar), text)


EXAMPLES: dict[str, tuple[str, ...]] = {
    "": (
        "certeval show bloc 2",
        "certeval validate notes.csv --format csv --output decisions.csv",
        "certeval explain C002 bloc 2 --scores notes.csv",
    ),
    "new": ("certeval new vente-b2b", "certeval new vente-b2c --saisie notes --epreuves 2 --no-input"),
    "import": (
        "certeval import vendeur.docx -o referentiels/vendeur/0.1.0.yaml",
        "certeval import vendeur.docx --code vendeur -o vendeur.xlsx",
    ),
    "check": ("certeval check", "certeval check --strict -o constats.sarif", "certeval check --explain R301"),
    "test": ("certeval test", "certeval test --coverage"),
    "show": ("certeval show", "certeval show bloc 2", "certeval show session S1-2026"),
    "publish": ("certeval publish -o referentiel.html", "certeval publish --site site"),
    "compare": ("certeval compare vendeur fiche.xml",),
    "diff": ("certeval diff vendeur@0.1.0 vendeur@0.2.0",),
    "impact": (
        "certeval impact vendeur@0.1.0 vendeur@0.2.0 vendeur.csv",
        "certeval impact vendeur@0.1.0 vendeur.csv --validation 'bloc: {parmi: competences, au_moins: 1}'",
    ),
    "lock": ("certeval lock",),
    "grille": (
        "certeval grille -o grille.xlsx",
        "certeval grille --jures 2 --session S1-2026 -o grille.xlsx",
    ),
    "tirage": (
        "certeval tirage S2-2026 --partie E1-ecrit",
        "certeval tirage S3-2026 --partie E1-ecrit --engager",
        "certeval tirage S3-2026 --partie E1-ecrit --public 'trois cygnes' --dry-run",
    ),
    "oraux": (
        "certeval oraux S2-2026 --ics agendas",
        "certeval oraux S2-2026 --partie E1-oral --keep --dry-run",
    ),
    "validate": (
        "certeval validate notes.csv",
        "certeval validate notes.csv --detail --bloc 2",
        "certeval validate --session S1-2026 -o resultats.json",
    ),
    "explain": ("certeval explain C002 bloc 2 --scores notes.csv", "certeval explain C005 --session S1-2026"),
    "rattrapages": (
        "certeval rattrapages notes.csv",
        "certeval rattrapages --session S1-2026 -o rattrapages.csv",
    ),
    "agreement": (
        "certeval agreement J1.csv J2.csv",
        "certeval agreement --session S1-2026 --output accord.csv",
    ),
    "stats": ("certeval stats notes.csv --par groupe", "certeval stats --session S1-2026 -o stats.csv"),
    "report": ("certeval report --session S1-2026 -o rapport.html",),
    "deliberer": (
        "certeval deliberer S1-2026",
        "certeval deliberer S1-2026 C007 BC2 valide --motif 'entretien très assuré' --dry-run",
    ),
    "documents": (
        "certeval documents S1-2026 -o documents",
        "certeval documents S1-2026 releves -c C002 -o releves",
    ),
    "registre": (
        "certeval registre enregistrer S1-2026 --registre registre.db",
        "certeval registre acquis --registre registre.db",
    ),
    "registre enregistrer": (
        "certeval registre enregistrer S1-2026 --registre registre.db --auteur 'bureau des examens'",
    ),
    "registre acquis": (
        "certeval registre acquis C001 --registre registre.db",
        "certeval registre acquis --date 2026-12-31 --registre registre.db -o acquis.json",
    ),
    "registre rectifier": (
        "certeval registre rectifier S1-2026 C007 BC2 valide --motif erreur --fondement 'CRPA L242-4' --pv 'PV 18'",
    ),
    "registre retirer": (
        "certeval registre retirer S1-2026 C001 BC1 --motif fraude --fondement 'CRPA L241-2' --pv 'PV 19'",
    ),
    "registre verifier": ("certeval registre verifier --registre registre.db",),
    "registre effacer": (
        "certeval registre effacer C004 --motif 'demande de la personne' --attestation-echue",
    ),
    "registre exporter": ("certeval registre exporter --registre registre.db -o registre.jsonl",),
    "registre importer": ("certeval registre importer registre.jsonl --registre copie.db",),
    "accrochage": (
        "certeval accrochage S1-2026 --emetteur emetteur.yaml -o flux.xml",
        "certeval accrochage --registre registre.db --emetteur emetteur.yaml -o flux.xml",
    ),
    "accuse": (
        "certeval accuse accuse.xml --registre registre.db",
        "certeval accuse --registre registre.db -o a-corriger.csv",
    ),
    "verify": ("certeval verify resultats.json",),
    "schema": ("certeval schema notes", "certeval schema resultats --lang en"),
    "completion": ("certeval completion bash", "certeval completion powershell"),
    "help": ("certeval help validate", "certeval help registre acquis"),
}
"""By the name of the command; that of certeval itself is empty."""
