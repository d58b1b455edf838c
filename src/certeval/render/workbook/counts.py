"""Resits, statistics and agreement as the sheets of a workbook: the rows of their CSV."""

from collections.abc import Mapping, Sequence

from certeval.engine.agreement import AgreementReport
from certeval.engine.statistics.tallies import Statistics
from certeval.messages import N_, _
from certeval.referentiel.load import Referentiel
from certeval.render import agreement, resits
from certeval.render.json_text import referentiel_json, sheets_json
from certeval.render.stats import rows as statistics_rows
from certeval.render.workbook.decisions import sources
from certeval.render.workbook.sheets import DECIMAL, RATIO, SHARE, ResultSheet, Verdict
from certeval.scores.observations import Sheet

VERDICT_COLUMN = resits.COLUMNS.index("certification")


def sheets(
    referentiel: Referentiel, candidates: Sequence[resits.CandidateResits], read: Sequence[Sheet]
) -> list[ResultSheet]:
    """The sets, then what they were made from."""
    rows = [
        [Verdict(str(cell)) if index == VERDICT_COLUMN else cell for index, cell in enumerate(row)]
        for row in resits.rows(referentiel, candidates)
    ]
    return [
        ResultSheet(_("Resits"), resits.COLUMNS, rows, VERDICT_COLUMN),
        sources(referentiel_json(referentiel), sheets_json(read)),
    ]


PERCENTS = dict.fromkeys(("pour_cent", "difficulte_pour_cent"), '0.0" %"')
"""Shares that the statistics give out of a hundred."""
RATIOS = {
    "accord": SHARE,
    **dict.fromkeys(("kappa_cohen", "kappa_fleiss", "alpha"), RATIO),
    "ecart_moyen": DECIMAL,
}
ALL, PAIRS = N_("All candidates"), N_("Pairs of jurors")


def statistics(
    all_statistics: Statistics, about: Mapping[str, str], files: Sequence[Mapping[str, str]]
) -> list[ResultSheet]:
    """All candidates, then a sheet for each detail that they are grouped by."""
    headings, *rows = statistics_rows.rows(all_statistics)
    whole = [row[2:] for row in rows if not row[0]]
    result_sheets = [ResultSheet(_(ALL), [str(each) for each in headings[2:]], whole, 1, PERCENTS)]
    for dimension in all_statistics.by:
        group_rows = [row[1:] for row in rows if row[0] == dimension]
        result_sheets.append(
            ResultSheet(dimension, [dimension, *map(str, headings[2:])], group_rows, 2, PERCENTS)
        )
    return [*result_sheets, sources(about, files)]


def agreements(
    report: AgreementReport, about: Mapping[str, str], files: Sequence[Mapping[str, str]]
) -> list[ResultSheet]:
    """Elements, then jurors two by two."""
    headings, *rows = agreement.rows(report)
    pairs = [[" – ".join(pair.jurors), pair.cases, pair.differences, pair.gap] for pair in report.pairs]
    return [
        ResultSheet(_("Elements"), [str(each) for each in headings], rows, 1, RATIOS),
        ResultSheet(_(PAIRS), ["jures", "cas", "desaccords", "ecart"], pairs, 1, {"ecart": SHARE}),
        sources(about, files),
    ]
