"""The edge where text leaves for a terminal or a pipe, whatever encoding is spoken there.

A sign that the encoding lacks becomes one that means the same (« ✓ » a v, « » << >>), an accent is dropped, anything
else is a question mark: nothing that is said ever raises. Files are written elsewhere, always in UTF-8.
"""

import codecs
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import TextIO

from certeval.text.breaks import wrap

DEGRADE = "certeval"
"""The name of the handler of what an encoding lacks."""
SIGNS = (
    {"«": "<<", "»": ">>", "‹": "<", "›": ">", "✓": "v", "…": "...", "·": ".", "€": "EUR", "°": "o"}
    | {"≈": "~", "␣": "_", "⟦": "[", "⟧": "]"}
    | {"≤": "<=", "≥": ">=", "≠": "!=", "÷": "/", "±": "+/-", "→": "->", "←": "<-", "⏎": "\\n"}
    | {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss"}
    | {"Ł": "L", "ł": "l", "Ø": "O", "ø": "o", "Đ": "D", "đ": "d"}
    | dict.fromkeys("“”„", '"')
    | dict.fromkeys("‘’", "'")
    | dict.fromkeys("—–‐‑−", "-")
    | dict.fromkeys("•▪", "*")
    | dict.fromkeys("✗×", "x")
)
BOXES = range(0x2500, 0x25A0)
"""What frames and bars are drawn with."""
HALVES = range(0xD800, 0xE000)
"""Half of a sign: how Python keeps a byte of a file's name that is no text."""


def prepare() -> None:
    """Make the standard streams take every sign, in their own encoding."""
    codecs.register_error(DEGRADE, _degrade)
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors=DEGRADE)


def in_utf8() -> None:
    """Print in UTF-8 from now on, whatever the locale, for a reader that expects it."""
    if reconfigure := getattr(sys.stdout, "reconfigure", None):
        reconfigure(encoding="utf-8", errors=DEGRADE)


def columns(stream: TextIO | None) -> int | None:
    """How wide a terminal is; None of what is no terminal, where lines are as long as they are."""
    if stream is None or not stream.isatty():
        return None
    given = os.environ.get("COLUMNS", "")
    with suppress(OSError):
        return int(given if given.isdecimal() else os.get_terminal_size(stream.fileno()).columns) or None
    return None


def tell(text: str) -> None:
    """Say something on stderr, beside results."""
    sys.stderr.write("".join(f"{line}\n" for line in wrap(f"certeval: {text}", columns(sys.stderr))))


def write(text: str) -> None:
    """Print on standard output: in UTF-8 outside a terminal, whatever the locale: the same bytes everywhere."""
    sys.stdout.flush()
    if sys.stdout.isatty():
        sys.stdout.write(text)
    else:
        sys.stdout.buffer.write(encode(text))
    sys.stdout.flush()


def pour(parts: Iterable[bytes]) -> None:
    """Print a text in UTF-8 that comes in parts, as `write` does."""
    if sys.stdout.isatty():
        write(b"".join(parts).decode())
        return
    sys.stdout.flush()
    sys.stdout.buffer.writelines(parts)
    sys.stdout.flush()


def encode(text: str) -> bytes:
    """A text in UTF-8; what no encoding holds, half of a sign that a file's name may bear, is shown by its number."""
    return text.encode("utf-8", errors=DEGRADE)


def _degrade(error: UnicodeError) -> tuple[str, int]:
    """What stands for the signs that an encoding lacks, as codecs call for it."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(_plain(sign, error.encoding) for sign in signs), error.end


def _plain(sign: str, encoding: str) -> str:
    if sign in SIGNS:
        return SIGNS[sign]
    number = ord(sign)
    if number in BOXES:
        return "|" if sign in "│┃║" else "-" if sign in "─━═╌╴╶" else "+"
    if number in HALVES:
        return f"\\u{number:04x}"
    from unicodedata import combining, normalize

    letters = "".join(each for each in normalize("NFKD", sign) if not combining(each))
    try:
        letters.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return "?"
    return letters
