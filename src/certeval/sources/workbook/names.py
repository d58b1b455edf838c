"""What names stand for in formulas, as XLSX writes them: named areas, and the columns of tables."""

import re
from collections.abc import Mapping

from certeval.sources.workbook.details import Area, At, Table, area_of, cell_name
from certeval.sources.workbook.markup import Handler, local_name, whole_number

_ITEM = r"\[(?:'.|[^\[\]'])*\]"
_NAME = re.compile(
    rf""""(?:[^"]|"")*"|'(?:[^']|'')*'!?|(?<![\w.!\]$#\\])([^\W\d][\w.\\]*)(\[(?:'.|[^\[\]']|{_ITEM})*\])?(?![\w.(!\[])"""
)
"""A name, and the part of a table that follows it; before, texts and sheets between quotes, which hold none."""
_ITEMS = re.compile(_ITEM)
_ESCAPE = re.compile(r"'(.)")
_FIXED_AREA = re.compile(
    r"(?:(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?\$[A-Z]{1,3}(?:\$[0-9]+)?(?::\$[A-Z]{1,3}(?:\$[0-9]+)?)?"
)
_CORNER = re.compile(r"(?<=[!:])\$?([A-Z]{1,3})\$?([0-9]+)")
_SIGN = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How a sign that a cell does not show on its line, such as a line break, stands in the name of a column."""


class TableReader(Handler):
    """Puts the table that a part of a workbook describes with the others."""

    def __init__(self, sheet: str, tables: dict[str, Table]) -> None:
        self._sheet = sheet
        self._tables = tables
        self._name = ""
        self._area: Area | None = None
        self._columns: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        what = local_name(name)
        if what == "table" and (area := area_of(attributes.get("ref", ""))) is not None:
            (top, left), (bottom, right) = area
            top += attributes.get("headerRowCount") != "0"
            bottom -= max(whole_number(attributes.get("totalsRowCount")), 0)
            self._name = attributes.get("displayName", "").casefold()
            self._area = (top, left), (bottom, right)
        elif what == "tableColumn":
            text = _SIGN.sub(lambda match: chr(int(match[1], 16)), attributes.get("name", ""))
            self._columns.append(text.strip().casefold())

    def end(self, name: str) -> None:
        if local_name(name) == "table" and self._area is not None:
            self._tables[self._name] = Table(self._sheet, self._area, tuple(self._columns))


def with_areas(text: str, names: Mapping[str, str], tables: Mapping[str, Table], row: int) -> str:
    """A formula of a row with the areas that names stand for instead of them, where they are known."""

    def area(match: re.Match[str]) -> str:
        """What a name is replaced by; itself where it is not known."""
        name, items = (match[1] or "").casefold(), match[2]
        if name in tables:
            return _part(tables[name], items or "[]", row) or match[0]
        own = names.get(name, "") if items is None else ""
        return own if _FIXED_AREA.fullmatch(own) else match[0]

    return _NAME.sub(area, text) if names or tables else text


def _part(table: Table, items: str, row: int) -> str | None:
    """The reference to the part of a table that is asked for from a row, `[[#This Row],[E1]]`; None of one not read
    here.
    """
    names = _ITEMS.findall(items[1:-1]) or [items]
    specials: list[str] = []
    columns: list[str] = []
    for each in names:
        text = _ESCAPE.sub(r"\1", each[1:-1]).strip()
        (specials if each.startswith("[#") else columns).append(text.casefold())
    if not set(specials) <= {"#this row", "#data"} or not set(columns) <= {*table.columns, ""}:
        return None
    places = [table.columns.index(each) for each in columns if each] or [0, len(table.columns) - 1]
    (top, left), (bottom, _) = table.area
    if "#this row" in specials:
        top = bottom = row
    return _reference(table.sheet, (top, left + min(places)), (bottom, left + max(places)))


def _reference(sheet: str, first: At, last: At) -> str:
    corners = ":".join(cell_name(*each) for each in dict.fromkeys((first, last)))
    return fixed("'" + sheet.replace("'", "''") + f"'!{corners}")


def fixed(reference: str) -> str:
    """A reference to an area of a sheet that is the same wherever it stands: `Jury!$A$1:$C$9` for `Jury!A1:C9`."""
    return _CORNER.sub(r"$\1$\2", reference)
