"""Parcours and voies."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

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
