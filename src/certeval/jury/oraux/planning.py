"""The timetable of a part, from what its session says; or what to say where there is none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import sessions as kinds
from certeval.jury.oraux import asking
from certeval.jury.oraux.asking import Part
from certeval.jury.oraux.hours import Asked, Day, Slot
from certeval.jury.oraux.timetable import Fault, timetable
from certeval.text.nearest import folded_key

MOST_SLOTS: Final = 8
"""Slots listed of those that do not suffice."""


def planned(part: Part, candidates: Iterable[str], *, keep: bool = False) -> Mapping[str, Slot] | Finding:
    """The slot of each candidate; `keep` moves as little as can be of the timetable that is there. A finding where
    there is no timetable.
    """
    typed = folded_key(part.session.model.oraux, part.partie.code) or part.partie.code
    at: Path = ("oraux", typed)
    usual = part.usual
    if usual is None:
        return Finding(kinds.NO_DURATION, at, {"partie": part.partie.code}, at_key=True)
    asked, day = list(asking.asked(part, candidates, usual)), asking.day(part, usual)
    found = timetable(day, asked, asking.kept(part) if keep else None)
    if not isinstance(found, Fault):
        return found
    since = (*at, "apres") if part.oraux.apres else ("tirage",)
    related = ((kinds.DELAY_SINCE, since),) if _too_soon(day, asked, found) else ()
    return Finding(kinds.NO_ROOM_FOR_ALL, at, _lacking(part, found), at_key=True, related=related)


def _too_soon(day: Day, asked: Sequence[Asked], fault: Fault) -> bool:
    """Whether more of those at fault could be placed but for the delay after the part before: longer orals are at fault
    alone, and others may be without them.
    """
    at_once = [replace(each, soonest=datetime.min) for each in asked]  # noqa: DTZ901 -- hours are those of the place
    found = timetable(day, at_once)
    if not isinstance(found, Fault):
        return True
    return found.lacks < fault.lacks or not set(fault.candidats) <= set(found.candidats)


def _lacking(part: Part, fault: Fault) -> dict[str, object]:
    listed = [
        f"{part.panels[each.panel]} {each.span.start:%Y-%m-%d %H:%M}" for each in fault.slots[:MOST_SLOTS]
    ]
    more = ["…"] if len(fault.slots) > MOST_SLOTS else []
    return {
        "partie": part.partie.code,
        "count": len(fault.candidats),
        "candidats": ", ".join(fault.candidats),
        "slots": len(fault.slots),
        "lacks": fault.lacks,
        "listed": ", ".join([*listed, *more]) or "–",
    }
