"""What is kept of what was decided, and for how long."""

from collections.abc import Sequence
from typing import Any

from certeval.frozen import frozen

MAX_KEPT = 100_000
"""Distinct groups of cells kept for one part; past it they are forgotten, and decided again when met again."""
TRIED = 10_000
"""Results kept before it is told whether keeping them serves."""


class Memory:
    """Tells whether keeping results serves: marks hardly repeat, and what is never met again only fills memory.

    `met` counts what was asked for.
    """

    def __init__(self) -> None:
        self.met = 0
        self._serves = True

    def serves(self, kept: int) -> bool:
        """Whether at least every other result was met again; once it was not, it never does."""
        self._serves = self._serves and (kept < TRIED or 2 * kept <= self.met)
        return self._serves


@frozen
class Decision:
    """What a part comes to: its kind, what is told of it and, for each name it gives, the codes not entered yet that
    it depends on.
    """

    kind: int
    tells: tuple[Any, ...]
    missing: tuple[tuple[str, ...], ...]


def placed(texts: Sequence[object]) -> tuple[list[int], list[object]]:
    """The place of each among those that differ, and these: `a b a` gives `0 1 0` and `a b`."""
    known = dict.fromkeys(texts)
    places = {text: place for place, text in enumerate(known)}
    return list(map(places.__getitem__, texts)), list(known)
