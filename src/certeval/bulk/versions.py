"""Past candidates decided under another version: each distinct group of cells once, whatever the version."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from certeval.bulk.cells import Cell
from certeval.bulk.division import ABOVE, divide
from certeval.bulk.part_memo import Groups, Tells
from certeval.bulk.row_memo import Decided, Decider
from certeval.frozen import frozen
from certeval.referentiel.load import Referentiel
from certeval.rules.derivation import State
from certeval.rules.entry import Reading
from certeval.rules.program import Name
from certeval.scores.observations import Candidate, Layout, Line, taking
from certeval.versions import deciding
from certeval.versions.deciding import Point, Told, Under
from certeval.versions.difference import Difference


@dataclass(frozen=True, slots=True, eq=False)
class _Shape:
    """How one layout's rows are decided: what takes the cells of each part, what splits them, and what remembers
    groups of them; then the columns of elements that are gone, with their old codes.
    """

    takes: Sequence[Callable[[list[str]], Hashable]]
    splits: Sequence["_Split"]
    groups: Sequence[Groups]
    gone: Sequence[tuple[int, str]]

    def unread(self, layout: Layout, rows: Sequence[Line]) -> dict[int, Sequence[str]]:
        """The old codes of the cells that are not read, by the place of the row."""
        found: dict[int, list[str]] = {}
        for index, code in self.gone:
            for place, row in enumerate(rows):
                if not layout.reading(row, index).empty:
                    found.setdefault(place, []).append(code)
        for take, split in zip(self.takes, self.splits, strict=True):
            if split.unread:
                for place, row in enumerate(rows):
                    if codes := split.unread.get(take(row.cells)):
                        found.setdefault(place, []).extend(codes)
        return dict(found)


@frozen
class _Rows:
    """What candidates kept as one row come to."""

    under: "Together"
    decided: Decided
    unread: Mapping[int, Sequence[str]]

    @property
    def told(self) -> Sequence[Told]:
        return [whole.tells[0] for whole in self.decided.wholes]

    def waits_for(self, place: int, point: Point) -> tuple[str, ...]:
        return tuple(self.decided.some([place]).missing((self.under.name(point),)).get(0, ()))


class _Several:
    """What candidates of several layouts come to, from those of each, with their places among all."""

    def __init__(self, pieces: Sequence[tuple[Sequence[int], deciding.Decisions]]) -> None:
        at = {place: (of, which) for places, of in pieces for which, place in enumerate(places)}
        told = {place: each for places, of in pieces for place, each in zip(places, of.told, strict=True)}
        self._at = at
        self.told = [told[place] for place in range(len(told))]
        self.unread = {places[which]: codes for places, of in pieces for which, codes in of.unread.items()}

    def waits_for(self, place: int, point: Point) -> tuple[str, ...]:
        of, which = self._at[place]
        return of.waits_for(which, point)


class Together(Under):
    """Decides candidates who are kept as one row by their distinct groups of cells; others one by one."""

    def __init__(self, referentiel: Referentiel, old: Referentiel, differences: Iterable[Difference]) -> None:
        super().__init__(referentiel, old, differences)
        self._shapes: dict[Layout, _Shape | None] = {}

    @cached_property
    def _decider(self) -> Decider:
        program = self.referentiel.program
        names = [_name(point, self.name(point)) for point in self.points]
        division = divide(program, (), names)
        shown = [name for sort, name in names if sort == "verdict"]
        return Decider.telling(program, division, shown, [(ABOVE, Tells((self._told,), None))])

    def _told(self, state: State) -> Told:
        return {point: self.said(state, point) for point in self.points}

    def decide(self, candidates: Sequence[Candidate]) -> deciding.Decisions:
        places: dict[Layout | None, list[int]] = {}
        for place, candidate in enumerate(candidates):
            laid_out = len(candidate.rows) == 1 and not self.referentiel.program.situation
            layout = candidate.rows[0][0] if laid_out else None
            places.setdefault(layout, []).append(place)
        if len(places) == 1:
            return self._alike(next(iter(places)), candidates)
        return _Several(
            [(of, self._alike(layout, [candidates[at] for at in of])) for layout, of in places.items()]
        )

    def _alike(self, layout: Layout | None, candidates: Sequence[Candidate]) -> deciding.Decisions:
        """Candidates whose one row is laid out alike; with no layout, those who have no such row."""
        shape = None if layout is None else self._shape_of(layout)
        if layout is None or shape is None:
            return super().decide(candidates)
        rows = [candidate.rows[0][1] for candidate in candidates]
        cells = [row.cells for row in rows]
        decided = self._decider.rows(shape.groups, [map(take, cells) for take in shape.takes])
        return _Rows(self, decided, shape.unread(layout, rows))

    def _shape_of(self, layout: Layout) -> _Shape | None:
        if layout not in self._shapes:
            self._shapes[layout] = self._shape(layout)
        return self._shapes[layout]

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
