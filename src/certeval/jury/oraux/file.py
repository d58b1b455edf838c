"""The orals of a session as its file keeps them: when panels sit, what can't be, and the hour of each candidate."""

from typing import Annotated

from certeval.jury.words import Heure
from certeval.referentiel.texts import Code, DureeDeclaree, Jour
from certeval.rules.file_model import About, FileModel, Present, Text, key, optional, several

JURY = About("Panel", "The code of the panel.", "P1")
SALLE = About("Room", "The room in which it hears candidates.", "salle 12")
JOUR = About("Day", "The day: year-month-day.", "2026-06-09")
DE = About("From", "The hour at which it begins.", "9 h")
A = About("To", "The hour at which it ends.", "12 h 30")


class Pause(FileModel):
    """A break of a panel."""

    de: Annotated[Heure, DE]
    a: Annotated[Heure, A]


class Plage(FileModel):
    """When a panel sits, in which room, with which members."""

    jury: Annotated[Code, JURY]
    membres: tuple[Text, ...] = several("Members", "The codes of its members.", ["J1", "J2"])
    salle: Annotated[Text, SALLE]
    le: Annotated[Jour, JOUR]
    de: Annotated[Heure, DE]
    a: Annotated[Heure, A]
    pauses: tuple[Pause, ...] = several("Breaks", "When it rests.", [{"de": "10 h 30", "a": "10 h 45"}])


class Indisponibilite(FileModel):
    """When a candidate or a member can't be there: a whole day where no hour is said."""

    qui: Text = key("Who", "The code of a candidate, or of a member of the jury.", "C007", "J2")
    le: Annotated[Jour, JOUR]
    de: Annotated[Present[Heure], DE] = None
    a: Annotated[Present[Heure], A] = None


class Passage(FileModel):
    """The oral of a candidate: before which panel, where and when."""

    candidat: Text = key("Candidate", "The code of the candidate, as in the sheets.", "C005")
    jury: Annotated[Text, JURY]
    salle: Annotated[Text, SALLE]
    le: Annotated[Jour, JOUR]
    de: Annotated[Heure, DE]
    a: Annotated[Heure, A]


class Oraux(FileModel):
    """The orals of one part of an épreuve."""

    duree: Present[DureeDeclaree] = optional(
        "Duration", "How long an oral lasts, where the référentiel does not say.", "30 min"
    )
    durees: dict[Text, DureeDeclaree] = key(
        "Own durations",
        "By candidate, how long the oral lasts: an accommodation of a third more time is known without it.",
        {"C007": "45 min"},
        default={},
    )
    preparation: Present[DureeDeclaree] = optional(
        "Preparation", "The time that a candidate prepares before the oral.", "20 min"
    )
    battement: Present[DureeDeclaree] = optional(
        "Between two", "The time between two orals before a panel.", "5 min"
    )
    apres: Present[Jour] = optional(
        "Day of the part before",
        "The day of the part that this one follows, where it was not drawn.",
        "2026-06-01",
    )
    plages: tuple[Plage, ...] = several(
        "Hours of panels",
        "When panels sit.",
        [{"jury": "P1", "salle": "salle 12", "le": "2026-06-09", "de": "9 h", "a": "12 h 30"}],
    )
    indisponibilites: tuple[Indisponibilite, ...] = several(
        "Unavailability", "When candidates and members can’t be there.", [{"qui": "C007", "le": "2026-06-09"}]
    )
    passages: tuple[Passage, ...] = several(
        "Orals",
        "The hour of each candidate, as `certeval oraux` writes it.",
        [
            {
                "candidat": "C005",
                "jury": "P1",
                "salle": "salle 12",
                "le": "2026-06-09",
                "de": "9 h",
                "a": "9 h 30",
            }
        ],
    )
