"""The words and the forms of a session file: verdicts, yes and no, hours, and what keys of several parts are."""

import re
from datetime import time
from typing import Annotated, Literal

from pydantic_core import PydanticCustomError

from certeval.rules.file_model import About, Accepts, Before
from certeval.rules.outcome import FAUX, INCONNU, VRAI, Outcome

Verdict = Literal["valide", "non_valide", "en_attente"]
OUTCOMES: dict[Verdict, Outcome] = {"valide": VRAI, "non_valide": FAUX, "en_attente": INCONNU}

OuiNon = Literal["oui", "non"]
"""As typed: an editor reads `oui` as a text, certeval never as another thing."""

HOUR = r"^([01]?[0-9]|2[0-3])(:[0-5][0-9]| ?h( ?[0-5][0-9])?)$"
_HOUR = re.compile(HOUR.replace(" ?", r"\s?"))


def _read_hour(value: object) -> object:
    if not isinstance(value, str) or not _HOUR.match(value.strip()):
        raise PydanticCustomError("S106", "not an hour", {"given": str(value)})
    hour, _, minutes = value.strip().replace("h", ":").partition(":")
    return time(int(hour), int(minutes.strip() or "0"))


Heure = Annotated[time, Before(_read_hour), Accepts({"type": ["string", "integer"], "pattern": HOUR})]
"""`14 h`, `15 h 40`, `9:05`."""

CANDIDAT = About("Candidate", "The code of the candidate, as in the sheets.", "C005")
MEMBRE = About("Member", "The code of a member of the jury.", "J1")
FONDEMENT = About("Ground", "What it rests on: an article, a certificate, a decision.", "certificat de 2024")
LE = About("Day", "The day: year-month-day.", "2026-05-30")
PAR = About("By", "Who decided it: a function, never a person’s name.", "directrice des certifications")
LIEU = About("Place", "Where it is held.", "Lyon")
