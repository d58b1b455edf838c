"""Measures, their weights, and what they add up to."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

NOT_A_NUMBER = Kind(
    "V107",
    Severity.ERROR,
    N_("{name} is on the scale {scale}: it can't be added, averaged or rounded"),
    N_("count it with `parmi` or `nombre`, or give its levels numbers with `points` or `table`"),
)
COEFFICIENT = Kind(
    "V121",
    Severity.ERROR,
    N_("a mean with a negative coefficient can't be taken over terms that may be missing"),
    N_("use `somme`, or write the terms without `dont` and without a measure that may be empty"),
)
BEST_WITH_COEFFICIENTS = Kind(
    "V122",
    Severity.ERROR,
    N_("`meilleures` and coefficients don't go together: which weight would leave?"),
    N_("take the coefficients out, or `meilleures`"),
)
STEP_NOT_POSITIVE = Kind(
    "V123", Severity.ERROR, N_("a step must be above zero"), N_("write 0,1, 0,5, 1 or 5")
)
NO_WEIGHT = Kind(
    "V203",
    Severity.WARNING,
    N_("{name} has the coefficient 0: it counts for nothing here"),
    N_("give it a weight, or take it out of the list"),
)
BEST_OF_FEWER = Kind(
    "V208",
    Severity.WARNING,
    N_("the best {best} are taken of {count}: none is ever set aside"),
    N_("check the number, and what it is taken of"),
)
ROUNDED_AWAY = Kind(
    "V211",
    Severity.WARNING,
    N_("rounded to a multiple of {step}, {bearer} is all or nothing: it goes from {low} to {high}"),
    N_("write a step that fits these marks, such as 0.5 or 1"),
)
WEIGHS_TWICE = Kind(
    "V212",
    Severity.WARNING,
    N_("« {name} » is listed twice: it weighs double"),
    N_("keep it once, or say how much each weighs: `{name}: 2`"),
)
WEIGHTS_VANISH = Kind(
    "V209",
    Severity.WARNING,
    N_("where only {left} counts, the weights of this mean add up to {weight}: it then has no value"),
    N_("take a malus off the mean in a `somme` instead, or give each term a weight above 0"),
)
