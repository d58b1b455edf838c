"""Places for the orals that are longer than usual, tried one after the other, the earliest first."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from certeval.frozen import frozen
from certeval.jury.oraux.hours import Asked, Slot, Stretch, cut

Own = tuple[Asked | None, ...]
"""The first orals of a stretch in order: a longer one, or None for a usual one before it."""
Layout = tuple[Own, ...]


@frozen
class Day:
    """What is to be filled: when panels sit, how long an oral usually lasts, and the time between two."""

    stretches: Sequence[Stretch]
    usual: timedelta
    between: timedelta = timedelta()

    def slots(self, stretch: Stretch, own: Own) -> list[Slot]:
        """The slots of a stretch that begins with some orals; none where these do not fit."""
        lengths = [each.length if each else self.usual for each in own]
        return list(cut(stretch, lengths, self.usual, self.between))

    def laid(self, layout: Layout) -> tuple[dict[str, Slot], list[Slot]]:
        """Where the longer orals are, and the slots that are left for the others, in order."""
        placed: dict[str, Slot] = {}
        free: list[Slot] = []
        for stretch, own in zip(self.stretches, layout, strict=True):
            for rank, slot in enumerate(self.slots(stretch, own)):
                holder = own[rank] if rank < len(own) else None
                if holder is None:
                    free.append(slot)
                else:
                    placed[holder.candidat] = slot
        return placed, sorted(free)


def layouts(day: Day, longer: Sequence[Asked]) -> Iterator[Layout]:
    """Every way of placing longer orals, the first in the earliest places."""
    return _from(day, longer, tuple(() for _ in day.stretches))


def _from(day: Day, longer: Sequence[Asked], layout: Layout) -> Iterator[Layout]:
    if not longer:
        yield layout
        return
    for wider in _with(day, longer[0], layout):
        yield from _from(day, longer[1:], wider)


def _with(day: Day, asked: Asked, layout: Layout) -> Iterator[Layout]:
    """The layouts with one more longer oral, where it suits and moves no other to where that one can't be."""
    for at in sorted(range(len(layout)), key=lambda each: day.stretches[each]):
        stretch = day.stretches[at]
        most = (stretch.span.end - stretch.span.start) // (day.usual + day.between)
        for before in range(most + 1):
            own = _inserted(layout[at], asked, before)
            slots = day.slots(stretch, own)
            pairs = zip(own, slots, strict=False)
            if slots and all(each is None or each.suits(slot) for each, slot in pairs):
                yield (*layout[:at], own, *layout[at + 1 :])


def _inserted(own: Own, asked: Asked, before: int) -> Own:
    """A stretch's first orals with one more, after so many others."""
    filled = (*own, *[None] * (before - len(own)))
    return (*filled[:before], asked, *filled[before:])
