"""What a rule names, and what needs a rule."""

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
NO_CERTIFICATION_RULE = Kind(
    "V132",
    Severity.ERROR,
    N_("nothing says what the certification takes"),
    N_("declare it: validation: {{certification: {{tous: blocs}}}}"),
)
NEVER_USED = Kind(
    "V205",
    Severity.INFO,
    N_("nothing uses the measure « {name} »"),
    N_("use its name in a rule, or remove it if its value is of no interest in the results"),
)
