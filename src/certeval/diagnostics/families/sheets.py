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
OTHER_GRID = Kind(
    "N032",
    Severity.ERROR,
    N_("this grid is of the format « {given} », and {known} is read here"),
    N_("read it with the certeval that made it, or a later one"),
)
GRID_SHEET_GONE = Kind(
    "N033",
    Severity.ERROR,
    N_("the sheet « {sheet} » of this grid is no longer there: what was entered in it is lost"),
    N_("put it back, even empty; `certeval grille --bloc` makes a grid without it"),
)
NOBODY = Kind(
    "N034",
    Severity.ERROR,
    N_("« {value} » is no candidate: this row is not read"),
    N_(
        "delete the row, or leave it out with a correspondence (`ignorer_lignes`, --correspondance); if it is a "
        "person, give them an identifier"
    ),
)
LEGEND_LEFT_OUT = Kind(
    "N035",
    Severity.INFO,
    N_("« {value} » is a text that a grid of certeval shows: its rows are left out"),
    N_("candidates stand above the legend of a grid"),
)
BROKEN_IDENTIFIER = Kind(
    "N036",
    Severity.ERROR,
    N_("« {value} » is no identifier: a spreadsheet made it of another text"),
    N_("give the column of identifiers the format « text », and type the identifier again"),
)
UNSEEN = Kind(
    "N037",
    Severity.INFO,
    N_("an identifier holds signs that are not seen ({signs}): it is read « {candidat} »"),
    N_("type it again where it is to be found as it is"),
)
SIGNS_ALIKE = Kind(
    "N039",
    Severity.WARNING,
    N_("« {candidat} » and « {other} » are read as two candidates, and look the same but for {signs}"),
    N_("type the identifier again in one of the two places if they are one person"),
)
HOMONYMS = Kind(
    "N038",
    Severity.INFO,
    N_("« {candidat} » and « {other} » have the same name, and what one lacks the other has"),
    N_("write one identifier if they are one person"),
)
ROWS_LEFT_OUT = Kind(
    "N041",
    Severity.INFO,
    N_("{count} rows are left out as the correspondence says, from this one on"),
    N_("`ignorer_lignes` and `fin` look at what stands first in a row"),
)
NO_SHEET_NAME = Kind(
    "N042",
    Severity.ERROR,
    N_("{file} is text: it has no sheet whose name would say « {role} »"),
    N_("give the workbook itself, or a column"),
)
UNFILLED = Kind(
    "N044",
    Severity.INFO,
    N_("{count} rows name nobody and hold no value, from this one on: they are left out"),
    N_("write the identifier where a row is somebody’s"),
)
LEFT_OUT = Kind(
    "N043",
    Severity.WARNING,
    N_("candidate « {candidat} » is left out: errors found in their cells or rows: {codes}"),
    N_("correct them and decide again: --keep-going decides the others meanwhile"),
)

NO_CANDIDATE_COLUMN = Kind(
    "N101",
    Severity.ERROR,
    N_("no heading is « candidat »: whose marks are these? The sheet is not read"),
    N_(
        "name the column of identifiers « candidat », on the first line with text; the table of another program is "
        "read with a correspondence, --correspondance FILE"
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
    N_(
        "leave --referentiel out to apply {named}; --force-version accepts the sheet if what is entered is unchanged"
    ),
)
UNKNOWN_ELEMENT = Kind(
    "N110",
    Severity.ERROR,
    N_("« {element} » is not an element of {referentiel}"),
    N_("`certeval show` lists the codes"),
)
OTHER_VERSION_ABSENT = Kind(
    "N111",
    Severity.ERROR,
    N_("this sheet is for version {named}, whose référentiel is not there: what changed can't be told"),
    N_("put its file with the other versions, or make a new grid"),
)
CHANGED = Kind(
    "N112",
    Severity.ERROR,
    N_("this sheet is for version {named}: {element} is not the same in version {version} ({what})"),
    N_("apply {named} with --referentiel, or have these elements assessed again"),
)
OTHER_DIGEST = Kind(
    "N113",
    Severity.WARNING,
    N_("the référentiel {referentiel} has changed since this grid was made, and its version has not"),
    N_("make sure that nothing of what was entered has another meaning; a change is a new version"),
)
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
        "--correspondance FILE"
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
    N_("write them the same way if they are one person: case, spaces and leading zeros count"),
)
REWRITTEN_IDENTIFIER = Kind(
    "N207",
    Severity.ERROR,
    N_("« {candidat} » is no identifier: a spreadsheet wrote a number so"),
    N_("give the column of identifiers the format « text » before typing or opening"),
)
NOT_AN_ATTEMPT = Kind(
    "N208",
    Severity.ERROR,
    N_("« {value} » is not the number of an attempt"),
    N_("write 1, 2, 3…"),
)
FORMULA_AS_NAME = Kind(
    "N209",
    Severity.ERROR,
    N_("« {value} » is not a {heading}: this formula gives an error, or was never computed"),
    N_("open the workbook in the spreadsheet, correct the formula, save; or type the text"),
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
REWRITTEN_NAME = Kind(
    "N224",
    Severity.ERROR,
    N_(
        "« {value} » is no identifier: the spreadsheet made a date, a share, a truth value or a rounded number of it"
    ),
    N_("give the column of identifiers the format « text », and type this one again"),
)
SHOWN_OTHERWISE = Kind(
    "N225",
    Severity.WARNING,
    N_("the identifier « {value} » is a number that the spreadsheet shows in another way"),
    N_("give the column of identifiers the format « text », and make sure that this one is what was typed"),
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
ASTRAY = Kind(
    "N228",
    Severity.ERROR,
    N_("« {value} » stands where nothing is read in this grid"),
    N_("move it to the row of its candidate, below the code of its element; or empty the cell"),
)
GRID_ELEMENTS_GONE = Kind(
    "N229",
    Severity.ERROR,
    N_("the sheet « {sheet} » of this grid no longer names {elements}: what was entered there is lost"),
    N_(
        "write the codes again where they stood, just here; leave the cells below empty if nothing was assessed"
    ),
)

GROUP_WITHOUT_MEMBERS = Kind(
    "N231",
    Severity.ERROR,
    N_("the group « {groupe} » has marks, and no candidate belongs to it"),
    N_("name the group of each member in a column « groupe », in this sheet or another"),
)
READ_AS_GROUP = Kind(
    "N232",
    Severity.INFO,
    N_("this row names a group and no candidate: its marks go to all {count} members of « {groupe} »"),
    N_("if it is the row of one person, write their identifier"),
)
CANDIDATE_NAMED_AS_GROUP = Kind(
    "N233",
    Severity.WARNING,
    N_("« {candidat} » is read as a candidate, and other candidates belong to a group of that name"),
    N_("for a mark of the whole group, leave « candidat » empty and write the name under « groupe »"),
)
GROUP_MARK_OF_INDIVIDUALS = Kind(
    "N234",
    Severity.WARNING,
    N_("the group « {groupe} » has a mark for {element}, and {epreuve} is held alone"),
    N_("make sure that each member earned it; what is held in groups is declared with `candidats: groupe`"),
)

GRID_CANDIDATES_GONE = Kind(
    "N235",
    Severity.ERROR,
    N_("the sheet « {sheet} » of this grid no longer names {candidats}: what was entered for them is lost"),
    N_("put their identifiers back; leave their cells empty if nothing was assessed"),
)
GRID_AS_IT_STANDS = Kind(
    "N236",
    Severity.WARNING,
    N_(
        "this workbook is a grid of certeval’s, and is read as it stands: the correspondance is not applied to it"
    ),
    N_(
        "what should not be read of a grid is left empty; leave --correspondance out where all sheets are grids"
    ),
)

MORE = Kind(
    "N240",
    Severity.ERROR,
    N_("and {more} more of {code} in this file, from here on, which are not listed"),
    N_("so many have one cause more often than not: set right the first ones, then read the sheet again"),
)
"""As grave as those that it stands for."""
UNKNOWN_PARCOURS = Kind(
    "N250",
    Severity.ERROR,
    N_("« {value} » is no parcours of this certification"),
    N_("its parcours are {known}; an empty cell leaves it unknown"),
)
UNKNOWN_VOIE = Kind(
    "N251",
    Severity.ERROR,
    N_("« {value} » is no voie by which a certification is sought"),
    N_("the voies are {known}; an empty cell leaves it unknown"),
)
OTHER_SITUATION = Kind(
    "N252",
    Severity.ERROR,
    N_("candidate « {candidat} » has {field} « {second} » here and « {first} » elsewhere"),
    N_("which elements are for this candidate depends on it: keep the right one"),
)
NOT_CONCERNED = Kind(
    "N253",
    Severity.WARNING,
    N_("{element} is not for candidate « {candidat} » ({situation}): « {value} » is not counted"),
    N_("correct the parcours or the voie if it is wrong, else empty the cell"),
)
NO_PARCOURS = Kind(
    "N254",
    Severity.WARNING,
    N_("{referentiel} declares no parcours: nothing depends on this column"),
    N_("declare them in the référentiel (`parcours`), or leave the column out"),
)
SITUATION_NOT_KNOWN = Kind(
    "N255",
    Severity.INFO,
    N_("the {field} of {count} of {total} candidates is not known: {elements} may be for them or not"),
    N_("give it in a column `{field}`: what depends on it stays pending"),
)

NOT_A_SHEET = Kind(
    "N300",
    Severity.ERROR,
    N_("a score sheet in YAML is a mapping with the keys {keys}"),
    N_("begin with « format: 1 », then « candidats: » and, below, a line « - candidat: … » for each"),
)
UNKNOWN_KEY = Kind("N301", Severity.ERROR, N_("unknown key « {key} »"), N_("the keys here are {keys}"))
MISSING_KEY = Kind(
    "N302", Severity.ERROR, N_("the key « {key} » is missing"), N_("add it here, with its value")
)
WRONG_SHAPE = Kind(
    "N303",
    Severity.ERROR,
    N_("{wanted} is expected here, not {given}"),
    N_("a list is [C1, C2] or lines « - C1 », a mapping is {{key: value}} or lines « key: value »"),
)
UNKNOWN_FORMAT = Kind(
    "N304", Severity.ERROR, N_("« {given} » is not a known format of score sheets"), N_("write format: 1")
)
TWO_FORMS = Kind(
    "N305",
    Severity.ERROR,
    N_("`jures` and `tentatives` stand side by side: which juror marked which attempt?"),
    N_("write each attempt's jurors: {{tentatives: [{{jures: {{J1: 1}}}}]}}"),
)

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
