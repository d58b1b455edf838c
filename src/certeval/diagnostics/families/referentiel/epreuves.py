"""Épreuves, and the parcours they are for."""

from certeval.diagnostics.model import error, warning

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
