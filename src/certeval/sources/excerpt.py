"""Some lines of a table read again, each at its place."""

from collections.abc import Iterator, Mapping

from certeval.sources.row import LinesFrom, Source
from certeval.sources.table import Table, read_rows


def excerpt_of(head: Table, wanted: Mapping[int, str]) -> Table:
    """A table with the headings of another and only these of its lines, by number from 1, each at its place.

    A record that takes several lines must have all of them.
    """
    found = Table(head.file, head.encoding, head.delimiter, head.header)
    for first, texts in _runs(wanted):
        lines = LinesFrom(first - 1, texts)
        source = Source(head.file, lines, head.delimiter, any("'" in text for text in texts))
        read_rows(found, source, first - 1, texts)
    return found


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
