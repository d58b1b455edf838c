"""How the bytes of workbooks, and of documents that are none, begin: enough to know them, and no more is imported."""

import re
from codecs import BOM_UTF8

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BEGINNING = 1024
"""Bytes that tell what a file is."""
_DOCUMENTS = (b"<", b"%PDF-", b"{\\rtf")
"""How web pages and other XML, PDF and RTF begin."""
_TABLES = re.compile(rb"TABLE\r?\n0,1\r?\n|ID;P[A-Za-z0-9.]+(?:;[NE])*\r?\n(?:P;PGeneral|[BCF];[XYPW][0-9])")
"""How DIF and SYLK begin, which spreadsheets save as text: a sheet with the headings ID;Prénom is neither."""


def looks_like_one(data: bytes) -> bool:
    """Whether bytes begin as a workbook's do, whatever the file is called."""
    return data.startswith((*ZIP, OLE2))


def is_other_document(data: bytes) -> bool:
    """Whether bytes are a document of which no table is read, whatever the file is called."""
    beginning = data[:BEGINNING].removeprefix(BOM_UTF8).lstrip()
    return beginning.startswith(_DOCUMENTS) or _TABLES.match(beginning) is not None
