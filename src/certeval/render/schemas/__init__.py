"""The JSON Schemas of the files that certeval reads and writes, for editors and other programs.

In comes the name of a format; out goes its schema, within what editors of draft-07 understand, its titles and
descriptions in the language spoken.
"""

import json
from importlib.resources import files
from pkgutil import resolve_name

from certeval.messages import N_, _
from certeval.render.json_text import json_text

MODELS = {
    "referentiel": (N_("certeval: référentiel of a certification"), "certeval.referentiel.models:Fichier"),
    "session": (N_("certeval: session of a certification"), "certeval.jury.file:FichierSession"),
    "emetteur": (N_("certeval: who reports holders"), "certeval.jury.emetteur:FichierEmetteur"),
    "correspondance": (
        N_("certeval: how to read another software’s tables"),
        "certeval.scores.correspondance:Correspondance",
    ),
}
"""The title of each format that people write, and its model, imported where it is asked for."""
NAMES = (*MODELS, "notes", "resultats", "diagnostics")
DRAFT = {"$schema": "http://json-schema.org/draft-07/schema#"}


def schema(name: str) -> str:
    """The JSON Schema of a format, as text: made from the models of what people write; the others are beside this."""
    if name not in MODELS:
        text = files(__name__).joinpath(f"{name}.json").read_text(encoding="utf-8")
        return json_text(_translate(json.loads(text)))
    from certeval.render.schemas.model_schemas import schema_of

    title, model = MODELS[name]
    return json_text({**DRAFT, "title": _(title), **schema_of(resolve_name(model))})


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
