"""The names of candidates in sheets that polars reads: nom and prenom, and who has the same ones."""

from collections.abc import Mapping, Sequence

import polars as pl

from certeval.bulk.csv_blocks import Extraordinary
from certeval.bulk.polars.cells import Categories
from certeval.render.obstacles import Obstacle
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
            table = self._with_room(name, count)
            there = (numbers != 0) & (candidates != 0)
            whose, texts = candidates.filter(there), numbers.filter(there)
            fresh = table[whose] == 0
            table.scatter(whose.filter(fresh), texts.filter(fresh))
            if (table[whose] != texts).any():
                raise Extraordinary(Obstacle.NAMES)

    def _with_room(self, name: str, count: int) -> pl.Series:
        table = self._tables[name]
        if (gap := count + 1 - table.len()) > 0:
            more = pl.zeros(max(gap, table.len() // 2), dtype=pl.UInt32, eager=True)
            table = self._tables[name] = table.append(more).rechunk()
        return table

    def texts(self, count: int) -> dict[str, pl.Series]:
        """The names of so many candidates, in their order."""
        return {
            name: words.names(self._with_room(name, count).slice(1, count))
            for name, words in self.words.items()
        }
