"""The texts of cells as numbers: each text has one, 0 is none."""

from typing import TYPE_CHECKING

from certeval.bulk.polars.cells import Cells
from certeval.sources.row import unguarded

if TYPE_CHECKING:
    import polars as pl


class Words:
    """The distinct texts of some columns, kept by polars as categories."""

    def __init__(self) -> None:
        import polars as pl

        self.kind = pl.Categorical(pl.Categories.random())
        # the first category has number 0, and categories live as long as a column has them
        self._none = pl.Series([""], dtype=pl.String).cast(self.kind)
        self._known: dict[int, str] = {}

    def cells(self, numbers: "pl.Series") -> Cells:
        """The cells of a column of this kind."""
        return Cells(numbers, self.known)

    def texts(self, numbers: "pl.Series") -> list[str]:
        """The texts that numbers stand for, without the quote that an export puts before a formula."""
        return [unguarded(text) for text in self.raw(numbers)]

    def known(self, numbers: "pl.Series") -> list[str]:
        """The same of texts that are met again and again: each is asked of polars once."""
        import polars as pl

        each = numbers.to_list()
        if new := set(each) - self._known.keys():
            asked = list(new)
            self._known.update(zip(asked, self.texts(pl.Series(asked, dtype=pl.UInt32)), strict=True))
        return list(map(self._known.__getitem__, each))

    def names(self, numbers: "pl.Series") -> "pl.Series":
        """The texts that numbers stand for, without the spaces around them."""
        import polars as pl

        each = numbers.unique()
        texts = [text.strip() for text in self.texts(each)]
        return numbers.replace_strict(each, texts, return_dtype=pl.String)

    def raw(self, numbers: "pl.Series") -> "pl.Series":
        """The texts as they stand in the sheet."""
        import polars as pl

        return numbers.cast(pl.UInt32).cat.to(self.kind).cast(pl.String)
