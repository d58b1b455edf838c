"""The three référentiels side by side, as article L6113-1 has them: activités, compétences, évaluation.

The modalités of an épreuve stand beside all the compétences that it assesses; a table has the columns that its bloc
fills.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from certeval.documents.official import epreuves
from certeval.documents.official.epreuves import modalites
from certeval.documents.official.publication import OfficialCell, OfficialEntry, OfficialTable
from certeval.messages import _
from certeval.referentiel.blocs import Activite, Bloc
from certeval.referentiel.elements import Competence, Epreuve
from certeval.referentiel.load import Referentiel
from certeval.render.referentiel.columns import activite_groups
from certeval.render.referentiel.elements import epreuves_of

NAMES = ("Référentiel d’activités", "Référentiel de compétences", "Référentiel d’évaluation")
"""The three, as French names them."""
NONE = OfficialEntry("–")
"""What stands where there is nothing: a blank cell goes on the one above, to whoever reads a table."""
WIDTHS = (18, 24, 26, 32)


class CompetenceLine(NamedTuple):
    """One compétence, the activités that it is the first to follow from, and in how many lines these stand."""

    activites: tuple[Activite, ...]
    spread: int
    competence: Competence | None
    epreuves: tuple[str, ...]


def bloc_table(referentiel: Referentiel, bloc: Bloc) -> OfficialTable | None:
    """The table of a bloc; None where it declares neither activité nor compétence."""
    lines = [
        CompetenceLine(
            tuple(group) if not i else (),
            max(len(competences), 1) if not i else 0,
            each,
            _epreuves_of(referentiel, each),
        )
        for group, competences in activite_groups(bloc)
        for i, each in enumerate(competences or [None])
    ]
    return _table(referentiel, bloc.code, lines, bloc.epreuves, activites=bool(bloc.activites))


def certification_table(referentiel: Referentiel) -> OfficialTable | None:
    """The table of the compétences that stand in no bloc; None where there are none."""
    file = referentiel.model
    lines = [CompetenceLine((), 1, each, _epreuves_of(referentiel, each)) for each in file.competences]
    return _table(referentiel, referentiel.code, lines, file.epreuves, activites=False)


def epreuve_codes(table: OfficialTable | None) -> frozenset[str]:
    """The codes of the épreuves whose modalités a table shows."""
    cells = [cell for row in table.rows for cell in row] if table else []
    return frozenset(each.anchor for cell in cells for each in cell.entries if each.anchor)


def _epreuves_of(referentiel: Referentiel, competence: Competence | None) -> tuple[str, ...]:
    """The codes of the épreuves that assess a compétence, or some of it."""
    if competence is None:
        return ()
    return tuple(each.code for each in epreuves_of(referentiel, referentiel.elements[competence.code]))


def _table(
    referentiel: Referentiel,
    code: str,
    lines: list[CompetenceLine],
    own: Sequence[Epreuve],
    *,
    activites: bool,
) -> OfficialTable | None:
    if not lines:
        return None
    with_modalites = any(line.epreuves for line in lines)
    names = [(OfficialEntry(each),) for each in NAMES]
    first = [OfficialCell(each, rows=2) for each in names[0 if activites else 1 : 2]]
    first.append(OfficialCell(names[2], columns=1 + with_modalites))
    second = [_("Modalités d'évaluation")] if with_modalites else []
    second.append(_("Critères d’évaluation"))
    presence = (activites, True, with_modalites, True)
    rows = _rows(referentiel, lines, {each.code: each for each in own})
    return OfficialTable(
        _("Activités, compétences and évaluation of {code}", code=code),
        (tuple(first), tuple(OfficialCell((OfficialEntry(head),)) for head in second)),
        tuple(tuple(cell for cell, keep in zip(row, presence, strict=True) if keep and cell) for row in rows),
        tuple(width for width, keep in zip(WIDTHS, presence, strict=True) if keep),
    )


def _rows(
    referentiel: Referentiel, lines: list[CompetenceLine], own: dict[str, Epreuve]
) -> Iterator[tuple[OfficialCell | None, OfficialCell, OfficialCell | None, OfficialCell]]:
    """The four cells of each line: None where the one above goes on."""
    beside_lines = _modalites(referentiel, lines, own)
    for line, modalites_cell in zip(lines, beside_lines, strict=True):
        competence = line.competence
        groupe = competence.groupe if competence else None
        heading = [OfficialEntry(groupe, style="head")] if groupe else []
        yield (
            _cell(map(epreuves.lone_element, line.activites), line.spread) if line.spread else None,
            _cell([*heading, epreuves.competence(competence)] if competence else ()),
            modalites_cell,
            _cell(epreuves.observables(competence) if competence else ()),
        )


def _cell(entries: Iterable[OfficialEntry], rows: int = 1) -> OfficialCell:
    return OfficialCell(tuple(entries) or (NONE,), rows=rows)


def _modalites(
    referentiel: Referentiel, lines: list[CompetenceLine], own: dict[str, Epreuve]
) -> Iterator[OfficialCell | None]:
    """The cells of épreuves over the lines that the same ones assess; an épreuve is told in full once."""
    previous: set[str] = set()
    for codes, group in groupby(lines, key=lambda line: line.epreuves):
        entries: list[OfficialEntry] = []
        for code in codes:
            entries.append(
                modalites(own[code])
                if code in own and code not in previous
                else OfficialEntry(referentiel.elements[code].wording, code, style="head", target=code)
            )
            previous.add(code)
        several = len(list(group))
        yield _cell(entries, several)
        yield from [None] * (several - 1)
