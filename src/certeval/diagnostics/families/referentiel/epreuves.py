"""Épreuves, their parts and their groups."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

UNKNOWN_PART = Kind(
    "R205", Severity.ERROR, N_("« {code} » is not a part of this épreuve"), N_("its parts are {parts}")
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
