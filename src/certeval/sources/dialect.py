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

    skip_lines: int = 0
    two: bool = False
    among: int = 1
    is_required: IsHeading = lambda _: True


TOP = Head()


def dialect(lines: Sequence[str], is_heading: IsHeading, head: Head = TOP) -> tuple[str, int]:
    """The delimiter that yields the most known headings, then the most columns, the first of equals; and how many
    lines stand above those headings. A first line such as `sep=;` says which is preferred.
    """
    preference = _SEP.fullmatch(lines[0])
    below = lines[1:] if preference else lines
    delimiters = (*((preference[1],) if preference else ()), *DELIMITERS)
    by_delimiter = {delimiter: _worth(delimiter, below, is_heading, head) for delimiter in delimiters}
    delimiter = max(delimiters, key=lambda each: by_delimiter[each][:2])
    heading_count, _, above = by_delimiter[delimiter]
    return delimiter, (above if heading_count else 0) + bool(preference)


def _worth(delimiter: str, lines: Sequence[str], is_heading: IsHeading, head: Head) -> tuple[int, int, int]:
    """How many known headings and how many columns a delimiter yields; how many lines stand above these headings."""
    best = None
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    above = row_count = 0
    with suppress(csv.Error):
        for cells in rows:
            if "".join(cells).strip():
                row_count += 1
                heading_count = sum(map(is_heading, cells)) if any(map(head.is_required, cells)) else 0
                if best is None or heading_count > best[0]:
                    best = heading_count, len(cells), above
                if row_count == head.among:
                    break
            above = rows.line_num
    return best or (0, 0, 0)
