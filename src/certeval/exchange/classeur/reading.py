"""A workbook that is a référentiel, edited or not, as the tree of its file again, with what is wrong in it."""

import io
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from certeval.diagnostics import Diagnostic, Kind, Place
from certeval.diagnostics.families import documents as kinds
from certeval.exchange.classeur import cells, tables
from certeval.exchange.classeur.tables import BY_SHEET, KINDS
from certeval.exchange.yaml_text import Tree
from certeval.messages import plural
from certeval.referentiel.models import Fichier
from certeval.referentiel.other_files import CLASSEUR_SHEET
from certeval.sources.workbook.container import Unreadable, archive, form_of, has_macros
from certeval.sources.workbook.ole import workbook_stream
from certeval.sources.workbook.signatures import OLE2
from certeval.sources.workbook.worksheets import Workbook
from certeval.text.cell_text import trim
from certeval.text.nearest import folded_key

OTHERS = (tables.CERTIFICATION, tables.REGLES)
SUMMARY_WORDS: Mapping[str, Callable[[int], str]] = {
    "Blocs": plural("{n} bloc", "{n} blocs"),
    "Activités": plural("{n} activité", "{n} activités"),
    "Compétences": plural("{n} compétence", "{n} compétences"),
    "Critères": plural("{n} critère", "{n} critères"),
    "Épreuves": plural("{n} épreuve", "{n} épreuves"),
    "À relire": plural("{n} doubt", "{n} doubts"),
}
"""By the sheet of those that are counted."""
PARTS = {"xlsx": "xl/workbook.xml", "ods": "content.xml"}
"""The part of each form in which its sheets are named."""


class ClasseurRow(NamedTuple):
    """What the cells of a row say, by the heading of each, and where."""

    values: dict[str, Tree]
    places: dict[str, Place]
    place: Place

    def text(self, heading: str) -> str | None:
        """The text of a cell; None where it is empty."""
        value = self.values.get(heading)
        return value if value is None or isinstance(value, str) else cells.cell(value)


def is_ours(data: bytes) -> bool:
    """Whether bytes are those of the workbook of a référentiel, by the name of its hidden sheet."""
    try:
        if data.startswith(OLE2):
            stream = workbook_stream(data)
            return any(CLASSEUR_SHEET.encode(each) in stream for each in ("ascii", "utf-16-le"))
        if not data.startswith(b"PK"):
            return False
        book = archive(io.BytesIO(data))
        part = PARTS.get(form_of(book), "")
        return bool(part) and not has_macros(book) and CLASSEUR_SHEET.encode() in book.read(part)
    except (Unreadable, struct.error, IndexError):
        return False


class ClasseurReader:
    """Puts the rows of each sheet where they stand in the tree."""

    def __init__(self, book: Workbook) -> None:
        self._sheets = {each.name: each for each in book.sheets}
        self._book = book
        self._elements: dict[tuple[str, str], list[dict[str, Tree]]] = {}
        self.diagnostics: list[Diagnostic] = []
        self.tree: dict[str, Tree] = {}

    def read(self) -> None:
        """Fill the tree, and say what is wrong."""
        for sheet in self._book.sheets:
            if sheet.visible and sheet.name not in BY_SHEET and sheet.name not in OTHERS and sheet.values:
                self._say(kinds.SHEET_UNKNOWN, sheet.place(sheet.top, sheet.left), name=sheet.name)
        about: dict[str, Tree] = {}
        for row in self._rows(tables.CERTIFICATION):
            self._pair(about, row.text(tables.KEY), row, tables.KEY)
        if about:
            self.tree[tables.ABOUT] = about
        self._rules()
        for kind in KINDS:
            for row in self._rows(kind.sheet):
                self._element(kind, row)
        order = {key: i for i, key in enumerate(Fichier.model_fields)}
        self.tree = dict(sorted(self.tree.items(), key=lambda pair: order.get(pair[0], len(order))))

    def _say(self, kind: Kind, place: Place, **arguments: object) -> None:
        self.diagnostics.append(Diagnostic(kind, place, arguments))

    def _rules(self) -> None:
        for row in self._rows(tables.REGLES):
            section, name = row.text(tables.SECTION), row.text(tables.NAME)
            if section is None or name is None:
                self._pair(self.tree, section, row, tables.SECTION)
                continue
            pairs = self.tree.setdefault(section, {})
            if isinstance(pairs, dict):
                self._pair(pairs, name, row, tables.NAME)
            else:
                self._say(kinds.ROW_TWICE, row.place, name=section)

    def _pair(self, pairs: dict[str, Tree], key: str | None, row: ClasseurRow, heading: str) -> None:
        if key is None or tables.VALUE not in row.values:
            self._say(kinds.ROW_LACKS, row.place, heading=heading if key is None else tables.VALUE)
        elif key in pairs:
            self._say(kinds.ROW_TWICE, row.place, name=key)
        else:
            pairs[key] = row.values[tables.VALUE]

    def _element(self, kind: tables.SheetKind, row: ClasseurRow) -> None:
        element = {key: one for key, one in row.values.items() if not kind.stands_in or key != tables.WITHIN}
        within = row.text(tables.WITHIN) or "" if kind.stands_in else ""
        if isinstance(code := element.get("code"), str):
            self._elements.setdefault((kind.sheet, code), []).append(element)
        if not within and kind.at_root:
            self._add(self.tree, kind.at_root.key, element, row)
            return
        parents = [(key, each) for key in kind.lists for each in self._elements.get((key.within, within), ())]
        place = row.places.get(tables.WITHIN, row.place)
        if not parents:
            self._say(kinds.NO_PARENT, place, code=within, sheets=" / ".join(kind.stands_in))
        elif len(parents) > 1:
            sheets = dict.fromkeys(key.within for key, _ in parents)
            self._say(kinds.TWO_PARENTS, place, code=within, sheets=" / ".join(sheets))
        else:
            key, parent = parents[0]
            self._add(parent, key.key, element, row)

    def _add(self, parent: dict[str, Tree], key: str, element: dict[str, Tree], row: ClasseurRow) -> None:
        elements = parent.setdefault(key, [])
        if isinstance(elements, list):
            elements.append(element)
        else:
            self._say(kinds.ROW_TWICE, row.place, name=key)

    def _rows(self, name: str) -> Iterator[ClasseurRow]:
        """The rows of a sheet that are not empty, below its headings."""
        sheet = self._sheets.get(name)
        rows = list(sheet.rows()) if sheet is not None else []
        if sheet is None or not rows:
            return
        headings = _headings([trim(text) for text in rows[0].cells], name)
        for index, heading in enumerate(headings):
            if heading and heading in headings[:index]:
                self._say(kinds.HEADING_TWICE, sheet.place(sheet.top, sheet.left + index), heading=heading)
        for row in rows[1:]:
            values: dict[str, Tree] = {}
            places: dict[str, Place] = {}
            for index, text in enumerate(row.cells):
                if trim(text):
                    at, place = row.at(index), row.place(index)
                    if at in sheet.details.texts:
                        self._say(kinds.NO_RESULT, place, text=text)
                    elif at in sheet.details.struck_cells:
                        self._say(kinds.STRUCK, place, text=text)
                    self._cell(headings[index], text, place, values, places)
            if values:
                yield ClasseurRow(values, places, row.place(0))

    def _cell(
        self, heading: str, text: str, place: Place, values: dict[str, Tree], places: dict[str, Place]
    ) -> None:
        value = cells.value(text)
        if not heading:
            self._say(kinds.NO_HEADING, place, text=text)
            return
        if value is None:
            self._say(kinds.NOT_YAML, place, text=text)
        values[heading], places[heading] = trim(text) if value is None else value, place


def _headings(texts: Sequence[str], sheet: str) -> list[str]:
    """The headings of a sheet, each written as ours where it is one that is not there: a spreadsheet gives capitals."""
    kind = BY_SHEET.get(sheet)
    own = (*kind.headings, tables.WITHIN) if kind is not None else tables.PAIR_HEADINGS
    absent = [each for each in own if each not in texts]
    return [text if text in own else folded_key(absent, text) or text for text in texts]


def read(book: Workbook) -> tuple[Mapping[str, Tree], list[Diagnostic]]:
    """The tree of the file that a workbook says, and what is wrong in it; incomplete where one of these is an error."""
    reader = ClasseurReader(book)
    reader.read()
    return reader.tree, reader.diagnostics


def summary(tree: Mapping[str, Tree]) -> str:
    """`3 blocs, 8 activités, 8 compétences, 46 critères, 3 épreuves, 2 doubts`: what the tree of a file has."""
    rows = {each.name: len(each.rows) for each in tables.sheets(tree)}
    return ", ".join(words(rows.get(sheet, 0)) for sheet, words in SUMMARY_WORDS.items())
