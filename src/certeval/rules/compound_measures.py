"""The forms of a measure made of other measures, of counts or of levels: product, rounding, choice, table, points."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from fractions import Fraction
from itertools import product
from math import prod

from certeval.diagnostics import Path
from certeval.frozen import frozen
from certeval.rules.count_rules import CountRule
from certeval.rules.derivation import Measurement, Name, Node, State
from certeval.rules.outcome import (
    BLOCKAGE,
    BLOQUE,
    DISPENSEE,
    ENTRAVEE,
    EXCLU,
    EXCLUE,
    NOTHING,
    PRESENTE,
    REELLE,
    VRAI,
    Value,
    around,
    blockage,
    interval,
    together,
)
from certeval.rules.situation import Concern, away
from certeval.rules.terms import Constant, ValueOf
from certeval.rules.verdicts import Rule, branches


@frozen
class Product(Node):
    """`produit`: the ends lie among the products of the factors' ends. A factor that is left out leaves nothing."""

    factors: tuple[Node, ...]

    def inside(self) -> tuple[Node, ...]:
        return self.factors

    def measure(self, state: State) -> Measurement:
        parts = tuple([factor.measure(state) for factor in self.factors])
        constants = [isinstance(factor, Constant) for factor in self.factors]
        solid = [part for part, number in zip(parts, constants, strict=True) if not number] or parts
        may = together([part.value.may for part in solid])
        low, high, over = 1, 1, 1
        for part in parts if may & REELLE else ():
            least, most, under, _ = part.value
            corners = (low * least, low * most, high * least, high * most)
            low, high, over = min(corners), max(corners), over * under
        value = interval(low, high, over, may) if may & REELLE else interval(0, 0, 1, may)
        return Measurement(self, value, parts)


@frozen
class CountOf(Node):
    """`nombre`: how many items meet their rule, as a number."""

    rule: CountRule

    def inside(self) -> tuple[Node, ...]:
        return (self.rule,)

    def measure(self, state: State) -> Measurement:
        judgement = self.rule.judge(state)
        outcomes = self.rule.outcomes(judgement.parts)
        tally = self.rule.count(outcomes)
        if not tally.total:
            return Measurement(self, interval(0, 0, 1, EXCLUE), (judgement,))
        most = sum([outcome & VRAI for outcome in outcomes])
        blocks = blockage(outcomes)
        may = (0 if blocks == BLOQUE else PRESENTE) | (ENTRAVEE if blocks else 0)
        may |= EXCLUE if all(outcome & EXCLU for outcome in outcomes) else 0
        value = interval(tally.acquis, most, 1, may)
        return Measurement(self, value, (judgement,))


@frozen
class Rounding(Node):
    """`arrondi`: to a multiple of `step`; `proche` sends a half up."""

    inner: Node
    step: Fraction
    direction: str
    path: Path = field(default=(), compare=False)

    def inside(self) -> tuple[Node, ...]:
        return (self.inner,)

    def measure(self, state: State) -> Measurement:
        part = self.inner.measure(state)
        least, most, over, may = part.value
        top, bottom = self.step.numerator, self.step.denominator
        low = self._steps(least * bottom, over * top)
        high = low if most == least else self._steps(most * bottom, over * top)
        return Measurement(self, interval(low * top, high * top, bottom, may), (part,))

    def _steps(self, value: int, step: int) -> int:
        """How many steps stand for a value, both over one denominator."""
        if self.direction == "proche":
            return (2 * value + step) // (2 * step)
        return -(-value // step) if self.direction == "haut" else value // step


@frozen
class Choice(Node):
    """`si`, `alors`, `sinon` between measures; an unknown condition leaves the hull of both."""

    condition: Rule
    then: Node
    otherwise: Node
    path: Path = field(default=(), compare=False)

    def inside(self) -> tuple[Node, ...]:
        return self.condition, self.then, self.otherwise

    def measure(self, state: State) -> Measurement:
        condition = self.condition.judge(state)
        measurements = [
            (self.then if branch == "alors" else self.otherwise).measure(state)
            for branch in branches(condition.outcome)
        ]
        values = [part.value for part in measurements]
        if condition.outcome & BLOQUE:
            values.append(BLOCKAGE)
        return Measurement(self, around(values), (condition, *measurements))


@frozen
class LookupKey:
    """What chooses a table's row: an element's level (its words from the worst), a ladder, or a number."""

    name: str
    words: tuple[str, ...] = ()
    ladder: bool = False
    concern: Concern | None = None

    def possible(self, state: State, rows: Iterable[str | Fraction]) -> tuple[list[str | Fraction], int]:
        """The rows that may be chosen, and the ways the key may be there; "" stands for a number that has no row."""
        if self.ladder:
            return list(state.ladders[self.name].rungs), PRESENTE
        value = state.values[self.name].value
        if self.concern is not None:
            value = away(value, self.concern, state)
        if self.words:
            least, most, over, may = value
            return list(self.words[least // over : most // over + 1]), may
        low, high = value.low, value.high
        if value.number is not None:
            return [low], value.may
        within = [row for row in rows if isinstance(row, Fraction) and low <= row <= high]
        return [*within, ""], value.may


@frozen
class Lookup(Node):
    """`table`: the value of the row that one or two keys choose; an unknown key ranges over its rows."""

    keys: tuple[LookupKey, ...]
    rows: dict[tuple[str | Fraction, ...], Fraction]
    otherwise: Fraction | None
    path: Path = field(default=(), compare=False)
    of_key: tuple[frozenset[str | Fraction], ...] = field(init=False, compare=False, repr=False)
    values: dict[tuple[str | Fraction, ...], Value] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        of_key = [frozenset(row[position] for row in self.rows) for position in range(len(self.keys))]
        object.__setattr__(self, "of_key", tuple(of_key))
        object.__setattr__(self, "values", {row: Value(each, each) for row, each in self.rows.items()})

    def needs(self) -> Iterator[Name]:
        for key in self.keys:
            yield "palier" if key.ladder else "valeur", key.name
            yield from key.concern.needs if key.concern else ()

    def measure(self, state: State) -> Measurement:
        options = [key.possible(state, rows) for key, rows in zip(self.keys, self.of_key, strict=True)]
        may = together([ways for _, ways in options])
        if not may & REELLE:
            return Measurement(self, interval(0, 0, 1, may))
        value = around(self.possible([words for words, _ in options]))
        return Measurement(self, value._replace(may=may & ~REELLE | value.may))

    def possible(self, options: Sequence[Sequence[str | Fraction]]) -> list[Value]:
        """The values of the rows that may be chosen: told from the rows there are, where more could be chosen."""
        combinations = prod(map(len, options))
        if combinations <= len(self.rows):
            return [self.row(row) for row in product(*options)]
        sets = [frozenset(words) for words in options]
        values = [
            value
            for row, value in self.values.items()
            if all(word in words for word, words in zip(row, sets, strict=True))
        ]
        return values if len(values) == combinations else [*values, self.row(())]

    def row(self, row: tuple[str | Fraction, ...]) -> Value:
        """The value of a row; `sinon` of one that is not there."""
        value = self.values.get(row)
        if value is not None or self.otherwise is None:
            return value or NOTHING
        return Value(self.otherwise, self.otherwise)


@frozen
class PointsOf(Node):
    """The points of an element's level, from the worst; exempted, it is compared as the points of the best."""

    of: ValueOf
    points: tuple[Fraction, ...]

    @property
    def name(self) -> str:
        """The element's code."""
        return self.of.name

    def inside(self) -> tuple[Node, ...]:
        return (self.of,)

    def measure(self, state: State) -> Measurement:
        part = self.of.measure(state)
        value = part.value
        if not value.may & (REELLE | DISPENSEE):
            return Measurement(self, value, (part,))
        low, high = self.points[int(value.low)], self.points[int(value.high)]
        return Measurement(self, Value(low, high, value.may), (part,))


def rank(points: tuple[Fraction, ...], key: str, limit: Fraction) -> Fraction:
    """The rank from which (`au_moins`, `plus_de`) or to which (`au_plus`, `moins_de`) levels have these points; one
    before the first or after the last where none has. It is a limit of that key on ranks.
    """
    if key == "au_moins":
        return Fraction(bisect_left(points, limit))
    if key == "plus_de":
        return Fraction(bisect_right(points, limit) - 1)
    return Fraction(bisect_right(points, limit) - 1 if key == "au_plus" else bisect_left(points, limit))
