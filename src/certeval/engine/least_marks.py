"""The least marks that win, of what is presented again."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import chain
from math import ceil

from certeval.engine.again import WHOLE, Box, OpenAttempt
from certeval.engine.box_search import WinningQuestion
from certeval.engine.resit_sets import Units
from certeval.engine.trial import Trial
from certeval.rules.outcome import NON_SAISIE, PRESENTE, VRAI, Value
from certeval.rules.verdicts import Compare

WORK_OF_MARKS = 10_000
"""Steps taken and cells read for the least marks of one set."""
FINEST = Fraction(1, 100)
"""The step of marks on a scale that has none."""


def least_marks(trial: Trial, picks: Units) -> Mapping[str, Fraction]:
    """The least mark of each element of a set that wins, by code; nothing where one depends on the others'.

    A level is its rank; of what is a yes or no, or weighs on nothing, nothing is told, nor of a mark that may be any
    where other cells of its unit win. What is presented again is told only where each unit of the set bears no more
    than one mark.
    """
    entries, new_attempt = trial.sittings.entries, trial.sittings.new_attempt
    codes_of_units = [
        [code for code in trial.on.units[i].cells if not entries[code].scale.yes_no] for i in picks
    ]
    if not any(codes_of_units):
        return {}
    trial.work.rest = WORK_OF_MARKS
    question, start = trial.question(WHOLE, VRAI, picks)
    of_units = [[at for at in map(new_attempt, codes) if at in start] for codes in codes_of_units]
    if any(len(attempts) > 1 for attempts in of_units):
        return {}
    marks: dict[OpenAttempt, Fraction] = {}
    for at in chain.from_iterable(of_units):
        least = _least(trial, question, start, at)
        if least is None:
            return {}
        marks[at] = least
    together = {**start, **{at: Value(mark, mark) for at, mark in marks.items()}}
    if not trial.answer(question, together):
        return {}
    alone = {trial.on.units[i].cells for i in picks}
    return {at[0]: mark for at, mark in marks.items() if mark > start[at].low or (at[0],) in alone}


def _least(trial: Trial, question: WinningQuestion, start: Box, at: OpenAttempt) -> Fraction | None:
    """The least mark that wins, the others being as good as can be; None where higher marks may lose."""
    low, high = start[at].low, start[at].high
    step = trial.sittings.entries[at[0]].step or FINEST
    loss, win = -1, int((high - low) // step)

    def wins(place: int) -> bool:
        mark = low + place * step
        return bool(trial.answer(question, {**start, at: Value(mark, mark)}))

    if not wins(win):
        return None
    guesses: list[int] = []
    own = trial.on.steps.get(("verdict", at[0]))
    if own is not None and isinstance(own.node, Compare) and own.node.bounds.lower is not None:
        # the mark that the element must have itself is more often than not the one that wins
        guess = ceil((own.node.bounds.lower.at - low) / step)
        guesses = [guess, guess - 1]
    while win - loss > 1:
        place = guesses.pop(0) if guesses else (loss + win) // 2
        if not loss < place < win:
            continue
        if wins(place):
            win = place
        else:
            loss = place
    below = {**start, at: Value(low, low + loss * step, PRESENTE | NON_SAISIE)}
    sure = loss < 0 or trial.answer(question, below) is False
    return low + win * step if sure else None
