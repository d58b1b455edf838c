"""What the XML of an ODS workbook says that its values don't: see `Details`."""

import re
from collections import ChainMap
from decimal import Decimal, InvalidOperation

from certeval.diagnostics.families import sheets as kinds
from certeval.sources.workbook.container import Container, Unreadable
from certeval.sources.workbook.details import MAX_ROWS, Area, At, Details, area_of
from certeval.sources.workbook.formats import is_own
from certeval.sources.workbook.markup import walk
from certeval.sources.workbook.names import fixed
from certeval.sources.workbook.references import of_ods
from certeval.sources.workbook.styles import HEIGHT, WIDTH, Position, Settings, TextStyles
from certeval.sources.workbook.values import text

TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
BOX = "urn:oasis:names:tc:opendocument:xmlns:form:1.0 checkbox"
FORM = BOX.removesuffix("checkbox")
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
AREAS = {
    f"{TABLE}named-range": f"{TABLE}cell-range-address",
    f"{TABLE}database-range": f"{TABLE}target-range-address",
}
"""What names an area, with the attribute that says which."""
MATRIX = f"{TABLE}number-matrix"
CELLS = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})
SIDE = 1 << 20
"""More rows or columns than any spreadsheet has."""
_ERROR = re.compile(r"#|err:", re.IGNORECASE)
"""How an error is seen. Only LibreOffice says beside that it is one: other programs write 0, or an empty text."""
_ADDRESS = re.compile(r"(?:'[^']*'|[^\s'])+")
"""One of the addresses of areas; a sheet's name may hold spaces between quotes."""
NOTE = f"{OFFICE}annotation"
NUMBERS = frozenset({"float", "currency", "percentage"})
BREAKS = {f"{TEXT}s": " ", f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
TRUTHS = {word: text(word in {"VRAI", "TRUE"}) for word in ("VRAI", "TRUE", "FAUX", "FALSE")}
"""How a number is seen that is a yes or a no, as LibreOffice saves the formula `TRUE()`; and the text of each."""
HIDDEN = frozenset({"collapse", "filter"})


class _Content(TextStyles):
    """Every sheet, cell by cell. Repeated rows and cells are counted, never unrolled."""

    def __init__(self, styles: TextStyles, *, hides_zeros: bool) -> None:
        super().__init__()
        vars(self).update(vars(styles))  # those of this part go on from those
        self._areas: list[Area] = []
        self._unseen: frozenset[str] = frozenset()
        """The styles whose texts have the colour of their cell."""
        self._hides_zeros = hides_zeros
        self._moves: list[Position] = []
        """Where the texts of a cell's parts stand, one within the other."""
        self._is_moved = False
        self._column_styles: list[tuple[int, str]] = []
        self._is_struck = self._is_unseen = False
        self.sheets: dict[str, Details] = {}
        self.areas: dict[str, str] = {}
        self._details = Details()
        self._name = ""
        self._depth = 0
        self._row = self._column = self._columns = 0
        self._rows = self._across = 1
        self._attributes: dict[str, str] | None = None
        self._text = ""
        self._has_text = False
        self._beside = 0
        """How deep in what stands beside a cell's own text: a note, something drawn, a table."""
        self._is_drawn_over = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._attributes is not None:
            self._inside(name, attributes)
            return
        if name in CELLS:
            if self._depth == 1:
                self._open_cell(attributes)
            return
        super().start(name, attributes)
        if name == f"{TABLE}table":
            self._open_table(attributes)
        elif name in AREAS:
            self._name_area(name, attributes)
        elif name.startswith(CALC):
            self._condition(name.removeprefix(CALC), attributes)
        elif self._depth != 1:
            return
        elif name == BOX:
            state = attributes.get(f"{FORM}current-state", attributes.get(f"{FORM}state"))
            self._details.box_count += state == "checked" and not attributes.get(f"{FORM}linked-cell")
        elif name == f"{TABLE}table-column":
            self._column_of(attributes)
        elif name == f"{TABLE}table-row":
            self._column, self._rows = 0, _times(attributes, "rows")
            if self._is_hidden(attributes, HEIGHT):
                hidden = range(self._row, min(self._row + self._rows, MAX_ROWS))
                self._details.hidden_rows.update(hidden)

    def _open_cell(self, attributes: dict[str, str]) -> None:
        """A cell of a sheet opens."""
        self._attributes, self._across, self._text = attributes, _times(attributes, "columns"), ""
        self._has_text = False
        style = self._style(attributes)
        self._is_struck, self._is_unseen = style in self.names, style in self._unseen
        self._is_drawn_over = self._is_moved = False

    def _open_table(self, attributes: dict[str, str]) -> None:
        """A table opens: a sheet, or what stands in one."""
        self._depth += 1
        if self._depth == 1:
            self._name = attributes.get(f"{TABLE}name", "")
            self._details = self.sheets.setdefault(self._name, Details())
            self._row = self._columns = 0
            self._column_styles = []
            self._unseen = frozenset(filter(self.is_unseen, self.colours))

    def _name_area(self, name: str, attributes: dict[str, str]) -> None:
        """Keep an area under its name: of the sheet that it stands in, else of all."""
        own = self._details.names if self._depth else self.areas
        area = of_ods(f"=[{attributes.get(AREAS[name], '')}]").text
        is_table = name == f"{TABLE}database-range"
        own[attributes.get(f"{TABLE}name", "").casefold()] = fixed(area) if is_table else area

    def _inside(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens in a cell."""
        if name == f"{TABLE}table":
            raise Unreadable(kinds.DAMAGED)  # whose rows the library takes for the sheet's own
        if name == NOTE and not self._beside:
            self._details.notes.add((self._row, self._column))
        self._has_text |= name == f"{TEXT}p" and not self._beside
        if self._beside or not name.startswith(TEXT):
            self._is_drawn_over |= not self._beside and name != NOTE
            self._beside += 1
        elif name == f"{TEXT}span":
            style = attributes.get(f"{TEXT}style-name", "")
            self._is_struck |= style in self.names
            self._moves.append(self.positions.get(style, {}))
        elif name == f"{TEXT}p" and self._text:
            self._text += "\n"
        else:
            self._text += BREAKS.get(name, "") * _count(attributes.get(f"{TEXT}c"))

    def _condition(self, what: str, attributes: dict[str, str]) -> None:
        """A conditional format of a sheet, or a part of it: keep the areas of one that may change what cells say."""
        if what == "conditional-format":
            addresses = _ADDRESS.findall(attributes.get(f"{CALC}target-range-address", "").replace("$", ""))
            self._areas = [area for each in addresses if (area := _area_of(each)) is not None]
            self._details.unseen_cells.clear()  # whose cell may have the colour of the format
        style = self.names_shown.get(attributes.get(f"{CALC}apply-style-name", ""), "")
        if attributes.get(f"{CALC}show-value") == "false" or (style and self.is_conditional(style)):
            self._details.conditional_areas += self._areas
            self._areas = []

    def _column_of(self, attributes: dict[str, str]) -> None:
        count = _times(attributes, "columns")
        if self._is_hidden(attributes, WIDTH):
            hidden = range(self._columns, min(self._columns + count, MAX_ROWS))
            self._details.hidden_columns.update(hidden)
        self._columns += count
        self._column_styles.append((self._columns, attributes.get(f"{TABLE}default-cell-style-name", "")))

    def _is_hidden(self, attributes: dict[str, str], size: str) -> bool:
        """Whether a row or a column is hidden, or its style gives it no size."""
        is_flat = (size, attributes.get(f"{TABLE}style-name", "")) in self.flat
        return is_flat or attributes.get(f"{TABLE}visibility") in HIDDEN

    def _style(self, attributes: dict[str, str]) -> str:
        """The style of a cell: its own, else its column's."""
        own = attributes.get(f"{TABLE}style-name")
        if own is not None:
            return own
        return next((style for end, style in self._column_styles if self._column < end), "")

    def end(self, name: str) -> None:
        if self._beside:
            self._beside -= 1
        elif name == f"{TEXT}span":
            del self._moves[-1:]
        elif name == f"{TABLE}table":
            self._depth -= 1
        elif self._depth != 1:
            return
        elif name == f"{TABLE}table-row":
            self._row += self._rows
        elif name in CELLS and self._attributes is not None:
            self._cell(self._attributes)
            self._column += self._across
            self._attributes = None

    def text(self, text: str) -> None:
        if self._attributes is not None and not self._beside:
            in_position = text.translate(self._moves[-1]) if self._moves else text
            self._is_moved |= in_position != text
            self._text += in_position

    def _keep_display(self, every: list[At], number: str) -> None:
        """Keep what is seen of a number where that is not its own digits."""
        display = self._text.strip()
        try:
            value = Decimal(number)
        except InvalidOperation:
            return
        if not is_own(value, display):
            self._details.keep_display(every, value, display)

    def _cell(self, attributes: dict[str, str]) -> None:
        is_blank = f"{OFFICE}value-type" not in attributes and not self._text.strip()
        if is_blank and (self._has_text or f"{TABLE}formula" not in attributes):
            return  # LibreOffice says no value of a formula whose result is an empty text
        first = self._row, self._column
        last = self._row + self._rows - 1, self._column + self._across - 1
        self._details.value_at(*last)
        self._details.check_size(self._name)
        every = [(row, at) for row in range(first[0], last[0] + 1) for at in range(first[1], last[1] + 1)]
        self._keep_details(every, attributes)
        if self._is_struck:
            self._details.struck_cells.update(every)
        if self._is_unseen:
            self._details.unseen_cells.update(every)
        if (area := _spanned(first, attributes, f"{TABLE}number")) != (first, first):
            self._details.merged_areas.append(area)

    def _keep_details(self, every: list[At], attributes: dict[str, str]) -> None:
        """Keep what the library does not tell of cells: what is seen of them, what a formula makes of nothing."""
        formula = attributes.get(f"{TABLE}formula")
        kind = attributes.get(f"{OFFICE}value-type")
        own = self._text.strip()
        string = attributes.get(f"{OFFICE}string-value", own)
        if attributes.get(f"{CALC}value-type") == "error" or (formula is not None and _ERROR.match(own)):
            self._details.texts |= dict.fromkeys(every, own or "#ERR")
        elif own and formula is None and _is_text_alone(kind, attributes):
            self._details.texts |= dict.fromkeys(every, own)
        elif kind == "string" and self._text_alone_says(attributes):
            self._details.alone |= dict.fromkeys(every, own)
        elif kind == "string" and self._has_text and own != string.strip():
            self._details.other_displays |= dict.fromkeys(every, own)
        elif kind == "float" and own.upper() in TRUTHS:
            self._details.alone |= dict.fromkeys(every, TRUTHS[own.upper()])
            self._details.displays |= dict.fromkeys(every, None)
        elif kind is None or (formula is not None and kind in NUMBERS and f"{OFFICE}value" not in attributes):
            self._details.texts |= dict.fromkeys(every, "=" + str(formula).partition("=")[2])
        elif kind == "percentage":
            self._details.percents.update(every)
        elif kind == "float" and self._has_text:
            self._keep_display(every, attributes.get(f"{OFFICE}value", ""))
        if formula is not None and f"{MATRIX}-rows-spanned" in attributes:
            array = _spanned(every[0], attributes, MATRIX)
            self._details.arrays.append(of_ods(formula)._replace(array=array))
        if kind in NUMBERS and _is_zero(attributes):
            self._keep_zeros(every, formula)

    def _keep_zeros(self, every: list[At], formula: str | None) -> None:
        """Keep what made zeros, and that they are not seen."""
        if formula is not None:
            self._details.zero_formulas |= dict.fromkeys(every, of_ods(formula))
        if self._hides_zeros:
            self._details.displays |= dict.fromkeys(every, "")

    def _text_alone_says(self, attributes: dict[str, str]) -> bool:
        """Whether a text is read otherwise than it shows: with what is drawn over it, or with digits off the line."""
        return self._is_moved or (self._is_drawn_over and f"{OFFICE}string-value" not in attributes)


def _area_of(address: str) -> Area | None:
    """The area of `Notes.B2:Notes.B3`, or of one cell."""
    ends = address.split(":")
    return area_of(":".join(end.rpartition(".")[2] for end in (ends[0], ends[-1])))


def _is_text_alone(kind: str | None, attributes: dict[str, str]) -> bool:
    """Whether a cell shows a text and says no value, which the library then takes for empty."""
    return kind in {None, "void"} or (kind in NUMBERS and f"{OFFICE}value" not in attributes)


def _is_zero(attributes: dict[str, str]) -> bool:
    """Whether a cell holds the number 0."""
    return re.fullmatch(r"-?0+(?:\.0*)?", attributes.get(f"{OFFICE}value", "")) is not None


def _times(attributes: dict[str, str], what: str) -> int:
    return _count(attributes.get(f"{TABLE}number-{what}-repeated"))


def _spanned(first: At, attributes: dict[str, str], start: str) -> Area:
    """The area that a cell takes, by the attributes that begin so."""
    down, right = (_count(attributes.get(f"{start}-{what}-spanned")) for what in ("rows", "columns"))
    return first, (first[0] + down - 1, first[1] + right - 1)


def _count(text: str | None) -> int:
    digits = text is not None and text.isascii() and text.isdigit() and len(text) < 9  # noqa: PLR2004
    return min(max(1, int(text or 1)), SIDE) if digits else 1


def details(book: Container) -> dict[str, Details]:
    """The details of each sheet, by its name. Raises Unreadable where the parts are not what they should be."""
    styles, settings = TextStyles(), Settings()
    for name, handler in (("styles.xml", styles), ("settings.xml", settings)):
        if name in book.parts:
            walk(book.pieces(name), handler)
    content = _Content(styles, hides_zeros=settings.hides_zeros)
    for name in book.parts.keys() - {"content.xml"}:
        for _piece in book.pieces(name):
            pass
    walk(book.pieces("content.xml"), content)
    if not content.sheets:
        raise Unreadable(kinds.DAMAGED)
    for sheet_details in content.sheets.values():
        sheet_details.names = ChainMap(sheet_details.names, content.areas)
    return content.sheets
