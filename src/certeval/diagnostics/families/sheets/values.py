"""What a cell says."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

JUROR_NOT_NAMED = Kind(
    "N114",
    Severity.WARNING,
    N_(
        "the mark of {element} of candidate « {candidat} » names no juror, beside marks that do: "
        "it counts as one more juror's"
    ),
    N_(
        "write the juror's name in the column « jure », or remove the row if it repeats or sums up the others"
    ),
)
ENGLISH_BOOLEAN = Kind(
    "N121",
    Severity.ERROR,
    N_("« {value} » is what a spreadsheet in English writes for a box, not a value of {element}"),
    N_(
        "write oui or non; a correspondence says it once, --correspondance FILE: valeurs: {{TRUE: oui, FALSE: non}}"
    ),
)
CONTRADICTION = Kind(
    "N203",
    Severity.ERROR,
    N_("{element} of candidate « {candidat} » is « {second} » here and « {first} » elsewhere"),
    N_(
        "keep the right one; two jurors each have a column « jure » (`certeval grille --jures` makes a grid "
        "for each), two attempts « tentative »"
    ),
)
GIVEN_TWICE = Kind(
    "N204",
    Severity.WARNING,
    N_("{element} of candidate « {candidat} » is given twice in this sheet, with the same value"),
    N_("keep one"),
)
NOT_AN_ATTEMPT = Kind(
    "N208",
    Severity.ERROR,
    N_("« {value} » is not the number of an attempt"),
    N_("write 1, 2, 3…"),
)
NOT_A_VALUE = Kind(
    "N211",
    Severity.ERROR,
    N_("« {value} » is not a value of {element}"),
    N_("what is accepted: {accepted}, or nothing where it was not assessed"),
)
NOT_A_MARK = Kind(
    "N212",
    Severity.ERROR,
    N_("« {value} » is not a mark of {element}"),
    N_("write a number from {least} to {greatest}, or one of {accepted}"),
)
NOT_APPLICABLE = Kind(
    "N213",
    Severity.ERROR,
    N_("« {value} » has two meanings, and they lead to different verdicts of {element}"),
    N_("write NEUT (left out of the count) or NE (not assessed yet); « non acquis » is NA"),
)
OUT_OF_RANGE = Kind(
    "N214",
    Severity.ERROR,
    N_("{value} is out of range: {element} goes from {least} to {greatest}"),
    N_("correct the mark; if the scale is wrong, it is declared in the référentiel"),
)
OFF_STEP = Kind(
    "N215",
    Severity.ERROR,
    N_("{value} falls between two marks: {element} goes by steps of {step}"),
    N_("the nearest are {below} and {above}: rounding is for the jury"),
)
AMBIGUOUS_NUMBER = Kind(
    "N216",
    Severity.ERROR,
    N_("« {value} » groups its digits: which separator is the decimal one is not certain"),
    N_("write digits and at most one decimal comma or point: 1234,5"),
)
SPREADSHEET_ERROR = Kind(
    "N217",
    Severity.ERROR,
    N_("« {value} » is an error of a formula, not a value of {element}"),
    N_("correct the formula, or type the value"),
)
NOT_COMPUTED = Kind(
    "N218",
    Severity.ERROR,
    N_("« {value} » is a formula without its result, not a value of {element}"),
    N_("open the workbook in the spreadsheet and save it, which computes it; or type the value"),
)
DATE_AS_VALUE = Kind(
    "N219",
    Severity.ERROR,
    N_("« {value} » is a date, not a value of {element}"),
    N_(
        "a spreadsheet makes a date of 1/2 or 12.5: give the cell the format « text » or « number », type it again"
    ),
)
NOT_EXACT = Kind(
    "N220",
    Severity.ERROR,
    N_("« {value} » is the remainder of a computation, and {element} would be decided on it"),
    N_("type the mark, or round the formula, =ARRONDI(…;2): how a mark is rounded is for the jury"),
)
