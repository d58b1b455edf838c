"""Who somebody is, by heading of the candidates' table: when born, and whether two identities may be of one person.

Identifiers are given anew.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from typing import Final

from certeval.diagnostics import Diagnostic, Place
from certeval.diagnostics.families import sessions as kinds
from certeval.diagnostics.families import sheets
from certeval.jury.candidats import Personne
from certeval.text.cell_text import spelling
from certeval.text.names import distinctive_words, name_parts, name_words
from certeval.text.nearest import fold

YEAR, MONTH, DAY = "Annee Naissance", "Mois Naissance", "Jour Naissance"
FIRST_YEAR, LAST_YEAR = 1900, 2099
BOUNDS: Final[Mapping[str, tuple[int, int]]] = {YEAR: (FIRST_YEAR, LAST_YEAR), MONTH: (1, 12), DAY: (1, 31)}
"""The least and the greatest number of each part of a birth."""
YOUNGEST, OLDEST = 10, 110
"""Years of age, by the years alone, at which somebody may come to hold a certification."""
FRANCE = frozenset({"france", "fra", "fr", "100"})
OVERSEAS = frozenset(
    (
        *("guadeloupe", "glp", "martinique", "mtq", "guyane", "guyanefrancaise", "guf"),
        *("reunion", "lareunion", "reu", "mayotte", "myt", "saint-pierre-et-miquelon", "spm"),
        *("saint-barthelemy", "blm", "saint-martin", "maf", "polynesiefrancaise", "pyf"),
        *("nouvelle-caledonie", "ncl", "wallis-et-futuna", "wlf"),
    )
)
"""How the country is said, folded: by its name, its codes of ISO or of the INSEE; parts of it that ISO lists apart."""
OVERSEAS_COMMUNES = ("97", "98")
"""What the numbers of their communes begin with."""
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


def birth_findings(person: Personne, certification_year: int) -> Iterator[Diagnostic]:
    """What is wrong with when a person is said to be born, who is certified in a year."""
    numbers: dict[str, int] = {}
    for heading, (least, most) in BOUNDS.items():
        if heading in person.cells:
            number = whole_number(person.cells[heading])
            if number is not None and least <= number <= most:
                numbers[heading] = number
            else:
                arguments: dict[str, object] = {"heading": heading, "least": least, "most": most}
                yield Diagnostic(sheets.NOT_WITHIN, person.place(heading), arguments)
    year, month, day = (numbers.get(each) for each in BOUNDS)
    if month and day and not is_day(year, month, day):
        yield Diagnostic(sheets.NO_SUCH_BIRTHDAY, person.place(DAY))
    if year and not is_plausible(year, certification_year):
        yield Diagnostic(sheets.NOT_PLAUSIBLE, person.place(YEAR), {"least": YOUNGEST, "most": OLDEST})


def is_abroad(cells: Mapping[str, str]) -> bool:
    """Whether the table says that somebody was born in another country, by its name or number, or that of the place."""
    country = cells.get("Libelle Pays Naissance") or cells.get("Code Pays Naissance")
    insee = cells.get("Code Insee Commune Naissance", "")
    return insee.startswith(ABROAD) or bool(country and not is_france(country))


def is_france(country: str) -> bool:
    """Whether a country, by its name or code, is France, or a part of it overseas."""
    key = fold(country)
    return key in FRANCE or key in OVERSEAS


BORN, IN_USE, FIRST = "Nom Naissance", "Nom Usage", "Prenom 1"
NAMES: Mapping[str, tuple[str, ...]] = {BORN: (BORN, IN_USE), FIRST: (FIRST, "Prenom 2", "Prenom 3")}
"""A name in use counts for that of birth, one first name of several for all: others change, or are left out."""
SEX, INSEE = "Sexe", "Code Insee Commune Naissance"
SEX_WORDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("m", "h", "homme", "masculin", "1", "m.", "monsieur"), "M"),
    **dict.fromkeys(("f", "femme", "féminin", "2", "mme", "madame"), "F"),
}
_SEXES = {spelling(word): sex for word, sex in SEX_WORDS.items()}
NEAR = 0.8
"""Share of letters that two spellings of a name have in common: Mohamed and Mohammed, Dupont and Dupond."""
Identite = Mapping[str, str]


def person_key(identity: Identite) -> tuple[object, ...] | None:
    """What two identities of one person have in common: the names of birth, the whole day of it; None where some of it
    is not known.
    """
    names = tuple(frozenset(name_words([identity.get(heading, "")])) for heading in NAMES)
    births = tuple(whole_number(identity.get(each, "")) for each in BOUNDS)
    return (*names, *births) if all(names) and None not in births else None


def is_homonym(one: Identite, other: Identite) -> bool:
    """Whether two of the same names and day of birth are told apart by their sex, or the département that their commune
    of birth is in: the number of a commune may itself be another since.
    """
    departments = [_department(each.get(INSEE, "")) for each in (one, other)]
    return any(all(pair) and fold(pair[0]) != fold(pair[1]) for pair in ((sex(one), sex(other)), departments))


def sex(identity: Identite) -> str:
    """`F` or `M`, whichever word the candidates' table has for it; empty where it says neither."""
    return _SEXES.get(spelling(identity.get(SEX, "")), "")


def _department(commune: str) -> str:
    """What the number of a commune begins with: its département, overseas in three signs; all of a country's."""
    length = len(commune) if commune.startswith(ABROAD) else 2 + commune.startswith(OVERSEAS_COMMUNES)
    return commune[:length]


def is_another(before: Identite, now: Identite) -> bool:
    """Whether nothing that is known in both agrees, two things of the three at least: one alone, or even two, may be
    corrected, or changed by the civil registry. Names that were spelt otherwise, or stood under each other's heading,
    are names that were corrected.
    """
    agreements = [agrees for _, agrees in _agreements(before, now)]
    if len(agreements) < len((BORN, FIRST)) or any(agreements):
        return False
    return not (
        any(_is_respelt(before, now, heading, heading) for heading in NAMES)
        or (_is_respelt(before, now, BORN, FIRST) and _is_respelt(before, now, FIRST, BORN))
    )


def identity_findings(code: str, before: Identite, now: Identite, place: Place) -> Iterator[Diagnostic]:
    """What is to be said of an identifier under which a register has an identity, and a table, at a place, one now."""
    headings = tuple(
        heading
        for heading, agrees in _agreements(before, now)
        if not agrees or (heading == BORN and _is_longer(before, now))
    )
    if headings:
        kind = kinds.OTHER_PERSON if is_another(before, now) else kinds.OTHER_IDENTITY
        yield Diagnostic(kind, place, {"candidat": code, "headings": headings}, candidate=code)


def _is_longer(before: Identite, now: Identite) -> bool:
    """Whether one of two names of birth that have a part in common has another part too, which no name in use of the
    other one says: « Écho » and « Écho-Martin ».
    """
    old, new = (name_parts(one.get(BORN, "")) for one in (before, now))
    others = [name_parts(one.get(IN_USE, "")) for one in (before, now)]
    return bool(old & new and (new - old - others[0] or old - new - others[1]))


def _is_respelt(before: Identite, now: Identite, heading: str, other: str) -> bool:
    """Whether a name before is one under another heading now, but for spaces, the rest of an initial, or a few letters:
    « Le Goff » and LEGOFF, « J. » and Jean, « Müller » and Mueller.
    """
    from difflib import SequenceMatcher

    olds, news = (
        ["".join(filter(str.isalpha, fold(one[each]))) for each in NAMES[column] if one.get(each)]
        for one, column in ((before, heading), (now, other))
    )
    return any(
        old.startswith(new) or new.startswith(old) or SequenceMatcher(None, old, new).ratio() >= NEAR
        for old in filter(None, olds)
        for new in filter(None, news)
    )


def _agreements(before: Identite, now: Identite) -> Iterator[tuple[str, bool]]:
    """What is known in both, by heading of the family name, the first names, the birth, and whether it agrees."""
    for heading, others in NAMES.items():
        names = [
            distinctive_words(name_words(one[each] for each in others if each in one))
            for one in (before, now)
        ]
        if all(names):
            yield heading, bool(names[0] & names[1])
    births = [(whole_number(before.get(each, "")), whole_number(now.get(each, ""))) for each in BOUNDS]
    agreements = [old == new for old, new in births if old is not None and new is not None]
    if agreements:
        yield YEAR, all(agreements)
