"""Decisions as the columns of a Parquet file, a candidate a row: verdicts as text, counts as whole numbers.

The columns are those of the CSV; `manquants` is a list of codes, and what has no rule or no count is null.
polars comes with the extra `bulk`.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from certeval.engine.columns import Split
from certeval.engine.frames.forms import Identifier, Missing, OfWhole, Piece
from certeval.engine.results import Plain
from certeval.engine.sharing import Decider
from certeval.referentiel.load import Referentiel
from certeval.render.results import COUNTS, counts_of, verdicts_of
from certeval.render.rows import Rows

AT_ONCE = 10_000
"""Candidates written at once."""


class Columns:
    """The columns of one référentiel, from the same texts as the CSV's rows."""

    separator = ";"

    def __init__(self, referentiel: Referentiel, *, detail: bool) -> None:
        self._rows = Rows(referentiel, detail=detail)
        self.division = self._rows.division
        self.codes, self.competences = self._rows.codes, self._rows.competences

    def heading(self) -> str:
        """Columns have names."""
        return ""

    def decider(self, splits: Sequence[Split]) -> Decider:
        """What decides rows whose parts' cells are split so."""
        return self._rows.decider(splits)

    def made_of(self) -> list[Piece]:
        """The pieces of the CSV's rows."""
        return self._rows.made_of()

    def typed(self) -> list[list[tuple[str, bool]]]:
        """The columns of each piece, by name, and whether they are whole numbers."""
        counted = iter(self._rows.counted)
        found: list[list[tuple[str, bool]]] = []
        for piece in self.made_of():
            if isinstance(piece, Identifier):
                found.append([("candidat", False)])
            elif isinstance(piece, Missing):
                found.append([("manquants", False)])
            elif piece == OfWhole(0):
                found.append([(code, False) for code in self.codes])
            else:
                found.append([(f"{code} {what}", True) for code in next(counted) for what in COUNTS])
        return found


def write_parquet(referentiel: Referentiel, candidates: Iterable[Plain], out: Path, *, detail: bool) -> None:
    """The same columns from decisions already made, for sheets of any form and size.

    Raises ModuleNotFoundError without polars, OSError where the file can't be written.
    """
    import polars as pl
    from polars.io.plugins import register_io_source

    form = Columns(referentiel, detail=detail)
    columns = [column for of_piece in form.typed() for column in of_piece]
    schema: dict[str, pl.DataType] = {name: pl.Int64() if number else pl.String() for name, number in columns}
    schema["manquants"] = pl.List(pl.String())
    codes, competences = form.codes, form.competences

    def row(candidate: Plain) -> list[object]:
        verdicts, missing = verdicts_of(candidate)
        counts = counts_of(candidate, competences) if detail else []
        cells: list[object] = [
            candidate["candidat"],
            *(verdicts.get(code) or None for code in codes),
            missing,
        ]
        return [*cells, *(None if count == "" else count for count in counts)]

    def batches(*_asked: object) -> Iterator[pl.DataFrame]:
        each = iter(candidates)
        while rows := [row(candidate) for candidate in islice(each, AT_ONCE)]:
            yield pl.DataFrame(rows, schema=schema, orient="row")

    register_io_source(batches, schema=schema).sink_parquet(out, maintain_order=True)
