"""The mentions that documents must bear, and the words that they may not: what each is, and where it is written."""

from collections.abc import Callable, Mapping
from typing import Final, Literal, NamedTuple

from certeval.diagnostics import Path
from certeval.documents.dossier import Dossier
from certeval.messages import N_

Words = Mapping[str, object]
Source = Literal["referentiel", "session", "candidats", "certeval"]
"""The file in which a value is written; certeval's own are never missing."""


class Mention(NamedTuple):
    """A mention: its label in templates, what it is, the file and the key where it is written, how that is typed.

    `of` gives the texts that a document shows of it, out of what its template is given; none where it is missing.
    """

    name: str
    what: str
    source: Source
    path: Path
    example: str
    of: Callable[[Words], list[str]]
    due: Callable[[Dossier], bool] = lambda _dossier: True


def _at(*keys: str) -> Callable[[Words], list[str]]:
    """The texts at keys; of a list, those of each of its items."""

    def of(words: Words) -> list[str]:
        found: list[object] = [words]
        for key in keys:
            found = [each.get(key) for each in found if isinstance(each, Mapping)]
            found = [one for each in found for one in (each if isinstance(each, list) else [each])]
        return [str(each) for each in found if each not in {None, ""}]

    return of


def _title(words: Words) -> list[str]:
    return _at("certification", "intitule")(words) or _at("certification", "code")(words)


def _members(words: Words) -> list[dict[str, object]]:
    jury = words.get("jury")
    found = jury.get("membres") if isinstance(jury, dict) else None
    return found if isinstance(found, list) else []


def _present(words: Words) -> list[str]:
    return [str(each["code"]) for each in _members(words) if each["present"]]


def _president(words: Words) -> list[str]:
    return [str(each["role"]) for each in _members(words) if each["president"]]


def _signed(_words: Words) -> list[str]:
    return ["Signature"]


def _national(dossier: Dossier) -> bool:
    """Of the répertoire national: what is of the répertoire spécifique has no level."""
    return not (dossier.certification.rncp or "").startswith("RS")


def _deliberated(dossier: Dossier) -> bool:
    return dossier.deliberation is not None


def _journal(dossier: Dossier) -> bool:
    return dossier.head is not None


C = "certification"
TITLE: Final[Path] = (C, "intitule")
INTITULE = Mention(
    "intitule",
    N_("the exact title of the certification"),
    "referentiel",
    (C, "intitule"),
    "intitule: Conseiller en produits artisanaux",
    _at(C, "intitule"),
)
DESIGNEE = Mention("certification", N_("the certification"), "certeval", (), "", _title)
VERSION = Mention("version", N_("the version of the référentiel"), "certeval", (), "", _at(C, "version"))
EMPREINTE = Mention("empreinte", N_("the digest of the référentiel"), "certeval", (), "", _at(C, "empreinte"))
NUMERO = Mention(
    "rncp", N_("the number of registration"), "referentiel", (C, "rncp"), "rncp: RNCP12345", _at(C, "rncp")
)
DECISION = Mention(
    "decision",
    N_("the day of the decision of the directeur général de France compétences"),
    "referentiel",
    (C, "enregistrement", "decision", "le"),
    "enregistrement: {decision: {le: 2025-12-18}}",
    _at(C, "decision", "le"),
)
CERTIFICATEUR = Mention(
    "certificateur",
    N_("the legal name of the certifier"),
    "referentiel",
    (C, "certificateurs"),
    "certificateurs: [{nom: École Exemple, siret: 12345678200010}]",
    _at(C, "certificateurs", "nom"),
)
NIVEAU = Mention(
    "niveau", N_("the national level"), "referentiel", (C, "niveau"), "niveau: 6", _at(C, "niveau"), _national
)
NIVEAU_EUROPEEN = Mention(
    "niveau_europeen",
    N_("the European level"),
    "referentiel",
    (C, "niveau_europeen"),
    "niveau_europeen: 6",
    _at(C, "niveau_europeen"),
    _national,
)
NSF = Mention("nsf", N_("the NSF code"), "referentiel", (C, "nsf"), "nsf: [312t]", _at(C, "nsf"))
RECOURS = Mention(
    "recours",
    N_("the ways and delays of appeal"),
    "referentiel",
    (C, "recours"),
    "recours: Recours gracieux auprès de…, dans les deux mois…",
    _at(C, "recours"),
    _deliberated,
)
BLOC = Mention(
    "bloc",
    N_("the exact title of the bloc"),
    "referentiel",
    ("bloc", "intitule"),
    "intitule: …",
    _at("bloc", "intitule"),
)
BLOC_RNCP = Mention(
    "bloc_rncp",
    N_("the number of the bloc in the répertoire"),
    "referentiel",
    ("bloc", "rncp"),
    "rncp: RNCP12345BC01",
    _at("bloc", "rncp"),
    _national,
)
TITULAIRE = Mention(
    "titulaire",
    N_("the identity of the holder"),
    "candidats",
    ("Nom Naissance",),
    "Nom Naissance, Prenom 1",
    _at("candidat", "nom"),
)
CANDIDAT = Mention("candidat", N_("the candidate"), "certeval", (), "", _at("candidat", "code"))
LIEU = Mention(
    "lieu", N_("the place"), "session", ("deliberation", "lieu"), "lieu: Lyon", _at("fait", "lieu")
)
DATE = Mention("date", N_("the day"), "certeval", (), "", _at("fait", "le"))
SIGNATURE = Mention("signature", N_("a place to sign"), "certeval", (), "", _signed)
SESSION = Mention("session", N_("the session"), "certeval", (), "", _at("session", "code"))
RESULTATS = Mention(
    "decisions", N_("the decision on each bloc"), "certeval", (), "", _at("resultats", "blocs", "mot")
)
COMPTES = Mention(
    "comptes",
    N_("the count of each compétence"),
    "certeval",
    (),
    "",
    _at("resultats", "blocs", "competences", "compte"),
)
RESTE = Mention("reste", N_("what remains to be validated"), "certeval", (), "", _at("resultats", "reste"))
ACQUIS = Mention("acquis", N_("that blocs validated stay acquired"), "certeval", (), "", _at("acquis"))
AVANT = Mention(
    "avant",
    N_("that nothing was deliberated yet"),
    "certeval",
    (),
    "",
    _at("avant"),
    lambda dossier: not _deliberated(dossier),
)
REMPLACE = Mention(
    "remplace", N_("which document it replaces"), "certeval", (), "", _at("document", "remplace")
)

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
        _at("session", "debut"),
    ),
    Mention(
        "fin",
        N_("the hour at which the sitting ends"),
        "session",
        (D, "fin"),
        "fin: 15 h 40",
        _at("session", "fin"),
    ),
    *(DESIGNEE, VERSION, EMPREINTE),
    NUMERO._replace(source="certeval"),
    Mention("blocs", N_("the exact title of each bloc"), "certeval", (), "", _at(C, "blocs", "intitule")),
    Mention(
        "designation",
        N_("the act that designates the jury"),
        "session",
        (J, "designation"),
        "designation: {par: …, le: 2026-05-20, acte: décision 2026-14}",
        _at(J, "designation"),
    ),
    Mention(
        "membres",
        N_("the members of the jury"),
        "session",
        (J, "membres"),
        "membres: [{code: J1, qualite: …}]",
        _at(J, "membres", "qualite"),
    ),
    Mention(
        "externes", N_("whether each member is external"), "certeval", (), "", _at(J, "membres", "externe")
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
        _at("mouvements", "sort"),
    ),
    Mention("voies", N_("the way of access of each candidate"), "certeval", (), "", _at("decisions", "voie")),
    Mention("decisions", N_("the decision for each candidate"), "certeval", (), "", _at("decisions", "code")),
    Mention("motifs", N_("the reason of each refusal"), "certeval", (), "", _at("motifs", "manque")),
    Mention(
        "ecarts", N_("what was decided otherwise than computed"), "certeval", (), "", _at("ecarts", "motif")
    ),
    Mention("observations", N_("the observations"), "certeval", (), "", _at("observations")),
    Mention(
        "journal", N_("the head of the journal"), "certeval", (), "", _at("journal", "empreinte"), _journal
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
            _at("seances", "epreuve"),
        ),
        Mention("dates", N_("the day of each épreuve"), "certeval", (), "", _at("seances", "le")),
        Mention("heures", N_("the hour of each épreuve"), "certeval", (), "", _at("seances", "debut")),
        Mention(
            "lieux",
            N_("where each épreuve is held"),
            "session",
            (S, 0, "lieu"),
            "lieu: salle 12, Lyon",
            _at("seances", "lieu"),
        ),
        Mention(
            "durees",
            N_("how long each épreuve takes"),
            "session",
            (S, 0, "duree"),
            "duree: 4 h",
            _at("seances", "duree"),
        ),
        Mention(
            "apporter",
            N_("what to bring"),
            "session",
            (S, 0, "apporter"),
            "apporter: [une pièce d’identité]",
            _at("seances", "apporter"),
        ),
        Mention("amenagement", N_("the accommodation"), "certeval", (), "", _at("candidat", "amenagement")),
    ),
    "emargement": (
        DESIGNEE,
        SESSION,
        Mention("candidats", N_("the candidates"), "certeval", (), "", _at("seances", "candidats", "code")),
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
            _at("tirages", "engagement"),
        ),
        Mention(
            "secret", N_("the secret revealed by the draw"), "certeval", (), "", _at("tirages", "secret")
        ),
        Mention("public", N_("the words thrown aloud"), "certeval", (), "", _at("tirages", "public")),
        Mention("presents", N_("those present at the draw"), "certeval", (), "", _at("tirages", "presents")),
        Mention(
            "groupes",
            N_("the groups that were drawn"),
            "certeval",
            (),
            "",
            _at("tirages", "groupes", "candidats"),
        ),
    ),
    "publication": (
        DESIGNEE,
        SESSION,
        DATE,
        Mention("admis", N_("the numbers of the admitted"), "certeval", (), "", _at("admis")),
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
