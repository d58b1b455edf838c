"""Which characters of a page a line strikes out: it goes through the middle of all their small letters."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from certeval.exchange.readers.glyphs import Glyph

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


def with_strikes(glyphs: Sequence[Glyph], shapes: Iterable[Shape]) -> list[Glyph]:
    """The characters of a page, told which ones one of its lines strikes out."""
    upright = sorted((each for each in glyphs if each.upright), key=lambda each: each.top)
    tops = [each.top for each in upright]
    tallest = max((each.size for each in upright), default=0.0)
    most = THICKEST * tallest
    flat = [each for each in shapes if each["bottom"] - each["top"] <= most < each["x1"] - each["x0"]]
    struck: set[int] = set()
    for shape in flat[:MOST_SHAPES]:
        y = (shape["top"] + shape["bottom"]) / 2
        near = upright[bisect_left(tops, y - 2 * tallest) : bisect_right(tops, y + tallest)]
        struck |= {id(each) for each in _struck_by(shape, y, near)}
    return [each._replace(is_struck=True) if id(each) in struck else each for each in glyphs]


def _struck_by(shape: Shape, y: float, near: Sequence[Glyph]) -> list[Glyph]:
    """The characters that a line strikes out; none where it goes beyond them, as the rule of a table does."""
    low, high = MIDDLE
    crossed = [
        each
        for each in near
        if each.text.strip()
        and low * each.size <= each.foot - y <= high * each.size
        and shape["x0"] <= each.middle[0] <= shape["x1"]
    ]
    if not crossed:
        return []
    beside = BESIDE * max(each.size for each in crossed)
    ends = sorted((each.x0, each.x1) for each in crossed)
    is_near = ends[0][0] - beside <= shape["x0"] and shape["x1"] <= ends[-1][1] + beside
    is_one = all(other[0] - one[1] < MOST_APART * beside for one, other in pairwise(ends))
    return crossed if is_near and is_one else []
