"""Wide sheets a batch at a time: a row a candidate, the cells of an element a number each."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from certeval.bulk.csv_blocks import AsideRow, Extraordinary, Kinds, OddRow
from certeval.bulk.faults import Faults
from certeval.bulk.odd_rows import OddRows
from certeval.bulk.polars.cells import CandidateRows, Categories, CellNumbers
from certeval.bulk.polars.identities import USUAL, HashedIdentities, keys
from certeval.bulk.polars.opening import identity
from certeval.bulk.polars.sheets import FrameSheet, ProgressReader
from certeval.diagnostics import Kind, findings
from certeval.diagnostics.families import sheets as kinds
from certeval.referentiel.load import Referentiel
from certeval.render.obstacles import Obstacle
from certeval.rules.entry import Entry
from certeval.scores import besides, identifiers
from certeval.scores.headings import CANDIDAT
from certeval.scores.wide import columns_of
from certeval.sources.row import unguard


class WideSheets:
    """Wide sheets of one référentiel. `faults` are what is wrong with the rows of each, counted from 0, `firsts` the
    first row of each that names somebody.
    """

    def __init__(self, sheets: list[FrameSheet], referentiel: Referentiel, reader: ProgressReader) -> None:
        self.sheets, self.referentiel, self.reader = sheets, referentiel, reader
        self.faults = [Faults() for _ in sheets]
        self.firsts: dict[int, int] = {}
        self.elements = frozenset(code for sheet in sheets for code in self._columns(sheet))
        self._identities = HashedIdentities()

    def _columns(self, sheet: FrameSheet) -> dict[str, int]:
        return columns_of(sheet.headings, self.referentiel)

    def batches(self) -> "Iterator[CandidateRows]":
        """Every candidate of every sheet, in order."""
        words, names = self._words(), {name: Categories() for name in identity(self.sheets)}
        for number, sheet in enumerate(self.sheets):
            columns = self._columns(sheet)
            identifier = sheet.headings.columns[CANDIDAT]
            types = {index: words[code].kind for code, index in columns.items()}
            name_columns = {name: sheet.headings.columns.get(name) for name in names}
            types |= {index: names[name].kind for name, index in name_columns.items() if index is not None}
            first = 0
            for frame, short, _ in self.reader.stretches(sheet, {identifier: pl.String(), **types}):
                if short:
                    self._short(number, [first + row for row in short], len(columns) + 1)
                cells = {
                    code: words[code].cells(frame[str(columns[code])])
                    if code in columns
                    else CellNumbers(pl.zeros(frame.height, dtype=pl.UInt32, eager=True), words[code].lookup)
                    for code in self.elements
                }
                details = {
                    name: _nothing(frame.height) if index is None else names[name].names(frame[str(index)])
                    for name, index in name_columns.items()
                }
                places = pl.int_range(first, first + frame.height, dtype=pl.UInt32, eager=True)
                rows = CandidateRows(number, frame[str(identifier)], cells, places, details)
                yield self._persons(rows, first)
                first += frame.height

    def _short(self, number: int, places: Sequence[int], width: int) -> None:
        """Take in rows that are too short. Raises Extraordinary where their cells are not plainly those of the headings
        that come first.
        """
        faults, sheet = self.faults[number], self.sheets[number]
        if width > len(sheet.names) or sheet.headings.columns[CANDIDAT]:
            raise Extraordinary(Obstacle.HEADINGS)
        for row in places:
            faults.keep((row, row), faults.count((kinds.ROW_TOO_SHORT,)))

    def _words(self) -> dict[str, Categories]:
        """The texts of each element's cells: together for elements that take the same, since every column of its own
        would be another set to look in.
        """
        by_code: dict[str, Categories] = {}
        alike: list[tuple[Entry, Categories]] = []
        for code in sorted(self.elements):
            entry = self.referentiel.entries[code]._replace(code="")
            words = next((words for other, words in alike if other == entry), None)
            if words is None:
                words = Categories()
                alike.append((entry, words))
            by_code[code] = words
        return by_code

    def _persons(self, rows: CandidateRows, first: int) -> CandidateRows:
        """Of rows as they stand from a row on, those that name somebody, with what is to be said of others."""
        sheet, codes = rows.sheet, rows.identifiers
        if not codes.null_count() and codes.str.contains(USUAL).all():
            rows.usual = True
            self._identities.put(rows, keys(codes))
            return rows
        read = list(map(unguard, codes.fill_null("")))
        strange = [i for i, text in enumerate(read) if not identifiers.is_usual(text)]
        odd, index = list[AsideRow](), self.sheets[sheet].headings.columns[CANDIDAT]
        for i, odd_row in zip(strange, self._odd_rows(rows, strange), strict=True):
            read[i] = "" if odd_row.cells is None else odd_row.cells[index]
            if odd_row.wrong or odd_row.tells:
                odd.append(AsideRow((first + i, first + i), odd_row.wrong, odd_row.text))
        present = pl.Series([i for i, code in enumerate(read) if code], dtype=pl.UInt32)
        present_codes = pl.Series([code for code in read if code], dtype=pl.String)
        cells = {code: each.some(present) for code, each in rows.cells.items()}
        details = {name: each[present] for name, each in rows.details.items()}
        rows = CandidateRows(sheet, present_codes, cells, rows.places[present], details, odd=odd)
        comparison_keys = pl.Series([identifiers.key(code) for code in present_codes], dtype=pl.String)
        self._identities.put(rows, comparison_keys, foreign=not all(map(str.isascii, read)))
        return rows

    def _odd_rows(self, rows: CandidateRows, places: Sequence[int]) -> Iterator[OddRow]:
        """What rows are whose identifiers are not plain."""
        codes, cells = rows.identifiers, rows.cells
        sheet, at = self.sheets[rows.sheet], pl.Series(places, dtype=pl.UInt32)
        look = OddRows(sheet.headings, len(sheet.names), self.referentiel).look
        identifier = sheet.headings.columns[CANDIDAT]
        columns: dict[int, list[str]] = {identifier: codes[at].fill_null("").to_list()}
        for code, index in self._columns(sheet).items():
            columns[index] = cells[code].texts(cells[code].numbers[at])
        for name, column in rows.details.items():
            columns[sheet.headings.columns.get(name, -1)] = column[at].to_list()
        columns.pop(-1, None)
        blank = len(self.faults[rows.sheet].rows.get(kinds.UNFILLED, ()))
        for i in range(len(places)):
            row = [""] * len(sheet.names)
            for index, texts in columns.items():
                row[index] = texts[i]
            text = identifiers.normalize(columns[identifier][i])
            other = identifiers.only_value(row, identifier, columns)
            if len(columns) < len(row) and (besides.is_title(text) or besides.defines(text, other)):
                # the rest of its row, which is not read here, may be empty, or not
                raise Extraordinary(Obstacle.PEOPLE)
            odd = look(row)
            blank += kinds.UNFILLED in odd.wrong
            if blank and (len(columns) < len(row) or blank > findings.MOST):
                raise Extraordinary(Obstacle.PEOPLE)  # there may be a remark, which is not read here
            yield odd

    def note(self, rows: CandidateRows, wholes: pl.Series, bad: Mapping[int, Kinds]) -> None:
        """Take in what is wrong with rows that were decided: `wholes` is what each shares with others, a number; `bad`
        has the findings that such rows make.
        """
        faults = self.faults[rows.sheet]
        if rows.places.len():
            self.firsts.setdefault(rows.sheet, int(rows.places[0]))
        faults.beside.update(each.span for each in rows.odd if not each.wrong)
        aside = [(each.span[0], faults.count(each.wrong, each.text)) for each in rows.odd]
        there = wholes.is_in(list(bad)).arg_true() if bad else wholes.clear()
        for number, count in wholes[there].value_counts().iter_rows():
            for kind in bad[number]:
                faults.number[kind] += count
        if not all(map(faults.full, bad.values())):
            aside += self._first(faults, rows.places[there], [bad[each] for each in wholes[there]])
        for place, wrong in sorted(aside):
            faults.keep((place, place), wrong)

    @staticmethod
    def _first(faults: Faults, places: pl.Series, wrong: list[Kinds]) -> Iterator[tuple[int, Kinds]]:
        """The first of bad rows, as many as are to be read again, and one more."""
        rows = Counter[Kind]()
        for place, of in zip(places, wrong, strict=True):
            if any(len(faults.rows.get(kind, ())) + rows[kind] <= findings.MOST + 1 for kind in of):
                yield place, of
            rows.update(set(of))

    def excerpt_rows(self, sheet: int) -> set[int]:
        """The rows of a sheet that another reader must see, one of which stands for those of which nothing is to be
        said.
        """
        return self.faults[sheet].lines() | ({self.firsts[sheet]} if sheet in self.firsts else set())

    def end(self) -> None:
        """Take in the candidates met twice, and those of one name. Raises Extraordinary where two sheets say something
        of one candidate, or there are too many such people to be told apart here.
        """
        self._identities.tell(self.faults)


def _nothing(height: int) -> pl.Series:
    return pl.repeat("", height, dtype=pl.String, eager=True)
