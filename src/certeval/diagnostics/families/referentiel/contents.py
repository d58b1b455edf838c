"""Blocs, compétences and activités: what is missing, double or of no use."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

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
NOT_ANNOUNCED = Kind(
    "R307",
    Severity.WARNING,
    N_("the sentence announces « {text} », and `effectif` does not say so"),
    N_(
        "declare the number that it announces, to be compared with what the bloc declares: {{{what}: {count}}}"
    ),
)
NO_FONT_HAS_IT = Kind(
    "R308",
    Severity.ERROR,
    N_("no font of the PDF has « {sign} », so that the référentiel can’t be published in it"),
    N_(
        "write it in signs that the fonts have, or publish a page or a document for Word: --output F.html, F.docx"
    ),
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
MOODLE_SHORT_NAMES = Kind(
    "R345",
    Severity.INFO,
    N_("wordings longer than the {limit} characters of a short name in Moodle ({count}), such as {elements}"),
    N_("they are cut there, and whole in the description"),
)
MOODLE_ID_NUMBERS = Kind(
    "R346",
    Severity.WARNING,
    N_("codes longer than the {limit} characters of an ID number in Moodle ({count}), such as {elements}"),
    N_(
        "they end there by a digest of the whole, which tells them apart: a shorter code is the same everywhere"
    ),
)
MOODLE_COMMAS = Kind(
    "R347",
    Severity.WARNING,
    N_("levels with a comma, which parts the values of a scale in Moodle ({count}), such as {elements}"),
    N_("it is written as a semicolon there: a level without a comma is the same everywhere"),
)
