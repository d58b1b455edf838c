"""What people don't see of a worksheet as it is read: merged, hidden or struck-out cells, formulas without a result."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from certeval.diagnostics import Diagnostic
from certeval.diagnostics.families import sheets as kinds
from certeval.scores import identifiers
from certeval.scores.headings import CANDIDAT, VALEUR, Headings
from certeval.sources.workbook.details import Area, below_first, cell_name, is_in, letters
from certeval.sources.workbook.worksheets import Worksheet, WorksheetRow

MOST_NAMES = 12
"""Cells that are named of those of which one thing is told."""
NOT_REPEATABLE = frozenset({VALEUR, "commentaire", "tentative"})
"""What a cell merged over several rows does not say of each of them."""


@dataclass(slots=True)
class WorksheetTable:
    """The headings of a sheet, the rows below, and what is wrong with them so far."""

    sheet: Worksheet
    header: WorksheetRow
    rows: list[WorksheetRow] = field(default_factory=list)
    defaults: Mapping[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def findings(table: WorksheetTable, roles: Headings) -> Iterator[Diagnostic]:
    """All that is told of a table before its cells are read. `roles` has the columns that are read, and no other."""
    read = columns_read(roles)
    for row, index, area in cells_under_merges([table.header, *table.rows]):
        if index in read:
            yield hidden_by_merge(row, index, area, owner(table, roles, row, [index]))
    yield from _other_merges(table, roles)
    yield from _formulas(table, roles)
    yield from _hidden_columns(table, roles)
    yield from hidden_rows(table)
    yield from strikeouts(table, roles)
    yield from _notes(table, roles)
    yield from _conditional_formats(table, roles)
    if table.sheet.details.box_count:
        place = table.sheet.place(table.header.number, table.sheet.left)
        yield Diagnostic(kinds.BOXES, place, {"count": table.sheet.details.box_count})


def owner(table: WorksheetTable, roles: Headings, row: WorksheetRow, columns: Collection[int]) -> str:
    """The candidate whose results are spoilt by what stands in some columns of a row; empty where one of them names
    the candidate, or none does.
    """
    index = roles.columns.get(CANDIDAT)
    if index is None or index in columns or row.number == table.header.number:
        return ""
    return identifiers.normalize(row.cells[index])


def somebodys(rows: Sequence[WorksheetRow], roles: Headings) -> list[WorksheetRow]:
    """The rows that are read: those of a total or a signature, which are told, are nobody's."""
    index = roles.columns.get(roles.bearer)
    if index is None:
        return list(rows)
    has_titles = roles.bearer == CANDIDAT and identifiers.has_titles(rows, index)
    elements = {column for column, _ in roles.others}
    return [
        row
        for row in rows
        if not identifiers.is_row_nobodys(row.cells, index, elements, has_titles=has_titles)
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
            if (text := sheet.text(number, column).strip()) and text != first.strip():
                yield row, index, area


def hidden_by_merge(row: WorksheetRow, index: int, area: Area, candidate: str = "") -> Diagnostic:
    """A cell that merged ones hide, and that holds something of its own."""
    arguments = {"value": row.sheet.text(*row.at(index)).strip(), "area": area_name(area)}
    return Diagnostic(kinds.HIDDEN_BY_MERGE, row.place(index), arguments, candidate=candidate)


def area_name(area: Area) -> str:
    return f"{cell_name(*area[0])}:{cell_name(*area[1])}"


def columns_read(roles: Headings) -> dict[int, str]:
    """Every column that is read, with its role: empty for an element."""
    return {index: role for role, index in roles.columns.items()} | {index: "" for index, _ in roles.others}


def repeat_merges(table: WorksheetTable, roles: Headings) -> None:
    """Repeat what is merged over several rows where it names whom they are about."""
    by_number = {row.number: row for row in table.rows} if table.sheet.merged_areas else {}
    for row, column, area in _merges(table, roles):
        for number in range(area[0][0] + 1, area[1][0] + 1) if _is_repeatable(area, column, roles) else ():
            if number in by_number:
                by_number[number].put(column, row.cells[column])


def _other_merges(table: WorksheetTable, roles: Headings) -> Iterator[Diagnostic]:
    """The merged cells that are not repeated."""
    for row, column, area in _merges(table, roles):
        if not _is_repeatable(area, column, roles):
            arguments = {"area": area_name(area), "value": row.cells[column].strip()}
            yield Diagnostic(kinds.MERGED, row.place(column), arguments)


def _merges(table: WorksheetTable, roles: Headings) -> Iterator[tuple[WorksheetRow, int, Area]]:
    """The merged cells below the headings that hold something of a column that is read: their row, column and area."""
    by_number = {row.number: row for row in table.rows} if table.sheet.merged_areas else {}
    read = columns_read(roles)
    for area in table.sheet.merged_areas:
        (top, left), (_, right) = area
        row, column = by_number.get(top), left - table.sheet.left
        if row is None or top <= table.header.number or roles.columns.get("commentaire") == column:
            continue
        columns = range(column, right + 1 - table.sheet.left)
        if read.keys() & {*columns} and 0 <= column < len(row.cells) and row.cells[column].strip():
            yield row, column, area


def _is_repeatable(area: Area, column: int, roles: Headings) -> bool:
    """Whether cells of one column, merged, say the same of each of their rows."""
    repeatable_columns = {index for role, index in roles.columns.items() if role not in NOT_REPEATABLE}
    return area[0][1] == area[1][1] and column in repeatable_columns


def _formulas(table: WorksheetTable, roles: Headings) -> Iterator[Diagnostic]:
    """Formulas without a result where they should say who, or what: those of values are told as any value."""
    sheet = table.sheet
    by_column = {index: role for role, index in roles.columns.items() if role not in {VALEUR, "commentaire"}}
    rows = {row.number for row in table.rows} if sheet.details.texts else set()
    for (row, column), text in sorted(sheet.details.texts.items()):
        role = by_column.get(column - sheet.left)
        if role is not None and row in rows:
            arguments = {"value": text, "heading": role}
            yield Diagnostic(kinds.FORMULA_AS_NAME, sheet.place(row, column), arguments)


def _hidden_columns(table: WorksheetTable, roles: Headings) -> Iterator[Diagnostic]:
    """The columns that the spreadsheet hides of the table, and that are read."""
    sheet = table.sheet
    columns = sorted({index + sheet.left for index in columns_read(roles)} & sheet.details.hidden_columns)
    if columns:
        names = {"columns": tuple(map(letters, columns))}
        yield Diagnostic(kinds.HIDDEN_COLUMNS, sheet.place(table.header.number, columns[0]), names)


def hidden_rows(table: WorksheetTable) -> Iterator[Diagnostic]:
    """The rows that the spreadsheet hides of the table, and that are read."""
    sheet = table.sheet
    hidden = sheet.details.hidden_rows
    rows = [row.number for row in table.rows if row.number in hidden] if hidden else []
    if rows:
        numbers = {"rows": tuple(str(row + 1) for row in rows)}
        yield Diagnostic(kinds.HIDDEN_ROWS, sheet.place(rows[0], sheet.left), numbers)


def strikeouts(table: WorksheetTable, roles: Headings) -> Iterator[Diagnostic]:
    """Text struck out where something is read, told once a row: at its first cell."""
    struck_cells = table.sheet.details.struck_cells
    read = sorted(index for index, role in columns_read(roles).items() if role != "commentaire")
    for row in (table.header, *table.rows) if struck_cells else ():
        if columns := [i for i in read if row.at(i) in struck_cells and row.cells[i].strip()]:
            names = tuple(cell_name(*row.at(i)) for i in columns)
            arguments = {"value": row.cells[columns[0]].strip(), "cells": names}
            candidate = owner(table, roles, row, columns)
            yield Diagnostic(kinds.STRUCK_OUT, row.place(columns[0]), arguments, candidate=candidate)


def _notes(table: WorksheetTable, roles: Headings) -> Iterator[Diagnostic]:
    """The cells that are read and that a note goes with, told once a table."""
    sheet = table.sheet
    by_number = {row.number: row for row in table.rows} if sheet.details.notes else {}
    read = {sheet.left + index for index, role in columns_read(roles).items() if role != "commentaire"}
    cells = sorted(at for at in sheet.details.notes if at[0] in by_number and at[1] in read)
    if cells:
        names = tuple(cell_name(*at) for at in cells[:MOST_NAMES])
        yield Diagnostic(kinds.NOTES, sheet.place(*cells[0]), {"cells": names})


def _conditional_formats(table: WorksheetTable, roles: Headings) -> Iterator[Diagnostic]:
    """The cells that are read, hold something, and may show something else by a condition, told once a table."""
    sheet, read = table.sheet, sorted(columns_read(roles))
    cells = [
        (row, index)
        for row in (table.rows if sheet.details.conditional_areas else ())
        for index in read
        if row.cells[index].strip()
        and any(is_in(row.at(index), area) for area in sheet.details.conditional_areas)
    ]
    if cells:
        names = tuple(cell_name(*row.at(index)) for row, index in cells[:MOST_NAMES])
        yield Diagnostic(kinds.CONDITIONAL, cells[0][0].place(cells[0][1]), {"cells": names})
