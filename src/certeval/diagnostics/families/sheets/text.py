"""Bytes, quotes and rows of a sheet that is text."""

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
    N_("this file does not read as text: line {line} holds a character (byte {byte}) of no known encoding"),
    N_(
        "save it in the spreadsheet as « CSV UTF-8 », or name its encoding: --encoding mac-roman for an old Mac"
    ),
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
MORE = Kind(
    "N240",
    Severity.ERROR,
    N_("and {more} more of {code} in this file, from here on, which are not listed"),
    N_("so many have one cause more often than not: set right the first ones, then read the sheet again"),
)
"""As grave as those that it stands for."""
