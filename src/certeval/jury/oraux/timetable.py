"""A timetable of orals: everybody in a slot that suits, or those who can't be placed with all the slots that they have.

Longer orals are placed first; the others are matched to the slots that are left, which finds a place for all of them
whenever there is one. Candidates of one group are then brought near each other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import combinations
from operator import itemgetter
from typing import Final, NamedTuple

from certeval.jury.oraux.hours import Day, Layout, OralNeeds, Slot, TimeSpan, free_spans, trials
from certeval.jury.oraux.matching import match
from certeval.text.nearest import fold

MOST_PAIRS: Final = 2_000_000
"""Candidates times slots that are looked at before it is said that not all places of the longer orals were tried."""
MOST_TRIES: Final = 20_000
"""Places in a row that bring no longer oral further, before the same is said."""

Timetable = Mapping[str, Slot]
"""By candidate, the slot."""


class Shortage(NamedTuple):
    """Candidates who have not enough slots between them, and every slot that suits any of them, or of longer orals the
    places that all of them but one can have together: always fewer.

    `complete` is False where other places of the longer orals were left untried.
    """

    candidats: tuple[str, ...]
    slots: tuple[Slot, ...]
    complete: bool = True

    @property
    def lacks(self) -> int:
        """How many slots lack at least."""
        return len(self.candidats) - len(self.slots)


def timetable(day: Day, orals: Sequence[OralNeeds], earlier: Timetable | None = None) -> Timetable | Shortage:
    """The slot of each candidate, or who can't be placed. The same for the same inputs, whatever the order of `orals`.

    `earlier` is an earlier timetable: whoever can stay does, and another moves only where somebody else would have no
    slot. Without one, candidates of a group come near each other where that costs nobody a place.
    """
    everybody = sorted(orals, key=lambda each: (each.groupe, each.candidat))
    stay = {
        each.candidat: earlier[each.candidat]
        for each in everybody
        if earlier and _still_suits(each, earlier, day)
    }
    if stay:
        longer = {code: slot for code, slot in stay.items() if slot.span.end - slot.span.start != day.usual}
        usual = {code: slot for code, slot in stay.items() if code not in longer}
        others = [each for each in everybody if each.candidat not in longer]
        placement = _place(Day(_free_stretches(day, stay), day.usual, day.between), others, usual)
        if not isinstance(placement, Shortage):
            return longer | placement
    placement = _place(day, everybody, {})
    return placement if isinstance(placement, Shortage) else nearer(placement, everybody)


class LongerOrals:
    """The ways of placing longer orals, those with the fewest slots first, until MOST_TRIES places in a row bring none
    of them further: `is_cut` then. `layout` is one with as many of them, in their order, as were placed together.
    """

    def __init__(self, day: Day, longer: Sequence[OralNeeds]) -> None:
        free = day.placement(tuple(() for _ in day.stretches))[1]
        counts = map(len, _suitable(longer, free))
        self.orals = [each for _, each in sorted(zip(counts, longer, strict=True), key=itemgetter(0))]
        self.count, self.is_cut = -1, False
        self.layout: Layout = ()
        self._day = day

    def __iter__(self) -> Iterator[Layout]:
        idle = 0
        for count, layout in trials(self._day, self.orals):
            idle += 1
            if layout is not None and count > self.count:
                idle, self.count, self.layout = 0, count, layout
            if layout is not None and count == len(self.orals):
                idle = 0
                yield layout
            elif idle > MOST_TRIES:
                self.is_cut = True
                return

    def shortage(self) -> Shortage:
        """The first that have no places together, and those of all of them but the last."""
        slots = self._day.placement(self.layout)[0].values()
        return Shortage(tuple(each.candidat for each in self.orals[: self.count + 1]), tuple(sorted(slots)))


def _place(day: Day, orals: Sequence[OralNeeds], earlier: Timetable) -> dict[str, Slot] | Shortage:
    """The slots of some candidates: those of the day, and those of `earlier`, where candidates stand who may move."""
    usual = [each for each in orals if each.length <= day.usual]
    fault: Shortage | None = None
    longer = LongerOrals(day, [each for each in orals if each.length > day.usual])
    every = iter(longer)
    tries = 0
    for layout in every:
        by_candidate, free = day.placement(layout)
        tries += len(usual) * len(free)
        placement = _match(usual, sorted([*free, *earlier.values()]), earlier)
        if not isinstance(placement, Shortage):
            return by_candidate | placement
        fault = min(fault or placement, placement, key=lambda each: each.lacks)
        if tries > MOST_PAIRS:
            break
    complete = next(every, None) is None and not longer.is_cut
    return (fault or longer.shortage())._replace(complete=complete)


def _match(
    orals: Sequence[OralNeeds], slots: Sequence[Slot], earlier: Timetable
) -> dict[str, Slot] | Shortage:
    suits = _suitable(orals, slots)
    rank = {slot: i for i, slot in enumerate(slots)}
    earlier_pairs = {
        i: rank[earlier[each.candidat]] for i, each in enumerate(orals) if each.candidat in earlier
    }
    pairs, lack = match(suits, earlier_pairs)
    if lack is None:
        return {orals[left].candidat: slots[right] for left, right in pairs.items()}
    return Shortage(
        tuple(orals[each].candidat for each in sorted(lack.left)),
        tuple(slots[each] for each in sorted(lack.right)),
    )


def _suitable(orals: Iterable[OralNeeds], slots: Sequence[Slot]) -> list[list[int]]:
    """The ranks of the slots that suit each oral: one list for all those of whom the same is asked."""

    @cache
    def ranks(needs: OralNeeds) -> list[int]:
        return [i for i, slot in enumerate(slots) if needs.suits(slot)]

    return [ranks(replace(each, candidat="", groupe="")) for each in orals]


def _still_suits(oral: OralNeeds, earlier: Timetable, day: Day) -> bool:
    """Whether the slot of an earlier timetable is still one: a panel sits then, for as long, and it suits."""
    slot = earlier.get(oral.candidat)
    return (
        slot is not None
        and slot.span.end - slot.span.start == max(oral.length, day.usual)
        and oral.suits(slot)
        and any(_within(slot, each) for each in day.stretches)
    )


def _within(slot: Slot, stretch: Slot) -> bool:
    is_there = slot.panel == stretch.panel and fold(slot.salle) == fold(stretch.salle)
    return is_there and stretch.span.holds(slot.span)


def _free_stretches(day: Day, stay: Timetable) -> list[Slot]:
    """What is left of the stretches beside slots that stay, with the time between two orals on both sides."""
    stretches: list[Slot] = []
    for stretch in day.stretches:
        busy = [
            TimeSpan(each.span.start - day.between, each.span.end + day.between)
            for each in stay.values()
            if _within(each, stretch)
        ]
        stretches += [stretch._replace(span=each) for each in free_spans(stretch.span, busy)]
    return stretches


ROUNDS = 4
"""How often everybody is looked at: a later round seldom finds what those before did not."""


def nearer(slots: Mapping[str, Slot], orals: Sequence[OralNeeds]) -> dict[str, Slot]:
    """The same slots, exchanged where group mates come nearer in time on the whole. The same for the same inputs."""
    room = _Room(slots, orals)
    for _ in range(ROUNDS):
        if sum(room.bring(each) for each in orals if each.groupe) == 0:
            break
    return room.slots


class _Room:
    """Who is where, the order before each panel, and the groups."""

    def __init__(self, slots: Mapping[str, Slot], orals: Sequence[OralNeeds]) -> None:
        self.slots = dict(slots)
        self._orals = {each.candidat: each for each in orals}
        self._mates: dict[str, list[str]] = {}
        for each in orals:
            self._mates.setdefault(each.groupe, []).append(each.candidat)
        self._order = sorted(slots, key=lambda code: (slots[code].panel, slots[code].span))
        self._rank = {code: rank for rank, code in enumerate(self._order)}

    def bring(self, oral: OralNeeds) -> bool:
        """Exchange a candidate with one who stands next to a mate, where that brings more than it costs."""
        for other in self._beside_mates(oral):
            if self._may_exchange(oral, other) and self._gain(oral, other) > timedelta():
                self._exchange(oral.candidat, other.candidat)
                return True
        return False

    def _beside_mates(self, oral: OralNeeds) -> Iterator[OralNeeds]:
        for mate in self._mates[oral.groupe]:
            for rank in (self._rank[mate] - 1, self._rank[mate] + 1):
                if mate != oral.candidat and 0 <= rank < len(self._order):
                    other = self._orals[self._order[rank]]
                    if other.groupe != oral.groupe:
                        yield other

    def _may_exchange(self, one: OralNeeds, other: OralNeeds) -> bool:
        mine, theirs = self.slots[one.candidat], self.slots[other.candidat]
        same = mine.span.end - mine.span.start == theirs.span.end - theirs.span.start
        return same and one.suits(theirs) and other.suits(mine)

    def _gain(self, one: OralNeeds, other: OralNeeds) -> timedelta:
        before = self._apart(one.groupe) + self._apart(other.groupe)
        self._exchange(one.candidat, other.candidat)
        after = self._apart(one.groupe) + self._apart(other.groupe)
        self._exchange(one.candidat, other.candidat)
        return before - after

    def _apart(self, groupe: str) -> timedelta:
        """The time between each two of a group, all together; nothing for those who have none."""
        starts = [self.slots[code].span.start for code in self._mates[groupe]] if groupe else []
        return sum((abs(one - other) for one, other in combinations(starts, 2)), timedelta())

    def _exchange(self, one: str, other: str) -> None:
        self.slots[one], self.slots[other] = self.slots[other], self.slots[one]
        mine, theirs = self._rank[one], self._rank[other]
        self._rank[one], self._rank[other] = theirs, mine
        self._order[mine], self._order[theirs] = other, one
