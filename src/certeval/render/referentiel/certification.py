"""The certification as a page to read: what it is, its blocs, what it takes; its métiers; its versions."""

from collections.abc import Iterator

from certeval.frozen import frozen
from certeval.messages import N_, _, ngettext
from certeval.referentiel.blocs import Bloc
from certeval.referentiel.certification import Certification
from certeval.referentiel.elements import Competence
from certeval.referentiel.enregistrement import BaseLegale, Periode
from certeval.referentiel.load import Referentiel
from certeval.render.referentiel import enregistrement
from certeval.render.referentiel.elements import Kind, numbers, quotation, section, texts
from certeval.render.referentiel.facts import ecarts_of_certification, full_wording, parcours, wording_line
from certeval.render.referentiel.page import Page, PageColumns, PageLine
from certeval.render.referentiel.rules import (
    KINDS,
    element_rule,
    rule_lines,
    rule_text_lines,
    scale,
    template,
)
from certeval.render.rules import measure as measure_words
from certeval.rules.program import CERTIFICATION


def certification_page(referentiel: Referentiel) -> Page:
    """What is certified, on what legal basis, in which blocs, by what rules."""
    certification = referentiel.model.certification
    page: list[PageLine | PageColumns] = [PageLine(certification.version, certification.code, style="title")]
    page += texts(fact.line for fact in enregistrement.identity(certification))
    page += section(_("Legal basis"), [line for text in certification.base_legale for line in legal(text)])
    page += section(_("Définitions"), _definitions(certification))
    page += section(_("Parcours"), parcours(referentiel.model.parcours))
    page += section(_("Blocs"), [line for bloc in referentiel.model.blocs for line in _bloc(bloc)])
    page += section(_("Compétences transversales"), enregistrement.transversales(certification))
    page += section(_("Compétences"), _lone_competences(referentiel.model.competences))
    page += section(_("Épreuves"), _epreuves(referentiel))
    page += section(_("Faits"), [wording_line(fait, 1) for fait in referentiel.model.faits])
    page += section(_("Métiers"), texts(certification.metiers))
    page += section(_("What is entered"), saisie_lines(referentiel))
    page += section(_("Rules"), rules(referentiel))
    page += section(_("Jury"), texts(fact.line for fact in enregistrement.jury_facts(certification)))
    page += section(_("Appeal"), texts(filter(None, [certification.recours])))
    page += section(_("Keeping"), enregistrement.conservation(certification))
    page += section(_("Équivalences"), enregistrement.equivalences(referentiel.model))
    page += section(_("Correspondances"), enregistrement.correspondances(referentiel.model))
    page += section(_("Écarts"), _ecarts(referentiel))
    return tuple(page)


def legal(basis: BaseLegale) -> Iterator[PageLine]:
    yield PageLine(basis.reference, depth=1)
    if basis.texte:
        yield quotation(basis.texte)
    yield from texts(basis.liens)


def _definitions(certification: Certification) -> Iterator[PageLine]:
    definitions = certification.definitions
    if definitions:
        for head, text in (
            ("Référentiel d'activités", definitions.activites),
            ("Référentiel de compétences", definitions.competences),
            ("Référentiel d'évaluation", definitions.evaluation),
        ):
            if text:
                yield PageLine(text, head, 1)


def counts(bloc: Bloc) -> dict[Kind, int]:
    """How many activités, compétences, sous-compétences where it has some, critères and épreuves a bloc declares."""
    parts = [part for competence in bloc.competences for part in competence.sous_competences]
    return {
        "activites": len(bloc.activites),
        "competences": len(bloc.competences),
        **({"sous_competences": len(parts)} if parts else {}),
        "criteres": sum(len(each.criteres) for each in bloc.competences)
        + sum(len(part.criteres) for part in parts),
        "epreuves": len(bloc.epreuves),
    }


def _bloc(bloc: Bloc) -> Iterator[PageLine]:
    yield PageLine(full_wording(bloc.intitule, bloc), bloc.code, 1)
    own_counts = {kind: n for kind, n in counts(bloc).items() if n}
    if own_counts:
        yield PageLine(numbers(own_counts), depth=2)


def _lone_competences(competences: tuple[Competence, ...]) -> Iterator[PageLine]:
    """The compétences that stand in no bloc, those under one heading below it."""
    heading = ""
    for each in competences:
        if each.groupe and each.groupe != heading:
            yield PageLine(each.groupe, depth=1)
        heading = each.groupe or ""
        yield wording_line(each, 2 if heading else 1)


def _epreuves(referentiel: Referentiel) -> Iterator[PageLine]:
    """Each épreuve with its bloc, or none where it is the certification's own."""
    for code in referentiel.tree.below("epreuve", None):
        element = referentiel.elements[code]
        duration = getattr(element.model, "duree", None)
        about = [
            full_wording(element.wording, element.model),
            f"bloc {element.parent}" if element.parent else "",
            duration.texte if duration else "",
        ]
        yield PageLine(" · ".join(filter(None, about)), code, 1)


def saisie_lines(referentiel: Referentiel) -> Iterator[PageLine]:
    for kind, entry in referentiel.model.saisie.items():
        if entry.echelle:
            yield PageLine(scale(entry.echelle), KINDS[kind], 1)


def rules(referentiel: Referentiel) -> Iterator[PageLine]:
    """The rules as declared: the certification's, by kind, those of elements alone, those with a name."""
    file = referentiel.model
    yield from rule_lines(referentiel, CERTIFICATION)
    for kind in ("bloc", "competence", "sous_competence", "critere", "epreuve", "fait"):
        if (rule := template(referentiel, kind)) is not None:
            yield from rule_text_lines(rule, KINDS[kind])
    for code, element in referentiel.elements.items():
        if (own := getattr(element.model, "validation", None)) is not None and own is element_rule(
            referentiel, code
        ):
            yield from rule_lines(referentiel, code)
    for name, rule in file.regles.items():
        yield from rule_text_lines(rule, _("rule {name}", name=name))
    for name, measure in file.mesures.items():
        yield PageLine(measure_words(measure), _("measure {name}", name=name), 1)
    for name, steps in file.paliers.items():
        yield PageLine(_("palier {name}, the first that applies", name=name), depth=1)
        for step in steps:
            yield from (
                rule_text_lines(step.si, step.nom, 2)
                if step.si is not None
                else [PageLine(step.nom, depth=2)]
            )


def _ecarts(referentiel: Referentiel) -> Iterator[PageLine]:
    every, own = len(referentiel.model.ecarts), len(ecarts_of_certification(referentiel))
    if every:
        text = ngettext("{n} documented", "{n} documented", every, n=every)
        yield PageLine(text, depth=1)
        about = _("about the certification itself: {n} (--json lists them); the others with each bloc")
        yield PageLine(about.format(n=own), depth=1)


def metiers_page(referentiel: Referentiel) -> Page:
    """The métiers of the certification and of each bloc."""
    certification = referentiel.model.certification
    page: list[PageLine | PageColumns] = [PageLine(certification.version, certification.code, style="title")]
    page += section(_("Métiers of the certification"), texts(certification.metiers))
    for bloc in referentiel.model.blocs:
        if bloc.metiers:
            page += [PageLine(), PageLine(bloc.intitule, bloc.code), *texts(bloc.metiers)]
    if len(page) == 1:
        page.append(PageLine(_("no métier is declared"), depth=1))
    return tuple(page)


@frozen
class ListedVersion:
    """One version of a certification: when it is in force, where it is, whether it is the one meant.

    `etat` is what its period makes of it on the day asked (of `STATES`; None where it can't be read), `verrou` what the
    lock says of it (of `LOCKS`; None where it is not locked).
    """

    version: str
    period: Periode | None
    path: str
    readable: bool
    is_selected: bool
    etat: str | None
    verrou: str | None = None


STATES = {
    "en_vigueur": N_("in force"),
    "a_venir": N_("to come"),
    "close": N_("closed"),
    "sans_periode": N_("no period in force is declared"),
}
LOCKS = {"verrouillee": N_("locked"), "modifiee": N_("locked, and changed since: see certeval check")}


def versions_page(code: str, versions: list[ListedVersion]) -> Page:
    """The versions of a certification, the one selected marked."""
    lines = [PageLine(code, style="title")]
    for each in versions:
        lines.append(PageLine(_("selected") if each.is_selected else "", each.version, 1))
        parts = [_(STATES[each.etat]), enregistrement.period(each.period)] if each.etat else []
        if each.verrou:
            parts.append(_(LOCKS[each.verrou]))
        when = ", ".join(part for part in parts if part)
        lines.append(PageLine(when or _("cannot be read: see certeval check"), depth=2))
        lines.append(PageLine(each.path, depth=2))
    return tuple(lines)
