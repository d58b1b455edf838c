"""Delimited text to rows of cells that know their place.

Encoding, delimiter and quotes are settled here, as French offices make them; what the headings mean is
known by the caller alone. Places are worked out when asked for: a sound sheet never needs them.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import AnyStr, NamedTuple

from certeval.diagnostics import Diagnostic, Kind, Place, Span, has_errors
from certeval.diagnostics.families import sheets as kinds
from certeval.sources import encoding as encodings
from certeval.sources.mistakes import first_not_ascii
from certeval.sources.row import DELIMITERS, Row, Source, spans, text_of, unguarded

_SEP = re.compile(r'"?sep=(\t|[^\w\s"])"?[;,|\t]*\s*', re.IGNORECASE)

_BETWEEN = re.compile(r'[;,|\t"]')

IsHeading = Callable[[str], bool]
Leaving = Callable[[Sequence[str]], bool]
"""Tells of each row below the headings, in order, whether it is left out."""


class Uneven(NamedTuple):
    """A row of another width, and the cell that is too many, or the first that is missing."""

    kind: Kind
    row: Row
    at: int
    arguments: Mapping[str, object]

    def finding(self, candidate: str) -> Diagnostic:
        """What is said of it; `candidate` is whom the row names."""
        return Diagnostic(self.kind, self.row.place(self.at), self.arguments, candidate=candidate)


@dataclass(slots=True)
class Table:
    """A sheet's headings and rows; each row has a cell a heading. `header` is None where nothing is read."""

    file: str
    encoding: str = ""
    delimiter: str = ""
    header: Row | None = None
    rows: list[Row] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    given: Mapping[str, str] = field(default_factory=dict)
    uneven: list[Uneven] = field(default_factory=list)
    """The rows of another width than the headings."""
    left: list[Row] = field(default_factory=list)
    """Rows left out because they were asked to be."""

    def report(self, kind: Kind, span: Span, **arguments: object) -> None:
        self.diagnostics.append(Diagnostic(kind, Place(self.file, span), arguments))


def parse(
    data: bytes,
    file: str,
    is_heading: IsHeading,
    encoding: str | None = None,
    skipped: int = 0,
    *,
    leaving: Leaving | None = None,
) -> Table:
    """The rows of a sheet's bytes. The delimiter is the one that yields the most known headings.

    `skipped` is the number of physical lines above the one that holds the headings; rows that `leaving` tells are kept
    apart.
    """
    table = Table(file)
    text = decoded(data, table, encoding)
    if text is None:
        return table
    # StringIO breaks lines at \n, \r\n and \r alone, as editors and spreadsheets do
    lines = list(io.StringIO(text, newline=""))
    first = begin(table, lines, is_heading, skipped)
    if first is None:
        return table
    read_rows(table, Source(file, lines, table.delimiter, "'" in text), first, lines[first:], leaving)
    if table.header is None and not has_errors(table.diagnostics):
        table.report(kinds.EMPTY, Span(1, 1, 1, 1))
    return table


def begin(table: Table, lines: Sequence[str], is_heading: IsHeading, skipped: int = 0) -> int | None:
    """The line from 0 that headings are looked for from, once the delimiter is settled; None, told, where none has
    text.
    """
    first = next((i for i, line in enumerate(lines) if i >= skipped and line.strip()), None)
    if first is None:
        table.report(kinds.EMPTY, Span(1, 1, 1, 1))
        return None
    declared = _SEP.fullmatch(lines[first])
    if declared:
        first += 1
    preferred = (declared[1],) if declared else ()
    table.delimiter = _delimiter(lines[first:], (*preferred, *DELIMITERS), is_heading)
    return first


def may_hold_long_cell(text: AnyStr, line_break: AnyStr) -> bool:
    """Whether a line may be long enough for a cell that is refused: looked for by steps, not sign by sign."""
    step = csv.field_size_limit() // 2
    return any(text.find(line_break, at, at + step) < 0 for at in range(0, len(text) - step, step))


def decoded(data: bytes, table: Table, encoding: str | None) -> str | None:
    """The text of a sheet, without a byte order mark; None, with the reason told, where it is no text."""
    try:
        found = encodings.decode(data, encoding)
    except (LookupError, UnicodeError, ValueError):
        table.report(kinds.UNKNOWN_ENCODING, Span(1, 1, 1, 1), encoding=encoding)
        return None
    if isinstance(found, encodings.Undecodable):
        where = Span(found.line, 1, found.line, 1)
        byte = f"0x{found.byte:02X}"
        if encoding is None:
            table.report(kinds.NOT_TEXT, where, byte=byte, line=found.line)
        else:
            table.report(kinds.NOT_IN_ENCODING, where, byte=byte, line=found.line, encoding=encoding)
        return None
    table.encoding = found.encoding
    if encoding is None and found.encoding == "cp1252":
        span, _ = first_not_ascii(found.text)
        table.report(kinds.READ_AS_WINDOWS, span, text=_cell_around(found.text, span))
    return found.text.removeprefix("\ufeff")


def _cell_around(text: str, span: Span) -> str:
    """The cell that a character stands in, whichever the delimiter is."""
    line = encodings.lines(text)[span.line - 1]
    before, after = line[: span.column - 1], line[span.column - 1 :]
    return (_BETWEEN.split(before)[-1] + _BETWEEN.split(after)[0]).strip()


def _delimiter(lines: Sequence[str], delimiters: Sequence[str], is_heading: IsHeading) -> str:
    """The delimiter that yields the most known headings, then the most columns; the first of equals."""

    def worth(delimiter: str) -> tuple[int, int]:
        try:
            records = csv.reader(lines, delimiter=delimiter, strict=True)
            headings = next(record for record in records if "".join(record).strip())
        except (csv.Error, StopIteration):
            return (0, 0)
        return sum(map(is_heading, headings)), len(headings)

    return max(delimiters, key=worth)


def read_rows(
    table: Table, source: Source, first: int, texts: list[str], leaving: Leaving | None = None
) -> None:
    """Every record of lines that begin at the line `first`, from 0: the first with text is the header, unless there is
    one, the others rows of its width.
    """
    for row in records(table, source, first, texts, leaving):
        if row is not table.header:
            table.rows.append(row)


def records(
    table: Table, source: Source, first: int, texts: Iterable[str], leaving: Leaving | None = None
) -> Iterator[Row]:
    """The same one by one as lines are read, the header too where it stands there; the table keeps no row."""
    reader = csv.reader(texts, delimiter=source.delimiter, strict=True)
    end, reading = first, True
    while reading:
        reading = False
        try:
            for cells in reader:
                begun, end = end, first + reader.line_num
                if not any(map(str.strip, cells)):
                    continue
                row = Row(source, cells, begun, end)
                if leaving is not None and table.header is not None and leaving(cells):
                    table.left.append(row)
                elif _taken(table, row):
                    yield row
        except csv.Error as error:
            begun, end = end, first + reader.line_num
            reading = _refuse(table, source, begun, end, str(error))


def _taken(table: Table, row: Row) -> bool:
    """Whether a record is the header, or a row once its width is checked. Trailing empty cells are Excel's."""
    if row.source.quoted:
        row.cells = [unguarded(cell) for cell in row.cells]
    cells = row.cells
    if table.header is None:
        while not cells[-1].strip():
            cells.pop()
        table.header = row
        return True
    width = len(table.header.cells)
    return len(cells) == width or _fitted(table, row, width)


def _fitted(table: Table, row: Row, width: int) -> bool:
    """Whether a row can be read, once brought to the header's width; its values may be shifted otherwise."""
    cells = row.cells
    counts: dict[str, object] = {"cells": len(cells), "headings": width, "delimiter": table.delimiter}
    if len(cells) > width:
        extra = next((i for i, cell in enumerate(cells) if i >= width and cell.strip()), None)
        if extra is not None:
            table.uneven.append(Uneven(kinds.ROW_TOO_LONG, row, extra, counts))
            return False
        del cells[width:]
    elif table.header is not None:
        counts["heading"] = table.header.cells[len(cells)].strip()
        table.uneven.append(Uneven(kinds.ROW_TOO_SHORT, row, len(cells), counts))
        cells.extend([""] * (width - len(cells)))
    return True


def _refuse(table: Table, source: Source, first: int, end: int, problem: str) -> bool:
    """A record that csv can't read, at the cell where it goes wrong; whether what follows can be read."""
    if "field limit" in problem:
        table.report(kinds.CELL_TOO_LONG, Span(first + 1, 1, first + 1, 1), limit=csv.field_size_limit())
        return end == first + 1
    walked = spans(source, first, end)
    if "end of data" in problem:
        opened = walked[-1]
        span = Span(opened.line, opened.column, opened.line, opened.column + 1)
        table.report(kinds.QUOTE_NOT_CLOSED, span, lines=end + 1 - opened.line)
        return False
    wrong = next((span for span in walked if _text_after_quote(text_of(source, span))), walked[-1])
    table.report(kinds.TEXT_AFTER_QUOTE, wrong)
    return True


def _text_after_quote(cell: str) -> bool:
    """Whether a cell begins with a quote and does not end with the one that closes it."""
    return cell.startswith('"') and re.fullmatch(r'"(?:[^"]|"")*"', cell) is None
