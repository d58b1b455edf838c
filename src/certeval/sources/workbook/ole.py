"""The box of streams (OLE2) that an XLS workbook is kept in."""

import struct

from certeval.diagnostics.families import sheets as kinds
from certeval.sources.workbook.container import Unreadable

LAST_SECTOR = 0xFFFFFFFA
"""Greater numbers of a sector mean that none follows."""


def workbook_stream(data: bytes) -> bytes:
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
