"""How an épreuve is held, as declared: its parts, durations, groups, subjects, what is handed in."""

import re
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from pydantic import Field, PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from certeval.rules.declared import BY_SHAPE, GIVEN, LIST, WORD, Declared, Text

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
Remplace = Annotated[
    Annotated[Annotated[Text, WORD] | Annotated[tuple[Text, ...], Field(min_length=1), LIST], BY_SHAPE]
    | None,
    GIVEN,
]
"""The code, or codes, of the version before that an element stands for."""
Forme = Literal["ecrit", "oral", "pratique", "dossier", "entretien", "questionnaire", "controle_continu"]


class Groupe(Declared):
    """The group in which candidates work, and how it comes about."""

    de: Entier | None = None
    a: Entier | None = None
    constitution: Text | None = None
    quand: Text | None = None


class Sujet(Declared):
    """What the candidates work on, and how it comes to them."""

    nature: Text
    attribution: Text | None = None
    par: Text | None = None


class Apres(Declared):
    """The part that this one follows."""

    partie: Text
    delai: DureeDeclaree | None = None


class Remise(Declared):
    """What is handed in, to whom, how and when."""

    quoi: Text
    a: Text | None = None
    par: Text | None = None
    quand: Text | None = None


class Phase(Declared):
    """One step of a part, in order."""

    intitule: Text
    duree: DureeDeclaree | None = None


class Modalite(Declared):
    """What an épreuve and each of its parts can both say of themselves."""

    code: Text
    intitule: Text | None = None
    description: Text | None = None
    duree: DureeDeclaree | None = None
    cadre: Text | None = None
    sujet: Sujet | None = None


class Partie(Modalite):
    """One part of an épreuve: a written paper, an oral, a dossier. What the source does not say is absent."""

    remplace: Remplace = None
    forme: Forme
    sous_forme_de: Text | None = None
    candidats: Literal["individuel", "groupe"] | None = None
    groupe: Groupe | None = None
    apres: Apres | None = None
    deroulement: tuple[Phase, ...] = ()
    acces: tuple[Text, ...] = ()
    support: Text | None = None
    remise: Remise | None = None
    jury: Text | None = None
    candidat: Text | None = None


class EpreuveDecrite(Modalite):
    """An épreuve as its référentiel describes it; what is entered and what it takes are said elsewhere."""

    intitule: Text
    evalue: Annotated[tuple[Text, ...], Field(min_length=1)] | None = None
    attendus: Text | None = None
    parties: tuple[Partie, ...] = ()
