"""The text of a .docx: its title, its contents, then each section in its style."""

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise

from certeval.documents.official.publication import (
    OfficialEntry,
    OfficialSection,
    OfficialTable,
    Publication,
    TableCell,
    label_text,
    table_rows,
)
from certeval.messages import _
from certeval.render.referentiel.page import pieces

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCUMENT_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def text(value: str) -> str:
    """A text of one line, its control characters shown."""
    return escape(" ".join(pieces(value)), quote=False)


def attribute(value: str) -> str:
    return escape(value, quote=False).replace('"', "&quot;")


def run(value: str, style: str = "") -> str:
    """A text in a character style; one of several lines keeps them. Nothing where it is empty."""
    if not value:
        return ""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    lines = [f'<w:t xml:space="preserve">{escape(piece, quote=False)}</w:t>' for piece in pieces(value)]
    return f"<w:r>{look}{'<w:br/>'.join(lines)}</w:r>"


def field(name: str) -> str:
    """What the word processor counts: `PAGE`, `NUMPAGES`."""
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def paragraph(style: str, inside: str, more: str = "") -> str:
    """A paragraph in a style; `more` are further properties, in the order that the format has them."""
    look = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{look}{more}</w:pPr>{inside}</w:p>"


def indent(depth: int, step: int = 170) -> str:
    return f'<w:ind w:left="{depth * step}"/>' if depth else ""


WIDTH, HEIGHT, MARGIN = 16838, 11906, 1020
"""A4 across, and what is left around the text, in twentieths of a point."""
IN_CONTENTS = 2
"""The deepest level of titles in the contents."""
HEAD_LOOK = '<w:shd w:val="clear" w:color="auto" w:fill="E3ECF5"/><w:vAlign w:val="center"/>'
"""The ground of a table's heads."""
STYLES = {"quote": "Quote", "note": "Remarque", "link": "Remarque", "head": "Normal", "text": "Normal"}
IN_CELLS = {"note": "CelluleRemarque", "link": "CelluleRemarque", "head": "CelluleTitre"}
LONGEST_NAME = 32


class Body:
    """What is written so far knows: the bookmark of each anchor, the name of each address."""

    def __init__(self) -> None:
        self.bookmarks: dict[str, str] = {}
        self._folded_names: set[str] = set()
        self.addresses: dict[str, str] = {}
        self.bookmark_count = 0

    def document(self, publication: Publication) -> str:
        """The whole of `word/document.xml`."""
        parts = [
            paragraph("Title", run(publication.title)),
            paragraph("Subtitle", run(f"{publication.kind} · {publication.name}")),
            *self._contents(publication.sections),
            *(part for section in publication.sections for part in self._section(section)),
        ]
        page = (
            '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
            f'<w:pgSz w:w="{WIDTH}" w:h="{HEIGHT}" w:orient="landscape"/>'
            f'<w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" w:bottom="{MARGIN}" w:left="{MARGIN}" '
            'w:header="567" w:footer="510" w:gutter="0"/></w:sectPr>'
        )
        inside = f"<w:body>{''.join(parts)}{page}</w:body>"
        return (
            f'{DECLARATION}<w:document xmlns:w="{MAIN}" xmlns:r="{DOCUMENT_RELATIONS}">{inside}</w:document>'
        )

    def _contents(self, sections: Iterable[OfficialSection]) -> Iterator[str]:
        """The titles, each leading to its section: a field filled already, that needs no update."""
        yield paragraph("TOCHeading", run(_("Contents")))
        titles = [each for each in sections if each.level <= IN_CONTENTS]
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{IN_CONTENTS}" \\n \\h \\z \\u </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        for i, section in enumerate(titles):
            entry = self._towards(section.anchor, run(section.name))
            yield paragraph(f"TOC{section.level}", ("" if i else begin) + entry)
        yield paragraph("", '<w:r><w:fldChar w:fldCharType="end"/></w:r>')

    def _section(self, section: OfficialSection) -> Iterator[str]:
        inside = run(section.name)
        yield paragraph(f"Heading{section.level}", self._with_bookmark(section.anchor, inside))
        for part in section.parts:
            if isinstance(part, OfficialTable):
                yield self._table(part)
                yield paragraph("Remarque", "")
                continue
            for entry in part.entries:
                if part.kind == "facts":
                    yield from self._fact(entry)
                else:
                    yield from self._entry(entry, 0, in_list=part.kind == "listing")

    def _fact(self, entry: OfficialEntry, mark: str = "") -> Iterator[str]:
        """A text beside its label; what stands below it comes in the same column."""
        before = run(entry.label or entry.code, "Strong")
        yield paragraph("Fait", before + "<w:r><w:tab/></w:r>" + run(mark) + self._text(entry))
        for each in entry.below:
            yield from self._fact(each, "– ")

    def _entry(self, entry: OfficialEntry, depth: int, *, in_list: bool) -> Iterator[str]:
        has_bullet = in_list and entry.style in {"text", "head"}
        if has_bullet:
            level = f'<w:numPr><w:ilvl w:val="{min(depth, 2)}"/><w:numId w:val="1"/></w:numPr>'
            yield paragraph("ListBullet", self._inside(entry), level if depth else "")
        else:
            yield paragraph(STYLES[entry.style], self._inside(entry), indent(depth + in_list, 340))
        for each in entry.below:
            yield from self._entry(each, depth + 1 if in_list else depth, in_list=in_list)

    def _inside(self, entry: OfficialEntry) -> str:
        """A text after its code or its label."""
        before = run(entry.code, "Code") or run(label_text(entry), "Strong")
        if entry.target and before:
            before = self._towards(entry.target, before)
        before = self._with_bookmark(entry.anchor, before) if entry.anchor else before
        return before + (run(" ") if before and entry.text else "") + self._text(entry)

    def _text(self, entry: OfficialEntry) -> str:
        if entry.address:
            name = self.addresses.setdefault(entry.address, f"rId{100 + len(self.addresses)}")
            return f'<w:hyperlink r:id="{name}" w:history="1">{run(entry.text, "Hyperlink")}</w:hyperlink>'
        if entry.is_quoted:
            return run(_("« {text} »", text=entry.text))
        return run(entry.text, "Strong" if entry.style == "head" else "")

    def _table(self, table: OfficialTable) -> str:
        width = WIDTH - 2 * MARGIN
        ends = [width * sum(table.widths[:i]) // sum(table.widths) for i in range(table.columns + 1)]
        columns = [f'<w:gridCol w:w="{b - a}"/>' for a, b in pairwise(ends)]
        about = (
            f'<w:tblPr><w:tblStyle w:val="Referentiel"/><w:tblW w:w="{width}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
            'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f'<w:tblCaption w:val="{attribute(table.title)}"/></w:tblPr>'
        )
        rows = [self._row(row, ends, head=True) for row in table_rows(table.heads)]
        rows += [self._row(row, ends, head=False) for row in table_rows(table.rows)]
        return f"<w:tbl>{about}<w:tblGrid>{''.join(columns)}</w:tblGrid>{''.join(rows)}</w:tbl>"

    def _row(self, row: list[TableCell], ends: list[int], *, head: bool) -> str:
        look = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if head else ""
        return f"<w:tr>{look}{''.join(self._cell(each, ends, head=head) for each in row)}</w:tr>"

    def _cell(self, each: TableCell, ends: list[int], *, head: bool) -> str:
        cell = each.cell
        width = ends[each.column + cell.columns] - ends[each.column]
        look = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        look += f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
        if cell.rows > 1:
            look += '<w:vMerge w:val="restart"/>' if each.first else "<w:vMerge/>"
        look += HEAD_LOOK if head else ""
        entries = cell.entries if each.first else ()
        inside = [
            part
            for entry in entries
            for part in ([paragraph("EnTete", run(entry.text))] if head else self._beside(entry, 0))
        ]
        return f"<w:tc><w:tcPr>{look}</w:tcPr>{''.join(inside) or paragraph('Cellule', '')}</w:tc>"

    def _beside(self, entry: OfficialEntry, depth: int) -> Iterator[str]:
        yield paragraph(IN_CELLS.get(entry.style, "Cellule"), self._inside(entry), indent(depth))
        for each in entry.below:
            yield from self._beside(each, depth + 1)

    def _bookmark(self, anchor: str) -> str:
        """The name of an anchor's bookmark: letters, digits and few characters, used once whatever its case."""
        if anchor not in self.bookmarks:
            name = re.sub(r"\W", "_", anchor)[:LONGEST_NAME]
            names = self._folded_names
            self.bookmarks[anchor] = name if name.casefold() not in names else f"{name}_{len(names)}"
            names.add(self.bookmarks[anchor].casefold())
        return self.bookmarks[anchor]

    def _with_bookmark(self, anchor: str, inside: str) -> str:
        self.bookmark_count += 1
        number, name = self.bookmark_count, attribute(self._bookmark(anchor))
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'

    def _towards(self, anchor: str, inside: str) -> str:
        name = attribute(self._bookmark(anchor))
        return f'<w:hyperlink w:anchor="{name}" w:history="1">{inside}</w:hyperlink>'
