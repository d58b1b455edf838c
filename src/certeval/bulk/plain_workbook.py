"""A workbook's wide table without anything out of the ordinary: its rows as groups of cells, decided together.

What is out of the ordinary is not judged here: `Extraordinary` leaves the workbook to the reader of every sheet,
which says what is wrong.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from certeval.bulk.csv_blocks import Block, Extraordinary
from certeval.bulk.wide_csv import Cells, places, usual
from certeval.diagnostics import Diagnostic, Severity, in_order
from certeval.referentiel.load import Referentiel
from certeval.scores import identifiers, wide
from certeval.scores.headings import CANDIDAT, Headings
from certeval.scores.merge import Gathering
from certeval.scores.read import open_sheets
from certeval.scores.workbooks import WorkbookSheet
from certeval.sources.lines import Lines


@dataclass(frozen=True, slots=True)
class PlainTable:
    """The one table of a workbook, a row a candidate."""

    sheet: WorkbookSheet
    table: Lines
    headings: Headings

    def block(self, referentiel: Referentiel, groups: Sequence[Sequence[str]]) -> tuple[Block, list[Cells]]:
        """The table's identifiers, and for each group of elements the cells of those that have a column, with how
        they are taken apart.
        """
        columns = wide.columns_of(self.headings, referentiel)
        if len(columns) < len(self.headings.others):
            raise Extraordinary
        rows = [row.cells for row in self.table.rows]
        named = [cells[self.headings.columns[CANDIDAT]].strip() for cells in rows]
        if len(set(named)) < len(rows) or any(map(identifiers.wanting, named)):
            raise Extraordinary
        found: list[Sequence[Hashable]] = []
        for codes in groups:
            at = places(columns, codes)
            if not at:
                raise Extraordinary
            of_row = itemgetter(*at)
            alone = len(at) == 1
            found.append([(of_row(cells),) if alone else of_row(cells) for cells in rows])
        details = {
            name: [cells[index].strip() for cells in rows] for name, index in self.headings.columns.items()
        }
        block = Block(1, named, found, details, usual=False)
        return block, [Cells.of(columns, codes) for codes in groups]

    def told(self, referentiel: Referentiel) -> list[Diagnostic]:
        """What there is to say of a table whose every cell reads."""
        gathering = Gathering(referentiel)
        if self.table.header is not None:
            for index, text in self.headings.others:
                gathering.column(text, self.table.header, index)
        identifier = self.headings.columns[CANDIDAT]
        for row in self.table.rows:
            gathering.candidate(row.cells[identifier], row, identifier)
        gathering.absent(self.sheet.top())
        return in_order([*self.sheet.diagnostics, *gathering.diagnostics])


def open_plain(path: Path) -> PlainTable:
    """Open a workbook of one table. Raises Extraordinary where it must be read cell by cell, OSError, ImportError."""
    sheet = open_sheets([path]).sheets[0]
    if not isinstance(sheet, WorkbookSheet) or len(sheet.tables) != 1 or sheet.grid or sheet.aside:
        raise Extraordinary
    table, headings = sheet.tables[0]
    wrong = any(each.kind.severity is not Severity.INFO for each in sheet.diagnostics)
    wrong = wrong or sheet.names_by_numbers()
    details = {"nom", "prenom", CANDIDAT}
    if wrong or headings.layout != "large" or not usual(headings) or not details >= headings.columns.keys():
        raise Extraordinary
    return PlainTable(sheet, table, headings)
