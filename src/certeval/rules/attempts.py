"""Which of several attempts at one element counts, and for how much."""

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
    NON_SAISIE,
    PRESENTE,
    REELLE,
    VRAI,
    Outcome,
    Value,
    around,
)
from certeval.rules.saisie import Tentatives


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
        worth = self._worth(values)
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
        outcomes = (self._keep(value)[0] for value in self._worth(values))
        place, outcome = next(
            ((i, outcome) for i, outcome in enumerate(outcomes) if outcome != FAUX), (0, FAUX)
        )
        return place if outcome == VRAI else None

    def _worth(self, values: Sequence[Value]) -> list[Value]:
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
        low, high = value.low, value.high
        if bounds.lower is not None:
            low = max(low, self._step_from(value, bounds.lower, ceil))
        if bounds.upper is not None:
            high = min(high, self._step_from(value, bounds.upper, floor))
        return (outcome, Value(low, high, value.may)) if low <= high else (FAUX, value)

    def _step_from(self, value: Value, limit: Limit, to: Callable[[Fraction], int]) -> Fraction:
        """A limit, or where the value goes by steps the nearest of them that it accepts, up (`ceil`) or down."""
        if self.step is None or value != self.unknown:
            return limit.at
        at = value.low + to((limit.at - value.low) / self.step) * self.step
        beyond = self.step if to is ceil else -self.step
        return at + beyond if limit.strict and at == limit.at else at

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
