"""The options and arguments that commands share, each declared once: spelled the same, meaning the same everywhere.

What people read is translated where it is shown (`command.Command`), so that it is declared whatever the language.
"""

from collections.abc import Callable
from inspect import Parameter
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from certeval.cli import exits, notices, offers
from certeval.cli.manual import READ, RUN, SHOWN, WRITTEN
from certeval.messages import N_

FILE = N_("FILE")
CORRESPONDANCE = "--correspondance"
REFERENTIEL = N_("REFERENTIEL")
DUE = Parameter.empty
"""The default of what must be given."""
LONGEST = 10
"""Characters of a number: a longer one is beyond every bound."""


class Declaration(NamedTuple):
    """An option or an argument, which stands beside a type or as the default of a parameter (`bundles.flat`)."""

    info: Any
    """What typer knows of it."""
    default: object
    """Its value where it is not given; `DUE` where it must be, or typer makes one."""


def argument(metavar: str, text: str, default: object = DUE, **settings: Any) -> Any:
    """An argument, from how it is written and what it is."""
    return Declaration(typer.Argument(metavar=metavar, help=text, **settings), default)


def option(usage: str, text: str, panel: str | None = None, default: object = None, **settings: Any) -> Any:
    """An option, from its names and how its value is written (`--output -o FILE`), what it is, the heading that it
    stands under where its command has many.
    """
    *names, metavar = usage.split()
    info = typer.Option(*names, metavar=metavar, help=text, rich_help_panel=panel, **settings)
    return Declaration(info, default)


def repeatable(usage: str, text: str, panel: str | None = None, **settings: Any) -> Any:
    """An option that may be given several times; an empty list where it is not."""
    return option(usage, text, panel, DUE, default_factory=list, **settings)


def flag(names: str, text: str, panel: str | None = None, **settings: Any) -> Any:
    """An option without a value."""
    return Declaration(typer.Option(*names.split(), help=text, rich_help_panel=panel, **settings), False)


SheetsOrSession = Annotated[
    list[Path] | None,
    argument(
        "[SHEET…]",
        "Score sheets, folders, patterns; - for the standard input; none with --session.",
        default=None,
    ),
]
Session = Annotated[Path | None, option("--session -s SESSION", "The session: its file, or its code.", READ)]
SessionFile = Annotated[Path, argument("SESSION", "The session: its file, or its code.")]
Partie = Annotated[str | None, option("--partie PART", "The part of an épreuve: E1-oral.", READ)]
Registre = Annotated[
    str | None,
    option(
        "--registre FILE|URL",
        "The register of what is acquired: a file, or `postgresql://…`; else CERTEVAL_REGISTRE.",
        READ,
    ),
]
Ledger = Annotated[
    Path | None,
    option(
        "--ledger FILE",
        "The ledger of what was reported to the Caisse des Dépôts, where no register keeps it; "
        "else accrochage.jsonl beside the flux.",
        READ,
    ),
]
Paths = Annotated[list[Path] | None, argument("[PATH…]", "Files or folders of référentiels.", default=None)]
Referentiel = Annotated[
    str | None,
    option(
        "--referentiel -r REFERENTIEL",
        "The référentiel: CODE, CODE@VERSION or a file; else the one that sheets name, or the only one.",
        READ,
        autocompletion=offers.referentiels,
    ),
]
Day = Annotated[
    str | None,
    option(
        "--date DAY",
        "The day whose version applies: 2026-01-31 or 31/01/2026; else the session’s, or today.",
        READ,
    ),
]
Encoding = Annotated[
    str | None,
    option(
        "--encoding ENCODING", "The encoding of the sheets, where it can't be told: cp1252, utf-16…", READ
    ),
]
Correspondance = Annotated[
    Path | None,
    option(
        "--correspondance FILE|NAME",
        "How to read tables that are not score sheets: a YAML file, or canvas, moodle, pronote, sacoche,"
        " scodoc, scodoc-saisie.",
        READ,
    ),
]
ForceVersion = Annotated[
    bool,
    flag("--force-version", "Accept a sheet made for another version, if what it enters is the same.", READ),
]
Fiche = Annotated[
    Path | None,
    option(
        "--fiche FILE",
        "The published fiche (open data, XML): what its blocs and compétences are, word for word.",
        READ,
    ),
]
Par = Annotated[
    list[str],
    repeatable(
        "--par DETAIL",
        "Also by group: groupe, session, jury, jure or another detail; several with commas.",
        SHOWN,
        autocompletion=offers.dimensions,
    ),
]
Bloc = Annotated[
    list[str],
    repeatable(
        "--bloc -b BLOC", "Show this bloc only; verdicts stay the same.", SHOWN, autocompletion=offers.blocs
    ),
]
Candidat = Annotated[
    list[str],
    repeatable(
        "--candidat -c CANDIDAT", "Show this candidate only.", SHOWN, autocompletion=offers.candidates
    ),
]
Detail = Annotated[
    bool,
    flag(
        "--detail",
        "Show more: each compétence with its count; how marks are spread, each group in full.",
        SHOWN,
    ),
]
DryRun = Annotated[bool, flag("--dry-run -n", "Show what would be written, and write nothing.", WRITTEN)]
Auteur = Annotated[
    str | None,
    option(
        "--auteur ROLE",
        "Who writes, by a function: declared, not authenticated; else CERTEVAL_AUTEUR.",
        WRITTEN,
    ),
]
Json = Annotated[bool, flag("--json", "Short for --format json.", WRITTEN)]
Output = Annotated[Path | None, option("--output -o FILE", "Write to a file, whole or not at all.", WRITTEN)]
Force = Annotated[bool, flag("--force", "Replace the file if it exists.", WRITTEN)]
Report = Annotated[
    Path | None,
    option(
        "--report FILE", "Write every finding to a file, as JSON; the first of each kind are shown.", WRITTEN
    ),
]


def form(forms: tuple[str, ...]) -> Any:
    """`--format`, for the forms that a command knows."""
    return option("--format -f FORM", ", ".join(forms), WRITTEN, autocompletion=offers.offer_words(forms))


def address(text: str) -> str:
    """The address as typed; status 2 where other systems would not take it for one."""
    from certeval.exchange.case.items import ADDRESS

    if not ADDRESS.fullmatch(text):
        exits.refuse(
            "--adresse {text}: write an address on the web (`https://…`) or a DID (`did:web:…`)", text=text
        )
    return text


Adresse = Annotated[
    str | None,
    option(
        "--adresse ADDRESS",
        "By what other systems name whoever delivers the certification: its address on the web, or its DID.",
        parser=address,
    ),
]
NoInput = Annotated[
    bool, flag("--no-input", "Ask nothing, even at a terminal: what is not given takes its default.", RUN)
]
ExitCode = Annotated[bool, flag("--exit-code", "End with status 1 where something differs.", RUN)]
Quiet = Annotated[
    bool,
    flag(
        "--quiet -q", "Say nothing of what went well, nor how far it has come.", RUN, callback=notices.silence
    ),
]
"""Takes effect by itself: commands have nothing to do with it."""


def whole(option: str, least: int, most: int | None = None) -> Callable[[str], int]:
    """Reads the whole number of an option; status 2 where it is none, or outside its bounds."""

    def number(text: str | int) -> int:
        literal = str(text).strip()
        digits = literal.isascii() and literal.lstrip("+-").isdigit() and len(literal) < LONGEST
        if digits and least <= int(literal) and (most is None or int(literal) <= most):
            return int(literal)
        if most is None:
            message = N_("{option} {text}: write a whole number, at least {least}")
        else:
            message = N_("{option} {text}: write a whole number from {least} to {most}")
        exits.refuse(message, option=option, text=literal, least=least, most=most)

    return number
