"""What is kept of what was decided, and for how long."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from certeval.frozen import frozen

MAX_KEPT = 100_000
"""Distinct groups of cells kept for one part; past it they are forgotten, and decided again when met again."""
TRIED = 10_000
"""Results kept before it is told whether keeping them serves."""

Key = TypeVar("Key")
Made = TypeVar("Made")


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


class Remembered(dict[Key, int], Generic[Key, Made]):
    """What was made of each of many keys, numbered from 0 as they are first looked up."""

    def __init__(self) -> None:
        super().__init__()
        self._new: list[Key] = []
        self._made: list[Made] = []

    def column(self, keys: Iterable[Key], make: Callable[[Sequence[Key]], Sequence[Made]]) -> list[Made]:
        """What is made of each key, all those that are new together: whatever is gone through for each of millions is
        gone through in C.
        """
        numbers = list(map(self.__getitem__, keys))
        self._made += make(self._new)
        self._new.clear()
        return list(map(self._made.__getitem__, numbers))

    def __missing__(self, key: Key) -> int:
        number = self[key] = len(self)
        self._new.append(key)
        return number

    def clear(self) -> None:
        """Forget them all."""
        super().clear()
        self._made.clear()


def placed(texts: Sequence[object]) -> tuple[list[int], list[object]]:
    """The place of each among those that differ, and these: `a b a` gives `0 1 0` and `a b`."""
    known = dict.fromkeys(texts)
    places = {text: place for place, text in enumerate(known)}
    return list(map(places.__getitem__, texts)), list(known)
