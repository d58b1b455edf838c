"""What a Word document holds and is not read: diagrams, other documents, what it hides."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.opc.part import Part
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
DOCUMENT = "{urn:schemas-microsoft-com:office:office}OLEObject"
OTHERS = (f"{W}altChunk", f"{W}subDoc")
"""Another document in the place of a part of this one."""
TAGS = (DIAGRAM, DOCUMENT, *OTHERS)
_FORMULAS = ("Equation", "MathType")


def texts(element: "_Element", part: "Part") -> Iterator[str]:
    """What stands in an element unread: the words of a diagram, a document's program or name, hidden text."""
    for paragraph in element.iter(f"{W}p"):
        runs = (run for run in paragraph.iter(f"{W}r") if is_hidden(run))
        if text := "".join(each.text or "" for run in runs for each in run.iter(f"{W}t")).strip():
            yield text
    for each in element.iter(*TAGS):
        if each.tag == DIAGRAM:
            text = _words(part, each.get(f"{R}dm", ""))
        elif each.tag == DOCUMENT:
            program = each.get("ProgID", "")
            text = "" if program.startswith(_FORMULAS) else program
        else:
            relation = part.rels.get(each.get(f"{R}id", ""))
            text = relation.target_ref if relation is not None else ""
        if text:
            yield text


def _words(part: "Part", name: str) -> str:
    """The words of a diagram, by the name of its data."""
    from docx.oxml import parse_xml

    data = part.related_parts.get(name)
    if data is None:
        return ""
    paragraphs = parse_xml(data.blob).iter(f"{A}p")
    lines = ("".join(each.text or "" for each in paragraph.iter(f"{A}t")).strip() for paragraph in paragraphs)
    return " | ".join(line for line in lines if line)


def is_hidden(element: "_Element") -> bool:
    """Whether an element is a run that is not shown."""
    return element.tag == f"{W}r" and is_on(element, "vanish")


def is_on(run: "_Element", *properties: str) -> bool:
    """Whether a run has one of these properties: said, and not said to be off."""
    elements = (run.find(f"{W}rPr/{W}{name}") for name in properties)
    return any(
        each is not None and each.get(f"{W}val", "true") not in {"0", "false", "off"} for each in elements
    )


def position(text: "_Element") -> str:
    """`superscript` or `subscript` where a text is so, or is moved and has its own size; else empty."""
    run = text.getparent()
    properties = run.find(f"{W}rPr") if run is not None else None
    if properties is None:
        return ""
    align, moved = properties.find(f"{W}vertAlign"), properties.find(f"{W}position")
    if align is not None or moved is None or properties.find(f"{W}sz") is None:
        return align.get(f"{W}val", "") if align is not None else ""
    half_points = moved.get(f"{W}val", "0")
    return "subscript" if half_points.startswith("-") else "superscript" if half_points.strip("0") else ""
