"""What is made one after the other, each while those before are used."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Product = TypeVar("Product")
MOST = 2
"""How many wait at the most to be used: with one alone, whoever makes or uses them faster for a while stands idle."""


def make_ahead(products: Iterator[Product]) -> Iterator[Product]:
    """The same in the same order, made in another thread. What making one raises is raised where it would be given."""
    maker = ThreadPoolExecutor(1)
    try:
        futures = deque(maker.submit(next, products, None) for _ in range(MOST))
        while (here := futures.popleft().result()) is not None:
            futures.append(maker.submit(next, products, None))
            yield here
    finally:
        maker.shutdown(cancel_futures=True)  # to stop takes as long as the one that is being made
