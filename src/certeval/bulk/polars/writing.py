"""Decided batches written: texts one after another, or columns of a Parquet file."""

from collections.abc import Callable, Sequence

import polars as pl

from certeval.bulk.division import ABOVE
from certeval.bulk.polars.cells import CandidateRows
from certeval.bulk.polars.deciding import Batch, BatchDecider
from certeval.bulk.polars.printed import StrandTable
from certeval.bulk.polars.row_ids import RowNumbers
from certeval.bulk.printing import Printing, Strand
from certeval.bulk.row_memo import Ask
from certeval.render.forms import Detail, Identifier, Missing


def _worded(strand: Strand) -> Callable[[list[str]], str]:
    """How the missing codes of a strand are written."""
    if isinstance(strand.own, Missing):
        return strand.own.worded
    return strand.lacking.missing if strand.lacking else " ".join


class MissingWords:
    """The missing codes of rows that wait, worded once for each distinct set."""

    def __init__(self, deciding: BatchDecider, which: int, strand: Strand, *, texts: bool) -> None:
        self._deciding = deciding
        self._which = which
        self._worded = _worded(strand)
        self._texts = texts
        self._numbered = RowNumbers(len(deciding.parts) + 1)
        self._forget()

    def _forget(self) -> None:
        self._numbered.forget()
        self._table = pl.Series([""]) if self._texts else pl.Series([[]], dtype=pl.List(pl.String))
        self._worded_by: tuple[int, ...] = ()

    def of(self, batch: Batch) -> pl.Series:
        """What stands for each row's missing codes."""
        deciding = self._deciding
        asks = pl.Series(deciding.asked[self._which], dtype=pl.UInt32)[batch.wholes]
        rows = (asks != 0).arg_true()
        numbers = pl.zeros(batch.wholes.len(), dtype=pl.UInt32, eager=True)
        if rows.len():
            numbers.scatter(rows, self._numbers(batch, asks[rows], rows))
        return self._table[numbers]

    def _numbers(self, batch: Batch, asks: pl.Series, rows: pl.Series) -> pl.Series:
        deciding = self._deciding
        lacks = [part.lack[group[rows]] for part, group in zip(deciding.parts, batch.groups, strict=True)]
        columns = [asks, *lacks]
        # what numbers of asks and lacks mean changes when what they number was forgotten
        known = (deciding.times, *(part.times for part in deciding.parts))
        greatest = [len(deciding.asks[self._which]), *(len(part.lacks) for part in deciding.parts)]
        if known != self._worded_by or self._numbered.outgrown(greatest):
            self._forget()
            self._numbered.outgrown(greatest)
            self._worded_by = known
        numbers, fresh = self._numbered.of(columns, rows.len())
        if fresh is not None:
            self._word([column[fresh].to_list() for column in columns])
        return numbers

    def _word(self, columns: Sequence[list[int]]) -> None:
        deciding = self._deciding
        asks = list(deciding.asks[self._which])
        new = [self._codes(asks[ask], lacks) for ask, *lacks in zip(*columns, strict=True)]
        dtype = pl.String if self._texts else pl.List(pl.String)
        worded = [self._worded(codes) for codes in new] if self._texts else new
        self._table = self._table.append(pl.Series(worded, dtype=dtype)).rechunk()

    def _codes(self, asks: tuple[Ask, ...] | None, lacks: list[int]) -> list[str]:
        """Each code once, in the order of the asks: what the decider says of one row."""
        parts = self._deciding.parts
        codes: dict[str, None] = {}
        for ask in asks or ():
            if isinstance(ask, str):
                codes[ask] = None
            elif lacks[ask[0]]:
                codes.update(dict.fromkeys(parts[ask[0]].lacks[lacks[ask[0]]][ask[1]]))
        return list(codes)


class Writing:
    """Turns decided batches into the columns of one form."""

    def __init__(self, printing: Printing, deciding: BatchDecider) -> None:
        self._deciding = deciding
        self._table = printing.table
        self._printed = [(strand, StrandTable.of(strand)) for strand in printing.strands]
        self._asked = {
            id(strand): MissingWords(deciding, i, strand, texts=not self._table)
            for i, strand in enumerate(deciding.asking)
        }

    def frame(self, batch: Batch, rows: CandidateRows) -> pl.DataFrame:
        """The columns of rows that were decided."""
        columns: list[pl.Series] = []
        for strand, printed in self._printed:
            if isinstance(strand.own, Identifier):
                columns += self._identifiers(strand.own, printed, rows)
            elif isinstance(strand.own, Detail):
                columns.append(_details(strand.own, printed, rows.details[strand.own.name]))
            elif strand.own is not None:
                columns += self._missing(strand, printed, batch)
            elif strand.home != ABOVE:
                table = self._deciding.parts[strand.home].tables[strand.index]
                columns += [column[batch.told[strand.home]] for column in table]
            else:
                made = [column[batch.wholes] for column in self._deciding.tables[strand.index]]
                if printed.lacking:
                    made.insert(1, self._asked[id(strand)].of(batch))
                columns += made
        if self._table:
            return pl.DataFrame(columns)
        return pl.DataFrame([column.alias(str(i)) for i, column in enumerate(columns)])

    def _missing(self, strand: Strand, printed: StrandTable, batch: Batch) -> list[pl.Series]:
        found = self._asked[id(strand)].of(batch)
        if printed.columns is not None:
            return [found.alias(printed.columns[0][0])]
        return _between(printed.before, found, printed.after)

    @staticmethod
    def _identifiers(own: Identifier, printed: StrandTable, rows: CandidateRows) -> list[pl.Series]:
        codes = rows.identifiers
        if printed.columns is not None:
            return [codes.alias(printed.columns[0][0])]
        if rows.usual:
            return _between(printed.before + own.around, codes, own.around + printed.after)
        return _between(
            printed.before, pl.Series(list(map(own.worded, codes)), dtype=pl.String), printed.after
        )


def _between(before: str, texts: pl.Series, after: str) -> list[pl.Series]:
    """Texts between two others, left to be put together with what stands beside them."""
    around = [pl.repeat(each, texts.len(), dtype=pl.String, eager=True) for each in (before, after)]
    return [around[0], texts, around[1]]


def _details(own: Detail, printed: StrandTable, texts: pl.Series) -> pl.Series:
    """A detail of each candidate: of a table, null where there is none."""
    if printed.columns is not None:
        return texts.replace("", None).alias(printed.columns[0][0])
    each = texts.unique()
    worded = [printed.before + own.worded(text) + printed.after for text in each]
    return texts.replace_strict(each, worded, return_dtype=pl.String)
