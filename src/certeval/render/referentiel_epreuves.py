"""An épreuve and its parts, as lines: everything that is declared about how it is held."""

from collections.abc import Iterator

from certeval.messages import N_, _, ngettext
from certeval.referentiel.elements import Epreuve
from certeval.referentiel.epreuves import Apres, Groupe, Modalite, Partie, Phase, Remise, Sujet
from certeval.referentiel.load import Referentiel
from certeval.referentiel.quantities import Duree
from certeval.render.referentiel_page import Line

FORMES = {
    "ecrit": "écrit",
    "oral": "oral",
    "pratique": "pratique",
    "dossier": "dossier",
    "entretien": "entretien",
    "questionnaire": "questionnaire",
    "controle_continu": "contrôle continu",
}
"""Each form as French writes it."""


def epreuve_lines(referentiel: Referentiel, epreuve: Epreuve, depth: int = 1) -> list[Line]:
    """An épreuve under its code: what it assesses, how it is held, its parts."""
    lines = [Line(epreuve.intitule, f"Épreuve {epreuve.code}", depth)]
    return [*lines, *details(referentiel, epreuve, depth + 1)]


def details(referentiel: Referentiel, epreuve: Epreuve, depth: int = 1) -> list[Line]:
    """All that an épreuve says of itself."""
    texts = [*_assessed(referentiel, epreuve), *_held(epreuve)]
    if epreuve.attendus:
        texts.append(_("expected: {text}").format(text=epreuve.attendus))
    lines = [Line(text, depth=depth) for text in texts]
    for partie in epreuve.parties:
        lines += part_lines(partie, depth)
    return lines


def part_lines(partie: Partie, depth: int = 1) -> list[Line]:
    """One part under its code."""
    lines = [Line(partie.intitule or FORMES[partie.forme], f"Partie {partie.code}", depth)]
    return [*lines, *(Line(text, depth=depth + 1) for text in part_details(partie))]


def part_details(partie: Partie) -> list[str]:
    """All that a part says of itself."""
    texts = [_("form: {text}").format(text=FORMES[partie.forme])]
    messages: tuple[tuple[str | None, str], ...] = (
        (partie.sous_forme_de, N_("in the form of: {text}")),
        (partie.candidats, N_("candidates: {text}")),
        (_group(partie.groupe), N_("groups: {text}")),
        (_after(partie.apres), N_("after: {text}")),
    )
    texts += [_(message).format(text=text) for text, message in messages if text]
    texts += _held(partie)
    texts += [
        _("step {n}: {text}").format(n=i, text=_step(step)) for i, step in enumerate(partie.deroulement, 1)
    ]
    messages = (
        (", ".join(partie.acces), N_("allowed: {text}")),
        (partie.support, N_("prepared by the candidate: {text}")),
        (_handed_in(partie.remise), N_("handed in: {text}")),
        (partie.jury, N_("the jury: {text}")),
        (partie.candidat, N_("the candidate: {text}")),
    )
    return [*texts, *(_(message).format(text=text) for text, message in messages if text)]


def _assessed(referentiel: Referentiel, epreuve: Epreuve) -> Iterator[str]:
    codes = epreuve.evalue or referentiel.tree.below("competence", epreuve.code)
    if codes:
        yield _("assesses: {codes}").format(codes=", ".join(codes))


def _held(modalite: Modalite) -> list[str]:
    """What an épreuve and a part can both say."""
    messages = (
        (_duration(modalite.duree), N_("duration: {text}")),
        (modalite.cadre, N_("setting: {text}")),
        (_subject(modalite.sujet), N_("subject: {text}")),
        (modalite.description, N_("« {text} »")),
    )
    return [_(message).format(text=text) for text, message in messages if text]


def _group(group: Groupe | None) -> str:
    if group is None:
        return ""
    size = ""
    if group.de is not None and group.a is not None and group.de != group.a:
        size = _("{least} to {most} candidates").format(least=group.de, most=group.a)
    elif group.de is not None and group.de == group.a:
        size = ngettext("{n} candidate", "{n} candidates", group.de).format(n=group.de)
    elif group.de is not None:
        size = _("at least {n} candidates").format(n=group.de)
    elif group.a is not None:
        size = _("at most {n} candidates").format(n=group.a)
    return _series(size, (N_("formed by: {text}"), group.constitution), (N_("when: {text}"), group.quand))


def _subject(subject: Sujet | None) -> str:
    if subject is None:
        return ""
    return _series(
        subject.nature,
        (N_("how it is given: {text}"), subject.attribution),
        (N_("drawn or chosen by: {text}"), subject.par),
    )


def _after(after: Apres | None) -> str:
    if after is None:
        return ""
    return _series(after.partie, (N_("delay: {text}"), _duration(after.delai)))


def _step(step: Phase) -> str:
    return _series(step.intitule, (N_("duration: {text}"), _duration(step.duree)))


def _handed_in(handed: Remise | None) -> str:
    if handed is None:
        return ""
    return _series(
        handed.quoi,
        (N_("to: {text}"), handed.a),
        (N_("by: {text}"), handed.par),
        (N_("when: {text}"), handed.quand),
    )


def _duration(duration: Duree | None) -> str:
    return duration.texte if duration else ""


def _series(first: str, *others: tuple[str, str | None]) -> str:
    """What is known, in order, apart enough that any language can say each in its way."""
    return " · ".join(
        filter(None, (first, *(_(message).format(text=text) for message, text in others if text)))
    )
