"""A large sheet decided as it is read: what was met, what must be told, and who has which verdict."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple, Protocol

from certeval.bulk.csv_blocks import Block, Reader
from certeval.bulk.decisions import TRIAL
from certeval.bulk.faults import Faults
from certeval.bulk.identities import Identities
from certeval.bulk.row_memo import DecidedRows, DecideRows, RowsDecider, Whole
from certeval.diagnostics import Diagnostic
from certeval.engine.verdicts import EN_ATTENTE, Synthesis, Verdict
from certeval.referentiel.load import Referentiel
from certeval.rules.program import CERTIFICATION


@dataclass(slots=True)
class Tally:
    """What a range of a sheet's rows came to.

    `read` is a number of bytes, `lines` of physical lines; `verdicts` counts rows by their verdicts, in the decider's
    order; `faults` is what is wrong with rows, `identities` who they are; `select` are the identifiers met of those
    asked for.
    """

    rows: int = 0
    read: int = 0
    lines: int = 0
    verdicts: Counter[tuple[Verdict | None, ...]] = field(default_factory=Counter)
    faults: Faults = field(default_factory=Faults)
    identities: Identities = field(default_factory=Identities)
    present: set[str] = field(default_factory=set)
    product: object = None
    """What was made of the rows, beside what was written."""

    def add(self, other: "Tally") -> None:
        """Take in what the range that follows came to, whose lines were counted as if it were the first."""
        self.rows += other.rows
        self.read += other.read
        self.verdicts.update(other.verdicts)
        self.faults.add(other.faults, self.lines)
        self.identities.add(other.identities, self.lines)
        self.lines += other.lines
        self.present |= other.present

    def count(self, rows: DecidedRows) -> None:
        """Count the verdicts of decided rows."""
        for whole, count in Counter(rows.wholes).items():
            self.rows += count
            self.verdicts[whole.verdicts] += count

    def synthesis(self, use: "Use") -> Synthesis:
        """How many candidates have each verdict, counted as they were printed."""
        blocs, verdict_codes = use.blocs, list(use.verdict_codes)
        places = [verdict_codes.index(code) for code in (CERTIFICATION, *blocs)]
        counts: Counter[tuple[Verdict | None, ...]] = Counter()
        for verdicts, count in self.verdicts.items():
            counts[tuple([verdicts[place] for place in places])] += count
        synthesis = Synthesis.empty(blocs)
        for (certification, *of_blocs), count in counts.items():
            synthesis.add(certification or EN_ATTENTE, dict(zip(blocs, of_blocs, strict=True)), count)
        return synthesis


@dataclass(slots=True)
class Account:
    """What sheets came to: the files that hold the rows, in order, and all there is to say. With an error among the
    diagnostics, the rows decide nobody.
    """

    files: list[Path]
    tally: Tally = field(default_factory=Tally)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    products: list[object] = field(default_factory=list)
    """What was made of the rows of each range."""


Print = Callable[[Block, DecidedRows], object]
"""What is done with the decisions of a block."""


class Use(Protocol):
    """What rows are decided for: how, and what becomes of them. The verdicts of `verdict_codes` are counted."""

    @property
    def referentiel(self) -> Referentiel: ...

    @property
    def heading(self) -> str: ...

    @property
    def verdict_codes(self) -> Sequence[str]: ...

    @property
    def blocs(self) -> Sequence[str]: ...

    def decider(self) -> RowsDecider: ...

    def into(self, file: Path) -> AbstractContextManager[Print]:
        """What is done with the decisions of each block of a range, the rows of which a file may take."""

    def product(self) -> object:
        """What was made of the rows of a range, once all were given."""


class DecisionPipeline(NamedTuple):
    """What reads and decides the rows of one sheet. With `selection`, theirs alone are printed."""

    reader: Reader
    decider: RowsDecider
    rows: DecideRows
    selection: Collection[str] = ()


def decide(
    path: Path, cut: tuple[int, int], line: int, pipeline: DecisionPipeline, out: Print
) -> Iterator[Tally]:
    """Decide the rows of a range of bytes, block by block; gives what was met so far.

    Raises Extraordinary where the sheet must be read cell by cell, OSError where it can't be read.
    """
    start, end = cut
    tally = Tally()
    wholes: Counter[Whole] = Counter()
    with path.open("rb") as stream:
        stream.seek(start)
        for block in pipeline.reader.blocks(stream, end, line):
            rows = pipeline.rows(block.groups)
            wholes.update(rows.wholes)
            if len(wholes) > TRIAL:
                _count(wholes, tally)
            tally.rows += len(rows.wholes)
            tally.read = stream.tell() - start
            tally.lines = pipeline.reader.line - line
            if block.identifiers:
                tally.identities.put(block)
            if block.aside or pipeline.decider.has_bad_rows:
                _note_faults(block, rows, tally.faults)
            if pipeline.selection:
                part = select(block, rows, pipeline.selection)
                tally.present.update(part[0].identifiers)
                out(*part)
            else:
                out(block, rows)
            yield tally
    _count(wholes, tally)
    yield tally


def select(block: Block, rows: DecidedRows, selection: Collection[str]) -> tuple[Block, DecidedRows]:
    """The rows of the candidates named, of a block."""
    places = [place for place, code in enumerate(block.identifiers) if code in selection]
    return block.some(places), rows.some(places)


def _note_faults(block: Block, rows: DecidedRows, faults: Faults) -> None:
    """Have the first rows that make each finding read again. Those that cells make are counted with the verdicts."""
    aside = [(each.span, faults.count(each.wrong, each.text)) for each in block.aside]
    aside += [
        (block.lines(row), whole.wrong)
        for row, whole in enumerate(rows.wholes)
        if whole.wrong and not faults.full(whole.wrong)
    ]
    for span, wrong in sorted(aside, key=itemgetter(0)):
        faults.keep(span, wrong)


def _count(wholes: Counter[Whole], tally: Tally) -> None:
    for whole, count in wholes.items():
        tally.verdicts[whole.verdicts] += count
        for kind in whole.wrong:
            tally.faults.number[kind] += count
    wholes.clear()
