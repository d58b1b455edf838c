"""What an ODT holds beside its paragraphs and tables, and is not read: formulas, charts, sheets, other documents."""

from contextlib import suppress

from certeval.sources.workbook.container import Container, name_of
from certeval.sources.workbook.markup import Handler, MarkupError, local_name, walk

OBJECTS = frozenset({"object", "object-ole", "plugin", "applet"})
LONGEST = 500
"""Characters of an object that say which it is."""


class _Words(Handler):
    """The texts of a part, those of a formula as they are typed in its language left out."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._aside = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self._aside += bool(self._aside) or local_name(name) in {"annotation", "automatic-styles"}

    def end(self, _name: str) -> None:
        self._aside -= bool(self._aside)

    def text(self, text: str) -> None:
        if not self._aside and text.strip():
            self.words.append(text.strip())


def text(book: Container, name: str) -> str:
    """What says which object a name is that of: its words, else its name (old formulas declare a document type)."""
    folder = name.removeprefix("./")
    part = f"{folder}/content.xml"
    words = _Words()
    if name_of(part) in book.parts:
        with suppress(MarkupError):
            walk(book.pieces(part), words)
    return " ".join(words.words)[:LONGEST] or folder
