"""The JSON Schemas of the files that certeval reads and writes, for editors and other programs.

In comes the name of a format; out goes its schema, within what editors of draft-07 understand.
"""

import json
from importlib.resources import files

NAMES = ("referentiel", "notes", "resultats", "diagnostics")


def schema(name: str) -> str:
    """The JSON Schema of a format, as text. The référentiel's is made from its models."""
    if name == "referentiel":
        return json.dumps(_referentiel(), ensure_ascii=False, indent=2) + "\n"
    return files(__name__).joinpath(f"{name}.json").read_text(encoding="utf-8")


def _referentiel() -> dict[str, object]:
    from certeval.referentiel.models import Fichier

    made = Fichier.model_json_schema()
    for definition in made["$defs"].values():
        definition.pop("description", None)
    made |= {"title": "certeval : référentiel de certification", "description": "Format 1."}
    head = {"$schema": "http://json-schema.org/draft-07/schema#"}
    return head | _renamed(made)


def _renamed(node: object) -> dict[str, object]:
    """`$defs` under the name that draft-07 has for it, and no discriminator, which it has not."""
    text = (
        json.dumps(node, ensure_ascii=False)
        .replace('"$defs"', '"definitions"')
        .replace("#/$defs/", "#/definitions/")
    )
    found: dict[str, object] = json.loads(text)
    return found
