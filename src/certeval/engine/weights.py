"""Sums of weights: the sets of units that lift a weighted mean or sum over its bound, fewest units first.

Where a measure is linear, what a unit brings does not depend on the others: no set need be tried.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import accumulate

from certeval.engine.again import Dependencies
from certeval.engine.resit_sets import Units
from certeval.engine.winning import Budget
from certeval.frozen import frozen
from certeval.rules.bounds import Bounds
from certeval.rules.computed import Product, Rounded
from certeval.rules.derivation import Node, State
from certeval.rules.measures import OfTerms
from certeval.rules.outcome import FAUX, VRAI, Outcome
from certeval.rules.terms import Constant, ValueOf
from certeval.rules.verdicts import Compare


@frozen
class Weighed:
    """A bound on a linear measure, rounded or not: what has to rise, or to fall, and when that is enough."""

    measure: Node
    rounded: tuple[Rounded, ...]
    bounds: Bounds
    target: Outcome

    @property
    def rising(self) -> bool:
        """Whether the measure's greatest value has to rise; else its least has to fall."""
        return (self.bounds.lower is not None) == (self.target == VRAI)

    def enough(self, number: Fraction) -> bool:
        """Whether the rule comes to its target where the measure is worth that."""
        node: Node = Constant(number)
        for each in reversed(self.rounded):
            node = Rounded(node, each.step, each.direction)
        return self.bounds.hold(node.measure(State()).value) == self.target


def weighed(rule: Node, target: Outcome, on: Dependencies, state: State) -> Weighed | None:
    """What a rule that fails in `state` weighs: the bound missed; None where the measure is not linear."""
    bounds = _missed(rule, state) if isinstance(rule, Compare) else None
    if not isinstance(rule, Compare) or bounds is None or (target == FAUX and bounds != rule.bounds):
        return None
    measure, rounded = rule.subject, []
    while isinstance(measure, Rounded) or (step := _named(measure, on)) is not None:
        if isinstance(measure, Rounded):
            rounded.append(measure)
            measure = measure.inner
        elif step is not None:
            measure = step
    return Weighed(measure, tuple(rounded), bounds, target) if _linear(measure, on) else None


def _missed(rule: Compare, state: State) -> Bounds | None:
    """The one bound of a rule, or of two the one that its measure misses."""
    lower, upper = Bounds(rule.bounds.lower, None), Bounds(None, rule.bounds.upper)
    value = rule.subject.measure(state).value
    missed = [each for each in (lower, upper) if each != Bounds(None, None)]
    if len(missed) > 1:
        missed = [each for each in missed if each.hold(value) == FAUX]
    return missed[0] if len(missed) == 1 else None


def _named(node: Node, on: Dependencies) -> Node | None:
    """The form of a named measure."""
    step = on.steps.get(("valeur", node.name)) if isinstance(node, ValueOf) else None
    return step and step.node


def _linear(measure: Node, on: Dependencies) -> bool:
    waiting, seen = [measure], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in seen or isinstance(node, Constant):
            continue
        seen.add(id(node))
        if isinstance(node, ValueOf):
            form = _named(node, on)
            waiting += [] if form is None else [form]
        elif not _adds_up(node):
            return False
        else:
            waiting += node.inside()
    return True


def _adds_up(node: Node) -> bool:
    """Whether a form adds up its terms, each with a weight that nothing changes."""
    if isinstance(node, Product):
        return sum(not isinstance(factor, Constant) for factor in node.factors) <= 1
    return isinstance(node, OfTerms) and node.adds


def lightest(
    gains: Sequence[tuple[int, Fraction]], base: Fraction, enough: Callable[[Fraction], bool], work: Budget
) -> Iterator[Units]:
    """The minimal sets of units whose gains, added to `base`, are enough: fewest first, greatest gains first.

    `gains` are not zero and all of one sign. A set is minimal where it is not enough without its smallest gain:
    taken in falling order, its last.
    """
    ordered = sorted(gains, key=lambda gain: -abs(gain[1]))
    before = [Fraction(0), *accumulate(gain for _, gain in ordered)]
    for size in range(1, len(ordered) + 1):
        waiting: list[tuple[int, Fraction, Units]] = [(0, base, ())]
        while waiting:
            if not work.spend(1):
                return
            at, total, chosen = waiting.pop()
            left = size - len(chosen)
            if at + left > len(ordered) or not enough(total + before[at + left] - before[at]):
                continue
            waiting.append((at + 1, total, chosen))
            unit, gain = ordered[at]
            if left == 1:
                yield tuple(sorted((*chosen, unit)))
            elif not enough(total + gain):
                waiting.append((at + 1, total + gain, (*chosen, unit)))
