"""Who deliberates, by which act, and the sitting: who was there, who left, what was decided, who signed."""

from typing import Annotated, Literal

from certeval.jury.words import CANDIDAT, FONDEMENT, LE, LIEU, MEMBRE, PAR, Heure, OuiNon, Verdict
from certeval.referentiel.jury import ReglesJury
from certeval.referentiel.texts import Code, Jour
from certeval.rules.file_model import About, FileModel, Present, Text


class Designation(FileModel):
    """By which act the jury was designated: without its proof a deliberation may be annulled."""

    par: Annotated[Text, PAR]
    le: Annotated[Jour, LE]
    acte: Annotated[Text, About("Act", "The act that designates the jury.").like("décision 2026-14")]


class Membre(FileModel):
    """A member of the jury."""

    code: Annotated[Code, MEMBRE]
    qualite: Annotated[
        Text, About("Capacity", "In what capacity the member sits.").like("directrice commerciale")
    ]
    organisme: Annotated[
        Text | None, About("Organisation", "Where the member works.").like("Entreprise Exemple")
    ] = None
    externe: Annotated[
        Present[OuiNon], About("External", "Whether the member is external to the certifier.").like("oui")
    ] = None
    qualifie: Annotated[
        Present[OuiNon],
        About("Qualified", "Whether the member is a qualified representative of the profession.").like("oui"),
    ] = None
    role: Annotated[
        Literal["president", "membre"],
        About("Role", "The president of the jury, or a member.").like("president"),
    ] = "membre"
    habilite_jusque: Annotated[
        Present[Jour],
        About("Authorised until", "The last day of the member’s authorisation, included.").like("2028-12-31"),
    ] = None


class Lien(FileModel):
    """What ties a member to a candidate: the member does not sit for that candidate."""

    membre: Annotated[Text, MEMBRE]
    candidat: Annotated[Text, CANDIDAT]
    nature: Annotated[Text, About("Nature", "What ties them.").like("ancien employeur")]


class JuryDeSession(FileModel):
    """Who deliberates, by which act, under which rules."""

    designation: Annotated[
        Present[Designation],
        About("Designation", "The act that designates the jury.").like(
            {"par": "directeur", "le": "2026-05-20", "acte": "décision 2026-14"}
        ),
    ] = None
    regles: Annotated[
        Present[ReglesJury],
        About("Rules of the jury", "How it is composed and its quorum; else those of the référentiel.").like(
            {"membres": {"au_moins": 2}, "quorum": {"presents": 2}}
        ),
    ] = None
    membres: Annotated[
        tuple[Membre, ...],
        About("Members", "The members of the jury.").like(
            [{"code": "J1", "qualite": "directrice commerciale", "externe": "oui", "role": "president"}]
        ),
    ] = ()
    liens: Annotated[
        tuple[Lien, ...],
        About("Ties", "What ties members to candidates.").like(
            [{"membre": "J2", "candidat": "C007", "nature": "ancien employeur"}]
        ),
    ] = ()


class Mouvement(FileModel):
    """A member who leaves during the sitting, and comes back: the minutes say when and for whom."""

    membre: Annotated[Text, MEMBRE]
    sort: Annotated[Heure, About("Leaves at", "The hour at which the member leaves.").like("14 h 50")]
    revient: Annotated[
        Present[Heure], About("Comes back at", "The hour at which the member comes back.").like("14 h 56")
    ] = None
    pour: Annotated[Present[Text], About("For", "The candidate for whom the member leaves.").like("C007")] = (
        None
    )


class DecisionDeJury(FileModel):
    """What the jury decides of an element for a candidate; without one, what is computed stands."""

    candidat: Annotated[Text, CANDIDAT]
    element: Annotated[
        Text, About("Element", "A bloc, a compétence, an épreuve, or « certification ».").like("BC1")
    ]
    verdict: Annotated[Verdict, About("Verdict", "What the jury decides.").like("valide")]
    report: Annotated[
        Present[Text],
        About("Postponed to", "The session to which a pending decision is postponed.").like("S2-2026"),
    ] = None
    motif: Annotated[
        Present[Text],
        About("Reason", "Why: due where it differs from what is computed.").like("oral remarquable"),
    ] = None
    vote: Annotated[
        Present[Text], About("Vote", "How it was voted.").like("unanimite", "2 voix contre 1")
    ] = None
    fondement: Annotated[Present[Text], FONDEMENT] = None


class Signature(FileModel):
    """A member who signed the minutes."""

    membre: Annotated[Text, MEMBRE]
    le: Annotated[Jour, LE]


class Deliberation(FileModel):
    """The sitting: when, who was there, who left, what was decided."""

    le: Annotated[Jour, LE]
    debut: Annotated[Present[Heure], About("Begins at", "The hour at which it begins.").like("14 h")] = None
    fin: Annotated[Present[Heure], About("Ends at", "The hour at which it ends.").like("15 h 40")] = None
    lieu: Annotated[Text | None, LIEU] = None
    presents: Annotated[
        tuple[Text, ...], About("Present", "The codes of the members present.").like(["J1", "J2"])
    ] = ()
    mouvements: Annotated[
        tuple[Mouvement, ...],
        About("Movements", "Who leaves during the sitting, and for whom.").like(
            [{"membre": "J2", "sort": "14 h 50", "revient": "14 h 56", "pour": "C007"}]
        ),
    ] = ()
    decisions: Annotated[
        tuple[DecisionDeJury, ...],
        About("Decisions", "What the jury decides otherwise than computed, or confirms.").like(
            [{"candidat": "C005", "element": "BC1", "verdict": "valide", "motif": "oral remarquable"}]
        ),
    ] = ()
    observations: Annotated[
        Text | None, About("Observations", "What the minutes say beside.").like("Sans incident.")
    ] = None
    signatures: Annotated[
        tuple[Signature, ...],
        About("Signatures", "Who signed the minutes, and when.").like([{"membre": "J1", "le": "2026-07-02"}]),
    ] = ()
    notification: Annotated[
        Present[Jour],
        About("Notified on", "The day on which candidates were told the decisions.").like("2026-07-10"),
    ] = None
