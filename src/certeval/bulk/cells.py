"""What the cells of one element come to, each text read once."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import count
from typing import ClassVar, NamedTuple

from certeval.bulk.memos import MAX_MEMORY
from certeval.bulk.sums import SumTerm
from certeval.diagnostics import Kind
from certeval.engine.missing import is_open
from certeval.rules.derivation import Judgement, Measurement, State
from certeval.rules.entry import Entry
from certeval.rules.outcome import Value
from certeval.rules.program import Step
from certeval.rules.several import Disagreement
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import Compare
from certeval.scores.values import value_of

Marks = tuple[tuple[int, str], ...]
"""The cells of one element: attempt and text, by attempt, then in the order of the jurors' names."""
CellContent = str | Marks
"""What an element has: the text of its one cell, or its marks."""


def same_cells(cells: Hashable) -> Sequence[CellContent]:
    """The cells of elements, where these are what tells a group of cells apart."""
    return cells if isinstance(cells, tuple) else ()


@dataclass(frozen=True, slots=True, eq=False)
class BadCell:
    """What comes of a cell that is no value of its scale, or of jurors or attempts that no rule unites, which is told
    elsewhere: the kinds of finding that its cells make.
    """

    wrong: tuple[Kind, ...] = ()
    apart: int = field(default_factory=partial(next, count(-1, -1)))
    """A number below 0, of its own."""
    share: ClassVar[int] = 0


DISPUTE = BadCell()
_bad_cell = lru_cache(maxsize=None)(BadCell)
"""The very same object for the same findings."""


class ElementFacts(NamedTuple):
    """What an element's cells measure, the verdicts that follow from them alone, and whether it is still open.

    All that a part reads of it is what it adds to a sum, its `share`, and what else it comes to, numbered by `apart`.
    """

    measurement: Measurement
    verdicts: tuple[tuple[str, Judgement], ...]
    still_open: bool
    share: int
    apart: int


class ElementCells:
    """The cells of one element, each text read once, with the steps that need nothing else. `term` where others read
    its value but in a sum; `number` numbers what else it comes to, from 0.
    """

    def __init__(
        self, entry: Entry, steps: Sequence[Step], term: SumTerm | None, number: Callable[[object], int]
    ) -> None:
        self._entry = entry
        self._steps = steps
        self._number = number
        self._term = term if all(isinstance(step.node, Compare) for step in steps) else None
        self._same: dict[Value, ElementFacts] = {}
        self.read: dict[CellContent, ElementFacts | BadCell] = {}

    def column(self, cells: Sequence[CellContent]) -> list[ElementFacts | BadCell]:
        """What each of several comes to, the very same object for those that say the same."""
        if len(self.read) > MAX_MEMORY:
            self.read.clear()
        try:
            return list(map(self.read.__getitem__, cells))
        except KeyError:
            return list(map(self.of, cells))

    def of(self, cell: CellContent) -> ElementFacts | BadCell:
        """What cells as typed come to."""
        if cell not in self.read:
            self.read[cell] = self._of(((1, cell),) if isinstance(cell, str) else cell)
        return self.read[cell]

    def _of(self, marks: Marks) -> ElementFacts | BadCell:
        readings = [(attempt, self._entry.read(text)) for attempt, text in marks]
        refusals = [reading.refusal.kind for _, reading in readings if reading.refusal is not None]
        if refusals:
            return _bad_cell(tuple(refusals))
        values = [(attempt, reading.value) for attempt, reading in readings if not reading.empty]
        if self._entry.attempts is None and len({attempt for attempt, _ in values}) > 1:
            return DISPUTE
        value = value_of(self._entry, values) if values else self._entry.empty
        return DISPUTE if isinstance(value, Disagreement) else self._facts(value)

    def _facts(self, value: Value) -> ElementFacts:
        """The very same object for equal values."""
        facts = self._same.get(value)
        if facts is None:
            state = State({self._entry.code: Measurement(ValueOf(self._entry.code), value)})
            for step in self._steps:
                step.take(state)
            verdicts = tuple(state.verdicts.items())
            share = self._term.share(value) if self._term is not None else None
            outcomes = tuple([judgement.outcome for _, judgement in verdicts])
            apart = self._number((value if share is None else None, outcomes))
            measurement = state.values[self._entry.code]
            facts = self._same[value] = ElementFacts(measurement, verdicts, is_open(value), share or 0, apart)
        return facts
