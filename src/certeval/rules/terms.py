"""What a measure is made of: numbers, values, and the terms of sums and means, some of which may not count."""

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from certeval.rules.derivation import Judged, Measured, Node, State
from certeval.rules.outcome import (
    BLOQUE,
    BLOQUEE,
    EXCLU,
    FAUX,
    LEFT_OUT,
    PRESENTE,
    REELLE,
    VIDE,
    VRAI,
    ZERO,
    Value,
)
from certeval.rules.verdicts import Compare, Rule


@dataclass(frozen=True, slots=True)
class Constant(Node):
    """A number written in the référentiel."""

    number: Fraction

    def measure(self, state: State) -> Measured:  # noqa: ARG002 -- every form has this shape
        return Measured(self, Value(self.number, self.number))


@dataclass(frozen=True, slots=True)
class ValueOf(Node):
    """An element's own value, or a named measure."""

    name: str

    def measure(self, state: State) -> Measured:
        return Measured(self, state.values[self.name].value)


@dataclass(frozen=True, slots=True)
class Term:
    """A measure with its coefficient and, where only some items count, the rule that keeps it."""

    node: Node
    coefficient: Fraction
    kept_if: Rule | None = None


@dataclass(slots=True)
class Gathered:
    """The terms of one candidate: those sure to count, those that may, and what else may happen."""

    parts: list[Judged | Measured]
    certain: list[tuple[Value, Fraction]]
    optional: list[tuple[Value, Fraction]]
    remains: bool = False
    may_block: bool = False
    blocked: bool = False
    may_remain: bool = False


def gather(terms: tuple[Term, ...], state: State) -> Gathered:
    """Measure each term; leave out the excluded and exempted with their coefficient.

    Numbers written in the référentiel don't make something of nothing: where every other term is left
    out, nothing remains.
    """
    found = Gathered([], [], [])
    only_numbers = all(isinstance(term.node, Constant) for term in terms)
    for term in terms:
        measured = term.node.measure(state)
        found.parts.append(measured)
        value = measured.value
        kept = VRAI
        if term.kept_if:
            judged = term.kept_if.judge(state)
            found.parts.append(judged)
            kept = judged.outcome
        solid = only_numbers or not isinstance(term.node, Constant)
        if value.may == PRESENTE and kept == VRAI and solid:
            found.remains = found.may_remain = True
            found.certain.append((value, term.coefficient))
        else:
            _sort(found, term, value, kept, solid=solid)
    return found


def _sort(found: Gathered, term: Term, value: Value, kept: int, *, solid: bool) -> None:
    """Put one term among the certain or the optional ones, or leave it out."""
    measured = bool(value.may & REELLE)
    out = bool(value.may & LEFT_OUT or kept & EXCLU)
    counts = measured and bool(kept & VRAI)
    dropped = bool(value.may & ~LEFT_OUT and kept & FAUX)
    blocks = bool((value.may & ~LEFT_OUT and kept & BLOQUE) or (value.may & BLOQUEE and kept & VRAI))
    if kept == EXCLU or not value.may & ~LEFT_OUT:
        return
    if blocks and not (out or counts or dropped):
        found.blocked = True
        return
    found.may_block = found.may_block or blocks
    found.remains = found.remains or (solid and not out)
    found.may_remain = found.may_remain or (solid and (counts or dropped))
    if counts and not (out or dropped):
        found.certain.append((value, term.coefficient))
    elif counts:
        found.optional.append((_clipped(value, term), term.coefficient))


def _clipped(value: Value, term: Term) -> Value:
    """A term kept only within bounds lies within them when it is kept."""
    rule = term.kept_if
    if not isinstance(rule, Compare) or rule.subject is not term.node:
        return value
    low = max(value.low, rule.bounds.lower.at) if rule.bounds.lower else value.low
    high = min(value.high, rule.bounds.upper.at) if rule.bounds.upper else value.high
    return Value(low, high, value.may) if low <= high else value


def nothing(found: Gathered) -> Value:
    """No value: there is nothing to measure, unless something blocks."""
    return Value(ZERO, ZERO, VIDE | (BLOQUEE if found.may_block else 0))


def exact_sum(pairs: Iterable[tuple[Fraction, Fraction]]) -> Fraction:
    """The sum of the products of pairs, in whole numbers over one denominator: a fraction is made once."""
    top, bottom = 0, 1
    for value, coefficient in pairs:
        number = value.numerator * coefficient.numerator
        under = value.denominator * coefficient.denominator
        if bottom % under:
            top, bottom = top * under, bottom * under
        top += number * (bottom // under)
    return Fraction(top, bottom)


def closed(found: Gathered, low: Fraction, high: Fraction, *, empty: bool) -> Value:
    """A value between two ends, with what may keep it from being there."""
    may = PRESENTE | (VIDE if empty else 0) | (BLOQUEE if found.may_block else 0)
    return Value(low, high, may)


Pair = tuple[Fraction, Fraction]
Sums = Iterator[Pair]


def _prefixes(certain: Iterable[Pair], optional: Iterable[Pair], best: int | None) -> Sums:
    """(sum of coefficient x value, sum of coefficients) with none, one, two … of the optional items.

    `best` keeps the k greatest values of each.
    """
    total, weight, kept = ZERO, ZERO, list[Fraction]()

    def add(value: Fraction, coefficient: Fraction) -> None:
        nonlocal total, weight
        total += value * coefficient
        weight += coefficient
        if best is not None:
            heapq.heappush(kept, value)
            if len(kept) > best:
                total -= heapq.heappop(kept)
                weight -= 1

    for value, coefficient in certain:
        add(value, coefficient)
    yield total, weight
    for value, coefficient in optional:
        add(value, coefficient)
        yield total, weight


def ends(found: Gathered, best: int | None, read: Callable[[Sums], Iterator[Fraction]]) -> Pair:
    """The least and the greatest a filtered sum or mean can come to: by sorting, never by trying subsets.

    With positive coefficients the least mean takes the smallest optional values, as many as still lower it;
    so it is the least over the prefixes of the sorted values, and likewise the greatest.
    """
    lows = sorted(((v.low, c) for v, c in found.optional), key=lambda pair: pair[0])
    highs = sorted(((v.high, c) for v, c in found.optional), key=lambda pair: pair[0], reverse=True)
    low = min(read(_prefixes(((v.low, c) for v, c in found.certain), lows, best)))
    high = max(read(_prefixes(((v.high, c) for v, c in found.certain), highs, best)))
    return low, high


def together(ways: list[int]) -> int:
    """How what takes all of several values may be there: blocked if one is, else empty if one is left out."""
    if BLOQUEE in ways:
        return BLOQUEE
    may = BLOQUEE if any(way & BLOQUEE for way in ways) else 0
    if any(way & LEFT_OUT for way in ways):
        may |= VIDE
    return may | PRESENTE if all(way & REELLE for way in ways) else may
