"""`certeval schema`."""

from pathlib import Path

import typer

from certeval import messages
from certeval.cli import exits, offers, output
from certeval.messages import N_, _
from certeval.render import schemas


def schema(
    name: str = typer.Argument(
        ...,
        metavar="|".join(schemas.NAMES),
        help=_("Which format."),
        autocompletion=offers.among(schemas.NAMES),
    ),
    lang: str = typer.Option(
        "fr",
        help=_("The language of titles and descriptions: fr, en."),
        autocompletion=offers.among(messages.LANGUAGES),
    ),
    file: Path = typer.Option(None, "--output", help=_("Write to a file, whole or not at all.")),
    force: bool = typer.Option(False, "--force", help=_("Replace the file if it exists.")),
) -> None:
    """Print the JSON Schema (draft-07) of a file format, for editors and other programs.

    Its words are in French, wherever it is printed, unless --lang says otherwise.
    """
    if name not in schemas.NAMES:
        exits.refuse(N_("no format « {name} »: there are {known}"), name=name, known=", ".join(schemas.NAMES))
    if lang not in messages.LANGUAGES:
        known = ", ".join(messages.LANGUAGES)
        exits.refuse(N_("--lang {language}: the words are in {known}"), language=lang, known=known)
    if file is not None:
        output.announced("json", ("json",), file)
    messages.speak(lang)
    output.deliver(schemas.schema(name), file, force=force)
