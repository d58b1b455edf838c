"""The calendar of each candidate and each member of the jury, in the words of the référentiel: codes, and no name."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from certeval.exchange.icalendar import Event, calendar
from certeval.jury.oraux.asking import of
from certeval.jury.oraux.file import Oraux, Passage
from certeval.jury.session import Session
from certeval.jury.tirage import parts
from certeval.referentiel.load import Referentiel
from certeval.text.nearest import fold


def diaries(
    session: Session,
    referentiel: Referentiel,
    timetables: Mapping[str, Sequence[Passage]],
    zone: ZoneInfo,
    made: date,
) -> dict[str, bytes]:
    """By code of a candidate or a member, the file; whoever has no oral has none. `made` is the day of this state."""
    found: dict[str, list[Event]] = {}
    for code, passages in timetables.items():
        oraux = session.model.oraux[code]
        partie = parts.part(code, referentiel)
        what = (partie.intitule if partie else None) or code
        for each in passages:
            where = f"{session.code}/{code}/{each.candidat}"
            found.setdefault(each.candidat, []).append(_event(f"{where}@certeval", what, each, each.jury))
            for member in dict.fromkeys(_members(oraux, each)):
                uid = f"{where}/{member}@certeval"
                found.setdefault(member, []).append(_event(uid, f"{what} – {each.candidat}", each, each.jury))
    return {
        code: calendar(session.code, sorted(events, key=lambda event: event.start), zone, made)
        for code, events in found.items()
    }


def _event(uid: str, summary: str, passage: Passage, description: str) -> Event:
    return Event(uid, *of(passage), summary, passage.salle, description)


def _members(oraux: Oraux, passage: Passage) -> Iterator[str]:
    """The members of the panel who sit then."""
    for plage in oraux.plages:
        if fold(plage.jury) == fold(passage.jury) and of(plage).holds(of(passage)):
            yield from plage.membres
