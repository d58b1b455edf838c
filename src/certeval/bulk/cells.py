"""What the cells of one element come to, each text read once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from certeval.bulk.decisions import MAX_KEPT
from certeval.diagnostics import Kind
from certeval.engine.missing import is_open
from certeval.rules.derivation import Judged, Measured, State
from certeval.rules.entry import Entry
from certeval.rules.jurors import Disagreement
from certeval.rules.outcome import Value
from certeval.rules.program import Step
from certeval.rules.terms import ValueOf
from certeval.scores.values import value_of

Marks = tuple[tuple[int, str], ...]
"""The cells of one element: attempt and text, by attempt, then in the order of the jurors' names."""
Cell = str | Marks
"""What an element has: the text of its one cell, or its marks."""


@dataclass(frozen=True, slots=True, eq=False)
class Bad:
    """What comes of a cell that is no value of its scale, or of jurors or attempts that no rule unites, which is told
    elsewhere: the kinds of finding that its cells make.
    """

    wrong: tuple[Kind, ...] = ()


DISPUTED = Bad()
_bad = lru_cache(maxsize=None)(Bad)
"""The very same object for the same findings."""


class Read(NamedTuple):
    """What an element's cells measure, the verdicts that follow from them alone, and whether it is still open."""

    measured: Measured
    verdicts: tuple[tuple[str, Judged], ...]
    still_open: bool


class Cells:
    """The cells of one element, each text read once, with the steps that need nothing else."""

    def __init__(self, entry: Entry, steps: Sequence[Step]) -> None:
        self._entry = entry
        self._steps = steps
        self._same: dict[Value, Read] = {}
        self.read: dict[Cell, Read | Bad] = {}

    def of(self, cell: Cell) -> Read | Bad:
        """What cells as typed come to."""
        if len(self.read) > MAX_KEPT:
            self.read.clear()
        if cell not in self.read:
            self.read[cell] = self._of(((1, cell),) if isinstance(cell, str) else cell)
        return self.read[cell]

    def _of(self, marks: Marks) -> Read | Bad:
        readings = [(attempt, self._entry.read(text)) for attempt, text in marks]
        refused = [reading.refusal.kind for _, reading in readings if reading.refusal is not None]
        if refused:
            return _bad(tuple(refused))
        said = [(attempt, reading.value) for attempt, reading in readings if not reading.empty]
        if self._entry.attempts is None and len({attempt for attempt, _ in said}) > 1:
            return DISPUTED
        value = value_of(self._entry, said) if said else self._entry.empty
        return DISPUTED if isinstance(value, Disagreement) else self._followed(value)

    def _followed(self, value: Value) -> Read:
        """The very same object for equal values."""
        found = self._same.get(value)
        if found is None:
            state = State({self._entry.code: Measured(ValueOf(self._entry.code), value)})
            for step in self._steps:
                step.take(state)
            verdicts = tuple(state.verdicts.items())
            found = self._same[value] = Read(state.values[self._entry.code], verdicts, is_open(value))
        return found


def content(read: Read | Bad) -> tuple[object, ...]:
    """What a cell comes to, whichever element it is of."""
    if isinstance(read, Bad):
        return read.wrong
    return read.measured.value, tuple(judged.outcome for _, judged in read.verdicts), read.still_open
