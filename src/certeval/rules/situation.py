"""Who a candidate is among others: the parcours that was taken, the voie by which the certification is sought."""

from collections.abc import Mapping
from typing import Literal

from certeval.rules.entry import Entry, of_scale
from certeval.rules.saisie import Tentatives
from certeval.rules.scales import Choix
from certeval.text.cell_text import spelling

PARCOURS: Literal["parcours"] = "parcours"
VOIE: Literal["voie"] = "voie"
SITUATION = (PARCOURS, VOIE)
"""What is said of a candidate that decides which elements are for this candidate. No element has such a code there."""

Voie = Literal[
    "formation_initiale", "apprentissage", "formation_continue", "contrat_pro", "vae", "candidat_libre"
]
_VOIE_TEXTS: Mapping[str, tuple[str, ...]] = {
    "formation_initiale": ("formation initiale", "formation initiale sous statut scolaire", "scolaire"),
    "apprentissage": ("apprenti", "apprentie", "contrat d'apprentissage"),
    "formation_continue": ("formation continue", "formation professionnelle continue"),
    "contrat_pro": ("contrat pro", "contrat de professionnalisation", "professionnalisation"),
    "vae": ("validation des acquis de l'expérience",),
    "candidat_libre": ("candidat libre", "candidate libre", "candidature individuelle"),
}
"""How each voie is also typed, without regard to case and accents: a closed list."""


def choice_of(axe: Literal["parcours", "voie"], texts: Mapping[str, tuple[str, ...]]) -> Entry:
    """How a candidate's parcours or voie reads: one of the codes, or of the other texts of one. Empty is not known."""
    by_text: dict[str, str] = {}
    for code, others in texts.items():
        for text in others:
            by_text.setdefault(spelling(text), code)
    by_text |= {spelling(code): code for code in texts}
    scale = Choix.model_construct(axe=axe, codes=tuple(texts), by_text=by_text)
    last = Tentatives.model_construct(retenir="derniere", plafond=None, conserver_si=None)
    return of_scale(axe, scale)._replace(attempts=last)


def voies() -> Entry:
    """How a candidate's voie reads."""
    return choice_of(VOIE, _VOIE_TEXTS)
