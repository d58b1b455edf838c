"""Statistics as tables and bars that read the same without colour, at a terminal and in a pipe."""

from collections.abc import Iterator, Sequence

from certeval.engine.statistics.items import ALONE, ALWAYS, NEVER, NOBODY, SAME
from certeval.engine.statistics.tallies import Statistics, Tallies, success
from certeval.messages import N_, _, ngettext
from certeval.render.stats import spread
from certeval.render.stats.plain import discrimination, extremes
from certeval.render.stats.spread import bar, headed, share_of
from certeval.render.tables import Renderable, Shown, rich_text
from certeval.render.words import pointed, visible
from certeval.rules.rounding import fixed

GENRES = {
    "certification": N_("Certification"),
    "bloc": N_("Blocs"),
    "competence": N_("Compétences"),
    "sous_competence": N_("Sous-compétences"),
    "critere": N_("Critères"),
    "epreuve": N_("Épreuves"),
    "fait": N_("Faits"),
    "regle": N_("Rules"),
}
"""The kinds that may be validated, in the order they are shown."""
REASONS = {
    NOBODY: N_("nobody assessed"),
    ALONE: N_("no other element assessed"),
    ALWAYS: N_("all acquire it"),
    NEVER: N_("nobody acquires it"),
    SAME: N_("the others are all alike"),
}
UNSAID = {
    "criteres": N_("critères"),
    "groupes": N_("groups"),
    "exclus": N_("what was excluded (counted as pending)"),
    "ordre_des_niveaux": N_("the order of levels"),
}


def renderables(statistics: Statistics, title: str, unknown: Sequence[str], *, detail: bool) -> Shown:
    """All candidates, then each dimension's groups. In detail: the classes of marks, and each group in full."""
    found: Shown = [rich_text(title, style="bold"), rich_text(_candidates(statistics.whole))]
    if unknown:
        said = ", ".join(_(UNSAID[what]) for what in unknown)
        found.append(rich_text(_("A results file does not hold: {listed}.").format(listed=said)))
    found += _tallied(statistics.whole, detail=detail)
    for dimension in statistics.by:
        found += _grouped(dimension, statistics, detail=detail)
    return [*found, *_legend(statistics.whole)]


def _candidates(tallies: Tallies) -> str:
    number = ngettext("{n} candidate", "{n} candidates", tallies.candidates).format(n=tallies.candidates)
    if not tallies.blocs:
        return number
    return _("{candidates}, of whom {n} with a partial validation").format(
        candidates=number, n=tallies.partial
    )


def _tallied(tallies: Tallies, *, detail: bool) -> Shown:
    return [
        *_successes(tallies),
        *_extremes(tallies),
        *spread.blocs(tallies),
        *spread.acquired(tallies),
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
            found = success(tallies.verdicts[code])
            counts = (found.valid, found.invalid, found.pending, found.left_out)
            rate = (share_of(found.valid, found.decided), bar(found.rate))
            rows.append((code, *counts, *rate, *(_item(code, tallies) if items else ())))
        yield from headed(_(name), ("", *headings, "", *more), rows, right=(1, 2, 3, 4, 5, 7))


def _item(code: str, tallies: Tallies) -> tuple[str, str]:
    if code not in tallies.outline.items:
        return "", ""
    item = tallies.items.get(code)
    index = discrimination(code, tallies)
    said = _(REASONS[index]) if isinstance(index, str) else pointed(fixed(index.to(2), 2))
    return (share_of(item.acquired, item.assessed) if item else share_of(0, 0)), said


def _extremes(tallies: Tallies) -> Iterator[Renderable]:
    said = (_("always validated"), _("never validated"), _("never decided"))
    lists = list(zip(said, extremes(tallies), strict=True))
    if any(codes for _said, codes in lists):
        yield rich_text()
    for words, codes in lists:
        if codes:
            yield rich_text(_("{what}: {codes}").format(what=words, codes=visible(", ".join(codes))))


def _grouped(dimension: str, statistics: Statistics, *, detail: bool) -> Shown:
    """A row a group; in detail, each group's own tables after it."""
    shown = ("certification", "bloc") if statistics.whole.blocs else ("certification", "epreuve")
    whole = statistics.whole
    codes = [code for code, genre in whole.outline.elements if genre in shown and code in whole.verdicts]
    groups = [(name or _("(empty)"), tallies) for name, tallies in statistics.groups(dimension)]
    rows = [(name, tallies.candidates, *(_cell(code, tallies) for code in codes)) for name, tallies in groups]
    title = _("By {dimension}: validated / decided").format(dimension=dimension)
    found = headed(title, ("", _("candidates"), *codes), rows, right=range(1, len(codes) + 2))
    if several := statistics.several[dimension]:
        said = ngettext(
            "{n} candidate belongs to several groups and counts in each: they add up to more than all",
            "{n} candidates belong to several groups and count in each: they add up to more than all",
            several,
        )
        found.append(rich_text(said.format(n=several)))
    for name, tallies in groups if detail else ():
        heading = _("{heading}: {n}").format(heading=f"{dimension} {visible(name)}", n=_candidates(tallies))
        found += [rich_text(), rich_text(heading, style="bold")]
        found += _tallied(tallies, detail=True)
    return found


def _cell(code: str, tallies: Tallies) -> str:
    found = success(tallies.verdicts.get(code, {}))
    return share_of(found.valid, found.decided)


def _legend(tallies: Tallies) -> Iterator[Renderable]:
    """What the rates are rates of."""
    yield rich_text()
    yield rich_text(_("decided: validated or not; pending and excluded are not in the rates"))
    if tallies.outline.items:
        yield rich_text(_("assessed: exemptions, absences and what is pending left out"))
        yield rich_text(
            _(
                "discrimination: correlation with the share acquired of the other elements assessed, "
                "from -1 to 1; near 0 or below, the element does not tell candidates apart as the others do"
            )
        )
