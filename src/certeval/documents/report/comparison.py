"""Two sessions side by side, or one decided under two versions: shares, and whose verdicts are not the same."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from certeval.documents.html import charts
from certeval.documents.html.page import Page, as_html, asset, fill
from certeval.documents.report.content import SessionReport
from certeval.documents.report.data import LETTERS
from certeval.documents.report.page import MOST_ENTRIES, STYLES
from certeval.documents.report.spread import Rate, all_elements, count, rate
from certeval.engine.verdicts import Plain
from certeval.messages import _, current_language, in_language
from certeval.render.stats.text import GENRES
from certeval.render.verdicts import WORDS
from certeval.render.words import decimal
from certeval.rules.rounding import ALL, round_to
from certeval.text.nearest import fold


class RatePair(NamedTuple):
    """A code of both: its shares, and by how many points they differ (empty where one is of nobody, or where it is not
    that of one element: `other` is then what the old one said of it).
    """

    code: str
    wording: str
    other: str
    old: Rate | None
    new: Rate | None
    gap: str


Change = tuple[str, str, str, str]
"""A verdict that is not the same in both: the candidate, the element, what it was and is, empty where there is none."""


def page(old: SessionReport, new: SessionReport) -> bytes:
    """The whole file, in the language of the new one."""
    with in_language(new.lang):
        changes, common = list(_changes(old, new)), _common(old, new)
        body = fill(
            "report/compared.html",
            sides=((_("Before"), old), (_("After"), new)),
            charts=charts,
            tables=list(_tables(old, new)),
            candidates=[count(each.whole, "candidats") for each in (old, new)],
            common=len(common),
            changes=changes,
            changed=len({candidat for candidat, *_change in changes}),
            words=WORDS,
            most=MOST_ENTRIES,
        )
        title = f"{old.title} {old.version} – {new.title} {new.version}"
        return as_html(Page(title, body, current_language(), tuple(map(asset, STYLES))))


def _tables(old: SessionReport, new: SessionReport) -> Iterator[tuple[str, Sequence[RatePair]]]:
    """A table a kind, of the elements of either."""
    first, second = ({str(each["code"]): each for each in all_elements(side)} for side in (old, new))
    for genre, heading in GENRES.items():
        codes = dict.fromkeys(
            code
            for side in (first, second)
            for code, each in side.items()
            if each["genre"] == genre and "decides" in each
        )
        rows = [_rate_pair(code, old, first.get(code), new, second.get(code)) for code in codes]
        if rows:
            yield _(heading), rows


def _rate_pair(
    code: str, old: SessionReport, before: Plain | None, new: SessionReport, after: Plain | None
) -> RatePair:
    rates = [None if plain is None else rate(side, plain) for side, plain in ((old, before), (new, after))]
    counts = [(each.valid, each.valid + each.invalid) if each else (0, 0) for each in rates]
    shares = [Fraction(valid, total) if total else None for valid, total in counts]
    gap, other = "", _other_element(code, old, new)
    if shares[0] is not None and shares[1] is not None and not other:
        points = round_to((shares[1] - shares[0]) * 100, 1, ALL)
        gap = f"{'+' if points > 0 else ''}{decimal(points)}"
    return RatePair(code, new.wording(code) or old.wording(code), other, rates[0], rates[1], gap)


def _other_element(code: str, old: SessionReport, new: SessionReport) -> str:
    """What the old one says of a code that is not of one element in both; empty where it is."""
    before, after = old.wording(code), new.wording(code)
    return before if before and after and fold(before) != fold(after) else ""


def _verdicts(report: SessionReport) -> Mapping[str, Mapping[str, str]]:
    people = report.people
    return {row.code: dict(zip(people.columns, row.verdicts, strict=True)) for row in people.rows}


def _common(old: SessionReport, new: SessionReport) -> list[str]:
    there = {row.code for row in old.people.rows}
    return [row.code for row in new.people.rows if row.code in there]


def _changes(old: SessionReport, new: SessionReport) -> Iterator[Change]:
    """What is not the same of the candidates of both, of each element that is one in both, or in one alone."""
    before, after = _verdicts(old), _verdicts(new)
    every = dict.fromkeys((*old.people.columns, *new.people.columns))
    elements = [each for each in every if not _other_element(each, old, new)]
    for code in _common(old, new):
        for element in elements:
            words = [LETTERS.get(side[code].get(element, "-"), "") for side in (before, after)]
            if words[0] != words[1]:
                yield code, element, words[0], words[1]
