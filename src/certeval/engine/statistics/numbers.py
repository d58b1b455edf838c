"""Numbers that sum up many, exact until they are shown: quartiles, means, classes."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate
from math import isqrt
from typing import NamedTuple

MOST_CLASSES = 12
QUARTERS = (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))


class Summary(NamedTuple):
    """Exact numbers about marks: how many there are, and where they stand."""

    size: int
    least: Fraction
    quartiles: tuple[Fraction, Fraction, Fraction]
    greatest: Fraction
    mean: Fraction


def summary(counts: Mapping[Fraction, int]) -> Summary | None:
    """The numbers of marks given with how often each was met; None where there is none.

    A quartile stands at rank 1 + (n - 1) q among n marks in order, between two of them where that is no whole
    number: definition 7 of Hyndman and Fan (« Sample quantiles in statistical packages », 1996), as spreadsheets and
    `statistics.quantiles(method="inclusive")` do; that one wants every mark, and here they are counted.
    """
    ranks = sorted(counts.items())
    if not ranks:
        return None
    upto = list(accumulate(count for _, count in ranks))
    first, second, third = (_quantile(ranks, upto, share) for share in QUARTERS)
    total = sum((value * count for value, count in ranks), Fraction(0))
    return Summary(upto[-1], ranks[0][0], (first, second, third), ranks[-1][0], total / upto[-1])


def _quantile(ranks: Sequence[tuple[Fraction, int]], upto: Sequence[int], share: Fraction) -> Fraction:
    rank = (upto[-1] - 1) * share
    whole = rank.numerator // rank.denominator
    low = _at(ranks, upto, whole)
    return low if rank == whole else low + (rank - whole) * (_at(ranks, upto, whole + 1) - low)


def _at(ranks: Sequence[tuple[Fraction, int]], upto: Sequence[int], position: int) -> Fraction:
    """The mark at a position from 0, all in order."""
    return next(value for (value, _), last in zip(ranks, upto, strict=True) if position < last)


def ranked_levels(counts: Mapping[str, int], order: Sequence[str]) -> tuple[str, str, str, str, str] | None:
    """The lowest level met, the quartiles, the highest: a quartile is the first level that this share reaches.

    Levels have an order and no distance: nothing stands between two of them, and they have no mean.
    """
    total = sum(counts.values())
    levels = [level for level in order if counts.get(level)]
    if not levels:
        return None
    upto = list(accumulate(counts[level] for level in levels))
    first, second, third = (
        next(level for level, last in zip(levels, upto, strict=True) if last >= total * share)
        for share in QUARTERS
    )
    return levels[0], first, second, third, levels[-1]


class MarkClass(NamedTuple):
    """How many marks are at least `low` and less than `high`."""

    low: Fraction
    high: Fraction
    size: int


def classes(counts: Mapping[Fraction, int]) -> list[MarkClass]:
    """Marks in classes of one width: the first of 1, 2, 5, 10, 20… that needs no more than twelve of them.

    Where all marks stand within less than 1, the widths begin lower: 0.1, 0.2, 0.5…
    """
    if not counts:
        return []
    least, greatest = min(counts), max(counts)
    width = next(
        width for width in _widths(greatest - least) if _number(least, greatest, width) <= MOST_CLASSES
    )
    start = least // width
    sizes = [0] * _number(least, greatest, width)
    for value, count in counts.items():
        sizes[value // width - start] += count
    return [MarkClass(width * (start + i), width * (start + i + 1), count) for i, count in enumerate(sizes)]


def _number(least: Fraction, greatest: Fraction, width: Fraction) -> int:
    return greatest // width - least // width + 1


def _widths(extent: Fraction) -> Iterator[Fraction]:
    """1, 2 or 5 times a power of ten, growing without end."""
    power = Fraction(1)
    while power > extent > 0:
        power /= 10
    while True:
        yield from (power, power * 2, power * 5)
        power *= 10


def root(square: Fraction, places: int) -> Fraction:
    """The square root of a number of at least 0, to so many decimals, a half upwards. Exact: no float is used."""
    double = isqrt(square.numerator * 4 * 100**places // square.denominator)
    return Fraction((double + 1) // 2, 10**places)
