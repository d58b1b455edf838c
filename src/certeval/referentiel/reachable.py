"""Bounds that no candidate can miss or meet, found by evaluating a candidate of whom nothing is known.

An exemption or an exclusion leaves a mean of other marks, within other ends: what is decided where all will be entered
must be so where anything may be left out too.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache, partial

from certeval.diagnostics import Finding
from certeval.diagnostics.families import rules as kinds
from certeval.referentiel.origins import Grid, Origins
from certeval.rules.bounds import Bounds, Limit
from certeval.rules.derivation import Judged, Measured, Node, State
from certeval.rules.limits import out_of
from certeval.rules.outcome import DISPENSEE, FAUX, NON_SAISIE, REELLE, VRAI
from certeval.rules.program import Program
from certeval.rules.shares import leaving
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import Compare, Counted

DECIDED = frozenset({VRAI, FAUX})


def findings(program: Program, unknown: State) -> list[Finding]:
    """One finding for each declared bound that is decided before anything is entered, which `unknown` is."""
    found: dict[object, Finding] = {each.path: each for each in _misread(program)}
    leaving = cache(partial(_leaving, program))
    for each in _of_state(unknown, leaving, lambda _name: True):
        found.setdefault(each.path, each)
    for each in _of_some(program, unknown, leaving):
        found.setdefault(each.path, each)
    return list(found.values())


def _of_some(program: Program, state: State, leaving: Callable[[], State]) -> Iterator[Finding]:
    """The same of what is for some candidates only: what is decided for each of those whom it is for."""
    ways = [
        (way, {each.path: each for each in _of_state(way, leaving, partial(_is_for, program, way))})
        for way in state.ways
    ]
    for path, each in {path: each for _, of in ways for path, each in of.items()}.items():
        bearer = str(each.arguments["bearer"])
        if all(path in of for way, of in ways if _is_for(program, way, bearer)):
            yield each


def _is_for(program: Program, way: State, name: str) -> bool:
    return name in program.concerns and program.concerned(name, way) == VRAI


def _of_state(state: State, leaving: Callable[[], State], wanted: Callable[[str], bool]) -> Iterator[Finding]:
    """One finding for each bound of these bearers that a state decides."""
    seen: set[int] = set()
    for name, part in _evaluated(state):
        if id(part) in seen or not wanted(name):  # what many elements share
            continue
        seen.add(id(part))
        for judged in decided(part):
            compared = isinstance(judged.node, Compare)
            if not compared or _also(judged, leaving()):
                yield _finding(judged, name, leaving() if compared else None)


def _leaving(program: Program) -> State:
    """What follows where every cell may also be exempted or excluded, as its statuses allow."""
    cells = {}
    for code, entry in program.entries.items():
        cells[code] = entry.unknown._replace(may=NON_SAISIE | leaving(entry))
    return program.evaluate(cells)


def _also(judged: Judged, state: State) -> bool:
    """Whether a comparison comes to the same where anything may be left out: of what is then left to compare."""
    node = judged.node
    if not isinstance(node, Compare):
        return True
    value = node.subject.measure(state).value
    return not value.may & (REELLE | DISPENSEE) or node.bounds.hold(value) == judged.outcome


def forms(program: Program) -> Iterator[tuple[str, Node]]:
    """Every form of a program, with the name it is part of what makes; not the items that are names alone."""
    for (sort, name), step in program.steps.items():
        if sort == "valeur" and ("verdict", name) in program.steps:  # seen with the rule that compares it
            continue
        stack: list[Node] = [step.node]
        while stack:
            node = stack.pop()
            yield name, node
            if not (isinstance(node, Counted) and node.of_names):
                stack += node.inside()[::-1]


def ends(bounds: Bounds) -> Iterator[tuple[Limit, str]]:
    """The limits of bounds, each with its key."""
    if bounds.lower:
        yield bounds.lower, "plus_de" if bounds.lower.strict else "au_moins"
    if bounds.upper:
        yield bounds.upper, "moins_de" if bounds.upper.strict else "au_plus"


def _misread(program: Program) -> Iterator[Finding]:
    """Limits written over what the marks compared are out of, 10/20 for 10, and bounds between two steps."""
    origins = Origins(program)
    for name, node in forms(program):
        if not isinstance(node, Compare) or not node.path:
            continue
        origin = origins.of(node.subject)
        for limit, key in ends(node.bounds):
            mark = out_of(limit.written, origin.totals)
            if mark:
                said = {"limit": limit.written, "value": limit.at, "mark": mark, "total": mark / limit.at}
                yield Finding(kinds.FRACTION_OF_SCALE, (*node.path, key), said)
        around = _steps_around(node.bounds, origin.grid) if origin.grid else None
        if around is not None:
            arguments = {"bearer": name, "bound": written(node), "below": around[0], "above": around[1]}
            yield Finding(kinds.BETWEEN_STEPS, node.path, arguments, at_key=True)


def _steps_around(bounds: Bounds, grid: Grid) -> tuple[Fraction, Fraction] | None:
    """The two values next to each other that bounds lie between; None where a value lies within."""
    if bounds.lower is None or bounds.upper is None:
        return None
    start, step = grid
    first, last = Bounds(_on_grid(bounds.lower, start, step), _on_grid(bounds.upper, start, step)).whole()
    return None if last is None or first <= last else (start + last * step, start + first * step)


def _on_grid(limit: Limit, start: Fraction, step: Fraction) -> Limit:
    return Limit((limit.at - start) / step, limit.strict, limit.written)


def _evaluated(state: State) -> Iterator[tuple[str, Judged | Measured]]:
    """All that a candidate's state derives and that may be decided, under its names."""
    yield from ((name, judged) for name, judged in state.verdicts.items() if not _open(judged))
    yield from ((name, measured) for name, measured in state.values.items() if measured.parts)
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


def decided(part: Judged | Measured) -> list[Judged]:
    """The innermost comparisons that are decided: what contains one is decided because of it."""
    if (
        isinstance(part.node, Counted) and part.node.of_names
    ):  # of names, whose own verdicts are looked at apart
        inner = []
    else:
        inner = [found for each in part.parts if each.parts for found in decided(each)]
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
        least, most = node.bounds.counts(total)
        if least <= total and (most is None or least <= most):
            return True
    return False


def _finding(judged: Judged, bearer: str, leaving: State | None) -> Finding:
    low, high = _range(judged, leaving)
    kind = kinds.ALWAYS_MET if judged.outcome == VRAI else kinds.UNREACHABLE
    node = judged.node
    path, bound = (node.path, written(node)) if isinstance(node, Compare | Counted) else ((), "")
    return Finding(kind, path, {"bound": bound, "bearer": bearer, "low": low, "high": high}, at_key=True)


def written(node: Compare | Counted) -> str:
    """The bounds of a rule as its author wrote them: `au_moins: 3`."""
    return ", ".join(f"{key}: {limit.written}" for limit, key in ends(node.bounds))


def _range(judged: Judged, leaving: State | None) -> tuple[Fraction, Fraction]:
    """The counts or values that are possible, where anything may be left out too."""
    if isinstance(judged.node, Counted):
        return Fraction(0), Fraction(judged.node.tally(judged.parts).total)
    value = next(part.value for part in judged.parts if isinstance(part, Measured))
    if leaving is not None and isinstance(judged.node, Compare):
        also = judged.node.subject.measure(leaving).value
        value = also if also.may & (REELLE | DISPENSEE) else value
    return value.low, value.high
