"""The file of a session (format 1): who deliberates, who is a candidate to what, and what was decided.

Candidates are named by their codes alone: identities stand in the candidates' table.
"""

from typing import Annotated, Literal

from pydantic import Field, WithJsonSchema

from certeval.jury.convocations import Convocation
from certeval.jury.oraux.file import Oraux
from certeval.jury.tirage.file import A_DIGEST, Tirage
from certeval.jury.words import Heure, OuiNon, Verdict
from certeval.messages import N_
from certeval.referentiel.jury import ReglesJury
from certeval.referentiel.texts import VERSION, Code, Jour, pattern
from certeval.rules import grammar
from certeval.rules.about import About
from certeval.rules.declared import GIVEN, Declared, Text
from certeval.rules.situation import Voie

CANDIDAT = About(N_("Candidate"), N_("The code of the candidate, as in the sheets."), "C005")
MEMBRE = About(N_("Member"), N_("The code of a member of the jury."), "J1")
FONDEMENT = About(
    N_("Ground"), N_("What it rests on: an article, a certificate, a decision."), "certificat de 2024"
)
LE = About(N_("Day"), N_("The day: year-month-day."), "2026-05-30")
PAR = About(
    N_("By"), N_("Who decided it: a function, never a person’s name."), "directrice des certifications"
)
LIEU = About(N_("Place"), N_("Where it is held."), "Lyon")


class Entete(Declared):
    """What session it is, under which référentiel, of which sheets."""

    code: Annotated[
        Code, About(N_("Code of the session"), N_("The name of the session and of its file."), "S1-2026")
    ]
    referentiel: Annotated[
        Text,
        About(
            N_("Référentiel"),
            N_("The référentiel that applies, with its version."),
            "developpement-commercial@1.0.0",
        ),
    ]
    empreinte: Annotated[
        Text | None,
        About(
            N_("Digest"),
            N_("The digest of the référentiel’s file: another file is refused."),
            "sha256:1f615a236d08ac022b701f86796572497a8329374dd7e7f49ff8576121c580bb",
        ),
    ] = None
    date: Annotated[
        Jour | None, About(N_("Day of the session"), N_("The day whose version applies."), "2026-07-02")
    ] = None
    lieu: Annotated[Text | None, LIEU] = None
    feuilles: Annotated[
        tuple[Text, ...],
        About(
            N_("Score sheets"),
            N_("The sheets of the session: files, folders or patterns, from the folder of this file."),
            ["../notes/*.xlsx"],
        ),
    ] = ()


class Designation(Declared):
    """By which act the jury was designated: without its proof a deliberation may be annulled."""

    par: Annotated[Text, PAR]
    le: Annotated[Jour, LE]
    acte: Annotated[Text, About(N_("Act"), N_("The act that designates the jury."), "décision 2026-14")]


class Membre(Declared):
    """A member of the jury."""

    code: Annotated[Code, MEMBRE]
    qualite: Annotated[
        Text, About(N_("Capacity"), N_("In what capacity the member sits."), "directrice commerciale")
    ]
    organisme: Annotated[
        Text | None, About(N_("Organisation"), N_("Where the member works."), "Entreprise Exemple")
    ] = None
    externe: Annotated[
        OuiNon | None,
        GIVEN,
        About(N_("External"), N_("Whether the member is external to the certifier."), "oui"),
    ] = None
    qualifie: Annotated[
        OuiNon | None,
        GIVEN,
        About(
            N_("Qualified"), N_("Whether the member is a qualified representative of the profession."), "oui"
        ),
    ] = None
    role: Annotated[
        Literal["president", "membre"],
        About(N_("Role"), N_("The president of the jury, or a member."), "president"),
    ] = "membre"
    habilite_jusque: Annotated[
        Jour | None,
        GIVEN,
        About(
            N_("Authorised until"), N_("The last day of the member’s authorisation, included."), "2028-12-31"
        ),
    ] = None


class Lien(Declared):
    """What ties a member to a candidate: the member does not sit for that candidate."""

    membre: Annotated[Text, MEMBRE]
    candidat: Annotated[Text, CANDIDAT]
    nature: Annotated[Text, About(N_("Nature"), N_("What ties them."), "ancien employeur")]


class JuryDeSession(Declared):
    """Who deliberates, by which act, under which rules."""

    designation: Annotated[
        Designation | None,
        GIVEN,
        About(
            N_("Designation"),
            N_("The act that designates the jury."),
            {"par": "directeur", "le": "2026-05-20", "acte": "décision 2026-14"},
        ),
    ] = None
    regles: Annotated[
        ReglesJury | None,
        GIVEN,
        About(
            N_("Rules of the jury"),
            N_("How it is composed and its quorum; else those of the référentiel."),
            {"membres": {"au_moins": 2}, "quorum": {"presents": 2}},
        ),
    ] = None
    membres: Annotated[
        tuple[Membre, ...],
        About(
            N_("Members"),
            N_("The members of the jury."),
            [{"code": "J1", "qualite": "directrice commerciale", "externe": "oui", "role": "president"}],
        ),
    ] = ()
    liens: Annotated[
        tuple[Lien, ...],
        About(
            N_("Ties"),
            N_("What ties members to candidates."),
            [{"membre": "J2", "candidat": "C007", "nature": "ancien employeur"}],
        ),
    ] = ()


class AcquisAnterieur(Declared):
    """A bloc that a candidate validated before."""

    bloc: Annotated[
        Text, About(N_("Bloc"), N_("The code of the bloc, in the version it was validated under."), "BC1")
    ]
    version: Annotated[
        Annotated[Text, pattern("R112", VERSION), WithJsonSchema({"type": "string", "pattern": VERSION})],
        About(N_("Version"), N_("The version of the référentiel that it was validated under."), "1.0.0"),
    ]
    session: Annotated[Text | None, About(N_("Session"), N_("The session that validated it."), "S2-2025")] = (
        None
    )
    pv: Annotated[Text | None, About(N_("Minutes"), N_("The procès-verbal that says so."), "PV 2025-31")] = (
        None
    )


class Dispense(Declared):
    """What a candidate need not be assessed on: its cells count as exempted."""

    element: Annotated[Text, About(N_("Element"), N_("The code of what is not assessed."), "C2.1")]
    fondement: Annotated[Text, FONDEMENT]
    par: Annotated[Text | None, PAR] = None
    le: Annotated[Jour | None, LE] = None


class Inscription(Declared):
    """A candidate: by which way, to which blocs, with what acquired before."""

    candidat: Annotated[Text, CANDIDAT]
    voie: Annotated[
        Voie | None, GIVEN, About(N_("Way of access"), N_("By which way the candidate comes."), "vae")
    ] = None
    parcours: Annotated[
        Text | None,
        GIVEN,
        About(N_("Parcours"), N_("The parcours taken, where the référentiel has several."), "vente"),
    ] = None
    vise: Annotated[
        tuple[Text, ...],
        About(N_("Sought"), N_("The blocs that the candidate seeks; all of them if absent."), ["BC1", "BC2"]),
    ] = ()
    entree: Annotated[
        Jour | None, GIVEN, About(N_("Entered on"), N_("The day on which the training began."), "2025-09-01")
    ] = None
    dossier: Annotated[
        Jour | None,
        GIVEN,
        About(N_("File received on"), N_("The day on which the VAE file was received."), "2026-03-31"),
    ] = None
    acquis: Annotated[
        tuple[AcquisAnterieur, ...],
        About(
            N_("Acquired"),
            N_("The blocs validated before: they are kept for life."),
            [{"bloc": "BC1", "version": "1.0.0", "session": "S2-2025"}],
        ),
    ] = ()
    dispenses: Annotated[
        tuple[Dispense, ...],
        About(
            N_("Exemptions"),
            N_("What the candidate is exempted from, and on what ground."),
            [{"element": "C2.1", "fondement": "certificat de 2024"}],
        ),
    ] = ()
    amenagement: Annotated[
        Text | None,
        About(N_("Accommodation"), N_("An accommodation, said to the candidate alone."), "tiers temps"),
    ] = None


class Mouvement(Declared):
    """A member who leaves during the sitting, and comes back: the minutes say when and for whom."""

    membre: Annotated[Text, MEMBRE]
    sort: Annotated[Heure, About(N_("Leaves at"), N_("The hour at which the member leaves."), "14 h 50")]
    revient: Annotated[
        Heure | None,
        GIVEN,
        About(N_("Comes back at"), N_("The hour at which the member comes back."), "14 h 56"),
    ] = None
    pour: Annotated[
        Text | None, GIVEN, About(N_("For"), N_("The candidate for whom the member leaves."), "C007")
    ] = None


class DecisionDeJury(Declared):
    """What the jury decides of an element for a candidate; without one, what is computed stands."""

    candidat: Annotated[Text, CANDIDAT]
    element: Annotated[
        Text,
        About(N_("Element"), N_("A bloc, a compétence, an épreuve, or « certification »."), "BC1"),
    ]
    verdict: Annotated[Verdict, About(N_("Verdict"), N_("What the jury decides."), "valide")]
    report: Annotated[
        Text | None,
        GIVEN,
        About(N_("Postponed to"), N_("The session to which a pending decision is postponed."), "S2-2026"),
    ] = None
    motif: Annotated[
        Text | None,
        GIVEN,
        About(N_("Reason"), N_("Why: due where it differs from what is computed."), "oral remarquable"),
    ] = None
    vote: Annotated[
        Text | None, GIVEN, About(N_("Vote"), N_("How it was voted."), "unanimite", "2 voix contre 1")
    ] = None
    fondement: Annotated[Text | None, GIVEN, FONDEMENT] = None


class Signature(Declared):
    """A member who signed the minutes."""

    membre: Annotated[Text, MEMBRE]
    le: Annotated[Jour, LE]


class Deliberation(Declared):
    """The sitting: when, who was there, who left, what was decided."""

    le: Annotated[Jour, LE]
    debut: Annotated[
        Heure | None, GIVEN, About(N_("Begins at"), N_("The hour at which it begins."), "14 h")
    ] = None
    fin: Annotated[Heure | None, GIVEN, About(N_("Ends at"), N_("The hour at which it ends."), "15 h 40")] = (
        None
    )
    lieu: Annotated[Text | None, LIEU] = None
    presents: Annotated[
        tuple[Text, ...], About(N_("Present"), N_("The codes of the members present."), ["J1", "J2"])
    ] = ()
    mouvements: Annotated[
        tuple[Mouvement, ...],
        About(
            N_("Movements"),
            N_("Who leaves during the sitting, and for whom."),
            [{"membre": "J2", "sort": "14 h 50", "revient": "14 h 56", "pour": "C007"}],
        ),
    ] = ()
    decisions: Annotated[
        tuple[DecisionDeJury, ...],
        About(
            N_("Decisions"),
            N_("What the jury decides otherwise than computed, or confirms."),
            [{"candidat": "C005", "element": "BC1", "verdict": "valide", "motif": "oral remarquable"}],
        ),
    ] = ()
    observations: Annotated[
        Text | None, About(N_("Observations"), N_("What the minutes say beside."), "Sans incident.")
    ] = None
    signatures: Annotated[
        tuple[Signature, ...],
        About(
            N_("Signatures"), N_("Who signed the minutes, and when."), [{"membre": "J1", "le": "2026-07-02"}]
        ),
    ] = ()
    notification: Annotated[
        Jour | None,
        GIVEN,
        About(N_("Notified on"), N_("The day on which candidates were told the decisions."), "2026-07-10"),
    ] = None


class FichierSession(Declared):
    """The whole file of one session."""

    format: Annotated[
        Literal["1"],
        WithJsonSchema({"enum": [1, "1"]}),
        About(N_("Format"), N_("The version of this file format: 1."), 1),
    ]
    session: Annotated[
        Entete,
        About(
            N_("Session"),
            N_("What session it is, under which référentiel, of which sheets."),
            {"code": "S1-2026", "referentiel": "developpement-commercial@1.0.0"},
        ),
    ]
    jury: Annotated[
        JuryDeSession | None,
        GIVEN,
        About(
            N_("Jury"),
            N_("Who deliberates."),
            {"membres": [{"code": "J1", "qualite": "directrice commerciale"}]},
        ),
    ] = None
    candidats: Annotated[
        Text | None,
        GIVEN,
        About(
            N_("Candidates’ table"),
            N_("The table of identities, CSV or Excel, from the folder of this file."),
            "../candidats.csv",
        ),
    ] = None
    inscriptions: Annotated[
        tuple[Inscription, ...],
        About(
            N_("Registrations"),
            N_("Who is a candidate to what; whoever stands in the sheets alone seeks everything."),
            [{"candidat": "C005", "voie": "vae", "vise": ["BC1", "BC2"]}],
        ),
    ] = Field(default=())
    tirage: Annotated[
        dict[Text, tuple[Tirage, ...]],
        About(
            N_("Draws"),
            N_("By part of an épreuve: each draw of groups and cases, the last one counting."),
            {"E1-ecrit": [{"engagement": A_DIGEST, "engage_le": "2026-05-20"}]},
        ),
    ] = Field(default={})
    convocations: Annotated[
        tuple[Convocation, ...],
        About(
            N_("Convocations"),
            N_("The épreuves that candidates are called to, when and where."),
            [{"epreuve": "E1", "le": "2026-06-25", "debut": "9 h", "apporter": ["une pièce d’identité"]}],
        ),
    ] = Field(default=())
    oraux: Annotated[
        dict[Text, Oraux],
        About(
            N_("Orals"),
            N_("By part of an épreuve: when panels sit, what can’t be, the hour of each candidate."),
            {
                "E1-oral": {
                    "plages": [
                        {"jury": "P1", "salle": "salle 12", "le": "2026-06-09", "de": "9 h", "a": "12 h 30"}
                    ]
                }
            },
        ),
    ] = Field(default={})
    deliberation: Annotated[
        Deliberation | None,
        GIVEN,
        About(
            N_("Deliberation"),
            N_("The sitting of the jury, once held."),
            {"le": "2026-07-02", "presents": ["J1", "J2"]},
        ),
    ] = None


FichierSession.model_rebuild(_types_namespace={**vars(grammar), **globals()})
