"""Rates, bars and tables of statistics, the same without colour; how numbers, marks and levels are spread."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from certeval.engine.statistics.numbers import classes, ranked_levels, summary
from certeval.engine.statistics.tallies import Tallies
from certeval.messages import _
from certeval.render.tables import Renderable, Renderables, TableColumn, rich_text, table
from certeval.render.words import decimal, number_text, visible
from certeval.rules.rounding import ALL, decimal_text, round_to

WIDTH = 10
FULL, REST = "█", "·"


def percent(share: Fraction | None) -> str:
    """A share as a percentage with one decimal, a half upwards; a dash where there is none."""
    if share is None:
        return "–"
    number = decimal_text(share * 100, 1, ALL)
    return _("{number} %", number=number_text(number))


def share_of(count: int, total: int) -> str:
    """`8/12 66.7 %`: a rate with its denominator."""
    return f"{count}/{total} {percent(Fraction(count, total) if total else None)}"


def bar(share: Fraction | None) -> str:
    """A share as a bar. It is full for all alone, and empty for none alone."""
    if share is None:
        return ""
    length = int(round_to(share * WIDTH, 0))
    if 0 < share < 1:
        length = min(max(length, 1), WIDTH - 1)
    return FULL * length + REST * (WIDTH - length)


def table_with_title(
    title: str, headings: Sequence[str], rows: Sequence[Sequence[object]], right: Sequence[int] = ()
) -> Renderables:
    """A title and its table, some columns of numbers (`right`): what a row is about stands in every panel; a rate or a
    bar, beside what it is of.
    """
    columns: list[TableColumn] = []
    group = 0
    for i, heading in enumerate(headings):
        group = i if heading else group
        columns.append(TableColumn(heading, i in right, i in right or not heading, i == 0, str(group)))
    return ["", rich_text(title, style="bold"), table(columns, rows)]


def count_row(name: str, count: int, total: int) -> tuple[object, ...]:
    """A row: how many, what share, and its bar."""
    share = Fraction(count, total) if total else None
    return name, count, percent(share), bar(share)


def blocs(tallies: Tallies) -> Renderables:
    if not tallies.blocs:
        return []
    total = sum(tallies.blocs.values())
    numbers = sorted(number for number in tallies.blocs if number is not None)
    rows = [count_row(str(number), tallies.blocs[number], total) for number in numbers]
    if pending_count := tallies.blocs.get(None, 0):
        rows.append(count_row(_("pending"), pending_count, total))
    headings = (_("blocs"), _("candidates"), "", "")
    return table_with_title(_("Blocs validated by a candidate"), headings, rows, right=(0, 1, 2))


def criteres(tallies: Tallies) -> Renderables:
    if not tallies.acquis:
        return []
    rows: list[tuple[object, ...]] = []
    for code, _genre in tallies.outline.elements:
        if code in tallies.acquis:
            of = tallies.acquis[code]
            numbers = sorted(number for number in of if number is not None)
            text = "  ".join(f"{number}: {of[number]}" for number in numbers)
            rows.append((code, sum(of[number] for number in numbers), of.get(None, 0), text))
    headings = ("", _("decided"), _("pending"), _("acquired: candidates"))
    return table_with_title(_("Critères acquired in each compétence"), headings, rows, right=(1, 2))


def marks(tallies: Tallies, *, detail: bool) -> Renderables:
    rows: list[tuple[object, ...]] = []
    for code, _genre in tallies.outline.elements:
        mark_summary = summary(tallies.marks.get(code, {}))
        if mark_summary is not None:
            numbers = (mark_summary.least, *mark_summary.quartiles, mark_summary.greatest, mark_summary.mean)
            limits = tallies.outline.limits.get(code, ())
            texts = (decimal(round_to(each, 2, limits)) for each in numbers)
            rows.append((code, mark_summary.size, tallies.candidates - mark_summary.size, *texts))
    if not rows:
        return []
    quartiles = ("minimum", _("1st quartile"), _("median"), _("3rd quartile"), "maximum")
    headings = ("", _("marks"), _("without"), *quartiles, _("mean"))
    table = table_with_title(_("Marks and measures"), headings, rows, right=range(1, 9))
    return [*table, *(_histograms(tallies) if detail else ())]


def _histograms(tallies: Tallies) -> Iterator[Renderable]:
    headings = (_("at least"), _("less than"), _("candidates"), "", "")
    for code, _genre in tallies.outline.elements:
        if of := tallies.marks.get(code):
            total = sum(of.values())
            rows = [(decimal(low), *count_row(decimal(high), size, total)) for low, high, size in classes(of)]
            yield from table_with_title(visible(code), headings, rows, right=(0, 1, 2, 3))


def levels(tallies: Tallies) -> Iterator[Renderable]:
    for code, _genre in tallies.outline.elements:
        of, order = tallies.levels.get(code), tallies.outline.levels.get(code, ())
        if not of:
            continue
        total = sum(of.values())
        rows = [count_row(level, of.get(level, 0), total) for level in order or sorted(of)]
        yield from table_with_title(visible(code), (_("level"), _("candidates"), "", ""), rows, right=(1, 2))
        yield _about_levels(of, order, tallies.candidates - total)


def _about_levels(of: Mapping[str, int], order: Sequence[str], without: int) -> str:
    sentence = _("without a level: {n}", n=without)
    five_levels = ranked_levels(of, order)
    if five_levels is None:
        return sentence
    first, median, third = (visible(level) for level in five_levels[1:4])
    quartiles = _("1st quartile {first}, median {median}, 3rd quartile {third}")
    return f"{quartiles.format(first=first, median=median, third=third)}; {sentence}"
