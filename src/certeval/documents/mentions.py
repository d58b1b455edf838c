"""The mentions that documents must bear, and the words that they may not."""

from collections.abc import Mapping
from typing import Final

from certeval.documents.common_mentions import (
    ACQUIS,
    AVANT,
    BLOC,
    BLOC_RNCP,
    CANDIDAT,
    CERTIFICATEUR,
    COMPTES,
    DATE,
    DECISION,
    DESIGNEE,
    EMPREINTE,
    INTITULE,
    LIEU,
    NIVEAU,
    NIVEAU_EUROPEEN,
    NSF,
    NUMERO,
    RECOURS,
    REMPLACE,
    RESTE,
    RESULTATS,
    SESSION,
    SIGNATURE,
    TITULAIRE,
    VERSION,
    C,
)
from certeval.documents.dossier import Dossier
from certeval.documents.mention import Mention, Words, at, of_each
from certeval.messages import N_


def _members(words: Words) -> list[dict[str, object]]:
    jury = words.get("jury")
    found = jury.get("membres") if isinstance(jury, dict) else None
    return found if isinstance(found, list) else []


def _present(words: Words) -> list[str]:
    return [str(each["code"]) for each in _members(words) if each["present"]]


def _president(words: Words) -> list[str]:
    return [str(each["role"]) for each in _members(words) if each["president"]]


def _journal(dossier: Dossier) -> bool:
    return dossier.head is not None


REGISTERED = (
    *(INTITULE, NUMERO, DECISION, CERTIFICATEUR, NIVEAU, NIVEAU_EUROPEEN, NSF),
    *(TITULAIRE, DATE, LIEU, SIGNATURE, REMPLACE),
)
"""What France compétences requires of a parchemin, and of the attestation of a bloc."""
D, J = "deliberation", "jury"
PV = (
    *(SESSION, DATE, LIEU),
    Mention(
        "debut",
        N_("the hour at which the sitting begins"),
        "session",
        (D, "debut"),
        "debut: 14 h",
        at("session", "debut"),
    ),
    Mention(
        "fin",
        N_("the hour at which the sitting ends"),
        "session",
        (D, "fin"),
        "fin: 15 h 40",
        at("session", "fin"),
    ),
    *(DESIGNEE, VERSION, EMPREINTE),
    NUMERO._replace(source="certeval"),
    Mention("blocs", N_("the exact title of each bloc"), "certeval", (), "", at(C, "blocs", "intitule")),
    Mention(
        "designation",
        N_("the act that designates the jury"),
        "session",
        (J, "designation"),
        "designation: {par: …, le: 2026-05-20, acte: décision 2026-14}",
        at(J, "designation"),
    ),
    Mention(
        "membres",
        N_("the members of the jury"),
        "session",
        (J, "membres"),
        "membres: [{code: J1, qualite: …}]",
        at(J, "membres", "qualite"),
    ),
    Mention(
        "externes", N_("whether each member is external"), "certeval", (), "", at(J, "membres", "externe")
    ),
    Mention(
        "president", N_("the president of the jury"), "session", (J, "membres"), "role: president", _president
    ),
    Mention(
        "presents", N_("the members present"), "session", (D, "presents"), "presents: [J1, J2]", _present
    ),
    Mention(
        "mouvements",
        N_("who left during the sitting, when and for whom"),
        "certeval",
        (),
        "",
        at("mouvements", "sort"),
    ),
    Mention("voies", N_("the way of access of each candidate"), "certeval", (), "", at("decisions", "voie")),
    Mention("decisions", N_("the decision for each candidate"), "certeval", (), "", at("decisions", "code")),
    Mention("motifs", N_("the reason of each refusal"), "certeval", (), "", at("motifs", "manque")),
    Mention(
        "ecarts", N_("what was decided otherwise than computed"), "certeval", (), "", at("ecarts", "motif")
    ),
    Mention("observations", N_("the observations"), "certeval", (), "", at("observations")),
    Mention(
        "journal", N_("the head of the journal"), "certeval", (), "", at("journal", "empreinte"), _journal
    ),
    *(SIGNATURE, REMPLACE),
)
RESULTS = (CANDIDAT, DESIGNEE, VERSION, RESULTATS, RESTE, ACQUIS, RECOURS, DATE, REMPLACE)
S = "convocations"
MENTIONS: Final[Mapping[str, tuple[Mention, ...]]] = {
    "pv": PV,
    "releve": (*RESULTS, COMPTES, AVANT),
    "notification": (*RESULTS, LIEU, COMPTES, SESSION),
    "attestation": (*REGISTERED, BLOC, BLOC_RNCP),
    "parchemin": REGISTERED,
    "convocation": (
        *(CANDIDAT, DESIGNEE, SESSION),
        Mention(
            "epreuves",
            N_("what the candidate is called to"),
            "session",
            (S,),
            f"{S}: [{{epreuve: E1, le: 2026-06-25, debut: 9 h}}]",
            at("seances", "epreuve"),
        ),
        Mention("dates", N_("the day of each épreuve"), "certeval", (), "", at("seances", "le")),
        Mention("heures", N_("the hour of each épreuve"), "certeval", (), "", at("seances", "debut")),
        Mention(
            "lieux",
            N_("where each épreuve is held"),
            "session",
            (S, 0, "lieu"),
            "lieu: salle 12, Lyon",
            of_each("seances", "lieu"),
        ),
        Mention(
            "durees",
            N_("how long each épreuve takes"),
            "session",
            (S, 0, "duree"),
            "duree: 4 h",
            of_each("seances", "duree"),
        ),
        Mention(
            "apporter",
            N_("what to bring"),
            "session",
            (S, 0, "apporter"),
            "apporter: [une pièce d’identité]",
            at("seances", "apporter"),
        ),
        Mention("amenagement", N_("the accommodation"), "certeval", (), "", at("candidat", "amenagement")),
    ),
    "emargement": (
        DESIGNEE,
        SESSION,
        Mention("candidats", N_("the candidates"), "certeval", (), "", at("seances", "candidats", "code")),
        SIGNATURE,
    ),
    "tirage": (
        SESSION,
        Mention(
            "engagement",
            N_("the commitment published before the draw"),
            "certeval",
            (),
            "",
            at("tirages", "engagement"),
        ),
        Mention("secret", N_("the secret revealed by the draw"), "certeval", (), "", at("tirages", "secret")),
        Mention("public", N_("the words thrown aloud"), "certeval", (), "", at("tirages", "public")),
        Mention("presents", N_("those present at the draw"), "certeval", (), "", at("tirages", "presents")),
        Mention(
            "groupes",
            N_("the groups that were drawn"),
            "certeval",
            (),
            "",
            at("tirages", "groupes", "candidats"),
        ),
    ),
    "publication": (
        DESIGNEE,
        SESSION,
        DATE,
        Mention("admis", N_("the numbers of the admitted"), "certeval", (), "", at("admis")),
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
