"""The columns that a strand of the output becomes: one of text, or several of verdicts and counts."""

from collections.abc import Sequence

import polars as pl

from certeval.bulk.printer import Strand, columns_of, text_cell
from certeval.frozen import frozen
from certeval.render.forms import CODES_PLACEHOLDER


@frozen
class StrandTable:
    """Makes the table of what a strand prints. `columns` are names and whether they are numbers, None: one text.

    A text is put between `before` and `after`; where `placeholder` stands in it, it is cut in two.
    """

    columns: tuple[tuple[str, bool], ...] | None
    before: str = ""
    after: str = ""
    placeholder: str = ""

    @staticmethod
    def of(strand: Strand) -> "StrandTable":
        """How a strand is printed: one that candidates share holds the texts around it already."""
        if strand.columns:
            return StrandTable(strand.columns)
        if strand.own is not None:
            return StrandTable(None, strand.before, strand.after)
        return StrandTable(None, placeholder=CODES_PLACEHOLDER if strand.missing_piece else "")

    def table(self, tells: Sequence[object]) -> pl.DataFrame:
        """A row for each of what the strand says."""
        if self.columns is not None:
            of_columns = zip(self.columns, columns_of(tells, len(self.columns)), strict=True)
            schema = {name: pl.Int64 if number else pl.String for name, number in self.columns}
            by_name = {
                name: cells if number else list(map(text_cell, cells)) for (name, number), cells in of_columns
            }
            return pl.DataFrame(by_name, schema=schema)
        texts = list(map(str, tells))
        if self.placeholder:
            cut = [text.partition(self.placeholder) for text in texts]
            return pl.DataFrame(
                {"0": [left for left, _, _ in cut], "1": [right for _, _, right in cut]},
                schema={"0": pl.String, "1": pl.String},
            )
        return pl.DataFrame({"0": texts}, schema={"0": pl.String})
