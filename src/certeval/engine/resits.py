"""What to present again: the minimal sets of épreuves, compétences or critères that could save a candidate.

A set saves a candidate when some outcome of its sittings wins the certification, and none of its subsets does.
Connectives over distinct units are worked out one by one, so that billions of sets are counted and only the first
are made; weights are added up in order; anything else is searched smallest first. The work is bounded, in steps
of the program, and what it leaves out is said.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from certeval.engine.again import (
    Attempts,
    Dependencies,
    Niveau,
    Sittings,
    units,
    usual_niveau,
)
from certeval.engine.box_search import Budget
from certeval.engine.candidate_search import CandidateSearch, SearchMemory
from certeval.engine.evaluator import Evaluator
from certeval.engine.least_marks import least_marks
from certeval.engine.missing import PartResult
from certeval.engine.resit_sets import MOST_SETS
from certeval.engine.trial import Trial
from certeval.frozen import frozen
from certeval.referentiel.load import Referentiel
from certeval.rules.bounds import Bounds
from certeval.rules.compound_measures import PointsOf
from certeval.rules.count_rules import CountRule
from certeval.rules.derivation import Judgement, Node, State
from certeval.rules.direction import more_loses
from certeval.rules.held_verdicts import HeldRule, with_open_cells
from certeval.rules.outcome import BLOCKAGE, BLOQUE, FAUX, VRAI, Value
from certeval.rules.program import CERTIFICATION
from certeval.rules.scales import Scale
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import Compare, Either, Not, VerdictOf

MOST_WORK = 100_000
"""Steps taken and cells read in one candidate's search."""

Recherche = Literal["complete", "bornee", "arretee"]
"""All sets were found or counted; the first ones, smallest first; or the work was too much, and others may exist."""


@frozen
class Shortfall:
    """A value that misses its bounds: the measure or element whose it is, or the element whose rule computes it, where
    it is not its `own`.
    """

    name: str
    value: Value
    bounds: Bounds
    own: bool

    def scale(self, referentiel: Referentiel) -> Scale | None:
        """The scale of the value; None of one that is computed, though its element has one."""
        return referentiel.scale(self.name) if self.own else None

    @property
    def best(self) -> Fraction:
        """The end of what the value may be that is nearest to what is asked: of two bounds, to the one it misses."""
        above = self.bounds.upper is not None and Bounds(None, self.bounds.upper).hold(self.value) == FAUX
        return self.value.low if above else self.value.high


Loss = tuple[str, bool]
"""A verdict that is lost, by its name: True where it is because it holds."""
LOST: Loss = (CERTIFICATION, False)


class Worth(NamedTuple):
    """What a candidate's elements are worth today, by code, and what falls short."""

    values: Mapping[str, Value]
    short: Sequence[Shortfall]


@frozen
class Resits:
    """The first minimal sets of codes; how many more there are, None where at least some may exist; how far the
    search went; where no set is left, what stands in the way: what misses its bounds even so, with the best that it may
    come to, else the names that nothing could make valid. `marks` are what each of the first sets takes, by code: the
    least marks that win, where each can be told without the others.
    """

    sets: list[tuple[str, ...]]
    more: int | None
    recherche: Recherche = "complete"
    obstacles: tuple[Shortfall | str, ...] = ()
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
        program = with_open_cells(referentiel.program)
        self.on = Dependencies(program, units(referentiel, niveau))
        self.evaluator = Evaluator(program)
        self._memory: SearchMemory = {}

    def of(self, cells: Mapping[str, Value], attempts: Attempts | None = None, *, marks: int = 0) -> Resits:
        """The minimal sets for one candidate, and what the first of them take, as many as `marks`."""
        state = self.evaluator.evaluate(cells)
        if state.verdicts[CERTIFICATION].outcome & ~(FAUX | BLOQUE):
            return Resits([], 0)
        work = Budget(MOST_WORK)
        attempts = {code: each for code, each in (attempts or {}).items() if [*each] != [cells.get(code)]}
        trial = Trial(self.on, Sittings(self.on.entries, cells, attempts), state, work)
        search = CandidateSearch(trial, {} if attempts else self._memory)
        family = search.certification()
        sets = [tuple(self.on.units[i].code for i in picks) for picks in family.sets]
        is_spent = work.is_spent
        marks_of_sets = tuple(least_marks(trial, picks) for picks in family.sets[:marks])
        if family.exact:
            obstacles: tuple[Shortfall | str, ...] = ()
            if not sets:
                obstacles = shortfalls(trial.perhaps()) or _impossible(search, state)
            return Resits(sets, family.total - len(sets), obstacles=obstacles, marks=marks_of_sets)
        is_full = len(sets) >= MOST_SETS and not is_spent
        return Resits(sets, None, "bornee" if is_full else "arretee", marks=marks_of_sets)


def _impossible(search: CandidateSearch, state: State) -> tuple[str, ...]:
    """The names that nothing could make valid; what a jury refused, where the certification was searched as a whole."""
    verdicts = state.verdicts.items()
    refusals = [name for name, each in verdicts if isinstance(each.node, HeldRule) and each.outcome == FAUX]
    return (*((search.impossible == [CERTIFICATION] and refusals) or search.impossible),)


def shortfalls(state: State) -> tuple[Shortfall, ...]:
    """The comparisons that lose, followed from the certification through what is lost, in the order of its rules: those
    that fail, and with the contrary bounds those that hold where they must not, under `aucun`, `au_plus` and `non`.
    """
    return tuple([each for each in losses(state, LOST) if isinstance(each, Shortfall)])


def losses(state: State, loss: Loss) -> tuple[Shortfall | Loss, ...]:
    """The same of any verdict; what a part of the program gives is told by its name."""
    name, contrary = loss
    by_bounds: dict[object, Shortfall | Loss] = {}
    stack: list[tuple[str, Judgement, bool]] = [(name, state.verdicts[name], contrary)]
    ids: set[tuple[int, bool]] = set()
    while stack:
        bearer, judgement, contrary = stack.pop()
        key = id(judgement), contrary
        if key in ids or judgement.outcome & ~((VRAI if contrary else FAUX) | BLOQUE):
            continue
        ids.add(key)
        if isinstance(judgement.node, VerdictOf):
            stack.append((judgement.node.name, state.verdicts[judgement.node.name], contrary))
        elif isinstance(judgement.node, PartResult):
            by_bounds[key] = bearer, contrary
        elif not isinstance(judgement.node, Compare):
            turned = contrary != _turns(judgement)
            parts = [each for each in judgement.parts if isinstance(each, Judgement)]
            if isinstance(judgement.node, Either):  # its condition alone where that is blocked, else not it
                parts = parts[1:] or parts
            stack += [(bearer, part, turned) for part in parts[::-1]]
        elif bounds := judgement.node.bounds.contrary if contrary else judgement.node.bounds:
            subject = judgement.node.subject
            name = subject.name if isinstance(subject, ValueOf | PointsOf) else bearer
            own = isinstance(subject, ValueOf)
            value = BLOCKAGE if judgement.outcome & BLOQUE else subject.measure(state).value
            short = Shortfall(name, value, bounds, own)
            by_bounds.setdefault((name, bounds, own), short)
    return tuple(by_bounds.values())


def may_turn(node: Node) -> bool:
    """Whether a rule, or one that it is made of, may be lost through the parts that hold."""
    turns = isinstance(node, CountRule | Not) and more_loses(node) is not False
    return turns or any(map(may_turn, node.inside()))


def _turns(judgement: Judgement) -> bool:
    """Whether a rule is lost through the parts that hold: of two limits, where the count is above both."""
    rule = judgement.node
    turns = more_loses(rule)
    if turns is not None or not isinstance(rule, CountRule):
        return bool(turns)
    tally = rule.tally(judgement.parts)
    return tally.acquis > (rule.bounds.counts(tally.total)[1] or 0)
