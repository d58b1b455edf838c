"""The text of a PDF: quickly, of one as typst writes them; else by pypdf, of any.

pypdf takes longer to read a document than typst to print it. So what typst has just written is read in its own plain
form first: objects one after the other, text as strings of glyphs between `[` and `]TJ`, a table for each font of what
its glyphs mean. It knows nothing else: what is not found in its text is looked for again in pypdf's.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Final

_OBJECT: Final = re.compile(rb"\s(\d+) 0 obj\s")
_STREAM: Final = re.compile(rb"stream\r?\n(.*)endstream", re.DOTALL)
_PAGE: Final = re.compile(rb"/Type/Page/Resources (\d+) 0 R.*?/Contents (\d+) 0 R", re.DOTALL)
_FONT: Final = re.compile(rb"/(f\d+) (\d+) 0 R")
_TO_UNICODE: Final = re.compile(rb"/ToUnicode (\d+) 0 R")
_MEANING: Final = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n")
_STRING = rb"[^()]*+"
for _depth in range(6):  # brackets may stand as they are in a string where they are balanced
    _STRING = rb"(?:[^()]++|\(" + _STRING + rb"\))*+"
_SHOWN: Final = re.compile(
    rb"/(f\d+) [\d.]+ Tf|\((?<!Lang\()(?<!Text\()(?<!Alt\()(" + _STRING + rb")\)|(/Artifact)|(EMC)", re.DOTALL
)
_BY_NUMBER: Final = ((rb"\\", rb"\134"), (rb"\(", rb"\050"), (rb"\)", rb"\051"))
"""Signs that a string escapes, by their numbers: brackets then begin and end strings, and escapes are Python's."""
Meanings = Mapping[int, str]
"""What each glyph means, by its number: two bytes in a string."""


def quick(pdf: bytes) -> str:
    """The text of a PDF that typst wrote, of its pages in order, spaces where they were set; then, apart, what is no
    part of the text: headers, footers. Less than all, or nothing, of a PDF of another form.
    """
    objects = _objects(pdf)
    inside: list[str] = []
    outside: list[str] = []
    try:
        for resources, contents in _PAGE.findall(pdf):
            fonts = {name: _meanings(objects, font) for name, font in _FONT.findall(objects[resources])}
            for text, is_outside in _texts(_inflated(objects[contents]), fonts):
                (outside if is_outside else inside).append(text)
    except (KeyError, zlib.error, UnicodeError):
        return ""
    return "".join([*inside, "\n", *outside])


def thorough(pdf: bytes) -> str:
    """The text of any PDF, by pypdf. Raises ModuleNotFoundError where it is not installed."""
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def _objects(pdf: bytes) -> dict[bytes, bytes]:
    """The body of each object by its number, as digits."""
    found: dict[bytes, bytes] = {}
    for piece in pdf.split(b"endobj"):
        if begins := _OBJECT.search(piece):
            found[begins[1]] = piece[begins.end() :]
    return found


def _inflated(body: bytes) -> bytes:
    found = _STREAM.search(body)
    return zlib.decompress(found[1]) if found else b""


def _meanings(objects: Mapping[bytes, bytes], font: bytes) -> Meanings:
    """By glyph of a font, the characters that it stands for."""
    table = _TO_UNICODE.search(objects[font])
    listed = _MEANING.findall(_inflated(objects[table[1]])) if table else []
    return {
        int(glyph, 16): bytes.fromhex(meaning.decode()).decode("utf-16-be", "replace")
        for glyph, meaning in listed
    }


def _texts(content: bytes, fonts: Mapping[bytes, Meanings]) -> Iterator[tuple[str, bool]]:
    """Each string of a page, and whether it is outside the text."""
    meanings: Meanings = {}
    outside = False
    for sign, number in _BY_NUMBER:
        content = content.replace(sign, number)
    for font, glyphs, begins, ends in _SHOWN.findall(content):
        if glyphs:
            plain = glyphs.decode("unicode_escape").encode("latin-1")
            yield plain.decode("utf-16-be", "replace").translate(meanings), outside
        elif font:
            meanings = fonts.get(font, {})
        elif begins or ends:
            outside = bool(begins)
