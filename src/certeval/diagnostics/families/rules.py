"""V: rules and conditions: what they name, bounds, scales, measures and their weights, and how large it all grows."""

from certeval.diagnostics.model import error, info, warning

UNKNOWN_NAME = error("V101", "« {name} » is neither an element nor a named rule or measure").way(
    "names are the codes of elements and the keys of `regles` and `mesures`"
)
UNKNOWN_SELECTION = error(
    "V102",
    "« {name} » selects nothing: a selection is criteres, sous_competences, competences, blocs, epreuves, faits, "
    "one of them « de » a code, or a list",
).way("to select elements by code, write a list: [C1.1, C1.2]")
EMPTY_SELECTION = error(
    "V103", "« {selection} » selects nothing below {bearer}: all of none is not a condition"
).way("declare these elements inside it, or change the rule: what is declared beside it is not below it")
TWICE_IN_LIST = error("V104", "« {name} » is listed twice").way("keep it once")
NO_VALUE = error(
    "V105", "{name} has no value to compare or add up: neither a mark nor a level is entered for it"
).way(
    "declare its scale (`echelle`, or `saisie` for its kind), or use its verdict: the name alone, unbounded"
)
NO_VERDICT = error("V106", "nothing says when {name} is acquired").way(
    "declare a rule for it under `validation`"
)
RESERVED = error("V117", "« {name} » is a word of the rule language and can't be a name").way(
    "choose another name"
)
NAME_TWICE = error(
    "V118",
    "« {name} » already names something else: elements, rules, measures and ladders share one namespace",
).way("choose another name")
NOT_A_NAME = error("V119", "« {name} » can't be a name: a name starts with a letter").way(
    "start it with a letter: R1"
)
CYCLE = error("V120", "these depend on each other: {chain}").way("break the circle")
NO_CERTIFICATION_RULE = error("V132", "nothing says what the certification takes").way(
    "declare it: validation: {{certification: {{tous: blocs}}}}"
)
NEVER_USED = info("V205", "nothing uses the measure « {name} »").way(
    "use its name in a rule, or remove it if its value is of no interest in the results"
)

LADDER_ORDER = error(
    "V124", "the ladder « {name} » must have a condition on every step but the last, which has none"
).way("give each step a `si`, and the last none: it is what remains")
TABLE_ROW = error("V125", "the table has no row for « {row} » and no `sinon`").way("add the row, or `sinon`")
TABLE_KEY = error("V126", "« {row} » is not a level of {name}: its levels are {levels}").way(
    "write one of its levels, as declared"
)
RUNG_NEVER = warning(
    "V204",
    "the step « {step} » is never reached: whoever meets its condition meets that of « {earlier} » first",
).way("the first true condition wins: put the most demanding step first")

CASE_FAILS = error(
    "V301", "the case « {case} » does not hold: {element} should be {expected} and comes to {found}"
).way("correct the rule or the case: `certeval test` shows why")
CASE_CELL = error("V302", "« {value} » is not a value of {element}").way(
    "write a value of its scale, or a status"
)
CASE_NAME = error("V303", "« {name} » is nothing that a case can fill or expect").way(
    "write the code of an element, or a name of `regles`, `mesures` or `paliers`"
)
CASE_DISAGREES = error("V304", "the jurors of this cell don't agree, and « accord » is the rule").way(
    "give the same value, or declare how the jurors' values become one (`jures`)"
)
CASE_ATTEMPTS = error("V306", "{element} has {count} attempts here, and no rule says which counts").way(
    "declare `tentatives: {{retenir: derniere | meilleure | premiere}}`, or keep one"
)
CASE_VERDICT = error("V305", "the case expects « {expected} » of {name}, which is no verdict").way(
    "write {verdicts}"
)


LIMIT_NOT_A_LEVEL = error("V108", "« {limit} » is not a level of {name}: its levels are {levels}").way(
    "write one of its levels, as declared; an element on another scale has a `validation` of its own"
)
LIMIT_NOT_A_NUMBER = error("V109", "« {limit} » is not a number, and {name} is compared with numbers").way(
    "write the number itself: 10, 9,5"
)
LIMIT_NOT_A_COUNT = error(
    "V110", "« {limit} » is neither a whole number of items nor a share of them (50 %, 2/3)"
).way("write 3, 50 % or 2/3")
PERCENT_OF_MEASURE = error(
    "V111",
    "« {limit} » is a share of the greatest value of this measure, which is not the same for every candidate",
).way(
    "write the number itself; a mean of marks out of the same total keeps its greatest, whatever is left out"
)
BOUNDS_WANTED = error("V112", "this measure is not a rule yet: how much does it take?").way(
    "add au_moins (≥), plus_de (>), au_plus (≤) or moins_de (<)"
)
BOUNDS_UNWANTED = error("V113", "a bound here, where a number is expected, is not allowed").way(
    "bounds make a rule of a measure; take them out, or move them to the rule"
)
TWO_SAME_BOUNDS = error("V114", "« {one} » and « {other} » bound the same side").way(
    "keep one: « {one} » and « {other} » differ exactly at the tie"
)
CROSSED_BOUNDS = error("V115", "no value lies within these bounds").way(
    "the lower bound must be below the upper one"
)
NO_OWN_VALUE = error("V116", "bounds alone compare the bearer's own value, and {name} has none").way(
    "declare its scale under `saisie`, or say what is compared: {{mesure: …}}, {{parmi: …}}"
)
FRACTION_OF_SCALE = error(
    "V134", "« {limit} » is the number {value}, not {mark} out of {total}: a limit beside a mark is that mark"
).way("write {mark}")
BETWEEN_STEPS = error(
    "V136", "no value of {bearer} lies within « {bound} »: they come in steps, as {below} then {above}"
).way("widen the bounds so that they hold a value")
UNREACHABLE = error(
    "V201", "« {bound} » can never be met by {bearer}: the values possible go from {low} to {high}"
).way("check the bound, the scale and how many items there are")
CONTRARY = error("V216", "« {name} » is asked for here and must not hold: nobody meets both").way(
    "keep one of the two; where either is enough, write `ou`"
)
ENTERED_FOR_NOTHING = warning(
    "V217", "neither the certification, nor a bloc, nor a named rule looks at what is entered for {codes}"
).way(
    "ask for it, as in certification: {{et: [{{tous: blocs}}, {first}]}}; what decides nothing need not be entered"
)
ROUNDED_SHARE = warning(
    "V218",
    "« {bound} » is not {share}: of the {total} items that {bearer} counts, it makes {count}, and not {meant}",
).way("where {share} is meant, write it: « {key}: {share} »")
ALWAYS_MET = warning(
    "V202", "« {bound} » is always met by {bearer}: the values possible go from {low} to {high}"
).way("check the bound, the scale and how many items there are")
LOW_LIMIT = warning(
    "V206", "« {bound} » is nearly nothing of what {bearer} may be, from {low} to {high}"
).way("write the limit on the same scale: 10 for 10 out of 20, 50 % for half of it")
LIMIT_OUTSIDE = warning(
    "V207", "« {bound} » lies outside what {bearer} may be, from {low} to {high}: it changes nothing"
).way("check the limit and the scale, or take it out")
IDLE_LIMIT = warning("V215", "« {bound} » changes nothing for {bearer}, beside `retenir: {how}`").way(
    "a ceiling is about later attempts, which don't count where the first does, and none is kept where the ceiling is "
    "below what keeps it; a gap calls for a third juror, whom jurors who must agree never need: take it out, or say in "
    "`retenir` what counts"
)
EXEMPTION_DECIDES = warning(
    "V210",
    "an exemption counts as the best value, {best}, and so never meets « {bound} »: "
    "whoever is exempted from {name} loses {lost}",
).way("say what an exemption does here: `statuts: {{DISP: exclu, EQ: exclu}}`")
NOTHING_LEFT = error("V250", "for {whom}, nothing is left of what {bearer} takes: nothing decides it").way(
    "declare what these candidates take, or say with `pour` that {bearer} is not for them"
)
OUT_OF_REACH_FOR = error(
    "V251", "for {whom}, « {bound} » can never be met by {bearer}; items left: {total}"
).way("check the bound, and what is for these candidates (`pour`)")

SCALE_RANGE = error("V128", "this scale has no room: from {least} to {greatest}, in steps of {step}").way(
    "the least value must be below the greatest, and the step above zero"
)
STATUS_IS_VALUE = error("V129", "« {status} » is both a status and a value of the scale of {name}").way(
    "rename one: a cell must have one meaning"
)
STATUS_VALUE = error("V130", "« {value} » is not a value of the scale of {name}").way(
    "write a value of that scale, or another effect"
)
JURORS_SCALE = error("V131", "`retenir: {how}` does not fit the scale of {name}").way(
    "marks take accord, moyenne or minimum; levels and yes/no take accord, minimum, unanimite or majorite"
)
CEILING_OF_LEVELS = error(
    "V139", "« {limit} » is neither a level of {name} nor points that its levels have: they are {levels}"
).way("give the levels `points` and write the ceiling in points, or take it out")
DUPLICATE_LEVEL = error("V133", "« {level} » is twice in this scale").way("keep it once")
POINTS_OF_LEVELS = error("V265", "levels that are given points: {points}; levels: {levels}").way(
    "give each level its points, in the same order"
)
POINTS_FALL = error("V266", "a better level would have fewer points: {points} after {before}").way(
    "levels go from the worst to the best: put both lists in that order"
)
POINTS_OF_NOTHING = error("V267", "the best level has {points} points: nothing can be a share of it").way(
    "give the best level more than 0 points"
)
LEVEL_OR_POINTS = warning(
    "V268", "« {limit} » is read as the level of that name, whose points are {points}"
).way("for so many points, name the level that has them: {other}")

NOT_A_NUMBER = error("V107", "{name} is on the scale {scale}: it can't be added, averaged or rounded").way(
    "count it with `parmi` or `nombre`, or give its levels numbers with `points` or `table`"
)
COEFFICIENT = error(
    "V121", "a mean with a negative coefficient can't be taken over terms that may be missing"
).way("use `somme`, or write the terms without `dont` and without a measure that may be empty")
BEST_WITH_COEFFICIENTS = error(
    "V122", "`meilleures` and coefficients don't go together: which weight would leave?"
).way("take the coefficients out, or `meilleures`")
STEP_NOT_POSITIVE = error("V123", "a step must be above zero").way("write 0,1, 0,5, 1 or 5")
NO_WEIGHT = warning("V203", "{name} has the coefficient 0: it counts for nothing here").way(
    "give it a weight, or take it out of the list"
)
BEST_OF_FEWER = warning("V208", "the best {best} are taken of {count}: none is ever set aside").way(
    "check the number, and what it is taken of"
)
ROUNDED_AWAY = warning(
    "V211", "rounded to a multiple of {step}, {bearer} is all or nothing: it goes from {low} to {high}"
).way("write a step that fits these marks, such as 0.5 or 1")
WEIGHS_TWICE = warning("V212", "« {name} » is listed twice: it weighs double").way(
    "keep it once, or say how much each weighs: `{name}: 2`"
)
NEARLY_EMPTY = warning(
    "V213", "« {status} » is a status of its own: cells that are empty are « {empty} »"
).way("write `{empty}` if empty cells are meant; if not, give the status a name that is further from it")
FROM_THE_BEST = warning(
    "V214", "levels go from the weakest to the best: « {first} » is below « {last} » here"
).way(
    "if « {first} » is the best, write `niveaux: [{turned}]`; if it is the weakest, `points: [0, 1, …]` says so"
)
WEIGHTS_VANISH = warning(
    "V209", "the weights of {left} add up to {weight}: where nothing else counts, this mean has no value"
).way("take a malus off the mean in a `somme` instead, or give each term a weight above 0")

TOO_MANY = error("V127", "the rules count more than {limit} items in total").way(
    "name what several rules count (`regles`, `mesures`) and use the name"
)
TOO_LARGE = error(
    "V135",
    "the numbers of « {name} » could have over {digits} digits: products, or denominators that differ, pile up",
).way("multiply fewer measures by each other, and write coefficients with few decimals")
TOO_MANY_STEPS = error("V137", "the ladder « {name} » has {steps} steps, more than {limit}").way(
    "keep the steps that have a name in the règlement; a number for each mark is a `table` or a measure"
)
TOO_MANY_ELEMENTS = error("V138", "{elements} elements are declared, more than {limit}").way(
    "declare what one certification takes; another certification is another file"
)
