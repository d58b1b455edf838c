"""What a measure is made of: numbers, values, and the terms of sums and means, some of which may not count."""

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from operator import itemgetter

from certeval.frozen import frozen
from certeval.rules.derivation import Judgement, Measurement, Name, Node, Parts, State
from certeval.rules.outcome import (
    BLOQUE,
    BLOQUEE,
    ENTRAVEE,
    EXCLU,
    EXCLUE,
    FAUX,
    LEFT_OUT,
    NON_SAISIE,
    PRESENTE,
    REELLE,
    VRAI,
    Value,
    emptiness,
    interval,
    on_one,
    presence,
)
from certeval.rules.verdicts import Compare, Rule


@frozen
class Constant(Node):
    """A number written in the référentiel."""

    number: Fraction
    value: Value = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", Value(self.number, self.number))

    def measure(self, state: State) -> Measurement:  # noqa: ARG002 -- every form has this shape
        return Measurement(self, self.value)


@frozen
class ValueOf(Node):
    """An element's own value, or a named measure."""

    name: str

    def measure(self, state: State) -> Measurement:
        measurement = state.values[self.name]
        node = (
            measurement.node
        )  # of a cell it is this very form: marks seldom repeat, and each would be made again
        if type(node) is ValueOf and node.name == self.name:
            return measurement
        return Measurement(self, measurement.value)

    def needs(self) -> Iterator[Name]:
        yield "valeur", self.name


@frozen
class Term:
    """A measure with its coefficient and, where only some items count, the rule that keeps it."""

    node: Node
    coefficient: Fraction
    condition: Rule | None = None


_THERE = frozenset({PRESENTE, NON_SAISIE, PRESENTE | NON_SAISIE})
"""The ways of a value that is a number beside nothing blocked, entered already or not."""

WeightedValues = list[tuple[Value, int]]
"""Values that count, each with its coefficient, a whole number over the one denominator of a measure's terms."""


@dataclass(slots=True)
class TermGroups:
    """The terms of one candidate: those sure to count, those that may, and what else may happen."""

    parts: Parts
    certain: WeightedValues
    optional: WeightedValues = field(default_factory=list)
    exits: list[int] = field(default_factory=list)
    may_block: bool = False
    blocks: bool = False
    may_remain: bool = False

    def ways(self) -> int:
        """How a value made of these may be there. `exits` holds how each term that makes something may leave."""
        absence = emptiness(self.exits)
        certain = [value.may & REELLE for value, _ in self.certain]
        there = presence([*certain, *[value.may & ENTRAVEE | PRESENTE for value, _ in self.optional]])
        return (there if self.may_remain else 0) | absence | (BLOQUEE if self.may_block else 0)


class Coefficients:
    """The coefficients of terms as whole numbers over one denominator: `whole`, in the terms' order, over `under`.

    `weight` is their sum, `nodes` what each term measures where none of them may be left out but by its own value. They
    are the same for every candidate.
    """

    __slots__ = ("nodes", "under", "weight", "whole")

    def __init__(self, terms: Sequence[Term]) -> None:
        nodes = [
            each.node for each in terms if each.condition is None and not isinstance(each.node, Constant)
        ]
        self.nodes = tuple(nodes) if len(nodes) == len(terms) else ()
        self.under = lcm(*[term.coefficient.denominator for term in terms])
        self.whole = tuple([int(term.coefficient * self.under) for term in terms])
        self.weight = sum(self.whole)

    def all_there(self, state: State) -> tuple[Measurement, ...]:
        """The terms measured, where each comes to a number, as most often; none otherwise."""
        measurements = tuple([node.measure(state) for node in self.nodes])
        return measurements if _THERE.issuperset([each.value.may for each in measurements]) else ()


def gather(terms: Sequence[Term], coefficients: Sequence[int], state: State) -> TermGroups:
    """Measure each term; leave out the excluded and exempted with their coefficient.

    Numbers written in the référentiel don't make something of nothing: where every other term is left out, nothing
    remains.
    """
    groups = TermGroups((), [])
    parts: list[Judgement | Measurement] = []
    only_numbers = all(isinstance(term.node, Constant) for term in terms)
    for term, coefficient in zip(terms, coefficients, strict=True):
        solid = only_numbers or not isinstance(term.node, Constant)
        measurement = term.node.measure(state)
        parts.append(measurement)
        value, outcome = measurement.value, VRAI
        if term.condition:
            judgement = term.condition.judge(state)
            parts.append(judgement)
            outcome = judgement.outcome
        if outcome == VRAI and solid and 0 < value.may <= REELLE:  # as most often
            groups.may_remain = True
            groups.exits.append(0)
            groups.certain.append((value, coefficient))
            continue
        if solid:  # it leaves with the item that its `dont` excludes, else as its own value does
            own = value.may & LEFT_OUT if outcome & ~EXCLU else 0
            groups.exits.append(own | (EXCLUE if outcome & EXCLU else 0))
        _sort(groups, term, value, outcome, coefficient=coefficient, solid=solid)
    groups.parts = tuple(parts)
    return groups


def _sort(
    groups: TermGroups, term: Term, value: Value, outcome: int, *, coefficient: int, solid: bool
) -> None:
    """Put one term that may count among the certain or the optional ones."""
    is_real = bool(value.may & REELLE)
    out = bool(value.may & LEFT_OUT or outcome & EXCLU)
    counts = is_real and bool(outcome & VRAI)
    drops = bool(value.may & ~LEFT_OUT and outcome & FAUX)
    blocks = bool((value.may & ~LEFT_OUT and outcome & BLOQUE) or (value.may & BLOQUEE and outcome & VRAI))
    if blocks and not (out or counts or drops):
        groups.blocks = True
        return
    groups.may_block = groups.may_block or blocks
    groups.may_remain = groups.may_remain or (solid and (counts or drops))
    if counts and not (out or drops):
        groups.certain.append((value, coefficient))
    elif counts:
        groups.optional.append((_clip(value, term), coefficient))


def _clip(value: Value, term: Term) -> Value:
    """A term kept only within bounds lies within them when it is kept."""
    rule = term.condition
    if not isinstance(rule, Compare) or rule.subject is not term.node:
        return value
    lower, upper = rule.bounds.lower, rule.bounds.upper
    scale = (lower.bottom if lower else 1) * (upper.bottom if upper else 1)
    least, most, over = value.least * scale, value.most * scale, value.over * scale
    least = max(least, lower.top * (over // lower.bottom)) if lower else least
    most = min(most, upper.top * (over // upper.bottom)) if upper else most
    return interval(least, most, over, value.may) if least <= most else value


Pair = tuple[int, int]
Pairs = Iterable[Pair]


def _prefixes(certain: list[Pair], optional: list[Pair], best: int | None) -> Iterator[Pair]:
    """(sum of coefficient x value, sum of coefficients) with none, one, two … of the optional items, in their order.

    `best` keeps the k greatest values of each, whose coefficients are all one.
    """
    heap: list[int] = []
    total, weight = sum([value * c for value, c in certain]), sum([c for _, c in certain])
    if best is not None:
        heap = sorted([value for value, _ in certain], reverse=True)[:best]
        total, weight = sum(heap), len(heap)
        heapq.heapify(heap)
    yield total, weight
    for value, coefficient in optional:
        total += value * coefficient
        weight += coefficient
        if best is not None:
            heapq.heappush(heap, value)
            if len(heap) > best:
                total -= heapq.heappop(heap)
                weight -= 1
        yield total, weight


def _furthest(ratios: Pairs, *, up: bool) -> Pair:
    """The least of ratios (top, bottom), or the greatest where `up`; every bottom is above 0, and there is one."""
    furthest: Pair | None = None
    for top, bottom in ratios:
        if furthest is None or (
            top * furthest[1] > furthest[0] * bottom if up else top * furthest[1] < furthest[0] * bottom
        ):
            furthest = top, bottom
    if furthest is None:
        raise AssertionError  # pragma: no cover -- there is one at least
    return furthest


def reach(
    certain: WeightedValues,
    optional: WeightedValues,
    best: int | None,
    read: Callable[[Pairs], Pairs],
    may: int,
) -> Value:
    """What a filtered sum or mean can come to, `read` from pairs of a sum and its weight as a ratio: by sorting,
    never by trying subsets.

    With positive coefficients the least mean takes the smallest optional values, as many as still lower it;
    so it is the least over the prefixes of the sorted values, and likewise the greatest.
    """
    all_values = certain + optional
    over, lows, highs = on_one([value for value, _ in all_values])
    coefficients = [coefficient for _, coefficient in all_values]

    def end(ends: list[int], *, up: bool) -> Pair:
        pairs = list(zip(ends, coefficients, strict=True))
        order = sorted(pairs[len(certain) :], key=itemgetter(0), reverse=up)
        return _furthest(read(_prefixes(pairs[: len(certain)], order, best)), up=up)

    low = end(lows, up=False)
    high = low if lows == highs and not optional else end(highs, up=True)
    return interval(low[0] * high[1], high[0] * low[1], over * low[1] * high[1], may)
