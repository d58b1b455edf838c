"""What a later version may declare of blocs validated under an earlier one."""

from collections.abc import Collection, Iterator

from certeval.engine.again import Dependencies
from certeval.frozen import frozen
from certeval.referentiel.acquis import covers, numbers
from certeval.referentiel.load import Referentiel
from certeval.rules.program import CERTIFICATION
from certeval.rules.verdicts import VerdictOf
from certeval.text.nearest import fold
from certeval.versions import bumps
from certeval.versions.bumps import Bump, Number
from certeval.versions.compare import Comparison, is_version
from certeval.versions.difference import Classe, Difference, Sorte


@frozen
class ProposedEquivalence:
    """A bloc in which nothing that decides differs between two versions: its code in the earlier, in the later."""

    version: str
    bloc: str
    donne: str


def least(versions: str) -> Number:
    """The first version that `1.x` may name: 1.0.0."""
    return bumps.number(".".join(numbers(versions)).replace("x", "0"))


def equivalence_proposals(comparison: Comparison) -> tuple[ProposedEquivalence, ...]:
    """The équivalences that a later version may declare: blocs in which nothing that decides differs.

    None for a version that changes no decision, nor for what the later version has declared already.
    """
    old, new = comparison.old, comparison.new
    if comparison.least_bump < Bump.MINEURE or bumps.bump_between(old.version, new.version) in {
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
    pairs = [
        (code, comparison.matching.new_of["bloc", code][1])
        for code in old.tree.below("bloc", None)
        if ("bloc", code) in comparison.matching.new_of and fold(code) not in known_codes
    ]
    return tuple(
        ProposedEquivalence(old.version, one, other)
        for one, other in pairs
        if not changed_blocs & {one, other}
    )


def _changed_blocs(comparison: Comparison) -> set[str] | None:
    """The blocs, by their code on either side, in which something that decides differs, or that rest on it in another;
    None where it may be any.
    """
    changed_blocs: set[str] = set()
    codes: set[str] = set()
    for difference in comparison.differences:
        if _spares(difference):
            continue
        blocs = {*_blocs(comparison.old, difference.old), *_blocs(comparison.new, difference.new)}
        if not blocs:
            return None
        changed_blocs |= blocs
        codes |= {*difference.old, *difference.new}
    return changed_blocs.union(*(_blocs_upon(side, codes) for side in (comparison.old, comparison.new)))


def _blocs_upon(referentiel: Referentiel, codes: Collection[str]) -> Iterator[str]:
    """The blocs whose verdict is worked out from elements, or from what stands in them."""
    dependencies, tree = Dependencies(referentiel.program, ()), referentiel.tree
    for bloc in tree.below("bloc", None):
        dependency = dependencies.dependency(VerdictOf(bloc))
        names = (*dependency.codes, *(step.makes[1] for step in dependency.steps))
        if any(each.code in codes for name in names for each in tree.ancestors(name)):
            yield bloc


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
