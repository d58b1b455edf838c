"""One cell of the candidates' table as the flux has it, or why the XSD or the Caisse des Dépôts would refuse it.

A text comes in, trimmed and in NFC, as its table gives it; white space inside is one space, as registers of births
write names. What is refused never repeats the text: it is about persons, and is told once at each cell of a row.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from certeval.diagnostics import Diagnostic, Kind
from certeval.diagnostics.families import sheets as kinds
from certeval.diagnostics.findings import Findings
from certeval.diagnostics.model import NONE, Word
from certeval.exchange.accrochage.passage import SPELLINGS, word_key
from certeval.jury import persons
from certeval.jury.candidats import Personne, is_no_name
from certeval.messages import N_
from certeval.scores.identifiers import is_formula
from certeval.text.days import day
from certeval.text.names import OF_NO_NAME, code_point

INSEE = re.compile(r"(?!00)(?:[0-9]{2}|2[AB])(?!000)[0-9]{3}")
POSTAL = re.compile(r"[0-9A-Z](?:[0-9A-Z -]{0,7}[0-9A-Z])?")
PAYS = re.compile(r"[A-Z]{3}|(?:99)?[0-9]{3}")
"""A country; as INSEE numbers it among communes, its three last digits are the country's."""
NIR = re.compile(
    r"[12][0-9]{2}(?:0[1-9]|1[0-2]|[2-9][0-9])(?!00)(?:[0-9]{2}|2[AB])[0-9]{6}(?P<key>[0-9]{2})?"
)
URL = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
LEVEL = re.compile(r"([1-9A-Z])\.([1-9A-Z]):([1-8])")

SHAPE_INSEE = Word(N_("five signs, 31555 or 2A004; 99 and the country’s number for who is born abroad"))
SHAPE_POSTAL = Word(N_("a postal code has 1 to 9 signs, 75009"))
SHAPE_PAYS = Word(N_("three signs, FRA or 100"))
SHAPE_NIR = Word(
    N_("thirteen signs and the two of the key, of a definitive number, which begins with 1 or 2")
)
SHAPE_URL = Word(N_("an address, https://…"))
SHAPE_LEVELS = Word(N_("domaine.compétence:niveau, parted by semicolons: 3.4:5 ; 1.1:7"))


class CellFault(NamedTuple):
    """Why a cell can't be sent; its heading is added where it is told."""

    kind: Kind
    arguments: Mapping[str, object] = NONE


CellText = Callable[[str], str | CellFault]


def _text(most: int, wrong: Callable[[str], bool] = is_formula) -> CellText:
    """Words, so many characters at most, and none that are plainly `wrong`."""

    def read(text: str) -> str | CellFault:
        words = " ".join(text.split())
        if match := OF_NO_NAME.search(words):
            return CellFault(kinds.CELL_CHARACTER, {"sign": code_point(match[0])})
        if len(words) > most:
            return CellFault(kinds.TOO_MANY_CHARACTERS, {"count": len(words), "most": most})
        return CellFault(kinds.NOT_WRITTEN) if wrong(words) else words

    return read


def _word(heading: str) -> CellText:
    """A member of a closed list."""
    spellings = SPELLINGS[heading]
    fault = CellFault(kinds.NOT_A_WORD, {"known": tuple(dict.fromkeys(spellings.values()))})
    return lambda text: spellings.get(word_key(text), fault)


def _day(text: str) -> str | CellFault:
    """A day, from 1900 to 2099, as the XSD writes it."""
    date = day(text)
    if date is None or not persons.FIRST_YEAR <= date.year <= persons.LAST_YEAR:
        return CellFault(kinds.NOT_A_DAY)
    return date.isoformat()


def _whole(least: int, most: int) -> CellText:
    """A whole number, as few digits as it takes."""
    fault = CellFault(kinds.NOT_WITHIN, {"least": least, "most": most})

    def read(text: str) -> str | CellFault:
        number = persons.whole_number(text)
        return str(number) if number is not None and least <= number <= most else fault

    return read


def _of_shape(shape: re.Pattern[str], description: Word, between: str = "") -> CellText:
    """A code of a shape: capitals, without white space but what may stand between its parts."""
    fault = CellFault(kinds.NOT_OF_SHAPE, {"shape": description})

    def read(text: str) -> str | CellFault:
        code = between.join(text.split()).upper()
        return code if shape.fullmatch(code) else fault

    return read


def _pays(text: str) -> str | CellFault:
    code = _of_shape(PAYS, SHAPE_PAYS)(text)
    return code[-3:] if isinstance(code, str) else code


def _nir(text: str) -> str | CellFault:
    """The thirteen signs of a NIR, whose key is right where it is given."""
    number = re.sub(r"[\s.-]", "", text).upper()
    shape = NIR.fullmatch(number)
    if shape is None:
        return CellFault(kinds.NOT_OF_SHAPE, {"shape": SHAPE_NIR})
    if shape["key"] is not None and int(shape["key"]) != nir_key(number[:13]):
        return CellFault(kinds.NIR_KEY)
    return number[:13]


def nir_key(number: str) -> int:
    """The key of thirteen signs; departments 2A and 2B count as 19 and 18."""
    corsica = {"2A": "19", "2B": "18"}
    digits = number[:5] + corsica.get(number[5:7], number[5:7]) + number[7:]
    return 97 - int(digits) % 97


def _url(text: str) -> str | CellFault:
    read = _text(255)(text)
    is_other = isinstance(read, str) and not URL.fullmatch(read)
    return CellFault(kinds.NOT_OF_SHAPE, {"shape": SHAPE_URL}) if is_other else read


def _levels(text: str) -> str | CellFault:
    """Levels of digital skills, in the order in which they stand, without white space."""
    parts = ["".join(each.split()).upper() for each in text.split(";") if each.strip()]
    if not parts or not all(LEVEL.fullmatch(each) for each in parts):
        return CellFault(kinds.NOT_OF_SHAPE, {"shape": SHAPE_LEVELS})
    return ";".join(parts)


READERS: Final[Mapping[str, CellText]] = {
    **dict.fromkeys(
        (
            *("Nom Naissance", "Nom Usage", "Prenom 1", "Prenom 2", "Prenom 3"),
            *("Libelle Commune Naissance", "Libelle Pays Naissance"),
        ),
        _text(60, is_no_name),
    ),
    **{heading: _whole(*bounds) for heading, bounds in persons.BOUNDS.items()},
    "Code Insee Commune Naissance": _of_shape(INSEE, SHAPE_INSEE),
    **dict.fromkeys(
        ("Code Postal Commune Naissance", "Code Postal Centre Examen"), _of_shape(POSTAL, SHAPE_POSTAL, " ")
    ),
    "Code Pays Naissance": _pays,
    "NIR": _nir,
    "Id Dossier": _text(13),
    "Url Preuve": _url,
    **dict.fromkeys(("Libelle Option", "Scoring", "Verbatim"), _text(255)),
    **dict.fromkeys(
        (
            *("Date Debut Examen", "Date Fin Examen", "Date Debut Validite", "Date Fin Validite"),
            "Date Inscription",
        ),
        _day,
    ),
    "Score General": _whole(1, 1000),
    "Resultats Numeriques": _levels,
    **{heading: _word(heading) for heading in SPELLINGS},
}
"""By heading of the candidates' table, how a cell reads that is not empty."""
MOST_IN_DOSSIER: Final[Mapping[str, int]] = {"Nom Naissance": 30, "Prenom 1": 20}
"""Characters that a name has at most where a holder is named by the file of a training."""


class CandidateCells:
    """A candidate’s values. `wrong`: whether an error was told of it."""

    __slots__ = ("_findings", "_keys", "_values", "person", "wrong")

    def __init__(self, person: Personne, values: Mapping[str, str | CellFault], findings: Findings) -> None:
        self.person = person
        self.wrong = False
        self._values = values
        self._findings = findings
        self._keys: set[tuple[object, ...]] = set()
        for heading, value in values.items():
            if isinstance(value, CellFault):
                self.tell(value.kind, heading, **value.arguments)

    def get(self, heading: str) -> str | None:
        """What a cell says; None where it says nothing, or what can't be sent."""
        value = self._values.get(heading)
        return value if isinstance(value, str) else None

    def has(self, heading: str) -> bool:
        """Whether a cell says something, be it wrong."""
        return heading in self._values

    def missing(self, heading: str) -> None:
        """Say that a cell must say something, unless what it says is refused already."""
        if not self.has(heading):
            self.tell(kinds.CELL_MISSING, heading)

    def tell(self, kind: Kind, heading: str, **arguments: object) -> None:
        """Say what is wrong at a cell, once."""
        about = (kind.code, heading, arguments.get("other"))
        if about in self._keys:
            return
        self._keys.add(about)
        self.wrong = self.wrong or kind.is_error
        place, all_arguments = self.person.place(heading), {"heading": heading, **arguments}
        self._findings.append(Diagnostic(kind, place, all_arguments, candidate=self.person.candidat))
