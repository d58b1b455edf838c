"""`certeval schema`."""

from certeval import messages
from certeval.cli import exits, offers, options, output
from certeval.cli.options import argument, option
from certeval.render import schemas


def schema(
    name: str = argument("NAME", ", ".join(schemas.NAMES), autocompletion=offers.offer_words(schemas.NAMES)),
    *,
    lang: str = option(
        "--lang LANGUAGE",
        "The language of titles and descriptions: fr, en.",
        autocompletion=offers.offer_words(messages.LANGUAGES),
        default="fr",
    ),
    file: options.Output,
    force: options.Force,
) -> None:
    """Print the JSON Schema (draft-07) of a file format, for editors and other programs.

    Its words are in French, wherever it is printed, unless --lang says otherwise.
    """
    if name not in schemas.NAMES:
        exits.refuse("no format « {name} »: there are {known}", name=name, known=", ".join(schemas.NAMES))
    if lang not in messages.LANGUAGES:
        choices = ", ".join(messages.LANGUAGES)
        exits.refuse("--lang {language}: there are {known}", language=lang, known=choices)
    if file is not None:
        output.form_of_file("json", ("json",), file)
    with messages.in_language(lang):
        text = schemas.schema(name)
    output.deliver(text, file, force=force)
