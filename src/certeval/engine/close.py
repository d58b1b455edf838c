"""Who is at a bound: what one critère, one level or one point more, or fewer, would change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from certeval.engine.evaluator import Evaluator
from certeval.engine.moved import Moves, Result, made, taken_again
from certeval.rules.derivation import Judged, Measured, Name, State
from certeval.rules.entry import Entry
from certeval.rules.held import Holding
from certeval.rules.outcome import BLOQUE, FAUX, VRAI, Value
from certeval.rules.program import Program
from certeval.rules.terms import ValueOf

STEP = Fraction(1)
"""One critère, one level, one point of a mark."""
MAX_KEPT = 200_000


class Close(NamedTuple):
    """A verdict that one step changes: of the element, now valid or not, by any one of the elements entered."""

    element: str
    valid: bool
    by: tuple[str, ...]


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
        self._again = taken_again(program)
        self._known: Mapping[bool, dict[Name, dict[int, tuple[Result, Moves]]]] = {}
        """By whether cells go a step up."""
        self._forget()

    def of(self, cells: Mapping[str, Value], state: State | None = None) -> list[Close]:
        """The elements at a bound for one candidate, in their order; `state`: what the evaluator makes of the cells."""
        state = state or self.evaluator.evaluate(cells)
        before = {name: state.verdicts[name].outcome for name in self.elements}
        lost = [name for name, outcome in before.items() if outcome and not outcome & ~(FAUX | BLOQUE)]
        won = [name for name, outcome in before.items() if outcome == VRAI]
        by: dict[str, set[str]] = {}
        for names, up in ((lost, True), (won, False)):
            for name, moves in self._moved(names, state, cells, up=up) if names else ():
                by[name] = {code for result, codes in moves if _won(result) == up for code in codes}
        return [
            Close(name, name in won, tuple([code for code in cells if code in by[name]]))
            for name in before
            if by.get(name)
        ]

    def _moved(
        self, names: Sequence[str], state: State, cells: Mapping[str, Value], *, up: bool
    ) -> Iterator[tuple[str, Moves]]:
        """What elements come to where a cell is a step further."""
        if self._program.situation:
            return self._apart(names, state, cells, up=up)
        if self._kept > MAX_KEPT:
            self._forget()
        return ((name, self._found(("verdict", name), state, up=up)) for name in names)

    def _found(self, name: Name, state: State, *, up: bool) -> Moves:
        """What a name comes to once a cell below it is a step further: what it needs is found first."""
        known, waiting, results = self._known[up], [name], made(state)
        heeded: dict[Name, Sequence[Name]] = {}
        while waiting:
            last = waiting[-1]
            held = results[last[0]][last[1]]
            taken = self._again.get(last)
            if id(held) in known[last]:
                waiting.pop()
            elif taken is None:
                known[last][id(held)] = held, self._entered(last, held, up=up)
            elif last not in heeded:
                heeded[last] = taken.heeds(state)
                waiting += [need for need in heeded[last] if id(results[need[0]][need[1]]) not in known[need]]
            else:
                below = {need: known[need][id(results[need[0]][need[1]])][1] for need in heeded[last]}
                known[last][id(held)] = held, taken.moves(held, state, below)
                self._kept += 1
        return known[name][id(results[name[0]][name[1]])][1]

    def _forget(self) -> None:
        """Begin to remember: the very same result, which the evaluator gives for equal parts, is moved once."""
        names: list[Name] = [*(("valeur", code) for code in self._program.read), *self._program.steps]
        self._known = {up: {name: {} for name in names} for up in (True, False)}
        for taken in self._again.values():
            taken.forget()
        self._kept = 0

    def _entered(self, name: Name, held: Result, *, up: bool) -> Moves:
        """What an element entered comes to, a step further."""
        entry, known = self._program.read[name[1]], held.value.known if isinstance(held, Measured) else None
        if known is None or (further := _further(entry, known, up=up)) == known:
            return ()
        return ((Measured(ValueOf(name[1]), Value(further, further)), (name[1],)),)

    def _apart(
        self, names: Sequence[str], state: State, cells: Mapping[str, Value], *, up: bool
    ) -> Iterator[tuple[str, Moves]]:
        """The same, everything being evaluated again: what is for the candidate may be known in some ways only."""
        moved: dict[str, list[tuple[Result, Sequence[str]]]] = {name: [] for name in names}
        for code, value in cells.items():
            entry, known = self._program.entries.get(code), value.known
            if entry is None or known is None or (further := _further(entry, known, up=up)) == known:
                continue
            after = self.evaluator.evaluate({**cells, code: Value(further, further)}).verdicts
            for name, moves in moved.items():
                if after[name].outcome != state.verdicts[name].outcome:
                    moves.append((after[name], (code,)))
        yield from moved.items()


def _won(result: Result) -> bool:
    return isinstance(result, Judged) and result.outcome == VRAI


def _further(entry: Entry, known: Fraction, *, up: bool) -> Fraction:
    """A step further on the entry's own scale, which it does not leave."""
    return min(max(known + (STEP if up else -STEP), entry.unknown.low), entry.unknown.high)
