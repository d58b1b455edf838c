"""What a schema says of each key, in English: `messages` has its French. From keys and a shape to a schema."""

from collections.abc import Mapping

from certeval.messages import _


class Said:
    """A title, what the key is for, and values that it may have: editors show all three."""

    __slots__ = ("description", "examples", "title")

    def __init__(self, title: str, description: str, *examples: object) -> None:
        self.title = title
        self.description = description
        self.examples = examples

    def around(self, schema: dict[str, object]) -> dict[str, object]:
        """The key's schema with its words. Draft-07 ignores what stands beside a `$ref`: it is wrapped."""
        words: dict[str, object] = {"title": _(self.title), "description": _(self.description)}
        if self.examples:
            words["examples"] = list(self.examples)
        return words | ({"allOf": [schema]} if "$ref" in schema else schema)


def told(shape: dict[str, object], name: str) -> dict[str, object]:
    """The shape of a format with the words of its keys.

    A key is said by `Definition.key` where it means something of its own there, by `key` elsewhere.
    """
    keys = _keys(name)
    definitions = shape.get("definitions")
    return _told(shape, "Notes" if name == "notes" else "Fichier", keys) | (
        {"definitions": {owner: _told(each, owner, keys) for owner, each in definitions.items()}}
        if isinstance(definitions, dict)
        else {}
    )


def _keys(name: str) -> Mapping[str, Said]:
    from certeval.render.schemas import (
        keys_certification,
        keys_entry,
        keys_epreuves,
        keys_outputs,
        keys_rules,
        keys_sheets,
    )

    if name in {"resultats", "diagnostics"}:
        return keys_outputs.KEYS
    written = (keys_certification, keys_entry, keys_epreuves, keys_rules, keys_sheets)
    return {key: said for module in written for key, said in module.KEYS.items()}


def _told(node: object, owner: str, keys: Mapping[str, Said]) -> dict[str, object]:
    """A schema whose properties have their words; `owner` is the definition, or the key, that holds them."""
    if not isinstance(node, dict):
        return {}
    made = dict(node)
    for word, value in node.items():
        if word == "properties":
            made[word] = {key: _said(key, each, owner, keys) for key, each in value.items()}
        elif word in {"items", "additionalProperties"} and isinstance(value, dict):
            made[word] = _told(value, owner, keys)
        elif word in {"anyOf", "oneOf"}:
            made[word] = [_told(each, owner, keys) for each in value]
    return made


def _said(key: str, schema: object, owner: str, keys: Mapping[str, Said]) -> dict[str, object]:
    said = keys.get(f"{owner}.{key}") or keys.get(key)
    inner = _told(schema, key, keys)
    return said.around(inner) if said else inner
