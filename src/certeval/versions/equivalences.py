"""What blocs validated under earlier versions count for under a later one: as declared, and as may be proposed."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from certeval.referentiel.equivalences import Equivalence
from certeval.referentiel.load import Referentiel
from certeval.rules.program import CERTIFICATION
from certeval.text.nearest import fold
from certeval.versions import bumps
from certeval.versions.bumps import Bump, Number
from certeval.versions.compare import Comparison, is_version
from certeval.versions.difference import Classe, Difference, Sorte

EQUIVALENCE: Final = "equivalence"
"""The `origine` of what is held so."""


@dataclass(frozen=True, slots=True)
class Acquis:
    """A bloc or compétence held under a version because of blocs validated under an earlier one.

    `par` are these blocs. It is held now, or once `a_presenter`, elements of the version, are validated.
    """

    code: str
    par: tuple[str, ...]
    a_presenter: tuple[str, ...] = ()
    origine: str = EQUIVALENCE


@dataclass(frozen=True, slots=True)
class Proposal:
    """A bloc in which nothing that decides differs between two versions: its code in the earlier, in the later."""

    version: str
    bloc: str
    donne: str


def covers(versions: str, version: str) -> bool:
    """Whether `1.x`, `1.2.x` or `1.2.3` names a version, which may itself be written so: whether both have one."""
    return all(
        one == other or "x" in {one, other}
        for one, other in zip(_numbers(versions), _numbers(version), strict=True)
    )


def _numbers(versions: str) -> list[str]:
    return [*versions.split("."), "x", "x"][:3]


def least(versions: str) -> Number:
    """The first version that `1.x` may name: 1.0.0."""
    return bumps.number(".".join(_numbers(versions)).replace("x", "0"))


def acquis(referentiel: Referentiel, version: str, blocs_valides: Collection[str]) -> tuple[Acquis, ...]:
    """What is held under a référentiel by someone who validated blocs under an earlier version of it.

    In the order of the declarations, each code once where it is held without condition; else once for each way to
    come to hold it. A bloc that is held says nothing of each of its compétences.
    """
    validated = {fold(code) for code in blocs_valides}
    found: list[Acquis] = []
    for one in referentiel.model.equivalences:
        if covers(one.version, version) and validated.issuperset(map(fold, one.bloc)):
            found += [Acquis(code, one.bloc, one.a_presenter or ()) for code in given(one, referentiel)]
    held = {each.code for each in found if not each.a_presenter}
    once: dict[tuple[str, tuple[str, ...]], Acquis] = {}
    for each in found:
        if not each.a_presenter or each.code not in held:
            once.setdefault((each.code, each.a_presenter), each)
    return tuple(once.values())


def given(equivalence: Equivalence, referentiel: Referentiel) -> Iterator[str]:
    """The codes that an équivalence gives, as the référentiel spells them."""
    for code in equivalence.donne:
        if resolved := referentiel.resolve(code):
            yield resolved


def proposed(comparison: Comparison) -> tuple[Proposal, ...]:
    """The équivalences that a later version may declare: blocs in which nothing that decides differs.

    None for a version that changes no decision, nor for what the later version has declared already.
    """
    old, new = comparison.old, comparison.new
    if comparison.needed < Bump.MINEURE or bumps.made(old.version, new.version) in {None, Bump.AUCUNE}:
        return ()
    changed = _changed(comparison)
    if changed is None:
        return ()
    declared = {
        fold(code)
        for each in new.model.equivalences
        if covers(each.version, old.version)
        for code in each.bloc
    }
    pairs = [
        (code, comparison.matching.new_of["bloc", code][1])
        for code in old.tree.below("bloc", None)
        if ("bloc", code) in comparison.matching.new_of and fold(code) not in declared
    ]
    return tuple(Proposal(old.version, one, other) for one, other in pairs if not changed & {one, other})


def _changed(comparison: Comparison) -> set[str] | None:
    """The blocs, by their code on either side, in which something that decides differs; None where it may be any."""
    found: set[str] = set()
    for difference in comparison.differences:
        if _spares(difference):
            continue
        blocs = {*_blocs(comparison.old, difference.old), *_blocs(comparison.new, difference.new)}
        if not blocs:
            return None
        found |= blocs
    return found


def _spares(difference: Difference) -> bool:
    """Whether a difference changes no decision in any bloc: what rests on blocs, another code, the table itself."""
    if difference.classe is Classe.EDITORIAL or difference.sorte is Sorte.RENOMME or is_version(difference):
        return True
    if difference.kind == "certification":
        return difference.field[:1] == ("equivalences",)
    return difference.kind == "validation" and difference.old == (CERTIFICATION,)


def _blocs(referentiel: Referentiel, codes: Collection[str]) -> Iterator[str]:
    """The blocs in which elements stand."""
    for code in codes:
        yield from (e.code for e in referentiel.tree.ancestors(code) if e.kind == "bloc")
