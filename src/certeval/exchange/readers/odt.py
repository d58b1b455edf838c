"""ODT documents, read element by element."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import NOWHERE, DocumentLayout, Piece, Spot, TextLine, split_paragraph
from certeval.exchange.readers import list_numbers, odt_objects
from certeval.exchange.readers.odt_styles import NamedStyles, Styles, attribute_values
from certeval.exchange.segmentation import titles
from certeval.exchange.table_builder import TableBuilder
from certeval.sources.workbook.container import Container
from certeval.sources.workbook.markup import local_name, walk, whole_number

ASIDE = frozenset(
    {"tracked-changes", "annotation", "note", "forms", "index-title-template", "table-of-content-source"}
)
"""Elements whose text is not the document's."""
MOST_REPEATS = 100
"""Times that a cell or a row is repeated: more are the empty margin of a sheet."""


def read(book: Container) -> DocumentLayout:
    """The layout of a document's archive. Raises Unreadable where its XML can't be read."""
    styles = NamedStyles()
    if "styles.xml" in book.parts:
        walk(book.pieces("styles.xml"), styles)
    content = _Content(styles)
    walk(book.pieces("content.xml"), content)
    objects = [TextLine(odt_objects.text(book, name), spot) for name, spot in content.objects]
    beside = [each._replace(odd=kinds.LEFT_OUT) for each in (*objects, *content.hidden)]
    return DocumentLayout(tuple(content.pieces), beside)


@dataclass
class _OpenTable:
    """A table that is being read, and the cell of it."""

    builder: TableBuilder
    lines: list[TextLine] = field(default_factory=list)
    rows: int = 1
    columns: int = 1
    repeats: int = 1


@dataclass
class _OpenParagraph:
    """A paragraph that is being read: its texts, its depth as a heading, its style; where its first word stands among
    what is read beside it, such as a text box that is anchored in it.
    """

    depth: int
    style: str
    texts: list[str] = field(default_factory=list)
    at: int | None = None


class _Content(Styles):
    """Paragraphs and tables in their order; a table in a cell is lines of that cell."""

    def __init__(self, styles: NamedStyles) -> None:
        super().__init__(styles.numbers, styles.facts)
        self.pieces: list[Piece] = []
        self.objects: list[tuple[str, Spot]] = []
        self.hidden: list[TextLine] = []
        self._headers = _own_headers(styles.headers)
        self._tables: list[_OpenTable] = []
        self._aside = 0
        self._is_hidden_part = False
        self._hidden_texts: list[str] = []
        self._paragraphs = self._list_depth = self._table_count = 0
        self._open: list[_OpenParagraph] = []
        self._bullet = self._has_strike = self._has_note = False
        self._spans: list[str] = []
        self._change, self._changes = "", dict[str, int]()

    @property
    def _spot(self) -> Spot:
        return Spot(table=self._table_count) if self._tables else Spot(paragraph=self._paragraphs + 1)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        values, tag = attribute_values(attributes), local_name(name)
        style = values.get("style-name", "")
        self._read_change(tag, values)
        if self._aside or tag in ASIDE or name.startswith(SVG) or self._is_hidden(tag, values):
            self._has_note = self._has_note or (tag in NOTES and not self._aside)
            self._is_hidden_part = self._is_hidden_part if self._aside else self._is_hidden(tag, values)
            self._aside += 1
            return
        if tag in {"p", "h"}:
            self._begin_page(style)
            depth = whole_number(values.get("outline-level")) if tag == "h" else 0
            self._open.append(_OpenParagraph(0 if values.get("is-list-header") == "true" else depth, style))
            self._spans.append(style)
        elif tag == "span":
            self._spans.append(style)
        elif tag == "list":
            self.numbers.open_list(values)
        elif tag == "list-item":
            self._list_depth, self._bullet = self._list_depth + 1, True
            self.numbers.open_item(values)
        elif tag in SIGNS and self._open:
            count = max(1, whole_number(values.get("c", "1")))
            self._open[-1].texts.append(SIGNS[tag] * min(MOST_REPEATS, count))
        elif tag in odt_objects.OBJECTS:
            self.objects.append((values.get("href", ""), self._spot))
        elif tag.startswith("table"):
            self._table(tag, values)
        else:
            super().start(name, attributes)

    def _read_change(self, tag: str, values: Mapping[str, str]) -> None:
        """How many paragraphs a tracked change takes out; where it does, the line ends if a paragraph did."""
        if tag == "changed-region":
            self._change = values.get("id", "")
        elif tag == "p" and self._change:
            self._changes[self._change] = self._changes.get(self._change, 0) + 1
        elif tag == "change" and self._open and self._changes.get(values.get("change-id", ""), 0) > 1:
            self._open[-1].texts.append("\n")

    def _is_hidden(self, tag: str, values: Mapping[str, str]) -> bool:
        """Whether a part of the text is not shown: by its style, or by a condition as the program last found it."""
        if tag == "section":
            return values.get("display") == "none" or values.get("is-hidden") == "true"
        return tag in {"p", "h", "span"} and self.facts.hides(values.get("style-name", ""))

    def _begin_page(self, style: str) -> None:
        """Put the header of a kind of page above the first thing that stands on it: it may title a bloc."""
        page = self.facts.pages.get(style, "" if self.pieces or self._open else FIRST_PAGE)
        if page in self._headers and not self._tables and not self._open:
            self.pieces += [TextLine(text, NOWHERE) for text in self._headers[page]]

    def _table(self, tag: str, values: dict[str, str]) -> None:
        if tag == "table":
            self._begin_page(values.get("style-name", ""))
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
            self._change = "" if tag == "tracked-changes" else self._change
            self._hidden_texts += [" "] * (tag in {"p", "h"})
            if not self._aside:
                hidden = " ".join("".join(self._hidden_texts).split())
                self._hidden_texts = []
                if self._is_hidden_part and hidden:
                    self.hidden.append(TextLine(hidden, self._spot))
        elif tag in {"p", "h"} and self._open:
            self._paragraph(self._open.pop())
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

    def _paragraph(self, paragraph: _OpenParagraph) -> None:
        bullet, self._bullet = self._bullet and bool(self._list_depth), False
        text = "".join(paragraph.texts)
        list_style = self.facts.list_of(paragraph.style)
        if label := self.numbers.label(text, paragraph.depth, list_style, in_table=bool(self._tables)):
            text, bullet = list_numbers.before(label, text) + text, False
        odd = kinds.STRUCK if self._has_strike else kinds.NOTED if self._has_note else None
        self._has_strike = self._has_note = False
        spot = NOWHERE
        if not self._tables:
            self._paragraphs += 1
            spot = Spot(paragraph=self._paragraphs)
        lines = self._lines
        at = len(lines) if paragraph.at is None else paragraph.at
        lines[at:at] = split_paragraph(text, spot, bullet=bullet, odd=odd, depth=self._list_depth)

    @property
    def _lines(self) -> list[Piece] | list[TextLine]:
        """Where lines go: in the cell that is read, else among the pieces of the document."""
        return self._tables[-1].lines if self._tables else self.pieces

    def text(self, text: str) -> None:
        if self._aside:
            self._hidden_texts.append(text)
        elif self._open:
            self._has_strike |= bool(text.strip()) and any(map(self.facts.strikes, self._spans))
            paragraph = self._open[-1]
            if paragraph.at is None and text.strip():
                paragraph.at = len(self._lines)
            position = next(filter(None, map(self.facts.position, reversed(self._spans))), {})
            paragraph.texts.append(text.replace("\n", " ").translate(position))


def _own_headers(headers: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The headers of pages that may title blocs: several, or that of all pages where it does."""
    own = {page: lines for page, texts in headers.items() if (lines := [one for one in texts if one.strip()])}
    is_title = any(titles.bloc_title(TextLine(text, NOWHERE)) for lines in own.values() for text in lines)
    return own if len(own) > 1 or is_title else {}


NOTES = frozenset({"note", "annotation"})
SIGNS = {"s": " ", "tab": " ", "line-break": "\n"}
SVG = "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0 "
"""What describes a picture to who does not see it."""
FIRST_PAGE = "Standard"
"""The kind of the first page where nothing says it."""
