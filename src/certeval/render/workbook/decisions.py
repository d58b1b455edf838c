"""Decisions as the sheets of a workbook: all candidates, then a sheet a bloc, the summary, what it was made from."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from certeval.engine.results import VERDICTS, Synthesis
from certeval.messages import N_, _
from certeval.referentiel.load import Referentiel
from certeval.referentiel.tree import SCORED
from certeval.render.forms import Detail, Identifier
from certeval.render.rows import Cells, Column, cells, columns
from certeval.render.verdicts import PARTIAL, WORDS
from certeval.render.workbook.sheets import Cell, Sheet, Verdict
from certeval.rules.derivation import State
from certeval.scores.observations import Candidate
from certeval.scores.observations import Sheet as Entered

CANDIDATS, SYNTHESE, SOURCES = N_("Candidates"), N_("Summary"), N_("Sources")


class Read(NamedTuple):
    """What was read: candidates by identifier, with their details, and the sheets that they come from."""

    candidates: Mapping[str, Candidate]
    sheets: Sequence[Entered]


def sheets(
    referentiel: Referentiel,
    states: Mapping[str, State],
    synthesis: Synthesis,
    read: Read,
    *,
    detail: bool,
    only: Collection[str] = (),
) -> list[Sheet]:
    """The sheets of one session. `states` are the candidates to list; `synthesis` counts all of them."""
    listed = columns(referentiel, detail=detail, only=only)
    rows = [_row(listed, code, state, read.candidates) for code, state in states.items()]
    places = _places(referentiel, listed)
    found = [_sheet(_(CANDIDATS), places, rows, "")]
    blocs = [bloc for bloc in referentiel.tree.below("bloc", None) if not only or bloc in only]
    found += [_sheet(bloc, places, rows, bloc) for bloc in blocs]
    return [*found, _summary(synthesis), sources(referentiel, read.sheets)]


Place = tuple[str, frozenset[str], bool]
"""A column's heading, the sheets where it stands (a bloc's code; an empty text for all candidates'), and whether it
says who they are."""


def _places(referentiel: Referentiel, listed: Sequence[Column]) -> list[Place]:
    tree = referentiel.tree
    blocs = tree.below("bloc", None)
    owners = {code: bloc for bloc in blocs for kind in SCORED for code in tree.below(kind, bloc)}
    found: list[Place] = []
    for headings, holds in listed:
        for heading in headings:
            code = heading.partition(" ")[0]
            if isinstance(holds, Identifier | Detail):
                found.append((heading, frozenset({"", *blocs}), True))
            elif code in blocs:
                found.append((heading, frozenset({"", code}), False))
            else:
                found.append((heading, frozenset({owners.get(code, "")}), False))
    return found


def _sheet(name: str, places: Sequence[Place], rows: Sequence[Sequence[Cell]], page: str) -> Sheet:
    kept = [index for index, (_heading, pages, _who) in enumerate(places) if page in pages]
    who = sum(places[index][2] for index in kept)
    return Sheet(name, [places[i][0] for i in kept], [[row[i] for i in kept] for row in rows], who)


def _row(listed: Sequence[Column], code: str, state: State, people: Mapping[str, Candidate]) -> list[Cell]:
    details = people[code].details if code in people else {}
    verdicts = {
        heading
        for headings, holds in listed
        if isinstance(holds, Cells) and holds.outcomes
        for heading in headings
    }
    headings = [heading for each in listed for heading in each.headings]
    found = cells(listed, code, state, details)
    return [
        Verdict(cell) if heading in verdicts and isinstance(cell, str) else cell
        for heading, cell in zip(headings, found, strict=True)
    ]


def _summary(synthesis: Synthesis) -> Sheet:
    counted = {**synthesis.blocs, _("certification"): synthesis.certification}
    rows: list[list[Cell]] = [[code, *(of[each] for each in VERDICTS)] for code, of in counted.items()]
    rows.append([_(PARTIAL), synthesis.partial, None, None])
    rows.append([_("candidates"), synthesis.candidates, None, None])
    return Sheet(_(SYNTHESE), ["", *(_(WORDS[each]) for each in VERDICTS)], rows)


def sources(referentiel: Referentiel, read: Sequence[Entered]) -> Sheet:
    """What results were made from: the référentiel and the sheets, each with its digest."""
    rows: list[list[Cell]] = [[f"{referentiel.code}@{referentiel.version}", referentiel.digest]]
    rows += [[sheet.file, sheet.digest] for sheet in read]
    return Sheet(_(SOURCES), [_("source"), _("digest")], rows)
