"""Numbers, values and bounds in words: what is shown is on the right side of every bound."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from certeval.messages import N_, _, ngettext
from certeval.render.words import decimal, enumeration, visible
from certeval.rules.bounds import Bounds, Limit
from certeval.rules.outcome import BLOQUEE, DISPENSEE, EXCLUE, REELLE, VIDE, Value
from certeval.rules.rounding import MOST_PLACES, round_to, side
from certeval.rules.scales import YES_NO, Scale
from certeval.text.numbers import exact, percent

FEW_PLACES = 4
"""A decimal this short is shown whole."""
ONLY_EXCLUSIONS = N_("without a value (everything is excluded)")
ALL_OUT = N_("without a value (everything is left out)")
ONE_OUT = N_("without a value (a factor is left out)")
NO_WEIGHT = N_("without a value (the weights left add up to {weight}; a mean needs more than 0)")
"""Why there is nothing to measure."""


def numeral(value: Fraction, limits: Iterable[Fraction] = ()) -> str:
    """A number: whole where it is a short decimal, else rounded after ≈, else a fraction.

    A rounded number keeps every digit it needs to compare with `limits` as the exact one does, and never
    ends in a zero: 9.996 is not shown as 10.00.
    """
    if _places(value) <= FEW_PLACES:
        return decimal(value)
    all_limits = tuple(limits)
    for places in range(2, MOST_PLACES + 1):
        near = round_to(value, places)
        if _places(near) == places and all(side(near, at) == side(value, at) for at in all_limits):
            return f"≈{decimal(near)}"
    return f"{value.numerator}/{value.denominator}"


def _places(value: Fraction) -> int:
    """How many decimals a number has; more than any limit where it has no end."""
    text = exact(value)
    return MOST_PLACES + 1 if "/" in text else len(text.partition(".")[2])


def level_or_number(value: Fraction, words: Sequence[str], limits: Iterable[Fraction] = ()) -> str:
    """A number, or the level that a number stands for."""
    return f"« {visible(words[int(value)])} »" if words else numeral(value, limits)


def interval(
    value: Value,
    words: Sequence[str] = (),
    limits: Iterable[Fraction] = (),
    exclusion: str = N_("excluded"),
    empty: str = N_("without a value"),
) -> str:
    """What a value may be: a number, an interval, and the ways it may not be there.

    `exclusion` and `empty` say of a measure why there may be nothing to measure.
    """
    if value.number is not None:
        return level_or_number(value.number, words, limits)
    ways = [_between(value, words, tuple(limits))] if value.may & REELLE else []
    absences = {DISPENSEE: N_("exempted"), EXCLUE: exclusion, VIDE: empty, BLOQUEE: N_("blocked")}
    return enumeration([*ways, *(_(way) for may, way in absences.items() if value.may & may)])


def _between(value: Value, words: Sequence[str], limits: tuple[Fraction, ...]) -> str:
    low, high = level_or_number(value.low, words, limits), level_or_number(value.high, words, limits)
    if value.low == value.high:
        return low
    if tuple(words) == YES_NO:
        return _("not known yet")
    return _("not known yet: between {low} and {high}", low=low, high=high)


def requirement(bounds: Bounds, scale: Scale | None = None) -> str:
    """What bounds ask of a value: `at least 10 required`; empty where they ask nothing."""
    demand = limits(bounds, scale)
    return _("{bounds} required", bounds=demand) if demand else ""


def limits(bounds: Bounds, scale: Scale | None = None) -> str:
    """Bounds by themselves: `more than 4`."""
    low = lower(_limit(bounds.lower, scale), strict=bounds.lower.strict) if bounds.lower else ""
    high = upper(_limit(bounds.upper, scale), strict=bounds.upper.strict) if bounds.upper else ""
    return _("{lower} and {upper}", lower=low, upper=high) if low and high else low or high


def lower(limit: str, *, strict: bool) -> str:
    """A lower limit in words."""
    return (_("more than {limit}") if strict else _("at least {limit}")).format(limit=limit)


def upper(limit: str, *, strict: bool) -> str:
    """An upper limit in words."""
    return (_("less than {limit}") if strict else _("at most {limit}")).format(limit=limit)


def _limit(limit: Limit, scale: Scale | None) -> str:
    """A limit: a level, a number, or either with the share of the greatest, or the points, that it was written as."""
    words = scale.words() if scale is not None else ()
    share = percent(limit.text)
    if words and scale is not None:
        within = 0 <= limit.at < len(words)
        level = level_or_number(limit.at, words) if within else ""
        points = (
            limit.text
            if share is None
            else _("{share} of {total}", share=limit.text, total=decimal(scale.total))
        )
        if scale.read(limit.text) is not None or not scale.worth:
            return level
        count = 1 if points == "1" else 2
        text = ngettext("{limit} ({points} point)", "{limit} ({points} points)", count)
        return text.format(limit=level, points=points).strip()
    if share:
        total = scale.total if scale is not None else limit.at / share
        return _(
            "{limit} ({share} of {total})", limit=decimal(limit.at), share=limit.text, total=decimal(total)
        )
    return decimal(limit.at)
