"""Whole rows decided from the kinds of their parts: rows whose parts are of the same kinds have the same verdicts."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Any, NamedTuple, Protocol

from certeval.bulk.cells import BadCell
from certeval.bulk.division import ABOVE, Division
from certeval.bulk.memos import (
    MAX_MEMORY,
    Decision,
    Memo,
    Memory,
    ResultReader,
    Results,
    StateMemo,
    StepAbove,
    state_of,
)
from certeval.bulk.part_memo import CellGroups, PartDecider, Split, Tells
from certeval.diagnostics import Kind
from certeval.engine.missing import missing_names
from certeval.engine.results import may_count
from certeval.engine.verdicts import EN_ATTENTE, WORDS, Verdict, word_of
from certeval.rules.derivation import Judgement, State
from certeval.rules.program import Name, Program

Kinds = tuple[int, ...]
"""The kind of each part of a row."""
Ask = str | tuple[int, int]
"""What a pending verdict waits for: an element's code, or what a part waits for, as (part, name it gives)."""


@dataclass(slots=True, eq=False)
class Whole:
    """What rows whose parts are of the same kinds share. It is told from others by its identity, and never changed.

    `verdicts` are those of the codes shown, in their order (None where there is no rule), `tells` what is told of
    them; `asks_of` says what each pending verdict waits for, in order. `bad` where a row can't be read, `wrong` being
    the kinds of finding that its cells make.
    """

    verdicts: tuple[Verdict | None, ...]
    asks_of: Mapping[str, tuple[Ask, ...]]
    tells: tuple[Any, ...] = ()
    bad: bool = False
    wrong: tuple[Kind, ...] = ()
    _asks: dict[tuple[str, ...], tuple[Ask, ...] | None] = field(default_factory=dict)

    def asks(self, codes: tuple[str, ...]) -> tuple[Ask, ...] | None:
        """What the pending verdicts of these codes wait for, in their order; None where none is pending."""
        if codes not in self._asks:
            pending = [asks for code in codes if (asks := self.asks_of.get(code)) is not None]
            self._asks[codes] = tuple(dict.fromkeys(chain.from_iterable(pending))) if pending else None
        return self._asks[codes]


class DecidedRows(NamedTuple):
    """The rows of a block: what each shares with rows of the same kinds, and the decisions of each part."""

    wholes: list[Whole]
    columns: list[list[Decision]]

    def some(self, places: Sequence[int]) -> "DecidedRows":
        """Some of the rows."""
        columns = [[column[place] for place in places] for column in self.columns]
        return DecidedRows([self.wholes[place] for place in places], columns)

    @classmethod
    def together(cls, pieces: Sequence[tuple["DecidedRows", Sequence[int]]]) -> "DecidedRows":
        """Rows that were decided in several goes, each with the places of its rows."""
        at = [place for _, places in pieces for place in places]
        wholes = list(chain.from_iterable(each.wholes for each, _ in pieces))
        columns = [list(chain(*column)) for column in zip(*[each.columns for each, _ in pieces], strict=True)]
        return cls(wholes, columns).some(sorted(range(len(at)), key=at.__getitem__))

    def missing(self, codes: Sequence[str]) -> dict[int, Sequence[str]]:
        """The codes that the verdicts of these codes wait for, each once, in each row where one of them is pending."""
        key = tuple(codes)
        by_row: dict[int, Sequence[str]] = {}
        for row, whole in enumerate(self.wholes):
            if whole.asks_of and (asks := whole.asks(key)) is not None:
                groups = [
                    (ask,) if isinstance(ask, str) else self.columns[ask[0]][row].missing[ask[1]]
                    for ask in asks
                ]
                by_row[row] = groups[0] if len(groups) == 1 else tuple(dict.fromkeys(chain(*groups)))
        return by_row


DecideRows = Callable[[Sequence[Iterable[Hashable]]], DecidedRows]
"""What each row comes to, from what tells each part's cells apart, in the order of the parts."""


class RowsDecider(Protocol):
    """Decides rows from the cells of `entries`, groups of elements by their codes."""

    @property
    def program(self) -> Program: ...

    @property
    def entries(self) -> Sequence[Sequence[str]]: ...

    def row_decider(self, splits: Sequence[Split], /) -> DecideRows:
        """What decides rows whose cells are told apart in a way of their own."""

    def apart(self, state: State, /) -> DecidedRows:
        """What one candidate comes to who is decided as a whole: what a part gives does not say it all."""


class Decider:
    """Decides rows.

    `verdict_codes` are the codes whose verdicts are counted; `tells_of_homes` what is told, each at the home of what it
    reads: a part, or above them what rows share.
    """

    def __init__(
        self,
        program: Program,
        division: Division,
        verdict_codes: Sequence[str],
        tells_of_homes: Sequence[tuple[int, Tells]],
    ) -> None:
        by_home = defaultdict[int, list[Tells]](list)
        for home, tells in tells_of_homes:
            by_home[home].append(tells)
        homes = (ABOVE, *range(len(division.parts)))
        of_whole, *of_parts = [Tells.of_all(by_home.get(home, [])) for home in homes]
        self.verdict_codes = verdict_codes
        self.program = program
        self.has_bad_rows = False
        self._tells = of_whole.tells
        pairs, entries = zip(division.parts, of_parts, strict=True), program.all_entries
        self.parts = [PartDecider(part, entries, tells) for part, tells in pairs]
        self._from = {key: (i, j) for i, one in enumerate(division.parts) for j, key in enumerate(one.gives)}
        self._alone = {code: (at,) for (sort, code), at in self._from.items() if sort == "verdict"}
        self._behind: dict[int, tuple[Judgement, tuple[Ask, ...]]] = {}
        self._whole_memo = Memo[Kinds, Whole]()
        self._memory = Memory()
        self._above = [StepAbove(step) for step in division.above]
        self._wholes = self._state_memo(of_whole)

    def _state_memo(self, tells: Tells) -> StateMemo[Whole] | None:
        """What remembers what rows share, by all that is read of them; None where that is not known."""
        if tells.names is None:
            return None
        program = self.program
        steps = program.steps
        all_names = {*steps, *(("valeur", code) for code in program.all_entries)}
        read: list[Name] = [("verdict", code) for code in self.verdict_codes]
        read += [("valeur", axis) for axis in program.situation]
        names = [name for name in dict.fromkeys([*read, *tells.names]) if name in all_names]
        more = [name for name in tells.names - tells.outcomes if name[0] == "verdict" and name in steps]
        return StateMemo(ResultReader(names, {}, [name for name in more if may_count(steps[name].node)]))

    def wholes(self, kinds: Sequence[Kinds]) -> list[Whole]:
        """What rows whose parts are of these kinds share, decided where it was not met before."""
        if len(self._whole_memo) > MAX_MEMORY:
            self._whole_memo.clear()
        return self._whole_memo.column(kinds, self._decide)

    def _decide(self, kinds: Sequence[Kinds]) -> list[Whole]:
        """The same of rows that are hardly alike."""
        by_kinds: dict[Kinds, Whole] = {}
        for each in kinds if any(part.bad for part in self.parts) else ():
            of_parts = [part.kinds[kind] for part, kind in zip(self.parts, each, strict=True)]
            if bad := [of for of in of_parts if isinstance(of, BadCell)]:
                wrong = tuple(chain.from_iterable(of.wrong for of in bad))
                verdicts, tells = (None,) * len(self.verdict_codes), ("",) * len(self._tells)
                by_kinds[each] = Whole(verdicts, {}, tells, bad=True, wrong=wrong)
        if not by_kinds:
            return self._read(kinds) if kinds else []
        self.has_bad_rows = True
        read = [each for each in kinds if each not in by_kinds]
        by_kinds |= zip(read, self._read(read), strict=True) if read else ()
        return list(map(by_kinds.__getitem__, kinds))

    def _read(self, kinds: Sequence[Kinds]) -> list[Whole]:
        """What follows above from what the parts give, a column of results a name."""
        results: Results = {}
        for part, column in zip(self.parts, zip(*kinds, strict=True), strict=True):
            states = [state for kind in column if isinstance(state := part.kinds[kind], State)]
            for sort, code in part.part.gives:
                results[sort, code] = [state.by_sort[sort][code] for state in states]
        for above in self._above:
            results[above.step.makes] = above.of(results, len(kinds))
        if self._wholes is None:
            return [self._whole(state_of(results, row)) for row in range(len(kinds))]
        return self._wholes.column(results, len(kinds), lambda row: self._whole(state_of(results, row)))

    @property
    def entries(self) -> Sequence[Sequence[str]]:
        """The elements of each part, whose cells it is given."""
        return [part.part.entries for part in self.parts]

    def row_decider(self, splits: Sequence[Split]) -> DecideRows:
        """What decides rows whose cells are told apart in a way of their own."""
        groups = [part.groups(split) for part, split in zip(self.parts, splits, strict=True)]
        return partial(self._rows, groups)

    def forget(self) -> bool:
        """Forget what was decided once it is much; whether the numbers of kinds now mean others."""
        resets = [part.forget() for part in self.parts]
        if not any(resets):
            return False
        self._whole_memo.clear()
        for above in self._above:
            above.forget()
        if self._wholes is not None:
            self._wholes.forget()
        self._behind.clear()
        return True

    def _rows(self, groups: Sequence[CellGroups], cells: Sequence[Iterable[Hashable]]) -> DecidedRows:
        self.forget()
        pairs = zip(groups, cells, strict=True)
        columns = [part.column(*of) for part, of in zip(self.parts, pairs, strict=True)]
        kinds = list(zip(*[[each.kind for each in column] for column in columns], strict=True))
        self._memory.requests += len(kinds)
        if self._memory.serves(len(self._whole_memo)):
            return DecidedRows(self.wholes(kinds), columns)
        self._whole_memo.clear()
        return DecidedRows(self._decide(kinds), columns)

    def apart(self, state: State) -> DecidedRows:
        """What one candidate comes to who is decided as a whole: what a part gives does not say it all."""
        return DecidedRows([self._whole(state)], [[part.of_state(state)] for part in self.parts])

    def _whole(self, state: State) -> Whole:
        judgements = list(map(state.verdicts.get, self.verdict_codes))
        words = tuple([None if each is None else WORDS[each.outcome] for each in judgements])
        if self.program.concerns:
            words = tuple([word_of(code, state, self.program) for code in self.verdict_codes])
        tells = tuple([tell(state) for tell in self._tells])
        asks_of: dict[str, tuple[Ask, ...]] = {}
        if EN_ATTENTE in words:
            for code, word, each in zip(self.verdict_codes, words, judgements, strict=True):
                if word == EN_ATTENTE and each is not None:
                    asks_of[code] = self._alone.get(code) or self._asks(each, state)
        return Whole(words, asks_of, tells)

    def _asks(self, judgement: Judgement, state: State) -> tuple[Ask, ...]:
        """What a pending verdict of a step above the parts waits for: the same for the very same verdict."""
        record = self._behind.get(id(judgement))
        if record is None or record[0] is not judgement:
            if len(self._behind) > MAX_MEMORY:
                self._behind.clear()
            names = missing_names(judgement, state)
            asks = [each if isinstance(each, str) else self._from[each] for each in names]
            record = self._behind[id(judgement)] = judgement, tuple(asks)
        return record[1]
