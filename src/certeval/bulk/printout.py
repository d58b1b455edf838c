"""What candidates of any sheets come to, written in one form and counted.

Of a Parquet file the columns are those of the CSV: verdicts as text, counts as whole numbers, `manquants` a list of
codes; what has no rule or no count is null. polars, which writes it, comes with the extra `bulk`.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from certeval.bulk import processes
from certeval.bulk.candidates import CrowdDecider
from certeval.bulk.csv_blocks import Block
from certeval.bulk.printer import Printer, text_cell
from certeval.bulk.row_memo import DecidedRows
from certeval.bulk.tally import Tally, select
from certeval.engine.verdicts import Synthesis, word_of
from certeval.render.forms import Missing
from certeval.render.rows import cells
from certeval.rules.derivation import State
from certeval.scores.identifiers import are_usual
from certeval.scores.observations import Candidate

if TYPE_CHECKING:
    import polars as pl

WORTH_A_PROCESS = 25_000
"""Candidates that are worth a process more."""
ROWS_OF_A_GROUP = 1 << 17
"""Row groups are of one size, so that the file is the same whatever is decided at once."""


class Apart(NamedTuple):
    """Decides one by one the candidates of whom something is held, by their codes."""

    holds: Callable[[str], bool]
    state: Callable[[str], State]


class Printout:
    """The rows of candidates; once they were all given, how many candidates have each verdict.

    With `selection`, theirs alone are printed; the others are counted all the same.
    """

    def __init__(self, printer: Printer, selection: Collection[str] = (), apart: Apart | None = None) -> None:
        self.printer = printer
        self._crowd = CrowdDecider(printer.decider())
        self._selection = frozenset(selection)
        self._apart = apart
        self._tally = Tally()

    def rows(self, candidates: Iterable[Candidate]) -> Iterator[str]:
        """The text of many rows at once, in the order of the candidates."""
        for apart, some in self._runs(candidates):
            if apart:
                yield from (
                    self.printer.form.row(each.code, state, each.details)
                    for each, state in self._states(apart, some)
                )
            else:
                yield from (self.printer.text(*each) for each in self._blocks(some))

    def cells(self, candidates: Iterable[Candidate]) -> Iterator[Iterable[Sequence[object]]]:
        """The columns of many rows of a table at once."""
        for apart, some in self._runs(candidates):
            if apart:
                rows = [
                    [cell for column in self.printer.table for cell in cells(column, each, state)]
                    for each, state in self._states(apart, some)
                ]
                if rows:
                    yield zip(*rows, strict=True)
            else:
                yield from (self.printer.columns(*each) for each in self._blocks(some))

    def _runs(self, candidates: Iterable[Candidate]) -> Iterator[tuple[Apart | None, Iterable[Candidate]]]:
        """Candidates who follow each other, those of whom something is held with what decides them."""
        if (apart := self._apart) is None:
            yield None, candidates
            return
        for holds, some in groupby(candidates, lambda each: apart.holds(each.code)):
            yield apart if holds else None, some

    def _states(self, apart: Apart, candidates: Iterable[Candidate]) -> Iterator[tuple[Candidate, State]]:
        """Those of them who are printed, with what they come to; all are counted."""
        program = self.printer.program
        for candidate in candidates:
            state = apart.state(candidate.code)
            words = [word_of(code, state, program) for code in self.printer.verdict_codes]
            self._tally.verdicts[tuple(words)] += 1
            if not self._selection or candidate.code in self._selection:
                yield candidate, state

    def synthesis(self) -> Synthesis:
        """How many candidates have each verdict."""
        return self._tally.synthesis(self.printer)

    def write(
        self, candidates: Sequence[Candidate], out: Path, folder: Path, jobs: int = 1, mark: bytes = b""
    ) -> list[Path]:
        """Write rows into a file, after a mark and their heading where they are text; those of many candidates also
        into files of a folder, by so many processes at the most. Gives the files in order.

        Raises OSError where one can't be written, ModuleNotFoundError without polars, which Parquet needs.
        """
        if self.printer.table:
            write_parquet(self.printer, frames(self.printer, self.cells(candidates)), out)
            return [out]
        out.write_bytes(mark + self.printer.heading.encode())
        count = processes.process_count(len(candidates) // WORTH_A_PROCESS, jobs)
        cuts = [len(candidates) * at // count for at in range(count + 1)]
        files = [out, *(folder / f"{at}" for at in range(1, count))]
        for file in files[1:]:
            file.unlink(missing_ok=True)  # rows of the same sheet read another way, which was given up
        parts = zip(cuts, cuts[1:], files, strict=False)
        works = [partial(self._append, candidates[start:end], file) for start, end, file in parts]
        _, *others = processes.run_works(works, nullcontext(lambda _rows, _read: None))
        for tally in others:
            self._tally.add(tally)
        return files

    def _append(self, candidates: Sequence[Candidate], file: Path) -> Iterator[Tally]:
        """Add the rows of candidates to a file; gives how many have each verdict."""
        with file.open("ab") as stream:
            for text in self.rows(candidates):
                stream.write(text.encode(errors="backslashreplace"))
        yield self._tally

    def _blocks(self, candidates: Iterable[Candidate]) -> Iterator[tuple[Block, DecidedRows]]:
        for each, rows in self._crowd.blocks(candidates):
            self._tally.count(Counter(rows.wholes))
            block = self._block(each)
            yield select(block, rows, self._selection) if self._selection else (block, rows)

    def _block(self, candidates: Sequence[Candidate]) -> Block:
        identifiers = [candidate.code for candidate in candidates]
        details = {
            name: [candidate.details.get(name, "") for candidate in candidates]
            for name in self.printer.details
        }
        return Block(1, identifiers, (), details, usual=are_usual(identifiers))


def schema(printer: Printer) -> "dict[str, pl.DataType]":
    """The types of a table's columns."""
    import polars as pl

    types: dict[str, pl.DataType] = {}
    for strand in printer.strands:
        for name, number in strand.columns:
            text = pl.List(pl.String()) if isinstance(strand.own, Missing) else pl.String()
            types[name] = pl.Int64() if number else text
    return types


def frames(printer: Printer, blocks: Iterable[Iterable[Sequence[object]]]) -> "Iterator[pl.DataFrame]":
    """Columns of cells, block by block, as frames."""
    import polars as pl

    types = schema(printer)
    for columns in blocks:
        texts = (
            [text_cell(cell) for cell in column] if kind == pl.String else column  # type: ignore[arg-type]
            for kind, column in zip(types.values(), columns, strict=True)
        )
        yield pl.DataFrame(dict(zip(types, texts, strict=True)), schema=types)


def write_parquet(printer: Printer, tables: "Iterable[pl.DataFrame]", out: Path) -> None:
    """Write frames as they come; what making them raises goes through.

    Raises OSError where the file can't be written.
    """
    from polars.io.plugins import register_io_source

    def batches(*_options: object) -> "Iterator[pl.DataFrame]":
        yield from tables

    register_io_source(batches, schema=schema(printer)).sink_parquet(
        out, maintain_order=True, compression="zstd", compression_level=1, row_group_size=ROWS_OF_A_GROUP
    )
