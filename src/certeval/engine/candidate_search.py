"""One candidate who is lost: which sets of units, presented again, may make a rule come to what is wanted.

The sets of each part are put together where the parts share no unit; where they do, a set counts only once a
completion was found that wins the whole. What a name takes is worked out apart, from the cells behind it alone: it is
the same for all who have these cells.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from certeval.engine.again import WHOLE
from certeval.engine.resit_sets import (
    IMPOSSIBLE,
    MOST_SETS,
    NOTHING_TO_DO,
    Family,
    all_of,
    either,
    minimal,
    some_of,
)
from certeval.engine.trial import Trial
from certeval.rules.count_rules import CountRule
from certeval.rules.derivation import Judgement, Node
from certeval.rules.outcome import BLOQUE, EXCLU, EXCLUE, FAUX, VRAI, Outcome, Value
from certeval.rules.program import CERTIFICATION
from certeval.rules.situation import RuleFor
from certeval.rules.verdicts import Every, ExclusionGuard, Not, Rule, Some, VerdictOf

DEEPEST = 40
"""Names that stand for names, followed one by one."""


class FormFamily(NamedTuple):
    """What was found of a name: the sets, the names that stay lost, whether parts stood apart."""

    family: Family
    impossible: tuple[str, ...]
    apart: bool


MAX_MEMORY = 50_000
"""Names whose sets are remembered, and rules that wait."""
SearchMemory = dict[tuple[object, ...], tuple[Any, int]]
"""What was found for those who had the same cells, and the work it took: of names, by what was wanted of them and how
deep they stood; of rules that wait for cells, whether they can be won.
"""


class CandidateSearch:
    """One candidate, and the units that may be presented again; one `memory` serves all candidates whose every cell was
    one attempt.

    `impossible` are the names that nothing presented again could make come to what is wanted of them.
    """

    def __init__(self, trial: Trial, memory: SearchMemory, depth: int = 0) -> None:
        self.on = trial.on
        self.state = trial.state
        self.trial = trial
        self.impossible: list[str] = []
        self._memory = memory
        self._solutions: dict[tuple[str, Outcome], FormFamily] = {}
        self._waits: dict[tuple[int, Outcome], tuple[Node, bool]] = {}
        self._depth = depth
        self._apart = True

    def certification(self) -> Family:
        """The minimal sets that can win the certification."""
        family = self.family(WHOLE, VRAI)
        # a part that an excluded cell, or what is not for everybody, leaves was taken for won: it may not be alone
        exclusion = any(value.may & EXCLUE for value in self.trial.sittings.cells.values())
        if self._apart and not self.on.concerns and not exclusion:
            return family
        form = self.on.steps["verdict", CERTIFICATION].node
        if all(self.trial.wins(form, VRAI, units) for units in family.sets):
            return family
        return self.trial.smallest_first(form, VRAI)

    def family(self, node: Node, target: Outcome) -> Family:
        """The minimal sets after which a rule may come to `target` (VRAI or FAUX)."""
        if self._is_ready(node, target):
            return NOTHING_TO_DO
        count = len(self.impossible)
        family = self._family(node, target)
        if family.total or not family.exact:
            del self.impossible[count:]
        return family

    def _family(self, node: Node, target: Outcome) -> Family:
        if isinstance(node, VerdictOf):
            return self._by_name(node, target)
        if isinstance(node, ExclusionGuard | RuleFor):
            return self.family(node.rule, target)
        if isinstance(node, Not):
            return self.family(node.rule, FAUX if target == VRAI else VRAI)
        family: Family | None = None
        if isinstance(node, Every | Some):
            needs_all = isinstance(node, Every) == (target == VRAI)
            family = self._all_of(node, target) if needs_all else self._one_of(node, target)
        elif isinstance(node, CountRule) and target == VRAI:
            family = self._count(node)
        return family or self.trial.search(node, target)

    def _by_name(self, node: VerdictOf, target: Outcome) -> Family:
        """What a name stands for, worked out once."""
        key = (node.name, target)
        if key not in self._solutions:
            of_cells = (*key, self._depth, self._behind(node))
            solution: FormFamily = self._remember(of_cells, lambda: self._form_family(node, target))
            self._solutions[key] = solution
            self.impossible += [name for name in solution.impossible if name not in self.impossible]
            self._apart = self._apart and solution.apart
        return self._solutions[key].family

    def _remember(self, key: tuple[object, ...], work_out: Callable[[], Any]) -> Any:
        """What was found for another who has the same cells, at the same cost, if there is that much work left."""
        work = self.trial.work
        found, cost = self._memory.get(key, (None, work.rest))
        if cost < work.rest:
            work.spend(cost)
            return found
        before = work.rest
        result = work_out()
        if not work.is_spent:
            if len(self._memory) > MAX_MEMORY:
                self._memory.clear()
            self._memory[key] = result, before - work.rest
        return result

    def _form_family(self, node: VerdictOf, target: Outcome) -> FormFamily:
        """The sets of the form that a name stands for; a chain of names too long to follow is searched as a whole."""
        inside = CandidateSearch(self.trial, self._memory, self._depth + 1)
        form = self.on.steps["verdict", node.name].node
        deep = inside._depth > DEEPEST
        family = self.trial.search(node, target) if deep else inside.family(form, target)
        if not family.total and family.exact and not inside.impossible:
            inside.impossible.append(node.name)
        return FormFamily(family, tuple(inside.impossible), inside._apart)

    def _is_ready(self, rule: Node, target: Outcome) -> bool:
        """Whether a rule comes to `target` today, or can by what it waits for alone."""
        outcome = rule.judge(self.state).outcome
        if not outcome & ~(target | EXCLU) or not outcome & (target | EXCLU):
            return bool(outcome & (target | EXCLU))
        key = (id(rule), target)
        if key not in self._waits:
            of_cells = (*key, self._behind(rule))
            _, can_win = self._remember(of_cells, lambda: (rule, self.trial.wins(rule, target, ())))
            self._apart = self._apart and can_win is not None
            self._waits[key] = (rule, can_win is not False)
        return self._waits[key][1]

    def _behind(self, node: Node) -> tuple[Value, ...]:
        """The cells that a node depends on."""
        cells = self.trial.sittings.cells
        return tuple([cells[code] for code in self.on.dependency(node).codes])

    def _all_of(self, node: Every | Some, target: Outcome) -> Family | None:
        """One set of each part that stands in the way."""
        failures = [rule for rule in node.rules if not self._is_ready(rule, target)]
        others = [rule for rule in node.rules if self._is_ready(rule, target)]
        if self._are_distinct(failures):
            self._note_overlap(failures, others, target)
            return all_of([self.family(rule, target) for rule in failures])
        return self._with_shared_units(node, failures, target)

    def _with_shared_units(self, node: Node, failures: list[Rule], target: Outcome) -> Family | None:
        """Parts that share units: what some of them cannot do without, and the sets of the only other one;
        None where it is as well tried as a whole.
        """
        if len(self.on.support(node)) == 1:
            return None
        families = [self.family(rule, target) for rule in failures]
        if any(not family.total and family.exact for family in families):
            return IMPOSSIBLE
        sole = [family.sets[0] for family in families if family.exact and family.total == 1]
        core = tuple(sorted({unit for units in sole for unit in units}))
        rest = [rule for rule in failures if not self.trial.may(rule, target, core)]
        if len(rest) > 1 or not core:
            return None
        family = self.trial.search(rest[0], target, core) if rest else Family((core,), 1)
        return family if all(self.trial.wins(node, target, picks) for picks in family.sets) else None

    def _one_of(self, node: Every | Some, target: Outcome) -> Family | None:
        """A set of any part; None where a part is excluded, which leaves the others to decide, or is blocked and blocks
        an `et` that another part would make false.
        """
        decides_alone = EXCLU | BLOQUE if isinstance(node, Every) else EXCLU
        if any(rule.judge(self.state).outcome & decides_alone for rule in node.rules):
            return None
        families = [self.family(rule, target) for rule in node.rules]
        if not self._are_distinct(list(node.rules)):
            sets = minimal(units for family in families for units in family.sets)
            exact = all(family.exact and family.total == len(family.sets) for family in families)
            return Family(sets[:MOST_SETS], len(sets), exact and len(sets) <= MOST_SETS)
        result = IMPOSSIBLE
        for family in families:
            result = either(result, family)
        return result

    def _count(self, node: CountRule) -> Family | None:
        """As many more items as the lower bound lacks, or as many fewer as the upper one has too many."""
        judgement = node.judge(self.state)
        outcomes = [part.outcome for part in judgement.parts if isinstance(part, Judgement)]
        total = node.tally(judgement.parts).total
        if any(o & EXCLU for o in outcomes) or not total or (node.bounds.lower and node.bounds.upper):
            return None
        rules = [rule for _, rule in node.items]
        least, most = node.bounds.counts(total)
        if node.bounds.lower:
            failures = [rule for rule in rules if not self._is_ready(rule, VRAI)]
            return self._choose(rules, failures, least - (len(rules) - len(failures)), VRAI)
        if most is None:
            return None
        failures = [rule for rule in rules if not self._is_ready(rule, FAUX)]
        if any(o & BLOQUE for o in outcomes) and most:
            return None
        return self._choose(rules, failures, len(failures) - most, FAUX)

    def _choose(self, rules: list[Rule], failures: list[Rule], count: int, target: Outcome) -> Family | None:
        if not self._are_distinct(failures):
            return None
        self._note_overlap(failures, [rule for rule in rules if rule not in failures], target)
        return some_of([self.family(rule, target) for rule in failures], max(0, count))

    def _are_distinct(self, rules: list[Rule]) -> bool:
        """Whether no unit is shared between rules."""
        supports = [self.on.support(rule) for rule in rules]
        return sum(map(len, supports)) == len(frozenset[int]().union(*supports))

    def _note_overlap(self, failures: list[Rule], others: list[Rule], target: Outcome) -> None:
        """Take note where the other parts stand on what is presented again, or wait for the same cells."""
        of_others = frozenset[int]().union(*map(self.on.support, others))
        apart = all(self.on.support(rule).isdisjoint(of_others) for rule in failures)
        open_rules = [rule for rule in others if rule.judge(self.state).outcome & ~(target | EXCLU)]
        self._apart = self._apart and apart and self._are_distinct(open_rules)
