"""The page: what the report says, laid out with its charts, and the data from which a browser draws candidates."""

from collections.abc import Iterator, Mapping, Sequence

from certeval.documents.html import charts
from certeval.documents.html.page import Page, as_html, asset, fill
from certeval.documents.report import data, spread
from certeval.documents.report.content import CloseVerdictRow, SessionReport
from certeval.documents.report.spread import Rate, all_elements, count, rate, share_of
from certeval.engine.verdicts import EN_ATTENTE, NON_VALIDE, VALIDE, elements_of
from certeval.messages import N_, _, current_language, in_language, ngettext
from certeval.render.stats.text import GENRES, UNSAID
from certeval.render.verdicts import ORIGINS, WORDS
from certeval.rules.program import CERTIFICATION

MOST_ENTRIES = 500
"""Rows of a list of candidates; of more, how many are left out, whom the table of candidates still has."""
MOST_SHEETS = 100
"""Candidates whose reasons are also written as text, for a browser that runs no script."""
MOST_ROWS = 20_000
"""Candidates whose row is also written as text."""
OPEN_ROWS = 30
"""Rows of a table that is shown unfolded."""
DIMENSIONS = {"groupe": N_("Groups"), "session": N_("Sessions"), "jury": N_("Juries"), "jure": N_("Jurors")}
STYLES = ("html/charts.css", "report/report.css")
SCRIPT = "report/report.js"


def page(report: SessionReport) -> bytes:
    """The whole file, in the language of the report."""
    with in_language(report.lang):
        body = fill(
            "report/report.html",
            report=report,
            charts=charts,
            summary=_summary(report),
            success=list(_success(report)),
            distributions=spread.distributions(report),
            bounds=_bounds(report.people.close or ()),
            map=_map(report),
            groups=list(_groups(report)),
            agreement=_agreement(report),
            unsaid=[_(UNSAID[each]) for each in report.unknown if each in UNSAID],
            words=WORDS,
            letters=data.LETTERS,
            origins=ORIGINS,
            most=MOST_ENTRIES,
            unfolded=OPEN_ROWS,
            rows=data.table_rows(report) if len(report.people.rows) <= MOST_ROWS else None,
            trees=data.trees(report) if len(report.people.rows) <= MOST_SHEETS else None,
        )
        title = f"{report.title} {report.version}"
        styles, script = tuple(map(asset, STYLES)), (asset(SCRIPT),)
        values = {"donnees": data.page_data(report)}
        return as_html(Page(title, body, current_language(), styles, script, values))


def _summary(report: SessionReport) -> Mapping[str, object]:
    """The numbers at the top: how many of how many."""
    certification = next((each for each in all_elements(report) if each["genre"] == CERTIFICATION), {})
    candidates = count(report.whole, "candidats")
    return {
        "candidates": candidates,
        "cards": [
            (word, _(words), count(certification, key), share_of(count(certification, key), candidates))
            for word, words, key in (
                (VALIDE, N_("certified"), "valides"),
                (NON_VALIDE, N_("not certified"), "non_valides"),
                (EN_ATTENTE, N_("pending"), "en_attente"),
            )
        ],
        "partial": count(report.whole, "validation_partielle"),
        "blocs": [
            rate(report, each) for each in all_elements(report) if each["genre"] in {CERTIFICATION, "bloc"}
        ],
    }


def _success(report: SessionReport) -> Iterator[tuple[str, Sequence[Rate], bool, bool]]:
    """A table a kind below the blocs: heading, rows, whether they have a difficulty, whether some exclude."""
    for genre, heading in GENRES.items():
        if genre in {CERTIFICATION, "bloc"}:
            continue
        own = (each for each in all_elements(report) if each["genre"] == genre)
        if rows := [rate(report, each) for each in own if "decides" in each]:
            yield _(heading), rows, any(row.more for row in rows), any(row.exclus for row in rows)


def _bounds(close: Sequence[CloseVerdictRow]) -> list[tuple[str, str, Sequence[CloseVerdictRow]]]:
    """Who is short of a bound, then who is at one: a heading, what is said of the elements that change it, and whom."""
    below, at = ([each for each in close if each.valid == valid] for valid in (False, True))
    return [
        (_("One step short"), _("any one of these would validate it"), below),
        (_("Just at"), _("any one of these would lose it"), at),
    ]


def _map(report: SessionReport) -> Mapping[str, object] | None:
    """Candidates by what they validate, the most first, a line each."""
    people = report.people
    parts = {
        code for code, each in report.elements.items() if each.genre in {"competence", "sous_competence"}
    }
    places = [i for i, code in enumerate(people.columns) if code in parts]
    places = places or list(range(1, len(people.columns)))
    if not people.rows or not places:
        return None
    rows = [(row.code, "".join([row.verdicts[i] for i in places])) for row in people.rows]
    rows.sort(key=lambda row: (-row[1].count("v"), row[1].count("a"), row[1].translate(FIRST)))
    chart = charts.heat_map(
        [people.columns[i] for i in places],
        rows,
        label=_("Candidates by compétence; the table of candidates says the same"),
    )
    return {"chart": chart, "named": len(rows) <= charts.NAMES}


FIRST = str.maketrans("vna-", "0213")
"""The order of verdicts in the map: validated, pending, not validated, nothing."""


GroupBars = tuple[str, int, Sequence[Rate | None]]
"""A group: its name, how many, and a bar an element."""


def _groups(report: SessionReport) -> Iterator[tuple[str, str, Sequence[str], Sequence[GroupBars]]]:
    """For each dimension, its groups beside one another: the certification, then each bloc."""
    codes = [str(each["code"]) for each in all_elements(report) if each["genre"] in {CERTIFICATION, "bloc"}]
    for dimension in report.by:
        name = str(dimension["dimension"])
        groups = [
            (
                str(each["groupe"]) if each["groupe"] is not None else _("(none)"),
                count(each, "candidats"),
                [rate(report, by_code[code]) if code in by_code else None for code in codes],
            )
            for each in elements_of(dimension, "groupes")
            for by_code in [
                {str(one["code"]): one for one in elements_of(each, "elements") if "decides" in one}
            ]
        ]
        several = count(dimension, "dans_plusieurs")
        note = (
            ngettext(
                "{n} candidate is in several and counts in each",
                "{n} candidates are in several and count in each",
                several,
            ).format(n=several)
            if several
            else ""
        )
        yield _(DIMENSIONS.get(name, name)) if name in DIMENSIONS else name, note, codes, groups


def _agreement(report: SessionReport) -> Mapping[str, object] | None:
    """How far jurors agree: by element and by scale, by pair; what the figures are counted over."""
    figures = report.agreement
    if figures is None or not figures.elements:
        return None
    from certeval.render import agreement

    return {
        "elements": agreement.figures(figures),
        "pairs": agreement.pairs(figures.pairs),
        "notes": agreement.notes(figures),
    }
