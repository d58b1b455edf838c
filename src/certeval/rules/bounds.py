"""Bounds: how much it takes, the tie always said."""

from dataclasses import dataclass
from fractions import Fraction

from certeval.rules.outcome import Outcome, truth


@dataclass(frozen=True, slots=True)
class Limit:
    """One end of a bound. `written` is the limit as the author typed it."""

    at: Fraction
    strict: bool
    written: str

    def met_from_below(self, value: Fraction) -> bool:
        """Whether a value is high enough: `plus_de` (strict) or `au_moins`."""
        above = self._above(value)
        return above > 0 if self.strict else above >= 0

    def met_from_above(self, value: Fraction) -> bool:
        """Whether a value is low enough: `moins_de` (strict) or `au_plus`."""
        above = self._above(value)
        return above < 0 if self.strict else above <= 0

    def _above(self, value: Fraction) -> int:
        """Positive where a value lies above the limit: whole numbers compare much faster than fractions."""
        at = self.at
        return value.numerator * at.denominator - at.numerator * value.denominator


@dataclass(frozen=True, slots=True)
class Bounds:
    """A lower and an upper limit, either of which may be missing. `share` makes them shares of the items."""

    lower: Limit | None
    upper: Limit | None
    share_below: bool = False
    share_above: bool = False

    def of(self, total: int) -> "Bounds":
        """The same bounds in numbers of items, once it is known how many there are."""
        return Bounds(
            _scaled(self.lower, total, self.share_below), _scaled(self.upper, total, self.share_above)
        )

    def holds(self, low: Fraction, high: Fraction) -> Outcome:
        """Whether every, some or no value of an interval lies within."""
        if low is high:
            within = (not self.lower or self.lower.met_from_below(low)) and (
                not self.upper or self.upper.met_from_above(low)
            )
            return truth(sure=within, possible=within)
        sure = possible = True
        if self.lower:
            sure = self.lower.met_from_below(low)
            possible = self.lower.met_from_below(high)
        if self.upper:
            sure = sure and self.upper.met_from_above(high)
            possible = possible and self.upper.met_from_above(low)
        return truth(sure=sure, possible=possible)

    def counts(self) -> tuple[int, int | None]:
        """The least and the greatest whole number within; None where there is no greatest."""
        least, most = 0, None
        if self.lower:
            down, whole = divmod(self.lower.at.numerator, self.lower.at.denominator)
            least = max(0, down + (1 if whole or self.lower.strict else 0))
        if self.upper:
            down, whole = divmod(self.upper.at.numerator, self.upper.at.denominator)
            most = down - (1 if self.upper.strict and not whole else 0)
        return least, most

    def least_count(self) -> int | None:
        """The least whole number that the lower limit accepts, or None where there is no lower limit."""
        return self.counts()[0] if self.lower else None


def _scaled(limit: Limit | None, total: int, share: bool) -> Limit | None:
    return Limit(limit.at * total, limit.strict, limit.written) if limit and share else limit
