"""What to present again: the minimal sets of épreuves, compétences or critères that could save a candidate.

A set saves a candidate when some outcome of its sittings wins the certification, and none of its subsets does.
Connectives over distinct units are worked out one by one, so that billions of sets are counted and only the first
are made; weights are added up in order; anything else is searched smallest first. The work is bounded, in steps
of the program, and what it leaves out is said.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from certeval.engine.again import Attempts, Box, Niveau, Open, Sittings, units, usual_niveau
from certeval.engine.dependencies import WHOLE, Dependencies
from certeval.engine.evaluator import Evaluator
from certeval.engine.lost import Lost, Memory
from certeval.engine.resit_sets import MOST_SETS, Units
from certeval.engine.shortfalls import shortfalls
from certeval.engine.trying import Trying
from certeval.engine.winning import WinningQuestion, Work
from certeval.frozen import frozen
from certeval.referentiel.load import Referentiel
from certeval.rules.bounds import Bounds
from certeval.rules.outcome import BLOQUE, FAUX, REELLE, VRAI, Value
from certeval.rules.program import CERTIFICATION

MOST_WORK = 100_000
"""Steps taken and cells read in one candidate's search."""
WORK_OF_MARKS = 10_000
"""Those for the least marks of one set."""
FINEST = Fraction(1, 100)
"""The step of marks on a scale that has none."""

Recherche = Literal["complete", "bornee", "arretee"]
"""All sets were found or counted; the first ones, smallest first; or the work was too much, and others may exist."""


@frozen
class ResitObstacle:
    """A name that nothing presented again could make valid: what the value it compares may then be, and with what."""

    name: str
    best: Value | None = None
    bounds: Bounds | None = None


@frozen
class Resits:
    """The first minimal sets of codes; how many more there are, None where at least some may exist; how far the
    search went; where no set is left, what stands in the way. `marks` are what each of the first sets takes, by
    code: the least marks that win, where each can be told without the others.
    """

    sets: list[tuple[str, ...]]
    more: int | None
    recherche: Recherche = "complete"
    obstacles: tuple[ResitObstacle, ...] = ()
    marks: tuple[Mapping[str, Fraction], ...] = ()


def minimal_sets(
    referentiel: Referentiel,
    cells: Mapping[str, Value],
    niveau: Niveau | None = None,
    attempts: Attempts | None = None,
) -> Resits:
    """The minimal sets that could save a candidate; none where the certification is not lost.

    Without `attempts`, each cell was one attempt.
    """
    return Search(referentiel, niveau or usual_niveau(referentiel)).of(cells, attempts)


class Search:
    """Searches candidates of one référentiel at one level."""

    def __init__(self, referentiel: Referentiel, niveau: Niveau) -> None:
        self.on = Dependencies(referentiel.program, units(referentiel, niveau))
        self.evaluator = Evaluator(referentiel.program)
        self._memory = Memory()

    def of(self, cells: Mapping[str, Value], attempts: Attempts | None = None, *, marks: int = 0) -> Resits:
        """The minimal sets for one candidate, and what the first of them take, as many as `marks`."""
        state = self.evaluator.evaluate(cells)
        if state.verdicts[CERTIFICATION].outcome & ~(FAUX | BLOQUE):
            return Resits([], 0)
        work = Work(MOST_WORK)
        trying = Trying(self.on, Sittings(self.on.entries, cells, attempts or {}), state, work)
        lost = Lost(trying, None if attempts else self._memory)
        family = lost.certification()
        sets = [tuple(self.on.units[i].code for i in chosen) for chosen in family.sets]
        stopped = work.stopped
        needed = tuple(_least_marks(trying, chosen) for chosen in family.sets[:marks])
        if family.exact:
            obstacles = () if sets else self._obstacles(lost)
            return Resits(sets, family.total - len(sets), obstacles=obstacles, marks=needed)
        bounded = len(sets) >= MOST_SETS and not stopped
        return Resits(sets, None, "bornee" if bounded else "arretee", marks=needed)

    def _obstacles(self, lost: Lost) -> tuple[ResitObstacle, ...]:
        """What fails even where anything may have been presented again; else the names that were searched in vain."""
        short = shortfalls(lost.trying.perhaps())
        if short:
            return tuple(ResitObstacle(each.name, each.value, each.bounds) for each in short)
        return tuple(ResitObstacle(name) for name in lost.impossible)


def _least_marks(trying: Trying, chosen: Units) -> Mapping[str, Fraction]:
    """The least mark of each element of a set that wins, by code; nothing where one depends on the others'.

    A level is its rank. What is presented again is told only where each unit of the set bears one mark.
    """
    units = [trying.on.units[i] for i in chosen]
    entries = trying.sittings.entries
    codes = [code for unit in units for code in unit.cells]
    if len(codes) > len(units) or any(entries[code].scale.yes_no for code in codes):
        return {}
    trying.work.left = WORK_OF_MARKS
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
