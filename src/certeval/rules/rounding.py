"""Numbers as they are shown: to so many decimals, a half upwards, and never across what they are compared with."""

from collections.abc import Iterable
from fractions import Fraction

MOST_PLACES = 12
HALF = Fraction(1, 2)
ALL = (Fraction(0), Fraction(100))
"""What a share in percent reaches for none and for all alone."""
PERFECT = (Fraction(-1), Fraction(0), Fraction(1))
"""What a coefficient of agreement or correlation reaches for chance and for all alone."""


def rounded(value: Fraction, places: int, limits: Iterable[Fraction] = ()) -> Fraction:
    """A number to so many decimals, a half away from zero.

    Where that would reach or cross one of `limits`, it is cut towards the side on which the number is: 9.9967 under a
    bar of 10 is 9.99. It keeps more decimals where there is no room for that, all of them in the end.
    """
    held = tuple(limits)
    for places_kept in range(places, max(MOST_PLACES, places) + 1):
        scaled = value * 10**places_kept
        down = scaled.numerator // scaled.denominator
        for whole in (_nearest(scaled), down, down + 1):
            near = Fraction(whole, 10**places_kept)
            if all(side(near, at) == side(value, at) for at in held):
                return near
    return value


def share(count: int, total: int) -> Fraction:
    """So many of a total, in whole percent; 0 is said of none alone, 100 of all alone."""
    return rounded(Fraction(100 * count, total), 0, ALL)


def fixed(value: Fraction, places: int, limits: Iterable[Fraction] = ()) -> str:
    """A number as `rounded` gives it, with at least so many decimals whatever they are: `50.0`."""
    near = rounded(value, places, limits)
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
    found = abs(value) + HALF
    whole = found.numerator // found.denominator
    return -whole if value < 0 else whole
