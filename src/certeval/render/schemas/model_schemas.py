"""The shape of a file as its models declare it, in the words of draft-07."""

from collections.abc import Iterator
from typing import get_args

from certeval.messages import _
from certeval.rules.file_model import NOT_EMPTY, About, FileModel, about

Schema = dict[str, object]
NULL = {"type": "null"}
EMPTY: tuple[object, ...] = (None, [], {})


def schema_of(root: type[FileModel]) -> Schema:
    """The schema of a file, each key with its words; the models' docstrings are for programmers."""
    schema = root.model_json_schema(ref_template="#/definitions/{model}")
    models = {model.__name__: model for model in _models_within(root)}
    definitions = {
        name: _model_definition(each, models.get(name)) for name, each in sorted(schema.pop("$defs").items())
    }
    return _model_definition(schema, root) | {"definitions": definitions}


def _models_within(root: type[FileModel]) -> Iterator[type[FileModel]]:
    """The models that a file is made of, each once."""
    models: dict[type[FileModel], None] = {}
    stack: list[object] = [root]
    while stack:
        here = stack.pop()
        if isinstance(here, type) and issubclass(here, FileModel):
            if here in models:
                continue
            models[here] = None
            stack += [field.annotation for field in here.model_fields.values()]
        stack += get_args(getattr(here, "__value__", here))
    return iter(models)


def _model_definition(schema: Schema, model: type[FileModel] | None) -> Schema:
    """A definition whose keys are as draft-07 has them; a key that decides may not stay empty."""
    plain_schema = _plain(schema)
    properties = plain_schema.get("properties")
    if isinstance(properties, dict) and model is not None:
        plain_schema["properties"] = {key: _key(each, model, key) for key, each in properties.items()}
    return plain_schema


def _key(schema: Schema, model: type[FileModel], key: str) -> Schema:
    """A key's schema with its words, and those of its names where these are a closed list."""
    words = about(model, key)
    key_schema = _without_null(schema) if NOT_EMPTY in model.model_fields[key].metadata else schema
    if words is None:
        return key_schema
    properties = key_schema.get("properties")
    if isinstance(properties, dict):
        key_schema["properties"] = {
            name: _with_words(words.names[name], each) if name in words.names else each
            for name, each in properties.items()
        }
    return _with_words(words, key_schema)


def _with_words(words: About, schema: Schema) -> Schema:
    """A schema with words before it. Draft-07 ignores what stands beside a `$ref`: it is wrapped."""
    annotations: Schema = {
        "title": _(words.title),
        "description": _(words.help),
        "examples": list(words.examples),
    }
    return annotations | ({"allOf": [schema]} if "$ref" in schema else schema)


def _plain(node: object) -> Schema:
    """A schema without the titles, descriptions and empty defaults that pydantic gives."""
    schema: Schema = {}
    for word, value in (node if isinstance(node, dict) else {}).items():
        if word in {"title", "description", "propertyNames"} or (word == "default" and value in EMPTY):
            continue
        if word == "properties":
            schema[word] = {key: _plain(each) for key, each in value.items()}
        elif word in {"anyOf", "oneOf"}:
            schema[word] = [_plain(each) for each in value]
        elif word in {"items", "additionalProperties"} and isinstance(value, dict):
            schema[word] = _plain(value)
        else:
            schema[word] = value
    names = node.get("propertyNames") if isinstance(node, dict) else None
    if names is None:
        return schema
    return schema | {
        "properties": dict.fromkeys(names["enum"], schema["additionalProperties"]),
        "additionalProperties": False,
    }


def _without_null(schema: Schema) -> Schema:
    choices = schema.get("anyOf")
    if not isinstance(choices, list) or NULL not in choices:
        return schema
    others = [each for each in choices if each != NULL]
    rest = {word: value for word, value in schema.items() if word != "anyOf"}
    return rest | (others[0] if len(others) == 1 else {"anyOf": others})
