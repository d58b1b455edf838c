"""What is told to the Caisse des Dépôts of one holder, in the values that its XML bears.

Names are those of the XSD (1.1.2 and 1.1.5), unaccented and in our case. A text is as it is written; days are
`2026-07-02`; None is what the flux leaves out, or writes nil where the XSD wants the element. Values are made of parts
that many holders share: a day of birth, a commune, what is told of the certification itself.
"""

from typing import Literal, NamedTuple

from certeval.registre.suivis import Nature

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


class ResultatNumerique(NamedTuple):
    """A level of a compétence of the European framework of digital skills."""

    niveau: str
    domaine: str
    competence: str


class NiveauNumerique(NamedTuple):
    """What the European framework of digital skills says of a holder."""

    score_general: str | None = None
    resultats: tuple[ResultatNumerique, ...] = ()


class Obtention(NamedTuple):
    """What is told of the certification: since when it holds, how it was obtained."""

    date_debut_validite: str
    mode: str = "PAR_ADMISSION"
    donnee_certifiee: bool = True
    date_fin_validite: str | None = None
    url_preuve: str | None = None
    libelle_option: str | None = None
    date_debut_examen: str | None = None
    date_fin_examen: str | None = None
    modalite_passage: str | None = None
    code_postal_centre: str | None = None
    niveau_langue: str | None = None
    niveau_numerique: NiveauNumerique | None = None
    scoring: str | None = None
    mention: str | None = None
    modalite_acces: str | None = None
    voie_acces_vae: str | None = None
    initiative: str | None = None
    date_inscription: str | None = None
    verbatim: str | None = None


class Passage(NamedTuple):
    """One certification of one holder. `id_technique` is its name for ever: the report names it by this alone."""

    id_technique: str
    identification: Identification
    obtention: Obtention


class Titre(NamedTuple):
    """The certification that passages are of: `RNCP` and `RNCP19117`; who files them, where that is said."""

    type: str
    code: str
    nature_deposant: str | None = None


class Entete(NamedTuple):
    """What stands above all passages of a flux. `horodatage` has seconds and an offset: `2026-07-02T12:00:00+00:00`."""

    id_flux: str
    horodatage: str
    id_client_emetteur: str
    id_client_certificateur: str
    id_contrat: str
    nature: Nature = "CREATION"
