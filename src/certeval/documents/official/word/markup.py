"""Pieces of WordprocessingML: every text goes through `text` or `attribute`, so that none is markup."""

from html import escape

from certeval.documents.official.publication import pieces

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
REFERRED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def text(value: str) -> str:
    """A text of one line, its control characters shown."""
    return escape(" ".join(pieces(value)), quote=False)


def attribute(value: str) -> str:
    return escape(value, quote=False).replace('"', "&quot;")


def run(value: str, style: str = "") -> str:
    """A text in a character style; one of several lines keeps them. Nothing where it is empty."""
    if not value:
        return ""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    lines = [f'<w:t xml:space="preserve">{escape(piece, quote=False)}</w:t>' for piece in pieces(value)]
    return f"<w:r>{look}{'<w:br/>'.join(lines)}</w:r>"


def field(name: str) -> str:
    """What the word processor counts: `PAGE`, `NUMPAGES`."""
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def styled(style: str, inside: str, more: str = "") -> str:
    """A paragraph in a style; `more` are further properties, in the order that the format has them."""
    look = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{look}{more}</w:pPr>{inside}</w:p>"


def indented(depth: int, step: int = 170) -> str:
    return f'<w:ind w:left="{depth * step}"/>' if depth else ""
