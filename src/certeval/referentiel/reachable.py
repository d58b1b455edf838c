"""Bounds that no candidate can miss or meet, found by evaluating a candidate of whom nothing is known."""

from collections.abc import Iterator
from fractions import Fraction

from certeval.diagnostics import Finding
from certeval.diagnostics.families import rules as kinds
from certeval.rules.derivation import Judged, Measured, State
from certeval.rules.outcome import FAUX, VRAI
from certeval.rules.program import Program
from certeval.rules.verdicts import Compare, Counted


def findings(program: Program) -> list[Finding]:
    """One finding for each declared bound that is decided before anything is entered."""
    found: dict[object, Finding] = {}
    for name, part in _evaluated(program.unknown()):
        for judged in _within(part):
            finding = _finding(judged, name)
            found.setdefault(finding.path, finding)
    return list(found.values())


def _evaluated(state: State) -> Iterator[tuple[str, Judged | Measured]]:
    """All that a candidate's state derives, under its names."""
    yield from state.verdicts.items()
    yield from state.values.items()
    for name, climbed in state.ladders.items():
        yield from ((name, part) for part in climbed.parts)


def _decided(judged: Judged) -> Iterator[Judged]:
    """The innermost comparisons that are decided: what contains one is decided because of it."""
    inner = [found for part in judged.parts for found in _within(part)]
    yield from inner
    node = judged.node
    compares = isinstance(node, Compare | Counted) and node.path and (node.bounds.lower or node.bounds.upper)
    if compares and not inner and judged.outcome in {VRAI, FAUX} and not _follows(judged):
        met_by_fewer = isinstance(node, Counted) and judged.outcome == FAUX and _met_by_fewer(node)
        if not met_by_fewer:
            yield judged


def _within(part: Judged | Measured) -> Iterator[Judged]:
    if isinstance(part, Judged):
        yield from _decided(part)
    else:
        for inner in part.parts:
            yield from _within(inner)


def _follows(judged: Judged) -> bool:
    """Whether a count is decided only because an item it counts already is."""
    return any(isinstance(part, Judged) and part.outcome in {VRAI, FAUX} for part in judged.parts)


def _met_by_fewer(node: Counted) -> bool:
    """Whether the count could be met once some items are excluded: 45 % to 55 % of two, but not of three."""
    for total in range(1, len(node.items)):
        least, most = node.accepted(total)
        if least <= total and (most is None or least <= most):
            return True
    return False


def _finding(judged: Judged, bearer: str) -> Finding:
    low, high = _range(judged)
    kind = kinds.ALWAYS_MET if judged.outcome == VRAI else kinds.UNREACHABLE
    path = judged.node.path if isinstance(judged.node, Compare | Counted) else ()
    return Finding(kind, path, {"bearer": bearer, "low": low, "high": high}, at_key=True)


def _range(judged: Judged) -> tuple[Fraction, Fraction]:
    """The counts or values that are possible."""
    if isinstance(judged.node, Counted):
        return Fraction(0), Fraction(judged.node.tally(judged.parts).total)
    value = next(part.value for part in judged.parts if isinstance(part, Measured))
    return value.low, value.high
