"""What a référentiel holds: elements, their codes, épreuves and whom they are for, what is irregular in its source."""

from certeval.diagnostics.model import error, info, warning

DUPLICATE_CODE = error("R201", "the code « {code} » is given twice").way("each element has a code of its own")
LOOKALIKE_CODE = error(
    "R202", "the codes « {code} » and « {other} » differ only by case, accents or spaces"
).way("codes are matched without regard to these: give one another code")
UNKNOWN_COMPETENCE = error("R203", "« {code} » is not a compétence of this référentiel").way(
    "name a compétence that is declared"
)
UNKNOWN_EVALUE = error(
    "R204", "« {code} », which this épreuve is said to assess, is neither a compétence nor a critère"
).way("name a compétence or a critère that is declared")
UNKNOWN_A_TRAVERS = error(
    "R281", "« {code} », through which this compétence transversale is seen, is declared nowhere"
).way("name an element that is declared: a compétence, a bloc, an épreuve")
CODE_ASTRAY = warning(
    "R311",
    "{code} stands under {parent}, and most codes here begin with the numbers of what they stand under",
).way("its number would begin with {expected}: renumber it, or move it; the source's own is `code_source`")
NUMBERING_GAP = warning("R312", "the numbering goes on at {code} without {missing}").way(
    "declare what is missing; if it was withdrawn on purpose, record it in `ecarts`"
)
OUT_OF_ORDER = warning("R313", "{code} comes after {other}").way(
    "two codes may be exchanged; else put the elements in the order of their numbers"
)
OTHER_NUMBER = warning(
    "R314",
    "{code} leads to {named} and not to {own}, when most activités lead to the compétence of their number",
).way("two codes may be exchanged; if not, add {own}, or record the decision in `ecarts`")

ITS_OWN_COMPETENCE = error("R255", "{code} is a compétence of {bloc} itself, which counts it already").way(
    "`reprend` names compétences of other blocs: remove it"
)
TAKEN_UP_FOR_OTHERS = warning(
    "R256",
    "{bloc} takes up {code}, which is not for all of its candidates: for the others it leaves the bloc",
).way("say with `pour` that {bloc} is for the same candidates, or that {code} is for all of them")
BLOCS_AND_COMPETENCES = error("R257", "compétences stand beside the blocs, in none of them").way(
    "put each in its bloc; a certification without blocs has compétences alone"
)
EMPTY_PART = error("R284", "the sous-compétence {part} has no critère, and nothing is entered for it").way(
    "declare its critères, or what is entered for sous-compétences (`saisie`)"
)
NO_BLOC = error("R300", "no bloc is declared").way(
    "a certification of the RNCP is cut into blocs that are validated separately"
)
ANNOUNCED_COUNT = error("R301", "{bloc} announces {announced} {what} and declares {declared}").way(
    "declare what is missing, or record the decision in `ecarts`: {{diagnostic: R301, cible: {bloc}, …}}"
)
EMPTY_BLOC = error(
    "R302", "the bloc {bloc} has neither compétence nor épreuve, and nothing is entered for it"
).way("declare them, or what is entered for blocs (`saisie`)")
EMPTY_COMPETENCE = error(
    "R303", "the compétence {competence} has no critère, and nothing is entered for it"
).way("declare its critères, or what is entered for compétences (`saisie`)")
NOT_ANNOUNCED = warning("R307", "the sentence announces « {text} », and `effectif` does not say so").way(
    "declare the number that it announces, to be compared with what the bloc declares: {{{key}: {count}}}"
)
NO_FONT_HAS_IT = error(
    "R308", "no font of the PDF has « {sign} », so that the référentiel can’t be published in it"
).way(
    "write it in signs that the fonts have, or publish a page or a document for Word: --output F.html, F.docx"
)
SINGLE_COMPETENCE = warning("R331", "the bloc {bloc} has a single compétence").way(
    "a bloc is a set of compétences that is validated apart: France compétences refuses one of only one"
)
SAME_IN_TWO_BLOCS = warning("R332", "{code}, in {bloc}, is worded as {other}, in {other_bloc}").way(
    "France compétences wants a bloc's content to be its own: keep it in one, or say how the two differ"
)
SAME_IN_ONE_BLOC = warning("R333", "{code} is worded as {other}").way("keep one, or say how the two differ")
LISTED_TWICE = warning("R334", "« {item} » is twice in this list").way(
    "keep it once, or say how the two differ"
)
ACTIVITE_WITHOUT_COMPETENCE = warning("R341", "the activité {code} leads to no compétence").way(
    "name those that it calls for: competences: [C1.1]"
)
COMPETENCE_WITHOUT_ACTIVITE = warning("R342", "no activité leads to the compétence {code}").way(
    "the compétences follow from the activités: add it to `competences` of one of them"
)
BLOC_WITHOUT_METIER = warning("R343", "the bloc {bloc} names no métier, and other blocs do").way(
    "name its `metiers`; those of all blocs alike go in `certification`"
)
MOODLE_SHORT_NAMES = info(
    "R345",
    "wordings longer than the {limit} characters of a short name in Moodle ({count}), such as {elements}",
).way("they are cut there, and whole in the description")
MOODLE_ID_NUMBERS = warning(
    "R346", "codes longer than the {limit} characters of an ID number in Moodle ({count}), such as {elements}"
).way(
    "they end there by a digest of the whole, which tells them apart: a shorter code is the same everywhere"
)
MOODLE_COMMAS = warning(
    "R347", "levels with a comma, which parts the values of a scale in Moodle ({count}), such as {elements}"
).way("it is written as a semicolon there: a level without a comma is the same everywhere")

UNKNOWN_TARGET = error("R206", "the écart is about « {code} », which this référentiel does not declare").way(
    "the target is the code of an element, or a selection: « criteres de BC1 »"
)
QUOTED_ELSEWHERE = warning(
    "R207", "this écart is about {target} and quotes « {text} », which is in {where}"
).way("an écart quotes what it is about: correct its target, or the quotation")
CODE_IS_HEADING = warning(
    "R208",
    "« {code} » is also a heading of score sheets, whose column says something else: "
    "no wide sheet can hold its marks",
).way("give the element another code")
STALE_ECART = warning("R304", "this écart answers nothing: {diagnostic} is not found on {target}").way(
    "remove it, or correct its code or target"
)
EXPIRED_ECART = error("R305", "the écart that answers {diagnostic} on {target} has expired on {date}").way(
    "decide again: correct the référentiel, or give a new date"
)
UNANSWERABLE = warning(
    "R306", "no écart can answer {diagnostic} on {target}: nothing is decided while it is there"
).way("correct the référentiel, and remove this écart")

QUORUM_TOO_LARGE = error("R279", "{asked} are needed of {most} at most: no jury has this quorum").way(
    "ask for fewer, or for more members; those who are external are among those present"
)
NO_SUCH_JURY = error("R285", "no jury meets « {bound} »").way(
    "ask for what some number of members meets: those who are external are among them"
)
LIMIT_NOT_MEMBERS = error("R280", "« {limit} » is not a number of members").way(
    "write a whole number, such as 2; a share goes under `externes`"
)


UNKNOWN_PART = error("R205", "« {code} » is not a part of this épreuve").way("its parts are {parts}")
NOT_ASSESSED = warning("R321", "no épreuve assesses {code}").way(
    "add it to `evalue` of an épreuve; without `evalue`, an épreuve assesses its whole bloc"
)
ASSESSES_NOTHING = warning("R322", "the épreuve {code} assesses nothing").way(
    "name in `evalue` the compétences it assesses, or declare what is entered for it (`echelle`)"
)
PARTS_TOO_LONG = warning("R323", "{code} lasts {whole}, and what it is made of lasts {minutes} min").way(
    "correct one of the durations: the whole is at least the sum of its parts"
)
GROUP_REVERSED = error("R324", "a group of {least} to {most} candidates: no group has that size").way(
    "`de` is the smallest size and `a` the greatest: {{de: 3, a: 4}}"
)
GROUP_OF_ONE = warning("R325", "a group of {most} is not a group").way(
    "write `candidats: individuel`, or correct the size"
)
GROUP_OF_INDIVIDUALS = error("R326", "{code} is taken individually, and a group is declared for it").way(
    "write `candidats: groupe`, or remove `groupe`"
)
PARTS_IN_A_CIRCLE = error("R327", "these parts each follow the other: {chain}").way(
    "one of them comes first, and has no `apres`"
)
GROUP_NOT_SAID = warning(
    "R328", "a group is declared for {code}, and nothing says that candidates take it in a group"
).way("write `candidats: groupe` beside it")

UNKNOWN_PARCOURS = error("R250", "« {code} » is no parcours of this certification").way(
    "write the code of one of its parcours ({known}), or declare it under `parcours`"
)
PARCOURS_TWICE = error("R251", "the parcours {code} has a code or a title that another one has too").way(
    "a sheet could not tell them apart: give each its own"
)
FOR_NOBODY = error("R252", "{code} is for nobody: {owner}, in which it stands, is for other candidates").way(
    "correct its `pour`, or that of {owner}"
)
PARCOURS_ALIKE = warning(
    "R253", "nothing tells the parcours {code} from {other}: no `pour` names either"
).way("name one under `pour` of what it has of its own, or make them one")
PARCOURS_ALONE = warning("R254", "{code} is the only parcours: every candidate takes it").way(
    "declare the other parcours, or none"
)
