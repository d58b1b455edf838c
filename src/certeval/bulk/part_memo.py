"""Each distinct group of cells decided once: what makes a million candidates cost little more than reading them.

The cells of a part are told apart by their text, as typed. A part comes to one of few kinds, which is all that
the steps above read; rows whose parts are of the same kinds have the same verdicts.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence, Sized
from typing import Any, NamedTuple

from certeval.bulk.cells import Bad, Cell, Cells, Read, content
from certeval.bulk.decisions import MAX_KEPT, Decision, Memory
from certeval.bulk.division import Part, give
from certeval.bulk.results import essence, result_of, waits
from certeval.rules.derivation import State
from certeval.rules.entry import Entry
from certeval.rules.program import Name

APART = -1
"""The kind of a part of a candidate who is decided as a whole: nobody looks at it."""

Tell = Callable[[State], Any]
"""What is told of a part, from what was decided of it."""
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
        self._steps = [step for step in part.steps if step.makes not in apart]
        read = {*part.gives, *(need for step in self._steps for need in step.needs), *(tells.names or apart)}
        self.cells = [
            Cells(entries[code], [step for step in alone[code] if step.makes in read])
            for code in part.entries
        ]
        self._held: dict[tuple[int, ...], Decision] = {}
        self._sorted: dict[tuple[Cell, ...], tuple[Decision, tuple[frozenset[Cell], ...]] | None] = {}
        self._known: dict[tuple[object, ...], int] = {}
        self._alike: dict[Cell, bool] = {}
        self._counts = part.counts() and tells.anonymous(part)
        self._by_kind = part.compares() and tells.anonymous(part)
        self._told: dict[int, tuple[Any, ...]] = {}
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
                self._alike[text] = len({content(cells.of(text)) for cells in self.cells}) == 1
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
        missing = tuple(waits(name, state) for name in self.part.gives) if still_open else self._nothing
        kind = self._kind(state)
        return Decision(kind, self._tell(kind, state), missing)

    def _tell(self, kind: int, state: State) -> tuple[Any, ...]:
        """What is told of it: of a kind, once, where nothing is read but what the kind gives."""
        found = self._told.get(kind)
        if found is None:
            found = tuple([tell(state) for tell in self._tells])
            if self._by_kind:
                self._told[kind] = found
        return found

    def of_state(self, state: State) -> Decision:
        """What it comes to for a candidate decided as a whole, for whoever does not look at its kind."""
        missing = tuple(waits(name, state) for name in self.part.gives)
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
        self._told.clear()
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
