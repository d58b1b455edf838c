"""The shape of a référentiel's file as its models declare it, in the words of draft-07."""

from collections.abc import Iterator

from certeval.referentiel.models import Fichier
from certeval.rules.declared import GIVEN, Declared

Schema = dict[str, object]
NULL = {"type": "null"}
EMPTY: tuple[object, ...] = (None, [], {})


def referentiel() -> Schema:
    """The schema of `Fichier`, without words: keys have theirs, and the models' docstrings are for programmers."""
    made = Fichier.model_json_schema(ref_template="#/definitions/{model}")
    models = {model.__name__: model for model in _models(Declared)}
    definitions = {
        name: _of_model(each, models.get(name)) for name, each in sorted(made.pop("$defs").items())
    }
    return _of_model(made, Fichier) | {"definitions": definitions}


def _models(parent: type[Declared]) -> Iterator[type[Declared]]:
    for model in parent.__subclasses__():
        yield model
        yield from _models(model)


def _of_model(schema: Schema, model: type[Declared] | None) -> Schema:
    """A definition whose keys are as draft-07 has them; a key that decides may not stay empty."""
    made = _plain(schema)
    properties = made.get("properties")
    if not isinstance(properties, dict) or model is None:
        return made
    for key, each in properties.items():
        if GIVEN in model.model_fields[key].metadata:
            properties[key] = _without_null(each)
    return made


def _plain(node: object) -> Schema:
    """A schema without the titles, descriptions and empty defaults that pydantic gives."""
    made: Schema = {}
    for word, value in (node if isinstance(node, dict) else {}).items():
        if word in {"title", "description", "propertyNames"} or (word == "default" and value in EMPTY):
            continue
        if word == "properties":
            made[word] = {key: _plain(each) for key, each in value.items()}
        elif word in {"anyOf", "oneOf"}:
            made[word] = [_plain(each) for each in value]
        elif word in {"items", "additionalProperties"} and isinstance(value, dict):
            made[word] = _plain(value)
        else:
            made[word] = value
    return _named(made, node)


def _named(made: Schema, node: object) -> Schema:
    """A mapping whose names are a closed list: each name is a key, which editors complete and explain."""
    names = node.get("propertyNames") if isinstance(node, dict) else None
    if names is None:
        return made
    return made | {
        "properties": dict.fromkeys(names["enum"], made["additionalProperties"]),
        "additionalProperties": False,
    }


def _without_null(schema: Schema) -> Schema:
    choices = schema.get("anyOf")
    if not isinstance(choices, list) or NULL not in choices:
        return schema
    kept = [each for each in choices if each != NULL]
    rest = {word: value for word, value in schema.items() if word != "anyOf"}
    return rest | (kept[0] if len(kept) == 1 else {"anyOf": kept})
