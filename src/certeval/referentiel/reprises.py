"""What is wrong with the compétences that a bloc takes up from others, or that stand in none."""

from collections.abc import Iterator, Mapping

from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import referentiel as kinds
from certeval.diagnostics.families import rules
from certeval.messages import N_
from certeval.referentiel.blocs import Bloc
from certeval.referentiel.models import Fichier
from certeval.referentiel.tree import Tree
from certeval.rules.concern import Concern
from certeval.text.nearest import nearest


def mistakes(file: Fichier, tree: Tree) -> Iterator[Finding]:
    """What keeps from telling which compétences a bloc counts."""
    if file.blocs and file.competences:
        related = ((N_("the blocs are declared here"), ("blocs",)),)
        yield Finding(kinds.BLOCS_AND_COMPETENCES, ("competences",), {}, at_key=True, related=related)
    known = tree.below("competence", None)
    for bloc in tree.below("bloc", None):
        element = tree.elements[bloc]
        codes = element.model.reprend if isinstance(element.model, Bloc) else ()
        for i, code in enumerate(codes):
            path: Path = (*element.path, "reprend", i)
            if code not in known:
                meant = nearest(code, known)
                about = {"code": code} | ({"suggestion": meant} if meant else {})
                yield Finding(kinds.UNKNOWN_COMPETENCE, path, about)
            elif tree.elements[code].parent == bloc:
                yield Finding(kinds.ITS_OWN_COMPETENCE, path, {"code": code, "bloc": bloc})
            elif code in codes[:i]:
                yield Finding(rules.TWICE_IN_LIST, path, {"name": code})


def for_others(tree: Tree, concerns: Mapping[str, Concern]) -> Iterator[Finding]:
    """Compétences that are taken up by a bloc and are not for all of its candidates."""
    for bloc in tree.below("bloc", None):
        element = tree.elements[bloc]
        codes = element.model.reprend if isinstance(element.model, Bloc) else ()
        mine = dict(concerns[bloc].axes) if bloc in concerns else {}
        for i, code in enumerate(codes):
            wanted = concerns[code].axes if code in concerns else ()
            if any(axis not in mine or not mine[axis] <= ranks for axis, ranks in wanted):
                yield Finding(
                    kinds.TAKEN_UP_FOR_OTHERS, (*element.path, "reprend", i), {"code": code, "bloc": bloc}
                )
