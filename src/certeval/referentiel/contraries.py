"""Bounds that no value meets together, though it may meet each: under `et`, on one measure."""

from collections.abc import Iterator
from functools import cache
from itertools import combinations

from certeval.diagnostics import Finding
from certeval.diagnostics.families import rules as kinds
from certeval.messages import N_
from certeval.referentiel.origins import Grid, Origins
from certeval.referentiel.reachable import bounds_text, forms, own_words, steps_around
from certeval.rules.bounds import Bounds
from certeval.rules.derivation import State
from certeval.rules.outcome import FAUX
from certeval.rules.program import Program
from certeval.rules.verdicts import Compare, Every

MOST_BOUNDS = 50
"""Bounds of one `et` that are compared with each other."""


def findings(program: Program, unknown: State) -> Iterator[Finding]:
    """Each bound that another, beside it under `et`, keeps from being met; `unknown`: nothing is entered yet."""
    origins = cache(lambda: Origins(program))  # most files have no such pair
    for name, node in forms(program):
        parts = node.rules if isinstance(node, Every) else ()
        compares = [part for part in parts if isinstance(part, Compare) and part.path][:MOST_BOUNDS]
        for one, other in combinations(compares, 2):
            if one.subject != other.subject:
                continue
            if _are_apart(one.bounds, other.bounds):
                yield from _contrary_finding(program, name, one, other, unknown)
            elif grid := origins().of(one.subject).grid:
                yield from _gap_finding(program, name, one, other, grid)


def _are_apart(one: Bounds, other: Bounds) -> bool:
    """Whether nothing that lies within some bounds lies within others."""
    for lower, upper in ((one.lower, other.upper), (other.lower, one.upper)):
        strict = lower and upper and (lower.strict or upper.strict)
        if lower and upper and (lower.at > upper.at or (lower.at == upper.at and strict)):
            return True
    return False


def _gap_finding(program: Program, name: str, one: Compare, other: Compare, grid: Grid) -> Iterator[Finding]:
    """What is said of the second of two bounds between which no step lies; nothing where none lies within one alone."""
    if any(steps_around(program, each, each.bounds, grid) for each in (one, other)):
        return
    for lower, upper in ((one.bounds.lower, other.bounds.upper), (other.bounds.lower, one.bounds.upper)):
        if around := steps_around(program, one, Bounds(lower, upper), grid):
            arguments = {"bearer": name, "bound": f"{bounds_text(one)}, {bounds_text(other)}", **around}
            links = ((N_("beside this bound"), one.path),)
            yield Finding(kinds.BETWEEN_STEPS, other.path, arguments, at_key=True, related=links)
            return


def _contrary_finding(
    program: Program, name: str, one: Compare, other: Compare, unknown: State
) -> Iterator[Finding]:
    """What is said of the second of two bounds: the values that the first leaves; nothing where it leaves none."""
    value, bounds = one.subject.measure(unknown).value, one.bounds
    if FAUX in {bounds.hold(value), other.bounds.hold(value)}:
        return
    low = max(value.low, bounds.lower.at) if bounds.lower else value.low
    high = min(value.high, bounds.upper.at) if bounds.upper else value.high
    arguments: dict[str, object] = {"bearer": name, "low": low, "high": high, "bound": bounds_text(other)}
    arguments |= own_words(program, one, low, high)
    links = ((N_("beside this bound"), one.path),)
    yield Finding(kinds.UNREACHABLE, other.path, arguments, at_key=True, related=links)
