"""What the records of an XLS workbook say that its values don't: see `Details`.

An XLS is a box of streams (OLE2); its workbook is a stream of records, each a number, a length and its bytes.
"""

import struct
from collections.abc import Iterator

from certeval.diagnostics.families import sheets as kinds
from certeval.sources.workbook.container import Container, Unreadable
from certeval.sources.workbook.details import Details

ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
PERCENT_FORMATS = frozenset({9, 10})
LAST_SECTOR = 0xFFFFFFFA
"""Greater numbers of a sector mean that none follows."""

BEGIN, END, SHEET, PASSWORD, FORMAT, STYLE = 0x809, 0x0A, 0x85, 0x2F, 0x41E, 0xE0
NUMBER, RK, NUMBERS, FORMULA, TRUTH, COLUMNS, ROW = 0x203, 0x27E, 0xBD, 0x06, 0x205, 0x7D, 0x208
VALUES = frozenset({0x204, 0xFD, 0xD6, NUMBER, RK, FORMULA, TRUTH})
"""The records of one cell's value: they begin with its row, its column and its style."""


def details(book: Container) -> list[Details]:
    """The details of each sheet, in the workbook's order. Raises Unreadable where the bytes lead nowhere."""
    try:
        return _details(_stream(book.data))
    except (struct.error, IndexError) as error:
        raise Unreadable(kinds.DAMAGED) from error


def _details(stream: bytes) -> list[Details]:
    starts: list[int] = []
    formats = set(PERCENT_FORMATS)
    styles: list[int] = []
    for record, data in _records(stream, 0):
        if record == PASSWORD:
            raise Unreadable(kinds.PROTECTED)
        if record == SHEET:
            starts.append(int.from_bytes(data[:4], "little"))
        elif record == FORMAT and b"%" in data[2:]:
            formats.add(int.from_bytes(data[:2], "little"))
        elif record == STYLE:
            styles.append(int.from_bytes(data[2:4], "little"))
    percents = {index for index, number in enumerate(styles) if number in formats}
    return [_of_sheet(stream, start, percents) for start in starts]


def _of_sheet(stream: bytes, start: int, percents: set[int]) -> Details:
    found = Details()
    for record, data in _records(stream, start):
        if record in VALUES:
            row, column, style = struct.unpack_from("<HHH", data)
            found.value_at(row, column)
            if record == TRUTH and data[7]:
                found.texts[row, column] = ERRORS.get(data[6], "#ERR")
            elif record == FORMULA and data[12:14] == b"\xff\xff" and data[6] == 2:  # noqa: PLR2004 -- an error
                found.texts[row, column] = ERRORS.get(data[8], "#ERR")
            elif record in {NUMBER, RK, FORMULA} and style in percents:
                found.percents.add((row, column))
        elif record == NUMBERS:
            row, first = struct.unpack_from("<HH", data)
            for i in range((len(data) - 6) // 6):
                found.value_at(row, first + i)
                if int.from_bytes(data[4 + 6 * i : 6 + 6 * i], "little") in percents:
                    found.percents.add((row, first + i))
        elif record == COLUMNS and data[8] & 1:
            first, last = struct.unpack_from("<HH", data)
            found.hidden_columns.update(range(first, min(last, 255) + 1))
        elif record == ROW and data[12] & 0x20:
            found.hidden_rows.add(int.from_bytes(data[:2], "little"))
    return found


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
        elif name in {"Workbook", "Book"}:
            if size >= limit:
                return box.follow(begin)[:size]
            table = box.follow(small_table)
            return _chained(root, 64, 0, struct.unpack(f"<{len(table) // 4}I", table), begin)[:size]
    raise Unreadable(kinds.DAMAGED)


class _Box:
    """The sectors of an OLE2 file, which a table chains."""

    def __init__(self, data: bytes, sector: int) -> None:
        self._data, self._sector = data, sector
        listed = list(struct.unpack_from("<109I", data, 76))
        following, count = struct.unpack_from("<II", data, 68)
        for _ in range(min(count, len(data) // sector)):
            if following >= LAST_SECTOR:
                break
            more = struct.unpack_from(f"<{sector // 4}I", data, (following + 1) * sector)
            listed += more[:-1]
            following = more[-1]
        sectors = [data[(i + 1) * sector : (i + 2) * sector] for i in listed if i < LAST_SECTOR]
        joined = b"".join(sectors[: len(data) // sector])
        self._table = struct.unpack(f"<{len(joined) // 4}I", joined[: len(joined) // 4 * 4])

    def follow(self, start: int) -> bytes:
        """The bytes of the sectors that follow each other from this one on."""
        return _chained(self._data, self._sector, 1, self._table, start)


def _chained(data: bytes, sector: int, skipped: int, table: tuple[int, ...], start: int) -> bytes:
    pieces: list[bytes] = []
    at = start
    while at < LAST_SECTOR:
        if at >= len(table) or len(pieces) > len(table):
            raise Unreadable(kinds.DAMAGED)
        pieces.append(data[(at + skipped) * sector : (at + skipped + 1) * sector])
        at = table[at]
    return b"".join(pieces)
