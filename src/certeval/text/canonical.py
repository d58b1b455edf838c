"""Plain values as the one text that is digested."""

import json

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value: object) -> str:
    """A plain value as JSON in one way only: keys in order, no spaces, letters as they are (as RFC 8785 has it for
    texts and whole numbers, the only values that are digested).
    """
    return _ENCODER.encode(value)
