"""How numbers, marks and levels are spread over the candidates."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from certeval.engine.statistics.numbers import classes, ranked_levels, summary
from certeval.engine.statistics.tallies import Tallies
from certeval.messages import _
from certeval.render.stats.tables import bar, counted, headed, percent
from certeval.render.tables import Renderable, Shown, rich_text
from certeval.render.words import decimal, visible
from certeval.rules.rounding import rounded


def blocs(tallies: Tallies) -> Shown:
    if not tallies.blocs:
        return []
    total = sum(tallies.blocs.values())
    numbers = sorted(number for number in tallies.blocs if number is not None)
    rows = [counted(str(number), tallies.blocs[number], total) for number in numbers]
    if pending := tallies.blocs.get(None, 0):
        rows.append(counted(_("pending"), pending, total))
    headings = (_("blocs"), _("candidates"), "", "")
    return headed(_("Blocs validated by a candidate"), headings, rows, right=(0, 1, 2))


def acquired(tallies: Tallies) -> Shown:
    if not tallies.acquired:
        return []
    rows: list[tuple[object, ...]] = []
    for code, _genre in tallies.outline.elements:
        if code in tallies.acquired:
            of = tallies.acquired[code]
            numbers = sorted(number for number in of if number is not None)
            said = "  ".join(f"{number}: {of[number]}" for number in numbers)
            rows.append((code, sum(of[number] for number in numbers), of.get(None, 0), said))
    headings = ("", _("decided"), _("pending"), _("acquired: candidates"))
    return headed(_("Critères acquired in each compétence"), headings, rows, right=(1, 2))


def marks(tallies: Tallies, *, detail: bool) -> Shown:
    rows: list[tuple[object, ...]] = []
    for code, _genre in tallies.outline.elements:
        found = summary(tallies.marks.get(code, {}))
        if found is not None:
            numbers = (found.least, *found.quartiles, found.greatest, found.mean)
            limits = tallies.outline.limits.get(code, ())
            said = (_number(each, limits) for each in numbers)
            rows.append((code, found.size, tallies.candidates - found.size, *said))
    if not rows:
        return []
    quartiles = ("minimum", _("1st quartile"), _("median"), _("3rd quartile"), "maximum")
    headings = ("", _("marks"), _("without"), *quartiles, _("mean"))
    table = headed(_("Marks and measures"), headings, rows, right=range(1, 9))
    return [*table, *(_histograms(tallies) if detail else ())]


def _number(value: Fraction, limits: Iterable[Fraction]) -> str:
    """To two decimals, on the side of every bar where it is."""
    return decimal(rounded(value, 2, limits))


def _histograms(tallies: Tallies) -> Iterator[Renderable]:
    headings = (_("at least"), _("less than"), _("candidates"), "", "")
    for code, _genre in tallies.outline.elements:
        if of := tallies.marks.get(code):
            total = sum(of.values())
            rows = [
                (
                    decimal(low),
                    decimal(high),
                    size,
                    percent(Fraction(size, total)),
                    bar(Fraction(size, total)),
                )
                for low, high, size in classes(of)
            ]
            yield from headed(visible(code), headings, rows, right=(0, 1, 2, 3))


def levels(tallies: Tallies) -> Iterator[Renderable]:
    for code, _genre in tallies.outline.elements:
        of, order = tallies.levels.get(code), tallies.outline.levels.get(code, ())
        if not of:
            continue
        total = sum(of.values())
        rows = [counted(level, of.get(level, 0), total) for level in order or sorted(of)]
        yield from headed(visible(code), (_("level"), _("candidates"), "", ""), rows, right=(1, 2))
        yield rich_text(_about_levels(of, order, tallies.candidates - total))


def _about_levels(of: Mapping[str, int], order: Sequence[str], without: int) -> str:
    said = _("without a level: {n}").format(n=without)
    ranked = ranked_levels(of, order)
    if ranked is None:
        return said
    first, median, third = (visible(level) for level in ranked[1:4])
    quartiles = _("1st quartile {first}, median {median}, 3rd quartile {third}")
    return f"{quartiles.format(first=first, median=median, third=third)}; {said}"
