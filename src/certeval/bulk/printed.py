"""What candidates of any sheets come to, printed in one form and counted."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from certeval.bulk.candidates import Crowd
from certeval.bulk.csv_blocks import Block
from certeval.bulk.printing import Printing
from certeval.bulk.row_memo import Decided
from certeval.bulk.tally import Tally, listed
from certeval.engine.results import Synthesis
from certeval.scores.identifiers import all_usual
from certeval.scores.observations import Candidate


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

    def write(self, candidates: Iterable[Candidate], out: Path, mark: bytes = b"") -> None:
        """Write rows into a file: text with its heading after a mark, or Parquet where the form is a table.

        Raises OSError where it can't be written, ModuleNotFoundError without polars.
        """
        if self.printing.table:
            from certeval.bulk import parquet

            made = parquet.frames(self.printing, self.cells(candidates))
            parquet.write_parquet(self.printing, made, out)
            return
        with out.open("wb") as stream:
            stream.write(mark + self.printing.heading.encode())
            for text in self.rows(candidates):
                stream.write(text.encode(errors="backslashreplace"))

    def _blocks(self, candidates: Iterable[Candidate]) -> Iterator[tuple[Block, Decided]]:
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
        return Block(1, identifiers, (), details, usual=all_usual("\n".join(identifiers)))
