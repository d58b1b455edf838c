"""What makes a bloc a bloc: compétences of its own, as many as announced, that activités and métiers call for."""

import re
from collections.abc import Iterator

from certeval.checks.subject import Subject
from certeval.diagnostics import Finding
from certeval.diagnostics.families import referentiel as kinds
from certeval.messages import N_
from certeval.referentiel.blocs import Activite, Bloc
from certeval.referentiel.enregistrement import level
from certeval.referentiel.tree import Element
from certeval.rules.names import KIND_OF_WORD
from certeval.text.nearest import fold

WHOLE_NUMBERS = dict(
    zip("deux trois quatre cinq six sept huit neuf dix onze douze".split(), range(2, 13), strict=True)  # noqa: SIM905
)
ANNOUNCEMENT = re.compile(
    rf"\b(?:les|des|aux|ces|ses) +([0-9]{{1,3}}|{'|'.join(WHOLE_NUMBERS)}) +"
    r"(activit[ée]|comp[ée]tence|crit[èe]re|[ée]preuve)s\b",
    re.IGNORECASE,
)
"""« les 3 compétences » are all there are; « 3 compétences » may be a bound."""


def conditions_announce_what_is_there(subject: Subject) -> Iterator[Finding]:
    """A bloc declares as many elements as its condition announces."""
    for element, bloc in subject.models("bloc", Bloc):
        at = (*element.path, "condition")
        for what, count in bloc.condition.effectif.items() if bloc.condition else ():
            kind = KIND_OF_WORD.get(what, what.removesuffix("s"))
            actual = len(subject.tree.below(kind, element.code))
            if actual != count:
                counts = {"bloc": element.code, "announced": count, "declared": actual, "what": what}
                links = ((N_("the bloc is declared here"), (*element.path, "code")),)
                yield Finding(kinds.ANNOUNCED_COUNT, (*at, "effectif", what), counts, related=links)


def effectif_has_the_counts_of_the_sentence(subject: Subject) -> Iterator[Finding]:
    """The number of elements that a condition's sentence announces is in its `effectif`."""
    for element, bloc in subject.models("bloc", Bloc) if subject.in_french else ():
        condition = bloc.condition
        for match in ANNOUNCEMENT.finditer(condition.texte) if condition else ():
            count = WHOLE_NUMBERS.get(match[1].lower()) or int(match[1])
            what = fold(match[2]) + "s"
            if condition and (what, count) not in condition.effectif.items():
                arguments = {"text": match[0], "key": what, "count": count}
                yield Finding(kinds.NOT_ANNOUNCED, (*element.path, "condition", "texte"), arguments)
                break


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
        if not below and not subject.is_entered(element):
            yield Finding(kinds.EMPTY_BLOC, (*element.path, "code"), {"bloc": element.code})


def competences_have_criteres(subject: Subject) -> Iterator[Finding]:
    """A compétence has critères, as each part of it has, or something is entered for it."""
    by_epreuve = any(subject.is_entered(element) for element in subject.of_kind("epreuve"))
    for element in subject.of_kind("competence"):
        parts = subject.tree.below("sous_competence", element.code)
        if not parts and not by_epreuve and _is_empty(subject, element):
            yield Finding(kinds.EMPTY_COMPETENCE, (*element.path, "code"), {"competence": element.code})
    for element in subject.of_kind("sous_competence"):
        if not by_epreuve and _is_empty(subject, element):
            yield Finding(kinds.EMPTY_PART, (*element.path, "code"), {"part": element.code})


def _is_empty(subject: Subject, element: Element) -> bool:
    return not subject.tree.below("critere", element.code) and not subject.is_entered(element)


def a_bloc_has_several_competences(subject: Subject) -> Iterator[Finding]:
    """A certification cut into blocs has several compétences in each; what is one bloc is not cut."""
    blocs = list(subject.of_kind("bloc"))
    for bloc in blocs if len(blocs) > 1 else ():
        if len(subject.tree.below("competence", bloc.code)) == 1:
            yield Finding(kinds.SINGLE_COMPETENCE, (*bloc.path, "code"), {"bloc": bloc.code})


def activites_lead_to_competences(subject: Subject) -> Iterator[Finding]:
    """An activité calls for compétences."""
    for element, activite in subject.models("activite", Activite):
        if not activite.competences:
            yield Finding(kinds.ACTIVITE_WITHOUT_COMPETENCE, (*element.path, "code"), {"code": element.code})


def competences_follow_from_activites(subject: Subject) -> Iterator[Finding]:
    """Where activités name compétences, each compétence of their bloc follows from one of them."""
    codes = {code for _, activite in subject.models("activite", Activite) for code in activite.competences}
    if not codes or any(code not in subject.tree.elements for code in codes):
        return
    for element in subject.of_kind("competence"):
        if element.code not in codes and subject.tree.below("activite", element.parent):
            yield Finding(kinds.COMPETENCE_WITHOUT_ACTIVITE, (*element.path, "code"), {"code": element.code})


def blocs_name_metiers(subject: Subject) -> Iterator[Finding]:
    """A bloc names métiers where other blocs do."""
    blocs = list(subject.models("bloc", Bloc))
    first = next((element for element, bloc in blocs if bloc.metiers), None)
    for element, bloc in blocs if first else ():
        if first and not bloc.metiers:
            links = ((N_("this bloc names some"), (*first.path, "metiers")),)
            yield Finding(
                kinds.BLOC_WITHOUT_METIER, (*element.path, "code"), {"bloc": bloc.code}, related=links
            )


def the_level_exists(subject: Subject) -> Iterator[Finding]:
    """The level is one of the national framework, from 1 to 8, as is the European one."""
    certification = subject.model.certification
    for key, value in (("niveau", certification.niveau), ("niveau_europeen", certification.niveau_europeen)):
        if value is not None and subject.in_french and not level(value):
            yield Finding(kinds.NOT_A_LEVEL, ("certification", key), {"given": value})
