"""A CSV that was saved as a workbook: what keeps a spreadsheet from running its texts."""

from dataclasses import replace

from certeval.sources.row import may_guard, unguard
from certeval.sources.workbook.worksheets import Worksheet


def unguard_sheet(sheet: Worksheet) -> Worksheet:
    """A sheet without what exports in CSV put around texts for spreadsheets, which keep it as text when they save such
    a CSV as a workbook. A grid of ours was never a CSV: its texts are as they were.
    """
    guards = frozenset(
        (sheet.top + row, sheet.left + column)
        for row, cells in enumerate(sheet.values)
        if may_guard(cells)
        for column, text in enumerate(cells)
        if unguard(text) != text
    )
    values = [tuple(map(unguard, cells)) for cells in sheet.values] if guards else sheet.values
    return replace(sheet, values=values, guards=guards)
