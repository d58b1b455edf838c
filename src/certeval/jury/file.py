"""The file of a session (format 1): who deliberates, who is a candidate to what, and what was decided.

Candidates are named by their codes alone: identities stand in the candidates' table.
"""

from typing import Annotated

from certeval.jury.deliberation import Deliberation, JuryDeSession
from certeval.jury.oraux.file import Oraux
from certeval.jury.tirage.file import A_DIGEST, Tirage
from certeval.jury.words import CANDIDAT, FONDEMENT, LE, LIEU, PAR, Heure
from certeval.referentiel.texts import VERSION, Code, Codes, DureeDeclaree, Format, Jour, Pattern
from certeval.rules import grammar
from certeval.rules.file_model import FileModel, Present, Text, key, optional, several
from certeval.rules.situation import Voie


class AcquisAnterieur(FileModel):
    """A bloc that a candidate validated before."""

    bloc: Text = key("Bloc", "The code of the bloc, in the version it was validated under.", "BC1")
    version: Annotated[Text, Pattern("R112", VERSION)] = key(
        "Version", "The version of the référentiel that it was validated under.", "1.0.0"
    )
    session: Text | None = optional("Session", "The session that validated it.", "S2-2025")
    pv: Text | None = optional("Minutes", "The procès-verbal that says so.", "PV 2025-31")


class Dispense(FileModel):
    """What a candidate need not be assessed on: its cells count as exempted."""

    element: Text = key("Element", "The code of what is not assessed.", "C2.1")
    fondement: Annotated[Text, FONDEMENT]
    par: Annotated[Text | None, PAR] = None
    le: Annotated[Jour | None, LE] = None


class Inscription(FileModel):
    """A candidate: by which way, to which blocs, with what acquired before."""

    candidat: Annotated[Text, CANDIDAT]
    voie: Present[Voie] = optional("Way of access", "By which way the candidate comes.", "vae")
    parcours: Present[Text] = optional(
        "Parcours", "The parcours taken, where the référentiel has several.", "vente"
    )
    vise: Codes = several(
        "Sought", "The blocs that the candidate seeks; all of them if absent.", ["BC1", "BC2"]
    )
    entree: Present[Jour] = optional("Entered on", "The day on which the training began.", "2025-09-01")
    dossier: Present[Jour] = optional(
        "File received on", "The day on which the VAE file was received.", "2026-03-31"
    )
    acquis: tuple[AcquisAnterieur, ...] = several(
        "Acquired",
        "The blocs validated before: they are kept for life.",
        [{"bloc": "BC1", "version": "1.0.0", "session": "S2-2025"}],
    )
    dispenses: tuple[Dispense, ...] = several(
        "Exemptions",
        "What the candidate is exempted from, and on what ground.",
        [{"element": "C2.1", "fondement": "certificat de 2024"}],
    )
    amenagement: Text | None = optional(
        "Accommodation", "An accommodation, said to the candidate alone.", "tiers temps"
    )


class Convocation(FileModel):
    """One épreuve to which the candidates who seek its bloc are called."""

    epreuve: Text = key("Épreuve", "The code of the épreuve, or of one of its parts.", "E1")
    le: Jour = key("Day", "The day: year-month-day.", "2026-06-25")
    debut: Heure = key("Begins at", "The hour at which it begins.", "9 h")
    duree: Present[DureeDeclaree] = optional(
        "Duration", "How long it takes; else what the référentiel says.", "4 h"
    )
    lieu: Present[Text] = optional(
        "Place", "Where it is held; else the place of the session.", "salle 12, 3 rue de l’Exemple, Lyon"
    )
    apporter: tuple[Text, ...] = several(
        "To bring", "What candidates bring.", ["une pièce d’identité", "cette convocation"]
    )


class Entete(FileModel):
    """What session it is, under which référentiel, of which sheets."""

    code: Code = key("Code of the session", "The name of the session and of its file.", "S1-2026")
    referentiel: Text = key(
        "Référentiel", "The référentiel that applies, with its version.", "developpement-commercial@1.0.0"
    )
    empreinte: Text | None = optional(
        "Digest",
        "The digest of the référentiel’s file: another file is refused.",
        "sha256:1f615a236d08ac022b701f86796572497a8329374dd7e7f49ff8576121c580bb",
    )
    date: Jour | None = optional("Day of the session", "The day whose version applies.", "2026-07-02")
    lieu: Annotated[Text | None, LIEU] = None
    feuilles: tuple[Text, ...] = several(
        "Score sheets",
        "The sheets of the session: files, folders or patterns, from the folder of this file.",
        ["../notes/*.xlsx"],
    )


class FichierSession(FileModel):
    """The whole file of one session."""

    format: Format = key("Format", "The version of this file format: 1.", 1)
    session: Entete = key(
        "Session",
        "What session it is, under which référentiel, of which sheets.",
        {"code": "S1-2026", "referentiel": "developpement-commercial@1.0.0"},
    )
    jury: Present[JuryDeSession] = optional(
        "Jury", "Who deliberates.", {"membres": [{"code": "J1", "qualite": "directrice commerciale"}]}
    )
    candidats: Present[Text] = optional(
        "Candidates’ table",
        "The table of identities, CSV or Excel, from the folder of this file.",
        "../candidats.csv",
    )
    inscriptions: tuple[Inscription, ...] = several(
        "Registrations",
        "Who is a candidate to what; whoever stands in the sheets alone seeks everything.",
        [{"candidat": "C005", "voie": "vae", "vise": ["BC1", "BC2"]}],
    )
    tirage: dict[Text, tuple[Tirage, ...]] = key(
        "Draws",
        "By part of an épreuve: each draw of groups and cases, the last one counting.",
        {"E1-ecrit": [{"engagement": A_DIGEST, "engage_le": "2026-05-20"}]},
        default={},
    )
    convocations: tuple[Convocation, ...] = several(
        "Convocations",
        "The épreuves that candidates are called to, when and where.",
        [{"epreuve": "E1", "le": "2026-06-25", "debut": "9 h", "apporter": ["une pièce d’identité"]}],
    )
    oraux: dict[Text, Oraux] = key(
        "Orals",
        "By part of an épreuve: when panels sit, what can’t be, the hour of each candidate.",
        {
            "E1-oral": {
                "plages": [
                    {"jury": "P1", "salle": "salle 12", "le": "2026-06-09", "de": "9 h", "a": "12 h 30"}
                ]
            }
        },
        default={},
    )
    deliberation: Present[Deliberation] = optional(
        "Deliberation", "The sitting of the jury, once held.", {"le": "2026-07-02", "presents": ["J1", "J2"]}
    )


FichierSession.model_rebuild(_types_namespace={**vars(grammar), **globals()})
