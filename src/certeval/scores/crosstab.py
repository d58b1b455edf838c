"""A table that has a column a candidate and a row an element, read as a long one: a row an observation; of a worksheet,
with what people don't see of it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from certeval.diagnostics import Diagnostic, Related
from certeval.diagnostics.families import sheets as kinds
from certeval.scores import identifiers, naming
from certeval.scores.correspondance import LAST, Croise
from certeval.scores.headings import CANDIDAT, ELEMENT, VALEUR, Headings
from certeval.scores.translation import Translation, TranslationMeanings, ignored_row_diagnostics
from certeval.scores.unseen import WorksheetTable
from certeval.scores.worksheets import sheet_defaults, unseen_findings
from certeval.sources.lines import CompositeRow, Line, LineTable
from certeval.sources.workbook.worksheets import Worksheet

COLUMNS = {CANDIDAT: 0, ELEMENT: 1, VALEUR: 2, "nom": 3}


class CrosstabRows(NamedTuple):
    """The rows of a table: the elements', the one of the candidates' names, those that are left out; the columns of its
    candidates, and the one that says the elements, -1 where there is no such column.
    """

    elements: list[Line]
    names: Line | None
    ignored_rows: list[Line]
    people: Sequence[int]
    of: int


def unpivot(
    rows: Sequence[Line], translation: Translation, sheet: str, file: str, defaults: Mapping[str, str]
) -> tuple[LineTable, Headings, CrosstabRows]:
    """The crossings of rows, of which the first is the candidates': a row where an element meets a candidate."""
    croise = translation.correspondance.croise
    assert croise is not None  # noqa: S101 -- whoever calls has asked
    table = LineTable(defaults=defaults)
    head = rows[0] if rows else None
    of = _elements_column(rows, croise)
    people = [i for i, text in enumerate(head.cells) if text.strip() and i != of] if head is not None else []
    if head is None or not people:
        place = translation.document.place(("croise", "candidats"))
        about = {"sheet": sheet, "row": croise.candidats}
        table.diagnostics = [Diagnostic(kinds.CANDIDATES_MISSING, place, about)]
        return table, Headings({}, (), (), "long", ()), CrosstabRows([], None, [], [], of)
    parts = _parts(rows[1:], people, of, translation)
    table.header = head
    table.diagnostics = [
        *ignored_row_diagnostics(parts.ignored_rows),
        *translation.absent_rows(sheet, parts.ignored_rows),
        *_stray_cells(parts),
        *_duplicate_columns(head, people),
    ]
    meetings = ((row, column) for row in parts.elements for column in people)
    table.rows = [_crossing(file, head, row, (of, column), parts.names) for row, column in meetings]
    columns = {role: i for role, i in COLUMNS.items() if role != "nom" or parts.names is not None}
    meanings = TranslationMeanings(translation)
    return table, Headings(columns, (), (), "long", (), meanings=meanings, is_crossed=True), parts


def _crossing(file: str, head: Line, row: Line, at: tuple[int, int], names: Line | None) -> CompositeRow:
    """What the row of an element says of a candidate, by the columns of both."""
    of, column = at
    origins = ((head, column), (row, of), (row, column), (head if names is None else names, column))
    name = "" if names is None else _cell(names, column)
    return CompositeRow(file, [head.cells[column], _cell(row, of), _cell(row, column), name], origins)


def _elements_column(rows: Sequence[Line], croise: Croise) -> int:
    """The column that says the elements; -1 where there is no such column."""
    if croise.elements != LAST:
        return int(croise.elements) - 1
    return max((i for row in rows for i, text in enumerate(row.cells) if text.strip()), default=-1)


def _parts(rows: Sequence[Line], people: Sequence[int], of: int, translation: Translation) -> CrosstabRows:
    """A row without an element is the names' where only candidates have a text, and is left out where none has."""
    croise = translation.correspondance.croise
    is_ignored = translation.row_filter()
    elements: list[Line] = []
    ignored_rows: list[Line] = []
    names: Line | None = None
    for row in rows:
        columns = {i for i, text in enumerate(row.cells) if text.strip()}
        if not columns:
            continue
        if is_ignored(row.cells) or (of not in columns and not columns & {*people}):
            ignored_rows.append(row)
        elif croise and croise.noms == "oui" and names is None and columns <= {*people}:
            names = row
        else:
            elements.append(row)
    return CrosstabRows(elements, names, ignored_rows, people, of)


def _stray_cells(parts: CrosstabRows) -> Iterator[Diagnostic]:
    """The values of elements in a column that is nobody's, told once a column: left of the candidates stand labels."""
    columns = {parts.of, *parts.people}
    for row in parts.elements:
        for i in range(parts.people[0], len(row.cells)):
            value = row.cells[i].strip()
            if value and i not in columns:
                columns.add(i)
                column = (row.place(i).cell or "").rstrip("0123456789") or i + 1
                yield Diagnostic(kinds.NO_HEADING, row.place(i), {"value": value, "column": column})


def _duplicate_columns(head: Line, people: Sequence[int]) -> Iterator[Diagnostic]:
    """A candidate who has two columns."""
    first: dict[str, int] = {}
    for i in people:
        code = identifiers.normalize(head.cells[i])
        if first.setdefault(code, i) != i:
            links = (Related("first given here", head.place(first[code])),)
            yield Diagnostic(kinds.REPEATED_CANDIDATE, head.place(i), {"candidat": code}, links, code)


def _cell(row: Line, column: int) -> str:
    return row.cells[column] if 0 <= column < len(row.cells) else ""


OF_ONE = (
    *(kinds.STRUCK_OUT, kinds.SHOWN_AS_WORDS, kinds.NOT_SHOWN),
    *(kinds.ZERO_OF_NOTHING, kinds.HIDDEN_BY_MERGE),
)
"""What spoils the results of one candidate."""


def read_crosstab(
    sheet: Worksheet, translation: Translation, number: int, diagnostics: list[Diagnostic]
) -> tuple[LineTable, Headings]:
    """The crossings of a sheet that has a column a candidate, below a row by its number from 1."""
    rows = list(sheet.rows(number - 1 - sheet.top)) if number > sheet.top else []
    if rows:
        naming.apply_displays(rows[0], range(len(rows[0].cells)))
    name = f"{sheet.file}:{sheet.name}"
    crosstab, roles, parts = unpivot(rows, translation, name, sheet.file, sheet_defaults(sheet, translation))
    if crosstab.header is not None:
        element_rows = {row.place(0) for row in parts.elements}
        table = WorksheetTable(sheet, rows[0], [row for row in rows[1:] if row.place(0) in element_rows])
        diagnostics += _findings(table, *((parts.people, [parts.of]) if parts.elements else ((), ())))
    return crosstab, roles


def _findings(table: WorksheetTable, people: Collection[int], names: Collection[int]) -> Iterator[Diagnostic]:
    """What people don't see of the columns of candidates and of the elements' names; each of its own candidate, where
    it is of one.
    """
    codes = {index: identifiers.normalize(table.header.cells[index]) for index in people}
    somebodys = [index for index, code in codes.items() if not identifiers.is_nobodys(code)]
    columns = sorted({*somebodys, *names})
    yield from (each for each in _of_columns(table, columns) if each.kind not in OF_ONE)
    for index in columns:
        for each in _of_columns(table, [index]):
            is_below = each.place.span is not None and each.place.span.line > table.header.number + 1
            if each.kind in OF_ONE:
                yield each._replace(candidate=codes.get(index, "") if is_below else "")


def _of_columns(table: WorksheetTable, columns: Sequence[int]) -> Iterator[Diagnostic]:
    marks = tuple((index, table.header.cells[index]) for index in columns)
    return unseen_findings(table, Headings({}, marks, (), "large", ()), lambda _: True)
