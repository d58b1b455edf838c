"""What an element says that it replaces, as far as one version tells."""

from collections.abc import Iterator

from certeval.checks.subject import Subject
from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import referentiel as kinds
from certeval.messages import N_
from certeval.referentiel.tree import Element
from certeval.text.nearest import fold

Said = tuple[str, Path]
"""A code after `remplace`, and where it is written."""


def what_is_replaced_is_gone(subject: Subject) -> Iterator[Finding]:
    """What is replaced no longer stands, unless it was split and says so."""
    replacing = _replacing(subject)
    standing = {fold(code): element for code, element in subject.tree.elements.items() if replacing}
    for element in replacing:
        for code, path in _replaced(element):
            other = standing.get(fold(code))
            if other is None or other is element or _names(other, other):
                continue
            related = ((N_("it still stands here"), (*other.path, "code")),)
            arguments = {"code": element.code, "other": other.code}
            yield Finding(kinds.REPLACES_WHAT_STANDS, path, arguments, related=related)


def elements_replace_others(subject: Subject) -> Iterator[Finding]:
    """An element that replaces itself alone is not replaced: another takes its part, or it takes another's."""
    every = _replacing(subject)
    for element in every:
        said = list(_replaced(element))
        alone = {fold(code) for code, _ in said} == {fold(element.code)}
        if alone and not any(_names(other, element) for other in every if other is not element):
            yield Finding(kinds.REPLACES_ITSELF, said[0][1], {"code": element.code})


def _replacing(subject: Subject) -> list[Element]:
    """The elements that replace something."""
    return [element for element in subject.tree.elements.values() if element.model.remplace]


def _names(element: Element, other: Element) -> bool:
    """Whether an element says that it replaces another, or itself."""
    return any(fold(code) == fold(other.code) for code, _ in _replaced(element))


def _replaced(element: Element) -> Iterator[Said]:
    replaced = element.model.remplace
    at: Path = (*element.path, "remplace")
    if isinstance(replaced, str):
        yield replaced, at
    else:
        yield from ((code, (*at, i)) for i, code in enumerate(replaced or ()))
