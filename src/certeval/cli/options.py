"""The options and arguments that commands share, each declared once: spelled the same, meaning the same everywhere.

What people read is translated where it is shown (`command.Command`), so that it is declared whatever the language.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from certeval.cli import exits, notices, offers
from certeval.messages import N_

FILE = N_("FILE")
CORRESPONDANCE = "--correspondance"
CODES = N_("CODE[@VERSION]|FILE")

Sheets = Annotated[
    list[Path],
    typer.Argument(
        metavar=N_("SHEET…"), help=N_("Score sheets, folders, patterns; - for the standard input.")
    ),
]
SheetsOrSession = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar=N_("[SHEET…]"),
        help=N_("Score sheets, folders, patterns; - for the standard input; none with --session."),
    ),
]
SheetsOrResults = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar=N_("SHEET…|RESULTS"),
        help=N_("Score sheets, or the results that validate --json wrote."),
    ),
]
Par = Annotated[
    list[str],
    typer.Option(
        default_factory=list,
        metavar=N_("DETAIL"),
        help=N_("Also by group: groupe, session, jury, jure or another detail. Repeat it or use commas."),
        autocompletion=offers.dimensions,
    ),
]
Session = Annotated[
    Path | None,
    typer.Option(
        "--session",
        metavar=N_("SESSION"),
        help=N_("A session: its file, or its code."),
    ),
]
SessionFile = Annotated[
    Path, typer.Argument(metavar=N_("SESSION"), help=N_("The file of a session, or its code."))
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=N_("Show what would be written, and write nothing."))]
Partie = Annotated[
    str | None,
    typer.Option(metavar=N_("PART"), help=N_("The part of an épreuve that it is about: E1-oral.")),
]
Registre = Annotated[
    str | None,
    typer.Option(
        "--registre",
        metavar=N_("FILE|URL"),
        help=N_("The register of what is acquired: a file, or `postgresql://…`; else CERTEVAL_REGISTRE."),
    ),
]
Auteur = Annotated[
    str | None,
    typer.Option(
        "--auteur",
        metavar=N_("FUNCTION"),
        help=N_("Who writes, by a function: declared, not authenticated; else CERTEVAL_AUTEUR."),
    ),
]
Ledger = Annotated[
    Path | None,
    typer.Option(
        "--ledger",
        metavar=FILE,
        help=N_(
            "The ledger of what was reported to the Caisse des Dépôts, where no register keeps it; "
            "else accrochage.jsonl beside the flux."
        ),
    ),
]
Paths = Annotated[
    list[Path] | None, typer.Argument(metavar=N_("[PATH…]"), help=N_("Files or folders of référentiels."))
]
Referentiel = Annotated[
    str | None,
    typer.Option(
        "--referentiel",
        metavar=CODES,
        help=N_("The référentiel to apply; else the one that the sheets name, or the only one there is."),
        autocompletion=offers.referentiels,
    ),
]
Day = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar=N_("DAY"),
        help=N_("The day whose version applies: 2026-01-31 or 31/01/2026; else the session’s, or today."),
    ),
]
OnDay = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar=N_("DAY"),
        help=N_("What was held on that day: 2026-01-31 or 31/01/2026; else today."),
    ),
]
DueDay = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar=N_("DAY"),
        help=N_("What is due or late on that day: 2026-01-31 or 31/01/2026; else today."),
    ),
]
Bloc = Annotated[
    list[str],
    typer.Option(
        "--bloc",
        default_factory=list,
        metavar=N_("BLOC"),
        help=N_("Show these blocs only; may be repeated. Verdicts stay the same."),
        autocompletion=offers.blocs,
    ),
]
Candidat = Annotated[
    list[str],
    typer.Option(
        "--candidat",
        default_factory=list,
        metavar=N_("CANDIDAT"),
        help=N_("Show these candidates only; may be repeated."),
        autocompletion=offers.candidates,
    ),
]
Detail = Annotated[
    bool,
    typer.Option(
        "--detail",
        help=N_("Show more: each compétence with its count; how marks are spread, each group in full."),
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar=N_("ENCODING"),
        help=N_("The encoding of the sheets, where it can't be told: cp1252, utf-16…"),
    ),
]
Correspondance = Annotated[
    Path | None,
    typer.Option(
        CORRESPONDANCE,
        metavar=N_("FILE|NAME"),
        help=N_(
            "How to read tables that are not score sheets: a YAML file, or canvas, moodle, pronote, sacoche,"
            " scodoc, scodoc-saisie."
        ),
    ),
]
ForceVersion = Annotated[
    bool,
    typer.Option(
        "--force-version", help=N_("Accept a sheet made for another version, if what it enters is the same.")
    ),
]
Fiche = Annotated[
    Path | None,
    typer.Option(
        "--fiche",
        metavar=FILE,
        help=N_("The published fiche (open data, XML): what its blocs and compétences are, word for word."),
    ),
]
Json = Annotated[bool, typer.Option("--json", help=N_("Short for --format json."))]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar=FILE, help=N_("Write to a file, whole or not at all.")),
]
Force = Annotated[bool, typer.Option("--force", help=N_("Replace the file if it exists."))]
Report = Annotated[
    Path | None,
    typer.Option(
        "--report",
        metavar=FILE,
        help=N_("Write every diagnostic to a file, as JSON; the first of each kind are shown."),
    ),
]
Seal = Annotated[
    Path | None,
    typer.Option(
        "--seal", metavar=FILE, help=N_("Write the digests of every input and of the results beside them.")
    ),
]
NoInput = Annotated[
    bool,
    typer.Option(
        "--no-input", help=N_("Ask nothing, even at a terminal: what is not given takes its default.")
    ),
]
KeepGoing = Annotated[
    bool,
    typer.Option(
        "--keep-going",
        help=N_("Leave out the candidates of whom a cell is wrong, decide the others; status 1."),
    ),
]
ENGINES = ("auto", "python", "polars", "spark")
Engine = Annotated[
    str,
    typer.Option(
        "--engine", metavar=N_("ENGINE"), help=", ".join(ENGINES), autocompletion=offers.among(ENGINES)
    ),
]
ExitCode = Annotated[bool, typer.Option("--exit-code", help=N_("End with status 1 where something differs."))]
Quiet = Annotated[
    bool,
    typer.Option(
        "--quiet",
        "-q",
        help=N_("Say nothing of what went well, nor how far it has come."),
        callback=notices.silence,
    ),
]
"""Takes effect by itself: commands have nothing to do with it. So does the next one."""
Verbose = Annotated[
    bool,
    typer.Option(
        "--verbose",
        "-v",
        help=N_("Say also why sheets are read cell by cell, if they are."),
        callback=notices.speak,
    ),
]


def form(forms: tuple[str, ...]) -> object:
    """`--format`, for the forms that a command knows."""
    return typer.Option(
        "--format", "-f", metavar=N_("FORM"), help=", ".join(forms), autocompletion=offers.among(forms)
    )


def whole(option: str, least: int, most: int | None = None) -> Callable[[str], int]:
    """Reads the whole number of an option; status 2 where it is none, or outside its bounds."""

    def number(text: str | int) -> int:
        typed = str(text).strip()
        value = (
            int(typed) if typed.isascii() and typed.lstrip("+-").isdigit() and len(typed) < LONGEST else None
        )
        if value is not None and value >= least and (most is None or value <= most):
            return value
        if most is None:
            exits.refuse(
                N_("{option} {text}: write a whole number, at least {least}"),
                option=option,
                text=typed,
                least=least,
            )
        exits.refuse(
            N_("{option} {text}: write a whole number from {least} to {most}"),
            option=option,
            text=typed,
            least=least,
            most=most,
        )

    return number


LONGEST = 10
"""Characters of a number: a longer one is beyond every bound."""
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        metavar="N",
        parser=whole("--jobs", 1),
        help=N_("Processes that read a large sheet; else as many as there are cores."),
    ),
]
