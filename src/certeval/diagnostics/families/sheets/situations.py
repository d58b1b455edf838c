"""By which parcours and voie a candidate comes."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

UNKNOWN_PARCOURS = Kind(
    "N250",
    Severity.ERROR,
    N_("« {value} » is no parcours of this certification"),
    N_("its parcours are {known}; an empty cell leaves it unknown"),
)
UNKNOWN_VOIE = Kind(
    "N251",
    Severity.ERROR,
    N_("« {value} » is no voie by which a certification is sought"),
    N_("the voies are {known}; an empty cell leaves it unknown"),
)
OTHER_SITUATION = Kind(
    "N252",
    Severity.ERROR,
    N_("candidate « {candidat} » has {field} « {second} » here and « {first} » elsewhere"),
    N_("which elements are for this candidate depends on it: keep the right one"),
)
NOT_CONCERNED = Kind(
    "N253",
    Severity.WARNING,
    N_("{element} is not for candidate « {candidat} » ({situation}): « {value} » is not counted"),
    N_("correct the parcours or the voie if it is wrong, else empty the cell"),
)
NO_PARCOURS = Kind(
    "N254",
    Severity.WARNING,
    N_("{referentiel} declares no parcours: nothing depends on this column"),
    N_("declare them in the référentiel (`parcours`), or leave the column out"),
)
SITUATION_NOT_KNOWN = Kind(
    "N255",
    Severity.INFO,
    N_("the {field} of {count} of {total} candidates is not known: {elements} may be for them or not"),
    N_("give it in a column `{field}`: what depends on it stays pending"),
)
