"""Choices at random, as an author of référentiels makes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

Some = TypeVar("Some")


@dataclass(frozen=True)
class Chance:
    """Draws from hypothesis's random numbers, so that each example can be had again."""

    random: Random

    def one_of(self, choices: Sequence[Some]) -> Some:
        return choices[self.random.randrange(len(choices))]

    def some(self, choices: Sequence[Some], most: int = 3) -> list[Some]:
        """One to `most` different ones."""
        return self.random.sample(list(choices), min(len(choices), self.between(1, most)))

    def order(self, choices: Sequence[Some]) -> list[Some]:
        return self.random.sample(list(choices), len(choices))

    def between(self, least: int, most: int) -> int:
        return self.random.randint(least, most)

    def once_in(self, times: int) -> bool:
        """Whether something happens that does so once in so many times."""
        return self.random.randrange(times) == 0
