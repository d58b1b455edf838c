"""Long sheets: a row an observation, put into a table of numbers, a candidate after another.

A cell costs two bytes there, so that tens of millions of rows fit in memory whatever their order. A candidate and
element met twice is told; what is decided then is the first of the two.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from certeval.bulk.csv_blocks import Extraordinary, Kinds
from certeval.bulk.faults import Faults
from certeval.bulk.polars.cells import CandidateRows, Categories, CellNumbers, greatest, with_room
from certeval.bulk.polars.identities import USUAL, RowNames, notable_rows, persons_of, refuse_unusual
from certeval.bulk.polars.opening import identity
from certeval.bulk.polars.sheets import AT_ONCE, FrameSheet, ProgressReader
from certeval.referentiel.load import Referentiel
from certeval.render.obstacles import Obstacle
from certeval.scores.headings import CANDIDAT, ELEMENT, IDENTITY, VALEUR
from certeval.scores.observations import CellReader

NARROW = 1 << 16
MOST = 1 << 32
"""Cells that polars counts."""


@dataclass(slots=True)
class LongRows:
    """A batch of rows as numbers: of the candidate's order, of the element, of the texts of value and names."""

    sheet: int
    first: int
    candidates: pl.Series
    elements: pl.Series
    values: pl.Series
    names: dict[str, pl.Series]

    def keys(self, wide: int) -> pl.DataFrame:
        """Where each row's cell is in a table of so many elements; rows without candidate or element are left out, as
        empty cells are.
        """
        mask = (self.candidates != 0) & (self.elements != 0) & (self.values != 0)
        frame = pl.DataFrame(
            {
                "candidate": self.candidates,
                "element": self.elements,
                "value": self.values,
                "row": pl.int_range(self.first, self.first + self.values.len(), dtype=pl.UInt32, eager=True),
            }
        )
        if not mask.all():
            frame = frame.filter(mask)
        key = (pl.col("candidate").cast(pl.UInt64) - 1) * wide + (pl.col("element").cast(pl.UInt64) - 1)
        return frame.select(key.alias("key"), "value", "row")


class LongSheets:
    """Long sheets of one référentiel. `aside` are the rows of each that another reader must see."""

    def __init__(self, sheets: list[FrameSheet], referentiel: Referentiel, reader: ProgressReader) -> None:
        self.sheets, self.referentiel, self.reader = sheets, referentiel, reader
        self.aside: list[set[int]] = [set() for _ in sheets]
        self._codes = list(referentiel.entries)
        self.elements = frozenset(self._codes)
        self._names = RowNames(identity(sheets))
        self._words = {heading: Categories() for heading in (CANDIDAT, ELEMENT, VALEUR)} | self._names.words
        self._order: list[pl.Series] = []
        self._count, self._several = 0, False
        self._rank = pl.zeros(1, dtype=pl.UInt32, eager=True)
        self._place = pl.zeros(1, dtype=pl.UInt16, eager=True)
        self._table = pl.zeros(0, dtype=pl.UInt16, eager=True)

    def batches(self) -> "Iterator[CandidateRows]":
        """Every candidate in the order of first appearance, once every row was read."""
        cells = 0
        for number, sheet in enumerate(self.sheets):
            elements: set[int] = set()
            for read in self._read(number, sheet):
                self._represent(read, read.candidates != 0, elements)
                cells += self._put(read)
                self._names.keep(read.names, read.candidates, self._count)
        if (self._table != 0).sum() != cells:
            self._first_of_each()
        if not self._count:
            return
        self._set_refusals_aside()
        table = self._table
        order = pl.concat(self._order)
        details = self._names.texts(order.len())
        persons = persons_of(details) if len(details) == len(IDENTITY) else pl.Series([], dtype=pl.UInt64)
        several = persons.is_duplicated() & persons.is_not_null()
        if several.any():  # every row of those who have one whole name
            self._set_people_aside(several.arg_true() + 1)
        wide, words = len(self._codes), self._words
        for start in range(0, order.len(), AT_ONCE):
            some = order.slice(start, AT_ONCE)
            numbers = table.slice(start * wide, some.len() * wide)
            codes = words[CANDIDAT].raw(some)
            by_element = {
                code: CellNumbers(numbers.gather_every(wide, i), words[VALEUR].lookup)
                for i, code in enumerate(self._codes)
            }
            places = pl.zeros(some.len(), dtype=pl.UInt32, eager=True)
            people = {name: texts.slice(start, some.len()) for name, texts in details.items()}
            yield CandidateRows(0, codes, by_element, places, people, usual=codes.str.contains(USUAL).all())

    def _read(self, number: int, sheet: FrameSheet) -> "Iterator[LongRows]":
        """The rows of a sheet as numbers; rows that say nothing of a known element are set aside the first time."""
        columns = sheet.headings.columns
        at = {heading: columns[heading] for heading in self._words if heading in columns}
        first = 0
        for frame, short, _ in self.reader.stretches(
            sheet, {index: self._words[heading].kind for heading, index in at.items()}
        ):
            self.aside[number].update(first + row for row in short)
            series = {heading: frame[str(index)] for heading, index in at.items()}
            elements = self._elements(series[ELEMENT])
            candidates = self._ranks(series[CANDIDAT])
            unknown = (elements == 0) | (series[CANDIDAT] == 0)
            if unknown.any():
                self.aside[number].update((first + row) for row in unknown.arg_true())
            names = {name: series[name] for name in self._names.words if name in series}
            yield LongRows(number, first, candidates, elements, series[VALEUR], names)
            first += frame.height

    def _elements(self, numbers: pl.Series) -> pl.Series:
        """The place of each row's element among those entered, from 1; 0 where it is none."""
        place, most = self._place, greatest(numbers)
        if most >= place.len():
            new = pl.int_range(place.len(), most + 1, dtype=pl.UInt32, eager=True)
            by_code = {code: i for i, code in enumerate(self._codes, 1)}
            texts = self._words[ELEMENT].texts(new)
            places = [by_code.get(self.referentiel.resolve(text) or "", 0) for text in texts]
            place = self._place = place.append(pl.Series(places, dtype=pl.UInt16)).rechunk()
        return place[numbers]

    def _ranks(self, numbers: pl.Series) -> pl.Series:
        """The place of each row's candidate in the order of first appearance, from 1."""
        rank = self._rank = with_room(self._rank, greatest(numbers) + 1)
        ranks = rank[numbers]
        fresh = numbers.filter((ranks == 0) & (numbers != 0))
        if fresh.len():
            fresh = fresh.filter((fresh != fresh.shift()).fill_null(value=True)).unique(maintain_order=True)
            refuse_unusual(self._words[CANDIDAT], fresh)
            first, self._count = self._count + 1, self._count + fresh.len()
            rank.scatter(fresh, pl.int_range(first, self._count + 1, dtype=pl.UInt32, eager=True))
            self._order.append(fresh)
            ranks = rank[numbers]
        return ranks

    def _put(self, read: LongRows) -> int:
        """Put a batch's cells into the table; how many."""
        frame = read.keys(len(self._codes))
        table = self._table
        if self._count * len(self._codes) >= MOST:
            raise Extraordinary(Obstacle.MOST)
        if table.dtype == pl.UInt16 and greatest(frame["value"]) >= NARROW:
            table = table.cast(pl.UInt32)
        table = self._table = with_room(table, self._count * len(self._codes))
        if frame.height:
            table.scatter(frame["key"].cast(pl.UInt32), frame["value"].cast(table.dtype))
        return frame.height

    def _represent(self, read: LongRows, mask: pl.Series, elements: set[int]) -> None:
        """Set the first row aside of each element that is not among some yet, of rows that a mask tells: what names an
        element or a candidate says so.
        """
        if len(elements) == self._place.len() - 1:
            return
        frame = pl.DataFrame({"element": read.elements}).with_row_index("row")
        frame = frame.filter(mask & (read.elements != 0)).unique("element", keep="first", maintain_order=True)
        for row, element in frame.iter_rows():
            if element not in elements:
                elements.add(element)
                self.aside[read.sheet].add(read.first + row)

    def _first_of_each(self) -> None:
        """Read again where a key has several values: the first is kept, every row of the key is set aside."""
        self._several = True
        self._table = pl.zeros(self._table.len(), dtype=self._table.dtype, eager=True)
        again: list[pl.Series] = []
        for number, sheet in enumerate(self.sheets):
            for read in self._read(number, sheet):
                frame = read.keys(len(self._codes))
                values = self._table[frame["key"].cast(pl.UInt32)]
                double = (values != 0) | frame["key"].is_duplicated()
                again.append(frame["key"].filter(double).unique())
                new = frame.filter(values == 0).unique(subset="key", keep="first")
                self._table.scatter(new["key"].cast(pl.UInt32), new["value"].cast(self._table.dtype))
        keys = pl.concat(again).unique()
        self._set_aside(lambda frame: frame["key"].is_in(keys.implode()))

    def _set_refusals_aside(self) -> None:
        """Set the rows aside whose cell no scale has, and those whose identifier needs a word."""
        words, entries = self._words[VALEUR], self.referentiel.entries
        table = self._table
        wide, bad = len(self._codes), list[int]()
        for i, code in enumerate(self._codes):
            numbers = table.gather_every(wide, i).unique().cast(pl.UInt32)
            reader = CellReader(entries[code])
            for number, text in zip(numbers, words.texts(numbers), strict=True):
                reading = reader[text]
                if reading.refusal is not None:
                    bad.append(number * wide + i)
                elif reading.empty and number and self._several:
                    raise Extraordinary(Obstacle.SPACES)  # what stands for nothing may hide a value
        if bad:
            pairs = pl.Series(bad, dtype=pl.UInt64).implode()
            self._set_aside(
                lambda frame: (frame["value"].cast(pl.UInt64) * wide + frame["key"] % wide).is_in(pairs)
            )
        notable = notable_rows(self._words[CANDIDAT], pl.concat(self._order))
        if notable is not None:
            self._set_people_aside(notable.arg_true() + 1)

    def _set_people_aside(self, ranks: pl.Series) -> None:
        """Set aside every row of some candidates, empty cells included, and of others one for each element: where those
        name nobody, nothing of them is there.
        """
        for number, sheet in enumerate(self.sheets):
            elements: set[int] = set()
            for read in self._read(number, sheet):
                theirs = read.candidates.is_in(ranks.implode())
                self.aside[number].update(read.first + row for row in theirs.arg_true())
                self._represent(read, ~theirs & (read.candidates != 0), elements)

    def _set_aside(self, which: Callable[[pl.DataFrame], pl.Series]) -> None:
        """Set the rows aside that a condition on keys and values tells."""
        for number, sheet in enumerate(self.sheets):
            for read in self._read(number, sheet):
                frame = read.keys(len(self._codes))
                self.aside[number].update(frame["row"].filter(which(frame)))

    @property
    def faults(self) -> list[Faults]:
        """What is wrong with rows that are not read again: nothing, for every wrong row is."""
        return [Faults() for _ in self.sheets]

    def note(self, rows: CandidateRows, wholes: pl.Series, bad: Mapping[int, Kinds]) -> None:
        """Nothing is to be noted: rows of which something is to be said were set aside before the first candidate."""

    def excerpt_rows(self, sheet: int) -> set[int]:
        """The rows of a sheet that another reader must see."""
        return self.aside[sheet]

    def end(self) -> None:
        """Every row was read before the first candidate was given."""
