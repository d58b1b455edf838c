"""What the records of an XLS workbook say that its values don't: see `Details`.

An XLS is a box of streams (OLE2); its workbook is a stream of records, each a number, a length and its bytes.
"""

import math
import re
import struct
from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from certeval.diagnostics.families import sheets as kinds
from certeval.sources.workbook.biff_formulas import Context, formula_text, named_area
from certeval.sources.workbook.biff_texts import Font, MarkedText, font_of, ground_of, marked_texts
from certeval.sources.workbook.colours import INDEXED, palette
from certeval.sources.workbook.container import Container, Unreadable
from certeval.sources.workbook.details import Area, At, Details, Formula
from certeval.sources.workbook.formats import BUILT_IN, Look, places
from certeval.sources.workbook.ole import workbook_stream

ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}

BEGIN, END, SHEET, PASSWORD, FONT, FORMAT, STYLE = 0x809, 0x0A, 0x85, 0x2F, 0x31, 0x41E, 0xE0
TEXTS, GOES_ON, BOOK, REFERENCES, NAME = 0xFC, 0x3C, 0x1AE, 0x17, 0x18
SHARED, ARRAY, TEXT, NOTE, CONDITIONAL, PALETTE = 0x4BC, 0x221, 0xFD, 0x1C, 0x1B0, 0x92
STYLE_SIZE = 20
"""Bytes of a style since Excel 97."""
VERSION = 0x600
"""The only version whose formulas and texts are looked at: that of Excel 97 and after."""
NUMBER, RK, NUMBERS, FORMULA, TRUTH, COLUMNS, ROW = 0x203, 0x27E, 0xBD, 0x06, 0x205, 0x7D, 0x208
VIEW, SHOWS_ZEROS = 0x23E, 0x10
WRITER, CALC = 0x5C, b"\x04\0\0Calc"
"""Who wrote it, after the length of that; LibreOffice, which writes 0 for a text that the formula of an area gives."""
EMPTY, TO_COMPUTE = b"\x03\xff", 2
"""An empty text that a formula gives; the flag of one that is computed once a spreadsheet opens it."""
VALUES = frozenset({0x204, TEXT, 0xD6, NUMBER, RK, FORMULA, TRUTH})
"""The records of one cell's value: they begin with its row, its column and its style."""
_ENTRY = re.compile(
    b"|".join(each.encode("utf-16-le").ljust(64, b"\0") for each in ("workbook", "book")), re.IGNORECASE
)
"""The name of the workbook's stream in the directory of the box."""


def details(book: Container) -> list[Details]:
    """The details of each sheet, in the workbook's order. Raises Unreadable where the bytes lead nowhere."""
    try:
        stream = workbook_stream(book.whole())
        whole = _whole(stream)
        sheets = [_sheet_details(stream, start, whole) for start in whole.starts]
    except (struct.error, IndexError) as error:
        raise Unreadable(kinds.DAMAGED) from error
    for number, sheet_details in enumerate(sheets):
        sheet_details.loses_texts = whole.is_of_calc
        sheet_details.names = ChainMap(*(whole.areas.get(at, {}) for at in (number, -1)))
    return sheets


def usual_stream(book: Container) -> bytes:
    """The workbook's bytes with the stream's name in the capitals that programs usually write."""
    return _ENTRY.sub(
        lambda entry: entry[0].lower().replace(entry[0][:1].lower(), entry[0][:1].upper(), 1), book.whole()
    )


class _Whole(NamedTuple):
    """What is written once for all sheets: where each begins, how cells look by the number of their style, the texts
    that are marked by theirs, the sheets and names that formulas refer to by theirs.
    """

    starts: Sequence[int]
    looks: Mapping[int, Look]
    texts: Mapping[int, MarkedText]
    sheets: Sequence[str | None] = ()
    names: Sequence[str] = ()
    areas: Mapping[int, dict[str, str]] = {}
    """What names without case stand for, by the number from 0 of the only sheet that knows them, -1 where all do."""
    is_of_calc: bool = False
    is_never_computed: bool = False


def _look(style: bytes, codes: Mapping[int, str], fonts: Sequence[Font], colours: Mapping[int, str]) -> Look:
    """How the cells of a style's record look."""
    number, code = struct.unpack_from("<HH", style)
    font = font_of(number, fonts)
    is_unseen = len(style) >= STYLE_SIZE and font.ink == ground_of(style, colours)
    return Look(codes.get(code, ""), font.is_struck, is_unseen)


def _whole(stream: bytes) -> _Whole:
    by_kind: dict[int, list[bytes]] = {}
    before = 0
    for record, data in _records(stream, 0):
        if record == PASSWORD:
            raise Unreadable(kinds.PROTECTED)
        before = before if record == GOES_ON else record
        by_kind.setdefault(before, []).append(data)
    codes = dict(BUILT_IN)
    for each in by_kind.get(FORMAT, ()):  # a number, then a length, how the text is written, and the text
        codes[int.from_bytes(each[:2], "little")] = _signs(each[5:], wide=each[4] & 1)
    colours = next(map(palette, by_kind.get(PALETTE, ())), INDEXED)
    fonts = [Font.of(each, colours) for each in by_kind.get(FONT, ())]
    looks = [_look(each, codes, fonts, colours) for each in by_kind.get(STYLE, ())]
    unusual = {i: look for i, look in enumerate(looks) if not look.is_usual or places(look.code) is not None}
    sheet_records = by_kind.get(SHEET, [])
    starts = [int.from_bytes(each[:4], "little") for each in sheet_records]
    if stream[4:6] != VERSION.to_bytes(2, "little"):
        return _Whole(starts, unusual, {})
    sheets = _sheets(by_kind, [_text(each[6:]) for each in sheet_records])
    names = [_text(each[3:4] + each[14:]) for each in by_kind.get(NAME, ())]
    context = Context((0, 0), sheets, names)
    areas: dict[int, dict[str, str]] = {}
    for each, name in zip(by_kind.get(NAME, ()), names, strict=True):
        own = areas.setdefault(int.from_bytes(each[8:10], "little") - 1, {})
        own[name.casefold()] = named_area(each, context)
    texts, writer = marked_texts(by_kind.get(TEXTS, ()), fonts), next(iter(by_kind.get(WRITER, ())), b"")
    # xlwt, which computes nothing, writes no length: its first letters would be one that no name has
    is_of_xlwt = int.from_bytes(writer[:2], "little") > len(writer)
    return _Whole(starts, unusual, texts, sheets, names, areas, writer.startswith(CALC), is_of_xlwt)


def _sheets(by_kind: Mapping[int, Sequence[bytes]], names: Sequence[str]) -> list[str | None]:
    """The sheet that each number stands for in formulas; None where it is several, or of another workbook."""
    own = [each[2:4] == b"\x01\x04" for each in by_kind.get(BOOK, ())]
    sheets: list[str | None] = []
    for data in by_kind.get(REFERENCES, ()):
        for book, first, last in struct.iter_unpack("<HHH", data[2 : 2 + (len(data) - 2) // 6 * 6]):
            is_own = book < len(own) and own[book] and first == last < len(names)
            sheets.append(names[first] if is_own else None)
    return sheets


def _text(data: bytes) -> str:
    """A short text after its length and how it is written."""
    wide = data[1] & 1
    return _signs(data[2 : 2 + data[0] * (1 + wide)], wide=wide)


def _signs(data: bytes, *, wide: int) -> str:
    """The signs of bytes, or of pairs of them."""
    return data.decode("utf-16-le" if wide else "latin-1", "replace")


def _sheet_details(stream: bytes, start: int, whole: _Whole) -> Details:
    sheet_details = Details()
    cells: list[_Cell] = []
    shared: dict[bytes, tuple[bytes, Area | None]] = {}
    shows_zeros, has_conditions = True, False
    for record, data in _records(stream, start):
        if record in VALUES or record == NUMBERS:
            for cell in _cells(record, data):
                sheet_details.value_at(*cell.at)
                if cell.error:
                    sheet_details.texts[cell.at] = cell.error
                cells.append(cell)
        elif record == COLUMNS and (data[8] & 1 or not any(data[4:6])):
            first, last = struct.unpack_from("<HH", data)
            sheet_details.hidden_columns.update(range(first, min(last, 255) + 1))
        elif record == ROW and (data[12] & 0x20 or not any(data[6:8])):
            sheet_details.hidden_rows.add(int.from_bytes(data[:2], "little"))
        elif record == VIEW:
            shows_zeros = bool(data[0] & SHOWS_ZEROS)
        elif record == NOTE:
            sheet_details.notes.add(struct.unpack_from("<HH", data))
        elif record == SHARED:
            shared[data[:2] + data[4:5]] = _tokens(data, 8), None
        elif record == ARRAY:
            top, bottom, left, right = struct.unpack_from("<HHBB", data)
            shared[data[:2] + data[4:5]] = _tokens(data, 12), ((top, left), (bottom, right))
        elif record == CONDITIONAL:
            has_conditions = True
    for cell in cells:
        if cell.style in whole.looks:
            sheet_details.look(cell.at, whole.looks[cell.style], cell.number)
        if cell.number == 0 and not shows_zeros:
            sheet_details.displays[cell.at] = ""
        if cell.tokens:
            _keep_formula(sheet_details, cell, shared, whole)
        if (marked_text := whole.texts.get(cell.text)) is not None:
            sheet_details.struck_cells |= {cell.at} if marked_text.is_struck else set()
            sheet_details.alone |= {cell.at: marked_text.text} if marked_text.is_moved else {}
    if has_conditions:  # whose colours may be those of cells
        sheet_details.unseen_cells.clear()
    return sheet_details


def _keep_formula(
    sheet_details: Details,
    cell: "_Cell",
    shared: Mapping[bytes, tuple[bytes, Area | None]],
    whole: _Whole,
) -> None:
    """Keep a formula whose result is 0, or is still to be computed. Of those that cells share, or whose values are
    theirs, each says the first cell alone.
    """
    first = cell.tokens[1:4] if cell.tokens[0] == 1 else None
    tokens, array = (cell.tokens, None) if first is None else shared.get(first, (b"", None))
    formula = formula_text(tokens, Context(cell.at, whole.sheets, whole.names))
    if cell.is_to_compute or whole.is_never_computed:
        sheet_details.texts[cell.at] = f"={formula or ''}"
    elif cell.number == 0 and (formula or array):
        sheet_details.zero_formulas[cell.at] = Formula(formula or "", array=array, at=cell.at)


def _tokens(data: bytes, at: int) -> bytes:
    """The tokens of a formula after their length."""
    return data[at + 2 : at + 2 + int.from_bytes(data[at : at + 2], "little")]


class _Cell(NamedTuple):
    """A cell, the number of its style, and what it holds: a number or an error, the tokens of the formula that gives
    a zero or an empty text, or the number of a text. `is_to_compute`: who wrote it left that to a spreadsheet.
    """

    at: At
    style: int
    number: float | None
    error: str = ""
    tokens: bytes = b""
    text: int = -1
    is_to_compute: bool = False


def _cells(record: int, data: bytes) -> Iterator[_Cell]:
    """The cells of a record: one, or those of a row one after the other."""
    row, column, style = struct.unpack_from("<HHH", data)
    if record == NUMBERS:
        for i in range((len(data) - 6) // 6):
            style, bits = struct.unpack_from("<HI", data, 4 + 6 * i)
            yield _Cell((row, column + i), style, _rk_number(bits))
        return
    error = ""
    if record == TRUTH and data[7]:
        error = ERRORS.get(data[6], "#ERR")
    elif record == FORMULA and data[12:14] == b"\xff\xff" and data[6] == 2:  # noqa: PLR2004 -- an error
        error = ERRORS.get(data[8], "#ERR")
    number = _number(record, data)
    is_nothing = record == FORMULA and (number == 0 or data[6:14:6] == EMPTY)
    is_to_compute = is_nothing and bool(data[14] & TO_COMPUTE)
    tokens = _tokens(data, 20) if is_nothing else b""
    text = int.from_bytes(data[6:10], "little") if record == TEXT else -1
    yield _Cell((row, column), style, number, error, tokens, text, is_to_compute)


def _number(record: int, data: bytes) -> float | None:
    """The number that a cell holds; None for anything else, such as the text that a formula gives."""
    if record == NUMBER or (record == FORMULA and data[12:14] != b"\xff\xff"):
        (value,) = struct.unpack_from("<d", data, 6)
        return float(value) if math.isfinite(value) else None
    return _rk_number(int.from_bytes(data[6:10], "little")) if record == RK else None


def _rk_number(bits: int) -> float:
    """The number that four bytes hold: a whole one, or the beginning of a float; or a hundredth of that."""
    if bits & 2:
        value = float((bits ^ 0x80000000) // 4 - 0x20000000)
    else:
        (value,) = struct.unpack("<d", bytes(4) + (bits & ~3).to_bytes(4, "little"))
    value = value if math.isfinite(value) else 0.0
    return value / 100 if bits & 1 else value


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records from one that begins a part up to the one that ends it; parts inside it are passed over."""
    depth, at = 0, start
    while at + 4 <= len(stream):
        record, length = struct.unpack_from("<HH", stream, at)
        data = stream[at + 4 : at + 4 + length]
        at += 4 + length
        depth += (record & 0xFF == BEGIN & 0xFF and length >= 4) - (record == END)  # noqa: PLR2004
        if depth <= 0:
            return
        if depth == 1:
            yield record, data
