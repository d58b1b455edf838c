"""Each distinct group of cells decided once: what makes a million candidates cost little more than reading them.

The cells of a part are told apart by their text, as typed. A part comes to one of few kinds, which is all that
the steps above read; rows whose parts are of the same kinds have the same verdicts.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from certeval.engine.missing import behind
from certeval.engine.parts import Division, Part, give
from certeval.engine.results import EN_ATTENTE, Verdict, verdict
from certeval.rules.derivation import Climbed, Judged, Measured, State
from certeval.rules.entry import Entry
from certeval.rules.outcome import BLOQUE, FAUX, VRAI, Value
from certeval.rules.program import Name, Program, Step
from certeval.rules.terms import ValueOf
from certeval.scores.cells import EMPTY, REFUSED, CellReader

MAX_KEPT = 100_000
"""Distinct groups of cells kept for one part; past it they are forgotten, and decided again when met again."""

DECIDED = frozenset({VRAI, FAUX, BLOQUE})

BAD = -1
"""The kind of a part with a cell that is no value of its scale."""

Ask = str | tuple[int, int]
"""What a pending verdict waits for: an element's code, or what a part waits for, as (part, name it gives)."""

Result = Judged | Measured | Climbed
Shown = Callable[[State], str]
"""What a form of output prints of one part, from what was decided of it."""


Split = Callable[[Hashable], Sequence[str]]
"""The cells of a part, in the order of its elements, from the text that stands for them."""


Read = tuple[Measured, tuple[tuple[str, Judged], ...], bool]
"""What a cell measures, the verdicts that follow from it alone, by name, and whether it is still open."""


Decision = tuple[int, tuple[tuple[str, ...], ...], tuple[str, ...]]
"""What a part comes to: its kind, what each name it gives waits for, what the output prints of it."""


class Cells:
    """The cells of one element, each text read once, with the steps that need nothing else."""

    def __init__(self, entry: Entry, steps: Sequence[Step]) -> None:
        self._entry = entry
        self._steps = steps
        self._reader = CellReader(entry)
        self._same: dict[Value, Read] = {}
        self.read: dict[str, Read | None] = {}

    def of(self, text: str) -> Read | None:
        """What a cell as typed comes to, or None where it is refused."""
        if len(self.read) > MAX_KEPT:
            self.read.clear()
        found = self.read[text] = self._of(text)
        return found

    def _of(self, text: str) -> Read | None:
        entry = self._entry
        meaning = self._reader.meaning(text) if text else EMPTY
        if meaning is REFUSED:
            return None
        if meaning is EMPTY:
            return self._followed(entry.empty)
        alone = entry.of_jurors([text])
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
                value.low != value.high,
            )
        return found


class PartDecider(dict[Hashable, int]):
    """Decides one part. As a dictionary: the text of its cells to its kind, decided at the first lookup.

    `shown` and `missing` keep, by the same text, each thing the output prints of it and, for each name it
    gives, the codes not entered yet that it depends on.
    """

    def __init__(
        self, part: Part, entries: Mapping[str, Entry], split: "Split", shows: Sequence[Shown]
    ) -> None:
        super().__init__()
        self.part = part
        self.shown: list[dict[Hashable, str]] = [{} for _ in shows]
        self.missing: dict[Hashable, tuple[tuple[str, ...], ...]] = {}
        self.kinds: list[State] = []
        self._nothing: tuple[tuple[str, ...], ...] = ((),) * len(part.gives)
        self._split = split
        self._shows = shows
        alone = {code: [step for step in part.steps if _of_alone(step, code)] for code in part.entries}
        self._cells = [(code, Cells(entries[code], alone[code])) for code in part.entries]
        self._held: dict[tuple[int, ...], Decision] = {}
        self._known: dict[tuple[object, ...], int] = {}
        self._steps = [step for step in part.steps if not any(_of_alone(step, code) for code in alone)]

    def __missing__(self, text: Hashable) -> int:
        reads = self._reads(self._split(text))
        same = tuple(map(id, reads))
        found = self._held.get(same)
        if found is None:
            found = self._held[same] = self._decided(reads)
        self[text], self.missing[text], prints = found
        for shown, printed in zip(self.shown, prints, strict=True):
            shown[text] = printed
        return found[0]

    def _reads(self, texts: Sequence[str]) -> list[Read | None]:
        """What each cell comes to, the very same object for cells that say the same."""
        return [
            cells.read.get(text) or cells.of(text)
            for (_, cells), text in zip(self._cells, texts, strict=True)
        ]

    def _decided(self, reads: Sequence[Read | None]) -> Decision:
        state, still_open = self._state(reads)
        if state is None:
            return BAD, self._nothing, ("",) * len(self._shows)
        missing = tuple(_missing(name, state) for name in self.part.gives) if still_open else self._nothing
        return self._kind(state), missing, tuple([show(state) for show in self._shows])

    def forget(self) -> bool:
        """Forget what was decided once it is much; whether the numbers of kinds now mean others."""
        if len(self) < MAX_KEPT:
            return False
        self.clear()
        self._held.clear()
        self.missing.clear()
        for shown in self.shown:
            shown.clear()
        if len(self.kinds) < MAX_KEPT:
            return False
        self.kinds.clear()
        self._known.clear()
        return True

    def _state(self, reads: Sequence[Read | None]) -> tuple[State | None, bool]:
        """Everything that follows from the part's cells, or None where one is refused, and whether one is open."""
        state = State()
        values, verdicts = state.values, state.verdicts
        still_open = False
        for (code, _), read in zip(self._cells, reads, strict=True):
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


def _of_alone(step: Step, code: str) -> bool:
    """Whether a step gives a verdict that follows from one entered element alone."""
    return step.makes[0] == "verdict" and step.needs == (("valeur", code),)


def result_of(name: Name, state: State) -> Result:
    """What a name came to."""
    sort, about = name
    if sort == "verdict":
        return state.verdicts[about]
    return state.values[about] if sort == "valeur" else state.ladders[about]


def _essence(result: Result) -> object:
    """All that a step above reads of a result."""
    if isinstance(result, Judged):
        return result.outcome
    if isinstance(result, Climbed):
        return result.rungs
    low, high = result.value.low, result.value.high
    return low.numerator, low.denominator, high.numerator, high.denominator, result.value.may


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
    """What rows whose parts are of the same kinds share.

    `verdicts` are those of the certification and of the codes shown, in their order (None where there is no
    rule), `prints` what the output prints of them; `asks` says what the row's pending verdicts wait for, in
    order; `asks_of` the same of each.
    """

    verdicts: tuple[Verdict | None, ...]
    asks: tuple[Ask, ...]
    asks_of: Mapping[str, tuple[Ask, ...]]
    prints: tuple[str, ...] = ()
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Shows:
    """What an output prints of each part, and of what rows of the same kinds share."""

    of_parts: tuple[tuple[Shown, ...], ...]
    of_whole: tuple[Shown, ...]


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
        self._from = {
            name: (i, j) for i, part in enumerate(self.division.parts) for j, name in enumerate(part.gives)
        }
        self._held: list[dict[tuple[int, ...], tuple[tuple[Result, ...], Result]]] = [
            {} for _ in self.division.above
        ]

    def __missing__(self, kinds: tuple[int, ...]) -> Whole:
        if len(self) > MAX_KEPT:
            self.clear()
        found = self[kinds] = self._bad() if BAD in kinds else self._whole(self.state(kinds))
        return found

    def _bad(self) -> Whole:
        self.met_bad = True
        return Whole((None,) * len(self.shown), (), {}, ("",) * len(self._prints), bad=True)

    def forget(self) -> bool:
        """Forget what was decided once it is much; whether the numbers of kinds now mean others."""
        lost = [part.forget() for part in self.parts]
        if not any(lost):
            return False
        self.clear()
        for held in self._held:
            held.clear()
        return True

    def rows(self, groups: Sequence[Sequence[Hashable]]) -> list[Whole]:
        """What each row comes to, from the texts of each part's cells, in the order of the parts."""
        self.forget()
        kinds = [list(map(part.__getitem__, texts)) for part, texts in zip(self.parts, groups, strict=True)]
        return list(map(self.__getitem__, zip(*kinds, strict=False)))

    def state(self, kinds: Sequence[int]) -> State:
        """What parts of these kinds give, and everything that follows above."""
        state = State()
        for part, kind in zip(self.parts, kinds, strict=True):
            given = part.kinds[kind]
            state.values |= given.values
            state.verdicts |= given.verdicts
            state.ladders |= given.ladders
        for step, held in zip(self.division.above, self._held, strict=True):
            self._take(step, held, state)
        return state

    @staticmethod
    def _take(
        step: Step, held: dict[tuple[int, ...], tuple[tuple[Result, ...], Result]], state: State
    ) -> None:
        """A step above, remembered by the results it needs; `held` keeps them alive beside what they led to."""
        needs = tuple(result_of(need, state) for need in step.needs)
        key = tuple([id(need) for need in needs])
        found = held.get(key)
        if found is None:
            step.take(state)
            if len(held) > MAX_KEPT:
                held.clear()
            held[key] = (needs, result_of(step.makes, state))
            return
        sort, name = step.makes
        made: dict[str, object] = {
            "valeur": state.values,
            "verdict": state.verdicts,
            "palier": state.ladders,
        }
        target = made[sort]
        if isinstance(target, dict):
            target[name] = found[1]

    def _whole(self, state: State) -> Whole:
        words: list[Verdict | None] = []
        asks_of: dict[str, tuple[Ask, ...]] = {}
        for code in self.shown:
            judged = state.verdicts.get(code)
            word = None if judged is None else verdict(judged.outcome)
            words.append(word)
            if judged is not None and word == EN_ATTENTE:
                name: Name = ("verdict", code)
                asked: tuple[str | Name, ...] = (name,) if name in self._from else behind(judged, state)
                asks_of[code] = tuple(each if isinstance(each, str) else self._from[each] for each in asked)
        asks = tuple(dict.fromkeys(ask for asked in asks_of.values() for ask in asked))
        return Whole(tuple(words), asks, asks_of, tuple(show(state) for show in self._prints))

    def missing(self, asks: Iterable[Ask], texts: Sequence[Hashable]) -> list[str]:
        """The codes that a row waits for, each once, from the texts of its parts' cells."""
        codes: dict[str, None] = {}
        for ask in asks:
            if isinstance(ask, str):
                codes[ask] = None
            else:
                part, name = ask
                codes.update(dict.fromkeys(self.parts[part].missing[texts[part]][name]))
        return list(codes)
