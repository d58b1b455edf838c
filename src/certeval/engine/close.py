"""Who is at a bound: what one critère, one level or one point more, or fewer, would change."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from certeval.engine.again import Attempts
from certeval.engine.evaluator import Evaluator
from certeval.engine.moves import Mover, Result, step_further, steps_again
from certeval.rules.derivation import Judgement, State
from certeval.rules.entry import Entry
from certeval.rules.held_verdicts import HeldRule
from certeval.rules.outcome import BLOQUE, FAUX, VRAI, Value
from certeval.rules.program import Program

STEP = 1
"""One critère, one level, one point of a mark."""
SIDES = ((False, STEP), (True, -STEP))
"""Whether a verdict is valid, and the step that may change it."""
DECISIVE_OUTCOMES = frozenset({VRAI, FAUX, BLOQUE, FAUX | BLOQUE})
ONCE: Attempts = {}
"""The attempts of whoever presented nothing a second time."""


class CloseVerdict(NamedTuple):
    """A verdict that one step changes: of the element, now valid or not, by any one of the elements entered."""

    element: str
    valid: bool
    by: tuple[str, ...]


class CloseVerdictSearch:
    """Tells who is at a bound under one program; what equal parts of candidates come to is worked out once."""

    def __init__(self, program: Program, elements: Iterable[str], evaluator: Evaluator | None = None) -> None:
        self.evaluator = evaluator or Evaluator(program)
        self.elements = [
            name
            for name in elements
            if (step := program.steps.get(("verdict", name))) and not isinstance(step.node, HeldRule)
        ]
        self._program = program
        self.several = any(entry.attempts is not None for entry in program.entries.values())
        """Whether something may be presented again: its attempts are then to be given."""
        steps = steps_again(program)
        self._more, self._fewer = Mover(program, steps, STEP), Mover(program, steps, -STEP)

    def of(
        self, cells: Mapping[str, Value], state: State | None = None, attempts: Attempts = ONCE
    ) -> list[CloseVerdict]:
        """The elements at a bound for one candidate, in their order; `state`: what the evaluator makes of the cells.

        Each of several attempts goes the step, under their rule: one at its ceiling comes to nothing more.
        """
        state = state or self.evaluator.evaluate(cells)
        outcomes = [(name, state.verdicts[name].outcome) for name in self.elements]
        valid = {name: outcome == VRAI for name, outcome in outcomes if outcome in DECISIVE_OUTCOMES}
        if self._program.situation:
            codes_by_name = self._reevaluate(valid, cells, attempts)
        else:
            codes_by_name = self._by_moves(valid, state)
            self._correct_attempts(codes_by_name, valid, cells, attempts)
        entered = {name: [code for code in cells if code in codes] for name, codes in codes_by_name.items()}
        return [CloseVerdict(name, valid[name], tuple(codes)) for name, codes in entered.items() if codes]

    def _by_moves(self, valid: Mapping[str, bool], state: State) -> dict[str, set[str]]:
        """The cells that, a step further, validate what is lost, or no longer validate what is."""
        by_name: dict[str, set[str]] = {}
        for name, is_valid in valid.items():
            moves = (self._fewer if is_valid else self._more).of(("verdict", name), state)
            by_name[name] = {code for result, codes in moves if _valid(result) != is_valid for code in codes}
        return by_name

    def _reevaluate(
        self, valid: Mapping[str, bool], cells: Mapping[str, Value], attempts: Attempts
    ) -> dict[str, set[str]]:
        """The same, everything being evaluated again: what is for the candidate may be known in some ways only."""
        by_name: dict[str, set[str]] = {name: set() for name in valid}
        for code, entry in self._program.entries.items():
            for is_valid, step in SIDES if code in cells else ():
                new_value = _step_further(entry, cells[code], attempts.get(code, ()), step)
                if new_value is not None:
                    self._decide(by_name, valid, {**cells, code: new_value}, code, is_valid=is_valid)
        return by_name

    def _correct_attempts(
        self,
        by_name: Mapping[str, set[str]],
        valid: Mapping[str, bool],
        cells: Mapping[str, Value],
        attempts: Attempts,
    ) -> None:
        """Correct what was told of an element whose attempts, each a step further, come to something else."""
        for code in cells.keys() & attempts.keys() & self._program.entries.keys():
            entry = self._program.entries[code]
            for is_valid, step in SIDES:
                new_value = _step_further(entry, cells[code], attempts[code], step)
                if new_value is not None and new_value != step_further(entry, cells[code], step):
                    self._decide(by_name, valid, {**cells, code: new_value}, code, is_valid=is_valid)

    def _decide(
        self,
        by_name: Mapping[str, set[str]],
        valid: Mapping[str, bool],
        cells: Mapping[str, Value],
        code: str,
        *,
        is_valid: bool,
    ) -> None:
        """Say of each element on one side whether these cells, of which one is a step further, change its verdict."""
        names = [name for name in valid if valid[name] == is_valid]
        verdicts = self.evaluator.evaluate(cells).verdicts if names else {}
        for name in names:
            if _valid(verdicts[name]) != is_valid:
                by_name[name].add(code)
            else:
                by_name[name].discard(code)


def _step_further(entry: Entry, cell: Value, attempts: Sequence[Value | None], step: int) -> Value | None:
    """What was entered a step further, each of several attempts going it; None where nothing is that far."""
    if entry.attempts is None or len(attempts) <= 1:
        return step_further(entry, cell, step)
    return entry.of_attempts([each and (step_further(entry, each, step) or each) for each in attempts])


def _valid(result: Result) -> bool:
    return isinstance(result, Judgement) and result.outcome == VRAI
