"""What readers of sheets ask of a table, whatever it was read from: text, a workbook, a form."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from certeval.diagnostics import Place


class Line(Protocol):
    """A row of any sheet: its cells as text, and where each stands."""

    @property
    def file(self) -> str: ...

    @property
    def cells(self) -> list[str]: ...

    def place(self, index: int, /) -> Place: ...


class Lines(Protocol):
    """The headings and rows of any sheet; each row has a cell a heading.

    `given` is what the sheet says once for all its rows (jure, session), by heading.
    """

    @property
    def header(self) -> Line | None: ...

    @property
    def rows(self) -> Sequence[Line]: ...

    @property
    def given(self) -> Mapping[str, str]: ...
