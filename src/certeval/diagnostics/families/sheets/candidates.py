"""Who each row is about."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

NOBODY = Kind(
    "N034",
    Severity.ERROR,
    N_("« {value} » is no candidate: this row is not read"),
    N_(
        "delete the row, or leave it out with a correspondence (`ignorer_lignes`, --correspondance); if it is a "
        "person, give them an identifier"
    ),
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
HOMONYMS = Kind(
    "N038",
    Severity.INFO,
    N_("« {candidat} » and « {other} » have the same name, and what one lacks the other has"),
    N_("write one identifier if they are one person"),
)
SIGNS_ALIKE = Kind(
    "N039",
    Severity.WARNING,
    N_("« {candidat} » and « {other} » are read as two candidates, and look the same but for {signs}"),
    N_("type the identifier again in one of the two places if they are one person"),
)
ROWS_LEFT_OUT = Kind(
    "N041",
    Severity.INFO,
    N_("rows left out as the correspondence says, from this one on: {count}"),
    N_("`ignorer_lignes` and `fin` look at what stands first in a row"),
)
LEFT_OUT = Kind(
    "N043",
    Severity.WARNING,
    N_("candidate « {candidat} » is left out: errors found in their cells or rows: {codes}"),
    N_("correct them and decide again: --keep-going decides the others meanwhile"),
)
UNFILLED = Kind(
    "N044",
    Severity.INFO,
    N_("rows that name nobody and hold no value, from this one on, are left out: {count}"),
    N_("write the identifier where a row is somebody’s"),
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
FORMULA_AS_NAME = Kind(
    "N209",
    Severity.ERROR,
    N_("« {value} » is not a {heading}: this formula gives an error, or was never computed"),
    N_("open the workbook in the spreadsheet, correct the formula, save; or type the text"),
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
