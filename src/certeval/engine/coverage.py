"""Which bounds the cases try just below, exactly at, and just above: where disputes are."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from certeval.diagnostics import Path
from certeval.engine.cases import CaseResult
from certeval.frozen import frozen
from certeval.referentiel.entries import entry_place
from certeval.referentiel.load import Referentiel
from certeval.referentiel.origins import Grid, Origins
from certeval.rules.bounds import Bounds, Limit
from certeval.rules.compound_measures import PointsOf
from certeval.rules.count_rules import CountRule
from certeval.rules.derivation import Judgement, Measurement, State
from certeval.rules.saisie import KEPT, THIRD
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import Compare

WHOLE: Grid = (Fraction(0), Fraction(1))
SIDES = ("sous", "egal", "dessus")
"""Just below, exactly at, just above."""


@frozen
class BoundCoverage:
    """One bound of one bearer, its limit as written: each side, whether a case stands there (None: none can)."""

    bearer: str
    path: Path
    limit: str
    sides: dict[str, bool | None]

    @property
    def missing(self) -> list[str]:
        return [side for side, has_case in self.sides.items() if has_case is False]


@frozen
class _Bound:
    bearer: str
    path: Path
    limit: Limit
    low: Fraction
    high: Fraction
    unit: Fraction
    grid: Grid | None
    values: tuple[Fraction, ...] = ()


Key = tuple[object, bool]
"""What tells a bound: its rule, or its element and its key of what is entered; whether it is the lower one."""


def coverage(referentiel: Referentiel, results: Sequence[CaseResult]) -> list[BoundCoverage]:
    """Every declared bound with the sides that the cases try: those of rules in the order of the file, then those of
    attempts to keep and of gaps that call for a third juror.
    """
    origins = Origins(referentiel.program)
    bounds: dict[Key, _Bound] = {
        (id(judgement.node), lower): bound
        for name, judgement in _judgements(referentiel.program.unknown())
        for lower, bound in _bounds(referentiel, origins, name, judgement)
    }
    bounds |= _entry_bounds(referentiel)
    sides: dict[Key, set[str]] = {key: set() for key in bounds}
    for result in results:
        for key, limit, value in (*_of_rules(result), *_of_entries(result, bounds)):
            if key in bounds:
                sides[key] |= set(_sides(limit, bounds[key].unit, value))
    return [_coverage_of(bound, sides[key]) for key, bound in bounds.items()]


def _of_rules(result: CaseResult) -> Iterator[tuple[Key, Fraction, Fraction]]:
    """What each rule compares in a case, beside each of its limits."""
    for _name, judgement in _judgements(result.state) if result.state else ():
        value = _value(judgement)
        for lower, limit in _limits(judgement) if value is not None else ():
            if value is not None:
                yield (id(judgement.node), lower), limit.at, value


def _of_entries(result: CaseResult, bounds: Mapping[Key, _Bound]) -> Iterator[tuple[Key, Fraction, Fraction]]:
    """What a case has attempts and gaps between jurors come to, beside each limit that is asked of them."""
    for asked, values in result.asked.items():
        for key in ((asked, True), (asked, False)):
            numbers = [value.number for value in values] if key in bounds else []
            yield from ((key, bounds[key].limit.at, number) for number in numbers if number is not None)


def _entry_bounds(referentiel: Referentiel) -> dict[Key, _Bound]:
    """What is asked of attempts to be kept, and of a gap to call for a third juror, of each element."""
    bounds: dict[Key, _Bound] = {}
    for code, entry in referentiel.entries.items():
        scale = entry.scale
        least, width = scale.least, scale.greatest - scale.least
        for key, of, low, step in (
            (KEPT, entry.keep_bounds, least, entry.step),
            (THIRD, entry.third, Fraction(0), scale.step),
        ):
            holder = "tentatives" if key == KEPT else "jures"
            path = (*entry_place(referentiel.document, referentiel.elements[code], holder), key)
            for lower, limit in _ends(of) if of else ():
                grid = (low, step) if step else None
                bounds[(code, key), lower] = _Bound(
                    code, path, limit, low, low + width, just(scale.step, width), grid
                )
    return bounds


def _judgements(state: State) -> Iterator[tuple[str, Judgement]]:
    """Every judged form of a candidate that is declared in the file, with the name whose rule it is part of."""
    roots: list[tuple[str, Judgement | Measurement]] = [*state.verdicts.items(), *state.values.items()]
    roots += [(name, part) for name, climb in state.ladders.items() for part in climb.parts]
    stack = roots[::-1]
    while stack:
        name, part = stack.pop()
        stack.extend((name, inner) for inner in reversed(part.parts))
        if isinstance(part, Judgement) and isinstance(part.node, Compare | CountRule) and part.node.path:
            yield name, part


def _bounds(
    referentiel: Referentiel, origins: Origins, name: str, judgement: Judgement
) -> Iterator[tuple[bool, _Bound]]:
    """The lower and the upper bound of a form, with the values that are possible on each side."""
    node = judgement.node
    grid: Grid | None = WHOLE
    values: tuple[Fraction, ...] = ()
    if isinstance(node, CountRule):
        low, high = Fraction(0), Fraction(node.tally(judgement.parts).total)
        unit = Fraction(1)
    elif isinstance(node, Compare):
        value = next(part.value for part in judgement.parts if isinstance(part, Measurement))
        low, high = value.low, value.high
        unit, grid = _unit(referentiel, node, high - low), origins.of(node.subject).grid
        name = node.subject.name if isinstance(node.subject, ValueOf | PointsOf) else name
        values = node.subject.points if isinstance(node.subject, PointsOf) else ()
    else:
        return
    for lower, limit in _limits(judgement):
        yield lower, _Bound(name, node.path, limit, low, high, unit, grid, values)


def _limits(judgement: Judgement) -> Iterator[tuple[bool, Limit]]:
    """The lower and the upper limit that a form asks for here: a share is of the items that are left."""
    node = judgement.node
    if isinstance(node, Compare | CountRule):
        whole = isinstance(node, CountRule) and node.tally(judgement.parts).total
        bounds = node.bounds.of(whole) if whole else node.bounds
        yield from _ends(bounds)


def _ends(bounds: Bounds) -> Iterator[tuple[bool, Limit]]:
    """The limits of bounds, each with whether it is the lower one."""
    yield from ((lower, each) for lower, each in ((True, bounds.lower), (False, bounds.upper)) if each)


def _unit(referentiel: Referentiel, node: Compare, width: Fraction) -> Fraction:
    """How near « just » is: a level, the widest gap of points, else what it is on the scale."""
    if isinstance(node.subject, PointsOf):
        return max(other - one for one, other in pairwise(node.subject.points))
    entry = referentiel.entries.get(node.subject.name) if isinstance(node.subject, ValueOf) else None
    if entry is not None and entry.scale.words():
        return Fraction(1)
    return just(entry.scale.step if entry else None, width)


def just(step: Fraction | None, width: Fraction) -> Fraction:
    """How near « just » is on a scale: its step, else one point, or a twentieth of a narrower one."""
    return step or min(Fraction(1), width / 20)


def _value(judgement: Judgement) -> Fraction | None:
    """The exact count or value of a form in a case; None while it is not known, or nothing is left to count."""
    if isinstance(judgement.node, CountRule):
        tally = judgement.node.tally(judgement.parts)
        return Fraction(tally.acquis) if tally.total and not tally.open else None
    return next((part.value.number for part in judgement.parts if isinstance(part, Measurement)), None)


def _sides(limit: Fraction, unit: Fraction, value: Fraction) -> Iterator[str]:
    if limit - unit <= value < limit:
        yield "sous"
    if value == limit:
        yield "egal"
    if limit < value <= limit + unit:
        yield "dessus"


def _coverage_of(bound: _Bound, case_sides: set[str]) -> BoundCoverage:
    limit = bound.limit.at
    possible = {
        "sous": bound.low < limit,
        "egal": bound.low <= limit <= bound.high
        and (bound.grid is None or (limit - bound.grid[0]) % bound.grid[1] == 0)
        and (not bound.values or limit in bound.values),
        "dessus": bound.high > limit,
    }
    sides = {side: (side in case_sides) if possible[side] else None for side in SIDES}
    return BoundCoverage(bound.bearer, bound.path, bound.limit.text, sides)
