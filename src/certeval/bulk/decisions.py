"""What is kept of what was decided, and for how long."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from certeval.frozen import frozen

MAX_MEMORY = 100_000
"""Distinct groups of cells kept for one part; past it they are forgotten, and decided again when met again."""
TRIAL = 10_000
"""Results kept before it is told whether keeping them serves."""

Key = TypeVar("Key")
Product = TypeVar("Product")


class Memory:
    """Tells whether keeping results serves: marks hardly repeat, and what is never met again only fills memory.

    `requests` counts what was asked for.
    """

    def __init__(self) -> None:
        self.requests = 0
        self._serves = True

    def serves(self, size: int) -> bool:
        """Whether at least every other result was met again; once it was not, it never does."""
        self._serves = self._serves and (size < TRIAL or 2 * size <= self.requests)
        return self._serves


@frozen
class Decision:
    """What a part comes to: its kind, what is told of it and, for each name it gives, the codes not entered yet that
    it depends on.
    """

    kind: int
    tells: tuple[Any, ...]
    missing: tuple[tuple[str, ...], ...]


class Memo(dict[Key, int], Generic[Key, Product]):
    """What was made of each of many keys, numbered from 0 as they are first looked up."""

    def __init__(self) -> None:
        super().__init__()
        self._new: list[Key] = []
        self._products: list[Product] = []

    def column(
        self, keys: Iterable[Key], make: Callable[[Sequence[Key]], Sequence[Product]]
    ) -> list[Product]:
        """What is made of each key, all those that are new together: whatever is gone through for each of millions is
        gone through in C.
        """
        numbers = list(map(self.__getitem__, keys))
        self._products += make(self._new)
        self._new.clear()
        return list(map(self._products.__getitem__, numbers))

    def __missing__(self, key: Key) -> int:
        number = self[key] = len(self)
        self._new.append(key)
        return number

    def clear(self) -> None:
        """Forget them all."""
        super().clear()
        self._products.clear()
