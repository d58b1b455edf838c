"""Candidates of one group brought near each other, by exchanges of slots that suit both: nobody loses a place."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations

from certeval.jury.oraux.hours import Asked, Slot

ROUNDS = 4
"""How often everybody is looked at: a later round seldom finds what those before did not."""


def nearer(found: Mapping[str, Slot], asked: Sequence[Asked]) -> dict[str, Slot]:
    """The same slots, exchanged where group mates come nearer in time on the whole. The same for the same inputs."""
    room = _Room(found, asked)
    for _ in range(ROUNDS):
        if sum(room.bring(each) for each in asked if each.groupe) == 0:
            break
    return room.placed


class _Room:
    """Who is where, the order before each panel, and the groups."""

    def __init__(self, found: Mapping[str, Slot], asked: Sequence[Asked]) -> None:
        self.placed = dict(found)
        self._asked = {each.candidat: each for each in asked}
        self._mates: dict[str, list[str]] = {}
        for each in asked:
            self._mates.setdefault(each.groupe, []).append(each.candidat)
        self._order = sorted(found, key=lambda code: (found[code].panel, found[code].span))
        self._rank = {code: rank for rank, code in enumerate(self._order)}

    def bring(self, asked: Asked) -> bool:
        """Exchange a candidate with one who stands next to a mate, where that brings more than it costs."""
        for other in self._beside_mates(asked):
            if self._may_exchange(asked, other) and self._gain(asked, other) > timedelta():
                self._exchange(asked.candidat, other.candidat)
                return True
        return False

    def _beside_mates(self, asked: Asked) -> Iterator[Asked]:
        for mate in self._mates[asked.groupe]:
            for rank in (self._rank[mate] - 1, self._rank[mate] + 1):
                if mate != asked.candidat and 0 <= rank < len(self._order):
                    other = self._asked[self._order[rank]]
                    if other.groupe != asked.groupe:
                        yield other

    def _may_exchange(self, one: Asked, other: Asked) -> bool:
        mine, theirs = self.placed[one.candidat], self.placed[other.candidat]
        same = mine.span.end - mine.span.start == theirs.span.end - theirs.span.start
        return same and one.suits(theirs) and other.suits(mine)

    def _gain(self, one: Asked, other: Asked) -> timedelta:
        before = self._apart(one.groupe) + self._apart(other.groupe)
        self._exchange(one.candidat, other.candidat)
        after = self._apart(one.groupe) + self._apart(other.groupe)
        self._exchange(one.candidat, other.candidat)
        return before - after

    def _apart(self, groupe: str) -> timedelta:
        """The time between each two of a group, all together; nothing for those who have none."""
        starts = [self.placed[code].span.start for code in self._mates[groupe]] if groupe else []
        return sum((abs(one - other) for one, other in combinations(starts, 2)), timedelta())

    def _exchange(self, one: str, other: str) -> None:
        self.placed[one], self.placed[other] = self.placed[other], self.placed[one]
        mine, theirs = self._rank[one], self._rank[other]
        self._rank[one], self._rank[other] = theirs, mine
        self._order[mine], self._order[theirs] = other, one
