"""A sheet of a workbook as a table: where its headings are, which rows are below, whose the merged cells are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from certeval.diagnostics import Diagnostic
from certeval.diagnostics.families import sheets as kinds
from certeval.scores.grids import SHOWN
from certeval.scores.headings import VALEUR, Headings, headings
from certeval.scores.mapping import Translation
from certeval.sources.lines import Line
from certeval.sources.workbook.details import Area, cell_name, letters
from certeval.sources.workbook.reading import Worksheet, WorksheetRow

HEAD_ROWS = 50
"""Rows among which the headings are looked for: titles and legends stand above."""
NOT_REPEATED = frozenset({VALEUR, "commentaire", "tentative"})
"""What a cell merged over several rows does not say of each of them."""


@dataclass(slots=True)
class WorksheetTable:
    """The headings and rows of one sheet, and what is wrong with them so far."""

    sheet: Worksheet
    header: WorksheetRow
    rows: list[WorksheetRow] = field(default_factory=list)
    given: Mapping[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.sheet.file}:{self.sheet.name}"


def headed(
    sheet: Worksheet, known: Callable[[str], bool], needed: Callable[[str], bool]
) -> WorksheetRow | None:
    """The row of a sheet's headings: of the first ones with a `needed` cell, the one with the most `known`."""
    best: WorksheetRow | None = None
    most = 0
    down = _down(sheet)
    for row in sheet.rows(0, HEAD_ROWS):
        _fill(row, down)
        count = sum(map(known, row.cells)) if any(map(needed, row.cells)) else 0
        if count > most or (best is not None and count == most and _goes_on(best, row, down, needed)):
            best, most = row, count
    return best


def _goes_on(
    best: WorksheetRow, row: WorksheetRow, down: Mapping[int, Sequence[Area]], needed: Callable[[str], bool]
) -> bool:
    """Whether a row is the lower half of headings: its needed cell is merged with the one above."""
    column = row.sheet.left + next((i for i, text in enumerate(row.cells) if needed(text)), 0)
    areas = down.get(column, ())
    return any(area[0][0] <= best.number and row.number <= area[1][0] for area in areas)


def table(
    sheet: Worksheet,
    header: WorksheetRow,
    translation: Translation | None = None,
    *,
    ours: bool = False,
    given: Mapping[str, str] | None = None,
) -> tuple[WorksheetTable, Headings]:
    """The table below a row of headings, and its headings. In a grid of ours, what is only shown is left out."""
    width = next((i for i, text in enumerate(header.cells) if not text.strip()), len(header.cells))
    if ours:
        del header.cells[width:]
    else:
        width = len(header.cells)
    found = WorksheetTable(sheet, header, given=given or {})
    for row in sheet.rows(header.number - sheet.top + 1):
        cells = row.cells
        if ours and cells[0].startswith(SHOWN):
            break
        del cells[width:]
        found.rows.append(row)
    ignored: set[int] = set()
    if translation is not None:
        ignored, told = translation.head(header, found.name)
        found.diagnostics += told
    roles = headings(found, ignored)
    _merges(found, roles)
    found.rows = [row for row in found.rows if "".join(row.cells).strip()]
    if translation is not None:
        translation.body(found.rows, roles)
    found.diagnostics += [*_formulas(found, roles), *_hidden(found, roles)]
    return found, roles


def _down(sheet: Worksheet) -> dict[int, list[Area]]:
    """Areas of one column merged over several rows, by column."""
    found: dict[int, list[Area]] = {}
    for area in sheet.merged:
        (top, left), (bottom, right) = area
        if left == right and bottom > top:
            found.setdefault(left, []).append(area)
    return found


def _fill(row: WorksheetRow, down: Mapping[int, Sequence[Area]]) -> None:
    """Give a row of headings the text of the cells that are merged with one above."""
    sheet = row.sheet
    for column, areas in down.items():
        for (top, _), (bottom, _right) in areas:
            if (
                top < row.number <= bottom
                and top - sheet.top >= 0
                and 0 <= column - sheet.left < len(row.cells)
            ):
                above = next(sheet.rows(top - sheet.top, 1))
                row.cells[column - sheet.left] = above.cells[column - sheet.left]


def _merges(found: WorksheetTable, roles: Headings) -> None:
    """Repeat what is merged over several rows where it names whom they are about; tell the other merges."""
    sheet, first = found.sheet, found.header.number + 1
    by_number = {row.number: row for row in found.rows}
    repeated = {index for role, index in roles.columns.items() if role not in NOT_REPEATED}
    used = {*roles.columns.values(), *(index for index, _ in roles.others)}
    for (top, left), (bottom, right) in sheet.merged:
        row = by_number.get(top)
        columns = {column - sheet.left for column in range(left, right + 1)}
        if top < first or row is None or not columns & used:
            continue
        column = left - sheet.left
        value = row.cells[column].strip() if 0 <= column < len(row.cells) else ""
        if not value or roles.columns.get("commentaire") == column:
            continue
        if columns <= repeated and left == right:
            for number in range(top + 1, bottom + 1):
                if number in by_number:
                    by_number[number].cells[column] = row.cells[column]
        else:
            area = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
            place = sheet.place(top, left)
            found.diagnostics.append(Diagnostic(kinds.MERGED, place, {"area": area, "value": value}))


def _formulas(found: WorksheetTable, roles: Headings) -> Iterator[Diagnostic]:
    """Formulas without a result where they should say who, or what: those of values are told as any value."""
    sheet = found.sheet
    named = {index: role for role, index in roles.columns.items() if role not in {VALEUR, "commentaire"}}
    rows = {row.number for row in found.rows}
    for (row, column), text in sorted(sheet.details.texts.items()):
        role = named.get(column - sheet.left)
        if role is not None and row in rows:
            about = {"value": text, "heading": role}
            yield Diagnostic(kinds.FORMULA_AS_NAME, sheet.place(row, column), about)


def _hidden(found: WorksheetTable, roles: Headings) -> Iterator[Diagnostic]:
    """What the spreadsheet hides of the table, and is read."""
    sheet = found.sheet
    used = {*roles.columns.values(), *(index for index, _ in roles.others)}
    columns = sorted({index + sheet.left for index in used} & sheet.details.hidden_columns)
    if columns:
        names = {"columns": tuple(map(letters, columns))}
        yield Diagnostic(kinds.HIDDEN_COLUMNS, sheet.place(found.header.number, columns[0]), names)
    rows = sorted({row.number for row in found.rows} & sheet.details.hidden_rows)
    if rows:
        numbers = {"rows": tuple(str(row + 1) for row in rows)}
        yield Diagnostic(kinds.HIDDEN_ROWS, sheet.place(rows[0], sheet.left), numbers)


def unheaded(
    sheet: Worksheet, known: Callable[[str], bool], telling: Callable[[str], bool]
) -> tuple[Line, Headings] | None:
    """What looks like headings without a candidate: the row with the most known words, one of them `telling`."""
    rows = [row for row in sheet.rows(0, HEAD_ROWS) if any(map(telling, row.cells))]
    if not rows:
        return None
    header = max(rows, key=lambda row: sum(map(known, row.cells)))
    return header, headings(WorksheetTable(sheet, header))
