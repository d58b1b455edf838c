"""One sheet with its structure read and its référentiel not known yet: a table, or a document in YAML."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from certeval.diagnostics import Diagnostic, Place
from certeval.diagnostics.families import sheets as kinds
from certeval.frozen import frozen
from certeval.scores import identifiers, wide, yaml_sheet
from certeval.scores.headings import CANDIDAT, ELEMENT, VALEUR, Headings
from certeval.scores.merge import Collector
from certeval.scores.observations import Candidate, Cell, CellKey
from certeval.scores.rows import bearers
from certeval.sources.document import Document, List, Map
from certeval.sources.lines import Line, Lines
from certeval.sources.table import Table
from certeval.text.cell_text import says
from certeval.text.days import day
from certeval.text.numbers import number

MOST_NAMES = 12
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
PlacedText = tuple[str, Place]
"""A text of a sheet, with its first place."""


def texts(table: Lines, headings: Headings, heading: str) -> Iterator[PlacedText]:
    """Each distinct text of a column, with its first place; without one, what the sheet says for all its rows."""
    index = headings.columns.get(heading)
    if index is None:
        if (text := table.defaults.get(heading)) and table.header is not None:
            yield text, table.header.place(0)
        return
    distinct = {""}
    for row in table.rows:
        text = row.cells[index].strip()
        if text not in distinct:
            distinct.add(text)
            yield text, row.place(index)


def put(table: Lines, headings: Headings, collector: Collector) -> set[str]:
    """Put a table's cells together with the others; the identifiers of its candidates."""
    if table.header is None or not headings.readable:
        return set()
    collector.elements.check_meanings(headings.meanings, collector.situations)
    _tell_left_out(table, headings, collector)
    collector.reports.once = set() if headings.is_crossed else None
    if headings.layout == "long":
        return read_long(table, headings, collector)
    _check_scales(headings, collector)
    return wide.read(table, headings, collector)


def read_long(table: Lines, headings: Headings, collector: Collector) -> set[str]:
    """Put the cells of a table that has a row an observation together with the others; the identifiers of its
    candidates.
    """
    if table.header is not None:
        for index, text in headings.others:
            collector.elements.refuse_heading(text, table.header, index)
    element, value = headings.columns[ELEMENT], headings.columns[VALEUR]
    meanings = headings.meanings
    codes: set[str] = set()
    keys: dict[tuple[str, str, int], CellKey] = {}
    for bearer in bearers(table, headings, collector):
        row, cells, candidate = bearer.row, bearer.row.cells, bearer.candidate
        if bearer.is_known:
            codes.add(candidate.code)
        else:
            candidate = Candidate(candidate.code, row)
        if axis := collector.situations.axis(meanings.element(cells[element])):
            text_and_word = cells[value], meanings.word(cells[value])
            collector.situations.put(candidate, axis, text_and_word, row, value)
            continue
        reader = collector.elements.element(meanings.element(cells[element]), row, element, candidate.code)
        if reader is None:
            continue
        about = (reader.entry.code, bearer.jure, bearer.tentative)
        key = keys.get(about) or keys.setdefault(about, CellKey(*about))
        collector.put(candidate, key, Cell(cells[value], reader[meanings.word(cells[value])], row, value))
        if bearer.comment:
            collector.comment(candidate, key, bearer.comment)
    return codes


def _tell_left_out(table: Lines, headings: Headings, collector: Collector) -> None:
    """Say which columns that hold something a correspondence leaves out."""
    if table.header is None or not headings.ignored_columns:
        return
    read = {index for index, _ in headings.element_columns(collector.referentiel.is_entered)}
    away = (index for index in headings.ignored_columns if index not in read)
    columns = [index for index in away if any(row.cells[index].strip() for row in table.rows)]
    wrong = dict(_left_out_elements(table.header, columns, headings, collector))
    for index, about in wrong.items():
        collector.reports.add(kinds.ELEMENT_LEFT_OUT, table.header.place(index), about)
    columns = [index for index in columns if index not in wrong]
    if columns:
        names = tuple(table.header.cells[index].strip() for index in columns[:MOST_NAMES])
        arguments = {"count": len(columns), "headings": names}
        collector.reports.add(kinds.COLUMNS_LEFT_OUT, table.header.place(columns[0]), arguments)


def _left_out_elements(
    header: Line, columns: Iterable[int], headings: Headings, collector: Collector
) -> Iterator[tuple[int, dict[str, str]]]:
    """The left-out columns that have the code of an element no other column is, with what is said of each."""
    codes = set(wide.columns_of(headings, collector.referentiel))
    by_pattern = {index for index, _ in headings.ignored_codes}
    for index in columns if headings.layout == "large" else ():
        text = header.cells[index].strip()
        code = collector.elements.alone_in(text) if index in by_pattern else None
        if code is not None and code not in codes:
            codes.add(code)
            yield index, {"heading": text, "element": code}


def _check_scales(headings: Headings, collector: Collector) -> None:
    """Refuse the marks of a column that a sheet says to be out of another number than the référentiel does: 12 out of
    100 is not 12 out of 20.
    """
    if not headings.out_of:
        return
    for code, index in wide.columns_of(headings, collector.referentiel).items():
        text, place = headings.out_of.get(index, ("", Place(collector.referentiel.file)))
        entry = collector.referentiel.entries.get(code)
        if entry is None or not says(text) or (greatest := _greatest(text)) == entry.scale.greatest:
            continue
        is_truth = entry.scale.yes_no and greatest is not None
        if is_truth or not (entry.scale.yes_no or entry.scale.words() or entry.scale.quantity):
            given = text.strip() if greatest is None else greatest
            arguments = {"element": code, "given": given, "sur": entry.scale.greatest}
            collector.reports.add(kinds.OTHER_SCALE, place, arguments)


def _greatest(text: str) -> Fraction | None:
    """The only number but 0 of what says the greatest of marks: 20 in `20`, `/20`, `sur 20`, `20 pts` and `0 à 20`;
    None where there is no such one.
    """
    numbers = {number(digits) for digits in _NUMBER.findall(text)} - {0}
    return numbers.pop() if len(numbers) == 1 else None


@frozen
class TableSheet:
    """The tables of a file, their headings understood, their cells not yet; what is wrong with it so far."""

    file: str
    digest: str
    tables: tuple[tuple[Lines, Headings], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    encoding: str = ""

    @classmethod
    def of(cls, file: str, digest: str, table: Table, headings: Headings) -> "TableSheet":
        """A sheet of delimited text."""
        diagnostics = (*table.diagnostics, *headings.diagnostics)
        return cls(file, digest, ((table, headings),), diagnostics, table.encoding)

    def with_diagnostics(self, diagnostics: Iterable[Diagnostic]) -> "TableSheet":
        """The same of which more is wrong."""
        return replace(self, diagnostics=(*self.diagnostics, *diagnostics))

    @property
    def layout(self) -> str:
        return self.tables[0][1].layout if self.tables else ""

    @property
    def is_readable(self) -> bool:
        """Whether some of its headings can be read."""
        return any(table.header is not None and roles.readable for table, roles in self.tables)

    def tell(self, collector: Collector) -> None:
        """Say what is wrong so far. Where the headings can't be read, rows of another width are no finding."""
        collector.reports.take(self.diagnostics)
        for table, roles in self.tables:
            identifier = roles.columns.get(CANDIDAT, -1)
            for each in table.uneven if isinstance(table, Table) and roles.readable else ():
                cells = each.row.cells
                candidate = identifiers.normalize(cells[identifier]) if 0 <= identifier < len(cells) else ""
                if each.at <= identifier:
                    collector.reports.error_places.add(each.row.place(each.at))
                if not collector.reports.past(each.kind, each.row, each.at, candidate):
                    collector.reports.findings.append(each.finding(candidate))

    def referentiel_names(self) -> Iterator[PlacedText]:
        for table, roles in self.tables:
            yield from texts(table, roles, "referentiel")

    def days(self) -> Iterator[tuple[date, Place]]:
        """The sessions that are days: any other text of the column is a session's code."""
        for table, roles in self.tables:
            yield from ((when, at) for text, at in texts(table, roles, "session") if (when := day(text)))

    def session(self) -> dict[str, str] | None:
        """The one session that the tables name."""
        codes = [[text for text, _ in texts(table, roles, "session")] for table, roles in self.tables]
        only = [of[0] for of in codes if len(of) == 1]
        return {"code": only[0]} if len(set(only)) == 1 else None

    def elements(self) -> Iterator[PlacedText]:
        """What names an element: headings of a wide table, cells of a long one."""
        for table, roles in self.tables:
            if roles.layout == "long":
                yield from ((roles.meanings.element(text), at) for text, at in texts(table, roles, ELEMENT))
            elif table.header is not None:
                yield from ((text, table.header.place(index)) for index, text in roles.others)

    def put(self, collector: Collector) -> set[str]:
        return set().union(*(put(table, roles, collector) for table, roles in self.tables))

    def top(self) -> Place:
        header = self.tables[0][0].header if self.tables else None
        return header.place(0) if header is not None else Place(self.file)


class DocumentSheet(NamedTuple):
    """A sheet in YAML or JSON, its structure read."""

    file: str
    digest: str
    document: Document
    encoding: str
    layout: str = "yaml"

    def referentiel_names(self) -> Iterator[PlacedText]:
        text = self.document.at(("referentiel",))
        if isinstance(text, str) and text.strip():
            yield text.strip(), self.document.place(("referentiel",))

    def days(self) -> Iterator[tuple[date, Place]]:
        session = yaml_sheet.session_of(self.document)
        key = "date" if session.get("date") else "code"
        if when := day(session.get(key, "")):
            yield when, self.document.place(("session", key))

    def session(self) -> dict[str, str] | None:
        return yaml_sheet.session_of(self.document) or None

    def elements(self) -> Iterator[PlacedText]:
        codes: set[str] = set()
        candidates = self.document.at(("candidats",))
        for i, each in enumerate(candidates if isinstance(candidates, List) else ()):
            notes = each.get("notes") if isinstance(each, Map) else None
            for code in notes if isinstance(notes, Map) else ():
                if code not in codes:
                    codes.add(code)
                    yield code, self.document.place(("candidats", i, "notes", code), at_key=True)

    def tell(self, collector: Collector) -> None:
        collector.reports.take(self.document.diagnostics)

    def put(self, collector: Collector) -> set[str]:
        return yaml_sheet.read(self.document, collector)

    def top(self) -> Place:
        return self.document.place(("candidats",), at_key=True)


OneSheet: TypeAlias = TableSheet | DocumentSheet


def read(sheet: OneSheet, collector: Collector) -> set[str]:
    """Put a sheet's cells together with the others; its candidates and groups. One of which nothing is read, and
    nothing told, is an error.
    """
    codes = sheet.put(collector)
    collector.elements.end_sheet()
    if not codes and collector.reports.findings.errors == collector.errors_before:
        collector.reports.add(kinds.NO_CANDIDATES, sheet.top(), {})
    return codes
