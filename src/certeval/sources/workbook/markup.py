"""XML of a workbook's parts read element by element: nothing is expanded, nothing is fetched."""

from collections.abc import Iterable
from xml.parsers import expat

from certeval.diagnostics.families import sheets as kinds
from certeval.sources.workbook.container import Unreadable

SEPARATOR = " "


class MarkupError(Unreadable):
    """XML that is not well formed, or that declares a document type, where that shows: line and column from 1."""

    def __init__(self, line: int, column: int, *, declares: bool = False) -> None:
        super().__init__(kinds.DAMAGED)
        self.line = line
        self.column = column
        self.declares = declares


class Handler:
    """Told each element with its namespace before its name, its attributes, its text and its end."""

    takes_places = False
    """Whether it is told where elements begin, which takes time."""
    line = column = 1
    """Where the element that opens begins, from 1."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""

    def end(self, name: str) -> None:
        """An element closes."""

    def text(self, text: str) -> None:
        """Some text; one text may come in several pieces."""

    def aside(self) -> None:
        """A comment, an instruction, or a section of text (CDATA) that begins."""


def walk(pieces: Iterable[bytes], handler: Handler, encoding: str | None = None) -> None:
    """Read a part, in the encoding that it says unless one is given. Raises Malformed."""
    parser = expat.ParserCreate(encoding, SEPARATOR)

    def refuse(*_arguments: object) -> None:
        """No document read here has a type; entities are declared there."""
        raise MarkupError(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, declares=True)

    def start(name: str, attributes: dict[str, str]) -> None:
        handler.line, handler.column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        handler.start(name, attributes)

    parser.StartElementHandler = start if handler.takes_places else handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = refuse
    parser.StartCdataSectionHandler = handler.aside
    parser.CommentHandler = lambda _text: handler.aside()
    parser.ProcessingInstructionHandler = lambda _target, _text: handler.aside()
    parser.buffer_text = True
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise MarkupError(error.lineno, error.offset + 1) from error


def local_name(name: str) -> str:
    """An element's or attribute's name without its namespace."""
    return name.rpartition(SEPARATOR)[2]


def whole_number(text: str | None) -> int:
    """A whole number as XML writes it, -1 where it is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else -1  # noqa: PLR2004
