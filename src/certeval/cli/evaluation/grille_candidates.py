"""Whom grids are for: the candidates of a file, those of a session, those of its table."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from certeval.cli import exits, files, inputs, sessions, sheets
from certeval.cli.evaluation import drawing
from certeval.cli.session import open_session
from certeval.cli.sessions import SessionFile
from certeval.cli.sheets import Reading
from certeval.diagnostics.families.sheets import ABSENT, SITUATION_NOT_KNOWN
from certeval.jury.tirage.parts import gathered
from certeval.messages import N_
from certeval.referentiel.epreuves import Partie
from certeval.referentiel.load import Referentiel
from certeval.rules.situation import SITUATION
from certeval.scores.grids import Grid, GridCandidate
from certeval.scores.read import OpenedSheets
from certeval.text.nearest import fold


def opened(file: Path | None, encoding: str | None) -> OpenedSheets | None:
    """The file that lists candidates, where one is given; status 2 where it can't be read."""
    with exits.Trying():
        return sheets.opened([files.reading(file)], encoding) if file else None


def candidates(
    listing: OpenedSheets | None,
    session: Path | None,
    rules: Referentiel,
    blocs: Sequence[str],
    epreuves: Sequence[str],
) -> tuple[GridCandidate, ...]:
    """Who is assessed: the candidates of a file, else those of a session; nobody where neither is given."""
    if listing:
        return _of_file(listing, rules)
    return _registered(session, blocs, epreuves) if session else ()


def named(of_session: SessionFile) -> Iterator[GridCandidate]:
    """Those of the candidates' table, by their names there."""
    for each in of_session.candidats.persons.values():
        called = each.called
        yield GridCandidate(each.candidat, called.get("nom", ""), called.get("prenom", ""))


def _of_file(listing: OpenedSheets, rules: Referentiel) -> tuple[GridCandidate, ...]:
    """The candidates of a file; status 1 where something is wrong in it. It need not have marks."""
    scores = listing.read(rules)
    found = [each for each in scores.diagnostics if each.kind not in {ABSENT, SITUATION_NOT_KNOWN}]
    inputs.leave_on_errors(found)
    names = ("nom", "prenom", "groupe")
    return tuple(
        GridCandidate(
            code,
            *(each.details.get(name, "") for name in names),
            *(each.situation[axis].shown if axis in each.situation else "" for axis in SITUATION),
        )
        for code, each in scores.candidates.items()
    )


def _registered(
    session: Path, blocs: Collection[str], epreuves: Collection[str]
) -> tuple[GridCandidate, ...]:
    """The candidates of a session who seek what the grid is of, with what their registrations say of them."""
    read = open_session(Reading((), session=session, marks=False), begun=True)
    of_session = read.of_session
    known = {fold(each.candidat): each for each in named(of_session)}
    found: list[GridCandidate] = []
    for code in drawing.seeking(read, (*blocs, *_blocs(epreuves, read.referentiel))):
        mine = of_session.session.inscription(code)
        who = replace(known.get(fold(code), GridCandidate()), candidat=code)
        found.append(replace(who, parcours=mine[1].parcours or "", voie=mine[1].voie or "") if mine else who)
    return tuple(found)


def _blocs(epreuves: Collection[str], rules: Referentiel) -> Iterator[str]:
    """The blocs that épreuves are of."""
    return (bloc for each in epreuves if (bloc := rules.tree.bloc_of(each)))


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
    known = {fold(each.candidat): each for each in (*named(of_session), *grid.candidates) if each.candidat}
    made: list[Grid] = []
    for each in found:
        listed = (known.get(fold(code), GridCandidate(code)) for code in each.candidats)
        who = tuple(replace(one, groupe=each.groupe or one.groupe) for one in listed)
        for juror in jurors if any(jurors) else each.membres or [""]:
            identity = replace(grid.identity, jury=each.name, jure=juror)
            made.append(replace(grid, identity=identity, candidates=who))
    return made
