"""Codes cut in their letters and their numbers."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from certeval.referentiel.tree import Element

STEM = re.compile(r"([^\W\d_]+[._-]?)((?:[0-9]{1,6}[._-])*)")
DIGITS = "0123456789"
LONGEST = 6
"""The digits that a number has at the most."""
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
        stem = element.code.rstrip(DIGITS)
        last = element.code[len(stem) :]
        if 0 < len(last) <= LONGEST and (cut_stem := _cut(stem)):
            letters, above = cut_stem
            found[element.code] = Numbered(element, letters, (*above, int(last)))
    return found


@lru_cache(maxsize=1024)
def _cut(stem: str) -> tuple[str, tuple[int, ...]] | None:
    """What stands before the last number of a code, `CR1.2.`, and of those beside it: letters and numbers."""
    parts = STEM.fullmatch(stem)
    return (parts[1], tuple(map(int, parts[2].translate(TO_DOTS).split(".")[:-1]))) if parts else None


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
