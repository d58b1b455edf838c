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
        names = tuple(_told_apart(block.details[name]) for name in IDENTITY if name in block.details)
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


def _told_apart(texts: Sequence[str]) -> "array[int]":
    """Names as numbers, the same where they are the same however they are written; alike in the processes that one has
    forked.
    """
    numbers = {text: hash(folded) if (folded := fold(text)) else 0 for text in set(texts)}
    return array("q", map(numbers.__getitem__, texts))


class Repetition(NamedTuple):
    """A row that says something again: its number, what is to be said of it, and what is told beside it: the first row
    of an identifier, and other rows.
    """

    row: int
    wrong: Kinds
    code: str
    rows: tuple[int, ...] = ()


@dataclass(slots=True)
class Identities:
    """The rows that name somebody, block by block. `rising` where each identifier follows the one before, so that none
    can be there twice; exports list them so more often than not.
    """

    number: int = 0
    blocks: list[BlockRows] = field(default_factory=list)
    rising: bool = True
    first: str = ""
    last: str = ""
    groups: set[str] = field(default_factory=set)
    """The groups that they are in, folded."""

    def put(self, block: Block) -> None:
        """Take in the rows of a block."""
        self.blocks.append(BlockRows.of(block))
        self.number += len(block.identifiers)
        self.groups.update(fold(each) for each in set(block.details.get(GROUPE, ())) if each)
        if self.rising:
            keys = block.folded().split("\n")
            self.first = self.first or keys[0]
            self.rising = all(map(lt, [self.last, *keys], keys))
            self.last = keys[-1]

    def add(self, other: "Identities", lines: int) -> None:
        """Take in the rows of the range that follows, which begins so many lines below where they were counted from."""
        joined = not (self.number and other.number) or self.last < other.first
        self.rising = self.rising and other.rising and joined
        self.first, self.last = self.first or other.first, other.last or self.last
        self.number += other.number
        self.groups |= other.groups
        self.blocks += [rows.below(lines) for rows in other.blocks] if lines else other.blocks

    def tell(self, faults: Faults) -> None:
        """Count what is wrong with rows that say something again, and have the first of them read again, with the rows
        that are told beside them.
        """
        passes = 0 if self.rising else self.number // AT_ONCE + 1
        listed: list[Repetition] = []
        for each in range(passes):
            number: Counter[Kind] = Counter()
            for again in self._again(each, passes):
                few = False
                for kind in again.wrong:
                    few = few or number[kind] <= findings.MOST
                    number[kind] += 1
                if few:
                    listed.append(again)
                else:
                    faults.left.update(again.wrong)
            faults.number.update(number)
        listed.sort()
        spans = self._spans(again.row for again in listed)
        kept = [again for again, span in zip(listed, spans, strict=True) if faults.keep(span, again.wrong)]
        beside = [
            *self._first({again.code for again in kept}),
            *(row for again in kept for row in again.rows),
        ]
        faults.beside.update(self._spans(beside))

    def _again(self, which: int, passes: int) -> Iterator[Repetition]:
        """The rows of one pass: it has the identifiers that are alike."""
        codes: set[str] = set()
        for again in self._repeats(which, passes):
            codes.add(again.code)
            yield again
        if codes and any(rows.names for rows in self.blocks):
            yield from self._renamed(codes)

    def _repeats(self, which: int, passes: int) -> Iterator[Repetition]:
        """The rows with an identifier that was met, or that looks like one."""
        spelled: dict[str, str] = {}
        others: set[str] = set()
        for start, rows in self._placed():
            keys, codes = rows.keys(), rows.codes.split("\n")
            places: Iterable[int] = range(len(keys))
            if passes > 1:
                places = [at for at in places if hash(keys[at]) % passes == which]
                keys, codes = [keys[at] for at in places], [codes[at] for at in places]
            new = dict(zip(keys, codes, strict=True))
            if len(new) == len(keys) and spelled.keys().isdisjoint(new):
                spelled.update(new)
                continue
            for at, key, code in zip(places, keys, codes, strict=True):
                if key not in spelled:
                    spelled[key] = code
                elif code == spelled[key] or code in others:
                    yield Repetition(start + at, (kinds.REPEATED_CANDIDATE,), code)
                else:
                    others.add(code)
                    yield Repetition(start + at, (identifiers.alike(code, spelled[key]),), spelled[key])

    def _renamed(self, codes: Collection[str]) -> Iterator[Repetition]:
        """The rows of some identifiers that give another name than the first that was given."""
        given: dict[tuple[str, int], tuple[int, int]] = {}
        for start, rows in self._placed():
            for at, code in enumerate(rows.codes.split("\n")):
                if code not in codes:
                    continue
                first = [
                    given.setdefault((code, which), (names[at], start + at))
                    for which, names in enumerate(rows.names)
                    if names[at]
                ]
                mine = [names[at] for names in rows.names if names[at]]
                others = [row for (name, row), here in zip(first, mine, strict=True) if name != here]
                if others:
                    yield Repetition(start + at, (kinds.OTHER_NAME,) * len(others), code, tuple(others))

    def _first(self, codes: set[str]) -> Iterable[int]:
        """The number of the first row of each of some identifiers."""
        found: dict[str, int] = {}
        for start, rows in self._placed() if codes else ():
            here = rows.codes.split("\n")
            if not codes.isdisjoint(here):
                for at, code in enumerate(here):
                    if code in codes:
                        found.setdefault(code, start + at)
        return found.values()

    def called_as_groups(self) -> bool:
        """Whether an identifier reads as the name of a group."""
        codes = (code for rows in self.blocks for code in rows.codes.split("\n")) if self.groups else ()
        return any(fold(code) in self.groups for code in codes)

    def homonyms(self) -> Iterator[tuple[int, LineSpan]]:
        """The first rows of people whose whole name others have, with what tells it apart."""
        seen: set[int] = set()
        several: set[int] = set()
        for person in chain.from_iterable(rows.persons() for rows in self.blocks):
            if person:
                (several if person in seen else seen).add(person)
        met: set[int] = set()
        for rows in self.blocks if several else ():
            persons = rows.persons()
            if several.isdisjoint(persons):
                continue
            for at, (person, code) in enumerate(zip(persons, rows.codes.split("\n"), strict=True)):
                if person in several and hash(code) not in met:
                    met.add(hash(code))
                    yield person, rows.lines(at)

    def _placed(self) -> Iterator[tuple[int, BlockRows]]:
        """The rows of each block, with the number of the first of them."""
        start = 0
        for rows in self.blocks:
            yield start, rows
            start += rows.codes.count("\n") + 1

    def _spans(self, numbers: Iterable[int]) -> Iterator[LineSpan]:
        """The physical lines of rows, by their numbers."""
        starts = [start for start, _ in self._placed()]
        for number in numbers:
            at = bisect_right(starts, number) - 1
            yield self.blocks[at].lines(number - starts[at])
