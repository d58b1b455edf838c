"""What rules name, the steps of ladders and cases that are wrong."""

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
CASE_VERDICT = error("V305", "the case expects « {expected} » of {name}, which is no verdict").way(
    "write {verdicts}"
)
