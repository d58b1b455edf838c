"""The mentions that several documents bear."""

from typing import Final

from certeval.diagnostics import Path
from certeval.documents.dossier import Dossier
from certeval.documents.mention import Mention, Words, at
from certeval.messages import N_


def _title(words: Words) -> list[str]:
    return at("certification", "intitule")(words) or at("certification", "code")(words)


def _signed(_words: Words) -> list[str]:
    return ["Signature"]


def _national(dossier: Dossier) -> bool:
    """Of the répertoire national: what is of the répertoire spécifique has no level."""
    return not (dossier.certification.rncp or "").startswith("RS")


def _deliberated(dossier: Dossier) -> bool:
    return dossier.deliberation is not None


C = "certification"
TITLE: Final[Path] = (C, "intitule")
INTITULE = Mention(
    "intitule",
    N_("the exact title of the certification"),
    "referentiel",
    (C, "intitule"),
    "intitule: Conseiller en produits artisanaux",
    at(C, "intitule"),
)
DESIGNEE = Mention("certification", N_("the certification"), "certeval", (), "", _title)
VERSION = Mention("version", N_("the version of the référentiel"), "certeval", (), "", at(C, "version"))
EMPREINTE = Mention("empreinte", N_("the digest of the référentiel"), "certeval", (), "", at(C, "empreinte"))
NUMERO = Mention(
    "rncp", N_("the number of registration"), "referentiel", (C, "rncp"), "rncp: RNCP12345", at(C, "rncp")
)
DECISION = Mention(
    "decision",
    N_("the day of the decision of the directeur général de France compétences"),
    "referentiel",
    (C, "enregistrement", "decision", "le"),
    "enregistrement: {decision: {le: 2025-12-18}}",
    at(C, "decision", "le"),
)
CERTIFICATEUR = Mention(
    "certificateur",
    N_("the legal name of the certifier"),
    "referentiel",
    (C, "certificateurs"),
    "certificateurs: [{nom: École Exemple, siret: 12345678200010}]",
    at(C, "certificateurs", "nom"),
)
NIVEAU = Mention(
    "niveau", N_("the national level"), "referentiel", (C, "niveau"), "niveau: 6", at(C, "niveau"), _national
)
NIVEAU_EUROPEEN = Mention(
    "niveau_europeen",
    N_("the European level"),
    "referentiel",
    (C, "niveau_europeen"),
    "niveau_europeen: 6",
    at(C, "niveau_europeen"),
    _national,
)
NSF = Mention("nsf", N_("the NSF code"), "referentiel", (C, "nsf"), "nsf: [312t]", at(C, "nsf"))
RECOURS = Mention(
    "recours",
    N_("the ways and delays of appeal"),
    "referentiel",
    (C, "recours"),
    "recours: Recours gracieux auprès de…, dans les deux mois…",
    at(C, "recours"),
    _deliberated,
)
BLOC = Mention(
    "bloc",
    N_("the exact title of the bloc"),
    "referentiel",
    ("bloc", "intitule"),
    "intitule: …",
    at("bloc", "intitule"),
)
BLOC_RNCP = Mention(
    "bloc_rncp",
    N_("the number of the bloc in the répertoire"),
    "referentiel",
    ("bloc", "rncp"),
    "rncp: RNCP12345BC01",
    at("bloc", "rncp"),
    _national,
)
TITULAIRE = Mention(
    "titulaire",
    N_("the identity of the holder"),
    "candidats",
    ("Nom Naissance",),
    "Nom Naissance, Prenom 1",
    at("candidat", "nom"),
)
CANDIDAT = Mention("candidat", N_("the candidate"), "certeval", (), "", at("candidat", "code"))
LIEU = Mention("lieu", N_("the place"), "session", ("deliberation", "lieu"), "lieu: Lyon", at("fait", "lieu"))
DATE = Mention("date", N_("the day"), "certeval", (), "", at("fait", "le"))
SIGNATURE = Mention("signature", N_("a place to sign"), "certeval", (), "", _signed)
SESSION = Mention("session", N_("the session"), "certeval", (), "", at("session", "code"))
RESULTATS = Mention(
    "decisions", N_("the decision on each bloc"), "certeval", (), "", at("resultats", "blocs", "mot")
)
COMPTES = Mention(
    "comptes",
    N_("the count of each compétence"),
    "certeval",
    (),
    "",
    at("resultats", "blocs", "competences", "compte"),
)
RESTE = Mention("reste", N_("what remains to be validated"), "certeval", (), "", at("resultats", "reste"))
ACQUIS = Mention("acquis", N_("that blocs validated stay acquired"), "certeval", (), "", at("acquis"))
AVANT = Mention(
    "avant",
    N_("that nothing was deliberated yet"),
    "certeval",
    (),
    "",
    at("avant"),
    lambda dossier: not _deliberated(dossier),
)
REMPLACE = Mention(
    "remplace", N_("which document it replaces"), "certeval", (), "", at("document", "remplace")
)
