"""What the columns are, and of which référentiel."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

NO_CANDIDATE_COLUMN = Kind(
    "N101",
    Severity.ERROR,
    N_("no heading is « candidat »: whose marks are these? The sheet is not read"),
    N_(
        "name the column of identifiers « candidat », on the first line with text; the table of another program is "
        "read with a correspondence, --correspondance FILE; `certeval show correspondance moodle` shows one"
    ),
)
MISSING_COLUMN = Kind(
    "N102",
    Severity.ERROR,
    N_("a sheet with a column « {given} » also needs a column « {missing} »"),
    N_("a row an observation: candidat;element;valeur. A row a candidate: a column an element"),
)
DUPLICATE_HEADING = Kind(
    "N103",
    Severity.ERROR,
    N_("the column « {heading} » is there twice: this one is not read"),
    N_("keep one of the two"),
)
UNKNOWN_COLUMN = Kind(
    "N104",
    Severity.ERROR,
    N_("« {heading} » is neither an element of {referentiel} nor a heading of a sheet"),
    N_(
        "the other headings are {headings}; a table with columns of its own is read with a correspondence, "
        "--correspondance FILE, whose `ignorer: [{heading}]` leaves this one out"
    ),
)
NOTHING_ENTERED = Kind(
    "N105",
    Severity.ERROR,
    N_("nothing is entered for {kind} {element}: its verdict is computed"),
    N_("what is entered instead: {entered} ({count} in all)"),
)
NO_HEADING = Kind(
    "N106",
    Severity.ERROR,
    N_("« {value} » stands in column {column}, which has no heading"),
    N_("give the column a heading, or empty it"),
)
ABSENT = Kind(
    "N107",
    Severity.INFO,
    N_("{count} of {total} elements are in no sheet and count as empty for every candidate: {elements}"),
    N_("empty is never « no »: what depends on them stays pending"),
)
UNKNOWN_ELEMENT = Kind(
    "N110",
    Severity.ERROR,
    N_("« {element} » is not an element of {referentiel}"),
    N_("`certeval show` lists the codes"),
)
WORD_READ_NOWHERE = Kind(
    "N115",
    Severity.ERROR,
    N_("« {text} » stands for « {word} », which is a value of no element"),
    N_("write a word that a cell could hold: `oui`, `non`, a level, a mark, a status such as `NE`"),
)
OTHER_ELEMENTS = Kind(
    "N120",
    Severity.ERROR,
    N_("{count} of the {total} elements that this sheet names are not of {referentiel}: {elements}…"),
    N_(
        "choose the référentiel with --referentiel, or say what each column is with a correspondence, "
        "--correspondance FILE; what is no element is named under its `ignorer`"
    ),
)
NUMBERS_AS_CODES = Kind(
    "N221",
    Severity.INFO,
    N_("elements are named by numbers, read as the spreadsheet keeps them: {elements}"),
    N_(
        "a number loses the zeros at its ends, 1.10 becomes 1.1: give these cells the format « text », type again"
    ),
)
NUMBER_OF_SEVERAL = Kind(
    "N222",
    Severity.ERROR,
    N_(
        "« {value} » is a number, which a spreadsheet makes of {elements} alike: whose values these are is not certain"
    ),
    N_("give the cell the format « text », and type the code again"),
)
REWRITTEN_HEADING = Kind(
    "N223",
    Severity.ERROR,
    N_(
        "the heading « {value} » is not what was typed: the spreadsheet made a date, a share or a truth value of it"
    ),
    N_("give the cell the format « text », and type the code again"),
)
