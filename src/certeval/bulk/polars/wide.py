"""Wide sheets a batch at a time: a row a candidate, the cells of an element a number each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from certeval.bulk.csv_blocks import Extraordinary
from certeval.bulk.polars.deciding import Cells
from certeval.bulk.polars.names import identity, persons
from certeval.bulk.polars.sheets import FrameSheet, Watched
from certeval.bulk.polars.words import Words
from certeval.referentiel.load import Referentiel
from certeval.render.obstacles import Obstacle
from certeval.rules.entry import Entry
from certeval.scores import besides, identifiers
from certeval.scores.headings import CANDIDAT, IDENTITY
from certeval.scores.wide import columns_of
from certeval.sources.row import unguarded

if TYPE_CHECKING:
    import polars as pl


USUAL = rf"^(?:{identifiers.USUAL})$"
"""Identifiers of which nothing is to be said."""


def keys(codes: "pl.Series") -> "pl.Series":
    """What usual identifiers are compared by."""
    return codes.str.to_lowercase().str.replace("^0+([0-9]+)$", "$1")


@dataclass(slots=True)
class Rows:
    """Candidates in order, with their cells. `places` are their rows in the sheet, `details` their names."""

    sheet: int
    identifiers: "pl.Series"
    cells: dict[str, Cells]
    places: "pl.Series"
    details: "dict[str, pl.Series]"


@dataclass(slots=True)
class Wide:
    """Wide sheets of one référentiel. `aside` are the rows of each sheet that another reader must see."""

    sheets: list[FrameSheet]
    referentiel: Referentiel
    watched: Watched
    aside: list[set[int]] = field(default_factory=list)
    entered: frozenset[str] = frozenset()
    _met: "list[pl.Series]" = field(default_factory=list)
    _placed: "list[tuple[int, int, pl.Series | None]]" = field(default_factory=list)
    """Of what was met at once: the sheet, its row that stands first there, and the rows, unless they are all."""
    _persons: "list[pl.Series]" = field(default_factory=list)

    def __post_init__(self) -> None:
        self.aside = [set() for _ in self.sheets]
        self.entered = frozenset(code for sheet in self.sheets for code in self._columns(sheet))

    def _columns(self, sheet: FrameSheet) -> dict[str, int]:
        return columns_of(sheet.headings, self.referentiel)

    def batches(self) -> "Iterator[Rows]":
        """Every candidate of every sheet, in order."""
        import polars as pl

        words, names = self._words(), {name: Words() for name in identity(self.sheets)}
        for number, sheet in enumerate(self.sheets):
            columns = self._columns(sheet)
            identifier = sheet.headings.columns[CANDIDAT]
            kinds = {index: words[code].kind for code, index in columns.items()}
            named = {name: sheet.headings.columns.get(name) for name in names}
            kinds |= {index: names[name].kind for name, index in named.items() if index is not None}
            self.aside[number] |= sheet.uneven()
            if self.aside[number] and len(columns) + 1 > len(sheet.names):
                raise Extraordinary(Obstacle.HEADINGS)
            first = 0
            for frame in self.watched.batches(sheet, {identifier: pl.String(), **kinds}):
                cells = {
                    code: words[code].cells(frame[str(columns[code])])
                    if code in columns
                    else Cells(pl.zeros(frame.height, dtype=pl.UInt32, eager=True), words[code].known)
                    for code in self.entered
                }
                details = {
                    name: _nothing(frame.height) if index is None else names[name].names(frame[str(index)])
                    for name, index in named.items()
                }
                yield self._rows(number, first, frame[str(identifier)], cells, details)
                first += frame.height

    def _words(self) -> dict[str, Words]:
        """The texts of each element's cells: together for elements that take the same, since every column of its own
        would be another set to look in.
        """
        found: dict[str, Words] = {}
        alike: list[tuple[Entry, Words]] = []
        for code in sorted(self.entered):
            entry = self.referentiel.entries[code]._replace(code="")
            words = next((words for known, words in alike if known == entry), None)
            if words is None:
                words = Words()
                alike.append((entry, words))
            found[code] = words
        return found

    def _rows(
        self,
        sheet: int,
        first: int,
        codes: "pl.Series",
        cells: dict[str, Cells],
        details: "dict[str, pl.Series]",
    ) -> Rows:
        import polars as pl

        places = pl.int_range(first, first + codes.len(), dtype=pl.UInt32, eager=True)
        if not codes.null_count() and codes.str.contains(USUAL).all():
            self._meet(keys(codes), (sheet, first, None), details)
            return Rows(sheet, codes, cells, places, details)
        typed = [unguarded(code or "").strip() for code in codes]
        self.aside[sheet].update(first + i for i, text in enumerate(typed) if identifiers.wanting(text))
        read = list(map(identifiers.spelled, typed))
        if any(map(besides.shown, read)):
            raise Extraordinary(Obstacle.PEOPLE)
        kept = pl.Series([i for i, code in enumerate(read) if code], dtype=pl.UInt32)
        named = pl.Series([code for code in read if code], dtype=pl.String)
        cells = {code: Cells(each.numbers.gather(kept), each.texts) for code, each in cells.items()}
        details = {name: each.gather(kept) for name, each in details.items()}
        folded = pl.Series([identifiers.key(code) for code in named], dtype=pl.String)
        self._meet(folded, (sheet, first, kept), details)
        return Rows(sheet, named, cells, places.gather(kept), details)

    def _meet(
        self,
        folded: "pl.Series",
        placed: "tuple[int, int, pl.Series | None]",
        details: "dict[str, pl.Series]",
    ) -> None:
        self._met.append(folded.hash())
        self._placed.append(placed)
        if len(details) == len(IDENTITY):
            self._persons.append(persons(details))

    def end(self) -> None:
        """Set the candidates met twice aside, and those of one name. Raises Extraordinary where two sheets say
        something of one candidate.
        """
        self._repeated(self._persons)
        of_sheets = self._repeated(self._met)
        several: set[int] = set()
        if sum(map(len, of_sheets)) > len(several.union(*of_sheets)):
            raise Extraordinary(Obstacle.TWICE)

    def _repeated(self, met: "list[pl.Series]") -> list[set[int]]:
        """Set the rows aside that have what others have; for each sheet, what these have."""
        import polars as pl

        found: list[set[int]] = [set() for _ in self.sheets]
        if not met:
            return found
        every = pl.concat(met).drop_nulls()
        if every.n_unique() == every.len():
            return found
        several = every.filter(every.is_duplicated()).unique().implode()
        for each, (sheet, first, kept) in zip(met, self._placed, strict=True):
            here = each.is_in(several).arg_true()
            self.aside[sheet].update(first + row for row in (here if kept is None else kept.gather(here)))
            found[sheet].update(each.gather(here))
        return found


def _nothing(height: int) -> "pl.Series":
    import polars as pl

    return pl.repeat("", height, dtype=pl.String, eager=True)
