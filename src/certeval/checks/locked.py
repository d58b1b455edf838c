"""Versions against their lock: what was published stays as it was."""

from collections.abc import Iterator

from certeval.diagnostics import Diagnostic
from certeval.diagnostics.families import versions as kinds
from certeval.referentiel.load import Referentiel
from certeval.versions import bumps, lock
from certeval.versions.difference import Sorte
from certeval.versions.lock import Lock, Locked
from certeval.versions.places import Places


def locked_versions_are_unchanged(referentiel: Referentiel, name: str, held: Locked) -> Iterator[Diagnostic]:
    """A locked version means what it meant: each change is told where it stands."""
    if lock.same_meaning(held, referentiel):
        return
    comparison = lock.since(held, referentiel)
    if comparison is None:
        place = referentiel.document.place(("certification", "version"))
        yield Diagnostic(kinds.LOCK_UNKNOWN, place, {"version": name})
        return
    places = Places(comparison)
    for difference in lock.refused(comparison):
        gone = difference.sorte is Sorte.SUPPRIME
        place = referentiel.document.place(places.of(difference), at_key=gone)
        least = bumps.next_version(comparison.old.version, bumps.NEEDED[difference.classe])
        arguments = {"version": name, "difference": difference, "least": least}
        yield Diagnostic(kinds.LOCKED_CHANGED, place, arguments)


def locked_versions_are_there(found: Lock, present: frozenset[str]) -> Iterator[Diagnostic]:
    """A locked version keeps its file."""
    for name in found.versions:
        if name not in present:
            file = f"{name.replace('@', '/')}.yaml"
            yield Diagnostic(
                kinds.LOCKED_GONE, found.place("versions", name), {"version": name, "file": file}
            )
