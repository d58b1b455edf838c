"""Scales, their levels and points, statuses and jurors."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

SCALE_RANGE = Kind(
    "V128",
    Severity.ERROR,
    N_("this scale has no room: from {least} to {greatest}, in steps of {step}"),
    N_("the least value must be below the greatest, and the step above zero"),
)
STATUS_IS_VALUE = Kind(
    "V129",
    Severity.ERROR,
    N_("« {status} » is both a status and a value of the scale of {name}"),
    N_("rename one: a cell must have one meaning"),
)
STATUS_VALUE = Kind(
    "V130",
    Severity.ERROR,
    N_("« {value} » is not a value of the scale of {name}"),
    N_("write a value of that scale, or another effect"),
)
JURORS_SCALE = Kind(
    "V131",
    Severity.ERROR,
    N_("`retenir: {how}` does not fit the scale of {name}"),
    N_(
        "marks take accord, moyenne or minimum; levels and yes/no take accord, minimum, unanimite or majorite"
    ),
)
DUPLICATE_LEVEL = Kind("V133", Severity.ERROR, N_("« {level} » is twice in this scale"), N_("keep it once"))
POINTS_OF_LEVELS = Kind(
    "V265",
    Severity.ERROR,
    N_("there are points for {points} levels, and {levels} levels"),
    N_("give each level its points, in the same order"),
)
POINTS_FALL = Kind(
    "V266",
    Severity.ERROR,
    N_("a better level would have fewer points: {points} after {before}"),
    N_("levels go from the worst to the best: put both lists in that order"),
)
POINTS_OF_NOTHING = Kind(
    "V267",
    Severity.ERROR,
    N_("the best level has {points} points: nothing can be a share of it"),
    N_("give the best level more than 0 points"),
)
LEVEL_OR_POINTS = Kind(
    "V268",
    Severity.WARNING,
    N_("« {limit} » is read as the level of that name, which has {points} points"),
    N_("for so many points, name the level that has them: {other}"),
)
