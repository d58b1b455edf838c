"""What is read a batch at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

One = TypeVar("One")


def batched(each: Iterable[One], size: int) -> Iterator[list[One]]:
    """So many at once, the last perhaps fewer: `itertools.batched`, which Python has from 3.12 on."""
    rest = iter(each)
    while batch := list(islice(rest, size)):
        yield batch
