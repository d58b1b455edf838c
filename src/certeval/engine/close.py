"""Who is at a bound: what one critère, one level or one point more, or fewer, would change."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from certeval.engine.again import Attempts
from certeval.engine.evaluator import Evaluator
from certeval.engine.moves import Mover, step_further, steps_again
from certeval.referentiel.reachable import forms
from certeval.rules.derivation import Judgement, Result, State
from certeval.rules.direction import more_loses
from certeval.rules.held_verdicts import HeldRule
from certeval.rules.outcome import BLOQUE, FAUX, VRAI, Value
from certeval.rules.program import Program

STEP = 1
"""One critère, one level, one point of a mark."""
DECISIVE_OUTCOMES = frozenset({VRAI, FAUX, BLOQUE, FAUX | BLOQUE})
Move = tuple[str, int]
"""A cell, by its element, and the step that it goes."""
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
        self._movers = {step: Mover(program, steps, step) for step in (STEP, -STEP)}
        self._turns = any(more_loses(node) is not False for _, node in forms(program))

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
            moves_by_name: dict[str, set[Move]] = {name: set() for name in valid}
            self._reevaluate(moves_by_name, valid, cells, attempts, cells.keys())
        else:
            moves_by_name = {name: self._moves(name, each, state) for name, each in valid.items()}
            self._reevaluate(moves_by_name, valid, cells, attempts, cells.keys() & attempts.keys())
        order = [code for code in self._program.all_entries if code in cells]  # whatever the order of sheets
        place = {code: number for number, code in enumerate(order)}
        by_name = {name: {code for code, _ in moves} & place.keys() for name, moves in moves_by_name.items()}
        return [
            CloseVerdict(name, valid[name], tuple(sorted(codes, key=place.__getitem__)))
            for name, codes in by_name.items()
            if codes
        ]

    def _steps(self, *, is_valid: bool) -> tuple[int, ...]:
        """What may change a verdict: more of what is lost, fewer of what is valid; the other way too where a rule of
        the program asks for fewer, as `au_plus` does.
        """
        own = -STEP if is_valid else STEP
        return (own, -own) if self._turns else (own,)

    def _moves(self, name: str, is_valid: bool, state: State) -> set[Move]:
        """The cells that, a step further, validate what is lost, or no longer validate what is."""
        return {
            (code, step)
            for step in self._steps(is_valid=is_valid)
            for result, codes in self._movers[step].of(("verdict", name), state)
            if _valid(result) != is_valid
            for code in codes
        }

    def _reevaluate(
        self,
        by_name: Mapping[str, set[Move]],
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
            for step in self._movers:
                new_value = by_moves = step_further(entry, cells[code], step)
                if entry.attempts is not None and len(each) > 1:
                    further = [of and (step_further(entry, of, step) or of) for of in each]
                    new_value = entry.of_attempts(further)
                names = [name for name in valid if step in self._steps(is_valid=valid[name])]
                if not names or new_value is None or (not self._program.situation and new_value == by_moves):
                    continue
                verdicts = self.evaluator.evaluate({**cells, code: new_value}).verdicts
                for name in names:
                    if _valid(verdicts[name]) != valid[name]:
                        by_name[name].add((code, step))
                    else:
                        by_name[name].discard((code, step))


def _valid(result: Result) -> bool:
    return isinstance(result, Judgement) and result.outcome == VRAI
