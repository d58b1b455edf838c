"""What a grid of ours should hold, by its identity, against what its sheets hold: nothing typed is lost unsaid."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from certeval.diagnostics import Diagnostic, Place
from certeval.diagnostics.families import sheets as kinds
from certeval.frozen import frozen
from certeval.referentiel.load import Referentiel
from certeval.scores import grids
from certeval.scores.grids import Identity
from certeval.scores.headings import CANDIDAT, ELEMENT, Headings
from certeval.sources.lines import CompositeRow, Line, Lines
from certeval.sources.workbook.worksheets import WorksheetRow
from certeval.text.nearest import fold


@frozen
class TableContents:
    """What one table of a grid turned out to hold: where its headings begin and each element of the référentiel stands,
    which candidates.
    """

    top: Place
    elements: Mapping[str, Place]
    candidates: frozenset[str]


@frozen
class GridSheet:
    """A sheet that a grid was made with: the code of its page (a bloc's, an épreuve's), its candidates, the codes of
    what it does not ask.
    """

    sheet: str
    page: str
    candidates: tuple[str, ...]
    without: frozenset[str] = frozenset()


def stray_cell(row: Line, index: int) -> Diagnostic:
    """Something typed in a grid where nothing is read."""
    return Diagnostic(kinds.ASTRAY, row.place(index), {"value": row.cells[index].strip()})


def table_contents(
    table: Lines, roles: Headings, candidates: set[str], referentiel: Referentiel
) -> TableContents:
    """What a table holds, once it is read."""
    name_cells: list[tuple[Line, int]] = []
    if roles.layout != "long" and table.header:
        name_cells = [(table.header, index) for index, _ in roles.others]
    elif roles.layout == "long" and ELEMENT in roles.columns:
        name_cells = [(row, roles.columns[ELEMENT]) for row in table.rows]
    elements: dict[str, Place] = {}
    for line, index in name_cells:
        code = referentiel.resolve(line.cells[index])
        if code is not None:
            elements.setdefault(code, line.place(index))
    top = table.header.place(0) if table.header is not None else Place("")
    return TableContents(top, elements, frozenset(candidates))


def absent_candidates(wanted: Sequence[GridSheet], tables: Sequence[TableContents]) -> Iterator[Diagnostic]:
    """The candidates whom a sheet was made for and who are no longer in it."""
    by_sheet = {each.top.sheet: each for each in tables}
    for each in wanted:
        there = by_sheet.get(each.sheet)
        absent = tuple(who for who in each.candidates if there and who not in there.candidates)
        if absent and there:
            arguments = {"sheet": each.sheet, "candidats": absent}
            yield Diagnostic(kinds.GRID_CANDIDATES_GONE, there.top, arguments)


def absent_sheets(
    wanted: Sequence[GridSheet], there: Collection[str | None], file: str
) -> Iterator[Diagnostic]:
    """The sheets that a grid was made with and that are no longer in it."""
    for each in wanted:
        if each.sheet not in there:
            yield Diagnostic(kinds.GRID_SHEET_GONE, Place(file), {"sheet": each.sheet})


def absent_elements(
    identity: Identity,
    grid_sheets: Sequence[GridSheet],
    tables: Sequence[TableContents],
    referentiel: Referentiel,
    file: str,
) -> Iterator[Diagnostic]:
    """The same, and the elements that a sheet no longer names; a sheet whose elements another one holds was renamed."""
    by_candidate = identity.disposition == grids.CANDIDAT
    pages = grids.pages(referentiel, identity.bloc.split(), identity.epreuve.split())
    everywhere = {code for each in tables for code in each.elements}
    by_sheet = {each.top.sheet: each for each in tables}
    people = {who for each in tables for who in each.candidates}
    for each in grid_sheets:
        own = [page for page in pages if by_candidate or page.code == each.page]
        codes = [item.code for page in own for item in page.items if item.code not in each.without]
        there = by_sheet.get(each.sheet)
        elements = there.elements if there and by_candidate else everywhere
        is_nobodys = there is not None and by_candidate and not there.candidates  # its rows were not read
        absent_codes = [code for code in codes if code not in elements and not is_nobodys]
        if there is None and (absent_codes or (by_candidate and not people >= {*each.candidates})):
            yield from absent_sheets([each], (), file)
        elif absent_codes and there is not None:
            arguments = {"sheet": each.sheet, "elements": tuple(absent_codes)}
            # where the first should stand: at the one before it that is still there, else at the headings' start
            before = [code for code in codes[: codes.index(absent_codes[0])] if code in there.elements]
            place = there.elements[before[-1]] if before else there.top
            yield Diagnostic(kinds.GRID_ELEMENTS_GONE, place, arguments)


def cells_above(table: Lines, roles: Headings, referentiel: Referentiel) -> Iterator[Diagnostic]:
    """Rows above the headings that somebody filled in: an identifier, and a value below an element's code."""
    entries = {
        index: referentiel.entries[code]
        for index, text in roles.others
        if (code := referentiel.resolve(text)) is not None and code in referentiel.entries
    }
    identifier, header = roles.columns.get(CANDIDAT), table.header
    if not isinstance(header, WorksheetRow) or identifier is None or roles.layout == "long":
        return
    for row in header.sheet.rows(0, header.number - header.sheet.top):
        readings = ((i, entry.read(row.cells[i])) for i, entry in entries.items())
        read = (i for i, reading in readings if not reading.empty and reading.refusal is None)
        if row.cells[identifier].strip() and (index := next(read, None)) is not None:
            yield stray_cell(row, index)


def moved_codes(table: Lines, roles: Headings, referentiel: Referentiel) -> Iterator[Diagnostic]:
    """The codes that stand with the wording of another element: the values below them are that one's."""
    wordings = {item.code: fold(item.wording) for page in grids.pages(referentiel) for item in page.items}
    codes = {wording: code for code, wording in wordings.items()}
    for line, index, wording in _wordings(table, roles):
        code, other = referentiel.resolve(line.cells[index]), codes.get(fold(wording))
        if other and code in wordings and wordings[code] != wordings[other]:
            yield Diagnostic(kinds.GRID_CODE_MOVED, line.place(index), {"element": code, "other": other})


def _wordings(table: Lines, roles: Headings) -> Iterator[tuple[Line, int, str]]:
    """Each cell that names an element, by its row and index, and the wording that a grid shows with it: the nearest
    text above it, or in its row of a candidate's sheet.
    """
    header = table.header
    if isinstance(header, WorksheetRow) and roles.layout != "long":
        above = list(header.sheet.rows(0, header.number - header.sheet.top))
        for index, _ in roles.others:
            texts = (row.cells[index] for row in reversed(above) if row.cells[index].strip())
            yield header, index, next(texts, "")
    for row in table.rows:
        if isinstance(row, CompositeRow):
            line, index = row.origins[roles.columns[ELEMENT]]
            if isinstance(line, WorksheetRow):
                yield line, index, "".join(line.cells[index + 1 : index + 2])
