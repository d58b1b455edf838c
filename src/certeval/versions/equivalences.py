"""What a later version may declare of blocs validated under an earlier one."""

from collections.abc import Collection

from certeval.engine.again import Dependencies, Dependency
from certeval.frozen import frozen
from certeval.referentiel.acquis import covers, numbers
from certeval.referentiel.load import Referentiel
from certeval.rules.derivation import Name, Node
from certeval.rules.program import CERTIFICATION
from certeval.rules.verdicts import VerdictOf
from certeval.text.nearest import fold
from certeval.versions.compare import Comparison, is_version
from certeval.versions.difference import (
    Bump,
    Classe,
    Difference,
    Number,
    Sorte,
    bump_between,
    version_numbers,
)

REACHES = (("evalue",), ("reprend",))
"""Fields that say what else a selection finds in an element, `criteres de E1`, wherever this stands."""


@frozen
class ProposedEquivalence:
    """A bloc in which nothing that decides differs between two versions: its code in the earlier, in the later."""

    version: str
    bloc: str
    donne: str


def least(versions: str) -> Number:
    """The first version that `1.x` may name: 1.0.0."""
    return version_numbers(".".join(numbers(versions)).replace("x", "0"))


def equivalence_proposals(comparison: Comparison) -> tuple[ProposedEquivalence, ...]:
    """The équivalences that a later version may declare: blocs in which nothing that decides differs.

    None for a version that changes no decision, nor for what the later version has declared already.
    """
    old, new = comparison.old, comparison.new
    if comparison.least_bump < Bump.MINEURE or bump_between(old.version, new.version) in {
        None,
        Bump.AUCUNE,
    }:
        return ()
    changed_blocs = _changed_blocs(comparison)
    if changed_blocs is None:
        return ()
    known_codes = {
        fold(code)
        for each in new.model.equivalences
        if covers(each.version, old.version)
        for code in each.bloc
    }
    return tuple(
        ProposedEquivalence(old.version, code, key[1])
        for code in old.tree.below("bloc", None)
        if (key := comparison.matching.new_of.get(("bloc", code))) is not None
        if fold(code) not in known_codes and not changed_blocs & {code, key[1]}
    )


def _changed_blocs(comparison: Comparison) -> set[str] | None:
    """The blocs, by their code on either side, in which something that decides differs, or that rest on it in another;
    None where it may be any.
    """
    changed_blocs: set[str] = set()
    codes: set[str] = set()
    differences = [each for each in comparison.differences if not _spares(each)]
    for difference in differences:
        sides = ((comparison.old.tree, difference.old), (comparison.new.tree, difference.new))
        blocs = {bloc for tree, mine in sides for code in mine if (bloc := tree.bloc_of(code))}
        if not blocs:
            return None
        changed_blocs |= blocs
        codes |= {*difference.old, *difference.new}
    before, after = _dependencies(comparison.old), _dependencies(comparison.new)
    for referentiel, dependencies in ((comparison.old, before), (comparison.new, after)):
        changed_blocs |= {code for code, each in dependencies.items() if _rests_on(referentiel, each, codes)}
    if any(each.field in REACHES for each in differences):
        changed_blocs |= {
            code for code in before if code not in after or _forms(before[code]) != _forms(after[code])
        }
    return changed_blocs


def _dependencies(referentiel: Referentiel) -> dict[str, Dependency]:
    """What the verdict of each bloc is worked out from."""
    dependencies = Dependencies(referentiel.program, ())
    return {code: dependencies.dependency(VerdictOf(code)) for code in referentiel.tree.below("bloc", None)}


def _rests_on(referentiel: Referentiel, dependency: Dependency, codes: Collection[str]) -> bool:
    """Whether elements, or what stands in them, are among what something is worked out from."""
    names = (*dependency.codes, *(name for _, name in _forms(dependency)))
    return any(each.code in codes for name in names for each in referentiel.tree.ancestors(name))


def _forms(dependency: Dependency) -> dict[Name, Node]:
    """The rules and measures that are worked out, by what each makes."""
    return {step.makes: step.node for step in dependency.steps}


def _spares(difference: Difference) -> bool:
    """Whether a difference changes no decision in any bloc: what rests on blocs, another code, what others give."""
    if difference.classe is Classe.EDITORIAL or difference.sorte is Sorte.RENOMME or is_version(difference):
        return True
    if difference.kind == "certification":
        return difference.field[:1] in {("equivalences",), ("correspondances",)}
    return difference.kind == "validation" and difference.old == (CERTIFICATION,)
