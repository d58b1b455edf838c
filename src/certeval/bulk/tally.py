"""A large sheet decided as it is read: what was met, what must be told, and who has which verdict."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path

from certeval.bulk.csv_blocks import Block
from certeval.bulk.faults import Faults
from certeval.bulk.identities import Identities
from certeval.bulk.row_memo import DecidedRows, RowsDecider, Whole
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

    def count(self, wholes: Counter[Whole]) -> None:
        """Count the verdicts of rows by what they share, which is emptied, and the findings that their cells make."""
        for whole, count in wholes.items():
            self.verdicts[whole.verdicts] += count
            for kind in whole.wrong:
                self.faults.number[kind] += count
        wholes.clear()

    def note(self, block: Block, rows: DecidedRows) -> None:
        """Have the first rows that make each finding read again, and those of which nothing is said but that others are
        told by. What cells make is counted with the verdicts.
        """
        self.faults.beside.update(each.span for each in block.aside if not each.wrong)
        aside = [(each.span, self.faults.count(each.wrong, each.text)) for each in block.aside]
        aside += [
            (block.lines(row), whole.wrong)
            for row, whole in enumerate(rows.wholes)
            if whole.wrong and not self.faults.full(whole.wrong)
        ]
        for span, wrong in sorted(aside, key=itemgetter(0)):
            self.faults.keep(span, wrong)

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


class Use(ABC):
    """What rows are decided for: how, and what becomes of them. The verdicts of `verdict_codes` are counted; a file may
    take rows, below a heading.
    """

    referentiel: Referentiel
    heading: str = ""
    verdict_codes: Sequence[str]
    blocs: Sequence[str] = ()

    @abstractmethod
    def decider(self) -> RowsDecider:
        """What decides them."""

    def into(self, file: Path) -> AbstractContextManager[Print]:  # noqa: ARG002 -- most write nothing
        """What is done with the decisions of each block of a range, whose rows may go to a file."""
        return nullcontext(self.take)

    def take(self, block: Block, rows: DecidedRows) -> None:  # noqa: ARG002 -- the shape that uses fill
        """Take in the decisions of a block."""
        raise AssertionError  # pragma: no cover -- each use that goes into no file gives its own

    def product(self) -> object:
        """What was made of the rows of a range, once all were given."""
        return None


def select(block: Block, rows: DecidedRows, selection: Collection[str]) -> tuple[Block, DecidedRows]:
    """The rows of the candidates named, of a block."""
    places = [place for place, code in enumerate(block.identifiers) if code in selection]
    return block.some(places), rows.some(places)
