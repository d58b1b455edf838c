"""When a panel hears candidates: stretches of time without a break, the slots they are cut into, whom one suits."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from certeval.frozen import frozen


class Span(NamedTuple):
    """A stretch of time, its end not included."""

    start: datetime
    end: datetime

    def meets(self, other: "Span") -> bool:
        """Whether some moment is in both."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Whether the other is wholly in this one."""
        return self.start <= other.start and other.end <= self.end


class Stretch(NamedTuple):
    """Time in which a panel sits in a room without a break. `panel` is its rank among the panels."""

    span: Span
    panel: int
    salle: str


class Slot(NamedTuple):
    """One candidate’s time before a panel: what the oral itself takes."""

    span: Span
    panel: int
    salle: str


def without(span: Span, breaks: Iterable[Span]) -> Iterator[Span]:
    """What is left of a stretch of time once breaks are taken from it, in order."""
    at = span.start
    for each in sorted(breaks):
        if each.meets(span):
            if at < each.start:
                yield Span(at, each.start)
            at = max(at, each.end)
    if at < span.end:
        yield Span(at, span.end)


def cut(
    stretch: Stretch, lengths: Sequence[timedelta], usual: timedelta, between: timedelta
) -> Iterator[Slot]:
    """Slots one after the other, `between` apart: of the given lengths first, then of the usual one as long as it fits.

    None where the given lengths do not fit.
    """
    at, end = stretch.span
    slots: list[Slot] = []
    for length in lengths:
        slots.append(Slot(Span(at, at + length), stretch.panel, stretch.salle))
        at += length + between
    if slots and slots[-1].span.end > end:
        return
    yield from slots
    while at + usual <= end:
        yield Slot(Span(at, at + usual), stretch.panel, stretch.salle)
        at += usual + between


@frozen
class Asked:
    """How long the oral and the preparation before it last, and what can't be.

    `panels` are the ranks of those that may not hear the candidate; `groupe` is "" where there is nobody to be near of.
    """

    candidat: str
    length: timedelta
    preparation: timedelta = timedelta()
    busy: tuple[Span, ...] = ()
    soonest: datetime = datetime.min  # noqa: DTZ901 -- hours are those of the place, as the office writes them
    panels: frozenset[int] = frozenset()
    groupe: str = ""

    def suits(self, slot: Slot) -> bool:
        """Whether the candidate can be heard then: prepared before, free, by a panel that may."""
        whole = Span(slot.span.start - self.preparation, slot.span.end)
        return (
            slot.span.start >= self.soonest
            and slot.panel not in self.panels
            and not any(each.meets(whole) for each in self.busy)
        )
