"""What steps read of values: of the marks that are there, a mean and a sum read but what they add up to.

No two rows of marks are alike, and yet 12, 14 and 10 come to what 14, 12 and 10 come to: told apart by their sum, and
by whatever else is read of them, few groups are left to decide.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from math import lcm
from typing import NamedTuple

from certeval.rules.derivation import Node
from certeval.rules.measures import TermMeasure
from certeval.rules.outcome import PRESENTE, Value
from certeval.rules.program import Name, Step
from certeval.rules.terms import ValueOf

UNDER = 1000 * lcm(*range(1, 13))
"""What shares are over: marks to the thousandth, and means of up to a dozen of them. A finer one is told apart as it
stands.
"""


class SumTerm(NamedTuple):
    """How all that is read of a value is added up: in which sum, with which coefficient there."""

    sum: int
    coefficient: int

    def share(self, value: Value) -> int | None:
        """What a value adds to the sum, over UNDER; None where more is read of it: it may be this or that, or leave."""
        least, most, over, may = value
        if least != most or may != PRESENTE or UNDER % over:
            return None
        return least * (UNDER // over) * self.coefficient


UNREAD = SumTerm(0, 0)
"""Of a value that nobody reads: it adds nothing to any sum."""


def sum_terms(steps: Iterable[Step], codes: Iterable[str], others: Iterable[Name] = ()) -> dict[str, SumTerm]:
    """Of these codes, those whose values steps read but in one sum, or not at all; none of `others`.

    `moyenne: {E1: 1, E2: 2}`, where nothing else reads them, gives `{E1: (0, 1), E2: (0, 2)}`.
    """
    read = Counter(others)
    sums: dict[tuple[tuple[Name, int], ...], int] = {}
    for step in steps:
        read.update(step.node.needs())
        for measure in sums_within(step.node):
            terms = zip(measure.terms, measure.coefficients.whole, strict=True)
            of: list[tuple[Name, int]] = [
                (("valeur", term.node.name), whole) for term, whole in terms if type(term.node) is ValueOf
            ]
            read.subtract([name for name, _ in of])
            sums.setdefault(tuple(of), len(sums))
    by_name: dict[Name, list[SumTerm]] = {}
    for terms_of, number in sums.items():
        for name, whole in terms_of:
            by_name.setdefault(name, []).append(SumTerm(number, whole))
    each = {code: by_name.get(("valeur", code), [UNREAD]) for code in codes if not read["valeur", code]}
    return {code: of[0] for code, of in each.items() if len(of) == 1}


def sums_within(node: Node) -> Iterator[TermMeasure]:
    """The measures within a form that but add up what is there."""
    if isinstance(node, TermMeasure) and node.adds:
        yield node
    for inner in node.inside():
        yield from sums_within(inner)
