"""Workbooks: whether they open, and which of their cells are read."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

DAMAGED = Kind(
    "N021",
    Severity.ERROR,
    N_("this workbook is damaged or cut short: it is not read"),
    N_("open it in the spreadsheet and save it again, or copy it once more"),
)
PROTECTED = Kind(
    "N022",
    Severity.ERROR,
    N_("this workbook is protected by a password: it is not read"),
    N_("save a copy without a password; certeval asks for none"),
)
TOO_LARGE = Kind(
    "N023",
    Severity.ERROR,
    N_("once opened, this workbook would weigh {size} bytes: at most {limit} are read"),
    N_("no score sheet weighs so much: make sure it is the right file, or save its sheet as CSV"),
)
TOO_MANY_CELLS = Kind(
    "N024",
    Severity.ERROR,
    N_("sheet « {sheet} » has values as far as {cell}: at most {rows} rows and {cells} cells are read"),
    N_("delete the rows and columns beyond the table, or save the sheet as CSV, which has no limit"),
)
NOT_A_WORKBOOK = Kind(
    "N025",
    Severity.ERROR,
    N_("this file is neither text nor a workbook that is read (xlsx, xlsm, xls, ods)"),
    N_("save the table as XLSX, ODS or CSV"),
)
OTHER_SUFFIX = Kind(
    "N026",
    Severity.INFO,
    N_("this file is not what its name says: it is read as {form}"),
    N_("give its name the ending of what it is"),
)
SHEET_LEFT_OUT = Kind(
    "N027",
    Severity.INFO,
    N_("the sheet « {sheet} » has no heading « candidat »: it is left out"),
    N_("if it holds scores, name the column of identifiers « candidat »"),
)
HIDDEN_SHEET = Kind(
    "N028",
    Severity.INFO,
    N_("the sheet « {sheet} » is hidden: it is left out"),
    N_("show it in the spreadsheet if it holds scores that count"),
)
HIDDEN_COLUMNS = Kind(
    "N029",
    Severity.INFO,
    N_("the spreadsheet hides columns of this table, which are read all the same: {columns}"),
    N_("show them in the spreadsheet to see what counts, or delete them"),
)
HIDDEN_ROWS = Kind(
    "N030",
    Severity.INFO,
    N_("the spreadsheet hides rows of this table, which are read all the same: {rows}"),
    N_("show them in the spreadsheet (a filter hides some) to see what counts, or delete them"),
)
MERGED = Kind(
    "N031",
    Severity.ERROR,
    N_("the cells {area} are merged into « {value} »: whose value it is is not certain"),
    N_("unmerge them and repeat the value where it holds; an identifier merged over its rows is read"),
)
NO_SHEET_NAME = Kind(
    "N042",
    Severity.ERROR,
    N_("{file} is text: it has no sheet whose name would say « {role} »"),
    N_("give the workbook itself, or a column"),
)
STRUCK_OUT = Kind(
    "N226",
    Severity.ERROR,
    N_("« {value} » is struck out: whether it counts is not certain ({cells})"),
    N_("empty what no longer counts, or take the line through it off"),
)
HIDDEN_BY_MERGE = Kind(
    "N227",
    Severity.ERROR,
    N_("« {value} » stands below the merged cells {area}, which hide it"),
    N_("unmerge them, and keep what is right"),
)
