"""How what several jurors said of one element, at one attempt, becomes one value."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from certeval.rules.bounds import Bounds
from certeval.rules.outcome import (
    BLOCKAGE,
    BLOQUEE,
    DISPENSEE,
    EXCLUE,
    INCONNU,
    LEFT_OUT,
    NON_SAISIE,
    PRESENTE,
    REELLE,
    VRAI,
    Value,
    around,
)
from certeval.rules.saisie import Jures


class Disagreement(NamedTuple):
    """Jurors who must agree and don't: the positions, in their order, of two that differ."""

    first: int
    second: int


def still_due(rule: Jures, values: Sequence[Value]) -> int:
    """How many jurors are due beside those who said these values. An exemption, an exclusion or what blocks is not a
    juror's mark: one is enough, and nobody is due.
    """
    all_exempt = all(value.may in {DISPENSEE, EXCLUE} for value in values)
    blocks = any(value.may == BLOQUEE for value in values)
    return 0 if all_exempt or blocks else max((rule.nombre or 0) - len(values), 0)


class Panel(NamedTuple):
    """The rule of an element's jurors. `third` are the bounds of a gap that calls for a third mark, `unknown` is what a
    juror who is due and missing may say.
    """

    rule: Jures
    third: Bounds | None
    unknown: Value

    def together(self, values: Sequence[Value]) -> Value | Disagreement:
        """The one value of several, at least one, in the jurors' order.

        `nombre` jurors are due.
        """
        if self.rule.retenir == "accord" and (conflict := _conflict(values)):
            return conflict
        due = [*values, *[self.unknown] * still_due(self.rule, values)]
        if self.third is not None and len(due) >= 2:  # noqa: PLR2004 -- two markers
            return self._with_third(due, self.third)
        return self._combine(due)

    def _with_third(self, values: list[Value], bounds: Bounds) -> Value:
        """The first two markers; where they are too far apart, the third mark replaces theirs."""
        one, other, *rest = values
        if (one.may | other.may) & ~REELLE:
            return self._combine(values)
        least = max(one.low - other.high, other.low - one.high, Fraction(0))
        greatest = max(one.high - other.low, other.high - one.low)
        too_far = bounds.holds(least, greatest)
        third = rest[0] if rest else self.unknown
        if too_far != INCONNU:
            return third if too_far == VRAI else self._combine([one, other])
        return around([third, self._combine(_near(one, other, bounds))])

    def _combine(self, values: list[Value]) -> Value:
        """Several values as one, by `retenir`; statuses do what they do to the terms of a measure."""
        if any(value.may == BLOQUEE for value in values):
            return BLOCKAGE
        if self.rule.retenir == "accord":
            marks = [value for value in values if value.may != NON_SAISIE]
            short = self.rule.nombre and len(values) > len(marks)
            return self.unknown if short or not marks else marks[0]
        terms = [value for value in values if not value.may & LEFT_OUT]
        if not terms:
            return values[0]
        lows, highs = sorted(v.low for v in terms), sorted(v.high for v in terms)
        unseen = all(v.may == NON_SAISIE for v in terms)
        return Value(self._one_of(lows), self._one_of(highs), NON_SAISIE if unseen else PRESENTE)

    def _one_of(self, numbers: list[Fraction]) -> Fraction:
        """One number of several in rising order.

        `majorite`: what more than half of the jurors reach, the lower of the two in the middle where their number is
        even. It is the majority grade of M. Balinski and R. Laraki, « Majority Judgment » (2010).
        """
        if self.rule.retenir == "moyenne":
            return sum(numbers, Fraction(0)) / len(numbers)
        if self.rule.retenir == "majorite":
            return numbers[(len(numbers) - 1) // 2]
        return numbers[0]


def _conflict(values: Sequence[Value]) -> Disagreement | None:
    """Two jurors who differ."""
    marks = [(i, value) for i, value in enumerate(values) if value.may != NON_SAISIE]
    for i, value in marks[1:]:
        if not agree(marks[0][1], value):
            return Disagreement(marks[0][0], i)
    return None


def agree(one: Value, other: Value) -> bool:
    """Whether two jurors say the same; one who has not assessed (`inconnu`) differs from nobody."""
    return one == other or NON_SAISIE in {one.may, other.may}


def _near(one: Value, other: Value, bounds: Bounds) -> list[Value]:
    """What two marks may be where their gap calls for no third: each within that gap of the other."""
    if bounds.lower is None or bounds.upper is not None:
        return [one, other]
    gap = bounds.lower.at
    return [_within(one, other.low - gap, other.high + gap), _within(other, one.low - gap, one.high + gap)]


def _within(value: Value, least: Fraction, greatest: Fraction) -> Value:
    return Value(max(value.low, least), min(value.high, greatest), value.may)
