"""The JSON Schemas of the files that certeval reads and writes, for editors and other programs.

In comes the name of a format; out goes its schema, within what editors of draft-07 understand, its titles and
descriptions in the language spoken.
"""

import json
from importlib.resources import files

from certeval.messages import N_, _
from certeval.render.json_text import json_text

NAMES = ("referentiel", "session", "emetteur", "correspondance", "notes", "resultats", "diagnostics")
DRAFT = {"$schema": "http://json-schema.org/draft-07/schema#"}


def schema(name: str) -> str:
    """The JSON Schema of a format, as text: made from the models of what people write; the others are beside this."""
    document: object
    if name == "referentiel":
        from certeval.referentiel.models import Fichier
        from certeval.render.schemas.model_schemas import schema_of

        document = {**DRAFT, "title": _(N_("certeval: référentiel of a certification")), **schema_of(Fichier)}
    elif name == "session":
        from certeval.jury.file import FichierSession
        from certeval.render.schemas.model_schemas import schema_of

        document = {
            **DRAFT,
            "title": _(N_("certeval: session of a certification")),
            **schema_of(FichierSession),
        }
    elif name == "emetteur":
        from certeval.jury.emetteur import FichierEmetteur
        from certeval.render.schemas.model_schemas import schema_of

        document = {**DRAFT, "title": _(N_("certeval: who reports holders")), **schema_of(FichierEmetteur)}
    elif name == "correspondance":
        from certeval.render.schemas.model_schemas import schema_of
        from certeval.scores.correspondance import Correspondance

        title = _(N_("certeval: how to read another software’s tables"))
        document = {**DRAFT, "title": title, **schema_of(Correspondance)}
    else:
        document = _translate(
            json.loads(files(__name__).joinpath(f"{name}.json").read_text(encoding="utf-8"))
        )
    return json_text(document)


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
