"""Which characters of a page a line strikes out: it goes through the middle of their small letters, from the first of
them to the last.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from certeval.exchange.readers import glyphs
from certeval.exchange.readers.glyphs import Char

Shape = Mapping[str, Any]
"""What pdfplumber says of a line or of a rectangle: `x0`, `x1`, `top`, `bottom`."""
THICKEST = 0.15
"""Of the size of characters: a thicker rectangle is no line."""
MIDDLE = (0.15, 0.5)
"""Of the size of a character, how far above the foot of its letters a line strikes it out; lower, it underlines it."""
BESIDE = 0.5
"""Of the size of characters by which their line may go beyond them: a rule of a table goes further."""
MOST_APART = 4
"""Times that two characters may be as far from each other: two cells are further apart than two words."""
MOST_SHAPES = 5_000
"""Lines of a page that are looked at: more are a drawing."""


def with_strikes(chars: Sequence[Char], shapes: Iterable[Shape]) -> list[Char]:
    """The characters of a page, `struck` where one of its lines strikes them out."""
    upright = sorted((each for each in chars if each["upright"]), key=lambda char: char["top"])
    tops = [char["top"] for char in upright]
    tallest = max(map(_size, upright), default=0.0)
    struck: set[int] = set()
    for shape in _flat(shapes, tallest)[:MOST_SHAPES]:
        y = (shape["top"] + shape["bottom"]) / 2
        near = upright[bisect_left(tops, y - 2 * tallest) : bisect_right(tops, y + tallest)]
        struck |= {id(char) for char in _struck_by(shape, y, near)}
    return [{**char, "struck": True} if id(char) in struck else char for char in chars]


def _size(char: Char) -> float:
    return float(char["bottom"] - char["top"])


def _flat(shapes: Iterable[Shape], tallest: float) -> list[Shape]:
    """Those that are lines from left to right."""
    most = THICKEST * tallest
    return [each for each in shapes if each["bottom"] - each["top"] <= most < each["x1"] - each["x0"]]


def _struck_by(shape: Shape, y: float, near: Sequence[Char]) -> list[Char]:
    """The characters that a line strikes out; none where it goes beyond them, as the rule of a table does."""
    low, high = MIDDLE
    crossed = [
        char
        for char in near
        if char["text"].strip()
        and low * _size(char) <= glyphs.foot(char) - y <= high * _size(char)
        and shape["x0"] <= (char["x0"] + char["x1"]) / 2 <= shape["x1"]
    ]
    if not crossed:
        return []
    beside = BESIDE * max(map(_size, crossed))
    ends = sorted((char["x0"], char["x1"]) for char in crossed)
    is_near = ends[0][0] - beside <= shape["x0"] and shape["x1"] <= ends[-1][1] + beside
    is_one = all(other[0] - one[1] < MOST_APART * beside for one, other in pairwise(ends))
    return crossed if is_near and is_one else []
