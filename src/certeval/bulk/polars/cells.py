"""The cells of one element in a batch, as numbers: of their texts, and of what a part reads of them. 0 is no text."""

from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl

from certeval.bulk.cells import BadCell, ElementFacts
from certeval.bulk.csv_blocks import AsideRow
from certeval.frozen import frozen
from certeval.sources.row import unguard


def greatest(numbers: pl.Series) -> int:
    """The greatest of whole numbers, 0 of none."""
    number = numbers.max()
    return number if isinstance(number, int) else 0


def with_room(table: pl.Series, size: int) -> pl.Series:
    """A table of numbers for so many, 0 where none was put: where it grows, by half at least."""
    gap = size - table.len()
    if gap <= 0:
        return table
    more = pl.zeros(max(gap, table.len() // 2), dtype=table.dtype, eager=True)
    return table.append(more).rechunk()


@frozen
class CellNumbers:
    """The cells of one element in a batch: a number each, 0 where empty, and the texts that numbers stand for."""

    numbers: pl.Series
    texts: Callable[[pl.Series], list[str]]

    def some(self, rows: pl.Series) -> "CellNumbers":
        """Those of some rows."""
        return CellNumbers(self.numbers[rows], self.texts)


@dataclass(slots=True)
class CandidateRows:
    """Candidates in order, with their cells. `places` are their rows in the sheet, `details` their names; `odd` are
    rows of which something is to be said beside what cells say. `usual` where every identifier can be written as it is,
    whatever reads it.
    """

    sheet: int
    identifiers: pl.Series
    cells: dict[str, CellNumbers]
    places: pl.Series
    details: dict[str, pl.Series]
    usual: bool = False
    odd: list[AsideRow] = field(default_factory=list)


class Categories:
    """The distinct texts of some columns, kept by polars as categories."""

    def __init__(self) -> None:
        self.kind = pl.Categorical(pl.Categories.random())
        # the first category has number 0, and categories live as long as a column has them
        self._none = pl.Series([""], dtype=pl.String).cast(self.kind)
        self._by_number: dict[int, str] = {}

    def cells(self, numbers: pl.Series) -> CellNumbers:
        """The cells of a column of this kind."""
        return CellNumbers(numbers, self.lookup)

    def texts(self, numbers: pl.Series) -> list[str]:
        """The texts that numbers stand for, without the quote that an export puts before a formula."""
        return [unguard(text) for text in self.raw(numbers)]

    def lookup(self, numbers: pl.Series) -> list[str]:
        """The same of texts that are met again and again: each is asked of polars once."""
        each = numbers.to_list()
        if new := set(each) - self._by_number.keys():
            fresh = list(new)
            self._by_number.update(zip(fresh, self.texts(pl.Series(fresh, dtype=pl.UInt32)), strict=True))
        return list(map(self._by_number.__getitem__, each))

    def names(self, numbers: pl.Series) -> pl.Series:
        """The texts that numbers stand for, without the spaces around them."""
        each = numbers.unique()
        texts = [text.strip() for text in self.texts(each)]
        return numbers.replace_strict(each, texts, return_dtype=pl.String)

    def raw(self, numbers: pl.Series) -> pl.Series:
        """The texts as they stand in the sheet."""
        return numbers.cast(pl.UInt32).cat.to(self.kind).cast(pl.String)


class TextMeanings:
    """Numbers what the texts of one element come to, from 1: those of which its part reads the same (`NE`, an empty
    cell) have one number, so that there are far fewer groups to decide. `of` reads one; `count` is how many differ.
    """

    def __init__(self, of: Callable[[str], ElementFacts | BadCell]) -> None:
        self._of = of
        self._by_facts: dict[tuple[int, int], int] = {}
        self._table = pl.zeros(1, dtype=pl.UInt32, eager=True)

    @property
    def count(self) -> int:
        return len(self._by_facts)

    def numbers(self, cells: CellNumbers) -> pl.Series:
        """What each cell of a batch comes to."""
        self._table = with_room(self._table, greatest(cells.numbers) + 1)
        numbers = self._table[cells.numbers]
        if numbers.min() == 0:
            fresh = cells.numbers.filter(numbers == 0).unique()
            each = [self._number(self._of(text)) for text in cells.texts(fresh)]
            self._table.scatter(fresh, pl.Series(each, dtype=pl.UInt32))
            numbers = self._table[cells.numbers]
        return numbers

    def _number(self, read: ElementFacts | BadCell) -> int:
        return self._by_facts.setdefault((read.share, read.apart), len(self._by_facts) + 1)
