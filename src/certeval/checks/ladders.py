"""Steps of ladders that one before them hides: the first true condition wins."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from certeval.checks.subject import Subject, SubjectRules
from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import rules as kinds
from certeval.messages import N_
from certeval.referentiel.reachable import exit_cells
from certeval.rules.bounds import Bounds, Limit
from certeval.rules.compound_measures import PointsOf, Rounding
from certeval.rules.count_rules import CountRule
from certeval.rules.derivation import Name, Node, State
from certeval.rules.measures import Extreme, Mean, Total
from certeval.rules.outcome import EXCLU, EXCLUE, VRAI, every
from certeval.rules.program import Ladder, Program
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import Compare, Every, Rule, Some, VerdictOf

Alternatives = Sequence[Sequence[Node]]
"""What a step asks for: all of one of these."""
WHOLE = (Mean, Total, Extreme, Compare, CountRule, Every, Some, Rounding, PointsOf)
"""Forms that are excluded where all that is inside them is."""
MOST_COMPARISONS = 100_000
"""Conditions compared with each other, over all ladders: of more, the last steps are not looked at."""


def steps_are_reachable(subject: Subject) -> Iterator[Finding]:
    """No step of a ladder asks for more than one before it."""
    program, comparisons = subject.rules.program, MOST_COMPARISONS
    exits = _Exits(subject.rules)
    for (_, name), step in program.steps.items():
        rungs = step.node.rungs if isinstance(step.node, Ladder) else ()
        rules = [_alternatives(program, rung.condition) for rung in rungs if rung.condition is not None]
        sizes = [_size(rule) for rule in rules]
        for i, rule in enumerate(rules):
            comparisons -= sizes[i] * sum(sizes[:i])
            if comparisons < 0:
                return
            earlier = next((j for j in range(i) if _hides(exits, rules[j], rule)), None)
            if earlier is not None:
                path: Path = ("paliers", name, i, "si")
                links = ((N_("this step comes first"), ("paliers", name, earlier, "si")),)
                arguments = {"step": rungs[i].name, "earlier": rungs[earlier].name}
                yield Finding(kinds.RUNG_NEVER, path, arguments, at_key=True, related=links)


def _size(alternatives: Alternatives) -> int:
    """How many conditions a step is made of."""
    return sum(max(len(part.inside()), 1) for parts in alternatives for part in parts)


def _alternatives(program: Program, rule: Rule) -> Alternatives:
    """The alternatives of a condition, each as all that it asks for, names being what they stand for."""
    form = _form(program, rule)
    several = [_form(program, each) for each in form.rules] if isinstance(form, Some) else [form]
    return [
        [_form(program, part) for part in one.rules] if isinstance(one, Every) else [one] for one in several
    ]


def _form(program: Program, rule: Node) -> Node:
    """The rule that a name stands for."""
    while isinstance(rule, VerdictOf):
        rule = program.steps["verdict", rule.name].node
    return rule


def _hides(exits: "_Exits", earlier: Alternatives, later: Alternatives) -> bool:
    """Whether whoever meets the later of two conditions meets the earlier, as far as their forms show it."""
    return all(any(_follows(exits, other, one) for other in earlier) for one in later)


def _follows(exits: "_Exits", looser: Sequence[Node], tighter: Sequence[Node]) -> bool:
    """Whether meeting all of some conditions is enough for all of others. Where all of these may be excluded at once,
    none is met: what else there is must not be met without them.
    """
    if not all(any(_covers(one, each) for each in tighter) for one in looser):
        return False
    rest = [each for each in tighter if not any(_covers(one, each) for one in looser)]
    if not rest or not all(exits.may_leave(one) for one in looser):
        return True
    state = exits.state_without(looser)
    return not every([each.judge(state).outcome for each in rest]) & VRAI


def _covers(looser: Node, tighter: Node) -> bool:
    """Whether meeting one condition is meeting another, and either is excluded with the other: the same, or the same
    within looser bounds.
    """
    match looser, tighter:
        case Compare(), Compare():
            same = looser.subject == tighter.subject
        case CountRule(), CountRule():
            same = looser.items == tighter.items
        case _:
            return looser == tighter
    return same and _holds_within(looser.bounds, tighter.bounds)


def _holds_within(looser: Bounds, tighter: Bounds) -> bool:
    """Whether what lies within some bounds lies within others; of a share and a number nothing is said."""
    shares = ((looser.share_below, tighter.share_below), (looser.share_above, tighter.share_above))
    return (
        _is_beyond(tighter.lower, looser.lower, 1)
        and _is_beyond(tighter.upper, looser.upper, -1)
        and all(
            one == other or limit is None
            for (one, other), limit in zip(shares, (looser.lower, looser.upper), strict=True)
        )
    )


def _is_beyond(tighter: Limit | None, looser: Limit | None, sign: int) -> bool:
    """Whether one limit on a side, upwards (1) or downwards (-1), asks for as much as another."""
    if looser is None or tighter is None:
        return looser is None
    gap = sign * (tighter.at - looser.at)
    return gap > 0 or (gap == 0 and (tighter.strict or not looser.strict))


class _Exits:
    """What follows for candidates of whom anything may be exempted or excluded, as the statuses allow."""

    def __init__(self, rules: SubjectRules) -> None:
        self._program, self._rules = rules.program, rules
        self._states: dict[frozenset[str], State] = {}

    def may_leave(self, rule: Node) -> bool:
        """Whether a rule may be excluded."""
        return bool(rule.judge(self._rules.exits).outcome & EXCLU)

    def state_without(self, rules: Sequence[Node]) -> State:
        """The same where these rules are excluded, as far as their forms show of which cells that is."""
        absent = frozenset[str]().union(*(self._cells_of(rule) for rule in rules))
        if absent not in self._states:
            cells = exit_cells(self._program)
            out = {code: value._replace(may=EXCLUE) for code, value in cells.items() if code in absent}
            self._states[absent] = self._program.evaluate(cells | out)
        return self._states[absent]

    @cached_property
    def _cells_by_name(self) -> Mapping[Name, frozenset[str]]:
        """The cells that are all excluded where what a name makes is."""
        by_name: dict[Name, frozenset[str]] = {
            ("valeur", code): frozenset([code]) for code in self._program.entries
        }
        for name, step in self._program.steps.items():
            by_name[name] = self._cells_of(step.node, by_name)
        return by_name

    def _cells_of(self, node: Node, by_name: Mapping[Name, frozenset[str]] | None = None) -> frozenset[str]:
        """The cells that are all excluded where a form is; none where its form does not show it."""
        by_name = self._cells_by_name if by_name is None else by_name
        if isinstance(node, VerdictOf):
            return by_name["verdict", node.name]
        if type(node) is ValueOf:
            return by_name["valeur", node.name]
        if isinstance(node, Mean | Total | Extreme) and any(term.condition for term in node.terms):
            return frozenset()
        inside = node.inside() if isinstance(node, WHOLE) else ()
        return frozenset().union(*(self._cells_of(each, by_name) for each in inside))
