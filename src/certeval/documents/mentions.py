"""The mentions that documents must bear, and the words that they may not."""

from collections.abc import Mapping
from typing import Final

from certeval.diagnostics import Path
from certeval.documents.dossier import Dossier
from certeval.documents.mention import Mention, Words, at, declared, in_session, made, of_each_sitting
from certeval.messages import N_
from certeval.text.typed import says

C, D, J, S = "certification", "deliberation", "jury", "convocations"
TITLE: Final[Path] = (C, "intitule")


def _national(dossier: Dossier) -> bool:
    """Of the répertoire national: what is of the répertoire spécifique has no level."""
    return not (dossier.certification.rncp or "").startswith("RS")


def _deliberated(dossier: Dossier) -> bool:
    return dossier.deliberation is not None


def _awaited(dossier: Dossier) -> bool:
    return dossier.deliberation is None


def _journal(dossier: Dossier) -> bool:
    return dossier.head is not None


def _title(words: Words) -> list[str]:
    return at(C, "intitule")(words) or at(C, "code")(words)


def _signed(_words: Words) -> list[str]:
    return ["Signature"]


def _members(words: Words) -> list[dict[str, object]]:
    jury = words.get("jury")
    found = jury.get("membres") if isinstance(jury, dict) else None
    return found if isinstance(found, list) else []


def _capacities(words: Words) -> list[str]:
    """The capacity of each; none where one of them has none."""
    texts = [str(each["qualite"]) for each in _members(words)]
    return texts if all(map(says, texts)) else []


def _present(words: Words) -> list[str]:
    return [str(each["code"]) for each in _members(words) if each["present"]]


def _president(words: Words) -> list[str]:
    return [str(each["role"]) for each in _members(words) if each["president"]]


INTITULE = declared(
    "intitule",
    N_("the exact title of the certification"),
    TITLE,
    "intitule: Conseiller en produits artisanaux",
)
NUMERO = declared("rncp", N_("the number of registration"), (C, "rncp"), "rncp: RNCP12345")
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
TITULAIRE = Mention(
    "titulaire",
    N_("the identity of the holder"),
    "candidats",
    ("Nom Naissance",),
    "Nom Naissance, Prenom 1",
    at("candidat", "titulaire"),
)
LIEU = in_session("lieu", N_("the place"), (D, "lieu"), "lieu: Lyon", at("fait", "lieu"))
DESIGNEE = made(C, N_("the certification"), _title)
VERSION = made("version", N_("the version of the référentiel"), at(C, "version"))
CANDIDAT = made("candidat", N_("the candidate"), at("candidat", "code"))
DATE = made("date", N_("the day"), at("fait", "le"))
SIGNATURE = made("signature", N_("a place to sign"), _signed)
SESSION = made("session", N_("the session"), at("session", "code"))
REMPLACE = made("remplace", N_("which document it replaces"), at("document", "remplace"))
COMPTES = made(
    "comptes", N_("the count of each compétence"), at("resultats", "blocs", "competences", "compte")
)
REGISTERED = (
    *(INTITULE, NUMERO, DECISION, CERTIFICATEUR),
    declared("niveau", N_("the national level"), (C, "niveau"), "niveau: 6", _national),
    declared(
        "niveau_europeen", N_("the European level"), (C, "niveau_europeen"), "niveau_europeen: 6", _national
    ),
    declared("nsf", N_("the NSF code"), (C, "nsf"), "nsf: [312t]"),
    *(TITULAIRE, DATE, LIEU, SIGNATURE, REMPLACE),
)
"""What France compétences requires of a parchemin, and of the attestation of a bloc."""
PV = (
    *(SESSION, DATE, LIEU),
    in_session(
        "debut",
        N_("the hour at which the sitting begins"),
        (D, "debut"),
        "debut: 14 h",
        at("session", "debut"),
    ),
    in_session(
        "fin", N_("the hour at which the sitting ends"), (D, "fin"), "fin: 15 h 40", at("session", "fin")
    ),
    *(DESIGNEE, VERSION, made("empreinte", N_("the digest of the référentiel"), at(C, "empreinte"))),
    NUMERO._replace(source="certeval"),
    made("blocs", N_("the exact title of each bloc"), at(C, "blocs", "intitule")),
    in_session(
        "designation",
        N_("the act that designates the jury"),
        (J, "designation"),
        "designation: {par: …, le: 2026-05-20, acte: décision 2026-14}",
        at(J, "designation"),
    ),
    in_session(
        "membres",
        N_("the members of the jury"),
        (J, "membres"),
        "membres: [{code: J1, qualite: …}]",
        _capacities,
    ),
    made("externes", N_("whether each member is external"), at(J, "membres", "externe")),
    in_session("president", N_("the president of the jury"), (J, "membres"), "role: president", _president),
    in_session("presents", N_("the members present"), (D, "presents"), "presents: [J1, J2]", _present),
    made("mouvements", N_("who left during the sitting, when and for whom"), at("mouvements", "sort")),
    made("voies", N_("the way of access of each candidate"), at("decisions", "voie")),
    made("decisions", N_("the decision for each candidate"), at("decisions", "code")),
    made("motifs", N_("the reason of each refusal"), at("motifs", "manque")),
    made("ecarts", N_("what was decided otherwise than computed"), at("ecarts", "motif")),
    made("dispenses", N_("who was exempted, and on which ground"), at("dispenses", "fondement")),
    made(
        "rectifications",
        N_("what was decided anew since the sitting, and by which minutes"),
        at("rectifications", "pv"),
    ),
    made("observations", N_("the observations"), at("observations")),
    made("journal", N_("the head of the journal"), at("journal", "empreinte"), _journal),
    *(SIGNATURE, REMPLACE),
)
RESULTS = (
    *(CANDIDAT, DESIGNEE, VERSION),
    made("decisions", N_("the decision on each bloc"), at("resultats", "blocs", "mot")),
    made("reste", N_("what remains to be validated"), at("resultats", "reste")),
    made("acquis", N_("that blocs validated stay acquired"), at("acquis")),
    declared(
        "recours",
        N_("the ways and delays of appeal"),
        (C, "recours"),
        "recours: Recours gracieux auprès de…, dans les deux mois…",
        _deliberated,
    ),
    *(DATE, REMPLACE),
)
MENTIONS: Final[Mapping[str, tuple[Mention, ...]]] = {
    "pv": PV,
    "releve": (
        *RESULTS,
        COMPTES,
        made("avant", N_("that nothing was deliberated yet"), at("avant"), _awaited),
    ),
    "notification": (*RESULTS, LIEU, COMPTES, SESSION),
    "attestation": (
        *REGISTERED,
        declared("bloc", N_("the exact title of the bloc"), ("bloc", "intitule"), "intitule: …"),
        declared(
            "bloc_rncp",
            N_("the number of the bloc in the répertoire"),
            ("bloc", "rncp"),
            "rncp: RNCP12345BC01",
            _national,
        ),
    ),
    "parchemin": REGISTERED,
    "convocation": (
        *(CANDIDAT, DESIGNEE, SESSION),
        in_session(
            "epreuves",
            N_("what the candidate is called to"),
            (S,),
            f"{S}: [{{epreuve: E1, le: 2026-06-25, debut: 9 h}}]",
            at("seances", "epreuve"),
        ),
        made("dates", N_("the day of each épreuve"), at("seances", "le")),
        made("heures", N_("the hour of each épreuve"), at("seances", "debut")),
        in_session(
            "lieux",
            N_("where each épreuve is held"),
            (S, 0, "lieu"),
            "lieu: salle 12, Lyon",
            of_each_sitting("lieu"),
        ),
        in_session(
            "durees",
            N_("how long each épreuve takes"),
            (S, 0, "duree"),
            "duree: 4 h",
            of_each_sitting("duree"),
        ),
        in_session(
            "apporter",
            N_("what to bring"),
            (S, 0, "apporter"),
            "apporter: [une pièce d’identité]",
            at("seances", "apporter"),
        ),
        made("amenagement", N_("the accommodation"), at("candidat", "amenagement")),
    ),
    "emargement": (
        DESIGNEE,
        SESSION,
        made("candidats", N_("the candidates"), at("seances", "candidats", "code")),
        SIGNATURE,
    ),
    "tirage": (
        SESSION,
        made("engagement", N_("the commitment published before the draw"), at("tirages", "engagement")),
        made("secret", N_("the secret revealed by the draw"), at("tirages", "secret")),
        made("public", N_("the words thrown aloud"), at("tirages", "public")),
        made("presents", N_("those present at the draw"), at("tirages", "presents")),
        made("groupes", N_("the groups that were drawn"), at("tirages", "groupes", "candidats")),
    ),
    "publication": (DESIGNEE, SESSION, DATE, made("admis", N_("the numbers of the admitted"), at("admis"))),
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
