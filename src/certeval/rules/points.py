"""Levels that carry points, as a measure: what the level of an element is worth."""

from bisect import bisect_left, bisect_right
from fractions import Fraction

from certeval.frozen import frozen
from certeval.rules.derivation import Measured, Node, State
from certeval.rules.outcome import DISPENSEE, REELLE, Value
from certeval.rules.terms import ValueOf


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

    def measure(self, state: State) -> Measured:
        part = self.of.measure(state)
        value = part.value
        if not value.may & (REELLE | DISPENSEE):
            return Measured(self, value, (part,))
        low, high = self.points[int(value.low)], self.points[int(value.high)]
        return Measured(self, Value(low, high, value.may), (part,))


def rank(points: tuple[Fraction, ...], key: str, limit: Fraction) -> Fraction:
    """The rank from which (`au_moins`, `plus_de`) or to which (`au_plus`, `moins_de`) levels have these points; one
    before the first or after the last where none has. It is a limit of that key on ranks.
    """
    if key == "au_moins":
        return Fraction(bisect_left(points, limit))
    if key == "plus_de":
        return Fraction(bisect_right(points, limit) - 1)
    return Fraction(bisect_right(points, limit) - 1 if key == "au_plus" else bisect_left(points, limit))
