"""The text of a PDF: quickly, of one as typst writes them; else by pypdf, of any.

pypdf takes longer to read a document than typst to print it. So what typst has just written is read in its own plain
form first: objects where the table at its end says they are, text as strings of glyphs between `Tm` and `TJ` or `Tj`, a
table for each font of what its glyphs mean. It knows nothing else: what is not found in its text is looked for again in
pypdf's.
"""

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from itertools import groupby
from operator import itemgetter
from typing import Final

_TABLE: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_AT_THE_END: Final = 64
"""Bytes of the end of a file, where it says where its table is."""
_PLACE: Final = re.compile(rb"(\d{10}) \d{5} n")
_STREAM: Final = re.compile(rb"stream\r?\n(.*)endstream", re.DOTALL)
_PAGE: Final = re.compile(rb"\d+ 0 obj\s<</Type/Page/Resources (\d+) 0 R.*?/Contents (\d+) 0 R", re.DOTALL)
_FONT: Final = re.compile(rb"/(f\d+) (\d+) 0 R")
_TO_UNICODE: Final = re.compile(rb"/ToUnicode (\d+) 0 R")
_MEANING: Final = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n")
_FONT_CHOICE: Final = re.compile(rb"/(f\d+) [\d.]+ Tf")
_GLYPHS: Final = re.compile(r"\(((?:[^)].)*)\)|<([0-9A-F]+)>", re.DOTALL)
"""A string of glyphs, two signs each, of which the second may be a bracket; or the digits of one."""
_BY_NUMBER: Final = ((rb"\\", rb"\134"), (rb"\(", rb"\050"), (rb"\)", rb"\051"))
"""Signs that a string escapes, by their numbers: the escapes that are left are Python's."""
Meanings = Mapping[int, str]
"""What each glyph means, by its number: two bytes in a string."""


def typst_text(pdf: bytes) -> str:
    """The text of a PDF that typst wrote, of its pages in order, spaces where they were set; then, apart, what is no
    part of the text: headers, footers. Less than all, or nothing, of a PDF of another form.
    """
    inside: list[str] = []
    outside: list[str] = []
    meanings: dict[bytes, Meanings] = {}
    try:
        ends = _TABLE.search(pdf, max(0, len(pdf) - _AT_THE_END))
        if ends is None:
            return ""
        places = [0, *map(int, _PLACE.findall(pdf, int(ends[1])))]  # where each object begins, by its number
        for page in filter(None, (_PAGE.match(pdf, each) for each in places)):
            fonts = dict(_FONT.findall(_object(pdf, places, page[1])))
            for each in set(fonts.values()) - meanings.keys():
                meanings[each] = _meanings(pdf, places, each)
            content = _inflate(_object(pdf, places, page[2]))
            for text, is_outside in _texts(content, {name: meanings[each] for name, each in fonts.items()}):
                (outside if is_outside else inside).append(text)
    except (LookupError, ValueError, zlib.error):
        return ""
    return "".join([*inside, "\n", *outside])


def pypdf_text(pdf: bytes) -> str:
    """The text of any PDF, by pypdf. Raises ModuleNotFoundError where it is not installed."""
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def _object(pdf: bytes, places: Sequence[int], number: bytes) -> bytes:
    begins = places[int(number)]
    return pdf[begins : pdf.index(b"endobj", begins)]


def _inflate(body: bytes) -> bytes:
    match = _STREAM.search(body)
    return zlib.decompress(match[1]) if match else b""


def _meanings(pdf: bytes, places: Sequence[int], font: bytes) -> Meanings:
    """By glyph of a font, the characters that it stands for. Raises ValueError where one stands for none."""
    table = _TO_UNICODE.search(_object(pdf, places, font))
    pairs = _MEANING.findall(_inflate(_object(pdf, places, table[1]))) if table else []
    if not pairs:
        return {}
    texts = bytes.fromhex(b"0000".join(text for _glyph, text in pairs).decode())
    characters = texts.decode("utf-16-be", "replace").split("\0")
    return dict(zip((int(glyph, 16) for glyph, _text in pairs), characters, strict=True))


def _texts(content: bytes, fonts: Mapping[bytes, Meanings]) -> Iterator[tuple[str, bool]]:
    """The text of a page as far as it goes in one font, and whether that is outside the text."""
    for (font, outside), lines in groupby(_lines(content), itemgetter(0)):
        yield _glyphs(b"".join(strings for _state, strings in lines)).translate(fonts.get(font, {})), outside


def _lines(content: bytes) -> Iterator[tuple[tuple[bytes, bool], bytes]]:
    """The strings of each line of a page, or less; before them their font, and whether they are outside the text."""
    font, outside = b"", False
    for piece in content.split(b" Tm"):
        strings, shows, after = piece.partition(b"]TJ" if piece.startswith(b"[") else b"Tj")
        if shows:
            yield (font, outside), strings
        _before, end, mark = (after or piece).rpartition(b"EMC")
        outside = b"/Artifact" in mark or (outside and not end)
        if choice := _FONT_CHOICE.search(after or piece):
            font = choice[1]


def _glyphs(strings: bytes) -> str:
    """The glyphs of strings, a sign each, without the numbers between them, by which they are set closer."""
    for sign, number in _BY_NUMBER:
        strings = strings.replace(sign, number)
    parts = _GLYPHS.findall(strings.decode("unicode_escape"))
    glyphs = "".join([signs or bytes.fromhex(digits).decode("latin-1") for signs, digits in parts])
    return glyphs.encode("latin-1").decode("utf-16-be", "replace")
