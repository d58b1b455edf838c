"""What people don't see of a worksheet as it is read: merged, hidden or struck-out cells, formulas without a result."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from certeval.diagnostics import Diagnostic, Kind
from certeval.diagnostics.families import sheets as kinds
from certeval.rules.refusals import is_remainder
from certeval.rules.scales import NO_WORDS, YES_WORDS
from certeval.rules.situation import SITUATION
from certeval.scores import identifiers
from certeval.scores.headings import CANDIDAT, CONTENT_COLUMNS, VALEUR, Headings
from certeval.scores.naming import NAMING
from certeval.sources.workbook.details import Area, At, below_first, cell_name, letters
from certeval.sources.workbook.formats import rounds, says
from certeval.sources.workbook.worksheets import Worksheet, WorksheetRow
from certeval.text import numbers
from certeval.text.cell_text import spelling

NOT_REPEATABLE = frozenset({VALEUR, "commentaire", "tentative"})
"""What a cell merged over several rows does not say of each of them."""
YES_SIGNS, NO_SIGNS = ("✓", "✔", "☑", "✅", "yes", "true"), ("✗", "✘", "❌", "no", "false")
"""What a format shows over 1 and 0 beside the words that may be typed."""
MOST_NAMES = 12
"""Cells that are named of those that are shown otherwise."""


class HeadedTable(Protocol):
    """A table of a worksheet: its headings and the rows below."""

    @property
    def sheet(self) -> Worksheet: ...

    @property
    def header(self) -> WorksheetRow: ...

    @property
    def rows(self) -> Sequence[WorksheetRow]: ...


def column_findings(table: HeadedTable, columns: Sequence[tuple[int, str]]) -> Iterator[Diagnostic]:
    """What is told of columns of marks that turn out to be read, before they are."""
    roles = Headings({}, tuple(columns), (), "large", ())
    read = columns_read(roles)
    for each in cells_under_merges([table.header, *table.rows]):
        if each[1] in read:
            yield hidden_by_merge(*each)
    yield from merges(table, roles)
    yield from _hidden_columns(table, roles)
    yield from _strikeouts(table, roles)
    yield from _blank_zeros(table, roles)
    yield from _display_differences(table, roles)


def findings(table: HeadedTable, roles: Headings) -> Iterator[Diagnostic]:
    """All that is told of a table before its cells are read."""
    yield from _formulas(table, roles)
    yield from _hidden_columns(table, roles)
    yield from hidden_rows(table)
    yield from _strikeouts(table, roles)
    yield from _blank_zeros(table, roles)
    yield from _display_differences(table, roles)


def is_unfilled(row: WorksheetRow, roles: Headings) -> bool:
    """Whether a row names nobody and holds nothing but zeros that formulas make of empty cells, as those do that go on
    below the last candidate.
    """
    names = (CANDIDAT, "groupe", *SITUATION, *CONTENT_COLUMNS)
    columns = [index for index, _ in (*roles.others, *roles.ignored_codes)]
    columns += [roles.columns[name] for name in names if name in roles.columns]
    at = [(row.number, row.sheet.left + index) for index in columns if row.cells[index].strip()]
    return bool(at) and row.sheet.details.blank_zeros.issuperset(at)


def somebodys(rows: Sequence[WorksheetRow], roles: Headings) -> list[WorksheetRow]:
    """The rows that are read: those of a total or a signature, which are told, are nobody's."""
    index = roles.columns.get(roles.bearer)
    if index is None:
        return list(rows)
    texts = (row.cells[identifiers.who(row.cells, index)] for row in rows)
    return [
        row
        for row, text in zip(rows, texts, strict=True)
        if identifiers.is_usual(text) or not identifiers.is_nobodys(identifiers.normalize(text))
    ]


def cells_under_merges(rows: Sequence[WorksheetRow]) -> Iterator[tuple[WorksheetRow, int, Area]]:
    """The cells of rows that hold another text than the merged cells that hide them, with the area of those."""
    merged_areas = rows[0].sheet.merged_areas if rows else []
    by_number = {row.number: row for row in rows} if merged_areas else {}
    for area in merged_areas:
        (top, left), _ = area
        sheet = rows[0].sheet
        first = sheet.text(top, left)
        last = sheet.top + len(sheet.values) - 1, sheet.left + len(rows[0].cells) - 1
        for number, column in below_first(area, last):
            row, index = by_number.get(number), column - sheet.left
            if row is None or not 0 <= index < len(row.cells):
                continue
            if (text := row.cells[index].strip()) and text != first.strip():
                yield row, index, area


def hidden_by_merge(row: WorksheetRow, index: int, area: Area) -> Diagnostic:
    """A cell that merged ones hide, and that holds something of its own."""
    arguments = {"value": row.cells[index].strip(), "area": area_name(area)}
    return Diagnostic(kinds.HIDDEN_BY_MERGE, row.place(index), arguments)


def area_name(area: Area) -> str:
    return f"{cell_name(*area[0])}:{cell_name(*area[1])}"


def columns_read(roles: Headings) -> dict[int, str]:
    """Every column that is read, with its role: empty for an element."""
    return {index: role for role, index in roles.columns.items()} | {index: "" for index, _ in roles.others}


def merges(table: HeadedTable, roles: Headings) -> Iterator[Diagnostic]:
    """Repeat what is merged over several rows where it names whom they are about; tell the other merges."""
    sheet, first = table.sheet, table.header.number + 1
    by_number = {row.number: row for row in table.rows} if sheet.merged_areas else {}
    repeatable_columns = {index for role, index in roles.columns.items() if role not in NOT_REPEATABLE}
    read = columns_read(roles)
    for (top, left), (bottom, right) in sheet.merged_areas:
        row = by_number.get(top)
        columns = {column - sheet.left for column in range(left, right + 1)}
        if top < first or row is None or not columns & read.keys():
            continue
        column = left - sheet.left
        value = row.cells[column].strip() if 0 <= column < len(row.cells) else ""
        if not value or roles.columns.get("commentaire") == column:
            continue
        if columns <= repeatable_columns and left == right:
            for number in range(top + 1, bottom + 1):
                if number in by_number:
                    by_number[number].put(column, row.cells[column])
        else:
            area = area_name(((top, left), (bottom, right)))
            place = sheet.place(top, left)
            yield Diagnostic(kinds.MERGED, place, {"area": area, "value": value})


def _formulas(table: HeadedTable, roles: Headings) -> Iterator[Diagnostic]:
    """Formulas without a result where they should say who, or what: those of values are told as any value."""
    sheet = table.sheet
    by_column = {index: role for role, index in roles.columns.items() if role not in {VALEUR, "commentaire"}}
    rows = {row.number for row in table.rows} if sheet.details.texts else set()
    for (row, column), text in sorted(sheet.details.texts.items()):
        role = by_column.get(column - sheet.left)
        if role is not None and row in rows:
            arguments = {"value": text, "heading": role}
            yield Diagnostic(kinds.FORMULA_AS_NAME, sheet.place(row, column), arguments)


def _hidden_columns(table: HeadedTable, roles: Headings) -> Iterator[Diagnostic]:
    """The columns that the spreadsheet hides of the table, and that are read."""
    sheet = table.sheet
    columns = sorted({index + sheet.left for index in columns_read(roles)} & sheet.details.hidden_columns)
    if columns:
        names = {"columns": tuple(map(letters, columns))}
        yield Diagnostic(kinds.HIDDEN_COLUMNS, sheet.place(table.header.number, columns[0]), names)


def hidden_rows(table: HeadedTable) -> Iterator[Diagnostic]:
    """The rows that the spreadsheet hides of the table, and that are read."""
    sheet = table.sheet
    hidden = sheet.details.hidden_rows
    rows = [row.number for row in table.rows if row.number in hidden] if hidden else []
    if rows:
        numbers = {"rows": tuple(str(row + 1) for row in rows)}
        yield Diagnostic(kinds.HIDDEN_ROWS, sheet.place(rows[0], sheet.left), numbers)


def _strikeouts(table: HeadedTable, roles: Headings) -> Iterator[Diagnostic]:
    """Text struck out where something is read, told once a row: at its first cell."""
    sheet = table.sheet
    read = sorted(index for index, role in columns_read(roles).items() if role != "commentaire")
    for row in (table.header, *table.rows) if sheet.details.struck_cells else ():
        at = [
            i
            for i in read
            if (row.number, sheet.left + i) in sheet.details.struck_cells and row.cells[i].strip()
        ]
        if at:
            arguments = {
                "value": row.cells[at[0]].strip(),
                "cells": tuple(cell_name(row.number, sheet.left + i) for i in at),
            }
            yield Diagnostic(kinds.STRUCK_OUT, row.place(at[0]), arguments)


def _display_differences(table: HeadedTable, roles: Headings) -> Iterator[Diagnostic]:
    """Values that the spreadsheet shows as nothing or as words, told once a row; as other numbers, once a table."""
    sheet, roundings = table.sheet, list[tuple[WorksheetRow, int]]()
    displays = sheet.details.displays | sheet.details.rounded_displays
    displays = {at: text for at, text in displays.items() if at not in sheet.details.blank_zeros}
    marks = sorted(index for index, role in columns_read(roles).items() if role in {"", VALEUR})
    for row in table.rows if displays else ():
        by_kind: dict[Kind, list[int]] = {}
        for index in marks:
            text, value = displays.get((row.number, sheet.left + index)), row.cells[index].strip()
            if text is None or not value or says(text, value) or is_remainder(value):
                continue
            if numbers.number(text) is not None or rounds(text, value):
                roundings.append((row, index))
            elif not _says_so(text, value):
                by_kind.setdefault(kinds.SHOWN_AS_WORDS if text else kinds.NOT_SHOWN, []).append(index)
        for kind, columns in by_kind.items():
            cells = [(row, index) for index in columns]
            yield _display_diagnostic(kind, cells, displays)
    if roundings:
        yield _display_diagnostic(kinds.SHOWN_ROUNDED, roundings, displays)


def _blank_zeros(table: HeadedTable, roles: Headings) -> Iterator[Diagnostic]:
    """The marks, and those whose they would be, that a formula makes of empty cells, told once a row."""
    sheet, zeros = table.sheet, table.sheet.details.blank_zeros
    read = sorted(index for index, role in columns_read(roles).items() if role in {"", VALEUR, *NAMING})
    for row in table.rows if zeros else ():
        columns = [index for index in read if (row.number, sheet.left + index) in zeros]
        if columns:
            names = tuple(cell_name(row.number, sheet.left + index) for index in columns[:MOST_NAMES])
            yield Diagnostic(kinds.ZERO_OF_NOTHING, row.place(columns[0]), {"cells": names})


def _display_diagnostic(
    kind: Kind, cells: Sequence[tuple[WorksheetRow, int]], displays: Mapping[At, str | None]
) -> Diagnostic:
    """What is said of the first of some cells, with the names of the first ones."""
    row, index = cells[0]
    left = row.sheet.left
    arguments = {
        "value": row.cells[index].strip(),
        "shown": displays[row.number, left + index],
        "cells": tuple(cell_name(each.number, left + i) for each, i in cells[:MOST_NAMES]),
    }
    return Diagnostic(kind, row.place(index), arguments)


def _says_so(text: str, value: str) -> bool:
    """Whether a word, or a sign, that is seen is a yes over 1, or a no over 0."""
    words = {"1": (*YES_WORDS, *YES_SIGNS), "0": (*NO_WORDS, *NO_SIGNS)}.get(value, ())
    return spelling(text) in map(spelling, words)
