"""Bounds: how much it takes, the tie always said."""

from collections.abc import Iterator
from dataclasses import field
from fractions import Fraction
from typing import NamedTuple

from certeval.frozen import frozen
from certeval.rules.outcome import FAUX, INCONNU, VRAI, Outcome, Value


class Ends(NamedTuple):
    """The least and the greatest value of a scale of numbers, and the step between two: None for no step."""

    least: Fraction
    greatest: Fraction
    step: Fraction | None


@frozen
class Limit:
    """One end of a bound. `text` is the limit as the author typed it; `top` over `bottom` is `at`, in whole
    numbers, which compare in a tenth of the time that fractions take.
    """

    at: Fraction
    strict: bool
    text: str
    top: int = field(init=False, compare=False, repr=False)
    bottom: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "top", self.at.numerator)
        object.__setattr__(self, "bottom", self.at.denominator)

    def in_items(self, total: int, *, share: bool) -> tuple[int, int]:
        """The limit in items, of so many where it is a `share` of them: how many whole ones, and what is left over."""
        return divmod(self.top * (total if share else 1), self.bottom)


@frozen
class Bounds:
    """A lower and an upper limit, either of which may be missing.

    `share_below` and `share_above` say of each that it is a share of the items counted: 1/2 for `50 %`.
    """

    lower: Limit | None
    upper: Limit | None
    share_below: bool = False
    share_above: bool = False

    @property
    def contrary(self) -> "Bounds | None":
        """What holds exactly where one limit does not; nothing of two, whose contrary lies on both sides."""
        lower, upper = (
            each and Limit(each.at, not each.strict, each.text) for each in (self.lower, self.upper)
        )
        return None if lower and upper else Bounds(upper, lower, self.share_above, self.share_below)

    @property
    def ends(self) -> tuple[Fraction, ...]:
        """The limits, as numbers."""
        return tuple(limit.at for limit in (self.lower, self.upper) if limit)

    def by_key(self) -> Iterator[tuple[Limit, str]]:
        """The limits, each with its key."""
        if self.lower:
            yield self.lower, "plus_de" if self.lower.strict else "au_moins"
        if self.upper:
            yield self.upper, "moins_de" if self.upper.strict else "au_plus"

    @property
    def is_crossed(self) -> bool:
        """Whether no number lies between the limits."""
        low, high = self.lower, self.upper
        if low is None or high is None:
            return False
        return low.at > high.at or (low.at == high.at and (low.strict or high.strict))

    def of(self, total: Fraction | int) -> "Bounds":
        """The same bounds with shares as numbers, of so many items, or of a greatest value: `50 %` of 5 is 5/2."""
        return Bounds(
            _scale(self.lower, total, self.share_below), _scale(self.upper, total, self.share_above)
        )

    def holds(self, low: Fraction, high: Fraction) -> Outcome:
        """Whether every, some or no number from low to high lies within."""
        return self.hold(Value(low, high))

    def hold(self, value: Value) -> Outcome:
        """Whether every, some or no number of a value lies within, whatever the ways it may be there.

        Both sides are multiplied by both denominators: strictly above is then at least one above.
        """
        least, most, over, _ = value
        sure = possible = True
        if limit := self.lower:
            at_least = limit.top * over + limit.strict
            sure, possible = least * limit.bottom >= at_least, most * limit.bottom >= at_least
        if limit := self.upper:
            at_most = limit.top * over - limit.strict
            sure = sure and most * limit.bottom <= at_most
            possible = possible and least * limit.bottom <= at_most
        return VRAI if sure else INCONNU if possible else FAUX

    def whole(self, total: int = 1) -> tuple[int, int | None]:
        """The least whole number within, 0 where there is no least, and the greatest, None where there is none; shares
        are of `total`.
        """
        least, most = 0, None
        if limit := self.lower:
            down, rest = limit.in_items(total, share=self.share_below)
            least = down + (1 if rest or limit.strict else 0)
        if limit := self.upper:
            down, rest = limit.in_items(total, share=self.share_above)
            most = down - (1 if limit.strict and not rest else 0)
        return least, most

    def counts(self, total: int) -> tuple[int, int | None]:
        """The least and the greatest count within, of so many items; None where there is no greatest."""
        least, most = self.whole(total)
        return max(0, least), most

    def has_count(self, total: int) -> bool:
        """Whether some count within is that of so many items or fewer: from 1/3 to 2/3 of one item there is none."""
        least, most = self.counts(total)
        return least <= total and (most is None or least <= most)


def _scale(limit: Limit | None, total: Fraction | int, share: bool) -> Limit | None:
    return Limit(limit.at * total, limit.strict, limit.text) if limit and share else limit
