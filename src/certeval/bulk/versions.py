"""What becomes of past candidates under another version: all decided under both at once, each distinct group of cells
once under each of them; on a large sheet as they are read.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cache, partial
from typing import NoReturn

from certeval.bulk.candidates import CrowdDecider
from certeval.bulk.cells import BadCell, CellContent, ElementCells
from certeval.bulk.csv_blocks import Block, Extraordinary
from certeval.bulk.division import ABOVE, divide
from certeval.bulk.memos import MAX_MEMORY
from certeval.bulk.part_memo import Split, Tells
from certeval.bulk.row_memo import DecidedRows, Decider, DecideRows, Whole
from certeval.bulk.tally import Use
from certeval.render.obstacles import Obstacle
from certeval.rules.derivation import State
from certeval.rules.entry import Entry
from certeval.rules.program import CERTIFICATION, Name
from certeval.scores.observations import Candidate, CellReader
from certeval.versions.attribution import People
from certeval.versions.compare import Comparison
from certeval.versions.impact import Impact, PastTurns, with_causes
from certeval.versions.impact import impact as impact_on_each
from certeval.versions.replay import (
    CandidateTurns,
    DecideOne,
    PointVerdicts,
    Replay,
    ReplayPair,
    whole_decider,
)


class VersionSide:
    """Decides rows under one version: what rows share tells what is decided of each point.

    `entries` are the elements of the old version whose cells it is given: those that each part goes on from. Of those
    in `otherwise` it may not read a cell.
    """

    def __init__(self, under: Replay) -> None:
        old, new = under.old, under.referentiel
        self.program = old.program
        self.decider = _decider(under)
        now = {code: new.entries.get(became or "") for code, became in under.codes.items()}
        was = {entry.code: code for code, entry in now.items() if entry is not None}
        self._goes_on = [[was.get(code) for code in codes] for codes in self.decider.entries]
        self.entries = [[code for code in codes if code is not None] for codes in self._goes_on]
        self.otherwise = {
            code: OtherReading(entry, now[code])
            for code, entry in old.entries.items()
            if entry != (there := now[code]) and (there is None or entry._replace(code=there.code) != there)
        }

    def row_decider(self, splits: Sequence[Split]) -> DecideRows:
        """What decides rows whose cells are told apart in a way of their own."""
        goes_on = zip(splits, self._goes_on, strict=True)
        cells = [_SuccessorCells(split, codes, self.otherwise) for split, codes in goes_on]
        return self.decider.row_decider(cells)

    def apart(self, state: State) -> NoReturn:
        """It serves no candidates of whom that is asked."""
        raise AssertionError(state)


class BothVersions:
    """Decides rows under two versions as one decider does: what rows share has the verdicts of the old one, tells what
    is decided otherwise, and waits for what the new one does.

    `entries` are elements of the old version whose cells it is given: those of each side, then each alone of which the
    new version may not read a cell. `unread_cells` counts the cells that it did not.
    """

    def __init__(self, sides: ReplayPair) -> None:
        self._sides = sides
        self._before, self._after = VersionSide(sides.before), VersionSide(sides.after)
        self.program, self.apart = self._before.program, self._before.apart
        self.verdict_codes = self._before.decider.verdict_codes
        alone = [[code] for code in self._after.otherwise]
        self.entries = [*self._before.entries, *self._after.entries, *alone]
        self.unread_cells: Counter[str] = Counter()
        self._wholes: dict[tuple[Whole, Whole], Whole] = {}

    def row_decider(self, splits: Sequence[Split]) -> DecideRows:
        """What decides rows whose cells are told apart in a way of their own."""
        first, second = len(self._before.entries), len(self._before.entries) + len(self._after.entries)
        before = self._before.row_decider(splits[:first])
        after = self._after.row_decider(splits[first:second])
        alone = zip(splits[second:], self._after.otherwise.items(), strict=True)
        counters = [(code, _UnreadCounts(split, reading)) for split, (code, reading) in alone]

        def rows(cells: Sequence[Iterable[Hashable]]) -> DecidedRows:
            was, becomes = before(cells[:first]), after(cells[first:second])
            for (code, numbers), column in zip(counters, cells[second:], strict=True):
                self.unread_cells[code] += sum(map(numbers.__getitem__, column))
            wholes = list(map(self._whole, was.wholes, becomes.wholes))
            return DecidedRows(wholes, [*was.columns, *becomes.columns])

        return rows

    def _whole(self, was: Whole, becomes: Whole) -> Whole:
        """What rows share that come to the same under either version."""
        whole = self._wholes.get((was, becomes))
        if whole is None:
            if len(self._wholes) > MAX_MEMORY:
                self._wholes.clear()
            whole = self._wholes[was, becomes] = was if was.bad else self._compare(was, becomes)
        return whole

    def _compare(self, was: Whole, becomes: Whole) -> Whole:
        parts = len(self._before.entries)
        asks_of = {
            code: tuple([each if isinstance(each, str) else (each[0] + parts, each[1]) for each in asks])
            for code, asks in becomes.asks_of.items()
        }
        case = self._sides.case(was.tells[0], becomes.tells[0])
        return Whole(was.verdicts, asks_of, (case,), wrong=was.wrong)

    def put(self, codes: Sequence[str], rows: DecidedRows, turns: PastTurns) -> None:
        """Put with what candidates come to otherwise those who were decided."""
        missing = cache(lambda name: rows.missing((name,)))
        turns.candidates += len(codes)
        for row, (code, whole) in enumerate(zip(codes, rows.wholes, strict=True)):
            case: CandidateTurns = whole.tells[0]
            if case.turns:
                turns.cases[code] = self._sides.with_waits(case, partial(_waits_for, missing, row))


def _waits_for(missing: Callable[[str], Mapping[int, Sequence[str]]], row: int, name: str) -> Sequence[str]:
    return missing(name).get(row, ())


def decides_together(under: Replay) -> bool:
    """Whether it decides candidates together: something is entered under either version, no element is for some of them
    only, and no two have become one.
    """
    old, new = under.old.program, under.referentiel.program
    now = [code for code in under.codes.values() if code in new.entries]
    entered = old.all_entries and new.all_entries
    return bool(entered) and not (old.situation or new.situation) and len(set(now)) == len(now)


def _decider(under: Replay) -> Decider:
    names: list[Name] = [
        ("palier" if point.kind == "palier" else "verdict", under.name(point)) for point in under.points
    ]
    verdicts = [name for name in names if name[0] == "verdict"]
    verdict_codes = list(dict.fromkeys([CERTIFICATION, *(code for _, code in verdicts)]))
    division = divide(under.referentiel.program, (), names)
    tells = Tells((under.verdicts,), frozenset(names), frozenset(verdicts))
    return Decider(under.referentiel.program, division, verdict_codes, [(ABOVE, tells)])


class OtherReading:
    """The cells of an element of which another version may read some otherwise, or which it has no more."""

    def __init__(self, old: Entry, new: Entry | None) -> None:
        self._old = CellReader(old)
        self._new = None if new is None else ElementCells(new, (), None, lambda _: 0)

    def of(self, cell: CellContent) -> tuple[CellContent, int]:
        """What an element has there, and how many of its cells are not read."""
        marks = ((1, cell),) if isinstance(cell, str) else cell
        texts = tuple([(at, each.text) for at, text in marks if not (each := self._old[text]).empty])
        if not texts:
            return "", 0
        if self._new is None or isinstance(self._new.of(texts), BadCell):
            return "", len(texts)
        return texts, 0


class _UnreadCounts(dict[Hashable, int]):
    """How many cells of one element are not read, by what tells them apart."""

    def __init__(self, split: Split, reading: OtherReading) -> None:
        super().__init__()
        self._split, self._reading = split, reading

    def __missing__(self, group: Hashable) -> int:
        _, number = self._reading.of(self._split(group)[0])
        self[group] = number
        return number


class _SuccessorCells:
    """Gives the cells of a part of the new version from those of the elements that it goes on from, in its order."""

    def __init__(
        self, split: Split, codes: Sequence[str | None], otherwise: Mapping[str, OtherReading]
    ) -> None:
        self._split = split
        at = {code: place for place, code in enumerate(filter(None, codes))}
        self._from = [(at[code], otherwise.get(code)) if code is not None else None for code in codes]

    def __call__(self, group: Hashable) -> list[CellContent]:
        cells = self._split(group)
        return [
            "" if each is None else cells[each[0]] if each[1] is None else each[1].of(cells[each[0]])[0]
            for each in self._from
        ]


def impact(comparison: Comparison, candidates: Iterable[Candidate]) -> Impact:
    """What changes for the candidates of sheets that the old version reads without errors."""
    sides = ReplayPair(comparison)
    if not decides_together(sides.after):
        return impact_on_each(comparison, candidates)
    people = {each.code: each for each in candidates}
    both, turns = BothVersions(sides), PastTurns()
    for block, rows in CrowdDecider(both).blocks(people.values()):
        both.put([each.code for each in block], rows, turns)
    turns.unread_cells = +both.unread_cells
    return with_causes(comparison, turns, lambda _: people, _one_by_one)


class ImpactComparer(Use):
    """Compares what the candidates of a large sheet come to under two versions, as they are read.

    Raises Extraordinary where they must be compared one by one.
    """

    def __init__(self, comparison: Comparison) -> None:
        sides = ReplayPair(comparison)
        if not decides_together(sides.after):
            raise Extraordinary(Obstacle.FORM)
        self.referentiel = comparison.old
        self._both = BothVersions(sides)
        self._turns = PastTurns()
        self.verdict_codes = self._both.verdict_codes

    def decider(self) -> BothVersions:
        """What decides them under both."""
        return self._both

    def take(self, block: Block, rows: DecidedRows) -> None:
        """Compares the candidates of a block."""
        self._both.put(block.identifiers, rows, self._turns)

    def product(self) -> PastTurns:
        """What those of a range come to otherwise."""
        self._turns.unread_cells = +self._both.unread_cells
        return self._turns


def merge(comparison: Comparison, products: Iterable[object], people: People) -> Impact:
    """What was seen in each range of a sheet, together."""
    whole = PastTurns()
    for each in products:
        if isinstance(each, PastTurns):
            whole.take(each)
    return with_causes(comparison, whole, people, _one_by_one)


def _one_by_one(under: Replay) -> DecideOne:
    """What decides candidates one by one, each distinct group of cells once where it can."""
    if not decides_together(under):
        return whole_decider(under)
    crowd = CrowdDecider(VersionSide(under))

    def decide(candidate: Candidate) -> PointVerdicts:
        verdicts: PointVerdicts = crowd.decide([candidate]).wholes[0].tells[0]
        return verdicts

    return decide
