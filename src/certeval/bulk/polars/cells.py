"""The cells of one element in a batch, as numbers: of their texts, and of what a part reads of them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from certeval.bulk.cells import Bad, Read
from certeval.frozen import frozen

if TYPE_CHECKING:
    import polars as pl


@frozen
class Cells:
    """The cells of one element in a batch: a number each, 0 where empty, and the texts that numbers stand for."""

    numbers: "pl.Series"
    texts: "Callable[[pl.Series], list[str]]"

    def some(self, rows: "pl.Series") -> "Cells":
        """Those of some rows."""
        return Cells(self.numbers[rows], self.texts)


class Alike:
    """Numbers what the texts of one element come to, from 1: those of which its part reads the same (`NE`, an empty
    cell) have one number, so that there are far fewer groups to decide. `of` reads one; `count` is how many differ.
    """

    def __init__(self, of: Callable[[str], Read | Bad]) -> None:
        import polars as pl

        self._of = of
        self._known: dict[tuple[int, int], int] = {}
        self._table = pl.zeros(1, dtype=pl.UInt32, eager=True)

    @property
    def count(self) -> int:
        return len(self._known)

    def numbers(self, cells: Cells) -> "pl.Series":
        """What each cell of a batch comes to."""
        import polars as pl

        greatest = cells.numbers.max()
        if isinstance(greatest, int) and (lacking := greatest + 1 - self._table.len()) > 0:
            more = pl.zeros(max(lacking, self._table.len()), dtype=pl.UInt32, eager=True)
            self._table = self._table.append(more).rechunk()
        found = self._table[cells.numbers]
        if found.min() == 0:
            fresh = cells.numbers.filter(found == 0).unique()
            each = [self._number(self._of(text)) for text in cells.texts(fresh)]
            self._table.scatter(fresh, pl.Series(each, dtype=pl.UInt32))
            found = self._table[cells.numbers]
        return found

    def _number(self, read: Read | Bad) -> int:
        return self._known.setdefault((read.share, read.apart), len(self._known) + 1)
