"""Nothing is declared empty by mistake."""

from collections.abc import Iterator

from certeval.checks.subject import Subject
from certeval.diagnostics import Finding
from certeval.diagnostics.families import referentiel as kinds
from certeval.referentiel.tree import Element


def a_certification_has_blocs(subject: Subject) -> Iterator[Finding]:
    """A certification is cut into blocs, but for one of the Répertoire spécifique, which may have compétences alone."""
    number = subject.model.certification.rncp or ""
    alone = bool(subject.model.competences) and not number.startswith("RNCP")
    if not subject.model.blocs and not alone:
        yield Finding(kinds.NO_BLOC, ("certification",), at_key=True)


def blocs_have_competences(subject: Subject) -> Iterator[Finding]:
    """A bloc has compétences or épreuves, or something is entered for the bloc itself."""
    for element in subject.of_kind("bloc"):
        below = [kind for kind in ("competence", "epreuve") if subject.tree.below(kind, element.code)]
        if not below and not subject.entered(element):
            yield Finding(kinds.EMPTY_BLOC, (*element.path, "code"), {"bloc": element.code})


def competences_have_criteres(subject: Subject) -> Iterator[Finding]:
    """A compétence has critères, as each part of it has, or something is entered for it."""
    by_epreuve = any(subject.entered(element) for element in subject.of_kind("epreuve"))
    for element in subject.of_kind("competence"):
        parts = subject.tree.below("sous_competence", element.code)
        if not parts and not by_epreuve and _empty(subject, element):
            yield Finding(kinds.EMPTY_COMPETENCE, (*element.path, "code"), {"competence": element.code})
    for element in subject.of_kind("sous_competence"):
        if not by_epreuve and _empty(subject, element):
            yield Finding(kinds.EMPTY_PART, (*element.path, "code"), {"part": element.code})


def _empty(subject: Subject, element: Element) -> bool:
    return not subject.tree.below("critere", element.code) and not subject.entered(element)
