"""What the values of a référentiel are compared with: no number is shown across it."""

from fractions import Fraction

from certeval.rules.bounds import Bounds
from certeval.rules.derivation import Node
from certeval.rules.points import PointsOf
from certeval.rules.program import Program
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import Compare


def compared_with(program: Program) -> dict[str, frozenset[Fraction]]:
    """The limits that each element's value and each measure is compared with, by its name, in any rule."""
    limits: dict[str, set[Fraction]] = {}
    for step in program.steps.values():
        waiting: list[Node] = [step.node]
        while waiting:
            node = waiting.pop()
            waiting += node.inside()
            if isinstance(node, Compare):
                subject = node.subject
                name = subject.name if isinstance(subject, ValueOf | PointsOf) else step.makes[1]
                limits.setdefault(name, set()).update(_ends(node.bounds))
    for code, entry in program.entries.items():
        if entry.kept is not None:
            limits.setdefault(code, set()).update(_ends(entry.kept))
    return {name: frozenset(each) for name, each in limits.items()}


def _ends(bounds: Bounds) -> set[Fraction]:
    return {limit.at for limit in (bounds.lower, bounds.upper) if limit is not None}
