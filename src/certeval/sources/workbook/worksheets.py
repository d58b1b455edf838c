"""A workbook's bytes to worksheets: rows of text, each cell at its place, with what the values don't say."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import BinaryIO, TypeVar

from certeval.diagnostics import Diagnostic, Place, Span
from certeval.diagnostics.families import sheets as kinds
from certeval.frozen import frozen
from certeval.sources.bounds import silence
from certeval.sources.lines import join_headings
from certeval.sources.row import may_guard, unguard
from certeval.sources.workbook import biff, ods, package, values, xlsx
from certeval.sources.workbook.container import Container, Unreadable, container
from certeval.sources.workbook.details import Area, At, Details, cell_name
from certeval.sources.workbook.references import keep_zeros
from certeval.sources.workbook.values import NUMBERS, Rows

Each = TypeVar("Each")
Sheets = list[tuple[str, bool, tuple[int, int], Rows, list[Area]]]


@dataclass(slots=True)
class WorksheetRow:
    """A row of a worksheet: its cells as text, of which the first stands in the sheet's first column used. They are
    those of the sheet, not copies of them, until one is given another text.
    """

    sheet: "Worksheet"
    cells: tuple[str, ...]
    number: int
    """From 0."""

    @property
    def file(self) -> str:
        return self.sheet.file

    def place(self, index: int) -> Place:
        """Where a cell stands."""
        return self.sheet.place(self.number, self.sheet.left + index)

    def at(self, index: int) -> At:
        """The row and the column of a cell, from 0."""
        return self.number, self.sheet.left + index

    def is_guarded(self, index: int) -> bool:
        """Whether a cell was written with the quote that keeps a spreadsheet from running it."""
        return self.at(index) in self.sheet.guards

    def put(self, index: int, text: str) -> None:
        """Give a cell another text than the sheet's."""
        self.cells = (*self.cells[:index], text, *self.cells[index + 1 :])


@dataclass(slots=True)
class LowerWorksheetRow(WorksheetRow):
    """The lower of two rows of headings, with the texts of both: each stands in it, or above where it has none."""

    own: tuple[bool, ...] = ()
    """Whether each cell has a text in this row."""

    @classmethod
    def below(cls, upper: WorksheetRow, lower: WorksheetRow) -> "LowerWorksheetRow":
        sheet = lower.sheet
        ends = {right + 1 - sheet.left for (top, _), (_, right) in sheet.merged_areas if top == upper.number}
        own = tuple(bool(text.strip()) for text in lower.cells)
        return cls(sheet, tuple(join_headings(upper.cells, lower.cells, ends)), lower.number, own)

    def place(self, index: int) -> Place:
        above = not any(self.own[index : index + 1])
        return self.sheet.place(self.number - above, self.sheet.left + index)


@dataclass(frozen=True)
class Worksheet:
    """One sheet. `top` and `left` are the row and column, from 0, of the first value; `values` are the texts of each
    row, `types` what each was; `merged_areas` areas are absolute.
    """

    file: str
    name: str
    visible: bool
    top: int
    left: int
    values: list[tuple[str, ...]]
    types: list[tuple[type, ...]]
    merged_areas: list[Area]
    details: Details
    guards: frozenset[At] = frozenset()
    """The cells, by row and column, that had the quote of an export, which `values` are without."""

    def place(self, row: int, column: int) -> Place:
        """The place of a cell by its row and column, from 0."""
        span = Span(row + 1, column + 1, row + 1, column + 2)
        return Place(self.file, span, self.name, cell_name(row, column))

    def value(self, row: int, column: int) -> tuple[str, type]:
        """The text and the type of a cell's value by its row and column, from 0; an empty text beyond those used."""
        row, column = row - self.top, column - self.left
        inside = 0 <= row < len(self.values) and 0 <= column < len(self.values[row])
        return (self.values[row][column], self.types[row][column]) if inside else ("", str)

    @cached_property
    def _own_columns(self) -> dict[int, list[int]]:
        """The columns of each row whose text is not its value's alone."""
        by_row: dict[int, list[int]] = {}
        for row, column in (*self.details.texts, *self.details.percents, *self.details.alone):
            by_row.setdefault(row, []).append(column)
        return by_row

    def rows(self, first: int = 0, count: int | None = None) -> Iterator[WorksheetRow]:
        """The rows from one on, by its position among those used; empty ones too."""
        apart = self._own_columns
        last = None if count is None else first + count
        for number, cells in enumerate(self.values[first:last], self.top + first):
            row = WorksheetRow(self, cells, number)
            for column in apart.get(number, ()):
                if 0 <= column - self.left < len(cells):
                    row.put(column - self.left, self.text(number, column))
            yield row

    def text(self, row: int, column: int) -> str:
        """The text of a cell as its row gives it."""
        at = row, column
        detail = self.details.texts.get(at, self.details.alone.get(at))
        if detail is not None:
            return detail
        text, type_ = self.value(row, column)
        return values.percent(text) if at in self.details.percents and type_ in NUMBERS else text


@frozen
class Workbook:
    """A workbook as read: no sheet where it can't be, and then why."""

    file: str
    form: str
    sheets: list[Worksheet] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def parse(stream: BinaryIO, file: str) -> Workbook:
    """The sheets of the workbook that a stream holds. Raises ImportError where what reads them is not installed."""
    try:
        book = container(stream)
        sheets = list(_sheets(book, file))
        keep_zeros({each.name: each for each in sheets if each.values})
        for each in sheets:
            each.details.keep_constants()
        return Workbook(file, book.form, sheets)
    except Unreadable as refused:
        return Workbook(file, "", [], [Diagnostic(refused.kind, Place(file), refused.arguments)])


def _sheets(book: Container, file: str) -> Iterator[Worksheet]:
    named_details = _details(book)
    for name, sheet_details in named_details:
        sheet_details.check_size(name)
    if book.form == "xlsx":
        stream = package.usual_workbook(book)
    else:
        stream = io.BytesIO(biff.usual_stream(book)) if book.form == "xls" else book.stream
    values_of = _values(stream)
    if len(named_details) != len(values_of):
        raise Unreadable(kinds.DAMAGED)
    for (own_name, sheet_details), (name, visible, (top, left), rows, areas) in zip(
        named_details, values_of, strict=True
    ):
        if book.form != "xls" and own_name != name:
            raise Unreadable(kinds.DAMAGED)
        twice = sheet_details.twice
        # where no cell was looked at by itself: are as many filled as written?
        if sheet_details.cell_count is not None:
            value_count = sum(len(row) - row.count("") for row in rows.texts)
            if value_count != sheet_details.cell_count:
                twice = xlsx.first_duplicate(book, name, value_count)
        if twice:
            raise Unreadable(kinds.CELL_TWICE, sheet=name, cell=cell_name(*twice))
        merged_areas = [*areas, *sheet_details.merged_areas]
        yield _widen(Worksheet(file, name, visible, top, left, *rows, merged_areas, sheet_details))


def _details(book: Container) -> list[tuple[str, Details]]:
    """The details of each sheet by its name, in order; those of XLS are numbered."""
    if book.form == "xls":
        return [(str(number), sheet_details) for number, sheet_details in enumerate(biff.details(book), 1)]
    return list((xlsx if book.form == "xlsx" else ods).details(book).items())


def _values(stream: BinaryIO) -> Sheets:
    """Name, visibility, first cell, values and merged areas of each sheet, as the library gives them."""
    import python_calamine as calamine

    sheets: Sheets = []
    try:
        stream.seek(0)
        with silence(), calamine.CalamineWorkbook.from_filelike(stream) as book:
            for index, about in enumerate(book.sheets_metadata):
                if about.typ is not calamine.SheetTypeEnum.WorkSheet:
                    sheets.append((about.name, False, (0, 0), values.rows(()), []))
                    continue
                sheet = book.get_sheet_by_index(index)
                visible = about.visible is calamine.SheetVisibleEnum.Visible
                start = sheet.start or (0, 0)
                rows = values.rows(islice(sheet.iter_rows(), start[0], None))
                sheets.append((about.name, visible, start, rows, sheet.merged_cell_ranges or []))
    except calamine.PasswordError as error:
        raise Unreadable(kinds.PROTECTED) from error
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise Unreadable(kinds.DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how the library says what it did not foresee
            raise
        raise Unreadable(kinds.DAMAGED) from error
    return sheets


def _widen(sheet: Worksheet) -> Worksheet:
    """The sheet with the cells that the library leaves out at its ends: formulas never computed, errors."""
    height, width = len(sheet.values), len(sheet.values[0]) if sheet.values else 0
    outside = [
        (row, column)
        for row, column in sheet.details.texts
        if not (0 <= row - sheet.top < height and 0 <= column - sheet.left < width)
    ]
    if not outside:
        return sheet
    left = min([column for _, column in outside] + ([sheet.left] if sheet.values else []))
    top = min([row for row, _ in outside] + ([sheet.top] if sheet.values else []))
    width = max([column + 1 for _, column in outside] + ([sheet.left + width] if sheet.values else [])) - left
    height = max([row + 1 for row, _ in outside] + [sheet.top + height]) - top
    before = sheet.left - left if sheet.values else 0
    above = sheet.top - top if sheet.values else 0
    texts = _pad([_pad(row, "", before, width) for row in sheet.values], ("",) * width, above, height)
    types = _pad([_pad(row, str, before, width) for row in sheet.types], (str,) * width, above, height)
    return replace(sheet, top=top, left=left, values=[*texts], types=[*types])


def _pad(row: Sequence[Each], blank: Each, before: int, width: int) -> tuple[Each, ...]:
    """A row with so many blanks before it, and as many after it as make it so wide."""
    return (*[blank] * before, *row, *[blank] * (width - before - len(row)))


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
