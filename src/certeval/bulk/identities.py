"""Who the rows of a large sheet are, kept to tell at the end which of them say the same: identifiers that are repeated
or look alike, whole names that several have.
"""

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import lt
from typing import NamedTuple

from certeval.bulk.csv_blocks import Block, Kinds, LineSpan
from certeval.bulk.faults import Faults
from certeval.diagnostics import Kind, findings
from certeval.diagnostics.families import sheets as kinds
from certeval.scores import identifiers
from certeval.scores.groups import GROUPE
from certeval.scores.headings import IDENTITY
from certeval.text.nearest import fold

AT_ONCE = 1_000_000
"""Identifiers compared at once: more are compared in several passes, which keeps memory flat."""


class BlockRows(NamedTuple):
    """The rows of a block: their identifiers, a line each, whether every one is plain, and their physical lines:
    `first` and on, or from one of `begins` to one of `ends`. For each name, what tells it apart from others, 0 where
    there is none.
    """

    codes: str
    usual: bool
    first: int
    begins: "array[int]"
    ends: "array[int]"
    names: "tuple[array[int], ...]"

    @classmethod
    def of(cls, block: Block) -> "BlockRows":
        """Those of a block."""
        spans = block.spans or ()
        begins, ends = (array("q", [span[at] for span in spans]) for at in (0, 1))
        names = tuple(_name_numbers(block.details[name]) for name in IDENTITY if name in block.details)
        return cls("\n".join(block.identifiers), block.usual, block.first, begins, ends, names)

    def persons(self) -> list[int]:
        """What tells whole names apart; 0 for who has no whole name."""
        if len(self.names) < len(IDENTITY):
            return []
        return [hash(each) if all(each) else 0 for each in zip(*self.names, strict=True)]

    def keys(self) -> list[str]:
        """The identifiers as they are compared."""
        codes = self.codes.split("\n")
        return identifiers.keys(codes).split("\n") if self.usual else list(map(identifiers.key, codes))

    def lines(self, row: int) -> LineSpan:
        """The physical lines of a row."""
        return (self.begins[row], self.ends[row]) if self.begins else (self.first + row, self.first + row)

    def below(self, lines: int) -> "BlockRows":
        """The same so many lines below."""
        begins, ends = (array("q", [line + lines for line in of]) for of in (self.begins, self.ends))
        return self._replace(first=self.first + lines, begins=begins, ends=ends)


def _name_numbers(texts: Sequence[str]) -> "array[int]":
    """Names as numbers, the same where they are the same however they are written; alike in the processes that one has
    forked.
    """
    numbers = {text: hash(plain) if (plain := fold(text)) else 0 for text in set(texts)}
    return array("q", map(numbers.__getitem__, texts))


class Repetition(NamedTuple):
    """A row that says something again: its number, what is to be said of it, and what is told beside it: the first row
    of an identifier, and other rows.
    """

    row: int
    wrong: Kinds
    code: str
    rows: tuple[int, ...] = ()


Rank = tuple[int, str]
"""How long an identifier is as it is compared, and itself: C9 comes before C10, as lists have them."""


@dataclass(slots=True)
class Identities:
    """The rows that name somebody, block by block. `in_order` where the rank of each identifier follows the one before,
    so that none can be there twice; exports list them so more often than not.
    """

    number: int = 0
    blocks: list[BlockRows] = field(default_factory=list)
    in_order: bool = True
    first: Rank = (0, "")
    last: Rank = (0, "")
    groups: set[str] = field(default_factory=set)
    """The groups that they are in, folded."""
    group_rows: dict[str, LineSpan] = field(default_factory=dict)
    """The first row of each group whose name a spreadsheet made of another, and of one that is named otherwise."""

    def put(self, block: Block) -> None:
        """Take in the rows of a block."""
        self.blocks.append(BlockRows.of(block))
        self.number += len(block.identifiers)
        groups = set(block.details.get(GROUPE, ())) - {""}
        self.groups.update(map(fold, groups))
        self._put_group_rows(block, groups)
        if self.in_order:
            keys = block.key_lines().split("\n")
            first, last = ((len(key), key) for key in (keys[0], keys[-1]))
            are_as_long = len(set(map(len, keys))) == 1
            ranks = keys if are_as_long else list(zip(map(len, keys), keys, strict=True))
            self.in_order = self.last < first and all(map(lt, ranks, ranks[1:]))
            self.first, self.last = self.first if len(self.blocks) > 1 else first, last

    def _put_group_rows(self, block: Block, groups: set[str]) -> None:
        """Keep the first row of each broken name among those of groups of a block, and of one that is none."""
        names = {name if identifiers.is_broken_name(name) else "": name for name in groups}
        for key in names.keys() - self.group_rows:
            self.group_rows[key] = block.lines(block.details[GROUPE].index(names[key]))

    def add(self, other: "Identities", lines: int) -> None:
        """Take in the rows of the range that follows, which begins so many lines below where they were counted from."""
        follows = not (self.number and other.number) or self.last < other.first
        self.in_order = self.in_order and other.in_order and follows
        if not self.number:
            self.first = other.first
        if other.number:
            self.last = other.last
        self.number += other.number
        self.groups |= other.groups
        rows = {key: (first + lines, last + lines) for key, (first, last) in other.group_rows.items()}
        self.group_rows = rows | self.group_rows
        self.blocks += [rows.below(lines) for rows in other.blocks] if lines else other.blocks

    def tell(self, faults: Faults) -> None:
        """Count what is wrong with rows that say something again, and have the first of them read again, with the rows
        that are told beside them.
        """
        passes = 0 if self.in_order else self.number // AT_ONCE + 1
        repetitions: list[Repetition] = []
        for each in range(passes):
            number: Counter[Kind] = Counter()
            for again in self._repetitions(each, passes):
                few = False
                for kind in again.wrong:
                    few = few or number[kind] <= findings.MOST
                    number[kind] += 1
                if few:
                    repetitions.append(again)
                else:
                    faults.overflow.update(again.wrong)
            faults.number.update(number)
        repetitions.sort()
        spans = self._spans(again.row for again in repetitions)
        firsts = [one for one, span in zip(repetitions, spans, strict=True) if faults.keep(span, one.wrong)]
        codes = {again.code for again in firsts}
        beside = [*self._first(codes), *(row for again in firsts for row in again.rows)]
        faults.beside.update(self._spans(beside))

    def _repetitions(self, which: int, passes: int) -> Iterator[Repetition]:
        """The rows of one pass: it has the identifiers that are alike."""
        codes: set[str] = set()
        for again in self._repeats(which, passes):
            codes.add(again.code)
            yield again
        if codes and any(rows.names for rows in self.blocks):
            yield from self._name_changes(codes)

    def _repeats(self, which: int, passes: int) -> Iterator[Repetition]:
        """The rows with an identifier that was met, or that looks like one."""
        by_key: dict[str, str] = {}
        others: set[str] = set()
        for start, rows in self._with_starts():
            keys, codes = rows.keys(), rows.codes.split("\n")
            places: Iterable[int] = range(len(keys))
            if passes > 1:
                places = [at for at in places if hash(keys[at]) % passes == which]
                keys, codes = [keys[at] for at in places], [codes[at] for at in places]
            new = dict(zip(keys, codes, strict=True))
            if len(new) == len(keys) and by_key.keys().isdisjoint(new):
                by_key.update(new)
                continue
            for at, key, code in zip(places, keys, codes, strict=True):
                if key not in by_key:
                    by_key[key] = code
                elif code == by_key[key] or code in others:
                    yield Repetition(start + at, (kinds.REPEATED_CANDIDATE,), code)
                else:
                    others.add(code)
                    yield Repetition(start + at, (identifiers.likeness_kind(code, by_key[key]),), by_key[key])

    def _name_changes(self, codes: Collection[str]) -> Iterator[Repetition]:
        """The rows of some identifiers that give another name than the first that was given."""
        first_uses: dict[tuple[str, int], tuple[int, int]] = {}
        for start, rows in self._with_starts():
            for at, code in enumerate(rows.codes.split("\n")):
                if code not in codes:
                    continue
                first = [
                    first_uses.setdefault((code, which), (names[at], start + at))
                    for which, names in enumerate(rows.names)
                    if names[at]
                ]
                mine = [names[at] for names in rows.names if names[at]]
                others = [row for (name, row), here in zip(first, mine, strict=True) if name != here]
                if others:
                    yield Repetition(start + at, (kinds.OTHER_NAME,) * len(others), code, tuple(others))

    def _first(self, codes: set[str]) -> Iterable[int]:
        """The number of the first row of each of some identifiers."""
        numbers: dict[str, int] = {}
        for start, rows in self._with_starts() if codes else ():
            here = rows.codes.split("\n")
            if not codes.isdisjoint(here):
                for at, code in enumerate(here):
                    if code in codes:
                        numbers.setdefault(code, start + at)
        return numbers.values()

    def broken_group_rows(self) -> Collection[LineSpan]:
        """The rows by which groups whose name a spreadsheet made of another are told; none where there is no such."""
        return self.group_rows.values() if self.group_rows.keys() - {""} else ()

    def names_group(self) -> bool:
        """Whether an identifier reads as the name of a group."""
        codes = (code for rows in self.blocks for code in rows.codes.split("\n")) if self.groups else ()
        return any(fold(code) in self.groups for code in codes)

    def homonyms(self) -> Iterator[tuple[int, LineSpan]]:
        """The first rows of people whose whole name others have, with what tells it apart."""
        once: set[int] = set()
        several: set[int] = set()
        for person in chain.from_iterable(rows.persons() for rows in self.blocks):
            if person:
                (several if person in once else once).add(person)
        code_hashes: set[int] = set()
        for rows in self.blocks if several else ():
            persons = rows.persons()
            if several.isdisjoint(persons):
                continue
            for at, (person, code) in enumerate(zip(persons, rows.codes.split("\n"), strict=True)):
                if person in several and hash(code) not in code_hashes:
                    code_hashes.add(hash(code))
                    yield person, rows.lines(at)

    def _with_starts(self) -> Iterator[tuple[int, BlockRows]]:
        """The rows of each block, with the number of the first of them."""
        start = 0
        for rows in self.blocks:
            yield start, rows
            start += rows.codes.count("\n") + 1

    def _spans(self, numbers: Iterable[int]) -> Iterator[LineSpan]:
        """The physical lines of rows, by their numbers."""
        starts = [start for start, _ in self._with_starts()]
        for number in numbers:
            at = bisect_right(starts, number) - 1
            yield self.blocks[at].lines(number - starts[at])
