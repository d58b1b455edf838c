"""One difference between two versions of a référentiel, as a small value; the version that differences take: the
référentiel's own semantic versioning.
"""

from enum import IntEnum, StrEnum
from fractions import Fraction
from typing import Final

from certeval.frozen import frozen
from certeval.referentiel.meaning import Plain
from certeval.versions.outline import Fields, Key


class Classe(StrEnum):
    """What a difference does, the gravest last: nothing to decisions, maybe something, or old sheets do not read."""

    EDITORIAL = "editorial"
    EVALUATIF = "evaluatif"
    CASSANT = "cassant"


class Sorte(StrEnum):
    """What happened to a part. `recompose`: several were replaced by several."""

    AJOUTE = "ajoute"
    SCINDE = "scinde"
    FUSIONNE = "fusionne"
    RECOMPOSE = "recompose"
    RENOMME = "renomme"
    DEPLACE = "deplace"
    REORDONNE = "reordonne"
    MODIFIE = "modifie"
    SUPPRIME = "supprime"


GROUPS = (Sorte.SCINDE, Sorte.FUSIONNE, Sorte.RECOMPOSE)


@frozen
class PartPlace:
    """Where a part stands: the old and new codes of the part it stands in ("" where it has none), and its rank there.

    Both are empty for what stands in the certification itself.
    """

    kind: str
    old: str
    new: str
    rank: int

    @property
    def code(self) -> str:
        """What the part it stands in is called: in the new version, else in the old one."""
        return self.new or self.old


@frozen
class PartText:
    """A part that is added or that stands in for others: its code, what it says itself, where it stands."""

    code: str
    fields: Fields
    place: PartPlace | None


@frozen
class Difference:
    """One thing that differs.

    `old` and `new` are the codes of the parts on each side; for `reordonne` they are those of the part whose list it
    is, and `kind` the kind of what is listed. `field` is the path of what a `modifie` is about, with its value
    `before` and `after`; a code, a list of codes, or the place's code for the other sorts. `new_parts` and `place` are
    what it takes to apply it. `ressemblance` is given where the two parts were matched by their wordings: 1 where
    these are the same.
    """

    sorte: Sorte
    kind: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    field: tuple[str, ...] = ()
    before: Plain = None
    after: Plain = None
    classe: Classe = Classe.EVALUATIF
    ressemblance: Fraction | None = None
    new_parts: tuple[PartText, ...] = ()
    place: PartPlace | None = None

    @property
    def is_proposal(self) -> bool:
        """Whether it rests on wordings that are alike: proposed, and for people to confirm."""
        return self.ressemblance is not None

    @property
    def code(self) -> str:
        """What it is about, as the new version calls it where it is still there."""
        return ", ".join(self.new or self.old)

    @property
    def old_keys(self) -> tuple[Key, ...]:
        return tuple((self.kind, code) for code in self.old)

    @property
    def new_keys(self) -> tuple[Key, ...]:
        return tuple((self.kind, code) for code in self.new)


Number = tuple[int, int, int]


class Bump(IntEnum):
    """What rises from one version to the next, from nothing to the first number: that one where old sheets no longer
    read, the second where decisions may change, else the third.
    """

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


def version_numbers(version: str) -> Number:
    """`1.2.3` as numbers."""
    major, minor, patch = (int(part) for part in version.split("."))
    return major, minor, patch


def bump_between(old: str, new: str) -> Bump | None:
    """What rises between two versions: nothing where they are the same, None where the new one comes before."""
    before, after = version_numbers(old), version_numbers(new)
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
    major, minor, patch = version_numbers(old)
    if bump is Bump.MAJEURE:
        return f"{major + 1}.0.0"
    if bump is Bump.MINEURE:
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + (bump is Bump.CORRECTIVE)}"
