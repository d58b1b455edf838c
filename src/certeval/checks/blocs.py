"""What makes a bloc a bloc: compétences of its own, that activités and métiers call for."""

import re
from collections.abc import Iterator

from certeval.checks.subject import Subject
from certeval.diagnostics import Finding
from certeval.diagnostics.families import referentiel as kinds
from certeval.messages import N_
from certeval.referentiel.blocs import Activite, Bloc

LEVEL = re.compile(r"(?:(?:niveau|cec|eqf) )?[1-8]", re.IGNORECASE)


def a_bloc_has_several_competences(subject: Subject) -> Iterator[Finding]:
    """A certification cut into blocs has several compétences in each; what is one bloc is not cut."""
    blocs = list(subject.of_kind("bloc"))
    for bloc in blocs if len(blocs) > 1 else ():
        if len(subject.tree.below("competence", bloc.code)) == 1:
            yield Finding(kinds.SINGLE_COMPETENCE, (*bloc.path, "code"), {"bloc": bloc.code})


def activites_lead_to_competences(subject: Subject) -> Iterator[Finding]:
    """An activité calls for compétences."""
    for element in subject.of_kind("activite"):
        if isinstance(element.model, Activite) and not element.model.competences:
            path = (*element.path, "code")
            yield Finding(kinds.ACTIVITE_WITHOUT_COMPETENCE, path, {"code": element.code})


def competences_follow_from_activites(subject: Subject) -> Iterator[Finding]:
    """Where activités name compétences, each compétence of their bloc follows from one of them."""
    models = [e.model for e in subject.of_kind("activite") if isinstance(e.model, Activite)]
    named = {code for activite in models for code in activite.competences}
    if not named or any(code not in subject.tree.elements for code in named):
        return
    for element in subject.of_kind("competence"):
        if element.code not in named and subject.tree.below("activite", element.parent):
            path = (*element.path, "code")
            yield Finding(kinds.COMPETENCE_WITHOUT_ACTIVITE, path, {"code": element.code})


def blocs_name_metiers(subject: Subject) -> Iterator[Finding]:
    """A bloc names métiers where other blocs do."""
    blocs = [(e, e.model) for e in subject.of_kind("bloc") if isinstance(e.model, Bloc)]
    if not any(bloc.metiers for _, bloc in blocs):
        return
    first = next(element for element, bloc in blocs if bloc.metiers)
    for element, bloc in blocs:
        if not bloc.metiers:
            related = ((N_("this bloc names some"), (*first.path, "metiers")),)
            yield Finding(
                kinds.BLOC_WITHOUT_METIER, (*element.path, "code"), {"bloc": bloc.code}, related=related
            )


def the_level_exists(subject: Subject) -> Iterator[Finding]:
    """The level is one of the national framework, from 1 to 8, as is the European one."""
    certification = subject.model.certification
    for key, given in (("niveau", certification.niveau), ("niveau_europeen", certification.niveau_europeen)):
        if given is not None and subject.in_french and not LEVEL.fullmatch(given.strip()):
            yield Finding(kinds.NOT_A_LEVEL, ("certification", key), {"given": given})
