"""`--adresse`: by what other systems name whoever delivers a certification."""

from typing import Annotated

import typer

from certeval.cli import exits
from certeval.messages import N_
from certeval.render.words import visible


def address(text: str) -> str:
    """The address as typed; status 2 where other systems would not take it for one."""
    from certeval.exchange.case.names import ADDRESS

    if not ADDRESS.fullmatch(text):
        exits.refuse(
            N_("--adresse {text}: write an address on the web (`https://…`) or a DID (`did:web:…`)"),
            text=visible(text),
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
