"""Keys and values: what is written where."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

UNKNOWN_KEY = Kind("R101", Severity.ERROR, N_("unknown key « {key} »"), N_("the keys here are {keys}"))
MISSING_KEY = Kind(
    "R102", Severity.ERROR, N_("the key « {key} » is missing"), N_("add it here, with its value")
)
EMPTY_VALUE = Kind(
    "R103",
    Severity.ERROR,
    N_("« {key} » has no value"),
    N_("give it one, or remove the key"),
)
WRONG_SHAPE = Kind(
    "R104",
    Severity.ERROR,
    N_("{wanted} is expected here, not {given}"),
    N_("a list is [C1, C2] or lines « - C1 », a mapping is {{key: value}} or lines « key: value »"),
)
NOT_ALLOWED = Kind(
    "R105",
    Severity.ERROR,
    N_("{allowed} is expected here, not « {given} »"),
    N_("write it as it stands in this list, without an accent"),
)
NOT_A_CODE = Kind(
    "R106",
    Severity.ERROR,
    N_("« {given} » can't be a code"),
    N_("a code starts with a letter and holds letters, digits, dots, dashes: CR1.1.1"),
)
NOT_A_NUMBER = Kind(
    "R107", Severity.ERROR, N_("« {given} » is not an exact number"), N_("write 10, -2, 9,5, 9.5 or 61/6")
)
NOT_A_COUNT = Kind(
    "R108",
    Severity.ERROR,
    N_("« {given} » is not a whole number from 1 to 1000"),
    N_("write digits only, such as 3"),
)
NOT_A_LIMIT = Kind(
    "R109",
    Severity.ERROR,
    N_("« {given} » is neither a number nor a share"),
    N_("write 10, 9,5, 50 % or 2/3"),
)
NOT_A_DURATION = Kind(
    "R110",
    Severity.ERROR,
    N_("« {given} » is not a duration"),
    N_("write 30 min, 8 h, 1 h 30, 7 j or 1 semaine"),
)
NOT_WHOLE = Kind(
    "R111", Severity.ERROR, N_("« {given} » is not a whole number"), N_("write digits only, such as 3")
)
NOT_A_VERSION = Kind(
    "R112", Severity.ERROR, N_("« {given} » is not a version"), N_("write three numbers: 1.0.0")
)
NOT_A_LANGUAGE = Kind(
    "R113", Severity.ERROR, N_("« {given} » is not a language"), N_("write two letters: fr")
)
NOT_A_DATE = Kind(
    "R114", Severity.ERROR, N_("« {given} » is not a date"), N_("write year-month-day: 2026-01-31")
)
NOT_RNCP = Kind(
    "R115",
    Severity.ERROR,
    N_("« {given} » is no number of the répertoire national, nor of the Répertoire spécifique"),
    N_("write RNCP or RS, then its digits: RNCP39583, RS6604"),
)
NOT_A_DIAGNOSTIC = Kind(
    "R116", Severity.ERROR, N_("« {given} » is not the code of a diagnostic"), N_("such as R301")
)
TOO_FEW = Kind(
    "R117",
    Severity.ERROR,
    N_("at least {least} is needed here, and there is {given}"),
    N_("complete the list"),
)
TOO_MANY = Kind(
    "R118",
    Severity.ERROR,
    N_("at most {most} is allowed here, and there are {given}"),
    N_("shorten the list"),
)
TWO_MECHANISMS = Kind(
    "R119",
    Severity.ERROR,
    N_("« {one} » and « {other} » exclude each other in one mapping"),
    N_("keep one; two rules go in a list: et: [{{…}}, {{…}}]"),
)
NOT_VERSIONS = Kind(
    "R120",
    Severity.ERROR,
    N_("« {given} » names no versions"),
    N_("write one version, 1.2.0, or all that begin alike: 1.x, 1.2.x"),
)
INVALID = Kind(
    "R199",
    Severity.ERROR,
    N_("not accepted here: {problem}"),
    N_("`certeval schema referentiel` says what is; report this file: the mistake deserves words of its own"),
)
