"""A sheet of a workbook that has a column a candidate, and what people don't see of it."""

from collections.abc import Collection, Iterator, Sequence

from certeval.diagnostics import Diagnostic
from certeval.diagnostics.families import sheets as kinds
from certeval.scores import identifiers, naming
from certeval.scores.crosstab import Crosstab, unpivot
from certeval.scores.headings import Headings
from certeval.scores.translation import Translation
from certeval.scores.worksheets import WorksheetTable, sheet_defaults
from certeval.sources.workbook.worksheets import Worksheet

OF_ONE = frozenset(
    {
        kinds.STRUCK_OUT,
        kinds.SHOWN_AS_WORDS,
        kinds.NOT_SHOWN,
        kinds.ZERO_OF_NOTHING,
        kinds.HIDDEN_BY_MERGE,
    }
)
"""What spoils the results of one candidate."""


def read_crosstab(
    sheet: Worksheet, translation: Translation, number: int, diagnostics: list[Diagnostic]
) -> tuple[Crosstab, Headings]:
    """The crossings of a sheet that has a column a candidate, below a row by its number from 1."""
    rows = list(sheet.rows(number - 1 - sheet.top)) if number > sheet.top else []
    if rows:
        naming.apply_displays(rows[0], range(len(rows[0].cells)))
    name = f"{sheet.file}:{sheet.name}"
    crosstab, roles, parts = unpivot(rows, translation, name, sheet.file, sheet_defaults(sheet, translation))
    if crosstab.header is not None:
        element_rows = {row.place(0) for row in parts.elements}
        table = WorksheetTable(sheet, rows[0], [row for row in rows[1:] if row.place(0) in element_rows])
        people = {crossing.places[0][1] for crossing in crosstab.rows}
        labels = {crossing.places[1][1] for crossing in crosstab.rows}
        diagnostics += _findings(table, people, labels)
    return crosstab, roles


def _findings(
    table: WorksheetTable, people: Collection[int], labels: Collection[int]
) -> Iterator[Diagnostic]:
    """What people don't see of the columns of candidates and of the elements' names; each of its own candidate, where
    it is of one.
    """
    codes = {index: identifiers.normalize(table.header.cells[index]) for index in people}
    somebodys = [index for index, code in codes.items() if not identifiers.is_nobodys(code)]
    columns = sorted({*somebodys, *labels})
    yield from (each for each in _of_columns(table, columns) if each.kind not in OF_ONE)
    for index in columns:
        for each in _of_columns(table, [index]):
            is_below = each.place.span is not None and each.place.span.line > table.header.number + 1
            if each.kind in OF_ONE:
                yield each._replace(candidate=codes.get(index, "") if is_below else "")


def _of_columns(table: WorksheetTable, columns: Sequence[int]) -> Iterator[Diagnostic]:
    marks = tuple((index, table.header.cells[index]) for index in columns)
    return table.findings(Headings({}, marks, (), "large", ()), lambda _: True)
