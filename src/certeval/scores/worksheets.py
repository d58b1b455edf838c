"""A sheet of a workbook as a table: where its headings are, which rows are below, whose the merged cells are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from certeval.diagnostics import Diagnostic
from certeval.diagnostics.families import sheets as kinds
from certeval.scores import expected as grid_findings
from certeval.scores import identifiers, naming, unseen
from certeval.scores.besides import COUNTED, SHOWN
from certeval.scores.crossed import CrossedTable, crossed
from certeval.scores.headings import ELEMENT, HEAD_ROWS, Headings, headings
from certeval.scores.translation import Translation, left_out
from certeval.sources.lines import Line
from certeval.sources.workbook.details import Area
from certeval.sources.workbook.reading import LowerWorksheetRow, Worksheet, WorksheetRow


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
    found = WorksheetTable(sheet, header, given=given or {})
    leaving = translation.leaving() if translation is not None else None
    left: list[WorksheetRow] = []
    for row in sheet.rows(header.number - sheet.top + 1):
        away = leaving is not None and any(map(str.strip, row.cells)) and leaving(row.cells)
        (left if away else found.rows).append(row)
    naming.shown(header, range(len(header.cells)))
    roles = _roles(found, translation, left, _set_aside(found) if ours else set())
    read = unseen.used(roles)
    found.diagnostics += [
        unseen.hidden_by_merge(*each) for each in unseen.covered([header, *found.rows]) if each[1] in read
    ]
    found.diagnostics += unseen.merges(found, roles)
    found.rows = [row for row in found.rows if any(map(str.strip, row.cells))]
    columns = [roles.columns[role] for role in naming.NAMING if role in roles.columns]
    for row in found.rows if sheet.details.shown else ():
        naming.shown(row, columns)
    persons = [index for role, index in roles.columns.items() if role in naming.PERSONS]
    found.diagnostics += naming.persons(found.rows, persons)
    found.diagnostics += unseen.findings(found, roles)
    return found, roles


def _roles(
    found: WorksheetTable, translation: Translation | None, left: Sequence[WorksheetRow], aside: set[int]
) -> Headings:
    """What each column is. Those set aside, and those whose heading the spreadsheet rewrote, are none."""
    cells, rewritten = found.header.cells, naming.headings(found.header)
    if translation is None:
        found.diagnostics += rewritten.values()
        return headings(found, dict.fromkeys((*aside, *rewritten), ()))
    rewritten = {
        i: each
        for i, each in rewritten.items()
        if not translation.meaning(cells[i]) and not translation.ignored(cells[i])
    }
    found.diagnostics += [*left_out(left), *rewritten.values()]
    away: dict[int, tuple[str, ...]] = dict.fromkeys((*aside, *rewritten), ())
    roles, told = translation.headings(found, found.name, away, left, found.sheet.name)
    found.diagnostics += told
    return roles


def _set_aside(found: WorksheetTable) -> set[int]:
    """The columns of a grid of ours that count, in which words that were typed over a count are told; the rows that it
    shows below candidates are taken out of the table.
    """
    counters = {i for i, text in enumerate(found.header.cells) if text.strip().startswith(COUNTED.strip())}
    kept: list[WorksheetRow] = []
    for row in found.rows:
        filled = [i for i, text in enumerate(row.cells) if text.strip() and i not in counters]
        if filled and row.cells[filled[0]].startswith(SHOWN):
            found.diagnostics += [grid_findings.astray(row, index) for index in filled[1:]]
        else:
            kept.append(row)
            typed = [i for i in sorted(counters) if not _counts(row.cells[i])]
            found.diagnostics += [grid_findings.astray(row, index) for index in typed]
    found.rows = kept
    return counters


def _counts(text: str) -> bool:
    """Whether a cell may be a count: a whole number, nothing, or a formula that has no result."""
    typed = text.strip()
    return not typed or typed.isdecimal() or identifiers.failed(typed)


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
                row.put(column - sheet.left, above.cells[column - sheet.left])


def unheaded(
    sheet: Worksheet, known: Callable[[str], bool], telling: Callable[[str], bool]
) -> tuple[Line, Headings] | None:
    """What looks like headings without a candidate: the row with the most known words, one of them `telling`."""
    rows = [row for row in sheet.rows(0, HEAD_ROWS) if any(map(telling, row.cells))]
    if not rows:
        return None
    header = max(rows, key=lambda row: sum(map(known, row.cells)))
    return header, headings(WorksheetTable(sheet, header))


def given(sheet: Worksheet, translation: Translation) -> dict[str, str]:
    """What the name of a sheet says of all its rows."""
    role = translation.declared.nom_de_feuille
    return {} if role is None or role == ELEMENT else {role: sheet.name}


def crossed_table(
    sheet: Worksheet, translation: Translation, number: int, told: list[Diagnostic]
) -> tuple[CrossedTable, Headings]:
    """The crossings of a sheet that has a column a candidate, below a row by its number from 1."""
    rows = list(sheet.rows(number - 1 - sheet.top)) if number > sheet.top else []
    if rows:
        naming.shown(rows[0], range(len(rows[0].cells)))
    name = f"{sheet.file}:{sheet.name}"
    found, roles, parts = crossed(rows, translation, name, sheet.file, given(sheet, translation))
    if found.header is not None:
        below = [row for row in rows[1:] if any(row is each for each in parts.elements)]
        columns = tuple((index, text) for index, text in enumerate(rows[0].cells) if text.strip())
        marked = WorksheetTable(sheet, rows[0], below)
        told += [*unseen.of_columns(marked, columns), *unseen.hidden_rows(marked)]
    return found, roles


def header_at(
    sheet: Worksheet, translation: Translation, numbers: tuple[int, int], told: list[Diagnostic]
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
    told.append(Diagnostic(kinds.HEADING_ROW_EMPTY, translation.document.place(("entete",)), about))
    return None
