"""The options of `certeval accrochage`."""

from pathlib import Path
from typing import Annotated, get_args

import typer

from certeval.cli import offers, options
from certeval.exchange.accrochage.passage import SchemaVersion
from certeval.messages import N_

VERSIONS: tuple[str, ...] = get_args(SchemaVersion)

Sessions = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar=N_("[SESSION…]"),
        help=N_("Sessions that were deliberated, by their files or codes; else all of the register."),
    ),
]
Candidats = Annotated[
    Path | None,
    typer.Option(
        "--candidats",
        metavar=options.FILE,
        help=N_("The candidates’ table, CSV or a workbook; else the one that the session names."),
    ),
]
EmetteurFile = Annotated[
    Path | None,
    typer.Option(
        "--emetteur",
        metavar=options.FILE,
        help=N_("Who reports: the identifiers that the Caisse des Dépôts gave, a YAML file."),
    ),
]
Version = Annotated[
    str,
    typer.Option(
        "--schema-version",
        metavar=N_("VERSION"),
        help=N_("The version of the XSD: 1.1.2, or 1.1.5, which takes the NIR and removals."),
        autocompletion=offers.among(VERSIONS),
    ),
]
Suppression = Annotated[
    bool,
    typer.Option("--suppression", help=N_("Take back what was reported of the candidates of --candidat.")),
]
Candidat = Annotated[
    list[str],
    typer.Option(
        "--candidat",
        "-c",
        default_factory=list,
        metavar=N_("CANDIDAT"),
        help=N_("Report this candidate only."),
    ),
]
Again = Annotated[
    bool,
    typer.Option(
        "--again",
        help=N_(
            "Send again what was rejected and corrected since, and nothing else; with --candidat, corrected or not."
        ),
    ),
]
DueOption = Annotated[
    bool,
    typer.Option(
        "--due",
        help=N_(
            "Write nothing: say who is still to be reported, by when, who is late, who awaits an answer."
        ),
    ),
]
XsdFile = Annotated[
    Path | None,
    typer.Option(
        "--xsd", metavar=options.FILE, help=N_("Hold what is written to this XSD, nothing being fetched.")
    ),
]
