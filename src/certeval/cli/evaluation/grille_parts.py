"""The grids of a part of an épreuve: one for each panel or group of a session, for each of its jurors."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from certeval.cli import exits, sessions
from certeval.cli.evaluation import grille_candidates
from certeval.jury.gathered import gathered
from certeval.messages import N_
from certeval.referentiel.epreuves import Partie
from certeval.referentiel.load import Referentiel
from certeval.scores.grids import Grid, GridCandidate
from certeval.text.nearest import fold


def epreuve(partie: Partie, rules: Referentiel) -> str:
    """The épreuve that a part is of."""
    return str(rules.elements[partie.code].parent)


def divided(grid: Grid, session: Path, partie: Partie, jurors: Sequence[str]) -> list[Grid]:
    """A grid for each panel or group and each juror, the members of the panel where none is named; status 2 where the
    session says neither.
    """
    of_session = sessions.opened(session)
    found = gathered(of_session.session, partie)
    if not found:
        exits.refuse(
            N_("{partie} has no groups and no hours: `certeval tirage` draws, `certeval oraux` finds them"),
            partie=partie.code,
        )
    known = {
        fold(each.candidat): each
        for each in (*grille_candidates.named(of_session), *grid.candidates)
        if each.candidat
    }
    made: list[Grid] = []
    for each in found:
        listed = (known.get(fold(code), GridCandidate(code)) for code in each.candidats)
        who = tuple(replace(one, groupe=each.groupe or one.groupe) for one in listed)
        for juror in jurors if any(jurors) else each.membres or [""]:
            identity = replace(grid.identity, jury=each.name, jure=juror)
            made.append(replace(grid, identity=identity, candidates=who))
    return made
