"""The forms of a measure made of terms: exact numbers, as the interval they are sure to lie in."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import field
from fractions import Fraction

from certeval.diagnostics import Path
from certeval.frozen import frozen
from certeval.rules.derivation import Judgement, Measurement, Node, Parts, State
from certeval.rules.outcome import BLOCKAGE, PRESENTE, VIDE, Value, interval, nothing, on_one, sum_of_products
from certeval.rules.terms import Coefficients, Term, TermGroups, WeightedValues, gather, reach


class TermMeasure(Node):
    """A measure made of terms, of which some may not count, leave or block.

    A form gives `of` for terms that all count and `of_groups` where some may not; both come to the exact interval.
    """

    __slots__ = ()

    terms: tuple[Term, ...]
    coefficients: Coefficients

    def __post_init__(self) -> None:
        object.__setattr__(self, "coefficients", Coefficients(self.terms))

    def inside(self) -> tuple[Node, ...]:
        return tuple(
            [node for term in self.terms for node in (term.node, term.condition) if node is not None]
        )

    def beside(
        self, parts: Parts
    ) -> list[tuple[Term, Judgement | Measurement, Judgement | Measurement | None]]:
        """Each term with what its measure came to, and what its condition did, where it has one."""
        results = iter(parts)
        return [(term, next(results), next(results) if term.condition else None) for term in self.terms]

    def measure(self, state: State) -> Measurement:
        measurement = state.measurements.get(id(self))
        if measurement is None:
            if there := self.coefficients.all_there(state):
                values = [each.value for each in there]
                measurement = Measurement(self, self.of(values, self.coefficients.whole, PRESENTE), there)
            else:
                groups = gather(self.terms, self.coefficients.whole, state)
                measurement = Measurement(self, self._value_of(groups), groups.parts)
            state.measurements[id(self)] = measurement
        return measurement

    def _value_of(self, groups: TermGroups) -> Value:
        if groups.blocks:
            return BLOCKAGE
        may = groups.ways()
        if not groups.may_remain:
            return nothing(may)
        if groups.optional:
            return self.of_groups(groups, may)
        values, coefficients = [value for value, _ in groups.certain], [c for _, c in groups.certain]
        return self.of(values, coefficients, may)

    @property
    def adds(self) -> bool:
        """Whether of terms that are there it reads but the sum of the products of their values and coefficients."""
        return False

    @abstractmethod
    def of(self, values: Sequence[Value], coefficients: Sequence[int], may: int) -> Value:
        """What terms that all count come to, from their values and coefficients; `may`: the ways it may be there."""

    @abstractmethod
    def of_groups(self, groups: TermGroups, may: int) -> Value:
        """The value where some terms may not count; one at least may."""


@frozen
class Mean(TermMeasure):
    """`moyenne`: sum of coefficient x value over the sum of coefficients, of the items that count.

    Where the weights left don't add up to more than 0, there is no mean.
    """

    terms: tuple[Term, ...]
    best: int | None = None
    path: Path = field(default=(), compare=False)
    coefficients: Coefficients = field(init=False, compare=False, repr=False)

    @property
    def adds(self) -> bool:
        return self.best is None and not any(term.condition for term in self.terms)

    def of(self, values: Sequence[Value], coefficients: Sequence[int], may: int) -> Value:
        weight = sum(coefficients)
        if weight <= 0:
            return nothing(may | VIDE)
        if self.best is not None:
            certain = list(zip(values, coefficients, strict=True))
            return reach(certain, [], self.best, iter, may)
        least, most, over = sum_of_products(values, coefficients)
        return interval(least, most, over * weight, may)

    def of_groups(self, groups: TermGroups, may: int) -> Value:
        certain, optional = groups.certain, groups.optional
        if any(c < 0 for _, c in certain + optional):
            return _of_any_weights(certain, optional, may)
        if not any(c for _, c in certain + optional):
            return nothing(may | VIDE)
        may |= VIDE if sum([c for _, c in certain]) == 0 else 0
        return reach(certain, optional, self.best, lambda sums: ((t, w) for t, w in sums if w > 0), may)


def _of_any_weights(certain: WeightedValues, optional: WeightedValues, may: int) -> Value:
    """A mean where terms may leave and some weigh less than 0: whatever weight above 0 they may leave.

    A référentiel whose terms may so leave one candidate's mean is refused; this tells what all of them may come to.
    """
    heaviest = sum([c for _, c in certain]) + sum([c for _, c in optional if c > 0])
    if heaviest <= 0:
        return nothing(may | VIDE)
    low, high, over = sum_of_products([value for value, _ in certain], [c for _, c in certain])
    for value, coefficient in optional:
        down, up, under = sum_of_products([value], [coefficient])
        low, high, over = low * under + min(0, down) * over, high * under + max(0, up) * over, over * under
    least = Fraction(low, over * (heaviest if low > 0 else 1))
    return Value(least, Fraction(high, over * (heaviest if high < 0 else 1)), may | VIDE)


@frozen
class Total(TermMeasure):
    """`somme`, `exces`, `manque`: the sum of coefficient x points, the points being the value itself or
    what lies above or below `pivot`. What `dont` does not keep adds nothing.
    """

    form: str
    terms: tuple[Term, ...]
    pivot: Fraction | None = None
    best: int | None = None
    path: Path = field(default=(), compare=False)
    coefficients: Coefficients = field(init=False, compare=False, repr=False)

    @property
    def adds(self) -> bool:
        return self.best is None and self.pivot is None and not any(term.condition for term in self.terms)

    def points(self, value: Value) -> Value:
        """The points of a term's value."""
        if self.pivot is None:
            return value
        bottom, pivot = self.pivot.denominator, self.pivot.numerator * value.over
        low, high = value.least * bottom - pivot, value.most * bottom - pivot
        if self.form == "manque":
            low, high = -high, -low
        return interval(max(low, 0), max(high, 0), value.over * bottom, value.may)

    def of(self, values: Sequence[Value], coefficients: Sequence[int], may: int) -> Value:
        if self.best is not None:
            return self._best(list(zip(values, coefficients, strict=True)), [], may)
        points = values if self.pivot is None else [self.points(value) for value in values]
        least, most, over = sum_of_products(points, coefficients)
        return interval(least, most, over * self.coefficients.under, may)

    def of_groups(self, groups: TermGroups, may: int) -> Value:
        return self._best(groups.certain, groups.optional, may)

    def _best(self, certain: WeightedValues, optional: WeightedValues, may: int) -> Value:
        """The best are those of the greatest product."""
        under = self.coefficients.under
        sure, other = (
            [(self.points(value).times(coefficient, under), 1) for value, coefficient in values]
            for values in (certain, optional)
        )
        return reach(sure, other, self.best, lambda sums: ((t, 1) for t, _ in sums), may)


@frozen
class Extreme(TermMeasure):
    """`minimum`, `maximum`: of coefficient x value, of the terms that count."""

    form: str
    terms: tuple[Term, ...]
    path: Path = field(default=(), compare=False)
    coefficients: Coefficients = field(init=False, compare=False, repr=False)

    def of(self, values: Sequence[Value], coefficients: Sequence[int], may: int) -> Value:
        return self._extreme(values, coefficients, len(values), may)

    def of_groups(self, groups: TermGroups, may: int) -> Value:
        every_one = groups.certain + groups.optional
        values, coefficients = [value for value, _ in every_one], [c for _, c in every_one]
        return self._extreme(values, coefficients, len(groups.certain), may)

    def _extreme(self, values: Sequence[Value], coefficients: Sequence[int], sure: int, may: int) -> Value:
        """That of terms of which the first `sure` are sure to count."""
        under = self.coefficients.under
        if any(coefficient != under for coefficient in coefficients):
            values = [value.times(c, under) for value, c in zip(values, coefficients, strict=True)]
        over, lows, highs = on_one(values)
        if self.form == "minimum":
            return interval(min(lows), min(highs[:sure], default=max(highs)), over, may)
        return interval(max(lows[:sure], default=min(lows)), max(highs), over, may)
