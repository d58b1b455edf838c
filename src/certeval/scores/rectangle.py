"""Lines of cells, as many in each, read into columns of a byte a cell."""

from collections.abc import Iterable
from itertools import compress, repeat
from operator import itemgetter, ne
from typing import NamedTuple

from certeval.scores.coded import NEVER, Codes

OFTEN = 64
"""A word that one row in so many has is worth looking for in every text."""
SELDOM = 8
"""Of the rows, the part that must have cells of one byte for it to be worth looking for them."""


class Layout(NamedTuple):
    """Where things stand in a row: the identifier's column, and the columns of each group, in the sheet's order.

    `width` counts the columns of the heading line.
    """

    delimiter: str
    width: int
    identifier: int
    groups: tuple[tuple[int, ...], ...]

    def columns(self) -> list[int]:
        """The columns of all groups."""
        return sorted({column for group in self.groups for column in group})

    def cells(self, lines: list[str]) -> list[str] | None:
        """The cells of lines one after another, and a line break between lines. None where a line has more or fewer
        than the headings.
        """
        cells = f"{self.delimiter}\n{self.delimiter}".join(lines).split(self.delimiter)
        step, breaks = self.width + 1, len(lines) - 1
        even = len(cells) == len(lines) * step - 1 and cells[self.width :: step].count("\n") == breaks
        return cells if even else None


class Read(NamedTuple):
    """Rows: their identifiers, as a list and as a line each, and, by column of the sheet, the byte of each cell."""

    identifiers: list[str]
    text: str
    columns: dict[int, bytes]


def spelled(text: str, layout: Layout, codes: Codes) -> Read | None:
    """Rows of any layout; None where one has more or fewer cells than the headings. Raises Spent."""
    cells = layout.cells(text.removesuffix("\n").split("\n"))
    if cells is None:
        return None
    step, code = layout.width + 1, codes.__getitem__
    columns = {at: bytes(map(code, cells[at::step])) for at in layout.columns()}
    identifiers = cells[layout.identifier :: step]
    return Read(identifiers, "\n".join(identifiers), columns)


class Tail:
    """Reads lines that end in the cells of elements, once the columns after these are cut off.

    Words that juries use are replaced by their bytes wherever they stand: every such cell then has one, and the end
    of a line is as long as any other's. What was replaced elsewhere is put back.
    """

    def __init__(self, layout: Layout, codes: Codes) -> None:
        self._codes = codes
        self._columns = layout.columns()
        self._wide = len(self._columns)
        self._after = layout.width - 1 - self._columns[-1]
        self._layout = layout = layout._replace(width=layout.width - self._after)
        self._delimiter = layout.delimiter.encode()
        self._between = self._delimiter * self._wide
        self._tail = itemgetter(slice(-2 * self._wide, None))
        self._head = itemgetter(slice(None, -2 * self._wide))
        self._all_but_last = itemgetter(slice(None, -1))
        self._every_other = itemgetter(slice(None, None, 2))
        self._words: dict[str, bytes] = {}
        self.worth = layout.identifier < self._columns[0]
        self.worth = self.worth and self._columns == list(range(self._columns[0], layout.width))

    def read(self, data: bytes) -> Read | None:
        """Rows in UTF-8; None where one has more or fewer cells than the headings. Raises Spent."""
        lines = data.removesuffix(b"\n").split(b"\n")
        if self._after:
            lines = [line.rsplit(self._delimiter, self._after)[0] for line in lines]
        tails = list(map(self._tail, lines))
        odd = self._odd(range(len(lines)), tails)
        for _ in range(2):  # empty cells that follow each other share a delimiter
            if odd and self._words:
                mended = self._mended([lines[row] for row in odd])
                ends = list(map(self._tail, mended))
                for row, line, tail in zip(odd, mended, ends, strict=True):
                    lines[row], tails[row] = line, tail
                odd = self._odd(odd, ends)
        heads = list(map(self._head, lines))
        cells = b"".join(tails)[1::2]
        if self._delimiter in cells or len(cells) != self._wide * len(lines):
            whole = 2 * self._wide, self._wide
            others = [r for r, tail in enumerate(tails) if (len(tail), tail.count(self._delimiter)) != whole]
            odd = sorted({*odd, *others})
        if odd:
            cells = self._spelled(odd, lines, heads)
            if not cells:
                return None
        self._codes.met(cells)
        text = self._identifiers(heads)
        if text is None:
            return None
        columns = {column: cells[i :: self._wide] for i, column in enumerate(self._columns)}
        return Read(text.split("\n"), text, columns)

    def _odd(self, rows: Iterable[int], tails: Iterable[bytes]) -> list[int]:
        """The rows that have not a delimiter before each byte of their end."""
        return list(compress(rows, map(ne, map(self._every_other, tails), repeat(self._between))))

    def _mended(self, lines: list[bytes]) -> list[bytes]:
        """The lines with a byte for each word that is used often; of empty cells that follow each other, every other
        one. A text cut and joined is replaced in one pass.
        """
        delimiter = self._delimiter
        data = (delimiter + b"\n").join(
            lines
        ) + delimiter  # an empty cell at the end of a line is as any other
        for word, code in self._words.items():
            each = (word.encode(), code) if word else (delimiter * 2, delimiter + code + delimiter)
            data = each[1].join(data.split(each[0]))
        return list(map(self._all_but_last, data.split(b"\n")))

    def _spelled(self, odd: list[int], lines: list[bytes], heads: list[bytes]) -> bytes:
        """Every row's cells, those of some rows taken one by one; none where one has too many or too few."""
        wide, first = self._wide, self._layout.width - self._wide
        text = self._put_back(b"\n".join([lines[row] for row in odd])).decode()
        spelled = self._layout.cells(text.split("\n"))
        if spelled is None:
            return b""
        code, delimiter = self._codes.__getitem__, self._layout.delimiter
        tails = [line[1 - 2 * wide :: 2] for line in lines]
        for at, row in zip(range(0, len(spelled), self._layout.width + 1), odd, strict=True):
            tails[row] = bytes(map(code, spelled[at + first : at + first + wide]))
            heads[row] = delimiter.join(spelled[at : at + first]).encode()
        learned = self._learn(b"".join([tails[row] for row in odd]), len(lines))
        self.worth = learned or len(odd) * SELDOM < len(lines) * (SELDOM - 1)
        return b"".join(tails)

    def _learn(self, cells: bytes, rows: int) -> bool:
        """Replace the words from now on that many rows have, the longest first: one may stand in another. Whether
        there are such words.
        """
        found = {
            word: bytes([code])
            for word, code in self._codes.items()
            if code in NEVER and cells.count(code) * OFTEN >= rows
        }
        new = found.keys() - self._words.keys()
        self._words = dict(sorted({**self._words, **found}.items(), key=lambda each: -len(each[0])))
        return bool(new)

    def _put_back(self, text: bytes) -> bytes:
        """The text as it stands in the sheet."""
        for word, code in self._words.items():
            text = text.replace(code, word.encode())
        return text

    def _identifiers(self, heads: list[bytes]) -> str | None:
        """The identifiers in what stands before the cells, a line each; None where a row has more columns there, or
        fewer.
        """
        before, delimiter = self._layout.width - self._wide, self._layout.delimiter
        joined = b"\n".join(heads)
        text = (joined if joined.isascii() else self._put_back(joined)).decode()
        if before == 1:
            return None if delimiter in text else text
        cells = [head.split(delimiter) for head in text.split("\n")]
        if any(len(each) != before for each in cells):
            return None
        return "\n".join([each[self._layout.identifier] for each in cells])
