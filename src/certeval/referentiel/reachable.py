"""Bounds that no candidate can miss or meet, found by evaluating a candidate of whom nothing is known."""

from collections.abc import Iterator
from fractions import Fraction

from certeval.diagnostics import Finding
from certeval.diagnostics.families import rules as kinds
from certeval.rules.derivation import Judged, Measured, State
from certeval.rules.outcome import FAUX, VRAI
from certeval.rules.program import Program
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import Compare, Counted

DECIDED = frozenset({VRAI, FAUX})


def findings(program: Program) -> list[Finding]:
    """One finding for each declared bound that is decided before anything is entered."""
    found: dict[object, Finding] = {}
    seen: set[int] = set()
    state = program.unknown()
    for name, part in _evaluated(state):
        if id(part) in seen:  # what many elements share
            continue
        seen.add(id(part))
        for judged in _decided(part):
            finding = _finding(judged, name)
            found.setdefault(finding.path, finding)
    return list(found.values())


def _evaluated(state: State) -> Iterator[tuple[str, Judged | Measured]]:
    """All that a candidate's state derives and that may be decided, under its names."""
    yield from ((name, judged) for name, judged in state.verdicts.items() if not _open(judged))
    yield from ((name, measured) for name, measured in state.values.items() if measured.made)
    for name, climbed in state.ladders.items():
        yield from ((name, part) for part in climbed.parts)


def _open(judged: Judged) -> bool:
    """Whether a rule is undecided, and made of nothing that could be: most are a count, or the cell of a critère."""
    node = judged.node
    if judged.outcome in DECIDED:
        return False
    if isinstance(node, Compare):
        return isinstance(node.subject, ValueOf)
    return isinstance(node, Counted) and not node.conditional


def _decided(part: Judged | Measured) -> list[Judged]:
    """The innermost comparisons that are decided: what contains one is decided because of it."""
    if isinstance(part.node, Counted) and part.node.fetch:  # of names, whose own verdicts are looked at apart
        inner = []
    else:
        inner = [found for each in part.parts if each.made for found in _decided(each)]
    return [part] if not inner and isinstance(part, Judged) and _is_decided(part) else inner


def _is_decided(judged: Judged) -> bool:
    """Whether a declared comparison comes to one outcome whatever will be entered."""
    node = judged.node
    if judged.outcome not in DECIDED or not isinstance(node, Compare | Counted) or not node.path:
        return False
    if not (node.bounds.lower or node.bounds.upper) or _follows(judged):
        return False
    return not (isinstance(node, Counted) and judged.outcome == FAUX and _met_by_fewer(node))


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
    node = judged.node
    path, bound = (node.path, _written(node)) if isinstance(node, Compare | Counted) else ((), "")
    return Finding(kind, path, {"bound": bound, "bearer": bearer, "low": low, "high": high}, at_key=True)


def _written(node: Compare | Counted) -> str:
    """The bounds of a rule as its author wrote them: `au_moins: 3`."""
    lower, upper = node.bounds.lower, node.bounds.upper
    ends = [f"{'plus_de' if lower.strict else 'au_moins'}: {lower.written}"] if lower else []
    ends += [f"{'moins_de' if upper.strict else 'au_plus'}: {upper.written}"] if upper else []
    return ", ".join(ends)


def _range(judged: Judged) -> tuple[Fraction, Fraction]:
    """The counts or values that are possible."""
    if isinstance(judged.node, Counted):
        return Fraction(0), Fraction(judged.node.tally(judged.parts).total)
    value = next(part.value for part in judged.parts if isinstance(part, Measured))
    return value.low, value.high
