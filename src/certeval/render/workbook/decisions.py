"""Decisions as the sheets of a workbook: all candidates, then a sheet a bloc, the summary, what it was made from."""

from collections.abc import Collection, Mapping, Sequence

from certeval.engine.verdicts import VERDICTS, Synthesis
from certeval.messages import N_, _
from certeval.referentiel.load import Referentiel
from certeval.referentiel.tree import SCORE_KINDS
from certeval.render.forms import Detail, Identifier
from certeval.render.json_text import referentiel_json, sheets_json
from certeval.render.rows import Cells, Column, columns
from certeval.render.verdicts import PARTIAL, WORDS
from certeval.render.workbook.sheets import Cell, ResultSheet, Verdict
from certeval.scores.observations import Sheet

CANDIDATS, SYNTHESE, SOURCES = N_("Candidates"), N_("Summary"), N_("Sources")


def sheets(
    referentiel: Referentiel,
    cells: Sequence[Sequence[Cell]],
    synthesis: Synthesis,
    read: Sequence[Sheet],
    *,
    detail: bool,
    only: Collection[str] = (),
) -> list[ResultSheet]:
    """The sheets of one session. `cells` are those of the CSV's columns, a row a candidate to list; `synthesis` counts
    all of them; `read` are the sheets that they come from.
    """
    all_columns = columns(referentiel, detail=detail, only=only)
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
    return [*result_sheets, _summary(synthesis), sources(referentiel_json(referentiel), sheets_json(read))]


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
    indexes = [index for index, (_heading, pages, _who) in enumerate(places) if page in pages]
    who = sum(places[index][2] for index in indexes)
    return ResultSheet(
        name, [places[i][0] for i in indexes], [[row[i] for i in indexes] for row in rows], who
    )


def _summary(synthesis: Synthesis) -> ResultSheet:
    counts = {**synthesis.blocs, _("certification"): synthesis.certification}
    rows: list[list[Cell]] = [[code, *(of[each] for each in VERDICTS)] for code, of in counts.items()]
    rows.append([_(PARTIAL), synthesis.partial, None, None])
    rows.append([_("candidates"), synthesis.candidates, None, None])
    return ResultSheet(_(SYNTHESE), ["", *(_(WORDS[each]) for each in VERDICTS)], rows)


def sources(about: Mapping[str, str], files: Sequence[Mapping[str, str]]) -> ResultSheet:
    """What results were made from: the référentiel and the files read, each with its digest, as JSON names them."""
    rows = [[f"{about['code']}@{about['version']}", about["empreinte"]]]
    rows += [[each["fichier"], each["empreinte"]] for each in files]
    return ResultSheet(_(SOURCES), [_("source"), _("digest")], rows)
