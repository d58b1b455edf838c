"""How long what a session leaves is kept, as declared for each category."""

import re
from datetime import date, timedelta
from typing import Annotated, Final

from pydantic import PlainSerializer, PlainValidator
from pydantic_core import PydanticCustomError

from certeval.frozen import frozen
from certeval.rules.declared import Accepts, Text
from certeval.text.days import months_after

MONTHS: Final = {"mois": 1, "an": 12, "ans": 12}
UNLIMITED: Final = "sans limite"
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
    if value == UNLIMITED:
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
