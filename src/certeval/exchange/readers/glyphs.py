"""The characters of a page to lines of text: by the middle of each, whatever order the file draws them in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from certeval.diagnostics import Kind
from certeval.diagnostics.families import documents as kinds
from certeval.sources.workbook.styles import LOWERED, RAISED, Position

Char = Mapping[str, Any]
"""What pdfplumber says of a character: `text`, `x0`, `x1`, `top`, `bottom`, `y0`, `upright`, `matrix`, `fontname`."""
BOXES = {
    0xF052: "☑", 0xF053: "☒", 0xF054: "☒", 0xF0A3: "☐",
    0xF0FE: "☑", 0xF0FD: "☒", 0xF0A8: "☐", 0xF06F: "☐", 0xF071: "☐", 0xF078: "☒", 0xF0FC: "✔", 0xF050: "✓",
}  # fmt: skip
"""What the fonts of signs (Wingdings, Wingdings 2) draw at the codes that they use for boxes."""
SPACE = 0.18
"""Of the size of a character: a wider gap stands for a space."""


class GlyphText(NamedTuple):
    """A line of text on a page, in points from its top left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    first: float
    """The width of its first word."""
    is_struck: bool = False
    """Whether something of it is struck out."""

    @property
    def odd(self) -> Kind | None:
        """What is unusual of it, as the line of a layout has it."""
        return kinds.STRUCK if self.is_struck else None


class Glyph(NamedTuple):
    """A character: its text, its edges, where its letters stand (its descenders go lower), how it is turned."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    foot: float
    upright: bool
    is_downward: bool
    is_struck: bool = False

    @property
    def size(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


def glyph(char: Char) -> Glyph:
    """A character, the signs of its font as what they show."""
    text, matrix = str(char["text"]), char["matrix"]
    if len(text) == 1:
        text = BOXES.get(ord(text), text)
    edges = char["x0"], char["x1"], char["top"], char["bottom"]
    foot = float(char["bottom"] + char["y0"] - matrix[5])
    return Glyph(text, *edges, foot, bool(char["upright"]), is_downward=matrix[1] < 0)


SOFT_HYPHEN = "\u00ad"


def with_hyphens(chars: Sequence[Char]) -> list[Char]:
    """The characters of a page, each hyphen as it is drawn: a font that draws a soft one within a word says so of all,
    for they have one drawing, unless the file itself says which ones are what their drawing is not.
    """
    fonts = {
        one["fontname"]
        for one, other in pairwise(chars)
        if one["text"] == SOFT_HYPHEN and one["x1"] > one["x0"] and _goes_on(one, other)
        if not _has_own_text(one)
    }
    hyphens = {SOFT_HYPHEN: "-", "-": SOFT_HYPHEN}
    shown: list[Char] = []
    for i, char in enumerate(chars):
        is_other = char["fontname"] in fonts if char["text"] == SOFT_HYPHEN else False
        if char["text"] in hyphens and _has_own_text(char):
            before, after = chars[i - 1 : i], chars[i + 1 : i + 2]
            is_alone = not any(map(_has_own_text, before))
            ends = not any(_goes_on(char, each) for each in after)
            is_other = char["text"] == SOFT_HYPHEN or (is_alone and ends)
        shown.append({**char, "text": hyphens[char["text"]]} if is_other else char)
    return shown


def _has_own_text(char: Char) -> bool:
    """Whether a file says a text of a character beside its drawing: a span of its own, which numbers no content."""
    return char.get("tag") == "Span" and char.get("mcid") is None


def _goes_on(one: Char, other: Char) -> bool:
    """Whether a character goes on the word of another, on its line."""
    height = one["bottom"] - one["top"]
    near = -height < other["x0"] - one["x1"] < SPACE * height and abs(other["top"] - one["top"]) < height / 2
    return near and bool(other["text"].strip())


def lines(glyphs: Sequence[Glyph]) -> list[GlyphText]:
    """The lines of some characters, from top to bottom; those written upwards or downwards after the others."""
    return [*filter(None, map(_line, _rows(glyphs))), *_sideways_lines(glyphs)]


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Upright characters by line, from left to right: by their middles, the tallest tells where the line is."""
    rows: list[list[Glyph]] = []
    middle = tallest = 0.0
    for each in sorted((g for g in glyphs if g.upright), key=lambda g: (g.middle[1], g.x0)):
        at = each.middle[1]
        if rows and at - middle < each.size / 2:
            rows[-1].append(each)
        else:
            rows.append([each])
            tallest = 0.0
        if each.size * SMALL > tallest:
            middle, tallest = at, each.size
    return [sorted(row, key=lambda g: g.x0) for row in rows]


def line_parts(glyphs: Iterable[Glyph], wide: float) -> list[tuple[GlyphText, ...]]:
    """The upright lines of some characters, each in the parts that gaps of so many points make of it."""
    part_rows: list[tuple[GlyphText, ...]] = []
    for row in _rows(glyphs):
        parts: list[list[Glyph]] = [[]]
        reach = row[0].x1
        for each in row:
            if each.text.strip():
                if each.x0 - reach > wide:
                    parts.append([])
                reach = each.x1
            parts[-1].append(each)
        if texts := tuple(filter(None, map(_line, parts))):
            part_rows.append(texts)
    return part_rows


SMALL = 0.9
"""Of the size of a character: one that is smaller may stand above or below its line."""
ABOVE, BELOW = 0.2, 0.05
"""Of the size of a character, how far from its foot stands that of one above or below the line."""


def with_positions(row: Sequence[Glyph]) -> list[Glyph]:
    """The characters of a line, its small digits above or below as signs: « cas¹ », « m² », « H₂O »."""
    glyphs: list[Glyph] = []
    beside = next(
        (each for each in row if each.size * SMALL > row[0].size), None
    )  # a note begins by its call
    at = row[0].x0
    for each in row:
        position: Position = {}
        if beside is not None and each.size < SMALL * beside.size and each.x0 - at < SPACE * beside.size:
            rise = (beside.foot - each.foot) / beside.size
            position = RAISED if rise > ABOVE else LOWERED if rise < -BELOW else {}
        if not position:
            beside = each if each.text.strip() else None
        at = each.x1
        glyphs.append(each._replace(text=each.text.translate(position)))
    return glyphs


def _line(row: Sequence[Glyph]) -> GlyphText | None:
    """A line of characters from left to right; a gap between two stands for a space."""
    pieces: list[str] = []
    last: Glyph | None = None
    x0 = x1 = first = 0.0
    for each in with_positions(row):
        if not each.text.strip():
            if last is not None and pieces[-1] != " ":
                pieces.append(" ")
            continue
        if last is None:
            x0 = each.x0
        elif pieces[-1] != " " and each.x0 - last.x1 > SPACE * each.size:
            pieces.append(" ")
        if not first and pieces and pieces[-1] == " " and last is not None:
            first = last.x1 - x0
        pieces.append(each.text)
        last, x1 = each, max(x1, each.x1)
    if last is None:
        return None
    tops, bottoms = [g.top for g in row], [g.bottom for g in row]
    is_struck = any(g.is_struck for g in row)
    return GlyphText("".join(pieces).strip(), x0, x1, min(tops), max(bottoms), first or x1 - x0, is_struck)


def _sideways_lines(glyphs: Sequence[Glyph]) -> Iterator[GlyphText]:
    """Lines written upwards or downwards, each read in its own direction."""
    for down in (False, True):
        columns: dict[int, list[Glyph]] = {}
        for each in glyphs:
            if not each.upright and each.is_downward is down:
                columns.setdefault(round(each.middle[0] / SIDEWAYS_STEP), []).append(each)
        for at in sorted(columns, reverse=down):
            column = sorted(columns[at], key=lambda g: g.top, reverse=not down)
            if text := " ".join("".join(g.text for g in column).split()):
                x0, x1 = min(g.x0 for g in column), max(g.x1 for g in column)
                top, bottom = min(g.top for g in column), max(g.bottom for g in column)
                yield GlyphText(text, x0, x1, top, bottom, x1 - x0)


SIDEWAYS_STEP = 6.0
"""Points across in which characters turned on their side make one line."""
