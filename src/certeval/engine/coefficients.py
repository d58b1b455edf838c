"""How much jurors agree beyond chance: plain formulas, computed exactly.

A case is what several jurors said of one thing: two values or more. Where a coefficient has no meaning, the
reason stands in its place: nothing is ever divided by zero.

Sources: J. Cohen, A coefficient of agreement for nominal scales (1960); J. L. Fleiss, Measuring nominal scale
agreement among many raters (1971); K. Krippendorff, Computing Krippendorff's alpha-reliability (2011).
"""

from collections import Counter
from collections.abc import Callable, Mapping
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate, permutations
from math import comb

from certeval.rules.scale_answers import Metric

Case = tuple[Fraction, ...]
"""The values of one case, at least two, in any order."""
Cases = Mapping[Case, int]
"""How many cases have these values: thousands of candidates have few."""
Distance = Callable[[Fraction, Fraction], Fraction]
"""How far two values are, squared."""


class UndefinedReason(StrEnum):
    """Why a coefficient has no value."""

    NOTHING = "aucun_cas"
    SAME = "meme_valeur"
    UNEVEN = "nombre_de_jures_inegal"
    NOT_TWO = "pas_deux_jures"


Coefficient = Fraction | UndefinedReason


def pairs(cases: Cases) -> tuple[int, int]:
    """How many pairs of jurors said the same, of how many pairs."""
    return (
        sum(n * comb(count, 2) for case, n in cases.items() for count in Counter(case).values()),
        sum(n * comb(len(case), 2) for case, n in cases.items()),
    )


def mean_gap(cases: Cases) -> Coefficient:
    """How far two jurors are on average, in the unit of the values, over all pairs.

    In order, the value of rank i is above i others of its case and below the rest: no pair is looked at.
    """
    total = sum(n * comb(len(case), 2) for case, n in cases.items())
    gaps = (
        n * value * (2 * rank - len(case) + 1)
        for case, n in cases.items()
        for rank, value in enumerate(sorted(case))
    )
    return Fraction(sum(gaps, Fraction(0)), total) if total else UndefinedReason.NOTHING


def cohen(cases: Cases) -> Coefficient:
    """Cohen's kappa: two jurors, each value in its juror's place."""
    if not cases:
        return UndefinedReason.NOTHING
    total = sum(cases.values())
    first, second = _counts(cases, 0), _counts(cases, 1)
    agreement = Fraction(sum(n for (one, other), n in cases.items() if one == other), total)
    chance = Fraction(sum(first[value] * second[value] for value in first), total * total)
    return _beyond(agreement, chance)


def _counts(cases: Cases, place: int | None = None) -> Counter[Fraction]:
    """How often each value was given: in one place of each case, or in all."""
    counts: Counter[Fraction] = Counter()
    for case, n in cases.items():
        for value in case if place is None else (case[place],):
            counts[value] += n
    return counts


def fleiss(cases: Cases) -> Coefficient:
    """Fleiss' kappa: the same number of jurors a case, whoever they are."""
    sizes = {len(case) for case in cases}
    if len(sizes) != 1:
        return UndefinedReason.UNEVEN if sizes else UndefinedReason.NOTHING
    total = sizes.pop() * sum(cases.values())
    same, both = pairs(cases)
    chance = Fraction(sum(count * count for count in _counts(cases).values()), total**2)
    return _beyond(Fraction(same, both), chance)


def krippendorff(cases: Cases, metric: Metric) -> Coefficient:
    """Krippendorff's alpha: any number of jurors a case, differences counted by `metric`."""
    if not cases:
        return UndefinedReason.NOTHING
    weights: dict[tuple[Fraction, Fraction], Fraction] = {}
    for case, n in cases.items():
        case_counts = Counter(case)
        for pair in permutations(case_counts, 2):
            both = Fraction(n * case_counts[pair[0]] * case_counts[pair[1]], len(case) - 1)
            weights[pair] = weights.get(pair, Fraction(0)) + both
    counts = _counts(cases)
    distance = _distance(metric, counts)
    total = sum(counts.values())
    disagreement = sum((weight * distance(*pair) for pair, weight in weights.items()), Fraction(0))
    chance = sum(
        (counts[one] * counts[other] * distance(one, other) for one, other in permutations(counts, 2)),
        Fraction(0),
    )
    return 1 - (total - 1) * disagreement / chance if chance else UndefinedReason.SAME


def _beyond(agreement: Fraction, chance: Fraction) -> Coefficient:
    """The share of the agreement that chance leaves open which was reached."""
    return UndefinedReason.SAME if chance == 1 else (agreement - chance) / (1 - chance)


def _distance(metric: Metric, counts: Counter[Fraction]) -> Distance:
    if metric is Metric.NOMINAL:
        return lambda one, other: Fraction(one != other)
    if metric is Metric.INTERVAL:
        return lambda one, other: (one - other) ** 2
    values = sorted(counts)
    up_to = dict(zip(values, accumulate(counts[value] for value in values), strict=True))
    rank = {value: up_to[value] - Fraction(counts[value], 2) for value in values}
    return lambda one, other: (rank[one] - rank[other]) ** 2
