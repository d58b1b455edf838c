"""How numbers, marks and levels are spread over the candidates."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from certeval.engine.statistics.numbers import classes, ranked_levels, summary
from certeval.engine.statistics.tallies import Tallies
from certeval.messages import N_, _
from certeval.render.stats.tables import bar, counted_row, empty_table, headed, line, percent, row
from certeval.render.words import decimal, visible
from certeval.rules.rounding import rounded

if TYPE_CHECKING:
    from rich.console import RenderableType


def blocs(tallies: Tallies) -> "list[RenderableType]":
    if not tallies.blocs:
        return []
    total = sum(tallies.blocs.values())
    table = empty_table(_("blocs"), _("candidates"), "", "", right=(0, 1, 2))
    numbers = sorted(number for number in tallies.blocs if number is not None)
    for number in numbers:
        counted_row(table, str(number), tallies.blocs[number], total)
    if pending := tallies.blocs.get(None, 0):
        counted_row(table, _("pending"), pending, total)
    return headed(_("Blocs validated by a candidate"), table)


def acquired(tallies: Tallies) -> "list[RenderableType]":
    if not tallies.acquired:
        return []
    table = empty_table("", _("decided"), _("pending"), _("acquired: candidates"), right=(1, 2))
    for code, _genre in tallies.outline.elements:
        if code in tallies.acquired:
            counted = tallies.acquired[code]
            numbers = sorted(number for number in counted if number is not None)
            said = "  ".join(f"{number}: {counted[number]}" for number in numbers)
            row(table, code, sum(counted[number] for number in numbers), counted.get(None, 0), said)
    return headed(_("Critères acquired in each compétence"), table)


def marks(tallies: Tallies, *, detail: bool) -> "list[RenderableType]":
    headings = ("minimum", N_("1st quartile"), N_("median"), N_("3rd quartile"), "maximum", N_("mean"))
    named = [_(each) if i in {1, 2, 3, 5} else each for i, each in enumerate(headings)]
    table = empty_table("", _("marks"), _("without"), *named, right=range(1, 9))
    for code, _genre in tallies.outline.elements:
        found = summary(tallies.marks.get(code, {}))
        if found is not None:
            numbers = (found.least, *found.quartiles, found.greatest, found.mean)
            limits = tallies.outline.limits.get(code, ())
            row(
                table,
                code,
                found.size,
                tallies.candidates - found.size,
                *(_number(each, limits) for each in numbers),
            )
    if not table.rows:
        return []
    return [*headed(_("Marks and measures"), table), *(_histograms(tallies) if detail else ())]


def _number(value: Fraction, limits: Iterable[Fraction]) -> str:
    """To two decimals, on the side of every bar where it is."""
    return decimal(rounded(value, 2, limits))


def _histograms(tallies: Tallies) -> "Iterator[RenderableType]":
    for code, _genre in tallies.outline.elements:
        counted = tallies.marks.get(code)
        if counted:
            table = empty_table(_("at least"), _("less than"), _("candidates"), "", "", right=(0, 1, 2, 3))
            total = sum(counted.values())
            for low, high, size in classes(counted):
                share = Fraction(size, total)
                row(table, decimal(low), decimal(high), size, percent(share), bar(share))
            yield from headed(visible(code), table)


def levels(tallies: Tallies) -> "Iterator[RenderableType]":
    for code, _genre in tallies.outline.elements:
        counted, order = tallies.levels.get(code), tallies.outline.levels.get(code, ())
        if not counted:
            continue
        total = sum(counted.values())
        table = empty_table(_("level"), _("candidates"), "", "", right=(1, 2))
        for level in order or sorted(counted):
            counted_row(table, level, counted.get(level, 0), total)
        yield from headed(visible(code), table)
        yield line(_about_levels(counted, order, tallies.candidates - total))


def _about_levels(counted: Mapping[str, int], order: Sequence[str], without: int) -> str:
    said = _("without a level: {n}").format(n=without)
    ranked = ranked_levels(counted, order)
    if ranked is None:
        return said
    first, median, third = (visible(level) for level in ranked[1:4])
    quartiles = _("1st quartile {first}, median {median}, 3rd quartile {third}")
    return f"{quartiles.format(first=first, median=median, third=third)}; {said}"
