"""Each of some things paired with one of others that suits it: bipartite matching by augmenting paths (Kuhn, 1955).

Paths are the shortest (breadth first) and tried in the given order: the same pairs for the same inputs, and as few of
those paired already are moved as one more asks for.
"""

from collections import deque
from collections.abc import Mapping, MutableMapping, Sequence
from typing import NamedTuple


class Lack(NamedTuple):
    """Left things of which one at least has no pair, and all that suits any of them: always fewer (Hall, 1935)."""

    left: tuple[int, ...]
    right: tuple[int, ...]


def match(
    suits: Sequence[Sequence[int]], kept: Mapping[int, int] | None = None
) -> tuple[dict[int, int], Lack | None]:
    """By rank, the right thing of each left one, and None; or the pairs before the first that has none, and why.

    `suits[i]` are the right things that suit the left thing i, the preferred ones first. `kept` are pairs to begin
    from, each of which suits; one is moved only where another would have no pair.
    """
    pairs = dict(kept or {})
    taken = {right: left for left, right in pairs.items()}
    for left in range(len(suits)):
        if left not in pairs and (lack := _augment(left, suits, pairs, taken)):
            return pairs, lack
    return pairs, None


def _augment(
    first: int,
    suits: Sequence[Sequence[int]],
    pairs: MutableMapping[int, int],
    taken: MutableMapping[int, int],
) -> Lack | None:
    """Pair one more left thing along a shortest path; None, or what is reached where there is no path."""
    came_from: dict[int, int] = {}
    waiting = deque([first])
    met = {first: None}
    while waiting:
        left = waiting.popleft()
        for right in suits[left]:
            if right in came_from:
                continue
            came_from[right] = left
            if right not in taken:
                _turn(right, came_from, pairs, taken)
                return None
            if taken[right] not in met:
                met[taken[right]] = None
                waiting.append(taken[right])
    return Lack(tuple(met), tuple(came_from))


def _turn(
    right: int, came_from: Mapping[int, int], pairs: MutableMapping[int, int], taken: MutableMapping[int, int]
) -> None:
    """Pair each left thing of the path with the right one that it came to."""
    while True:
        left = came_from[right]
        before = pairs.get(left)
        pairs[left], taken[right] = right, left
        if before is None:
            return
        right = before
