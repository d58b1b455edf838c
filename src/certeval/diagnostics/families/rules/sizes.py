"""How much the rules may hold."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

TOO_MANY = Kind(
    "V127",
    Severity.ERROR,
    N_("the rules count more than {limit} items in total"),
    N_("name what several rules count (`regles`, `mesures`) and use the name"),
)
TOO_LARGE = Kind(
    "V135",
    Severity.ERROR,
    N_(
        "the numbers of « {name} » could have over {digits} digits: products, or denominators that differ, pile up"
    ),
    N_("multiply fewer measures by each other, and write coefficients with few decimals"),
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
