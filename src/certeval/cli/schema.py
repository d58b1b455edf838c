"""`certeval schema`."""

from pathlib import Path

import typer

from certeval.cli import exits, output
from certeval.messages import N_, _
from certeval.render import schemas


def schema(
    name: str = typer.Argument(..., metavar="|".join(schemas.NAMES), help=_("Which format.")),
    file: Path = typer.Option(None, "--output", help=_("Write to a file, whole or not at all.")),
    force: bool = typer.Option(False, "--force", help=_("Replace the file if it exists.")),
) -> None:
    """Print the JSON Schema (draft-07) of a file format, for editors and other programs."""
    if name not in schemas.NAMES:
        exits.refuse(N_("no format « {name} »: there are {known}"), name=name, known=", ".join(schemas.NAMES))
    output.deliver(schemas.schema(name), file, force=force)
