"""Codes cut in their letters and their numbers."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from certeval.referentiel.tree import Element

NUMBERED = re.compile(r"([^\W\d_]+[._-]?)((?:[0-9]{1,6}[._-])*)([0-9]{1,6})")
TO_DOTS = str.maketrans("_-", "..")


class Numbered(NamedTuple):
    """A code cut in its letters and its numbers, with what is declared under it."""

    element: Element
    letters: str
    numbers: tuple[int, ...]


def cut(elements: Iterable[Element]) -> dict[str, Numbered]:
    """The codes that are made of letters, then numbers, by code."""
    found: dict[str, Numbered] = {}
    for element in elements:
        if parts := NUMBERED.fullmatch(element.code):
            letters, above, last = parts.groups()
            found[element.code] = Numbered(element, letters, (*_numbers(above), int(last)))
    return found


@lru_cache(maxsize=1024)
def _numbers(above: str) -> tuple[int, ...]:
    """The numbers before the last one, `1.2.`, which follow one another in many codes."""
    return tuple(map(int, above.translate(TO_DOTS).split(".")[:-1]))


def rows(codes: Iterable[Numbered]) -> dict[str, list[list[Numbered]]]:
    """By kind, the codes that are numbered one after the other: of one parent, alike but for their last number."""
    found: dict[tuple[str, str | None, str, tuple[int, ...]], list[Numbered]] = {}
    for code in codes:
        element = code.element
        found.setdefault((element.kind, element.parent, code.letters, code.numbers[:-1]), []).append(code)
    by_kind: dict[str, list[list[Numbered]]] = {}
    for (kind, *_), row in found.items():
        by_kind.setdefault(kind, []).append(row)
    return by_kind
