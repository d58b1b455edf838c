"""Which part of the new version each part of the old one has become.

First what `remplace` declares, then the same code, then the same or a near wording under another code, which is
proposed and never assumed. A renumbering is not read as so many rewordings: a code whose wording is found elsewhere
gives way to the wording.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from certeval.text.digests import canonical
from certeval.text.nearest import fold
from certeval.versions.outline import (
    BY_KIND,
    CODE_KINDS,
    DEFINITION,
    KIND_BY_TABLE,
    ROOT,
    Key,
    MeaningOutline,
)
from certeval.versions.wordings import NEAR, keywords, likeness

Group = tuple[tuple[Key, ...], tuple[Key, ...]]
"""Elements of two versions that belong together."""
UnknownCodes = list[tuple[Key, str]]
"""Codes after `remplace` that the other version does not have, with the key that says so."""


def links(earlier: MeaningOutline, later: MeaningOutline) -> tuple[list[Group], UnknownCodes]:
    """The elements that `remplace` puts together, (earlier keys, later keys), each set once, in the order of the later
    version; the codes that lead nowhere.
    """
    by_text = {(kind, fold(code)): (kind, code) for kind, code in earlier.parts if kind in CODE_KINDS}
    pairs: list[tuple[Key, Key]] = []
    unknown: UnknownCodes = []
    for key, part in later.parts.items():
        remplace = part.fields.get("remplace")
        before = earlier.parts.get(key)
        if not isinstance(remplace, list) or (before and before.fields.get("remplace") == remplace):
            continue  # said in the earlier version already, of one before it
        for code in map(str, remplace):
            target = (key[0], code) if (key[0], code) in earlier.parts else by_text.get((key[0], fold(code)))
            if target is None:
                unknown.append((key, code))
            else:
                pairs.append((target, key))
    return list(_joint_sets([*pairs, *_stable_pairs(pairs, earlier, later)])), unknown


def _stable_pairs(
    pairs: list[tuple[Key, Key]], earlier: MeaningOutline, later: MeaningOutline
) -> Iterator[tuple[Key, Key]]:
    """Elements that keep their code and nearly their wording while another replaces them, or they another.

    CR1 is split where CR2 replaces it and CR1 still stands, worded nearly as before.
    """
    later_keys = {later_key for _, later_key in pairs}
    earlier_keys = {earlier_key for earlier_key, _ in pairs}
    for key in dict.fromkeys(key for pair in pairs for key in pair):
        one, other = earlier.parts.get(key), later.parts.get(key)
        if one is None or other is None or (key in later_keys and key in earlier_keys):
            continue
        if likeness(one.wording, other.wording) >= NEAR:
            yield key, key


def _joint_sets(pairs: list[tuple[Key, Key]]) -> Iterator[Group]:
    """Pairs that share an element, put in one set."""
    of: dict[tuple[str, Key], int] = {}
    sets: dict[int, tuple[dict[Key, None], dict[Key, None]]] = {}
    for number, (one, other) in enumerate(pairs):
        numbers = {of[end] for end in (("earlier", one), ("later", other)) if end in of}
        sets[number] = ({one: None}, {other: None})
        for each in sorted(numbers):
            earlier, later = sets.pop(each)
            sets[number] = (earlier | sets[number][0], later | sets[number][1])
        for key in sets[number][0]:
            of["earlier", key] = number
        for key in sets[number][1]:
            of["later", key] = number
    for earlier, later in sets.values():
        yield tuple(earlier), tuple(later)


ORDER = (*CODE_KINDS, *KIND_BY_TABLE.values(), "ecart", "cas")
"""Kinds in the order in which they are matched: what holds others before what it holds."""
CROWD = 16
"""A word that more wordings have, on one side, tells nothing."""
WORDS = 3
"""A wording with fewer telling words may be the same by chance."""


@dataclass(slots=True)
class Matching:
    """Pairs of keys both ways; how alike the wordings of those proposed are; groups that were split or merged."""

    new_of: dict[Key, Key] = field(default_factory=dict)
    old_of: dict[Key, Key] = field(default_factory=dict)
    likenesses: dict[Key, Fraction] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    unknown: UnknownCodes = field(default_factory=list)

    def successors(self, old: Key) -> tuple[Key, ...]:
        """What a part of the old version has become: one part, those that it was split in; none where it is gone."""
        if old in self.new_of:
            return (self.new_of[old],)
        return tuple(new for olds, news in self.groups if old in olds for new in news)


def match(old: MeaningOutline, new: MeaningOutline, *, backwards: bool = False) -> Matching:
    """The parts of two versions matched. `backwards`: the old one is the later, and says what it replaces."""
    matcher = _Matcher(old, new)
    matcher.pair_roots()
    matcher.pair_replacements(backwards=backwards)
    for kind in ORDER:
        matcher.of_kind(kind)
    return matcher.matching


class _Matcher:
    """Matches two outlines; what is matched is free no more."""

    def __init__(self, old: MeaningOutline, new: MeaningOutline) -> None:
        self.old, self.new = old, new
        self.matching = Matching()
        self.free_old = dict.fromkeys(old.parts)
        self.free_new = dict.fromkeys(new.parts)

    def _pair(self, old: Key, new: Key, alike: Fraction | None = None) -> None:
        self.matching.new_of[old] = new
        self.matching.old_of[new] = old
        if alike is not None:
            self.matching.likenesses[old] = alike
        del self.free_old[old], self.free_new[new]

    def pair_roots(self) -> None:
        """What every référentiel has: the certification, what is entered and what it takes by kind."""
        for key in list(self.free_old):
            if key == ROOT or key[0] in BY_KIND:
                self._pair(key, key)

    def pair_replacements(self, *, backwards: bool) -> None:
        sides = (self.new, self.old) if backwards else (self.old, self.new)
        groups, self.matching.unknown = links(*sides)
        for earlier, later in groups:
            olds, news = (later, earlier) if backwards else (earlier, later)
            if len(olds) == len(news) == 1:
                self._pair(olds[0], news[0])
                continue
            self.matching.groups.append((olds, news))
            for key in olds:
                del self.free_old[key]
            for key in news:
                del self.free_new[key]

    def of_kind(self, kind: str) -> None:
        same = [key for key in self.free_old if key[0] == kind and key in self.free_new]
        for key in same:
            if self._text(self.old, key) == self._text(self.new, key):
                self._pair(key, key)
        self._same_wording(kind)
        for key in same:
            near = self._likeness(key, key) >= NEAR
            if near and key in self.free_old and key in self.free_new:
                self._pair(key, key)
        if kind in CODE_KINDS or kind == "ecart":
            self._near_wording(kind)
        for key in same:
            if key in self.free_old and key in self.free_new:
                self._pair(key, key)

    def _same_wording(self, kind: str) -> None:
        """The same wording under another code: within the same parent first, then anywhere, in order."""
        for inside in (True, False):
            wordings = self._by_wording(self.free_new, self.new, kind)
            for text, olds in self._by_wording(self.free_old, self.old, kind).items():
                # a code still in use gives way to a wording that says something; a rule's name gives way to nothing
                tells = kind in CODE_KINDS and len(keywords(text)) >= WORDS
                for one, other in self._in_order(olds, wordings.get(text, []), inside=inside):
                    if tells or (one not in self.new.parts and other not in self.old.parts):
                        self._pair(one, other, Fraction(1))

    def _in_order(self, olds: list[Key], news: list[Key], *, inside: bool) -> Iterator[tuple[Key, Key]]:
        """One with one, in the order of both files; with `inside`, in parents that belong together only."""
        if not inside:
            yield from zip(olds, news, strict=False)
            return
        by_parent: dict[Key | None, list[Key]] = defaultdict(list)
        for other in reversed(news):
            by_parent[self.new.parts[other].parent].append(other)
        for one in olds:
            above = next((key for key in self._new_parents(one) if by_parent.get(key)), None)
            if by_parent.get(above):
                yield one, by_parent[above].pop()

    def _near_wording(self, kind: str) -> None:
        """The best pairs of near wordings, each part once; the same parent decides between equals."""
        olds = [key for key in self.free_old if key[0] == kind]
        news = [key for key in self.free_new if key[0] == kind]
        rank = {
            **{("old", key): i for i, key in enumerate(olds)},
            **{("new", key): i for i, key in enumerate(news)},
        }
        scores = []
        for one, other in self._candidates(olds, news):
            alike = self._likeness(one, other)
            if alike >= NEAR:
                at = sorted((rank["old", one], rank["new", other]))
                apart = self.new.parts[other].parent not in self._new_parents(one)
                scores.append((-alike, apart, at, one, other))
        for score, _, _, one, other in sorted(scores):
            if one in self.free_old and other in self.free_new and one != other:
                self._pair(one, other, -score)

    def _candidates(self, olds: list[Key], news: list[Key]) -> Iterable[tuple[Key, Key]]:
        """Pairs that share a word which few wordings have, so that the time taken grows with their number."""
        by_word: tuple[dict[str, list[Key]], dict[str, list[Key]]] = (defaultdict(list), defaultdict(list))
        for index, outline, keys in ((0, self.old, olds), (1, self.new, news)):
            for key in keys:
                for word in keywords(outline.parts[key].wording):
                    by_word[index][word].append(key)
        pairs: dict[tuple[Key, Key], None] = {}
        for word, ones in by_word[0].items():
            others = by_word[1].get(word, [])
            if len(ones) <= CROWD and len(others) <= CROWD:
                pairs.update(dict.fromkeys((one, other) for one in ones for other in others))
        return pairs

    def _text(self, outline: MeaningOutline, key: Key) -> str:
        """What tells a part from others of its kind: its wording, or all that it says."""
        part = outline.parts[key]
        if part.kind in CODE_KINDS or part.kind == "ecart":
            return part.wording
        fields = {name: value for name, value in part.fields.items() if name != "nom"}
        return canonical(part.fields.get(DEFINITION, fields))

    def _by_wording(self, free: Iterable[Key], outline: MeaningOutline, kind: str) -> dict[str, list[Key]]:
        by_text: dict[str, list[Key]] = defaultdict(list)
        for key in free:
            if key[0] == kind and (text := self._text(outline, key)):
                by_text[text].append(key)
        return by_text

    def _likeness(self, one: Key, other: Key) -> Fraction:
        return likeness(self._text(self.old, one), self._text(self.new, other))

    def _new_parents(self, one: Key) -> tuple[Key | None, ...]:
        """The new parts that what an old part stands in has become: one, or those it was split in."""
        above = self.old.parts[one].parent
        return (None,) if above is None else self.matching.successors(above)
