"""Wordings that are the same, or nearly, and items that are listed twice."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import chain, combinations

from certeval.checks.french import content_words, words
from certeval.checks.prose import ProseText
from certeval.checks.subject import Subject
from certeval.diagnostics import Finding, Path
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
        first: dict[tuple[str, ...], Element] = {}
        bags = [content_words(element.wording) for element in subject.of_kind(kind)]
        common = Counter(bags)
        for element, bag in zip(subject.of_kind(kind), bags, strict=True):
            if common[bag] > 1:  # the same words tell the same
                other = first.setdefault(words(element.wording), element)
                if other is not element:
                    yield _same_wording(subject, element, other)


def _same_wording(subject: Subject, element: Element, other: Element) -> Finding:
    bloc, other_bloc = (_bloc(subject, each) for each in (element, other))
    one = bloc == other_bloc
    arguments = {"code": element.code, "other": other.code}
    if not one:
        arguments |= {"bloc": bloc, "other_bloc": other_bloc}
    wording = "intitule" if element.kind == "bloc" else "libelle"
    links = ((N_("first worded here"), (*other.path, wording)),)
    kind = kinds.SAME_IN_ONE_BLOC if one else kinds.SAME_IN_TWO_BLOCS
    return Finding(kind, (*element.path, wording), arguments, related=links)


def _bloc(subject: Subject, element: Element) -> str:
    """The bloc that an element is part of; a bloc is part of the certification."""
    above = [each.code for each in subject.tree.ancestors(element.code)]
    return above[-1]


class _Crowd(list[frozenset[str]]):
    """Wordings that have two words in common; `sizes` tells how many words they have without looking at each."""

    __slots__ = ("sizes",)

    def __init__(self) -> None:
        self.sizes: set[int] = set()


def criteres_tell_apart(subject: Subject) -> Iterator[Finding]:
    """No two critères are worded almost alike.

    Only those that share two of their rarest words are compared, and one that is like another is not
    compared again: the time taken grows with the number of critères, not with its square.
    """
    bags: dict[frozenset[str], Element] = {}
    for element in subject.of_kind("critere"):
        bag = content_words(element.wording)
        other = bags.setdefault(bag, element) if len(bag) >= WORDS else element
        if other is not element and words(other.wording) != words(element.wording):
            yield _near_wording(element, other)
    ranks = _ranks(Counter(chain.from_iterable(bags)))
    crowds_by_pair: defaultdict[tuple[int, int], _Crowd] = defaultdict(_Crowd)
    for bag, element in bags.items():
        sizes = _near_sizes(len(bag))
        crowds = [crowds_by_pair[pair] for pair in combinations(_rarest(bag, ranks), 2)]
        some = [crowd for crowd in crowds if not sizes.isdisjoint(crowd.sizes)]
        neighbours = (
            other
            for crowd in some
            for other in crowd
            if len(other) in sizes and _is_enough(len(bag & other), len(bag), len(other))
        )
        near = next(neighbours, None) if some else None
        if near is not None:
            yield _near_wording(element, bags[near])
            continue
        for crowd in crowds:
            if len(crowd) < CROWD:
                crowd.append(bag)
                crowd.sizes.add(len(bag))


def _ranks(common: Counter[str]) -> dict[str, int]:
    """Each word by its rank, the rarest first; those that one wording alone has come below zero."""
    alone = sum(count == 1 for count in common.values())
    rarest = sorted((count, word) for word, count in common.items())
    return {word: rank for rank, (_, word) in enumerate(rarest, start=-alone)}


def _rarest(bag: frozenset[str], ranks: dict[str, int]) -> list[int]:
    """The ranks of its rarest words, the rarest first, so many that any wording near it has two of them among its
    own rarest.
    """
    overlap = -(-len(bag) * ALIKE[0] // ALIKE[1])
    rarest = sorted(map(ranks.__getitem__, bag))[: len(bag) - overlap + 2]
    return rarest if rarest[0] >= 0 else [rank for rank in rarest if rank >= 0]


def _near_wording(element: Element, other: Element) -> Finding:
    links = ((N_("the other one"), (*other.path, "libelle")),)
    arguments = {"code": element.code, "other": other.code}
    return Finding(NEAR_IDENTICAL, (*element.path, "libelle"), arguments, related=links)


@cache
def _near_sizes(size: int) -> frozenset[int]:
    """The numbers of words of the wordings that may be near another one of so many: two bags always differ."""
    most = size * ALIKE[1] // ALIKE[0]
    return frozenset(
        other for other in range(1, most + 1) if _is_enough(min(size, other) - (size == other), size, other)
    )


def _is_enough(overlap: int, size: int, other: int) -> bool:
    """Whether two wordings of so many words share enough of them."""
    return overlap * ALIKE[1] >= (size + other - overlap) * ALIKE[0]


NAMED_BY = {"base_legale": "reference", "deroulement": "intitule"}
"""What tells apart the items that are not a text alone."""
NAMES = frozenset(NAMED_BY.values())
REPEATABLE = frozenset({"jures", "tentatives", "niveaux", "points"})
"""Lists in which the same value twice means something, or is said by the rules."""


def lists_hold_each_item_once(subject: Subject) -> Iterator[Finding]:
    """A métier, a link, a compétence, a phase is not listed twice."""
    first_paths: dict[tuple[Path, str], Path] = {}
    for passage in subject.prose.passages:
        list_path = _list_of(passage)
        if list_path is None:
            continue
        first = first_paths.setdefault((list_path, passage.text), passage.path)
        if first != passage.path:
            links = ((N_("first given here"), first),)
            yield Finding(kinds.LISTED_TWICE, passage.path, {"item": passage.text}, related=links)


def _list_of(passage: ProseText) -> Path | None:
    """The path of the list of which a text is an item, or the name of one."""
    path = passage.path
    if not isinstance(path[-1], int) and path[-1] not in NAMES:
        return None
    if path[0] not in {"certification", "blocs", "epreuves"} or not REPEATABLE.isdisjoint(path):
        return None
    if isinstance(path[-1], int):
        return path[:-1] if "validation" not in path else None
    is_name = len(path) > 2 and NAMED_BY.get(str(path[-3])) == path[-1]  # noqa: PLR2004 -- list, index, key
    return path[:-2] if is_name else None
