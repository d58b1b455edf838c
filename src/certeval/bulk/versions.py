"""Past candidates decided under another version: each distinct group of cells once, whatever the version."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from certeval.bulk.candidates import taking
from certeval.bulk.decisions import Decision
from certeval.bulk.division import ABOVE, divide
from certeval.bulk.part_memo import Cell, Groups, Tells
from certeval.bulk.row_memo import Decided, Decider, Whole
from certeval.referentiel.load import Referentiel
from certeval.rules.derivation import State
from certeval.rules.entry import Reading
from certeval.rules.program import Name
from certeval.scores.observations import Candidate, Layout
from certeval.versions import deciding
from certeval.versions.deciding import Point, Under
from certeval.versions.difference import Difference

OFTEN = 4096
"""Candidates after which what is kept is looked at."""


@dataclass(frozen=True, slots=True, eq=False)
class _Shape:
    """How one layout's rows are decided: what takes the cells of each part, what splits them, and what remembers
    groups of them; then the columns of elements that are gone, with their old codes.
    """

    takes: Sequence[Callable[[list[str]], Hashable]]
    splits: Sequence["_Split"]
    groups: Sequence[Groups]
    gone: Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class _Row:
    """What one candidate comes to: what it shares with others, and what its parts come to."""

    under: "Together"
    whole: Whole
    decisions: Sequence[Decision]

    @property
    def told(self) -> Mapping[Point, str | None]:
        told: Mapping[Point, str | None] = self.whole.tells[0]
        return told

    def waits_for(self, point: Point) -> tuple[str, ...]:
        decided = Decided([self.whole], [[decision] for decision in self.decisions])
        return tuple(decided.missing((self.under.name(point),)).get(0, ()))


class Together(Under):
    """Decides candidates who are kept as one row by their distinct groups of cells; others one by one."""

    def __init__(self, referentiel: Referentiel, old: Referentiel, differences: Iterable[Difference]) -> None:
        super().__init__(referentiel, old, differences)
        self._shapes: dict[Layout, _Shape | None] = {}
        self._met = 0

    @cached_property
    def _decider(self) -> Decider:
        program = self.referentiel.program
        names = [_name(point, self.name(point)) for point in self.points]
        division = divide(program, (), names)
        shown = [name for sort, name in names if sort == "verdict"]
        return Decider.telling(program, division, shown, [(ABOVE, Tells((self._told,)))])

    def _told(self, state: State) -> Mapping[Point, str | None]:
        return {point: self.said(state, point) for point in self.points}

    def decide(self, candidate: Candidate) -> tuple[deciding.Decided, Sequence[str]]:
        if len(candidate.rows) != 1:
            return super().decide(candidate)
        layout, row = candidate.rows[0]
        if layout not in self._shapes:
            self._shapes[layout] = self._shape(layout)
        shape = self._shapes[layout]
        if shape is None:
            return super().decide(candidate)
        self._met += 1
        if self._met % OFTEN == 0:
            self._decider.forget()
        cells = row.cells
        keys = [take(cells) for take in shape.takes]
        decisions = [groups[key] for groups, key in zip(shape.groups, keys, strict=True)]
        whole = self._decider[tuple([decision.kind for decision in decisions])]
        unread = [code for index, code in shape.gone if not layout.reading(row, index).empty]
        for split, key in zip(shape.splits, keys, strict=True):
            if split.unread:
                unread += split.unread.get(key, ())
        return _Row(self, whole, decisions), unread

    def _shape(self, layout: Layout) -> _Shape | None:
        """How a layout's rows are decided here; None where two of its columns are one element now."""
        placed: dict[str, tuple[int, str]] = {}
        gone: list[tuple[int, str]] = []
        for index, key, _ in layout.columns:
            code = self._codes[key.element] or ""
            if code in placed:
                return None
            if code in self._readers:
                placed[code] = (index, key.element)
            else:
                gone.append((index, key.element))
        there = [[code for code in part.part.entries if code in placed] for part in self._decider.parts]
        takes = [taking([placed[code][0] for code in codes]) for codes in there]
        splits = [
            _Split(part.part.entries, {code: placed[code] for code in codes}, layout, self._readers)
            for part, codes in zip(self._decider.parts, there, strict=True)
        ]
        return _Shape(takes, splits, self._decider.groups(splits), gone)


def _name(point: Point, code: str) -> Name:
    return ("palier", code) if point.kind == "palier" else ("verdict", code)


class _Split:
    """Gives the cells of a part's elements as this version reads what they say. `unread` has, by group of cells, the
    old codes of those that it does not read.
    """

    def __init__(
        self,
        codes: Sequence[str],
        placed: Mapping[str, tuple[int, str]],
        layout: Layout,
        readers: Mapping[str, Mapping[str, Reading]],
    ) -> None:
        self.unread: dict[Hashable, tuple[str, ...]] = {}
        self._readers = readers
        self._attempt = layout.tentative
        self._word = layout.word
        were = {key.element: reader for _, key, reader in layout.columns}
        at = {code: position for position, code in enumerate(placed)}
        self._codes = [
            (code, at[code], placed[code][1], were[placed[code][1]]) if code in placed else None
            for code in codes
        ]

    def __call__(self, group: Hashable) -> list[Cell]:
        texts = group if isinstance(group, tuple) else ()
        found: list[Cell] = []
        unread: list[str] = []
        for each in self._codes:
            cell: Cell = ""
            if each is not None:
                code, at, was, reader = each
                said = reader[self._word(texts[at])]
                if not said.empty and self._readers[code][said.text].refusal is not None:
                    unread.append(was)
                elif not said.empty:
                    cell = said.text if self._attempt == 1 else ((self._attempt, said.text),)
            found.append(cell)
        if unread:
            self.unread[group] = tuple(unread)
        return found
