"""A référentiel as pages to read: an element, with what surrounds it and what it takes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, cast

from certeval.messages import _, plural
from certeval.referentiel.blocs import Activite, Bloc
from certeval.referentiel.elements import Competence, Enseigne, Epreuve, SousCompetence
from certeval.referentiel.epreuves import Partie
from certeval.referentiel.load import Referentiel
from certeval.referentiel.tree import ASSESSMENT_KINDS, Element, reprises
from certeval.render.referentiel import columns
from certeval.render.referentiel.facts import (
    details,
    ecart_lines,
    ecarts_about,
    full_wording,
    part_facts,
    wording_line,
)
from certeval.render.referentiel.page import Page, PageColumns, PageLine
from certeval.render.referentiel.rules import KINDS, requirements

Kind = Literal["blocs", "activites", "competences", "sous_competences", "criteres", "epreuves"]


def element_page(referentiel: Referentiel, code: str) -> Page:
    """The page of an element."""
    element = referentiel.elements[code]
    transversales = referentiel.model.certification.transversales
    across = [PageLine(each.libelle, each.code, 1) for each in transversales if code in each.a_travers]
    return (
        *_head(referentiel, element),
        *PAGES[element.kind](referentiel, element),
        *section(_("Compétences transversales"), across),
        *section(_("Écarts"), ecart_lines(ecarts_about(referentiel, code))),
    )


def section(title: str, lines: Iterable[PageLine | PageColumns]) -> list[PageLine | PageColumns]:
    """Lines under a title; nothing where there are none."""
    content = list(lines)
    return [PageLine(), PageLine(title, style="section"), *content] if content else []


def texts(items: Iterable[str]) -> list[PageLine]:
    return [PageLine(item, depth=1) for item in items]


def quotation(text: str) -> PageLine:
    """Words of an official text."""
    return PageLine(_("« {text} »", text=text), depth=1)


def element_line(element: Element) -> PageLine:
    """An element in a line of another's page: `compétence C1.1  Préparer…`."""
    return PageLine(full_wording(element.wording, element.model), f"{KINDS[element.kind]} {element.code}", 1)


def _coded_line(element: Element) -> PageLine:
    """The same under a heading that says its kind."""
    return PageLine(full_wording(element.wording, element.model), element.code, 1)


def _head(referentiel: Referentiel, element: Element) -> Iterator[PageLine]:
    """The element itself, its code in the source when it differs, the référentiel, what it is part of."""
    yield PageLine(full_wording(element.wording, element.model), element.code, style="title")
    source = getattr(element.model, "code_source", None)
    if source:
        yield PageLine(_("code in the source: {code}", code=source), depth=1)
    if isinstance(element.model, Bloc) and element.model.rncp:
        yield PageLine(_("registered as: {text}", text=element.model.rncp), depth=1)
    yield PageLine(f"{referentiel.code}@{referentiel.version}", "référentiel", 1)
    for ancestor in reversed(list(referentiel.tree.ancestors(element.code))[1:]):
        yield element_line(ancestor)


def _bloc(referentiel: Referentiel, element: Element) -> Iterator[PageLine | PageColumns]:
    bloc = cast("Bloc", element.model)
    rows = tuple(columns.rows(bloc))
    yield from section(_("Activités, compétences, critères"), [PageColumns(rows)] if rows else [])
    own = [
        line
        for each in bloc.epreuves
        for line in (
            PageLine(full_wording(each.intitule, each), f"Épreuve {each.code}", 1),
            *details(referentiel, each, 2),
        )
    ]
    others = [element_line(e) for e in epreuves_of(referentiel, element) if e.parent != bloc.code]
    yield from section(
        _("Compétences taken up from other blocs"), map(element_line, reprise_elements(referentiel, element))
    )
    yield from section(_("Modalités d'évaluation"), [*own, *others])
    yield from section(_("Métiers"), texts(bloc.metiers))
    yield from section(_("Savoir-faire"), texts(bloc.savoir_faire))
    yield from _teaching(bloc)
    yield from section(_("Official condition"), condition(bloc))
    yield from section(_("Rule applied"), rules_of_bloc(referentiel, bloc))


def reprise_elements(referentiel: Referentiel, element: Element) -> list[Element]:
    return [referentiel.elements[code] for code in reprises(element, referentiel.elements)]


def _teaching(element: Enseigne) -> Iterator[PageLine | PageColumns]:
    """What the source lists beside an element; nothing of it is decided."""
    yield from section(_("Savoirs"), texts(element.savoirs))
    yield from section(_("Means"), texts(element.moyens))
    yield from section(_("Prerequisites"), texts(element.prerequis))


def condition(bloc: Bloc) -> Iterator[PageLine]:
    if bloc.condition:
        yield quotation(bloc.condition.texte)
        if bloc.condition.effectif:
            counts = numbers(bloc.condition.effectif)
            yield PageLine(_("announced: {counts}", counts=counts), depth=1)


def numbers(counts: Mapping[Kind, int]) -> str:
    """`3 activités, 1 épreuve`."""
    forms = {
        "blocs": plural("{n} bloc", "{n} blocs"),
        "activites": plural("{n} activité", "{n} activités"),
        "competences": plural("{n} compétence", "{n} compétences"),
        "sous_competences": plural("{n} sous-compétence", "{n} sous-compétences"),
        "criteres": plural("{n} critère", "{n} critères"),
        "epreuves": plural("{n} épreuve", "{n} épreuves"),
    }
    return ", ".join(forms[kind](n) for kind, n in counts.items())


def rules_of_bloc(referentiel: Referentiel, bloc: Bloc) -> Iterator[PageLine]:
    parts = [each for code in bloc.competences for each in (code, *code.sous_competences)]
    for element in (bloc, *parts, *bloc.epreuves):
        yield from requirements(referentiel, element.code)


def _competence(referentiel: Referentiel, element: Element) -> Iterator[PageLine | PageColumns]:
    competence = cast("Competence", element.model)
    bloc = referentiel.elements[element.parent].model if element.parent else None
    activites = bloc.activites if isinstance(bloc, Bloc) else ()
    activite_lines = [wording_line(a, 1) for a in activites if competence.code in a.competences]
    yield from section(_("Activités"), activite_lines)
    yield from section(
        _("Sous-compétences"), [line for p in competence.sous_competences for line in columns.part_lines(p)]
    )
    yield from section(_("Critères"), [wording_line(c, 1) for c in competence.criteres])
    yield from _teaching(competence)
    takers = [
        e for e in referentiel.elements.values() if competence.code in reprises(e, referentiel.elements)
    ]
    yield from section(_("Also counted by"), map(element_line, takers))
    yield from _critere(referentiel, element)


def _sous_competence(referentiel: Referentiel, element: Element) -> Iterator[PageLine | PageColumns]:
    part = cast("SousCompetence", element.model)
    yield from section(_("Critères"), [wording_line(c, 1) for c in part.criteres])
    yield from _critere(referentiel, element)


def _critere(referentiel: Referentiel, element: Element) -> Iterator[PageLine | PageColumns]:
    yield from _rule(referentiel, element)
    yield from section(_("Épreuves"), map(_coded_line, epreuves_of(referentiel, element)))


def _activite(referentiel: Referentiel, element: Element) -> Iterator[PageLine | PageColumns]:
    codes = cast("Activite", element.model).competences
    leads_to = [competence for code in codes if (competence := referentiel.elements.get(code))]
    yield from section(_("Compétences"), map(_coded_line, leads_to))


def _epreuve(referentiel: Referentiel, element: Element) -> Iterator[PageLine | PageColumns]:
    epreuve = cast("Epreuve", element.model)
    yield from section(_("Modalités"), details(referentiel, epreuve))
    yield from _rule(referentiel, element)


def _partie(_referentiel: Referentiel, element: Element) -> Iterator[PageLine | PageColumns]:
    facts = part_facts(cast("Partie", element.model))
    yield from section(_("Modalités"), texts(fact.line for fact in facts))


def _rule(referentiel: Referentiel, element: Element) -> Iterator[PageLine | PageColumns]:
    """What an element takes, where anything is entered or declared."""
    yield from section(_("Rule applied"), requirements(referentiel, element.code))


def epreuves_of(referentiel: Referentiel, element: Element) -> Iterator[Element]:
    """The épreuves that assess an element or some of what it contains."""
    below = referentiel.tree.below
    codes = {element.code, *(each for kind in ASSESSMENT_KINDS for each in below(kind, element.code))}
    for code in below("epreuve", None):
        if codes.intersection(each for kind in ASSESSMENT_KINDS for each in below(kind, code)):
            yield referentiel.elements[code]


PAGES: dict[str, Callable[[Referentiel, Element], Iterator[PageLine | PageColumns]]] = {
    "bloc": _bloc,
    "competence": _competence,
    "sous_competence": _sous_competence,
    "critere": _critere,
    "activite": _activite,
    "epreuve": _epreuve,
    "partie": _partie,
    "fait": _rule,
}
