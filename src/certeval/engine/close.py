"""Who is at a bound: what one critère, one level or one point more, or fewer, would change."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from certeval.engine.again import Attempts
from certeval.engine.evaluator import Evaluator
from certeval.engine.moves import Mover, step_further, steps_again
from certeval.rules.derivation import Judgement, Result, State
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
        if self._program.situation:  # what is for the candidate may be known in some ways only
            codes_by_name: dict[str, set[str]] = {name: set() for name in valid}
            self._reevaluate(codes_by_name, valid, cells, attempts, cells.keys())
        else:
            codes_by_name = self._by_moves(valid, state)
            self._reevaluate(codes_by_name, valid, cells, attempts, cells.keys() & attempts.keys())
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
        self,
        by_name: Mapping[str, set[str]],
        valid: Mapping[str, bool],
        cells: Mapping[str, Value],
        attempts: Attempts,
        codes: Collection[str],
    ) -> None:
        """Say of each element whether one of these cells, a step further, changes its verdict, everything being
        evaluated again. Moves told it of a cell already, but of one whose attempts, each going the step, come to
        something else.
        """
        for code in self._program.entries.keys() & codes:
            entry, each = self._program.entries[code], attempts.get(code, ())
            for is_valid, step in SIDES:
                new_value = by_moves = step_further(entry, cells[code], step)
                if entry.attempts is not None and len(each) > 1:
                    further = [of and (step_further(entry, of, step) or of) for of in each]
                    new_value = entry.of_attempts(further)
                names = [name for name in valid if valid[name] == is_valid]
                if not names or new_value is None or (not self._program.situation and new_value == by_moves):
                    continue
                verdicts = self.evaluator.evaluate({**cells, code: new_value}).verdicts
                for name in names:
                    if _valid(verdicts[name]) != is_valid:
                        by_name[name].add(code)
                    else:
                        by_name[name].discard(code)


def _valid(result: Result) -> bool:
    return isinstance(result, Judgement) and result.outcome == VRAI
