"""Statistics as tables and bars that read the same without colour, at a terminal and in a pipe."""

from collections.abc import Iterator, Sequence

from certeval.engine.statistics.items import ALIKE, ALONE, ALWAYS, NEVER, NOBODY, SAME
from certeval.engine.statistics.tallies import Statistics, Tallies, success
from certeval.messages import N_, _, ngettext, plural
from certeval.render.stats import spread
from certeval.render.stats.plain import discrimination, extremes
from certeval.render.stats.spread import bar, share_of, table_with_title
from certeval.render.tables import Renderable, Renderables, rich_text
from certeval.render.words import KIND_TITLES, number_text, visible
from certeval.rules.rounding import decimal_text

GENRES = {"certification": N_("Certification"), **KIND_TITLES, "regle": N_("Rules")}
"""The kinds that may be validated, in the order they are shown."""
REASONS = {
    NOBODY: N_("nobody assessed"),
    ALONE: N_("no other element assessed"),
    ALWAYS: N_("all acquire it"),
    NEVER: N_("nobody acquires it"),
    ALIKE: N_("alike for all who have another assessed"),
    SAME: N_("the others are all alike"),
}
UNSAID = {
    "criteres": N_("critères"),
    "groupes": N_("groups"),
    "exclus": N_("what was excluded (counted as pending)"),
    "ordre_des_niveaux": N_("the order of levels"),
}


def renderables(statistics: Statistics, title: str, unknown: Sequence[str], *, detail: bool) -> Renderables:
    """All candidates, then each dimension's groups. In detail: the classes of marks, and each group in full."""
    content: Renderables = [rich_text(title, style="bold"), _candidates(statistics.whole)]
    if unknown:
        names = ", ".join(_(UNSAID[what]) for what in unknown)
        content.append(_("A results file does not hold: {listed}.", listed=names))
    content += _tables(statistics.whole, detail=detail)
    for dimension in statistics.by:
        content += _groups(dimension, statistics, detail=detail)
    return [*content, *_legend(statistics.whole)]


def _candidates(tallies: Tallies) -> str:
    number = ngettext("{n} candidate", "{n} candidates", tallies.candidates, n=tallies.candidates)
    if not tallies.blocs:
        return number
    return _("{candidates}, of whom {n} with a partial validation", candidates=number, n=tallies.partial)


def _tables(tallies: Tallies, *, detail: bool) -> Renderables:
    return [
        *_successes(tallies),
        *_extremes(tallies),
        *spread.blocs(tallies),
        *spread.criteres(tallies),
        *spread.marks(tallies, detail=detail),
        *spread.levels(tallies),
    ]


def _successes(tallies: Tallies) -> Iterator[Renderable]:
    """A table a kind: the four counts, the rate and its denominator; of items, difficulty and discrimination."""
    for genre, name in GENRES.items():
        codes = [
            code for code, kind in tallies.outline.elements if kind == genre and code in tallies.verdicts
        ]
        if not codes:
            continue
        items = any(code in tallies.outline.items for code in codes)
        headings = [_("validated"), _("not validated"), _("pending"), _("excluded"), _("validated / decided")]
        more = [_("difficulty: acquired / assessed"), _("discrimination")] if items else []
        rows: list[tuple[object, ...]] = []
        for code in codes:
            of = success(tallies.verdicts[code])
            rate = (share_of(of.valid, of.decisions), bar(of.rate))
            counts = (of.valid, of.invalid, of.pending, of.exclus)
            rows.append((code, *counts, *rate, *(_item(code, tallies) if items else ())))
        yield from table_with_title(_(name), ("", *headings, "", *more), rows, right=(1, 2, 3, 4, 5, 7))


def _item(code: str, tallies: Tallies) -> tuple[str, str]:
    if code not in tallies.outline.items:
        return "", ""
    item = tallies.items.get(code)
    index = discrimination(code, tallies)
    text = _(REASONS[index]) if isinstance(index, str) else number_text(decimal_text(index.to(2), 2))
    return (share_of(item.acquis, item.assessments) if item else share_of(0, 0)), text


def _extremes(tallies: Tallies) -> Iterator[Renderable]:
    headings = (_("always validated"), _("never validated"), _("never decided"))
    lists = list(zip(headings, extremes(tallies), strict=True))
    if any(codes for _heading, codes in lists):
        yield ""
    for words, codes in lists:
        if codes:
            yield _("{what}: {codes}", what=words, codes=visible(", ".join(codes)))


def _groups(dimension: str, statistics: Statistics, *, detail: bool) -> Renderables:
    """A row a group; in detail, each group's own tables after it."""
    genres = ("certification", "bloc") if statistics.whole.blocs else ("certification", "epreuve")
    whole = statistics.whole
    codes = [code for code, genre in whole.outline.elements if genre in genres and code in whole.verdicts]
    groups = [(name or _("(empty)"), tallies) for name, tallies in statistics.groups(dimension)]
    rows: list[tuple[object, ...]] = []
    for name, tallies in groups:
        successes = [success(tallies.verdicts.get(code, {})) for code in codes]
        rows.append((name, tallies.candidates, *(share_of(of.valid, of.decisions) for of in successes)))
    title = _("By {dimension}: validated / decided", dimension=visible(dimension))
    content = table_with_title(title, ("", _("candidates"), *codes), rows, right=range(1, len(codes) + 2))
    if several := statistics.several[dimension]:
        sentence = plural(
            "{n} candidate belongs to several groups and counts in each: they add up to more than all",
            "{n} candidates belong to several groups and count in each: they add up to more than all",
        )
        content.append(sentence(several))
    for name, tallies in groups if detail else ():
        heading = _("{heading}: {n}", heading=visible(f"{dimension} {name}"), n=_candidates(tallies))
        content += ["", rich_text(heading, style="bold")]
        content += _tables(tallies, detail=True)
    return content


def _legend(tallies: Tallies) -> Iterator[Renderable]:
    """What the rates are rates of."""
    yield ""
    yield _("decided: validated or not; pending and excluded are not in the rates")
    if tallies.outline.items:
        yield _("assessed: exemptions, absences and what is pending left out")
        yield _(
            "discrimination: correlation with the share acquired of the other elements assessed, "
            "from -1 to 1; near 0 or below, the element does not tell candidates apart as the others do"
        )
