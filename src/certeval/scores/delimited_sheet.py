"""A sheet of delimited text, its headings understood: as it stands, or as a correspondence says."""

from typing import TYPE_CHECKING

from certeval.diagnostics import has_errors
from certeval.scores.headings import HEAD_ROWS, headings, is_heading
from certeval.scores.sheets import TableSheet
from certeval.sources import table
from certeval.sources.row import Head

if TYPE_CHECKING:
    from certeval.scores.translation import Translation


def open_sheet(
    data: bytes, file: str, digest: str, encoding: str | None, translation: "Translation | None"
) -> TableSheet:
    """A sheet of delimited text."""
    if translation is None:
        rows = table.parse(data, file, is_heading, encoding)
        return TableSheet(file, digest, rows, headings(rows))
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
    return TableSheet(file, digest, rows, roles)


def _open_crosstab(
    data: bytes, file: str, digest: str, encoding: str | None, translation: "Translation", *, first: int
) -> TableSheet:
    """Delimited text that has a column a candidate, whose row is the line `first`, from 0."""
    from certeval.scores.crosstab import unpivot

    read = table.parse_without_header(data, file, encoding)
    if has_errors(read.diagnostics):
        return TableSheet(file, digest, read, headings(read))
    rows = [row for row in read.rows if row.first >= first]
    there = bool(rows) and rows[0].first == first
    crosstab, roles, _ = unpivot(rows if there else (), translation, file, file, {})
    crosstab.diagnostics[:0] = read.diagnostics
    crosstab.diagnostics += translation.of_text(file, ())
    crosstab.encoding = read.encoding
    return TableSheet(file, digest, crosstab, roles)
