"""Each distinct group of cells decided once: what makes a million candidates cost little more than reading them.

The cells of a part are told apart by their text, as typed. A part comes to one of few kinds, which is all that
the steps above read; rows whose parts are of the same kinds have the same verdicts.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence, Sized
from itertools import chain, compress
from typing import Any, NamedTuple

from certeval.bulk.cells import BadCell, CellContent, ElementCells, ElementFacts
from certeval.bulk.division import Part, hand_up
from certeval.bulk.memos import MAX_MEMORY, Decision, Memo, Memory, result_of, waits
from certeval.bulk.sums import SumTerm, sum_terms
from certeval.rules.derivation import State, essence
from certeval.rules.entry import Entry
from certeval.rules.program import Name

APART = -1
"""The kind of a part of a candidate who is decided as a whole: nobody looks at it."""

Tell = Callable[[State], Any]
"""What is told of a part, from what was decided of it."""
Split = Callable[[Hashable], Sequence[CellContent]]
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
    def of_all(cls, several: Sequence["Tells"]) -> "Tells":
        """What several tell, together."""
        tells = tuple(chain.from_iterable(each.tells for each in several))
        names = [each.names for each in several if each.names is not None]
        if len(names) < len(several):
            return cls(tells, None)
        more = chain.from_iterable(each.names - each.outcomes for each in several if each.names is not None)
        read = frozenset(chain.from_iterable(names))
        return cls(tells, read, read.difference(more), any(each.waits for each in several))


class CellGroups(Memo[Hashable, Decision]):
    """The groups of cells of one part that are told apart in one way, and what they come to."""

    def __init__(self, split: Split) -> None:
        super().__init__()
        self.split = split


class PartDecider:
    """Decides one part."""

    def __init__(self, part: Part, entries: Mapping[str, Entry], tells: Tells) -> None:
        self.part = part
        self.kinds: list[State | BadCell] = []
        self.bad: set[int] = set()
        """The kinds of what can't be read."""
        self._nothing: tuple[tuple[str, ...], ...] = ((),) * len(part.gives)
        self._tells = tells.tells
        alone = part.of_alone()
        apart = {step.makes for steps in alone.values() for step in steps}
        self._steps = [step for step in part.steps if step.makes not in apart]
        needs = [need for step in self._steps for need in step.needs]
        read = {*part.gives, *needs, *(apart if tells.names is None else tells.names)}
        names = None if tells.names is None else [*part.gives, *tells.names]
        sums = {} if names is None else sum_terms(self._steps, part.entries, names)
        self._symmetric = names is not None and not tells.waits and part.symmetric(names)
        numbers: dict[object, int] = {}
        self.cells = [
            ElementCells(
                entries[code],
                [step for step in alone[code] if step.makes in read],
                sums.get(code),
                lambda value: numbers.setdefault(value, len(numbers)),
            )
            for code in part.entries
        ]
        self._sums = _places(sums, part.entries)
        self._by_reads: dict[tuple[object, ...], tuple[Decision, tuple[frozenset[int], ...]]] = {}
        self._reads_memory = Memory()
        self._kind_numbers: dict[tuple[object, ...], int] = {}
        self._memory = Memory()
        self._groups: list[CellGroups] = []

    def groups(self, split: Split) -> CellGroups:
        """What remembers groups of cells told apart in another way."""
        groups = CellGroups(split)
        self._groups.append(groups)
        return groups

    def column(self, groups: CellGroups, cells: Iterable[Hashable]) -> list[Decision]:
        """What it comes to in each row of a block."""
        if self._memory.serves(sum(map(len, self._groups))):
            decisions = groups.column(cells, lambda new: self.decisions(list(map(groups.split, new))))
        else:
            for each in self._groups:
                each.clear()
            decisions = self.decisions(list(map(groups.split, cells)))
        self._memory.requests += len(decisions)
        return decisions

    def decisions(self, rows: Sequence[Sequence[CellContent]]) -> list[Decision]:
        """What the cells of several rows come to, decided once for those of which the same is read."""
        texts = zip(*rows, strict=True) if rows else [()] * len(self.cells)
        columns = [of.column(cells) for of, cells in zip(self.cells, texts, strict=True)]
        if not self._reads_memory.serves(len(self._by_reads)):
            self._by_reads.clear()
            return list(map(self._decide, zip(*columns, strict=True)))
        self._reads_memory.requests += len(rows)
        decisions: list[Decision] = []
        beside = list(zip(*[[each.apart for each in column] for column in columns], strict=True))
        shares = [[each.share for each in column] for column in columns] if self._sums else []
        sums = [map(sum, zip(*[shares[at] for at in places], strict=True)) for places in self._sums]
        # what else cells come to tells rows apart in any order where they may change places
        others = map(tuple, map(sorted, beside)) if self._symmetric else beside
        for row, same in enumerate(zip(*sums, others, strict=True)):
            record = self._by_reads.get(same)
            if record is None:
                record = self._by_reads[same] = self._with_asks([column[row] for column in columns])
            decision, asks = record
            if asks:
                masks = [map(each.__contains__, beside[row]) for each in asks]
                missing = tuple([tuple(compress(self.part.entries, each)) for each in masks])
                decision = Decision(decision.kind, decision.tells, missing)
            decisions.append(decision)
        return decisions

    def _with_asks(
        self, reads: Sequence[ElementFacts | BadCell]
    ) -> tuple[Decision, tuple[frozenset[int], ...]]:
        """What cells come to and, where they may change places, the numbers of those that each name it gives waits for;
        none where none waits.
        """
        decision = self._decide(reads)
        if not (self._symmetric and any(decision.missing)):
            return decision, ()
        numbers = {code: read.apart for code, read in zip(self.part.entries, reads, strict=True)}
        return decision, tuple([frozenset(map(numbers.__getitem__, codes)) for codes in decision.missing])

    def _decide(self, reads: Sequence[ElementFacts | BadCell]) -> Decision:
        state, still_open = self._state(reads)
        if isinstance(state, BadCell):
            number = self._kind_numbers.setdefault((BadCell, state.wrong), len(self.kinds))
            if number == len(self.kinds):
                self.kinds.append(state)
                self.bad.add(number)
            return Decision(number, ("",) * len(self._tells), self._nothing)
        missing = tuple(waits(name, state) for name in self.part.gives) if still_open else self._nothing
        return Decision(self._kind(state), tuple([tell(state) for tell in self._tells]), missing)

    def of_state(self, state: State) -> Decision:
        """What it comes to for a candidate decided as a whole, for whoever does not look at its kind."""
        missing = tuple(waits(name, state) for name in self.part.gives)
        return Decision(APART, tuple([tell(state) for tell in self._tells]), missing)

    def forget(self) -> bool:
        """Forget what was decided once it is much; whether the numbers of kinds now mean others."""
        memos: tuple[Sized, ...] = (*self._groups, self._by_reads, self.kinds)
        if max(map(len, memos)) >= MAX_MEMORY:
            for groups in self._groups:
                groups.clear()
            self._by_reads.clear()
        if len(self.kinds) < MAX_MEMORY:
            return False
        self.kinds.clear()
        self.bad.clear()
        self._kind_numbers.clear()
        return True

    def _state(self, reads: Sequence[ElementFacts | BadCell]) -> tuple[State | BadCell, bool]:
        """Everything that follows from the part's cells, unless some are bad, and whether one is open."""
        state = State()
        values, verdicts = state.values, state.verdicts
        still_open = False
        for code, read in zip(self.part.entries, reads, strict=True):
            if isinstance(read, BadCell):
                wrong = [kind for each in reads if isinstance(each, BadCell) for kind in each.wrong]
                return BadCell(tuple(wrong)), False
            values[code] = read.measurement
            still_open = still_open or read.still_open
            for name, judgement in read.verdicts:
                verdicts[name] = judgement
        for step in self._steps:
            step.take(state)
        return state, still_open

    def _kind(self, state: State) -> int:
        key = tuple([essence(result_of(name, state)) for name in self.part.gives])
        number = self._kind_numbers.get(key)
        if number is None:
            number = self._kind_numbers[key] = len(self.kinds)
            state_above = State()
            for name in self.part.gives:
                hand_up(name, state, state_above)
            self.kinds.append(state_above)
        return number


def _places(sums: Mapping[str, SumTerm], codes: Sequence[str]) -> list[list[int]]:
    """For each sum, the places among codes of those that it adds up."""
    by_sum: dict[int, list[int]] = {}
    for place, code in enumerate(codes):
        if code in sums and sums[code].coefficient:
            by_sum.setdefault(sums[code].sum, []).append(place)
    return list(by_sum.values())
