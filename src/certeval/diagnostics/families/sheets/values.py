"""Values, and what turns them into others."""

from certeval.diagnostics.model import error, info, warning

JUROR_NOT_NAMED = warning(
    "N114",
    "the mark of {element} of candidate « {candidat} » names no juror, beside marks that do: "
    "it counts as one more juror's",
).way("write the juror's name in the column « jure », or remove the row if it repeats or sums up the others")
ENGLISH_BOOLEAN = error(
    "N121", "« {value} » is what a spreadsheet in English writes for a box, not a value of {element}"
).way(
    "write oui or non; a correspondence says it once, --correspondance FILE: valeurs: {{TRUE: oui, FALSE: non}}"
)
CONTRADICTION = error(
    "N203", "{element} of candidate « {candidat} » is « {second} » here and « {first} » elsewhere"
).way(
    "keep the right one; two jurors each have a column « jure » (`certeval grille --jures` makes a grid "
    "for each), two attempts « tentative »"
)
GIVEN_TWICE = warning(
    "N204", "{element} of candidate « {candidat} » is given twice in this sheet, with the same value"
).way("keep one")
NOT_AN_ATTEMPT = error("N208", "« {value} » is not the number of an attempt").way("write 1, 2, 3…")
NOT_A_VALUE = error("N211", "« {value} » is not a value of {element}").way(
    "what is accepted: {accepted}, or nothing where it was not assessed"
)
NOT_A_MARK = error("N212", "« {value} » is not a mark of {element}").way(
    "write a number from {least} to {greatest}, or one of {accepted}"
)
NOT_APPLICABLE = error(
    "N213", "« {value} » has two meanings, and they lead to different verdicts of {element}"
).way("write NEUT (left out of the count) or NE (not assessed yet); « non acquis » is NA")
OUT_OF_RANGE = error("N214", "{value} is out of range: {element} goes from {least} to {greatest}").way(
    "correct the mark; if the scale is wrong, it is declared in the référentiel"
)
OFF_STEP = error("N215", "{value} falls between two marks: {element} goes by steps of {step}").way(
    "the nearest are {below} and {above}: rounding is for the jury"
)
AMBIGUOUS_NUMBER = error(
    "N216", "« {value} » groups its digits: which separator is the decimal one is not certain"
).way("write digits and at most one decimal comma or point: 1234,5")
SPREADSHEET_ERROR = error("N217", "« {value} » is an error of a formula, not a value of {element}").way(
    "correct the formula, or type the value"
)
NOT_COMPUTED = error("N218", "« {value} » is a formula without its result, not a value of {element}").way(
    "open the workbook in the spreadsheet and save it, which computes it; or type the value"
)
DATE_AS_VALUE = error("N219", "« {value} » is a date, not a value of {element}").way(
    "a spreadsheet makes a date of 1/2 or 12.5: give the cell the format « text » or « number », type it again"
)
NOT_EXACT = error(
    "N220", "« {value} » is the remainder of a computation, and {element} would be decided on it"
).way("type the mark, or round the formula, =ARRONDI(…;2): how a mark is rounded is for the jury")

COLUMN_NOT_THERE = error("N401", "no heading of {sheet} is « {heading} »").way(
    "copy the heading as the sheet has it: {headings}"
)
NOT_A_PATTERN = error(
    "N402", "« {pattern} » is not a pattern: it has {{code}} once, with text or * around it"
).way("such as {{code}} - * or Devoir : {{code}} (*)")
SHEET_NOT_THERE = error("N403", "{file} has no sheet « {sheet} »").way("its sheets are {headings}")
HEADING_ROW_EMPTY = error("N404", "{sheet} has nothing in row {row}, which is said to hold its headings").way(
    "give the number of the row that holds the headings, as the spreadsheet or the editor counts"
)
TWO_MEANINGS = error(
    "N405", "« {text} » means « {first} » and « {second} »: which of the two is not certain"
).way("keep one; capitals, accents and spaces make neither another heading nor another word")
COLUMNS_LEFT_OUT = info("N350", "columns left out as the correspondence says ({count}): {headings}").way(
    "in the correspondence, `ignorer` says which are left out, `colonnes` and `motif` which are elements"
)
ELEMENT_LEFT_OUT = error(
    "N360", "« {heading} » is left out as the correspondence says, and no other column is {element}"
).way(
    "name it under `colonnes` or `motif` in a copy of the correspondence if it is; else write it whole under `ignorer`"
)
OTHER_SCALE = error(
    "N351", "{element} is marked out of {given} here, and out of {sur} in the référentiel"
).way("have it marked out of {sur}, or correct the référentiel: no mark is converted")
NOT_TWO_ROWS = error(
    "N352", "the headings stand on one row, or on two that follow each other: {rows} are neither"
).way("such as `entete: 2`, or `entete: [2, 3]`")
WHICH_ELEMENT = error(
    "N353", "nothing says which element the marks below « {heading} » in {sheet} are of"
).way("call the file as `nom_de_fichier` says ({pattern}), or name the column: `colonnes: {{{heading}: E1}}`")
CANDIDATES_MISSING = error(
    "N354", "{sheet} has nobody in row {row}, which is said to hold its candidates"
).way("give the number of the row that holds the candidates, as the spreadsheet or the editor counts")
BESIDE_CROSSED = error("N355", "« {key} » says nothing beside `croise`: that table has no headings").way(
    "take it away; `motif`, `colonnes` and `valeurs` say what elements and marks mean there too"
)
WITHOUT_NOTE = error("N356", "« {key} » names an element, and no column holds its marks").way(
    "give the heading of that column: `note: Note`"
)
SCALE_MISSING = warning(
    "N357",
    "no row of {sheet} begins with « {heading} », which is said to hold what marks are out of: it is not compared",
).way("copy what stands first in that row; take `bareme` away where the table has no such row")
END_MISSING = warning(
    "N359", "no row of {sheet} begins with « {heading} », which is said to end the table: all rows are read"
).way("copy what stands first in that row; take `fin` away where the table has no such row")
NO_TABLE = info(
    "N358", "this sheet is in {form}, and is read as it stands: the correspondance is not applied to it"
).way(
    "a correspondence is for tables in CSV or in a workbook: write here codes and values that certeval knows"
)

OTHER_CERTIFICATION = error("N108", "this sheet is for « {named} », and « {referentiel} » is applied").way(
    "choose the référentiel with --referentiel, or the right sheet"
)
OTHER_VERSION = error(
    "N109", "this sheet is for version {named}, and version {version} of « {referentiel} » is applied"
).way(
    "leave --referentiel out to apply {named}; --force-version accepts the sheet if what is entered is unchanged"
)
OTHER_VERSION_ABSENT = error(
    "N111", "this sheet is for version {named}, whose référentiel is not there: what changed can't be told"
).way("put its file with the other versions, or make a new grid")
CHANGED = error(
    "N112", "this sheet is for version {named}: {element} is not the same in version {version} ({what})"
).way("apply {named} with --referentiel, or have these elements assessed again")
