"""Word documents (DOCX): paragraphs and tables in their order, merged cells told by where they stand."""

import io
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, cast

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import (
    DocumentLayout,
    DocumentRefusal,
    LayoutTable,
    Piece,
    Spot,
    TextLine,
    split_paragraph,
)
from certeval.exchange.readers import docx_objects, list_numbers
from certeval.exchange.readers.docx_objects import W
from certeval.exchange.segmentation import titles
from certeval.exchange.table_builder import TableBuilder
from certeval.sources.workbook.styles import POSITIONS

if TYPE_CHECKING:
    from docx.document import Document
    from docx.parts.document import DocumentPart
    from lxml.etree import _Element

ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
"""The same thing several times, the first for a Word that is recent enough."""
BOX = f"{W}txbxContent"
HOLDERS = frozenset(
    [BOX, *(W + tag for tag in ["sdt", "sdtContent", "ins", "smartTag", "customXml", "hyperlink"])]
)
"""What may stand around paragraphs, rows, cells or words without changing what they are."""
UNSEEN = frozenset(W + tag for tag in ["del", "moveFrom", "pPr", "rPr", "instrText", "delText"])
TEXTS = frozenset([f"{W}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"])
NOTES = tuple(f"{W}{kind}Reference" for kind in ("footnote", "endnote", "comment"))
SIGNS = {f"{W}tab": " ", f"{W}noBreakHyphen": "-", f"{W}br": "\n", f"{W}cr": "\n"}
TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
"""What a model of documents (DOTX) is, which holds the same."""
MOST_DEPTH = 40
"""How deep tables stand in tables: of what lies deeper nothing is read."""


def read(data: bytes) -> DocumentLayout:
    """The layout of a document's bytes. Raises Unread where a library stumbles on them, whatever the way."""
    import docx
    import docx.opc.part
    import docx.package
    import docx.parts.document

    docx.opc.part.PartFactory.part_type_for[TEMPLATE] = docx.parts.document.DocumentPart
    try:
        package = docx.package.Package.open(io.BytesIO(data))
        document = cast("DocumentPart", package.main_document_part).document
        _keep_one_alternative(document.element.body)
        _part_boxes(document.element.body)
        _number_by_style(document.element.body, document.styles.element)
        list_numbers.write_docx(document.element.body, _numbering(document))
        _head_sections(document)
        places = list(_places(document.element.body))
        objects = [
            TextLine(text, spot, odd=kinds.LEFT_OUT)
            for element, spot in places
            for text in docx_objects.texts(element, document.part)
        ]
        return DocumentLayout([piece for place in places for piece in _pieces(*place)], objects)
    except DocumentRefusal:
        raise
    except Exception as error:
        raise DocumentRefusal(kinds.DAMAGED) from error


def _numbering(document: "Document") -> "_Element | None":
    """What a document says of its lists; None where it has none."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    parts = [each for each in document.part.rels.values() if each.reltype == RELATIONSHIP_TYPE.NUMBERING]
    return parts[0].target_part.element if parts and not parts[0].is_external else None


def _head_sections(document: "Document") -> None:
    """Put the own header of each section above what it holds, that of all pages where it titles a bloc."""
    sections = list(document.sections)
    own = [section.header for section in sections if not section.header.is_linked_to_previous]
    lines = [TextLine(each.text, Spot()) for header in own for each in header.paragraphs]
    if len(own) < 2 and not any(titles.bloc_title(line) for line in lines):  # noqa: PLR2004 -- of all pages
        return
    starts = list(document.element.body)[:1]
    starts += [end.getnext() for end in document.element.body if end.find(f"{W}pPr/{W}sectPr") is not None]
    for section, start in zip(sections, starts, strict=False):
        if not section.header.is_linked_to_previous and start is not None:
            for paragraph in list(section.header._element.iter(f"{W}p")):  # noqa: SLF001 -- it has no other way
                start.addprevious(deepcopy(paragraph))


def _keep_one_alternative(body: "_Element") -> None:
    """Put in the place of alternatives what the first that has a text holds; those without a text are nothing."""
    for each in list(body.iter(ALTERNATIVES)):
        with_text = (one for one in each if next(one.iter(f"{W}t", *docx_objects.TAGS), None) is not None)
        for element in list(next(with_text, ())):
            each.addprevious(element)
        each.getparent().remove(each)


def _part_boxes(body: "_Element") -> None:
    """Put text boxes beside the paragraph that holds them: before it, or after it where its text comes first."""
    for paragraph in list(body.iter(f"{W}p")):
        has_text, last = False, paragraph
        for element in list(_visible_elements(paragraph)):
            has_text = has_text or (element.tag == f"{W}t" and bool((element.text or "").strip()))
            if element.tag == BOX and not has_text:
                paragraph.addprevious(element)
            elif element.tag == BOX:
                last.addnext(element)
                last = element


def _number_by_style(body: "_Element", styles: "_Element") -> None:
    """Give each paragraph the number or bullet of its style (« Liste à puces »), where it has none of its own."""
    by_id = {each.get(f"{W}styleId"): each for each in styles.iter(f"{W}style")}

    def number(style: "_Element | None", depth: int = 0) -> "_Element | None":
        if style is None or depth > MOST_DEPTH:
            return None
        own, parent = style.find(f"{W}pPr/{W}numPr"), style.find(f"{W}basedOn")
        if own is not None or parent is None:
            return own
        return number(by_id.get(parent.get(f"{W}val")), depth + 1)

    numbers = {name: number(style) for name, style in by_id.items()}
    for style in list(body.iter(f"{W}pStyle")):
        properties, number_properties = style.getparent(), numbers.get(style.get(f"{W}val"))
        if number_properties is not None and properties is not None and properties.find(f"{W}numPr") is None:
            properties.append(deepcopy(number_properties))


def _places(body: "_Element") -> Iterator[tuple["_Element", Spot]]:
    """What a body holds, each with its place."""
    paragraphs = tables = 0
    for element in _children(body):
        paragraphs += element.tag == f"{W}p"
        tables += element.tag == f"{W}tbl"
        yield element, Spot(table=tables) if element.tag == f"{W}tbl" else Spot(paragraph=paragraphs)


def _pieces(element: "_Element", spot: Spot) -> Iterator[Piece]:
    if element.tag == f"{W}p":
        yield from _lines(element, spot)
    elif element.tag == f"{W}tbl":
        yield _table(element, spot)


def _children(parent: "_Element") -> Iterator["_Element"]:
    """What a part holds, holders opened, without recursion: a document may nest them at will."""
    stack = list(parent)[::-1]
    while stack:
        child = stack.pop()
        if child.tag in HOLDERS:
            stack += list(child)[::-1]
        else:
            yield child


def _table(element: "_Element", spot: Spot, depth: int = 0) -> LayoutTable:
    builder = TableBuilder(spot)
    for row in _children(element):
        if row.tag != f"{W}tr" or row.find(f"{W}trPr/{W}del") is not None:
            continue
        builder.row()
        for _ in range(_number(row.find(f"{W}trPr/{W}gridBefore"), 0)):
            builder.put(())
        for cell in _children(row):
            if cell.tag == f"{W}tc":
                columns = max(1, _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1))
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None and merge.get(f"{W}val", "continue") == "continue":
                    builder.over(columns)
                else:
                    builder.put(tuple(_cell_lines(cell, depth)), columns=columns)
    return builder.table()


def _cell_lines(cell: "_Element", depth: int = 0) -> Iterator[TextLine]:
    """The lines of a cell; of a table in it, cell after cell."""
    for element in _children(cell):
        if element.tag == f"{W}p":
            yield from _lines(element, Spot())
        elif element.tag == f"{W}tbl" and depth < MOST_DEPTH:
            yield from _table(element, Spot(), depth + 1).lines()


def _number(element: "_Element | None", otherwise: int) -> int:
    value = element.get(f"{W}val", "") if element is not None else ""
    return int(value) if value.isdecimal() and len(value) < 4 else otherwise  # noqa: PLR2004 -- Word has 63 columns


def _lines(paragraph: "_Element", spot: Spot) -> Iterator[TextLine]:
    """The lines of a paragraph, the first with the bullet that it has: number 0 takes that of its list away."""
    number_properties = paragraph.find(f"{W}pPr/{W}numPr")
    number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    bullet = number_properties is not None and (number is None or number.get(f"{W}val") != "0")
    level = _number(paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl"), 0)
    runs = filter(_has_text, paragraph.iter(f"{W}r"))
    is_struck = any(docx_objects.is_on(run, "strike", "dstrike") for run in runs)
    has_note = any(True for _note in paragraph.iter(*NOTES))
    odd = kinds.STRUCK if is_struck else kinds.NOTED if has_note else None
    return split_paragraph("".join(_texts(paragraph)), spot, bullet=bullet, odd=odd, depth=level + 1)


def _texts(paragraph: "_Element") -> Iterator[str]:
    for element in _visible_elements(paragraph):
        if element.tag in TEXTS:
            yield (element.text or "").translate(POSITIONS.get(docx_objects.position(element), {}))
        elif element.tag in SIGNS:
            yield SIGNS[str(element.tag)]
        elif element.tag == f"{W}sym":
            yield _symbol(element.get(f"{W}char", ""))


def _visible_elements(paragraph: "_Element") -> Iterator["_Element"]:
    """What stands in a paragraph and is shown, at any depth; not what its text boxes hold."""
    stack = list(paragraph)[::-1]
    while stack:
        element = stack.pop()
        if element.tag not in UNSEEN and not docx_objects.is_hidden(element):
            yield element
            stack += list(element)[::-1] if element.tag != BOX else []


def _has_text(run: "_Element") -> bool:
    return any((text.text or "").strip() for text in run.iter(f"{W}t")) and not docx_objects.is_hidden(run)


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except ValueError:
        return ""
