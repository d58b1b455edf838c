"""Patterns of headings: `*` is any text, `{code}` the code of an element, `{sur}` what its marks are out of."""

import re

from certeval.text.cell_text import collapse_spaces

CODE, OUT_OF, ANY = "{code}", "{sur}", "*"
MOST_STARS = 4
LONGEST = 2_000
"""Characters of a text that a pattern looks at."""
_PIECES = re.compile(r"(\{code\}|\{sur\}|\*)")
_ADJACENT = re.compile(r"(?:\{code\}|\{sur\}|\*){2}")
"""Two signs with nothing between them: where one ends is not certain."""


FORM = (
    r"^(?!.*(\{code\}.*){2})(?!.*(\{sur\}.*){2})(?!.*(\*.*){5})"
    r"(?!.*(\{code\}|\{sur\}|\*)(\{code\}|\{sur\}|\*)).*\{code\}"
)
"""The same as `is_sound`, for editors."""


def is_sound(pattern: str) -> bool:
    """Whether a pattern, which has `{code}` once, says where each sign ends."""
    if pattern.count(CODE) != 1 or pattern.count(OUT_OF) > 1:
        return False
    return pattern.count(ANY) <= MOST_STARS and not _ADJACENT.search(pattern)


def is_pattern(text: str) -> bool:
    return _PIECES.search(text) is not None


def code_in(pattern: str, text: str) -> str | None:
    """What stands for `{code}` where a text fits a pattern: as little as can be, without spaces around it."""
    signs = captures(pattern, text)
    return signs.get(CODE) if signs is not None else None


def fits(pattern: str, text: str) -> bool:
    """Whether a text fits a pattern."""
    return captures(pattern, text) is not None


def captures(pattern: str, text: str) -> dict[str, str] | None:
    """What each sign of a pattern stands for; None where the text does not fit. Read once, from left to right."""
    rest = collapse_spaces(text)[:LONGEST]
    pieces = [piece for piece in _PIECES.split(collapse_spaces(pattern)) if piece]
    signs: dict[str, str] = {}
    sign = ""
    for position, piece in enumerate(pieces):
        if piece in {CODE, OUT_OF, ANY}:
            if sign:
                signs[sign] = ""
            sign = piece
            continue
        last = position == len(pieces) - 1
        text, part = _lower_case(rest), _lower_case(piece)
        at = 0 if not sign else len(text) - len(part) if last else text.find(part)
        if at < 0 or not text.startswith(part, at) or (last and at + len(part) != len(text)):
            return None
        if sign:
            signs[sign] = rest[:at].strip()
        rest, sign = rest[at + len(piece) :], ""
    if sign:
        signs[sign] = rest.strip()
    elif rest:
        return None
    return signs if signs.get(CODE, ".") and signs.get(OUT_OF, ".") else None


def _lower_case(text: str) -> str:
    """Lower case, character for character, so that positions stay those of the text."""
    return "".join(lower if len(lower := c.lower()) == 1 else c for c in text.replace("’", "'"))
