"""The forms of a measure, each with its meaning: exact numbers, as the interval they are sure to lie in."""

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from certeval.rules.derivation import Judged, Measured, Node, State
from certeval.rules.outcome import (
    BLOQUE,
    BLOQUEE,
    EXCLU,
    FAUX,
    LEFT_OUT,
    NOTHING,
    PRESENTE,
    REELLE,
    STOPPED,
    VIDE,
    VRAI,
    ZERO,
    Value,
    around,
)
from certeval.rules.verdicts import Compare, Counted, Rule, branches


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
        _sort(found, term, value, kept, solid=only_numbers or not isinstance(term.node, Constant))
    return found


def _sort(found: Gathered, term: Term, value: Value, kept: int, *, solid: bool) -> None:
    """Put one term among the certain or the optional ones, or leave it out."""
    if kept == EXCLU or not value.may & ~LEFT_OUT:
        return
    if kept == BLOQUE or (kept == VRAI and value.may == BLOQUEE):
        found.blocked = True
        return
    found.may_block = found.may_block or bool(value.may & BLOQUEE and kept & VRAI) or bool(kept & BLOQUE)
    sure = not value.may & LEFT_OUT and not kept & EXCLU
    found.remains = found.remains or (sure and solid)
    found.may_remain = True
    if not kept & VRAI:
        return
    if sure and kept == VRAI:
        found.certain.append((value, term.coefficient))
    else:
        found.optional.append((_clipped(value, term), term.coefficient))


def _clipped(value: Value, term: Term) -> Value:
    """A term kept only within bounds lies within them when it is kept."""
    rule = term.kept_if
    if not isinstance(rule, Compare) or rule.subject is not term.node:
        return value
    low = max(value.low, rule.bounds.lower.at) if rule.bounds.lower else value.low
    high = min(value.high, rule.bounds.upper.at) if rule.bounds.upper else value.high
    return Value(low, high, value.may) if low <= high else value


def _closed(found: Gathered, low: Fraction, high: Fraction, *, empty: bool) -> Value:
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


def _ends(found: Gathered, best: int | None, read: Callable[[Sums], Iterator[Fraction]]) -> Pair:
    """The least and the greatest a filtered sum or mean can come to: by sorting, never by trying subsets.

    With positive coefficients the least mean takes the smallest optional values, as many as still lower it;
    so it is the least over the prefixes of the sorted values, and likewise the greatest.
    """
    lows = sorted(((v.low, c) for v, c in found.optional), key=lambda pair: pair[0])
    highs = sorted(((v.high, c) for v, c in found.optional), key=lambda pair: pair[0], reverse=True)
    low = min(read(_prefixes(((v.low, c) for v, c in found.certain), lows, best)))
    high = max(read(_prefixes(((v.high, c) for v, c in found.certain), highs, best)))
    return low, high


@dataclass(frozen=True, slots=True)
class Mean(Node):
    """`moyenne`: sum of coefficient x value over the sum of coefficients, of the items that count."""

    terms: tuple[Term, ...]
    best: int | None = None

    def measure(self, state: State) -> Measured:
        found = gather(self.terms, state)
        return Measured(self, self._value(found), tuple(found.parts))

    def _value(self, found: Gathered) -> Value:
        if found.blocked:
            return STOPPED
        if not found.certain and not found.optional:
            return Value(ZERO, ZERO, VIDE | (BLOQUEE if found.may_block else 0))
        if not found.optional:
            return self._plain(found)
        if not any(c for _, c in found.certain + found.optional):
            return NOTHING
        low, high = _ends(found, self.best, lambda sums: (t / w for t, w in sums if w > 0))
        return _closed(found, low, high, empty=not (found.certain and found.remains))

    def _plain(self, found: Gathered) -> Value:
        weight = sum((c for _, c in found.certain), ZERO)
        if weight == 0 or not found.remains:
            return Value(ZERO, ZERO, VIDE | (BLOQUEE if found.may_block else 0))
        if self.best is not None:
            low, high = _ends(found, self.best, lambda sums: (t / w for t, w in sums))
            return _closed(found, low, high, empty=False)
        scaled = [value.times(coefficient / weight) for value, coefficient in found.certain]
        return _closed(
            found, sum((v.low for v in scaled), ZERO), sum((v.high for v in scaled), ZERO), empty=False
        )


@dataclass(frozen=True, slots=True)
class Total(Node):
    """`somme`, `exces`, `manque`: the sum of coefficient x points, the points being the value itself or
    what lies above or below `pivot`. What `dont` does not keep adds nothing.
    """

    form: str
    terms: tuple[Term, ...]
    pivot: Fraction | None = None
    best: int | None = None

    def points(self, value: Value) -> Value:
        """The points of a term's value."""
        if self.pivot is None:
            return value
        low, high = value.low - self.pivot, value.high - self.pivot
        if self.form == "manque":
            low, high = -high, -low
        return Value(max(low, ZERO), max(high, ZERO), value.may)

    def measure(self, state: State) -> Measured:
        found = gather(self.terms, state)
        return Measured(self, self._value(found), tuple(found.parts))

    def _value(self, found: Gathered) -> Value:
        if found.blocked:
            return STOPPED
        if not found.may_remain or not (found.remains or found.optional):
            return Value(ZERO, ZERO, VIDE | (BLOQUEE if found.may_block else 0))
        one = Fraction(1)
        found.certain = [(self.points(v).times(c), one) for v, c in found.certain]
        found.optional = [(self.points(v).times(c), one) for v, c in found.optional]
        low, high = _ends(found, self.best, lambda sums: (t for t, _ in sums))
        return _closed(found, low, high, empty=not found.remains)


@dataclass(frozen=True, slots=True)
class Extreme(Node):
    """`minimum`, `maximum`."""

    form: str
    terms: tuple[Term, ...]

    def measure(self, state: State) -> Measured:
        found = gather(self.terms, state)
        return Measured(self, self._value(found), tuple(found.parts))

    def _value(self, found: Gathered) -> Value:
        if found.blocked:
            return STOPPED
        certain = [value.times(c) for value, c in found.certain]
        optional = [value.times(c) for value, c in found.optional]
        if not found.may_remain or not (found.remains or optional):
            return Value(ZERO, ZERO, VIDE | (BLOQUEE if found.may_block else 0))
        every_one = certain + optional
        if self.form == "minimum":
            low = min(v.low for v in every_one)
            high = min((v.high for v in certain), default=max(v.high for v in every_one))
        else:
            low = max((v.low for v in certain), default=min(v.low for v in every_one))
            high = max(v.high for v in every_one)
        return _closed(found, low, high, empty=not found.remains)


@dataclass(frozen=True, slots=True)
class Product(Node):
    """`produit`. A factor that is left out leaves nothing to multiply."""

    factors: tuple[Node, ...]

    def measure(self, state: State) -> Measured:
        parts = tuple(factor.measure(state) for factor in self.factors)
        result = Value(Fraction(1), Fraction(1))
        for part in parts:
            value = part.value
            corners = [
                one * other for one, other in product((result.low, result.high), (value.low, value.high))
            ]
            result = Value(min(corners), max(corners), result.may | value.may)
        if any(part.value.may == BLOQUEE for part in parts):
            return Measured(self, STOPPED, parts)
        if any(not part.value.may & ~LEFT_OUT for part in parts):
            return Measured(self, NOTHING, parts)
        return Measured(self, Value(result.low, result.high, _settled(result.may)), parts)


def _settled(may: int) -> int:
    """The ways a computed value may be there: entered or not no longer matters, left out is empty."""
    return (
        (PRESENTE if may & REELLE else 0)
        | (VIDE if may & LEFT_OUT else 0)
        | (BLOQUEE if may & BLOQUEE else 0)
    )


@dataclass(frozen=True, slots=True)
class CountOf(Node):
    """`nombre`: how many items meet their rule, as a number."""

    counted: Counted

    def measure(self, state: State) -> Measured:
        judged = self.counted.judge(state)
        tally = self.counted.tally(judged.parts)
        if not tally.total:
            return Measured(self, NOTHING, (judged,))
        may_be_empty = all(isinstance(p, Judged) and p.outcome & EXCLU for p in judged.parts)
        value = Value(
            Fraction(tally.met), Fraction(tally.met + tally.open), PRESENTE | (VIDE if may_be_empty else 0)
        )
        return Measured(self, value, (judged,))


@dataclass(frozen=True, slots=True)
class Rounded(Node):
    """`arrondi`: to a multiple of `step`; `proche` sends a half up."""

    inner: Node
    step: Fraction
    direction: str

    def round(self, value: Fraction) -> Fraction:
        """The multiple of the step that stands for a value."""
        steps = value / self.step
        if self.direction == "proche":
            steps += Fraction(1, 2)
        down = steps.numerator // steps.denominator
        up = self.direction == "haut" and steps.denominator != 1
        return (down + up) * self.step

    def measure(self, state: State) -> Measured:
        part = self.inner.measure(state)
        value = part.value
        return Measured(self, Value(self.round(value.low), self.round(value.high), value.may), (part,))


@dataclass(frozen=True, slots=True)
class Key:
    """What chooses a table's row: an element's level (its words from the worst), a ladder, or a number."""

    name: str
    words: tuple[str, ...] = ()
    ladder: bool = False

    def possible(self, state: State, rows: Iterable[str | Fraction]) -> tuple[list[str | Fraction], int]:
        """The rows that may be chosen, and the ways the key may be there."""
        if self.ladder:
            return list(state.ladders[self.name].rungs), PRESENTE
        value = state.values[self.name].value
        if self.words:
            return list(self.words[int(value.low) : int(value.high) + 1]), value.may
        if value.known is not None:
            return [value.known], value.may
        within = [row for row in rows if isinstance(row, Fraction) and value.low <= row <= value.high]
        return [*within, ""], value.may


@dataclass(frozen=True, slots=True)
class Lookup(Node):
    """`table`: the value of the row that one or two keys choose; an unknown key ranges over its rows."""

    keys: tuple[Key, ...]
    rows: dict[tuple[str | Fraction, ...], Fraction]
    otherwise: Fraction | None

    def measure(self, state: State) -> Measured:
        chosen = [
            key.possible(state, {row[position] for row in self.rows})
            for position, key in enumerate(self.keys)
        ]
        if any(may == BLOQUEE for _, may in chosen):
            return Measured(self, STOPPED)
        if any(not may & ~LEFT_OUT for _, may in chosen):
            return Measured(self, NOTHING)
        may = 0
        for _, ways in chosen:
            may |= ways
        values = [self._row(row) for row in product(*(words for words, _ in chosen))]
        found = around(values)
        return Measured(self, Value(found.low, found.high, _settled(may & ~REELLE | found.may)))

    def _row(self, row: tuple[str | Fraction, ...]) -> Value:
        number = self.rows.get(row, self.otherwise)
        return NOTHING if number is None else Value(number, number)


@dataclass(frozen=True, slots=True)
class Choice(Node):
    """`si`, `alors`, `sinon` between measures; an unknown condition leaves the hull of both."""

    condition: Rule
    then: Node
    otherwise: Node

    def measure(self, state: State) -> Measured:
        condition = self.condition.judge(state)
        taken = [
            (self.then if branch == "alors" else self.otherwise).measure(state)
            for branch in branches(condition.outcome)
        ]
        values = [part.value for part in taken]
        if condition.outcome & BLOQUE:
            values.append(STOPPED)
        return Measured(self, around(values), (condition, *taken))


__all__ = [
    "Choice",
    "Constant",
    "CountOf",
    "Extreme",
    "Key",
    "Lookup",
    "Mean",
    "Product",
    "Rounded",
    "Term",
    "Total",
    "ValueOf",
]
