"""Each of some things paired with one of others that suits it: bipartite matching by augmenting paths (Kuhn, 1955).

Paths are the shortest (breadth first) and tried in the given order: the same pairs for the same inputs, and as few of
those paired already are moved as one more asks for.
"""

from collections import deque
from collections.abc import Mapping, MutableMapping, Sequence
from typing import NamedTuple


class Lack(NamedTuple):
    """Left things that have not enough, and all that suits any of them (Hall, 1935): there are as many fewer of the
    latter as left things stay without a pair, and no other way of pairing leaves fewer.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]


def match(
    suits: Sequence[Sequence[int]], initial: Mapping[int, int] | None = None
) -> tuple[dict[int, int], Lack | None]:
    """By rank, the right thing of each left one, of as many as can have one; why where some have none.

    `suits[i]` are the right things that suit the left thing i, the preferred ones first. `initial` are pairs to begin
    from, each of which suits; one is moved only where another would have no pair.
    """
    pairs = dict(initial or {})
    owners = {right: left for left, right in pairs.items()}
    dead_ends: dict[int, int] = {}
    without: dict[int, None] = {}
    for left in range(len(suits)):
        if left not in pairs and not _augment(left, suits, pairs, owners, dead_ends):
            without[left] = None
    if not without:
        return pairs, None
    return pairs, Lack((*without, *(owners[right] for right in dead_ends)), tuple(dead_ends))


def _augment(
    first: int,
    suits: Sequence[Sequence[int]],
    pairs: MutableMapping[int, int],
    owners: MutableMapping[int, int],
    dead_ends: MutableMapping[int, int],
) -> bool:
    """Pair one more left thing along a shortest path; False where there is none. What such a search met is `dead_ends`:
    no later one gets anywhere through it.
    """
    came_from: dict[int, int] = {}
    queue = deque([first])
    while queue:
        left = queue.popleft()
        for right in suits[left]:
            if right in came_from or right in dead_ends:
                continue
            came_from[right] = left
            if right not in owners:
                _turn(right, came_from, pairs, owners)
                return True
            queue.append(owners[right])
    dead_ends.update(came_from)
    return False


def _turn(
    right: int,
    came_from: Mapping[int, int],
    pairs: MutableMapping[int, int],
    owners: MutableMapping[int, int],
) -> None:
    """Pair each left thing of the path with the right one that it came to."""
    while True:
        left = came_from[right]
        before = pairs.get(left)
        pairs[left], owners[right] = right, left
        if before is None:
            return
        right = before
