"""Characters that are not what they look like, or that nobody sees."""

import re
import unicodedata
from collections.abc import Iterator

from certeval.checks.subject import Subject
from certeval.checks.text import at
from certeval.diagnostics import Diagnostic
from certeval.diagnostics.families import wording as kinds

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
ALIKE = dict(
    zip(
        "АВЕЅІЈКМНОРСТХУасеорхуіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ‐‑−×",
        "ABESIJKMHOPCTXYaceopxyijsABEZHIKMNOPTYXovp---x",
        strict=True,
    )
)
"""Cyrillic and Greek letters, hyphens and the sign × by the character of a French keyboard they look like."""
ALIKE_SIGN = re.compile(f"[{''.join(ALIKE)}]")
TO_PLAIN = str.maketrans(ALIKE)
WORD = re.compile(r"[^\s,;:!?()«»\"/]+")
LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿœŒ0-9]")
ON_BOTH_SIDES = re.compile(r"[^\W\d_][‐‑−×][^\W\d_]")
SIGNS = frozenset("‐‑−×")

AFTER = "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
"""What the second byte of a letter in UTF-8 becomes when it is read as Windows-1252."""
LOST = re.compile(f"\ufffd|Ã{AFTER}|Â[\u00a0-\u00bf]|â{AFTER}{AFTER}")
COMBINING = re.compile("[\u0300-\u036f]")
LIGATURES = re.compile("[\ufb00-\ufb06]")


def characters_are_seen(subject: Subject) -> Iterator[Diagnostic]:
    """A text holds no invisible character."""
    for passage in subject.prose.holding_beyond_ascii(INVISIBLE):
        character = named(INVISIBLE.findall(passage.text)[0])
        yield at(subject, kinds.INVISIBLE, passage, INVISIBLE, character=character)


def characters_are_what_they_look_like(subject: Subject) -> Iterator[Diagnostic]:
    """A word is in one alphabet, and its hyphens are those of a keyboard."""
    for passage in subject.prose.holding_beyond_ascii(ALIKE_SIGN):
        found = next((word for word in WORD.findall(passage.text) if _is_disguised(word)), None)
        if found is not None:
            sign = ALIKE_SIGN.findall(found)[0]
            words = {"word": found, "meant": found.translate(TO_PLAIN)}
            names = {"character": named(sign), "plain": ALIKE[sign]}
            yield at(subject, kinds.LOOK_ALIKE, passage, _typed(found), **words, **names)


def _is_disguised(word: str) -> bool:
    """Whether a word mixes Latin letters or digits with letters that only look Latin."""
    letters = [c for c in word if c in ALIKE and c not in SIGNS]
    return bool(ON_BOTH_SIDES.search(word) or (letters and LATIN.search(word)))


def the_encoding_was_kept(subject: Subject) -> Iterator[Diagnostic]:
    """No text shows the marks of an encoding that was lost: U+FFFD, Ã©, â€™."""
    for passage in subject.prose.holding_beyond_ascii(LOST):
        word = _word(passage.text, LOST)
        yield at(subject, kinds.LOST_ENCODING, passage, _typed(word), word=word)


def accents_are_composed(subject: Subject) -> Iterator[Diagnostic]:
    """A letter and its accent are one character (Unicode's NFC)."""
    for passage in subject.prose.holding_beyond_ascii(COMBINING):
        if unicodedata.normalize("NFC", passage.text) != passage.text:
            word = _word(passage.text, COMBINING)
            composed = unicodedata.normalize("NFC", word)
            yield at(subject, kinds.DECOMPOSED, passage, _typed(word), word=composed)


def letters_are_apart(subject: Subject) -> Iterator[Diagnostic]:
    """No word holds the ligature of a printed page (ﬁ, ﬂ)."""
    for passage in subject.prose.holding_beyond_ascii(LIGATURES):
        word = _word(passage.text, LIGATURES)
        meant = unicodedata.normalize("NFKC", word)
        yield at(subject, kinds.LIGATURE, passage, _typed(word), word=word, meant=meant)


def named(character: str) -> str:
    """A character by its number and its name in Unicode."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()


def _word(text: str, holding: re.Pattern[str]) -> str:
    return next((word for word in WORD.findall(text) if holding.search(word)), text)


def _typed(word: str) -> re.Pattern[str]:
    return re.compile(re.escape(word))
