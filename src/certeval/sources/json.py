"""JSON to plain values that know their place: it is YAML, but for its `null` and its signs in two halves."""

import re

from certeval.sources import yaml
from certeval.sources.document import At, Document, List, Map

NULL = "null"


def parse(data: bytes, file: str) -> Document:
    """Plain values and places of a JSON file's bytes, with every problem found; `null` is an empty value."""
    document = yaml.parse(_HALVES.sub(_whole, data), file)
    stack = [document.root]
    while stack:
        node = stack.pop()
        if isinstance(node, Map):
            for key, value in node.items():
                node[key] = _value(value, node.places[key][1])
            stack += node.values()
        elif isinstance(node, List):
            node[:] = map(_value, node, node.places)
            stack += node
    return document


_HALVES = re.compile(rb"(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)
"""A sign beyond the first 65 536 as JSON escapes it, by two surrogates, after backslashes that stand for themselves."""


def _whole(halves: re.Match[bytes]) -> bytes:
    """The escape that YAML has for such a sign."""
    sign = b"".join(bytes.fromhex(halves[each].decode()) for each in (2, 3)).decode("utf-16-be")
    return b"%s\\U%08x" % (halves[1], ord(sign))


def _value(value: object, at: At) -> object:
    """A value, None for a word `null` that no quotes make a text."""
    return None if value == NULL and at[3] - at[1] == len(NULL) else value
