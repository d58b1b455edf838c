"""The options and arguments that commands share, each declared once: spelled the same, meaning the same everywhere.

What people read is translated where it is shown (`command.Command`), so that it is declared whatever the language.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from certeval.cli import exits, manual, notices, offers
from certeval.messages import N_

FILE = N_("FILE")
CORRESPONDANCE = "--correspondance"
REFERENTIEL = N_("REFERENTIEL")
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
        help=N_("Also by group: groupe, session, jury, jure or another detail; several with commas."),
        autocompletion=offers.dimensions,
        rich_help_panel=manual.SHOWN,
    ),
]
Session = Annotated[
    Path | None,
    typer.Option(
        "--session",
        "-s",
        metavar=N_("SESSION"),
        help=N_("The session: its file, or its code."),
        rich_help_panel=manual.READ,
    ),
]
SessionFile = Annotated[
    Path, typer.Argument(metavar=N_("SESSION"), help=N_("The session: its file, or its code."))
]
DryRun = Annotated[
    bool,
    typer.Option(
        "--dry-run",
        "-n",
        help=N_("Show what would be written, and write nothing."),
        rich_help_panel=manual.WRITTEN,
    ),
]
Partie = Annotated[
    str | None,
    typer.Option(
        metavar=N_("PART"), help=N_("The part of an épreuve: E1-oral."), rich_help_panel=manual.READ
    ),
]
Registre = Annotated[
    str | None,
    typer.Option(
        "--registre",
        metavar=N_("FILE|URL"),
        help=N_("The register of what is acquired: a file, or `postgresql://…`; else CERTEVAL_REGISTRE."),
        rich_help_panel=manual.READ,
    ),
]
Auteur = Annotated[
    str | None,
    typer.Option(
        "--auteur",
        metavar=N_("ROLE"),
        help=N_("Who writes, by a function: declared, not authenticated; else CERTEVAL_AUTEUR."),
        rich_help_panel=manual.WRITTEN,
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
        rich_help_panel=manual.READ,
    ),
]
Paths = Annotated[
    list[Path] | None, typer.Argument(metavar=N_("[PATH…]"), help=N_("Files or folders of référentiels."))
]
Referentiel = Annotated[
    str | None,
    typer.Option(
        "--referentiel",
        "-r",
        metavar=REFERENTIEL,
        help=N_(
            "The référentiel: CODE, CODE@VERSION or a file; else the one that sheets name, or the only one."
        ),
        autocompletion=offers.referentiels,
        rich_help_panel=manual.READ,
    ),
]
Day = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar=N_("DAY"),
        help=N_("The day whose version applies: 2026-01-31 or 31/01/2026; else the session’s, or today."),
        rich_help_panel=manual.READ,
    ),
]
OnDay = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar=N_("DAY"),
        help=N_("What was held on that day: 2026-01-31 or 31/01/2026; else today."),
        rich_help_panel=manual.READ,
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
        "-b",
        default_factory=list,
        metavar=N_("BLOC"),
        help=N_("Show this bloc only; verdicts stay the same."),
        autocompletion=offers.blocs,
        rich_help_panel=manual.SHOWN,
    ),
]
Candidat = Annotated[
    list[str],
    typer.Option(
        "--candidat",
        "-c",
        default_factory=list,
        metavar=N_("CANDIDAT"),
        help=N_("Show this candidate only."),
        autocompletion=offers.candidates,
        rich_help_panel=manual.SHOWN,
    ),
]
Detail = Annotated[
    bool,
    typer.Option(
        "--detail",
        help=N_("Show more: each compétence with its count; how marks are spread, each group in full."),
        rich_help_panel=manual.SHOWN,
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar=N_("ENCODING"),
        help=N_("The encoding of the sheets, where it can't be told: cp1252, utf-16…"),
        rich_help_panel=manual.READ,
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
        rich_help_panel=manual.READ,
    ),
]
ForceVersion = Annotated[
    bool,
    typer.Option(
        "--force-version",
        help=N_("Accept a sheet made for another version, if what it enters is the same."),
        rich_help_panel=manual.READ,
    ),
]
Fiche = Annotated[
    Path | None,
    typer.Option(
        "--fiche",
        metavar=FILE,
        help=N_("The published fiche (open data, XML): what its blocs and compétences are, word for word."),
        rich_help_panel=manual.READ,
    ),
]
Json = Annotated[
    bool, typer.Option("--json", help=N_("Short for --format json."), rich_help_panel=manual.WRITTEN)
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar=FILE,
        help=N_("Write to a file, whole or not at all."),
        rich_help_panel=manual.WRITTEN,
    ),
]
Force = Annotated[
    bool, typer.Option("--force", help=N_("Replace the file if it exists."), rich_help_panel=manual.WRITTEN)
]
Report = Annotated[
    Path | None,
    typer.Option(
        "--report",
        metavar=FILE,
        help=N_("Write every finding to a file, as JSON; the first of each kind are shown."),
        rich_help_panel=manual.WRITTEN,
    ),
]
Seal = Annotated[
    Path | None,
    typer.Option(
        "--seal",
        metavar=FILE,
        help=N_("Write a seal: the digests of all that was read, and of the results."),
        rich_help_panel=manual.WRITTEN,
    ),
]
NoInput = Annotated[
    bool,
    typer.Option(
        "--no-input",
        help=N_("Ask nothing, even at a terminal: what is not given takes its default."),
        rich_help_panel=manual.RUN,
    ),
]
KeepGoing = Annotated[
    bool,
    typer.Option(
        "--keep-going",
        help=N_("Leave out the candidates who have a wrong cell, decide the others; status 1."),
        rich_help_panel=manual.RUN,
    ),
]
ENGINES = ("auto", "python", "polars", "spark")
Engine = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar=N_("ENGINE"),
        help=", ".join(ENGINES),
        autocompletion=offers.among(ENGINES),
        rich_help_panel=manual.RUN,
    ),
]
ExitCode = Annotated[
    bool,
    typer.Option(
        "--exit-code", help=N_("End with status 1 where something differs."), rich_help_panel=manual.RUN
    ),
]
Quiet = Annotated[
    bool,
    typer.Option(
        "--quiet",
        "-q",
        help=N_("Say nothing of what went well, nor how far it has come."),
        callback=notices.silence,
        rich_help_panel=manual.RUN,
    ),
]
"""Takes effect by itself: commands have nothing to do with it. So does the next one."""
Verbose = Annotated[
    bool,
    typer.Option(
        "--verbose",
        "-v",
        help=N_("Say also why sheets are read cell by cell, where they are."),
        callback=notices.speak,
        rich_help_panel=manual.RUN,
    ),
]


def form(forms: tuple[str, ...]) -> object:
    """`--format`, for the forms that a command knows."""
    return typer.Option(
        "--format",
        "-f",
        metavar=N_("FORM"),
        help=", ".join(forms),
        autocompletion=offers.among(forms),
        rich_help_panel=manual.WRITTEN,
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
        help=N_("How many processes read a large sheet; else one for each core."),
        rich_help_panel=manual.RUN,
    ),
]
