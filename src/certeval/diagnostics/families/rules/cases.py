"""Cases: candidates made up to try the rules."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

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
