"""A finding as a value: its kind, its arguments, its place."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

NONE: Mapping[str, object] = {}
"""The arguments of a finding that has none. Values made for each finding, and of the kinds that each command
imports, are NamedTuples here and elsewhere: a frozen dataclass takes five times as long to make, and its class to
define.
"""


class Severity(StrEnum):
    """How grave a finding is; the value is the word of the JSON form (`gravite`)."""

    ERROR = "erreur"
    WARNING = "avertissement"
    INFO = "info"


class Kind(NamedTuple):
    """A kind of finding. `code` is permanent; `message` and `help` are msgids with `{argument}` fields."""

    code: str
    severity: Severity
    message: str
    help: str = ""

    @property
    def family(self) -> str:
        return self.code[0]

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    def way(self, out: str) -> "Kind":
        """The same with its way out."""
        return Kind(self.code, self.severity, self.message, out)


def error(code: str, message: str) -> Kind:
    """A kind for which nothing is decided until it is mended."""
    return Kind(code, Severity.ERROR, message)


def warning(code: str, message: str) -> Kind:
    """A kind that is most likely a mistake, and stops nothing."""
    return Kind(code, Severity.WARNING, message)


def info(code: str, message: str) -> Kind:
    """A kind that is worth knowing, and may well be meant."""
    return Kind(code, Severity.INFO, message)


class Span(NamedTuple):
    """From (line, column) to (end_line, end_column), in characters, from 1, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Place(NamedTuple):
    """Where something stands: a file, and in it a span of text, a cell of a workbook's sheet, or, without a sheet,
    the words of a place in another document (`page 9, table 2`). What is `personal` tells of somebody: it is not shown.
    """

    file: str
    span: Span | None = None
    sheet: str | None = None
    cell: str | None = None
    personal: bool = False

    @property
    def order(self) -> tuple[str, str, Span]:
        return (self.file, self.sheet or "", self.span or Span(0, 0, 0, 0))

    def place(self, _index: int = 0) -> "Place":
        """Itself: what stands there alone is a row of one cell."""
        return self

    def with_file_name(self, name: Callable[[str], str]) -> "Place":
        """The same, in a file called otherwise."""
        return self._replace(file=name(self.file))


class Related(NamedTuple):
    """A secondary place, with the msgid that says why it is shown."""

    message: str
    place: Place


class Diagnostic(NamedTuple):
    """One finding. Arguments are plain values (text, numbers, tuples of text); words come in `render`."""

    kind: Kind
    place: Place
    arguments: Mapping[str, object] = NONE
    related: tuple[Related, ...] = ()
    candidate: str = ""
    """Whose results it spoils; empty where that is everybody's, or not known."""

    @property
    def code(self) -> str:
        return self.kind.code

    @property
    def is_error(self) -> bool:
        return self.kind.is_error

    def with_file_names(self, name: Callable[[str], str]) -> "Diagnostic":
        """The same, of files called otherwise: where it stands, what it points at, and the `file` that it names."""
        file = self.arguments.get("file")
        arguments = {**self.arguments, "file": name(file)} if isinstance(file, str) else self.arguments
        related = (each._replace(place=each.place.with_file_name(name)) for each in self.related)
        return self._replace(
            place=self.place.with_file_name(name), arguments=arguments, related=tuple(related)
        )


class Word(str):
    """An argument that is one of our words, which `render` translates, rather than text of the user's."""

    __slots__ = ()


Path = tuple[str | int, ...]
"""Keys and indices from the root of a document to one of its values."""


class Finding(NamedTuple):
    """A finding in a document whose file is not known yet: it stands at a path.

    `at_key` points at the key rather than its value; `related` are paths with their msgid.
    """

    kind: Kind
    path: Path
    arguments: Mapping[str, object] = NONE
    at_key: bool = False
    related: tuple[tuple[str, Path], ...] = ()


def in_order(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics by file, line, column and code, as every output lists them."""
    return sorted(diagnostics, key=lambda d: (d.place.order, d.code, arguments_order(d)))


def arguments_order(diagnostic: Diagnostic) -> str:
    """What tells the order of findings of one kind at one place."""
    return str(sorted(diagnostic.arguments.items(), key=str))


def has_errors(diagnostics: list[Diagnostic]) -> bool:
    return any(diagnostic.is_error for diagnostic in diagnostics)
