"""What readers of sheets ask of a table, whatever it was read from: text, a workbook, a form."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from certeval.diagnostics import Diagnostic, Place
from certeval.frozen import frozen

STDIN = "<stdin>"
"""The name under which what comes through the standard input is read and told of."""


class Locator(Protocol):
    """What knows where each of its cells stands."""

    @property
    def file(self) -> str: ...

    def place(self, index: int, /) -> Place: ...


class Line(Locator, Protocol):
    """A row of any sheet: its cells as text, and where each stands."""

    @property
    def cells(self) -> Sequence[str]: ...


@runtime_checkable
class GuardedLine(Line, Protocol):
    """A row whose cells may have been written with what keeps a spreadsheet from running them."""

    def is_guarded(self, index: int, /) -> bool: ...


def is_guarded(row: Locator, index: int) -> bool:
    """Whether a cell is text on purpose, as an export says of it."""
    return isinstance(row, GuardedLine) and row.is_guarded(index)


class Lines(Protocol):
    """The headings and rows of any sheet; each row has a cell a heading.

    `defaults` is what the sheet says once for all its rows (jure, session), by heading.
    """

    @property
    def header(self) -> Line | None: ...

    @property
    def rows(self) -> Sequence[Line]: ...

    @property
    def defaults(self) -> Mapping[str, str]: ...


@frozen
class CompositeRow:
    """A row that no file has as it is: each of its cells stands in a row of its own, at a column of it."""

    file: str
    cells: Sequence[str]
    origins: Sequence[tuple[Locator, int]]

    def place(self, index: int) -> Place:
        row, column = self.origins[index]
        return row.place(column)

    def is_guarded(self, index: int) -> bool:
        """Whether a cell is, where it stands."""
        return is_guarded(*self.origins[index])


@dataclass(slots=True)
class LineTable:
    """Headings, rows, and what is wrong with them so far."""

    header: Line | None = None
    rows: Sequence[Line] = ()
    defaults: Mapping[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


BETWEEN = " / "
"""What stands between the two texts of a heading on two rows."""


def join_headings(upper: Sequence[str], lower: Sequence[str], ends: Collection[int] = ()) -> list[str]:
    """The headings that stand on two rows. A text above another goes on over the next columns that have none above
    theirs, as the title of a group does, but no further than where the merged cells that hold it end (`ends`).
    """
    headings: list[str] = []
    title = ""
    for i in range(max(len(upper), len(lower))):
        high = upper[i].strip() if i < len(upper) else ""
        low = lower[i].strip() if i < len(lower) else ""
        if high:
            title = high if low else ""
        elif i in ends:
            title = ""
        headings.append(BETWEEN.join(filter(None, (title, low))) if low else high)
    return headings
