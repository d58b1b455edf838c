"""The file of a session (format 1): who deliberates, who is a candidate to what, and what was decided.

Candidates are named by their codes alone: identities stand in the candidates' table.
"""

from typing import Annotated

from pydantic import Field

from certeval.jury.deliberation import Deliberation, JuryDeSession
from certeval.jury.oraux.file import Oraux
from certeval.jury.tirage.file import A_DIGEST, Tirage
from certeval.jury.words import CANDIDAT, FONDEMENT, LE, LIEU, PAR, Heure
from certeval.referentiel.texts import VERSION, Code, Codes, DureeDeclaree, Format, Jour, Pattern
from certeval.rules import grammar
from certeval.rules.file_model import About, FileModel, Present, Text
from certeval.rules.situation import Voie


class AcquisAnterieur(FileModel):
    """A bloc that a candidate validated before."""

    bloc: Annotated[
        Text, About("Bloc", "The code of the bloc, in the version it was validated under.").like("BC1")
    ]
    version: Annotated[
        Annotated[Text, Pattern("R112", VERSION)],
        About("Version", "The version of the référentiel that it was validated under.").like("1.0.0"),
    ]
    session: Annotated[Text | None, About("Session", "The session that validated it.").like("S2-2025")] = None
    pv: Annotated[Text | None, About("Minutes", "The procès-verbal that says so.").like("PV 2025-31")] = None


class Dispense(FileModel):
    """What a candidate need not be assessed on: its cells count as exempted."""

    element: Annotated[Text, About("Element", "The code of what is not assessed.").like("C2.1")]
    fondement: Annotated[Text, FONDEMENT]
    par: Annotated[Text | None, PAR] = None
    le: Annotated[Jour | None, LE] = None


class Inscription(FileModel):
    """A candidate: by which way, to which blocs, with what acquired before."""

    candidat: Annotated[Text, CANDIDAT]
    voie: Annotated[
        Present[Voie], About("Way of access", "By which way the candidate comes.").like("vae")
    ] = None
    parcours: Annotated[
        Present[Text],
        About("Parcours", "The parcours taken, where the référentiel has several.").like("vente"),
    ] = None
    vise: Annotated[
        Codes,
        About("Sought", "The blocs that the candidate seeks; all of them if absent.").like(["BC1", "BC2"]),
    ] = ()
    entree: Annotated[
        Present[Jour], About("Entered on", "The day on which the training began.").like("2025-09-01")
    ] = None
    dossier: Annotated[
        Present[Jour],
        About("File received on", "The day on which the VAE file was received.").like("2026-03-31"),
    ] = None
    acquis: Annotated[
        tuple[AcquisAnterieur, ...],
        About("Acquired", "The blocs validated before: they are kept for life.").like(
            [{"bloc": "BC1", "version": "1.0.0", "session": "S2-2025"}]
        ),
    ] = ()
    dispenses: Annotated[
        tuple[Dispense, ...],
        About("Exemptions", "What the candidate is exempted from, and on what ground.").like(
            [{"element": "C2.1", "fondement": "certificat de 2024"}]
        ),
    ] = ()
    amenagement: Annotated[
        Text | None,
        About("Accommodation", "An accommodation, said to the candidate alone.").like("tiers temps"),
    ] = None


class Convocation(FileModel):
    """One épreuve to which the candidates who seek its bloc are called."""

    epreuve: Annotated[Text, About("Épreuve", "The code of the épreuve, or of one of its parts.").like("E1")]
    le: Annotated[Jour, About("Day", "The day: year-month-day.").like("2026-06-25")]
    debut: Annotated[Heure, About("Begins at", "The hour at which it begins.").like("9 h")]
    duree: Annotated[
        Present[DureeDeclaree],
        About("Duration", "How long it takes; else what the référentiel says.").like("4 h"),
    ] = None
    lieu: Annotated[
        Present[Text],
        About("Place", "Where it is held; else the place of the session.").like(
            "salle 12, 3 rue de l’Exemple, Lyon"
        ),
    ] = None
    apporter: Annotated[
        tuple[Text, ...],
        About("To bring", "What candidates bring.").like(["une pièce d’identité", "cette convocation"]),
    ] = ()


class Entete(FileModel):
    """What session it is, under which référentiel, of which sheets."""

    code: Annotated[
        Code, About("Code of the session", "The name of the session and of its file.").like("S1-2026")
    ]
    referentiel: Annotated[
        Text,
        About("Référentiel", "The référentiel that applies, with its version.").like(
            "developpement-commercial@1.0.0"
        ),
    ]
    empreinte: Annotated[
        Text | None,
        About("Digest", "The digest of the référentiel’s file: another file is refused.").like(
            "sha256:1f615a236d08ac022b701f86796572497a8329374dd7e7f49ff8576121c580bb"
        ),
    ] = None
    date: Annotated[
        Jour | None, About("Day of the session", "The day whose version applies.").like("2026-07-02")
    ] = None
    lieu: Annotated[Text | None, LIEU] = None
    feuilles: Annotated[
        tuple[Text, ...],
        About(
            "Score sheets",
            "The sheets of the session: files, folders or patterns, from the folder of this file.",
        ).like(["../notes/*.xlsx"]),
    ] = ()


class FichierSession(FileModel):
    """The whole file of one session."""

    format: Annotated[Format, About("Format", "The version of this file format: 1.").like(1)]
    session: Annotated[
        Entete,
        About("Session", "What session it is, under which référentiel, of which sheets.").like(
            {"code": "S1-2026", "referentiel": "developpement-commercial@1.0.0"}
        ),
    ]
    jury: Annotated[
        Present[JuryDeSession],
        About("Jury", "Who deliberates.").like(
            {"membres": [{"code": "J1", "qualite": "directrice commerciale"}]}
        ),
    ] = None
    candidats: Annotated[
        Present[Text],
        About(
            "Candidates’ table", "The table of identities, CSV or Excel, from the folder of this file."
        ).like("../candidats.csv"),
    ] = None
    inscriptions: Annotated[
        tuple[Inscription, ...],
        About(
            "Registrations",
            "Who is a candidate to what; whoever stands in the sheets alone seeks everything.",
        ).like([{"candidat": "C005", "voie": "vae", "vise": ["BC1", "BC2"]}]),
    ] = Field(default=())
    tirage: Annotated[
        dict[Text, tuple[Tirage, ...]],
        About("Draws", "By part of an épreuve: each draw of groups and cases, the last one counting.").like(
            {"E1-ecrit": [{"engagement": A_DIGEST, "engage_le": "2026-05-20"}]}
        ),
    ] = Field(default={})
    convocations: Annotated[
        tuple[Convocation, ...],
        About("Convocations", "The épreuves that candidates are called to, when and where.").like(
            [{"epreuve": "E1", "le": "2026-06-25", "debut": "9 h", "apporter": ["une pièce d’identité"]}]
        ),
    ] = Field(default=())
    oraux: Annotated[
        dict[Text, Oraux],
        About(
            "Orals", "By part of an épreuve: when panels sit, what can’t be, the hour of each candidate."
        ).like(
            {
                "E1-oral": {
                    "plages": [
                        {"jury": "P1", "salle": "salle 12", "le": "2026-06-09", "de": "9 h", "a": "12 h 30"}
                    ]
                }
            }
        ),
    ] = Field(default={})
    deliberation: Annotated[
        Present[Deliberation],
        About("Deliberation", "The sitting of the jury, once held.").like(
            {"le": "2026-07-02", "presents": ["J1", "J2"]}
        ),
    ] = None


FichierSession.model_rebuild(_types_namespace={**vars(grammar), **globals()})
