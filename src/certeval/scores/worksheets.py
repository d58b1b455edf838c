"""A sheet of a workbook as a table: where its headings are, which rows are below, whose the merged cells are."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from certeval.diagnostics import Diagnostic, Place
from certeval.diagnostics.families import sheets as kinds
from certeval.messages import N_
from certeval.scores import displays, naming, unseen
from certeval.scores import grid_contents as grid_findings
from certeval.scores.besides import LEGEND_MARK
from certeval.scores.groups import GROUPE
from certeval.scores.headings import COUNTER_MARK, ELEMENT, HEAD_ROWS, Headings, headings, names_candidat
from certeval.scores.translation import Translation, ignored_row_diagnostics
from certeval.scores.unseen import WorksheetTable
from certeval.sources.workbook.details import Area
from certeval.sources.workbook.worksheets import LowerWorksheetRow, Worksheet, WorksheetRow


def unseen_findings(
    sheet_table: WorksheetTable, roles: Headings, is_element: Callable[[str], bool]
) -> Iterator[Diagnostic]:
    """What people don't see of the rows that are somebody's and of the columns that are read."""
    rows = unseen.somebodys(sheet_table.rows, roles)
    read = WorksheetTable(sheet_table.sheet, sheet_table.header, rows)
    roles = roles.of_elements(is_element)
    return chain(unseen.findings(read, roles), displays.findings(read, roles))


def header_row(
    sheet: Worksheet, is_known_heading: Callable[[str], bool], is_required: Callable[[str], bool]
) -> WorksheetRow | None:
    """The row of a sheet's headings: of the first ones with a `is_required` cell, the one with the most
    `is_known_heading`.
    """
    best: WorksheetRow | None = None
    most = 0
    down = _down(sheet)
    for row in sheet.rows(0, HEAD_ROWS):
        _fill(row, down)
        count = sum(map(is_known_heading, row.cells)) if any(map(is_required, row.cells)) else 0
        if count > most or (best is not None and count and _goes_on(best, row, down, is_required)):
            best, most = row, count
    return best


def _goes_on(
    best: WorksheetRow,
    row: WorksheetRow,
    down: Mapping[int, Sequence[Area]],
    is_required: Callable[[str], bool],
) -> bool:
    """Whether a row is the lower half of headings: its needed cell is merged with the one above, and what stands above
    titles what it says.
    """
    column = row.sheet.left + next((i for i, text in enumerate(row.cells) if is_required(text)), 0)
    areas = down.get(column, ())
    if not any(area[0][0] <= best.number and row.number <= area[1][0] for area in areas):
        return False
    return all(own.strip() for above, own in zip(best.cells, row.cells, strict=True) if above.strip())


def table(
    sheet: Worksheet,
    header: WorksheetRow,
    translation: Translation | None = None,
    *,
    ours: bool = False,
    defaults: Mapping[str, str] | None = None,
) -> tuple[WorksheetTable, Headings]:
    """The table below a row of headings, and these. Left out are the rows that a correspondence does, and in a grid of
    ours what is only shown.
    """
    sheet_table = WorksheetTable(sheet, header, defaults=defaults or {})
    ignored_rows: list[WorksheetRow] = []
    is_ignored = translation.row_filter() if translation is not None else None
    for row in sheet.rows(header.number - sheet.top + 1):
        away = is_ignored is not None and any(map(str.strip, row.cells)) and is_ignored(row.cells)
        (ignored_rows if away else sheet_table.rows).append(row)
    naming.apply_displays(header, range(len(header.cells)))
    if ours:
        _leave_legends(sheet_table)
    roles = _roles(sheet_table, translation, ignored_rows)
    unseen.repeat_merges(sheet_table, roles)
    sheet_table.rows = [row for row in sheet_table.rows if any(map(str.strip, row.cells))]
    _leave_unfilled(sheet_table, roles)
    _name_as_shown(sheet_table, roles)
    return sheet_table, roles


def _name_as_shown(sheet_table: WorksheetTable, roles: Headings) -> None:
    """Name people and groups as their cells are seen, and tell the names that a spreadsheet rewrote."""
    columns = [roles.columns[role] for role in naming.NAMING if role in roles.columns]
    for row in sheet_table.rows if sheet_table.sheet.details.displays else ():
        naming.apply_displays(row, columns)
    in_days = naming.of_days(sheet_table.rows, roles.columns.get(GROUPE))
    names = naming.PERSONS - {GROUPE} if in_days else naming.PERSONS
    persons = [index for role, index in roles.columns.items() if role in names]
    sheet_table.diagnostics += naming.persons(sheet_table.rows, persons)


def _leave_unfilled(sheet_table: WorksheetTable, roles: Headings) -> None:
    """Leave out the rows of nobody that hold zeros of empty cells, and say how many."""
    if not sheet_table.sheet.details.blank_zeros:
        return
    unfilled = {row.number: row for row in sheet_table.rows if displays.is_unfilled(row, roles)}
    if unfilled:
        sheet_table.rows = [row for row in sheet_table.rows if row.number not in unfilled]
        place = next(iter(unfilled.values())).place(roles.columns.get(roles.bearer, 0))
        sheet_table.diagnostics.append(Diagnostic(kinds.UNFILLED, place, {"count": len(unfilled)}))


def _roles(
    sheet_table: WorksheetTable, translation: Translation | None, ignored_rows: Sequence[WorksheetRow]
) -> Headings:
    """What each column is: those whose heading the spreadsheet rewrote are none."""
    cells, rewritten = sheet_table.header.cells, naming.headings(sheet_table.header)
    if translation is None:
        sheet_table.diagnostics += rewritten.values()
        return headings(sheet_table, dict.fromkeys(rewritten, ()))
    rewritten = {
        i: each
        for i, each in rewritten.items()
        if not translation.meaning(cells[i]) and not translation.ignores(cells[i])
    }
    sheet_table.diagnostics += [*ignored_row_diagnostics(ignored_rows), *rewritten.values()]
    away: dict[int, tuple[str, ...]] = dict.fromkeys(rewritten, ())
    sheet = sheet_table.sheet
    name = f"{sheet.file}:{sheet.name}"
    roles, diagnostics = translation.headings(sheet_table, name, away, ignored_rows, sheet.name)
    sheet_table.diagnostics += diagnostics
    return roles


def _leave_legends(sheet_table: WorksheetTable) -> None:
    """Leave out the rows that a grid of ours shows below candidates, and tell what was typed there."""
    counters = {i for i, text in enumerate(sheet_table.header.cells) if text.startswith(COUNTER_MARK)}
    candidate_rows: list[WorksheetRow] = []
    for row in sheet_table.rows:
        columns = [i for i, text in enumerate(row.cells) if text.strip() and i not in counters]
        if columns and row.cells[columns[0]].startswith(LEGEND_MARK):
            sheet_table.diagnostics += [grid_findings.stray_cell(row, index) for index in columns[1:]]
        else:
            candidate_rows.append(row)
    sheet_table.rows = candidate_rows


def _down(sheet: Worksheet) -> dict[int, list[Area]]:
    """Areas of one column merged over several rows, by column."""
    by_column: dict[int, list[Area]] = {}
    for area in sheet.merged_areas:
        (top, left), (bottom, right) = area
        if left == right and bottom > top:
            by_column.setdefault(left, []).append(area)
    return by_column


def _fill(row: WorksheetRow, down: Mapping[int, Sequence[Area]]) -> None:
    """Give a row of headings the text of the cells that are merged with one above."""
    sheet = row.sheet
    for column, areas in down.items():
        index = column - sheet.left
        for (top, _), (bottom, _right) in areas:
            if sheet.top <= top < row.number <= bottom and 0 <= index < len(row.cells):
                row.put(index, next(sheet.rows(top - sheet.top, 1)).cells[index])


def one_cell(rows: Iterable[WorksheetRow]) -> list[tuple[str, Place]]:
    """Where headings stand that are one cell together, as what parts them was not told when a text was opened."""
    cells = ((row, index) for row in rows for index, text in enumerate(row.cells) if names_candidat(text))
    return [(N_("the headings stand in this one cell"), row.place(index)) for row, index in islice(cells, 1)]


def sheet_defaults(sheet: Worksheet, translation: Translation) -> dict[str, str]:
    """What the name of a sheet says of all its rows."""
    role = translation.correspondance.nom_de_feuille
    return {} if role is None or role == ELEMENT else {role: sheet.name}


def header_at(
    sheet: Worksheet, translation: Translation, numbers: tuple[int, int], diagnostics: list[Diagnostic]
) -> WorksheetRow | None:
    """The row that a correspondence says to hold the headings; the lower one, with the texts of both, of two."""
    upper, lower = (
        next(sheet.rows(number - 1 - sheet.top, 1), None) if number > sheet.top else None
        for number in numbers
    )
    if lower is not None and any(cell.strip() for cell in lower.cells):
        two = upper is not None and numbers[0] != numbers[1]
        return LowerWorksheetRow.below(upper, lower) if two and upper is not None else lower
    about = {"sheet": f"{sheet.file}:{sheet.name}", "row": numbers[1]}
    diagnostics.append(Diagnostic(kinds.HEADING_ROW_EMPTY, translation.document.place(("entete",)), about))
    return None
