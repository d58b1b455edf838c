"""A timetable of orals: everybody in a slot that suits, or those who can't be placed with all the slots that they have.

Longer orals are placed first; the others are matched to the slots that are left, which finds a place for all of them
whenever there is one.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from certeval.jury.oraux.hours import Asked, Slot, Span, Stretch, without
from certeval.jury.oraux.longer import Day, layouts
from certeval.jury.oraux.matching import match
from certeval.jury.oraux.nearness import nearer

MOST_PAIRS: Final = 2_000_000
"""Candidates times slots that are looked at before it is said that not all places of the longer orals were tried."""

Timetable = Mapping[str, Slot]
"""By candidate, the slot."""


class Fault(NamedTuple):
    """Candidates who have not enough slots between them, and every slot that suits any of them: always fewer.

    `complete` is False where other places of the longer orals were left untried.
    """

    candidats: tuple[str, ...]
    slots: tuple[Slot, ...]
    complete: bool = True

    @property
    def lacks(self) -> int:
        """How many slots lack at least."""
        return len(self.candidats) - len(self.slots)


def timetable(day: Day, asked: Sequence[Asked], kept: Timetable | None = None) -> Timetable | Fault:
    """The slot of each candidate, or who can't be placed. The same for the same inputs, whatever the order of `asked`.

    `kept` is an earlier timetable: whoever can stay does, and another moves only where somebody else would have no
    slot. Without one, candidates of a group come near each other where that costs nobody a place.
    """
    everybody = sorted(asked, key=lambda each: (each.groupe, each.candidat))
    stay = {each.candidat: kept[each.candidat] for each in everybody if kept and _stays(each, kept, day)}
    if stay:
        longer = {code: slot for code, slot in stay.items() if not _is_usual(slot, day)}
        usual = {code: slot for code, slot in stay.items() if code not in longer}
        others = [each for each in everybody if each.candidat not in longer]
        found = _placed(Day(_around(day, stay), day.usual, day.between), others, usual)
        if not isinstance(found, Fault):
            return longer | found
    found = _placed(day, everybody, {})
    return found if isinstance(found, Fault) else nearer(found, everybody)


def _placed(day: Day, asked: Sequence[Asked], kept: Timetable) -> dict[str, Slot] | Fault:
    """The slots of some candidates: those of the day, and those of `kept`, where candidates stand who may move."""
    longer = [each for each in asked if each.length > day.usual]
    usual = [each for each in asked if each.length <= day.usual]
    fault: Fault | None = None
    every = layouts(day, longer)
    looked = 0
    for layout in every:
        placed, free = day.laid(layout)
        looked += len(usual) * len(free)
        found = _matched(usual, sorted([*free, *kept.values()]), kept)
        if not isinstance(found, Fault):
            return placed | found
        fault = min(fault or found, found, key=lambda each: each.lacks)
        if looked > MOST_PAIRS:
            break
    if fault is None:
        return _of_longer(day, longer)
    return fault._replace(complete=next(every, None) is None)


def _matched(asked: Sequence[Asked], slots: Sequence[Slot], kept: Timetable) -> dict[str, Slot] | Fault:
    suits = [[i for i, slot in enumerate(slots) if each.suits(slot)] for each in asked]
    rank = {slot: i for i, slot in enumerate(slots)}
    begun = {i: rank[kept[each.candidat]] for i, each in enumerate(asked) if each.candidat in kept}
    pairs, lack = match(suits, begun)
    if lack is None:
        return {asked[left].candidat: slots[right] for left, right in pairs.items()}
    return Fault(
        tuple(asked[each].candidat for each in sorted(lack.left)),
        tuple(slots[each] for each in sorted(lack.right)),
    )


def _of_longer(day: Day, longer: Sequence[Asked]) -> Fault:
    """The fewest of the longer orals, in their order, that have no places together, and where each could be alone."""
    least = next(n for n in range(1, len(longer) + 1) if next(layouts(day, longer[:n]), None) is None)
    alone = {
        slot
        for each in longer[:least]
        for layout in layouts(day, [each])
        for slot in day.laid(layout)[0].values()
    }
    return Fault(tuple(each.candidat for each in longer[:least]), tuple(sorted(alone)))


def _stays(asked: Asked, kept: Timetable, day: Day) -> bool:
    """Whether the slot of an earlier timetable is still one: a panel sits then, for as long, and it suits."""
    slot = kept.get(asked.candidat)
    return (
        slot is not None
        and slot.span.end - slot.span.start == max(asked.length, day.usual)
        and asked.suits(slot)
        and any(_within(slot, each) for each in day.stretches)
    )


def _within(slot: Slot, stretch: Stretch) -> bool:
    return (slot.panel, slot.salle) == (stretch.panel, stretch.salle) and stretch.span.holds(slot.span)


def _is_usual(slot: Slot, day: Day) -> bool:
    return slot.span.end - slot.span.start == day.usual


def _around(day: Day, stay: Timetable) -> list[Stretch]:
    """What is left of the stretches beside slots that stay, with the time between two orals on both sides."""
    found: list[Stretch] = []
    for stretch in day.stretches:
        taken = [
            Span(each.span.start - day.between, each.span.end + day.between)
            for each in stay.values()
            if _within(each, stretch)
        ]
        found += [stretch._replace(span=each) for each in without(stretch.span, taken)]
    return found


__all__ = ["Fault", "Timetable", "timetable"]
