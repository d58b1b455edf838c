"""A large wide sheet opened: what its headings say, how its rows are read in blocks, and which rows must be told.

Rows that are as they should be are never taken apart; the others are read again by the reader of every sheet,
which words the findings, so that they are the same whatever the size.
"""

import heapq
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, repeat
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from certeval.bulk import situated
from certeval.bulk.csv_blocks import Block, Extraordinary, Layout, Reader, Span
from certeval.bulk.excerpts import Selection
from certeval.bulk.tally import Tally
from certeval.diagnostics import Diagnostic
from certeval.diagnostics.families.sheets import ROW_TOO_LONG
from certeval.referentiel.load import Referentiel
from certeval.render.obstacles import Obstacle
from certeval.scores import identifiers, wide
from certeval.scores.headings import CANDIDAT, Headings, headings, identity_of, is_heading
from certeval.scores.merge import Gathering
from certeval.scores.observations import Candidate, Scores
from certeval.scores.rows import tell_idle
from certeval.scores.sheets import TableSheet, put, read
from certeval.sources import table
from certeval.sources.excerpt import excerpt_of
from certeval.sources.table import Table
from certeval.text.digests import sha256_of

HEAD = 1 << 20
"""Bytes in which the heading line must stand."""
READ_APART = frozenset({"jure", "tentative", "groupe", "session", "referentiel"})
"""Columns that make a row more than a candidate's cells: such sheets are read cell by cell."""


class LargeSheet(NamedTuple):
    """A wide sheet in UTF-8, a row a candidate. `start` is the byte its rows begin at, `line` their first line."""

    path: Path
    head: Table
    headings: Headings
    start: int
    line: int

    def splits(self, referentiel: Referentiel, groups: Sequence[Sequence[str]]) -> list["Cells"]:
        """How the texts that blocks give of each group of elements are those of its elements."""
        columns = wide.columns_of(self.headings, referentiel)
        return [Cells.of(columns, codes) for codes in groups]

    @property
    def identity(self) -> tuple[str, ...]:
        """Which of nom and prenom it has a column for."""
        return identity_of(self.headings)

    def reader(self, referentiel: Referentiel, groups: Sequence[Sequence[str]]) -> Reader:
        """What reads the cells of groups of elements, those without a column having no place there, and the names of
        the candidates.
        """
        columns = wide.columns_of(self.headings, referentiel)
        if not groups:
            raise Extraordinary(Obstacle.HEADINGS)
        watch = situated.watch(referentiel, columns) if referentiel.program.situation else None
        layout = self.layout(tuple(tuple(places(columns, codes)) for codes in groups))
        return Reader(layout._replace(watch=watch))

    def layout(self, groups: tuple[tuple[int, ...], ...]) -> Layout:
        """How its rows are cut."""
        details = {name: self.headings.columns[name] for name in self.identity}
        width = len(self.head.header.cells) if self.head.header else 0
        return Layout(self.head.delimiter, width, self.headings.columns[CANDIDAT], details, groups)

    def told(self, referentiel: Referentiel, tally: Tally) -> list[Diagnostic]:
        """What there is to say of the sheet: of its headings, and of the rows that its tally sets aside."""
        selection = self._selection(referentiel, tally)
        excerpt = excerpt_of(self.head, _lines(self, selection.lines))
        sheet = TableSheet(str(self.path), "", excerpt, self.headings)
        gathering = Gathering(referentiel)
        sheet.tell(gathering)
        if tally.rows > selection.decided:
            put(excerpt, self.headings, gathering)
            gathering.elements.of_another()
            gathering.people.homonyms()
            gathering.elements.absent(sheet.top())
        elif read(sheet, gathering) or selection.beyond.keys() - {ROW_TOO_LONG}:
            gathering.elements.absent(sheet.top())
        gathering.reports.findings.extend(gathering.situations.told(gathering.people.candidates.values()))
        if not excerpt.rows:
            tell_idle(excerpt, self.headings, gathering)
        for kind, number in selection.beyond.items():
            gathering.reports.findings.more(kind, sheet.file, number)
        return gathering.reports.findings.listed()

    def _selection(self, referentiel: Referentiel, tally: Tally) -> Selection:
        """The rows that its tally sets aside, as far as they are to be read: those of one name with another all are."""
        aside = [span for span, _ in groupby(sorted(tally.aside))]
        width = len(self.head.header.cells) if self.head.header else 0
        found = Selection(self.headings, self.head.delimiter, width, referentiel)
        homonyms = set(_homonyms(self, tally.homonyms()))
        texts = _texts(self, aside)
        rows = heapq.merge(zip(aside, repeat("")), _rows_of(self, tally.repeated()), key=itemgetter(0))
        for span, same in groupby(rows, itemgetter(0)):
            codes = [code for _, code in same]
            text = None if "" not in codes else next(texts)
            found.take(span, None if span in homonyms else text, max(codes))
        found.lines.update(line for span in homonyms for line in lines(span))
        return found

    def excerpt(self, referentiel: Referentiel, count: int) -> dict[str, Candidate]:
        """The candidates of the first rows, about so many of them, read cell by cell."""
        lines: dict[int, str] = {}
        with self.path.open("rb") as stream:
            stream.seek(self.start)
            quotes = 0
            for number, text in enumerate(stream, self.line):
                lines[number] = text.decode()
                quotes += text.count(b'"')
                if len(lines) >= count and quotes % 2 == 0:
                    break
        return self._read(referentiel, lines).people.candidates

    def only(self, referentiel: Referentiel, candidates: Iterable[str]) -> Scores:
        """What the sheet says of some candidates; nothing of one whom it has not. Nobody else is read."""
        folded = set(map(identifiers.key, candidates))
        wanted = {line for span, _ in _rows_of(self, folded) for line in lines(span)}
        gathering = self._read(referentiel, _lines(self, wanted))
        gathering.reports.findings.extend(gathering.situations.told(gathering.people.candidates.values()))
        return Scores([], gathering.people.candidates, gathering.reports.findings.listed())

    def _read(self, referentiel: Referentiel, lines: Mapping[int, str]) -> Gathering:
        gathering = Gathering(referentiel)
        wide.read(excerpt_of(self.head, lines), self.headings, gathering)
        return gathering

    def digest(self) -> str:
        """`sha256:` and the digest of the file's bytes."""
        return sha256_of(self.path)


def places(columns: Mapping[str, int], codes: Iterable[str]) -> list[int]:
    """The columns of a group's elements, in the sheet's order."""
    return sorted(columns[code] for code in codes if code in columns)


@dataclass(frozen=True, slots=True)
class Cells:
    """Gives the texts of a group's cells in the order of its elements, from those that blocks give in the sheet's.
    `at` is the place of each element's cell, -1 for none.
    """

    at: tuple[int, ...]

    @classmethod
    def of(cls, columns: Mapping[str, int], codes: Sequence[str]) -> "Cells":
        """Those of a group's elements."""
        placed = places(columns, codes)
        return cls(tuple(placed.index(columns[code]) if code in columns else -1 for code in codes))

    def __call__(self, group: Hashable) -> Sequence[str]:
        cells = group if isinstance(group, tuple) else ()
        if self.at == tuple(range(len(cells))):
            return cells
        return [cells[index] if index >= 0 else "" for index in self.at]


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
    if head.header is None or head.diagnostics or head.rows:
        raise Extraordinary(Obstacle.HEADINGS)
    roles = headings(head)
    if not usual(roles):
        raise Extraordinary(Obstacle.COLUMNS)
    return head, roles, len(first)


def usual(roles: Headings) -> bool:
    """Whether the columns of a sheet say nothing but candidates' cells."""
    return roles.readable and not READ_APART & roles.columns.keys() and not roles.unnamed


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


def lines(span: Span) -> range:
    """The physical lines of a row."""
    return range(span[0], span[1] + 1)


def _lines(sheet: LargeSheet, wanted: set[int]) -> Mapping[int, str]:
    """The text of physical lines, by number from 1."""
    found: dict[int, str] = {}
    if wanted:
        with sheet.path.open("rb") as stream:
            stream.seek(sheet.start)
            for number, text in enumerate(stream, sheet.line):
                if number in wanted:
                    found[number] = text.decode()
    return found


def _texts(sheet: LargeSheet, spans: Iterable[Span]) -> Iterator[list[str]]:
    """The text of the physical lines of rows that come in order."""
    with sheet.path.open("rb") as stream:
        stream.seek(sheet.start)
        at = sheet.line
        for first, last in spans:
            held = list(islice(stream, first - at, last + 1 - at))
            at = last + 1
            yield [text.decode() for text in held]


def _rows_of(sheet: LargeSheet, folded: Collection[str]) -> Iterator[tuple[Span, str]]:
    """The rows with these folded identifiers, in order: their physical lines, and the identifier of each."""
    for block in _blocks(sheet) if folded else ():
        for row, code in enumerate(block.folded().split("\n")):
            if code in folded:
                yield block.lines(row), block.identifiers[row]


def _homonyms(sheet: LargeSheet, persons: Collection[int]) -> Iterator[Span]:
    """The physical lines of the rows of these persons."""
    for block in _blocks(sheet) if persons else ():
        yield from (block.lines(row) for row, person in enumerate(block.persons()) if person in persons)


def _blocks(sheet: LargeSheet) -> Iterator[Block]:
    """Its rows once more, none of their cells taken."""
    with sheet.path.open("rb") as stream:
        stream.seek(sheet.start)
        yield from Reader(sheet.layout(())).blocks(stream, sheet.path.stat().st_size, sheet.line)
