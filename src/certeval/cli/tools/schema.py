"""`certeval schema`."""

from typing import Annotated

import typer

from certeval import messages
from certeval.cli import exits, offers, options, output
from certeval.messages import N_
from certeval.render import schemas

Name = Annotated[
    str,
    typer.Argument(
        metavar=N_("NAME"),
        help=", ".join(schemas.NAMES),
        autocompletion=offers.among(schemas.NAMES),
    ),
]
Lang = Annotated[
    str,
    typer.Option(
        metavar=N_("LANGUAGE"),
        help=N_("The language of titles and descriptions: fr, en."),
        autocompletion=offers.among(messages.LANGUAGES),
    ),
]


def schema(
    name: Name,
    *,
    lang: Lang = "fr",
    file: options.Output = None,
    force: options.Force = False,
    _quiet: options.Quiet = False,
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
    with messages.speaking(lang):
        text = schemas.schema(name)
    output.deliver(text, file, force=force)
