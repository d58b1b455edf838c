"""The bytes of a workbook: which kind they are, and whether they can be opened safely.

Sizes are read from the directory of the archive and checked before anything is inflated, then checked again
against what really comes out: a directory can lie.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from certeval.diagnostics import Kind
from certeval.diagnostics.families import sheets as kinds
from certeval.sources.workbook.signatures import OLE2, ZIP

MAX_BYTES = 500_000_000
"""What all parts of a workbook may weigh once inflated."""
MAX_PARTS = 10_000
CHUNK = 1 << 20

ODS = b"application/vnd.oasis.opendocument.spreadsheet"


class Unreadable(Exception):  # noqa: N818 -- a user's file, told as a diagnostic where the workbook is opened
    """A workbook that is not read further, with the kind of finding that says why."""

    def __init__(self, kind: Kind, **arguments: object) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.arguments = arguments


@dataclass(frozen=True, slots=True)
class Container:
    """A workbook's bytes and which kind they are: `xlsx` (and xlsm), `ods` or `xls`; the parts of an archive."""

    data: bytes
    form: str
    parts: dict[str, zipfile.ZipInfo]

    def read(self, name: str) -> bytes:
        """A part, whole; empty where there is none."""
        info = self.parts.get(name)
        return b"" if info is None else b"".join(self.inflated(info))

    def inflated(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        """A part, piece by piece. Raises Unreadable where it is not what the directory says."""
        header = self.data[info.header_offset : info.header_offset + 30]
        if len(header) < 30 or not header.startswith(ZIP[0]):  # noqa: PLR2004 -- a local header's length
            raise Unreadable(kinds.DAMAGED)
        start = info.header_offset + 30 + int.from_bytes(header[26:28], "little")
        start += int.from_bytes(header[28:30], "little")
        packed = memoryview(self.data)[start : start + info.compress_size]
        total, check = 0, 0
        for piece in _pieces(packed, deflated=info.compress_type == zipfile.ZIP_DEFLATED):
            total += len(piece)
            if total > info.file_size:
                raise Unreadable(kinds.DAMAGED)
            check = zlib.crc32(piece, check)
            yield piece
        if (total, check) != (info.file_size, info.CRC):
            raise Unreadable(kinds.DAMAGED)


def _pieces(packed: memoryview, *, deflated: bool) -> Iterator[bytes]:
    if not deflated:
        for at in range(0, len(packed), CHUNK):
            yield bytes(packed[at : at + CHUNK])
        return
    inflater = zlib.decompressobj(-15)
    rest: bytes | memoryview = packed
    try:
        while not inflater.eof and (piece := inflater.decompress(rest, CHUNK)):
            yield piece
            rest = inflater.unconsumed_tail
    except zlib.error as error:
        raise Unreadable(kinds.DAMAGED) from error


def container(data: bytes) -> Container:
    """The workbook that bytes hold. Raises Unreadable where they hold none, or one that is not to be opened."""
    if data.startswith(OLE2):
        return Container(data, _ole2(data), {})
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise Unreadable(kinds.DAMAGED) from error
    size = sum(info.file_size for info in listed)
    if size > MAX_BYTES or len(listed) > MAX_PARTS:
        raise Unreadable(kinds.TOO_LARGE, size=size, limit=MAX_BYTES)
    parts = {info.filename: info for info in listed}
    stored = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    if (
        len(parts) < len(listed)
        or sum(info.compress_size for info in listed) > len(data)
        or any(info.compress_type not in stored for info in listed)
    ):
        raise Unreadable(kinds.DAMAGED)
    found = Container(data, _form(parts, data), parts)
    if any(info.flag_bits & 1 for info in listed) or b"encryption-data" in found.read(
        "META-INF/manifest.xml"
    ):
        raise Unreadable(kinds.PROTECTED)
    return found


def _form(parts: dict[str, zipfile.ZipInfo], data: bytes) -> str:
    if "xl/workbook.xml" in parts:
        return "xlsx"
    mimetype = parts.get("mimetype")
    if mimetype is not None and "content.xml" in parts:
        said = b"".join(Container(data, "", parts).inflated(mimetype)).strip()
        if said == ODS or said == ODS + b"-template":
            return "ods"
    raise Unreadable(kinds.NOT_A_WORKBOOK)


def _ole2(data: bytes) -> str:
    """An old workbook, or the box in which Excel puts a workbook that has a password."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable(kinds.PROTECTED)
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return "xls"
    raise Unreadable(kinds.NOT_A_WORKBOOK)
