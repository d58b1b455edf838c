"""Characters, spaces and apostrophes that are not what they look like, or that a search sees and a reader does not."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from certeval.checks.prose import ProseText
from certeval.checks.subject import Subject
from certeval.diagnostics import Diagnostic, Kind, Place, Related
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
MOJIBAKE = re.compile(f"\ufffd|Ã{AFTER}|Â[\u00a0-\u00bf]|â{AFTER}{AFTER}")
COMBINING_MARK = re.compile("[\u0300-\u036f]")
LIGATURES = re.compile("[\ufb00-\ufb06]")


def characters_are_visible(subject: Subject) -> Iterator[Diagnostic]:
    """A text holds no invisible character."""
    for passage in subject.prose.passages_beyond_ascii(INVISIBLE):
        character = character_name(INVISIBLE.findall(passage.text)[0])
        yield diagnostic_at(subject, kinds.INVISIBLE, passage, INVISIBLE, character=character)


def characters_are_what_they_look_like(subject: Subject) -> Iterator[Diagnostic]:
    """A word is in one alphabet, and its hyphens are those of a keyboard."""
    for passage in subject.prose.passages_beyond_ascii(ALIKE_SIGN):
        disguise = next((word for word in WORD.findall(passage.text) if _is_disguised(word)), None)
        if disguise is not None:
            sign = ALIKE_SIGN.findall(disguise)[0]
            words = {"word": disguise, "meant": disguise.translate(TO_PLAIN)}
            names = {"character": character_name(sign), "plain": ALIKE[sign]}
            yield diagnostic_at(subject, kinds.LOOK_ALIKE, passage, _literal(disguise), **words, **names)


def _is_disguised(word: str) -> bool:
    """Whether a word mixes Latin letters or digits with letters that only look Latin."""
    letters = [c for c in word if c in ALIKE and c not in SIGNS]
    return bool(ON_BOTH_SIDES.search(word) or (letters and LATIN.search(word)))


def the_encoding_is_intact(subject: Subject) -> Iterator[Diagnostic]:
    """No text shows the marks of an encoding that was lost: U+FFFD, Ã©, â€™."""
    for passage in subject.prose.passages_beyond_ascii(MOJIBAKE):
        word = _word(passage.text, MOJIBAKE)
        yield diagnostic_at(subject, kinds.LOST_ENCODING, passage, _literal(word), word=word)


def accents_are_on_their_letters(subject: Subject) -> Iterator[Diagnostic]:
    """A letter and its accent are one character (Unicode's NFC)."""
    for passage in subject.prose.passages_beyond_ascii(COMBINING_MARK):
        if unicodedata.normalize("NFC", passage.text) != passage.text:
            word = _word(passage.text, COMBINING_MARK)
            normal_form = unicodedata.normalize("NFC", word)
            yield diagnostic_at(subject, kinds.DECOMPOSED, passage, _literal(word), word=normal_form)


def letters_are_apart(subject: Subject) -> Iterator[Diagnostic]:
    """No word holds the ligature of a printed page (ﬁ, ﬂ)."""
    for passage in subject.prose.passages_beyond_ascii(LIGATURES):
        word = _word(passage.text, LIGATURES)
        normal_form = unicodedata.normalize("NFKC", word)
        yield diagnostic_at(subject, kinds.LIGATURE, passage, _literal(word), word=word, meant=normal_form)


def character_name(character: str) -> str:
    """A character by its number and its name in Unicode."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()


def _word(text: str, pattern: re.Pattern[str]) -> str:
    return next((word for word in WORD.findall(text) if pattern.search(word)), text)


def _literal(word: str) -> re.Pattern[str]:
    return re.compile(re.escape(word))


SPACES = " \t\u00a0\u2007\u2009\u202f"
DOUBLE = re.compile(f"[{SPACES}](?=[{SPACES}])(?<=\\S.)[{SPACES}]+(?=\\S)")
AT_LINE_END = re.compile(f"[{SPACES}](?<=\\S.)[{SPACES}]*(?=[\r\n])")
"""How a double space also comes about: a space at the end of a line, in a text that goes on below."""
APOSTROPHE = re.compile(r"[’'](?<=\w.)'?(?=\w)")
CURLY, STRAIGHT = re.compile(r"’(?<=\w.)(?=\w)"), re.compile(r"'(?<=\w.)'?(?=\w)")
TIGHT = re.compile(r"[%:;!?«»](?:(?<=[0-9]%)|(?<=[\w)][:;!?])(?=\s|$)|(?<=«)(?=\S)|(?<=\S»))")


BEFORE_QUOTE = re.compile(r"[:;!?](?=[\"'])")
"""The same sign, where the quote that ends a text in YAML follows."""


def spaces_are_single(subject: Subject) -> Iterator[Diagnostic]:
    """Two words have one space between them."""
    for passage in subject.prose.passages_with(DOUBLE):
        yield diagnostic_at(
            subject, kinds.DOUBLE_SPACE, passage, DOUBLE, AT_LINE_END, seen=_spaced_words(passage.text)
        )


def spaces_stand_inside(subject: Subject) -> Iterator[Diagnostic]:
    """A text neither begins nor ends with a space."""
    for passage in subject.prose.passages:
        text = passage.text.rstrip("\n")
        if text != text.strip(SPACES):
            yield diagnostic_at(subject, kinds.OUTER_SPACE, passage, seen=_edge_words(text))


SPACE = "␣"
"""How a space is shown in a message."""


def _spaced_words(text: str) -> str:
    """The first two words with several spaces between them, each space shown."""
    gap = DOUBLE.search(text)
    if gap is None:
        return ""
    first, after = text[: gap.start()].rsplit(None, 1)[-1], text[gap.end() :].split(None, 1)[0]
    return f"{first}{SPACE * len(gap[0])}{after}"


def _edge_words(text: str) -> str:
    """The first word after a space, the last word before one, each space shown."""
    words = text.split() or [""]
    parts = [SPACE + words[0]] if text[0] in SPACES else []
    parts += [words[-1] + SPACE] if text[-1] in SPACES else []
    return " … ".join(parts)


def apostrophes_are_alike_in_a_text(subject: Subject) -> Iterator[Diagnostic]:
    """A text has one sort of apostrophe."""
    for passage in subject.prose.passages:
        if "’" in passage.text and "'" in passage.text and passage.is_prose:
            curly, straight = CURLY.search(passage.text), STRAIGHT.search(passage.text)
            if curly and straight:
                second = CURLY if curly.start() > straight.start() else STRAIGHT
                yield diagnostic_at(subject, kinds.MIXED_APOSTROPHES, passage, second)


def apostrophes_are_alike_throughout(subject: Subject) -> Iterator[Diagnostic]:
    """The texts of a référentiel have one sort of apostrophe: said once for all."""
    curly, straight = by_apostrophe(subject.prose.passages)
    if curly and straight:
        fewer, more = sorted((curly, straight), key=len)
        there = Place(subject.document.file, subject.prose.place(more[0], APOSTROPHE))
        diagnostic = diagnostic_at(subject, kinds.APOSTROPHES_DIFFER, fewer[0], APOSTROPHE)
        counts = {"curly": len(curly), "straight": len(straight)}
        links = (Related("the first of the others is here", there),)
        yield Diagnostic(diagnostic.kind, diagnostic.place, counts, links)


def by_apostrophe(passages: Sequence[ProseText]) -> tuple[list[ProseText], list[ProseText]]:
    """The passages with the one sort of apostrophe alone, ’, and those with the other."""
    sides: list[list[ProseText]] = []
    for own, other, pattern in (("’", "'", CURLY), ("'", "’", STRAIGHT)):
        texts = (each for each in passages if own in each.text and other not in each.text and each.is_prose)
        sides.append([each for each in texts if pattern.search(each.text)])
    return sides[0], sides[1]


def french_signs_have_their_space(subject: Subject) -> Iterator[Diagnostic]:
    """In French a space stands before « : ; ! ? % » and inside « » (an ordinary one will do)."""
    for passage in subject.prose.passages_with(TIGHT) if subject.in_french else ():
        if passage.is_prose:
            sign = TIGHT.findall(passage.text)[0]
            yield diagnostic_at(subject, kinds.NO_SPACE, passage, TIGHT, BEFORE_QUOTE, sign=sign)


def diagnostic_at(
    subject: Subject, kind: Kind, passage: ProseText, *patterns: re.Pattern[str], **arguments: object
) -> Diagnostic:
    """A diagnostic about the part of a text where one of these patterns is first found."""
    return Diagnostic(kind, Place(subject.document.file, subject.prose.place(passage, *patterns)), arguments)
