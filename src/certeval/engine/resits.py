"""What to present again: the minimal sets of épreuves, compétences or critères that could save a candidate.

A set saves a candidate when some outcome of its sittings wins the certification, and none of its subsets does.
Connectives over distinct units are worked out one by one, so that billions of sets are counted and only the first
are made; weights are added up in order; anything else is searched smallest first. The work is bounded, in steps
of the program, and what it leaves out is said.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from certeval.engine.again import Attempts, Niveau, Sittings, units, usual_niveau
from certeval.engine.dependencies import Dependencies
from certeval.engine.evaluator import Evaluator
from certeval.engine.lost import Lost, Memory
from certeval.engine.needed import least_marks
from certeval.engine.resit_sets import MOST_SETS
from certeval.engine.shortfalls import shortfalls
from certeval.engine.trying import Trying
from certeval.engine.winning import Work
from certeval.frozen import frozen
from certeval.referentiel.load import Referentiel
from certeval.rules.bounds import Bounds
from certeval.rules.outcome import BLOQUE, FAUX, Value
from certeval.rules.program import CERTIFICATION

MOST_WORK = 100_000
"""Steps taken and cells read in one candidate's search."""

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
        needed = tuple(least_marks(trying, chosen) for chosen in family.sets[:marks])
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
