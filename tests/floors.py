"""How many examples of a property try what it says: one that tries nothing passes whatever the code does."""

import functools
from collections.abc import Callable
from fractions import Fraction
from typing import Any

_shows: list[bool] = []
"""Whether the example that runs shows something."""


def idle(*, when: bool = True) -> None:
    """Say of this example that it shows nothing."""
    if when:
        _shows[-1] = False


def floor(least: str = "9/10") -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A property of hypothesis that fails where fewer of its examples show something: all do but those that
    `idle` or `assume` set aside.
    """

    def decorate(law: Any) -> Callable[..., None]:
        inner, shown = law.hypothesis.inner_test, []

        @functools.wraps(inner)
        def counted(*arguments: object, **named: object) -> None:
            _shows.append(True)
            ended = False
            try:
                inner(*arguments, **named)
                ended = True
            finally:
                shown.append(_shows.pop() and ended)

        law.hypothesis.inner_test = counted

        @functools.wraps(law)
        def whole(*arguments: object, **named: object) -> None:
            shown.clear()
            law(*arguments, **named)
            assert sum(shown) >= Fraction(least) * len(shown), f"{sum(shown)} of {len(shown)} show something"

        return whole

    return decorate
