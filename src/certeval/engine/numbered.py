"""Groups of cells decided by number: each number that blocks give to the cells of a part, decided when first met."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from operator import itemgetter
from typing import TypeVar

from certeval.engine.columns import BYTE, ByNumber, Decision, Told
from certeval.scores.coded import Coded

DIRECT = 2
"""Bytes of a number that is looked up in a table as long as there are numbers."""

Decide = Callable[[Hashable], Decision]
"""Decides a group of cells from their texts."""


Key = TypeVar("Key", bound=Hashable)


class Met(dict[Key, int]):
    """What stands for cells to the number of what is told of them; 0 for those not met before."""

    def __missing__(self, cells: Key) -> int:
        return 0


class Numbers:
    """What is told of the groups of cells of one part. `decisions` has each group's own, by its number."""

    def __init__(self) -> None:
        self.decisions: dict[int, Decision] = {}
        self.told = Told()
        self._met = Met[int]()
        self._table = bytearray()
        self._times = 0

    def column(self, group: Coded, decide: Decide) -> "Numbered":
        """The decisions of a group in each row of a block."""
        if group.codes.times != self._times:
            self._times = group.codes.times
            self._met.clear()
            self.decisions.clear()
            self._table.clear()
        numbers = group.numbers()
        told = self._looked_up(numbers, group.size)
        if 0 in told:
            for number in {numbers[row] for row in zeros(told)}:
                decision = self.decisions[number] = decide(group.texts(number))
                found = self._met[number] = self.told.number(decision)
                if self._table and found < BYTE:
                    self._table[number] = found
            told = self._looked_up(numbers, group.size)
        return Numbered(told, self.told, numbers, self)

    def _looked_up(self, numbers: Sequence[int], size: int) -> Sequence[int]:
        """The number of what is told of each row; 0 where it was not met before."""
        if not self.told.few or size > DIRECT:
            found = itemgetter(*numbers, numbers[0])(self._met)[:-1]  # of one number alone it gives no tuple
            return bytes(found) if self.told.few else found
        if not self._table:
            self._table.extend(bytes(BYTE**size))
        return bytes(itemgetter(*numbers, 0)(self._table)[:-1])


def zeros(numbers: Sequence[int]) -> Iterator[int]:
    """The rows that have 0."""
    with suppress(ValueError):
        row = -1
        while True:
            row = numbers.index(0, row + 1)
            yield row


@dataclass(frozen=True, slots=True)
class Numbered(ByNumber):
    """Rows by the numbers of what is told of them, and by those of their cells."""

    cells: Sequence[int]
    of: Numbers

    def missing(self, rows: Sequence[int], name: int) -> list[tuple[str, ...]]:
        return [self.of.decisions[self.cells[row]].missing[name] for row in rows]
