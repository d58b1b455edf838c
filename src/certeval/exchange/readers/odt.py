"""ODT documents, read element by element."""

from dataclasses import dataclass, field

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import NOWHERE, DocumentLayout, Piece, Spot, TableBuilder, TextLine, broken
from certeval.sources.workbook.container import Container
from certeval.sources.workbook.markup import Handler, local, natural, walk

ASIDE = frozenset(
    {"tracked-changes", "annotation", "note", "forms", "index-title-template", "table-of-content-source"}
)
"""Elements whose text is not the document's."""
MOST_REPEATED = 100
"""Times that a cell or a row is repeated: more are the empty margin of a sheet."""


def read(book: Container) -> DocumentLayout:
    """The layout of a document's archive. Raises Unreadable where its XML can't be read."""
    content = _Content()
    walk(book.inflated("content.xml"), content)
    return DocumentLayout(tuple(content.pieces))


@dataclass
class _Open:
    """A table that is being read, and the cell of it."""

    builder: TableBuilder
    lines: list[TextLine] = field(default_factory=list)
    rows: int = 1
    columns: int = 1
    repeated: int = 1


class _Content(Handler):
    """Paragraphs and tables in their order; a table in a cell is lines of that cell."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._tables: list[_Open] = []
        self._aside = 0
        self._paragraphs = self._listed = self._found = 0
        self._text: list[list[str]] = []
        self._bullet = self._struck = self._noted = False
        self._style = ""
        self._striking: set[str] = set()
        self._spans: list[bool] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        said = {local(key): value for key, value in attributes.items()}
        tag = local(name)
        if self._aside or tag in ASIDE:
            self._noted = self._noted or (tag == "note" and not self._aside)
            self._aside += 1
            return
        if tag in {"p", "h"}:
            self._text.append([])
        elif tag == "style":
            self._style = said.get("name", "")
        elif tag == "text-properties" and said.get("text-line-through-style", "none") != "none":
            self._striking.add(self._style)
        elif tag == "span":
            self._spans.append(said.get("style-name", "") in self._striking)
        elif tag == "list-item":
            self._listed, self._bullet = self._listed + 1, True
        elif tag in SIGNS and self._text:
            self._text[-1].append(SIGNS[tag] * min(MOST_REPEATED, max(1, natural(said.get("c", "1")))))
        elif tag.startswith("table"):
            self._table(tag, said)

    def _table(self, tag: str, said: dict[str, str]) -> None:
        if tag == "table":
            self._found += not self._tables
            self._tables.append(_Open(TableBuilder(Spot(table=self._found))))
        elif tag == "table-row" and self._tables:
            self._tables[-1].builder.row()
        elif tag == "table-cell" and self._tables:
            table = self._tables[-1]
            table.lines = []
            table.rows = max(1, natural(said.get("number-rows-spanned", "1")))
            table.columns = max(1, natural(said.get("number-columns-spanned", "1")))
            table.repeated = max(1, natural(said.get("number-columns-repeated", "1")))

    def end(self, name: str) -> None:
        tag = local(name)
        if self._aside:
            self._aside -= 1
        elif tag in {"p", "h"} and self._text:
            self._paragraph("".join(self._text.pop()))
        elif tag == "span" and self._spans:
            self._spans.pop()
        elif tag == "list-item":
            self._listed -= 1
        elif tag == "table-cell" and self._tables:
            table = self._tables[-1]
            again = table.repeated if table.lines or table.repeated <= MOST_REPEATED else 0
            for _ in range(min(again, MOST_REPEATED)):
                table.builder.put(table.lines, table.rows, table.columns)
        elif tag == "table" and self._tables:
            self._close(self._tables.pop())

    def _close(self, table: _Open) -> None:
        whole = table.builder.table()
        if self._tables:
            self._tables[-1].lines += whole.lines()
        else:
            self.pieces.append(whole)

    def _paragraph(self, text: str) -> None:
        bullet, self._bullet = self._bullet and bool(self._listed), False
        odd = kinds.STRUCK if self._struck else kinds.NOTED if self._noted else None
        self._struck = self._noted = False
        if self._tables:
            self._tables[-1].lines += broken(text, NOWHERE, bullet=bullet, odd=odd)
        else:
            self._paragraphs += 1
            self.pieces += broken(text, Spot(paragraph=self._paragraphs), bullet=bullet, odd=odd)

    def text(self, text: str) -> None:
        if self._text and not self._aside:
            self._struck = self._struck or (any(self._spans) and bool(text.strip()))
            self._text[-1].append(text.replace("\n", " "))


SIGNS = {"s": " ", "tab": " ", "line-break": "\n"}
