"""Calendars (RFC 5545) of orals, for the diaries of jurors and candidates, by their codes: no name stands there.

In come events at hours of a place, its time zone; out goes the text of a file, the same for the same events.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from certeval import messages
from certeval.jury.oraux.file import Passage
from certeval.jury.oraux.planning import members_of, span_of
from certeval.jury.session import Session
from certeval.jury.tirage import parts
from certeval.messages import _
from certeval.referentiel.load import Referentiel

OCTETS = 75
"""The longest line, in octets of UTF-8 (section 3.1)."""
PRODUCT = "-//certeval//oraux//FR"


class Event(NamedTuple):
    """One event: an identifier that stays, its time at the hours of the place, where, what."""

    uid: str
    start: datetime
    end: datetime
    summary: str
    location: str
    description: str = ""


def calendar(name: str, events: Sequence[Event], zone: ZoneInfo, stamp: date) -> bytes:
    """The file that diaries read: hours are in universal time, which they show as theirs; `stamp`: its day."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [f"X-WR-CALNAME:{text(name)}", f"X-WR-TIMEZONE:{zone.key}"]
    for each in events:
        lines += _event(each, zone, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{piece}\r\n" for line in lines for piece in fold_line(line)).encode()


ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": "\\n"})


def text(value: str) -> str:
    """A text as a property holds it (section 3.3.11)."""
    property_text = value.replace("\r\n", "\n").translate(ESCAPES)
    return "".join(each for each in property_text if each >= " ")


def fold_line(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, each but the first after a space; no sign is cut."""
    piece = ""
    for sign in line:
        if len((piece + sign).encode()) > OCTETS:
            yield piece
            piece = " "
        piece += sign
    yield piece


def _event(event: Event, zone: ZoneInfo, stamp: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{text(event.uid)}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    for name, hour in (("DTSTART", event.start), ("DTEND", event.end)):
        yield f"{name}:{hour.replace(tzinfo=zone).astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SUMMARY:{text(event.summary)}"
    yield f"LOCATION:{text(event.location)}"
    if event.description:
        yield f"DESCRIPTION:{text(event.description)}"
    yield "END:VEVENT"


def diaries(
    session: Session,
    referentiel: Referentiel,
    timetables: Mapping[str, Sequence[Passage]],
    zone: ZoneInfo,
    stamp: date,
) -> dict[str, bytes]:
    """By code of a candidate or a member, the file; whoever has no oral has none. `stamp` is the day of this state."""
    with messages.in_language(referentiel.model.certification.langue):
        word = _("Preparation")
    by_code: dict[str, list[Event]] = defaultdict(list)
    for code, passages in timetables.items():
        oraux = session.model.oraux[code]
        partie = parts.part(code, referentiel)
        what = (partie.intitule if partie else None) or code
        for each in passages:
            where = f"{session.code}/{code}/{each.candidat}"
            description = each.jury
            if oraux.preparation is not None:
                begin = span_of(each).start - timedelta(minutes=oraux.preparation.minutes)
                description += f", {word} {begin:%H:%M}"
            by_code[each.candidat].append(_oral_event(f"{where}@certeval", what, each, description))
            for member in dict.fromkeys(members_of(oraux, each)):
                uid, summary = f"{where}/{member}@certeval", f"{what} – {each.candidat}"
                by_code[member].append(_oral_event(uid, summary, each, each.jury))
    return {
        code: calendar(session.code, sorted(events, key=lambda event: event.start), zone, stamp)
        for code, events in by_code.items()
    }


def _oral_event(uid: str, summary: str, passage: Passage, description: str) -> Event:
    return Event(uid, *span_of(passage), summary, passage.salle, description)
