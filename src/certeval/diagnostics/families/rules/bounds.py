"""Bounds and limits: what they are written as, and whether they can be met."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

LIMIT_NOT_A_LEVEL = Kind(
    "V108",
    Severity.ERROR,
    N_("« {limit} » is not a level of {name}: its levels are {levels}"),
    N_("write one of its levels, as declared"),
)
LIMIT_NOT_A_NUMBER = Kind(
    "V109",
    Severity.ERROR,
    N_("« {limit} » is not a number, and {name} is compared with numbers"),
    N_("write the number itself: 10, 9,5"),
)
LIMIT_NOT_A_COUNT = Kind(
    "V110",
    Severity.ERROR,
    N_("« {limit} » is neither a whole number of items nor a share of them (50 %, 2/3)"),
    N_("write 3, 50 % or 2/3"),
)
PERCENT_OF_MEASURE = Kind(
    "V111",
    Severity.ERROR,
    N_(
        "« {limit} » is a share of the greatest value of this measure, which is not the same for every candidate"
    ),
    N_(
        "write the number itself; a mean of marks out of the same total keeps its greatest, whatever is left out"
    ),
)
BOUNDS_WANTED = Kind(
    "V112",
    Severity.ERROR,
    N_("this measure is not a rule yet: how much does it take?"),
    N_("add au_moins (≥), plus_de (>), au_plus (≤) or moins_de (<)"),
)
BOUNDS_UNWANTED = Kind(
    "V113",
    Severity.ERROR,
    N_("a bound here, where a number is expected, is not allowed"),
    N_("bounds make a rule of a measure; take them out, or move them to the rule"),
)
TWO_SAME_BOUNDS = Kind(
    "V114",
    Severity.ERROR,
    N_("« {one} » and « {other} » bound the same side"),
    N_("keep one: « {one} » and « {other} » differ exactly at the tie"),
)
CROSSED_BOUNDS = Kind(
    "V115",
    Severity.ERROR,
    N_("no value lies within these bounds"),
    N_("the lower bound must be below the upper one"),
)
NO_OWN_VALUE = Kind(
    "V116",
    Severity.ERROR,
    N_("bounds alone compare the bearer's own value, and {name} has none"),
    N_("declare its scale under `saisie`, or say what is compared: {{mesure: …}}, {{parmi: …}}"),
)
FRACTION_OF_SCALE = Kind(
    "V134",
    Severity.ERROR,
    N_("« {limit} » is the number {value}, not {mark} out of {total}: a limit beside a mark is that mark"),
    N_("write {mark}"),
)
BETWEEN_STEPS = Kind(
    "V136",
    Severity.ERROR,
    N_("no value of {bearer} lies within « {bound} »: they come in steps, as {below} then {above}"),
    N_("widen the bounds so that they hold a value"),
)
UNREACHABLE = Kind(
    "V201",
    Severity.ERROR,
    N_("« {bound} » can never be met by {bearer}: the values possible go from {low} to {high}"),
    N_("check the bound, the scale and how many items there are"),
)
ALWAYS_MET = Kind(
    "V202",
    Severity.WARNING,
    N_("« {bound} » is always met by {bearer}: the values possible go from {low} to {high}"),
    N_("check the bound, the scale and how many items there are"),
)
LOW_LIMIT = Kind(
    "V206",
    Severity.WARNING,
    N_("« {bound} » is nearly nothing of what {bearer} may be, from {low} to {high}"),
    N_("write the limit on the same scale: 10 for 10 out of 20, 50 % for half of it"),
)
LIMIT_OUTSIDE = Kind(
    "V207",
    Severity.WARNING,
    N_("« {bound} » lies outside what {bearer} may be, from {low} to {high}: it changes nothing"),
    N_("check the limit and the scale, or take it out"),
)
EXEMPTION_DECIDES = Kind(
    "V210",
    Severity.WARNING,
    N_(
        "an exemption counts as the best value, {best}, and so never meets « {bound} »: "
        "whoever is exempted from {name} loses {lost}"
    ),
    N_("say what an exemption does here: `statuts: {{DISP: exclu, EQ: exclu}}`"),
)
NOTHING_LEFT = Kind(
    "V250",
    Severity.ERROR,
    N_("for {whom}, nothing is left of what {bearer} takes: nothing decides it"),
    N_("declare what these candidates take, or say with `pour` that {bearer} is not for them"),
)
OUT_OF_REACH_FOR = Kind(
    "V251",
    Severity.ERROR,
    N_("for {whom}, « {bound} » can never be met by {bearer}; items left: {total}"),
    N_("check the bound, and what is for these candidates (`pour`)"),
)
