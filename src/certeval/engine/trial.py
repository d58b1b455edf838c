"""What is tried on one candidate who is lost: a rule, once some units are presented again.

What adds up is added up; all else is tried, smallest sets first, as far as the work allows.
"""

from fractions import Fraction

from certeval.engine.again import WHOLE, Box, Dependencies, Dependency, Sittings
from certeval.engine.box_search import Budget, WinningQuestion, winnable
from certeval.engine.resit_sets import IMPOSSIBLE, MOST_SETS, Family, Units, first
from certeval.engine.weights import LinearBound, lightest, linear_bound
from certeval.rules.derivation import Node, State
from certeval.rules.outcome import EXCLU, REELLE, Outcome, Value
from certeval.rules.program import CERTIFICATION

RESERVE = 20_000
"""Work kept to find one set where the smallest were too many to try."""


class Trial:
    """One candidate, what is decided today, and what may be spent on trying."""

    def __init__(self, on: Dependencies, sittings: Sittings, state: State, work: Budget) -> None:
        self.on = on
        self.sittings = sittings
        self.state = state
        self.work = work
        self._cut = False

    def perhaps(self) -> State:
        """What follows where anything may have been presented again."""
        dependency = self.on.dependency(WHOLE)
        return dependency.state({code: self.sittings.perhaps(code) for code in dependency.codes})

    def search(self, node: Node, target: Outcome, core: Units = ()) -> Family:
        """The minimal sets of what is no connective, or shares units; `core` is in each of them."""
        if not self.may(node, target, core, tuple(self.on.support(node))):
            return IMPOSSIBLE
        bound = linear_bound(node, target, self.on, self.state)
        family = None if bound is None else self._by_gains(bound, core)
        if family is not None and all(self.wins(node, target, units) for units in family.sets):
            return family
        return self.smallest_first(node, target, core)

    def _by_gains(self, bound: LinearBound, core: Units) -> Family | None:
        """The sets whose gains add up to enough; None where they don't simply add up."""
        dependency = self.on.dependency(bound.measure)
        support = self.on.support(bound.measure)
        cells = [code for i in support for code in self.on.units[i].cells]
        now, again = self.sittings.cells, self.sittings.again
        sure = all(not (now[code].may | again(code).may) & ~REELLE for code in dependency.codes)
        if (
            not sure
            or len(set(cells)) < len(cells)
            or not self.work.spend(dependency.cost * (1 + len(support)))
        ):
            return None
        base = self._end(bound, dependency, core)
        if base is None:
            return None
        if bound.enough(base):
            return Family((core,), 1)
        gains = [
            (unit, end - base)
            for unit in sorted(support - set(core))
            if (end := self._end(bound, dependency, (*core, unit))) is not None
        ]
        useful = [(unit, gain) for unit, gain in gains if (gain > 0 if bound.rises else gain < 0)]
        sets: list[Units] = []
        for units in lightest(useful, base, bound.enough, self.work):
            sets.append(tuple(sorted((*core, *units))))
            if len(sets) >= MOST_SETS:
                break
        exact = len(sets) < MOST_SETS and not self.work.is_spent
        return Family(first(sets), len(sets), exact)

    def _end(self, bound: LinearBound, dependency: Dependency, units: Units) -> Fraction | None:
        measurement = bound.measure.measure(dependency.state(self._cells(units, ())))
        if measurement.value.may & ~REELLE:
            return None
        return measurement.value.high if bound.rises else measurement.value.low

    def smallest_first(self, node: Node, target: Outcome, core: Units = ()) -> Family:
        """The minimal sets found by trying, smallest first; at least one of them where they are too many."""
        support = tuple(sorted(self.on.support(node) - set(core)))
        sets: list[Units] = []
        unsure: list[Units] = []
        for size in range(0 if core else 1, len(support) + 1):
            alone = {units[0] for units in sets if len(units) == 1}
            pool = tuple(unit for unit in support if unit not in alone)
            stack: list[tuple[Units, int]] = [((), 0)]
            while stack and len(sets) < MOST_SETS:
                some, at = stack.pop()
                if not self.work.spend(1 + len(sets)):
                    return self._at_least_one(node, target, core, support, sets)
                picks = tuple(sorted((*core, *some)))
                if any(set(smaller) <= set(picks) for smaller in (*sets, *unsure)):
                    continue
                if len(some) < size:
                    if at + size - len(some) <= len(pool) and self.may(node, target, picks, pool[at:]):
                        stack += [(some, at + 1), ((*some, pool[at]), at + 1)]
                elif can_win := self.wins(node, target, picks):
                    sets.append(picks)
                elif can_win is None:
                    unsure.append(picks)
            if len(sets) >= MOST_SETS:
                return Family(first(sets), len(sets), exact=False)
        return Family(first(sets), len(sets), exact=not unsure)

    def _at_least_one(
        self, node: Node, target: Outcome, core: Units, support: Units, sets: list[Units]
    ) -> Family:
        """The sets found before the work was spent; if none, all units less those that can be done without."""
        if not sets:
            self.work.rest = RESERVE
            units = tuple(sorted((*core, *support)))
            for unit in reversed(support):
                fewer = tuple(each for each in units if each != unit)
                if self.wins(node, target, fewer):
                    units = fewer
            less = [tuple(each for each in units if each != unit) for unit in units]
            enough = self.wins(node, target, units)
            if enough and not any(self.may(node, target, (), fewer) for fewer in less) and not self._cut:
                sets.append(units)
            self.work.rest = 0
        return Family(first(sets), len(sets), exact=False)

    def wins(self, node: Node, target: Outcome, units: Units) -> bool | None:
        """Whether a rule can come to its target once these units are presented again; None: not found out."""
        question, start = self.question(node, target, units)
        return self.answer(question, start)

    def answer(self, question: WinningQuestion, box: Box) -> bool | None:
        """Whether something within a box wins; None where the work did not allow to find out."""
        self._cut = False
        can_win = winnable(question, box)
        return None if self._cut and not can_win else can_win

    def question(self, node: Node, target: Outcome, units: Units) -> tuple[WinningQuestion, Box]:
        """What to judge once these units are presented again, and all that is not known then."""
        dependency = self.on.dependency(node)
        again = frozenset(code for i in units for code in self.on.units[i].cells)

        def judge(box: Box) -> Outcome:
            if not self.work.spend(dependency.cost):
                self._cut = True
                return 0
            new_cells = {code: self.sittings.within(code, box) for code, _ in box}
            return node.judge(dependency.state(self.sittings.cells | new_cells)).outcome

        start = self.sittings.open(dependency.codes, again)
        return WinningQuestion(judge, self._target_outcomes(node, target), self.sittings.entries), start

    def may(self, node: Node, target: Outcome, units: Units, perhaps: Units = ()) -> bool:
        """Whether a rule may come to its target where units are presented again, and others perhaps."""
        dependency = self.on.dependency(node)
        if not self.work.spend(dependency.cost):
            self._cut = True
            return True
        state = dependency.state(self._cells(units, perhaps))
        return bool(node.judge(state).outcome & self._target_outcomes(node, target))

    def _cells(self, units: Units, perhaps: Units) -> dict[str, Value]:
        again = {code for i in units for code in self.on.units[i].cells}
        either_way = {code for i in perhaps for code in self.on.units[i].cells}
        return {
            **self.sittings.cells,
            **{code: self.sittings.perhaps(code) for code in either_way},
            **{code: self.sittings.again(code) for code in again},
        }

    def _target_outcomes(self, node: Node, target: Outcome) -> Outcome:
        """What is as good as the target: a part that is excluded leaves, but nobody is certified by it."""
        return target if node is self.on.steps["verdict", CERTIFICATION].node else target | EXCLU
