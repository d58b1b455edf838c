"""Ladders and tables."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

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
RUNG_NEVER = Kind(
    "V204",
    Severity.WARNING,
    N_("the step « {step} » is never reached: whoever meets its condition meets that of « {earlier} » first"),
    N_("the first true condition wins: put the most demanding step first"),
)
