"""ODT documents, read element by element."""

from dataclasses import dataclass, field

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import NOWHERE, DocumentLayout, Piece, Spot, TextLine, split_paragraph
from certeval.exchange.readers import list_numbers
from certeval.exchange.readers.odt_numbers import ListNumbers
from certeval.exchange.table_builder import TableBuilder
from certeval.sources.workbook.container import Container
from certeval.sources.workbook.markup import Handler, local_name, walk, whole_number

ASIDE = frozenset(
    {"tracked-changes", "annotation", "note", "forms", "index-title-template", "table-of-content-source"}
)
"""Elements whose text is not the document's."""
MOST_REPEATS = 100
"""Times that a cell or a row is repeated: more are the empty margin of a sheet."""


def read(book: Container) -> DocumentLayout:
    """The layout of a document's archive. Raises Unreadable where its XML can't be read."""
    styles = _NamedStyles(ListNumbers(), set())
    if "styles.xml" in book.parts:
        walk(book.pieces("styles.xml"), styles)
    content = _Content(styles.numbers, styles.strike_styles)
    walk(book.pieces("content.xml"), content)
    return DocumentLayout(tuple(content.pieces))


@dataclass
class _OpenTable:
    """A table that is being read, and the cell of it."""

    builder: TableBuilder
    lines: list[TextLine] = field(default_factory=list)
    rows: int = 1
    columns: int = 1
    repeats: int = 1


class _Styles(Handler):
    """What styles say that is read: how lists are numbered, and what is struck out."""

    def __init__(self, numbers: ListNumbers, strike_styles: set[str]) -> None:
        self.numbers = numbers
        self.strike_styles = strike_styles
        self._style = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        values, tag = _values(attributes), local_name(name)
        self.numbers.style(tag, values)
        if tag == "style":
            self._style = values.get("name", "")
        elif tag == "text-properties" and values.get("text-line-through-style", "none") != "none":
            self.strike_styles.add(self._style)


class _NamedStyles(_Styles):
    """The styles of the document; those without a name of their own are of its headers and footers."""

    def __init__(self, numbers: ListNumbers, strike_styles: set[str]) -> None:
        super().__init__(numbers, strike_styles)
        self._is_named = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._is_named = self._is_named or local_name(name) == "styles"
        if self._is_named:
            super().start(name, attributes)

    def end(self, name: str) -> None:
        self._is_named = self._is_named and local_name(name) != "styles"


class _Content(_Styles):
    """Paragraphs and tables in their order; a table in a cell is lines of that cell."""

    def __init__(self, numbers: ListNumbers, strike_styles: set[str]) -> None:
        super().__init__(numbers, strike_styles)
        self.pieces: list[Piece] = []
        self._tables: list[_OpenTable] = []
        self._aside = 0
        self._paragraphs = self._list_depth = self._table_count = 0
        self._text: list[list[str]] = []
        self._bullet = self._has_strike = self._has_note = False
        self._headings: list[tuple[int, str]] = []
        self._spans: list[bool] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        values, tag = _values(attributes), local_name(name)
        if self._aside or tag in ASIDE:
            self._has_note = self._has_note or (tag in NOTES and not self._aside)
            self._aside += 1
            return
        if tag in {"p", "h"}:
            self._text.append([])
            self._spans.append(values.get("style-name", "") in self.strike_styles)
            counts = tag == "h" and values.get("is-list-header") != "true"
            self._headings.append(
                (whole_number(values.get("outline-level")) if counts else 0, values.get("style-name", ""))
            )
        elif tag == "span":
            self._spans.append(values.get("style-name", "") in self.strike_styles)
        elif tag == "list":
            self.numbers.open_list(values)
        elif tag == "list-item":
            self._list_depth, self._bullet = self._list_depth + 1, True
            self.numbers.open_item(values)
        elif tag in SIGNS and self._text:
            self._text[-1].append(SIGNS[tag] * min(MOST_REPEATS, max(1, whole_number(values.get("c", "1")))))
        elif tag.startswith("table"):
            self._table(tag, values)
        else:
            super().start(name, attributes)

    def _table(self, tag: str, values: dict[str, str]) -> None:
        if tag == "table":
            self._table_count += not self._tables
            self._tables.append(_OpenTable(TableBuilder(Spot(table=self._table_count))))
        elif tag == "table-row" and self._tables:
            self._tables[-1].builder.row()
        elif tag == "table-cell" and self._tables:
            table = self._tables[-1]
            table.lines = []
            table.rows = max(1, whole_number(values.get("number-rows-spanned", "1")))
            table.columns = max(1, whole_number(values.get("number-columns-spanned", "1")))
            table.repeats = max(1, whole_number(values.get("number-columns-repeated", "1")))

    def end(self, name: str) -> None:
        tag = local_name(name)
        if self._aside:
            self._aside -= 1
        elif tag in {"p", "h"} and self._text:
            self._paragraph("".join(self._text.pop()), *self._headings.pop())
            self._spans.pop()
        elif tag == "span" and self._spans:
            self._spans.pop()
        elif tag == "list":
            self.numbers.close_list()
        elif tag == "list-item":
            self._list_depth -= 1
        elif tag == "table-cell" and self._tables:
            table = self._tables[-1]
            again = table.repeats if table.lines or table.repeats <= MOST_REPEATS else 0
            for _ in range(min(again, MOST_REPEATS)):
                table.builder.put(table.lines, table.rows, table.columns)
        elif tag == "table" and self._tables:
            self._close(self._tables.pop())

    def _close(self, table: _OpenTable) -> None:
        whole = table.builder.table()
        if self._tables:
            self._tables[-1].lines += whole.lines()
        else:
            self.pieces.append(whole)

    def _paragraph(self, text: str, heading: int, style: str) -> None:
        bullet, self._bullet = self._bullet and bool(self._list_depth), False
        if label := self.numbers.label(text, heading, style, in_table=bool(self._tables)):
            text, bullet = list_numbers.before(label, text) + text, False
        odd = kinds.STRUCK if self._has_strike else kinds.NOTED if self._has_note else None
        self._has_strike = self._has_note = False
        if self._tables:
            self._tables[-1].lines += split_paragraph(text, NOWHERE, bullet=bullet, odd=odd)
        else:
            self._paragraphs += 1
            self.pieces += split_paragraph(text, Spot(paragraph=self._paragraphs), bullet=bullet, odd=odd)

    def text(self, text: str) -> None:
        if self._text and not self._aside:
            self._has_strike = self._has_strike or (any(self._spans) and bool(text.strip()))
            self._text[-1].append(text.replace("\n", " "))


def _values(attributes: dict[str, str]) -> dict[str, str]:
    return {local_name(key): value for key, value in attributes.items()}


NOTES = frozenset({"note", "annotation"})
SIGNS = {"s": " ", "tab": " ", "line-break": "\n"}
