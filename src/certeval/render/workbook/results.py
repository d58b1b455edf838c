"""Results as the sheets of a workbook, with what they were made from.

Decisions: all candidates, then a sheet a bloc, the summary. Resits, statistics and agreement: the rows of their CSV.
"""

from collections.abc import Collection, Mapping, Sequence

from certeval.engine.agreement import AgreementReport
from certeval.engine.statistics.tallies import Statistics
from certeval.engine.verdicts import VERDICTS, Synthesis
from certeval.messages import N_, _
from certeval.referentiel.load import Referentiel
from certeval.referentiel.tree import SCORE_KINDS
from certeval.render import agreement, resits
from certeval.render.forms import Detail, Identifier
from certeval.render.json_text import referentiel_json, sheets_json
from certeval.render.rows import Cells, Column, columns
from certeval.render.stats import rows as statistics_rows
from certeval.render.verdicts import PARTIAL, WORDS
from certeval.render.workbook.sheets import DECIMAL, RATIO, SHARE, Cell, ResultSheet, Verdict
from certeval.scores.observations import Sheet

CANDIDATS, SYNTHESE, SOURCES = N_("Candidates"), N_("Summary"), N_("Sources")


def sheets(
    referentiel: Referentiel,
    cells: Sequence[Sequence[Cell]],
    synthesis: Synthesis,
    read: Sequence[Sheet],
    identity: Sequence[str] = (),
    *,
    detail: bool,
    only: Collection[str] = (),
) -> list[ResultSheet]:
    """The sheets of one session. `cells` are those of the CSV's columns, a row a candidate to list; `synthesis` counts
    all of them, of the blocs that are listed; `read` are the sheets that they come from, `identity` which of nom and
    prenom these have.
    """
    all_columns = columns(referentiel, detail=detail, only=only, identity=identity)
    verdicts = [
        isinstance(holds, Cells) and holds.outcomes
        for headings, holds in all_columns
        for _heading in headings
    ]
    rows = [
        [
            Verdict(c) if is_verdict and isinstance(c, str) else c
            for is_verdict, c in zip(verdicts, row, strict=True)
        ]
        for row in cells
    ]
    places = _places(referentiel, all_columns)
    result_sheets = [_sheet(_(CANDIDATS), places, rows, "")]
    blocs = [bloc for bloc in referentiel.tree.below("bloc", None) if not only or bloc in only]
    result_sheets += [_sheet(bloc, places, rows, bloc) for bloc in blocs]
    return [
        *result_sheets,
        _summary(synthesis, blocs),
        sources(referentiel_json(referentiel), sheets_json(read)),
    ]


Place = tuple[str, frozenset[str], bool]
"""A column's heading, the sheets where it stands (a bloc's code; an empty text for all candidates'), and whether it
says who they are."""


def _places(referentiel: Referentiel, all_columns: Sequence[Column]) -> list[Place]:
    tree = referentiel.tree
    blocs = tree.below("bloc", None)
    owners: dict[str, set[str]] = {}
    for bloc in blocs:
        for code in (code for kind in SCORE_KINDS for code in tree.below(kind, bloc)):
            owners.setdefault(code, set()).add(bloc)
    places: list[Place] = []
    for headings, holds in all_columns:
        for heading in headings:
            code = heading.partition(" ")[0]
            if isinstance(holds, Identifier | Detail):
                places.append((heading, frozenset({"", *blocs}), True))
            elif code in blocs:
                places.append((heading, frozenset({"", code}), False))
            else:
                places.append((heading, frozenset(owners.get(code) or {""}), False))
    return places


def _sheet(name: str, places: Sequence[Place], rows: Sequence[Sequence[Cell]], page: str) -> ResultSheet:
    """The columns that stand in a sheet, first those that say who candidates are."""
    there = [index for index, (_heading, pages, _who) in enumerate(places) if page in pages]
    indexes = sorted(there, key=lambda index: not places[index][2])
    who = sum(places[index][2] for index in indexes)
    return ResultSheet(
        name, [places[i][0] for i in indexes], [[row[i] for i in indexes] for row in rows], who
    )


def _summary(synthesis: Synthesis, blocs: Sequence[str]) -> ResultSheet:
    counts = {bloc: synthesis.blocs[bloc] for bloc in blocs} | {_("certification"): synthesis.certification}
    rows: list[list[Cell]] = [[code, *(of[each] for each in VERDICTS)] for code, of in counts.items()]
    rows.append([_(PARTIAL), synthesis.partial, None, None])
    rows.append([_("candidates"), synthesis.candidates, None, None])
    return ResultSheet(_(SYNTHESE), ["", *(_(WORDS[each]) for each in VERDICTS)], rows)


def sources(about: Mapping[str, str], files: Sequence[Mapping[str, str]]) -> ResultSheet:
    """What results were made from: the référentiel and the files read, each with its digest, as JSON names them."""
    rows = [[f"{about['code']}@{about['version']}", about["empreinte"]]]
    rows += [[each["fichier"], each["empreinte"]] for each in files]
    return ResultSheet(_(SOURCES), [_("source"), _("digest")], rows)


VERDICT_COLUMN = resits.COLUMNS.index("certification")


def resit_sheets(
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
"""Shares that the statistics_sheets give out of a hundred."""
RATIOS = {
    "accord": SHARE,
    **dict.fromkeys(("kappa_cohen", "kappa_fleiss", "alpha"), RATIO),
    "ecart_moyen": DECIMAL,
}
ALL, PAIRS = N_("All candidates"), N_("Pairs of jurors")


def statistics_sheets(
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


def agreement_sheets(
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
