"""What the XML of an XLSX workbook says that its values don't: see `Details`."""

import posixpath
import re
from collections.abc import Iterator

from certeval.diagnostics.families import sheets as kinds
from certeval.sources.workbook.container import Container, Unreadable
from certeval.sources.workbook.details import MAX_CELLS, MAX_ROWS, Details, at_of, column_of
from certeval.sources.workbook.markup import Handler, local, walk

PERCENT_FORMATS = frozenset({9, 10})
"""The formats of percents that every workbook has."""
_OVERLAP = 256
_UNUSUAL = (b"<f", b'="e"', b"='", b"hidden", b"<!")
"""What makes a sheet worth reading element by element: formulas, errors, what is hidden, another writer's XML."""
_ROOT = b"<worksheet"
_COLUMNS = re.compile(rb'<c r="([A-Z]{1,3})[0-9]{1,7}"')
_ROWS = re.compile(rb'<c r="[A-Z]{1,3}([0-9]{1,7})"')


class _Targets(Handler):
    """The part of each relation of a part, which stands in a folder; `roots` are the workbooks among them."""

    def __init__(self, folder: str) -> None:
        self.found: dict[str, str] = {}
        self.roots: set[str] = set()
        self._folder = folder

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if local(name) == "Relationship" and "Id" in attributes:
            target = attributes.get("Target", "")
            path = target[1:] if target.startswith("/") else posixpath.normpath(f"{self._folder}{target}")
            self.found[attributes["Id"]] = path
            if attributes.get("Type", "").endswith("/officeDocument"):
                self.roots.add(path)


class _Sheets(Handler):
    """The relation of each sheet, by its name."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if local(name) == "sheet":
            relation = next((value for key, value in attributes.items() if local(key) == "id"), "")
            self.found[attributes.get("name", "")] = relation


class _Styles(Handler):
    """Which cell styles show a percent sign."""

    def __init__(self) -> None:
        self.percents: set[str] = set()
        self._formats: set[int] = set(PERCENT_FORMATS)
        self._index = -1

    def start(self, name: str, attributes: dict[str, str]) -> None:
        what = local(name)
        if what == "numFmt" and "%" in _unquoted(attributes.get("formatCode", "")):
            self._formats.add(_number(attributes.get("numFmtId")))
        elif what == "cellXfs":
            self._index = 0
        elif what == "xf" and self._index >= 0:
            if _number(attributes.get("numFmtId")) in self._formats:
                self.percents.add(str(self._index))
            self._index += 1

    def end(self, name: str) -> None:
        if local(name) == "cellXfs":
            self._index = -1


def _unquoted(code: str) -> str:
    """A number's format without the texts that it shows as they are."""
    return re.sub(r'"[^"]*"|\\.', "", code)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else -1  # noqa: PLR2004


class _Cells(Handler):
    """One sheet, cell by cell."""

    def __init__(self, name: str, percents: set[str]) -> None:
        self.details = Details()
        self._name = name
        self._percents = percents
        self._row, self._column = -1, -1
        self._kind = self._style = ""
        self._formula: str | None = None
        self._value: str | None = None
        self._inside = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        what = local(name)
        if what == "c":
            at = at_of(attributes.get("r", ""))
            self._row, self._column = at or (self._row, self._column + 1)
            self._kind, self._style = attributes.get("t", ""), attributes.get("s", "")
            self._formula = self._value = None
        elif what == "row":
            number = _number(attributes.get("r"))
            self._row, self._column = (number - 1 if number > 0 else self._row + 1), -1
            if attributes.get("hidden") in {"1", "true"}:
                self.details.hidden_rows.add(self._row)
        elif what == "f":
            self._inside, self._formula = "f", ""
        elif what in {"v", "is"}:
            self._inside, self._value = "v", ""
        elif what == "col" and attributes.get("hidden") in {"1", "true"}:
            first, last = _number(attributes.get("min")), _number(attributes.get("max"))
            self.details.hidden_columns.update(range(max(first, 1) - 1, min(last, 1 << 14)))

    def end(self, name: str) -> None:
        what = local(name)
        if what in {"f", "v", "is"}:
            self._inside = ""
        elif what == "c":
            self._cell()

    def text(self, text: str) -> None:
        if self._inside == "f":
            self._formula = (self._formula or "") + text
        elif self._inside == "v":
            self._value = (self._value or "") + text

    def _cell(self) -> None:
        """What a cell holds once it closes. An empty value is a formula's only where it says it is a text."""
        at = self._row, self._column
        computed = self._value or (self._value is not None and self._kind == "str")
        if self._kind == "e" and self._value:
            self.details.texts[at] = self._value
        elif self._formula is not None and not computed:
            self.details.texts[at] = f"={self._formula}"
        elif self._value and self._style in self._percents and self._kind in {"", "n"}:
            self.details.percents.add(at)
        if self._value or at in self.details.texts:
            self.details.value_at(*at)
            self.details.check_size(self._name)


def details(book: Container) -> dict[str, Details]:
    """The details of each sheet, by its name. Raises Unreadable where the parts are not what they should be."""
    package, targets, sheets, styles = _Targets(""), _Targets("xl/"), _Sheets(), _Styles()
    walk([book.read("_rels/.rels")], package)
    walk([book.read("xl/_rels/workbook.xml.rels")], targets)
    walk([book.read("xl/workbook.xml")], sheets)
    if "xl/styles.xml" in book.parts:
        walk([book.read("xl/styles.xml")], styles)
    paths = {name: targets.found.get(relation, "") for name, relation in sheets.found.items()}
    if not paths or package.roots != {"xl/workbook.xml"}:
        raise Unreadable(kinds.DAMAGED)
    for info in book.parts.values():
        if info.filename not in paths.values():
            for _piece in book.inflated(info):
                pass
    return {name: _of_sheet(book, path, name, styles.percents) for name, path in paths.items()}


def _of_sheet(book: Container, path: str, name: str, percents: set[str]) -> Details:
    info = book.parts.get(path)
    if info is None:
        raise Unreadable(kinds.DAMAGED)
    marks = (*_UNUSUAL, *(f' s="{index}"'.encode() for index in percents))
    found = _plain(book.inflated(info), marks)
    if found is None:
        cells = _Cells(name, percents)
        walk(book.inflated(info), cells)
        found = cells.details
    return found


def _plain(pieces: Iterator[bytes], marks: tuple[bytes, ...]) -> Details | None:
    """How far the cells of a sheet go where there is nothing else to say of them; None where there may be."""
    found = Details()
    before = b""
    columns: set[bytes] = set()
    rows: set[bytes] = set()
    for number, piece in enumerate(pieces):
        text = before + piece
        if any(mark in text for mark in marks) or (number == 0 and _ROOT not in text):
            return None
        cut = text.rfind(b"<", max(0, len(text) - _OVERLAP))
        before, text = (text[cut:], text[:cut]) if cut > 0 else (b"", text)
        names = _COLUMNS.findall(text)
        columns.update(names)
        numbers = _ROWS.findall(text)
        rows.update(numbers)
        cells = text.count(b"<c ") + text.count(b"<c>")
        if not len(names) == len(numbers) == cells or len(rows) > MAX_ROWS:
            return None
    found.last_row = max(map(int, rows), default=0) - 1
    found.last_column = max((column_of(name.decode()) for name in columns), default=-1)
    if found.last_row >= MAX_ROWS or (found.last_row + 1) * (found.last_column + 1) > MAX_CELLS:
        return None
    return found
