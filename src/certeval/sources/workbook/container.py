"""The bytes of a workbook: which kind they are, and whether they can be opened safely.

Sizes are read from the directory of the archive and checked before anything is inflated, then checked again
against what really comes out: a directory can lie.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import BinaryIO

from certeval.diagnostics import Kind
from certeval.diagnostics.families import sheets as kinds
from certeval.frozen import frozen
from certeval.sources.workbook.signatures import OLE2

MAX_BYTES = 500_000_000
"""What all parts of a workbook may weigh once inflated."""
MAX_PARTS = 10_000
CHUNK = 1 << 17
"""Bytes of a part that are looked at together: what is looked for one after the other stays near the processor."""

ODS = b"application/vnd.oasis.opendocument.spreadsheet"
ODT = b"application/vnd.oasis.opendocument.text"
MACROS = ("word/vbaproject.bin", "xl/vbaproject.bin", "basic/", "scripts/")
"""The parts, in small letters, in which macros stand."""


class Unreadable(Exception):  # noqa: N818 -- a user's file, told as a diagnostic where the workbook is opened
    """A workbook that is not read further, with the kind of finding that says why."""

    def __init__(self, kind: Kind, **arguments: object) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.arguments = arguments


@frozen
class Container:
    """What holds a workbook's bytes and which kind they are: `xlsx` (and xlsm), `ods` or `xls`; an archive's parts by
    name.
    """

    stream: BinaryIO
    form: str
    archive: zipfile.ZipFile | None = None
    parts: Mapping[str, zipfile.ZipInfo] = field(default_factory=dict)

    def whole(self) -> bytes:
        """All the bytes, which an old workbook's are."""
        self.stream.seek(0)
        return self.stream.read()

    def read(self, name: str) -> bytes:
        """A part, whole; empty where there is none."""
        return b"".join(self.pieces(name)) if name_of(name) in self.parts else b""

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part, piece by piece. Raises Unreadable where there is none, or it is not what the directory says."""
        info = self.parts.get(name_of(name))
        if info is None or self.archive is None:
            raise Unreadable(kinds.DAMAGED)
        try:
            with self.archive.open(info) as part:
                while piece := part.read(CHUNK):
                    yield piece
        except BROKEN as error:
            raise Unreadable(kinds.DAMAGED) from error


BROKEN = (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, NotImplementedError, RuntimeError)
"""What Python's reader of archives raises on one that is cut short, or changed."""


def name_of(part: str) -> str:
    """The name by which a part is found: some programs part folders by backslashes, or write other capitals."""
    return part.replace("\\", "/").removeprefix("/").lower()


def container(stream: BinaryIO) -> Container:
    """The workbook that a stream holds. Raises Unreadable where it holds none, or one that is not to be opened."""
    stream.seek(0)
    if stream.read(len(OLE2)) == OLE2:
        book = Container(stream, "xls")
        data = book.whole()
        # Excel puts one that has a password in such a box too
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Unreadable(kinds.PROTECTED)
        if not STREAM.search(data):
            raise Unreadable(kinds.NOT_A_WORKBOOK)
        return book
    book = archive(stream)
    form = form_of(book)
    if form not in {"xlsx", "ods"}:
        raise Unreadable(kinds.NOT_A_WORKBOOK)
    return replace(book, form=form)


def archive(stream: BinaryIO) -> Container:
    """The archive that a stream holds, whatever stands in it. Raises Unreadable where it is not to be opened."""
    try:
        zip_file = zipfile.ZipFile(stream)
    except BROKEN as error:
        raise Unreadable(kinds.DAMAGED) from error
    parts = _parts(zip_file.infolist(), stream.seek(0, io.SEEK_END))
    if any(info.flag_bits & 1 for info in parts.values()):
        raise Unreadable(kinds.PROTECTED)
    content = Container(stream, "", zip_file, parts)
    if b"encryption-data" in content.read("META-INF/manifest.xml"):
        raise Unreadable(kinds.PROTECTED)
    return content


def _parts(members: Sequence[zipfile.ZipInfo], size: int) -> dict[str, zipfile.ZipInfo]:
    """The parts of an archive by name, once their sizes are known to be bearable."""
    whole = sum(info.file_size for info in members)
    if whole > MAX_BYTES or len(members) > MAX_PARTS:
        raise Unreadable(kinds.TOO_LARGE, size=whole, limit=MAX_BYTES)
    parts = {name_of(info.filename): info for info in members}
    others = {info.compress_type for info in members} - {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    if others or len(parts) < len(members) or sum(info.compress_size for info in members) > size:
        raise Unreadable(kinds.DAMAGED)
    return parts


def form_of(book: Container) -> str:
    """`xlsx`, `docx`, `ods`, `odt`; empty where an archive is another."""
    types, mimetype = book.read("[Content_Types].xml"), book.read("mimetype").strip()
    if "xl/workbook.xml" in book.parts or _SPREADSHEET.search(types):
        return "xlsx"
    if b"wordprocessingml" in types:
        return "docx"
    if "content.xml" not in book.parts:
        return ""
    return "ods" if mimetype in {ODS, ODS + b"-template"} else "odt" if mimetype.startswith(ODT) else ""


def has_macros(book: Container) -> bool:
    """Whether an archive holds macros, by its parts or by the type of its main one."""
    has_macro_parts = any(name.startswith(MACROS) for name in book.parts)
    return has_macro_parts or b"macroenabled" in book.read("[Content_Types].xml").lower()


_SPREADSHEET = re.compile(rb"(?:spreadsheetml|ms-excel)\.[A-Za-z.]*main\+xml")
"""How an archive says that its main part, whatever its name, is a workbook in XML."""


STREAM = re.compile("book\0".encode("utf-16-le"), re.IGNORECASE)
"""How the name of the stream of an old workbook ends: Workbook, Book, WORKBOOK."""
