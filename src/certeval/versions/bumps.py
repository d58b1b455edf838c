"""The version that a change takes: the référentiel's own semantic versioning.

Where old sheets no longer read the first number rises, where decisions may change the second, else the third.
"""

from enum import IntEnum
from typing import Final

from certeval.versions.difference import Classe

Number = tuple[int, int, int]


class Bump(IntEnum):
    """What rises from one version to the next, from nothing to the first number."""

    AUCUNE = 0
    CORRECTIVE = 1
    MINEURE = 2
    MAJEURE = 3


BUMP_BY_CLASSE: Final = {
    None: Bump.AUCUNE,
    Classe.EDITORIAL: Bump.CORRECTIVE,
    Classe.EVALUATIF: Bump.MINEURE,
    Classe.CASSANT: Bump.MAJEURE,
}


def number(version: str) -> Number:
    """`1.2.3` as numbers."""
    major, minor, patch = (int(part) for part in version.split("."))
    return major, minor, patch


def bump_between(old: str, new: str) -> Bump | None:
    """What rises between two versions: nothing where they are the same, None where the new one comes before."""
    before, after = number(old), number(new)
    if after < before:
        return None
    order = (Bump.MAJEURE, Bump.MINEURE, Bump.CORRECTIVE)
    pairs = zip(order, before, after, strict=True)
    return next((bump for bump, one, other in pairs if other > one), Bump.AUCUNE)


def suffices(old: str, new: str, least_bump: Bump) -> bool:
    """Whether the new version rises as much as it must."""
    rise = bump_between(old, new)
    return rise is not None and rise >= least_bump


def next_version(old: str, bump: Bump) -> str:
    """The least version that rises so."""
    major, minor, patch = number(old)
    if bump is Bump.MAJEURE:
        return f"{major + 1}.0.0"
    if bump is Bump.MINEURE:
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + (bump is Bump.CORRECTIVE)}"
