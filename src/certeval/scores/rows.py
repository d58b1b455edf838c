"""What a row of a sheet says beside its values: who, marked by whom, at which attempt."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from certeval.diagnostics import Place
from certeval.diagnostics.families import sheets as kinds
from certeval.messages import N_
from certeval.rules.situation import PARCOURS, SITUATION
from certeval.scores import identifiers
from certeval.scores.groups import GROUPE
from certeval.scores.headings import CANDIDAT, CONTENT_COLUMNS, COUNTER_MARK, IDENTITY, SESSION, Headings
from certeval.scores.merge import Collector
from certeval.scores.observations import Candidate
from certeval.sources.lines import Line, Lines

DIGITS = "0123456789"
MAX_ATTEMPTS = 99
MOST_PLACES = 20
"""Places shown beside the first of what a column lost."""


class Bearer(NamedTuple):
    """Whom a row's values are for. Where it can't say (`is_known` is false), they are checked, not kept."""

    row: Line
    candidate: Candidate
    jure: str
    tentative: int
    comment: str
    is_known: bool


class _Columns:
    """Where a table says whom its rows are for, and what else it says of them."""

    def __init__(self, table: Lines, headings: Headings, collector: Collector) -> None:
        columns = headings.columns
        self.defaults = table.defaults
        self.identifier = columns[headings.bearer]
        self.by_group = headings.bearer == GROUPE
        self.details = [(name, columns[name]) for name in (*IDENTITY, GROUPE) if name in columns]
        self.session = columns.get(SESSION)
        in_play = collector.referentiel.program.situation
        self.situation = [(axis, columns[axis]) for axis in SITUATION if axis in columns and axis in in_play]
        self.jure, self.tentative, self.comment = map(columns.get, ("jure", "tentative", "commentaire"))
        self._rows = table.rows
        self.elements = [index for index, _ in headings.element_columns(collector.referentiel.is_entered)]
        self.content_columns = [
            *self.elements,
            *(columns[name] for name in CONTENT_COLUMNS if name in columns),
        ]

    @cached_property
    def has_titles(self) -> bool:
        """Whether what is written as a title, alone in its row, titles others."""
        return not self.by_group and identifiers.has_titles(self._rows, self.identifier)


def bearers(table: Lines, headings: Headings, collector: Collector) -> Iterator[Bearer]:
    """Each row's bearer, in the sheet's order. A row of a grid that nobody filled in is nobody's."""
    columns = _Columns(table, headings, collector)
    _tell_idle(table, headings, collector)
    stray_values = _StrayValues(table, headings, collector)
    blank_rows: list[Line] = []
    for row in table.rows:
        cells = row.cells
        stray_values.keep(row)
        identifier = cells[columns.identifier].strip()
        if not identifier and not any(cells[index].strip() for index in columns.content_columns):
            if any(map(str.strip, cells)):
                blank_rows.append(row)
            continue
        who = identifiers.who(cells, columns.identifier)
        is_usual = identifiers.is_usual(cells[who])
        alone = not is_usual and identifiers.has_one_text(cells)
        other = "" if is_usual else identifiers.only_value(cells, columns.identifier, columns.elements)
        if not is_usual and collector.people.nobody(
            cells[who], row, who, alone=alone, titles=alone and columns.has_titles, other=other
        ):
            continue
        group = _group(row, headings, collector) if not identifier or columns.by_group else None
        yield _bearer(row, columns, headings, collector, group)
    stray_values.tell()
    if blank_rows:
        place = blank_rows[0].place(columns.identifier)
        collector.reports.add(kinds.UNFILLED, place, {"count": len(blank_rows)})


class _StrayValues:
    """The values below no heading: told once a column, but one among the live counters of a grid of ours, at once."""

    def __init__(self, table: Lines, headings: Headings, collector: Collector) -> None:
        self._columns, self._reports = headings.blank_columns, collector.reports
        titles = table.header.cells if table.header is not None else ()
        self._counters = {each for each in self._columns if titles and titles[each].startswith(COUNTER_MARK)}
        self._by_column: dict[int, list[tuple[str, Place]]] = {}

    def keep(self, row: Line) -> None:
        """Keep the first ones of a row's columns."""
        for index in self._columns:
            value = row.cells[index].strip()
            if value and index not in self._counters:
                values = self._by_column.setdefault(index, [])
                if len(values) <= MOST_PLACES:
                    values.append((value, row.place(index)))
            elif value and not (value.isdecimal() or identifiers.is_formula(value)):
                self._reports.add(kinds.ASTRAY, row.place(index), {"value": value})

    def tell(self) -> None:
        """Tell those of each column, with the place of each."""
        for index, values in sorted(self._by_column.items()):
            (value, place), *others = values
            arguments = {"value": value, "column": (place.cell or "").rstrip(DIGITS) or index + 1}
            links = ((N_("another value"), other) for _, other in others)
            self._reports.add(kinds.NO_HEADING, place, arguments, *links)


def _bearer(
    row: Line, columns: _Columns, headings: Headings, collector: Collector, group: Candidate | None
) -> Bearer:
    """Whom a row is for, all that it says of them being taken in."""
    cells, people, identifier, jure = row.cells, collector.people, columns.identifier, columns.jure
    person = people.candidate(cells[identifier], row, identifier) if group is None else None
    of = person.code if person is not None else ""
    attempt = 1 if columns.tentative is None else read_attempt(row, columns.tentative, collector, of)
    if person is not None:
        for name, index in columns.details:
            people.detail(person, name, cells[index], row, index)
        if columns.session is not None:
            people.session(person, cells[columns.session], row, columns.session)
        for axis, index in columns.situation:
            text_and_word = cells[index], headings.meanings.word(cells[index])
            collector.situations.put(person, axis, text_and_word, row, index)
        if columns.defaults:
            people.session(person, columns.defaults.get(SESSION, ""), row, identifier)
    juror = "" if jure is None else cells[jure].strip()
    candidate = group or person
    return Bearer(
        row,
        candidate or Candidate("", row),
        people.juror(juror or columns.defaults.get("jure", ""), row, identifier if jure is None else jure),
        attempt or 1,
        "" if columns.comment is None else cells[columns.comment].strip(),
        candidate is not None and attempt is not None,
    )


def _tell_idle(table: Lines, headings: Headings, collector: Collector) -> None:
    """Say of a column of parcours with a text that nothing depends on it, where the référentiel has none."""
    index, referentiel = headings.columns.get(PARCOURS), collector.referentiel
    idle = PARCOURS not in referentiel.program.situation and not referentiel.is_entered(PARCOURS)
    if (
        idle
        and index is not None
        and table.header is not None
        and any(row.cells[index].strip() for row in table.rows)
    ):
        collector.reports.add(kinds.NO_PARCOURS, table.header.place(index), {"referentiel": referentiel.code})


def _group(row: Line, headings: Headings, collector: Collector) -> Candidate | None:
    """What bears the marks of a group, where a row names one and nobody."""
    columns = headings.columns
    groupe = columns.get(GROUPE)
    name = "" if groupe is None else row.cells[groupe].strip()
    persons = (row.cells[columns[each]].strip() for each in (CANDIDAT, *IDENTITY) if each in columns)
    if groupe is None or not name or any(persons):
        return None
    collector.people.check_name(identifiers.normalize(name), GROUPE, row, groupe)
    return collector.people.groups.bearer(name, row, groupe, nameless=CANDIDAT in columns)


def read_attempt(row: Line, index: int, collector: Collector, candidate: str) -> int | None:
    """The number of an attempt, 1 where the cell is empty; None, and a finding, where it is no number."""
    text = row.cells[index].strip()
    if not text:
        return 1
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0  # noqa: PLR2004 -- 99
    if 1 <= number <= MAX_ATTEMPTS:
        return number
    if not collector.reports.past(kinds.NOT_AN_ATTEMPT, row, index, candidate):
        collector.reports.add(kinds.NOT_AN_ATTEMPT, row.place(index), {"value": text}, candidate=candidate)
    return None
