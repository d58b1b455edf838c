"""The orals of a session as its file keeps them: when panels sit, what can't be, and the hour of each candidate."""

from typing import Annotated

from pydantic import Field

from certeval.jury.words import Heure
from certeval.referentiel.texts import Code, DureeDeclaree, Jour
from certeval.rules.file_model import About, FileModel, Present, Text

JURY = About("Panel", "The code of the panel.").like("P1")
SALLE = About("Room", "The room in which it hears candidates.").like("salle 12")
JOUR = About("Day", "The day: year-month-day.").like("2026-06-09")
DE = About("From", "The hour at which it begins.").like("9 h")
A = About("To", "The hour at which it ends.").like("12 h 30")


class Pause(FileModel):
    """A break of a panel."""

    de: Annotated[Heure, DE]
    a: Annotated[Heure, A]


class Plage(FileModel):
    """When a panel sits, in which room, with which members."""

    jury: Annotated[Code, JURY]
    membres: Annotated[
        tuple[Text, ...], About("Members", "The codes of its members.").like(["J1", "J2"])
    ] = ()
    salle: Annotated[Text, SALLE]
    le: Annotated[Jour, JOUR]
    de: Annotated[Heure, DE]
    a: Annotated[Heure, A]
    pauses: Annotated[
        tuple[Pause, ...], About("Breaks", "When it rests.").like([{"de": "10 h 30", "a": "10 h 45"}])
    ] = ()


class Indisponibilite(FileModel):
    """When a candidate or a member can't be there: a whole day where no hour is said."""

    qui: Annotated[
        Text, About("Who", "The code of a candidate, or of a member of the jury.").like("C007", "J2")
    ]
    le: Annotated[Jour, JOUR]
    de: Annotated[Present[Heure], DE] = None
    a: Annotated[Present[Heure], A] = None


class Passage(FileModel):
    """The oral of a candidate: before which panel, where and when."""

    candidat: Annotated[Text, About("Candidate", "The code of the candidate, as in the sheets.").like("C005")]
    jury: Annotated[Text, JURY]
    salle: Annotated[Text, SALLE]
    le: Annotated[Jour, JOUR]
    de: Annotated[Heure, DE]
    a: Annotated[Heure, A]


class Oraux(FileModel):
    """The orals of one part of an épreuve."""

    duree: Annotated[
        Present[DureeDeclaree],
        About("Duration", "How long an oral lasts, where the référentiel does not say.").like("30 min"),
    ] = None
    durees: Annotated[
        dict[Text, DureeDeclaree],
        About(
            "Own durations",
            "By candidate, how long the oral lasts: an accommodation of a third more time is known without it.",
        ).like({"C007": "45 min"}),
    ] = Field(default={})
    preparation: Annotated[
        Present[DureeDeclaree],
        About("Preparation", "The time that a candidate prepares before the oral.").like("20 min"),
    ] = None
    battement: Annotated[
        Present[DureeDeclaree],
        About("Between two", "The time between two orals before a panel.").like("5 min"),
    ] = None
    apres: Annotated[
        Present[Jour],
        About(
            "Day of the part before", "The day of the part that this one follows, where it was not drawn."
        ).like("2026-06-01"),
    ] = None
    plages: Annotated[
        tuple[Plage, ...],
        About("Hours of panels", "When panels sit.").like(
            [{"jury": "P1", "salle": "salle 12", "le": "2026-06-09", "de": "9 h", "a": "12 h 30"}]
        ),
    ] = ()
    indisponibilites: Annotated[
        tuple[Indisponibilite, ...],
        About("Unavailability", "When candidates and members can’t be there.").like(
            [{"qui": "C007", "le": "2026-06-09"}]
        ),
    ] = ()
    passages: Annotated[
        tuple[Passage, ...],
        About("Orals", "The hour of each candidate, as `certeval oraux` writes it.").like(
            [
                {
                    "candidat": "C005",
                    "jury": "P1",
                    "salle": "salle 12",
                    "le": "2026-06-09",
                    "de": "9 h",
                    "a": "9 h 30",
                }
            ]
        ),
    ] = ()
