"""What each name of a program comes to where one cell goes a step further: who is at a bound is told from it.

The steps above the cell are taken again, and no others. What a step comes to follows from what it reads of the names
that it needs, so it is remembered by that; the very same result, which the evaluator gives for equal parts, is moved
once.
"""

from collections.abc import Mapping, Sequence

from certeval.rules.count_rules import CountRule
from certeval.rules.derivation import Judgement, Measurement, Name, Result, State, essence
from certeval.rules.entry import Entry
from certeval.rules.outcome import BLOQUE, EXCLU, FAUX, PRESENTE, VRAI, Outcome, Value
from certeval.rules.program import Program, Step
from certeval.rules.verdicts import VerdictOf

Moves = Sequence[tuple[Result, Sequence[str]]]
"""What a name comes to once one cell is a step further, with the codes of the cells that lead to this: only of those
that change what others read of it.
"""
CERTAIN_OUTCOMES = (VRAI, FAUX, BLOQUE, EXCLU)
"""What a verdict may be known to be: one that is not known comes to no more than these together."""
MAX_MEMORY = 200_000


class StepAgain:
    """A step, taken again where a cell changes what it reads."""

    def __init__(self, step: Step) -> None:
        self.step = step
        self._results: dict[tuple[object, ...], Result] = {}

    def heeds(self, _state: State) -> Sequence[Name]:
        """What it needs that, being another, may change what it comes to."""
        return self.step.needs

    def moves(self, state: State, below: Mapping[Name, Moves]) -> Moves:
        """What it comes to otherwise, from what each name that it heeds does."""
        by_cell: dict[str, dict[int, Result]] = {}
        for place, need in enumerate(self.step.needs):
            for result, codes in below[need]:
                for code in codes:
                    by_cell.setdefault(code, {})[place] = result
        if not by_cell:
            return ()
        results = state.by_sort
        results_before = [results[sort][code] for sort, code in self.step.needs]
        baseline = essence(self.result_of(results_before))
        groups: dict[object, tuple[Result, list[str]]] = {}
        for code, instead in by_cell.items():
            result_after = self.result_of(
                [instead.get(place, each) for place, each in enumerate(results_before)]
            )
            if (reading := essence(result_after)) != baseline:
                groups.setdefault(reading, (result_after, []))[1].append(code)
        return tuple(groups.values())

    def result_of(self, needs: Sequence[Result]) -> Result:
        """What it comes to where what it needs is this."""
        key = tuple(map(essence, needs))
        answer = self._results.get(key)
        if answer is None:
            state = State()
            by_sort = state.by_sort
            for (sort, code), result in zip(self.step.needs, needs, strict=True):
                by_sort[sort][code] = result
            self.step.take(state)
            sort, code = self.step.makes
            answer = self._results[key] = by_sort[sort][code]
        return answer

    def forget(self) -> None:
        """Remember nothing."""
        self._results.clear()


class CountAgain(StepAgain):
    """A step that but counts verdicts, no two of which follow from a same cell: how many came to what is all that
    matters, so whoever lacks two is not looked into for each one that lacks.
    """

    def __init__(self, step: Step) -> None:
        super().__init__(step)
        self._instead: dict[tuple[tuple[Outcome, ...], Outcome, Outcome], Result | None] = {}
        self._relevant: dict[tuple[Outcome, ...], frozenset[Outcome]] = {}

    def heeds(self, state: State) -> Sequence[Name]:
        outcomes = self._outcomes(state)
        tally = tuple(sorted(outcomes))
        relevant = self._relevant.get(tally)
        if relevant is None:
            relevant = self._relevant[tally] = frozenset(
                [
                    each
                    for each in set(tally)
                    if any(self._with(tally, each, other) for other in CERTAIN_OUTCOMES)
                ]
            )
        if not relevant:
            return ()
        return [need for need, outcome in zip(self.step.needs, outcomes, strict=True) if outcome in relevant]

    def moves(self, state: State, below: Mapping[Name, Moves]) -> Moves:
        if not any(below.values()):
            return ()
        tally = tuple(sorted(self._outcomes(state)))
        groups: dict[int, tuple[Result, list[str]]] = {}
        for (_, name), moves in below.items():
            before = state.verdicts[name].outcome
            for result, codes in moves:
                after = self._with(tally, before, essence(result))
                if after is not None:
                    groups.setdefault(id(after), (after, []))[1].extend(codes)
        return tuple(groups.values())

    def _outcomes(self, state: State) -> list[Outcome]:
        verdicts = state.verdicts
        return [verdicts[name].outcome for _, name in self.step.needs]

    def _with(self, tally: tuple[Outcome, ...], before: Outcome, after: Outcome) -> Result | None:
        """What it comes to where one of these outcomes is another; None where that is the same."""
        key = tally, before, after
        if key not in self._instead:
            others = list(tally)
            others[others.index(before)] = after
            baseline, result = self._of(tally), self._of(tuple(sorted(others)))
            self._instead[key] = None if essence(result) == essence(baseline) else result
        return self._instead[key]

    def _of(self, outcomes: tuple[Outcome, ...]) -> Result:
        return self._results.get(outcomes) or self.result_of(
            [Judgement(self.step.node, each) for each in outcomes]
        )

    def forget(self) -> None:
        super().forget()
        self._instead.clear()
        self._relevant.clear()


class Mover:
    """What the names of a program come to where one cell goes further by `step`, on its own scale."""

    def __init__(self, program: Program, again: Mapping[Name, StepAgain], step: int) -> None:
        self._names: list[Name] = [*(("valeur", code) for code in program.all_entries), *program.steps]
        self._entries = program.all_entries
        self._again = again
        self._step = step
        self._memory: dict[Name, dict[int, tuple[Result, Moves]]] = {}
        self._forget()

    def of(self, name: Name, state: State) -> Moves:
        """What one name comes to: what it needs is moved first, without recursion, which a long chain would exhaust."""
        if self._size > MAX_MEMORY:
            self._forget()
        needs = {name: self._again[name].heeds(state)}
        if not needs[name]:
            return ()
        results, stack = state.by_sort, [name]
        while stack:
            current = stack[-1]
            if current not in needs:
                needs[current] = self._again[current].heeds(state)
            below: dict[Name, Moves] = {}
            for need in needs[current]:
                result = results[need[0]][need[1]]
                entry = self._memory[need].get(id(result)) or self._entry_moves(need, result)
                if entry is None:
                    stack.append(need)
                else:
                    below[need] = entry[1]
            if stack[-1] is current:
                stack.pop()
                result = results[current[0]][current[1]]
                self._memory[current][id(result)] = result, self._again[current].moves(state, below)
                self._size += 1
        return self._memory[name][id(results[name[0]][name[1]])][1]

    def _entry_moves(self, name: Name, result: Result) -> tuple[Result, Moves] | None:
        """What is remembered of a name that is entered; None of another, which a step makes."""
        if name in self._again or not isinstance(result, Measurement):
            return None
        new_value = step_further(self._entries[name[1]], result.value, self._step)
        moves = () if new_value is None else ((Measurement(result.node, new_value), (name[1],)),)
        entry = self._memory[name][id(result)] = result, moves
        return entry

    def _forget(self) -> None:
        """Begin to remember."""
        self._memory = {name: {} for name in self._names}
        for again in self._again.values():
            again.forget()
        self._size = 0


def step_further(entry: Entry, value: Value, step: int) -> Value | None:
    """A value a step further on the entry's own scale; None where it is not known, or at the end of the scale, or where
    nobody entered it though a ceiling leaves no other possible.
    """
    if value.number is None or value.may != PRESENTE:
        return None
    number = min(max(value.number + step, entry.unknown.low), entry.unknown.high)
    return None if number == value.number else Value(number, number)


def steps_again(program: Program) -> dict[Name, StepAgain]:
    """Each step of a program, by what it makes."""
    below: dict[Name, frozenset[str]] = {("valeur", code): frozenset((code,)) for code in program.all_entries}
    by_name: dict[Name, StepAgain] = {}
    for step in program.steps.values():
        cells = [below[need] for need in step.needs]
        all_cells = below[step.makes] = frozenset().union(*cells)
        is_disjoint = len(all_cells) == sum(map(len, cells))
        by_name[step.makes] = CountAgain(step) if is_disjoint and _only_counts(step) else StepAgain(step)
    return by_name


def _only_counts(step: Step) -> bool:
    """Whether a step but counts the verdicts that it needs: which of them came to what changes nothing."""
    if not isinstance(step.node, CountRule) or not step.node.of_names:
        return False
    names = [rule.name for _, rule in step.node.items if isinstance(rule, VerdictOf)]
    return sorted(step.needs) == sorted(("verdict", name) for name in names)
