"""A grid of ours, filled in: the identity that its hidden sheet holds, and its sheets of one candidate each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from certeval.diagnostics import Diagnostic, Place
from certeval.diagnostics.families import sheets as kinds
from certeval.frozen import frozen
from certeval.rules.situation import SITUATION
from certeval.scores import displays, identifiers, naming, unseen
from certeval.scores.grid_contents import GridSheet, stray_cell
from certeval.scores.grids import (
    EVERYBODY,
    FORMAT,
    IDENTITY_SHEET,
    KEYS,
    LISTS_SHEET,
    SHEETS,
    Identity,
    everybody_on,
)
from certeval.scores.headings import CANDIDAT, ELEMENT, VALEUR, Headings
from certeval.scores.unseen import WorksheetTable
from certeval.sources.lines import CompositeRow, LineTable, Locator
from certeval.sources.workbook.worksheets import Workbook, Worksheet, WorksheetRow
from certeval.text.nearest import fold

OURS = FORMAT.rpartition("/")[0] + "/"
COLUMNS = (CANDIDAT, "nom", "prenom", "groupe", *SITUATION, ELEMENT, VALEUR, "commentaire")
DETAILS = COLUMNS[:-3]
FORM_HEADINGS = frozenset({ELEMENT, "libelle", VALEUR, "commentaire"})
"""The headings of a candidate's sheet."""


@frozen
class FilledGrid:
    """What a grid says of itself: its identity, where each key stands, its sheets in order."""

    identity: Identity
    places: Mapping[str, Place]
    grid_sheets: tuple[GridSheet, ...]

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of its sheets."""
        return tuple(each.sheet for each in self.grid_sheets)

    @property
    def defaults(self) -> dict[str, str]:
        """What holds for every row of the workbook."""
        arguments = {"jure": self.identity.jure, "session": self.identity.session or self.identity.date}
        return {key: text for key, text in arguments.items() if text}


def guard_candidates(sheet: Worksheet, grid: FilledGrid) -> Worksheet:
    """A sheet of a grid, of which the identifiers that the grid was made with are text on purpose."""
    codes = {who for each in grid.grid_sheets for who in each.candidates if identifiers.is_formula(who)}
    cells = (
        (row, at, text)
        for row, texts in enumerate(sheet.values if codes else ())
        for at, text in enumerate(texts)
    )
    guards = frozenset((sheet.top + row, sheet.left + at) for row, at, text in cells if text in codes)
    return replace(sheet, guards=guards)


def grid_of(book: Workbook) -> tuple[FilledGrid | None, list[Diagnostic]]:
    """The grid that a workbook is, None where it is none of ours, or one that this version can't read."""
    sheet = next((each for each in book.sheets if each.name == IDENTITY_SHEET), None)
    rows = list(sheet.rows(0, 10_000)) if sheet is not None else []
    pairs = {_at(row, 0): row for row in rows if _at(row, 0) in KEYS}
    grid_format = _at(pairs["format"], 1) if "format" in pairs else ""
    if sheet is None or not grid_format.startswith(OURS):
        return None, []
    if grid_format != FORMAT:
        place = sheet.place(pairs["format"].number, 1)
        return None, [Diagnostic(kinds.OTHER_GRID, place, {"given": grid_format, "known": FORMAT})]
    texts = {key: _at(row, 1) for key, row in pairs.items() if key != "format"}
    identity = Identity(texts.pop("referentiel", ""), texts.pop("empreinte", ""), **texts)
    heading = next((i for i, row in enumerate(rows) if _at(row, 0) == SHEETS[0]), len(rows))
    places = {key: sheet.place(row.number, 1) for key, row in pairs.items()}
    return FilledGrid(identity, places, tuple(_grid_sheets(rows[heading + 1 :], _people(book)))), []


def _grid_sheets(rows: Sequence[WorksheetRow], people: Mapping[str, tuple[str, ...]]) -> Iterator[GridSheet]:
    """The sheets listed, each with its candidate, else with those who are listed for it, or for all of them."""
    names = [row for row in rows if _at(row, 0)]
    for number, row in enumerate(names, 1):
        name, page, who = (_at(row, column) for column in range(3))
        everybody = people.get(everybody_on(number), people.get(EVERYBODY, ()))
        without = filter(None, (_at(row, at) for at in range(len(SHEETS), row.sheet.left + len(row.cells))))
        yield GridSheet(name, page, (who,) if who else everybody, frozenset(without))


def _people(book: Workbook) -> dict[str, tuple[str, ...]]:
    """The candidates listed for every sheet, or for each, by the name of their list."""
    lists = next((each for each in book.sheets if each.name == LISTS_SHEET), None)
    rows = list(lists.rows()) if lists is not None else []
    headings = rows[0].cells if rows else ()
    return {
        heading: tuple(text for row in rows[1:] if (text := row.cells[index].strip()))
        for index, heading in enumerate(headings)
        if heading.startswith(EVERYBODY)
    }


def _at(row: WorksheetRow, column: int) -> str:
    """The text of a row in a column of the sheet, from 0."""
    index = column - row.sheet.left
    return row.cells[index].strip() if 0 <= index < len(row.cells) else ""


Cell = tuple[Locator, int]
"""A cell by its row and its position there."""
HEADINGS = Headings({name: index for index, name in enumerate(COLUMNS)}, (), (), "long", ())


def form(sheet: Worksheet, defaults: Mapping[str, str]) -> LineTable | None:
    """The candidate's sheet that a worksheet is, as a long table, a row an element; None where it is laid out in
    another way.
    """
    rows = list(sheet.rows())
    head = next((i for i, row in enumerate(rows) if _columns(row)), None)
    columns = _columns(rows[head]) if head is not None else {}
    labels = {fold(row.cells[at]): (row, at) for row in rows[:head] if (at := _first(row)) is not None}
    if head is None or CANDIDAT not in labels:
        return None
    diagnostics = [*_detail_findings(rows[head], labels)]
    details = [
        _detail(*labels[name]) if name in labels else ("", (rows[head], -sheet.left)) for name in DETAILS
    ]
    elements = list(_elements(rows[head + 1 :], columns, details))
    diagnostics += _stray_cells(rows, head, columns)
    (identifier, (row, index)), *_ = details
    diagnostics += _findings(rows[head], rows[head + 1 :], columns, identifier)
    if not identifier and any("".join(each.cells[-2:]).strip() for each in elements):
        diagnostics.append(Diagnostic(kinds.NO_IDENTIFIER, row.place(index), {}))
    header = CompositeRow(sheet.file, COLUMNS, [(rows[head], columns[ELEMENT])] * len(COLUMNS))
    return LineTable(header, elements if identifier else [], defaults, diagnostics)


def _columns(row: WorksheetRow) -> dict[str, int]:
    """The position of each heading of a candidate's sheet, in any order; none where it is not their row."""
    columns = {fold(text): index for index, text in enumerate(row.cells) if fold(text) in FORM_HEADINGS}
    return columns if {ELEMENT, VALEUR} <= columns.keys() and CANDIDAT not in map(fold, row.cells) else {}


def _first(row: WorksheetRow) -> int | None:
    return next((index for index, text in enumerate(row.cells) if text.strip()), None)


def _detail(row: WorksheetRow, label: int) -> tuple[str, Cell]:
    """The text beside a label, and its cell; the next one where there is none."""
    index = next((i for i in range(label + 1, len(row.cells)) if row.cells[i].strip()), label + 1)
    text = row.cells[index].strip() if index < len(row.cells) else ""
    return text, (row, index)


def _detail_findings(
    header: WorksheetRow, labels: Mapping[str, tuple[WorksheetRow, int]]
) -> Iterator[Diagnostic]:
    """What people don't see of what says whose a sheet is, given as it is shown."""
    for name in DETAILS:
        row, label = labels.get(name, (header, 0))
        if row is not header:
            index = _detail(row, label)[1][1]
            one, roles = WorksheetTable(row.sheet, header, [row]), Headings({name: index}, (), (), "long", ())
            if index < len(row.cells) and name in naming.PERSONS:
                naming.apply_displays(row, [index])
                yield from naming.persons([row], [index])
            yield from chain(unseen.strikeouts(one, roles), displays.findings(one, roles))


def _findings(
    header: WorksheetRow, rows: Sequence[WorksheetRow], columns: Mapping[str, int], identifier: str
) -> Iterator[Diagnostic]:
    """What people don't see of the values of a candidate's sheet."""
    element_rows = [row for row in rows if row.cells[columns[ELEMENT]].strip()]
    read = WorksheetTable(header.sheet, header, element_rows)
    roles = Headings({name: columns[name] for name in (ELEMENT, VALEUR)}, (), (), "long", ())
    candidate = identifiers.normalize(identifier)
    for each in chain(unseen.findings(read, roles), displays.findings(read, roles)):
        yield each._replace(candidate=candidate)


def _elements(
    rows: Sequence[WorksheetRow], columns: Mapping[str, int], details: Sequence[tuple[str, Cell]]
) -> Iterator[CompositeRow]:
    """The rows that hold an element: the others are ours to show."""
    texts, origins = zip(*details, strict=True)
    indexes = [columns.get(name) for name in (ELEMENT, VALEUR, "commentaire")]
    for row in rows:
        cells = ["" if index is None else row.cells[index].strip() for index in indexes]
        if cells[0]:
            yield CompositeRow(
                row.file, [*texts, *cells], [*origins, *((row, index or 0) for index in indexes)]
            )


def _stray_cells(rows: Sequence[WorksheetRow], head: int, columns: Mapping[str, int]) -> Iterator[Diagnostic]:
    """What was typed where nothing is read: above the headings, in a row without a code, below no heading."""
    input_columns = [columns[name] for name in (VALEUR, "commentaire") if name in columns]
    element_rows = [row for row in rows[head + 1 :] if row.cells[columns[ELEMENT]].strip()]
    own_columns = {*columns.values(), columns.get("libelle", columns[ELEMENT] + 1)}
    for index in range(columns[ELEMENT]):  # a margin holds the letters of groups, not what somebody typed
        texts = [row.cells[index] for row in element_rows]
        if 2 * sum(text.isalpha() and text.isupper() for text in texts) > len(texts):
            own_columns.add(index)
    for row in (*rows[:head], *rows[head + 1 :]):
        beside = bool(row.cells[columns[ELEMENT]].strip()) and row.number > rows[head].number
        label = _first(row) if row.number < rows[head].number else None
        ours = set() if label is None else {label, _detail(row, label)[1][1]}
        for index in range(len(row.cells)) if beside else input_columns:
            if row.cells[index].strip() and index not in ours and not (beside and index in own_columns):
                yield stray_cell(row, index)
