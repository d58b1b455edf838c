"""Bounds that no candidate can miss or meet, found by evaluating a candidate of whom nothing is known.

An exemption or an exclusion leaves a mean of other marks, within other ends: what is decided where all will be entered
must be so where anything may be left out too.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache, partial

from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import rules as kinds
from certeval.messages import N_
from certeval.referentiel.origins import Grid, Origins
from certeval.rules.bounds import Bounds, Limit
from certeval.rules.count_rules import CountRule
from certeval.rules.derivation import Judgement, Measurement, Node, State
from certeval.rules.limits import out_of
from certeval.rules.outcome import DISPENSEE, FAUX, NON_SAISIE, REELLE, VRAI, Value
from certeval.rules.program import Program
from certeval.rules.shares import exits
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import Compare

AS_SHARE = N_(
    "a share is written with its sign, « {meant} »; else check the bound and how many items there are"
)
FEWEST_PERCENT, MOST_PERCENT = 19, 100
"""Between which a count that there are too few items for is likely a share."""
DECISIVE_OUTCOMES = frozenset({VRAI, FAUX})


def findings(program: Program, unknown: State) -> list[Finding]:
    """One finding for each declared bound that is decided before anything is entered, which `unknown` is; what some of
    its items or bearers never meet is never met, whatever others do.
    """
    by_path: dict[Path, Finding] = {}
    exit_state = cache(lambda: program.evaluate(exit_cells(program)))
    of_all = [each for _, each in _state_findings(program, unknown, exit_state, lambda _name: True)]
    for each in (*of_all, *_situation_findings(program, unknown, exit_state)):
        earlier = by_path.setdefault(each.path, each)
        if (earlier.kind, each.kind) == (kinds.ALWAYS_MET, kinds.UNREACHABLE):
            by_path[each.path] = each
    paths = {path for path, each in by_path.items() if each.kind == kinds.ALWAYS_MET}
    for path in _paths_that_some_may_miss(program, unknown, exit_state(), paths) if paths else ():
        del by_path[path]
    return list((by_path | {each.path: each for each in _limit_findings(program)}).values())


def _paths_that_some_may_miss(program: Program, unknown: State, exits: State, paths: set[Path]) -> set[Path]:
    """Of these, the bounds that another item or bearer may miss: a template may be right for other elements."""
    return {
        node.path
        for _, node in forms(program)
        if isinstance(node, Compare | CountRule) and node.path in paths
        for judgement in [node.judge(state) for state in unknown.ways or (unknown,)]
        if judgement.outcome & FAUX or not _holds_without_some(judgement, exits)
    }


def _situation_findings(program: Program, state: State, exit_state: Callable[[], State]) -> Iterator[Finding]:
    """The same of what is for some candidates only: what is decided for each of those whom it is for."""
    ways: list[tuple[State, dict[Path, tuple[str, Finding]]]] = []
    for way in state.ways:
        pairs = _state_findings(program, way, exit_state, partial(_is_for, program, way))
        ways.append((way, {each.path: (name, each) for name, each in pairs}))
    for path, (name, each) in {path: pair for _, of in ways for path, pair in of.items()}.items():
        if all(path in of for way, of in ways if _is_for(program, way, name)):
            yield each


def _is_for(program: Program, way: State, name: str) -> bool:
    return name in program.concerns and program.existence(name, way) == VRAI


def _state_findings(
    program: Program, state: State, exit_state: Callable[[], State], is_wanted: Callable[[str], bool]
) -> Iterator[tuple[str, Finding]]:
    """One finding for each bound of these bearers that a state decides, with the bearer."""
    ids: set[int] = set()
    for name, part in _results(state):
        if id(part) in ids or not is_wanted(name):  # what many elements share
            continue
        ids.add(id(part))
        for judgement in decisive_parts(part):
            compares = isinstance(judgement.node, Compare)
            if not compares or _holds_without_some(judgement, exit_state()):
                yield name, _finding(program, judgement, name, exit_state() if compares else None)


def exit_cells(program: Program) -> dict[str, Value]:
    """Every cell not entered yet, that may also be exempted or excluded, as its statuses allow."""
    return {
        code: entry.unknown._replace(may=NON_SAISIE | exits(entry)) for code, entry in program.entries.items()
    }


def _holds_without_some(judgement: Judgement, state: State) -> bool:
    """Whether a comparison comes to the same where anything may be left out: of what is then left."""
    node = judgement.node
    if not isinstance(node, Compare):
        return True
    value = node.subject.measure(state).value
    return not value.may & (REELLE | DISPENSEE) or node.bounds.hold(value) == judgement.outcome


def forms(program: Program) -> Iterator[tuple[str, Node]]:
    """Every form of a program, with the name it is part of what makes; not the items that are names alone."""
    for (sort, name), step in program.steps.items():
        if sort == "valeur" and ("verdict", name) in program.steps:  # seen with the rule that compares it
            continue
        stack: list[Node] = [step.node]
        while stack:
            node = stack.pop()
            yield name, node
            if not (isinstance(node, CountRule) and node.of_names):
                stack += node.inside()[::-1]


def _limit_findings(program: Program) -> Iterator[Finding]:
    """Limits written over what the marks compared are out of, 10/20 for 10, and bounds between two steps."""
    origins = Origins(program)
    for name, node in forms(program):
        if not isinstance(node, Compare) or not node.path:
            continue
        origin = origins.of(node.subject)
        for limit, key in node.bounds.by_key():
            mark = out_of(limit.text, origin.totals)
            if mark:
                details = {"limit": limit.text, "value": limit.at, "mark": mark, "total": mark / limit.at}
                yield Finding(kinds.FRACTION_OF_SCALE, (*node.path, key), details)
        if origin.grid and (around := steps_around(program, node, node.bounds, origin.grid)):
            arguments = {"bearer": name, "bound": bounds_text(node), **around}
            yield Finding(kinds.BETWEEN_STEPS, node.path, arguments, at_key=True)


def steps_around(program: Program, node: Compare, bounds: Bounds, grid: Grid) -> dict[str, object]:
    """The two values of what a rule compares, next to each other, that bounds lie between: what a finding says of them.
    Nothing where a value lies within.
    """
    if bounds.lower is None or bounds.upper is None:
        return {}
    start, step = grid
    first, last = Bounds(_on_grid(bounds.lower, start, step), _on_grid(bounds.upper, start, step)).whole()
    if last is None or first <= last:
        return {}
    words = _words(program, node)
    if 0 <= last < first < len(words):
        return {"below": words[last], "above": words[first]}
    return {"below": start + last * step, "above": start + first * step}


def _on_grid(limit: Limit, start: Fraction, step: Fraction) -> Limit:
    return Limit((limit.at - start) / step, limit.strict, limit.text)


def _results(state: State) -> Iterator[tuple[str, Judgement | Measurement]]:
    """All that a candidate's state derives and that may be decided, under its names."""
    yield from ((name, judgement) for name, judgement in state.verdicts.items() if not _is_open(judgement))
    yield from ((name, measurement) for name, measurement in state.values.items() if measurement.parts)
    for name, climb in state.ladders.items():
        yield from ((name, part) for part in climb.parts)


def _is_open(judgement: Judgement) -> bool:
    """Whether a rule is undecided, and made of nothing that could be: most are a count, or the cell of a critère."""
    node = judgement.node
    if judgement.outcome in DECISIVE_OUTCOMES:
        return False
    if isinstance(node, Compare):
        return isinstance(node.subject, ValueOf)
    return isinstance(node, CountRule) and not node.conditional


def decisive_parts(part: Judgement | Measurement) -> list[Judgement]:
    """The innermost comparisons that are decided: what contains one is decided because of it."""
    if (
        isinstance(part.node, CountRule) and part.node.of_names
    ):  # of names, whose own verdicts are looked at apart
        inner = []
    else:
        inner = [judgement for each in part.parts if each.parts for judgement in decisive_parts(each)]
    return [part] if not inner and isinstance(part, Judgement) and _is_decided(part) else inner


def _is_decided(judgement: Judgement) -> bool:
    """Whether a declared comparison comes to one outcome whatever will be entered."""
    node = judgement.node
    if (
        judgement.outcome not in DECISIVE_OUTCOMES
        or not isinstance(node, Compare | CountRule)
        or not node.path
    ):
        return False
    if not (node.bounds.lower or node.bounds.upper):
        return False
    if any(isinstance(part, Judgement) and part.outcome in DECISIVE_OUTCOMES for part in judgement.parts):
        return False  # a count that is decided only because an item it counts already is
    if not isinstance(node, CountRule) or judgement.outcome != FAUX:
        return True
    # a count may be met once some items are excluded: 45 % to 55 % of two, but not of three
    return not any(node.bounds.has_count(total) for total in range(1, len(node.items)))


def _finding(program: Program, judgement: Judgement, bearer: str, state: State | None) -> Finding:
    """What is decided, and of what: of several items, the one whose value is compared; levels by their names."""
    node, (low, high) = judgement.node, _range(judgement, state)
    arguments: dict[str, object] = {"bearer": bearer, "low": low, "high": high}
    path: Path = ()
    if isinstance(node, Compare | CountRule):
        path, arguments["bound"] = node.path, bounds_text(node)
    if isinstance(node, Compare):
        arguments |= own_words(program, node, low, high)
    elif isinstance(node, CountRule):
        arguments |= _meant_share(node.bounds, high)
    kind = kinds.ALWAYS_MET if judgement.outcome == VRAI else kinds.UNREACHABLE
    return Finding(kind, path, arguments, at_key=True)


def _meant_share(bounds: Bounds, items: Fraction) -> dict[str, object]:
    """How the share that a count above all the items may stand for is written: `plus_de: 50 %`, for `plus_de: 50`."""
    for limit, key in bounds.by_key():
        if limit.text.isdigit() and items < limit.at and FEWEST_PERCENT < limit.at <= MOST_PERCENT:
            return {"way": AS_SHARE, "meant": f"{key}: {limit.text} %"}
    return {}


def own_words(program: Program, node: Compare, low: Fraction, high: Fraction) -> dict[str, object]:
    """What is said instead where a comparison is of one element's value: that element, and levels by their names."""
    if not isinstance(node.subject, ValueOf):
        return {}
    words = _words(program, node)
    levels = {"low": words[int(low)], "high": words[int(high)]} if words else {}
    return {"bearer": node.subject.name, **levels}


def _words(program: Program, node: Compare) -> tuple[str, ...]:
    """What the values that a rule compares are called, from the worst; nothing where they are numbers."""
    entry = program.all_entries.get(node.subject.name) if isinstance(node.subject, ValueOf) else None
    return entry.scale.words() if entry else ()


def bounds_text(node: Compare | CountRule) -> str:
    """The bounds of a rule as its author wrote them: `au_moins: 3`."""
    return ", ".join(f"{key}: {limit.text}" for limit, key in node.bounds.by_key())


def _range(judgement: Judgement, state: State | None) -> tuple[Fraction, Fraction]:
    """The counts or values that are possible, where anything may be left out too."""
    if isinstance(judgement.node, CountRule):
        return Fraction(0), Fraction(judgement.node.tally(judgement.parts).total)
    value = next(part.value for part in judgement.parts if isinstance(part, Measurement))
    if state is not None and isinstance(judgement.node, Compare):
        also = judgement.node.subject.measure(state).value
        value = also if also.may & (REELLE | DISPENSEE) else value
    return value.low, value.high
