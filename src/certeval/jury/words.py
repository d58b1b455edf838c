"""The words and the forms of a session file: verdicts, ways of access, yes and no, hours."""

import re
from datetime import time
from typing import Annotated, Literal

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from certeval.rules.outcome import FAUX, INCONNU, VRAI, Outcome

Verdict = Literal["valide", "non_valide", "en_attente"]
OUTCOMES: dict[Verdict, Outcome] = {"valide": VRAI, "non_valide": FAUX, "en_attente": INCONNU}

OuiNon = Annotated[Literal["oui", "non"], WithJsonSchema({"enum": ["oui", "non", True, False]})]
"""As typed: an editor reads `oui` as a text, certeval never as another thing."""

HOUR = r"^([01]?[0-9]|2[0-3])(:[0-5][0-9]| ?h( ?[0-5][0-9])?)$"
_HOUR = re.compile(HOUR.replace(" ?", r"\s?"))


def _read_hour(typed: object) -> object:
    if not isinstance(typed, str) or not _HOUR.match(typed.strip()):
        raise PydanticCustomError("S106", "not an hour", {"given": str(typed)})
    hour, _, minutes = typed.strip().replace("h", ":").partition(":")
    return time(int(hour), int(minutes.strip() or "0"))


Heure = Annotated[
    time, BeforeValidator(_read_hour), WithJsonSchema({"type": ["string", "integer"], "pattern": HOUR})
]
"""`14 h`, `15 h 40`, `9:05`."""
