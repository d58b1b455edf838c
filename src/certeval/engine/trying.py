"""What is tried on one candidate who is lost: a rule, once some units are presented again.

What adds up is added up; all else is tried, smallest sets first, as far as the work allows.
"""

from fractions import Fraction

from certeval.engine.again import WHOLE, Behind, Box, Dependencies, Sittings
from certeval.engine.resit_sets import IMPOSSIBLE, MOST_SETS, Family, Units, first
from certeval.engine.weights import Weighed, lightest, weighed
from certeval.engine.winning import Budget, WinningQuestion, winnable
from certeval.rules.derivation import Node, State
from certeval.rules.outcome import EXCLU, REELLE, Outcome, Value
from certeval.rules.program import CERTIFICATION

RESERVE = 20_000
"""Work kept to find one set where the smallest were too many to try."""


class Trying:
    """One candidate, what is decided today, and what may be spent on trying."""

    def __init__(self, on: Dependencies, sittings: Sittings, state: State, work: Budget) -> None:
        self.on = on
        self.sittings = sittings
        self.state = state
        self.work = work
        self._cut = False

    def perhaps(self) -> State:
        """What follows where anything may have been presented again."""
        behind = self.on.behind(WHOLE)
        return behind.state({code: self.sittings.perhaps(code) for code in behind.codes})

    def tried(self, node: Node, target: Outcome, forced: Units = ()) -> Family:
        """The minimal sets of what is no connective, or shares units; `forced` is in each of them."""
        if not self.may(node, target, forced, tuple(self.on.support(node))):
            return IMPOSSIBLE
        weighing = weighed(node, target, self.on, self.state)
        family = None if weighing is None else self._weighed(weighing, forced)
        if family is not None and all(self.wins(node, target, chosen) for chosen in family.sets):
            return family
        return self.smallest_first(node, target, forced)

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

    def smallest_first(self, node: Node, target: Outcome, forced: Units = ()) -> Family:
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
                    if at + size - len(some) <= len(pool) and self.may(node, target, chosen, pool[at:]):
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
            if enough and not any(self.may(node, target, (), fewer) for fewer in less) and not self._cut:
                found.append(chosen)
            self.work.left = 0
        return Family(first(found), len(found), exact=False)

    def wins(self, node: Node, target: Outcome, chosen: Units) -> bool | None:
        """Whether a rule can come to its target once these units are presented again; None: not found out."""
        question, start = self.question(node, target, chosen)
        return self.answer(question, start)

    def answer(self, question: WinningQuestion, box: Box) -> bool | None:
        """Whether something within a box wins; None where the work did not allow to find out."""
        self._cut = False
        won = winnable(question, box)
        return None if self._cut and not won else won

    def question(self, node: Node, target: Outcome, chosen: Units) -> tuple[WinningQuestion, Box]:
        """What to judge once these units are presented again, and all that is not known then."""
        behind = self.on.behind(node)
        again = frozenset(code for i in chosen for code in self.on.units[i].cells)

        def judge(box: Box) -> Outcome:
            if not self.work.spend(behind.cost):
                self._cut = True
                return 0
            changed = {code: self.sittings.within(code, box) for code, _ in box}
            return node.judge(behind.state(self.sittings.cells | changed)).outcome

        start = self.sittings.open(behind.codes, again)
        return WinningQuestion(judge, self._wanted(node, target), self.sittings.entries), start

    def may(self, node: Node, target: Outcome, chosen: Units, perhaps: Units = ()) -> bool:
        """Whether a rule may come to its target where units are presented again, and others perhaps."""
        behind = self.on.behind(node)
        if not self.work.spend(behind.cost):
            self._cut = True
            return True
        state = behind.state(self._cells(chosen, perhaps))
        return bool(node.judge(state).outcome & self._wanted(node, target))

    def _cells(self, chosen: Units, perhaps: Units) -> dict[str, Value]:
        again = {code for i in chosen for code in self.on.units[i].cells}
        either_way = {code for i in perhaps for code in self.on.units[i].cells}
        return {
            **self.sittings.cells,
            **{code: self.sittings.perhaps(code) for code in either_way},
            **{code: self.sittings.again(code) for code in again},
        }

    def _wanted(self, node: Node, target: Outcome) -> Outcome:
        """What is as good as the target: a part that is excluded leaves, but nobody is certified by it."""
        return target if node is self.on.steps["verdict", CERTIFICATION].node else target | EXCLU
