"""Rows of a long sheet as numbers, the cell that each is of, and what their identifiers want."""

from dataclasses import dataclass

import polars as pl

from certeval.bulk.csv_blocks import Extraordinary
from certeval.bulk.polars.cells import Categories
from certeval.bulk.polars.identities import USUAL, keys
from certeval.render.obstacles import Obstacle
from certeval.scores import besides, identifiers


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


def refuse_unusual(words: Categories, fresh: pl.Series) -> None:
    """Identifiers that read otherwise than they stand are for the other reader: raises Extraordinary."""
    texts = words.raw(fresh)
    if texts.str.contains(USUAL).all():
        return
    read = words.texts(fresh)
    if any(one != other or one != identifiers.normalize(one) for one, other in zip(read, texts, strict=True)):
        raise Extraordinary(Obstacle.PEOPLE)
    if any(map(besides.is_legend, read)):
        raise Extraordinary(Obstacle.PEOPLE)


def notable_rows(words: Categories, order: pl.Series) -> pl.Series | None:
    """Whether there is something to say of each identifier, or it looks the same as another; None where of none."""
    texts = words.raw(order)
    if texts.str.contains(USUAL).all() and keys(texts).n_unique() == texts.len():
        return None
    comparison_keys = pl.Series([identifiers.key(text) for text in texts], dtype=pl.String)
    notable = comparison_keys.is_duplicated() | pl.Series(
        list(map(identifiers.is_reportable, texts)), dtype=pl.Boolean
    )
    return notable if notable.any() else None
