"""Rows decided a batch at a time: numbers of cells to numbers of groups, of kinds, of what rows of one kind share.

Whatever is met for the first time goes to the evaluator of every sheet; the rest is looked up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from certeval.bulk.csv_blocks import Kinds
from certeval.bulk.division import ABOVE
from certeval.bulk.memos import Decision
from certeval.bulk.part_memo import PartDecider
from certeval.bulk.polars.cells import CandidateRows, CellNumbers, TextMeanings, greatest
from certeval.bulk.polars.row_ids import RowNumbers
from certeval.bulk.printer import Printer, Strand, columns_of, text_cell
from certeval.bulk.row_memo import Ask, Whole
from certeval.bulk.tally import Tally
from certeval.render.forms import CODES_PLACEHOLDER, Missing

Lacks = tuple[tuple[str, ...], ...]
"""For each name that a part gives, the codes not entered yet that it depends on."""


class DecisionNumbers:
    """Decisions that come to different kinds or print differently, numbered from 1."""

    def __init__(self) -> None:
        self.kinds = [0]
        self.decisions: list[Decision] = []
        self._numbers: dict[tuple[int, tuple[object, ...]], int] = {}

    def number(self, decision: Decision) -> int:
        """The number of a decision."""
        number = self._numbers.setdefault((decision.kind, decision.tells), len(self.kinds))
        if number == len(self.kinds):
            self.kinds.append(decision.kind)
            self.decisions.append(decision)
        return number


class PartRows:
    """One part of the program: the groups of its cells met so far, and what each came to.

    Groups are told apart by their texts, then by what is read of them: few differ in that, and those alone are
    decided. Of each group of texts, `tell_numbers` and `lack` number what is told of it and what it waits for; `kinds`
    and `tables` are about what is told. `times` tells how often it forgot them: numbers of before mean nothing then.
    """

    def __init__(self, decider: PartDecider, elements: frozenset[str], strands: Sequence[Strand]) -> None:
        self.decider = decider
        each = zip(decider.part.entries, decider.cells, strict=True)
        self._alike = {code: TextMeanings(cells.of) for code, cells in each if code in elements}
        self.lacks: list[Lacks] = []
        self._lack_numbers: dict[Lacks, int] = {}
        self._by_text, self._by_read = RowNumbers(len(self._alike)), RowNumbers(len(self._alike))
        self._strands = strands
        self.times = 0
        self.forget()

    def forget(self) -> None:
        """Decide everything anew."""
        self.times += 1
        self._by_text.forget()
        self.lacks = [()]
        self._lack_numbers = {}
        self._decision_numbers = DecisionNumbers()
        self.tell_numbers = self.lack = self.kinds = pl.Series([0], dtype=pl.UInt32)
        self.tables = [_table_of(strand, [""]) for strand in self._strands]
        self._forget_read()

    def _forget_read(self) -> None:
        self._by_read.forget()
        self._tell_of_read, self._lack_of_read = self.tell_numbers.head(1), self.lack.head(1)

    def of(self, cells: Mapping[str, CellNumbers], height: int) -> pl.Series:
        """The number of each row's group of texts."""
        columns = [cells[code].numbers for code in self._alike]
        if self._by_text.make_room(list(map(greatest, columns))):
            self.forget()
        numbers, fresh = self._by_text.of(columns, height)
        if fresh is not None:
            read = self._read({code: cells[code].some(fresh) for code in self._alike}, fresh.len())
            self.tell_numbers = _extend(self.tell_numbers, self._tell_of_read[read])
            self.lack = _extend(self.lack, self._lack_of_read[read])
        return numbers

    def _read(self, cells: Mapping[str, CellNumbers], height: int) -> pl.Series:
        """The number of what is read of each group, decided where it was not met before."""
        columns = [alike.numbers(cells[code]) for code, alike in self._alike.items()]
        if self._by_read.make_room([alike.count for alike in self._alike.values()]):
            self._forget_read()
        numbers, fresh = self._by_read.of(columns, height)
        if fresh is not None:
            self._decide({code: each.some(fresh) for code, each in cells.items()}, fresh.len())
        return numbers

    def _decide(self, cells: Mapping[str, CellNumbers], height: int) -> None:
        columns = {code: each.texts(each.numbers) for code, each in cells.items()}
        nothing = [""] * height
        entries = self.decider.part.entries
        groups = zip(*(columns.get(code, nothing) for code in entries), strict=True)
        decisions = self.decider.decisions(list(groups))
        count = len(self._decision_numbers.kinds)
        self._tell_of_read = _extend(self._tell_of_read, list(map(self._decision_numbers.number, decisions)))
        self._lack_of_read = _extend(self._lack_of_read, [self._lack(each.missing) for each in decisions])
        if len(self._decision_numbers.kinds) == count:
            return
        self.kinds = _extend(self.kinds, self._decision_numbers.kinds[count:])
        for i, strand in enumerate(self._strands):
            new = [decision.tells[i] for decision in self._decision_numbers.decisions[count - 1 :]]
            self.tables[i] = pl.concat([self.tables[i], _table_of(strand, new)], rechunk=True)

    def _lack(self, lacks: Lacks) -> int:
        number = self._lack_numbers.setdefault(lacks, len(self.lacks)) if any(lacks) else 0
        if number == len(self.lacks):
            self.lacks.append(lacks)
        return number


@dataclass(slots=True)
class Batch:
    """Decided rows: the numbers of each part's group, of what is told of it, and of what the row shares
    with others; `bad` are the numbers of those that can't be read, with the findings that their cells make.
    """

    groups: list[pl.Series]
    tell_numbers: list[pl.Series]
    wholes: pl.Series
    bad: Mapping[int, Kinds]


class BatchDecider:
    """Decides batches of rows of one form. `ask_strands` are the strands with the row's own missing codes."""

    def __init__(self, printer: Printer, elements: frozenset[str]) -> None:
        self.decider = printer.decider()
        self._strands = printer.strands
        self.ask_strands = [one for one in self._strands if isinstance(one.own, Missing) or one.missing_piece]
        self.parts = [PartRows(part, elements, self._at(i)) for i, part in enumerate(self.decider.parts)]
        self._of_whole = self._at(ABOVE)
        self._row_numbers = RowNumbers(len(self.parts))
        self.times = 0
        self.forget()

    def _at(self, home: int) -> list[Strand]:
        """What is told at one home."""
        return [strand for strand in self._strands if strand.home == home]

    def forget(self) -> None:
        """Decide anew what rows share."""
        self.times += 1
        self._row_numbers.forget()
        self.wholes: list[Whole | None] = [None]
        self.tables = [_table_of(strand, [""]) for strand in self._of_whole]
        self.asks: list[dict[tuple[Ask, ...] | None, int]] = [{None: 0} for _ in self.ask_strands]
        self.ask_numbers: list[list[int]] = [[0] for _ in self.ask_strands]

    def rows(self, rows: CandidateRows) -> Batch:
        """Decide rows."""
        cells, height = rows.cells, rows.identifiers.len()
        if self.decider.forget():
            for part in self.parts:
                part.forget()
            self.forget()
        groups = [part.of(cells, height) for part in self.parts]
        tell_numbers = [part.tell_numbers[group] for part, group in zip(self.parts, groups, strict=True)]
        kinds = [part.kinds[each] for part, each in zip(self.parts, tell_numbers, strict=True)]
        if self._row_numbers.make_room([len(part.decider.kinds) for part in self.parts]):
            self.forget()
        wholes, fresh = self._row_numbers.of(kinds, height)
        if fresh is not None:
            self._share([kind[fresh] for kind in kinds], fresh.len())
        may_be_bad = enumerate(self.wholes if self.decider.has_bad_rows else ())
        bad = {number: whole.wrong for number, whole in may_be_bad if whole is not None and whole.bad}
        return Batch(groups, tell_numbers, wholes, bad)

    def _share(self, kinds: list[pl.Series], count: int) -> None:
        rows = zip(*(kind.to_list() for kind in kinds), strict=True) if kinds else [()] * count
        new = self.decider.wholes(list(rows))
        self.wholes += new
        for i, strand in enumerate(self._of_whole):
            table = _table_of(strand, [whole.tells[i] for whole in new])
            self.tables[i] = pl.concat([self.tables[i], table], rechunk=True)
        for asks, ask_numbers, strand in zip(self.asks, self.ask_numbers, self.ask_strands, strict=True):
            codes = _codes(strand)
            for whole in new:
                ask_numbers.append(asks.setdefault(whole.asks(tuple(codes)), len(asks)))

    def tally(self, batch: Batch, tally: Tally) -> None:
        """Count a batch's rows, by their verdicts."""
        tally.rows += batch.wholes.len()
        for number, count in batch.wholes.value_counts().iter_rows():
            whole = self.wholes[number]
            if whole is not None:
                tally.verdicts[whole.verdicts] += count


def _table_of(strand: Strand, tells: Sequence[object]) -> pl.DataFrame:
    """A row for each of what a strand that candidates share says: the cells of its columns, else one text, cut in two
    where each one's missing codes stand in it.
    """
    if strand.columns:
        pairs = zip(strand.columns, columns_of(tells, len(strand.columns)), strict=True)
        schema = {name: pl.Int64 if number else pl.String for name, number in strand.columns}
        by_name = {name: cells if number else list(map(text_cell, cells)) for (name, number), cells in pairs}
        return pl.DataFrame(by_name, schema=schema)
    texts = list(map(str, tells))
    columns = [texts]
    if strand.missing_piece:
        cut = [text.partition(CODES_PLACEHOLDER) for text in texts]
        columns = [[left for left, _, _ in cut], [right for _, _, right in cut]]
    return pl.DataFrame([pl.Series(str(i), each, dtype=pl.String) for i, each in enumerate(columns)])


def _codes(strand: Strand) -> Sequence[str]:
    """The codes whose missing codes a strand holds."""
    if isinstance(strand.own, Missing):
        return strand.own.codes
    return (strand.missing_piece.code,) if strand.missing_piece else ()


def _extend(numbers: pl.Series, new: Sequence[int] | pl.Series) -> pl.Series:
    return pl.concat([numbers, pl.Series(new, dtype=pl.UInt32)], rechunk=True)
