"""A grid as a workbook: its sheets, the hidden ones that say what it is and list the choices."""

from datetime import date, datetime, time
from io import BytesIO

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from certeval.messages import _
from certeval.render.grids import per_candidate, wide
from certeval.render.grids.choices import Choices
from certeval.render.grids.styles import GridStyles, SheetNames
from certeval.scores import grid_scope
from certeval.scores.grids import CANDIDAT, IDENTITY_SHEET, LISTS_SHEET, SHEETS, WITHOUT, Grid

DEFAULT_DATE = date(2000, 1, 1)
"""When a grid without a session's day says it was made: the same grid is the same bytes."""
PERMISSIONS = {"format_columns": True, "format_rows": True}


def as_xlsx(grid: Grid) -> bytes:
    """The workbook of a grid. Sheets are protected without a password: what is to be entered alone is open."""
    content = BytesIO()
    workbook = Workbook(content, {"in_memory": True})
    workbook.set_properties(_properties(grid))
    names = SheetNames()
    by_candidate = grid.identity.disposition == CANDIDAT
    codes = (
        [each.candidat for each in grid.candidates] if by_candidate else [page.code for page in grid.pages]
    )
    otherwise = _("candidate") if by_candidate else _("certification")
    sheets = [workbook.add_worksheet(names.name(code, otherwise)) for code in codes]
    hidden = workbook.add_worksheet(LISTS_SHEET)
    choices = Choices(workbook, hidden, grid, in_rows=by_candidate)
    identity = workbook.add_worksheet(IDENTITY_SHEET)
    _fill(grid, sheets, GridStyles(workbook), choices)
    of_nobody = grid_scope.common(grid.candidates)
    without = [each.without for each in grid.candidates] if by_candidate else [of_nobody] * len(codes)
    sheet_rows = [
        (str(sheet.name), "" if by_candidate else code, code if by_candidate else "", *sorted(absent))
        for sheet, code, absent in zip(sheets, codes, without, strict=True)
    ]
    _identify(identity, grid, sheet_rows)
    for sheet in (*sheets, hidden, identity):
        sheet.protect("", PERMISSIONS)
    hidden.very_hidden()
    identity.very_hidden()
    sheets[0].activate()
    workbook.close()
    return content.getvalue()


def _properties(grid: Grid) -> dict[str, object]:
    day = date.fromisoformat(grid.identity.date) if grid.identity.date else DEFAULT_DATE
    return {"title": f"{_('Grid')} {grid.identity.referentiel}", "created": datetime.combine(day, time())}


def _fill(grid: Grid, sheets: list[Worksheet], styles: GridStyles, choices: Choices) -> None:
    if grid.identity.disposition == CANDIDAT:
        for sheet, candidate in zip(sheets, grid.candidates, strict=True):
            own_grid = grid_scope.of_candidate(grid, candidate)
            per_candidate.write(per_candidate.CandidateSheet(sheet, own_grid, candidate, styles, choices))
    else:
        for sheet, page in zip(sheets, grid.pages, strict=True):
            own_grid = grid_scope.of_page(grid, page)
            wide.write(wide.WideSheet(sheet, own_grid, page, styles, choices))


def _identify(sheet: Worksheet, grid: Grid, sheet_rows: list[tuple[str, ...]]) -> None:
    """Key and value by row, an empty row, then the sheets that hold entries: name, page, candidate, each element
    that is not asked there.
    """
    headings = (*SHEETS, WITHOUT) if any(len(row) > len(SHEETS) for row in sheet_rows) else SHEETS
    rows: list[tuple[str, ...]] = [*grid.identity.rows(), (), headings, *sheet_rows]
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)
