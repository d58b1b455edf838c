"""Épreuves, and the parcours they are for."""

from certeval.diagnostics.model import error, warning
from certeval.messages import N_

UNKNOWN_PART = error("R205", N_("« {code} » is not a part of this épreuve"), N_("its parts are {parts}"))
NOT_ASSESSED = warning(
    "R321",
    N_("no épreuve assesses {code}"),
    N_("add it to `evalue` of an épreuve; without `evalue`, an épreuve assesses its whole bloc"),
)
ASSESSES_NOTHING = warning(
    "R322",
    N_("the épreuve {code} assesses nothing"),
    N_("name in `evalue` the compétences it assesses, or declare what is entered for it (`echelle`)"),
)
PARTS_TOO_LONG = warning(
    "R323",
    N_("{code} lasts {whole}, and what it is made of lasts {minutes} min"),
    N_("correct one of the durations: the whole is at least the sum of its parts"),
)
GROUP_REVERSED = error(
    "R324",
    N_("a group of {least} to {most} candidates: no group has that size"),
    N_("`de` is the smallest size and `a` the greatest: {{de: 3, a: 4}}"),
)
GROUP_OF_ONE = warning(
    "R325",
    N_("a group of {most} is not a group"),
    N_("write `candidats: individuel`, or correct the size"),
)
GROUP_OF_INDIVIDUALS = error(
    "R326",
    N_("{code} is taken individually, and a group is declared for it"),
    N_("write `candidats: groupe`, or remove `groupe`"),
)
PARTS_IN_A_CIRCLE = error(
    "R327",
    N_("these parts each follow the other: {chain}"),
    N_("one of them comes first, and has no `apres`"),
)
GROUP_NOT_SAID = warning(
    "R328",
    N_("a group is declared for {code}, and nothing says that candidates take it in a group"),
    N_("write `candidats: groupe` beside it"),
)

UNKNOWN_PARCOURS = error(
    "R250",
    N_("« {code} » is no parcours of this certification"),
    N_("write the code of one of its parcours ({known}), or declare it under `parcours`"),
)
PARCOURS_TWICE = error(
    "R251",
    N_("the parcours {code} has a code or a title that another one has too"),
    N_("a sheet could not tell them apart: give each its own"),
)
FOR_NOBODY = error(
    "R252",
    N_("{code} is for nobody: {owner}, in which it stands, is for other candidates"),
    N_("correct its `pour`, or that of {owner}"),
)
PARCOURS_ALIKE = warning(
    "R253",
    N_("nothing tells the parcours {code} from {other}: no `pour` names either"),
    N_("name one under `pour` of what it has of its own, or make them one"),
)
PARCOURS_ALONE = warning(
    "R254",
    N_("{code} is the only parcours: every candidate takes it"),
    N_("declare the other parcours, or none"),
)
