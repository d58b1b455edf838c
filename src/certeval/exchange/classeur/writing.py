"""The sheets of a référentiel as the bytes of a workbook. xlsxwriter comes with the extra `office`."""

from collections.abc import Sequence

from certeval.exchange.classeur import shape, tables
from certeval.exchange.classeur.cells import fits
from certeval.render.workbook import sheets


def too_long(made: Sequence[tables.ClasseurSheet]) -> str:
    """The first cell whose text no cell can hold, as `sheet, row, key`; empty where there is none."""
    for sheet in made:
        for number, row in enumerate(sheet.rows, 2):
            for heading, text in zip(sheet.headings, row, strict=True):
                if not fits(text):
                    return f"{sheet.name}, {number}, {heading}"
    return ""


def as_xlsx(made: Sequence[tables.ClasseurSheet], name: str, digest: str) -> bytes:
    """The workbook of a référentiel's sheets, which all fit. `name` is CODE@VERSION, `digest` that of its file, or
    empty.
    """
    shown = [sheets.ResultSheet(each.name, each.headings, each.rows, _kept(each.headings)) for each in made]
    said = [[key, text] for key, text in zip(shape.IDENTITY_KEYS, (shape.FORMAT, name, digest), strict=True)]
    return sheets.as_xlsx(name, [*shown, sheets.ResultSheet(shape.IDENTITY, ["", ""], said, 1, hidden=True)])


def _kept(headings: Sequence[str]) -> int:
    """The columns that stay in sight: up to the code, or the first."""
    return headings.index("code") + 1 if "code" in headings else 1
