"""Rows of a wide sheet out of the ordinary: their width, whom they name, if anybody, marks of what is not for these."""

from collections.abc import Iterator, Mapping, Sequence

from certeval.bulk.csv_blocks import Extraordinary, Kinds, OddRow, Row
from certeval.diagnostics.families import sheets as kinds
from certeval.referentiel.load import Referentiel
from certeval.render.obstacles import Obstacle
from certeval.rules.outcome import Value
from certeval.rules.program import Program
from certeval.scores import besides, identifiers
from certeval.scores.groups import GROUPE
from certeval.scores.headings import CANDIDAT, CONTENT_COLUMNS, Headings, identity_of
from certeval.scores.observations import CellReader
from certeval.scores.situations import HARMLESS, elements_away
from certeval.scores.wide import columns_of
from certeval.sources.row import may_guard, unguard


class OddRows:
    """Looks at the rows below some headings, by the columns that show that one was filled in and what reads cells."""

    def __init__(self, headings: Headings, width: int, referentiel: Referentiel) -> None:
        columns, entries = headings.columns, referentiel.entries
        self.width = width
        self.identifier = columns[CANDIDAT]
        self.elements = [index for index, _ in headings.element_columns(referentiel.is_entered)]
        self.content_columns = [*self.elements]
        self.content_columns += [columns[name] for name in CONTENT_COLUMNS if name in columns]
        of_elements = columns_of(headings, referentiel).items()
        self.readers = {at: CellReader(entries[code]) for code, at in of_elements if code in entries}
        self.names = [columns[name] for name in identity_of(headings)]
        self.groupe = columns.get(GROUPE)
        self._has_teams = False
        """Whether what is written as a title was met with something beside: a candidate, and no title is one then."""

    def look(self, cells: Row) -> OddRow:
        """Look at a row that is not blank. Raises Extraordinary where it is a legend, which is told once, or has a
        group's marks. What is written as a title and stands alone is taken for one: a row where such a text does not
        says that it is none.
        """
        if any(cell.strip() for cell in cells[self.width :]):
            return OddRow((kinds.ROW_TOO_LONG,))
        short = (kinds.ROW_TOO_SHORT,) if len(cells) < self.width else ()
        row = cells[: self.width] + [""] * (self.width - len(cells))
        if may_guard(cells):
            row = list(map(unguard, row))
        text = row[self.identifier]
        if identifiers.is_usual(text):
            return OddRow(short, row)
        return self._look_at_identifier(cells, row, short)

    def _look_at_identifier(self, cells: Row, row: Row, short: Kinds) -> OddRow:
        """A row of which the identifier is to be looked at."""
        text = row[self.identifier]
        has_text = bool(text.strip())
        if not has_text and not any(row[index].strip() for index in self.content_columns):
            return OddRow((*short, kinds.UNFILLED))
        label = identifiers.normalize(text if has_text else next(cell for cell in row if cell.strip()))
        if besides.is_legend(label):
            raise Extraordinary(Obstacle.PEOPLE)
        is_alone = identifiers.has_one_text(row)
        tells = has_text and not is_alone and not self._has_teams and besides.is_title(label)
        self._has_teams = self._has_teams or tells
        other = identifiers.only_value(row, self.identifier, self.elements)
        if identifiers.is_nobodys(label, alone=is_alone, other=other):
            return OddRow((*short, kinds.NOBODY))
        in_group = self.groupe is not None and bool(row[self.groupe].strip())
        if not has_text and in_group and not any(row[index].strip() for index in self.names):
            raise Extraordinary(Obstacle.COLUMNS)
        code = identifiers.normalize(text)
        unseen = (kinds.UNSEEN,) if identifiers.unseen_signs(text) else ()
        there = self.identifier < len(cells)
        kind = identifiers.fault_kind(code, is_guarded=there and cells[self.identifier] != text)
        if kind is None:
            row[self.identifier] = code
            return OddRow((*short, *unseen), row, text, tells=tells)
        fault = (kind,) if there else ()
        return OddRow((*short, *unseen, *fault, *self._refusals(row)), None, text, tells=tells)

    def _refusals(self, row: Row) -> Kinds:
        refusals = [reader[row[at]].refusal for at, reader in self.readers.items()]
        return tuple([each.kind for each in refusals if each is not None]) if any(refusals) else ()


class Watch:
    """Finds the rows with marks of elements that are not for their candidates, and the first row of each sort of
    candidates, for whom the same elements are not. Raises Extraordinary where it is not known which are: such a
    candidate is decided apart.
    """

    def __init__(self, program: Program, columns: Mapping[str, int]) -> None:
        if not program.situation.keys() <= columns.keys():
            raise Extraordinary(Obstacle.SITUATION)
        self.program, self.columns = program, columns
        self.at = [columns[axis] for axis in program.situation]
        self._away: dict[tuple[str, ...], list[tuple[str, int]]] = {}
        self._sorts: set[frozenset[str]] = set()

    def __call__(self, cells: Sequence[str], apart: int) -> Iterator[tuple[int, Kinds]]:
        """The rows, from 0, of cells that follow each other, each with a finding for each such mark, with none for the
        first of a sort; the cells of a column stand so many apart.
        """
        situations = zip(*[cells[index::apart] for index in self.at], strict=True)
        for row, situation in enumerate(situations):
            away = self._away.get(situation)
            if away is None:
                codes = self._of(situation)
                away = [(code, self.columns[code]) for code in sorted(codes) if code in self.columns]
                self._away[situation] = away
                if codes not in self._sorts:
                    self._sorts.add(codes)
                    yield row, ()
            each = ((code, cells[row * apart + index]) for code, index in away)
            if number := sum(bool(text) and self._counts(code, text) for code, text in each):
                yield row, (kinds.NOT_CONCERNED,) * number

    def _of(self, situation: tuple[str, ...]) -> frozenset[str]:
        entries = self.program.situation.values()
        readings = [entry.read(text) for entry, text in zip(entries, situation, strict=True)]
        if any(reading.empty for reading in readings):
            raise Extraordinary(Obstacle.SITUATION)
        values: list[Value | None] = [reading.value for reading in readings]
        return elements_away(self.program, tuple(values))

    def _counts(self, code: str, text: str) -> bool:
        entry = self.program.entries.get(code)
        return entry is not None and bool(entry.read(text).value.may & ~HARMLESS)
