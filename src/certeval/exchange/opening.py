"""A document's bytes to what it says: its first bytes tell its format, and each way of reading is tried in order.

Tables, ruled pages, then columns by alignment (all of it doubtful), then codes in running text; else nothing.
"""

import io
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from certeval.diagnostics import Diagnostic, Kind, Place
from certeval.diagnostics.families import documents as kinds
from certeval.diagnostics.families import sheets as sheet_kinds
from certeval.diagnostics.model import NONE
from certeval.exchange import fiche
from certeval.exchange.layout import DocumentLayout, DocumentRefusal, Piece, Spot, TextLine, visible_layout
from certeval.exchange.readers import alignment, docx, markup, odt, pages, pdf, sheets
from certeval.exchange.readers.pdf import Progress
from certeval.exchange.segmentation import columns, fiches, flat_tables, grids, running_text
from certeval.exchange.segmentation.outline import DocumentOutline
from certeval.referentiel import other_files
from certeval.sources import encoding
from certeval.sources.workbook import worksheets
from certeval.sources.workbook.container import Unreadable, archive, form_of, has_macros
from certeval.sources.workbook.signatures import OLE2

LARGEST = 200_000_000
"""Bytes of a document."""
LARGEST_TEXT = 5_000_000
"""Characters of a text."""
OF_DATA = (".yaml", ".yml", ".json", ".csv", ".tsv")
"""How the names of files end that hold keys, or rows with headings: they may be of ours."""
LARGEST_PART = 60_000_000
"""Bytes of the main part of an archive, once inflated."""
MAIN_PARTS = ("word/document.xml", "content.xml", "[content_types].xml")
"""Those that are read whole, in small letters."""
MOST_LINES = 100_000
"""Lines of a document, those of tables apart."""
LONGEST_LINE = 50_000
"""Characters of a line."""
REFUSALS = {
    sheet_kinds.DAMAGED: kinds.DAMAGED,
    sheet_kinds.PROTECTED: kinds.PROTECTED,
    sheet_kinds.TOO_LARGE: kinds.TOO_LARGE,
    sheet_kinds.TOO_MANY_CELLS: kinds.TOO_LARGE,
    sheet_kinds.NOT_A_WORKBOOK: kinds.UNKNOWN_FORM,
}
"""What is said of a document for what is said of a sheet."""


class DocumentOptions(NamedTuple):
    """How a document is to be read: which pages, and what some of its columns hold, by their index from 0."""

    pages: Sequence[int] = ()
    columns: Mapping[int, str] = {}


def read(
    data: bytes, name: str, options: DocumentOptions, progress: Progress
) -> DocumentOutline | Diagnostic:
    """What a document says, or why it says nothing. Raises ModuleNotFoundError where a library is not installed."""
    endings = OF_DATA if len(data) <= LARGEST_TEXT else ()
    if (other := other_files.other_data(data, name, other_files.DOCUMENT, endings)) is not None:
        return other
    try:
        return _read(data, name, options, progress)
    except DocumentRefusal as refused:
        return _refusal(refused.kind, data, name, refused.arguments)
    except Unreadable as refused:
        return _refusal(REFUSALS.get(refused.kind, kinds.DAMAGED), data, name)


def too_large(data: bytes, name: str) -> Diagnostic:
    """What is said of a document that takes more than it is given to be read."""
    return _refusal(kinds.TOO_LARGE, data, name)


def _refusal(kind: Kind, data: bytes, name: str, arguments: Mapping[str, object] = NONE) -> Diagnostic:
    return Diagnostic(kind, Place(name), {"size": Fraction(round(len(data), -5), 10**6), **arguments})


def is_pdf(data: bytes) -> bool:
    """Whether a document is a PDF, which a few bytes may precede."""
    return b"%PDF-" in data[:1024]


def _read(data: bytes, name: str, options: DocumentOptions, progress: Progress) -> DocumentOutline:
    if len(data) > LARGEST:
        raise DocumentRefusal(kinds.TOO_LARGE)
    if not data.strip():
        raise DocumentRefusal(kinds.EMPTY)
    if is_pdf(data):
        return _pdf(data, options, progress)
    if data.startswith(OLE2):
        return _from_tables(_workbook(data, name), options)
    if data.startswith(b"PK"):
        return _archive(data, name, options)
    if fiche.is_fiche(data):
        return fiche.outline(fiche.read(data))
    return _text(data, options)


def _archive(data: bytes, name: str, options: DocumentOptions) -> DocumentOutline:
    book = archive(io.BytesIO(data))
    form = form_of(book)
    if not form:
        raise DocumentRefusal(kinds.UNKNOWN_FORM)
    if has_macros(book):
        raise DocumentRefusal(kinds.MACROS)
    if any(book.parts[each].file_size > LARGEST_PART for each in MAIN_PARTS if each in book.parts):
        raise DocumentRefusal(kinds.TOO_LARGE)
    if form == "docx":
        return _from_tables(docx.read(data), options)
    return _from_tables(odt.read(book) if form == "odt" else _workbook(data, name), options)


def _workbook(data: bytes, name: str) -> DocumentLayout:
    book = worksheets.parse(io.BytesIO(data), name)
    if not book.sheets and book.diagnostics:
        raise DocumentRefusal(REFUSALS.get(book.diagnostics[0].kind, kinds.DAMAGED))
    return sheets.layout(book)


def _text(data: bytes, options: DocumentOptions) -> DocumentOutline:
    """A page of HTML, a text of Markdown, or one without marks, whose columns may be told by alignment."""
    source = encoding.decode(data)
    if not isinstance(source, encoding.Text) or source.text.startswith("{\\rtf"):
        raise DocumentRefusal(kinds.UNKNOWN_FORM)
    text = source.text
    if len(text) > LARGEST_TEXT:
        raise DocumentRefusal(kinds.TOO_LARGE)
    if markup.is_html(text):
        return _from_tables(markup.html(text), options)
    if markup.is_markdown(text):
        return _from_tables(markup.markdown(text), options)
    if text.lstrip().startswith("<?xml"):
        raise DocumentRefusal(kinds.UNKNOWN_FORM)
    table = sheets.text_table(text)
    is_own = table and (options.columns or columns.has_headings(table) or flat_tables.is_flat(table))
    if table is not None and is_own:
        return _from_tables(DocumentLayout([table]), options)
    lines = [TextLine(line, Spot(line=i)) for i, line in enumerate(text.splitlines(), 1)]
    layout = visible_layout(DocumentLayout(lines))
    lines = list(layout.lines())
    _check_bearable(lines)
    outline = fiches.read(layout, DocumentOutline())
    if outline.is_empty:
        outline = _from_alignment(alignment.pieces(alignment.text_pieces(lines)), options)
    return _from_codes(lines) if outline.is_empty else outline


def _pdf(data: bytes, options: DocumentOptions, progress: Progress) -> DocumentOutline:
    """Ruled tables and fiches, then columns by alignment, then codes, on the pages that have the headings."""
    texts = pdf.words(data, options.pages, progress)
    if not any(text.strip() for text in texts):
        raise DocumentRefusal(kinds.NO_TEXT)
    choice = pages.page_choice(texts, options.pages)
    if choice.read:
        layout = visible_layout(pdf.read(data, choice.read, progress))
        outline = fiches.read(layout, grids.read(layout, options.columns))
        if outline.is_empty:
            layout = visible_layout(pdf.read_by_alignment(data, choice.read, progress))
            outline = _from_alignment(layout.pieces, options)
        for page, heading in choice.again if outline.epreuves else ():
            outline.doubt(kinds.TWO_LISTS, None, Spot(page=page), text=heading)
        if not outline.is_empty:
            return _with_odd(outline, layout)
    lines = [
        TextLine(line, Spot(page=page, line=i))
        for page, text in enumerate(texts, 1)
        for i, line in enumerate([*text.splitlines(), ""], 1)
    ]
    return _from_codes(lines)


def _from_tables(layout: DocumentLayout, options: DocumentOptions) -> DocumentOutline:
    """What the tables of a document say, else its fiches, else the codes of its lines."""
    layout = visible_layout(layout)
    lines = list(layout.lines())
    _check_bearable(lines)
    outline = grids.read(layout, options.columns)
    if not any(True for _critere in outline.criteres()):
        outline = fiches.read(layout, outline)
    if outline.is_empty:
        before, outline = outline, _from_codes(list(flat_tables.lines(layout.pieces)))
        flat_tables.doubt(outline, layout.pieces, before)
    return _with_odd(outline, layout)


def _with_odd(outline: DocumentOutline, layout: DocumentLayout) -> DocumentOutline:
    """An outline with what the format says of its lines, and their texts do not."""
    for kind, line in layout.odd():
        outline.doubt(kind, None, line.spot, text=line.text.strip())
    return outline


def _check_bearable(lines: Sequence[TextLine]) -> None:
    if len(lines) > MOST_LINES or any(len(line.text) > LONGEST_LINE for line in lines):
        raise DocumentRefusal(kinds.TOO_LARGE)


def _from_alignment(pieces: Sequence[Piece], options: DocumentOptions) -> DocumentOutline:
    """What stands under headings by alignment alone: each element is doubtful."""
    outline = grids.read(DocumentLayout(pieces), options.columns)
    for bloc in outline.blocs:
        for each in (*bloc.activites, *bloc.nodes, *(critere for one in bloc.nodes for critere in one.nodes)):
            outline.doubt(kinds.ALIGNED, each, each.spot, blocking=True)
    return outline


def _from_codes(lines: Sequence[TextLine]) -> DocumentOutline:
    outline = running_text.read(list(visible_layout(DocumentLayout(lines)).lines()))
    if outline.is_empty:
        raise DocumentRefusal(kinds.NOTHING)
    return outline
