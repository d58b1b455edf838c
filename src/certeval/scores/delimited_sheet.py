"""A sheet of delimited text, its headings understood: as it stands, or as a correspondence says."""

import re
from operator import attrgetter
from typing import TYPE_CHECKING

from certeval.diagnostics import Related, has_errors
from certeval.diagnostics.families import sheets as kinds
from certeval.messages import N_
from certeval.scores.headings import CANDIDAT, HEAD_ROWS, Headings, headings, is_heading, names_candidat
from certeval.scores.sheets import TableSheet
from certeval.sources import table
from certeval.sources.row import Head
from certeval.text.nearest import fold

if TYPE_CHECKING:
    from certeval.scores.translation import Translation

_WORD = re.compile(r"\w+")


def open_sheet(
    data: bytes, file: str, digest: str, encoding: str | None, translation: "Translation | None"
) -> TableSheet:
    """A sheet of delimited text."""
    if translation is None:
        rows = table.parse(data, file, is_heading, encoding)
        return TableSheet.of(file, digest, rows, _with_way_out(rows, headings(rows)))
    if translation.correspondance.croise is not None:
        first = translation.correspondance.croise.candidats - 1
        return _open_crosstab(data, file, digest, encoding, translation, first=first)
    if (numbers := translation.correspondance.rows()) is None:
        head = Head(among=HEAD_ROWS, is_required=translation.names_candidate)
    else:
        head = Head(max(numbers[0] - 1, 0), two=numbers[0] != numbers[1])
    is_ignored = translation.row_filter()
    rows = table.parse(data, file, translation.is_heading, encoding, head, is_ignored=is_ignored)
    roles, diagnostics = translation.headings(rows, file, ignored_rows=rows.ignored_rows)
    rows.diagnostics += [*diagnostics, *translation.of_text(file, rows.ignored_rows)]
    return TableSheet.of(file, digest, rows, roles)


def _with_way_out(rows: table.Table, roles: Headings) -> Headings:
    """The headings of a table; where none is « candidat », with where one stands below, or in a line between quotes;
    where a column is missing, with where they go on.
    """
    is_there = CANDIDAT in roles.columns
    link = _lower_row(rows, roles.columns[CANDIDAT]) if is_there else _candidat_elsewhere(rows)
    if link is None:
        return roles
    kind = kinds.MISSING_COLUMN if is_there else kinds.NO_CANDIDATE_COLUMN
    diagnostics = [
        each._replace(related=(link,), arguments=each.arguments if is_there else {})
        if each.kind is kind
        else each
        for each in roles.diagnostics
    ]
    return roles._replace(diagnostics=tuple(diagnostics))


def _lower_row(rows: table.Table, candidat: int) -> Related | None:
    """Where headings go on: on a first row that names nobody and has texts where those above are blank."""
    if not rows.rows or rows.header is None:
        return None
    row, above = rows.rows[0], rows.header.cells
    texts = [index for index, cell in enumerate(row.cells) if cell.strip()]
    if row.cells[candidat].strip() or all(above[index].strip() for index in texts):
        return None
    return Related(
        N_("headings on two rows are read with a correspondence: `entete: [1, 2]`"), row.place(texts[0])
    )


def _candidat_elsewhere(rows: table.Table) -> Related | None:
    """Where a heading « candidat » stands that is none: below a title, or in a line that is one cell, between quotes or
    for want of what parts cells.
    """
    if rows.header is None:
        return None
    if len(rows.header.cells) == 1:
        text, place = rows.header.cells[0], rows.header.place(0)
        if names_candidat(text):
            return Related(N_("the whole line stands between quotes: it is one cell"), place)
        if CANDIDAT in map(fold, _WORD.findall(text)[:-1]):
            return Related(
                N_("this line is one cell: « ; », « , », « | » or a tab parts cells, no other sign"), place
            )
    first_rows = [*rows.rows[:HEAD_ROWS], *(each.row for each in rows.uneven[:HEAD_ROWS])]
    for row in sorted(first_rows, key=attrgetter("first")):
        for index, cell in enumerate(row.cells):
            if names_candidat(cell):
                return Related(N_("the headings stand here: delete what is above"), row.place(index))
    return None


def _open_crosstab(
    data: bytes, file: str, digest: str, encoding: str | None, translation: "Translation", *, first: int
) -> TableSheet:
    """Delimited text that has a column a candidate, whose row is the line `first`, from 0."""
    from certeval.scores.crosstab import unpivot

    read = table.parse_without_header(data, file, encoding)
    if has_errors(read.diagnostics):
        return TableSheet.of(file, digest, read, headings(read))
    rows = [row for row in read.rows if row.first >= first]
    there = bool(rows) and rows[0].first == first
    crosstab, roles, _ = unpivot(rows if there else (), translation, file, file, {})
    diagnostics = (*read.diagnostics, *crosstab.diagnostics, *translation.of_text(file, ()))
    return TableSheet(file, digest, ((crosstab, roles),), diagnostics, read.encoding)
