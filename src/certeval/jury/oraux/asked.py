"""A candidate to place: how long the oral lasts, when and by whom it can't be held, whom to be near of."""

from datetime import datetime, timedelta

from certeval.frozen import frozen
from certeval.jury.oraux.hours import Slot, Span


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
