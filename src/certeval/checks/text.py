"""Spaces and apostrophes: what a reader does not see, and a search does."""

import re
from collections.abc import Iterator

from certeval.checks.corpus.prose import Passage
from certeval.checks.subject import Subject
from certeval.diagnostics import Diagnostic, Kind, Place, Related
from certeval.diagnostics.families import wording as kinds
from certeval.messages import N_

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
    for passage in subject.prose.holding(DOUBLE):
        yield at(subject, kinds.DOUBLE_SPACE, passage, DOUBLE, AT_LINE_END, seen=_apart(passage.text))


def spaces_stand_inside(subject: Subject) -> Iterator[Diagnostic]:
    """A text neither begins nor ends with a space."""
    for passage in subject.prose.passages:
        text = passage.text.rstrip("\n")
        if text != text.strip(SPACES):
            yield at(subject, kinds.OUTER_SPACE, passage, seen=_outer(text))


SPACE = "␣"
"""How a space is shown in a message."""


def _apart(text: str) -> str:
    """The first two words with several spaces between them, each space shown."""
    found = DOUBLE.search(text)
    if found is None:
        return ""
    before, after = text[: found.start()].rsplit(None, 1)[-1], text[found.end() :].split(None, 1)[0]
    return f"{before}{SPACE * len(found[0])}{after}"


def _outer(text: str) -> str:
    """The first word after a space, the last word before one, each space shown."""
    words = text.split() or [""]
    seen = [SPACE + words[0]] if text[0] in SPACES else []
    seen += [words[-1] + SPACE] if text[-1] in SPACES else []
    return " … ".join(seen)


def apostrophes_are_alike_in_a_text(subject: Subject) -> Iterator[Diagnostic]:
    """A text has one sort of apostrophe."""
    for passage in subject.prose.passages:
        if "’" in passage.text and "'" in passage.text and passage.is_prose:
            curly, straight = CURLY.search(passage.text), STRAIGHT.search(passage.text)
            if curly and straight:
                second = CURLY if curly.start() > straight.start() else STRAIGHT
                yield at(subject, kinds.MIXED_APOSTROPHES, passage, second)


def apostrophes_are_alike_throughout(subject: Subject) -> Iterator[Diagnostic]:
    """The texts of a référentiel have one sort of apostrophe: said once for all."""
    curly: list[Passage] = []
    straight: list[Passage] = []
    for passage in subject.prose.passages:
        if "’" in passage.text:
            if "'" not in passage.text and passage.is_prose and CURLY.search(passage.text):
                curly.append(passage)
        elif "'" in passage.text and passage.is_prose and STRAIGHT.search(passage.text):
            straight.append(passage)
    if curly and straight:
        fewer, more = sorted((curly, straight), key=len)
        there = Place(subject.document.file, subject.prose.place(more[0], APOSTROPHE))
        said = at(subject, kinds.APOSTROPHES_DIFFER, fewer[0], APOSTROPHE)
        counts = {"curly": len(curly), "straight": len(straight)}
        related = (Related(N_("the first of the others is here"), there),)
        yield Diagnostic(said.kind, said.place, counts, related)


def french_signs_have_their_space(subject: Subject) -> Iterator[Diagnostic]:
    """In French a space stands before « : ; ! ? % » and inside « » (an ordinary one will do)."""
    for passage in subject.prose.holding(TIGHT) if subject.in_french else ():
        if passage.is_prose:
            sign = TIGHT.findall(passage.text)[0]
            yield at(subject, kinds.NO_SPACE, passage, TIGHT, BEFORE_QUOTE, sign=sign)


def at(
    subject: Subject, kind: Kind, passage: Passage, *patterns: re.Pattern[str], **arguments: object
) -> Diagnostic:
    """A diagnostic about the part of a text where one of these patterns is first found."""
    return Diagnostic(kind, Place(subject.document.file, subject.prose.place(passage, *patterns)), arguments)
