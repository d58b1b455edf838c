"""Bounds as declared to bounds as compared: counts and shares, marks and percentages of a mark, levels."""

from collections.abc import Callable, Collection
from fractions import Fraction
from functools import partial

from certeval.diagnostics import Path, Word
from certeval.diagnostics.families import rules as kinds
from certeval.rules import grammar as g
from certeval.rules.bounds import Bounds, Limit
from certeval.rules.compound_measures import rank as rank_of
from certeval.rules.names import Scope
from certeval.rules.outcome import ONE
from certeval.rules.scales import Scale
from certeval.text.numbers import number, percent

LOWER = {"au_moins", "plus_de"}
STRICT = {"plus_de", "moins_de"}

LimitReader = Callable[[str, Path], Fraction]
"""Reads a limit as written, at its path; reports one that is wrong, and then gives 1 in its place."""


def out_of(text: str, totals: Collection[Fraction]) -> Fraction | None:
    """The mark meant by a fraction over what marks are out of: of `10/20` beside a mark out of 20, 10."""
    top, slash, bottom = text.partition("/")
    total, mark = number(bottom), number(top)
    return mark if slash and total is not None and total in totals else None


def value_bounds(scope: Scope, declaration: g.Bornes, name: str, path: Path) -> Bounds:
    """Bounds on an element's value or a named measure; at least one is wanted."""
    entry = scope.entry(name)
    if entry is None:
        _want_one(scope, declaration, path)
        return number_bounds(scope, declaration, path, name)
    return scale_bounds(scope, declaration, name, entry.scale, path)


def scale_bounds(scope: Scope, declaration: g.Bornes, name: str, scale: Scale, path: Path) -> Bounds:
    """Bounds on a value of the scale of `name`: levels where its values have words, or their points; else numbers. One
    is wanted.
    """
    _want_one(scope, declaration, path)
    if scale.words():
        return _bounds(scope, declaration, path, partial(_level, scope, name, scale))
    return number_bounds(scope, declaration, path, name, scale)


def gap_bounds(scope: Scope, declaration: g.Bornes, scale: Scale, path: Path) -> Bounds:
    """Bounds on the gap between two markers: a number, or a share of what the mark is out of, which levels are not.
    One is wanted.
    """
    _want_one(scope, declaration, path)
    if scale.words():
        return _bounds(scope, declaration, path, partial(_gap_in_levels, scope))
    return number_bounds(scope, declaration, path, scale=scale)


def number_bounds(
    scope: Scope, declaration: g.Bornes, path: Path, name: str | None = None, scale: Scale | None = None
) -> Bounds:
    """Bounds that are numbers; on a mark of `scale` a percentage is a share of its greatest, and on a computed measure
    of the greatest that it may come to (`shares`). On levels with points, a level is its points.

    `name` is what they compare, as a finding says it; None is a measure without a name.
    """
    read = partial(_number, scope, name, scale)
    bounds = _bounds(
        scope, declaration, path, read, lambda limit: scale is None and percent(limit) is not None
    )
    scope.mistakes.shares = scope.mistakes.shares or bounds.share_below or bounds.share_above
    return bounds


def count_bounds(scope: Scope, declaration: g.Bornes, path: Path) -> Bounds:
    """Bounds on how many of several items; a percentage or a fraction is a share of the items. One is wanted."""
    _want_one(scope, declaration, path)
    read = partial(_count, scope)
    return _bounds(scope, declaration, path, read, lambda limit: percent(limit) is not None or "/" in limit)


def _want_one(scope: Scope, declaration: g.Bornes, path: Path) -> None:
    if not declaration.bounds():
        scope.mistakes.report(kinds.BOUNDS_WANTED, path)


def _bounds(
    scope: Scope,
    declaration: g.Bornes,
    path: Path,
    read: LimitReader,
    is_share: Callable[[str], bool] | None = None,
) -> Bounds:
    """The limits declared, one a side, something lying between them; a count and a share can't be compared."""
    ends: dict[bool, Limit] = {}
    keys: dict[bool, str] = {}
    shares: set[bool] = set()
    for key, limit in declaration.bounds():
        lower = key in LOWER
        if lower in ends:
            scope.mistakes.report(
                kinds.TWO_SAME_BOUNDS, (*path, key), at_key=True, one=keys[lower], other=key
            )
        ends[lower], keys[lower] = Limit(read(limit, (*path, key)), key in STRICT, limit), key
        shares |= {lower} if is_share and is_share(limit) else set()
    bounds = Bounds(ends.get(True), ends.get(False), True in shares, False in shares)
    if bounds.is_crossed and len(shares) != 1:
        scope.mistakes.report(kinds.CROSSED_BOUNDS, path)
    return bounds


def _count(scope: Scope, text: str, path: Path) -> Fraction:
    share = percent(text)
    value = share if share is not None else number(text)
    if value is None or (share is None and "/" not in text and value.denominator != 1):
        scope.mistakes.report(kinds.LIMIT_NOT_A_COUNT, path, limit=text)
    return value if value is not None else ONE


def _level(scope: Scope, name: str, scale: Scale, text: str, path: Path) -> Fraction:
    """A level, or where levels carry points the first or the last that has so many."""
    rank, report = scale.read(text), scope.mistakes.report
    if rank is None and scale.worth and (points := _points(text, scale)) is not None:
        if mark := out_of(text, {scale.total}):
            report(kinds.FRACTION_OF_SCALE, path, limit=text, value=points, mark=mark, total=scale.total)
        return rank_of(scale.worth, str(path[-1]), points)
    if rank is None:
        levels = scale.words()
        near = scope.mistakes.suggestions.nearest(text, levels)
        report(kinds.LIMIT_NOT_A_LEVEL, path, limit=text, name=name, levels=levels, suggestion=near)
    return ONE if rank is None else rank


def _points(text: str, scale: Scale) -> Fraction | None:
    """The points that a limit asks for: a number, or a share of the most that a level carries."""
    share = percent(text)
    return number(text) if share is None else share * scale.total


def _gap_in_levels(scope: Scope, text: str, path: Path) -> Fraction:
    value = number(text)
    if value is None:
        scope.mistakes.report(kinds.LIMIT_NOT_A_NUMBER, path, limit=text, name=Word("gap in levels"))
    return ONE if value is None else value


def _number(scope: Scope, name: str | None, scale: Scale | None, text: str, path: Path) -> Fraction:
    share, report = percent(text), scope.mistakes.report
    if share is not None:
        return share * scale.total if scale is not None else share
    value = number(text)
    rank = scale.read(text) if scale is not None and scale.worth else None
    mark = out_of(text, {scale.total}) if scale is not None else None
    if rank is not None and scale is not None:
        return scale.worth[int(rank)]
    if mark is not None and scale is not None:
        report(kinds.FRACTION_OF_SCALE, path, limit=text, value=value, mark=mark, total=scale.total)
    elif value is None:
        report(kinds.LIMIT_NOT_A_NUMBER, path, limit=text, name=name or Word("measure"))
    return ONE if value is None else value
