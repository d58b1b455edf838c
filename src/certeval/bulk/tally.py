"""A large sheet decided as it is read: what was met, what must be told, and who has which verdict."""

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from operator import lt
from pathlib import Path
from typing import NamedTuple

from certeval.bulk.csv_blocks import Block, Reader
from certeval.bulk.decisions import TRIED
from certeval.bulk.part_memo import Groups
from certeval.bulk.printing import Printing
from certeval.bulk.row_memo import Decided, Decider, Whole
from certeval.diagnostics import Diagnostic
from certeval.engine.synthesis import Synthesis
from certeval.engine.verdicts import EN_ATTENTE, Verdict
from certeval.rules.program import CERTIFICATION

AT_ONCE = 2_000_000
"""Identifiers compared at once: more are compared in several passes, which keeps memory flat."""


@dataclass(slots=True)
class Tally:
    """What a range of a sheet's rows came to.

    `read` is a number of bytes; `verdicts` counts rows by their verdicts, in the decider's order; `aside` are the
    physical lines, from 1, of the rows that another reader must see; `identifiers` are folded, a text a block;
    `rising` where each follows the one before, so that none can be there twice. `persons` tell whole names apart;
    `listed` are the identifiers met of those asked for.
    """

    rows: int = 0
    read: int = 0
    verdicts: Counter[tuple[Verdict | None, ...]] = field(default_factory=Counter)
    aside: list[tuple[int, int]] = field(default_factory=list)
    identifiers: list[str] = field(default_factory=list)
    rising: bool = True
    last: str = ""
    persons: "array[int]" = field(default_factory=lambda: array("q"))
    listed: set[str] = field(default_factory=set)

    def add(self, other: "Tally") -> None:
        """Take in what the range that follows came to."""
        self.rows += other.rows
        self.read += other.read
        self.verdicts.update(other.verdicts)
        self.aside += other.aside
        if self.identifiers and other.identifiers:
            self.rising = self.rising and self.last < other.identifiers[0].split("\n", 1)[0]
        self.rising = self.rising and other.rising
        self.last = other.last
        self.identifiers += other.identifiers
        self.persons += other.persons
        self.listed |= other.listed

    def identified(self, block: Block) -> None:
        """Take in the identifiers of a block. Exports list them in order more often than not."""
        self.persons.extend(block.persons())
        text = block.folded()
        self.identifiers.append(text)
        if self.rising:
            codes = text.split("\n")
            self.rising = all(map(lt, [self.last, *codes], codes))
            self.last = codes[-1]

    def count(self, decided: Decided) -> None:
        """Count the verdicts of decided rows."""
        for whole, count in Counter(decided.wholes).items():
            self.rows += count
            self.verdicts[whole.verdicts] += count

    def synthesis(self, printing: Printing) -> Synthesis:
        """How many candidates have each verdict, counted as they were printed."""
        blocs = printing.blocs
        found = Synthesis.empty(blocs)
        for verdicts, count in self.verdicts.items():
            by_code = dict(zip(printing.shown, verdicts, strict=True))
            found.add(by_code[CERTIFICATION] or EN_ATTENTE, {code: by_code[code] for code in blocs}, count)
        return found

    def homonyms(self) -> set[int]:
        """What tells the whole names that several rows have."""
        seen: set[int] = set()
        found: set[int] = set()
        for each in self.persons:
            if each:
                (found if each in seen else seen).add(each)
        return found

    def repeated(self) -> set[str]:
        """The folded identifiers that several rows have."""
        if self.rising:
            return set()
        passes = self.rows // AT_ONCE + 1
        found: set[str] = set()
        for each in range(passes):
            seen: set[str] = set()
            count = 0
            for text in self.identifiers:
                codes = text.split("\n")
                if passes > 1:
                    codes = [code for code in codes if hash(code) % passes == each]
                seen.update(codes)
                count += len(codes)
            if len(seen) < count:
                found |= _several(self.identifiers, passes, each)
        return found


def _several(texts: Sequence[str], passes: int, which: int) -> set[str]:
    seen: set[str] = set()
    found: set[str] = set()
    for text in texts:
        for code in text.split("\n"):
            if hash(code) % passes == which:
                (found if code in seen else seen).add(code)
    return found


@dataclass(slots=True)
class Account:
    """What sheets came to: the files that hold the rows, in order, and all there is to say. With an error among the
    diagnostics, the rows decide nobody.
    """

    files: list[Path]
    tally: Tally = field(default_factory=Tally)
    diagnostics: list[Diagnostic] = field(default_factory=list)


Print = Callable[[Block, Decided], object]
"""What is done with the decisions of a block."""


class Deciding(NamedTuple):
    """What reads and decides the rows of one sheet. With `named`, theirs alone are printed."""

    reader: Reader
    decider: Decider
    groups: list[Groups]
    named: Collection[str] = ()


def decide(path: Path, cut: tuple[int, int], line: int, deciding: Deciding, out: Print) -> Iterator[Tally]:
    """Decide the rows of a range of bytes, block by block; gives what was met so far.

    Raises Extraordinary where the sheet must be read cell by cell, OSError where it can't be read.
    """
    start, end = cut
    tally = Tally()
    wholes: Counter[Whole] = Counter()
    decider = deciding.decider
    with path.open("rb") as stream:
        stream.seek(start)
        for block in deciding.reader.blocks(stream, end, line):
            decided = decider.rows(deciding.groups, block.groups)
            wholes.update(decided.wholes)
            if len(wholes) > TRIED:
                _count(wholes, tally)
            tally.rows += len(decided.wholes)
            tally.read = stream.tell() - start
            if block.identifiers:
                tally.identified(block)
            tally.aside += block.aside
            if decider.met_bad:
                tally.aside += [block.lines(row) for row, whole in enumerate(decided.wholes) if whole.bad]
            if deciding.named:
                shown = listed(block, decided, deciding.named)
                tally.listed.update(shown[0].identifiers)
                out(*shown)
            else:
                out(block, decided)
            yield tally
    _count(wholes, tally)
    yield tally


def listed(block: Block, decided: Decided, named: Collection[str]) -> tuple[Block, Decided]:
    """The rows of the candidates named, of a block."""
    places = [place for place, code in enumerate(block.identifiers) if code in named]
    return block.some(places), decided.some(places)


def _count(wholes: Counter[Whole], tally: Tally) -> None:
    for whole, count in wholes.items():
        tally.verdicts[whole.verdicts] += count
    wholes.clear()
