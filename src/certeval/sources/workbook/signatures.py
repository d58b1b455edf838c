"""How the bytes of a workbook begin: enough to know one, and no more is imported."""

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def looks_like_one(data: bytes) -> bool:
    """Whether bytes begin as a workbook's do, whatever the file is called."""
    return data.startswith((*ZIP, OLE2))
