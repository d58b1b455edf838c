"""The timetable of a part, from what its session says; or what to say where there is none."""

from collections.abc import Iterable, Mapping
from typing import Final

from certeval.diagnostics import Kind
from certeval.diagnostics.families import sessions as kinds
from certeval.jury.oraux import asking
from certeval.jury.oraux.asking import Part
from certeval.jury.oraux.hours import Slot
from certeval.jury.oraux.timetable import Fault, timetable

MOST_SLOTS: Final = 8
"""Slots listed of those that do not suffice."""
Said = tuple[Kind, Mapping[str, object]]
"""A kind of finding with its arguments."""


def planned(part: Part, candidates: Iterable[str], *, keep: bool = False) -> Mapping[str, Slot] | Said:
    """The slot of each candidate; `keep` moves as little as can be of the timetable that is there."""
    usual = part.usual
    if usual is None:
        return kinds.NO_DURATION, {"partie": part.partie.code}
    asked = list(asking.asked(part, candidates, usual))
    found = timetable(asking.day(part, usual), asked, asking.kept(part) if keep else None)
    return (kinds.NO_ROOM_FOR_ALL, _lacking(part, found)) if isinstance(found, Fault) else found


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
        "lacks": len(fault.candidats) - len(fault.slots),
        "listed": ", ".join([*listed, *more]) or "–",
    }
