"""The JSON Schemas of the files that certeval reads and writes, for editors and other programs.

In comes the name of a format; out goes its schema, within what editors of draft-07 understand, its titles and
descriptions in the language spoken.
"""

import json
from importlib.resources import files

from certeval.messages import N_, _
from certeval.render.schemas.said import told

TITLES = {
    "referentiel": N_("certeval: référentiel of a certification"),
    "notes": N_("certeval: score sheet"),
    "resultats": N_("certeval: results of a session"),
    "diagnostics": N_("certeval: diagnostics"),
}
NAMES = tuple(TITLES)


def schema(name: str) -> str:
    """The JSON Schema of a format, as text. The référentiel's is made from its models."""
    if name == "referentiel":
        from certeval.render.schemas.declared import referentiel

        shape = referentiel()
    else:
        shape = json.loads(files(__name__).joinpath(f"{name}.json").read_text(encoding="utf-8"))
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": _(TITLES[name])}
    return json.dumps(head | told(shape, name), ensure_ascii=False, indent=2) + "\n"
