"""Where results go, and in which form."""

from pathlib import Path
from typing import Annotated

import typer

from certeval.cli import exits, manual, offers
from certeval.cli.options.read import FILE
from certeval.messages import N_

DryRun = Annotated[
    bool,
    typer.Option(
        "--dry-run",
        "-n",
        help=N_("Show what would be written, and write nothing."),
        rich_help_panel=manual.WRITTEN,
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


def address(text: str) -> str:
    """The address as typed; status 2 where other systems would not take it for one."""
    from certeval.exchange.case.items import ADDRESS

    if not ADDRESS.fullmatch(text):
        exits.refuse(
            N_("--adresse {text}: write an address on the web (`https://…`) or a DID (`did:web:…`)"),
            text=text,
        )
    return text


Adresse = Annotated[
    str | None,
    typer.Option(
        "--adresse",
        metavar=N_("ADDRESS"),
        parser=address,
        help=N_(
            "By what other systems name whoever delivers the certification: its address on the web, or its DID."
        ),
    ),
]
