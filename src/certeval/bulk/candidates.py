"""Candidates of sheets of any layout decided together: those whose cells are laid out alike, in one go.

What tells a candidate's cells apart are the texts of their rows: a tuple for each part of the program, and of
several rows (several jurors, several attempts) a tuple of these, by attempt and then by the jurors' names.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from certeval.bulk.cells import CellContent, same_cells
from certeval.bulk.division import Division, Part
from certeval.bulk.row_memo import DecidedRows, Decider, DecideRows, RowsDecider
from certeval.engine.evaluator import Evaluator
from certeval.referentiel.load import Referentiel
from certeval.rules.program import Program
from certeval.scores.observations import Candidate, Layout, cell_getter
from certeval.scores.situations import has_situation
from certeval.scores.values import Values
from certeval.sources.batches import batched
from certeval.sources.lines import Line

AT_ONCE = 4096
"""Candidates decided at once."""
ELEMENTS_AT_ONCE = 8
"""Elements looked at together for what jurors disagree on."""

ElementColumns = Mapping[str, int]
"""The column of each element that has one in a layout."""
Rows = Sequence[tuple[Layout, Line]]


@dataclass(frozen=True, slots=True, eq=False)
class RowsShape:
    """How candidates' rows are laid out, by attempt and then by juror: for each part of the program, what takes the
    cells of one of these rows, and what decides such cells.
    """

    order: tuple[int, ...]
    takes: Sequence[Sequence[Callable[[Sequence[str]], Hashable]]]
    rows: DecideRows

    def cells(self, candidates: Sequence[Candidate]) -> list[Iterable[Hashable]]:
        """What tells the cells of each part apart, for each candidate, taken as it is gone through."""
        rows = [[candidate.rows[at][1].cells for candidate in candidates] for at in self.order]
        if len(rows) == 1:
            return [map(take[0], rows[0]) for take in self.takes]
        return [
            zip(*[map(one, of) for one, of in zip(take, rows, strict=True)], strict=True)
            for take in self.takes
        ]


class CrowdDecider:
    """Decides candidates with one decider, however their sheets are laid out."""

    def __init__(self, decider: RowsDecider) -> None:
        self.decider = decider
        self._parts = decider.entries
        self._shapes: dict[tuple[Layout, ...], RowsShape] = {}
        self._alike: dict[tuple[object, ...], RowsShape] = {}
        self._values = Values(decider.program.entries)
        self._evaluator = Evaluator(decider.program)
        self._apart = decider.row_decider([same_cells] * len(self._parts))

    def blocks(self, candidates: Iterable[Candidate]) -> Iterator[tuple[list[Candidate], DecidedRows]]:
        """Candidates in their order, as many as are decided at once, and what they come to."""
        for block in batched(candidates, AT_ONCE):
            yield block, self.decide(block)

    def decide(self, candidates: Sequence[Candidate]) -> DecidedRows:
        """What candidates come to, in their order: those of whom it is not known which elements are for them apart,
        all of them where nothing is entered.
        """
        situation = self.decider.program.situation
        alike: dict[RowsShape | None, list[int]] = {}
        apart: list[int] = []
        for place, candidate in enumerate(candidates):
            if not self._parts or (situation and not has_situation(candidate, situation)):
                apart.append(place)
            else:
                alike.setdefault(self._shape(candidate), []).append(place)
        if len(alike) == 1 and not apart:
            return self._of(next(iter(alike)), candidates)
        pieces = [(self._of(shape, [candidates[at] for at in of]), of) for shape, of in alike.items()]
        for at in apart:  # as a whole: the situation that is not known is the same for every part
            state = self._evaluator.evaluate(self._values.of(candidates[at]))
            pieces.append((self.decider.apart(state), [at]))
        return DecidedRows.together(pieces)

    def _of(self, shape: RowsShape | None, candidates: Sequence[Candidate]) -> DecidedRows:
        if shape is not None:
            return shape.rows(shape.cells(candidates))
        marks = list(map(_marks, candidates))
        cells = [[tuple([of.get(code, "") for code in codes]) for of in marks] for codes in self._parts]
        return self._apart(cells)

    def _shape(self, candidate: Candidate) -> RowsShape | None:
        """How a candidate's rows are laid out; None where its cells are its own, or its situation is read too."""
        if not candidate.rows or self.decider.program.situation:
            return None
        layouts = tuple([layout for layout, _ in candidate.rows])
        shape = self._shapes.get(layouts)
        if shape is None:
            shape = self._shapes[layouts] = self._shape_of(candidate.rows)
        return shape

    def _shape_of(self, rows: Rows) -> RowsShape:
        """The shape of rows, the same for all that are laid out alike whoever the jurors are."""
        order = sorted(range(len(rows)), key=lambda at: (rows[at][0].tentative, rows[at][0].jure))
        layouts = [rows[at][0] for at in order]
        columns = [{key.element: index for index, key, _ in layout.columns} for layout in layouts]
        pairs = zip(layouts, columns, strict=True)
        alike = (tuple(order), *((each.tentative, each.word, *sorted(of.items())) for each, of in pairs))
        if alike not in self._alike:
            takes = [
                [cell_getter([of[code] for code in _codes_with_column(of, codes)]) for of in columns]
                for codes in self._parts
            ]
            splits = [_Split(codes, columns, layouts) for codes in self._parts]
            self._alike[alike] = RowsShape(tuple(order), takes, self.decider.row_decider(splits))
        return self._alike[alike]


JURORS = 2
"""Those who mark before a third is called."""


def candidates_in_dispute(referentiel: Referentiel, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates whose jurors may disagree, or say more than counts, or with attempts that no rule chooses from:
    all who are not kept as rows, and of those who have several rows the ones of whom that is so.
    """
    codes = list(referentiel.entries)
    has_thirds = any(entry.third is not None for entry in referentiel.entries.values())
    parts = [tuple(codes[at : at + ELEMENTS_AT_ONCE]) for at in range(0, len(codes), ELEMENTS_AT_ONCE)]
    division = Division(tuple(Part(entries, (), ()) for entries in parts), (), {})
    cells_alone = Program({}, referentiel.entries)
    crowd = CrowdDecider(Decider(cells_alone, division, (), ()))
    several: list[Candidate] = []
    for candidate in candidates:
        if not candidate.rows or (has_thirds and len(candidate.rows) > JURORS):
            yield candidate
        elif len(candidate.rows) > 1:
            several.append(candidate)
    for block, rows in crowd.blocks(several):
        for candidate, whole in zip(block, rows.wholes, strict=True):
            if whole.bad:
                yield candidate


class _Split:
    """Gives the cells of a part's elements, in their order, from what tells them apart."""

    def __init__(
        self, codes: Sequence[str], columns: Sequence[ElementColumns], layouts: Sequence[Layout]
    ) -> None:
        self._attempts = [layout.tentative for layout in layouts]
        self._words = [layout.word for layout in layouts]
        self._several = len(columns) > 1
        self._plain = not self._several and layouts[0].tentative == 1
        self._at = [
            [(row, _codes_with_column(of, codes).index(code)) for row, of in enumerate(columns) if code in of]
            for code in codes
        ]

    def __call__(self, group: Hashable) -> list[CellContent]:
        rows = group if self._several else (group,)
        if not isinstance(rows, tuple):
            return []
        if self._plain:
            return [self._words[0](rows[0][reads[0][1]]) if reads else "" for reads in self._at]
        return [
            tuple([(self._attempts[row], self._words[row](rows[row][at])) for row, at in reads])
            for reads in self._at
        ]


def _codes_with_column(columns: ElementColumns, codes: Sequence[str]) -> list[str]:
    """The elements of a part that have a column."""
    return [code for code in codes if code in columns]


def _marks(candidate: Candidate) -> dict[str, CellContent]:
    """The cells of each element that has some: one text, or its marks by attempt and juror."""
    by_element: dict[str, list[tuple[int, str, str]]] = {}
    for (code, juror, attempt), cell in candidate.each():
        by_element.setdefault(code, []).append((attempt, juror, cell.reading.text))
    situation = {axis: cell.reading.text for axis, cell in candidate.situation.items()}
    return situation | {
        code: marks[0][2]
        if len(marks) == 1 and marks[0][0] == 1
        else tuple((a, text) for a, _, text in sorted(marks))
        for code, marks in by_element.items()
    }
