"""Whose a row is, by its identifier alone: nobody's, or one that is not what it seems."""

from collections.abc import Callable, Mapping

from certeval.diagnostics import Kind
from certeval.diagnostics.families import sheets as kinds
from certeval.scores import besides, identifiers
from certeval.scores.headings import CANDIDAT


def nobodys(text: str) -> bool:
    """Whether what stands where a row says whose it is means that it is about nobody: a total, a signature."""
    return not identifiers.usual(text) and not identifiers.failed(text) and besides.nobody(text)


def unnamed(code: str, *, guarded: bool) -> Kind | None:
    """What is said of an identifier that names no candidate; None of one that does. `guarded`: it is text on purpose,
    whatever it begins with.
    """
    if identifiers.usual(code):
        return None
    if not code:
        return kinds.NO_IDENTIFIER
    if identifiers.failed(code) and not guarded:
        return kinds.FORMULA_AS_NAME
    if identifiers.REWRITTEN.fullmatch(code):
        return kinds.REWRITTEN_IDENTIFIER
    return kinds.BROKEN_IDENTIFIER if identifiers.broken(code) else None


ABOUT: Mapping[Kind, Callable[[str], dict[str, object]]] = {
    kinds.NO_IDENTIFIER: lambda _code: {},
    kinds.FORMULA_AS_NAME: lambda code: {"value": code, "heading": CANDIDAT},
    kinds.REWRITTEN_IDENTIFIER: lambda code: {"candidat": code},
    kinds.BROKEN_IDENTIFIER: lambda code: {"value": code},
}
"""The arguments of what is said of an identifier."""


def alike(code: str, other: str) -> Kind:
    """What is said of an identifier that looks the same as another."""
    return kinds.SIGNS_ALIKE if identifiers.told_apart(code, other) else kinds.CANDIDATES_ALIKE
