"""One `Publication` of a référentiel, in the language chosen."""

from collections.abc import Iterator

from certeval.documents.official import columns, epreuves, front
from certeval.documents.official.epreuves import TAUGHT, notes
from certeval.documents.official.publication import (
    OfficialEntries,
    OfficialEntry,
    OfficialSection,
    Part,
    Publication,
    anchor_of,
    capital,
    entries,
    line_entries,
    one_line,
)
from certeval.messages import _
from certeval.referentiel.blocs import Bloc
from certeval.referentiel.load import Referentiel
from certeval.render.referentiel.elements import numbers, reprise_elements, rules_of_bloc
from certeval.render.referentiel.facts import full_wording


def publication(referentiel: Referentiel, *, with_rules: bool) -> Publication:
    """The official document of a version; with its rules in sentences where they are asked for."""
    certification = referentiel.model.certification
    periods = (certification.enregistrement, certification.en_vigueur)
    return Publication(
        title=one_line(referentiel.title),
        kind=_("Référentiel of certification"),
        code=referentiel.code,
        version=referentiel.version,
        digest=referentiel.digest,
        langue=certification.langue,
        authors=tuple(one_line(body.nom) for body in certification.certifiers),
        day=next((each.du for each in periods if each and each.du), None),
        sections=tuple(_sections(referentiel, with_rules=with_rules)),
    )


def _sections(referentiel: Referentiel, *, with_rules: bool) -> Iterator[OfficialSection]:
    file = referentiel.model
    yield from front.front_sections(referentiel)
    title = _("Référentiels of activités, of compétences and of évaluation")
    if file.blocs:
        yield OfficialSection(title, 1, anchor_of("referentiels"))
    for each in file.blocs:
        yield from _bloc(referentiel, each, rules=with_rules)
    alone = columns.certification_table(referentiel)
    if alone:
        yield OfficialSection(_("Compétences of the certification"), 1, anchor_of("competences"), (alone,))
    yield from front.transversales(referentiel)
    if file.epreuves:
        yield OfficialSection(_("Épreuves of the certification"), 1, anchor_of("epreuves"))
        yield from epreuves.sections(referentiel, file.epreuves, 2, columns.epreuve_codes(alone))
    yield from front.back_sections(referentiel)
    if with_rules:
        yield from front.rules(referentiel)


def _bloc(referentiel: Referentiel, bloc: Bloc, *, rules: bool) -> Iterator[OfficialSection]:
    """The section of a bloc, then one for each thing that is said of it."""
    table = columns.bloc_table(referentiel, bloc)
    parts: list[Part] = [table] if table else []
    number = (OfficialEntry(bloc.rncp, label=capital(_("number of the bloc"))),) if bloc.rncp else ()
    facts = (*number, *notes(bloc))
    yield OfficialSection(
        full_wording(bloc.intitule, bloc),
        2,
        bloc.code,
        (*([OfficialEntries("facts", facts)] if facts else []), *parts),
        bloc.code,
    )
    yield from _listing(bloc, "metiers", _("Métiers visés"), entries(bloc.metiers))
    yield from _condition(bloc)
    yield from epreuves.sections(referentiel, bloc.epreuves, 3, columns.epreuve_codes(table))
    competences = reprise_elements(referentiel, referentiel.elements[bloc.code])
    reprises = tuple(OfficialEntry(each.wording, each.code, target=each.code) for each in competences)
    yield from _listing(bloc, "reprend", _("Compétences taken up from other blocs"), reprises)
    yield from _listing(bloc, "savoir-faire", _("Savoir-faire"), entries(bloc.savoir_faire))
    for key, title in TAUGHT:
        yield from _listing(bloc, key, capital(_(title)), entries(getattr(bloc, key)))
    lines = line_entries(rules_of_bloc(referentiel, bloc)) if rules else ()
    yield from _listing(bloc, "regle", _("Rule applied"), lines)


def _condition(bloc: Bloc) -> Iterator[OfficialSection]:
    """The official sentence, quoted, and the numbers that it announces."""
    if bloc.condition is None:
        return
    parts: list[Part] = [OfficialEntries("paragraphs", (OfficialEntry(bloc.condition.texte, style="quote"),))]
    if bloc.condition.effectif:
        announcement = OfficialEntry(numbers(bloc.condition.effectif), label=capital(_("announced")))
        parts.append(OfficialEntries("facts", (announcement,)))
    yield OfficialSection(_("Condition of validation"), 3, _at(bloc, "condition"), tuple(parts))


def _listing(bloc: Bloc, key: str, title: str, items: tuple[OfficialEntry, ...]) -> Iterator[OfficialSection]:
    if items:
        yield OfficialSection(title, 3, _at(bloc, key), (OfficialEntries("listing", items),))


def _at(bloc: Bloc, key: str) -> str:
    return anchor_of(f"{bloc.code}-{key}")
