"""Texts that lost a part of themselves, or hold one twice: what a copy out of a PDF or a slip in an editor leaves."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import eq

from certeval.checks.characters import diagnostic_at
from certeval.checks.french import runs
from certeval.checks.prose import ProseText
from certeval.checks.subject import Subject
from certeval.diagnostics import Diagnostic
from certeval.diagnostics.families import wording as kinds

QUOTATION = re.compile(r"«[^«»]*»")
BRACKET = re.compile(r"[()\[\]]")
TWICE_IN_FRENCH = frozenset({"nous", "vous"})
INCOMPLETE_END = re.compile(
    r"(?:le|la|les|une|des?|du|aux?|à|et|ou|en|dans|par|pour|sur|avec|sans|sous|vers|chez|entre|dont|que|leurs?|sa"
    r"|ses?|ces?|cette|cet|afin|lors|notamment|(?:[dlnsjc]|qu)['’])|.*,",
    re.IGNORECASE,
)
"""The last word of what is no whole sentence in French: an article, a preposition, a conjunction, a comma."""
SMALL = re.compile(r"[a-zà-öø-ÿœ](?!-)[^A-Z\s]*(?=\s|\Z)")
"""A first word in small letters; `e-learning` and `iOS` are written so anywhere."""
LIST_LETTER = re.compile(r"(?:\s|\A)[\w°]{1,3}\)\Z")
"""The « a) » of a list: a bracket that nothing opens."""
PAIRS = (("«", "»"), ("(", ")"), ("[", "]"))
STYLE_SIGNS = frozenset("|>\"'")
"""How a text of several lines says in YAML that it is one."""
MAJORITY = 2
MOST_WORDS = 6
"""How many of the words written twice are shown."""


def nothing_is_said_twice_in_a_row(subject: Subject) -> Iterator[Diagnostic]:
    """A word, or a group of words, is not written twice in a row.

    A group is looked for only where as many words come again.
    """
    for passage in _texts(subject):
        tokens = runs(passage.text)
        again = len(tokens) - len(set(tokens))
        if again and (again > 1 or any(map(eq, tokens, tokens[1:]))) and (repetition := _repetition(tokens)):
            words = passage.text.split()
            start, length = repetition
            excerpt = " ".join(words[start : start + min(length, MOST_WORDS)]) + (
                "…" if length > MOST_WORDS else ""
            )
            pattern = r"\s+".join(map(re.escape, words[start : start + 2 * length]))
            yield diagnostic_at(
                subject, kinds.SAID_TWICE, passage, re.compile(rf"(?<!\w){pattern}(?!\w)"), text=excerpt
            )


def _repetition(words: Sequence[str]) -> tuple[int, int] | None:
    """Where the first words that follow themselves begin, and how many they are. A number may, and « nous nous »."""
    last: dict[str, int] = {}
    for i, word in enumerate(words):
        first, last[word] = last.get(word), i
        if first is None:
            continue
        start, length = first, i - first
        # of more words than one, those beside it are said again too
        if (
            length > 1
            and words[i - 1] != words[first - 1]
            and words[i + 1 : i + 2] != words[first + 1 : first + 2]
        ):
            continue
        while start > max(0, first - length) and words[start - 1] == words[start - 1 + length]:
            start -= 1
        if start + 2 * length > len(words):
            continue
        group, again = words[start : start + length], words[start + length : start + 2 * length]
        if group == again and group[0] not in TWICE_IN_FRENCH and any(map(str.isalpha, "".join(group))):
            return start, length
    return None


def texts_go_to_their_end(subject: Subject) -> Iterator[Diagnostic]:
    """A French text does not end with an article, a preposition, a conjunction or a comma."""
    for passage in _texts(subject) if subject.in_french else ():
        ends = passage.text.rsplit(None, 1)
        if ends[1:] and _is_unfinished(word := ends[-1]):
            last = re.compile(re.escape(word) + r"(?=\W*\Z)")
            yield diagnostic_at(subject, kinds.CUT_SHORT, passage, last, word=word)


@lru_cache(maxsize=16_384)
def _is_unfinished(word: str) -> bool:
    return INCOMPLETE_END.fullmatch(word) is not None


def texts_begin_alike(subject: Subject) -> Iterator[Diagnostic]:
    """A text begins with a capital where most of its kind do."""
    every = _texts(subject)
    small = [passage for passage in every if passage.text[0:1].islower()]
    if not small:
        return
    astray = Counter(map(_kind, small))
    last = {passage.path[-1] for passage in small}
    texts = Counter(_kind(passage) for passage in every if passage.path[-1] in last)
    for passage in small:
        kind, word = _kind(passage), SMALL.match(passage.text)
        if word and astray[kind] * MAJORITY < texts[kind]:
            yield diagnostic_at(
                subject, kinds.CUT_BEFORE, passage, re.compile(re.escape(word[0])), word=word[0]
            )


def _kind(passage: ProseText) -> tuple[str, ...]:
    """The keys that lead to a text: those of the same kind have the same."""
    return tuple(step for step in passage.path if isinstance(step, str))


def signs_go_in_pairs(subject: Subject) -> Iterator[Diagnostic]:
    """Guillemets and brackets go in pairs."""
    for passage in _texts(subject):
        for opening, closing in PAIRS:
            if opening in passage.text or closing in passage.text:
                alone = _lone_sign(passage.text, opening, closing)
                if alone:
                    other = closing if alone == opening else opening
                    pattern = re.compile(re.escape(alone))
                    yield diagnostic_at(subject, kinds.NOT_PAIRED, passage, pattern, sign=alone, other=other)


def _lone_sign(text: str, opening: str, closing: str) -> str:
    """The sign of a pair that stands without the other, but the one that ends the « a) » of a list."""
    depth = 0
    for match in re.finditer(f"[{re.escape(opening + closing)}]", text):
        if match[0] == opening:
            depth += 1
        elif depth:
            depth -= 1
        elif not LIST_LETTER.search(text[max(0, match.end() - 5) : match.end()]):
            return closing
    return opening if depth else ""


def long_texts_bear_a_mark(subject: Subject) -> Iterator[Diagnostic]:
    """A text of several lines says that it is one, by quotes or by >- after its key."""
    for passage in _texts(subject):
        line, column, end_line, _ = passage.at
        if end_line > line:
            start = subject.prose.lines[line - 1] + column - 1
            if subject.document.text[start : start + 1] not in STYLE_SIGNS:
                yield diagnostic_at(subject, kinds.UNMARKED_LINES, passage, lines=end_line - line + 1)


def _texts(subject: Subject) -> tuple[ProseText, ...]:
    """What people wrote to be read, and what écarts say beside what they quote: a quotation is one word."""
    return (*subject.prose.readable_passages, *_ecart_texts(subject))


def _ecart_texts(subject: Subject) -> Iterator[ProseText]:
    for i, ecart in enumerate(subject.model.ecarts):
        for key, text in (("constat", ecart.constat), ("decision", ecart.decision)):
            path = ("ecarts", i, key)
            plain = QUOTATION.sub(lambda match: BRACKET.sub("", "_".join(match[0].split())), text)
            yield ProseText(path, plain, subject.document.span(path))
