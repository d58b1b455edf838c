"""The timetable of a part: the one that its session holds, and the one that is made, or why there is none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import sessions as kinds
from certeval.jury.oraux.file import Passage
from certeval.jury.oraux.hours import Day, OralNeeds, Slot
from certeval.jury.oraux.planning import PlannedPart, day, oral_needs, sits_twice, span_of
from certeval.jury.oraux.timetable import Shortage, timetable
from certeval.jury.tirage import parts
from certeval.text.nearest import fold


def current_timetable(part: PlannedPart, candidates: Iterable[str]) -> Mapping[str, Slot]:
    """The timetable that the session's file holds, by candidate, of those before panels that still sit."""
    panels = list(map(fold, part.panels))
    slots = {
        fold(each.candidat): Slot(span_of(each), panels.index(fold(each.jury)), each.salle)
        for each in part.oraux.passages
        if fold(each.jury) in panels
    }
    return {code: slots[fold(code)] for code in candidates if fold(code) in slots}


def passages(part: PlannedPart, slots: Mapping[str, Slot]) -> tuple[Passage, ...]:
    """A timetable as the session's file holds it: in the order of days, hours and panels."""
    order: Sequence[tuple[str, Slot]] = sorted(slots.items(), key=lambda each: (each[1], each[0]))
    return tuple(
        Passage.model_construct(
            candidat=code,
            jury=part.panels[slot.panel],
            salle=slot.salle,
            le=slot.span.start.date(),
            de=slot.span.start.time(),
            a=slot.span.end.time(),
        )
        for code, slot in order
    )


MOST_SLOTS: Final = 8
"""Slots listed of those that do not suffice."""


def make_timetable(
    part: PlannedPart, candidates: Iterable[str], *, keep: bool = False
) -> Mapping[str, Slot] | Finding:
    """The slot of each candidate who was present at the part before; `keep` moves as little as can be of the timetable
    that is there. A finding where there is no timetable.
    """
    at: Path = ("oraux", part.key)
    usual = part.usual
    if usual is None:
        return Finding(kinds.NO_DURATION, at, {"partie": part.partie.code}, at_key=True)
    if (twice := sits_twice(part)) is not None:
        return twice
    codes = list(candidates)
    absent = set(parts.absentees(part.session, part.partie, codes))
    examinees = (code for code in codes if code not in absent)
    everybody, to_fill = list(oral_needs(part, examinees, usual)), day(part, usual)
    placement = timetable(to_fill, everybody, current_timetable(part, codes) if keep else None)
    if not isinstance(placement, Shortage):
        return placement
    before = part.before
    related = [(kinds.DELAY_SINCE, before[1])] if before and _too_soon(to_fill, everybody, placement) else []
    related += [] if placement.complete else [(kinds.UNTRIED, (*at, "plages"))]
    return Finding(
        kinds.NO_ROOM_FOR_ALL, at, _shortage_arguments(part, placement), at_key=True, related=tuple(related)
    )


def _too_soon(day: Day, orals: Sequence[OralNeeds], fault: Shortage) -> bool:
    """Whether more of those at fault could be placed but for the delay after the part before: longer orals are at fault
    alone, and others may be without them.
    """
    at_once = [replace(each, soonest=datetime.min) for each in orals]  # noqa: DTZ901 -- hours are those of the place
    placement = timetable(day, at_once)
    if not isinstance(placement, Shortage):
        return True
    return placement.lacks < fault.lacks or not set(fault.candidats) <= set(placement.candidats)


def _shortage_arguments(part: PlannedPart, fault: Shortage) -> dict[str, object]:
    lines = [
        f"{part.panels[each.panel]} {each.span.start:%Y-%m-%d %H:%M}" for each in fault.slots[:MOST_SLOTS]
    ]
    more = ["…"] if len(fault.slots) > MOST_SLOTS else []
    return {
        "partie": part.partie.code,
        "count": len(fault.candidats),
        "candidats": ", ".join(fault.candidats),
        "slots": len(fault.slots),
        "lacks": fault.lacks,
        "listed": ", ".join([*lines, *more]) or "–",
    }
