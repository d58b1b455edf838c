"""The mentions that documents must bear, and the words that they may not."""

from collections.abc import Mapping
from typing import Final

from certeval.diagnostics import Path
from certeval.documents.dossier import Dossier
from certeval.documents.mention import (
    Mention,
    TextsOf,
    Words,
    by_certeval,
    in_referentiel,
    in_session,
    texts_at,
)
from certeval.engine.verdicts import elements_of, part_of

C, D, J, S = "certification", "deliberation", "jury", "convocations"
TITLE: Final[Path] = (C, "intitule")


def _national(dossier: Dossier) -> bool:
    """Of the répertoire national: what is of the répertoire spécifique has no level."""
    return not (dossier.certification.rncp or "").startswith("RS")


def _title(words: Words) -> list[str]:
    return texts_at(f"{C}.intitule")(words) or texts_at(f"{C}.code")(words)


def _of_members(key: str, flag: str) -> TextsOf:
    """The texts at a key of the members of the jury that are flagged."""

    def of(words: Words) -> list[str]:
        return [str(each[key]) for each in elements_of(part_of(words, "jury"), "membres") if each[flag]]

    return of


INTITULE = in_referentiel(
    "intitule", "the exact title of the certification", TITLE, "intitule: Conseiller en produits artisanaux"
)
NUMERO = in_referentiel("rncp", "the number of registration", (C, "rncp"), "rncp: RNCP12345")
DECISION = in_referentiel(
    "decision",
    "the day of the decision of the directeur général de France compétences",
    (C, "enregistrement", "decision", "le"),
    "enregistrement: {decision: {le: 2025-12-18}}",
    "certification.decision.le",
)
CERTIFICATEUR = in_referentiel(
    "certificateur",
    "the legal name of the certifier",
    (C, "certificateurs"),
    "certificateurs: [{nom: École Exemple, siret: 12345678200010}]",
    "certification.certificateurs.nom",
)
TITULAIRE = Mention(
    "titulaire",
    "the identity of the holder",
    "candidats",
    ("Nom Naissance",),
    "Nom Naissance, Prenom 1",
    texts_at("candidat.titulaire"),
)
LIEU = in_session("lieu", "the place", (D, "lieu"), "lieu: Lyon", "fait.lieu")
DESIGNEE = Mention(C, "the certification", "certeval", (), "", _title)
VERSION = by_certeval("version", "the version of the référentiel", "certification.version")
CANDIDAT = by_certeval("candidat", "the candidate", "candidat.code")
DATE = by_certeval("date", "the day", "fait.le")
SIGNATURE = Mention("signature", "a place to sign", "certeval", (), "", lambda _words: ["Signature"])
SESSION = by_certeval("session", "the session", "session.code")
REMPLACE = by_certeval("remplace", "which document it replaces", "document.remplace")
COMPTES = by_certeval("comptes", "the count of each compétence", "resultats.blocs.competences.compte")
FRANCE_COMPETENCES = (
    *(INTITULE, NUMERO, DECISION, CERTIFICATEUR),
    in_referentiel("niveau", "the national level", (C, "niveau"), "niveau: 6", due=_national),
    in_referentiel(
        "niveau_europeen", "the European level", (C, "niveau_europeen"), "niveau_europeen: 6", due=_national
    ),
    in_referentiel("nsf", "the NSF code", (C, "nsf"), "nsf: [312t]"),
    *(TITULAIRE, DATE, LIEU, SIGNATURE, REMPLACE),
)
"""What France compétences requires of a parchemin, and of the attestation of a bloc."""
PV = (
    SESSION,
    by_certeval("date", "the day", "session.le"),
    LIEU,
    in_session("debut", "the hour at which the sitting begins", (D, "debut"), "debut: 14 h", "session.debut"),
    in_session("fin", "the hour at which the sitting ends", (D, "fin"), "fin: 15 h 40", "session.fin"),
    *(
        DESIGNEE,
        VERSION,
        by_certeval("empreinte", "the digest of the référentiel", "certification.empreinte"),
    ),
    NUMERO._replace(source="certeval"),
    by_certeval("blocs", "the exact title of each bloc", "certification.blocs.intitule"),
    in_session(
        "designation",
        "the act that designates the jury",
        (J, "designation"),
        "designation: {par: …, le: 2026-05-20, acte: décision 2026-14}",
        "jury.designation",
    ),
    in_session(
        "membres",
        "the members of the jury",
        (J, "membres"),
        "membres: [{code: J1, qualite: …}]",
        "jury.membres.qualite",
        whole=True,
    ),
    by_certeval("externes", "whether each member is external", "jury.membres.externe"),
    Mention(
        "president",
        "the president of the jury",
        "session",
        (J, "membres"),
        "role: president",
        _of_members("role", "president"),
    ),
    Mention(
        "presents",
        "the members present",
        "session",
        (D, "presents"),
        "presents: [J1, J2]",
        _of_members("code", "present"),
    ),
    by_certeval("mouvements", "who left during the sitting, when and for whom", "mouvements.sort"),
    by_certeval("voies", "the way of access of each candidate", "decisions.voie"),
    by_certeval("decisions", "the decision for each candidate", "decisions.code"),
    by_certeval("motifs", "the reason of each refusal", "motifs.manque"),
    by_certeval("ecarts", "what was decided otherwise than computed", "ecarts.motif"),
    by_certeval("dispenses", "who was exempted, and on which ground", "dispenses.fondement"),
    by_certeval(
        "rectifications", "what was decided anew since the sitting, and by which minutes", "rectifications.pv"
    ),
    by_certeval("observations", "the observations", "observations"),
    by_certeval(
        "journal", "the head of the journal", "journal.empreinte", lambda each: each.head is not None
    ),
    *(SIGNATURE, REMPLACE),
)
RESULTS = (
    *(CANDIDAT, DESIGNEE, VERSION),
    by_certeval("decisions", "the decision on each bloc", "resultats.blocs.mot"),
    by_certeval("reste", "what remains to be validated", "resultats.reste"),
    by_certeval("acquis", "that blocs validated stay acquired", "acquis"),
    in_referentiel(
        "recours",
        "the ways and delays of appeal",
        (C, "recours"),
        "recours: Recours gracieux auprès de…, dans les deux mois…",
        due=lambda each: each.deliberation is not None,
    ),
    *(DATE, REMPLACE),
)
MENTIONS: Final[Mapping[str, tuple[Mention, ...]]] = {
    "pv": PV,
    "releve": (
        *RESULTS,
        COMPTES,
        by_certeval(
            "avant", "that nothing was deliberated yet", "avant", lambda each: each.deliberation is None
        ),
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
            due=_national,
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
            "seances.epreuve",
        ),
        by_certeval("dates", "the day of each épreuve", "seances.le"),
        by_certeval("heures", "the hour of each épreuve", "seances.debut"),
        in_session(
            "lieux",
            "where each épreuve is held",
            (S, 0, "lieu"),
            "lieu: salle 12, Lyon",
            "seances.lieu",
            whole=True,
        ),
        in_session(
            "durees",
            "how long each épreuve takes",
            (S, 0, "duree"),
            "duree: 4 h",
            "seances.duree",
            whole=True,
        ),
        in_session(
            "apporter",
            "what to bring",
            (S, 0, "apporter"),
            "apporter: [une pièce d’identité]",
            "seances.apporter",
        ),
        by_certeval("amenagement", "the accommodation", "candidat.amenagement"),
        by_certeval("engagements", "the commitment published before the draw", "engagements.engagement"),
    ),
    "emargement": (
        DESIGNEE,
        SESSION,
        by_certeval("candidats", "the candidates", "seances.candidats.code"),
        SIGNATURE,
    ),
    "tirage": (
        SESSION,
        by_certeval("engagement", "the commitment published before the draw", "tirages.engagement"),
        by_certeval("secret", "the secret revealed by the draw", "tirages.secret"),
        by_certeval("public", "the words thrown aloud", "tirages.public"),
        by_certeval("presents", "those present at the draw", "tirages.presents"),
        by_certeval("groupes", "the groups that were drawn", "tirages.groupes.candidats"),
    ),
    "publication": (
        DESIGNEE,
        SESSION,
        DATE,
        REMPLACE,
        by_certeval("admis", "the numbers of the admitted", "admis"),
    ),
    "badge": (INTITULE, CERTIFICATEUR),
}
"""By document, each mention that it bears: those of `certeval` may be empty, where there is nothing to say."""
FORBIDDEN: Final = ("Titre professionnel", "sous réserve")
"""What no parchemin and no attestation may say: the first is the ministry’s, the second would hold nothing."""
BARE: Final = ("parchemin", "attestation")
"""The documents that may not say it."""
