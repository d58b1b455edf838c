"""One `Publication` of a référentiel, in the language chosen."""

from collections.abc import Iterator

from certeval.documents.official import bloc, columns, epreuves, front, rules
from certeval.documents.official.publication import Publication, Section, anchored, on_one_line
from certeval.messages import _
from certeval.referentiel.load import Referentiel


def publication(referentiel: Referentiel, *, with_rules: bool) -> Publication:
    """The official document of a version; with its rules in sentences where they are asked for."""
    certification = referentiel.model.certification
    periods = (certification.enregistrement, certification.en_vigueur)
    return Publication(
        title=on_one_line(referentiel.title),
        kind=_("Référentiel of certification"),
        code=referentiel.code,
        version=referentiel.version,
        digest=referentiel.digest,
        langue=certification.langue,
        authors=tuple(on_one_line(body.nom) for body in certification.certifiers),
        day=next((each.du for each in periods if each and each.du), None),
        sections=tuple(_sections(referentiel, with_rules=with_rules)),
    )


def _sections(referentiel: Referentiel, *, with_rules: bool) -> Iterator[Section]:
    file = referentiel.model
    yield from front.before(referentiel)
    title = _("Référentiels of activités, of compétences and of évaluation")
    if file.blocs:
        yield Section(title, 1, anchored("referentiels"))
    for each in file.blocs:
        yield from bloc.sections(referentiel, each, rules=with_rules)
    alone = columns.of_certification(referentiel)
    if alone:
        yield Section(_("Compétences of the certification"), 1, anchored("competences"), (alone,))
    yield from front.transversales(referentiel)
    if file.epreuves:
        yield Section(_("Épreuves of the certification"), 1, anchored("epreuves"))
        yield from epreuves.sections(referentiel, file.epreuves, 2, columns.shown_in(alone))
    yield from front.after(referentiel)
    if with_rules:
        yield from rules.sections(referentiel)
