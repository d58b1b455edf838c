"""How much it takes: the least marks with which what is presented again wins."""

from collections.abc import Mapping
from fractions import Fraction

from certeval.engine.again import Box, Open
from certeval.engine.dependencies import WHOLE
from certeval.engine.resit_sets import Units
from certeval.engine.trying import Trying
from certeval.engine.winning import WinningQuestion
from certeval.rules.outcome import REELLE, VRAI, Value

FINEST = Fraction(1, 100)
"""The step of marks on a scale that has none."""

WORK = 10_000
"""Steps taken and cells read for one set."""


def least_marks(trying: Trying, chosen: Units) -> Mapping[str, Fraction]:
    """The least mark of each element of a set that wins, by code; nothing where one depends on the others'.

    A level is its rank. What is presented again is told only where each unit of the set bears one mark.
    """
    units = [trying.on.units[i] for i in chosen]
    entries = trying.sittings.entries
    codes = [code for unit in units for code in unit.cells]
    if len(codes) > len(units) or any(entries[code].scale.yes_no for code in codes):
        return {}
    trying.work.left = WORK
    question, start = trying.question(WHOLE, VRAI, chosen)
    marks: dict[Open, Fraction] = {}
    for code in codes:
        at = trying.sittings.further(code)
        least = _least(trying, question, start, at)
        if least is None:
            return {}
        marks[at] = least
    together = {**start, **{at: Value(mark, mark) for at, mark in marks.items()}}
    return {code: mark for (code, _), mark in marks.items()} if trying.answer(question, together) else {}


def _least(trying: Trying, question: WinningQuestion, start: Box, at: Open) -> Fraction | None:
    """The least mark that wins, the others being as good as can be; None where higher marks may lose."""
    low, high = start[at].low, start[at].high
    step = trying.sittings.step(at[0]) or FINEST
    lost, won = -1, int((high - low) // step)

    def wins(place: int) -> bool:
        mark = low + place * step
        return bool(trying.answer(question, {**start, at: Value(mark, mark)}))

    if not wins(won):
        return None
    while won - lost > 1:
        middle = (lost + won) // 2
        if wins(middle):
            won = middle
        else:
            lost = middle
    below = {**start, at: Value(low, low + lost * step, REELLE)}
    sure = lost < 0 or trying.answer(question, below) is False
    return low + won * step if sure else None
