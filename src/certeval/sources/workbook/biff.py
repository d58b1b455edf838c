"""What the records of an XLS workbook say that its values don't: see `Details`.

An XLS is a box of streams (OLE2); its workbook is a stream of records, each a number, a length and its bytes.
"""

import math
import re
import struct
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from certeval.diagnostics.families import sheets as kinds
from certeval.sources.workbook.container import Container, Unreadable
from certeval.sources.workbook.details import At, Details
from certeval.sources.workbook.formats import BUILT_IN, Look, places

ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
LAST_SECTOR = 0xFFFFFFFA
"""Greater numbers of a sector mean that none follows."""

BEGIN, END, SHEET, PASSWORD, FONT, FORMAT, STYLE = 0x809, 0x0A, 0x85, 0x2F, 0x31, 0x41E, 0xE0
NUMBER, RK, NUMBERS, FORMULA, TRUTH, COLUMNS, ROW = 0x203, 0x27E, 0xBD, 0x06, 0x205, 0x7D, 0x208
VIEW, SHOWS_ZEROS = 0x23E, 0x10
VALUES = frozenset({0x204, 0xFD, 0xD6, NUMBER, RK, FORMULA, TRUTH})
"""The records of one cell's value: they begin with its row, its column and its style."""
_ENTRY = re.compile(
    b"|".join(each.encode("utf-16-le").ljust(64, b"\0") for each in ("workbook", "book")), re.IGNORECASE
)
"""The name of the workbook's stream in the directory of the box."""


def details(book: Container) -> list[Details]:
    """The details of each sheet, in the workbook's order. Raises Unreadable where the bytes lead nowhere."""
    try:
        return _details(_stream(book.whole()))
    except (struct.error, IndexError) as error:
        raise Unreadable(kinds.DAMAGED) from error


def usual_stream(book: Container) -> bytes:
    """The workbook's bytes with the stream's name in the capitals that programs usually write."""
    return _ENTRY.sub(
        lambda entry: entry[0].lower().replace(entry[0][:1].lower(), entry[0][:1].upper(), 1), book.whole()
    )


def _details(stream: bytes) -> list[Details]:
    starts: list[int] = []
    codes = dict(BUILT_IN)
    fonts: list[bool] = []
    styles: list[tuple[int, int]] = []
    for record, data in _records(stream, 0):
        if record == PASSWORD:
            raise Unreadable(kinds.PROTECTED)
        if record == SHEET:
            starts.append(int.from_bytes(data[:4], "little"))
        elif record == FONT:
            fonts.append(bool(data[2] & 8))
        elif record == FORMAT:
            codes[int.from_bytes(data[:2], "little")] = _format(data)
        elif record == STYLE:
            styles.append(struct.unpack_from("<HH", data))
    looks = [Look(codes.get(code, ""), _is_struck(font, fonts)) for font, code in styles]
    unusual = {i: look for i, look in enumerate(looks) if not look.is_usual or places(look.code) is not None}
    return [_sheet_details(stream, start, unusual) for start in starts]


def _format(data: bytes) -> str:
    """The code of a format: in bytes, or in pairs of them, after its number, its length and how it is written."""
    wide = data[4] & 1
    return data[5:].decode("utf-16-le" if wide else "latin-1", "replace")


def _is_struck(font: int, fonts: list[bool]) -> bool:
    """Whether a font strikes its text out. No font has the number 4."""
    position = font - (font > 4)  # noqa: PLR2004
    return position < len(fonts) and fonts[position]


def _sheet_details(stream: bytes, start: int, looks: Mapping[int, Look]) -> Details:
    sheet_details = Details()
    cells: list[_Cell] = []
    shows_zeros = True
    for record, data in _records(stream, start):
        if record in VALUES or record == NUMBERS:
            for cell in _cells(record, data):
                sheet_details.value_at(*cell.at)
                if cell.error:
                    sheet_details.texts[cell.at] = cell.error
                cells.append(cell)
        elif record == COLUMNS and data[8] & 1:
            first, last = struct.unpack_from("<HH", data)
            sheet_details.hidden_columns.update(range(first, min(last, 255) + 1))
        elif record == ROW and data[12] & 0x20:
            sheet_details.hidden_rows.add(int.from_bytes(data[:2], "little"))
        elif record == VIEW:
            shows_zeros = bool(data[0] & SHOWS_ZEROS)
    for cell in cells:
        if cell.style in looks:
            sheet_details.look(cell.at, looks[cell.style], cell.number)
        if cell.number == 0 and not shows_zeros:
            sheet_details.displays[cell.at] = ""
    return sheet_details


class _Cell(NamedTuple):
    """A cell, the number of its style, and the number or the error that it holds."""

    at: At
    style: int
    number: float | None
    error: str = ""


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
    yield _Cell((row, column), style, _number(record, data), error)


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


def _stream(data: bytes) -> bytes:
    """The bytes of the workbook among the streams of the box."""
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    if shift not in {9, 12} or small_shift != 6:  # noqa: PLR2004 -- the only sizes there are
        raise Unreadable(kinds.DAMAGED)
    box = _Box(data, 1 << shift)
    (entries_at,) = struct.unpack_from("<I", data, 48)
    limit, small_table = struct.unpack_from("<II", data, 56)
    entries = box.follow(entries_at)
    root = b""
    for at in range(0, len(entries) - 127, 128):
        entry = entries[at : at + 128]
        length, sort = struct.unpack_from("<HB", entry, 64)
        begin, size = struct.unpack_from("<II", entry, 116)
        name = entry[: max(0, length - 2)].decode("utf-16-le", "replace")
        if sort == 5:  # noqa: PLR2004 -- the root, whose bytes hold the small streams
            root = box.follow(begin)
        elif name.lower() in {"workbook", "book"}:
            if size >= limit:
                return box.follow(begin)[:size]
            table = box.follow(small_table)
            return _chain(root, 64, 0, struct.unpack(f"<{len(table) // 4}I", table), begin)[:size]
    raise Unreadable(kinds.DAMAGED)


class _Box:
    """The sectors of an OLE2 file, which a table chains."""

    def __init__(self, data: bytes, sector: int) -> None:
        self._data, self._sector = data, sector
        table_sectors = list(struct.unpack_from("<109I", data, 76))
        next_sector, count = struct.unpack_from("<II", data, 68)
        for _ in range(min(count, len(data) // sector)):
            if next_sector >= LAST_SECTOR:
                break
            more = struct.unpack_from(f"<{sector // 4}I", data, (next_sector + 1) * sector)
            table_sectors += more[:-1]
            next_sector = more[-1]
        sectors = [data[(i + 1) * sector : (i + 2) * sector] for i in table_sectors if i < LAST_SECTOR]
        table_bytes = b"".join(sectors[: len(data) // sector])
        self._table = struct.unpack(f"<{len(table_bytes) // 4}I", table_bytes[: len(table_bytes) // 4 * 4])

    def follow(self, start: int) -> bytes:
        """The bytes of the sectors that follow each other from this one on."""
        return _chain(self._data, self._sector, 1, self._table, start)


def _chain(data: bytes, sector: int, offset: int, table: tuple[int, ...], start: int) -> bytes:
    pieces: list[bytes] = []
    at = start
    while at < LAST_SECTOR:
        if at >= len(table) or len(pieces) > len(table):
            raise Unreadable(kinds.DAMAGED)
        pieces.append(data[(at + offset) * sector : (at + offset + 1) * sector])
        at = table[at]
    return b"".join(pieces)
