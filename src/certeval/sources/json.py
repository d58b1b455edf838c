"""JSON to plain values that know their place: it is YAML, but for its signs in two halves."""

import re

from certeval.sources import yaml
from certeval.sources.document import Document


def parse(data: bytes, file: str) -> Document:
    """Plain values and places of a JSON file's bytes, with every problem found."""

    def yaml_escape(halves: re.Match[bytes]) -> bytes:
        sign = b"".join(bytes.fromhex(halves[each].decode()) for each in (2, 3)).decode("utf-16-be")
        return b"%s\\U%08x" % (halves[1], ord(sign))

    return yaml.parse(_HALVES.sub(yaml_escape, data), file)


_HALVES = re.compile(rb"(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)
"""A sign beyond the first 65 536 as JSON escapes it, by two surrogates, after backslashes that stand for themselves."""
