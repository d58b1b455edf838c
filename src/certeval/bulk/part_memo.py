"""Each distinct group of cells decided once: what makes a million candidates cost little more than reading them.

The cells of a part are told apart by their text, as typed. A part comes to one of few kinds, which is all that
the steps above read; rows whose parts are of the same kinds have the same verdicts.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from certeval.bulk.decisions import MAX_KEPT, Decision, Memory
from certeval.bulk.division import Part, give
from certeval.diagnostics import Kind
from certeval.engine.missing import behind, is_open
from certeval.rules.derivation import Climbed, Judged, Measured, State
from certeval.rules.entry import Entry
from certeval.rules.jurors import Disagreement
from certeval.rules.outcome import BLOQUE, FAUX, VRAI, Value
from certeval.rules.program import Name, Step
from certeval.rules.terms import ValueOf
from certeval.scores.values import value_of

DECIDED = frozenset({VRAI, FAUX, BLOQUE})
APART = -1
"""The kind of a part of a candidate who is decided as a whole: nobody looks at it."""

Result = Judged | Measured | Climbed
Tell = Callable[[State], Any]
"""What is told of a part, from what was decided of it."""
Marks = tuple[tuple[int, str], ...]
"""The cells of one element: attempt and text, by attempt, then in the order of the jurors' names."""
Cell = str | Marks
"""What an element has: the text of its one cell, or its marks."""
_TEXTS = frozenset({str})
"""The type of the one cell of an element, where its place may not count."""
Split = Callable[[Hashable], Sequence[Cell]]
"""What each element of a part has, in their order, from what tells a group of cells apart."""


class Tells(NamedTuple):
    """What is told of a part, and all the names that it reads; None where it may read any, or says what is missing."""

    tells: tuple[Tell, ...] = ()
    names: frozenset[Name] | None = frozenset()

    def anonymous(self, part: Part) -> bool:
        """Whether it reads but what the part gives: the same, whichever element of a count has which cell."""
        return self.names is not None and self.names.issubset(part.gives)


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


class Groups(dict[Hashable, Decision]):
    """The groups of cells of one part that are told apart in one way, and what they come to, decided at the first
    lookup.
    """

    def __init__(self, decider: "PartDecider", split: Split) -> None:
        super().__init__()
        self._decider = decider
        self.split = split

    def __missing__(self, cells: Hashable) -> Decision:
        found = self[cells] = self._decider.decision(self.split(cells))
        return found


class PartDecider:
    """Decides one part."""

    def __init__(self, part: Part, entries: Mapping[str, Entry], tells: Tells) -> None:
        self.part = part
        self.kinds: list[State | Bad] = []
        self._nothing: tuple[tuple[str, ...], ...] = ((),) * len(part.gives)
        self._tells = tells.tells
        alone = part.of_alone()
        apart = {step.makes for steps in alone.values() for step in steps}
        self.cells = [Cells(entries[code], alone[code]) for code in part.entries]
        self._steps = [step for step in part.steps if step.makes not in apart]
        self._held: dict[tuple[int, ...], Decision] = {}
        self._sorted: dict[tuple[Cell, ...], tuple[Decision, tuple[frozenset[Cell], ...]] | None] = {}
        self._known: dict[tuple[object, ...], int] = {}
        self._alike: dict[Cell, bool] = {}
        self._counts = part.counts() and tells.anonymous(part)
        self._memory = Memory()
        self._groups: list[Groups] = []

    def groups(self, split: Split) -> Groups:
        """What remembers groups of cells told apart in another way."""
        found = Groups(self, split)
        self._groups.append(found)
        return found

    def column(self, groups: Groups, cells: Iterable[Hashable]) -> list[Decision]:
        """What it comes to in each row of a block."""
        if self._memory.serves(sum(map(len, self._groups))):
            found = list(map(groups.__getitem__, cells))
        else:
            self._forget_groups()
            found = [self._decided(self._reads(groups.split(each))) for each in cells]
        self._memory.met += len(found)
        return found

    def decision(self, cells: Sequence[Cell]) -> Decision:
        """What these cells come to, for whoever keeps it."""
        return (self._rearranged(cells) if self._counts else None) or self._of(cells)

    def _of(self, cells: Sequence[Cell]) -> Decision:
        """What these cells come to, decided once for those that say the same."""
        reads = self._reads(cells)
        same = tuple(map(id, reads))
        found = self._held.get(same)
        if found is None:
            found = self._held[same] = self._decided(reads)
        return found

    def _rearranged(self, cells: Sequence[Cell]) -> Decision | None:
        """The same where texts count and not their places: decided once for all orders. None where an element reads
        one of the texts otherwise than another does.
        """
        if not _TEXTS.issuperset(map(type, cells)):
            return None
        order = tuple(sorted(cells))
        if order not in self._sorted:
            self._sorted[order] = self._asking(order) if self._read_alike(set(order)) else None
        found = self._sorted[order]
        if found is None:
            return None
        decision, asked = found
        if not asked:
            return decision
        placed = list(zip(self.part.entries, cells, strict=True))
        missing = [tuple([code for code, text in placed if text in each]) if each else () for each in asked]
        return Decision(decision.kind, decision.tells, tuple(missing))

    def _asking(self, texts: Sequence[Cell]) -> tuple[Decision, tuple[frozenset[Cell], ...]]:
        """What these cells come to, and the texts of those that each name it gives waits for; none where none waits."""
        decision = self._of(texts)
        if not any(decision.missing):
            return decision, ()
        placed = dict(zip(self.part.entries, texts, strict=True))
        return decision, tuple([frozenset(map(placed.__getitem__, codes)) for codes in decision.missing])

    def _read_alike(self, texts: Iterable[Cell]) -> bool:
        """Whether each text, and none, says the same in every element of the part."""
        for text in ("", *texts):
            if text not in self._alike:
                self._alike[text] = len({_said(cells.of(text)) for cells in self.cells}) == 1
            if not self._alike[text]:
                return False
        return True

    def _reads(self, cells: Sequence[Cell]) -> list[Read | Bad]:
        """What each cell comes to, the very same object for cells that say the same."""
        return [of.read.get(cell) or of.of(cell) for of, cell in zip(self.cells, cells, strict=True)]

    def _decided(self, reads: Sequence[Read | Bad]) -> Decision:
        state, still_open = self._state(reads)
        if isinstance(state, Bad):
            return Decision(self._kind_of_bad(state), ("",) * len(self._tells), self._nothing)
        missing = tuple(_missing(name, state) for name in self.part.gives) if still_open else self._nothing
        return Decision(self._kind(state), tuple([tell(state) for tell in self._tells]), missing)

    def of_state(self, state: State) -> Decision:
        """What it comes to for a candidate decided as a whole, for whoever does not look at its kind."""
        missing = tuple(_missing(name, state) for name in self.part.gives)
        return Decision(APART, tuple([tell(state) for tell in self._tells]), missing)

    def forget(self) -> bool:
        """Forget what was decided once it is much; whether the numbers of kinds now mean others."""
        kept: tuple[Sized, ...] = (*self._groups, self._held, self._sorted, self.kinds)
        if max(map(len, kept)) >= MAX_KEPT:
            self._forget_groups()
        if len(self.kinds) < MAX_KEPT:
            return False
        self.kinds.clear()
        self._known.clear()
        return True

    def _forget_groups(self) -> None:
        for groups in self._groups:
            groups.clear()
        self._held.clear()
        self._sorted.clear()
        self._alike.clear()

    def _state(self, reads: Sequence[Read | Bad]) -> tuple[State | Bad, bool]:
        """Everything that follows from the part's cells, unless some are bad, and whether one is open."""
        state = State()
        values, verdicts = state.values, state.verdicts
        still_open = False
        for code, read in zip(self.part.entries, reads, strict=True):
            if isinstance(read, Bad):
                wrong = [kind for each in reads if isinstance(each, Bad) for kind in each.wrong]
                return Bad(tuple(wrong)), False
            values[code], made, is_open = read
            still_open = still_open or is_open
            for name, judged in made:
                verdicts[name] = judged
        for step in self._steps:
            step.take(state)
        return state, still_open

    def _kind_of_bad(self, bad: Bad) -> int:
        """Parts with the same findings are of one kind."""
        found = self._known.setdefault((Bad, bad.wrong), len(self.kinds))
        if found == len(self.kinds):
            self.kinds.append(bad)
        return found

    def _kind(self, state: State) -> int:
        key = tuple([essence(result_of(name, state)) for name in self.part.gives])
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


def _said(read: Read | Bad) -> tuple[object, ...]:
    """What a cell comes to, whichever element it is of."""
    if isinstance(read, Bad):
        return read.wrong
    return read.measured.value, tuple(judged.outcome for _, judged in read.verdicts), read.still_open


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


def essence(result: Result) -> object:
    """All that a step above reads of a result."""
    if isinstance(result, Judged):
        return result.outcome
    if isinstance(result, Climbed):
        return result.rungs
    return result.value
