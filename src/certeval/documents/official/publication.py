"""The official référentiel as a document of no form: sections, each with paragraphs, lists, facts and tables.

Its texts are the référentiel's own, and words in its language. A writer shows each of them as it is: none is markup.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import count
from typing import Literal, NamedTuple

from certeval.frozen import frozen
from certeval.messages import _
from certeval.render.referentiel.facts import Fact
from certeval.render.referentiel.page import PageLine, pieces

Style = Literal["text", "quote", "head", "note", "link"]
"""How a text stands: by itself, as words of the source that are quoted, above what follows it, beside it, or as the
address where something can be read.
"""
_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{|}]+", re.ASCII)


@frozen
class OfficialEntry:
    """A text after its code or label, and what is below; it points to `target`, others to its `anchor`."""

    text: str
    code: str = ""
    label: str = ""
    style: Style = "text"
    below: tuple["OfficialEntry", ...] = ()
    anchor: str = ""
    target: str = ""

    def __post_init__(self) -> None:
        """What stands before a text is on one line."""
        object.__setattr__(self, "code", one_line(self.code))
        object.__setattr__(self, "label", one_line(self.label))

    @property
    def lines(self) -> list[str]:
        return pieces(self.text)

    @property
    def is_quoted(self) -> bool:
        """Whether it is to stand between quotation marks: a quotation that brings its own has them."""
        return self.style == "quote" and not self.text.lstrip().startswith(("«", "“", '"'))

    @property
    def address(self) -> str:
        """The address on the web that it is; empty where it is none, and so is no link."""
        return self.text if self.style == "link" and _ADDRESS.fullmatch(self.text) else ""


def one_line(text: str) -> str:
    return " ".join(pieces(text))


EntriesKind = Literal["paragraphs", "listing", "facts"]
"""Texts one after the other, of one kind and a line each, or that say each what it is, by its label."""


class OfficialEntries(NamedTuple):
    """Texts of a section."""

    kind: EntriesKind
    entries: tuple[OfficialEntry, ...]


class OfficialCell(NamedTuple):
    """What stands in so many rows and columns of a table."""

    entries: tuple[OfficialEntry, ...]
    rows: int = 1
    columns: int = 1


Row = tuple[OfficialCell, ...]
"""The cells that begin in a row: none where one of the rows above goes on."""


class OfficialTable(NamedTuple):
    """What is compared side by side: what it is, its heads, its rows, how wide its columns are to each other."""

    title: str
    heads: tuple[Row, ...]
    rows: tuple[Row, ...]
    widths: tuple[int, ...]

    @property
    def kind(self) -> Literal["table"]:
        return "table"

    @property
    def columns(self) -> int:
        return len(self.widths)


def table_of(title: str, heads: Iterable[str], rows: Iterable[Row], widths: tuple[int, ...]) -> OfficialTable:
    """A table with one row of heads."""
    return OfficialTable(
        title, (tuple(OfficialCell(entries([head])) for head in heads),), tuple(rows), widths
    )


class TableCell(NamedTuple):
    """A cell of a table at its column; one that goes on from a row above is no longer `first`."""

    column: int
    cell: OfficialCell
    first: bool


def table_rows(rows: tuple[Row, ...]) -> Iterator[list[TableCell]]:
    """The cells of each row from the left, those that go on from above among them."""
    going_on: dict[int, tuple[OfficialCell, int]] = {}
    for row in rows:
        at = [TableCell(column, cell, first=False) for column, (cell, _rest) in going_on.items()]
        busy = {each.column + i for each in at for i in range(each.cell.columns)}
        column = 0
        for cell in row:
            column = next(i for i in count(column) if i not in busy)
            at.append(TableCell(column, cell, first=True))
            column += cell.columns
        going_on = {column: (cell, rest - 1) for column, (cell, rest) in going_on.items() if rest > 1}
        going_on |= {e.column: (e.cell, e.cell.rows - 1) for e in at if e.first and e.cell.rows > 1}
        yield sorted(at, key=lambda each: each.column)


Part = OfficialEntries | OfficialTable


@frozen
class OfficialSection:
    """A title of level 1 to 3, with the code of what it is about where it is one element, and what stands under it."""

    title: str
    level: int
    anchor: str
    parts: tuple[Part, ...] = ()
    code: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", one_line(self.title))

    @property
    def name(self) -> str:
        """Its title after the code."""
        return f"{self.code} · {self.title}" if self.code else self.title


@frozen
class Publication:
    """A whole document: what it is, of which version, in which language, of which day where one is declared."""

    title: str
    kind: str
    code: str
    version: str
    digest: str
    langue: str
    authors: tuple[str, ...]
    day: date | None
    sections: tuple[OfficialSection, ...]

    @property
    def name(self) -> str:
        return f"{self.code}@{self.version}"


def label_text(entry: OfficialEntry) -> str:
    """The label of an entry as it stands before its text: `Duration:`."""
    return _("{subject}: {condition}", subject=entry.label, condition="").rstrip() if entry.label else ""


def entries(texts: Iterable[str], style: Style = "text") -> tuple[OfficialEntry, ...]:
    return tuple(OfficialEntry(text, style=style) for text in texts)


def anchor_of(name: str) -> str:
    """The anchor of what is no element: no code begins as it does."""
    return f"_{name}"


def line_entries(lines: Iterable[PageLine]) -> tuple[OfficialEntry, ...]:
    """Lines of a page as entries, those of a greater depth below the one before them."""
    rows = list(lines)
    least = min((line.depth for line in rows), default=0)
    items: list[OfficialEntry] = []
    at = 0
    while at < len(rows):
        line, at = rows[at], at + 1
        until = next((i for i in range(at, len(rows)) if rows[i].depth <= least), len(rows))
        items.append(OfficialEntry(line.text, line.code, below=line_entries(rows[at:until])))
        at = until
    return tuple(items)


def fact_entries(facts: Iterable[Fact]) -> tuple[OfficialEntry, ...]:
    """Facts as entries under their labels; what is quoted has none."""
    return tuple(
        OfficialEntry(fact.text, label=capital(fact.label), style="text" if fact.label else "quote")
        for fact in facts
    )


def capital(text: str) -> str:
    """A label as it stands at the beginning of a line."""
    return text[:1].upper() + text[1:]
