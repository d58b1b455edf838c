"""What another version would have decided of past candidates: who changes, from which verdict to which, and why.

The cells are those that the old version reads. Under the new one each counts for what its element has become; what
was never entered is empty there, and so is a cell that it would not read: these are counted and told.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from certeval.engine.results import EN_ATTENTE
from certeval.referentiel.load import Referentiel
from certeval.scores.observations import Candidate
from certeval.versions.attribution import Causes, Problem
from certeval.versions.compare import Comparison, compare
from certeval.versions.deciding import Deciding, Point, Under, points
from certeval.versions.difference import Difference


@dataclass(frozen=True, slots=True)
class Change:
    """One verdict that is another under the new version.

    `causes` are sets of differences, each of which alone makes it what the new version says; a set of several only
    does so together. It is empty where the search was given up. `never_scored` are elements of the new version that
    the sheets could not know, and that a pending verdict waits for.
    """

    point: Point
    code: str
    before: str
    after: str
    causes: tuple[tuple[Difference, ...], ...] = ()
    never_scored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Impact:
    """What becomes of the candidates of past sheets; `changed` holds those of whom a verdict changes.

    `unread` counts, by old code, the cells that the new version does not read. `searched` is false where the search
    for causes was given up before its end.
    """

    comparison: Comparison
    candidates: int
    changed: Mapping[str, tuple[Change, ...]]
    unread: Mapping[str, int]
    searched: bool = True

    @property
    def causes(self) -> tuple[Difference, ...]:
        """The differences that change a verdict, alone or together, in the order of the comparison."""
        held = {
            id(d) for changes in self.changed.values() for c in changes for set_ in c.causes for d in set_
        }
        return tuple(d for d in self.comparison.differences if id(d) in held)

    def directions(self) -> list["Direction"]:
        """How many candidates change in each direction, by what is decided."""
        found: dict[tuple[Point, str, str, str], list[Change]] = {}
        for changes in self.changed.values():
            for each in changes:
                found.setdefault((each.point, each.code, each.before, each.after), []).append(each)
        order = {point: i for i, point in enumerate(points(self.comparison.old))}
        return [
            Direction(*key, len(same), sum(bool(each.never_scored) for each in same))
            for key, same in sorted(found.items(), key=lambda item: (order[item[0][0]], item[0][2:]))
        ]


@dataclass(frozen=True, slots=True)
class Direction:
    """How many candidates go from one verdict to another; for how many because an element was never scored."""

    point: Point
    code: str
    before: str
    after: str
    candidates: int
    never_scored: int


MAX_KEPT = 100_000
"""Pairs of what candidates come to that are remembered."""
Told = Mapping[Point, str | None]
"""What is said of each point."""


@dataclass(slots=True)
class _Seen:
    """What the sheets showed, candidate by candidate."""

    changes: dict[str, list[Change]] = field(default_factory=dict)
    problems: dict[str, list[Problem]] = field(default_factory=dict)
    unread: Counter[str] = field(default_factory=Counter)
    _known: dict[tuple[int, int], tuple[Told, Told, list[tuple[Point, str, str]]]] = field(
        default_factory=dict
    )

    def differing(self, old: Told, new: Told, points: Iterable[Point]) -> list[tuple[Point, str, str]]:
        """The points that are decided otherwise, and how: worked out once for those who come to the same."""
        known = self._known.get((id(old), id(new)))
        if known is None or known[0] is not old or known[1] is not new:
            if len(self._known) > MAX_KEPT:
                self._known.clear()
            listed = [
                (point, was, becomes)
                for point in points
                if (was := old[point]) is not None and (becomes := new[point]) is not None and was != becomes
            ]
            known = self._known[id(old), id(new)] = (old, new, listed)
        return known[2]


def impact(
    old: Referentiel, new: Referentiel, candidates: Iterable[Candidate], deciding: Deciding = Under
) -> Impact:
    """What changes for the candidates of sheets that the old version reads without errors; `deciding` decides them."""
    comparison = compare(old, new)
    seen, total = _Seen(), 0
    before, after = deciding(old, old, ()), deciding(new, old, comparison.differences)
    common = [point for point in points(old) if before.decides(point) and after.decides(point)]
    unknown = after.never_entered()
    for candidate in candidates:
        total += 1
        _compare(candidate, (before, after), common, unknown, seen)
    causes = Causes(comparison, deciding)
    found = causes.of([problem for problems in seen.problems.values() for problem in problems])
    changed = {
        code: tuple(
            Change(c.point, c.code, c.before, c.after, found.get(problem, ()), c.never_scored)
            for c, problem in zip(changes, seen.problems[code], strict=True)
        )
        for code, changes in seen.changes.items()
    }
    return Impact(comparison, total, changed, dict(seen.unread), causes.searched)


def _compare(
    candidate: Candidate,
    sides: tuple[Under, Under],
    common: Sequence[Point],
    unknown: frozenset[str],
    seen: _Seen,
) -> None:
    """Put with what was seen the verdicts of one candidate that differ, and the cells that no longer read."""
    before, after = sides
    old, _ = before.decide(candidate)
    new, unread = after.decide(candidate)
    seen.unread.update(unread)
    for point, was, becomes in seen.differing(old.told, new.told, common):
        waiting = new.waits_for(point) if becomes == EN_ATTENTE else ()
        never = tuple(code for code in waiting if code in unknown)
        change = Change(point, after.name(point), was, becomes, never_scored=never)
        seen.changes.setdefault(candidate.code, []).append(change)
        seen.problems.setdefault(candidate.code, []).append(Problem(candidate, point, becomes))
