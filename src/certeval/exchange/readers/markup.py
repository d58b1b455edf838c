"""HTML pages, and Markdown: their tables, their headings and their lists."""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import NOWHERE, DocumentLayout, Piece, Spot, TextLine
from certeval.exchange.readers.page_looks import POSITION_TAGS, PageLooks
from certeval.exchange.table_builder import TableBuilder

ENDING = frozenset(
    {"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "tr", "ul", "ol", "section"}
)
UNSEEN = frozenset({"script", "style", "head", "template", "del", "svg"})
LISTS = frozenset({"ul", "ol"})
MOST_SPAN = 200
"""Rows or columns that a cell covers: more are no table of a référentiel."""
MOST_DEPTH = 40


def html(text: str) -> DocumentLayout:
    """The layout of a page."""
    page = _Page()
    page.feed(text)
    page.close()
    page.finish()
    return DocumentLayout(tuple(page.pieces))


_HTML = re.compile(r"<!doctype\s+html|<(?:html|body|table)\b", re.IGNORECASE)


def is_html(text: str) -> bool:
    """Whether a text is a page, or a part of one with a table."""
    return bool(_HTML.search(text[:20_000])) and "<" in text.lstrip()[:1]


class _Page(HTMLParser):
    """Lines and tables in order; a table in a cell is lines of it, a caption comes before its table."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self._text: list[str] = []
        self._bullet = self._has_strike = False
        self._unseen = self._list_depth = 0
        self._looks = PageLooks()
        self._tables: list[tuple[TableBuilder, list[TextLine]]] = []
        self._spans: list[tuple[int, int]] = []
        self._count = self._lines = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN or self._unseen:
            self._unseen += tag in UNSEEN
            return
        if tag == "br" and self._cell_lines and not "".join(self._text).strip():
            self._cell_lines.append(TextLine("", NOWHERE))
        if tag in ENDING or tag in {"table", "caption", "td", "th"}:
            self._line()
        self._bullet = self._bullet or tag == "li"
        self._list_depth += tag in LISTS
        attributes = dict(attrs)
        self._looks.open(tag, attributes)
        if tag == "table" and len(self._tables) < MOST_DEPTH:
            self._count += not self._tables
            self._tables.append((TableBuilder(Spot(table=self._count)), []))
        elif tag == "tr" and self._tables:
            self._cell()
            self._tables[-1][0].row()
        elif tag in {"td", "th"} and self._tables:
            self._cell()
            self._spans.append((_span(attributes.get("rowspan")), _span(attributes.get("colspan"))))

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self._unseen = max(0, self._unseen - 1)
            return
        self._looks.close(tag)
        if tag in ENDING or tag in {"table", "caption", "td", "th"}:
            self._line()
        self._list_depth = max(0, self._list_depth - (tag in LISTS))
        if tag in {"td", "th", "tr"} and self._tables:
            self._cell()
        elif tag == "table" and self._tables:
            self._close()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._has_strike = self._has_strike or (self._looks.is_struck and bool(data.strip()))
            self._text.append(data.translate(self._looks.position))
        elif self.lasttag == "style":
            self._looks.rules(data)

    @property
    def _cell_lines(self) -> list[TextLine] | None:
        """The lines of the cell that is open; None where none is."""
        return self._tables[-1][1] if self._tables and len(self._spans) >= len(self._tables) else None

    def _line(self) -> None:
        text = " ".join("".join(self._text).split())
        odd = kinds.STRUCK if self._has_strike else None
        self._text, self._has_strike = [], False
        self._looks.end_line()
        line = TextLine(text, NOWHERE, bullet=self._bullet, odd=odd, depth=self._list_depth)
        if text and self._cell_lines is not None:
            self._cell_lines.append(line)
        elif text:
            self._lines += 1
            self.pieces.append(line._replace(spot=Spot(paragraph=self._lines)))
        self._bullet = self._bullet and not text

    def _cell(self) -> None:
        if len(self._spans) >= len(self._tables) > 0:
            rows, columns = self._spans.pop()
            builder, lines = self._tables[-1]
            builder.put(lines, rows, columns)
            lines.clear()

    def _close(self) -> None:
        self._cell()
        builder, _ = self._tables.pop()
        whole = builder.table()
        if self._tables:
            self._tables[-1][1].extend(whole.lines())
        else:
            self.pieces.append(whole)

    def finish(self) -> None:
        """What a page that ends too soon leaves open."""
        self._line()
        while self._tables:
            self._close()


def _span(value: str | None) -> int:
    number = int(value) if value and value.isascii() and value.isdigit() and len(value) < 6 else 1  # noqa: PLR2004
    return min(MOST_SPAN, max(1, number))


_ROW = re.compile(r"^\s{0,3}\|?(?P<cells>.*\|.*?)\|?\s*$")
_RULE = re.compile(r"^\s{0,3}\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(?P<text>.*?)\s*#*\s*$")
_QUOTED = re.compile(r"^\s{0,3}(?:>\s?)+")
_MOVED = re.compile(r"<(?P<tag>su[pb])>(?P<text>[^<>]*)</(?P=tag)>", re.IGNORECASE)
_TAG = re.compile(r"<!--.*?-->|</?(?!br\b)[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_LINK = re.compile(r"(?<![\\!])\[(?P<text>(?:\\.|[^\[\]\\])+)\]\((?:[^()\s]|\([^()\s]*\))*\)")
_ESCAPE = re.compile(r"\\(?P<sign>[!-/:-@\[-`{-~])")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(?P<text>.+?)(?<=\S)\1")
_ITALICS = re.compile(r"(?<![\w*\\])([*_])(?![\s*_])(?P<text>(?:\\.|[^*_\\])+)(?<!\s)\1(?![\w*])")


def is_markdown(text: str) -> bool:
    """Whether a text holds a table of Markdown: a row, and the rule under it."""
    lines = text.splitlines()
    return any("|" in one and "|" in other and _RULE.match(other) for one, other in pairwise(lines))


def markdown(text: str) -> DocumentLayout:
    """The layout of a text of Markdown: its tables, and its other lines."""
    pieces: list[Piece] = []
    lines = text.splitlines()
    number = tables = 0
    while number < len(lines):
        two = lines[number : number + 2]
        if len(two) > 1 and all("|" in line for line in two) and _RULE.match(two[1]):
            tables += 1
            builder = TableBuilder(Spot(table=tables))
            _put(builder, lines[number])
            number += 2
            while number < len(lines) and "|" in lines[number]:
                _put(builder, lines[number])
                number += 1
            pieces.append(builder.table())
            continue
        heading = _HEADING.match(lines[number])
        text = heading["text"] if heading else _QUOTED.sub("", lines[number])
        pieces.extend(_text_lines(text, Spot(line=number + 1)))
        number += 1
    return DocumentLayout(tuple(pieces))


def _put(builder: TableBuilder, line: str) -> None:
    builder.row()
    match = _ROW.match(line)
    inner = match["cells"] if match else line
    for cell in re.split(r"(?<!\\)\|", inner):
        lines = _text_lines(cell.replace("\\|", "|"), Spot())
        builder.put([line._replace(text=line.text.strip()) for line in lines])


_STRIKE = re.compile(r"(?<!\\)~~(?=\S)(?P<text>.+?)(?<=\S)~~")
_FROM, _TO = "\ue000", "\ue001"
"""What stands around what is struck out, until lines are parted: signs of no font."""


def _text_lines(text: str, spot: Spot) -> Iterator[TextLine]:
    """The lines of a text as shown, without marks, links, tags nor comments; what is struck out is odd."""
    plain = _MOVED.sub(lambda match: match["text"].translate(POSITION_TAGS[match["tag"].lower()]), text)
    plain = _TAG.sub("", _STRIKE.sub(lambda match: f"{_FROM}{match['text']}{_TO}", plain))
    for marks in (_LINK, _EMPHASIS, _ITALICS):
        plain = marks.sub(lambda match: match["text"], plain)
    plain = unescape(_ESCAPE.sub(lambda match: match["sign"], plain))
    within = False
    for part in re.split(r"<br\s*/?>", plain):
        is_struck = within or _FROM in part
        within = (part.rfind(_FROM) > part.rfind(_TO)) if _FROM in part or _TO in part else within
        bare = part.replace(_FROM, "").replace(_TO, "")
        yield TextLine(bare, spot, odd=kinds.STRUCK if is_struck else None)
