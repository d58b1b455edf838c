"""What a part came to in each row of a block."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

BYTE = 256
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


Split = Callable[[Hashable], Sequence[str]]
"""The cells of a part, in the order of its elements, from what tells them apart."""


class Decision(NamedTuple):
    """What a part comes to: its kind, what the output prints of it and, for each name it gives, the codes not
    entered yet that it depends on.
    """

    kind: int
    prints: tuple[str, ...]
    missing: tuple[tuple[str, ...], ...]

    def asked(self, entries: Sequence[str], texts: Sequence[str]) -> "Asked":
        """For each name it gives, the texts of the cells that it depends on, from those of all elements."""
        placed = dict(zip(entries, texts, strict=True))
        return tuple([frozenset(map(placed.__getitem__, codes)) for codes in self.missing])


Asked = tuple[frozenset[str], ...]
"""For each name that a part gives, texts of cells."""


class Column(Protocol):
    """The decisions of one part, a row each."""

    def missing(self, rows: Sequence[int], name: int) -> Sequence[Sequence[str]]:
        """The codes not entered yet that one of the names it gives depends on, in some rows."""

    def kinds(self) -> Sequence[int]:
        """Its kind in each row."""

    def prints(self, index: int, after: str = "") -> list[str]:
        """One of the things printed of it in each row, and what follows."""

    def told(self, index: int) -> tuple[Sequence[int], Sequence[str]]:
        """The same as the place of each row's text, and the texts."""


class Listed(NamedTuple):
    """Each row's decision."""

    decisions: list[Decision]

    def missing(self, rows: Sequence[int], name: int) -> list[tuple[str, ...]]:
        return [self.decisions[row].missing[name] for row in rows]

    def kinds(self) -> list[int]:
        return [decision.kind for decision in self.decisions]

    def prints(self, index: int, after: str = "") -> list[str]:
        if not after:
            return [decision.prints[index] for decision in self.decisions]
        return [decision.prints[index] + after for decision in self.decisions]

    def told(self, index: int) -> tuple[Sequence[int], Sequence[str]]:
        return placed(self.prints(index))


def placed(texts: Sequence[str]) -> tuple[Sequence[int], Sequence[str]]:
    """The place of each text among those that differ, and these."""
    known: dict[str, int] = {}
    return [known.setdefault(text, len(known)) for text in texts], list(known)


class Told:
    """Decisions that come to different kinds or print differently, numbered from 1."""

    def __init__(self) -> None:
        self.kinds = [0]
        self._decisions: list[Decision] = []
        self._known: dict[tuple[int, tuple[str, ...]], int] = {}
        self._texts: dict[tuple[int, str], list[str]] = {}

    @property
    def few(self) -> bool:
        """Whether a byte tells them apart."""
        return len(self.kinds) <= BYTE

    def number(self, decision: Decision) -> int:
        """The number of a decision."""
        found = self._known.setdefault((decision.kind, decision.prints), len(self.kinds))
        if found == len(self.kinds):
            self.kinds.append(decision.kind)
            self._decisions.append(decision)
        return found

    def kinds_of(self, numbers: Sequence[int]) -> Sequence[int]:
        """The kinds of numbered decisions."""
        if isinstance(numbers, bytes | bytearray) and max(self.kinds) < BYTE:
            return numbers.translate(bytes(self.kinds[:BYTE]).ljust(BYTE))
        return list(map(self.kinds.__getitem__, numbers))

    def prints_of(self, numbers: Sequence[int], index: int, after: str) -> list[str]:
        """One of the things printed of numbered decisions, and what follows."""
        texts = self.texts(index, after)
        return [texts[number] for number in numbers]

    def texts(self, index: int, after: str = "") -> list[str]:
        """The same by number."""
        texts = self._texts.setdefault((index, after), [""])
        texts += [decision.prints[index] + after for decision in self._decisions[len(texts) - 1 :]]
        return texts


@dataclass(frozen=True, slots=True)
class ByNumber:
    """Rows by the numbers of what is told of them."""

    numbers: Sequence[int]
    decided: Told

    def kinds(self) -> Sequence[int]:
        return self.decided.kinds_of(self.numbers)

    def prints(self, index: int, after: str = "") -> list[str]:
        return self.decided.prints_of(self.numbers, index, after)

    def told(self, index: int) -> tuple[Sequence[int], Sequence[str]]:
        return self.numbers, self.decided.texts(index)
