"""Spaces and apostrophes: what a reader does not see, and a search does."""

import re
from collections.abc import Iterator

from certeval.checks.prose import Passage, passages
from certeval.checks.subject import Subject
from certeval.diagnostics import Diagnostic, Kind, Place, Related
from certeval.diagnostics.families import wording as kinds
from certeval.messages import N_

SPACES = " \t\u00a0\u2007\u2009\u202f"
DOUBLE = re.compile(f"(?<=\\S)[{SPACES}]{{2,}}(?=\\S)")
AT_LINE_END = re.compile(f"(?<=\\S)[{SPACES}]+(?=[\r\n])")
"""How a double space also comes about: a space at the end of a line, in a text that goes on below."""
OUTER = re.compile(f"\\A[{SPACES}]|[{SPACES}]\\n*\\Z")
APOSTROPHE = re.compile(r"(?<=\w)(?:’|'{1,2})(?=\w)")
TIGHT = re.compile(r"(?<=[0-9])%|(?<=[\w)])[:;!?](?=\s|$)|«(?=\S)|(?<=\S)»")
CURLY = "’"


def spaces_are_single(subject: Subject) -> Iterator[Diagnostic]:
    """Two words have one space between them."""
    for passage in passages(subject.document, DOUBLE):
        typed = DOUBLE.search(passage.typed) or AT_LINE_END.search(passage.typed)
        yield at(subject, kinds.DOUBLE_SPACE, passage, typed)


def spaces_stand_inside(subject: Subject) -> Iterator[Diagnostic]:
    """A text neither begins nor ends with a space."""
    for passage in passages(subject.document, OUTER):
        yield at(subject, kinds.OUTER_SPACE, passage, None)


def apostrophes_are_alike_in_a_text(subject: Subject) -> Iterator[Diagnostic]:
    """A text has one sort of apostrophe."""
    for passage in passages(subject.document, APOSTROPHE):
        first, *others = APOSTROPHE.finditer(passage.text)
        other = next((o for o in others if (o[0] == CURLY) != (first[0] == CURLY)), None)
        if passage.is_prose and other is not None:
            typed = [f for f in APOSTROPHE.finditer(passage.typed) if (f[0] == CURLY) == (other[0] == CURLY)]
            yield at(subject, kinds.MIXED_APOSTROPHES, passage, typed[0] if typed else None)


def apostrophes_are_alike_throughout(subject: Subject) -> Iterator[Diagnostic]:
    """The texts of a référentiel have one sort of apostrophe: said once for all."""
    curly: list[Passage] = []
    straight: list[Passage] = []
    for passage in passages(subject.document, APOSTROPHE):
        sorts = {found == CURLY for found in APOSTROPHE.findall(passage.text)}
        if passage.is_prose and len(sorts) == 1:
            (curly if sorts == {True} else straight).append(passage)
    if curly and straight:
        fewer, more = sorted((curly, straight), key=len)
        counts: dict[str, object] = {"curly": len(curly), "straight": len(straight)}
        found = APOSTROPHE.search(more[0].typed)
        there = Place(subject.document.file, more[0].place(found))
        related = (Related(N_("the first of the others is here"), there),)
        typed = APOSTROPHE.search(fewer[0].typed)
        yield at(subject, kinds.APOSTROPHES_DIFFER, fewer[0], typed, counts, related=related)


def french_signs_have_their_space(subject: Subject) -> Iterator[Diagnostic]:
    """In French a space stands before « : ; ! ? % » and inside « » (an ordinary one will do)."""
    for passage in passages(subject.document, TIGHT) if subject.in_french else ():
        if passage.is_prose:
            sign = TIGHT.findall(passage.text)[0]
            yield at(subject, kinds.NO_SPACE, passage, TIGHT.search(passage.typed), {"sign": sign})


def at(
    subject: Subject,
    kind: Kind,
    passage: Passage,
    typed: re.Match[str] | None,
    arguments: dict[str, object] | None = None,
    *,
    related: tuple[Related, ...] = (),
) -> Diagnostic:
    """A diagnostic about a part of a text, as it is typed in the file."""
    place = Place(subject.document.file, passage.place(typed))
    return Diagnostic(kind, place, arguments or {}, related)
