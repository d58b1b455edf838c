"""Who deliberates, by which act, and the sitting: who was there, who left, what was decided, who signed."""

from typing import Annotated, Literal

from certeval.jury.words import CANDIDAT, FONDEMENT, LE, LIEU, MEMBRE, PAR, Heure, OuiNon, Verdict
from certeval.referentiel.jury import ReglesJury
from certeval.referentiel.texts import Code, Jour
from certeval.rules.file_model import FileModel, Present, Text, key, optional, several


class Designation(FileModel):
    """By which act the jury was designated: without its proof a deliberation may be annulled."""

    par: Annotated[Text, PAR]
    le: Annotated[Jour, LE]
    acte: Text = key("Act", "The act that designates the jury.", "décision 2026-14")


class Membre(FileModel):
    """A member of the jury."""

    code: Annotated[Code, MEMBRE]
    qualite: Text = key("Capacity", "In what capacity the member sits.", "directrice commerciale")
    organisme: Text | None = optional("Organisation", "Where the member works.", "Entreprise Exemple")
    externe: Present[OuiNon] = optional("External", "Whether the member is external to the certifier.", "oui")
    qualifie: Present[OuiNon] = optional(
        "Qualified", "Whether the member is a qualified representative of the profession.", "oui"
    )
    role: Literal["president", "membre"] = key(
        "Role", "The president of the jury, or a member.", "president", default="membre"
    )
    habilite_jusque: Present[Jour] = optional(
        "Authorised until", "The last day of the member’s authorisation, included.", "2028-12-31"
    )


class Lien(FileModel):
    """What ties a member to a candidate: the member does not sit for that candidate."""

    membre: Annotated[Text, MEMBRE]
    candidat: Annotated[Text, CANDIDAT]
    nature: Text = key("Nature", "What ties them.", "ancien employeur")


class JuryDeSession(FileModel):
    """Who deliberates, by which act, under which rules."""

    designation: Present[Designation] = optional(
        "Designation",
        "The act that designates the jury.",
        {"par": "directeur", "le": "2026-05-20", "acte": "décision 2026-14"},
    )
    regles: Present[ReglesJury] = optional(
        "Rules of the jury",
        "How it is composed and its quorum; else those of the référentiel.",
        {"membres": {"au_moins": 2}, "quorum": {"presents": 2}},
    )
    membres: tuple[Membre, ...] = several(
        "Members",
        "The members of the jury.",
        [{"code": "J1", "qualite": "directrice commerciale", "externe": "oui", "role": "president"}],
    )
    liens: tuple[Lien, ...] = several(
        "Ties",
        "What ties members to candidates.",
        [{"membre": "J2", "candidat": "C007", "nature": "ancien employeur"}],
    )


class Mouvement(FileModel):
    """A member who leaves during the sitting, and comes back: the minutes say when and for whom."""

    membre: Annotated[Text, MEMBRE]
    sort: Heure = key("Leaves at", "The hour at which the member leaves.", "14 h 50")
    revient: Present[Heure] = optional("Comes back at", "The hour at which the member comes back.", "14 h 56")
    pour: Present[Text] = optional("For", "The candidate for whom the member leaves.", "C007")


class DecisionDeJury(FileModel):
    """What the jury decides of an element for a candidate; without one, what is computed stands."""

    candidat: Annotated[Text, CANDIDAT]
    element: Text = key("Element", "A bloc, a compétence, an épreuve, or « certification ».", "BC1")
    verdict: Verdict = key("Verdict", "What the jury decides.", "valide")
    report: Present[Text] = optional(
        "Postponed to", "The session to which a pending decision is postponed.", "S2-2026"
    )
    motif: Present[Text] = optional(
        "Reason", "Why: due where it differs from what is computed.", "oral remarquable"
    )
    vote: Present[Text] = optional("Vote", "How it was voted.", "unanimite", "2 voix contre 1")
    fondement: Annotated[Present[Text], FONDEMENT] = None


class Signature(FileModel):
    """A member who signed the minutes."""

    membre: Annotated[Text, MEMBRE]
    le: Annotated[Jour, LE]


class Deliberation(FileModel):
    """The sitting: when, who was there, who left, what was decided."""

    le: Annotated[Jour, LE]
    debut: Present[Heure] = optional("Begins at", "The hour at which it begins.", "14 h")
    fin: Present[Heure] = optional("Ends at", "The hour at which it ends.", "15 h 40")
    lieu: Annotated[Text | None, LIEU] = None
    presents: tuple[Text, ...] = several("Present", "The codes of the members present.", ["J1", "J2"])
    mouvements: tuple[Mouvement, ...] = several(
        "Movements",
        "Who leaves during the sitting, and for whom.",
        [{"membre": "J2", "sort": "14 h 50", "revient": "14 h 56", "pour": "C007"}],
    )
    decisions: tuple[DecisionDeJury, ...] = several(
        "Decisions",
        "What the jury decides otherwise than computed, or confirms.",
        [{"candidat": "C005", "element": "BC1", "verdict": "valide", "motif": "oral remarquable"}],
    )
    observations: Text | None = optional("Observations", "What the minutes say beside.", "Sans incident.")
    signatures: tuple[Signature, ...] = several(
        "Signatures", "Who signed the minutes, and when.", [{"membre": "J1", "le": "2026-07-02"}]
    )
    notification: Present[Jour] = optional(
        "Notified on", "The day on which candidates were told the decisions.", "2026-07-10"
    )
