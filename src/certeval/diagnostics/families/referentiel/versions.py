"""What replaces an element, and what another version or certification gives."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

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
