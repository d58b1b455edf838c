"""Rows of a wide sheet out of the ordinary, each looked at by itself: its width, and whom it names, if anybody."""

from collections.abc import Mapping, Sequence

from certeval.bulk.csv_blocks import Extraordinary, Kinds, Odd, Row
from certeval.diagnostics.families import sheets as kinds
from certeval.frozen import frozen
from certeval.referentiel.load import Referentiel
from certeval.render.obstacles import Obstacle
from certeval.scores import besides, identifiers
from certeval.scores.groups import GROUPE
from certeval.scores.headings import CANDIDAT, Headings, identity_of
from certeval.scores.observations import CellReader
from certeval.scores.rows import FILLED
from certeval.scores.wide import columns_of
from certeval.sources.row import unguarded


@frozen
class OddRows:
    """Looks at rows of one sheet. `filled` are the columns that show that a row was filled in, `readers` what reads the
    elements' cells, `names` the columns of names; `groupe` is that of groups.
    """

    width: int
    identifier: int
    filled: Sequence[int]
    readers: Mapping[int, CellReader]
    names: Sequence[int]
    groupe: int | None

    @classmethod
    def of(cls, headings: Headings, width: int, referentiel: Referentiel) -> "OddRows":
        """What looks at the rows below headings."""
        filled = [index for index, _ in headings.entered(referentiel.is_entered)]
        filled += [headings.columns[name] for name in FILLED if name in headings.columns]
        columns = columns_of(headings, referentiel)
        readers = {
            at: CellReader(referentiel.entries[code])
            for code, at in columns.items()
            if code in referentiel.entries
        }
        names = [headings.columns[name] for name in identity_of(headings)]
        groupe = headings.columns.get(GROUPE)
        return cls(width, headings.columns[CANDIDAT], filled, readers, names, groupe)

    def look(self, cells: Row) -> Odd:
        """Look at a row that is not blank. Raises Extraordinary where it is a legend, which is told once, or has a
        group's marks.
        """
        if any(cell.strip() for cell in cells[self.width :]):
            return Odd((kinds.ROW_TOO_LONG,))
        short = (kinds.ROW_TOO_SHORT,) if len(cells) < self.width else ()
        row = cells[: self.width] + [""] * (self.width - len(cells))
        if "'" in "".join(cells):
            row = list(map(unguarded, row))
        typed = row[self.identifier]
        if identifiers.usual(typed):
            return Odd(short, row)
        return self._named(cells, row, short)

    def _named(self, cells: Row, row: Row, short: Kinds) -> Odd:
        """A row of which the identifier is to be looked at."""
        typed = row[self.identifier]
        named = bool(typed.strip())
        if not named and not any(row[index].strip() for index in self.filled):
            return Odd((*short, kinds.UNFILLED))
        shown = identifiers.spelled(typed if named else next(cell for cell in row if cell.strip()))
        if besides.shown(shown):
            raise Extraordinary(Obstacle.PEOPLE)
        if identifiers.nobodys(shown):
            return Odd((*short, kinds.NOBODY))
        if not named and self._marks_group(row):
            raise Extraordinary(Obstacle.COLUMNS)
        code = identifiers.spelled(typed)
        unseen = (kinds.UNSEEN,) if identifiers.unseen(typed) else ()
        there = self.identifier < len(cells)
        kind = identifiers.unnamed(code, guarded=there and cells[self.identifier] != typed)
        if kind is None:
            row[self.identifier] = code
            return Odd((*short, *unseen), row, typed)
        told = (kind,) if there else ()
        return Odd((*short, *unseen, *told, *self._refused(row)), None, typed)

    def _marks_group(self, row: Row) -> bool:
        """Whether a row without identifier names a group and no person."""
        in_group = self.groupe is not None and bool(row[self.groupe].strip())
        return in_group and not any(row[index].strip() for index in self.names)

    def _refused(self, row: Row) -> Kinds:
        refusals = [reader[row[at]].refusal for at, reader in self.readers.items()]
        return tuple([each.kind for each in refusals if each is not None]) if any(refusals) else ()
