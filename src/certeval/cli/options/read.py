"""What a command reads: sheets, sessions, référentiels, registers, and how."""

from pathlib import Path
from typing import Annotated

import typer

from certeval.cli import manual, offers
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
