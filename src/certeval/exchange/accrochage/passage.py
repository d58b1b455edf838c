"""What is told to the Caisse des Dépôts of one holder, in the values that its XML bears; its closed lists.

Names are those of the XSD (1.1.2 and 1.1.5), unaccented and in our case. A text is as it is written; days are
`2026-07-02`; None is what the flux leaves out, or writes nil where the XSD wants the element. Values are made of parts
that many holders share: a day of birth, a commune, what is told of the certification itself.
"""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from certeval.jury.persons import SEX_WORDS
from certeval.registre.suivis import Nature
from certeval.rules.situation import Voie
from certeval.text.cell_text import spelling

SchemaVersion = Literal["1.1.2", "1.1.5"]


class Noms(NamedTuple):
    """How a holder is called."""

    nom_naissance: str
    nom_usage: str | None
    prenom1: str
    prenom2: str | None = None
    prenom3: str | None = None


class Naissance(NamedTuple):
    """When a holder was born, as far as it is known; the sex."""

    annee: str
    mois: str | None
    jour: str | None
    sexe: str


class Lieu(NamedTuple):
    """Where a holder was born: in the commune of `code_insee`, else of `code_postal`, else neither is known."""

    code_insee: str | None
    code_postal: str | None = None
    libelle_commune: str | None = None
    code_pays: str | None = None
    libelle_pays: str | None = None


class EtatCivil(NamedTuple):
    """A holder by civil status."""

    noms: Noms
    naissance: Naissance
    lieu: Lieu


class DossierFormation(NamedTuple):
    """A holder by the file of a training that the CPF paid."""

    id_dossier: str
    nom_titulaire: str
    prenom1_titulaire: str


class IdentifiantNational(NamedTuple):
    """A holder by the NIR (1.1.5), without its key: thirteen signs."""

    nir: str
    nom_naissance: str


Identification = EtatCivil | DossierFormation | IdentifiantNational


class Obtention(NamedTuple):
    """What is told of the certification: since when it holds, how it was obtained."""

    date_debut_validite: str
    mode: str = "PAR_ADMISSION"
    donnee_certifiee: bool = True
    modalite_acces: str | None = None
    date_fin_validite: str | None = None
    url_preuve: str | None = None
    libelle_option: str | None = None
    date_debut_examen: str | None = None
    date_fin_examen: str | None = None
    modalite_passage: str | None = None
    code_postal_centre: str | None = None
    niveau_langue: str | None = None
    score_numerique: str | None = None
    niveaux_numeriques: str | None = None
    """Levels of digital skills, `3.4:5;1.1:7`: the domain, the compétence, then the level of each."""
    scoring: str | None = None
    mention: str | None = None
    voie_acces_vae: str | None = None
    initiative: str | None = None
    date_inscription: str | None = None
    verbatim: str | None = None


class PassageCertification(NamedTuple):
    """One certification of one holder. `id_technique` is its name for ever: the report names it by this alone."""

    id_technique: str
    identification: Identification
    obtention: Obtention


class Titre(NamedTuple):
    """The certification that passages are of: `RNCP` and `RNCP19117`; who files them, where that is said."""

    type: str
    code: str
    nature_deposant: str | None = None


class FluxEntete(NamedTuple):
    """What stands above all passages of a flux, as a version of the XSD has it. `horodatage` has seconds and an offset:
    `2026-07-02T12:00:00+00:00`.
    """

    id_flux: str
    horodatage: str
    id_client_emetteur: str
    id_client_certificateur: str
    id_contrat: str
    nature: Nature = "CREATION"
    version: SchemaVersion = "1.1.2"


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


def _spellings(words: Iterable[str], others: Mapping[str, str] = {}) -> Mapping[str, str]:
    """Each member of a list by how it is compared."""
    return {word_key(each): word for each, word in {**{each: each for each in words}, **others}.items()}


def word_key(text: str) -> str:
    """A text as it is compared with the members of a list."""
    return spelling(text).replace("_", "").replace("-", "")


SPELLINGS: Mapping[str, Mapping[str, str]] = {
    "Obtention Certification": _spellings(OBTENTIONS),
    "Modalite Passage Examen": _spellings(MODALITES_PASSAGE, {"présentiel": "EN_PRESENTIEL"}),
    "Niveau Langue Europeen": _spellings(NIVEAUX_LANGUE),
    "Mention Validee": _spellings(MENTIONS, _MENTIONS),
    "Modalite Acces": _spellings(MODALITES_ACCES),
    "Voie Acces VAE": _spellings(VOIES_VAE),
    "Initiative Inscription": _spellings(INITIATIVES, _INITIATIVES),
    "Sexe": _spellings(SEXES, SEX_WORDS),
    **dict.fromkeys(
        ("Donnee Certifiee", "Presence Niveau Langue Euro", "Presence Niveau Numerique Euro"),
        _spellings((), _BOOLEANS),
    ),
}
"""By heading, the member of its list that each text means."""
