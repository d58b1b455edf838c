"""What is wrong with the rows of a sheet, counted: how many findings of each kind, and the first rows that make some.

Only so many findings of a kind are listed, which the reader of every sheet words once these rows are read again: a
sheet that is wrong in every row takes no more memory, nor much more time, than one that is wrong in a few.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from certeval.bulk.csv_blocks import Kinds, LineSpan
from certeval.diagnostics import Kind, findings
from certeval.diagnostics.families.sheets import UNFILLED, UNSEEN


@dataclass(slots=True)
class Faults:
    """What is wrong with rows that come in the sheet's order. `number` is how many findings of each kind there are,
    `rows` the physical lines of the first rows that make some; `overflow` are the kinds that other rows make too.

    `hashes` are the identifiers, as hashes, of which something is said once; `beside` the rows that are told beside
    others.
    """

    number: Counter[Kind] = field(default_factory=Counter)
    rows: dict[Kind, list[LineSpan]] = field(default_factory=dict)
    overflow: set[Kind] = field(default_factory=set)
    hashes: set[int] = field(default_factory=set)
    beside: set[LineSpan] = field(default_factory=set)

    def count(self, wrong: Kinds, text: str = "") -> Kinds:
        """Count findings of a row: those there are, but for what was said already of an identifier as `hashes`."""
        if UNSEEN in wrong:
            if hash(text) in self.hashes:
                wrong = tuple(kind for kind in wrong if kind != UNSEEN)
            self.hashes.add(hash(text))
        for kind in wrong:
            self.number[kind] += 1
        return wrong

    def keep(self, span: LineSpan, wrong: Iterable[Kind]) -> bool:
        """Have a row read again if few before it make the same findings; whether it is."""
        has_room = False
        for kind in dict.fromkeys(wrong):
            rows = self.rows.setdefault(kind, [])
            if len(rows) <= findings.MOST or kind == UNFILLED:
                rows.append(span)
                has_room = True
            else:
                self.overflow.add(kind)
        return has_room

    def full(self, wrong: Iterable[Kind]) -> bool:
        """Whether enough rows are read again that make each of these findings; it is noted that others do."""
        if any(len(self.rows.get(kind, ())) <= findings.MOST for kind in wrong):
            return False
        self.overflow.update(wrong)
        return True

    def add(self, other: "Faults", lines: int) -> None:
        """Take in those of the rows that follow, which begin so many lines below where they were counted from."""
        self.number.update(other.number)
        self.number[UNSEEN] -= len(self.hashes & other.hashes)
        self.hashes |= other.hashes
        self.overflow |= other.overflow
        self.beside |= {(first + lines, last + lines) for first, last in other.beside}
        for kind, rows in other.rows.items():
            for first, last in rows:
                self.keep((first + lines, last + lines), (kind,))

    def has_errors(self) -> bool:
        """Whether a finding that was counted is an error."""
        return any(kind.is_error for kind in +self.number)

    def lines(self) -> set[int]:
        """The physical lines of the rows to read again."""
        spans = self.beside.union(*self.rows.values())
        return {line for first, last in spans for line in range(first, last + 1)}

    def beyond(self, all_findings: findings.Findings, file: str) -> None:
        """Count, with the findings of the rows read again, those of the others."""
        for kind in self.overflow:
            of_kind = all_findings.by_kind.get((kind.code, file))
            more = self.number[kind] - (of_kind.number if of_kind else 0)
            if of_kind and more > 0:
                all_findings.more(kind, file, more)
