"""Wordings that are the same, or nearly."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from math import ceil

from certeval.checks.french import STOP, words
from certeval.checks.subject import Subject
from certeval.diagnostics import Finding
from certeval.diagnostics.families import referentiel as kinds
from certeval.diagnostics.families.wording import NEAR_IDENTICAL
from certeval.messages import N_
from certeval.referentiel.tree import Element

ALIKE = (4, 5)
"""Two critères are near-identical when they share at least 4 of every 5 words that either has."""
WORDS = 4
"""Shorter wordings are not compared: each of their words counts too much."""
CROWD = 64
"""Wordings looked at for two words: beyond, these are too common to tell which are near."""


def wordings_differ(subject: Subject) -> Iterator[Finding]:
    """No two elements of a kind have the same wording, in one bloc or in two."""
    for kind in ("bloc", "competence", "critere"):
        first: dict[str, Element] = {}
        for element in subject.of_kind(kind):
            other = first.setdefault(" ".join(words(element.wording)), element)
            if other is not element:
                yield _same(subject, element, other)


def _same(subject: Subject, element: Element, other: Element) -> Finding:
    bloc, other_bloc = (_bloc(subject, each) for each in (element, other))
    one = bloc == other_bloc
    arguments = {"code": element.code, "other": other.code}
    if not one:
        arguments |= {"bloc": bloc, "other_bloc": other_bloc}
    wording = "intitule" if element.kind == "bloc" else "libelle"
    related = ((N_("first worded here"), (*other.path, wording)),)
    kind = kinds.SAME_IN_ONE_BLOC if one else kinds.SAME_IN_TWO_BLOCS
    return Finding(kind, (*element.path, wording), arguments, related=related)


def _bloc(subject: Subject, element: Element) -> str:
    """The bloc that an element is part of; a bloc is part of the certification."""
    above = [each.code for each in subject.tree.ancestors(element.code)]
    return above[-1]


def criteres_tell_apart(subject: Subject) -> Iterator[Finding]:
    """No two critères are worded almost alike.

    Only those that share two of their rarest words are compared, and one that is like another is not
    compared again: the time taken grows with the number of critères, not with its square.
    """
    bags: dict[frozenset[str], Element] = {}
    for element in subject.of_kind("critere"):
        bag = frozenset([word.rstrip("s") for word in words(element.wording) if word not in STOP])
        other = bags.setdefault(bag, element) if len(bag) >= WORDS else element
        if other is not element and words(other.wording) != words(element.wording):
            yield _almost(element, other)
    common = Counter([word for bag in bags for word in bag])
    kept: dict[tuple[str, str], list[frozenset[str]]] = {}
    for bag, element in bags.items():
        pairs = list(combinations(_rarest(bag, common), 2))
        near = next((other for pair in pairs for other in kept.get(pair, ()) if _near(bag, other)), None)
        if near is not None:
            yield _almost(element, bags[near])
            continue
        for pair in pairs:
            crowd = kept.setdefault(pair, [])
            if len(crowd) < CROWD:
                crowd.append(bag)


def _rarest(bag: frozenset[str], common: Counter[str]) -> list[str]:
    """Its rarest words, so many that any wording near it has two of them among its own rarest."""
    shared = ceil(len(bag) * ALIKE[0] / ALIKE[1])
    rarest = sorted([(common[word], word) for word in bag])[: len(bag) - shared + 2]
    return [word for count, word in rarest if count > 1]


def _almost(element: Element, other: Element) -> Finding:
    related = ((N_("the other one"), (*other.path, "libelle")),)
    arguments = {"code": element.code, "other": other.code}
    return Finding(NEAR_IDENTICAL, (*element.path, "libelle"), arguments, related=related)


def _near(bag: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(bag & other)
    return shared * ALIKE[1] >= (len(bag) + len(other) - shared) * ALIKE[0]
