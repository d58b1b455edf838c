"""What is declared of an element beside its wording: its facts, each with what it is; for whom it is; its écarts.

Of an épreuve and its parts, everything that is declared about how it is held.
"""

from collections.abc import Iterator
from typing import NamedTuple

from certeval.messages import N_, _, ngettext
from certeval.referentiel.blocs import Activite, Fait
from certeval.referentiel.ecarts import Ecart
from certeval.referentiel.elements import Competence, Critere, Epreuve, SousCompetence
from certeval.referentiel.epreuves import Groupe, Modalite, Partie, Remise, Sujet
from certeval.referentiel.load import Referentiel
from certeval.referentiel.parcours import Parcours, Pour
from certeval.referentiel.texts import Duree
from certeval.render.referentiel.page import PageLine
from certeval.render.words import enumeration, visible
from certeval.rules.names import KIND_OF_WORD
from certeval.rules.situation import PARCOURS

QUOTATION = N_("« {text} »")
"""What a sentence of the source stands in: it needs no label."""
_BEFORE = ":« \u00a0\u202f"


class Fact(NamedTuple):
    """A text and the message that it stands in, in the language chosen: `duration: {text}`."""

    message: str
    text: str

    @property
    def line(self) -> str:
        return self.message.format(text=self.text)

    @property
    def label(self) -> str:
        """What its message says before the text: `duration`; empty where it quotes."""
        return self.message.partition("{text}")[0].rstrip(_BEFORE)


def facts(*pairs: tuple[str | None, str]) -> Iterator[Fact]:
    """Each text that is declared, in its message."""
    for text, message in pairs:
        if text:
            yield Fact(_(message), text)


def audience(pour: Pour) -> str:
    """« parcours EXPORT and RESEAU, voie vae »."""
    phrases = []
    for axis, codes in pour.axes():
        phrase = _("parcours {codes}") if axis == PARCOURS else _("voie {codes}")
        phrases.append(phrase.format(codes=enumeration(list(map(visible, codes)), every=True)))
    return ", ".join(phrases)


def full_wording(text: str, model: object) -> str:
    """The wording of an element; of one that is for some candidates only, with whom it is for."""
    pour = getattr(model, "pour", None)
    return _("{text} (for: {whom})", text=text, whom=audience(pour)) if isinstance(pour, Pour) else text


def wording_line(
    element: Activite | Competence | SousCompetence | Critere | Fait, depth: int = 0
) -> PageLine:
    """An element by its code, with for whom it is."""
    return PageLine(full_wording(element.libelle, element), element.code, depth)


def parcours(all_parcours: tuple[Parcours, ...]) -> Iterator[PageLine]:
    """Each parcours with its title."""
    return (PageLine(each.intitule or "", each.code, 1) for each in all_parcours)


def ecarts_about(referentiel: Referentiel, code: str) -> list[Ecart]:
    """The écarts whose target is an element, a part of it, or a selection with one of these in it."""
    tree = referentiel.tree
    inside = {e for e in referentiel.elements if any(above.code == code for above in tree.ancestors(e))} | {
        code
    }
    return [
        ecart for ecart in referentiel.model.ecarts if not inside.isdisjoint(_targets(referentiel, ecart))
    ]


def ecarts_of_certification(referentiel: Referentiel) -> list[Ecart]:
    """The écarts about the certification itself."""
    return [ecart for ecart in referentiel.model.ecarts if ecart.cible == referentiel.code]


def _targets(referentiel: Referentiel, ecart: Ecart) -> tuple[str, ...]:
    if ecart.cible in referentiel.elements:
        return (ecart.cible,)
    word, _de, code = (part.strip() for part in ecart.cible.partition(" de "))
    return referentiel.tree.below(KIND_OF_WORD.get(word, ""), code or None)


def ecart_lines(ecarts: list[Ecart]) -> Iterator[PageLine]:
    """Each écart: its target, what is irregular, what was decided."""
    for ecart in ecarts:
        yield PageLine(
            ecart.constat, f"{ecart.cible} [{ecart.diagnostic}]" if ecart.diagnostic else ecart.cible, 1
        )
        yield PageLine(_("decision: {text}", text=ecart.decision), depth=2)
        if ecart.expire:
            yield PageLine(_("until {day}", day=ecart.expire.isoformat()), depth=2)


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


def details(referentiel: Referentiel, epreuve: Epreuve, depth: int = 1) -> list[PageLine]:
    """All that an épreuve says of itself."""
    lines = [PageLine(fact.line, depth=depth) for fact in epreuve_facts(referentiel, epreuve)]
    for partie in epreuve.parties:
        lines.append(
            PageLine(
                full_wording(partie.intitule or FORMES[partie.forme], partie), f"Partie {partie.code}", depth
            )
        )
        lines += [PageLine(fact.line, depth=depth + 1) for fact in part_facts(partie)]
    return lines


def epreuve_facts(referentiel: Referentiel, epreuve: Epreuve) -> Iterator[Fact]:
    """What an épreuve assesses, how it is held, what is expected; its parts apart."""
    codes = epreuve.evalue or referentiel.tree.below("competence", epreuve.code)
    yield from facts((", ".join(codes), N_("assesses: {text}")), *_common_facts(epreuve))
    yield from facts((epreuve.attendus, N_("expected: {text}")))


def part_facts(partie: Partie) -> Iterator[Fact]:
    """All that a part says of itself."""
    first = partie.apres
    after = _series(first.partie, (N_("delay: {text}"), _duration(first.delai))) if first else ""
    yield from facts(
        (FORMES[partie.forme], N_("form: {text}")),
        (partie.sous_forme_de, N_("in the form of: {text}")),
        (partie.candidats, N_("candidates: {text}")),
        (_group(partie.groupe), N_("groups: {text}")),
        (after, N_("after: {text}")),
        *_common_facts(partie),
    )
    for i, step in enumerate(partie.deroulement, 1):
        series = _series(step.intitule, (N_("duration: {text}"), _duration(step.duree)))
        yield Fact(_("step {n}: {text}", n=i, text="{text}"), series)
    yield from facts(
        (", ".join(partie.acces), N_("allowed: {text}")),
        (partie.support, N_("prepared by the candidate: {text}")),
        (_remise(partie.remise), N_("handed in: {text}")),
        (partie.jury, N_("the jury: {text}")),
        (partie.candidat, N_("the candidate: {text}")),
    )


def _common_facts(modalite: Modalite) -> tuple[tuple[str | None, str], ...]:
    """What an épreuve and a part can both say, each with its message."""
    return (
        (_duration(modalite.duree), N_("duration: {text}")),
        (modalite.cadre, N_("setting: {text}")),
        (_subject(modalite.sujet), N_("subject: {text}")),
        (modalite.description, QUOTATION),
    )


def _group(group: Groupe | None) -> str:
    if group is None:
        return ""
    size = ""
    if group.de is not None and group.a is not None and group.de != group.a:
        size = _("{least} to {most} candidates", least=group.de, most=group.a)
    elif group.de is not None and group.de == group.a:
        size = ngettext("{n} candidate", "{n} candidates", group.de, n=group.de)
    elif group.de is not None:
        size = ngettext("at least {n} candidate", "at least {n} candidates", group.de, n=group.de)
    elif group.a is not None:
        size = ngettext("at most {n} candidate", "at most {n} candidates", group.a, n=group.a)
    return _series(size, (N_("formed by: {text}"), group.constitution), (N_("when: {text}"), group.quand))


def _subject(subject: Sujet | None) -> str:
    if subject is None:
        return ""
    return _series(
        subject.nature,
        (N_("how it is given: {text}"), subject.attribution),
        (N_("drawn or chosen by: {text}"), subject.par),
    )


def _remise(remise: Remise | None) -> str:
    if remise is None:
        return ""
    return _series(
        remise.quoi,
        (N_("to: {text}"), remise.a),
        (N_("by: {text}"), remise.par),
        (N_("when: {text}"), remise.quand),
    )


def _duration(duration: Duree | None) -> str:
    return duration.texte if duration else ""


def _series(first: str, *others: tuple[str, str | None]) -> str:
    """What is known, in order, apart enough that any language can say each in its way."""
    return " · ".join(filter(None, (first, *(_(message, text=text) for message, text in others if text))))
