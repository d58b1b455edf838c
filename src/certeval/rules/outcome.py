"""What a rule and a measure come to, as the set of all they may come to.

A rule's outcome is a set of bits: VRAI, FAUX, EXCLU (it leaves what it is part of), BLOQUE (a failure that
no compensation lifts). One bit: decided. VRAI and FAUX together: undetermined. Every connective is the
plain one lifted to sets, so that a decided outcome holds in every completion by construction. On true, false and
undetermined alone this is the strong three-valued logic of S. C. Kleene, « Introduction to Metamathematics », § 64
(1952).
"""

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple, Self

Outcome = int

VRAI: Outcome = 1
FAUX: Outcome = 2
BLOQUE: Outcome = 4
EXCLU: Outcome = 8
INCONNU: Outcome = VRAI | FAUX


def every(outcomes: Iterable[Outcome]) -> Outcome:
    """`et`: defaillant if one is, else false if one is; the excluded are left out, and all of it where all are."""
    return _together(outcomes, BLOQUE, VRAI)


def some(outcomes: Iterable[Outcome]) -> Outcome:
    """`ou`: true if one is, else defaillant if one is and nothing saves it; the excluded are left out, as in `et`."""
    return _together(outcomes, VRAI, FAUX)


def _together(outcomes: Iterable[Outcome], decisive: Outcome, unanimous: Outcome) -> Outcome:
    """Several outcomes as one: that which one of them settles alone, or that to which all that stay must come."""
    bits, may_agree, only_exclu = 0, True, True
    for outcome in outcomes:
        if outcome == decisive:
            return decisive
        bits |= outcome
        if not outcome & EXCLU:
            only_exclu = False
            may_agree = may_agree and bool(outcome & unanimous)
    result = bits & ~EXCLU if may_agree else bits & ~(EXCLU | unanimous)
    return result | EXCLU if only_exclu else result


def opposite(outcome: Outcome) -> Outcome:
    """`non`: true and false change places; the excluded stays left out, the defaillant stays so."""
    result = outcome & (EXCLU | BLOQUE)
    if outcome & VRAI:
        result |= FAUX
    if outcome & FAUX:
        result |= VRAI
    return result


def blockage(outcomes: Collection[Outcome]) -> Outcome:
    """Whether one of several is blocked: BLOQUE where one surely is, BLOQUE among others where one may be, else 0."""
    if BLOQUE in outcomes:
        return BLOQUE
    return BLOQUE | INCONNU if any(outcome & BLOQUE for outcome in outcomes) else 0


PRESENTE = 1
NON_SAISIE = 2
ENTRAVEE = 4
DISPENSEE = 8
EXCLUE = 16
VIDE = 32
BLOQUEE = 64
REELLE = PRESENTE | NON_SAISIE | ENTRAVEE
LEFT_OUT = DISPENSEE | EXCLUE | VIDE


class _ValueFields(NamedTuple):
    least: int
    most: int
    over: int
    may: int


class Value(_ValueFields):
    """An exact number between `low` and `high`, both included, and the set of the ways it may be there.

    PRESENTE: entered or computed. NON_SAISIE: not entered yet. ENTRAVEE: a count, or what is made of one, beside
    something blocked, which meets no upper bound. DISPENSEE: exempted, compared as the best of
    its scale (which `high` then is). EXCLUE: excluded. VIDE: nothing left to measure. BLOQUEE: blocked.

    The ends are held as the whole numbers `least` and `most` over one denominator, in lowest terms together:
    they add up and compare in a tenth of the time that fractions take, and equal values are equal tuples. `may` is the
    sum of the ways, one bit each. Computing with both ends is interval arithmetic (R. E. Moore, « Interval Analysis »,
    1966): from 4 to 6.5 not entered yet is `(8, 13, 2, NON_SAISIE)`.
    """

    __slots__ = ()

    # a tuple is ordered and added up by its fields, which says nothing of the numbers: intervals are not
    __lt__ = __le__ = __gt__ = __ge__ = __add__ = __mul__ = __rmul__ = None  # type: ignore[assignment]

    def __new__(cls, low: Fraction, high: Fraction, may: int = PRESENTE) -> Self:
        over = lcm(low.denominator, high.denominator)
        least, most = low.numerator * (over // low.denominator), high.numerator * (over // high.denominator)
        return tuple.__new__(cls, (least, most, over, may))

    def __getnewargs__(self) -> tuple[Fraction, Fraction, int]:
        return self.low, self.high, self.may

    @property
    def low(self) -> Fraction:
        return Fraction(self.least, self.over)

    @property
    def high(self) -> Fraction:
        return Fraction(self.most, self.over)

    @property
    def number(self) -> Fraction | None:
        """The number, where exactly one is possible."""
        return self.low if self.least == self.most and self.may and not self.may & ~REELLE else None

    def times(self, factor: int, under: int = 1) -> "Value":
        """The value scaled by `factor` over `under`; a negative factor swaps the ends."""
        ends = (self.most, self.least) if factor < 0 else (self.least, self.most)
        return interval(ends[0] * factor, ends[1] * factor, self.over * under, self.may)


def interval(least: int, most: int, over: int, may: int = PRESENTE) -> Value:
    """The value between two whole numbers over a positive one."""
    divisor = gcd(least, most, over)
    if divisor != 1:
        least, most, over = least // divisor, most // divisor, over // divisor
    return tuple.__new__(Value, (least, most, over, may))


ZERO = Fraction(0)
ONE = Fraction(1)
NOTHING = interval(0, 0, 1, VIDE)
BLOCKAGE = interval(0, 0, 1, BLOQUEE)


def on_one(values: Collection[Value]) -> tuple[int, list[int], list[int]]:
    """The ends of several values as whole numbers over one denominator: it, the lower ends, the upper ends."""
    over = lcm(*[value.over for value in values])
    factors = [over // value.over for value in values]
    lows = [value.least * factor for value, factor in zip(values, factors, strict=True)]
    return over, lows, [value.most * factor for value, factor in zip(values, factors, strict=True)]


def around(values: Iterable[Value]) -> Value:
    """The hull of values of which one will hold."""
    options = list(values)
    if len(options) == 1:
        return options[0]
    numbers = [value for value in options if value.may & (REELLE | DISPENSEE)]
    may = 0
    for value in options:
        may |= value.may
    if not numbers:
        return interval(0, 0, 1, may)
    low, high = min([value.low for value in numbers]), max([value.high for value in numbers])
    return Value(low, high, may)


def sum_of_products(values: Sequence[Value], coefficients: Sequence[int]) -> tuple[int, int, int]:
    """The least and the greatest sum of the products of values and coefficients, and what both are over.

    Values from 4 to 6 and from 1/2 to 1 with coefficients 1 and 2 give `(10, 16, 2)`: from 5 to 8.
    """
    low, high, over = 0, 0, 1
    for (least, most, under, _), coefficient in zip(values, coefficients, strict=True):
        if under != over:
            if over % under:
                wider = lcm(over, under)
                low, high, over = low * (wider // over), high * (wider // over), wider
            coefficient *= over // under  # noqa: PLW2901
        if coefficient < 0:
            least, most = most, least  # noqa: PLW2901
        low += coefficient * least
        high += coefficient * most
    return low, high, over


def emptiness(exits: Sequence[int]) -> int:
    """How there may be nothing left, from how each of several may leave: excluded where all may be, else empty."""
    if not all(exits):
        return 0
    exclusion = EXCLUE if all(way & EXCLUE for way in exits) else 0
    return exclusion | (VIDE if any(way & ~EXCLUE for way in exits) else 0)


def nothing(may: int) -> Value:
    """No value: there is nothing to measure, unless something blocks."""
    return interval(0, 0, 1, may & ~REELLE or VIDE)


def presence(ways: Collection[int]) -> int:
    """How what takes all of several numbers is there: beside something blocked where one of them is."""
    if ENTRAVEE in ways:
        return ENTRAVEE
    return PRESENTE | (ENTRAVEE if any(way & ENTRAVEE for way in ways) else 0)


def together(ways: Sequence[int]) -> int:
    """How what takes all of several values may be there: blocked if one is, else excluded if all are, else empty
    if one is left out.
    """
    if BLOQUEE in ways:
        return BLOQUEE
    may = BLOQUEE if any(way & BLOQUEE for way in ways) else 0
    if all(way & EXCLUE for way in ways):
        may |= EXCLUE
    some_stay = any(way & ~EXCLUE for way in ways)
    if any(way & LEFT_OUT & ~EXCLUE or (way & EXCLUE and some_stay) for way in ways):
        may |= VIDE
    return may | presence(ways) if all(way & REELLE for way in ways) else may
