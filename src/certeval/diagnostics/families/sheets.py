"""N: score sheets."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

EMPTY = Kind(
    "N001",
    Severity.ERROR,
    N_("the sheet is empty"),
    N_("its first line holds the headings: candidat;CR1.1.1;…"),
)
NOT_TEXT = Kind(
    "N002",
    Severity.ERROR,
    N_("this is not a text sheet: byte {byte} at line {line} is not text in UTF-8, UTF-16 or Windows-1252"),
    N_("save the workbook as « CSV UTF-8 », or name the file's encoding with --encoding"),
)
NOT_IN_ENCODING = Kind(
    "N003",
    Severity.ERROR,
    N_("the file is not in {encoding}: byte {byte} at line {line} does not exist there"),
    N_("leave --encoding out to have it recognised, or name another"),
)
UNKNOWN_ENCODING = Kind(
    "N004",
    Severity.ERROR,
    N_("« {encoding} » is not the name of an encoding"),
    N_("such as utf-8, cp1252, utf-16 or mac-roman"),
)
READ_AS_WINDOWS = Kind(
    "N005",
    Severity.INFO,
    N_("read as Windows-1252: « {text} » is the first place that shows it"),
    N_("if that text is not what was typed, name the encoding with --encoding"),
)
QUOTE_NOT_CLOSED = Kind(
    "N011",
    Severity.ERROR,
    N_("the quote that opens here is never closed: the {lines} lines from here to the end are one cell"),
    N_('close it, or double it ("") where it is part of the text'),
)
TEXT_AFTER_QUOTE = Kind(
    "N012",
    Severity.ERROR,
    N_("text follows a closing quote: where this cell ends is not certain, and its row is not read"),
    N_('put the whole cell between quotes, and double ("") those of the text'),
)
CELL_TOO_LONG = Kind(
    "N013",
    Severity.ERROR,
    N_("a cell of this line is longer than {limit} characters"),
    N_("check that this is the right file; a quote left open also makes such a cell"),
)
ROW_TOO_LONG = Kind(
    "N014",
    Severity.ERROR,
    N_("this row has {cells} cells, and the sheet {headings} headings: the row is not read"),
    N_("a text or a decimal comma that holds the delimiter « {delimiter} » goes between quotes"),
)
ROW_TOO_SHORT = Kind(
    "N015",
    Severity.ERROR,
    N_("this row stops before « {heading} »: it has {cells} cells, and the sheet {headings} headings"),
    N_("a cell left empty keeps its delimiter « {delimiter} »: a missing one shifts what follows"),
)
NO_CANDIDATES = Kind(
    "N016",
    Severity.ERROR,
    N_("the sheet has no candidate"),
    N_("each candidate has a line below the headings"),
)
SAME_SHEET = Kind(
    "N017",
    Severity.WARNING,
    N_("this sheet is the same as {file}, byte for byte"),
    N_("give each sheet once"),
)

NO_CANDIDATE_COLUMN = Kind(
    "N101",
    Severity.ERROR,
    N_("no heading is « candidat »: whose marks are these? The sheet is not read"),
    N_("name the column of identifiers « candidat »; the first line with text holds the headings"),
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
    N_("the other headings are {headings}"),
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
OTHER_CERTIFICATION = Kind(
    "N108",
    Severity.ERROR,
    N_("this sheet is for « {named} », and « {referentiel} » is applied"),
    N_("choose the référentiel with --referentiel, or the right sheet"),
)
OTHER_VERSION = Kind(
    "N109",
    Severity.ERROR,
    N_("this sheet is for version {named}, and version {version} of « {referentiel} » is applied"),
    N_("choose the version with --referentiel CODE@VERSION; `certeval impact` shows what differs"),
)
UNKNOWN_ELEMENT = Kind(
    "N110",
    Severity.ERROR,
    N_("« {element} » is not an element of {referentiel}"),
    N_("`certeval show` lists the codes"),
)

NO_IDENTIFIER = Kind(
    "N201",
    Severity.ERROR,
    N_("this row names no candidate"),
    N_("repeat the identifier on every row"),
)
REPEATED_CANDIDATE = Kind(
    "N202",
    Severity.ERROR,
    N_("the candidate « {candidat} » already has a row in this sheet"),
    N_("keep one; several jurors or attempts need a column « jure » or « tentative »"),
)
CONTRADICTION = Kind(
    "N203",
    Severity.ERROR,
    N_("{element} of candidate « {candidat} » is « {second} » here and « {first} » elsewhere"),
    N_("keep the right one; values of several jurors or attempts need « jure » or « tentative »"),
)
GIVEN_TWICE = Kind(
    "N204",
    Severity.WARNING,
    N_("{element} of candidate « {candidat} » is given twice in this sheet, with the same value"),
    N_("keep one"),
)
OTHER_NAME = Kind(
    "N205",
    Severity.ERROR,
    N_("candidate « {candidat} » has {field} « {second} » here and « {first} » elsewhere"),
    N_("two people can't share an identifier: correct the name or the identifier"),
)
CANDIDATES_ALIKE = Kind(
    "N206",
    Severity.WARNING,
    N_("« {candidat} » and « {other} » are read as two candidates"),
    N_("identifiers are kept as typed: write them the same way if they are one person"),
)
REWRITTEN_IDENTIFIER = Kind(
    "N207",
    Severity.WARNING,
    N_("the identifier « {candidat} » looks like a number that a spreadsheet rewrote"),
    N_("give the column of identifiers the format « text » before typing or opening"),
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

NOT_A_SHEET = Kind(
    "N300",
    Severity.ERROR,
    N_("a score sheet in YAML is a mapping with the keys {keys}"),
)
UNKNOWN_KEY = Kind("N301", Severity.ERROR, N_("unknown key « {key} »"), N_("the keys here are {keys}"))
MISSING_KEY = Kind("N302", Severity.ERROR, N_("the key « {key} » is missing"))
WRONG_SHAPE = Kind("N303", Severity.ERROR, N_("{wanted} is expected here, not {given}"))
UNKNOWN_FORMAT = Kind(
    "N304", Severity.ERROR, N_("« {given} » is not a known format of score sheets"), N_("write format: 1")
)
TWO_FORMS = Kind(
    "N305",
    Severity.ERROR,
    N_("`jures` and `tentatives` stand side by side: which juror marked which attempt?"),
    N_("write each attempt's jurors: {{tentatives: [{{jures: {{J1: 1}}}}]}}"),
)
