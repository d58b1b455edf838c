"""Rows decided a batch at a time: numbers of cells to numbers of groups, of kinds, of what rows of one kind share.

Whatever is met for the first time goes to the evaluator of every sheet; the rest is looked up.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from certeval.bulk.csv_blocks import Kinds
from certeval.bulk.decisions import Decision
from certeval.bulk.division import ABOVE
from certeval.bulk.part_memo import PartDecider
from certeval.bulk.polars.printed import Printed
from certeval.bulk.polars.row_ids import Numbered
from certeval.bulk.printing import Printing, Strand
from certeval.bulk.row_memo import Ask, Whole
from certeval.bulk.tally import Tally
from certeval.frozen import frozen
from certeval.render.forms import Missing

if TYPE_CHECKING:
    import polars as pl

Lacks = tuple[tuple[str, ...], ...]
"""For each name that a part gives, the codes not entered yet that it depends on."""


@frozen
class Cells:
    """The cells of one element in a batch: a number each, 0 where empty, and the texts that numbers stand for."""

    numbers: "pl.Series"
    texts: "Callable[[pl.Series], list[str]]"


class Told:
    """Decisions that come to different kinds or print differently, numbered from 1."""

    def __init__(self) -> None:
        self.kinds = [0]
        self.decisions: list[Decision] = []
        self._known: dict[tuple[int, tuple[object, ...]], int] = {}

    def number(self, decision: Decision) -> int:
        """The number of a decision."""
        found = self._known.setdefault((decision.kind, decision.tells), len(self.kinds))
        if found == len(self.kinds):
            self.kinds.append(decision.kind)
            self.decisions.append(decision)
        return found


class Parts:
    """One part of the program: the groups of its cells met so far, and what each came to.

    Of each group, `told` and `lack` number what is told of it and what it waits for, which few differ in; `kinds` and
    `tables` are about what is told. `times` tells how often it forgot them: numbers of before mean nothing then.
    """

    def __init__(self, decider: PartDecider, entered: frozenset[str], printed: Sequence[Printed]) -> None:
        self.codes = [code for code in decider.part.entries if code in entered]
        self.decider = decider
        self.lacks: list[Lacks] = []
        self._lacking: dict[Lacks, int] = {}
        self._numbered = Numbered(len(self.codes))
        self._printed = printed
        self.times = 0
        self.forget()

    def forget(self) -> None:
        """Decide everything anew."""
        import polars as pl

        self.times += 1
        self._numbered.forget()
        self.lacks = [()]
        self._lacking = {}
        self._told = Told()
        self.told = self.lack = self.kinds = pl.Series([0], dtype=pl.UInt32)
        self.tables = [printed.table([""]) for printed in self._printed]

    def outgrown(self, cells: Mapping[str, Cells]) -> bool:
        """Make room for a batch; whether what was numbered is void."""
        return self._numbered.outgrown([cells[code].numbers for code in self.codes])

    def of(self, cells: Mapping[str, Cells], height: int) -> "pl.Series":
        """The number of each row's group."""
        columns = [cells[code].numbers for code in self.codes]
        numbers, fresh = self._numbered.of(columns, height)
        if fresh is not None:
            self._decide(cells, fresh)
        return numbers

    def _decide(self, cells: Mapping[str, Cells], rows: "pl.Series") -> None:
        import polars as pl

        columns = {code: cells[code].texts(cells[code].numbers.gather(rows)) for code in self.codes}
        nothing = [""] * rows.len()
        entries = self.decider.part.entries
        groups = zip(*(columns.get(code, nothing) for code in entries), strict=True)
        decisions = self.decider.decisions(list(groups))
        known = len(self._told.kinds)
        self.told = _more(self.told, list(map(self._told.number, decisions)))
        self.lack = _more(self.lack, [self._lack(decision.missing) for decision in decisions])
        if len(self._told.kinds) == known:
            return
        self.kinds = _more(self.kinds, self._told.kinds[known:])
        for i, printed in enumerate(self._printed):
            new = printed.table([decision.tells[i] for decision in self._told.decisions[known - 1 :]])
            self.tables[i] = pl.concat([self.tables[i], new], rechunk=True)

    def _lack(self, lacks: Lacks) -> int:
        if not any(lacks):
            return 0
        found = self._lacking.get(lacks)
        if found is None:
            found = self._lacking[lacks] = len(self.lacks)
            self.lacks.append(lacks)
        return found


@dataclass(slots=True)
class Batch:
    """Decided rows: identifiers, the numbers of each part's group, of what is told of it, and of what the row shares
    with others; `bad` are the numbers of those that can't be read, with the findings that their cells make.
    """

    identifiers: "pl.Series"
    groups: "list[pl.Series]"
    told: "list[pl.Series]"
    wholes: "pl.Series"
    bad: Mapping[int, Kinds]


class Deciding:
    """Decides batches of rows of one form. `asking` are the strands with the row's own missing codes."""

    def __init__(self, printing: Printing, entered: frozenset[str]) -> None:
        self.decider = printing.decider()
        self._strands = printing.strands
        self.asking = [each for each in self._strands if isinstance(each.own, Missing) or each.lacking]
        self.parts = [Parts(part, entered, self._at(i)) for i, part in enumerate(self.decider.parts)]
        self._of_whole = self._at(ABOVE)
        self._numbered = Numbered(len(self.parts))
        self.times = 0
        self.forget()

    def _at(self, home: int) -> list[Printed]:
        """How what is told at one home is printed."""
        return [Printed.of(strand) for strand in self._strands if strand.home == home]

    def forget(self) -> None:
        """Decide anew what rows share."""
        self.times += 1
        self._numbered.forget()
        self.wholes: list[Whole | None] = [None]
        self.tables = [printed.table([""]) for printed in self._of_whole]
        self.asks: list[dict[tuple[Ask, ...] | None, int]] = [{None: 0} for _ in self.asking]
        self.asked: list[list[int]] = [[0] for _ in self.asking]

    def rows(self, identifiers: "pl.Series", cells: Mapping[str, Cells]) -> Batch:
        """Decide rows."""
        height = identifiers.len()
        if self.decider.forget():
            for part in self.parts:
                part.forget()
            self.forget()
        for part in self.parts:
            if part.outgrown(cells):
                part.forget()
        groups = [part.of(cells, height) for part in self.parts]
        told = [part.told.gather(group) for part, group in zip(self.parts, groups, strict=True)]
        kinds = [part.kinds.gather(each) for part, each in zip(self.parts, told, strict=True)]
        if self._numbered.outgrown(kinds):
            self.forget()
        wholes, fresh = self._numbered.of(kinds, height)
        if fresh is not None:
            self._share([kind.gather(fresh) for kind in kinds], fresh.len())
        bad = {
            number: whole.wrong
            for number, whole in enumerate(self.wholes if self.decider.met_bad else ())
            if whole is not None and whole.bad
        }
        return Batch(identifiers, groups, told, wholes, bad)

    def _share(self, kinds: "list[pl.Series]", count: int) -> None:
        import polars as pl

        rows = zip(*(kind.to_list() for kind in kinds), strict=True) if kinds else [()] * count
        new = self.decider.wholes(list(rows))
        self.wholes += new
        for i, printed in enumerate(self._of_whole):
            made = printed.table([whole.tells[i] for whole in new])
            self.tables[i] = pl.concat([self.tables[i], made], rechunk=True)
        for asks, asked, strand in zip(self.asks, self.asked, self.asking, strict=True):
            codes = _codes(strand)
            for whole in new:
                asked.append(asks.setdefault(whole.asks(tuple(codes)), len(asks)))

    def tally(self, batch: Batch, tally: Tally) -> None:
        """Count a batch's rows, by their verdicts."""
        tally.rows += batch.wholes.len()
        for number, count in batch.wholes.value_counts().iter_rows():
            whole = self.wholes[number]
            if whole is not None:
                tally.verdicts[whole.verdicts] += count


def _codes(strand: Strand) -> Sequence[str]:
    """The codes whose missing codes a strand holds."""
    if isinstance(strand.own, Missing):
        return strand.own.codes
    return (strand.lacking.code,) if strand.lacking else ()


def _more(numbers: "pl.Series", new: Sequence[int]) -> "pl.Series":
    import polars as pl

    return pl.concat([numbers, pl.Series(new, dtype=pl.UInt32)], rechunk=True)
