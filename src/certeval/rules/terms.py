"""What a measure is made of: numbers, values, and the terms of sums and means, some of which may not count."""

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from operator import itemgetter

from certeval.frozen import frozen
from certeval.rules.derivation import Judged, Measured, Name, Node, Parts, State
from certeval.rules.outcome import (
    BLOQUE,
    BLOQUEE,
    EXCLU,
    EXCLUE,
    FAUX,
    LEFT_OUT,
    NON_SAISIE,
    PRESENTE,
    REELLE,
    VRAI,
    Value,
    interval,
    nothing_left,
    on_one,
)
from certeval.rules.verdicts import Compare, Rule


@frozen
class Constant(Node):
    """A number written in the référentiel."""

    number: Fraction
    value: Value = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", Value(self.number, self.number))

    def measure(self, state: State) -> Measured:  # noqa: ARG002 -- every form has this shape
        return Measured(self, self.value)


@frozen
class ValueOf(Node):
    """An element's own value, or a named measure."""

    name: str

    def measure(self, state: State) -> Measured:
        held = state.values[self.name]
        node = held.node  # of a cell it is this very form: marks seldom repeat, and each would be made again
        if type(node) is ValueOf and node.name == self.name:
            return held
        return Measured(self, held.value)

    def needs(self) -> Iterator[Name]:
        yield "valeur", self.name


@frozen
class Term:
    """A measure with its coefficient and, where only some items count, the rule that keeps it."""

    node: Node
    coefficient: Fraction
    kept_if: Rule | None = None


_THERE = frozenset({PRESENTE, NON_SAISIE, REELLE})
"""The ways of a value that is a number, entered already or not."""

Counting = list[tuple[Value, int]]
"""Values that count, each with its coefficient, a whole number over the one denominator of a measure's terms."""


@dataclass(slots=True)
class Gathered:
    """The terms of one candidate: those sure to count, those that may, and what else may happen."""

    parts: Parts
    certain: Counting
    optional: Counting = field(default_factory=list)
    leaving: list[int] = field(default_factory=list)
    may_block: bool = False
    blocked: bool = False
    may_remain: bool = False

    def ways(self) -> int:
        """How a value made of these may be there. `leaving` holds how each term that makes something may leave."""
        gone = nothing_left(self.leaving)
        return (PRESENTE if self.may_remain else 0) | gone | (BLOQUEE if self.may_block else 0)


class Coefficients:
    """The coefficients of terms as whole numbers over one denominator: `whole`, in the terms' order, over `under`.

    `weight` is their sum, `nodes` what each term measures where none of them may be left out but by its own value. They
    are the same for every candidate.
    """

    __slots__ = ("nodes", "under", "weight", "whole")

    def __init__(self, terms: Sequence[Term]) -> None:
        nodes = [each.node for each in terms if each.kept_if is None and not isinstance(each.node, Constant)]
        self.nodes = tuple(nodes) if len(nodes) == len(terms) else ()
        self.under = lcm(*[term.coefficient.denominator for term in terms])
        self.whole = tuple([int(term.coefficient * self.under) for term in terms])
        self.weight = sum(self.whole)

    def all_there(self, state: State) -> tuple[Measured, ...]:
        """The terms measured, where each comes to a number, as most often; none otherwise."""
        found = tuple([node.measure(state) for node in self.nodes])
        return found if _THERE.issuperset([each.value.may for each in found]) else ()


def gather(terms: Sequence[Term], coefficients: Sequence[int], state: State) -> Gathered:
    """Measure each term; leave out the excluded and exempted with their coefficient.

    Numbers written in the référentiel don't make something of nothing: where every other term is left out, nothing
    remains.
    """
    found = Gathered((), [])
    parts: list[Judged | Measured] = []
    only_numbers = all(isinstance(term.node, Constant) for term in terms)
    for term, coefficient in zip(terms, coefficients, strict=True):
        solid = only_numbers or not isinstance(term.node, Constant)
        measured = term.node.measure(state)
        parts.append(measured)
        value, kept = measured.value, VRAI
        if term.kept_if:
            judged = term.kept_if.judge(state)
            parts.append(judged)
            kept = judged.outcome
        if kept == VRAI and solid and 0 < value.may <= REELLE:  # as most often
            found.may_remain = True
            found.leaving.append(0)
            found.certain.append((value, coefficient))
            continue
        if solid:
            found.leaving.append(_leaves(value, kept))
        if kept != EXCLU and value.may & ~LEFT_OUT:
            _sort(found, term, value, kept, coefficient=coefficient, solid=solid)
    found.parts = tuple(parts)
    return found


def _leaves(value: Value, kept: int) -> int:
    """How a term may leave: with the item that its `dont` excludes, else as its own value does."""
    own = value.may & LEFT_OUT if kept & ~EXCLU else 0
    return own | (EXCLUE if kept & EXCLU else 0)


def _sort(found: Gathered, term: Term, value: Value, kept: int, *, coefficient: int, solid: bool) -> None:
    """Put one term that is not left out for sure among the certain or the optional ones."""
    measured = bool(value.may & REELLE)
    out = bool(value.may & LEFT_OUT or kept & EXCLU)
    counts = measured and bool(kept & VRAI)
    dropped = bool(value.may & ~LEFT_OUT and kept & FAUX)
    blocks = bool((value.may & ~LEFT_OUT and kept & BLOQUE) or (value.may & BLOQUEE and kept & VRAI))
    if blocks and not (out or counts or dropped):
        found.blocked = True
        return
    found.may_block = found.may_block or blocks
    found.may_remain = found.may_remain or (solid and (counts or dropped))
    if counts and not (out or dropped):
        found.certain.append((value, coefficient))
    elif counts:
        found.optional.append((_clipped(value, term), coefficient))


def _clipped(value: Value, term: Term) -> Value:
    """A term kept only within bounds lies within them when it is kept."""
    rule = term.kept_if
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
    kept: list[int] = []
    total, weight = sum([value * c for value, c in certain]), sum([c for _, c in certain])
    if best is not None:
        kept = sorted([value for value, _ in certain], reverse=True)[:best]
        total, weight = sum(kept), len(kept)
        heapq.heapify(kept)
    yield total, weight
    for value, coefficient in optional:
        total += value * coefficient
        weight += coefficient
        if best is not None:
            heapq.heappush(kept, value)
            if len(kept) > best:
                total -= heapq.heappop(kept)
                weight -= 1
        yield total, weight


def _furthest(ratios: Pairs, *, up: bool) -> Pair:
    """The least of ratios (top, bottom), or the greatest where `up`; every bottom is above 0, and there is one."""
    found: Pair | None = None
    for top, bottom in ratios:
        if found is None or (
            top * found[1] > found[0] * bottom if up else top * found[1] < found[0] * bottom
        ):
            found = top, bottom
    if found is None:
        raise AssertionError  # pragma: no cover -- there is one at least
    return found


def reached(
    certain: Counting, optional: Counting, best: int | None, read: Callable[[Pairs], Pairs], may: int
) -> Value:
    """What a filtered sum or mean can come to, `read` from pairs of a sum and its weight as a ratio: by sorting,
    never by trying subsets.

    With positive coefficients the least mean takes the smallest optional values, as many as still lower it;
    so it is the least over the prefixes of the sorted values, and likewise the greatest.
    """
    counting = certain + optional
    over, lows, highs = on_one([value for value, _ in counting])
    coefficients = [coefficient for _, coefficient in counting]

    def end(ends: list[int], *, up: bool) -> Pair:
        pairs = list(zip(ends, coefficients, strict=True))
        ordered = sorted(pairs[len(certain) :], key=itemgetter(0), reverse=up)
        return _furthest(read(_prefixes(pairs[: len(certain)], ordered, best)), up=up)

    low = end(lows, up=False)
    high = low if lows == highs and not optional else end(highs, up=True)
    return interval(low[0] * high[1], high[0] * low[1], over * low[1] * high[1], may)
