"""The columns that a piece of the output becomes: one of text, or several of verdicts and counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from certeval.engine.frames.forms import Form, OfWhole, Piece

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Printed:
    """Makes the table of what a piece prints. `columns` are names and whether they are numbers, None: one text.

    A text is put between `before` and `after`; where `lacking` stands in it, it is cut in two.
    """

    columns: tuple[tuple[str, bool], ...] | None
    before: str = ""
    after: str = ""
    lacking: str = ""

    @staticmethod
    def of(pieces: Sequence[Piece], form: Form) -> "dict[Piece, Printed]":
        """How each piece is printed; texts between pieces go with the one before them, the first with the first."""
        columns = form.typed()
        found: dict[Piece, Printed] = {}
        others = [piece for piece in pieces if not isinstance(piece, str)]
        if columns is not None:
            return {piece: Printed(tuple(names)) for piece, names in zip(others, columns, strict=True)}
        for i, piece in enumerate(pieces):
            if isinstance(piece, str):
                continue
            before = pieces[0] if i == 1 and isinstance(pieces[0], str) else ""
            after = pieces[i + 1] if i + 1 < len(pieces) else ""
            lacking = piece.lacking if isinstance(piece, OfWhole) else ""
            found[piece] = Printed(None, before, after if isinstance(after, str) else "", lacking)
        return found

    def table(self, texts: list[str]) -> "pl.DataFrame":
        """A row a text."""
        import polars as pl

        if self.columns is None and self.lacking:
            cut = [(self.before + text + self.after).partition(self.lacking) for text in texts]
            return pl.DataFrame(
                {"0": [left for left, _, _ in cut], "1": [right for _, _, right in cut]},
                schema={"0": pl.String, "1": pl.String},
            )
        if self.columns is None:
            worded = [self.before + text + self.after for text in texts]
            return pl.DataFrame({"0": worded}, schema={"0": pl.String})
        rows = [text.split(";") if text else [""] * len(self.columns) for text in texts]
        of_columns = list(zip(*rows, strict=True))
        schema = {name: pl.Int64 if number else pl.String for name, number in self.columns}
        made = {
            name: [(int(cell) if number else cell) if cell else None for cell in cells]
            for (name, number), cells in zip(self.columns, of_columns, strict=True)
        }
        return pl.DataFrame(made, schema=schema)
