"""How well an element tells those who master the rest from those who don't.

The index is the corrected item-total correlation: Pearson's, between « acquired or not » (1 or 0) and the share that
the same candidate acquired of the other elements assessed. It is the point-biserial correlation with the element
itself left out of the total (Henrysson, « Correction of item-total correlations in item analysis », Psychometrika 28,
1963). Where all candidates are assessed on everything, the share and the number acquired give the same correlation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from certeval.engine.statistics.numbers import root

NOBODY, ALONE, ALWAYS, NEVER, SAME = (
    "aucun_evalue",
    "seul_element",
    "toujours_acquis",
    "jamais_acquis",
    "autres_egaux",
)
"""Why there is no correlation: nobody assessed, no other element assessed, no difference in it or in the others."""


class Correlation(NamedTuple):
    """`square` is exact; `sign` is -1, 0 or 1; so many `candidates` stand behind it."""

    square: Fraction
    sign: int
    candidates: int

    def to(self, places: int) -> Fraction:
        """The correlation, between -1 and 1, to so many decimals."""
        return self.sign * root(self.square, places)


@dataclass(slots=True)
class ItemSums:
    """What is kept of one element: sums by (others assessed, acquired or not), a few a number of others.

    Each holds how many candidates, the sum of what they acquired of the others, the sum of its squares.
    """

    sums: dict[tuple[int, bool], list[int]] = field(default_factory=dict)

    def add(self, others: int, acquired_of_them: int, *, acquired: bool, count: int) -> None:
        held = self.sums.setdefault((others, acquired), [0, 0, 0])
        held[0] += count
        held[1] += count * acquired_of_them
        held[2] += count * acquired_of_them * acquired_of_them

    def take(self, other: "ItemSums") -> None:
        """Take in the sums of other candidates."""
        for key, (count, total, squares) in other.sums.items():
            held = self.sums.setdefault(key, [0, 0, 0])
            held[0] += count
            held[1] += total
            held[2] += squares

    def without(self, *, acquired: bool) -> "ItemSums":
        """The sums of one of these elements, from those of all: it is left out of the others, acquired or not."""
        found = ItemSums()
        for (assessed, _), (count, total, squares) in self.sums.items():
            less = (
                [count, total - count, squares - 2 * total + count] if acquired else [count, total, squares]
            )
            found.sums[assessed - 1, acquired] = less
        return found

    @property
    def assessed(self) -> int:
        return sum(held[0] for held in self.sums.values())

    @property
    def acquired(self) -> int:
        return sum(held[0] for (_, acquired), held in self.sums.items() if acquired)

    def discrimination(self) -> Correlation | str:
        """The correlation, or why there is none."""
        if not self.sums:
            return NOBODY
        paired = {key: held for key, held in self.sums.items() if key[0]}
        if not paired:
            return ALONE
        count = sum(held[0] for held in paired.values())
        acquired = sum(held[0] for (_, yes), held in paired.items() if yes)
        if acquired in {0, count}:
            return ALWAYS if acquired else NEVER
        total, squares, product = _moments(paired)
        spread = count * squares - total * total
        if not spread:
            return SAME
        together = count * product - acquired * total
        sign = (together > 0) - (together < 0)
        return Correlation(Fraction(together**2, spread * acquired * (count - acquired)), sign, count)


def _moments(paired: Mapping[tuple[int, bool], list[int]]) -> tuple[int, int, int]:
    """The sums of the others' share, of its square, and of its product with « acquired ». Every share is written over
    one denominator, which is left out: a correlation does not depend on the unit.
    """
    whole = lcm(*[others for others, _ in paired])
    total = squares = product = 0
    for (others, yes), (_, acquired, squared) in paired.items():
        unit = whole // others
        total += acquired * unit
        squares += squared * unit * unit
        product += acquired * unit if yes else 0
    return total, squares, product
