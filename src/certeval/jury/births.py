"""Whether the candidates' table says when somebody was born: a day of the calendar, of who may come to be certified."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from typing import Final

from certeval.diagnostics import Diagnostic
from certeval.diagnostics.families import sheets as kinds
from certeval.jury.candidats import Personne
from certeval.text.nearest import fold

YEAR, MONTH, DAY = "Annee Naissance", "Mois Naissance", "Jour Naissance"
FIRST_YEAR, LAST_YEAR = 1900, 2099
BOUNDS: Final[Mapping[str, tuple[int, int]]] = {YEAR: (FIRST_YEAR, LAST_YEAR), MONTH: (1, 12), DAY: (1, 31)}
"""The least and the greatest number of each part of a birth."""
YOUNGEST, OLDEST = 10, 110
"""Years of age, by the years alone, at which somebody may come to hold a certification."""
FRANCE = frozenset({"france", "fra", "fr", "100"})
"""How the country is said, folded: by its name, its codes of ISO or of the INSEE."""
ABROAD = "99"
"""What the number of a place begins with that is in another country."""
_DIGITS = re.compile(r"0*([0-9]{1,6})")


def whole_number(text: str) -> int | None:
    """A whole number in digits, None where a text is none."""
    digits = _DIGITS.fullmatch(text)
    return int(digits[1]) if digits else None


def is_day(year: int | None, month: int, day: int) -> bool:
    """Whether a month has a day; without its year, February has 29."""
    return day <= monthrange(year or 2000, month)[1]


def is_plausible(birth_year: int, certification_year: int) -> bool:
    """Whether somebody born in a year may come to hold a certification in another."""
    return YOUNGEST <= certification_year - birth_year <= OLDEST


def findings(person: Personne, certification_year: int) -> Iterator[Diagnostic]:
    """What is wrong with when a person is said to be born, who is certified in a year."""
    numbers: dict[str, int] = {}
    for heading, (least, most) in BOUNDS.items():
        if heading in person.cells:
            number = whole_number(person.cells[heading])
            if number is not None and least <= number <= most:
                numbers[heading] = number
            else:
                arguments: dict[str, object] = {"heading": heading, "least": least, "most": most}
                yield Diagnostic(kinds.NOT_WITHIN, person.place(heading), arguments)
    year, month, day = (numbers.get(each) for each in BOUNDS)
    if month and day and not is_day(year, month, day):
        yield Diagnostic(kinds.NO_SUCH_BIRTHDAY, person.place(DAY))
    if year and not is_plausible(year, certification_year):
        yield Diagnostic(kinds.NOT_PLAUSIBLE, person.place(YEAR), {"least": YOUNGEST, "most": OLDEST})


def is_abroad(cells: Mapping[str, str]) -> bool:
    """Whether the table says that somebody was born in another country, by its name or number, or that of the place."""
    country = cells.get("Libelle Pays Naissance") or cells.get("Code Pays Naissance")
    insee = cells.get("Code Insee Commune Naissance", "")
    return insee.startswith(ABROAD) or bool(country and fold(country) not in FRANCE)
