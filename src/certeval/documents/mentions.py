"""The mentions that documents must bear, and the words that they may not."""

from collections.abc import Mapping
from typing import Final

from certeval.diagnostics import Path
from certeval.documents.dossier import Dossier
from certeval.documents.mention import (
    Mention,
    Words,
    by_certeval,
    in_referentiel,
    in_session,
    sitting_texts,
    texts_at,
)
from certeval.messages import N_
from certeval.text.cell_text import says

C, D, J, S = "certification", "deliberation", "jury", "convocations"
TITLE: Final[Path] = (C, "intitule")


def _national(dossier: Dossier) -> bool:
    """Of the répertoire national: what is of the répertoire spécifique has no level."""
    return not (dossier.certification.rncp or "").startswith("RS")


def _after_deliberation(dossier: Dossier) -> bool:
    return dossier.deliberation is not None


def _before_deliberation(dossier: Dossier) -> bool:
    return dossier.deliberation is None


def _journal(dossier: Dossier) -> bool:
    return dossier.head is not None


def _title(words: Words) -> list[str]:
    return texts_at(C, "intitule")(words) or texts_at(C, "code")(words)


def _signature(_words: Words) -> list[str]:
    return ["Signature"]


def _members(words: Words) -> list[dict[str, object]]:
    jury = words.get("jury")
    members = jury.get("membres") if isinstance(jury, dict) else None
    return members if isinstance(members, list) else []


def _capacities(words: Words) -> list[str]:
    """The capacity of each; none where one of them has none."""
    texts = [str(each["qualite"]) for each in _members(words)]
    return texts if all(map(says, texts)) else []


def _present(words: Words) -> list[str]:
    return [str(each["code"]) for each in _members(words) if each["present"]]


def _president(words: Words) -> list[str]:
    return [str(each["role"]) for each in _members(words) if each["president"]]


INTITULE = in_referentiel(
    "intitule", "the exact title of the certification", TITLE, "intitule: Conseiller en produits artisanaux"
)
NUMERO = in_referentiel("rncp", "the number of registration", (C, "rncp"), "rncp: RNCP12345")
DECISION = Mention(
    "decision",
    "the day of the decision of the directeur général de France compétences",
    "referentiel",
    (C, "enregistrement", "decision", "le"),
    "enregistrement: {decision: {le: 2025-12-18}}",
    texts_at(C, "decision", "le"),
)
CERTIFICATEUR = Mention(
    "certificateur",
    "the legal name of the certifier",
    "referentiel",
    (C, "certificateurs"),
    "certificateurs: [{nom: École Exemple, siret: 12345678200010}]",
    texts_at(C, "certificateurs", "nom"),
)
TITULAIRE = Mention(
    "titulaire",
    "the identity of the holder",
    "candidats",
    ("Nom Naissance",),
    "Nom Naissance, Prenom 1",
    texts_at("candidat", "titulaire"),
)
LIEU = in_session("lieu", "the place", (D, "lieu"), "lieu: Lyon", texts_at("fait", "lieu"))
DESIGNEE = by_certeval(C, "the certification", _title)
VERSION = by_certeval("version", "the version of the référentiel", texts_at(C, "version"))
CANDIDAT = by_certeval("candidat", "the candidate", texts_at("candidat", "code"))
DATE = by_certeval("date", "the day", texts_at("fait", "le"))
SIGNATURE = by_certeval("signature", "a place to sign", _signature)
SESSION = by_certeval("session", "the session", texts_at("session", "code"))
REMPLACE = by_certeval("remplace", "which document it replaces", texts_at("document", "remplace"))
COMPTES = by_certeval(
    "comptes", "the count of each compétence", texts_at("resultats", "blocs", "competences", "compte")
)
FRANCE_COMPETENCES = (
    *(INTITULE, NUMERO, DECISION, CERTIFICATEUR),
    in_referentiel("niveau", "the national level", (C, "niveau"), "niveau: 6", _national),
    in_referentiel(
        "niveau_europeen", "the European level", (C, "niveau_europeen"), "niveau_europeen: 6", _national
    ),
    in_referentiel("nsf", "the NSF code", (C, "nsf"), "nsf: [312t]"),
    *(TITULAIRE, DATE, LIEU, SIGNATURE, REMPLACE),
)
"""What France compétences requires of a parchemin, and of the attestation of a bloc."""
PV = (
    SESSION,
    by_certeval("date", "the day", texts_at("session", "le")),
    LIEU,
    in_session(
        "debut",
        "the hour at which the sitting begins",
        (D, "debut"),
        "debut: 14 h",
        texts_at("session", "debut"),
    ),
    in_session(
        "fin", "the hour at which the sitting ends", (D, "fin"), "fin: 15 h 40", texts_at("session", "fin")
    ),
    *(
        DESIGNEE,
        VERSION,
        by_certeval("empreinte", "the digest of the référentiel", texts_at(C, "empreinte")),
    ),
    NUMERO._replace(source="certeval"),
    by_certeval("blocs", "the exact title of each bloc", texts_at(C, "blocs", "intitule")),
    in_session(
        "designation",
        "the act that designates the jury",
        (J, "designation"),
        "designation: {par: …, le: 2026-05-20, acte: décision 2026-14}",
        texts_at(J, "designation"),
    ),
    in_session(
        "membres", "the members of the jury", (J, "membres"), "membres: [{code: J1, qualite: …}]", _capacities
    ),
    by_certeval("externes", "whether each member is external", texts_at(J, "membres", "externe")),
    in_session("president", "the president of the jury", (J, "membres"), "role: president", _president),
    in_session("presents", "the members present", (D, "presents"), "presents: [J1, J2]", _present),
    by_certeval(
        "mouvements", "who left during the sitting, when and for whom", texts_at("mouvements", "sort")
    ),
    by_certeval("voies", "the way of access of each candidate", texts_at("decisions", "voie")),
    by_certeval("decisions", "the decision for each candidate", texts_at("decisions", "code")),
    by_certeval("motifs", "the reason of each refusal", texts_at("motifs", "manque")),
    by_certeval("ecarts", "what was decided otherwise than computed", texts_at("ecarts", "motif")),
    by_certeval("dispenses", "who was exempted, and on which ground", texts_at("dispenses", "fondement")),
    by_certeval(
        "rectifications",
        "what was decided anew since the sitting, and by which minutes",
        texts_at("rectifications", "pv"),
    ),
    by_certeval("observations", "the observations", texts_at("observations")),
    by_certeval("journal", "the head of the journal", texts_at("journal", "empreinte"), _journal),
    *(SIGNATURE, REMPLACE),
)
RESULTS = (
    *(CANDIDAT, DESIGNEE, VERSION),
    by_certeval("decisions", "the decision on each bloc", texts_at("resultats", "blocs", "mot")),
    by_certeval("reste", "what remains to be validated", texts_at("resultats", "reste")),
    by_certeval("acquis", "that blocs validated stay acquired", texts_at("acquis")),
    in_referentiel(
        "recours",
        "the ways and delays of appeal",
        (C, "recours"),
        "recours: Recours gracieux auprès de…, dans les deux mois…",
        _after_deliberation,
    ),
    *(DATE, REMPLACE),
)
MENTIONS: Final[Mapping[str, tuple[Mention, ...]]] = {
    "pv": PV,
    "releve": (
        *RESULTS,
        COMPTES,
        by_certeval("avant", "that nothing was deliberated yet", texts_at("avant"), _before_deliberation),
    ),
    "notification": (*RESULTS, LIEU, COMPTES, SESSION),
    "attestation": (
        *FRANCE_COMPETENCES,
        in_referentiel("bloc", "the exact title of the bloc", ("bloc", "intitule"), "intitule: …"),
        in_referentiel(
            "bloc_rncp",
            "the number of the bloc in the répertoire",
            ("bloc", "rncp"),
            "rncp: RNCP12345BC01",
            _national,
        ),
    ),
    "parchemin": FRANCE_COMPETENCES,
    "convocation": (
        *(CANDIDAT, DESIGNEE, SESSION),
        in_session(
            "epreuves",
            "what the candidate is called to",
            (S,),
            f"{S}: [{{epreuve: E1, le: 2026-06-25, debut: 9 h}}]",
            texts_at("seances", "epreuve"),
        ),
        by_certeval("dates", "the day of each épreuve", texts_at("seances", "le")),
        by_certeval("heures", "the hour of each épreuve", texts_at("seances", "debut")),
        in_session(
            "lieux",
            "where each épreuve is held",
            (S, 0, "lieu"),
            "lieu: salle 12, Lyon",
            sitting_texts("lieu"),
        ),
        in_session(
            "durees", "how long each épreuve takes", (S, 0, "duree"), "duree: 4 h", sitting_texts("duree")
        ),
        in_session(
            "apporter",
            "what to bring",
            (S, 0, "apporter"),
            "apporter: [une pièce d’identité]",
            texts_at("seances", "apporter"),
        ),
        by_certeval("amenagement", "the accommodation", texts_at("candidat", "amenagement")),
        by_certeval(
            "engagements", "the commitment published before the draw", texts_at("engagements", "engagement")
        ),
    ),
    "emargement": (
        DESIGNEE,
        SESSION,
        by_certeval("candidats", "the candidates", texts_at("seances", "candidats", "code")),
        SIGNATURE,
    ),
    "tirage": (
        SESSION,
        by_certeval(
            "engagement", "the commitment published before the draw", texts_at("tirages", "engagement")
        ),
        by_certeval("secret", "the secret revealed by the draw", texts_at("tirages", "secret")),
        by_certeval("public", "the words thrown aloud", texts_at("tirages", "public")),
        by_certeval("presents", "those present at the draw", texts_at("tirages", "presents")),
        by_certeval("groupes", "the groups that were drawn", texts_at("tirages", "groupes", "candidats")),
    ),
    "publication": (
        DESIGNEE,
        SESSION,
        DATE,
        by_certeval("admis", "the numbers of the admitted", texts_at("admis")),
    ),
    "badge": (INTITULE, CERTIFICATEUR),
}
"""By document, each mention that it bears: those of `certeval` may be empty, where there is nothing to say."""
FORBIDDEN: Final = ("Titre professionnel", "sous réserve")
"""What no parchemin and no attestation may say: the first is the ministry’s, the second would hold nothing."""
BARE: Final = ("parchemin", "attestation")
"""The documents that may not say it."""


GENRE_WORDS: Final[Mapping[str, str]] = {
    "pv": N_("the procès-verbal"),
    "releve": N_("a relevé"),
    "notification": N_("a notification"),
    "attestation": N_("an attestation of bloc"),
    "parchemin": N_("a parchemin"),
    "convocation": N_("a convocation"),
    "emargement": N_("the sheet of signatures"),
    "tirage": N_("the draw"),
    "publication": N_("the list of the admitted"),
    "badge": N_("a badge"),
}
"""How a finding calls each document."""
