"""Headings, candidates, groups and situations."""

from certeval.diagnostics.model import error, info, warning
from certeval.messages import N_

NO_CANDIDATE_COLUMN = error(
    "N101",
    N_("no heading is « candidat »: whose marks are these? The sheet is not read"),
    N_(
        "name the column of identifiers « candidat », on the first line with text; the table of another program is "
        "read with a correspondence, --correspondance FILE; `certeval show correspondance moodle` shows one"
    ),
)
MISSING_COLUMN = error(
    "N102",
    N_("a sheet with a column « {given} » also needs a column « {missing} »"),
    N_("a row an observation: candidat;element;valeur. A row a candidate: a column an element"),
)
DUPLICATE_HEADING = error(
    "N103",
    N_("the column « {heading} » is there twice: this one is not read"),
    N_("keep one of the two"),
)
UNKNOWN_COLUMN = error(
    "N104",
    N_("« {heading} » is neither an element of {referentiel} nor a heading of a sheet"),
    N_(
        "the other headings are {headings}; a table with columns of its own is read with a correspondence, "
        "--correspondance FILE, whose `ignorer: [{heading}]` leaves this one out"
    ),
)
NOTHING_ENTERED = error(
    "N105",
    N_("nothing is entered for {kind} {element}: its verdict is computed"),
    N_("what is entered instead: {entered} ({count} in all)"),
)
NO_HEADING = error(
    "N106",
    N_("« {value} » stands in column {column}, which has no heading"),
    N_("give the column a heading, or empty it"),
)
ABSENT = info(
    "N107",
    N_("{count} of {total} elements are in no sheet and count as empty for every candidate: {elements}"),
    N_("empty is never « no »: what depends on them stays pending"),
)
UNKNOWN_ELEMENT = error(
    "N110",
    N_("« {element} » is not an element of {referentiel}"),
    N_("`certeval show` lists the codes"),
)
WORD_READ_NOWHERE = error(
    "N115",
    N_("« {text} » stands for « {word} », which is a value of no element"),
    N_("write a word that a cell could hold: `oui`, `non`, a level, a mark, a status such as `NE`"),
)
OTHER_ELEMENTS = error(
    "N120",
    N_("{count} of the {total} elements that this sheet names are not of {referentiel}: {elements}…"),
    N_(
        "choose the référentiel with --referentiel, or say what each column is with a correspondence, "
        "--correspondance FILE; what is no element is named under its `ignorer`"
    ),
)
NUMBERS_AS_CODES = info(
    "N221",
    N_("elements are named by numbers, read as the spreadsheet keeps them: {elements}"),
    N_(
        "a number loses the zeros at its ends, 1.10 becomes 1.1: give these cells the format « text », type again"
    ),
)
NUMBER_OF_SEVERAL = error(
    "N222",
    N_(
        "« {value} » is a number, which a spreadsheet makes of {elements} alike: whose values these are is not certain"
    ),
    N_("give the cell the format « text », and type the code again"),
)
REWRITTEN_HEADING = error(
    "N223",
    N_(
        "the heading « {value} » is not what was typed: the spreadsheet made a date, a share or a truth value of it"
    ),
    N_("give the cell the format « text », and type the code again"),
)

NOBODY = error(
    "N034",
    N_("« {value} » is no candidate: this row is not read"),
    N_(
        "delete the row, or leave it out with a correspondence (`ignorer_lignes`, --correspondance); if it is a "
        "person, give them an identifier"
    ),
)
NO_JUROR = error(
    "N046",
    N_("« {value} » is no juror: what stands there would count as the mark of one more"),
    N_("delete what the spreadsheet computes of the jurors' marks, or give the juror another name"),
)
BROKEN_IDENTIFIER = error(
    "N036",
    N_("« {value} » is no identifier: a spreadsheet made it of another text"),
    N_("give the column of identifiers the format « text », and type the identifier again"),
)
UNSEEN = info(
    "N037",
    N_("an identifier holds signs that are not seen ({signs}): it is read « {candidat} »"),
    N_("type it again where it is to be found as it is"),
)
HOMONYMS = info(
    "N038",
    N_("« {candidat} » and « {other} » have the same name, and what one lacks the other has"),
    N_("write one identifier if they are one person"),
)
SIGNS_ALIKE = warning(
    "N039",
    N_("« {candidat} » and « {other} » are read as two candidates, and look the same but for {signs}"),
    N_("type the identifier again in one of the two places if they are one person"),
)
ROWS_LEFT_OUT = info(
    "N041",
    N_("rows left out as the correspondence says, from this one on: {count}"),
    N_("`ignorer_lignes` and `fin` look at what stands first in a row"),
)
LEFT_OUT = warning(
    "N043",
    N_("candidate « {candidat} » is left out: errors found in their cells or rows: {codes}"),
    N_("correct them and decide again: --keep-going decides the others meanwhile"),
)
UNFILLED = info(
    "N044",
    N_("rows that name nobody and hold no value, from this one on, are left out: {count}"),
    N_("write the identifier where a row is somebody’s"),
)
NO_IDENTIFIER = error(
    "N201",
    N_("this row names no candidate"),
    N_("repeat the identifier on every row"),
)
REPEATED_CANDIDATE = error(
    "N202",
    N_("the candidate « {candidat} » already has a row in this sheet"),
    N_("keep one; several jurors or attempts need a column « jure » or « tentative »"),
)
OTHER_NAME = error(
    "N205",
    N_("candidate « {candidat} » has {field} « {second} » here and « {first} » elsewhere"),
    N_("two people can't share an identifier: correct the name or the identifier"),
)
CANDIDATES_ALIKE = warning(
    "N206",
    N_("« {candidat} » and « {other} » are read as two candidates"),
    N_("write them the same way if they are one person: case, spaces and leading zeros count"),
)
REWRITTEN_IDENTIFIER = error(
    "N207",
    N_("« {candidat} » is no identifier: a spreadsheet wrote a number so"),
    N_("give the column of identifiers the format « text » before typing or opening"),
)
FORMULA_AS_NAME = error(
    "N209",
    N_("« {value} » is not a {heading}: this formula gives an error, or was never computed"),
    N_("open the workbook in the spreadsheet, correct the formula, save; or type the text"),
)
REWRITTEN_NAME = error(
    "N224",
    N_(
        "« {value} » is no identifier: the spreadsheet made a date, a share, a truth value or a rounded number of it"
    ),
    N_("give the column of identifiers the format « text », and type this one again"),
)
SHOWN_OTHERWISE = warning(
    "N225",
    N_("the identifier « {value} » is a number that the spreadsheet shows in another way"),
    N_("give the column of identifiers the format « text », and make sure that this one is what was typed"),
)

GROUP_WITHOUT_MEMBERS = error(
    "N231",
    N_("the group « {groupe} » has marks, and no candidate belongs to it"),
    N_("name the group of each member in a column « groupe », in this sheet or another"),
)
READ_AS_GROUP = info(
    "N232",
    N_("this row names a group and no candidate: its marks go to all {count} members of « {groupe} »"),
    N_("if it is the row of one person, write their identifier"),
)
CANDIDATE_NAMED_AS_GROUP = warning(
    "N233",
    N_("« {candidat} » is read as a candidate, and other candidates belong to a group of that name"),
    N_("for a mark of the whole group, leave « candidat » empty and write the name under « groupe »"),
)
GROUP_MARK_OF_INDIVIDUALS = warning(
    "N234",
    N_("the group « {groupe} » has a mark for {element}, and {epreuve} is held alone"),
    N_("make sure that each member earned it; what is held in groups is declared with `candidats: groupe`"),
)

UNKNOWN_PARCOURS = error(
    "N250",
    N_("« {value} » is no parcours of this certification"),
    N_("its parcours are {known}; an empty cell leaves it unknown"),
)
UNKNOWN_VOIE = error(
    "N251",
    N_("« {value} » is no voie by which a certification is sought"),
    N_("the voies are {known}; an empty cell leaves it unknown"),
)
OTHER_SITUATION = error(
    "N252",
    N_("candidate « {candidat} » has {field} « {second} » here and « {first} » elsewhere"),
    N_("which elements are for this candidate depends on it: keep the right one"),
)
NOT_CONCERNED = warning(
    "N253",
    N_("{element} is not for candidate « {candidat} » ({situation}): « {value} » is not counted"),
    N_("correct the parcours or the voie if it is wrong, else empty the cell"),
)
NO_PARCOURS = warning(
    "N254",
    N_("{referentiel} declares no parcours: nothing depends on this column"),
    N_("declare them in the référentiel (`parcours`), or leave the column out"),
)
SITUATION_NOT_KNOWN = info(
    "N255",
    N_("the {field} of {count} of {total} candidates is not known: {elements} may be for them or not"),
    N_("give it in a column `{field}`: what depends on it stays pending"),
)
