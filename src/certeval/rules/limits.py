"""Bounds as declared to bounds as compared: counts and shares, marks and percentages of a mark, levels."""

from collections.abc import Callable, Collection
from fractions import Fraction

from certeval.diagnostics import Path, Word
from certeval.diagnostics.families import rules as kinds
from certeval.rules import grammar as g
from certeval.rules.bounds import Bounds, Limit
from certeval.rules.names import Scope
from certeval.rules.outcome import ONE
from certeval.rules.scales import Scale
from certeval.text.numbers import number, percent

LOWER = {"au_moins", "plus_de"}
UPPER = {"au_plus", "moins_de"}
STRICT = {"plus_de", "moins_de"}


def out_of(written: str, totals: Collection[Fraction]) -> Fraction | None:
    """The mark meant by a fraction over what marks are out of: of `10/20` beside a mark out of 20, 10."""
    top, slash, bottom = written.partition("/")
    total, mark = number(bottom), number(top)
    return mark if slash and total is not None and total in totals else None


class Limits(Scope):
    """Reads the bounds of one bearer's rules."""

    __slots__ = ()

    def _bounds_of(self, declared: g.Bornes, name: str, path: Path) -> Bounds:
        """Bounds on an element's value or a named measure."""
        if not declared.bounds():
            self.mistakes.report(kinds.BOUNDS_WANTED, path)
        entry = self.names.elements.get(name)
        if entry is not None and entry.scale.words():
            return self._bounds(declared, path, self._level_limit(name, entry.scale))
        return self._bounds(declared, path, self._number_limit(name, entry.scale if entry else None))

    def _bounds(self, declared: g.Bornes, path: Path, read: Callable[[str, Path], Fraction]) -> Bounds:
        return self._not_crossed(self._limits(declared, path, read), path)

    def _limits(self, declared: g.Bornes, path: Path, read: Callable[[str, Path], Fraction]) -> Bounds:
        ends: dict[bool, Limit] = {}
        written: dict[bool, str] = {}
        for key, limit in declared.bounds():
            lower = key in LOWER
            if lower in ends:
                self.mistakes.report(
                    kinds.TWO_SAME_BOUNDS, (*path, key), at_key=True, one=written[lower], other=key
                )
            ends[lower] = Limit(read(limit, (*path, key)), key in STRICT, limit)
            written[lower] = key
        return Bounds(ends.get(True), ends.get(False))

    def _not_crossed(self, bounds: Bounds, path: Path) -> Bounds:
        """The bounds, something lying between them; a count and a share of the items can't be compared."""
        low, high = bounds.lower, bounds.upper
        if low is None or high is None or bounds.share_below != bounds.share_above:
            return bounds
        if low.at > high.at or (low.at == high.at and (low.strict or high.strict)):
            self.mistakes.report(kinds.CROSSED_BOUNDS, path)
        return bounds

    def gap_bounds(self, declared: g.Bornes, scale: Scale, path: Path) -> Bounds:
        """Bounds on the gap between two markers: a number, or a share of what the mark is out of."""
        return self._bounds(declared, path, self._number_limit(None, None if scale.words() else scale))

    def bounds_on_scale(self, declared: g.Bornes, scale: Scale, path: Path) -> Bounds:
        """Bounds on a value of the bearer's own scale."""
        if scale.words():
            return self._bounds(declared, path, self._level_limit(self.bearer, scale))
        return self._bounds(declared, path, self._number_limit(self.bearer, scale))

    def _count_limit(self, written: str, path: Path) -> Fraction:
        share = percent(written)
        found = share if share is not None else number(written)
        if found is None or (share is None and "/" not in written and found.denominator != 1):
            self.mistakes.report(kinds.LIMIT_NOT_A_COUNT, path, limit=written)
        return found if found is not None else ONE

    def _level_limit(self, name: str, scale: Scale) -> Callable[[str, Path], Fraction]:
        def read(written: str, path: Path) -> Fraction:
            rank = scale.read(written)
            if rank is None:
                levels = scale.words()
                suggestion = self.mistakes.suggestions.nearest(written, levels)
                self.mistakes.report(
                    kinds.LIMIT_NOT_A_LEVEL,
                    path,
                    limit=written,
                    name=name,
                    levels=levels,
                    suggestion=suggestion,
                )
            return ONE if rank is None else rank

        return read

    def _number_limit(self, name: str | None, scale: Scale | None = None) -> Callable[[str, Path], Fraction]:
        """Limits are numbers; on an element's own mark a percentage is a share of its maximum."""

        def read(written: str, path: Path) -> Fraction:
            share = percent(written)
            if share is not None and scale is not None:
                return share * scale.greatest
            found = number(written)
            mark = out_of(written, {scale.greatest}) if scale is not None else None
            if mark is not None and scale is not None:
                self.mistakes.report(
                    kinds.FRACTION_OF_SCALE, path, limit=written, value=found, mark=mark, total=scale.greatest
                )
            elif share is not None:
                self.mistakes.report(kinds.PERCENT_OF_MEASURE, path, limit=written)
            elif found is None:
                self.mistakes.report(
                    kinds.LIMIT_NOT_A_NUMBER, path, limit=written, name=name or Word("measure")
                )
            return ONE if found is None else found

        return read
