"""V: rules and conditions."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

UNKNOWN_NAME = Kind(
    "V101",
    Severity.ERROR,
    N_("« {name} » is neither an element nor a named rule or measure"),
    N_("names are the codes of elements and the keys of `regles` and `mesures`"),
)
UNKNOWN_SELECTION = Kind(
    "V102",
    Severity.ERROR,
    N_(
        "« {name} » selects nothing: a selection is criteres, sous_competences, competences, blocs, epreuves, faits, "
        "one of them « de » a code, or a list"
    ),
    N_("to select elements by code, write a list: [C1.1, C1.2]"),
)
EMPTY_SELECTION = Kind(
    "V103",
    Severity.ERROR,
    N_("« {selection} » selects nothing below {bearer}: all of none is not a condition"),
    N_("declare these elements, or change the rule"),
)
TWICE_IN_LIST = Kind("V104", Severity.ERROR, N_("« {name} » is listed twice"), N_("keep it once"))
NO_VALUE = Kind(
    "V105",
    Severity.ERROR,
    N_("{name} has no value to compare or add up: neither a mark nor a level is entered for it"),
    N_(
        "declare its scale (`echelle`, or `saisie` for its kind), or use its verdict: the name alone, unbounded"
    ),
)
NO_VERDICT = Kind(
    "V106",
    Severity.ERROR,
    N_("nothing says when {name} is acquired"),
    N_("declare a rule for it under `validation`"),
)
NOT_A_NUMBER = Kind(
    "V107",
    Severity.ERROR,
    N_("{name} is on the scale {scale}: it can't be added, averaged or rounded"),
    N_("count it with `parmi` or `nombre`, or give its levels numbers with `points` or `table`"),
)
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
RESERVED = Kind(
    "V117",
    Severity.ERROR,
    N_("« {name} » is a word of the rule language and can't be a name"),
    N_("choose another name"),
)
NAME_TWICE = Kind(
    "V118",
    Severity.ERROR,
    N_("« {name} » already names something else: elements, rules, measures and ladders share one namespace"),
    N_("choose another name"),
)
NOT_A_NAME = Kind(
    "V119",
    Severity.ERROR,
    N_("« {name} » can't be a name: a name starts with a letter"),
    N_("start it with a letter: R1"),
)
CYCLE = Kind("V120", Severity.ERROR, N_("these depend on each other: {chain}"), N_("break the circle"))
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
LADDER_ORDER = Kind(
    "V124",
    Severity.ERROR,
    N_("the ladder « {name} » must have a condition on every step but the last, which has none"),
    N_("give each step a `si`, and the last none: it is what remains"),
)
TABLE_ROW = Kind(
    "V125",
    Severity.ERROR,
    N_("the table has no row for « {row} » and no `sinon`"),
    N_("add the row, or `sinon`"),
)
TABLE_KEY = Kind(
    "V126",
    Severity.ERROR,
    N_("« {row} » is not a level of {name}: its levels are {levels}"),
    N_("write one of its levels, as declared"),
)
TOO_MANY = Kind(
    "V127",
    Severity.ERROR,
    N_("the rules count more than {limit} items in total"),
    N_("name what several rules count (`regles`, `mesures`) and use the name"),
)
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
NO_CERTIFICATION_RULE = Kind(
    "V132",
    Severity.ERROR,
    N_("nothing says what the certification takes"),
    N_("declare it: validation: {{certification: {{tous: blocs}}}}"),
)
DUPLICATE_LEVEL = Kind("V133", Severity.ERROR, N_("« {level} » is twice in this scale"), N_("keep it once"))
FRACTION_OF_SCALE = Kind(
    "V134",
    Severity.ERROR,
    N_("« {limit} » is the number {value}, not {mark} out of {total}: a limit beside a mark is that mark"),
    N_("write {mark}"),
)
TOO_LARGE = Kind(
    "V135",
    Severity.ERROR,
    N_(
        "the numbers of « {name} » could have over {digits} digits: products, or denominators that differ, pile up"
    ),
    N_("multiply fewer measures by each other, and write coefficients with few decimals"),
)
BETWEEN_STEPS = Kind(
    "V136",
    Severity.ERROR,
    N_("no value of {bearer} lies within « {bound} »: they come in steps, as {below} then {above}"),
    N_("widen the bounds so that they hold a value"),
)
TOO_MANY_STEPS = Kind(
    "V137",
    Severity.ERROR,
    N_("the ladder « {name} » has {steps} steps, more than {limit}"),
    N_("keep the steps that have a name in the règlement; a number for each mark is a `table` or a measure"),
)
TOO_MANY_ELEMENTS = Kind(
    "V138",
    Severity.ERROR,
    N_("{elements} elements are declared, more than {limit}"),
    N_("declare what one certification takes; another certification is another file"),
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
NO_WEIGHT = Kind(
    "V203",
    Severity.WARNING,
    N_("{name} has the coefficient 0: it counts for nothing here"),
    N_("give it a weight, or take it out of the list"),
)
RUNG_NEVER = Kind(
    "V204",
    Severity.WARNING,
    N_("the step « {step} » is never reached: whoever meets its condition meets that of « {earlier} » first"),
    N_("the first true condition wins: put the most demanding step first"),
)
NEVER_USED = Kind(
    "V205",
    Severity.INFO,
    N_("nothing uses the measure « {name} »"),
    N_("use its name in a rule, or remove it if its value is of no interest in the results"),
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
BEST_OF_FEWER = Kind(
    "V208",
    Severity.WARNING,
    N_("the best {best} are taken of {count}: none is ever set aside"),
    N_("check the number, and what it is taken of"),
)
WEIGHTS_VANISH = Kind(
    "V209",
    Severity.WARNING,
    N_("the weights of this mean may add up to {weight} once something is left out: it then has no value"),
    N_("take a malus off the mean in a `somme` instead, or give each term a weight above 0"),
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
CASE_FAILS = Kind(
    "V301",
    Severity.ERROR,
    N_("the case « {case} » does not hold: {element} should be {expected} and comes to {found}"),
    N_("correct the rule or the case: `certeval test` shows why"),
)
CASE_CELL = Kind(
    "V302",
    Severity.ERROR,
    N_("« {value} » is not a value of {element}"),
    N_("write a value of its scale, or a status"),
)
CASE_NAME = Kind(
    "V303",
    Severity.ERROR,
    N_("« {name} » is nothing that a case can fill or expect"),
    N_("write the code of an element, or a name of `regles`, `mesures` or `paliers`"),
)
CASE_DISAGREES = Kind(
    "V304",
    Severity.ERROR,
    N_("the jurors of this cell don't agree, and « accord » is the rule"),
    N_("give the same value, or declare how the jurors' values become one (`jures`)"),
)
CASE_VERDICT = Kind(
    "V305",
    Severity.ERROR,
    N_("the case expects « {expected} » of {name}, which is no verdict"),
    N_("write {verdicts}"),
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
