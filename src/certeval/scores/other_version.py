"""A sheet made for another version of the référentiel: whether what it enters is the same in both."""

from collections.abc import Callable, Iterable, Iterator

from certeval.diagnostics import Diagnostic, Place
from certeval.diagnostics.families import sheets as kinds
from certeval.referentiel.load import Referentiel

OtherVersions = Callable[[str], Referentiel | None]
"""Gives the version of a référentiel by its number, None where it can't be read."""


def check(
    version: str,
    place: Place,
    elements: Iterable[tuple[str, Place]],
    referentiel: Referentiel,
    others: OtherVersions | None,
) -> Iterator[Diagnostic]:
    """Why a sheet for this version can't be read with the one applied; nothing where it can.

    It can where `others` is given and every element entered exists in both versions and is unchanged.
    """
    arguments = {"named": version, "version": referentiel.version, "referentiel": referentiel.code}
    other = others(version) if others is not None else None
    if other is None:
        kind = kinds.OTHER_VERSION if others is None else kinds.OTHER_VERSION_ABSENT
        yield Diagnostic(kind, place, arguments)
        return
    for name, where in elements:
        what = _difference(name, other, referentiel)
        if what:
            yield Diagnostic(kinds.CHANGED, where, arguments | {"element": name, "what": what})


def _difference(name: str, other: Referentiel, referentiel: Referentiel) -> str:
    """What differs in an element between two versions, in a word that `render` translates; empty for nothing.

    A name that neither version has is told as any unknown column is.
    """
    before, after = other.resolve(name), referentiel.resolve(name)
    if before is None and after is None:
        return ""
    if before is None or after is None or before != after:
        return "absent"
    old, new = other.elements[before], referentiel.elements[after]
    if old.kind != new.kind or other.entries.get(before) != referentiel.entries.get(after):
        return "entry"
    return "wording" if old.wording != new.wording else ""
