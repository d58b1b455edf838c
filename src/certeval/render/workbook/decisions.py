"""Decisions as the sheets of a workbook: all candidates, then a sheet a bloc, the summary, what it was made from."""

from collections.abc import Collection, Mapping, Sequence

from certeval.engine.verdicts import VERDICTS, Synthesis
from certeval.messages import N_, _
from certeval.referentiel.load import Referentiel
from certeval.referentiel.tree import SCORED
from certeval.render.forms import Detail, Identifier
from certeval.render.json_text import of_referentiel, of_sheets
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
    listed = columns(referentiel, detail=detail, only=only)
    verdicts = [
        isinstance(holds, Cells) and holds.outcomes for headings, holds in listed for _heading in headings
    ]
    rows = [
        [Verdict(c) if judged and isinstance(c, str) else c for judged, c in zip(verdicts, row, strict=True)]
        for row in cells
    ]
    places = _places(referentiel, listed)
    found = [_sheet(_(CANDIDATS), places, rows, "")]
    blocs = [bloc for bloc in referentiel.tree.below("bloc", None) if not only or bloc in only]
    found += [_sheet(bloc, places, rows, bloc) for bloc in blocs]
    return [*found, _summary(synthesis), sources(of_referentiel(referentiel), of_sheets(read))]


Place = tuple[str, frozenset[str], bool]
"""A column's heading, the sheets where it stands (a bloc's code; an empty text for all candidates'), and whether it
says who they are."""


def _places(referentiel: Referentiel, listed: Sequence[Column]) -> list[Place]:
    tree = referentiel.tree
    blocs = tree.below("bloc", None)
    owners: dict[str, set[str]] = {}
    for bloc in blocs:
        for code in (code for kind in SCORED for code in tree.below(kind, bloc)):
            owners.setdefault(code, set()).add(bloc)
    found: list[Place] = []
    for headings, holds in listed:
        for heading in headings:
            code = heading.partition(" ")[0]
            if isinstance(holds, Identifier | Detail):
                found.append((heading, frozenset({"", *blocs}), True))
            elif code in blocs:
                found.append((heading, frozenset({"", code}), False))
            else:
                found.append((heading, frozenset(owners.get(code) or {""}), False))
    return found


def _sheet(name: str, places: Sequence[Place], rows: Sequence[Sequence[Cell]], page: str) -> ResultSheet:
    kept = [index for index, (_heading, pages, _who) in enumerate(places) if page in pages]
    who = sum(places[index][2] for index in kept)
    return ResultSheet(name, [places[i][0] for i in kept], [[row[i] for i in kept] for row in rows], who)


def _summary(synthesis: Synthesis) -> ResultSheet:
    counted = {**synthesis.blocs, _("certification"): synthesis.certification}
    rows: list[list[Cell]] = [[code, *(of[each] for each in VERDICTS)] for code, of in counted.items()]
    rows.append([_(PARTIAL), synthesis.partial, None, None])
    rows.append([_("candidates"), synthesis.candidates, None, None])
    return ResultSheet(_(SYNTHESE), ["", *(_(WORDS[each]) for each in VERDICTS)], rows)


def sources(about: Mapping[str, str], files: Sequence[Mapping[str, str]]) -> ResultSheet:
    """What results were made from: the référentiel and the files read, each with its digest, as JSON names them."""
    rows = [[f"{about['code']}@{about['version']}", about["empreinte"]]]
    rows += [[each["fichier"], each["empreinte"]] for each in files]
    return ResultSheet(_(SOURCES), [_("source"), _("digest")], rows)
