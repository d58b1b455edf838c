"""Columns named by a correspondance."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

COLUMN_NOT_THERE = Kind(
    "N401",
    Severity.ERROR,
    N_("no heading of {sheet} is « {heading} »"),
    N_("copy the heading as the sheet has it: {headings}"),
)
NOT_A_PATTERN = Kind(
    "N402",
    Severity.ERROR,
    N_("« {pattern} » is not a pattern: it has {{code}} once, with text or * around it"),
    N_("such as {{code}} - * or Devoir : {{code}} (*)"),
)
SHEET_NOT_THERE = Kind(
    "N403",
    Severity.ERROR,
    N_("{file} has no sheet « {sheet} »"),
    N_("its sheets are {headings}"),
)
HEADING_ROW_EMPTY = Kind(
    "N404",
    Severity.ERROR,
    N_("{sheet} has nothing in row {row}, which is said to hold its headings"),
    N_("give the number of the row that holds the headings, as the spreadsheet or the editor counts"),
)
COLUMNS_LEFT_OUT = Kind(
    "N350",
    Severity.INFO,
    N_("columns left out as the correspondence says ({count}): {headings}"),
    N_("in the correspondence, `ignorer` says which are left out, `colonnes` and `motif` which are elements"),
)
OTHER_SCALE = Kind(
    "N351",
    Severity.ERROR,
    N_("{element} is marked out of {given} here, and out of {sur} in the référentiel"),
    N_("have it marked out of {sur}, or correct the référentiel: no mark is converted"),
)
NOT_TWO_ROWS = Kind(
    "N352",
    Severity.ERROR,
    N_("the headings stand on one row, or on two that follow each other: {rows} are neither"),
    N_("such as `entete: 2`, or `entete: [2, 3]`"),
)
WHICH_ELEMENT = Kind(
    "N353",
    Severity.ERROR,
    N_("nothing says which element the marks below « {heading} » in {sheet} are of"),
    N_(
        "call the file as `nom_de_fichier` says ({pattern}), or name the column: `colonnes: {{{heading}: E1}}`"
    ),
)
CANDIDATES_MISSING = Kind(
    "N354",
    Severity.ERROR,
    N_("{sheet} has nobody in row {row}, which is said to hold its candidates"),
    N_("give the number of the row that holds the candidates, as the spreadsheet or the editor counts"),
)
BESIDE_CROSSED = Kind(
    "N355",
    Severity.ERROR,
    N_("« {key} » says nothing beside `croise`: that table has no headings"),
    N_("take it away; `motif`, `colonnes` and `valeurs` say what elements and marks mean there too"),
)
WITHOUT_NOTE = Kind(
    "N356",
    Severity.ERROR,
    N_("« {key} » names an element, and no column holds its marks"),
    N_("give the heading of that column: `note: Note`"),
)
