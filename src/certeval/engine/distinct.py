"""Each distinct group of cells decided once: what makes a million candidates cost little more than reading them.

The cells of a part are told apart by their text, as typed. A part comes to one of few kinds, which is all that
the steps above read; rows whose parts are of the same kinds have the same verdicts.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence, Sized
from typing import NamedTuple

from certeval.engine.columns import MAX_KEPT, Asked, Column, Decision, Listed, Memory, Split
from certeval.engine.counted import Counts
from certeval.engine.missing import behind
from certeval.engine.numbered import Numbers
from certeval.engine.parts import Part, give
from certeval.rules.derivation import Climbed, Judged, Measured, State
from certeval.rules.entry import Entry
from certeval.rules.outcome import BLOQUE, FAUX, VRAI, Value
from certeval.rules.program import Name, Step
from certeval.rules.terms import ValueOf
from certeval.scores.coded import Coded

DECIDED = frozenset({VRAI, FAUX, BLOQUE})

BAD = 0
"""The kind of a part with a cell that is no value of its scale."""

Result = Judged | Measured | Climbed
Shown = Callable[[State], str]
"""What a form of output prints of one part, from what was decided of it."""


class ShownOfPart(NamedTuple):
    """What is printed of a part; `anonymous` where it names none of the part's elements."""

    says: tuple[Shown, ...] = ()
    anonymous: bool = False


Read = tuple[Measured, tuple[tuple[str, Judged], ...], bool]
"""What a cell measures, the verdicts that follow from it alone, by name, and whether it is still open."""


class Cells:
    """The cells of one element, each text read once, with the steps that need nothing else."""

    def __init__(self, entry: Entry, steps: Sequence[Step]) -> None:
        self._entry = entry
        self._steps = steps
        self._same: dict[Value, Read] = {}
        self.read: dict[str, Read | None] = {}

    def of(self, text: str) -> Read | None:
        """What a cell as typed comes to, or None where it is refused."""
        if len(self.read) > MAX_KEPT:
            self.read.clear()
        if text not in self.read:
            self.read[text] = self._of(text)
        return self.read[text]

    def _of(self, text: str) -> Read | None:
        entry = self._entry
        reading = entry.read(text)
        if reading.refusal is not None:
            return None
        if reading.empty:
            return self._followed(entry.empty)
        alone = entry.of_jurors([reading.value])
        return self._followed(entry.of_attempts([alone if isinstance(alone, Value) else entry.unknown]))

    def _followed(self, value: Value) -> Read:
        """The very same object for equal values."""
        found = self._same.get(value)
        if found is None:
            state = State({self._entry.code: Measured(ValueOf(self._entry.code), value)})
            for step in self._steps:
                step.take(state)
            verdicts = tuple(state.verdicts.items())
            found = self._same[value] = (
                state.values[self._entry.code],
                verdicts,
                value.least != value.most,
            )
        return found


class PartDecider(dict[Hashable, Decision]):
    """Decides one part. As a dictionary: what tells its cells apart to what they come to, decided at the first
    lookup.
    """

    def __init__(self, part: Part, entries: Mapping[str, Entry], split: Split, shows: "ShownOfPart") -> None:
        super().__init__()
        self.part = part
        self.kinds: list[State | None] = [None]
        self._nothing: tuple[tuple[str, ...], ...] = ((),) * len(part.gives)
        self._split = split
        self._shows = shows.says
        alone = part.of_alone()
        apart = {step.makes for steps in alone.values() for step in steps}
        self.cells = [Cells(entries[code], alone[code]) for code in part.entries]
        self._steps = [step for step in part.steps if step.makes not in apart]
        self._held: dict[tuple[int, ...], Decision] = {}
        self._sorted: dict[tuple[str, ...], tuple[Decision, Asked] | None] = {}
        self._known: dict[tuple[object, ...], int] = {}
        self._alike: dict[str, bool] = {}
        self._numbered = Numbers()
        self._counted = Counts(part.entries, split)
        self._counts = part.counts() and shows.anonymous
        self._memory = Memory()

    def __missing__(self, cells: Hashable) -> Decision:
        found = self[cells] = self.decision(self._split(cells))
        return found

    def decision(self, texts: Sequence[str]) -> Decision:
        """What cells of these texts come to, for whoever keeps it."""
        return (self._rearranged(texts) if self._counts else None) or self._of(texts)

    def _of(self, texts: Sequence[str]) -> Decision:
        """What these cells come to, decided once for those that say the same."""
        reads = self._reads(texts)
        same = tuple(map(id, reads))
        found = self._held.get(same)
        if found is None:
            found = self._held[same] = self._decided(reads)
        return found

    def _rearranged(self, texts: Sequence[str]) -> Decision | None:
        """The same where texts count and not their places: decided once for all orders. None where an element reads
        one of the texts otherwise than another does.
        """
        order = tuple(sorted(texts))
        if order not in self._sorted:
            self._sorted[order] = self._asking(order) if self._read_alike(set(order)) else None
        found = self._sorted[order]
        if found is None:
            return None
        decision, asked = found
        if not any(asked):
            return decision
        cells = list(zip(self.part.entries, texts, strict=True))
        return decision._replace(
            missing=tuple([tuple([code for code, text in cells if text in each]) for each in asked])
        )

    def _asking(self, texts: Sequence[str]) -> tuple[Decision, Asked]:
        """What these cells come to, and the texts of those that each name it gives waits for."""
        decision = self._of(texts)
        return decision, decision.asked(self.part.entries, texts)

    def _read_alike(self, texts: Iterable[str]) -> bool:
        """Whether each text, and none, says the same in every element of the part."""
        for text in ("", *texts):
            if text not in self._alike:
                self._alike[text] = len({_said(cells.of(text)) for cells in self.cells}) == 1
            if not self._alike[text]:
                return False
        return True

    def column(self, group: Coded | Sequence[Hashable]) -> Column:
        """What it comes to in each row of a block."""
        self._memory.met += len(group)
        if not self._memory.serves(len(self)):
            self._forget_groups()
            return Listed([self._decided(self._reads(self._split(cells))) for cells in group])
        if isinstance(group, Coded):
            whole = len(group.columns) == len(self.part.entries)
            if self._counts and whole and group.countable and self._read_alike(group.codes.classes):
                return self._counted.column(group, self.__getitem__)
            if group.size:
                return self._numbered.column(group, self.__getitem__)
        return Listed(list(map(self.__getitem__, group)))

    def _reads(self, texts: Sequence[str]) -> list[Read | None]:
        """What each cell comes to, the very same object for cells that say the same."""
        return [cells.read.get(text) or cells.of(text) for cells, text in zip(self.cells, texts, strict=True)]

    def _decided(self, reads: Sequence[Read | None]) -> Decision:
        state, still_open = self._state(reads)
        if state is None:
            return Decision(BAD, ("",) * len(self._shows), self._nothing)
        missing = tuple(_missing(name, state) for name in self.part.gives) if still_open else self._nothing
        return Decision(self._kind(state), tuple([show(state) for show in self._shows]), missing)

    def forget(self) -> bool:
        """Forget what was decided once it is much; whether the numbers of kinds now mean others."""
        kept: tuple[Sized, ...] = (self, self._held, self._sorted, self.kinds)
        if max(map(len, kept)) >= MAX_KEPT:
            self._forget_groups()
        if len(self.kinds) < MAX_KEPT:
            return False
        del self.kinds[1:]
        self._known.clear()
        return True

    def _forget_groups(self) -> None:
        self.clear()
        self._held.clear()
        self._sorted.clear()
        self._alike.clear()
        self._numbered = Numbers()
        self._counted = Counts(self.part.entries, self._split)

    def _state(self, reads: Sequence[Read | None]) -> tuple[State | None, bool]:
        """Everything that follows from the part's cells, or None where one is refused, and whether one is open."""
        state = State()
        values, verdicts = state.values, state.verdicts
        still_open = False
        for code, read in zip(self.part.entries, reads, strict=True):
            if read is None:
                return None, False
            values[code], made, is_open = read
            still_open = still_open or is_open
            for name, judged in made:
                verdicts[name] = judged
        for step in self._steps:
            step.take(state)
        return state, still_open

    def _kind(self, state: State) -> int:
        key = tuple(_essence(result_of(name, state)) for name in self.part.gives)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = len(self.kinds)
            given = State()
            for name in self.part.gives:
                give(name, state, given)
            self.kinds.append(given)
        return found


def _missing(name: Name, state: State) -> tuple[str, ...]:
    """The codes that what a part gives waits for. A cell is asked for by those above, by its own code."""
    result = result_of(name, state)
    if isinstance(result, Judged) and result.outcome in DECIDED:
        return ()
    if isinstance(result, Measured) and isinstance(result.node, ValueOf) and result.node.name == name[1]:
        return ()
    return tuple(code for code in behind(result, state) if isinstance(code, str))


def _said(read: Read | None) -> tuple[object, ...]:
    """What a cell comes to, whichever element it is of."""
    if read is None:
        return ()
    measured, verdicts, still_open = read
    return measured.value, tuple(judged.outcome for _, judged in verdicts), still_open


def result_of(name: Name, state: State) -> Result:
    """What a name came to."""
    sort, about = name
    if sort == "verdict":
        return state.verdicts[about]
    return state.values[about] if sort == "valeur" else state.ladders[about]


def put(name: Name, result: Result, state: State) -> None:
    """Give a name what it came to."""
    _, about = name
    if isinstance(result, Judged):
        state.verdicts[about] = result
    elif isinstance(result, Measured):
        state.values[about] = result
    else:
        state.ladders[about] = result


def _essence(result: Result) -> object:
    """All that a step above reads of a result."""
    if isinstance(result, Judged):
        return result.outcome
    if isinstance(result, Climbed):
        return result.rungs
    return result.value
