"""The shape of a file as its models declare it, in the words of draft-07."""

from collections.abc import Iterator
from typing import get_args

from certeval.messages import _
from certeval.rules.declared import GIVEN, About, Declared, about

Schema = dict[str, object]
NULL = {"type": "null"}
EMPTY: tuple[object, ...] = (None, [], {})


def declared(root: type[Declared]) -> Schema:
    """The schema of a file, each key with its words; the models' docstrings are for programmers."""
    made = root.model_json_schema(ref_template="#/definitions/{model}")
    models = {model.__name__: model for model in _inside(root)}
    definitions = {
        name: _of_model(each, models.get(name)) for name, each in sorted(made.pop("$defs").items())
    }
    return _of_model(made, root) | {"definitions": definitions}


def _inside(root: type[Declared]) -> Iterator[type[Declared]]:
    """The models that a file is made of, each once."""
    met: dict[type[Declared], None] = {}
    waiting: list[object] = [root]
    while waiting:
        here = waiting.pop()
        if isinstance(here, type) and issubclass(here, Declared):
            if here in met:
                continue
            met[here] = None
            waiting += [field.annotation for field in here.model_fields.values()]
        waiting += get_args(getattr(here, "__value__", here))
    return iter(met)


def _of_model(schema: Schema, model: type[Declared] | None) -> Schema:
    """A definition whose keys are as draft-07 has them; a key that decides may not stay empty."""
    made = _plain(schema)
    properties = made.get("properties")
    if isinstance(properties, dict) and model is not None:
        made["properties"] = {key: _key(each, model, key) for key, each in properties.items()}
    return made


def _key(schema: Schema, model: type[Declared], key: str) -> Schema:
    """A key's schema with its words, and those of its names where these are a closed list."""
    words = about(model, key)
    made = _without_null(schema) if GIVEN in model.model_fields[key].metadata else schema
    if words is None:
        return made
    named = made.get("properties")
    if isinstance(named, dict):
        made["properties"] = {
            name: _said(words.names[name], each) if name in words.names else each
            for name, each in named.items()
        }
    return _said(words, made)


def _said(words: About, schema: Schema) -> Schema:
    """A schema with words before it. Draft-07 ignores what stands beside a `$ref`: it is wrapped."""
    said: Schema = {"title": _(words.title), "description": _(words.help), "examples": list(words.examples)}
    return said | ({"allOf": [schema]} if "$ref" in schema else schema)


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
