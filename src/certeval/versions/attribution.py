"""Which differences change a verdict: they are applied one at a time to the old version, and it is decided again.

A difference that can't stand alone is applied with what it needs. Where none alone makes the change, the fewest that
do so together are looked for. The search has an end: it costs to compile référentiels and to
decide candidates: so much at most.

Leaving out ever smaller runs of what nothing needs is delta debugging (A. Zeller, R. Hildebrandt, « Simplifying and
isolating failure-inducing input », IEEE Transactions on Software Engineering 28, 2002).
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from certeval.referentiel.meaning import compile_meaning, meaning
from certeval.scores.observations import Candidate, Layout, cell_getter
from certeval.versions.compare import Comparison, is_version
from certeval.versions.difference import Classe, Difference, Sorte
from certeval.versions.outline import CODE_KINDS
from certeval.versions.patch import apply
from certeval.versions.replay import CandidateTurns, DecideOne, MakeDecider, Point, Replay
from certeval.versions.rule_forms import names

MOST_WORK = 2_000_000
"""Elements decided in search of causes, for all candidates together: about half a minute."""
COMPILE_COST = 8
"""What compiling an element costs, in elements decided."""
MAX_MEMORY = 32
"""Référentiels kept compiled: a few serve many candidates."""
MOST_SHRUNK = 40
"""A group of more differences that need each other is taken as it is."""

Unit = frozenset[int]
"""Differences that are applied together, by their rank in the comparison."""


Sets = tuple[tuple[Difference, ...], ...]
"""Sets of differences, each of which alone makes a change."""


People = Callable[[Collection[str]], Mapping[str, Candidate]]
"""Gives candidates by their codes, and may give others."""


def _cells(candidate: Candidate) -> Hashable:
    """What candidates with equal cells have in common."""
    if len(candidate.rows) == 1:
        layout, row = candidate.rows[0]
        return layout, _cells_of(layout)(row.cells)
    return tuple(sorted((key, cell.text) for key, cell in candidate.each()))


@lru_cache(maxsize=16)
def _cells_of(layout: Layout) -> Callable[[Sequence[str]], Hashable]:
    """Takes the cells of a layout from a row: made once, not for each candidate."""
    return cell_getter([index for index, _, _ in layout.columns])


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """One verdict of one candidate that the new version makes `after`."""

    candidate: Candidate
    point: Point
    after: str


class CauseSearch:
    """Searches the causes of changes between two versions; `is_complete` is false once it has given up."""

    def __init__(self, comparison: Comparison, make_decider: MakeDecider) -> None:
        self._make_decider = make_decider
        old, new = comparison.old, comparison.new
        self.comparison = comparison
        self.differences = comparison.differences
        self.everything: Unit = frozenset(range(len(self.differences)))
        self.budget = MOST_WORK
        self._size = max(len(old.elements), len(new.elements))
        self.is_complete = True
        self._meaning = meaning(comparison.old.model)
        self._new = make_decider(Replay(new, old, self.differences))
        self._deciders: dict[Unit, DecideOne | None] = {}
        self._answers: dict[tuple[Unit, int], dict[Point, str | None]] = {}
        self._points: dict[int, list[Point]] = {}
        old_names = (old.model.regles, old.model.mesures, old.model.paliers)
        new_names = (new.model.regles, new.model.mesures, new.model.paliers)
        self._names = frozenset(chain(old.elements, new.elements, *old_names, *new_names))

    def of(self, cases: Mapping[str, CandidateTurns], people: People) -> Mapping[str, tuple[Sets, ...]]:
        """By candidate, the sets of differences each of which makes the change, for each of its turns: the very same
        object for those whose changes have the same causes. `people` is asked only where several may be the cause.
        """
        if not cases:
            return {}
        every = list(self._units())
        if len(every) == 1 and self._under(every[0]) is not None:  # what changes, it changes
            all_of = cache(lambda times: ((self._differences_of(every[0]),),) * times)
            return {code: all_of(len(case.turns)) for code, case in cases.items()}
        candidates = people(cases.keys())
        groups: dict[Hashable, list[str]] = {}
        for code in cases:
            groups.setdefault(_cells(candidates[code]), []).append(code)
        problems: dict[str, list[Problem]] = {}
        for code in (codes[0] for codes in groups.values()):
            candidate, turns = candidates[code], cases[code].turns
            problems[code] = [Problem(candidate, turn.point, turn.after) for turn in turns]
            self._points[id(candidate)] = [turn.point for turn in turns]
        causes = self._search([problem for each in problems.values() for problem in each])
        same: dict[tuple[tuple[Unit, ...], ...], tuple[Sets, ...]] = {}
        sets_by_code: dict[str, tuple[Sets, ...]] = {}
        for codes in groups.values():
            units = tuple(tuple(causes[problem]) for problem in problems[codes[0]])
            if units not in same:
                same[units] = tuple(tuple(map(self._differences_of, sets)) for sets in units)
            sets_by_code |= dict.fromkeys(codes, same[units])
        return sets_by_code

    def _search(self, problems: list[Problem]) -> dict[Problem, list[Unit]]:
        """Every cause that stands alone where trying each is not too much; else the rules of all elements are tried,
        and of what is left one cause is looked for.
        """
        units = list(self._units())
        causes: dict[Problem, list[Unit]] = {problem: [] for problem in problems}
        each = (len({id(problem.candidate) for problem in problems}) + 2 * COMPILE_COST) * self._size
        if sum(unit != self.everything for unit in units) * each <= self.budget:
            trials = units = list(dict.fromkeys(map(self._completion, units)))
        else:
            common = [unit for unit in units if any(self.differences[i].kind not in CODE_KINDS for i in unit)]
            trials = common[: self.budget // (2 * each)]
        for unit in trials:
            for problem in problems:
                if self._explains(unit, problem):
                    causes[problem].append(unit)
        together: list[Unit] = []
        for problem in problems:
            if not self.is_complete:
                break
            if not causes[problem]:
                causes[problem] = self._joint_causes(problem, units, together)
                together += [unit for unit in causes[problem] if unit not in together]
        return causes

    def _differences_of(self, unit: Unit) -> tuple[Difference, ...]:
        return tuple(self.differences[i] for i in sorted(unit))

    def _under(self, unit: Unit) -> DecideOne | None:
        """The old version with these differences; None where it can't decide, or the search is over."""
        if unit == self.everything:
            return self._new
        if unit not in self._deciders:
            if not self._spend(COMPILE_COST):
                return None
            if len(self._deciders) >= MAX_MEMORY:
                self._deciders.clear()
            differences, old = self._differences_of(unit), self.comparison.old
            new = compile_meaning(apply(self._meaning, differences), old.file).referentiel
            self._deciders[unit] = new and self._make_decider(Replay(new, old, differences))
        return self._deciders[unit]

    def _explains(self, unit: Unit, problem: Problem) -> bool:
        """Whether these differences alone make the verdict what the new version says."""
        if unit == self.everything:
            return True
        key = (unit, id(problem.candidate))
        if key not in self._answers:
            under = self._under(unit)
            if under is None or not self._spend(1):
                return False
            verdicts = under(problem.candidate)
            points = self._points[id(problem.candidate)]
            self._answers[key] = {point: verdicts.get(point) for point in points}
        return self._answers[key][problem.point] == problem.after

    def _spend(self, times: int) -> bool:
        """Whether there is work left for so much of the référentiel; the search ends where there is not."""
        self.budget -= times * self._size
        self.is_complete = self.is_complete and self.budget >= 0
        return self.is_complete

    def _units(self) -> Iterable[Unit]:
        """Each difference that may change a decision; what is added or removed with all that stands in it."""
        of: dict[tuple[str, str], int] = {}
        units: dict[int, set[int]] = {}
        for i, difference in sorted(enumerate(self.differences), key=lambda each: self._depth(each[1])):
            holder = self._container_code(difference)
            above = of.get((difference.sorte, holder), i) if holder else i
            units.setdefault(above, set()).add(i)
            of[difference.sorte, difference.code] = above
        for unit in units.values():
            several = [self.differences[i] for i in unit]
            if any(each.classe is not Classe.EDITORIAL and not is_version(each) for each in several):
                yield frozenset(unit)

    def _container_code(self, difference: Difference) -> str:
        """The code of what an added or removed element stands in; nothing for other differences."""
        if difference.sorte is Sorte.AJOUTE and difference.new_parts[0].place is not None:
            return difference.new_parts[0].place.new
        element = self.comparison.old.elements.get(difference.old[0]) if difference.old else None
        return (element.parent or "") if element and difference.sorte is Sorte.SUPPRIME else ""

    def _depth(self, difference: Difference) -> int:
        """How deep an added or removed element stands: what holds it comes first."""
        side = self.comparison.new if difference.sorte is Sorte.AJOUTE else self.comparison.old
        return sum(1 for _ in side.tree.ancestors(difference.code))

    def _completion(self, unit: Unit) -> Unit:
        """The differences with those without which they leave no référentiel that can decide."""
        if self._under(unit) is not None:
            return unit
        wider, neighbours = unit, unit
        while neighbours:
            words = {word for i in wider for word in self._words(self.differences[i])}
            neighbours = frozenset(
                i for i in self.everything - wider if words & self._words(self.differences[i])
            )
            wider |= neighbours
            if neighbours and self._under(wider) is not None:
                for i in sorted(wider - unit) if len(wider) <= MOST_SHRUNK else ():
                    if self._under(wider - {i}) is not None:  # the others can do without it
                        wider -= {i}
                return wider
        return self.everything

    def _words(self, difference: Difference) -> frozenset[str]:
        """The codes and names that a difference is about, or that what it says names."""
        places = [each.place for each in difference.new_parts] + [difference.place]
        codes = {code for place in places if place for code in (place.old, place.new)}
        words = names([difference.before, difference.after])
        return (words | codes | {*difference.old, *difference.new}) & self._names

    def _joint_causes(self, problem: Problem, units: Sequence[Unit], earlier: Sequence[Unit]) -> list[Unit]:
        """The fewest units that make the change together, as far as leaving one out at a time tells."""
        members = {i for unit in units for i in unit}
        rest = [frozenset({i}) for i in sorted(self.everything - members)]
        start = next((unit for unit in earlier if self._explains(unit, problem)), None)
        parts = [unit for unit in units if start is None or unit <= start]
        if start is not None:
            parts += [frozenset({i}) for i in sorted(start - {i for unit in parts for i in unit})]
        else:
            parts = [*rest, *parts]
        size = max(1, len(parts) // 2)
        while True:
            shorter = self._prune(parts, size, problem)
            if size == 1 and len(shorter) == len(parts):
                break
            parts, size = shorter, max(1, size // 2)
        return [frozenset[int]().union(*parts)] if self.is_complete else []

    def _prune(self, parts: list[Unit], size: int, problem: Problem) -> list[Unit]:
        """What is left once each run of so many parts that nothing needs is left out."""
        at = 0
        while at < len(parts):
            fewer = [*parts[:at], *parts[at + size :]]
            if fewer and self._explains(frozenset[int]().union(*fewer), problem):
                parts = fewer
            else:
                at += size
        return parts
