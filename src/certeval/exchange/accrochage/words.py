"""The closed lists of the XSD, and how people write their members: without regard to case, accents and underscores."""

from collections.abc import Iterable, Mapping

from certeval.rules.situation import Voie
from certeval.text.typed import spelling

OUI, NON = "true", "false"

OBTENTIONS = ("PAR_ADMISSION", "PAR_SCORING")
MODALITES_PASSAGE = ("A_DISTANCE", "EN_PRESENTIEL", "MIXTE")
NIVEAUX_LANGUE = ("A1", "A2", "B1", "B2", "C1", "C2", "INSUFFISANT")
MENTIONS = (
    *("SANS_MENTION", "MENTION_ASSEZ_BIEN", "MENTION_BIEN", "MENTION_TRES_BIEN"),
    "MENTION_TRES_BIEN_AVEC_FELICITATIONS_DU_JURY",
)
MODALITES_ACCES = (
    *("FORMATION_INITIALE_HORS_APPRENTISSAGE", "FORMATION_INITIALE_APPRENTISSAGE"),
    "FORMATION_CONTINUE_HORS_CONTRAT_DE_PROFESSIONNALISATION",
    "FORMATION_CONTINUE_CONTRAT_DE_PROFESSIONNALISATION",
    *("VAE", "EQUIVALENCE_DIPLOME_ETRANGER", "CANDIDAT_LIBRE"),
)
VOIES_VAE = ("CONGES_VAE", "VAE_CLASSIQUE")
INITIATIVES = ("CERTIFIE", "OF", "POLE_EMPLOI", "EMPLOYEUR", "AUTRE")
SEXES = ("M", "F")

OF_VOIE: Mapping[Voie, str] = {
    "formation_initiale": "FORMATION_INITIALE_HORS_APPRENTISSAGE",
    "apprentissage": "FORMATION_INITIALE_APPRENTISSAGE",
    "formation_continue": "FORMATION_CONTINUE_HORS_CONTRAT_DE_PROFESSIONNALISATION",
    "contrat_pro": "FORMATION_CONTINUE_CONTRAT_DE_PROFESSIONNALISATION",
    "vae": "VAE",
    "candidat_libre": "CANDIDAT_LIBRE",
}
"""The modalité d’accès that the voie of a session's file comes to."""

_SEXES = {
    **dict.fromkeys(("h", "homme", "masculin", "1", "m.", "monsieur"), "M"),
    **dict.fromkeys(("femme", "féminin", "2", "mme", "madame"), "F"),
}
_BOOLEANS = {
    **dict.fromkeys(("oui", "o", "vrai", "true", "1"), OUI),
    **dict.fromkeys(("non", "n", "faux", "false", "0"), NON),
}
_MENTIONS = {
    "assez bien": "MENTION_ASSEZ_BIEN",
    "bien": "MENTION_BIEN",
    "très bien": "MENTION_TRES_BIEN",
    "très bien avec félicitations du jury": "MENTION_TRES_BIEN_AVEC_FELICITATIONS_DU_JURY",
}
_INITIATIVES = {"france travail": "POLE_EMPLOI", "organisme de formation": "OF"}


def _spelled(known: Iterable[str], others: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """Each member of a list by how it is compared."""
    return {word_key(each): each for each in known} | {
        word_key(each): word for each, word in (others or {}).items()
    }


def word_key(text: str) -> str:
    """A text as it is compared with the members of a list."""
    return spelling(text).replace("_", "").replace("-", "")


SPELLED: Mapping[str, Mapping[str, str]] = {
    "Obtention Certification": _spelled(OBTENTIONS),
    "Modalite Passage Examen": _spelled(MODALITES_PASSAGE, {"présentiel": "EN_PRESENTIEL"}),
    "Niveau Langue Europeen": _spelled(NIVEAUX_LANGUE),
    "Mention Validee": _spelled(MENTIONS, _MENTIONS),
    "Modalite Acces": _spelled(MODALITES_ACCES),
    "Voie Acces VAE": _spelled(VOIES_VAE),
    "Initiative Inscription": _spelled(INITIATIVES, _INITIATIVES),
    "Sexe": _spelled(SEXES, _SEXES),
    **dict.fromkeys(
        ("Donnee Certifiee", "Presence Niveau Langue Euro", "Presence Niveau Numerique Euro"),
        _spelled((), _BOOLEANS),
    ),
}
"""By heading, the member of its list that each text means."""
