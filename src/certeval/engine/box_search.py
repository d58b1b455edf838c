"""Whether something can still be won: a completion that wins, looked for by halving what is not known.

A rule is judged over whole boxes of values, exactly: one that is lost everywhere is dropped, one that is won
everywhere is an answer. Nothing is assumed of the rule: real ones are not all monotone. This is branch and prune over
interval boxes (P. Van Hentenryck, D. McAllester, D. Kapur, SIAM Journal on Numerical Analysis 34, 1997).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from certeval.engine.again import Box, OpenAttempt
from certeval.frozen import frozen
from certeval.rules.entry import Entry
from certeval.rules.outcome import NON_SAISIE, PRESENTE, REELLE, Outcome, Value, interval

MOST_BOXES = 300
"""Boxes judged for one answer: beyond them there is none."""


@dataclass(slots=True)
class Budget:
    """What a search may still spend, in steps of a program taken and cells read."""

    rest: int
    is_spent: bool = False

    def spend(self, cost: int) -> bool:
        """Take so much of it; whether there was any left."""
        if self.rest <= 0:
            self.is_spent = True
            return False
        self.rest -= cost
        return True


@frozen
class WinningQuestion:
    """`judge` says what follows from a box; it is won where no outcome but `target` is left. `entries`: what may stand
    in it, by code.
    """

    judge: Callable[[Box], Outcome]
    target: Outcome
    entries: Mapping[str, Entry]


def winnable(question: WinningQuestion, start: Box) -> bool | None:
    """Whether some completion within a box wins; None where that was not found out."""
    stack = [dict(start)]
    for _ in range(MOST_BOXES):
        if not stack:
            break
        box = stack.pop()
        outcome = question.judge(box)
        if not outcome & question.target:
            continue
        if outcome and not outcome & ~question.target:
            return True
        for end in (max, min):
            ends = ((at, end(value.least, value.most), value.over) for at, value in box.items())
            corner = {at: interval(top, top, bottom) for at, top, bottom in ends}
            outcome = question.judge(corner)
            if outcome and not outcome & ~question.target:
                return True
        stack += _halves(box, start, question)
    else:
        return None
    return None if any(value.may & ~REELLE for value in start.values()) else False


def _halves(box: Box, start: Box, question: WinningQuestion) -> list[dict[OpenAttempt, Value]]:
    """A box cut where it is widest for its scale, the better half last; none of a point."""
    wide = {at: _width(value) / _width(start[at]) for at, value in box.items() if _width(value)}
    if not wide:
        return []
    at = max(wide, key=lambda each: wide[each])
    low, high, step = box[at].low, box[at].high, question.entries[at[0]].step
    if step is None:
        middle = after = (low + high) / 2
    else:
        middle = low + (high - low) // (2 * step) * step
        after = min(middle + step, high)
    return [
        {**box, at: Value(low, middle, PRESENTE | NON_SAISIE)},
        {**box, at: Value(after, high, PRESENTE | NON_SAISIE)},
    ]


def _width(value: Value) -> Fraction:
    return value.high - value.low
