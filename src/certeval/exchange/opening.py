"""A document's bytes to what it says: its first bytes tell its format, and each way of reading is tried in order.

Tables, ruled pages, then columns by alignment (all of it doubtful), then codes in running text; else nothing.
"""

import io
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from certeval.diagnostics import Diagnostic, Kind, Place
from certeval.diagnostics.families import documents as kinds
from certeval.diagnostics.families import sheets
from certeval.diagnostics.model import NONE
from certeval.exchange import fiche
from certeval.exchange.layout import DocumentLayout, Piece, Spot, TextLine, Unread, shown
from certeval.exchange.readers import aligned, archives, docx, markup, odt, pages, pdf, workbooks
from certeval.exchange.readers.pdf import Told
from certeval.exchange.segmenting import fiches, grids, running
from certeval.exchange.segmenting.outline import DocumentOutline
from certeval.sources import encoding
from certeval.sources.workbook import reading
from certeval.sources.workbook.container import Unreadable
from certeval.sources.workbook.signatures import OLE2

LARGEST = 200_000_000
"""Bytes of a document."""
LARGEST_TEXT = 5_000_000
"""Characters of a text."""
LARGEST_PART = 60_000_000
"""Bytes of the main part of an archive, once inflated."""
MOST_LINES = 100_000
"""Lines of a document, those of tables apart."""
LONGEST_LINE = 50_000
"""Characters of a line."""
REFUSED = {
    sheets.DAMAGED: kinds.DAMAGED,
    sheets.PROTECTED: kinds.PROTECTED,
    sheets.TOO_LARGE: kinds.TOO_LARGE,
    sheets.TOO_MANY_CELLS: kinds.TOO_LARGE,
    sheets.NOT_A_WORKBOOK: kinds.UNKNOWN_FORM,
}
"""What is said of a document for what is said of a sheet."""


class DocumentOptions(NamedTuple):
    """How a document is to be read: which pages, and what some of its columns hold, by their index from 0."""

    pages: Sequence[int] = ()
    columns: Mapping[int, str] = {}


def read(data: bytes, name: str, asked: DocumentOptions, told: Told) -> DocumentOutline | Diagnostic:
    """What a document says, or why it says nothing. Raises ModuleNotFoundError where a library is not installed."""
    try:
        return _read(data, name, asked, told)
    except Unread as refused:
        return _refused(refused.kind, data, name, refused.arguments)
    except Unreadable as refused:
        return _refused(REFUSED.get(refused.kind, kinds.DAMAGED), data, name)


def too_large(data: bytes, name: str) -> Diagnostic:
    """What is said of a document that takes more than it is given to be read."""
    return _refused(kinds.TOO_LARGE, data, name)


def _refused(kind: Kind, data: bytes, name: str, arguments: Mapping[str, object] = NONE) -> Diagnostic:
    return Diagnostic(kind, Place(name), {"size": f"{len(data) / 1e6:.1f} Mo", **arguments})


def _read(data: bytes, name: str, asked: DocumentOptions, told: Told) -> DocumentOutline:
    if len(data) > LARGEST:
        raise Unread(kinds.TOO_LARGE)
    if not data.strip():
        raise Unread(kinds.EMPTY)
    if b"%PDF-" in data[:1024]:
        return _pdf(data, asked, told)
    if data.startswith(OLE2):
        return _sure(_workbook(data, name), asked)
    if data.startswith(b"PK"):
        return _archive(data, name, asked)
    if fiche.is_fiche(data):
        return fiche.outline(fiche.read(data))
    return _text(data, asked)


def _archive(data: bytes, name: str, asked: DocumentOptions) -> DocumentOutline:
    book = archives.opened(data)
    form = archives.form(book)
    if not form:
        raise Unread(kinds.UNKNOWN_FORM)
    if archives.has_macros(book):
        raise Unread(kinds.MACROS)
    if archives.largest(book) > LARGEST_PART:
        raise Unread(kinds.TOO_LARGE)
    if form == "docx":
        return _sure(docx.read(data), asked)
    return _sure(odt.read(book) if form == "odt" else _workbook(data, name), asked)


def _workbook(data: bytes, name: str) -> DocumentLayout:
    book = reading.parse(io.BytesIO(data), name)
    if not book.sheets and book.diagnostics:
        raise Unread(REFUSED.get(book.diagnostics[0].kind, kinds.DAMAGED))
    return workbooks.layout(book)


def _text(data: bytes, asked: DocumentOptions) -> DocumentOutline:
    """A page of HTML, a text of Markdown, or one without marks, whose columns may be told by alignment."""
    decoded = encoding.decode(data)
    if not isinstance(decoded, encoding.Text) or decoded.text.startswith("{\\rtf"):
        raise Unread(kinds.UNKNOWN_FORM)
    text = decoded.text
    if len(text) > LARGEST_TEXT:
        raise Unread(kinds.TOO_LARGE)
    if markup.is_html(text):
        return _sure(markup.html(text), asked)
    if markup.is_markdown(text):
        return _sure(markup.markdown(text), asked)
    layout = shown(
        DocumentLayout([TextLine(line, Spot(line=i)) for i, line in enumerate(text.splitlines(), 1)])
    )
    lines = list(layout.lines())
    _check_bearable(lines)
    found = fiches.read(layout, DocumentOutline())
    if found.is_empty:
        found = _by_alignment(aligned.pieces(aligned.of_text(lines)), asked)
    return _by_codes(lines) if found.is_empty else found


def _pdf(data: bytes, asked: DocumentOptions, told: Told) -> DocumentOutline:
    """Ruled tables and fiches, then columns by alignment, then codes, on the pages that have the headings."""
    texts = pdf.words(data, asked.pages, told)
    if not any(text.strip() for text in texts):
        raise Unread(kinds.NO_TEXT)
    chosen = pages.that_matter(texts, asked.pages)
    if chosen.read:
        layout = shown(pdf.read(data, chosen.read, told))
        found = fiches.read(layout, grids.read(layout, asked.columns))
        if found.is_empty:
            found = _by_alignment(shown(pdf.read_aligned(data, chosen.read, told)).pieces, asked)
        for page, heading in chosen.again if found.epreuves else ():
            found.doubt(kinds.TWO_LISTS, None, Spot(page=page), text=heading)
        if not found.is_empty:
            return found
    lines = [
        TextLine(line, Spot(page=page, line=i))
        for page, text in enumerate(texts, 1)
        for i, line in enumerate([*text.splitlines(), ""], 1)
    ]
    return _by_codes(lines)


def _sure(layout: DocumentLayout, asked: DocumentOptions) -> DocumentOutline:
    """What the tables of a document say, else its fiches, else the codes of its lines."""
    layout = shown(layout)
    lines = list(layout.lines())
    _check_bearable(lines)
    found = grids.read(layout, asked.columns)
    if not any(True for _critere in found.criteres()):
        found = fiches.read(layout, found)
    if found.is_empty:
        found = _by_codes(lines)
    for kind, line in layout.odd():
        found.doubt(kind, None, line.spot, text=line.text.strip())
    return found


def _check_bearable(lines: Sequence[TextLine]) -> None:
    if len(lines) > MOST_LINES or any(len(line.text) > LONGEST_LINE for line in lines):
        raise Unread(kinds.TOO_LARGE)


def _by_alignment(pieces: Sequence[Piece], asked: DocumentOptions) -> DocumentOutline:
    """What stands under headings by alignment alone: each element is doubtful."""
    found = grids.read(DocumentLayout(pieces), asked.columns)
    for bloc in found.blocs:
        for each in (*bloc.activites, *bloc.nodes, *(critere for one in bloc.nodes for critere in one.nodes)):
            found.doubt(kinds.ALIGNED, each, each.spot, blocking=True)
    return found


def _by_codes(lines: Sequence[TextLine]) -> DocumentOutline:
    found = running.read(list(shown(DocumentLayout(lines)).lines()))
    if found.is_empty:
        raise Unread(kinds.NOTHING)
    return found
