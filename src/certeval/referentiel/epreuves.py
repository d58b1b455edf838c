"""How an épreuve is held, as declared: its parts, durations, groups, subjects, what is handed in."""

import re
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from pydantic import Field, PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from certeval.rules.declared import Declared, Text

MINUTES: Final = {"min": 1, "h": 60, "j": 24 * 60, "semaine": 7 * 24 * 60, "semaines": 7 * 24 * 60}
DURATION: Final = r"^[1-9][0-9]{0,5} ?(min|h|j|semaines?)$|^[1-9][0-9]{0,5} ?h ?[0-5][0-9]( ?min)?$"
DIGITS: Final = r"^[0-9]{1,9}$"


@dataclass(frozen=True, slots=True)
class Duree:
    """A length of time: its exact number of minutes (a day is 24 h, a week 7 days) and its text as typed."""

    minutes: int
    texte: str


def read_duration(value: object) -> Duree:
    """Read `30 min`, `8 h`, `1 h 30`, `7 j` or `1 semaine`, and nothing else."""
    if isinstance(value, Duree):
        return value
    if not isinstance(value, str) or not re.fullmatch(DURATION, value, re.ASCII):
        message = "a duration is a whole number and its unit: 30 min, 8 h, 1 h 30, 7 j or 1 semaine"
        raise PydanticCustomError("R110", message)
    amount, unit, *rest = re.findall(r"[0-9]+|[a-z]+", value)
    return Duree(int(amount) * MINUTES[unit] + (int(rest[0]) if rest else 0), value)


def read_whole(value: object) -> int:
    """Read the digits of a whole number; the reader keeps every scalar as typed."""
    if not re.fullmatch(DIGITS, str(value), re.ASCII):
        raise PydanticCustomError("R111", "a whole number is written with digits only, such as 3")
    return int(str(value))


DureeDeclaree = Annotated[
    Duree,
    PlainValidator(read_duration),
    PlainSerializer(lambda duration: duration.texte, return_type=str),
    WithJsonSchema({"type": "string", "pattern": DURATION, "examples": ["30 min", "8 h", "7 j"]}),
]
Entier = Annotated[int, PlainValidator(read_whole), WithJsonSchema({"type": "integer", "minimum": 0})]
Forme = Literal["ecrit", "oral", "pratique", "dossier", "entretien", "questionnaire", "controle_continu"]


class Groupe(Declared):
    """The group in which candidates work, and how it comes about."""

    de: Entier | None = Field(None, title="De", description="Nombre minimal de candidats du groupe.")
    a: Entier | None = Field(None, title="À", description="Nombre maximal de candidats du groupe.")
    constitution: Text | None = Field(
        None, title="Constitution", description="Mode de constitution du groupe."
    )
    quand: Text | None = Field(None, title="Quand", description="Moment où le groupe est constitué.")


class Sujet(Declared):
    """What the candidates work on, and how it comes to them."""

    nature: Text = Field(title="Nature", description="Objet du travail : cas, situation, thème.")
    attribution: Text | None = Field(None, title="Attribution", description="Comment le sujet est attribué.")
    par: Text | None = Field(None, title="Par", description="Qui tire, choisit ou propose le sujet.")


class Apres(Declared):
    """The part that this one follows."""

    partie: Text = Field(title="Partie", description="Code de la partie qui précède.")
    delai: DureeDeclaree | None = Field(None, title="Délai", description="Temps écoulé depuis cette partie.")


class Remise(Declared):
    """What is handed in, to whom, how and when."""

    quoi: Text = Field(title="Quoi", description="Ce qui est remis.")
    a: Text | None = Field(None, title="À", description="Destinataire de la remise.")
    par: Text | None = Field(None, title="Par", description="Moyen de la remise.")
    quand: Text | None = Field(None, title="Quand", description="Moment ou échéance de la remise.")


class Phase(Declared):
    """One step of a part, in order."""

    intitule: Text = Field(title="Intitulé", description="Nom de la phase.")
    duree: DureeDeclaree | None = Field(None, title="Durée", description="Durée de la phase.")


class Modalite(Declared):
    """What an épreuve and each of its parts can both say of themselves."""

    code: Text = Field(title="Code", description="Code unique dans le référentiel.")
    intitule: Text | None = Field(None, title="Intitulé", description="Nom donné par la source.")
    description: Text | None = Field(None, title="Description", description="Texte de la source, cité.")
    duree: DureeDeclaree | None = Field(None, title="Durée", description="Durée totale.")
    cadre: Text | None = Field(None, title="Cadre", description="Organisation où le travail a lieu.")
    sujet: Sujet | None = Field(None, title="Sujet", description="Ce sur quoi les candidats travaillent.")


class Partie(Modalite):
    """One part of an épreuve: a written paper, an oral, a dossier. What the source does not say is absent."""

    forme: Forme = Field(title="Forme", description="Forme de la partie, dans une liste fermée.")
    sous_forme_de: Text | None = Field(
        None, title="Sous forme de", description="Forme particulière, telle que « jeu de rôle »."
    )
    candidats: Literal["individuel", "groupe"] | None = Field(
        None, title="Candidats", description="Travail individuel ou en groupe."
    )
    groupe: Groupe | None = Field(None, title="Groupe", description="Taille et constitution du groupe.")
    apres: Apres | None = Field(None, title="Après", description="Partie qui précède et délai qui en sépare.")
    deroulement: tuple[Phase, ...] = Field((), title="Déroulement", description="Phases, dans l'ordre.")
    acces: tuple[Text, ...] = Field((), title="Accès", description="Outils et ressources autorisés.")
    support: Text | None = Field(None, title="Support", description="Support préparé par le candidat.")
    remise: Remise | None = Field(None, title="Remise", description="Quoi, à qui, comment et quand.")
    jury: Text | None = Field(None, title="Jury", description="Rôle du jury.")
    candidat: Text | None = Field(None, title="Candidat", description="Rôle du candidat.")


class EpreuveDecrite(Modalite):
    """An épreuve as its référentiel describes it; what is entered and what it takes are said elsewhere."""

    intitule: Text = Field(title="Intitulé", description="Nom de l'épreuve.")
    evalue: Annotated[tuple[Text, ...], Field(min_length=1)] | None = Field(
        None, title="Évalue", description="Codes évalués ; à défaut, toutes les compétences du bloc."
    )
    attendus: Text | None = Field(None, title="Attendus", description="Attendus de l'évaluation, cités.")
    parties: tuple[Partie, ...] = Field((), title="Parties", description="Parties de l'épreuve, en ordre.")
