"""Whole rows decided from the kinds of their parts: rows whose parts are of the same kinds have the same verdicts."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple, cast

from certeval.engine.columns import BYTE, MAX_KEPT, Column, Memory, Split
from certeval.engine.distinct import BAD, PartDecider, Result, Shown, ShownOfPart, put, result_of
from certeval.engine.missing import behind
from certeval.engine.parts import Division
from certeval.engine.results import EN_ATTENTE, WORDS, Verdict
from certeval.rules.derivation import Judged, State
from certeval.rules.program import Program, Step
from certeval.scores.coded import SIZES, Coded, interwoven

Ask = str | tuple[int, int]
"""What a pending verdict waits for: an element's code, or what a part waits for, as (part, name it gives)."""


@dataclass(slots=True, eq=False)
class Whole:
    """What rows whose parts are of the same kinds share. It is told from others by its identity, and never changed.

    `verdicts` are those of the certification and of the codes shown, in their order (None where there is no
    rule), `prints` what the output prints of them; `asks` says what the row's pending verdicts wait for, in
    order; `asks_of` the same of each.
    """

    verdicts: tuple[Verdict | None, ...]
    asks: tuple[Ask, ...]
    asks_of: Mapping[str, tuple[Ask, ...]]
    prints: tuple[str, ...] = ()
    bad: bool = False
    apart: bool = True
    """Whether no code is asked for twice: each ask is of another part."""


class Shows(NamedTuple):
    """What an output prints of each part, and of what rows of the same kinds share."""

    of_parts: tuple[ShownOfPart, ...]
    of_whole: tuple[Shown, ...]


class Decided(NamedTuple):
    """The rows of a block: what each shares with rows of the same kinds, and the decisions of each part."""

    wholes: list[Whole]
    columns: list[Column]

    def missing(self, code: str | None = None) -> dict[int, Sequence[str]]:
        """The codes that each row waits for, each once: for the verdict of `code`, or for all. Rows that wait for
        nothing are left out.
        """
        if code is None:
            asks = {row: whole.asks for row, whole in enumerate(self.wholes) if whole.asks}
        else:
            asks = {
                row: whole.asks_of[code] for row, whole in enumerate(self.wholes) if code in whole.asks_of
            }
        asking: dict[Ask, list[int]] = {}
        for row, each in asks.items():
            for ask in each:
                asking.setdefault(ask, []).append(row)
        codes = {ask: iter(self._asked(ask, rows)) for ask, rows in asking.items()}
        found: dict[int, Sequence[str]] = {}
        for row, each in asks.items():
            if len(each) == 1:
                found[row] = next(codes[each[0]])
            else:
                several = [asked for ask in each for asked in next(codes[ask])]
                found[row] = several if self.wholes[row].apart else list(dict.fromkeys(several))
        return found

    def _asked(self, ask: Ask, rows: Sequence[int]) -> Sequence[Sequence[str]]:
        """What one ask comes to in each of some rows."""
        return [(ask,)] * len(rows) if isinstance(ask, str) else self.columns[ask[0]].missing(rows, ask[1])


class Held:
    """A step above the parts, remembered by the results it needs, which are kept alive beside what they led to."""

    def __init__(self, step: Step) -> None:
        self.results: dict[tuple[int, ...], tuple[tuple[Result, ...], Result]] = {}
        self._step = step
        self._memory = Memory()
        self._verdicts = [code for sort, code in step.needs if sort == "verdict"]
        self._only_verdicts = len(self._verdicts) == len(step.needs)

    def take(self, state: State) -> None:
        """Take the step, or what it came to before."""
        step = self._step
        self._memory.met += 1
        if self._only_verdicts:
            needs: tuple[Result, ...] = tuple(map(state.verdicts.__getitem__, self._verdicts))
        else:
            needs = tuple([result_of(need, state) for need in step.needs])
        key = tuple(map(id, needs))
        found = self.results.get(key)
        if found is not None:
            put(step.makes, found[1], state)
            return
        step.take(state)
        if not self._memory.serves(len(self.results)) or len(self.results) > MAX_KEPT:
            self.results.clear()
        self.results[key] = (needs, result_of(step.makes, state))


class Decider(dict[tuple[int, ...], Whole]):
    """Decides rows. As a dictionary: the kinds of the parts to what such rows share, decided at the first lookup."""

    def __init__(
        self,
        program: Program,
        division: Division,
        shown: Sequence[str],
        splits: Sequence[Split],
        shows: Shows,
    ) -> None:
        super().__init__()
        self.shown = shown
        self.met_bad = False
        self.division = division
        self._prints = shows.of_whole
        self.parts = [
            PartDecider(part, program.entries, split, of_part)
            for part, split, of_part in zip(division.parts, splits, shows.of_parts, strict=True)
        ]
        self._memory = Memory()
        self._rooms: list[int] = []
        self._packed: dict[Hashable, Whole] = {}
        self._from = {
            name: (i, j) for i, part in enumerate(self.division.parts) for j, name in enumerate(part.gives)
        }
        self._alone = {code: (at,) for (sort, code), at in self._from.items() if sort == "verdict"}
        self._behind: dict[int, tuple[Judged, tuple[Ask, ...]]] = {}
        self._held = [Held(step) for step in self.division.above]

    def __missing__(self, kinds: tuple[int, ...]) -> Whole:
        if len(self) > MAX_KEPT:
            self.clear()
            self._packed.clear()
        found = self[kinds] = self._decided(kinds)
        return found

    def _decided(self, kinds: tuple[int, ...]) -> Whole:
        return self._bad() if BAD in kinds else self._whole(self.state(kinds))

    def _bad(self) -> Whole:
        self.met_bad = True
        return Whole((None,) * len(self.shown), (), {}, ("",) * len(self._prints), bad=True)

    def forget(self) -> bool:
        """Forget what was decided once it is much; whether the numbers of kinds now mean others."""
        lost = [part.forget() for part in self.parts]
        if not any(lost):
            return False
        self.clear()
        self._packed.clear()
        for held in self._held:
            held.results.clear()
        self._behind.clear()
        return True

    def alike(self, text: str) -> Hashable:
        """What a cell of this text says, the same for texts that say the same in every element."""
        return tuple([id(cells.of(text)) for part in self.parts for cells in part.cells])

    def rows(self, groups: Sequence[Coded | Sequence[Hashable]]) -> Decided:
        """What each row comes to, from what tells each part's cells apart, in the order of the parts."""
        self.forget()
        columns = [part.column(group) for part, group in zip(self.parts, groups, strict=True)]
        return Decided(self._wholes([column.kinds() for column in columns]), columns)

    def _wholes(self, kinds: Sequence[Sequence[int]]) -> list[Whole]:
        """What each row shares with others, from the kinds of its parts. Several kinds fit into a byte."""
        self._memory.met += len(kinds[0]) if kinds else 0
        if not self._memory.serves(len(self)):
            self.clear()
            self._packed.clear()
            return list(map(self._decided, zip(*kinds, strict=True)))
        rooms = [len(part.kinds) for part in self.parts]
        if rooms != self._rooms:
            self._rooms = rooms
            self._packed.clear()
        keys = _keys(_packed(kinds, rooms))
        try:
            return list(map(self._packed.__getitem__, keys))
        except KeyError:
            found = list(map(self._packed.get, keys))
        for row in [row for row, whole in enumerate(found) if whole is None]:
            found[row] = self._packed[keys[row]] = self[tuple([each[row] for each in kinds])]
        return cast("list[Whole]", found)

    def state(self, kinds: Sequence[int]) -> State:
        """What parts of these kinds give, and everything that follows above."""
        state = State()
        for part, kind in zip(self.parts, kinds, strict=True):
            given = part.kinds[kind]
            if given is None:
                continue
            state.verdicts.update(given.verdicts)
            if given.values:
                state.values.update(given.values)
            if given.ladders:
                state.ladders.update(given.ladders)
        for held in self._held:
            held.take(state)
        return state

    def _whole(self, state: State) -> Whole:
        judged = list(map(state.verdicts.get, self.shown))
        words = tuple([None if each is None else WORDS[each.outcome] for each in judged])
        prints = tuple([show(state) for show in self._prints])
        if EN_ATTENTE not in words:
            return Whole(words, (), {}, prints)
        asks_of: dict[str, tuple[Ask, ...]] = {}
        for code, word, each in zip(self.shown, words, judged, strict=True):
            if word == EN_ATTENTE and each is not None:
                asks_of[code] = self._alone.get(code) or self._asked(each, state)
        asks = tuple(dict.fromkeys(chain.from_iterable(asks_of.values())))
        parts = {ask[0] for ask in asks if not isinstance(ask, str)}
        return Whole(words, asks, asks_of, prints, apart=len(parts) == len(asks))

    def _asked(self, judged: Judged, state: State) -> tuple[Ask, ...]:
        """What a pending verdict of a step above the parts waits for: the same for the very same verdict."""
        found = self._behind.get(id(judged))
        if found is None or found[0] is not judged:
            if len(self._behind) > MAX_KEPT:
                self._behind.clear()
            asks = [each if isinstance(each, str) else self._from[each] for each in behind(judged, state)]
            found = self._behind[id(judged)] = judged, tuple(asks)
        return found[1]


def _packed(columns: Sequence[Sequence[int]], rooms: Sequence[int]) -> list[Sequence[int]]:
    """Columns of numbers less than their rooms, as many as fit put together into one."""
    found: list[Sequence[int]] = []
    height, held, room = 0, 0, BYTE
    for column, wide in zip(columns, rooms, strict=True):
        if not isinstance(column, bytes | bytearray):
            found.append(column)
            continue
        if room * wide > BYTE:
            if height:
                found.append(held.to_bytes(height, "little"))
            held, room = 0, 1
        height = len(column)
        held += int.from_bytes(column, "little") * room
        room *= wide
    return [*found, held.to_bytes(height, "little")] if height else found


def _keys(columns: Sequence[Sequence[int]]) -> Sequence[Hashable]:
    """What tells rows of numbers apart: one number, where they fit into one."""
    size = next((size for size in SIZES if 0 < len(columns) <= size), 0)
    if not size or not all(isinstance(column, bytes | bytearray) for column in columns):
        return list(zip(*columns, strict=True))
    return interwoven([bytes(column) for column in columns], size)
