"""Sums of weights: the sets of units that lift a weighted mean or sum over its bound, fewest units first.

Where a measure is linear, what a unit brings does not depend on the others: no set need be tried.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import accumulate

from certeval.engine.again import Dependencies
from certeval.engine.box_search import Budget
from certeval.engine.resit_sets import Units
from certeval.frozen import frozen
from certeval.rules.bounds import Bounds
from certeval.rules.compound_measures import Product, Rounding
from certeval.rules.derivation import Node, State
from certeval.rules.measures import TermMeasure
from certeval.rules.outcome import FAUX, VRAI, Outcome
from certeval.rules.terms import Constant, ValueOf
from certeval.rules.verdicts import Compare


@frozen
class LinearBound:
    """A bound on a linear measure, rounded or not: what has to rise, or to fall, and when that is enough."""

    measure: Node
    roundings: tuple[Rounding, ...]
    bounds: Bounds
    target: Outcome

    @property
    def rises(self) -> bool:
        """Whether the measure's greatest value has to rise; else its least has to fall."""
        return (self.bounds.lower is not None) == (self.target == VRAI)

    def enough(self, number: Fraction) -> bool:
        """Whether the rule comes to its target where the measure is worth that."""
        node: Node = Constant(number)
        for each in reversed(self.roundings):
            node = Rounding(node, each.step, each.direction)
        return self.bounds.hold(node.measure(State()).value) == self.target


def linear_bound(rule: Node, target: Outcome, on: Dependencies, state: State) -> LinearBound | None:
    """What a rule that fails in `state` weighs: the bound missed; None where the measure is not linear."""
    bounds = _bounds_to_meet(rule, state) if isinstance(rule, Compare) else None
    if not isinstance(rule, Compare) or bounds is None or (target == FAUX and bounds != rule.bounds):
        return None
    measure, roundings = rule.subject, []
    while isinstance(measure, Rounding) or (step := _measure_form(measure, on)) is not None:
        if isinstance(measure, Rounding):
            roundings.append(measure)
            measure = measure.inner
        elif step is not None:
            measure = step
    return LinearBound(measure, tuple(roundings), bounds, target) if _linear(measure, on) else None


def _bounds_to_meet(rule: Compare, state: State) -> Bounds | None:
    """The one bound of a rule, or of two the one that its measure misses."""
    lower, upper = Bounds(rule.bounds.lower, None), Bounds(None, rule.bounds.upper)
    value = rule.subject.measure(state).value
    sides = [each for each in (lower, upper) if each != Bounds(None, None)]
    if len(sides) > 1:
        sides = [each for each in sides if each.hold(value) == FAUX]
    return sides[0] if len(sides) == 1 else None


def _measure_form(node: Node, on: Dependencies) -> Node | None:
    """The form of a named measure."""
    step = on.steps.get(("valeur", node.name)) if isinstance(node, ValueOf) else None
    return step and step.node


def _linear(measure: Node, on: Dependencies) -> bool:
    """Whether a measure adds up its terms, each with a weight that nothing changes."""
    stack, ids = [measure], set[int]()
    while stack:
        node = stack.pop()
        if id(node) in ids or isinstance(node, Constant):
            continue
        ids.add(id(node))
        if isinstance(node, ValueOf):
            form = _measure_form(node, on)
            stack += [] if form is None else [form]
            continue
        if isinstance(node, Product):
            adds_up = sum(not isinstance(factor, Constant) for factor in node.factors) <= 1
        else:
            adds_up = isinstance(node, TermMeasure) and node.adds
        if not adds_up:
            return False
        stack += node.inside()
    return True


def lightest(
    gains: Sequence[tuple[int, Fraction]], base: Fraction, enough: Callable[[Fraction], bool], work: Budget
) -> Iterator[Units]:
    """The minimal sets of units whose gains, added to `base`, are enough: fewest first, greatest gains first.

    `gains` are not zero and all of one sign. A set is minimal where it is not enough without its smallest gain:
    taken in falling order, its last.
    """
    order = sorted(gains, key=lambda gain: -abs(gain[1]))
    before = [Fraction(0), *accumulate(gain for _, gain in order)]
    for size in range(1, len(order) + 1):
        stack: list[tuple[int, Fraction, Units]] = [(0, base, ())]
        while stack:
            if not work.spend(1):
                return
            at, total, units = stack.pop()
            rest = size - len(units)
            if at + rest > len(order) or not enough(total + before[at + rest] - before[at]):
                continue
            stack.append((at + 1, total, units))
            unit, gain = order[at]
            if rest == 1:
                yield tuple(sorted((*units, unit)))
            elif not enough(total + gain):
                stack.append((at + 1, total + gain, (*units, unit)))
