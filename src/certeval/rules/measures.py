"""The forms of a measure, each with its meaning: exact numbers, as the interval they are sure to lie in."""

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

from certeval.rules.derivation import Judged, Measured, Node, State
from certeval.rules.outcome import (
    BLOQUE,
    EXCLU,
    NOTHING,
    ONE,
    PRESENTE,
    STOPPED,
    VIDE,
    VRAI,
    ZERO,
    Value,
    around,
)
from certeval.rules.terms import Gathered, Term, closed, ends, exact_sum, gather, nothing, together
from certeval.rules.verdicts import Counted, Rule, branches


@dataclass(frozen=True, slots=True)
class Mean(Node):
    """`moyenne`: sum of coefficient x value over the sum of coefficients, of the items that count."""

    terms: tuple[Term, ...]
    best: int | None = None
    whole: Fraction = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "whole", exact_sum((term.coefficient, ONE) for term in self.terms))

    def measure(self, state: State) -> Measured:
        found = gather(self.terms, state)
        return Measured(self, self._value(found), tuple(found.parts))

    def _value(self, found: Gathered) -> Value:
        if found.blocked:
            return STOPPED
        if not found.may_remain:
            return nothing(found)
        return self._filtered(found) if found.optional else self._plain(found)

    def _filtered(self, found: Gathered) -> Value:
        """The mean where some terms may not count: their coefficients are not negative (a finding)."""
        weight = sum((c for _, c in found.certain), ZERO)
        if not any(c for _, c in found.certain + found.optional):
            return nothing(found)
        low, high = ends(found, self.best, lambda sums: (t / w for t, w in sums if w > 0))
        return closed(found, low, high, empty=weight == 0 or not found.remains)

    def _plain(self, found: Gathered) -> Value:
        all_count = len(found.certain) == len(self.terms)
        weight = self.whole if all_count else exact_sum((c, ONE) for _, c in found.certain)
        if weight == 0:
            return nothing(found)
        empty = not found.remains
        if self.best is not None:
            low, high = ends(found, self.best, lambda sums: (t / w for t, w in sums))
            return closed(found, low, high, empty=empty)
        if all(value.low is value.high for value, _ in found.certain):
            total = exact_sum((value.low, coefficient) for value, coefficient in found.certain)
            mean = Fraction(total.numerator * weight.denominator, total.denominator * weight.numerator)
            return closed(found, mean, mean, empty=empty)
        scaled = [value.times(coefficient / weight) for value, coefficient in found.certain]
        return closed(
            found, sum((v.low for v in scaled), ZERO), sum((v.high for v in scaled), ZERO), empty=empty
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
        if not found.may_remain:
            return nothing(found)
        if not found.optional and self.best is None and all(v.low is v.high for v, _ in found.certain):
            total = exact_sum((self.points(v).low, c) for v, c in found.certain)
            return closed(found, total, total, empty=not found.remains)
        found.certain = [(self.points(v).times(c), ONE) for v, c in found.certain]
        found.optional = [(self.points(v).times(c), ONE) for v, c in found.optional]
        low, high = ends(found, self.best, lambda sums: (t for t, _ in sums))
        return closed(found, low, high, empty=not found.remains)


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
        if not found.may_remain:
            return nothing(found)
        every_one = certain + optional
        if self.form == "minimum":
            low = min(v.low for v in every_one)
            high = min((v.high for v in certain), default=max(v.high for v in every_one))
        else:
            low = max((v.low for v in certain), default=min(v.low for v in every_one))
            high = max(v.high for v in every_one)
        return closed(found, low, high, empty=not found.remains)


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
            result = Value(min(corners), max(corners))
        may = together([part.value.may for part in parts])
        return Measured(
            self, Value(result.low, result.high, may) if may & PRESENTE else Value(ZERO, ZERO, may), parts
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
        outcomes = [part.outcome for part in judged.parts if isinstance(part, Judged)]
        most = sum(outcome & VRAI for outcome in outcomes)
        may_be_empty = all(outcome & EXCLU for outcome in outcomes)
        value = Value(Fraction(tally.met), Fraction(most), PRESENTE | (VIDE if may_be_empty else 0))
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
