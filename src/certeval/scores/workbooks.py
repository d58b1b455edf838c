"""A workbook as a score sheet: which of its sheets hold scores, and what it says once for all of them."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import BinaryIO

from certeval.diagnostics import Diagnostic, Place, has_errors
from certeval.diagnostics.families import sheets as kinds
from certeval.frozen import frozen
from certeval.referentiel import other_files
from certeval.scores import grid_contents, naming, sheets, unseen
from certeval.scores.crosstab import read_crosstab
from certeval.scores.filled_grid import HEADINGS, FilledGrid, form, grid_of, guard_candidates
from certeval.scores.grid_contents import TableContents
from certeval.scores.grids import CANDIDAT as BY_CANDIDATE
from certeval.scores.grids import IDENTITY_SHEET, LISTS_SHEET, is_unchanged
from certeval.scores.groups import GROUPE
from certeval.scores.headings import (
    CANDIDAT,
    ELEMENT,
    HEAD_ROWS,
    VALEUR,
    Headings,
    headings,
    is_heading,
)
from certeval.scores.merge import Collector
from certeval.scores.other_workbooks import kind_of_workbook
from certeval.scores.sheets import MOST_NAMES, PlacedText, TableSheet
from certeval.scores.translation import Translation
from certeval.scores.unseen import WorksheetTable
from certeval.scores.worksheets import header_at, header_row, one_cell, sheet_defaults, table, unseen_findings
from certeval.sources.lines import Lines, LineTable
from certeval.sources.workbook.worksheets import Workbook, Worksheet, parse, unguard_sheet
from certeval.text.days import day
from certeval.text.nearest import fold, nearest, suggestion


@frozen
class WorkbookSheet(TableSheet):
    """A workbook.

    `aside` are the visible sheets without the headings of a table: what they hold is told once codes are known.
    """

    aside: tuple[Worksheet, ...] = ()
    grid: FilledGrid | None = None
    form: str = ""
    """What the bytes are (xlsx, ods, xls); nothing where they can't be read."""

    @property
    def layout(self) -> str:
        if self.grid is not None and self.grid.identity.disposition == BY_CANDIDATE:
            return BY_CANDIDATE
        return self.tables[0][1].layout if self.tables else ""

    def referentiel_names(self) -> Iterator[PlacedText]:
        """The référentiels that the grid's identity and the rows name."""
        if self.grid is not None and self.grid.identity.referentiel:
            yield self.grid.identity.referentiel, self.grid.places["referentiel"]
        yield from TableSheet.referentiel_names(self)

    def days(self) -> Iterator[tuple[date, Place]]:
        if self.grid is not None and (when := day(self.grid.identity.date)):
            yield when, self.grid.places["date"]
        yield from TableSheet.days(self)

    def session(self) -> dict[str, str] | None:
        if self.grid is None:
            return TableSheet.session(self)
        identity = self.grid.identity
        texts = {"code": identity.session, "date": identity.date, "jury": identity.jury}
        return {key: text for key, text in texts.items() if text} or None

    def tell(self, collector: Collector) -> None:
        is_element = collector.referentiel.is_entered
        tables = [(each, roles) for each, roles in self.tables if isinstance(each, WorksheetTable)]
        findings = [finding for each, roles in tables for finding in unseen_findings(each, roles, is_element)]
        collector.reports.take([*self.diagnostics, *findings])

    def put(self, collector: Collector) -> set[str]:
        candidate_sets = [sheets.put(each, roles, collector) for each, roles in self.tables]
        collector.reports.findings.extend(naming.elements(self._numbers(), collector.referentiel))
        self._check_grid(collector, candidate_sets)
        self._tell_aside(collector)
        return set().union(*candidate_sets)

    def _numbers(self) -> Iterator[PlacedText]:
        """The cells that name an element by a number: a spreadsheet keeps neither its first zeros nor its last."""
        for each, roles in self.tables:
            if isinstance(each, WorksheetTable) and roles.layout == "long":
                at = roles.columns.get(ELEMENT)
                yield from naming.numbers(each.rows, [] if at is None else [at])
            elif isinstance(each, WorksheetTable):
                yield from naming.numbers([each.header], [index for index, _ in roles.others])

    def _tell_aside(self, collector: Collector) -> None:
        """Say of each sheet left out that it is, or what its table lacks where it has one."""

        def names_element(text: str) -> bool:
            code = collector.referentiel.resolve(text) if text.strip() else None
            return code in collector.referentiel.entries or fold(text) in {ELEMENT, VALEUR}

        def is_known(text: str) -> bool:
            return is_heading(text) or names_element(text)

        if not self.tables and has_errors(list(self.diagnostics)):
            return
        for sheet in self.aside:
            rows = list(sheet.rows(0, HEAD_ROWS))
            hidden = [each for each in unseen.cells_under_merges(rows) if is_known(each[0].cells[each[1]])]
            header = header_row(sheet, is_known, names_element)
            if hidden:
                collector.reports.findings.append(unseen.hidden_by_merge(*hidden[0]))
            elif header and (wrong := headings(WorksheetTable(sheet, header)).diagnostics):
                collector.reports.findings.extend(wrong)
            elif sheet.values and not self.tables:
                link = one_cell(rows)
                collector.reports.add(kinds.NO_CANDIDATE_COLUMN, rows[0].place(0), {}, *link)
            elif sheet.values:
                collector.reports.add(kinds.SHEET_LEFT_OUT, rows[0].place(0), {"sheet": sheet.name})
        is_told = any(each.kind is kinds.HIDDEN_SHEET for each in self.diagnostics)
        if not self.tables and not is_told and not any(sheet.values for sheet in self.aside):
            collector.reports.add(kinds.EMPTY, Place(self.file), {})

    def _check_grid(self, collector: Collector, candidate_sets: Sequence[set[str]]) -> None:
        """Whether a grid holds all that it was made for, and its référentiel's file is the one it was made from."""
        if self.grid is None:
            return
        identity, referentiel = self.grid.identity, collector.referentiel
        findings, grid_sheets = collector.reports.findings, self.grid.grid_sheets
        tables: list[TableContents] = []
        for (each, roles), candidates in zip(self.tables, candidate_sets, strict=True):
            findings.extend(grid_contents.cells_above(each, roles, referentiel))
            tables.append(grid_contents.table_contents(each, roles, candidates, referentiel))
        findings.extend(grid_contents.absent_candidates(grid_sheets, tables))
        reference = f"{referentiel.code}@{referentiel.version}"
        if identity.referentiel == reference and is_unchanged(
            referentiel, identity.empreinte, identity.empreinte_sens
        ):
            absent = grid_contents.absent_elements(identity, grid_sheets, tables, referentiel, self.file)
            findings.extend(absent)
            for each, roles in self.tables:
                findings.extend(grid_contents.moved_codes(each, roles, referentiel))
            return
        there = {each.top.sheet for each in tables} | {each.name for each in self.aside}
        findings.extend(grid_contents.absent_sheets(grid_sheets, there, self.file))
        if identity.referentiel == reference and identity.empreinte:
            place = self.grid.places["empreinte"]
            collector.reports.add(kinds.OTHER_DIGEST, place, {"referentiel": reference})


def open_sheet(
    stream: BinaryIO, file: str, digest: str, translation: Translation | None = None
) -> WorkbookSheet:
    """The tables of the workbook that a stream holds. Raises ImportError where what reads them is not installed."""
    book = parse(stream, file)
    if book.diagnostics:
        return WorkbookSheet(file, digest, diagnostics=tuple(book.diagnostics))
    other = kind_of_workbook(book)
    if other is not None and (translation is None or other is other_files.CLASSEUR):
        diagnostic = other_files.diagnostic(other, other_files.SHEET, Place(file))
        return WorkbookSheet(file, digest, diagnostics=(diagnostic,))
    grid, diagnostics = grid_of(book)
    if grid is None and has_errors(diagnostics):
        return WorkbookSheet(file, digest, diagnostics=tuple(diagnostics))
    if grid is not None and translation is not None:
        diagnostics.append(Diagnostic(kinds.GRID_AS_IT_STANDS, grid.places["referentiel"]))
    tables: list[tuple[Lines, Headings]] = []
    aside: list[Worksheet] = []
    for worksheet in _read(book, grid, translation, diagnostics):
        sheet = unguard_sheet(worksheet) if grid is None else guard_candidates(worksheet, grid)
        table_and_roles = _table(sheet, grid, translation, diagnostics)
        if table_and_roles is None:
            aside.append(sheet)
        else:
            each, roles = table_and_roles
            tables.append(table_and_roles)
            diagnostics += [*each.diagnostics, *roles.diagnostics]
    return WorkbookSheet(file, digest, tuple(tables), tuple(diagnostics), "", tuple(aside), grid, book.form)


def _read(
    book: Workbook, grid: FilledGrid | None, translation: Translation | None, diagnostics: list[Diagnostic]
) -> list[Worksheet]:
    """The sheets that are read: those that people see; of a grid, those that it names even if hidden since."""
    sheet_name = translation.correspondance.feuille if translation is not None and grid is None else None
    if translation is not None and sheet_name is not None:
        selection = [each for each in book.sheets if fold(each.name) == fold(sheet_name)]
        if not selection:
            names = tuple(each.name for each in book.sheets)
            arguments = {"sheet": sheet_name, "file": book.file, "headings": names[:MOST_NAMES]}
            place, hint = translation.document.place(("feuille",)), suggestion(nearest(sheet_name, names))
            diagnostics.append(Diagnostic(kinds.SHEET_NOT_THERE, place, {**arguments, **hint}))
        return selection
    worksheets: list[Worksheet] = []
    for sheet in book.sheets:
        if grid is not None and sheet.name in {IDENTITY_SHEET, LISTS_SHEET}:
            continue
        if sheet.visible or (grid is not None and sheet.name in grid.sheets):
            worksheets.append(sheet)
        elif sheet.values:
            place = sheet.place(sheet.top, sheet.left)
            diagnostics.append(Diagnostic(kinds.HIDDEN_SHEET, place, {"sheet": sheet.name}))
    return worksheets


def _table(
    sheet: Worksheet, grid: FilledGrid | None, translation: Translation | None, diagnostics: list[Diagnostic]
) -> tuple[WorksheetTable | LineTable, Headings] | None:
    """The table of a sheet; None where it has no headings of one."""
    if grid is not None:
        translation = None
        if (by_candidate := form(sheet, grid.defaults)) is not None:
            return by_candidate, HEADINGS
    if translation is not None and (croise := translation.correspondance.croise) is not None:
        return read_crosstab(sheet, translation, croise.candidats, diagnostics)
    is_known_heading, is_required = is_heading, lambda text: fold(text) == CANDIDAT
    if translation is not None:
        is_known_heading, is_required = translation.is_heading, translation.names_candidate
    header = header_row(sheet, is_known_heading, is_required) or header_row(
        sheet, is_known_heading, lambda text: fold(text) == GROUPE
    )
    if translation is not None and (rows := translation.correspondance.rows()) is not None:
        header = header_at(sheet, translation, rows, diagnostics)
    if header is None:
        return None
    defaults = grid.defaults if grid is not None else {}
    if translation is not None:
        defaults = sheet_defaults(sheet, translation)
    return table(sheet, header, translation, ours=grid is not None, defaults=defaults)
