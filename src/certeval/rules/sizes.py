"""How large the numbers of a program can grow, told before any is computed.

A number's size is counted in bits, from what its forms can make of the marks, coefficients and constants they take:
fifteen products of a number by itself would make one of ten thousand digits, forty one that no machine holds.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from math import lcm
from typing import NamedTuple

from certeval.rules.compound_measures import Choice, CountOf, Lookup, PointsOf, Product, Rounding
from certeval.rules.count_rules import CountRule
from certeval.rules.derivation import Node
from certeval.rules.entry import Entry
from certeval.rules.measures import Extreme, Mean, TermMeasure, Total
from certeval.rules.names import MOST_BITS
from certeval.rules.program import Name, Program
from certeval.rules.terms import Constant, ValueOf
from certeval.rules.verdicts import Compare

TEXT_DENOMINATOR = 10**30
"""What the denominator of a number typed in a sheet divides: it has 30 decimals at most."""
FEW = 64
"""Up to here, what whole numbers divide into is worked out; beyond, each may be another."""
JURORS = 16
"""Jurors whose mean is taken, at most as many as are worth counting."""


class Size(NamedTuple):
    """A number is below 2 to `whole`; its denominator divides `common` times a number of `other` bits."""

    whole: int
    common: int = 1
    other: int = 0

    @property
    def bits(self) -> int:
        return self.whole + 2 * (self.common.bit_length() + self.other)


NOTHING = Size(0)
"""The size of what was reported already: nothing grows from it."""


class TooLargeError(Exception):
    """A number may grow beyond `MOST_BITS`."""


def too_large(program: Program, report: Callable[[Name], None]) -> None:
    """Report the names whose numbers may grow too large: the first of each that grows from another's."""
    sizes = {code: _of_entry(entry) for code, entry in program.entries.items()}
    for name, step in program.steps.items():
        if isinstance(step.node, Compare) and not step.node.path:  # of a cell, as most are
            continue
        try:
            size = _within(step.node, sizes)
        except TooLargeError:
            report(name)
            size = NOTHING
        if name[0] == "valeur" and size is not None:
            sizes[name[1]] = size


def _of_entry(entry: Entry) -> Size:
    scale = entry.scale
    if scale.words():
        return Size(len(scale.words()).bit_length())
    most = max(abs(scale.least), abs(scale.greatest))
    return Size(_whole(most), TEXT_DENOMINATOR * lcm(*range(1, JURORS)))


def _whole(*numbers: Fraction) -> int:
    """How many bits what is whole of the greatest of these takes, its sign included."""
    return max((abs(each.numerator) // each.denominator).bit_length() for each in numbers) + 1


def _within(node: Node, sizes: Mapping[str, Size]) -> Size | None:
    """The size of a measure; of a rule none, what it compares having one. Raises TooLargeError."""
    if isinstance(node, CountRule) and node.of_names:  # of names alone, each looked at apart
        return None
    inner = [size for each in node.inside() if (size := _within(each, sizes)) is not None]
    size = _of_form(node, inner, sizes)
    if size is not None and size.bits > MOST_BITS:
        raise TooLargeError
    return size


def _of_form(node: Node, inner: list[Size], sizes: Mapping[str, Size]) -> Size | None:
    """What a form makes of the numbers of those inside it."""
    match node:
        case Constant():
            return Size(_whole(node.number), node.number.denominator)
        case ValueOf():
            return sizes.get(node.name, NOTHING)
        case PointsOf():
            return Size(_whole(*node.points), _limit_bits(lcm(*(each.denominator for each in node.points))))
        case TermMeasure():
            return _of_terms(node, inner)
        case Product():
            common = reduce(lambda common, size: _limit_bits(common * size.common), inner, 1)
            return Size(sum(s.whole for s in inner), common, sum(s.other for s in inner))
        case CountOf():
            return Size(len(node.rule.items).bit_length() + 1)
        case Rounding():
            return Size(max([_whole(node.step), *(s.whole for s in inner)]) + 1, node.step.denominator)
        case Lookup():
            rows = [*node.rows.values(), *([] if node.otherwise is None else [node.otherwise])]
            return Size(_whole(*rows), 1, 2 * max(row.denominator.bit_length() for row in rows))
        case Choice():
            return _alike(inner)
    return None


def _of_terms(node: TermMeasure, inner: list[Size]) -> Size:
    terms = _alike(inner)
    weight = sum(map(abs, node.coefficients.whole))
    whole = terms.whole + weight.bit_length() + len(inner).bit_length()
    if isinstance(node, Mean):
        few = weight <= FEW
        common = _limit_bits(lcm(terms.common, *range(1, weight + 1))) if few else terms.common
        return Size(whole, common, terms.other + (0 if few else weight.bit_length()))
    if isinstance(node, Total | Extreme):
        pivot = node.pivot if isinstance(node, Total) else None
        common = _limit_bits(lcm(terms.common, node.coefficients.under) * (pivot.denominator if pivot else 1))
        return Size(whole + (_whole(pivot) if pivot else 0), common, terms.other)
    return terms


def _alike(inner: Sequence[Size]) -> Size:
    """The size of what may be any of several, or adds them up: one denominator for all."""
    common = 1
    for each in {size.common for size in inner}:
        common = _limit_bits(lcm(common, each))
    whole = max((size.whole for size in inner), default=1)
    return Size(whole, common, sum(size.other for size in inner))


def _limit_bits(number: int) -> int:
    if number.bit_length() > MOST_BITS:
        raise TooLargeError
    return number
