"""The tables that a page rules: cells where lines cross, each character in the cell that holds its middle."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from certeval.exchange.layout import LayoutCell, LayoutTable, Spot, TextLine
from certeval.exchange.readers import glyphs
from certeval.exchange.readers.glyphs import Glyph, GlyphText

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points."""
CLOSE = 3.0
"""Points between two rules that are one, or two ends that are at one height."""
SHORTEST = 8.0
"""Points of a rule: a shorter one is the thickness of another, or is of a box."""
FEWEST = 3
"""Upright rules that end together where one across lacks: some printers draw none where a page cuts a row."""
MARKS = frozenset("☒☑☐✔✓□ ")


def table(boxes: Sequence[Box], chars: Sequence[Glyph], spot: Spot) -> LayoutTable:
    """The table of some cells and of the characters that stand in them."""
    xs = _rules(x for box in boxes for x in (box[0], box[2]))
    ys = _rules(y for box in boxes for y in (box[1], box[3]))
    inside: list[list[Glyph]] = [[] for _ in boxes]
    slots = _slots(boxes, xs, ys)
    loose_chars: dict[tuple[int, int], list[Glyph]] = {}
    for char in chars:
        x, y = char.middle
        place = (bisect_right(ys, y) - 1, bisect_right(xs, x) - 1)
        if (index := slots.get(place)) is not None:
            inside[index].append(char)
        elif 0 <= place[0] < len(ys) - 1 and 0 <= place[1] < len(xs) - 1:
            loose_chars.setdefault(place, []).append(char)
    cells = [_cell(box, inside[i], xs, ys, spot) for i, box in enumerate(boxes)]
    grid = [
        [cells[i] if (i := slots.get((row, column), -1)) >= 0 else None for column in range(len(xs) - 1)]
        for row in range(len(ys) - 1)
    ]
    for (row, column), some in loose_chars.items():  # a rule is missing around it: its place tells its cell
        box = (xs[column], ys[row], xs[column + 1], ys[row + 1])
        grid[row][column] = _cell(box, some, xs, ys, spot)
    for i, box in enumerate(boxes):
        _part_boxes(grid, cells[i], inside[i], box, xs)
    return LayoutTable(tuple(tuple(row) for row in grid), spot, tuple(xs))


def apart(boxes: Sequence[Box]) -> Iterator[Sequence[Box]]:
    """The boxes of a table, or of the several that touch one under another: no rule between columns goes on there."""
    boxes = sorted(boxes, key=lambda box: box[1])
    xs = _rules(x for box in boxes for x in (box[0], box[2]))
    inner = [{_at(xs, box[0]), _at(xs, box[2])} - {0, len(xs) - 1} for box in boxes]
    last = {x: i for i, each in enumerate(inner) for x in each}
    end = max(last.values(), default=0)
    start, reach, bottom = 0, -1, 0.0
    for i, (box, each) in enumerate(zip(boxes, inner, strict=True)):
        if 0 <= reach < i <= end and box[1] >= bottom - CLOSE:
            yield boxes[start:i]
            start, reach = i, -1
        reach = max([reach, *(last[x] for x in each)])
        bottom = max(bottom, box[3])
    yield boxes[start:]


def _slots(boxes: Sequence[Box], xs: Sequence[float], ys: Sequence[float]) -> dict[tuple[int, int], int]:
    """The number of the box that covers each row and column; the first where several do."""
    slots: dict[tuple[int, int], int] = {}
    for i, box in enumerate(boxes):
        for row in range(_at(ys, box[1]), _at(ys, box[3])):
            for column in range(_at(xs, box[0]), _at(xs, box[2])):
                slots.setdefault((row, column), i)
    return slots


def _rules(values: Iterable[float]) -> list[float]:
    """Where rules stand, those that are close being one."""
    rules: list[float] = []
    for value in sorted(values):
        if not rules or value - rules[-1] > CLOSE:
            rules.append(value)
    return rules


def _at(rules: Sequence[float], value: float) -> int:
    return max(0, bisect_right(rules, value + CLOSE) - 1)


def _cell(
    box: Box, chars: Sequence[Glyph], xs: Sequence[float], ys: Sequence[float], spot: Spot
) -> LayoutCell:
    top, left = _at(ys, box[1]), _at(xs, box[0])
    rows, columns = max(1, _at(ys, box[3]) - top), max(1, _at(xs, box[2]) - left)
    here = spot._replace(row=top + 1, column=left + 1)
    return LayoutCell(_cell_lines(chars, box, here), top, left, rows, columns, here)


def _cell_lines(chars: Sequence[Glyph], box: Box, spot: Spot) -> tuple[TextLine, ...]:
    return tuple(line for _, line in lines_by_top(glyphs.lines(chars), box[0], box[2], spot))


def lines_by_top(
    texts: Sequence[GlyphText], left: float, right: float, spot: Spot
) -> list[tuple[float, TextLine]]:
    """Lines, each with its top and told whether it ended before the margin: the next one's first word had room on it;
    a wide gap between two is a blank line.
    """
    if not texts:
        return []
    margin = max(0.0, min(text.x0 for text in texts) - left)
    reach = right - min(margin, (right - left) / 4)
    by_top: list[tuple[float, TextLine]] = []
    for i, text in enumerate(texts):
        next_text = texts[i + 1] if i + 1 < len(texts) else None
        ends = next_text is None or text.x1 + next_text.first + GAP < reach or _is_taller(text, next_text)
        by_top.append((text.top, TextLine(text.text, spot, ends=ends, odd=text.odd)))
        if next_text is not None and next_text.top - text.bottom > BLANK * (text.bottom - text.top):
            by_top.append((text.bottom, TextLine("", spot)))
    return by_top


def _is_taller(text: GlyphText, below: GlyphText) -> bool:
    """Whether a line is a title in larger characters than those of the line below, which does not go on it."""
    return text.bottom - text.top > TALLER * (below.bottom - below.top)


TALLER = 1.2
"""Times the height of the line below, of a title."""
BLANK = 0.9
"""Of the height of a line: more between two is a blank line."""
GAP = 3.0
"""Points of a space between two words."""


def _part_boxes(
    grid: list[list[LayoutCell | None]],
    cell: LayoutCell,
    chars: Sequence[Glyph],
    box: Box,
    xs: Sequence[float],
) -> None:
    """Boxes to check that stand in one wide cell: each goes to the column where it stands."""
    signs = {char.text for char in chars}
    if cell.columns == 1 or not signs - {" "} or not signs <= MARKS:
        return
    for column in range(cell.left, cell.left + cell.columns):
        mine = [char for char in chars if xs[column] <= char.middle[0] < xs[column + 1]]
        spot = cell.spot._replace(column=column + 1)
        one = LayoutCell(_cell_lines(mine, box, spot), cell.top, column, cell.rows, 1, spot)
        for row in range(cell.top, cell.top + cell.rows):
            grid[row][column] = one


def closing_rules(edges: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rules across that are not drawn: where three upright ones, of two columns, begin or end at once, or, at the
    first and the last on the page, between two of them that others go across: of a cell that goes on another page.
    """
    upright = [e for e in edges if e["orientation"] == "v" and e["bottom"] - e["top"] > SHORTEST]
    across = [e for e in edges if e["orientation"] == "h" and e["x1"] - e["x0"] > SHORTEST]
    for side, farthest in (("top", min), ("bottom", max)):
        page_end = farthest((e[side] for e in upright), default=0.0)
        for ends in _together(sorted((e[side], e["x0"]) for e in upright)):
            y, xs = ends[0][0], _rules(x for _y, x in ends)
            near = [(e["x0"], e["x1"]) for e in across if abs(e["top"] - y) <= CLOSE]
            if len(xs) >= FEWEST and not any(x0 < xs[-1] - CLOSE and x1 > xs[0] + CLOSE for x0, x1 in near):
                yield _rule(xs[0], xs[-1], y)
            elif len(xs) >= FEWEST and abs(y - page_end) <= CLOSE:
                whole = [(e["x0"], e["x1"]) for e in across]
                yield from (
                    _rule(*pair, y)
                    for pair in pairwise(xs)
                    if _covers(whole, *pair) and not _covers(near, *pair)
                )


def _covers(rules: Iterable[tuple[float, float]], left: float, right: float) -> bool:
    return any(x0 <= left + CLOSE and right - CLOSE <= x1 for x0, x1 in rules)


def _rule(left: float, right: float, y: float) -> dict[str, Any]:
    return {
        "object_type": "line",
        "x0": left,
        "x1": right,
        "top": y,
        "bottom": y,
        "width": right - left,
        "height": 0.0,
    }


def _together(ends: Sequence[tuple[float, float]]) -> Iterator[list[tuple[float, float]]]:
    """Ends, each its height and its place across, by height: those that are close are one."""
    group: list[tuple[float, float]] = []
    for end in ends:
        if group and end[0] - group[0][0] > CLOSE:
            yield group
            group = []
        group.append(end)
    if group:
        yield group
