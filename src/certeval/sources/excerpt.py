"""Some lines of a table read again, each at its place."""

from collections.abc import Iterator, Mapping, Sequence
from typing import overload

from certeval.sources.row import Source
from certeval.sources.table import Table, read_rows


def excerpt_of(head: Table, lines: Mapping[int, str]) -> Table:
    """A table with the headings of another and only these of its lines, by number from 1, each at its place.

    A record that takes several lines must have all of them.
    """
    found = Table(head.file, head.encoding, head.delimiter, head.header)
    for first, texts in _runs(lines):
        source = Source(head.file, _Lines(first, texts), head.delimiter, any("'" in text for text in texts))
        read_rows(found, source, first - 1, texts)
    return found


class _Lines(Sequence[str]):
    """Lines that follow each other, of which the first has another number than 1."""

    def __init__(self, first: int, texts: list[str]) -> None:
        self._first = first
        self._texts = texts

    def __len__(self) -> int:
        return self._first - 1 + len(self._texts)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        before = self._first - 1
        if isinstance(index, slice):
            return self._texts[index.start - before : index.stop - before]
        return self._texts[index - before]


def _runs(lines: Mapping[int, str]) -> Iterator[tuple[int, list[str]]]:
    """Lines that follow each other, with the number of the first."""
    run: list[str] = []
    first = 0
    for number in sorted(lines):
        if run and number != first + len(run):
            yield first, run
            run = []
        if not run:
            first = number
        run.append(lines[number])
    if run:
        yield first, run
