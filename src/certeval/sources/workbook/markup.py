"""XML of a workbook's parts read element by element: nothing is expanded, nothing is fetched."""

from collections.abc import Iterable
from xml.parsers import expat

from certeval.diagnostics.families import sheets as kinds
from certeval.sources.workbook.container import Unreadable

SEPARATOR = " "


class Handler:
    """Told each element with its namespace before its name, its attributes, its text and its end."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""

    def end(self, name: str) -> None:
        """An element closes."""

    def text(self, text: str) -> None:
        """Some text; one text may come in several pieces."""


def walk(pieces: Iterable[bytes], handler: Handler) -> None:
    """Read a part. Raises Unreadable where it is not well formed, or declares a document type."""
    parser = expat.ParserCreate(namespace_separator=SEPARATOR)
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse
    parser.buffer_text = True
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Unreadable(kinds.DAMAGED) from error


def _refuse(*_declared: object) -> None:
    """No spreadsheet writes a document type; entities are declared there."""
    raise Unreadable(kinds.DAMAGED)


def local(name: str) -> str:
    """An element's or attribute's name without its namespace."""
    return name.rpartition(SEPARATOR)[2]


def natural(text: str | None) -> int:
    """A whole number as XML writes it, -1 where it is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else -1  # noqa: PLR2004
