"""A large wide sheet opened: what its headings say, how its rows are read in blocks, and some of them cell by cell."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from certeval.bulk.csv_blocks import Extraordinary, LineSpan, Reader, RowLayout
from certeval.bulk.odd_rows import OddRows, Watch
from certeval.referentiel.load import Referentiel
from certeval.render.obstacles import Obstacle
from certeval.scores import identifiers, wide
from certeval.scores.groups import GROUPE
from certeval.scores.headings import CANDIDAT, Headings, headings, identity_of, is_heading
from certeval.scores.observations import Candidate
from certeval.scores.read import OpenedSheets
from certeval.scores.sheets import TableSheet
from certeval.sources import table
from certeval.sources.row_stream import excerpt_of
from certeval.sources.table import Table

HEAD = 1 << 20
"""Bytes in which the heading line must stand."""
READ_APART = frozenset({"jure", "tentative", "session", "referentiel"})
"""Columns that make a row more than a candidate's cells: such sheets are read cell by cell."""


class LargeSheet(NamedTuple):
    """A wide sheet in UTF-8, a row a candidate. `start` is the byte its rows begin at, `line` their first line."""

    path: Path
    head: Table
    headings: Headings
    start: int
    line: int

    @property
    def identity(self) -> tuple[str, ...]:
        """Which of nom and prenom it has a column for."""
        return identity_of(self.headings)

    def reader(self, referentiel: Referentiel, groups: Sequence[Sequence[str]]) -> Reader:
        """What reads the cells of groups of elements, in their order, and the names of the candidates. What has no
        column is empty.
        """
        columns = wide.columns_of(self.headings, referentiel)
        if not groups:
            raise Extraordinary(Obstacle.HEADINGS)
        watch = Watch(referentiel.program, columns) if referentiel.program.situation else None
        layout = self._layout(
            referentiel, tuple(tuple(columns.get(code, -1) for code in of) for of in groups)
        )
        return Reader(layout._replace(watch=watch))

    def _layout(self, referentiel: Referentiel, groups: tuple[tuple[int, ...], ...] = ()) -> RowLayout:
        """How its rows are cut."""
        columns = self.headings.columns
        details = {name: columns[name] for name in (*self.identity, GROUPE) if name in columns}
        width = len(self.head.header.cells) if self.head.header else 0
        look = OddRows(self.headings, width, referentiel).look
        return RowLayout(self.head.delimiter, width, columns[CANDIDAT], details, groups, look)

    def first(self, referentiel: Referentiel, selection: Collection[str], count: int) -> dict[str, Candidate]:
        """The candidates of the first rows, so many of them, read cell by cell; with `selection`, all of these."""
        if not selection:
            return self._read(referentiel, islice(self._rows(referentiel), count))
        candidates = self.alike(referentiel, selection)
        return {code: each for code, each in candidates.items() if code in selection}

    def alike(self, referentiel: Referentiel, candidates: Iterable[str]) -> dict[str, Candidate]:
        """The candidates whose identifiers look like some, read cell by cell; nobody else is read."""
        keys = set(map(identifiers.key, candidates))
        return self._read(referentiel, self._rows(referentiel, keys))

    def _rows(self, referentiel: Referentiel, keys: Collection[str] | None = None) -> Iterator[LineSpan]:
        """The physical lines of the rows that name somebody, or with these folded identifiers, in order; none of their
        cells is taken.
        """
        with self.path.open("rb") as stream:
            stream.seek(self.start)
            reader = Reader(self._layout(referentiel))
            for block in reader.blocks(stream, self.path.stat().st_size, self.line):
                for row, code in enumerate(block.key_lines().split("\n") if block.identifiers else ()):
                    if keys is None or code in keys:
                        yield block.lines(row)

    def _read(self, referentiel: Referentiel, spans: Iterable[LineSpan]) -> dict[str, Candidate]:
        lines = {line for first, last in spans for line in range(first, last + 1)}
        return self.excerpt(lines).read(referentiel).candidates

    def excerpt(self, numbers: Collection[int]) -> OpenedSheets:
        """The sheet with these of its physical lines alone, by number from 1, each at its place."""
        lines = lines_of(self.path, self.start, self.line, numbers)
        excerpt = TableSheet.of(str(self.path), "", excerpt_of(self.head, lines), self.headings)
        return OpenedSheets((excerpt,))


def lines_of(path: Path, start: int, first: int, numbers: Collection[int]) -> dict[int, str]:
    """The text of physical lines of a file, by number: the line `first` begins at the byte `start`."""
    with path.open("rb") as stream:
        stream.seek(start)
        lines = enumerate(islice(stream, max(numbers, default=first - 1) + 1 - first), first)
        return {number: text.decode() for number, text in lines if number in numbers}


def open_large(path: Path) -> LargeSheet:
    """Open a sheet by its heading line.

    Raises Extraordinary where it can't be read in blocks, OSError where it can't be read.
    """
    head, roles, start = head_of(path, str(path))
    if roles.layout != "large" or head.header is None:
        raise Extraordinary(Obstacle.LONG)
    return LargeSheet(path, head, roles, start, head.header.end + 1)


def head_of(path: Path, file: str) -> tuple[Table, Headings, int]:
    """The headings of a sheet in UTF-8 with nothing but candidates' cells, and the byte that its rows begin at.

    `file` is the name in places. Raises Extraordinary for any other sheet.
    """
    with path.open("rb") as stream:
        data = stream.read(HEAD)
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) or b"\0" in data:
        raise Extraordinary(Obstacle.ENCODING)
    data = data[: data.rfind(b"\n") + 1] or data
    first = _first_record(data)
    head = table.parse(first, file, is_heading)
    if head.encoding != "utf-8":
        raise Extraordinary(Obstacle.ENCODING)
    if head.header is None or head.diagnostics or head.rows or head.uneven:
        raise Extraordinary(Obstacle.HEADINGS)
    roles = headings(head)
    if not is_plain(roles):
        raise Extraordinary(Obstacle.COLUMNS)
    return head, roles, len(first)


def is_plain(roles: Headings) -> bool:
    """Whether the columns of a sheet say nothing but candidates' cells, who they are and in which group."""
    of_candidates = roles.readable and roles.bearer == CANDIDAT
    return of_candidates and not READ_APART & roles.columns.keys() and not roles.blank_columns


def _first_record(data: bytes) -> bytes:
    """The bytes up to the end of the first record with text: a heading may hold line breaks in its quotes."""
    at, quotes = 0, 0
    while at < len(data):
        end = data.find(b"\n", at) + 1 or len(data)
        line = data[at:end]
        quotes += line.count(b'"')
        at = end
        text = line.removeprefix(b"\xef\xbb\xbf").strip()
        if quotes % 2 == 0 and text and not text.lower().startswith((b"sep=", b'"sep=')):
            break
    return data[:at]
