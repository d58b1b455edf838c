"""Numbers as they are shown: to so many decimals, a half upwards, and never across what they are compared with."""

from collections.abc import Iterable
from fractions import Fraction

MOST_PLACES = 12
HALF = Fraction(1, 2)
ALL = (Fraction(0), Fraction(100))
"""What a share in percent reaches for none and for all alone."""
PERFECT = (Fraction(-1), Fraction(0), Fraction(1))
"""What a coefficient of agreement or correlation reaches for chance and for all alone."""


def round_to(value: Fraction, places: int, limits: Iterable[Fraction] = ()) -> Fraction:
    """A number to so many decimals, a half away from zero.

    Where that would reach or cross one of `limits`, it is cut towards the side on which the number is: 9.9967 under a
    bar of 10 is 9.99. It keeps more decimals where there is no room for that, all of them in the end.
    """
    bars = tuple(limits)
    for decimals in range(places, max(MOST_PLACES, places) + 1):
        product = value * 10**decimals
        down = product.numerator // product.denominator
        for whole in (_nearest(product), down, down + 1):
            near = Fraction(whole, 10**decimals)
            if all(side(near, at) == side(value, at) for at in bars):
                return near
    return value


def share(count: int, total: int) -> Fraction:
    """So many of a total, in whole percent; 0 is said of none alone, 100 of all alone."""
    return round_to(Fraction(100 * count, total), 0, ALL)


def decimal_text(value: Fraction, places: int, limits: Iterable[Fraction] = ()) -> str:
    """A number as `round_to` gives it, with at least so many decimals whatever they are: `50.0`."""
    near = round_to(value, places, limits)
    while (near * 10**places).denominator > 1 and places < MOST_PLACES:
        places += 1
    whole = _nearest(abs(near) * 10**places)
    sign = "-" if near < 0 else ""
    return f"{sign}{whole // 10**places}.{whole % 10**places:0{places}d}" if places else f"{sign}{whole}"


def side(value: Fraction, at: Fraction) -> int:
    """Whether a number is below (-1), at (0) or above (1) another."""
    return (value > at) - (value < at)


def _nearest(value: Fraction) -> int:
    """The nearest whole number, a half away from zero."""
    above = abs(value) + HALF
    whole = above.numerator // above.denominator
    return -whole if value < 0 else whole
