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

NOBODY, ALONE, ALWAYS, NEVER, ALIKE, SAME = (
    "aucun_evalue",
    "seul_element",
    "toujours_acquis",
    "jamais_acquis",
    "aucun_ecart",
    "autres_egaux",
)
"""Why there is no correlation: nobody assessed, no other element assessed, no difference in it, or none among those who
have another element assessed, no difference in the others.
"""


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

    def add(self, others: int, others_acquis: int, *, is_acquis: bool, count: int) -> None:
        sums = self.sums.setdefault((others, is_acquis), [0, 0, 0])
        sums[0] += count
        sums[1] += count * others_acquis
        sums[2] += count * others_acquis * others_acquis

    def take(self, other: "ItemSums") -> None:
        """Take in the sums of other candidates."""
        for key, (count, total, squares) in other.sums.items():
            sums = self.sums.setdefault(key, [0, 0, 0])
            sums[0] += count
            sums[1] += total
            sums[2] += squares

    def without(self, *, is_acquis: bool) -> "ItemSums":
        """The sums of one of these elements, from those of all: it is left out of the others, acquired or not."""
        result = ItemSums()
        for (others, _), (count, total, squares) in self.sums.items():
            less = (
                [count, total - count, squares - 2 * total + count] if is_acquis else [count, total, squares]
            )
            result.sums[others - 1, is_acquis] = less
        return result

    @property
    def assessments(self) -> int:
        return sum(sums[0] for sums in self.sums.values())

    @property
    def acquis(self) -> int:
        return sum(sums[0] for (_, yes), sums in self.sums.items() if yes)

    def discrimination(self) -> Correlation | str:
        """The correlation, or why there is none."""
        if not self.sums:
            return NOBODY
        pairs = {key: sums for key, sums in self.sums.items() if key[0]}
        if not pairs:
            return ALONE
        if self.acquis in {0, self.assessments}:
            return ALWAYS if self.acquis else NEVER
        count = sum(sums[0] for sums in pairs.values())
        acquis = sum(entries[0] for (_, yes), entries in pairs.items() if yes)
        if acquis in {0, count}:
            return ALIKE
        total, squares, product = _moments(pairs)
        spread = count * squares - total * total
        if not spread:
            return SAME
        together = count * product - acquis * total
        sign = (together > 0) - (together < 0)
        return Correlation(Fraction(together**2, spread * acquis * (count - acquis)), sign, count)


def _moments(pairs: Mapping[tuple[int, bool], list[int]]) -> tuple[int, int, int]:
    """The sums of the others' share, of its square, and of its product with « acquired ». Every share is written over
    one denominator, which is left out: a correlation does not depend on the unit.
    """
    whole = lcm(*[others for others, _ in pairs])
    total = squares = product = 0
    for (others, yes), (_, acquis, square_sum) in pairs.items():
        unit = whole // others
        total += acquis * unit
        squares += square_sum * unit * unit
        product += acquis * unit if yes else 0
    return total, squares, product
