"""The forms of a measure, each with its meaning: exact numbers, as the interval they are sure to lie in."""

from dataclasses import dataclass, field
from fractions import Fraction

from certeval.rules.derivation import Made, Measured, Node, State
from certeval.rules.outcome import (
    BLOQUE,
    EXCLU,
    NOTHING,
    PRESENTE,
    STOPPED,
    VIDE,
    VRAI,
    Value,
    around,
    interval,
    on_one,
)
from certeval.rules.terms import Gathered, Gatherer, Term, ends, nothing, summed, together, ways
from certeval.rules.verdicts import Counted, Rule, branches


@dataclass(frozen=True, slots=True)
class Mean(Node):
    """`moyenne`: sum of coefficient x value over the sum of coefficients, of the items that count."""

    terms: tuple[Term, ...]
    best: int | None = None
    gatherer: Gatherer = field(init=False, compare=False, repr=False)
    whole: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "gatherer", Gatherer(self.terms))
        object.__setattr__(self, "whole", sum(self.gatherer.coefficients))

    def parts_of(self, made: Made) -> Made:
        return self.gatherer.parts_of(made)

    def measure(self, state: State) -> Measured:
        found = self.gatherer.gather(state)
        return Measured(self, self._value(found), found.made)

    def _value(self, found: Gathered) -> Value:
        if found.blocked:
            return STOPPED
        if not found.may_remain:
            return nothing(found)
        return self._filtered(found) if found.optional else self._plain(found)

    def _filtered(self, found: Gathered) -> Value:
        """The mean where some terms may not count: their coefficients are not negative (a finding)."""
        weight = sum([c for _, c in found.certain])
        if not weight and not any(c for _, c in found.certain + found.optional):
            return nothing(found)
        low, high = ends(found, self.best, lambda sums: (Fraction(t, w) for t, w in sums if w > 0))
        return Value(low, high, ways(found, empty=weight == 0 or not found.remains))

    def _plain(self, found: Gathered) -> Value:
        all_count = len(found.certain) == len(self.terms)
        weight = self.whole if all_count else sum([c for _, c in found.certain])
        if weight == 0:
            return nothing(found)
        may = ways(found, empty=not found.remains)
        if self.best is not None:
            low, high = ends(found, self.best, lambda sums: (Fraction(t, w) for t, w in sums))
            return Value(low, high, may)
        least, most, over = summed(found.certain)
        if weight < 0:
            least, most, weight = -most, -least, -weight
        return interval(least, most, over * weight, may)


@dataclass(frozen=True, slots=True)
class Total(Node):
    """`somme`, `exces`, `manque`: the sum of coefficient x points, the points being the value itself or
    what lies above or below `pivot`. What `dont` does not keep adds nothing.
    """

    form: str
    terms: tuple[Term, ...]
    pivot: Fraction | None = None
    best: int | None = None
    gatherer: Gatherer = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "gatherer", Gatherer(self.terms))

    def parts_of(self, made: Made) -> Made:
        return self.gatherer.parts_of(made)

    def points(self, value: Value) -> Value:
        """The points of a term's value."""
        if self.pivot is None:
            return value
        bottom, pivot = self.pivot.denominator, self.pivot.numerator * value.over
        low, high = value.least * bottom - pivot, value.most * bottom - pivot
        if self.form == "manque":
            low, high = -high, -low
        return interval(max(low, 0), max(high, 0), value.over * bottom, value.may)

    def measure(self, state: State) -> Measured:
        found = self.gatherer.gather(state)
        return Measured(self, self._value(found), found.made)

    def _value(self, found: Gathered) -> Value:
        if found.blocked:
            return STOPPED
        if not found.may_remain:
            return nothing(found)
        may, under = ways(found, empty=not found.remains), self.gatherer.under
        if not found.optional and self.best is None:
            least, most, over = summed([(self.points(v), c) for v, c in found.certain])
            return interval(least, most, over * under, may)
        found.certain = [(self.points(v).times(c, under), 1) for v, c in found.certain]
        found.optional = [(self.points(v).times(c, under), 1) for v, c in found.optional]
        low, high = ends(found, self.best, lambda sums: (Fraction(t) for t, _ in sums))
        return Value(low, high, may)


@dataclass(frozen=True, slots=True)
class Extreme(Node):
    """`minimum`, `maximum`."""

    form: str
    terms: tuple[Term, ...]
    gatherer: Gatherer = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "gatherer", Gatherer(self.terms))

    def parts_of(self, made: Made) -> Made:
        return self.gatherer.parts_of(made)

    def measure(self, state: State) -> Measured:
        found = self.gatherer.gather(state)
        return Measured(self, self._value(found), found.made)

    def _value(self, found: Gathered) -> Value:
        if found.blocked:
            return STOPPED
        if not found.may_remain:
            return nothing(found)
        under, sure = self.gatherer.under, len(found.certain)
        every_one = found.certain + found.optional
        over, lows, highs = on_one([value if c == under else value.times(c, under) for value, c in every_one])
        if self.form == "minimum":
            low, high = min(lows), min(highs[:sure], default=max(highs))
        else:
            low, high = max(lows[:sure], default=min(lows)), max(highs)
        return interval(low, high, over, ways(found, empty=not found.remains))


@dataclass(frozen=True, slots=True)
class Product(Node):
    """`produit`. A factor that is left out leaves nothing to multiply."""

    factors: tuple[Node, ...]

    def measure(self, state: State) -> Measured:
        parts = tuple([factor.measure(state) for factor in self.factors])
        may = together([part.value.may for part in parts])
        low, high, over = 1, 1, 1
        for part in parts if may & PRESENTE else ():
            least, most, under, _ = part.value
            corners = (low * least, low * most, high * least, high * most)
            low, high, over = min(corners), max(corners), over * under
        value = interval(low, high, over, may) if may & PRESENTE else interval(0, 0, 1, may)
        return Measured(self, value, parts)


@dataclass(frozen=True, slots=True)
class CountOf(Node):
    """`nombre`: how many items meet their rule, as a number."""

    counted: Counted

    def measure(self, state: State) -> Measured:
        judged = self.counted.judge(state)
        outcomes = self.counted.outcomes(judged.made)
        tally = self.counted.count(outcomes)
        if not tally.total:
            return Measured(self, NOTHING, (judged,))
        most = sum([outcome & VRAI for outcome in outcomes])
        may_be_empty = all(outcome & EXCLU for outcome in outcomes)
        value = interval(tally.met, most, 1, PRESENTE | (VIDE if may_be_empty else 0))
        return Measured(self, value, (judged,))


@dataclass(frozen=True, slots=True)
class Rounded(Node):
    """`arrondi`: to a multiple of `step`; `proche` sends a half up."""

    inner: Node
    step: Fraction
    direction: str

    def measure(self, state: State) -> Measured:
        part = self.inner.measure(state)
        least, most, over, may = part.value
        top, bottom = self.step.numerator, self.step.denominator
        low = self._steps(least * bottom, over * top)
        high = low if most == least else self._steps(most * bottom, over * top)
        return Measured(self, interval(low * top, high * top, bottom, may), (part,))

    def _steps(self, value: int, step: int) -> int:
        """How many steps stand for a value, both over one denominator."""
        if self.direction == "proche":
            return (2 * value + step) // (2 * step)
        return -(-value // step) if self.direction == "haut" else value // step


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
