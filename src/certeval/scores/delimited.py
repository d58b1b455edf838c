"""A sheet of delimited text, its headings understood: as it stands, or as a correspondence says."""

from typing import TYPE_CHECKING

from certeval.diagnostics import has_errors
from certeval.scores.headings import HEAD_ROWS, headings, is_heading
from certeval.scores.sheets import TableSheet
from certeval.sources import table
from certeval.sources.dialect import Head

if TYPE_CHECKING:
    from certeval.scores.translation import Translation


def opened(
    data: bytes, file: str, digest: str, encoding: str | None, translation: "Translation | None"
) -> TableSheet:
    """A sheet of delimited text."""
    if translation is None:
        rows = table.parse(data, file, is_heading, encoding)
        return TableSheet(file, digest, rows, headings(rows))
    if translation.declared.croise is not None:
        first = translation.declared.croise.candidats - 1
        return _crossed(data, file, digest, encoding, translation, first=first)
    if (numbers := translation.declared.rows()) is None:
        head = Head(among=HEAD_ROWS, needed=translation.names_candidate)
    else:
        head = Head(max(numbers[0] - 1, 0), two=numbers[0] != numbers[1])
    leaving = translation.leaving()
    rows = table.parse(data, file, translation.is_heading, encoding, head, leaving=leaving)
    roles, told = translation.headings(rows, file, left=rows.left)
    rows.diagnostics += [*told, *translation.of_text(file, rows.left)]
    return TableSheet(file, digest, rows, roles)


def _crossed(
    data: bytes, file: str, digest: str, encoding: str | None, translation: "Translation", *, first: int
) -> TableSheet:
    """Delimited text that has a column a candidate, whose row is the line `first`, from 0."""
    from certeval.scores.crossed import crossed

    read = table.unheaded(data, file, encoding)
    if has_errors(read.diagnostics):
        return TableSheet(file, digest, read, headings(read))
    rows = [row for row in read.rows if row.first >= first]
    there = bool(rows) and rows[0].first == first
    found, roles, _ = crossed(rows if there else (), translation, file, file, {})
    found.diagnostics[:0] = read.diagnostics
    found.diagnostics += translation.of_text(file, ())
    found.encoding = read.encoding
    return TableSheet(file, digest, found, roles)
