"""How keys are typed, what the register holds, and versions."""

from certeval.diagnostics.model import error, warning

UNKNOWN_KEY = error("R101", "unknown key « {key} »").way("the keys here are {keys}")
MISSING_KEY = error("R102", "the key « {key} » is missing").way("add it here, with its value")
EMPTY_VALUE = error("R103", "« {key} » has no value").way("give it one, or remove the key")
WRONG_SHAPE = error("R104", "{wanted} is expected here, not {given}").way(
    "a list is [C1, C2] or lines « - C1 », a mapping is {{key: value}} or lines « key: value »"
)
NOT_ALLOWED = error("R105", "{allowed} is expected here, not « {given} »").way(
    "choose one of these, written as it stands here, without an accent"
)
NOT_A_CODE = error("R106", "« {given} » can't be a code").way(
    "a code starts with a letter and holds letters, digits, dots, dashes: CR1.1.1"
)
NOT_A_NUMBER = error("R107", "« {given} » is not an exact number").way("write 10, -2, 9,5, 9.5 or 61/6")
NOT_A_COUNT = error("R108", "« {given} » is not a whole number from 1 to 1000").way(
    "write digits only, such as 3"
)
NOT_A_LIMIT = error("R109", "« {given} » is neither a number nor a share").way("write 10, 9,5, 50 % or 2/3")
NOT_A_DURATION = error("R110", "« {given} » is not a duration").way(
    "write 30 min, 8 h, 1 h 30, 7 j or 1 semaine"
)
NOT_WHOLE = error("R111", "« {given} » is not a whole number").way("write digits only, such as 3")
NOT_A_VERSION = error("R112", "« {given} » is not a version").way("write three numbers: 1.0.0")
NOT_A_LANGUAGE = error("R113", "« {given} » is not a language").way("write two letters: fr")
NOT_A_DATE = error("R114", "« {given} » is not a date").way("write year-month-day: 2026-01-31")
NOT_RNCP = error(
    "R115", "« {given} » is no number of the répertoire national, nor of the Répertoire spécifique"
).way("write RNCP or RS, then its digits: RNCP39583, RS6604")
NOT_A_DIAGNOSTIC = error("R116", "« {given} » is not the code of a diagnostic").way("such as R301")
TOO_FEW = error("R117", "at least {least} is needed here, and there is {given}").way("complete the list")
TOO_MANY = error("R118", "at most {most} is allowed here, and there are {given}").way("shorten the list")
TWO_MECHANISMS = error("R119", "« {one} » and « {other} » exclude each other in one mapping").way(
    "keep one; two rules go in a list: et: [{{…}}, {{…}}]"
)
NOT_VERSIONS = error("R120", "« {given} » names no versions").way(
    "write one version, 1.2.0, or all that begin alike: 1.x, 1.2.x"
)
OTHER_FILE = error("R121", "this is {kind}, not {wanted}").way("{way}")
INVALID = error("R199", "not accepted here: {problem}").way(
    "`certeval schema referentiel` says what is; report this file: the mistake deserves words of its own"
)

NOT_NSF = error("R270", "« {given} » is not an NSF code").way(
    "write its three digits and, if it has one, the small letter of its function: 312 or 312t"
)
NOT_SIRET = error("R271", "« {given} » is not a SIRET").way("write its fourteen digits, without spaces")
NOT_RNCP_BLOC = error("R272", "« {given} » is not the number of a bloc in the répertoire").way(
    "write the number of the entry, BC and that of the bloc: RNCP39583BC02"
)
NOT_A_KEEPING = error("R273", "« {given} » is not a time of keeping").way(
    "write 30 jours, 6 mois, 5 ans or sans limite"
)
OTHER_LEVEL = warning("R274", "the European level is {european} and the national level {national}").way(
    "since 2019 both have the same number: correct one"
)
DECIDED_TOO_LATE = warning("R275", "this registration was decided on {day}, after its end, on {until}").way(
    "correct one of the days: a parchemin bears that of the decision"
)
SIRET_DOES_NOT_HOLD = warning(
    "R276", "« {given} » is no SIRET that was given: its digits don't agree with the last"
).way("copy it again: a digit is wrong, or two changed places")
BLOC_OF_ANOTHER = error(
    "R277", "« {number} » is the number of a bloc of another certification than {own}"
).way("the number of a bloc begins with that of its certification; another's goes in `correspondances`")
BLOC_NUMBER_TWICE = error("R278", "« {number} » is also the number of {other}").way(
    "each bloc has a number of its own in the répertoire"
)
NOT_A_LEVEL = warning("R344", "« {given} » is not a level of the national framework of certifications").way(
    "its levels go from 1 to 8: niveau: 6"
)

CORRESPONDANCE_OF_ITS_OWN = error("R282", "« {number} » is a bloc of this certification").way(
    "what its own earlier versions give is said under `equivalences`"
)
CORRESPONDANCE_TWICE = error("R283", "what {number} gives on one day is said twice: {code}").way(
    "keep one line, or let one end before the other begins"
)
REPLACES_WHAT_STANDS = warning("R351", "{code} replaces {other}, which still stands in this version").way(
    "where {other} was split, it says so too: `remplace: {other}`; else correct the code that is replaced"
)
REPLACES_ITSELF = warning("R352", "{code} replaces itself, and nothing else does or is replaced").way(
    "an element keeps its code without a word: remove `remplace`"
)
EQUIVALENCE_GIVES = error("R361", "« {code} » is no bloc nor compétence of this version").way(
    "`donne` names what counts as validated here: a bloc, or compétences"
)
EQUIVALENCE_AWAITS = error("R362", "« {code} » is nothing that a candidate of this version can validate").way(
    "`a_presenter` names what must still be passed: épreuves, compétences, critères, blocs, faits"
)
EQUIVALENCE_TWICE = error("R363", "what {bloc} of {version} gives is said twice: {code}").way(
    "keep one line for each bloc, its versions and what it gives"
)
EQUIVALENCE_OPPOSED = error("R364", "{code} is given, and must still be passed").way(
    "remove it from `donne` where it must be passed, else from `a_presenter`"
)
