"""One candidate who is lost: which sets of units, presented again, may make a rule come to what is wanted.

The sets of each part are put together where the parts share no unit; where they do, a set counts only once a
completion was found that wins the whole.
"""

from fractions import Fraction

from certeval.engine.again import Box, Sittings
from certeval.engine.dependencies import Behind, Dependencies
from certeval.engine.resit_sets import (
    IMPOSSIBLE,
    MOST_SETS,
    NOTHING_TO_DO,
    Family,
    Units,
    all_of,
    either,
    first,
    minimal,
    some_of,
)
from certeval.engine.weights import Weighed, lightest, weighed
from certeval.engine.winning import Question, Work, winnable
from certeval.rules.derivation import Judged, Node, State
from certeval.rules.outcome import BLOQUE, EXCLU, FAUX, REELLE, VRAI, Outcome, Value
from certeval.rules.program import CERTIFICATION
from certeval.rules.verdicts import Counted, Every, Named, Not, Rule, Some, UnlessExcluded

DEEPEST = 40
"""Names that stand for names, followed one by one."""

RESERVE = 20_000
"""Work kept to find one set where the smallest were too many to try."""


class Lost:
    """One candidate, the units that may be presented again, and what may be spent on the search.

    `impossible` are the names that nothing presented again could make come to what is wanted of them.
    """

    def __init__(self, on: Dependencies, sittings: Sittings, state: State, work: Work) -> None:
        self.on = on
        self.sittings = sittings
        self.state = state
        self.work = work
        self.impossible: list[str] = []
        self._known: dict[tuple[str, Outcome], Family] = {}
        self._depth = 0
        self._apart = True
        self._cut = False

    def certification(self) -> Family:
        """The minimal sets that can win the certification."""
        node = Named(CERTIFICATION)
        family = self.family(node, VRAI)
        if self._apart or all(self.wins(node, VRAI, chosen) for chosen in family.sets):
            return family
        return self._smallest_first(node, VRAI)

    def perhaps(self) -> State:
        """What follows where anything may have been presented again."""
        behind = self.on.behind(Named(CERTIFICATION))
        return behind.state({code: self.sittings.perhaps(code) for code in behind.codes})

    def family(self, node: Node, target: Outcome) -> Family:
        """The minimal sets after which a rule may come to `target` (VRAI or FAUX)."""
        if self._ready(node, target):
            return NOTHING_TO_DO
        known = len(self.impossible)
        family = self._family(node, target)
        if family.total or not family.exact:
            del self.impossible[known:]
        return family

    def _family(self, node: Node, target: Outcome) -> Family:
        if isinstance(node, Named):
            return self._named(node, target)
        if isinstance(node, UnlessExcluded):
            return self.family(node.rule, target)
        if isinstance(node, Not):
            return self.family(node.rule, FAUX if target == VRAI else VRAI)
        worked_out: Family | None = None
        if isinstance(node, Every | Some):
            wanted = isinstance(node, Every) == (target == VRAI)
            worked_out = self._all_of(node, target) if wanted else self._one_of(node, target)
        elif isinstance(node, Counted) and target == VRAI:
            worked_out = self._counted(node)
        return worked_out or self._tried(node, target)

    def _named(self, node: Named, target: Outcome) -> Family:
        """What a name stands for; a chain of names too long to follow is searched as a whole."""
        key = (node.name, target)
        if key not in self._known:
            known = len(self.impossible)
            self._depth += 1
            form = self.on.steps["verdict", node.name].node
            deep = self._depth > DEEPEST
            family = self._known[key] = self._tried(node, target) if deep else self.family(form, target)
            self._depth -= 1
            if not family.total and family.exact and len(self.impossible) == known:
                self.impossible.append(node.name)
        return self._known[key]

    def _ready(self, rule: Node, target: Outcome) -> bool:
        return bool(rule.judge(self.state).outcome & (target | EXCLU))

    # -- connectives

    def _all_of(self, node: Every | Some, target: Outcome) -> Family | None:
        """One set of each part that stands in the way."""
        failing = [rule for rule in node.rules if not self._ready(rule, target)]
        others = [rule for rule in node.rules if self._ready(rule, target)]
        if self._distinct(failing):
            self._keep_apart(failing, others, target)
            return all_of([self.family(rule, target) for rule in failing])
        return self._sharing(node, failing, target)

    def _sharing(self, node: Node, failing: list[Rule], target: Outcome) -> Family | None:
        """Parts that share units: what some of them cannot do without, and the sets of the only other one."""
        families = [self.family(rule, target) for rule in failing]
        if any(not family.total and family.exact for family in families):
            return IMPOSSIBLE
        sole = [family.sets[0] for family in families if family.exact and family.total == 1]
        forced = tuple(sorted({unit for units in sole for unit in units}))
        left = [rule for rule in failing if not self._may(rule, target, forced)]
        if len(left) > 1 or not forced:
            return None
        family = self._tried(left[0], target, forced) if left else Family((forced,), 1)
        return family if all(self.wins(node, target, chosen) for chosen in family.sets) else None

    def _one_of(self, node: Every | Some, target: Outcome) -> Family:
        """A set of any part."""
        families = [self.family(rule, target) for rule in node.rules]
        if not self._distinct(list(node.rules)):
            sets = minimal(units for family in families for units in family.sets)
            exact = all(family.exact and family.total == len(family.sets) for family in families)
            return Family(sets[:MOST_SETS], len(sets), exact and len(sets) <= MOST_SETS)
        result = IMPOSSIBLE
        for family in families:
            result = either(result, family)
        return result

    def _counted(self, node: Counted) -> Family | None:
        """As many more items as the lower bound lacks, or as many fewer as the upper one has too many."""
        judged = node.judge(self.state)
        outcomes = [part.outcome for part in judged.parts if isinstance(part, Judged)]
        total = node.tally(judged.parts).total
        if EXCLU in outcomes or not total or (node.bounds.lower and node.bounds.upper):
            return None
        rules = [rule for _, rule in node.items]
        least, most = node.accepted(total)
        if node.bounds.lower:
            failing = [r for r, o in zip(rules, outcomes, strict=True) if not o & VRAI]
            return self._choose(rules, failing, least - (len(rules) - len(failing)), VRAI)
        if most is None:
            return None
        failing = [r for r, o in zip(rules, outcomes, strict=True) if o in {VRAI, BLOQUE}]
        if any(o & BLOQUE for o in outcomes) and most:
            return None
        return self._choose(rules, failing, len(failing) - most, FAUX)

    def _choose(self, rules: list[Rule], failing: list[Rule], needed: int, target: Outcome) -> Family | None:
        if not self._distinct(failing):
            return None
        self._keep_apart(failing, [rule for rule in rules if rule not in failing], target)
        return some_of([self.family(rule, target) for rule in failing], max(0, needed))

    def _distinct(self, rules: list[Rule]) -> bool:
        """Whether no unit is shared between rules."""
        supports = [self.on.support(rule) for rule in rules]
        return sum(map(len, supports)) == len(frozenset[int]().union(*supports))

    def _keep_apart(self, failing: list[Rule], others: list[Rule], target: Outcome) -> None:
        """Take note where the other parts stand on what is presented again, or wait for what can't come."""
        of_others = frozenset[int]().union(*map(self.on.support, others))
        apart = all(self.on.support(rule).isdisjoint(of_others) for rule in failing)
        waiting = [rule for rule in others if rule.judge(self.state).outcome & ~(target | EXCLU)]
        apart = apart and self._distinct(waiting) and all(self.wins(rule, target, ()) for rule in waiting)
        self._apart = self._apart and apart

    # -- what is tried

    def _tried(self, node: Node, target: Outcome, forced: Units = ()) -> Family:
        """The minimal sets of what is no connective, or shares units; `forced` is in each of them."""
        if not self._may(node, target, forced, tuple(self.on.support(node))):
            return IMPOSSIBLE
        weighing = weighed(node, target, self.on, self.state)
        family = None if weighing is None else self._weighed(weighing, forced)
        if family is not None and all(self.wins(node, target, chosen) for chosen in family.sets):
            return family
        return self._smallest_first(node, target, forced)

    def _weighed(self, weighing: Weighed, forced: Units) -> Family | None:
        """The sets whose gains add up to enough; None where they don't simply add up."""
        behind = self.on.behind(weighing.measure)
        support = self.on.support(weighing.measure)
        cells = [code for i in support for code in self.on.units[i].cells]
        now, again = self.sittings.cells, self.sittings.again
        sure = all(not (now[code].may | again(code).may) & ~REELLE for code in behind.codes)
        if not sure or len(set(cells)) < len(cells) or not self.work.spend(behind.cost * (1 + len(support))):
            return None
        base = self._end(weighing, behind, forced)
        if base is None:
            return None
        if weighing.enough(base):
            return Family((forced,), 1)
        gains = [
            (unit, end - base)
            for unit in sorted(support - set(forced))
            if (end := self._end(weighing, behind, (*forced, unit))) is not None
        ]
        helping = [(unit, gain) for unit, gain in gains if (gain > 0 if weighing.rising else gain < 0)]
        sets: list[Units] = []
        for chosen in lightest(helping, base, weighing.enough, self.work):
            sets.append(tuple(sorted((*forced, *chosen))))
            if len(sets) >= MOST_SETS:
                break
        exact = len(sets) < MOST_SETS and not self.work.stopped
        return Family(first(sets), len(sets), exact)

    def _end(self, weighing: Weighed, behind: Behind, chosen: Units) -> Fraction | None:
        measured = weighing.measure.measure(behind.state(self._cells(chosen, ())))
        if measured.value.may & ~REELLE:
            return None
        return measured.value.high if weighing.rising else measured.value.low

    def _smallest_first(self, node: Node, target: Outcome, forced: Units = ()) -> Family:
        """The minimal sets found by trying, smallest first; at least one of them where they are too many."""
        support = tuple(sorted(self.on.support(node) - set(forced)))
        found: list[Units] = []
        unsure: list[Units] = []
        for size in range(0 if forced else 1, len(support) + 1):
            alone = {units[0] for units in found if len(units) == 1}
            pool = tuple(unit for unit in support if unit not in alone)
            waiting: list[tuple[Units, int]] = [((), 0)]
            while waiting and len(found) < MOST_SETS:
                some, at = waiting.pop()
                if not self.work.spend(1 + len(found)):
                    return self._at_least_one(node, target, forced, support, found)
                chosen = tuple(sorted((*forced, *some)))
                if any(set(smaller) <= set(chosen) for smaller in (*found, *unsure)):
                    continue
                if len(some) < size:
                    if at + size - len(some) <= len(pool) and self._may(node, target, chosen, pool[at:]):
                        waiting += [(some, at + 1), ((*some, pool[at]), at + 1)]
                elif won := self.wins(node, target, chosen):
                    found.append(chosen)
                elif won is None:
                    unsure.append(chosen)
            if len(found) >= MOST_SETS:
                return Family(first(found), len(found), exact=False)
        return Family(first(found), len(found), exact=not unsure)

    def _at_least_one(
        self, node: Node, target: Outcome, forced: Units, support: Units, found: list[Units]
    ) -> Family:
        """The sets found before the work was spent; if none, all units less those that can be done without."""
        if not found:
            self.work.left = RESERVE
            chosen = tuple(sorted((*forced, *support)))
            for unit in reversed(support):
                fewer = tuple(each for each in chosen if each != unit)
                if self.wins(node, target, fewer):
                    chosen = fewer
            less = [tuple(each for each in chosen if each != unit) for unit in chosen]
            enough = self.wins(node, target, chosen)
            if enough and not any(self._may(node, target, (), fewer) for fewer in less) and not self._cut:
                found.append(chosen)
            self.work.left = 0
        return Family(first(found), len(found), exact=False)

    # -- what follows

    def wins(self, node: Node, target: Outcome, chosen: Units) -> bool | None:
        """Whether a rule can come to its target once these units are presented again; None: not found out."""
        behind = self.on.behind(node)
        again = frozenset(code for i in chosen for code in self.on.units[i].cells)
        start = self.sittings.open(behind.codes, again)
        cells = self.sittings.cells
        self._cut = False

        def judge(box: Box) -> Outcome:
            if not self.work.spend(behind.cost):
                self._cut = True
                return 0
            changed = {code: self.sittings.within(code, box) for code, _ in box}
            return node.judge(behind.state(cells | changed)).outcome

        won = winnable(Question(judge, target | EXCLU, self.sittings.step), start)
        return None if self._cut and not won else won

    def _may(self, node: Node, target: Outcome, chosen: Units, perhaps: Units = ()) -> bool:
        """Whether a rule may come to its target where units are presented again, and others perhaps."""
        behind = self.on.behind(node)
        if not self.work.spend(behind.cost):
            self._cut = True
            return True
        state = behind.state(self._cells(chosen, perhaps))
        return bool(node.judge(state).outcome & (target | EXCLU))

    def _cells(self, chosen: Units, perhaps: Units) -> dict[str, Value]:
        again = {code for i in chosen for code in self.on.units[i].cells}
        either_way = {code for i in perhaps for code in self.on.units[i].cells}
        return {
            **self.sittings.cells,
            **{code: self.sittings.perhaps(code) for code in either_way},
            **{code: self.sittings.again(code) for code in again},
        }
