"""What another version would have decided of past candidates: who changes, from which verdict to which, and why.

The cells are those that the old version reads. Under the new one each counts for what its element has become; what
was never entered is empty there, and so is a cell that it would not read: these are counted and told.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from certeval.engine.verdicts import EN_ATTENTE
from certeval.frozen import frozen
from certeval.referentiel.load import Referentiel
from certeval.scores.observations import Candidate
from certeval.sources.batches import batched
from certeval.versions.attribution import CandidateTurns, Causes, Turn, Turns
from certeval.versions.compare import Comparison, compare
from certeval.versions.deciding import Deciding, Point, Told, Under, points
from certeval.versions.difference import Difference


@frozen
class VerdictChange:
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


@frozen
class Impact:
    """What becomes of the candidates of past sheets; `changed` holds those of whom a verdict changes.

    `unread` counts, by old code, the cells that the new version does not read. `searched` is false where the search
    for causes was given up before its end.
    """

    comparison: Comparison
    candidates: int
    changed: Mapping[str, tuple[VerdictChange, ...]]
    unread: Mapping[str, int]
    searched: bool = True

    @property
    def causes(self) -> tuple[Difference, ...]:
        """The differences that change a verdict, alone or together, in the order of the comparison."""
        shared = {id(changes): changes for changes in self.changed.values()}.values()
        held = {id(d) for changes in shared for c in changes for set_ in c.causes for d in set_}
        return tuple(d for d in self.comparison.differences if id(d) in held)

    def keep(self, shows: Callable[[Point], bool]) -> "Impact":
        """The same, with the changes of some points alone. What candidates share, they share still."""
        shared = {id(changes): changes for changes in self.changed.values()}
        some = {at: tuple(each for each in changes if shows(each.point)) for at, changes in shared.items()}
        kept = {code: some[id(changes)] for code, changes in self.changed.items() if some[id(changes)]}
        return replace(self, changed=kept)

    def directions(self) -> list["Direction"]:
        """How many candidates change in each direction, by what is decided."""
        found: dict[tuple[Point, str, str, str], list[VerdictChange]] = {}
        for changes in self.changed.values():
            for each in changes:
                found.setdefault((each.point, each.code, each.before, each.after), []).append(each)
        order = {point: i for i, point in enumerate(points(self.comparison.old))}
        return [
            Direction(*key, len(same), sum(bool(each.never_scored) for each in same))
            for key, same in sorted(found.items(), key=lambda item: (order[item[0][0]], item[0][2:]))
        ]


@frozen
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
AT_ONCE = 4096
"""Candidates compared at once."""


@dataclass(slots=True)
class _Seen:
    """What the sheets showed, candidate by candidate: those of whom a verdict changes, with what each pending one waits
    for that was never scored.
    """

    cases: list[CandidateTurns] = field(default_factory=list)
    waiting: list[tuple[tuple[str, ...], ...]] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)
    _known: dict[tuple[int, int], tuple[Told, Told, Turns]] = field(default_factory=dict)

    def turns(self, old: Told, new: Told, points: Iterable[Point]) -> Turns:
        """The points that are decided otherwise, and how: worked out once for those who come to the same."""
        known = self._known.get((id(old), id(new)))
        if known is None or known[0] is not old or known[1] is not new:
            if len(self._known) > MAX_KEPT:
                self._known.clear()
            found = tuple(
                Turn(point, was, becomes)
                for point in points
                if (was := old[point]) is not None and (becomes := new[point]) is not None and was != becomes
            )
            known = self._known[id(old), id(new)] = (old, new, found)
        return known[2]


def impact(
    old: Referentiel, new: Referentiel, candidates: Iterable[Candidate], deciding: Deciding = Under
) -> Impact:
    """What changes for the candidates of sheets that the old version reads without errors; `deciding` decides them."""
    comparison = compare(old, new)
    seen, total = _Seen(), 0
    before, after = deciding(old, old, ()), deciding(new, old, comparison.differences)
    common = [point for point in points(old) if before.decides(point) and after.decides(point)]
    for some in batched(candidates, AT_ONCE):
        total += len(some)
        _compare(some, (before, after), common, seen)
    causes = Causes(comparison, deciding)
    changed: dict[str, tuple[VerdictChange, ...]] = {}
    same: dict[tuple[object, ...], tuple[VerdictChange, ...]] = {}
    for case, found, never in zip(seen.cases, causes.of(seen.cases), seen.waiting, strict=True):
        key = (id(case.turns), id(found), never)
        if key not in same:
            same[key] = tuple(
                VerdictChange(turn.point, after.name(turn.point), turn.before, turn.after, of, waits)
                for turn, of, waits in zip(case.turns, found, never, strict=True)
            )
        changed[case.candidate.code] = same[key]
    return Impact(comparison, total, changed, dict(seen.unread), causes.searched)


def _compare(
    candidates: Sequence[Candidate], sides: tuple[Under, Under], common: Sequence[Point], seen: _Seen
) -> None:
    """Put with what was seen the verdicts of candidates that differ, and the cells that no longer read."""
    before, after = sides
    unknown = after.never_entered()
    old, new = before.decide(candidates), after.decide(candidates)
    for codes in new.unread.values():
        seen.unread.update(codes)
    for place, (was, becomes) in enumerate(zip(old.told, new.told, strict=True)):
        turns = seen.turns(was, becomes, common)
        if not turns:
            continue
        seen.cases.append(CandidateTurns(candidates[place], turns))
        seen.waiting.append(
            tuple(
                [
                    _never_entered(new.waits_for(place, turn.point), unknown)
                    if unknown and turn.after == EN_ATTENTE
                    else ()
                    for turn in turns
                ]
            )
        )


def _never_entered(codes: Iterable[str], unknown: frozenset[str]) -> tuple[str, ...]:
    return tuple(code for code in codes if code in unknown)
