"""What was typed in a cell: where the text begins and ends, and how it is compared with a word."""

import unicodedata
from functools import lru_cache

_WITHOUT_INK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters, marks and signs that show nothing: joiners, fillers, the blank Braille pattern."""
PLAIN = "\u034f"
"""Before it, whatever is a letter or a digit shows."""
_SELECTORS = (range(0x180B, 0x1810), range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_FORMAT = "Cf"
"""Format characters. A control character that is no white space is told."""


def collapse_spaces(text: str) -> str:
    """A text with one plain space wherever it has white space, none at its edges."""
    return " ".join(text.split())


def trim(text: str) -> str:
    """A text in NFC without what nobody sees at its edges: white space of every kind, line breaks, format characters.

    This is the one rule of where a cell begins and ends; what is left empty holds nothing.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    if text[:1].isalnum() and text[-1:].isalnum() and text[0] < PLAIN > text[-1]:
        return unicodedata.normalize("NFC", text)
    first, last = 0, len(text)
    while first < last and (text[first].isspace() or without_ink(text[first])):
        first += 1
    while first < last and (text[last - 1].isspace() or without_ink(text[last - 1])):
        last -= 1
    return unicodedata.normalize("NFC", text[first:last])


def says(text: str) -> bool:
    """Whether a text says something: it has a letter or a digit, which neither ` ` nor the `…` of an example has."""
    return any(map(str.isalnum, trim(text)))


def without_ink(character: str) -> bool:
    """Whether a sign shows nothing, and is no white space: format characters, joiners, fillers."""
    return (
        unicodedata.category(character) == _FORMAT
        or character in _WITHOUT_INK
        or any(ord(character) in selectors for selectors in _SELECTORS)
    )


def spelling(text: str) -> str:
    """A text as it is compared with the words of a closed list: without case, accents, spaces, style of apostrophe.

    A sign that only resembles a letter or a digit (¹, ①, º, full-width forms) and a mark that no letter carries, such
    as the bar of struck-out text, stay: such a text is none of the words.
    """
    if text.isascii():
        return "".join(text.split()).lower()
    normal_form = unicodedata.normalize("NFC", text.replace("’", "'"))
    return "".join(_bare(character) for character in normal_form if not character.isspace())


@lru_cache(maxsize=1024)
def _bare(character: str) -> str:
    """A letter without case and without the accents that it is one with."""
    if unicodedata.normalize("NFKC", character) != character or unicodedata.combining(character):
        return character
    letters = [each for each in unicodedata.normalize("NFD", character) if not unicodedata.combining(each)]
    return "".join(letters).casefold()
