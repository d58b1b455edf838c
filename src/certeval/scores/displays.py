"""What a worksheet shows of its marks where that is not what they are: words, nothing, a zero of empty cells."""

from collections.abc import Iterator, Mapping, Sequence

from certeval.diagnostics import Diagnostic, Kind
from certeval.diagnostics.families import sheets as kinds
from certeval.rules.refusals import is_remainder
from certeval.rules.scales import NO_WORDS, YES_WORDS
from certeval.rules.situation import SITUATION
from certeval.scores.headings import CANDIDAT, CONTENT_COLUMNS, IDENTITY, SESSION, VALEUR, Headings
from certeval.scores.naming import NAMING
from certeval.scores.unseen import MOST_NAMES, WorksheetTable, columns_read, owner
from certeval.sources.workbook.details import At, cell_name
from certeval.sources.workbook.formats import rounds, says
from certeval.sources.workbook.values import NUMBERS
from certeval.sources.workbook.worksheets import Worksheet, WorksheetRow
from certeval.text.cell_text import spelling

YES_SIGNS, NO_SIGNS = ("✓", "✔", "☑", "✅", "yes", "true"), ("✗", "✘", "❌", "no", "false")
"""What a format shows over 1 and 0 beside the words that may be typed."""


def findings(table: WorksheetTable, roles: Headings) -> Iterator[Diagnostic]:
    """All that is told of what a table shows. `roles` has the columns that are read, and no other."""
    yield from _blank_zeros(table, roles)
    yield from _display_differences(table, roles)


def is_unfilled(row: WorksheetRow, roles: Headings) -> bool:
    """Whether a row names nobody and holds nothing but zeros that formulas make of empty cells, as those do that go on
    below the last candidate.
    """
    names = (CANDIDAT, "groupe", *SITUATION, *CONTENT_COLUMNS)
    columns = [index for index, _ in (*roles.others, *roles.ignored_codes)]
    columns += [roles.columns[name] for name in names if name in roles.columns]
    at = [row.at(index) for index in columns if row.cells[index].strip()]
    return bool(at) and row.sheet.details.blank_zeros.issuperset(at)


def _display_differences(table: WorksheetTable, roles: Headings) -> Iterator[Diagnostic]:
    """Values that the spreadsheet shows as nothing or as words, told once a row; as other numbers, once a table."""
    sheet, roundings = table.sheet, list[tuple[WorksheetRow, int]]()
    displays = _displays(sheet)
    marks = sorted(index for index, role in columns_read(roles).items() if role in {"", VALEUR})
    for row in table.rows if displays else ():
        by_kind: dict[Kind, list[int]] = {}
        for index in marks:
            text, value = displays.get(row.at(index)), row.cells[index].strip()
            if text is None or not value:
                continue
            is_number = sheet.value(*row.at(index))[1] in NUMBERS
            kind = _kind_of_number(text, value) if is_number else _kind_of_text(text, value)
            if kind is kinds.SHOWN_ROUNDED:
                roundings.append((row, index))
            elif kind is not None:
                by_kind.setdefault(kind, []).append(index)
        for kind, columns in by_kind.items():
            cells = [(row, index) for index in columns]
            yield _display_diagnostic(kind, cells, displays, owner(table, roles, row, columns))
    if roundings:
        yield _display_diagnostic(kinds.SHOWN_ROUNDED, roundings, displays)


def _displays(sheet: Worksheet) -> dict[At, str | None]:
    """What is seen of cells that are not seen as they stand, but for those whose value is told otherwise."""
    displays = sheet.details.displays | sheet.details.other_displays
    displays |= dict.fromkeys(sheet.details.unseen_cells, "")
    others = sheet.details.blank_zeros | sheet.details.texts.keys()
    return {
        at: text.replace("@", sheet.text(*at).strip()) if text and sheet.value(*at)[1] is str else text
        for at, text in displays.items()
        if at not in others
    }


def _kind_of_number(text: str, value: str) -> Kind | None:
    """What is said of a number that is seen as a text; None where that text says it, as a yes does over 1."""
    if says(text, value) or is_remainder(value):
        return None
    if rounds(text, value):
        return kinds.SHOWN_ROUNDED
    words = {"1": (*YES_WORDS, *YES_SIGNS), "0": (*NO_WORDS, *NO_SIGNS)}.get(value, ())
    return None if spelling(text) in map(spelling, words) else _kind_of_words(text)


def _kind_of_text(text: str, value: str) -> Kind | None:
    """What is said of a text, or a truth value, that is seen as another; None where that one begins with it."""
    return None if spelling(text).startswith(spelling(value)) else _kind_of_words(text)


def _kind_of_words(text: str) -> Kind:
    return kinds.SHOWN_AS_WORDS if text else kinds.NOT_SHOWN


def _blank_zeros(table: WorksheetTable, roles: Headings) -> Iterator[Diagnostic]:
    """The marks, and what says whose they are, that a formula makes of empty cells, told once a row."""
    zeros = table.sheet.details.blank_zeros
    roles_of_text = {"", VALEUR, *NAMING, *IDENTITY, SESSION}
    read = sorted(index for index, role in columns_read(roles).items() if role in roles_of_text)
    for row in table.rows if zeros else ():
        columns = [index for index in read if row.at(index) in zeros]
        if columns:
            names = tuple(cell_name(*row.at(index)) for index in columns[:MOST_NAMES])
            candidate = owner(table, roles, row, columns)
            yield Diagnostic(kinds.ZERO_OF_NOTHING, row.place(columns[0]), {"cells": names}, (), candidate)


def _display_diagnostic(
    kind: Kind,
    cells: Sequence[tuple[WorksheetRow, int]],
    displays: Mapping[At, str | None],
    candidate: str = "",
) -> Diagnostic:
    """What is said of the first of some cells, with the names of the first ones."""
    row, index = cells[0]
    names = tuple(cell_name(*each.at(i)) for each, i in cells[:MOST_NAMES])
    arguments = {"value": row.cells[index].strip(), "shown": displays[row.at(index)], "cells": names}
    return Diagnostic(kind, row.place(index), arguments, candidate=candidate)
