"""Who is at a bound: what one critère, one level or one point more, or fewer, would change."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from certeval.engine.evaluator import Evaluator
from certeval.rules.derivation import Climbed, Judged, Measured, Name, State
from certeval.rules.entry import Entry
from certeval.rules.held import Holding
from certeval.rules.outcome import BLOQUE, FAUX, VRAI, Outcome, Value
from certeval.rules.program import Program, Step
from certeval.rules.terms import ValueOf

STEP = Fraction(1)
"""One critère, one level, one point of a mark."""
MAX_KEPT = 200_000


class Close(NamedTuple):
    """A verdict that one step changes: of the element, now valid or not, by any one of the elements entered."""

    element: str
    valid: bool
    by: tuple[str, ...]


Result = Judged | Measured | Climbed
Moved = Mapping[str, Result]
"""What a name comes to once one cell is a step further, by the cell's code: only of cells that change what others read
of it.
"""


class CloseBound:
    """Tells who is at a bound under one program; what equal parts of candidates come to is worked out once."""

    def __init__(self, program: Program, elements: Iterable[str], evaluator: Evaluator | None = None) -> None:
        self.evaluator = evaluator or Evaluator(program)
        self.elements = [
            name
            for name in elements
            if (step := program.steps.get(("verdict", name))) and not isinstance(step.node, Holding)
        ]
        self._program = program
        self._known: dict[tuple[Fraction, Name], dict[int, tuple[Result, Moved]]] = {}
        self._kept = 0

    def of(self, cells: Mapping[str, Value], state: State | None = None) -> list[Close]:
        """The elements at a bound for one candidate, in their order; `state`: what the evaluator makes of the cells."""
        state = state or self.evaluator.evaluate(cells)
        before = {name: state.verdicts[name].outcome for name in self.elements}
        lost = [name for name, outcome in before.items() if outcome and not outcome & ~(FAUX | BLOQUE)]
        won = [name for name, outcome in before.items() if outcome == VRAI]
        by: dict[str, list[str]] = {}
        for names, step in ((lost, STEP), (won, -STEP)):
            moved = self._moved(state, cells, step) if names else {}
            for name in names:
                reached = moved[name]
                by[name] = [
                    code for code in cells if code in reached and (reached[code] == VRAI) == (step > 0)
                ]
        return [Close(name, name in won, tuple(by[name])) for name in before if by.get(name)]

    def _moved(
        self, state: State, cells: Mapping[str, Value], step: Fraction
    ) -> dict[str, dict[str, Outcome]]:
        """The outcome of each element where a cell is a step further, by the cell's code, where it is another."""
        if self._program.situation:
            return self._apart(state, cells, step)
        moved: dict[Name, Moved] = {}
        for code, entry in self._program.read.items():
            moved["valeur", code] = self._of_cell(entry, state.values[code], step)
        for name, taken in self._program.steps.items():
            moved[name] = self._of_step(taken, state, moved, step)
        return {
            name: {code: _outcome(each) for code, each in moved["verdict", name].items()}
            for name in self.elements
        }

    def _of_cell(self, entry: Entry, held: Measured, step: Fraction) -> Moved:
        known = held.value.known
        if known is None or (further := _further(entry, known, step)) == known:
            return NOWHERE
        return self._once(
            (step, ("valeur", entry.code)),
            held,
            lambda: {entry.code: Measured(ValueOf(entry.code), Value(further, further))},
        )

    def _of_step(self, taken: Step, state: State, moved: Mapping[Name, Moved], step: Fraction) -> Moved:
        """What a step makes of each cell that changes something it needs."""
        needs = [need for need in taken.needs if moved.get(need)]
        if not needs:
            return NOWHERE
        held = _result(state, taken.makes)

        def after() -> Moved:
            found: dict[str, Result] = {}
            for code in dict.fromkeys(code for need in needs for code in moved[need]):
                there = State()
                for need in taken.needs:
                    _put(there, need, moved[need].get(code) if need in moved else None, _result(state, need))
                taken.take(there)
                new = _result(there, taken.makes)
                if _read(new) != _read(held):
                    found[code] = new
            return found

        return self._once((step, taken.makes), held, after)

    def _once(self, about: tuple[Fraction, Name], held: Result, made: Callable[[], Moved]) -> Moved:
        """What was made of the very same result before: the evaluator gives the same for equal parts."""
        if self._kept > MAX_KEPT:
            self._known.clear()
            self._kept = 0
        known = self._known.setdefault(about, {})
        found = known.get(id(held))
        if found is None:
            found = known[id(held)] = (held, made())
            self._kept += 1
        return found[1]

    def _apart(
        self, state: State, cells: Mapping[str, Value], step: Fraction
    ) -> dict[str, dict[str, Outcome]]:
        """The same, everything being evaluated again: what is for the candidate may be known in some ways only."""
        moved: dict[str, dict[str, Outcome]] = {name: {} for name in self.elements}
        for code, value in cells.items():
            entry, known = self._program.entries.get(code), value.known
            if entry is None or known is None or (further := _further(entry, known, step)) == known:
                continue
            after = self.evaluator.evaluate({**cells, code: Value(further, further)}).verdicts
            for name, outcomes in moved.items():
                if after[name].outcome != state.verdicts[name].outcome:
                    outcomes[code] = after[name].outcome
        return moved


NOWHERE: Moved = {}


def _result(state: State, name: Name) -> Result:
    sort, code = name
    return (
        state.verdicts[code]
        if sort == "verdict"
        else state.values[code]
        if sort == "valeur"
        else state.ladders[code]
    )


def _put(state: State, name: Name, moved: Result | None, otherwise: Result) -> None:
    result = otherwise if moved is None else moved
    if isinstance(result, Judged):
        state.verdicts[name[1]] = result
    elif isinstance(result, Measured):
        state.values[name[1]] = result
    else:
        state.ladders[name[1]] = result


def _read(result: Result) -> object:
    """What others read of a result."""
    if isinstance(result, Judged):
        return result.outcome
    return result.value if isinstance(result, Measured) else result.rungs


def _outcome(result: Result) -> Outcome:
    return result.outcome if isinstance(result, Judged) else 0


def _further(entry: Entry, known: Fraction, step: Fraction) -> Fraction:
    """A step further on the entry's own scale, which it does not leave."""
    return min(max(known + step, entry.unknown.low), entry.unknown.high)
