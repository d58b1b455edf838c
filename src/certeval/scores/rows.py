"""What a row of a sheet says beside its values: who, marked by whom, at which attempt."""

from collections.abc import Iterator
from typing import NamedTuple

from certeval.diagnostics.families import sheets as kinds
from certeval.scores.gathering import Gathering
from certeval.scores.headings import CANDIDAT, DETAILS, Headings
from certeval.scores.observations import Candidate
from certeval.sources.table import Row, Table

MAX_ATTEMPTS = 99


class Bearer(NamedTuple):
    """Whom a row's values are for. Where it can't say (`known` is false), they are checked, not kept."""

    row: Row
    candidate: Candidate
    jure: str
    tentative: int
    comment: str
    known: bool


def bearers(table: Table, headings: Headings, gathering: Gathering) -> Iterator[Bearer]:
    """Each row's bearer, in the sheet's order."""
    columns = headings.columns
    identifier = columns[CANDIDAT]
    details = [(name, columns[name]) for name in DETAILS if name in columns]
    jure, tentative, comment = (columns.get(name) for name in ("jure", "tentative", "commentaire"))
    unnamed = set(headings.unnamed)
    for row in table.rows:
        cells = row.cells
        if unnamed:
            _check_unnamed(row, unnamed, gathering)
        candidate = gathering.candidate(cells[identifier], row, identifier)
        attempt = 1 if tentative is None else read_attempt(row, tentative, gathering)
        if candidate is not None:
            for name, index in details:
                gathering.detail(candidate, name, cells[index], row, index)
        yield Bearer(
            row,
            candidate or Candidate("", row),
            "" if jure is None else gathering.juror(cells[jure], row, jure),
            attempt or 1,
            "" if comment is None else cells[comment].strip(),
            candidate is not None and attempt is not None,
        )


def read_attempt(row: Row, index: int, gathering: Gathering) -> int | None:
    """The number of an attempt, 1 where the cell is empty; None, and a finding, where it is no number."""
    text = row.cells[index].strip()
    if not text:
        return 1
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0  # noqa: PLR2004 -- 99
    if 1 <= number <= MAX_ATTEMPTS:
        return number
    gathering.report(kinds.NOT_AN_ATTEMPT, row.place(index), {"value": text})
    return None


def _check_unnamed(row: Row, unnamed: set[int], gathering: Gathering) -> None:
    """A value below no heading, told once a column."""
    for index in sorted(unnamed):
        if value := row.cells[index].strip():
            unnamed.discard(index)
            arguments = {"value": value, "column": index + 1}
            gathering.report(kinds.NO_HEADING, row.place(index), arguments)
