"""Bytes to text: which encoding a file is in, decided the way French offices make files; and the signs of a text that
its reader looks at: what is not ASCII, no-break spaces where a key stands, braces.
"""

import codecs
import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import BinaryIO, NamedTuple

from certeval.diagnostics import Span

AT_ONCE = 1 << 20
"""Bytes looked through at once."""
At = tuple[int, int, int, int]
"""Line and column, from 1, where something begins and where it ends, as `Document` keeps them."""
LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


UTF8 = "utf-8"


class Text(NamedTuple):
    """A file's text and the encoding it was read in."""

    text: str
    encoding: str


class Undecodable(NamedTuple):
    """The byte (0–255) that no accepted encoding has, and its line from 1."""

    byte: int
    line: int


def decode(data: bytes, encoding: str | None = None) -> Text | Undecodable:
    """Text of a file: UTF-16 by its mark, then UTF-8, then Windows-1252, each strictly.

    A byte that Windows-1252 does not define (81 8D 8F 90 9D), or a zero sign, shows a file in
    another encoding or no text at all. `encoding` forces one. latin-1 is never tried: it takes anything.
    """
    if encoding is not None:
        return _strict(data, encoding)
    in_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if in_utf16 and not data.startswith(codecs.BOM_UTF32_LE):
        return _strict(data, "utf-16")
    as_utf8 = _strict(data, "utf-8-sig")
    if isinstance(as_utf8, Text):
        return Text(as_utf8.text, UTF8)
    return _strict(data, "cp1252")


def utf16_without_mark(data: bytes) -> str | None:
    """The order of UTF-16 that reads bytes whose first sign, which has no mark before it, is of one byte."""
    codec = "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
    return codec if data[:2].count(0) == 1 and isinstance(_strict(data, codec), Text) else None


MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
"""What a file may begin with, and the encoding it stands for."""


def encode(text: str, before: bytes) -> bytes:
    """A changed text of a file as bytes, in the encoding that it was in, the mark that some editors put first kept."""
    for mark, encoding in MARKS.items():
        if before.startswith(mark):
            return mark + text.encode(encoding)
    return text.encode()


def _strict(data: bytes, encoding: str) -> Text | Undecodable:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        at = min(error.start, len(data) - 1)
        return Undecodable(data[at], data.count(b"\n", 0, at) + 1)
    zero = text.find("\0")
    return Text(text, encoding) if zero < 0 else Undecodable(0, text.count("\n", 0, zero) + 1)


def lines(text: str) -> list[str]:
    """The lines of a text as YAML counts them."""
    return LINE_BREAK.split(text)


def lines_at(stream: BinaryIO, numbers: Collection[int]) -> dict[int, str] | None:
    """Some lines of a file in UTF-8, by number from 1, no other being kept; None of a file in another encoding."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        while data := stream.read(AT_ONCE):
            if b"\0" in data:
                return None
            decoder.decode(data)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    stream.seek(0)
    by_number: dict[int, str] = {}
    number, last = 1, max(numbers, default=0)
    for raw in _physical_lines(stream):
        if number > last:
            break
        here = lines(raw.decode("utf-8-sig" if number == 1 else "utf-8", errors="ignore"))
        by_number.update((at, text) for at, text in enumerate(here, number) if at in numbers)
        number += len(here) - 1 if raw.endswith(b"\n") else len(here)
    return by_number


def _physical_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Each line of a file, its break included; of a very long one the beginning, whose last character may be cut."""
    while raw := stream.readline(AT_ONCE):
        yield raw
        while not raw.endswith(b"\n") and (raw := stream.readline(AT_ONCE)):
            pass


KEY_NO_BREAK = re.compile("^[ ]*(?:- +)*[\\w.-]+:[\u00a0\u202f]")


def first_not_ascii(text: str) -> tuple[Span, str]:
    """Where the first character outside ASCII stands, and the word it stands in."""
    for number, line in enumerate(lines(text), 1):
        if match := re.search("[^\\x00-\\x7f]", line):
            start = re.search("[^ \\t]*$", line[: match.start()])
            word = re.match("[^ \\t]*", line[start.start() if start else 0 :])
            return Span(number, match.start() + 1, number, match.end() + 1), word[0] if word else ""
    return Span(1, 1, 1, 1), ""


def no_break_after_colon(text: str) -> int | None:
    """Where, in a plain text, a word, a colon and a no-break space stand for a key: `code: BC1`."""
    if "\u00a0" not in text and "\u202f" not in text:
        return None
    match = KEY_NO_BREAK.match(text)
    return match.end() - 1 if match else None


FAR = 1000
"""Signs between which braces are looked for around a key."""


@lru_cache(maxsize=1)
def _kept_lines(text: str) -> list[str]:
    return lines(text)


def is_alone(text: str, key: At, value: At) -> bool:
    """Whether nothing but spaces parts a key from where its value would stand: there is no colon."""
    return key[2] == value[0] and not _kept_lines(text)[key[2] - 1][key[3] - 1 : value[1] - 1].strip()


def between_braces(text: str, at: At) -> list[str]:
    """The values of which one stands there, where two braces hold values alone: `{12}`, `{E1, E2}`; else none."""
    line = _kept_lines(text)[at[0] - 1]
    start, end = line.rfind("{", max(at[1] - FAR, 0), at[1]), line.find("}", at[3] - 1, at[3] + FAR)
    inside = line[start + 1 : end] if -1 < start < end else ""
    values = [] if re.search(r"[{}\[\]:#]", inside) else inside.split(",")
    return [value.strip(" \"'") for value in values if value.strip()]
