"""Rules that a page leaves open: some printers draw none where it cuts the row of a table."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

CLOSE = 3.0
"""Points between two ends that are at one height."""
SHORTEST = 8.0
"""Points of a rule: a shorter one is the thickness of another, or is of a box."""


class _End(NamedTuple):
    """Where a rule from top to bottom ends: its height, and its place across."""

    y: float
    x: float


def closing_rules(edges: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rules across that are not drawn: where three upright ones, of two columns, begin or end at once."""
    upright = [e for e in edges if e["orientation"] == "v" and e["bottom"] - e["top"] > SHORTEST]
    across = [e for e in edges if e["orientation"] == "h" and e["x1"] - e["x0"] > SHORTEST]
    for side in ("top", "bottom"):
        for ends in _together(sorted(_End(e[side], e["x0"]) for e in upright)):
            left, right = min(end.x for end in ends), max(end.x for end in ends)
            y = ends[0].y
            is_closed = any(
                abs(e["top"] - y) <= CLOSE and e["x0"] < right - CLOSE and e["x1"] > left + CLOSE
                for e in across
            )
            if len({round(end.x / CLOSE) for end in ends}) >= FEWEST and not is_closed:
                yield {"object_type": "line", "x0": left, "x1": right, "top": y, "bottom": y,
                       "width": right - left, "height": 0.0}  # fmt: skip


FEWEST = 3


def _together(ends: Sequence[_End]) -> Iterator[list[_End]]:
    """Ends by height, those that are close being one."""
    group: list[_End] = []
    for end in ends:
        if group and end.y - group[0].y > CLOSE:
            yield group
            group = []
        group.append(end)
    if group:
        yield group
