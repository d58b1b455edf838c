"""Who is at a bound: what one critère, one level or one point more, or fewer, would change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
        self._known: dict[Fraction, dict[Name, dict[int, tuple[Result, Moved]]]] = {}
        self._forget()

    def of(self, cells: Mapping[str, Value], state: State | None = None) -> list[Close]:
        """The elements at a bound for one candidate, in their order; `state`: what the evaluator makes of the cells."""
        state = state or self.evaluator.evaluate(cells)
        before = {name: state.verdicts[name].outcome for name in self.elements}
        lost = [name for name, outcome in before.items() if outcome and not outcome & ~(FAUX | BLOQUE)]
        won = [name for name, outcome in before.items() if outcome == VRAI]
        by: dict[str, list[str]] = {}
        for names, step in ((lost, STEP), (won, -STEP)):
            moved = self._moved(names, state, cells, step) if names else {}
            for name, reached in moved.items():
                by[name] = [
                    code for code in cells if code in reached and (reached[code] == VRAI) == (step > 0)
                ]
        return [Close(name, name in won, tuple(by[name])) for name in before if by.get(name)]

    def _moved(
        self, names: Sequence[str], state: State, cells: Mapping[str, Value], step: Fraction
    ) -> dict[str, dict[str, Outcome]]:
        """The outcome of elements where a cell is a step further, by the cell's code, where it is another."""
        if self._program.situation:
            return self._apart(names, state, cells, step)
        if self._kept > MAX_KEPT:
            self._forget()
        return {
            name: {code: _outcome(each) for code, each in self._found(("verdict", name), state, step).items()}
            for name in names
        }

    def _found(self, name: Name, state: State, step: Fraction) -> Moved:
        """What a name comes to once a cell below it is a step further: what it needs is found first."""
        known, waiting = self._known[step], [name]
        while waiting:
            last = waiting[-1]
            held = _result(state, last)
            if id(held) in known[last]:
                waiting.pop()
                continue
            needs = self._program.steps[last].needs if last in self._program.steps else ()
            moved = [(need, known[need].get(id(_result(state, need)))) for need in needs]
            lacking = [need for need, each in moved if each is None]
            if lacking:
                waiting += lacking
                continue
            below = [each[1] for _, each in moved if each is not None]
            known[last][id(held)] = (held, self._moves(last, held, step, state, below))
            self._kept += 1
        return known[name][id(_result(state, name))][1]

    def _forget(self) -> None:
        """Begin to remember: the very same result, which the evaluator gives for equal parts, is moved once."""
        names: list[Name] = [*(("valeur", code) for code in self._program.read), *self._program.steps]
        self._known = {step: {name: {} for name in names} for step in (STEP, -STEP)}
        self._taken: dict[Name, dict[tuple[object, ...], Result]] = {}
        self._kept = 0

    def _moves(self, name: Name, held: Result, step: Fraction, state: State, below: Sequence[Moved]) -> Moved:
        """What a name comes to once a cell below it is a step further; `below`: what each that it needs does."""
        taken = self._program.steps.get(name)
        if taken is not None:
            return dict(self._again(taken, held, state, below))
        entry, known = self._program.read[name[1]], held.value.known if isinstance(held, Measured) else None
        if known is None or (further := _further(entry, known, step)) == known:
            return {}
        return {name[1]: Measured(ValueOf(name[1]), Value(further, further))}

    def _again(
        self, taken: Step, held: Result, state: State, below: Sequence[Moved]
    ) -> Iterator[tuple[str, Result]]:
        """A step taken again for each cell that changes something it needs; what is read the same is left out."""
        known = self._taken.setdefault(taken.makes, {})
        before = [_result(state, need) for need in taken.needs]
        read = [_read(each) for each in before]
        changes: dict[str, list[tuple[int, Result]]] = {}
        for place, moved in enumerate(below):
            for code, result in moved.items():
                changes.setdefault(code, []).append((place, result))
        unmoved = _read(held)
        for code, others in changes.items():
            after = read.copy()
            for place, result in others:
                after[place] = _read(result)
            about = tuple(after)
            new = known.get(about)
            if new is None:
                needs = before.copy()
                for place, result in others:
                    needs[place] = result
                new = known[about] = _take(taken, needs)
            if _read(new) != unmoved:
                yield code, new

    def _apart(
        self, names: Sequence[str], state: State, cells: Mapping[str, Value], step: Fraction
    ) -> dict[str, dict[str, Outcome]]:
        """The same, everything being evaluated again: what is for the candidate may be known in some ways only."""
        moved: dict[str, dict[str, Outcome]] = {name: {} for name in names}
        for code, value in cells.items():
            entry, known = self._program.entries.get(code), value.known
            if entry is None or known is None or (further := _further(entry, known, step)) == known:
                continue
            after = self.evaluator.evaluate({**cells, code: Value(further, further)}).verdicts
            for name, outcomes in moved.items():
                if after[name].outcome != state.verdicts[name].outcome:
                    outcomes[code] = after[name].outcome
        return moved


def _result(state: State, name: Name) -> Result:
    sort, code = name
    return (
        state.verdicts[code]
        if sort == "verdict"
        else state.values[code]
        if sort == "valeur"
        else state.ladders[code]
    )


def _take(taken: Step, needs: Sequence[Result]) -> Result:
    """What a step comes to where what it needs does to this."""
    state = State()
    for (_sort, code), result in zip(taken.needs, needs, strict=True):
        if isinstance(result, Judged):
            state.verdicts[code] = result
        elif isinstance(result, Measured):
            state.values[code] = result
        else:
            state.ladders[code] = result
    taken.take(state)
    return _result(state, taken.makes)


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
