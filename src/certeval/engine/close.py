"""Who is at a bound: what one critère, one level or one point more, or fewer, would change."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from certeval.engine.evaluator import Evaluator
from certeval.rules.derivation import Measured, Name, State
from certeval.rules.entry import Entry
from certeval.rules.held import Holding
from certeval.rules.outcome import BLOQUE, FAUX, VRAI, Value
from certeval.rules.program import Program, Step
from certeval.rules.terms import ValueOf

STEP = Fraction(1)
"""One critère, one level, one point of a mark."""


class Close(NamedTuple):
    """A verdict that one step changes: of the element, now valid or not, by any one of the elements entered."""

    element: str
    valid: bool
    by: tuple[str, ...]


class Bound:
    """Tells who is at a bound under one program; equal candidates are told once."""

    def __init__(self, program: Program, elements: Iterable[str]) -> None:
        self.evaluator = Evaluator(program)
        self.entries = program.read
        self.elements = [
            name
            for name in elements
            if (step := program.steps.get(("verdict", name))) and not isinstance(step.node, Holding)
        ]
        self._program = program
        self._above = _above(program)
        self._told: dict[tuple[tuple[str, Value], ...], list[Close]] = {}

    def of(self, cells: Mapping[str, Value]) -> list[Close]:
        """The elements at a bound for one candidate, in their order."""
        key = tuple(cells.items())
        if key not in self._told:
            self._told[key] = self._of(cells)
        return self._told[key]

    def _of(self, cells: Mapping[str, Value]) -> list[Close]:
        state = self.evaluator.evaluate(cells)
        before = {name: state.verdicts[name].outcome for name in self.elements}
        lost = [name for name, outcome in before.items() if outcome and not outcome & ~(FAUX | BLOQUE)]
        won = [name for name, outcome in before.items() if outcome == VRAI]
        by: dict[str, list[str]] = {name: [] for name in before}
        for names, step in ((lost, STEP), (won, -STEP)):
            for code, value in self._moved(cells, step) if names else ():
                after = self._after(state, cells, code, value).verdicts
                for name in names:
                    if (after[name].outcome == VRAI) == (step > 0):
                        by[name].append(code)
        return [Close(name, name in won, tuple(codes)) for name, codes in by.items() if codes]

    def _after(self, before: State, cells: Mapping[str, Value], code: str, value: Value) -> State:
        """What follows where one cell is another; only what stands on it is worked out again."""
        if self._program.situation:
            return self.evaluator.evaluate({**cells, code: value})
        after = State(dict(before.values), dict(before.verdicts), dict(before.ladders))
        after.values[code] = Measured(ValueOf(code), value)
        for step in self._above[code]:
            step.take(after)
        return after

    def _moved(self, cells: Mapping[str, Value], step: Fraction) -> Iterable[tuple[str, Value]]:
        for code, value in cells.items():
            entry, known = self.entries.get(code), value.known
            if entry is not None and known is not None and (further := _further(entry, known, step)) != known:
                yield code, Value(further, further)


def _above(program: Program) -> Mapping[str, Sequence[Step]]:
    """The steps that stand on each element entered, in order."""
    standing: dict[Name, set[str]] = {("valeur", code): {code} for code in program.read}
    found: dict[str, list[Step]] = {code: [] for code in program.read}
    for name, step in program.steps.items():
        codes = set[str]().union(*(standing.get(need, set()) for need in step.needs))
        standing[name] = standing.get(name, set()) | codes
        for code in codes:
            found[code].append(step)
    return found


def _further(entry: Entry, known: Fraction, step: Fraction) -> Fraction:
    """A step further on the entry's own scale, which it does not leave."""
    return min(max(known + step, entry.unknown.low), entry.unknown.high)
