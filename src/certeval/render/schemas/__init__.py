"""The JSON Schemas of the files that certeval reads and writes, for editors and other programs.

In comes the name of a format; out goes its schema, within what editors of draft-07 understand, its titles and
descriptions in the language spoken.
"""

import json
from importlib.resources import files
from typing import TYPE_CHECKING

from certeval.messages import N_, _
from certeval.render.json_text import json_text

if TYPE_CHECKING:
    from certeval.rules.file_model import FileModel

NAMES = ("referentiel", "session", "emetteur", "correspondance", "notes", "resultats", "diagnostics")
DRAFT = {"$schema": "http://json-schema.org/draft-07/schema#"}


def schema(name: str) -> str:
    """The JSON Schema of a format, as text: made from the models of what people write; the others are beside this."""
    with_title = _model(name)
    if with_title is None:
        text = files(__name__).joinpath(f"{name}.json").read_text(encoding="utf-8")
        return json_text(_translate(json.loads(text)))
    from certeval.render.schemas.model_schemas import schema_of

    title, model = with_title
    return json_text({**DRAFT, "title": _(title), **schema_of(model)})


def _model(name: str) -> "tuple[str, type[FileModel]] | None":
    """The title of a format and the model of what people write in it; None of what certeval writes."""
    match name:
        case "referentiel":
            from certeval.referentiel.models import Fichier

            return N_("certeval: référentiel of a certification"), Fichier
        case "session":
            from certeval.jury.file import FichierSession

            return N_("certeval: session of a certification"), FichierSession
        case "emetteur":
            from certeval.jury.emetteur import FichierEmetteur

            return N_("certeval: who reports holders"), FichierEmetteur
        case "correspondance":
            from certeval.scores.correspondance import Correspondance

            return N_("certeval: how to read another software’s tables"), Correspondance
    return None


def _translate(node: object) -> object:
    """A schema in English in the language spoken: its titles and descriptions, never its examples."""
    if isinstance(node, list):
        return [_translate(each) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        word: _(value) if word in {"title", "description"} and isinstance(value, str) else _translate(value)
        for word, value in node.items()
    }
