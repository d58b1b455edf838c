"""Two wordings compared: how near they are, and which words differ."""

import re
from collections import Counter
from difflib import SequenceMatcher
from fractions import Fraction
from functools import lru_cache
from typing import Literal, NamedTuple

from certeval.text.nearest import fold

NEAR = Fraction(2, 3)
"""From this on, a wording may be another reworded: they share two words of three."""
FAR = Fraction(1, 3)
"""Under this, a wording is that of something else: they don't share one word of three."""
LONG = 4
"""Shorter words (articles, prepositions, auxiliaries) don't count; numbers do."""
MOST = 2_000_000
"""Beyond so many pairs of words, two texts are said to differ as a whole."""

_WORD = re.compile(r"\w+")
_OF_ANY_TEXT = re.compile(
    r"an?|aux?|ces?|d[eu]?|des|elle|en|es?t|ils?|l[ae]?|les|ne?|ont?|ou|par|qu[ei]|s[ae]?|ses|son|sont|sur|une?"
    r"|and|are|a[st]|by|for|i[nst]|o[fnr]|the|to"
)
"""Words that say nothing of what a text is about, « le ton est bon » and « le prix est dit »."""
_TOKEN = re.compile(r"\s+|(?:(?<!\w)-(?=\d))?\w+(?:[.,/-]\w+)*|[^\w\s]")
"""A day, a code, a share, a number below zero, a compound word is one token: a part of it alone says nothing."""


class WordingChange(NamedTuple):
    """A run of text that both wordings have (`=`), that only the old one has (`-`), or only the new one (`+`)."""

    sign: Literal["=", "-", "+"]
    text: str


@lru_cache(maxsize=32_768)
def keywords(wording: str) -> Counter[str]:
    """The words of a wording that say what it is about, how often each; treat as frozen."""
    return Counter(
        word for word in _WORD.findall(wording.casefold()) if len(word) >= LONG or word.isdecimal()
    )


def likeness(one: str, other: str) -> Fraction:
    """How much of two wordings is common to both, from 0 to 1: 1 where they are the same text."""
    if one == other:
        return Fraction(1)
    return _shared(keywords(one), keywords(other))


def is_another(one: str, other: str) -> bool:
    """Whether a wording is not the other reworded: hardly a word of it begins as one of that one. Where one has short
    words alone (« Le CV est lu »), these count, but for those that any text has.
    """
    texts = [[*keywords(text).elements()] for text in (one, other)]
    if not all(texts):
        texts = [_WORD.findall(text) for text in (one, other)]
        texts = [
            [word for word in words if not _OF_ANY_TEXT.fullmatch(fold(word))] or words for words in texts
        ]
    words, others = (Counter(fold(word)[:LONG] for word in text) for text in texts)
    return fold(one) != fold(other) and _shared(words, others) < FAR


def _shared(words: Counter[str], others: Counter[str]) -> Fraction:
    """How much of some words and others is common to both, from 0 to 1."""
    every = words.total() + others.total()
    return Fraction(2 * (words & others).total(), every) if every else Fraction(0)


def changes(old: str, new: str) -> tuple[WordingChange, ...]:
    """What differs between two wordings, word by word; together the runs make both texts again."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) * len(after) > MOST:
        return _runs([("-", old), ("+", new)])
    runs: list[tuple[Literal["=", "-", "+"], str]] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for sort, i, j, k, m in matcher.get_opcodes():
        if sort == "equal":
            runs.append(("=", "".join(before[i:j])))
        else:
            runs += [("-", "".join(before[i:j])), ("+", "".join(after[k:m]))]
    return _runs(_join_changes(runs))


def _join_changes(runs: list[tuple[Literal["=", "-", "+"], str]]) -> list[tuple[Literal["=", "-", "+"], str]]:
    """Words that differ on both sides of a mere space differ together: `[-les outils-]`, not `[-les-] [-outils-]`."""
    result: list[tuple[Literal["=", "-", "+"], str]] = []
    old_text = new_text = ""
    for i, (sign, text) in enumerate(runs):
        between = sign == "=" and text.isspace() and (old_text or new_text) and i + 1 < len(runs)
        if sign == "=" and not between:
            result += [("-", old_text), ("+", new_text), ("=", text)]
            old_text = new_text = ""
        else:
            old_text += text if sign != "+" else ""
            new_text += text if sign != "-" else ""
    return [*result, ("-", old_text), ("+", new_text)]


def _runs(runs: list[tuple[Literal["=", "-", "+"], str]]) -> tuple[WordingChange, ...]:
    return tuple(WordingChange(sign, text) for sign, text in runs if text)
