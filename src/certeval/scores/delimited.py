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
        return _crossed(data, file, digest, encoding, translation)
    rows = table.parse(
        data, file, translation.is_heading, encoding, _head(translation), leaving=translation.leaving()
    )
    roles, told = translation.headings(rows, file, left=rows.left)
    rows.diagnostics += [*told, *translation.of_text(file, rows.left)]
    return TableSheet(file, digest, rows, roles)


def _head(translation: "Translation") -> Head:
    """Where a correspondence says that the headings of delimited text are, or where to look for them."""
    if (rows := translation.declared.rows()) is None:
        return Head(among=HEAD_ROWS, needed=translation.names_candidate)
    return Head(max(rows[0] - 1, 0), two=rows[0] != rows[1])


def _crossed(
    data: bytes, file: str, digest: str, encoding: str | None, translation: "Translation"
) -> TableSheet:
    """Delimited text that has a column a candidate."""
    from certeval.scores.crossed import crossed

    read = table.unheaded(data, file, encoding)
    if has_errors(read.diagnostics):
        return TableSheet(file, digest, read, headings(read))
    declared = translation.declared.croise
    rows = [row for row in read.rows if declared is not None and row.first >= declared.candidats - 1]
    there = bool(rows) and declared is not None and rows[0].first == declared.candidats - 1
    found, roles, _ = crossed(rows if there else (), translation, file, file, {})
    found.diagnostics[:0] = read.diagnostics
    found.diagnostics += translation.of_text(file, ())
    found.encoding = read.encoding
    return TableSheet(file, digest, found, roles)
