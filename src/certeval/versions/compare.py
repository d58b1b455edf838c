"""Two versions of a référentiel compared: every difference, with its class, in an order in which they apply."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from certeval.frozen import frozen
from certeval.referentiel.load import Referentiel
from certeval.referentiel.meaning import Plain, meaning
from certeval.versions.classes import Classifier
from certeval.versions.difference import (
    BUMP_BY_CLASSE,
    Bump,
    Classe,
    Difference,
    PartPlace,
    PartText,
    Sorte,
    next_version,
    suffices,
    version_numbers,
)
from certeval.versions.matching import Matching, match
from certeval.versions.outline import BY_KIND, CODE_KINDS, KIND_BY_TABLE, Fields, Key, MeaningOutline, parts

WHOLE = ("validation", "definition", "echelle", "troisieme_si_ecart", "conserver_si")
"""Fields that are compared as a whole: rules, bounds and scales."""
LAST = (*KIND_BY_TABLE.values(), "saisie", "validation", "certification", "ecart", "cas")
SIDES = {Sorte.FUSIONNE: (2, 1), Sorte.SCINDE: (1, 2), Sorte.RECOMPOSE: (2, 2)}


@frozen
class Comparison:
    """What differs between two versions. `same_counts` counts, by kind, the parts of which nothing differs;
    `unknown` are codes after `remplace` that the other version does not have, with the element that says so.
    """

    old: Referentiel
    new: Referentiel
    differences: tuple[Difference, ...]
    matching: Matching
    same_counts: Mapping[str, int]

    @property
    def classe(self) -> Classe | None:
        """The gravest class, None where nothing differs but the version's number."""
        classes = (d.classe for d in self.differences if not is_version(d))
        return max(classes, key=list(Classe).index, default=None)

    @property
    def new_axes(self) -> tuple[str, ...]:
        """What decides which elements are for a candidate under the new version alone: `parcours`, `voie`."""
        concerns = self.new.program.concerns.values()
        axes = dict.fromkeys(axis for concern in concerns for axis, _ in concern.axes)
        return tuple(axis for axis in axes if axis not in self.old.program.situation)

    @property
    def least_bump(self) -> Bump:
        """What must rise from the old version to the new one."""
        return BUMP_BY_CLASSE[self.classe]

    @property
    def suffices(self) -> bool:
        """Whether the new version's number rises as much as the differences take."""
        return suffices(self.old.version, self.new.version, self.least_bump)

    @property
    def least_version(self) -> str:
        """The least version number that the differences take."""
        return next_version(self.old.version, self.least_bump)


def is_version(difference: Difference) -> bool:
    """Whether a difference only says which version this is: its number, when it is in force."""
    return difference.kind == "certification" and difference.field[:1] in {("version",), ("en_vigueur",)}


def compare(old: Referentiel, new: Referentiel) -> Comparison:
    """Everything that differs between two référentiels that can decide."""
    before, after = parts(meaning(old.model)), parts(meaning(new.model))
    backwards = version_numbers(old.version) > version_numbers(new.version)
    matching = match(before, after, backwards=backwards)
    classes = Classifier(old, new, (before, after), matching)
    differences = [replace(d, classe=classes.of(d)) for d in _DifferenceReader(before, after, matching).all()]
    keys = {key for d in differences for key in d.old_keys if d.sorte is not Sorte.REORDONNE}
    same_counts = Counter(
        key[0]
        for key in matching.new_of
        if key not in keys
        and (key[0] not in BY_KIND or before.parts[key].fields)  # of which something is said
    )
    return Comparison(old, new, tuple(differences), matching, same_counts)


class _DifferenceReader:
    """Reads the differences off two outlines that are matched."""

    def __init__(self, old: MeaningOutline, new: MeaningOutline, matching: Matching) -> None:
        self.old, self.new, self.matching = old, new, matching
        self.rank = new.rank()
        self.old_groups = {key for olds, _ in matching.groups for key in olds}
        self.new_groups = {key for _, news in matching.groups for key in news}

    def all(self) -> list[Difference]:
        """What is added, then regrouped, renamed, moved and put in order, then changed, then removed."""
        elements, others = self._changes()
        return [
            *self._additions(),
            *self._regroupings(),
            *self._renames(),
            *self._moves(),
            *self._new_orders(),
            *elements,
            *others,
            *self._removals(),
        ]

    def _place(self, key: Key) -> PartPlace | None:
        parent = self.new.parts[key].parent
        if parent is None:
            return None
        old = self.matching.old_of.get(parent, ("", ""))[1]
        return PartPlace(parent[0], old, parent[1], self.rank[key])

    def _part_text(self, key: Key) -> PartText:
        part = self.new.parts[key]
        return PartText(part.code, part.fields, self._place(key))

    def _additions(self) -> Iterator[Difference]:
        new = [
            key for key in self.new.parts if key not in self.matching.old_of and key not in self.new_groups
        ]
        for key in sorted(new, key=lambda key: LAST.index(key[0]) if key[0] in LAST else -1):
            part = self._part_text(key)
            yield Difference(Sorte.AJOUTE, key[0], (), (key[1],), after=part.fields, new_parts=(part,))

    def _regroupings(self) -> Iterator[Difference]:
        for olds, news in self.matching.groups:
            sides = (min(len(olds), 2), min(len(news), 2))
            sorte = next(sorte for sorte, counts in SIDES.items() if counts == sides)
            old, new = tuple(key[1] for key in olds), tuple(key[1] for key in news)
            new_parts = tuple(self._part_text(key) for key in news)
            before: Plain = {key[1]: self.old.parts[key].fields for key in olds}
            after: Plain = {each.code: each.fields for each in new_parts}
            yield Difference(sorte, olds[0][0], old, new, before=before, after=after, new_parts=new_parts)

    def _pairs(self) -> Iterator[tuple[Key, Key]]:
        """The pairs, in the order of the new version."""
        return ((self.matching.old_of[key], key) for key in self.new.parts if key in self.matching.old_of)

    def _renames(self) -> Iterator[Difference]:
        for old, new in self._pairs():
            if old[1] != new[1] and (old[0] in CODE_KINDS or old[0] in KIND_BY_TABLE.values()):
                yield self._pair_difference(Sorte.RENOMME, old, new, before=old[1], after=new[1])

    def _moves(self) -> Iterator[Difference]:
        for old, new in self._pairs():
            above, other = self.old.parts[old].parent, self.new.parts[new].parent
            if above is None or other is None or self.matching.new_of.get(above) == other:
                continue
            place = self._place(new)
            yield self._pair_difference(Sorte.DEPLACE, old, new, before=above[1], after=other[1], place=place)

    def _new_orders(self) -> Iterator[Difference]:
        """Lists of which what stays is in another order; what comes or goes moves nothing else."""
        for (parent, kind), news in self.new.lists.items():
            above = self.matching.old_of.get(parent)
            olds = self.old.lists.get((above, kind), []) if above else []
            stays = set(olds)
            after = [old for key in news if (old := self.matching.old_of.get(key)) in stays]
            common = set(after)
            before = [key for key in olds if key in common]
            if above and before != after:
                place = PartPlace(parent[0], above[1], parent[1], 0)
                codes: list[Plain] = [key[1] for key in before]
                now: list[Plain] = [key[1] for key in after if key]
                yield Difference(
                    Sorte.REORDONNE, kind, (above[1],), (parent[1],), before=codes, after=now, place=place
                )

    def _changes(self) -> tuple[list[Difference], list[Difference]]:
        """What is said otherwise: of elements, and of everything else, which may name elements."""
        elements: list[Difference] = []
        others: list[Difference] = []
        for old, new in self._pairs():
            fields = _fields(self.old.parts[old].fields, self.new.parts[new].fields, ())
            for path, before, after in fields:
                difference = self._pair_difference(
                    Sorte.MODIFIE, old, new, path=path, before=before, after=after
                )
                (elements if old[0] in CODE_KINDS else others).append(difference)
        return elements, sorted(others, key=lambda d: LAST.index(d.kind))

    def _pair_difference(
        self,
        sorte: Sorte,
        old: Key,
        new: Key,
        *,
        path: tuple[str, ...] = (),
        before: Plain = None,
        after: Plain = None,
        place: PartPlace | None = None,
    ) -> Difference:
        alike = self.matching.likenesses.get(old)
        return Difference(
            sorte, old[0], (old[1],), (new[1],), path, before, after, ressemblance=alike, place=place
        )

    def _removals(self) -> Iterator[Difference]:
        """What is gone, in the order of the old version, each after what stood in it."""
        for key in _after_contents(self.old):
            if key not in self.matching.new_of and key not in self.old_groups:
                yield Difference(Sorte.SUPPRIME, key[0], (key[1],), (), before=self.old.parts[key].fields)


def _after_contents(outline: MeaningOutline) -> Iterator[Key]:
    """The parts of an outline in its order, each after what stands in it."""
    holders: list[Key] = []
    for key, part in outline.parts.items():
        while holders and part.parent != holders[-1]:
            yield holders.pop()
        holders.append(key)
    yield from reversed(holders)


def _fields(
    before: Fields, after: Fields, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Plain, Plain]]:
    """Each field whose value differs, with both values; None where it is absent. Tables are compared key by key."""
    for key in dict.fromkeys((*before, *after)):
        one, other = before.get(key), after.get(key)
        if one == other:
            continue
        if isinstance(one, dict) and isinstance(other, dict) and one and other and key not in WHOLE:
            yield from _fields(one, other, (*path, key))
        else:
            yield (*path, key), one, other
