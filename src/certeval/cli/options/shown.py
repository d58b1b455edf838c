"""What of the results is shown."""

from typing import Annotated

import typer

from certeval.cli import manual, offers
from certeval.messages import N_

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
