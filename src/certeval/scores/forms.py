"""A grid of ours, filled in: the identity that its hidden sheet holds, and its sheets of one candidate each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from certeval.diagnostics import Diagnostic, Place
from certeval.diagnostics.families import sheets as kinds
from certeval.diagnostics.nearest import fold
from certeval.scores import grids
from certeval.scores.grids import FORMAT, IDENTITY_SHEET, KEYS, SHEETS, Identity
from certeval.scores.headings import CANDIDAT, ELEMENT, VALEUR, Headings
from certeval.sources.workbook.reading import Workbook, Worksheet, WorksheetRow

OURS = FORMAT.rpartition("/")[0] + "/"
LABELS, VALUES, ENTERED, COMMENTS = 1, 2, 3, 4
"""The columns of a candidate's sheet: codes and labels, what the labels name, cells, comments."""
COLUMNS = (CANDIDAT, "nom", "prenom", "groupe", ELEMENT, VALEUR, "commentaire")
DETAILS = COLUMNS[:4]


@dataclass(frozen=True, slots=True)
class Filled:
    """What a grid says of itself: its identity, where each key stands, its sheets in order."""

    identity: Identity
    places: Mapping[str, Place]
    sheets: tuple[str, ...]

    @property
    def given(self) -> dict[str, str]:
        """What holds for every row of the workbook."""
        about = {"jure": self.identity.jure, "session": self.identity.session or self.identity.date}
        return {key: text for key, text in about.items() if text}


def filled(book: Workbook) -> tuple[Filled | None, list[Diagnostic]]:
    """The grid that a workbook is, None where it is none of ours, or one that this version can't read."""
    sheet = next((each for each in book.sheets if each.name == IDENTITY_SHEET), None)
    rows = list(sheet.rows(0, 10_000)) if sheet is not None else []
    pairs = {_at(row, 0): row for row in rows if _at(row, 0) in KEYS}
    given = _at(pairs["format"], 1) if "format" in pairs else ""
    if sheet is None or not given.startswith(OURS):
        return None, []
    if given != FORMAT:
        place = sheet.place(pairs["format"].number, 1)
        return None, [Diagnostic(kinds.OTHER_GRID, place, {"given": given, "known": FORMAT})]
    texts = {key: _at(row, 1) for key, row in pairs.items() if key != "format"}
    identity = Identity(texts.pop("referentiel", ""), texts.pop("empreinte", ""), **texts)
    heading = next((i for i, row in enumerate(rows) if _at(row, 0) == SHEETS[0]), len(rows))
    names = tuple(_at(row, 0) for row in rows[heading + 1 :] if _at(row, 0))
    places = {key: sheet.place(row.number, 1) for key, row in pairs.items()}
    there = {each.name for each in book.sheets}
    gone = [
        Diagnostic(kinds.GRID_SHEET_GONE, Place(book.file), {"sheet": name})
        for name in names
        if name not in there
    ]
    return Filled(identity, places, names), gone


def _at(row: WorksheetRow, column: int) -> str:
    """The text of a row in a column of the sheet, from 0."""
    index = column - row.sheet.left
    return row.cells[index].strip() if 0 <= index < len(row.cells) else ""


@dataclass(frozen=True, slots=True)
class FormRow:
    """One element of a candidate's sheet, as the row of a long table: its cells stand where they were read."""

    sheet: Worksheet
    cells: list[str]
    at: Sequence[tuple[int, int]]

    @property
    def file(self) -> str:
        return self.sheet.file

    def place(self, index: int) -> Place:
        """Where a cell stands."""
        return self.sheet.place(*self.at[index])


@dataclass(slots=True)
class Form:
    """A candidate's sheet as a long table."""

    sheet: Worksheet
    header: FormRow
    rows: list[FormRow]
    given: Mapping[str, str]
    diagnostics: list[Diagnostic] = field(default_factory=list)


HEADINGS = Headings({name: index for index, name in enumerate(COLUMNS)}, (), (), "long", ())


def form(sheet: Worksheet, given: Mapping[str, str]) -> Form | None:
    """The candidate's sheet that a worksheet is, None where it is laid out in another way."""
    rows = list(sheet.rows())
    head = next((i for i, row in enumerate(rows) if _is_head(row)), None)
    if head is None:
        return None
    labels = {fold(_at(row, LABELS)): row for row in rows[:head]}
    identifier = labels.get(CANDIDAT)
    if identifier is None:
        return None
    texts = [_at(labels[name], VALUES) if name in labels else "" for name in DETAILS]
    places = [(labels[name].number if name in labels else identifier.number, VALUES) for name in DETAILS]
    found = Form(
        sheet, FormRow(sheet, list(COLUMNS), [(rows[head].number, LABELS)] * len(COLUMNS)), [], given
    )
    found.rows = list(_elements(sheet, rows[head + 1 :], texts, places))
    if not texts[0] and any(row.cells[5].strip() or row.cells[6].strip() for row in found.rows):
        found.diagnostics.append(Diagnostic(kinds.NO_IDENTIFIER, sheet.place(*places[0]), {}))
    if not texts[0]:
        found.rows.clear()
    return found


def _is_head(row: WorksheetRow) -> bool:
    return fold(_at(row, LABELS)) == ELEMENT and fold(_at(row, ENTERED)) == VALEUR


def _elements(
    sheet: Worksheet, rows: Sequence[WorksheetRow], texts: list[str], places: list[tuple[int, int]]
) -> Iterator[FormRow]:
    """The rows that hold an element: the others are ours to show."""
    for row in rows:
        if code := _at(row, LABELS):
            cells = [*texts, code, _at(row, ENTERED), _at(row, COMMENTS)]
            at = [*places, *((row.number, column) for column in (LABELS, ENTERED, COMMENTS))]
            yield FormRow(sheet, cells, at)


def is_grid_of_forms(found: Filled) -> bool:
    return found.identity.disposition == grids.CANDIDAT
