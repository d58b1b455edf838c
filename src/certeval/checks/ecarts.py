"""The irregularities a référentiel answers for: an écart takes away the finding it decides on."""

from datetime import date

from certeval.diagnostics import Diagnostic, Finding, Path, in_order
from certeval.diagnostics.families import referentiel as kinds
from certeval.referentiel.load import Loaded
from certeval.referentiel.models import Ecart, Fichier
from certeval.referentiel.tree import Tree
from certeval.rules.names import KIND_OF_WORD
from certeval.sources.document import Document

BINDING = frozenset("YV")
"""Families that no écart can answer: a file that doesn't read, a rule that can't decide."""


def answered(diagnostics: list[Diagnostic], loaded: Loaded, today: date) -> list[Diagnostic]:
    """The diagnostics that no écart answers, and those about écarts that answer nothing or have expired."""
    model, tree = loaded.model, loaded.tree
    if model is None or tree is None:
        return diagnostics
    left = list(diagnostics)
    said: list[Finding] = []
    for i, ecart in enumerate(model.ecarts):
        if ecart.diagnostic is None:
            continue
        at: Path = ("ecarts", i)
        if ecart.expire is not None and ecart.expire < today:
            said.append(Finding(kinds.EXPIRED_ECART, (*at, "expire"), {"date": ecart.expire.isoformat()}))
            continue
        about = [d for d in left if _answers(ecart, d, model, tree, loaded.document)]
        if not about:
            shown = {"diagnostic": ecart.diagnostic, "target": ecart.cible}
            said.append(Finding(kinds.STALE_ECART, (*at, "diagnostic"), shown))
        left = [d for d in left if d not in about]
    return in_order([*left, *map(loaded.document.locate, said)])


def _answers(ecart: Ecart, diagnostic: Diagnostic, model: Fichier, tree: Tree, document: Document) -> bool:
    """Whether an écart is about this finding: its code, inside one of its targets."""
    if diagnostic.code != ecart.diagnostic or diagnostic.kind.family in BINDING:
        return False
    span = diagnostic.place.span
    return any(
        span is not None and _contains(document, path, span.line, span.column)
        for path in targets(ecart.cible, model, tree)
    )


def targets(cible: str, model: Fichier, tree: Tree) -> list[Path]:
    """The paths an écart is about: the certification's (the whole file), an element's, or a selection's."""
    if cible == model.certification.code:
        return [()]
    if cible in tree.elements:
        return [tree.elements[cible].path]
    word, _, code = (part.strip() for part in cible.partition(" de "))
    selected = tree.below(KIND_OF_WORD.get(word, ""), code or None)
    return [element.path for c in selected if (element := tree.elements.get(c))]


def _contains(document: Document, path: Path, line: int, column: int) -> bool:
    """Whether a position lies within the value at a path."""
    start, end = document.extent(path)
    return start <= (line, column) < end
