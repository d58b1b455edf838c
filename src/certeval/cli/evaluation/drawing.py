"""What draws and timetables share on the command line: the session, the part meant, who is expected to it."""

from collections.abc import Collection
from typing import NoReturn

from certeval.cli import exits
from certeval.cli.session import Session
from certeval.jury.holding import Sitting
from certeval.jury.tirage import parts
from certeval.messages import N_
from certeval.referentiel.epreuves import Partie
from certeval.referentiel.load import Referentiel
from certeval.text.nearest import fold


def part(read: Session, typed: str | None) -> Partie:
    """The part meant; status 2 where there is none, or it is not said which."""
    return meant(typed, read.referentiel)


def meant(typed: str | None, referentiel: Referentiel) -> Partie:
    """The same, of a référentiel."""
    found = parts.part(typed, referentiel) if typed else None
    return found or _refuse(typed, parts.parts(referentiel))


def _refuse(typed: str | None, known: list[str]) -> NoReturn:
    listed = ", ".join(known) or "–"
    if typed is None:
        exits.refuse(N_("say for which part of an épreuve: --partie, one of {known}"), known=listed)
    exits.refuse(
        N_("--partie {typed}: no part of an épreuve is called so: {known}"), typed=typed, known=listed
    )


def expected(read: Session, partie: Partie) -> list[str]:
    """Who is to sit a part: whoever stands in the sheets, the registrations or the table, seeks its bloc, and does
    not hold it.
    """
    return list(parts.expected(read.of_session.session, _sitting(read), partie, _everybody(read)))


def seeking(read: Session, blocs: Collection[str]) -> list[str]:
    """The same, of some blocs: whoever seeks one of them; everybody, where there are no blocs."""
    return list(parts.seeking(read.of_session.session, _sitting(read), blocs, _everybody(read)))


def _sitting(read: Session) -> Sitting:
    assert read.sitting is not None  # noqa: S101 -- a session was read
    return read.sitting


def _everybody(read: Session) -> Collection[str]:
    """The identifiers of whoever stands in the sheets, the registrations or the table."""
    everybody = {fold(each.code): each.code for each in read.candidates}
    everybody |= {
        code: each.candidat
        for code, each in read.of_session.candidats.persons.items()
        if code not in everybody
    }
    return everybody.values()
