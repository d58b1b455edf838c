"""Statistics as CSV: a row an element and group, what a spreadsheet sorts and draws."""

from collections.abc import Iterator
from fractions import Fraction

from certeval.engine.statistics.items import Correlation
from certeval.engine.statistics.numbers import ranked_levels, summary
from certeval.engine.statistics.tallies import WITHOUT, Statistics, Tallies, success
from certeval.render.csv_text import Field
from certeval.render.stats.plain import discrimination
from certeval.rules.rounding import ALL, round_to

HEADINGS = (
    *("par", "groupe", "element", "genre", "candidats"),
    *("valides", "non_valides", "en_attente", "exclus", "decides", "pour_cent"),
    *("evalues", "acquis", "difficulte_pour_cent", "discrimination"),
    *("effectif", "minimum", "premier_quartile", "mediane", "troisieme_quartile", "maximum", "moyenne"),
)
EMPTY_GROUP = "(vide)"
"""What the group of those who have none is called: the CSV is for people, and its words are French."""


def rows(statistics: Statistics) -> list[list[Field]]:
    """The headings, the rows of all candidates, with no group, then those of each group.

    Shares are percentages, to one decimal.
    """
    table: list[list[Field]] = [list(HEADINGS)]
    table += _rows("", "", statistics.whole)
    for dimension in statistics.by:
        for group, tallies in statistics.groups(dimension):
            table += _rows(dimension, EMPTY_GROUP if group == WITHOUT else group, tallies)
    return table


def _rows(dimension: str, group: str, tallies: Tallies) -> Iterator[list[Field]]:
    for code, genre in tallies.outline.elements:
        about: list[Field] = [dimension, group, code, genre, tallies.candidates]
        yield about + _success(code, tallies) + _item(code, tallies) + _values(code, tallies)


def _success(code: str, tallies: Tallies) -> list[Field]:
    if code not in tallies.verdicts:
        return [""] * 6
    of = success(tallies.verdicts[code])
    return [of.valid, of.invalid, of.pending, of.exclus, of.decisions, _percent(of.rate)]


def _percent(share: Fraction | None) -> Field:
    return "" if share is None else round_to(share * 100, 1, ALL)


def _item(code: str, tallies: Tallies) -> list[Field]:
    item = tallies.items.get(code)
    if item is None:
        return [""] * 4
    index = discrimination(code, tallies)
    share = _percent(Fraction(item.acquis, item.assessments))
    return [item.assessments, item.acquis, share, index.to(2) if isinstance(index, Correlation) else ""]


def _values(code: str, tallies: Tallies) -> list[Field]:
    """Marks to two decimals; levels by their names, which have no mean."""
    if code in tallies.levels:
        counts = tallies.levels[code]
        five_levels = ranked_levels(counts, tallies.outline.levels[code])
        return [sum(counts.values()), *(five_levels or [""] * 5), ""]
    mark_summary = summary(tallies.marks.get(code, {}))
    if mark_summary is None:
        return [""] * 7
    numbers = (mark_summary.least, *mark_summary.quartiles, mark_summary.greatest, mark_summary.mean)
    limits = tallies.outline.limits.get(code, ())
    return [mark_summary.size, *(round_to(number, 2, limits) for number in numbers)]
