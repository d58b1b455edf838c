"""Écarts quote what they are about."""

import re
from bisect import bisect
from collections.abc import Iterator

from certeval.checks.ecarts import targets
from certeval.checks.subject import Subject
from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import referentiel as kinds

QUOTATION = re.compile(r"«([^«»]*)»")
BETWEEN = "\n"
"""What stands between two texts: no quotation holds it."""


def ecarts_quote_their_target(subject: Subject) -> Iterator[Finding]:
    """Of the texts of the file that an écart quotes, one at least is its target's."""
    quoting = [(i, quoted) for i, e in enumerate(subject.model.ecarts) if (quoted := _quotations(e.constat))]
    if not quoting:
        return
    passages = subject.prose.written
    texts = [" ".join(passage.text.split()) for passage in passages]
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 1)
    whole = BETWEEN.join(texts)
    for i, quoted in quoting:
        about = targets(subject.model.ecarts[i].cible, subject.model, subject.tree)
        found = [
            (text, passages[bisect(starts, at) - 1].path) for text in quoted for at in _places(text, whole)
        ]
        if about and found and not any(path[: len(each)] == each for _, path in found for each in about):
            (text, path), target = found[0], subject.model.ecarts[i].cible
            arguments = {"target": target, "text": text, "where": _owner(subject, path)}
            yield Finding(kinds.QUOTED_ELSEWHERE, ("ecarts", i, "cible"), arguments)


def _quotations(text: str) -> list[str]:
    """What is quoted, of two words or more: one word is found anywhere."""
    quoted = (" ".join(found.split()).strip(" .…") for found in QUOTATION.findall(text))
    return [each for each in quoted if " " in each]


def _places(text: str, whole: str) -> Iterator[int]:
    """Where a quotation stands, as whole words."""
    at = whole.find(text)
    while at >= 0:
        around = whole[at - 1 : at], whole[at + len(text) : at + len(text) + 1]
        if not any(character.isalnum() for character in around):
            yield at
        at = whole.find(text, at + 1)


def _owner(subject: Subject, path: Path) -> str:
    """The code of the element that a text belongs to, else the certification's."""
    above = [e for e in subject.tree.elements.values() if path[: len(e.path)] == e.path]
    return max(above, key=lambda e: len(e.path)).code if above else subject.model.certification.code
