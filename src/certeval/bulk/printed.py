"""What candidates of any sheets come to, written in one form and counted.

Of a Parquet file the columns are those of the CSV: verdicts as text, counts as whole numbers, `manquants` a list of
codes; what has no rule or no count is null. polars, which writes it, comes with the extra `bulk`.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from certeval.bulk import processes
from certeval.bulk.candidates import Crowd
from certeval.bulk.csv_blocks import Block
from certeval.bulk.printing import Printing, typed
from certeval.bulk.row_memo import DecidedRows
from certeval.bulk.tally import Tally, listed
from certeval.engine.verdicts import Synthesis
from certeval.render.forms import Missing
from certeval.scores.identifiers import all_usual
from certeval.scores.observations import Candidate

if TYPE_CHECKING:
    import polars as pl

WORTH_A_PROCESS = 25_000
"""Candidates that are worth a process more."""
ROWS_OF_A_GROUP = 1 << 17
"""Row groups are of one size, so that the file is the same whatever is decided at once."""


class Printed:
    """The rows of candidates; once they were all given, how many candidates have each verdict.

    With `named`, theirs alone are printed; the others are counted all the same.
    """

    def __init__(self, printing: Printing, named: Collection[str] = ()) -> None:
        self.printing = printing
        self._crowd = Crowd(printing.decider())
        self._named = frozenset(named)
        self._tally = Tally()

    def rows(self, candidates: Iterable[Candidate]) -> Iterator[str]:
        """The text of many rows at once, in the order of the candidates."""
        return (self.printing.text(*each) for each in self._blocks(candidates))

    def cells(self, candidates: Iterable[Candidate]) -> Iterator[Iterator[Sequence[object]]]:
        """The columns of many rows of a table at once."""
        return (self.printing.columns(*each) for each in self._blocks(candidates))

    def synthesis(self) -> Synthesis:
        """How many candidates have each verdict."""
        return self._tally.synthesis(self.printing)

    def write(
        self, candidates: Sequence[Candidate], out: Path, folder: Path, jobs: int = 1, mark: bytes = b""
    ) -> list[Path]:
        """Write rows into a file, after a mark and their heading where they are text; those of many candidates also
        into files of a folder, by so many processes at the most. Gives the files in order.

        Raises OSError where one can't be written, ModuleNotFoundError without polars, which Parquet needs.
        """
        if self.printing.table:
            write_parquet(self.printing, frames(self.printing, self.cells(candidates)), out)
            return [out]
        out.write_bytes(mark + self.printing.heading.encode())
        count = processes.worth(len(candidates) // WORTH_A_PROCESS, jobs)
        cuts = [len(candidates) * at // count for at in range(count + 1)]
        files = [out, *(folder / f"{at}" for at in range(1, count))]
        works = [
            partial(self._written, candidates[start:end], file)
            for start, end, file in zip(cuts, cuts[1:], files, strict=False)
        ]
        _, *others = processes.apart(works, nullcontext(lambda _rows, _read: None))
        for tally in others:
            self._tally.add(tally)
        return files

    def _written(self, candidates: Sequence[Candidate], file: Path) -> Iterator[Tally]:
        """Add the rows of candidates to a file; gives how many have each verdict."""
        with file.open("ab") as stream:
            for text in self.rows(candidates):
                stream.write(text.encode(errors="backslashreplace"))
        yield self._tally

    def _blocks(self, candidates: Iterable[Candidate]) -> Iterator[tuple[Block, DecidedRows]]:
        for each, decided in self._crowd.blocks(candidates):
            self._tally.count(decided)
            block = self._block(each)
            yield listed(block, decided, self._named) if self._named else (block, decided)

    def _block(self, candidates: Sequence[Candidate]) -> Block:
        identifiers = [candidate.code for candidate in candidates]
        details = {
            name: [candidate.details.get(name, "") for candidate in candidates]
            for name in self.printing.details
        }
        return Block(1, identifiers, (), details, usual=all_usual(identifiers))


def schema(printing: Printing) -> "dict[str, pl.DataType]":
    """The types of a table's columns."""
    import polars as pl

    found: dict[str, pl.DataType] = {}
    for strand in printing.strands:
        for name, number in strand.columns:
            text = pl.List(pl.String()) if isinstance(strand.own, Missing) else pl.String()
            found[name] = pl.Int64() if number else text
    return found


def frames(printing: Printing, blocks: Iterable[Iterable[Sequence[object]]]) -> "Iterator[pl.DataFrame]":
    """Columns of cells, block by block, as frames."""
    import polars as pl

    types = schema(printing)
    for columns in blocks:
        texts = (
            [typed(cell) for cell in column] if kind == pl.String else column  # type: ignore[arg-type]
            for kind, column in zip(types.values(), columns, strict=True)
        )
        yield pl.DataFrame(dict(zip(types, texts, strict=True)), schema=types)


def write_parquet(printing: Printing, made: "Iterable[pl.DataFrame]", out: Path) -> None:
    """Write frames as they come; what making them raises goes through.

    Raises OSError where the file can't be written.
    """
    from polars.io.plugins import register_io_source

    def batches(*_asked: object) -> "Iterator[pl.DataFrame]":
        yield from made

    register_io_source(batches, schema=schema(printing)).sink_parquet(
        out, maintain_order=True, compression="zstd", compression_level=1, row_group_size=ROWS_OF_A_GROUP
    )
