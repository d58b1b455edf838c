"""R: structure and references of a référentiel."""

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

DUPLICATE_CODE = Kind(
    "R201", Severity.ERROR, N_("the code « {code} » is given twice"), N_("each element has a code of its own")
)
LOOKALIKE_CODE = Kind(
    "R202",
    Severity.ERROR,
    N_("the codes « {code} » and « {other} » differ only by case, accents or spaces"),
    N_("codes are matched without regard to these: give one another code"),
)
UNKNOWN_COMPETENCE = Kind(
    "R203",
    Severity.ERROR,
    N_("« {code} » is not a compétence of this référentiel"),
    N_("name a compétence that is declared"),
)
UNKNOWN_EVALUE = Kind(
    "R204",
    Severity.ERROR,
    N_("« {code} », which this épreuve is said to assess, is neither a compétence nor a critère"),
    N_("name a compétence or a critère that is declared"),
)
UNKNOWN_PART = Kind(
    "R205", Severity.ERROR, N_("« {code} » is not a part of this épreuve"), N_("its parts are {parts}")
)
UNKNOWN_TARGET = Kind(
    "R206",
    Severity.ERROR,
    N_("the écart is about « {code} », which this référentiel does not declare"),
    N_("the target is the code of an element, or a selection: « criteres de BC1 »"),
)
QUOTED_ELSEWHERE = Kind(
    "R207",
    Severity.WARNING,
    N_("this écart is about {target} and quotes « {text} », which is in {where}"),
    N_("an écart quotes what it is about: correct its target, or the quotation"),
)
NOT_NSF = Kind(
    "R270",
    Severity.ERROR,
    N_("« {given} » is not an NSF code"),
    N_("write its three digits and, if it has one, the small letter of its function: 312 or 312t"),
)
NOT_SIRET = Kind(
    "R271",
    Severity.ERROR,
    N_("« {given} » is not a SIRET"),
    N_("write its fourteen digits, without spaces"),
)
NOT_RNCP_BLOC = Kind(
    "R272",
    Severity.ERROR,
    N_("« {given} » is not the number of a bloc in the répertoire"),
    N_("write the number of the entry, BC and that of the bloc: RNCP39583BC02"),
)
NOT_A_KEEPING = Kind(
    "R273",
    Severity.ERROR,
    N_("« {given} » is not a time of keeping"),
    N_("write 30 jours, 6 mois, 5 ans or sans limite"),
)
OTHER_LEVEL = Kind(
    "R274",
    Severity.WARNING,
    N_("the European level is {european} and the national level {national}"),
    N_("since 2019 both have the same number: correct one"),
)
DECIDED_TOO_LATE = Kind(
    "R275",
    Severity.WARNING,
    N_("this registration was decided on {day}, after its end, on {until}"),
    N_("correct one of the days: a parchemin bears that of the decision"),
)
SIRET_DOES_NOT_HOLD = Kind(
    "R276",
    Severity.WARNING,
    N_("« {given} » is no SIRET that was given: its digits don't agree with the last"),
    N_("copy it again: a digit is wrong, or two changed places"),
)
BLOC_OF_ANOTHER = Kind(
    "R277",
    Severity.ERROR,
    N_("« {number} » is the number of a bloc of another certification than {own}"),
    N_("the number of a bloc begins with that of its certification; another's goes in `correspondances`"),
)
BLOC_NUMBER_TWICE = Kind(
    "R278",
    Severity.ERROR,
    N_("« {number} » is also the number of {other}"),
    N_("each bloc has a number of its own in the répertoire"),
)
QUORUM_TOO_LARGE = Kind(
    "R279",
    Severity.ERROR,
    N_("{asked} are needed of {most} at most: no jury has this quorum"),
    N_("ask for fewer, or for more members; those who are external are among those present"),
)
LIMIT_NOT_MEMBERS = Kind(
    "R280",
    Severity.ERROR,
    N_("« {limit} » is not a number of members"),
    N_("write a whole number, such as 2; a share goes under `externes`"),
)
UNKNOWN_A_TRAVERS = Kind(
    "R281",
    Severity.ERROR,
    N_("« {code} », through which this compétence transversale is seen, is declared nowhere"),
    N_("name an element that is declared: a compétence, a bloc, an épreuve"),
)
CORRESPONDANCE_OF_ITS_OWN = Kind(
    "R282",
    Severity.ERROR,
    N_("« {number} » is a bloc of this certification"),
    N_("what its own earlier versions give is said under `equivalences`"),
)
CORRESPONDANCE_TWICE = Kind(
    "R283",
    Severity.ERROR,
    N_("what {number} gives on one day is said twice: {code}"),
    N_("keep one line, or let one end before the other begins"),
)
EMPTY_PART = Kind(
    "R284",
    Severity.ERROR,
    N_("the sous-compétence {part} has no critère, and nothing is entered for it"),
    N_("declare its critères, or what is entered for sous-compétences (`saisie`)"),
)
NO_BLOC = Kind(
    "R300",
    Severity.ERROR,
    N_("no bloc is declared"),
    N_("a certification of the RNCP is cut into blocs that are validated separately"),
)
ANNOUNCED_COUNT = Kind(
    "R301",
    Severity.ERROR,
    N_("{bloc} announces {announced} {what} and declares {declared}"),
    N_("declare what is missing, or record the decision in `ecarts`: {{diagnostic: R301, cible: {bloc}, …}}"),
)
EMPTY_BLOC = Kind(
    "R302",
    Severity.ERROR,
    N_("the bloc {bloc} has neither compétence nor épreuve, and nothing is entered for it"),
    N_("declare them, or what is entered for blocs (`saisie`)"),
)
EMPTY_COMPETENCE = Kind(
    "R303",
    Severity.ERROR,
    N_("the compétence {competence} has no critère, and nothing is entered for it"),
    N_("declare its critères, or what is entered for compétences (`saisie`)"),
)
STALE_ECART = Kind(
    "R304",
    Severity.WARNING,
    N_("this écart answers nothing: {diagnostic} is not found on {target}"),
    N_("remove it, or correct its code or target"),
)
EXPIRED_ECART = Kind(
    "R305",
    Severity.ERROR,
    N_("the écart that answers {diagnostic} on {target} has expired on {date}"),
    N_("decide again: correct the référentiel, or give a new date"),
)
UNANSWERABLE = Kind(
    "R306",
    Severity.WARNING,
    N_("no écart can answer {diagnostic} on {target}: nothing is decided while it is there"),
    N_("correct the référentiel, and remove this écart"),
)

NOT_ANNOUNCED = Kind(
    "R307",
    Severity.WARNING,
    N_("the sentence announces « {text} », and `effectif` does not say so"),
    N_(
        "declare the number that it announces, to be compared with what the bloc declares: {{{what}: {count}}}"
    ),
)

CODE_ASTRAY = Kind(
    "R311",
    Severity.WARNING,
    N_("{code} stands under {parent}, and most codes here begin with the numbers of what they stand under"),
    N_("its number would begin with {expected}: renumber it, or move it; the source's own is `code_source`"),
)
NUMBERING_GAP = Kind(
    "R312",
    Severity.WARNING,
    N_("the numbering goes on at {code} without {missing}"),
    N_("declare what is missing; if it was withdrawn on purpose, record it in `ecarts`"),
)
OUT_OF_ORDER = Kind(
    "R313",
    Severity.WARNING,
    N_("{code} comes after {other}"),
    N_("two codes may be exchanged; else put the elements in the order of their numbers"),
)
OTHER_NUMBER = Kind(
    "R314",
    Severity.WARNING,
    N_(
        "{code} leads to {named} and not to {own}, when most activités lead to the compétence of their number"
    ),
    N_("two codes may be exchanged; if not, add {own}, or record the decision in `ecarts`"),
)

NOT_ASSESSED = Kind(
    "R321",
    Severity.WARNING,
    N_("no épreuve assesses {code}"),
    N_("add it to `evalue` of an épreuve; without `evalue`, an épreuve assesses its whole bloc"),
)
ASSESSES_NOTHING = Kind(
    "R322",
    Severity.WARNING,
    N_("the épreuve {code} assesses nothing"),
    N_("name in `evalue` the compétences it assesses, or declare what is entered for it (`echelle`)"),
)
PARTS_TOO_LONG = Kind(
    "R323",
    Severity.WARNING,
    N_("{code} lasts {whole}, and what it is made of lasts {minutes} min"),
    N_("correct one of the durations: the whole is at least the sum of its parts"),
)
GROUP_REVERSED = Kind(
    "R324",
    Severity.ERROR,
    N_("a group of {least} to {most} candidates: no group has that size"),
    N_("`de` is the smallest size and `a` the greatest: {{de: 3, a: 4}}"),
)
GROUP_OF_ONE = Kind(
    "R325",
    Severity.WARNING,
    N_("a group of {most} is not a group"),
    N_("write `candidats: individuel`, or correct the size"),
)
GROUP_OF_INDIVIDUALS = Kind(
    "R326",
    Severity.ERROR,
    N_("{code} is taken individually, and a group is declared for it"),
    N_("write `candidats: groupe`, or remove `groupe`"),
)
PARTS_IN_A_CIRCLE = Kind(
    "R327",
    Severity.ERROR,
    N_("these parts each follow the other: {chain}"),
    N_("one of them comes first, and has no `apres`"),
)
GROUP_NOT_SAID = Kind(
    "R328",
    Severity.WARNING,
    N_("a group is declared for {code}, and nothing says that candidates take it in a group"),
    N_("write `candidats: groupe` beside it"),
)

SINGLE_COMPETENCE = Kind(
    "R331",
    Severity.WARNING,
    N_("the bloc {bloc} has a single compétence"),
    N_("a bloc is a set of compétences that is validated apart: France compétences refuses one of only one"),
)
SAME_IN_TWO_BLOCS = Kind(
    "R332",
    Severity.WARNING,
    N_("{code}, in {bloc}, is worded as {other}, in {other_bloc}"),
    N_("France compétences wants a bloc's content to be its own: keep it in one, or say how the two differ"),
)
SAME_IN_ONE_BLOC = Kind(
    "R333",
    Severity.WARNING,
    N_("{code} is worded as {other}"),
    N_("keep one, or say how the two differ"),
)
LISTED_TWICE = Kind(
    "R334",
    Severity.WARNING,
    N_("« {item} » is twice in this list"),
    N_("keep it once, or say how the two differ"),
)

ACTIVITE_WITHOUT_COMPETENCE = Kind(
    "R341",
    Severity.WARNING,
    N_("the activité {code} leads to no compétence"),
    N_("name those that it calls for: competences: [C1.1]"),
)
COMPETENCE_WITHOUT_ACTIVITE = Kind(
    "R342",
    Severity.WARNING,
    N_("no activité leads to the compétence {code}"),
    N_("the compétences follow from the activités: add it to `competences` of one of them"),
)
BLOC_WITHOUT_METIER = Kind(
    "R343",
    Severity.WARNING,
    N_("the bloc {bloc} names no métier, and other blocs do"),
    N_("name its `metiers`; those of all blocs alike go in `certification`"),
)
NOT_A_LEVEL = Kind(
    "R344",
    Severity.WARNING,
    N_("« {given} » is not a level of the national framework of certifications"),
    N_("its levels go from 1 to 8: niveau: 6"),
)

REPLACES_WHAT_STANDS = Kind(
    "R351",
    Severity.WARNING,
    N_("{code} replaces {other}, which still stands in this version"),
    N_(
        "where {other} was split, it says so too: `remplace: {other}`; else correct the code that is replaced"
    ),
)
REPLACES_ITSELF = Kind(
    "R352",
    Severity.WARNING,
    N_("{code} replaces itself, and nothing else does or is replaced"),
    N_("an element keeps its code without a word: remove `remplace`"),
)

EQUIVALENCE_GIVES = Kind(
    "R361",
    Severity.ERROR,
    N_("« {code} » is no bloc nor compétence of this version"),
    N_("`donne` names what counts as validated here: a bloc, or compétences"),
)
EQUIVALENCE_AWAITS = Kind(
    "R362",
    Severity.ERROR,
    N_("« {code} » is nothing that a candidate of this version can validate"),
    N_("`a_presenter` names what must still be passed: épreuves, compétences, critères, blocs, faits"),
)
EQUIVALENCE_TWICE = Kind(
    "R363",
    Severity.ERROR,
    N_("what {bloc} of {version} gives is said twice: {code}"),
    N_("keep one line for each bloc, its versions and what it gives"),
)
EQUIVALENCE_OPPOSED = Kind(
    "R364",
    Severity.ERROR,
    N_("{code} is given, and must still be passed"),
    N_("remove it from `donne` where it must be passed, else from `a_presenter`"),
)
UNKNOWN_PARCOURS = Kind(
    "R250",
    Severity.ERROR,
    N_("« {code} » is no parcours of this certification"),
    N_("write the code of one of its parcours ({known}), or declare it under `parcours`"),
)
PARCOURS_TWICE = Kind(
    "R251",
    Severity.ERROR,
    N_("the parcours {code} has a code or a title that another one has too"),
    N_("a sheet could not tell them apart: give each its own"),
)
FOR_NOBODY = Kind(
    "R252",
    Severity.ERROR,
    N_("{code} is for nobody: {owner}, in which it stands, is for other candidates"),
    N_("correct its `pour`, or that of {owner}"),
)
PARCOURS_ALIKE = Kind(
    "R253",
    Severity.WARNING,
    N_("nothing tells the parcours {code} from {other}: no `pour` names either"),
    N_("name one under `pour` of what it has of its own, or make them one"),
)
PARCOURS_ALONE = Kind(
    "R254",
    Severity.WARNING,
    N_("{code} is the only parcours: every candidate takes it"),
    N_("declare the other parcours, or none"),
)
ITS_OWN_COMPETENCE = Kind(
    "R255",
    Severity.ERROR,
    N_("{code} is a compétence of {bloc} itself, which counts it already"),
    N_("`reprend` names compétences of other blocs: remove it"),
)
TAKEN_UP_FOR_OTHERS = Kind(
    "R256",
    Severity.WARNING,
    N_("{bloc} takes up {code}, which is not for all of its candidates: for the others it leaves the bloc"),
    N_("say with `pour` that {bloc} is for the same candidates, or that {code} is for all of them"),
)
BLOCS_AND_COMPETENCES = Kind(
    "R257",
    Severity.ERROR,
    N_("compétences stand beside the blocs, in none of them"),
    N_("put each in its bloc; a certification without blocs has compétences alone"),
)
