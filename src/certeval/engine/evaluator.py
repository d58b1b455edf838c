"""The one evaluator, remembering: what was decided for equal parts is not decided again.

Candidates look alike. A step's result depends only on the results it needs, so it is kept by their identity;
an object met again is the same object, whatever the candidate.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from certeval.rules.derivation import Climbed, Judged, Measured, State
from certeval.rules.outcome import Value
from certeval.rules.program import Program, Sort, Step, in_each_way
from certeval.rules.terms import ValueOf

MAX_KEPT = 200_000

Result = Judged | Measured | Climbed


class _Entered(NamedTuple):
    """A value that was entered, and the verdicts that follow from it alone."""

    value: Value
    measured: Measured
    verdicts: tuple[tuple[str, Judged], ...]


class Evaluator:
    """Evaluates candidates of one program. Results are shared between candidates: treat them as frozen."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._values: dict[str, dict[int, _Entered]] = {code: {} for code in program.read}
        self._empty = {code: entry.empty for code, entry in program.read.items()}
        self._alone: dict[str, list[Step]] = {code: [] for code in program.read}
        self._above: list[tuple[Step, dict[tuple[int, ...], Result]]] = []
        for step in program.steps.values():
            one = step.needs[0][1] if len(step.needs) == 1 and step.needs[0][0] == "valeur" else None
            if one in self._alone and step.makes[0] == "verdict":
                self._alone[one].append(step)
            else:
                self._above.append((step, {}))
        self._situations: dict[tuple[Value | None, ...], list[Mapping[str, Value]]] = {}
        self._kept = 0

    def evaluate(self, cells: Mapping[str, Value]) -> State:
        """Everything that follows from the values entered for one candidate, by element's code."""
        if self._kept > MAX_KEPT:
            self._forget()
        state = self._once(cells)
        if not self.program.situation:
            return state
        return in_each_way(state, [self._once({**cells, **way}) for way in self._ways(cells)])

    def _ways(self, cells: Mapping[str, Value]) -> list[Mapping[str, Value]]:
        """The situations that a candidate may be in, the very same objects for the same ones."""
        told = tuple([cells.get(axis) for axis in self.program.situation])
        if told not in self._situations:
            self._situations[told] = self.program.ways(cells)
        return self._situations[told]

    def _once(self, cells: Mapping[str, Value]) -> State:
        state = State()
        values, verdicts = state.values, state.verdicts
        for code, empty in self._empty.items():
            value = cells.get(code, empty)
            entered = self._values[code].get(id(value)) or self._entered(code, value)
            values[code] = entered.measured
            for name, judged in entered.verdicts:
                verdicts[name] = judged
        made: dict[Sort, dict[str, Any]] = {"valeur": values, "verdict": verdicts, "palier": state.ladders}
        for step, results in self._above:
            key = tuple([id(made[sort][name]) for sort, name in step.needs])
            found = results.get(key)
            sort, name = step.makes
            if found is None:
                step.take(state)
                results[key] = made[sort][name]
                self._kept += 1
            else:
                made[sort][name] = found
        return state

    def _entered(self, code: str, value: Value) -> _Entered:
        """A value of an element, with what needs nothing else, kept from now on."""
        state = State({code: Measured(ValueOf(code), value)})
        for step in self._alone[code]:
            step.take(state)
        found = _Entered(value, state.values[code], tuple(state.verdicts.items()))
        self._values[code][id(value)] = found
        self._kept += 1 + len(found.verdicts)
        return found

    def _forget(self) -> None:
        """Forget everything at once: identities are only good while all that was kept is."""
        for values in self._values.values():
            values.clear()
        for _, results in self._above:
            results.clear()
        self._kept = 0
