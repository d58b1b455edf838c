"""The one evaluator, remembering: what was decided for equal parts is not decided again.

Candidates look alike. A step's result depends only on the results it needs, so it is kept by their identity;
an object met again is the same object, whatever the candidate.
"""

from collections.abc import Mapping
from typing import NamedTuple

from certeval.rules.derivation import Judgement, Measurement, Result, State
from certeval.rules.outcome import Value
from certeval.rules.program import Program, Step, in_each_way
from certeval.rules.terms import ValueOf

MAX_MEMORY = 200_000


class _CellResult(NamedTuple):
    """A value that was entered, and the verdicts that follow from it alone."""

    value: Value
    measurement: Measurement
    verdicts: tuple[tuple[str, Judgement], ...]


class Evaluator:
    """Evaluates candidates of one program. Results are shared between candidates: treat them as frozen."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._values: dict[str, dict[int, _CellResult]] = {code: {} for code in program.all_entries}
        self._empty = {code: entry.empty for code, entry in program.all_entries.items()}
        self._alone: dict[str, list[Step]] = {code: [] for code in program.all_entries}
        self._above: list[tuple[Step, dict[tuple[int, ...], Result]]] = []
        for step in program.steps.values():
            one = step.needs[0][1] if len(step.needs) == 1 and step.needs[0][0] == "valeur" else None
            if one in self._alone and step.makes[0] == "verdict":
                self._alone[one].append(step)
            else:
                self._above.append((step, {}))
        self._situations: dict[tuple[Value | None, ...], list[Mapping[str, Value]]] = {}
        self._size = 0

    def evaluate(self, cells: Mapping[str, Value]) -> State:
        """Everything that follows from the values entered for one candidate, by element's code."""
        if self._size > MAX_MEMORY:
            self._forget()
        state = self._evaluate_one_way(cells)
        if not self.program.situation:
            return state
        return in_each_way(state, [self._evaluate_one_way({**cells, **way}) for way in self._ways(cells)])

    def _ways(self, cells: Mapping[str, Value]) -> list[Mapping[str, Value]]:
        """The situations that a candidate may be in, the very same objects for the same ones."""
        key = tuple([cells.get(axis) for axis in self.program.situation])
        if key not in self._situations:
            self._situations[key] = self.program.ways(cells)
        return self._situations[key]

    def _evaluate_one_way(self, cells: Mapping[str, Value]) -> State:
        state = State()
        values, verdicts = state.values, state.verdicts
        for code, empty in self._empty.items():
            value = cells.get(code, empty)
            cell = self._values[code].get(id(value)) or self._cell(code, value)
            values[code] = cell.measurement
            for name, judgement in cell.verdicts:
                verdicts[name] = judgement
        by_sort = state.by_sort
        for step, results in self._above:
            key = tuple([id(by_sort[sort][name]) for sort, name in step.needs])
            result = results.get(key)
            sort, name = step.makes
            if result is None:
                step.take(state)
                results[key] = by_sort[sort][name]
                self._size += 1
            else:
                by_sort[sort][name] = result
        return state

    def _cell(self, code: str, value: Value) -> _CellResult:
        """A value of an element, with what needs nothing else, kept from now on."""
        state = State({code: Measurement(ValueOf(code), value)})
        for step in self._alone[code]:
            step.take(state)
        cell = _CellResult(value, state.values[code], tuple(state.verdicts.items()))
        self._values[code][id(value)] = cell
        self._size += 1 + len(cell.verdicts)
        return cell

    def _forget(self) -> None:
        """Forget everything at once: identities are only good while all that was kept is."""
        for values in self._values.values():
            values.clear()
        for _, results in self._above:
            results.clear()
        self._size = 0
