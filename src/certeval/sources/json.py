"""JSON to plain values that know their place: JSON is YAML, but for its word for nothing."""

from certeval.sources import yaml
from certeval.sources.document import At, Document, List, Map

NULL = "null"


def parse(data: bytes, file: str) -> Document:
    """Plain values and places of a JSON file's bytes, with every problem found; `null` is an empty value."""
    document = yaml.parse(data, file)
    waiting = [document.root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Map):
            for key, value in node.items():
                node[key] = _value(value, node.places[key][1])
            waiting += node.values()
        elif isinstance(node, List):
            node[:] = map(_value, node, node.places)
            waiting += node
    return document


def _value(value: object, at: At) -> object:
    """A value, None for a word `null` that no quotes make a text."""
    return None if value == NULL and at[3] - at[1] == len(NULL) else value
