"""Who is at a bound: what one critère, one level or one point more, or fewer, would change."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from certeval.engine.evaluator import Evaluator
from certeval.engine.moved import Moved, Result, again, further
from certeval.rules.derivation import Judged, State
from certeval.rules.held import Holding
from certeval.rules.outcome import BLOQUE, FAUX, VRAI, Value
from certeval.rules.program import Program

STEP = 1
"""One critère, one level, one point of a mark."""
DECIDED = frozenset({VRAI, FAUX, BLOQUE, FAUX | BLOQUE})


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
        steps = again(program)
        self._more, self._fewer = Moved(program, steps, STEP), Moved(program, steps, -STEP)

    def of(self, cells: Mapping[str, Value], state: State | None = None) -> list[Close]:
        """The elements at a bound for one candidate, in their order; `state`: what the evaluator makes of the cells."""
        state = state or self.evaluator.evaluate(cells)
        outcomes = [(name, state.verdicts[name].outcome) for name in self.elements]
        valid = {name: outcome == VRAI for name, outcome in outcomes if outcome in DECIDED}
        by = (self._decided_again if self._program.situation else self._moved)(valid, cells, state)
        return [
            Close(name, valid[name], tuple([code for code in cells if code in codes]))
            for name, codes in by.items()
            if codes
        ]

    def _moved(
        self, valid: Mapping[str, bool], _cells: Mapping[str, Value], state: State
    ) -> Mapping[str, Collection[str]]:
        """The cells that, a step further, validate what is lost, or no longer validate what is."""
        found: dict[str, set[str]] = {}
        for name, is_valid in valid.items():
            moves = (self._fewer if is_valid else self._more).of(("verdict", name), state)
            found[name] = {code for after, codes in moves if _valid(after) != is_valid for code in codes}
        return found

    def _decided_again(
        self, valid: Mapping[str, bool], cells: Mapping[str, Value], _state: State
    ) -> Mapping[str, Collection[str]]:
        """The same, everything being evaluated again: what is for the candidate may be known in some ways only."""
        found: dict[str, set[str]] = {name: set() for name in valid}
        for is_valid, step in ((False, STEP), (True, -STEP)):
            names = [name for name in valid if valid[name] == is_valid]
            for code, entry in self._program.entries.items() if names else ():
                after = further(entry, cells[code], step) if code in cells else None
                if after is not None:
                    verdicts = self.evaluator.evaluate({**cells, code: after}).verdicts
                    for name in names:
                        if _valid(verdicts[name]) != is_valid:
                            found[name].add(code)
        return found


def _valid(result: Result) -> bool:
    return isinstance(result, Judged) and result.outcome == VRAI
