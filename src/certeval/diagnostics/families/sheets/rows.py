"""Headings, candidates, groups and situations."""

from certeval.diagnostics.model import error, info, warning

NO_CANDIDATE_COLUMN = error(
    "N101", "no heading is « candidat »: whose marks are these? The sheet is not read"
).way(
    "name the column of identifiers « candidat », on the first line with text; the table of another program is "
    "read with a correspondence, --correspondance FILE; `certeval show correspondance moodle` shows one"
)
MISSING_COLUMN = error("N102", "a sheet with a column « {given} » also needs a column « {missing} »").way(
    "a row an observation: candidat;element;valeur. A row a candidate: a column an element"
)
DUPLICATE_HEADING = error("N103", "the column « {heading} » is there twice: this one is not read").way(
    "keep one of the two"
)
UNKNOWN_COLUMN = error(
    "N104", "« {heading} » is neither an element of {referentiel} nor a heading of a sheet"
).way(
    "the other headings are {headings}; a table with columns of its own is read with a correspondence, "
    "--correspondance FILE, whose `ignorer: [{heading}]` leaves this one out"
)
NOTHING_ENTERED = error("N105", "nothing is entered for {kind} {element}: its verdict is computed").way(
    "what is entered instead: {entered} ({count} in all)"
)
NO_HEADING = error("N106", "« {value} » stands in column {column}, which has no heading").way(
    "give the column a heading, or empty it"
)
ABSENT = info(
    "N107", "elements in no sheet, which count as empty for every candidate ({count} of {total}): {elements}"
).way("empty is never « no »: what depends on them stays pending")
UNKNOWN_ELEMENT = error("N110", "« {element} » is not an element of {referentiel}").way(
    "`certeval show` lists the codes"
)
WORD_READ_NOWHERE = error("N115", "« {text} » stands for « {word} », which is a value of no element").way(
    "write a word that a cell could hold: `oui`, `non`, a level, a mark, a status such as `NE`"
)
OTHER_ELEMENTS = error(
    "N120", "{count} of the {total} elements that this sheet names are not of {referentiel}: {elements}…"
).way(
    "choose the référentiel with --referentiel, or say what each column is with a correspondence, "
    "--correspondance FILE; what is no element is named under its `ignorer`"
)
NUMBERS_AS_CODES = info(
    "N221", "elements are named by numbers, read as the spreadsheet keeps them: {elements}"
).way(
    "a number loses the zeros at its ends, 1.10 becomes 1.1: give these cells the format « text », type again"
)
NUMBER_OF_SEVERAL = error(
    "N222",
    "« {value} » is a number, which a spreadsheet makes of {elements} alike: whose values these are is not certain",
).way("give the cell the format « text », and type the code again")
REWRITTEN_HEADING = error(
    "N223",
    "the heading « {value} » is not what was typed: the spreadsheet made a date, a share or a truth value of it",
).way("give the cell the format « text », and type the code again")

NOBODY = error("N034", "« {value} » is no candidate: this row is not read").way(
    "delete the row, or leave it out with a correspondence (`ignorer_lignes`, --correspondance); if it heads other "
    "columns, give what is below in a sheet of its own; if it is a person, give them an identifier"
)
NO_JUROR = error(
    "N046", "« {value} » is no juror: what stands there would count as the mark of one more"
).way("delete what the spreadsheet computes of the jurors' marks, or give the juror another name")
BROKEN_IDENTIFIER = error("N036", "« {value} » is no identifier: a spreadsheet made it of another text").way(
    "give its column the format « text », and type it again"
)
UNSEEN = info("N037", "an identifier holds signs that are not seen ({signs}): it is read « {candidat} »").way(
    "type it again where it is to be found as it is"
)
HOMONYMS = info(
    "N038", "« {candidat} » and « {other} » have the same name, and what one lacks the other has"
).way("write one identifier if they are one person")
SIGNS_ALIKE = warning(
    "N039", "« {candidat} » and « {other} » are read as two candidates, and look the same but for {signs}"
).way("type the identifier again in one of the two places if they are one person")
ROWS_LEFT_OUT = info("N041", "rows left out as the correspondence says, from this one on: {count}").way(
    "`ignorer_lignes` and `fin` look at what stands first in a row"
)
LEFT_OUT = warning(
    "N043", "candidate « {candidat} » is left out: errors found in their cells or rows: {codes}"
).way("correct them and decide again: --keep-going decides the others meanwhile")
UNFILLED = info(
    "N044", "rows that name nobody and hold no value, from this one on, are left out: {count}"
).way("write the identifier where a row is somebody’s")
NO_IDENTIFIER = error("N201", "this row names no candidate").way("repeat the identifier on every row")
REPEATED_CANDIDATE = error("N202", "« {candidat} » already has a row in this sheet").way(
    "keep one; several jurors or attempts need a column « jure » or « tentative »"
)
OTHER_NAME = error(
    "N205", "candidate « {candidat} » has {field} « {second} » here and « {first} » elsewhere"
).way("two people can't share an identifier: correct the name or the identifier")
CANDIDATES_ALIKE = warning("N206", "« {candidat} » and « {other} » are read as two candidates").way(
    "write them the same way if they are one person: case, spaces and leading zeros count"
)
REWRITTEN_IDENTIFIER = error("N207", "« {candidat} » is no identifier: a spreadsheet wrote a number so").way(
    "give the column of identifiers the format « text » before typing or opening"
)
FORMULA_AS_NAME = error(
    "N209", "« {value} » is not a {heading}: this formula gives an error, or was never computed"
).way("open the file in the spreadsheet, which computes it, correct what is in error, save; or type the text")
REWRITTEN_NAME = error(
    "N224",
    "« {value} » is no identifier: the spreadsheet made a date, a share, a truth value or a rounded number of it",
).way("give the column of identifiers the format « text », and type this one again")
SHOWN_OTHERWISE = warning(
    "N225", "the identifier « {value} » is a number that the spreadsheet shows in another way"
).way("give the column of identifiers the format « text », and make sure that this one is what was typed")

GROUP_WITHOUT_MEMBERS = error("N231", "the group « {groupe} » has marks, and no candidate belongs to it").way(
    "name the group of each member in a column « groupe », in this sheet or another"
)
READ_AS_GROUP = info(
    "N232", "this row names a group and no candidate: its marks go to every member of « {groupe} » ({count})"
).way("if it is the row of one person, write their identifier")
CANDIDATE_NAMED_AS_GROUP = warning(
    "N233", "« {candidat} » is read as a candidate, and other candidates belong to a group of that name"
).way("for a mark of the whole group, leave « candidat » empty and write the name under « groupe »")
GROUP_MARK_OF_INDIVIDUALS = warning(
    "N234", "the group « {groupe} » has a mark for {element}, and {epreuve} is held alone"
).way("make sure that each member earned it; what is held in groups is declared with `candidats: groupe`")

UNKNOWN_PARCOURS = error("N250", "« {value} » is no parcours of this certification").way(
    "its parcours are {known}; an empty cell leaves it unknown"
)
UNKNOWN_VOIE = error("N251", "« {value} » is no voie by which a certification is sought").way(
    "the voies are {known}; an empty cell leaves it unknown"
)
OTHER_SITUATION = error(
    "N252", "candidate « {candidat} » has {field} « {second} » here and « {first} » elsewhere"
).way("which elements are for this candidate depends on it: keep the right one")
NOT_CONCERNED = warning(
    "N253", "{element} is not for candidate « {candidat} » ({situation}): « {value} » is not counted"
).way("correct the parcours or the voie if it is wrong, else empty the cell")
NO_PARCOURS = warning("N254", "{referentiel} declares no parcours: nothing depends on this column").way(
    "declare them in the référentiel (`parcours`), or leave the column out"
)
SITUATION_NOT_KNOWN = info(
    "N255", "the {field} of {count} of {total} candidates is not known: {elements} may be for them or not"
).way("give it in a column `{field}`: what depends on it stays pending")
