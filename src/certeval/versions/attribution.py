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

from certeval.scores.observations import Candidate, Layout, taking
from certeval.versions.applying import apply
from certeval.versions.compare import Comparison, is_version
from certeval.versions.deciding import Case, DecideOne, Deciding, Point, Under
from certeval.versions.difference import Classe, Difference, Sorte
from certeval.versions.meaning import meaning, restored
from certeval.versions.outline import CODED
from certeval.versions.rule_forms import names

MOST_WORK = 2_000_000
"""Elements decided in search of causes, for all candidates together: about half a minute."""
COMPILING = 8
"""What compiling an element costs, in elements decided."""
MOST_KEPT = 32
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
    return taking([index for index, _, _ in layout.columns])


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """One verdict of one candidate that the new version makes `after`."""

    candidate: Candidate
    point: Point
    after: str


class Causes:
    """Searches the causes of changes between two versions; `searched` is false once it has given up."""

    def __init__(self, comparison: Comparison, deciding: Deciding) -> None:
        self._deciding = deciding
        old, new = comparison.old, comparison.new
        self.comparison = comparison
        self.differences = comparison.differences
        self.everything: Unit = frozenset(range(len(self.differences)))
        self.left = MOST_WORK
        self._size = max(len(old.elements), len(new.elements))
        self.searched = True
        self._meaning = meaning(comparison.old.model)
        self._new = deciding(Under(new, old, self.differences))
        self._kept: dict[Unit, DecideOne | None] = {}
        self._answers: dict[tuple[Unit, int], dict[Point, str | None]] = {}
        self._points: dict[int, list[Point]] = {}
        named = (old.model.regles, old.model.mesures, old.model.paliers)
        also_named = (new.model.regles, new.model.mesures, new.model.paliers)
        self._declared = frozenset(chain(old.elements, new.elements, *named, *also_named))

    def of(self, cases: Mapping[str, Case], people: People) -> Mapping[str, tuple[Sets, ...]]:
        """By candidate, the sets of differences each of which makes the change, for each of its turns: the very same
        object for those whose changes have the same causes. `people` is asked only where several may be the cause.
        """
        if not cases:
            return {}
        if (only := self._only()) is not None:
            all_of = cache(lambda times: ((self._said(only),),) * times)
            return {code: all_of(len(case.turns)) for code, case in cases.items()}
        first: dict[Hashable, list[Problem]] = {}
        alike: dict[str, list[Problem]] = {}
        known = people(cases.keys())
        for code, case in cases.items():
            candidate = known[code]
            cells = _cells(candidate)
            if cells not in first:
                first[cells] = [Problem(candidate, turn.point, turn.after) for turn in case.turns]
                self._points[id(candidate)] = [turn.point for turn in case.turns]
            alike[code] = first[cells]
        problems = [problem for of_cells in first.values() for problem in of_cells]
        found = self._found(problems)
        same: dict[tuple[tuple[Unit, ...], ...], tuple[Sets, ...]] = {}
        told: dict[int, tuple[Sets, ...]] = {}
        for of_cells in first.values():
            units = tuple(tuple(found.get(problem, ())) for problem in of_cells)
            if units not in same:
                same[units] = tuple(tuple(map(self._said, sets)) for sets in units)
            told[id(of_cells)] = same[units]
        return {code: told[id(of_cells)] for code, of_cells in alike.items()}

    def _only(self) -> Unit | None:
        """The one unit that holds every difference that may decide: what changes, it changes. None where there are
        several, or it can't stand alone.
        """
        units = list(self._units())
        return units[0] if len(units) == 1 and self._under(units[0]) is not None else None

    def _found(self, problems: list[Problem]) -> dict[Problem, list[Unit]]:
        """Every cause that stands alone where trying each is not too much; else the rules of all elements are tried,
        and of what is left one cause is looked for.
        """
        units = list(self._units())
        found: dict[Problem, list[Unit]] = {problem: [] for problem in problems}
        each = (len({id(problem.candidate) for problem in problems}) + 2 * COMPILING) * self._size
        if sum(unit != self.everything for unit in units) * each <= self.left:
            tried = units = list(dict.fromkeys(map(self._able, units)))
        else:
            common = [unit for unit in units if any(self.differences[i].kind not in CODED for i in unit)]
            tried = common[: self.left // (2 * each)]
        for unit in tried:
            for problem in problems:
                if self._makes(unit, problem):
                    found[problem].append(unit)
        together: list[Unit] = []
        for problem in problems:
            if not self.searched:
                break
            if not found[problem]:
                found[problem] = self._together(problem, units, together)
                together += [unit for unit in found[problem] if unit not in together]
        return found

    def _said(self, unit: Unit) -> tuple[Difference, ...]:
        return tuple(self.differences[i] for i in sorted(unit))

    def _under(self, unit: Unit) -> DecideOne | None:
        """The old version with these differences; None where it can't decide, or the search is over."""
        if unit == self.everything:
            return self._new
        if unit not in self._kept:
            if not self._work(COMPILING):
                return None
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[unit] = self._made(unit)
        return self._kept[unit]

    def _made(self, unit: Unit) -> DecideOne | None:
        chosen, old = self._said(unit), self.comparison.old
        found = restored(apply(self._meaning, chosen), old.file).referentiel
        return None if found is None else self._deciding(Under(found, old, chosen))

    def _makes(self, unit: Unit, problem: Problem) -> bool:
        """Whether these differences alone make the verdict what the new version says."""
        if unit == self.everything:
            return True
        key = (unit, id(problem.candidate))
        if key not in self._answers:
            under = self._under(unit)
            if under is None or not self._work(1):
                return False
            told = under(problem.candidate)
            points = self._points[id(problem.candidate)]
            self._answers[key] = {point: told.get(point) for point in points}
        return self._answers[key][problem.point] == problem.after

    def _work(self, times: int) -> bool:
        """Whether there is work left for so much of the référentiel; the search ends where there is not."""
        self.left -= times * self._size
        self.searched = self.searched and self.left >= 0
        return self.searched

    def _units(self) -> Iterable[Unit]:
        """Each difference that may change a decision; what is added or removed with all that stands in it."""
        of: dict[tuple[str, str], int] = {}
        units: dict[int, set[int]] = {}
        for i, difference in sorted(enumerate(self.differences), key=lambda each: self._depth(each[1])):
            holder = self._above(difference)
            above = of.get((difference.sorte, holder), i) if holder else i
            units.setdefault(above, set()).add(i)
            of[difference.sorte, difference.code] = above
        for unit in units.values():
            several = [self.differences[i] for i in unit]
            if any(each.classe is not Classe.EDITORIAL and not is_version(each) for each in several):
                yield frozenset(unit)

    def _above(self, difference: Difference) -> str:
        """The code of what an added or removed element stands in; nothing for other differences."""
        if difference.sorte is Sorte.AJOUTE and difference.said[0].place is not None:
            return difference.said[0].place.new
        element = self.comparison.old.elements.get(difference.old[0]) if difference.old else None
        return (element.parent or "") if element and difference.sorte is Sorte.SUPPRIME else ""

    def _depth(self, difference: Difference) -> int:
        """How deep an added or removed element stands: what holds it comes first."""
        side = self.comparison.new if difference.sorte is Sorte.AJOUTE else self.comparison.old
        return sum(1 for _ in side.tree.ancestors(difference.code))

    def _able(self, unit: Unit) -> Unit:
        """The differences with those without which they leave no référentiel that can decide."""
        if self._under(unit) is not None:
            return unit
        wider, reached = unit, unit
        while reached:
            known = {word for i in wider for word in self._words(self.differences[i])}
            reached = frozenset(
                i for i in self.everything - wider if known & self._words(self.differences[i])
            )
            wider |= reached
            if reached and self._under(wider) is not None:
                return self._shrunk(wider, unit)
        return self.everything

    def _shrunk(self, wider: Unit, unit: Unit) -> Unit:
        """Without the differences that the others can do without."""
        for i in sorted(wider - unit) if len(wider) <= MOST_SHRUNK else ():
            if self._under(wider - {i}) is not None:
                wider -= {i}
        return wider

    def _words(self, difference: Difference) -> frozenset[str]:
        """The codes and names that a difference is about, or that what it says names."""
        places = [each.place for each in difference.said] + [difference.place]
        held = {code for place in places if place for code in (place.old, place.new)}
        said = names([difference.before, difference.after])
        return (said | held | {*difference.old, *difference.new}) & self._declared

    def _together(self, problem: Problem, units: Sequence[Unit], known: Sequence[Unit]) -> list[Unit]:
        """The fewest units that make the change together, as far as leaving one out at a time tells."""
        held = {i for unit in units for i in unit}
        rest = [frozenset({i}) for i in sorted(self.everything - held)]
        start = next((unit for unit in known if self._makes(unit, problem)), None)
        parts = [unit for unit in units if start is None or unit <= start]
        if start is not None:
            parts += [frozenset({i}) for i in sorted(start - {i for unit in parts for i in unit})]
        else:
            parts = [*rest, *parts]
        size = max(1, len(parts) // 2)
        while True:
            shorter = self._without(parts, size, problem)
            if size == 1 and len(shorter) == len(parts):
                break
            parts, size = shorter, max(1, size // 2)
        return [frozenset[int]().union(*parts)] if self.searched else []

    def _without(self, parts: list[Unit], size: int, problem: Problem) -> list[Unit]:
        """What is left once each run of so many parts that nothing needs is left out."""
        at = 0
        while at < len(parts):
            fewer = [*parts[:at], *parts[at + size :]]
            if fewer and self._makes(frozenset[int]().union(*fewer), problem):
                parts = fewer
            else:
                at += size
        return parts
