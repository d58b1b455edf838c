"""What is declared of an element beside its wording: its facts, each with what it is; for whom it is; its écarts."""

from collections.abc import Iterator
from typing import NamedTuple

from certeval.messages import N_, _
from certeval.referentiel.blocs import Activite, Fait
from certeval.referentiel.ecarts import Ecart
from certeval.referentiel.elements import Competence, Critere, SousCompetence
from certeval.referentiel.load import Referentiel
from certeval.referentiel.parcours import Parcours, Pour
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
