"""What a certification's page says beside blocs and rules: its registration, its juries, what is kept, what counts."""

from collections.abc import Iterator

from certeval.messages import N_, _, ngettext
from certeval.referentiel.certification import Certification
from certeval.referentiel.enregistrement import Certificateur, Enregistrement, Periode
from certeval.referentiel.models import Fichier
from certeval.referentiel.texts import NO_LIMIT
from certeval.render.referentiel.facts import Fact, facts
from certeval.render.referentiel.page import PageLine
from certeval.render.rules import quantity
from certeval.render.selections import enumeration


def identity(certification: Certification) -> Iterator[Fact]:
    """Its title, its numbers and levels, who delivers it, when it is registered and in force, as far as declared."""
    return facts(
        (certification.intitule, N_("title: {text}")),
        (certification.rncp, N_("registered as: {text}")),
        (certification.niveau, N_("level: {text}")),
        (certification.niveau_europeen, N_("European level: {text}")),
        (", ".join(certification.nsf), N_("NSF: {text}")),
        (", ".join(map(_body, certification.certifiers)), N_("certifying bodies: {text}")),
        (period(certification.enregistrement), N_("registered: {text}")),
        (_decision(certification.enregistrement), N_("decision of registration: {text}")),
        (period(certification.en_vigueur), N_("in force: {text}")),
    )


def _body(body: Certificateur) -> str:
    """`École Exemple (Exemple, SIRET 12345678200010)`."""
    beside = [body.enseigne or "", f"SIRET {body.siret}" if body.siret else ""]
    details = ", ".join(filter(None, beside))
    return f"{body.nom} ({details})" if details else body.nom


def period(dates: Periode | None) -> str:
    """`from 2026-01-01 to 2026-12-31`, either end of which may be open; empty where nothing is declared."""
    since, until = (dates.du, dates.au) if dates else (None, None)
    if since and until:
        return _("from {since} to {until}", since=since.isoformat(), until=until.isoformat())
    if since:
        return _("since {since}", since=since.isoformat())
    return _("until {day}", day=until.isoformat()) if until else ""


def _decision(enregistrement: Enregistrement | None) -> str:
    """`2025-12-18, 2025-12`: the day of the decision and what it is called, as far as they are declared."""
    decision = enregistrement.decision if enregistrement else None
    day = decision.le.isoformat() if decision and decision.le else ""
    return ", ".join(filter(None, [day, decision.reference if decision else ""]))


def transversales(certification: Certification) -> Iterator[PageLine]:
    """Each compétence transversale, then the codes of the elements through which it is seen."""
    for each in certification.transversales:
        yield PageLine(each.libelle, each.code, 1)
        if each.a_travers:
            yield PageLine(_("through {codes}", codes=", ".join(each.a_travers)), depth=2)


def jury_facts(certification: Certification) -> Iterator[Fact]:
    """What a jury must be to deliberate."""
    rules = certification.jury.regles if certification.jury else None
    if rules is None:
        return
    for bounds, message in (
        (rules.membres, N_("members: {text}")),
        (rules.externes, N_("external members: {text}")),
    ):
        if bounds is not None:
            yield Fact(_(message), quantity(bounds.bounds()))
    if rules.quorum is not None:
        present, external = rules.quorum.presents, rules.quorum.externes
        parts = [
            ngettext("{n} member present", "{n} members present", present, n=present) if present else "",
            ngettext("{n} of them external", "{n} of them external", external, n=external)
            if external
            else "",
        ]
        yield Fact(_("quorum: {text}"), ", ".join(filter(None, parts)))


def conservation(certification: Certification) -> Iterator[PageLine]:
    """How long each category is kept."""
    for category, delay in certification.conservation.items():
        duration = _("without limit") if delay.texte == NO_LIMIT else delay.texte
        yield PageLine(duration, category, 1)


def equivalences(file: Fichier) -> Iterator[PageLine]:
    """What blocs of earlier versions count for, and what is still to be passed for that."""
    for each in file.equivalences:
        about = [_("gives {codes}", codes=enumeration(list(each.donne)))]
        if each.a_presenter:
            about.append(_("still to be passed: {text}", text=", ".join(each.a_presenter)))
        yield PageLine(", ".join(about), f"{each.version} {', '.join(each.bloc)}", 1)


def correspondances(file: Fichier) -> Iterator[PageLine]:
    """What blocs of other certifications count for, when, and on what ground."""
    for each in file.correspondances:
        about = (_("gives {codes}", codes=enumeration(list(each.donne))), period(each), each.fondement or "")
        yield PageLine(", ".join(filter(None, about)), each.de, 1)
