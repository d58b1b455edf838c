"""What the measures of a program are made of: marks out of what, quantities, counts of how many items."""

from fractions import Fraction
from typing import NamedTuple

from certeval.rules.compound_measures import Choice, CountOf, PointsOf, Product, Rounding
from certeval.rules.derivation import Node
from certeval.rules.measures import Extreme, Mean, Total
from certeval.rules.program import Program
from certeval.rules.terms import Constant, ValueOf

Grid = tuple[Fraction, Fraction]
"""Where a value that comes in steps begins, and the step."""


class Origin(NamedTuple):
    """What a measure is made of.

    `totals`: what its marks are out of, or how many items it counts. `marks`: it is as large as the marks it is made
    of, no gap nor count nor number that a rule chooses. `quantity`: it takes quantities, whose greatest value is only
    a bound. `grid`: it comes in steps.
    """

    totals: frozenset[Fraction] = frozenset()
    marks: bool = False
    quantity: bool = False
    grid: Grid | None = None


NUMBER = Origin(marks=True)


class Origins:
    """What each measure of a program is made of, each name looked at once."""

    def __init__(self, program: Program) -> None:
        self._of_name = {code: _of_entry(program, code) for code in program.entries}
        for (sort, name), step in program.steps.items():
            if sort == "valeur":
                self._of_name[name] = self.of(step.node)

    def of(self, node: Node) -> Origin:
        """What a measure is made of."""
        match node:
            case PointsOf():
                return Origin(frozenset([node.points[-1]]), marks=True)
            case ValueOf():
                return self._of_name.get(node.name, NUMBER)
            case Constant():
                return NUMBER
            case CountOf():
                return Origin(frozenset([Fraction(len(node.rule.items))]), grid=(Fraction(0), Fraction(1)))
            case Mean() | Total() | Extreme() | Product() | Rounding() | Choice():
                return self._of_parts(node)
        return Origin()

    def _of_parts(self, node: Mean | Total | Extreme | Product | Rounding | Choice) -> Origin:
        terms = node.terms if isinstance(node, Mean | Total | Extreme) else ()
        inside = [term.node for term in terms] if terms else list(node.inside())
        parts = [self.of(each) for each in inside if not isinstance(each, Constant)]
        gap = isinstance(node, Choice) or (isinstance(node, Total) and node.pivot is not None)
        return Origin(
            frozenset().union(*(part.totals for part in parts)),
            bool(parts) and not gap and all(part.marks for part in parts),
            any(part.quantity for part in parts),
            (Fraction(0), node.step) if isinstance(node, Rounding) else None,
        )


def _of_entry(program: Program, code: str) -> Origin:
    entry = program.entries[code]
    scale = entry.scale
    has_ceiling = entry.attempts is not None and entry.attempts.plafond is not None
    grid = None if has_ceiling or entry.step is None else (scale.least, entry.step)
    if scale.words():
        return Origin(grid=grid)
    return Origin(frozenset([scale.greatest]), marks=True, quantity=scale.quantity, grid=grid)
