"""What is made one after the other, each while those before are used."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Made = TypeVar("Made")
MOST = 2
"""How many wait at the most to be used: with one alone, whoever makes or uses them faster for a while stands idle."""


def ahead(made: Iterator[Made]) -> Iterator[Made]:
    """The same in the same order, made in another thread. What making one raises is raised where it would be given."""
    maker = ThreadPoolExecutor(1)
    try:
        coming = deque(maker.submit(next, made, None) for _ in range(MOST))
        while (here := coming.popleft().result()) is not None:
            coming.append(maker.submit(next, made, None))
            yield here
    finally:
        maker.shutdown(cancel_futures=True)  # to stop takes as long as the one that is being made
