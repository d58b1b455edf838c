"""One record of delimited text, where each of its cells stands, what parts them, and where the headings are."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple, overload

from certeval.diagnostics import Place, Span
from certeval.sources.lines import join_headings

DELIMITERS = (";", "\t", ",", "|")
FORMULA_STARTS = frozenset("=+-@\t\r＝＋－＠")
"""What makes a spreadsheet run a text; exports put one quote before it."""
GUARD_SIGNS = frozenset("'=")
"""One of these begins what an export puts around a text."""
_TEXT_FORMULA = re.compile(r'="([^"]*(?:""[^"]*)*)"\s*')
"""What keeps a text from becoming a number: ="001"."""


class LinesFrom(Sequence[str]):
    """Lines that follow each other, by their numbers in the file from 0: those before `first` are not there."""

    def __init__(self, first: int, texts: list[str]) -> None:
        self.first = first
        self.texts = texts

    def __len__(self) -> int:
        return self.first + len(self.texts)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            return self.texts[index.start - self.first : index.stop - self.first]
        return self.texts[index - self.first]


class Source(NamedTuple):
    """The physical lines of a sheet, breaks included, and what parts their cells."""

    file: str
    lines: Sequence[str]
    delimiter: str
    has_guards: bool
    """Whether an export may have put something around a text: it never does in most sheets."""


@dataclass(slots=True)
class Row:
    """One record: its cells as typed, and the physical lines it stands on, from `first` up to `end`."""

    source: Source
    cells: list[str]
    first: int
    end: int
    _spans: list[Span] | None = field(default=None, repr=False, compare=False)
    """Where its cells stand, once somebody asks."""

    @property
    def file(self) -> str:
        return self.source.file

    @property
    def start(self) -> Place:
        """Where its first line begins, which needs no walk: no cell stands before."""
        return Place(self.file, Span(self.first + 1, 1, self.first + 1, 1))

    def is_guarded(self, index: int) -> bool:
        """Whether a cell was written with what keeps a spreadsheet from running it: it is text on purpose."""
        where = self.cell_spans()
        text = text_of(self.source, where[index]) if index < len(where) else ""
        text = text[1:-1].replace('""', '"') if text.startswith('"') else text
        return unguard(text) != text

    def place(self, index: int) -> Place:
        """Where a cell stands, its quotes included; the end of the row where it has no such cell."""
        return Place(self.file, self.span(index))

    def span(self, index: int) -> Span:
        """The same in its file."""
        where = self.cell_spans()
        if index < len(where):
            return where[index]
        last = where[-1]
        return Span(last.end_line, last.end_column, last.end_line, last.end_column)

    def columns(self) -> list[int] | None:
        """Where each of its cells begins in the one line that it stands on; None where it stands on several, or
        where a quote stands.
        """
        line = self.source.lines[self.first]
        if self.end != self.first + 1 or '"' in line:
            return None
        return _columns(line.rstrip("\r\n").split(self.source.delimiter))

    def cell_spans(self) -> list[Span]:
        """Where each of its cells stands."""
        if self._spans is None:
            self._spans = spans(self.source, self.first, self.end)
        return self._spans


def lower_row(upper: Row, lower: Row) -> Row:
    """The lower of two rows of headings, with the texts of both: each stands in it, or above where it has none."""
    cells = join_headings(upper.cells, lower.cells)
    own = [bool("".join(lower.cells[i : i + 1]).strip()) for i in range(len(cells))]
    cell_spans = [(lower if is_own else upper).span(i) for i, is_own in enumerate(own)]
    return Row(lower.source, cells, lower.first, lower.end, cell_spans)


def unguard(text: str) -> str:
    """A text without what an export put around it for spreadsheets: the one quote before what they would run, quotes
    before it or not; the formula that gives the text itself.
    """
    if text[:1] == "'":
        return text[1:] if text.lstrip("'")[:1] in FORMULA_STARTS else text
    formula = _TEXT_FORMULA.fullmatch(text) if text[:2] == '="' else None
    return text if formula is None else formula[1].replace('""', '"')


def may_guard(texts: Iterable[str]) -> bool:
    """Whether an export may have put something around what some texts hold."""
    text = "".join(texts)
    return any(sign in text for sign in GUARD_SIGNS)


def holds_rows(lines: Sequence[str], delimiter: str, width: int) -> bool:
    """Whether each of the several lines of one record is as wide as a row: a quote left open took them together."""
    return len(lines) > 1 and all(line.count(delimiter) == width - 1 for line in lines)


def text_of(source: Source, span: Span) -> str:
    """What stands in a span, line breaks and quotes included."""
    lines = list(source.lines[span.line - 1 : span.end_line])
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "".join(lines)


def spans(source: Source, first: int, end: int) -> list[Span]:
    """Where each cell of a record stands, its physical lines walked as csv reads them."""
    if end == first + 1 and '"' not in source.lines[first]:
        return list(_plain(source.lines[first].rstrip("\r\n"), first + 1, source.delimiter))
    cell_spans: list[Span] = []
    start = (first + 1, 1)
    last = start
    fresh, in_quotes, after_quote = True, False, False
    for line in range(first, end):
        text = source.lines[line].rstrip("\r\n")
        for column, character in enumerate(text, 1):
            if in_quotes:
                in_quotes, after_quote = character != '"', character == '"'
            elif character == source.delimiter:
                cell_spans.append(Span(*start, line + 1, column))
                start = (line + 1, column + 1)
                fresh, after_quote = True, False
            else:
                in_quotes = character == '"' and (fresh or after_quote)
                fresh = after_quote = False
        last = (line + 1, len(text) + 1)
    cell_spans.append(Span(*start, *last))
    return cell_spans


def _plain(text: str, line: int, delimiter: str) -> Iterator[Span]:
    """The cells of a line that holds no quote."""
    cells = text.split(delimiter)
    for at, cell in zip(_columns(cells), cells, strict=True):
        yield Span(line, at, line, at + len(cell))


def _columns(cells: Sequence[str]) -> list[int]:
    """Where each cell of a line begins, parted by one character."""
    return list(accumulate([len(cell) + 1 for cell in cells[:-1]], initial=1))


_SEP = re.compile(r'"?sep=(\t|[^\w\s"])"?[;,|\t]*\s*', re.IGNORECASE)

IsHeading = Callable[[str], bool]


class Head(NamedTuple):
    """Where the headings of a sheet are: below so many physical lines, on one row or two, among the first rows that
    follow, of which one has a cell that they need.
    """

    skip_lines: int = 0
    two: bool = False
    among: int = 1
    is_required: IsHeading = lambda _: True


TOP = Head()


def dialect(lines: Sequence[str], is_heading: IsHeading, head: Head = TOP) -> tuple[str, int]:
    """The delimiter that yields the most known headings, then the most columns, the first of equals; and how many
    lines stand above those headings. A first line such as `sep=;` says which is preferred.
    """
    preference = _SEP.fullmatch(lines[0])
    below = lines[1:] if preference else lines
    delimiters = (*((preference[1],) if preference else ()), *DELIMITERS)
    by_delimiter = {delimiter: _worth(delimiter, below, is_heading, head) for delimiter in delimiters}
    delimiter = max(delimiters, key=lambda each: by_delimiter[each][:2])
    heading_count, _, above = by_delimiter[delimiter]
    return delimiter, (above if heading_count else 0) + bool(preference)


def _worth(delimiter: str, lines: Sequence[str], is_heading: IsHeading, head: Head) -> tuple[int, int, int]:
    """How many known headings and how many columns a delimiter yields; how many lines stand above these headings."""
    best = None
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    above = row_count = 0
    with suppress(csv.Error):
        for record in rows:
            cells = list(map(unguard, record))
            if "".join(cells).strip():
                row_count += 1
                heading_count = sum(map(is_heading, cells)) if any(map(head.is_required, cells)) else 0
                if best is None or heading_count > best[0]:
                    best = heading_count, len(cells), above
                if row_count == head.among:
                    break
            above = rows.line_num
    return best or (0, 0, 0)
