"""Which rows of a large wide sheet are read again for what there is to say of them, and how much more there is.

Rows come in order, so that once as many were met of each thing that is wrong with a row as are listed, it is counted
and not read: a sheet that is wrong in every row takes no more memory than one that is wrong in a few.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from certeval.bulk import situated
from certeval.bulk.csv_blocks import Span
from certeval.bulk.decisions import MAX_KEPT
from certeval.diagnostics import Kind, findings
from certeval.diagnostics.families import sheets as kinds
from certeval.referentiel.load import Referentiel
from certeval.scores import identifiers, wide
from certeval.scores.cells import CellReader
from certeval.scores.headings import CANDIDAT, Headings, identity_of
from certeval.scores.people import alike
from certeval.sources.row import unguarded

Kinds = tuple[Kind, ...]


class RowFault(NamedTuple):
    """What is wrong with the first row of an identifier that is not read, and the identifier that looks the same."""

    wrong: Kinds
    other: str = ""


class Selection:
    """Chooses among rows that come in the sheet's order. `lines` are the physical lines of those to read; `beyond` is
    how many findings of each kind the others make; `decided` how many of those looked at name somebody.
    """

    def __init__(self, headings: Headings, delimiter: str, width: int, referentiel: Referentiel) -> None:
        self.lines: set[int] = set()
        self.beyond: Counter[Kind] = Counter()
        self.decided = 0
        columns = wide.columns_of(headings, referentiel)
        self._readers = [(at, CellReader(referentiel.program.read[code])) for code, at in columns.items()]
        self._watch = situated.watch(referentiel, columns) if referentiel.program.situation else None
        self._cut = (delimiter, width, headings.columns[CANDIDAT])
        self._named = bool(identity_of(headings))
        self._word = headings.meanings.word
        self._refusals: dict[tuple[str, ...], Kinds] = {}
        self._number: Counter[Kind] = Counter()
        self._first: dict[str, Span] = {}
        self._counted: dict[str, RowFault] = {}
        self._spelled: dict[str, str] = {}

    def take(self, span: Span, texts: Sequence[str] | None, code: str) -> None:
        """Keep a row, or count what is wrong with it. `texts` are its lines where its cells are to be looked at, `code`
        its identifier where others are alike.
        """
        wrong = () if texts is None else self._wrong(texts)
        first, again, other = bool(code) and code not in self._first, None, ""
        if first:
            self._first[code] = span
            other = self._spelled.setdefault(identifiers.key(code), code)
            again = alike(code, other) if other != code else None
        elif code:
            again, other = kinds.REPEATED_CANDIDATE, code
        if wrong is None or (code and (self._named or not identifiers.usual(code))):
            self._keep(span, other)
            return
        wrong = (*wrong, again) if again else wrong
        if not wrong and first:
            self._counted[code] = _RIGHT
            return
        kept = any(self._number[kind] <= findings.MOST for kind in wrong)
        for kind in wrong:
            self._number[kind] += 1
        if kept:
            self._keep(span, other)
        else:
            for kind in wrong:
                self.beyond[kind] += 1
            if first:
                self._counted[code] = RowFault(wrong, other)

    def _keep(self, span: Span, other: str) -> None:
        """Keep a row, and the first one of the identifier that it repeats or looks like, which is told beside it."""
        self.lines.update(range(span[0], span[1] + 1))
        counted = self._counted.pop(other, None)
        if counted is not None:
            self.beyond.subtract(counted.wrong)
            self._keep(self._first[other], counted.other)

    def _wrong(self, texts: Sequence[str]) -> Kinds | None:
        """What is wrong with a row but for its identifier; None where only the other reader tells."""
        delimiter, width, identifier = self._cut
        cells = _cells(texts, delimiter)
        typed = cells[identifier] if identifier < len(cells) else ""
        long = any(cell.strip() for cell in cells[width:])
        self.decided += not long and bool(identifiers.spelled(typed))
        if not identifiers.usual(typed):
            return None
        if long:
            return (kinds.ROW_TOO_LONG,)
        key = (*cells[:identifier], *cells[identifier + 1 : width])
        found = self._refusals.get(key)
        if found is None:
            if len(self._refusals) > MAX_KEPT:
                self._refusals.clear()
            found = self._refusals[key] = tuple(self._refused(cells))
        return found

    def _refused(self, cells: Sequence[str]) -> list[Kind]:
        short = len(cells) < self._cut[1]
        readings = [reader[self._word(cells[at])] for at, reader in self._readers if at < len(cells)]
        refused = [each.refusal.kind for each in readings if each.refusal is not None]
        if short:
            return [*refused, kinds.ROW_TOO_SHORT]
        return [*refused, *[kinds.NOT_CONCERNED] * (self._watch.marks(cells) if self._watch else 0)]


_RIGHT = RowFault(())


def _cells(texts: Sequence[str], delimiter: str) -> list[str]:
    """The cells of a row; none where they can't be told."""
    text = "".join(texts)
    if '"' not in text:
        cells = text.rstrip("\r\n").split(delimiter)
    else:
        try:
            cells = next(csv.reader(texts, delimiter=delimiter, strict=True))
        except (csv.Error, StopIteration):
            return []
    return [unguarded(cell) for cell in cells] if "'" in text else cells
