"""The counters of a session: fed one candidate at a time, or many alike at once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain
from typing import TypeVar

from certeval.engine.statistics.facts import LEFT_OUT, Facts, StatisticsOutline
from certeval.engine.statistics.items import ItemSums
from certeval.engine.verdicts import EN_ATTENTE, NON_VALIDE, VALIDE
from certeval.frozen import frozen
from certeval.rules.program import CERTIFICATION
from certeval.text.nearest import fold

WIDE = 20
"""Bits of a number of elements."""
OF_FACTS = ("verdicts", "marks", "levels", "acquis")
"""What is counted of each element as it is known of candidates."""
WITHOUT = ""
"""The group of the candidates who have none."""


@dataclass(slots=True)
class Tallies:
    """What was counted over some candidates. `blocs` and `acquis` have the key None for those still pending."""

    outline: StatisticsOutline
    candidates: int = 0
    partial: int = 0
    verdicts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    marks: dict[str, Counter[Fraction]] = field(default_factory=lambda: defaultdict(Counter))
    levels: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    acquis: dict[str, Counter[int | None]] = field(default_factory=lambda: defaultdict(Counter))
    blocs: Counter[int | None] = field(default_factory=Counter)
    items: dict[str, ItemSums] = field(default_factory=lambda: defaultdict(ItemSums))

    def add(self, facts: Facts, count: int = 1) -> None:
        """One candidate, or so many about whom the same is known."""
        self.candidates += count
        self._add_facts(facts, count)
        self._blocs(facts.verdicts, count)
        self._items(facts.items, count)

    def add_apart(self, columns: Sequence[Sequence[Facts]], decisions: Sequence[Mapping[str, str]]) -> None:
        """Many candidates, of whom different elements are known apart: for each group of elements, what is known of
        each candidate; then the verdicts of each one's certification and blocs. What many share is counted once.
        """
        self.candidates += len(decisions)
        for verdicts, count in _with_counts(decisions):
            self._blocs(verdicts, count)
        column_counts = [list(_with_counts(column)) for column in columns]
        for facts, count in chain.from_iterable(column_counts):
            self._add_facts(facts, count)
        for kind in dict.fromkeys(self.outline.items.values()):
            self._items_apart(columns, column_counts, kind)

    def take(self, other: "Tallies") -> None:
        """Take in what was counted over other candidates."""
        self.candidates += other.candidates
        self.partial += other.partial
        self.blocs.update(other.blocs)
        for name in OF_FACTS:
            for code, counts in getattr(other, name).items():
                getattr(self, name)[code].update(counts)
        for code, item in other.items.items():
            self.items[code].take(item)

    def _add_facts(self, facts: Facts, count: int) -> None:
        for name in OF_FACTS:
            counts = getattr(self, name)
            for code, what in getattr(facts, name).items():
                counts[code][what] += count

    def _blocs(self, verdicts: Mapping[str, str], count: int) -> None:
        words = [verdicts[code] for code in self.outline.blocs if code in verdicts]
        if words:
            self.blocs[None if EN_ATTENTE in words else words.count(VALIDE)] += count
        if VALIDE in words and verdicts.get(CERTIFICATION) != VALIDE:
            self.partial += count

    def _items(self, items: Mapping[str, bool], count: int) -> None:
        """Each element beside the others of its kind."""
        kinds = self.outline.items
        assessments = Counter(kinds[code] for code in items)
        acquis = Counter(kinds[code] for code, yes in items.items() if yes)
        for code, yes in items.items():
            kind = kinds[code]
            self.items[code].add(assessments[kind] - 1, acquis[kind] - yes, is_acquis=yes, count=count)

    def _items_apart(
        self,
        columns: Sequence[Sequence[Facts]],
        column_counts: Sequence[Sequence[tuple[Facts, int]]],
        kind: str,
    ) -> None:
        """Each element of a kind beside the others: how many were assessed and acquired in all are added up first, over
        those of whom the same is known. `column_counts` has what is known of each group of elements once.
        """
        kinds = self.outline.items
        scores: dict[int, int] = {}
        for each in column_counts:
            for facts, _ in each:
                mine = [yes for code, yes in facts.items.items() if kinds[code] == kind]
                scores[id(facts)] = len(mine) << WIDE | sum(mine)
        of_columns = [[scores[id(facts)] for facts in column] for column in columns]
        totals = list(map(sum, zip(*of_columns, strict=True)))
        for column, each in zip(columns, column_counts, strict=True):
            of = {id(facts): ItemSums() for facts, _ in each}
            for (which, total), count in Counter(zip(map(id, column), totals, strict=True)).items():
                of[which].add(total >> WIDE, total & (1 << WIDE) - 1, is_acquis=False, count=count)
            for facts, _ in each:
                without = {yes: of[id(facts)].without(is_acquis=yes) for yes in (True, False)}
                for code, yes in facts.items.items():
                    if kinds[code] == kind:
                        self.items[code].take(without[yes])


_Object = TypeVar("_Object")


def _with_counts(objects: Sequence[_Object]) -> Iterator[tuple[_Object, int]]:
    """Each object once, with how often it is there."""
    counts = Counter(map(id, objects))
    by_id = dict(zip(map(id, objects), objects, strict=True))
    for which, count in counts.items():
        yield by_id[which], count


@frozen
class Success:
    """How many have each word, for one element: `decisions` of them are validated or not."""

    valid: int
    invalid: int
    pending: int
    exclus: int

    @property
    def decisions(self) -> int:
        return self.valid + self.invalid

    @property
    def rate(self) -> Fraction | None:
        """The validated among the decided; None where nothing is decided."""
        return Fraction(self.valid, self.decisions) if self.decisions else None


def success(counts: Mapping[str, int]) -> Success:
    """The four counts of one element."""
    return Success(*(counts.get(word, 0) for word in (VALIDE, NON_VALIDE, EN_ATTENTE, LEFT_OUT)))


class Statistics:
    """The counters of all candidates and, for each dimension asked for, of each of its groups."""

    def __init__(self, outline: StatisticsOutline, dimensions: Sequence[str] = ()) -> None:
        self.outline = outline
        self.whole = Tallies(outline)
        self.by: dict[str, dict[str, Tallies]] = {name: {} for name in dimensions}
        self.several: Counter[str] = Counter()
        self._spellings: dict[tuple[str, str], str] = {}

    def keep(self, codes: Iterable[str]) -> None:
        """Say nothing of other elements, once all is counted."""
        self.outline = self.outline.within(codes)
        for tallies in (self.whole, *(each for by_group in self.by.values() for each in by_group.values())):
            tallies.outline = self.outline

    def add(self, facts: Facts, groups: Mapping[str, Sequence[str]] | None = None, count: int = 1) -> None:
        """One candidate, or so many alike, with the groups they belong to in each dimension, none being allowed.

        Names that differ by case, accents or spaces only are one group, spelled as it was first met. A candidate
        of several groups counts in each: `several` says how many there are.
        """
        self.whole.add(facts, count)
        for dimension, by_group in self.by.items():
            names = self._names(dimension, (groups or {}).get(dimension, ()))
            self.several[dimension] += count if len(names) > 1 else 0
            for name in names or (WITHOUT,):
                by_group.setdefault(name, Tallies(self.outline)).add(facts, count)

    def add_apart(
        self,
        columns: Sequence[Sequence[Facts]],
        decisions: Sequence[Mapping[str, str]],
        groups: Sequence[Mapping[str, Sequence[str]]],
    ) -> None:
        """Many candidates, as `Tallies.add_apart` takes them, with the groups of each one."""
        self.whole.add_apart(columns, decisions)
        for dimension, by_group in self.by.items():
            places: dict[str, list[int]] = {}
            for place, texts in enumerate(groups):
                names = self._names(dimension, texts.get(dimension, ()))
                self.several[dimension] += len(names) > 1
                for name in names or (WITHOUT,):
                    places.setdefault(name, []).append(place)
            for name, some in places.items():
                tallies = by_group.setdefault(name, Tallies(self.outline))
                tallies.add_apart(
                    [[column[at] for at in some] for column in columns], [decisions[at] for at in some]
                )

    def take(self, other: "Statistics") -> None:
        """Take in what was counted over other candidates, who come after these."""
        self.whole.take(other.whole)
        self.several.update(other.several)
        for dimension, by_group in other.by.items():
            for text, tallies in by_group.items():
                name = next(iter(self._names(dimension, [text])), WITHOUT)
                self.by[dimension].setdefault(name, Tallies(self.outline)).take(tallies)

    def _names(self, dimension: str, texts: Sequence[str]) -> Sequence[str]:
        """Groups as they were first spelled, each once."""
        return list(
            dict.fromkeys(self._spellings.setdefault((dimension, fold(each)), each) for each in texts if each)
        )

    def groups(self, dimension: str) -> list[tuple[str, Tallies]]:
        """The groups in the order they were met; those who have none come last."""
        return sorted(self.by[dimension].items(), key=lambda group: group[0] == WITHOUT)
