"""What is wrong with the terms of a measure together: their coefficients, how many are the best, which may vanish."""

from collections.abc import Iterable
from fractions import Fraction
from math import lcm

from certeval.diagnostics import Path
from certeval.diagnostics.families import rules as kinds
from certeval.rules.concern import ValueFor
from certeval.rules.derivation import Node
from certeval.rules.names import MOST_BITS, Scope
from certeval.rules.points import PointsOf
from certeval.rules.terms import Constant, ValueOf


def add_up(scope: Scope, coefficients: Iterable[Fraction], path: Path) -> bool:
    """Whether coefficients have a common denominator of a size that a sum of them may have."""
    common = 1
    for coefficient in coefficients:
        common = lcm(common, coefficient.denominator)
        if common.bit_length() > MOST_BITS:
            digits = int(MOST_BITS * 0.3)
            scope.mistakes.report(kinds.TOO_LARGE, path, at_key=True, name=str(path[-2]), digits=digits)
            return False
    return True


def check_best(scope: Scope, best: int | None, chosen: object, path: Path) -> None:
    if best is not None and isinstance(chosen, dict):
        scope.mistakes.report(kinds.BEST_WITH_COEFFICIENTS, (*path, "meilleures"))


def may_be_empty(scope: Scope, node: Node) -> bool:
    """Whether a term may vanish while cells are still unknown: anything but a number or an element's mark,
    a mark whose place a status may take (a third marker's, or a later attempt's), one that is for some candidates.
    """
    if isinstance(node, Constant):
        return False
    value = node.of if isinstance(node, PointsOf) else node
    if isinstance(value, ValueFor):
        return True
    entry = scope.entry(value.name) if isinstance(value, ValueOf) else None
    return entry is None or entry.third is not None or entry.kept is not None
