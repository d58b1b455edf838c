"""Families of sets of units to present again: the smallest kept, all counted.

A family may have billions of members; what is shown are its first ones, by size and then by the units' order.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations, islice
from math import comb

from certeval.frozen import frozen

MOST_SETS = 50
MOST_CHOICES = 400

Units = tuple[int, ...]
"""Positions of units, in order."""


@frozen
class Family:
    """The first sets of a family, how many it has, and whether that count is exact or only a least."""

    sets: tuple[Units, ...]
    total: int
    exact: bool = True


NOTHING_TO_DO = Family(((),), 1)
IMPOSSIBLE = Family((), 0)


def minimal(sets: Iterable[Units]) -> tuple[Units, ...]:
    """The sets that hold no other of them."""
    smallest: list[Units] = []
    for units in sorted(set(sets), key=lambda units: (len(units), units)):
        if not any(set(smaller) <= set(units) for smaller in smallest):
            smallest.append(units)
    return tuple(smallest)


def first(sets: Iterable[Units]) -> tuple[Units, ...]:
    """The first sets, by size, then by the order of their units; each once."""
    return tuple(sorted(set(sets), key=lambda units: (len(units), units))[:MOST_SETS])


def both(one: Family, other: Family) -> Family:
    """One set of each, of families whose units are distinct."""
    # The pair of positions (i, j) has (i + 1)(j + 1) - 1 pairs before it: past MOST_SETS it can't be among the first.
    pairs = ((a, b) for i, a in enumerate(one.sets) for b in other.sets[: MOST_SETS // (i + 1)])
    sets = first(tuple(sorted((*a, *b))) for a, b in pairs)
    return Family(sets, one.total * other.total, one.exact and other.exact)


def either(one: Family, other: Family) -> Family:
    """A set of either, of families whose units are distinct."""
    return Family(first((*one.sets, *other.sets)), one.total + other.total, one.exact and other.exact)


def all_of(families: Iterable[Family]) -> Family:
    """One set of each family."""
    result = NOTHING_TO_DO
    for family in families:
        result = both(result, family)
    return result


def some_of(families: Sequence[Family], size: int) -> Family:
    """One set of each of `size` families, whichever."""
    able = [family for family in families if family.total]
    if size > len(able):
        return IMPOSSIBLE
    if all(family.total == 1 and family.exact and len(family.sets[0]) == 1 for family in able):
        picks = combinations(sorted(family.sets[0][0] for family in able), size)
        return Family(tuple(islice(picks, MOST_SETS)), comb(len(able), size))
    if size == len(able):
        return all_of(able)
    if len(able) * size > MOST_CHOICES:
        return _many(able, size)
    best = [NOTHING_TO_DO, *([IMPOSSIBLE] * size)]
    for family in able:
        for count in range(size, 0, -1):
            best[count] = either(best[count], both(best[count - 1], family))
    return best[size]


def _many(able: list[Family], size: int) -> Family:
    """All are counted; those made come from the families whose first set is smallest."""
    totals = [1, *([0] * size)]
    for family in able:
        for count in range(size, 0, -1):
            totals[count] += totals[count - 1] * family.total
    smallest = sorted(able, key=lambda family: (len(family.sets[0]), family.sets[0]))[:size]
    return Family(all_of(smallest).sets, totals[size], all(family.exact for family in able))
