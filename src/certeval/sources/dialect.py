"""What parts the cells of delimited text, and where its headings are: as French offices make it."""

import csv
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple

from certeval.sources.row import DELIMITERS

_SEP = re.compile(r'"?sep=(\t|[^\w\s"])"?[;,|\t]*\s*', re.IGNORECASE)

IsHeading = Callable[[str], bool]


class Head(NamedTuple):
    """Where the headings of a sheet are: below so many physical lines, on one row or two, among the first rows that
    follow, of which one has a cell that they need.
    """

    skipped: int = 0
    two: bool = False
    among: int = 1
    needed: IsHeading = lambda _: True


TOP = Head()


def dialect(lines: Sequence[str], is_heading: IsHeading, head: Head = TOP) -> tuple[str, int]:
    """The delimiter that yields the most known headings, then the most columns, the first of equals; and how many
    lines stand above those headings. A first line such as `sep=;` says which is preferred.
    """
    declared = _SEP.fullmatch(lines[0])
    delimiter, above = _best(
        lines[1:] if declared else lines,
        (*((declared[1],) if declared else ()), *DELIMITERS),
        is_heading,
        head,
    )
    return delimiter, above + bool(declared)


def _best(
    lines: Sequence[str], delimiters: Sequence[str], is_heading: IsHeading, head: Head
) -> tuple[str, int]:
    """The delimiter, and how many lines stand above the headings."""

    def worth(delimiter: str) -> tuple[int, int, int]:
        best = None
        rows = csv.reader(lines, delimiter=delimiter, strict=True)
        above = looked = 0
        with suppress(csv.Error):
            for cells in rows:
                if "".join(cells).strip():
                    looked += 1
                    known = sum(map(is_heading, cells)) if any(map(head.needed, cells)) else 0
                    if best is None or known > best[0]:
                        best = known, len(cells), above
                    if looked == head.among:
                        break
                above = rows.line_num
        return best or (0, 0, 0)

    found = {delimiter: worth(delimiter) for delimiter in delimiters}
    delimiter = max(delimiters, key=lambda each: found[each][:2])
    known, _, above = found[delimiter]
    return delimiter, above if known else 0
