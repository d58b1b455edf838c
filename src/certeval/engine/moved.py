"""What each name of a program comes to where one cell goes a step further: who is at a bound is told from it.

The steps above the cell are taken again, and no others. What a step comes to follows from what it reads of the names
that it needs, so it is remembered by that; the very same result, which the evaluator gives for equal parts, is moved
once.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from certeval.rules.derivation import Climbed, Judged, Measured, Name, Sort, State
from certeval.rules.entry import Entry
from certeval.rules.outcome import BLOQUE, EXCLU, FAUX, PRESENTE, VRAI, Outcome, Value
from certeval.rules.program import Program, Step
from certeval.rules.verdicts import Counted, Named

Result = Judged | Measured | Climbed
Moves = Sequence[tuple[Result, Sequence[str]]]
"""What a name comes to once one cell is a step further, with the codes of the cells that lead to this: only of those
that change what others read of it.
"""
KNOWN = (VRAI, FAUX, BLOQUE, EXCLU)
"""What a verdict may be known to be: one that is not known comes to no more than these together."""
MAX_KEPT = 200_000


class StepAgain:
    """A step, taken again where a cell changes what it reads."""

    def __init__(self, step: Step) -> None:
        self.step = step
        self._known: dict[tuple[object, ...], Result] = {}

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
        results = made(state)
        before = [results[sort][code] for sort, code in self.step.needs]
        unmoved = _read(self.taken(before))
        found: dict[object, tuple[Result, list[str]]] = {}
        for code, instead in by_cell.items():
            after = self.taken([instead.get(place, each) for place, each in enumerate(before)])
            if (read := _read(after)) != unmoved:
                found.setdefault(read, (after, []))[1].append(code)
        return tuple(found.values())

    def taken(self, needs: Sequence[Result]) -> Result:
        """What it comes to where what it needs is this."""
        about = tuple(map(_read, needs))
        found = self._known.get(about)
        if found is None:
            state = State()
            for (sort, code), result in zip(self.step.needs, needs, strict=True):
                made(state)[sort][code] = result
            self.step.take(state)
            sort, code = self.step.makes
            found = self._known[about] = made(state)[sort][code]
        return found

    def forget(self) -> None:
        """Remember nothing."""
        self._known.clear()


class Count(StepAgain):
    """A step that but counts verdicts, no two of which follow from a same cell: how many came to what is all that
    matters, so whoever lacks two is not looked into for each one that lacks.
    """

    def __init__(self, step: Step) -> None:
        super().__init__(step)
        self._instead: dict[tuple[tuple[Outcome, ...], Outcome, Outcome], Result | None] = {}
        self._heeded: dict[tuple[Outcome, ...], frozenset[Outcome]] = {}

    def heeds(self, state: State) -> Sequence[Name]:
        outcomes = self._outcomes(state)
        counted = tuple(sorted(outcomes))
        heeded = self._heeded.get(counted)
        if heeded is None:
            heeded = self._heeded[counted] = frozenset(
                [each for each in set(counted) if any(self._with(counted, each, other) for other in KNOWN)]
            )
        if not heeded:
            return ()
        return [need for need, outcome in zip(self.step.needs, outcomes, strict=True) if outcome in heeded]

    def moves(self, state: State, below: Mapping[Name, Moves]) -> Moves:
        if not any(below.values()):
            return ()
        counted = tuple(sorted(self._outcomes(state)))
        found: dict[int, tuple[Result, list[str]]] = {}
        for (_, name), moves in below.items():
            before = state.verdicts[name].outcome
            for result, codes in moves:
                after = self._with(counted, before, _read(result))
                if after is not None:
                    found.setdefault(id(after), (after, []))[1].extend(codes)
        return tuple(found.values())

    def _outcomes(self, state: State) -> list[Outcome]:
        verdicts = state.verdicts
        return [verdicts[name].outcome for _, name in self.step.needs]

    def _with(self, counted: tuple[Outcome, ...], before: Outcome, after: Outcome) -> Result | None:
        """What it comes to where one of these outcomes is another; None where that is the same."""
        about = counted, before, after
        if about not in self._instead:
            others = list(counted)
            others[others.index(before)] = after
            unmoved, moved = self._of(counted), self._of(tuple(sorted(others)))
            self._instead[about] = None if _read(moved) == _read(unmoved) else moved
        return self._instead[about]

    def _of(self, outcomes: tuple[Outcome, ...]) -> Result:
        return self._known.get(outcomes) or self.taken([Judged(self.step.node, each) for each in outcomes])

    def forget(self) -> None:
        super().forget()
        self._instead.clear()
        self._heeded.clear()


class Moved:
    """What the names of a program come to where one cell goes further by `step`, on its own scale."""

    def __init__(self, program: Program, again: Mapping[Name, StepAgain], step: int) -> None:
        self._program = program
        self._again = again
        self._step = step
        self._known: dict[Name, dict[int, tuple[Result, Moves]]] = {}
        self._forget()

    def of(self, name: Name, state: State) -> Moves:
        """What one name comes to: what it needs is moved first, without recursion, which a long chain would exhaust."""
        if self._kept > MAX_KEPT:
            self._forget()
        heeded = {name: self._again[name].heeds(state)}
        if not heeded[name]:
            return ()
        results, waiting = made(state), [name]
        while waiting:
            here = waiting[-1]
            if here not in heeded:
                heeded[here] = self._again[here].heeds(state)
            below: dict[Name, Moves] = {}
            for need in heeded[here]:
                held = results[need[0]][need[1]]
                found = self._known[need].get(id(held)) or self._entered(need, held)
                if found is None:
                    waiting.append(need)
                else:
                    below[need] = found[1]
            if waiting[-1] is here:
                waiting.pop()
                held = results[here[0]][here[1]]
                self._known[here][id(held)] = held, self._again[here].moves(state, below)
                self._kept += 1
        return self._known[name][id(results[name[0]][name[1]])][1]

    def _entered(self, name: Name, held: Result) -> tuple[Result, Moves] | None:
        """What is remembered of a name that is entered; None of another, which a step makes."""
        if name in self._again or not isinstance(held, Measured):
            return None
        after = further(self._program.read[name[1]], held.value, self._step)
        moves = () if after is None else ((Measured(held.node, after), (name[1],)),)
        found = self._known[name][id(held)] = held, moves
        return found

    def _forget(self) -> None:
        """Begin to remember."""
        names: list[Name] = [*(("valeur", code) for code in self._program.read), *self._program.steps]
        self._known = {name: {} for name in names}
        for again in self._again.values():
            again.forget()
        self._kept = 0


def further(entry: Entry, value: Value, step: int) -> Value | None:
    """A value a step further on the entry's own scale; None where it is not known, or at the end of the scale, or where
    nobody entered it though a ceiling leaves no other possible.
    """
    if value.known is None or value.may != PRESENTE:
        return None
    after = min(max(value.known + step, entry.unknown.low), entry.unknown.high)
    return None if after == value.known else Value(after, after)


def again(program: Program) -> dict[Name, StepAgain]:
    """Each step of a program, by what it makes."""
    below: dict[Name, frozenset[str]] = {("valeur", code): frozenset((code,)) for code in program.read}
    found: dict[Name, StepAgain] = {}
    for step in program.steps.values():
        cells = [below[need] for need in step.needs]
        together = below[step.makes] = frozenset().union(*cells)
        apart = len(together) == sum(map(len, cells))
        found[step.makes] = Count(step) if apart and _counts(step) else StepAgain(step)
    return found


def _counts(step: Step) -> bool:
    """Whether a step but counts the verdicts that it needs: which of them came to what changes nothing."""
    if not isinstance(step.node, Counted) or not step.node.of_names:
        return False
    names = [rule.name for _, rule in step.node.items if isinstance(rule, Named)]
    return sorted(step.needs) == sorted(("verdict", name) for name in names)


def made(state: State) -> Mapping[Sort, dict[str, Any]]:
    """What each name came to, by what sort of name it is."""
    return {"verdict": state.verdicts, "valeur": state.values, "palier": state.ladders}


def _read(result: Result) -> Any:
    """What others read of a result."""
    if isinstance(result, Judged):
        return result.outcome
    return result.value if isinstance(result, Measured) else result.rungs
