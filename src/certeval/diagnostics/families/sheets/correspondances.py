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
