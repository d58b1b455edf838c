"""What the XML of an XLSX workbook says that its values don't: see `Details`."""

import math
import re
from collections import ChainMap
from collections.abc import Collection, Iterator, Mapping

from certeval.diagnostics.families import sheets as kinds
from certeval.sources.workbook.container import Container, Unreadable, name_of
from certeval.sources.workbook.details import (
    MAX_CELLS,
    MAX_ROWS,
    Area,
    At,
    Details,
    Formula,
    Table,
    area_of,
    at_of,
    letters,
)
from certeval.sources.workbook.formats import Look
from certeval.sources.workbook.markup import Handler, local_name, walk, whole_number
from certeval.sources.workbook.names import TableReader
from certeval.sources.workbook.package import package, parts_of
from certeval.sources.workbook.styles import POSITIONS, MarkedTexts, Position, Styles, holds

_OVERLAP = 256
_UNUSUAL = {
    b"<f": b"f",
    b'="e"': b"#",
    b"='": b"'",
    b"hidden": b"h",
    b' ht="0': b"h",
    b' width="0': b"h",
    b"strike": b"k",
    b"vertAlign": b"g",
    b"<!": b"!",
    b":c": b":",
    b"<v> ": b"> ",
    b"<v>\n": b"\n",
    b"<v>\r": b"\r",
    b"<v>\t": b"\t",
    b'showZeros="0': b"h",
    b'showZeros="f': b"h",
    b'showValue="0': b"u",
    b'showValue="f': b"u",
}
"""What makes a sheet worth reading element by element: formulas, errors, what is hidden or struck out, another
writer's XML. Each has beside it a rare byte that it is never without (an error's value is `#N/A`, `#REF!`…), which is
looked for first: a byte alone is found, or is not there, in a tenth of the time. XML that is laid out has white space
within values.
"""
_ROOT = b"<worksheet"
_DIMENSION = re.compile(rb'<dimension ref="[A-Z]+[0-9]+:([A-Z]{1,3}[0-9]{1,7})"')
_WIDEST: At = (MAX_ROWS - 1, MAX_CELLS // MAX_ROWS - 1)
"""The last cell of the sheet with the most rows."""


class _Cells(Handler):
    """One sheet, cell by cell."""

    def __init__(
        self,
        name: str,
        looks: Mapping[str, Look],
        marked_texts: MarkedTexts,
        conditional: Collection[str] = (),
    ) -> None:
        self.details = Details()
        self._conditional = conditional
        self._area_names = ""
        self._is_otherwise = False
        self._has_styles_beside = False
        """Whether cells may have the colours of a conditional format, or of a table."""
        self._name = name
        self._looks = looks
        self._marked_texts = marked_texts
        self._is_struck = self._is_moved = False
        self._position: Position = {}
        self._shows_zeros = True
        self._row, self._column = -1, -1
        self._kind = self._style = ""
        self._formula: str | None = None
        self._shared = ""
        self._array: Area | None = None
        self._by_share: dict[str, tuple[str, At]] = {}
        self._value: str | None = None
        self._inside = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        what = local_name(name)
        if what == "c":
            at = at_of(attributes.get("r", ""))
            self._row, self._column = at or (self._row, self._column + 1)
            self._kind, self._style = attributes.get("t", ""), attributes.get("s", "")
            self._formula = self._value = None
            self._is_struck = self._is_moved = False
        elif what == "r":
            self._position = {}
        elif what == "vertAlign":
            self._position = POSITIONS.get(attributes.get("val", ""), {})
        elif what == "strike":
            self._is_struck = self._is_struck or holds(attributes)
        elif what == "row":
            number = whole_number(attributes.get("r"))
            self._row, self._column = (number - 1 if number > 0 else self._row + 1), -1
            if _is_hidden(attributes, "ht"):
                self.details.hidden_rows.add(self._row)
        elif what == "f":
            self._inside, self._formula = "f", ""
            self._shared = attributes.get("si", "") if attributes.get("t") == "shared" else ""
            self._array = area_of(attributes.get("ref", "")) if attributes.get("t") == "array" else None
        elif what in {"v", "is"}:
            self._inside, self._value, self._position = what, "", {}
        else:
            self._setting(what, attributes)

    def _setting(self, what: str, attributes: dict[str, str]) -> None:
        """What the sheet says of its columns, of zeros, and of conditional formats."""
        if what == "col" and _is_hidden(attributes, "width"):
            first, last = whole_number(attributes.get("min")), whole_number(attributes.get("max"))
            self.details.hidden_columns.update(range(max(first, 1) - 1, min(last, 1 << 14)))
        elif what == "sheetView":
            self._shows_zeros = attributes.get("showZeros") not in {"0", "false"}
        elif what in {"conditionalFormatting", "tablePart"}:
            self._has_styles_beside, self._is_otherwise = True, False
            self._area_names = attributes.get("sqref", "")
        elif what in {"cfRule", "iconSet", "dataBar"}:
            is_bare = attributes.get("showValue") in {"0", "false"}
            self._is_otherwise |= is_bare or attributes.get("dxfId", "-") in self._conditional
        elif what == "sqref":
            self._inside, self._value = what, ""

    def end(self, name: str) -> None:
        what = local_name(name)
        if what in {"f", "v", "is"}:
            self._inside = ""
        elif what == "c":
            self._cell()
        elif what == "sqref":
            self._inside, self._area_names = "", self._value or ""
        elif what == "conditionalFormatting" and self._is_otherwise:
            names = [f"{each}:{each}" if ":" not in each else each for each in self._area_names.split()]
            self.details.conditional_areas += filter(None, map(area_of, names))
        elif what == "worksheet" and self._has_styles_beside:
            self.details.unseen_cells.clear()

    def text(self, text: str) -> None:
        if self._inside == "f":
            self._formula = (self._formula or "") + text
        elif self._inside == "v" and self._kind == "inlineStr":
            raise Unreadable(kinds.DAMAGED)  # the library takes the cell for an empty one
        elif self._inside:
            in_position = text.translate(self._position)
            self._is_moved |= in_position != text
            self._value = (self._value or "") + in_position

    def aside(self) -> None:
        """The library ends a value at a comment or an instruction, and sees none in CDATA."""
        if self._inside == "v":
            raise Unreadable(kinds.DAMAGED)

    def _cell(self) -> None:
        """What a cell holds once it closes. An empty value is a formula's only where it says it is a text."""
        at = self._row, self._column
        if self._kind == "s" and self._value and not self._value.isdigit():
            raise Unreadable(kinds.DAMAGED)  # the library takes it for the first of the texts
        has_result = self._value or (self._value is not None and self._kind == "str")
        if self._kind == "e" and self._value:
            self.details.texts[at] = self._value
        elif self._formula is not None and not has_result:
            self.details.texts[at] = f"={self._formula}"
        if self._formula is not None:
            self._keep_zero(at, self._formula)
        if self._value and self._style in self._looks:
            self.details.look(at, self._looks[self._style], self._number())
        if not self._shows_zeros and self._value and self._number() == 0:
            self.details.displays[at] = ""
        if self._is_moved and self._value:
            self.details.alone[at] = self._value
        elif self._kind == "s" and self._value in self._marked_texts.positions:
            self.details.alone[at] = self._marked_texts.positions[self._value]
        is_marked = self._kind == "s" and self._value in self._marked_texts.numbers
        if self._value and (self._is_struck or is_marked):
            self.details.struck_cells.add(at)
        if self._value or at in self.details.texts:
            self.details.value_at(*at)
            self.details.check_size(self._name)

    def _keep_zero(self, at: At, formula: str) -> None:
        """Keep a formula whose result is 0. Of those that cells share, the first alone is written."""
        first = at
        if self._shared:
            formula, first = self._by_share.setdefault(self._shared, (formula, at))
        elif self._array is not None:
            self.details.arrays.append(Formula(formula, array=self._array))
        if self._kind == "str" and self._value == "0":
            self.details.zero_texts[at] = formula
        if formula and self._value and self._number() == 0:
            self.details.zero_formulas[at] = Formula(formula, at[0] - first[0], at[1] - first[1])

    def _number(self) -> float | None:
        """The number that the cell holds; None where it holds something else."""
        try:
            value = float(self._value or "") if self._kind in {"", "n"} else math.nan
        except ValueError:
            return None
        return value if math.isfinite(value) else None


def _is_hidden(attributes: dict[str, str], size: str) -> bool:
    """Whether a row or a column is hidden, or is so small that nothing of it is seen."""
    is_flat = size in attributes and not attributes[size].strip("0.")
    return is_flat or attributes.get("hidden") in {"1", "true"}


class _Beside(Handler):
    """What goes with a sheet: the cells that notes go with; the boxes drawn over it, counted where one is ticked and
    tied to no cell.
    """

    def __init__(self, sheet_details: Details) -> None:
        self._details = sheet_details

    def start(self, name: str, attributes: dict[str, str]) -> None:
        what = local_name(name)
        if what == "comment" and (at := at_of(attributes.get("ref", ""))) is not None:
            self._details.notes.add(at)
        is_box = what == "formControlPr" and attributes.get("objectType") == "CheckBox"
        if is_box and attributes.get("checked") == "Checked" and not attributes.get("fmlaLink"):
            self._details.box_count += 1


def details(book: Container) -> dict[str, Details]:
    """The details of each sheet, by its name. Raises Unreadable where the parts are not what they should be."""
    parts, styles, marked = package(book), Styles(), MarkedTexts()
    read = {name_of(path) for path in parts.sheets.values()}
    for name in book.parts.keys() - read:
        for _piece in book.pieces(name):
            pass
    if name_of(parts.styles) in book.parts:
        walk(book.pieces(parts.styles), styles)
    if re.search(b"strike|vertAlign", book.read(parts.texts)):
        walk(book.pieces(parts.texts), marked)
    by_name = {name: _sheet_details(book, path, name, styles, marked) for name, path in parts.sheets.items()}
    tables: dict[str, Table] = {}
    for number, (name, sheet_details) in enumerate(by_name.items()):
        sheet_details.is_to_compute = parts.is_to_compute
        sheet_details.names = ChainMap(*(parts.names.get(at, {}) for at in (number, -1)))
        sheet_details.tables = tables
        for path in parts_of(book, parts.sheets[name], {"table"}):
            walk(book.pieces(path), TableReader(name, tables))
        for path in parts_of(book, parts.sheets[name], {"comments", "ctrlProp"}):
            walk(book.pieces(path), _Beside(sheet_details))
    return by_name


def _sheet_details(book: Container, path: str, name: str, styles: Styles, marked: MarkedTexts) -> Details:
    if b"\0" in next(book.pieces(path), b"")[: len("<?xml")]:
        raise Unreadable(kinds.DAMAGED)  # UTF-16, in which the library sees no cell
    marks = _UNUSUAL | {f' s="{index}"'.encode(): b"s" for index in styles.looks}
    marks |= {f' dxfId="{index}"'.encode(): b"x" for index in styles.conditional}
    rounding = _rounding_pattern(styles)
    sheet_details = _plain_details(book.pieces(path), marks, rounding) if marked.is_empty else None
    if sheet_details is None:
        looks = ChainMap(styles.looks, *styles.rounding.values())
        cells = _Cells(name, looks, marked, styles.conditional)
        walk(book.pieces(path), cells)
        sheet_details = cells.details
    return sheet_details


def _rounding_pattern(styles: Styles) -> re.Pattern[bytes] | None:
    """What finds a number with more decimals than its style shows."""
    more = (
        f' s="(?:{"|".join(looks)})"[^>]*><v>[^<.]*\\.[0-9]{{{places}}}[0-9]'
        for places, looks in styles.rounding.items()
    )
    return re.compile("|".join(more).encode()) if styles.rounding else None


def _plain_details(
    pieces: Iterator[bytes], marks: Mapping[bytes, bytes], rounding_pattern: re.Pattern[bytes] | None
) -> Details | None:
    """The last cell that a sheet says it has, where no cell stands beyond, and there is nothing else to say of them;
    None where there may be.
    """
    last, beyond, cell_count = _WIDEST, None, 0
    for text in _whole_elements(pieces):
        if any(rare in text and mark in text for mark, rare in marks.items()):
            return None
        if b"?" in text and text.count(b"<?") > text.startswith(b"<?xml"):
            return None
        if rounding_pattern is not None and rounding_pattern.search(text):
            return None
        if beyond is None:
            if _ROOT not in text:
                return None
            last = _last_cell(text)
            beyond = _outside_pattern(last)
        if beyond.search(text):
            return None
        cell_count += text.count(b"<c r=")
    return Details(last_row=last[0], last_column=last[1], cell_count=cell_count)


def _whole_elements(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces of a part, cut where an element begins."""
    before = b""
    for piece in pieces:
        text = before + piece
        cut = text.rfind(b"<", max(0, len(text) - _OVERLAP))
        before, text = (text[cut:], text[:cut]) if cut > 0 else (b"", text)
        yield text
    yield before


def first_duplicate(book: Container, name: str, value_count: int) -> At | None:
    """The first cell that a sheet gives a value twice, where fewer are filled than are written."""
    path = package(book).sheets[name]
    written = sum(text.count(b"<v") + text.count(b"<is") for text in _whole_elements(book.pieces(path)))
    if value_count == written:
        return None
    cells = _Cells(name, {}, MarkedTexts())
    walk(book.pieces(path), cells)
    return cells.details.twice


def _last_cell(text: bytes) -> At:
    """The last cell that a sheet says it has, if as many cells are read."""
    match = _DIMENSION.search(text)
    row, column = (match and at_of(match[1].decode())) or _WIDEST
    return (row, column) if row < MAX_ROWS and (row + 1) * (column + 1) <= MAX_CELLS else _WIDEST


def _outside_pattern(last: At) -> re.Pattern[bytes]:
    """What finds a cell that is not known to stand in the rectangle down to the last one."""
    row, column = last
    inside = f"(?:{_at_most(letters(column), 'A', 'Z')})(?:{_at_most(str(row + 1), '0', '9')})"
    return re.compile(f'<c(?! r="{inside}")(?![A-Za-z])'.encode())


def _at_most(last: str, low: str, high: str) -> str:
    """What matches texts of signs from low to high that come up to the last one: those of its length, which most are,
    that are before it or are it, and shorter ones. For 45: `[1-3][0-9]|4[0-5]|[0-9]{1,1}+`. Once as many signs as there
    are were taken, fewer are not tried; no number of several digits begins with 0.
    """
    any_sign = f"[{low}-{high}]"
    alternatives = [
        f"{last[:at]}[{least}-{chr(ord(sign) - 1)}]{any_sign * (len(last) - at - 1)}"
        for at, sign in enumerate(last[:-1])
        if sign > (least := low if at else max(low, "1"))
    ]
    shorter = [f"{any_sign}{{1,{len(last) - 1}}}+"] if len(last) > 1 else []
    return "|".join([*alternatives, f"{last[:-1]}[{low}-{last[-1]}]", *shorter])
