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
from certeval.sources.encoding import first_not_ascii
from certeval.sources.row import (
    TOP,
    Head,
    IsHeading,
    Row,
    Source,
    dialect,
    holds_rows,
    lower_row,
    may_guard,
    spans,
    text_of,
    unguard,
)
from certeval.text.nearest import suggestion

_BETWEEN = re.compile(r'[;,|\t"]')

IsIgnored = Callable[[Sequence[str]], bool]
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
    defaults: Mapping[str, str] = field(default_factory=dict)
    uneven: list[Uneven] = field(default_factory=list)
    """The rows of another width than the headings."""
    ignored_rows: list[Row] = field(default_factory=list)
    """Rows left out because they were asked to be."""
    two: bool = False
    """Whether the headings stand on two rows."""
    upper: Row | None = None
    """The first of these."""

    def report(self, kind: Kind, span: Span, **arguments: object) -> None:
        self.diagnostics.append(Diagnostic(kind, Place(self.file, span), arguments))


def parse(
    data: bytes,
    file: str,
    is_heading: IsHeading,
    encoding: str | None = None,
    head: Head = TOP,
    *,
    is_ignored: IsIgnored | None = None,
) -> Table:
    """The rows of a sheet's bytes. The delimiter is the one that yields the most known headings; rows that `is_ignored`
    tells are kept apart.
    """
    table = Table(file, two=head.two)
    lines = _lines(table, data, encoding)
    first = find_header(table, lines, is_heading, head) if lines is not None else None
    if lines is None or first is None:
        return table
    all_records = records(table, _source(table, lines), first, lines[first:], is_ignored)
    table.rows = [row for row in all_records if row is not table.header]
    if table.header is None and not has_errors(table.diagnostics):
        table.report(kinds.EMPTY, Span(1, 1, 1, 1))
    return table


def parse_without_header(data: bytes, file: str, encoding: str | None) -> Table:
    """All rows of a sheet's bytes as they stand, of any width, none taken for headings."""
    table = Table(file)
    lines = _lines(table, data, encoding)
    first = find_header(table, lines, lambda _: False) if lines is not None else None
    if lines is not None and first is not None:
        table.rows = list(_raw_rows(table, _source(table, lines), first, lines[first:]))
    return table


def _lines(table: Table, data: bytes, encoding: str | None) -> list[str] | None:
    """The physical lines of a sheet's bytes; None, told, where these are no text."""
    text = decode(data, table, encoding)
    # StringIO breaks lines at \n, \r\n and \r alone, as editors and spreadsheets do
    return None if text is None else list(io.StringIO(text, newline=""))


def _source(table: Table, lines: Sequence[str]) -> Source:
    return Source(table.file, lines, table.delimiter, may_guard(lines))


def find_header(table: Table, lines: Sequence[str], is_heading: IsHeading, head: Head = TOP) -> int | None:
    """The line from 0 that headings stand on, once the delimiter is settled; None, told, where none has text."""
    first = next((i for i, line in enumerate(lines) if i >= head.skip_lines and line.strip()), None)
    if first is None:
        table.report(kinds.EMPTY, Span(1, 1, 1, 1))
        return None
    table.delimiter, above = dialect(lines[first:], is_heading, head)
    return first + above


def may_hold_long_cell(text: AnyStr, line_break: AnyStr) -> bool:
    """Whether a line may be long enough for a cell that is refused: looked for by steps, not sign by sign."""
    step = csv.field_size_limit() // 2
    return any(text.find(line_break, at, at + step) < 0 for at in range(0, len(text) - step, step))


def decode(data: bytes, table: Table, encoding: str | None) -> str | None:
    """The text of a sheet, without a byte order mark; None, with the reason told, where it is no text."""
    try:
        decoding = encodings.decode(data, encoding)
    except (LookupError, UnicodeError, ValueError):
        table.report(kinds.UNKNOWN_ENCODING, Span(1, 1, 1, 1), encoding=encoding)
        return None
    if isinstance(decoding, encodings.Undecodable):
        where = Span(decoding.line, 1, decoding.line, 1)
        byte = f"0x{decoding.byte:02X}"
        if encoding is None:
            without_mark = encodings.utf16_without_mark(data)
            likely = suggestion(without_mark and f"--encoding {without_mark}")
            table.report(kinds.NOT_TEXT, where, byte=byte, line=decoding.line, **likely)
        else:
            table.report(kinds.NOT_IN_ENCODING, where, byte=byte, line=decoding.line, encoding=encoding)
        return None
    table.encoding = decoding.encoding
    if encoding is None and decoding.encoding == "cp1252":
        tell_windows(table, decoding.text)
    return decoding.text.removeprefix("\ufeff")


def tell_windows(table: Table, text: str) -> None:
    """Say that a sheet is read as Windows-1252, and what shows first whether it is."""
    span, _ = first_not_ascii(text)
    line = encodings.lines(text)[span.line - 1]
    before, after = line[: span.column - 1], line[span.column - 1 :]
    cell = _BETWEEN.split(before)[-1] + _BETWEEN.split(after)[0]
    table.report(kinds.READ_AS_WINDOWS, span, text=cell.strip())


def records(
    table: Table, source: Source, first: int, texts: Iterable[str], is_ignored: IsIgnored | None = None
) -> Iterator[Row]:
    """Every record of lines that begin at the line `first`, from 0, one by one as lines are read: the first with text
    is the header, unless there is one, the others rows of its width; the table keeps no row.
    """
    for row in _raw_rows(table, source, first, texts):
        if is_ignored is not None and table.header is not None and is_ignored(row.cells):
            table.ignored_rows.append(row)
        elif (record := _record(table, row)) is not None:
            yield record


def _raw_rows(table: Table, source: Source, first: int, texts: Iterable[str]) -> Iterator[Row]:
    """Every record with a text, whatever its width; what can't be read is told."""
    reader = csv.reader(texts, delimiter=source.delimiter, strict=True)
    end, goes_on = first, True
    while goes_on:
        goes_on = False
        try:
            for cells in reader:
                start, end = end, first + reader.line_num
                if any(map(str.strip, cells)):
                    plain_cells = [unguard(cell) for cell in cells] if source.has_guards else cells
                    yield Row(source, plain_cells, start, end)
        except csv.Error as error:
            start, end = end, first + reader.line_num
            goes_on = _refuse(table, source, start, end, str(error))


def _record(table: Table, row: Row) -> Row | None:
    """A record that is the header, or a row once its width is checked. Trailing empty cells are Excel's."""
    cells = row.cells
    if table.header is None:
        if table.two and table.upper is None:
            table.upper = row
            return None
        header = row if table.upper is None else lower_row(table.upper, row)
        while header.cells and not header.cells[-1].strip():
            header.cells.pop()
        table.header = header
        return header
    width = len(table.header.cells)
    if len(cells) == width and holds_rows(row.source.lines[row.first : row.end], table.delimiter, width):
        broken = next(index for index, cell in enumerate(cells) if "\n" in cell or "\r" in cell)
        table.report(kinds.ROWS_IN_QUOTES, row.span(broken), lines=row.end - row.first)
        return None
    return row if len(cells) == width or _fit(table, row, width) else None


def _fit(table: Table, row: Row, width: int) -> bool:
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
    cell_spans = spans(source, first, end)
    if "end of data" in problem:
        last_span = cell_spans[-1]
        span = Span(last_span.line, last_span.column, last_span.line, last_span.column + 1)
        table.report(kinds.QUOTE_NOT_CLOSED, span, lines=end + 1 - last_span.line)
        return False
    quoted = ((span, text_of(source, span)) for span in cell_spans)
    closed = re.compile(r'(?!")|"(?:[^"]|"")*"\Z')  # no quote at all, or one at each end
    wrong = next((span for span, text in quoted if not closed.match(text)), cell_spans[-1])
    table.report(kinds.TEXT_AFTER_QUOTE, wrong)
    return True
