"""How what several jurors said of one element at one attempt becomes one value; which of several attempts counts."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from certeval.rules.bounds import Bounds, Limit
from certeval.rules.outcome import (
    BLOCKAGE,
    BLOQUEE,
    DISPENSEE,
    EXCLUE,
    FAUX,
    INCONNU,
    LEFT_OUT,
    NON_SAISIE,
    PRESENTE,
    REELLE,
    VRAI,
    Outcome,
    Value,
    around,
)
from certeval.rules.saisie import Jures, Tentatives


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
    juror who is due and missing may say: the whole scale, by steps of `step`.
    """

    rule: Jures
    third: Bounds | None
    unknown: Value
    step: Fraction | None

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

    def leaves_third(self, values: Sequence[Value]) -> bool:
        """Whether a third mark is there that the first two, near enough to each other, leave out of account; a status,
        such as NE, is none.
        """
        if self.third is None or len(values) <= 2 or values[2].number is None:  # noqa: PLR2004 -- two markers
            return False
        gap = gap_of(values[0], values[1])
        return gap is not None and self.third.hold(gap) == FAUX

    def _with_third(self, values: list[Value], bounds: Bounds) -> Value:
        """The first two markers; where they are too far apart, the third mark replaces theirs."""
        one, other, *rest = values
        gap = gap_of(one, other)
        if gap is None:
            return self._combine(values)
        too_far = bounds.hold(gap)
        third = rest[0] if rest else self.unknown
        if too_far != INCONNU:
            return third if too_far == VRAI else self._combine([one, other])
        return around(
            [third, self._combine([self._near(one, other, bounds), self._near(other, one, bounds)])]
        )

    def _near(self, mark: Value, other: Value, bounds: Bounds) -> Value:
        """What a mark may be where its gap to the other calls for no third: within that gap of it."""
        if bounds.lower is None or bounds.upper is not None:
            return mark
        gap, strict = bounds.lower.at, not bounds.lower.strict
        near = Bounds(Limit(other.low - gap, strict, ""), Limit(other.high + gap, strict, ""))
        return _within(mark, near, self.step if mark == self.unknown else None)

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


def gap_of(one: Value, other: Value) -> Value | None:
    """How far two marks may be apart; None where a status stands for one."""
    if (one.may | other.may) & ~REELLE:
        return None
    least = max(one.low - other.high, other.low - one.high, Fraction(0))
    return Value(least, max(one.high - other.low, other.high - one.low))


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


def _within(value: Value, bounds: Bounds, step: Fraction | None) -> Value:
    """A value that lies within bounds, by steps from its least one; its low end is above the high one if none does."""
    low, high = value.low, value.high
    if bounds.lower is not None:
        low = max(low, _step_from(value.low, bounds.lower, ceil, step))
    if bounds.upper is not None:
        high = min(high, _step_from(value.low, bounds.upper, floor, step))
    return Value(low, high, value.may)


def _step_from(
    least: Fraction, limit: Limit, to: Callable[[Fraction], int], step: Fraction | None
) -> Fraction:
    """A limit, or where values go by steps the nearest of them that it accepts, up (`ceil`) or down."""
    if step is None:
        return limit.at
    at = least + to((limit.at - least) / step) * step
    beyond = step if to is ceil else -step
    return at + beyond if limit.strict and at == limit.at else at


class Attempts(NamedTuple):
    """The rule of an element's attempts. `keep_bounds` are the bounds of `conserver_si`, `unknown` is an attempt not
    entered yet: the whole scale, by steps of `step` where every value is one.
    """

    rule: Tentatives
    keep_bounds: Bounds | None
    unknown: Value
    step: Fraction | None

    def counting_value(self, values: Sequence[Value]) -> Value:
        """The value that counts of several attempts, at least one, in their order.

        A further attempt is worth no more than `plafond`, and this is what `conserver_si` looks at: what is kept is
        never below what it replaces.
        """
        worth = self.worth(values)
        possible: list[Value] = []
        for value in worth if self.keep_bounds is not None else ():
            outcome, possibility = self._keep(value)
            if outcome & VRAI:
                possible.append(possibility)
            if outcome == VRAI:
                return around(possible)
        if self.rule.retenir == "meilleure":
            return around([*possible, self._best(worth)])
        return around([*possible, worth[0 if self.rule.retenir == "premiere" else -1]])

    def counting_place(self, values: Sequence[Value]) -> int | None:
        """The place of the first attempt that `conserver_si` keeps; None where it keeps none, or which is not known."""
        outcomes = (self._keep(value)[0] for value in self.worth(values))
        place, outcome = next(
            ((i, outcome) for i, outcome in enumerate(outcomes) if outcome != FAUX), (0, FAUX)
        )
        return place if outcome == VRAI else None

    def worth(self, values: Sequence[Value]) -> list[Value]:
        """What each of several attempts may count for: a further one no more than the ceiling."""
        return [self._cap(value) if i else value for i, value in enumerate(values)]

    def _keep(self, value: Value) -> tuple[Outcome, Value]:
        """Whether `conserver_si` keeps an attempt, and what it may be where it does. An excluded or blocked one is not
        kept.
        """
        bounds = self.keep_bounds
        if bounds is None or not value.may & (REELLE | DISPENSEE):
            return FAUX, value
        outcome = bounds.hold(value)
        if value.may & ~REELLE:
            return (outcome | FAUX if value.may & ~(REELLE | DISPENSEE) else outcome), value
        kept = _within(value, bounds, self.step if value == self.unknown else None)
        return (outcome, kept) if kept.low <= kept.high else (FAUX, value)

    def _cap(self, value: Value) -> Value:
        """A mark of a new attempt, no higher than the ceiling; an exemption stays what it is."""
        ceiling = self.rule.plafond
        if ceiling is None or not value.may & REELLE:
            return value
        high = value.high if value.may & DISPENSEE else min(value.high, ceiling)
        return Value(min(value.low, ceiling), high, value.may)

    def _best(self, worth: list[Value]) -> Value:
        """An exemption, else the best mark, else a failure that blocks, else an exclusion."""
        best, may = self.unknown.high, 0
        for value in worth:
            may |= value.may
        exemption = Value(best, best, DISPENSEE)
        if any(value.may == DISPENSEE for value in worth):
            return exemption
        possible = [exemption] if may & DISPENSEE else []
        marks = [value for value in worth if value.may & REELLE]
        sure = [value for value in marks if not value.may & ~REELLE]
        if marks:
            low = max((v.low for v in sure), default=min(v.low for v in marks))
            way = NON_SAISIE if all(v.may == NON_SAISIE for v in marks) else PRESENTE
            possible.append(Value(low, max(v.high for v in marks), way))
        if not sure and may & BLOQUEE:
            possible.append(BLOCKAGE)
        if all(value.may & EXCLUE for value in worth):
            possible.append(Value(best, best, EXCLUE))
        return around(possible)
