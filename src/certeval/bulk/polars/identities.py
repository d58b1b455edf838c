"""Who the rows of sheets that polars reads are, kept as numbers to tell at the end which of them say the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import polars as pl

from certeval.bulk.csv_blocks import Extraordinary
from certeval.bulk.faults import Faults
from certeval.bulk.polars.cells import CandidateRows, Categories, with_room
from certeval.diagnostics import findings
from certeval.diagnostics.families import sheets as kinds
from certeval.render.obstacles import Obstacle
from certeval.scores import besides, identifiers
from certeval.scores.headings import IDENTITY
from certeval.text.nearest import fold


def persons_of(details: Mapping[str, pl.Series]) -> pl.Series:
    """What tells whole names apart, as they are compared; null for who has no whole name."""
    columns = []
    for name in IDENTITY:
        each = details[name].unique()
        columns.append(details[name].replace_strict(each, list(map(fold, each)), return_dtype=pl.String))
    frame = pl.DataFrame(dict(zip(IDENTITY, columns, strict=True)))
    whole = pl.all_horizontal(pl.all() != "")
    return frame.select(pl.when(whole).then(pl.concat_str(pl.all(), separator="\0").hash())).to_series()


class RowNames:
    """The names of candidates who stand on several rows, by their order from 1: the number of the text of each."""

    def __init__(self, names: Sequence[str]) -> None:
        self.words = {name: Categories() for name in names}
        self._tables = {name: pl.zeros(1, dtype=pl.UInt32, eager=True) for name in names}

    def keep(self, names: Mapping[str, pl.Series], candidates: pl.Series, count: int) -> None:
        """Keep the names of rows of so many candidates so far. One who has several is for the other reader."""
        for name, numbers in names.items():
            table = self._tables[name] = with_room(self._tables[name], count + 1)
            there = (numbers != 0) & (candidates != 0)
            whose, texts = candidates.filter(there), numbers.filter(there)
            fresh = table[whose] == 0
            table.scatter(whose.filter(fresh), texts.filter(fresh))
            if (table[whose] != texts).any():
                raise Extraordinary(Obstacle.NAMES)

    def texts(self, count: int) -> dict[str, pl.Series]:
        """The names of so many candidates, in their order."""
        return {
            name: words.names(with_room(self._tables[name], count + 1).slice(1, count))
            for name, words in self.words.items()
        }


MOST_HOMONYMS = 10_000
"""People whose names others have who are all read again."""
USUAL = rf"^(?:{identifiers.USUAL})$"
"""Identifiers of which nothing is to be said."""


def keys(codes: pl.Series) -> pl.Series:
    """What usual identifiers are compared by, as `identifiers.key` gives it. Numbers after one head, as C001 to C999
    have, are written anew, which takes a third of the time.
    """
    if codes.str.contains("[^0-9][-_]|[-_](?:[^0-9]|$)").any():
        return pl.Series(identifiers.keys(codes.to_list()).split("\n"), dtype=pl.String)
    lower = codes.str.to_lowercase()
    if lower.str.contains("o", literal=True).any():
        lower = lower.str.replace_all("o", "0", literal=True)
    head = "".join(lower.head(1).str.extract("^([^0-9]*)"))
    numbers = lower.str.strip_prefix(head).cast(pl.UInt64, strict=False)
    if lower.str.starts_with(head).all() and not numbers.null_count():
        return head + numbers.cast(pl.String)
    return lower.str.replace_all("(^|[^0-9])0+([0-9])", "${1}${2}")


def refuse_unusual(words: Categories, fresh: pl.Series) -> None:
    """Identifiers that read otherwise than they stand are for the other reader: raises Extraordinary."""
    texts = words.raw(fresh)
    if texts.str.contains(USUAL).all():
        return
    read = words.texts(fresh)
    if any(one != other or one != identifiers.normalize(one) for one, other in zip(read, texts, strict=True)):
        raise Extraordinary(Obstacle.PEOPLE)
    if any(map(besides.is_alone, read)):
        raise Extraordinary(Obstacle.PEOPLE)


def notable_rows(words: Categories, order: pl.Series) -> pl.Series | None:
    """Whether there is something to say of each identifier, or it looks the same as another; None where of none."""
    texts = words.raw(order)
    if texts.str.contains(USUAL).all() and keys(texts).n_unique() == texts.len():
        return None
    comparison_keys = pl.Series([identifiers.key(text) for text in texts], dtype=pl.String)
    reportable = pl.Series(list(map(identifiers.is_reportable, texts)), dtype=pl.Boolean)
    notable = comparison_keys.is_duplicated() | reportable
    return notable if notable.any() else None


class IdentityRows(NamedTuple):
    """Rows that were met at once: hashes of their identifiers as they are compared and as they read, and of whole names
    where there are any.
    """

    sheet: int
    places: pl.Series
    keys: pl.Series
    codes: pl.Series
    persons: pl.Series | None


@dataclass(slots=True)
class HashedIdentities:
    """The rows that name somebody, of several sheets. `has_names` where they have names, `foreign` where an identifier
    has signs that may look like those of another alphabet.
    """

    blocks: list[IdentityRows] = field(default_factory=list)
    has_names: bool = False
    foreign: bool = False

    def put(self, rows: CandidateRows, comparison_keys: pl.Series, *, foreign: bool = False) -> None:
        """Take in rows, with their identifiers as they are compared."""
        persons = persons_of(rows.details) if len(rows.details) == len(IDENTITY) else None
        hashes = (comparison_keys.hash(), rows.identifiers.hash())
        self.blocks.append(IdentityRows(rows.sheet, rows.places, *hashes, persons))
        self.has_names = self.has_names or bool(rows.details)
        self.foreign = self.foreign or foreign

    def tell(self, faults: Sequence[Faults]) -> None:
        """Count what is wrong with the rows of each sheet that say something again, and have the first of them read
        again. Raises Extraordinary where two sheets tell of one candidate, or where too many rows must be read again.
        """
        if not self.blocks:
            return
        of_sheets = [[met for met in self.blocks if met.sheet == number] for number in range(len(faults))]
        several = [pl.concat([met.keys for met in of]).n_unique() if of else 0 for of in of_sheets]
        if len(faults) > 1 and sum(several) > pl.concat([met.keys for met in self.blocks]).n_unique():
            raise Extraordinary(Obstacle.TWICE)
        for each, of, number in zip(faults, of_sheets, several, strict=True):
            if number < sum(met.keys.len() for met in of):
                self._read_repetitions_again(each, of)
        self._homonyms(faults)

    def _read_repetitions_again(self, faults: Faults, of: Sequence[IdentityRows]) -> None:
        """The rows of a sheet with an identifier that was met, or that looks like one; and those beside them."""
        places = pl.concat([block.places for block in of])
        keys, codes = pl.concat([met.keys for met in of]), pl.concat([met.codes for met in of])
        new, new_key = codes.is_first_distinct(), keys.is_first_distinct()
        again, alike = (~new).arg_true(), (new & ~new_key).arg_true()
        if (self.has_names and again.len() > findings.MOST) or (self.foreign and alike.len() > findings.MOST):
            raise Extraordinary(Obstacle.PEOPLE)  # what else some of them say is not known here
        for rows, kind in ((again, kinds.REPEATED_CANDIDATE), (alike, kinds.CANDIDATES_ALIKE)):
            faults.number[kind] += rows.len()
            for place in places[rows.head(findings.MOST + 2)]:
                faults.keep((place, place), (kind,))
        beside = codes.is_in(codes[again.head(findings.MOST + 1)].implode()) & new
        other = keys.is_in(keys[alike.head(findings.MOST + 1)].implode()) & new_key
        faults.beside.update((place, place) for place in places.filter(beside | other))

    def _homonyms(self, faults: Sequence[Faults]) -> None:
        """The rows of people of one name."""
        columns = [block.persons for block in self.blocks if block.persons is not None]
        every = pl.concat(columns).drop_nulls() if columns else pl.Series([], dtype=pl.UInt64)
        if every.n_unique() == every.len():
            return
        several = every.filter(every.is_duplicated())
        if several.len() > MOST_HOMONYMS:
            raise Extraordinary(Obstacle.NAMES)
        for met, persons in zip(self.blocks, columns, strict=True):
            here = met.places.filter(persons.is_in(several.unique().implode()))
            faults[met.sheet].beside.update((place, place) for place in here)
