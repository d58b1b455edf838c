"""What rules name, the steps of ladders and cases that are wrong."""

from certeval.diagnostics.model import error, info, warning
from certeval.messages import N_

UNKNOWN_NAME = error(
    "V101",
    N_("« {name} » is neither an element nor a named rule or measure"),
    N_("names are the codes of elements and the keys of `regles` and `mesures`"),
)
UNKNOWN_SELECTION = error(
    "V102",
    N_(
        "« {name} » selects nothing: a selection is criteres, sous_competences, competences, blocs, epreuves, faits, "
        "one of them « de » a code, or a list"
    ),
    N_("to select elements by code, write a list: [C1.1, C1.2]"),
)
EMPTY_SELECTION = error(
    "V103",
    N_("« {selection} » selects nothing below {bearer}: all of none is not a condition"),
    N_("declare these elements inside it, or change the rule: what is declared beside it is not below it"),
)
TWICE_IN_LIST = error("V104", N_("« {name} » is listed twice"), N_("keep it once"))
NO_VALUE = error(
    "V105",
    N_("{name} has no value to compare or add up: neither a mark nor a level is entered for it"),
    N_(
        "declare its scale (`echelle`, or `saisie` for its kind), or use its verdict: the name alone, unbounded"
    ),
)
NO_VERDICT = error(
    "V106",
    N_("nothing says when {name} is acquired"),
    N_("declare a rule for it under `validation`"),
)
RESERVED = error(
    "V117",
    N_("« {name} » is a word of the rule language and can't be a name"),
    N_("choose another name"),
)
NAME_TWICE = error(
    "V118",
    N_("« {name} » already names something else: elements, rules, measures and ladders share one namespace"),
    N_("choose another name"),
)
NOT_A_NAME = error(
    "V119",
    N_("« {name} » can't be a name: a name starts with a letter"),
    N_("start it with a letter: R1"),
)
CYCLE = error("V120", N_("these depend on each other: {chain}"), N_("break the circle"))
NO_CERTIFICATION_RULE = error(
    "V132",
    N_("nothing says what the certification takes"),
    N_("declare it: validation: {{certification: {{tous: blocs}}}}"),
)
NEVER_USED = info(
    "V205",
    N_("nothing uses the measure « {name} »"),
    N_("use its name in a rule, or remove it if its value is of no interest in the results"),
)

LADDER_ORDER = error(
    "V124",
    N_("the ladder « {name} » must have a condition on every step but the last, which has none"),
    N_("give each step a `si`, and the last none: it is what remains"),
)
TABLE_ROW = error(
    "V125",
    N_("the table has no row for « {row} » and no `sinon`"),
    N_("add the row, or `sinon`"),
)
TABLE_KEY = error(
    "V126",
    N_("« {row} » is not a level of {name}: its levels are {levels}"),
    N_("write one of its levels, as declared"),
)
RUNG_NEVER = warning(
    "V204",
    N_("the step « {step} » is never reached: whoever meets its condition meets that of « {earlier} » first"),
    N_("the first true condition wins: put the most demanding step first"),
)

CASE_FAILS = error(
    "V301",
    N_("the case « {case} » does not hold: {element} should be {expected} and comes to {found}"),
    N_("correct the rule or the case: `certeval test` shows why"),
)
CASE_CELL = error(
    "V302",
    N_("« {value} » is not a value of {element}"),
    N_("write a value of its scale, or a status"),
)
CASE_NAME = error(
    "V303",
    N_("« {name} » is nothing that a case can fill or expect"),
    N_("write the code of an element, or a name of `regles`, `mesures` or `paliers`"),
)
CASE_DISAGREES = error(
    "V304",
    N_("the jurors of this cell don't agree, and « accord » is the rule"),
    N_("give the same value, or declare how the jurors' values become one (`jures`)"),
)
CASE_VERDICT = error(
    "V305",
    N_("the case expects « {expected} » of {name}, which is no verdict"),
    N_("write {verdicts}"),
)
