"""Texts of a given form: codes, versions, days, numbers of the répertoire, durations, whole numbers."""

import re
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from typing import Annotated, Final, Literal

from pydantic import Field, PlainSerializer, PlainValidator
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import CoreSchema

from certeval.frozen import frozen
from certeval.rules.file_model import SCALAR, About, Accepts, After, Before, Text
from certeval.text.days import months_after

CODE = r"^[^\W\d_][\w.\-]*$"
VERSION = r"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$"
LANGUAGE = "^[a-z]{2}$"
RNCP = "^(RNCP|RS)[0-9]{1,6}$"
RNCP_BLOC = "^RNCP[0-9]{1,6}BC[0-9]{1,3}$"
NSF = "^[1-4][0-9]{2}[a-z]?$"
SIRET = "^[0-9]{14}$"
DIAGNOSTIC = "^[A-Z][0-9]{3}$"
VERSIONS = r"^(0|[1-9][0-9]*)\.(x|(0|[1-9][0-9]*)\.(x|0|[1-9][0-9]*))$"
DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


class Pattern(After):
    """A text of a given form, for editors too; what is not is the finding `code`."""

    def __init__(self, code: str, form: str, types: str | list[str] = "string") -> None:
        super().__init__(partial(_of_form, code, form))
        self._schema = {"type": types, "pattern": form}

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: object) -> dict[str, object]:
        return dict(self._schema)


def _of_form(code: str, form: str, text: str) -> str:
    if not re.fullmatch(form, text):
        raise PydanticCustomError(code, "not of the expected form", {"given": text})
    return text


def _read_date(value: object) -> date:
    """`2026-01-31`, and nothing else that may be a day."""
    text = value if isinstance(value, str) and len(value) == len("2026-01-31") else ""
    with suppress(ValueError):
        if (day := date.fromisoformat(text)) != date.min:
            return day
    raise PydanticCustomError("R114", "not a date", {"given": text})


Code = Annotated[
    Text, Pattern("R106", CODE), Accepts({"type": "string", "pattern": r"^[A-Za-zÀ-ÿ][\w.\-]*$"})
]


def code_of(title: str, example: str) -> About:
    """What editors show of the code of an element."""
    return About(title, "Begins with a letter, and is used once in the file.", example)


Format = Annotated[Literal["1"], Accepts({"enum": [1, "1"]})]
Jour = Annotated[date, Before(_read_date), Accepts({"type": "string", "pattern": DATE, "format": "date"})]
Codes = Annotated[tuple[Text, ...], Field(min_length=1)]


def _as_list(value: object) -> object:
    """One code is a list of it."""
    return (value,) if isinstance(value, str) and value else value


UnOuPlusieurs = Annotated[
    Codes, Before(_as_list), Accepts({"anyOf": [SCALAR, {"type": "array", "items": SCALAR, "minItems": 1}]})
]
"""A code or a list of codes: both mean the same."""


MINUTES: Final = {"min": 1, "h": 60, "j": 24 * 60, "semaine": 7 * 24 * 60, "semaines": 7 * 24 * 60}
DURATION: Final = r"^[1-9][0-9]{0,5} ?(min|h|j|semaines?)$|^[1-9][0-9]{0,5} ?h ?[0-5][0-9]( ?min)?$"
DIGITS: Final = r"^[0-9]{1,9}$"


@frozen
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
    Accepts({"type": "string", "pattern": DURATION, "examples": ["30 min", "8 h", "7 j"]}),
]
Entier = Annotated[
    int, PlainValidator(read_whole), Accepts({"type": ["integer", "string"], "minimum": 0, "pattern": DIGITS})
]
DUREE = About(
    "Duration", "A whole number and its unit: minutes, hours, days, weeks.", "30 min", "8 h", "1 h 30"
)


MONTHS: Final = {"mois": 1, "an": 12, "ans": 12}
NO_LIMIT: Final = "sans limite"
DELAI: Final = r"^[1-9][0-9]{0,2} ?(jours?|mois|ans?)$|^sans limite$"


@frozen
class Delai:
    """A time that is counted on the calendar, as typed: so many `months`, then so many `days`; neither is no limit."""

    texte: str
    months: int = 0
    days: int = 0

    def after(self, day: date) -> date | None:
        """The day that many months and days after another: 31 January and `1 mois` is the last of February. None
        where there is no limit.
        """
        if not self.months and not self.days:
            return None
        return months_after(day, self.months) + timedelta(self.days)


def read_delay(value: object) -> Delai:
    """Read `2 ans`, `6 mois`, `30 jours` or `sans limite`, and nothing else."""
    if isinstance(value, Delai):
        return value
    if not isinstance(value, str) or not re.fullmatch(DELAI, value, re.ASCII):
        raise PydanticCustomError("R273", "not a time of keeping")
    if value == NO_LIMIT:
        return Delai(value)
    amount, unit = re.findall(r"[0-9]+|[a-z]+", value)
    months = MONTHS.get(unit, 0)
    return Delai(f"{amount} {unit}", months * int(amount), 0 if months else int(amount))


DelaiDeclare = Annotated[
    Delai,
    PlainValidator(read_delay),
    PlainSerializer(lambda delay: delay.texte, return_type=str),
    Accepts({"type": "string", "pattern": DELAI}),
]
Conservation = dict[Text, DelaiDeclare]
"""How long each category is kept."""
