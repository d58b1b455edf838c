"""Files of a sheet: their text, workbooks, YAML, and filled grids."""

from certeval.diagnostics.model import error, info, warning

EMPTY = error("N001", "the sheet is empty").way("its first line holds the headings: candidat;CR1.1.1;…")
NOT_TEXT = error(
    "N002",
    "this file does not read as text: line {line} holds a character (byte {byte}) of no known encoding",
).way(
    "save it in the spreadsheet as « CSV UTF-8 », or name its encoding: --encoding mac-roman for an old Mac"
)
NOT_IN_ENCODING = error(
    "N003", "the file is not in {encoding}: byte {byte} at line {line} does not exist there"
).way("leave --encoding out to have it recognised, or name another")
UNKNOWN_ENCODING = error("N004", "« {encoding} » is not the name of an encoding").way(
    "such as utf-8, cp1252, utf-16 or mac-roman"
)
READ_AS_WINDOWS = info("N005", "read as Windows-1252: « {text} » is the first place that shows it").way(
    "if that text is not what was typed, name the encoding with --encoding"
)
QUOTE_NOT_CLOSED = error(
    "N011", "the quote that opens here is never closed: all from here to the end is one cell (lines: {lines})"
).way('close it, or double it ("") where it is part of the text')
TEXT_AFTER_QUOTE = error(
    "N012", "text follows a closing quote: where this cell ends is not certain, and its row is not read"
).way('put the whole cell between quotes, and double ("") those of the text')
ROWS_IN_QUOTES = error(
    "N054", "the quotes of this cell take {lines} lines for one row, and each of them is as wide as a row"
).way("take these quotes away; a text that is meant to stand there goes on one line")
CELL_TOO_LONG = error("N013", "a cell of this line is longer than {limit} characters").way(
    "check that this is the right file; a quote left open also makes such a cell"
)
ROW_TOO_LONG = error(
    "N014", "this row has more cells than the sheet has headings ({cells} for {headings}): it is not read"
).way(
    "a column of values has a heading; a text or a number that holds the delimiter « {delimiter} » goes between "
    "quotes"
)
ROW_TOO_SHORT = error(
    "N015", "this row stops before « {heading} »: it has {cells} of the {headings} cells of the headings"
).way("a cell left empty keeps its delimiter « {delimiter} »: a missing one shifts what follows")
NO_CANDIDATES = error("N016", "the sheet has no candidate").way(
    "each candidate has a line below the headings"
)
SAME_SHEET = warning("N017", "this sheet is the same as {file}, byte for byte").way("give each sheet once")
MORE = error("N240", "and {more} more of {code} in this file, from here on, which are not listed").way(
    "so many have one cause more often than not: set right the first ones, then read the sheet again"
)
"""As grave as those that it stands for."""

DAMAGED = error("N021", "this workbook is damaged or cut short: it is not read").way(
    "open it in the spreadsheet and save it again, or copy it once more"
)
PROTECTED = error("N022", "this workbook is protected by a password: it is not read").way(
    "save a copy without a password; certeval asks for none"
)
TOO_LARGE = error(
    "N023", "once opened, this workbook would weigh {size} bytes: at most {limit} are read"
).way("no score sheet weighs so much: make sure it is the right file, or save its sheet as CSV")
TOO_MANY_CELLS = error(
    "N024", "sheet « {sheet} » has values as far as {cell}: at most {rows} rows and {cells} cells are read"
).way("delete the rows and columns beyond the table, or save the sheet as CSV, which has no limit")
CELL_TWICE = error(
    "N045",
    "the cell {cell} of the sheet « {sheet} » is written twice in this workbook: which one counts is not certain",
).way(
    "open it in the spreadsheet, which may offer to repair it, check the cell and save; "
    "tell whoever makes such files"
)
NOT_A_WORKBOOK = error(
    "N025", "this file is neither a table in text nor a workbook that is read (xlsx, xlsm, xls, ods)"
).way("save the table as XLSX, ODS or CSV")
OTHER_SUFFIX = info("N026", "this file is not what its name says: it is read as {form}").way(
    "give its name the ending of what it is"
)
SHEET_LEFT_OUT = info("N027", "the sheet « {sheet} » has no heading « candidat »: it is left out").way(
    "if it holds scores, name the column of identifiers « candidat »"
)
HIDDEN_SHEET = info("N028", "the sheet « {sheet} » is hidden: it is left out").way(
    "show it in the spreadsheet if it holds scores that count"
)
HIDDEN_COLUMNS = info(
    "N029", "the spreadsheet hides columns of this table, which are read all the same: {columns}"
).way("show them in the spreadsheet to see what counts, or delete them")
HIDDEN_ROWS = info(
    "N030", "the spreadsheet hides rows of this table, which are read all the same: {rows}"
).way("show them in the spreadsheet (a filter hides some) to see what counts, or delete them")
MERGED = error("N031", "the cells {area} are merged into « {value} »: whose value it is is not certain").way(
    "unmerge them and repeat the value where it holds; an identifier merged over its rows is read"
)
NO_SHEET_NAME = error("N042", "{file} is text: it has no sheet whose name would say « {role} »").way(
    "give the workbook itself, or a column"
)
STRUCK_OUT = error("N226", "« {value} » is struck out: whether it counts is not certain ({cells})").way(
    "empty what no longer counts, or take the line through it off"
)
SHOWN_AS_WORDS = error(
    "N047", "« {value} » is shown as « {shown} »: which of the two counts is not certain ({cells})"
).way("give the cells the format « General », then type what they should say")
NOT_SHOWN = error(
    "N048", "the spreadsheet hides « {value} »: whoever looks at the cell sees an empty one ({cells})"
).way(
    "give the cells the format « General », the text a colour that is seen, show zeros; then empty those that should "
    'be so: where a formula finds an empty cell, `=SI(B2="";"";B2)`'
)
ZERO_OF_NOTHING = error(
    "N050", "this 0 is what the spreadsheet makes of empty cells: nothing was entered there ({cells})"
).way('write `=SI(B2="";"";B2)` for `=B2`, or type what the cell should say: empty is never « no »')
SHOWN_ROUNDED = warning("N049", "« {value} » is shown as « {shown} », and read as it stands ({cells})").way(
    "round the formula, =ARRONDI(…;2), or show all decimals: how a mark is rounded is for the jury"
)
NOTES = info("N051", "comments are attached to cells of this table, and are not read ({cells})").way(
    "write what counts in the cell itself, or in a column « commentaire »"
)
BOXES = info("N052", "boxes ticked over this sheet are tied to no cell of it, and are not read: {count}").way(
    "write oui or non in the cells, or tie each box to its cell (« Format Control », « Cell link »)"
)
CONDITIONAL = info(
    "N053",
    "conditional formats may show something else than cells of this table say, and are not read ({cells})",
).way(
    "see to it that these cells say what counts: « Conditional formatting », « Clear rules » shows them as they are"
)
HIDDEN_BY_MERGE = error("N227", "« {value} » stands below the merged cells {area}, which hide it").way(
    "unmerge them, and keep what is right"
)

NOT_A_SHEET = error("N300", "a score sheet in YAML is a mapping with the keys {keys}").way(
    "begin with « format: 1 », then « candidats: » and, below, a line « - candidat: … » for each"
)
UNKNOWN_KEY = error("N301", "unknown key « {key} »").way("the keys here are {keys}")
MISSING_KEY = error("N302", "the key « {key} » is missing").way("add it here, with its value")
WRONG_SHAPE = error("N303", "{wanted} is expected here, not {given}").way(
    "a list is [C1, C2] or lines « - C1 », a mapping is {{key: value}} or lines « key: value »"
)
UNKNOWN_FORMAT = error("N304", "« {given} » is not a known format of score sheets").way("write format: 1")
TWO_FORMS = error(
    "N305", "`jures` and `tentatives` stand side by side: which juror marked which attempt?"
).way("write each attempt's jurors: {{tentatives: [{{jures: {{J1: 1}}}}]}}")

OTHER_GRID = error("N032", "this grid is of the format « {given} », and {known} is read here").way(
    "read it with the certeval that made it, or a later one"
)
GRID_SHEET_GONE = error(
    "N033", "the sheet « {sheet} » of this grid is no longer there: what was entered in it is lost"
).way("put it back, even empty; `certeval grille --bloc` makes a grid without it")
LEGEND_LEFT_OUT = info(
    "N035", "« {value} » is a text that a grid of certeval shows: its rows are left out"
).way("candidates stand above the legend of a grid")
OTHER_DIGEST = warning(
    "N113", "the référentiel {referentiel} has changed since this grid was made, and its version has not"
).way("make sure that nothing of what was entered has another meaning; a change is a new version")
ASTRAY = error("N228", "« {value} » stands where nothing is read in this grid").way(
    "move it to the row of its candidate, below the code of its element; or empty the cell"
)
GRID_ELEMENTS_GONE = error(
    "N229", "the sheet « {sheet} » of this grid no longer names {elements}: what was entered there is lost"
).way(
    "write the codes again where they stood, just here; leave the cells below empty if nothing was assessed"
)
GRID_CANDIDATES_GONE = error(
    "N235",
    "the sheet « {sheet} » of this grid no longer names {candidats}: what was entered for them is lost",
).way("put their identifiers back; leave their cells empty if nothing was assessed")
GRID_CODE_MOVED = error(
    "N237",
    "« {element} » is not the code of what stands beside it in this grid: that is the wording of {other}",
).way("write each code with its own wording again: {other} here")
GRID_AS_IT_STANDS = warning(
    "N236",
    "this workbook is a grid of certeval’s, and is read as it stands: the correspondance is not applied to it",
).way(
    "what should not be read of a grid is left empty; leave --correspondance out where all sheets are grids"
)
