"""Who is together for a part of an épreuve: a group that was drawn, those whom a panel hears in a room on a day."""

from collections.abc import Iterator
from typing import NamedTuple

from certeval.jury.session import Session
from certeval.jury.tirage import parts
from certeval.referentiel.epreuves import Partie
from certeval.text.nearest import folded_get


class Gathered(NamedTuple):
    """Some candidates in their order, by what gathers them (« G1 », « P1 2026-06-09 »); their jurors, their group."""

    name: str
    candidats: tuple[str, ...]
    membres: tuple[str, ...] = ()
    groupe: str = ""


def gathered(session: Session, partie: Partie) -> list[Gathered]:
    """By panel and day where the part has a timetable, else by group where it is drawn; nobody where it has neither."""
    return list(_heard(session, partie)) or list(_drawn(session, partie))


def _heard(session: Session, partie: Partie) -> Iterator[Gathered]:
    own = folded_get(session.model.oraux, partie.code)
    passages = sorted(own.passages, key=lambda each: (each.le, each.de)) if own else []
    days = dict.fromkeys((each.le, each.jury) for each in passages)
    several = len({le for le, _jury in days}) > 1
    for le, jury in sorted(days):
        sat = [each for each in own.plages if (each.le, each.jury) == (le, jury)] if own else []
        yield Gathered(
            f"{jury} {le.isoformat()}" if several else jury,
            tuple(each.candidat for each in passages if (each.le, each.jury) == (le, jury)),
            tuple(dict.fromkeys(member for each in sat for member in each.membres)),
        )


def _drawn(session: Session, partie: Partie) -> Iterator[Gathered]:
    counts = parts.drawn(session, partie.code)
    for each in counts.groupes if counts else ():
        yield Gathered(each.groupe, each.candidats, groupe=each.groupe)
