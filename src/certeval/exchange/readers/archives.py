"""Documents that are archives of XML (DOCX, XLSX, ODT, ODS): what they are, before any part of them is inflated."""

import io

from certeval.sources.workbook.container import Container, archive

MACROS = ("word/vbaproject.bin", "xl/vbaproject.bin", "basic/", "scripts/")
"""The parts, in small letters, in which macros stand."""
ODT = b"application/vnd.oasis.opendocument.text"


def open_archive(data: bytes) -> Container:
    """The archive that bytes are. Raises Unreadable where it is none, is protected, or would inflate too much."""
    return archive(io.BytesIO(data))


def has_macros(book: Container) -> bool:
    """Whether an archive holds macros, by its parts or by the type of its main one."""
    has_macro_parts = any(name.startswith(MACROS) for name in book.parts)
    return has_macro_parts or b"macroenabled" in book.read("[Content_Types].xml").lower()


def largest(book: Container) -> int:
    """The bytes, once inflated, of the largest part in XML that is read."""
    read = ("word/document.xml", "content.xml", "[content_types].xml")
    return max((info.file_size for name, info in book.parts.items() if name in read), default=0)


def form(book: Container) -> str:
    """`docx`, `odt`, `xlsx`, `ods`; empty where it is another archive."""
    if "[content_types].xml" in book.parts:
        types = book.read("[Content_Types].xml")
        if b"wordprocessingml" in types:
            return "docx"
        return "xlsx" if b"spreadsheetml" in types or b"ms-excel" in types else ""
    if "mimetype" in book.parts and "content.xml" in book.parts:
        mimetype = book.read("mimetype").strip()
        return "odt" if mimetype.startswith(ODT) else "ods" if b"spreadsheet" in mimetype else ""
    return ""
