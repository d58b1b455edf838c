"""Texts of a given form: codes, versions, days, numbers of the répertoire."""

import re
from datetime import date
from typing import Annotated

from pydantic import Field
from pydantic_core import PydanticCustomError

from certeval.rules.declared import SCALAR, Accepts, After, Before, Text

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


def pattern(code: str, form: str) -> After:
    """A text of a given shape; what is not is the finding `code`."""

    def check(text: str) -> str:
        if not re.fullmatch(form, text):
            raise PydanticCustomError(code, "not of the expected form", {"given": text})
        return text

    return After(check)


def _read_date(value: object) -> object:
    try:
        return (
            date.fromisoformat(value)
            if isinstance(value, str) and len(value) == len("2026-01-31")
            else date.min
        )
    except ValueError:
        raise PydanticCustomError("R114", "not a date", {"given": str(value)}) from None


def _not_min(value: date) -> date:
    if value == date.min:
        raise PydanticCustomError("R114", "not a date", {"given": ""})
    return value


Code = Annotated[
    Text, pattern("R106", CODE), Accepts({"type": "string", "pattern": r"^[A-Za-zÀ-ÿ][\w.\-]*$"})
]
Jour = Annotated[
    date,
    Before(_read_date),
    After(_not_min),
    Accepts({"type": "string", "pattern": DATE}),
]
Codes = Annotated[tuple[Text, ...], Field(min_length=1)]


def _listed(value: object) -> object:
    """One code is a list of it."""
    return (value,) if isinstance(value, str) and value else value


UnOuPlusieurs = Annotated[
    Codes,
    Before(_listed),
    Accepts({"anyOf": [SCALAR, {"type": "array", "items": SCALAR, "minItems": 1}]}),
]
"""A code or a list of codes: both mean the same."""
