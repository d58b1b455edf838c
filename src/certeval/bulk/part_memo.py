"""Each distinct group of cells decided once: what makes a million candidates cost little more than reading them.

The cells of a part are told apart by their text, as typed. A part comes to one of few kinds, which is all that
the steps above read; rows whose parts are of the same kinds have the same verdicts.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Sized
from itertools import chain, compress
from operator import attrgetter
from typing import Any, NamedTuple

from certeval.bulk.cells import Bad, ElementCells, ElementFacts, Typed
from certeval.bulk.decisions import MAX_KEPT, Decision, Memory, Remembered
from certeval.bulk.division import Part, give
from certeval.bulk.results import essence, result_of, waits
from certeval.bulk.sums import Added, added
from certeval.rules.derivation import State
from certeval.rules.entry import Entry
from certeval.rules.program import Name

APART = -1
"""The kind of a part of a candidate who is decided as a whole: nobody looks at it."""

SHARE, BESIDE = attrgetter("share"), attrgetter("apart")
Tell = Callable[[State], Any]
"""What is told of a part, from what was decided of it."""
Split = Callable[[Hashable], Sequence[Typed]]
"""What each element of a part has, in their order, from what tells a group of cells apart."""


class Tells(NamedTuple):
    """What is told of a part, and all the names that it reads; None where it may read any. Of those in `outcomes` it
    reads but the outcome. `waits`: it says what they wait for.
    """

    tells: tuple[Tell, ...] = ()
    names: frozenset[Name] | None = frozenset()
    outcomes: frozenset[Name] = frozenset()
    waits: bool = False

    @classmethod
    def of_all(cls, told: Sequence["Tells"]) -> "Tells":
        """What several tell, together."""
        tells = tuple(chain.from_iterable(each.tells for each in told))
        names = [each.names for each in told if each.names is not None]
        if len(names) < len(told):
            return cls(tells, None)
        more = chain.from_iterable(each.names - each.outcomes for each in told if each.names is not None)
        read = frozenset(chain.from_iterable(names))
        return cls(tells, read, read.difference(more), any(each.waits for each in told))

    def anonymous(self, part: Part) -> bool:
        """Whether it reads but what the part gives."""
        return self.names is not None and not self.waits and self.names.issubset(part.gives)


class CellGroups(Remembered[Hashable, Decision]):
    """The groups of cells of one part that are told apart in one way, and what they come to."""

    def __init__(self, split: Split) -> None:
        super().__init__()
        self.split = split


class PartDecider:
    """Decides one part."""

    def __init__(self, part: Part, entries: Mapping[str, Entry], tells: Tells) -> None:
        self.part = part
        self.kinds: list[State | Bad] = []
        self.bad: set[int] = set()
        """The kinds of what can't be read."""
        self._nothing: tuple[tuple[str, ...], ...] = ((),) * len(part.gives)
        self._tells = tells.tells
        alone = part.of_alone()
        apart = {step.makes for steps in alone.values() for step in steps}
        self._steps = [step for step in part.steps if step.makes not in apart]
        needs = [need for step in self._steps for need in step.needs]
        read = {*part.gives, *needs, *(apart if tells.names is None else tells.names)}
        told = None if tells.names is None else [*part.gives, *tells.names]
        sums = {} if told is None else added(self._steps, part.entries, told)
        self._symmetric = told is not None and not tells.waits and part.symmetric(told)
        numbers: dict[object, int] = {}
        self.cells = [
            ElementCells(
                entries[code],
                [step for step in alone[code] if step.makes in read],
                sums.get(code),
                lambda said: numbers.setdefault(said, len(numbers)),
            )
            for code in part.entries
        ]
        self._sums = _places(sums, part.entries)
        self._held: dict[tuple[object, ...], tuple[Decision, tuple[frozenset[int], ...]]] = {}
        self._holding = Memory()
        self._known: dict[tuple[object, ...], int] = {}
        self._by_kind = part.compares() and tells.anonymous(part)
        self._told: dict[int, tuple[Any, ...]] = {}
        self._memory = Memory()
        self._groups: list[CellGroups] = []

    def groups(self, split: Split) -> CellGroups:
        """What remembers groups of cells told apart in another way."""
        found = CellGroups(split)
        self._groups.append(found)
        return found

    def column(self, groups: CellGroups, cells: Iterable[Hashable]) -> list[Decision]:
        """What it comes to in each row of a block."""
        if self._memory.serves(sum(map(len, self._groups))):
            found = groups.column(cells, lambda new: self.decisions(list(map(groups.split, new))))
        else:
            for each in self._groups:
                each.clear()
            found = self.decisions(list(map(groups.split, cells)))
        self._memory.met += len(found)
        return found

    def decisions(self, rows: Sequence[Sequence[Typed]]) -> list[Decision]:
        """What the cells of several rows come to, decided once for those of which the same is read."""
        texts = zip(*rows, strict=True) if rows else [()] * len(self.cells)
        columns = [of.column(cells) for of, cells in zip(self.cells, texts, strict=True)]
        if not self._holding.serves(len(self._held)):
            self._held.clear()
            return list(map(self._decided, zip(*columns, strict=True)))
        self._holding.met += len(rows)
        found: list[Decision] = []
        beside = list(zip(*[map(BESIDE, column) for column in columns], strict=True))
        for row, same in enumerate(self._told_apart(columns, beside)):
            held = self._held.get(same)
            if held is None:
                held = self._held[same] = self._asking([column[row] for column in columns])
            decision, asked = held
            if asked:
                waiting = [map(each.__contains__, beside[row]) for each in asked]
                missing = tuple([tuple(compress(self.part.entries, each)) for each in waiting])
                decision = Decision(decision.kind, decision.tells, missing)
            found.append(decision)
        return found

    def _told_apart(
        self, columns: Sequence[Sequence[ElementFacts | Bad]], beside: Sequence[tuple[int, ...]]
    ) -> Iterator[tuple[object, ...]]:
        """What tells rows apart: their sums, and what else their cells come to, in any order where they may change
        places.
        """
        shares = [list(map(SHARE, column)) for column in columns] if self._sums else []
        sums = [map(sum, zip(*[shares[at] for at in places], strict=True)) for places in self._sums]
        if self._symmetric:
            return zip(*sums, map(tuple, map(sorted, beside)), strict=True)
        return zip(*sums, beside, strict=True)

    def _asking(self, reads: Sequence[ElementFacts | Bad]) -> tuple[Decision, tuple[frozenset[int], ...]]:
        """What cells come to and, where they may change places, the numbers of those that each name it gives waits for;
        none where none waits.
        """
        decision = self._decided(reads)
        if not (self._symmetric and any(decision.missing)):
            return decision, ()
        numbers = {code: read.apart for code, read in zip(self.part.entries, reads, strict=True)}
        return decision, tuple([frozenset(map(numbers.__getitem__, codes)) for codes in decision.missing])

    def _decided(self, reads: Sequence[ElementFacts | Bad]) -> Decision:
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
        kept: tuple[Sized, ...] = (*self._groups, self._held, self.kinds)
        if max(map(len, kept)) >= MAX_KEPT:
            self._forget_groups()
        if len(self.kinds) < MAX_KEPT:
            return False
        self.kinds.clear()
        self.bad.clear()
        self._known.clear()
        self._told.clear()
        return True

    def _forget_groups(self) -> None:
        for groups in self._groups:
            groups.clear()
        self._held.clear()

    def _state(self, reads: Sequence[ElementFacts | Bad]) -> tuple[State | Bad, bool]:
        """Everything that follows from the part's cells, unless some are bad, and whether one is open."""
        state = State()
        values, verdicts = state.values, state.verdicts
        still_open = False
        for code, read in zip(self.part.entries, reads, strict=True):
            if isinstance(read, Bad):
                wrong = [kind for each in reads if isinstance(each, Bad) for kind in each.wrong]
                return Bad(tuple(wrong)), False
            values[code] = read.measured
            still_open = still_open or read.still_open
            for name, judged in read.verdicts:
                verdicts[name] = judged
        for step in self._steps:
            step.take(state)
        return state, still_open

    def _kind_of_bad(self, bad: Bad) -> int:
        """Parts with the same findings are of one kind."""
        found = self._known.setdefault((Bad, bad.wrong), len(self.kinds))
        if found == len(self.kinds):
            self.kinds.append(bad)
            self.bad.add(found)
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


def _places(sums: Mapping[str, Added], codes: Sequence[str]) -> list[list[int]]:
    """For each sum, the places among codes of those that it adds up."""
    found: dict[int, list[int]] = {}
    for place, code in enumerate(codes):
        if code in sums and sums[code].coefficient:
            found.setdefault(sums[code].sum, []).append(place)
    return list(found.values())
