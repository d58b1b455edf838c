"""When a panel hears candidates: stretches of time without a break, the slots they are cut into, whom one suits, where
the orals that are longer than usual may stand.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from certeval.frozen import frozen


class TimeSpan(NamedTuple):
    """A stretch of time, its end not included."""

    start: datetime
    end: datetime

    def meets(self, other: "TimeSpan") -> bool:
        """Whether some moment is in both."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "TimeSpan") -> bool:
        """Whether the other is wholly in this one."""
        return self.start <= other.start and other.end <= self.end


class Slot(NamedTuple):
    """Time before a panel, whose rank among the panels is `panel`, in a room: what one candidate’s oral itself takes,
    or a stretch in which it sits without a break.
    """

    span: TimeSpan
    panel: int
    salle: str


def free_spans(span: TimeSpan, breaks: Iterable[TimeSpan]) -> Iterator[TimeSpan]:
    """What is left of a stretch of time once breaks are taken from it, in order."""
    at = span.start
    for each in sorted(breaks):
        if each.meets(span):
            if at < each.start:
                yield TimeSpan(at, each.start)
            at = max(at, each.end)
    if at < span.end:
        yield TimeSpan(at, span.end)


@frozen
class OralNeeds:
    """How long the oral and the preparation before it last, and what can't be.

    `tied` are the hours of panels, by rank, that may not hear the candidate then; `groupe` is "" where there is nobody
    to be near of.
    """

    candidat: str
    length: timedelta
    preparation: timedelta = timedelta()
    busy: tuple[TimeSpan, ...] = ()
    soonest: datetime = datetime.min  # noqa: DTZ901 -- hours are those of the place, as the office writes them
    tied: tuple[tuple[int, TimeSpan], ...] = ()
    groupe: str = ""

    def suits(self, slot: Slot) -> bool:
        """Whether the candidate can be heard then: prepared before, free, by a panel that may."""
        whole = TimeSpan(slot.span.start - self.preparation, slot.span.end)
        return (
            slot.span.start >= self.soonest
            and not any(rank == slot.panel and each.meets(slot.span) for rank, each in self.tied)
            and not any(each.meets(whole) for each in self.busy)
        )


Own = tuple[OralNeeds | None, ...]
"""The first orals of a stretch in order: a longer one, or None for a usual one before it."""
Layout = tuple[Own, ...]


@frozen
class Day:
    """What is to be filled: when panels sit, how long an oral usually lasts, and the time between two."""

    stretches: Sequence[Slot]
    usual: timedelta
    between: timedelta = timedelta()

    def slots(self, stretch: Slot, own: Own) -> list[Slot]:
        """The slots of a stretch, one after the other: those of its first orals, none where these do not fit, then
        usual ones as long as they do.
        """
        at, end = stretch.span
        slots: list[Slot] = []
        for each in own:
            length = each.length if each else self.usual
            slots.append(stretch._replace(span=TimeSpan(at, at + length)))
            at += length + self.between
        if slots and slots[-1].span.end > end:
            return []
        while at + self.usual <= end:
            slots.append(stretch._replace(span=TimeSpan(at, at + self.usual)))
            at += self.usual + self.between
        return slots

    def placement(self, layout: Layout) -> tuple[dict[str, Slot], list[Slot]]:
        """Where the longer orals are, and the slots that are left for the others, in order."""
        by_candidate: dict[str, Slot] = {}
        free: list[Slot] = []
        for stretch, own in zip(self.stretches, layout, strict=True):
            for rank, slot in enumerate(self.slots(stretch, own)):
                holder = own[rank] if rank < len(own) else None
                if holder is None:
                    free.append(slot)
                else:
                    by_candidate[holder.candidat] = slot
        return by_candidate, sorted(free)


class Trial(NamedTuple):
    """A place that was tried for the last of the first `orals` longer ones: the layout where all of these stand, None
    where it does not suit.
    """

    orals: int
    layout: Layout | None


def trials(day: Day, longer: Sequence[OralNeeds]) -> Iterator[Trial]:
    """Every way of placing longer orals, the first in the earliest places, with each place that is tried on the way."""
    rows: list[Iterator[Layout | None]] = [iter([tuple(() for _ in day.stretches)])]
    while rows:
        for layout in rows[-1]:
            yield Trial(len(rows) - 1, layout)
            if layout is not None and len(rows) <= len(longer):
                rows.append(_layouts_with(day, longer[len(rows) - 1], layout))
                break
        else:
            rows.pop()


def _layouts_with(day: Day, oral: OralNeeds, layout: Layout) -> Iterator[Layout | None]:
    """The layouts with one more longer oral, where it suits and moves no other to where that one can't be; None for
    each place where it does not.
    """
    for at in sorted(range(len(layout)), key=lambda each: day.stretches[each]):
        stretch = day.stretches[at]
        most = (stretch.span.end - stretch.span.start) // (day.usual + day.between)
        for before in range(most + 1):
            row = (*layout[at], *[None] * (before - len(layout[at])))
            own = (*row[:before], oral, *row[before:])
            slots = day.slots(stretch, own)
            pairs = zip(own, slots, strict=False)
            suits = slots and all(each is None or each.suits(slot) for each, slot in pairs)
            yield (*layout[:at], own, *layout[at + 1 :]) if suits else None
