"""Whether a text names somebody: names are words that others write with or without their accents, hyphens and parts;
and the signs that no name holds, for nobody sees them, and they change what is read, or copied, all the same.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from certeval.text.nearest import fold

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_BETWEEN = re.compile("[-'’]")
SHORTEST = 3
"""Letters of a part of a name that tells of somebody: « d’ » and « le » stand in any text."""
PARTICLES = frozenset({"das", "del", "den", "der", "des", "dos", "les", "van", "von"})


def name_words(names: Iterable[str]) -> frozenset[str]:
    """The words of names, folded, and the parts of those that are made of several."""
    return frozenset(part for name in names for word in name.split() for part in _parts(word))


def _parts(word: str) -> Iterator[str]:
    yield fold(word)
    yield from (fold(part) for part in _BETWEEN.split(word) if len(part) >= SHORTEST)


def name_parts(name: str) -> frozenset[str]:
    """The parts of a name that tell of somebody, folded, however they are joined: « Le Goff-Martin » has two."""
    parts = (fold(part) for word in name.split() for part in _BETWEEN.split(word))
    return distinctive_words(frozenset(filter(None, parts)))


def distinctive_words(words: Collection[str]) -> frozenset[str]:
    """Those of the words of names that tell of somebody; all of them where none does, as of « Ly ».

    « de » and « van » stand in many names.
    """
    long = (each for each in words if len(each) >= SHORTEST and each not in PARTICLES)
    return frozenset(long) or frozenset(words)


def names_somebody(text: str, words: Collection[str]) -> bool:
    """Whether a text holds one of the words of names that tell of somebody."""
    parts = {one for match in _WORD.finditer(_normal_form(text)) for one in _parts(match[0]) if one in words}
    return any(len(part) >= SHORTEST and part not in PARTICLES for part in parts)


def without_names(text: str, words: Collection[str], instead: str) -> str:
    """A text whose words that are those of names, the short ones too, gave way to another."""
    return _WORD.sub(
        lambda match: instead if any(part in words for part in _parts(match[0])) else match[0],
        _normal_form(text),
    )


def _normal_form(text: str) -> str:
    return unicodedata.normalize("NFC", text)


OF_NO_NAME: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd\ufff9-\uffff\ud800-\udfff]"
)
"""Signs that no name holds: nobody sees them, they stand for a sign that was lost, or XML forbids them."""
OF_LAYOUT: Final = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""Those that a layout puts in texts: where a word may be cut, where it may not, which way it is read."""
OF_DIRECTION: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Those that turn what follows: a text of ours reads from left to right, and shows in another order behind them."""


def code_point(sign: str) -> str:
    """A sign by its number in Unicode: `U+202E`."""
    return f"U+{ord(sign):04X}"
