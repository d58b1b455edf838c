"""A workbook as a score sheet: which of its sheets hold scores, and what it says once for all of them."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import BinaryIO

from certeval.diagnostics import Diagnostic, Place, has_errors
from certeval.diagnostics.families import sheets as kinds
from certeval.frozen import frozen
from certeval.scores import expected, naming, sheets, unseen
from certeval.scores.crossed import CrossedTable
from certeval.scores.expected import TableContents
from certeval.scores.filled_grid import HEADINGS, Filled, FilledSheet, filled, form
from certeval.scores.grids import CANDIDAT as BY_CANDIDATE
from certeval.scores.grids import IDENTITY_SHEET, LISTS_SHEET
from certeval.scores.groups import GROUPE
from certeval.scores.headings import CANDIDAT, ELEMENT, HEAD_ROWS, VALEUR, Headings, is_heading
from certeval.scores.merge import Gathering
from certeval.scores.sheets import Named
from certeval.scores.translation import Translation
from certeval.scores.worksheets import (
    WorksheetTable,
    crossed_table,
    given,
    headed,
    header_at,
    table,
    unheaded,
)
from certeval.sources.lines import Lines
from certeval.sources.workbook.reading import Workbook, Worksheet, parse
from certeval.text.days import day
from certeval.text.nearest import fold, nearest, suggestion

MOST_NAMED = 12


@frozen
class WorkbookSheet:
    """A workbook, the headings of its tables understood, their cells not yet.

    `aside` are the visible sheets without the headings of a table: what they hold is told once codes are known.
    """

    file: str
    digest: str
    tables: tuple[tuple[Lines, Headings], ...] = ()
    aside: tuple[Worksheet, ...] = ()
    grid: Filled | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    form: str = ""
    """What the bytes are (xlsx, ods, xls); nothing where they can't be read."""
    encoding: str = ""

    @property
    def layout(self) -> str:
        if self.grid is not None and self.grid.identity.disposition == BY_CANDIDATE:
            return BY_CANDIDATE
        return self.tables[0][1].layout if self.tables else ""

    def named(self) -> Iterator[Named]:
        """The référentiels that the grid's identity and the rows name."""
        if self.grid is not None and self.grid.identity.referentiel:
            yield self.grid.identity.referentiel, self.grid.places["referentiel"]
        for each, roles in self.tables:
            yield from sheets.texts(each, roles, "referentiel")

    def days(self) -> Iterator[tuple[date, Place]]:
        if self.grid is not None and (when := day(self.grid.identity.date)):
            yield when, self.grid.places["date"]
        for each, roles in self.tables:
            yield from sheets.days(each, roles)

    def session(self) -> dict[str, str] | None:
        if self.grid is not None:
            identity = self.grid.identity
            said = {"code": identity.session, "date": identity.date, "jury": identity.jury}
            return {key: text for key, text in said.items() if text} or None
        found = [one for each, roles in self.tables if (one := sheets.session(each, roles))]
        return found[0] if found and all(one == found[0] for one in found) else None

    def elements(self) -> Iterator[Named]:
        for each, roles in self.tables:
            yield from sheets.elements(each, roles)

    def tell(self, gathering: Gathering) -> None:
        gathering.reports.take(self.diagnostics)

    def put(self, gathering: Gathering) -> set[str]:
        for each, roles in self.tables:
            if isinstance(each, WorksheetTable) and roles.left:
                left = roles.left_and_read(gathering.referentiel.is_entered)
                gathering.reports.findings.extend(unseen.of_columns(each, left))
        found = [sheets.put(each, roles, gathering) for each, roles in self.tables]
        gathering.reports.findings.extend(naming.elements(self._numbers(), gathering.referentiel))
        self._check_grid(gathering, found)
        self._tell_aside(gathering)
        return set().union(*found)

    def _numbers(self) -> Iterator[Named]:
        """The cells that name an element by a number: a spreadsheet keeps neither its first zeros nor its last."""
        for each, roles in self.tables:
            if isinstance(each, WorksheetTable) and roles.layout == "long":
                yield from naming.numbers(
                    each.rows, [roles.columns[ELEMENT]] if ELEMENT in roles.columns else []
                )
            elif isinstance(each, WorksheetTable):
                yield from naming.numbers([each.header], [index for index, _ in roles.others])

    def top(self) -> Place:
        header = self.tables[0][0].header if self.tables else None
        return header.place(0) if header is not None else Place(self.file)

    def _tell_aside(self, gathering: Gathering) -> None:
        """Say of each sheet left out that it is, or what its table lacks where it has one."""

        def telling(text: str) -> bool:
            code = gathering.referentiel.resolve(text) if text.strip() else None
            return code in gathering.referentiel.entries or fold(text) in {ELEMENT, VALEUR}

        if not self.tables and has_errors(list(self.diagnostics)):
            return
        for sheet in self.aside:
            rows = list(sheet.rows(0, HEAD_ROWS))
            hidden = [
                each
                for each in unseen.covered(rows)
                if is_heading(text := each[0].cells[each[1]]) or telling(text)
            ]
            found = unheaded(sheet, lambda text: is_heading(text) or telling(text), telling)
            if hidden:
                gathering.reports.findings.append(unseen.hidden_by_merge(*hidden[0]))
            elif found is not None and found[1].diagnostics:
                gathering.reports.findings.extend(found[1].diagnostics)
            elif sheet.values and not self.tables:
                gathering.reports.add(kinds.NO_CANDIDATE_COLUMN, rows[0].place(0), {})
            elif sheet.values:
                gathering.reports.add(kinds.SHEET_LEFT_OUT, rows[0].place(0), {"sheet": sheet.name})
        if not self.tables and not any(sheet.values for sheet in self.aside):
            gathering.reports.add(kinds.EMPTY, Place(self.file), {})

    def _check_grid(self, gathering: Gathering, found: Sequence[set[str]]) -> None:
        """Whether a grid holds all that it was made for, and its référentiel's file is the one it was made from."""
        if self.grid is None:
            return
        identity, referentiel = self.grid.identity, gathering.referentiel
        tables: list[TableContents] = []
        for (each, roles), candidates in zip(self.tables, found, strict=True):
            if isinstance(each, WorksheetTable | FilledSheet):
                gathering.reports.findings.extend(expected.above(each, roles, referentiel))
                tables.append(expected.held(each, roles, candidates, referentiel))
        gathering.reports.findings.extend(expected.candidates_gone(self.grid.wanted, tables))
        applied = f"{referentiel.code}@{referentiel.version}"
        if identity.referentiel == applied and identity.empreinte == referentiel.digest:
            wanted = self.grid.wanted
            gathering.reports.findings.extend(
                expected.elements_gone(identity, wanted, tables, referentiel, self.file)
            )
            return
        there = {each.table.sheet.name for each in tables} | {each.name for each in self.aside}
        gathering.reports.findings.extend(expected.sheets_gone(self.grid.wanted, there, self.file))
        if identity.referentiel == applied and identity.empreinte:
            gathering.reports.add(kinds.OTHER_DIGEST, self.grid.places["empreinte"], {"referentiel": applied})


def opened(stream: BinaryIO, file: str, digest: str, translation: Translation | None = None) -> WorkbookSheet:
    """The tables of the workbook that a stream holds. Raises ImportError where what reads them is not installed."""
    book = parse(stream, file)
    if book.diagnostics:
        return WorkbookSheet(file, digest, diagnostics=tuple(book.diagnostics))
    grid, told = filled(book)
    if grid is None and has_errors(told):
        return WorkbookSheet(file, digest, diagnostics=tuple(told))
    if grid is not None and translation is not None:
        told.append(Diagnostic(kinds.GRID_AS_IT_STANDS, grid.places["referentiel"]))
    tables: list[tuple[Lines, Headings]] = []
    aside: list[Worksheet] = []
    for sheet in _read(book, grid, translation, told):
        found = _table(sheet, grid, translation, told)
        if found is None:
            aside.append(sheet)
        else:
            each, roles = found
            tables.append(found)
            told += [*each.diagnostics, *roles.diagnostics]
    return WorkbookSheet(file, digest, tuple(tables), tuple(aside), grid, tuple(told), book.form)


def _read(
    book: Workbook, grid: Filled | None, translation: Translation | None, told: list[Diagnostic]
) -> list[Worksheet]:
    """The sheets that are read: those that people see; of a grid, those that it names even if hidden since."""
    wanted = translation.declared.feuille if translation is not None and grid is None else None
    if translation is not None and wanted is not None:
        chosen = [each for each in book.sheets if fold(each.name) == fold(wanted)]
        if not chosen:
            names = tuple(each.name for each in book.sheets)
            about = {"sheet": wanted, "file": book.file, "headings": names[:MOST_NAMED]}
            place, meant = translation.document.place(("feuille",)), suggestion(nearest(wanted, names))
            told.append(Diagnostic(kinds.SHEET_NOT_THERE, place, {**about, **meant}))
        return chosen
    found: list[Worksheet] = []
    for sheet in book.sheets:
        if grid is not None and sheet.name in {IDENTITY_SHEET, LISTS_SHEET}:
            continue
        if sheet.visible or (grid is not None and sheet.name in grid.sheets):
            found.append(sheet)
        elif sheet.values:
            told.append(
                Diagnostic(kinds.HIDDEN_SHEET, sheet.place(sheet.top, sheet.left), {"sheet": sheet.name})
            )
    return found


def _table(
    sheet: Worksheet, grid: Filled | None, translation: Translation | None, told: list[Diagnostic]
) -> tuple[WorksheetTable | FilledSheet | CrossedTable, Headings] | None:
    """The table of a sheet; None where it has no headings of one."""
    if grid is not None:
        translation = None
        if (by_candidate := form(sheet, grid.given)) is not None:
            return by_candidate, HEADINGS
    if translation is not None and (crossing := translation.declared.croise) is not None:
        return crossed_table(sheet, translation, crossing.candidats, told)
    known, needed = is_heading, _names_candidate
    if translation is not None:
        known, needed = translation.is_heading, translation.names_candidate
    header = headed(sheet, known, needed) or headed(sheet, known, lambda text: fold(text) == GROUPE)
    if translation is not None and (rows := translation.declared.rows()) is not None:
        header = header_at(sheet, translation, rows, told)
    if header is None:
        return None
    said = grid.given if grid is not None else {}
    if translation is not None:
        said = given(sheet, translation)
    return table(sheet, header, translation, ours=grid is not None, given=said)


def _names_candidate(text: str) -> bool:
    return fold(text) == CANDIDAT
