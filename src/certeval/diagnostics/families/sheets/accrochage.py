"""The candidates' table as the Caisse des Dépôts takes it. What a cell holds is never repeated: it is about persons."""

from certeval.diagnostics.model import error, warning

CELL_MISSING = error("N310", "« {heading} » is not said of a holder, and the flux must have it").way(
    "fill the cell in; who was born abroad has a country rather than a commune"
)
TOO_MANY_CHARACTERS = error("N311", "« {heading} » has {count} characters, and the flux takes {most}").way(
    "shorten it as the person’s papers or the répertoire do"
)
CELL_CHARACTER = error("N312", "« {heading} » holds a sign that no name has: {sign}").way(
    "type the cell again: it was copied from a document, or read in another encoding"
)
NOT_A_WORD = error("N313", "« {heading} » is none of the words that the flux takes").way(
    "write one of {known}"
)
NOT_A_DAY = error("N314", "« {heading} » is no day of the calendar, from 1900 to 2099").way(
    "write year-month-day (2026-01-31) or day/month/year (31/01/2026)"
)
NOT_WITHIN = error("N315", "« {heading} » is no whole number from {least} to {most}").way(
    "write the number in digits; a year has all four"
)
NOT_OF_SHAPE = error("N316", "« {heading} » is not as it should be: {shape}").way(
    "spreadsheets drop the first zero and change what looks like a number: make the column a text"
)
NO_SUCH_BIRTHDAY = error("N317", "the day of birth is no day of this month").way(
    "correct the day, the month or the year; leave the day empty where the papers say none"
)
NOT_PLAUSIBLE = error(
    "N318", "who was born then would hold the certification before {least} or after {most} years of age"
).way("correct the year of birth, or the day on which the certification begins")
NIR_KEY = error("N319", "the two last digits of the NIR are not the key of the others").way(
    "a digit was mistyped or two were exchanged: copy it again from the carte Vitale or the attestation"
)
DISAGREES = error("N320", "« {heading} » and « {other} » contradict each other").way(
    "correct the one that is wrong"
)
ODD = warning("N321", "« {heading} » does not go with « {other} »").way(
    "it is taken as it stands: check both"
)
BEFORE = error("N322", "« {heading} » is before « {other} »").way("correct the day that is wrong")
NOT_YET = error(
    "N323", "« {heading} » is a day that has not come: the certification is not obtained yet"
).way("report the holder from that day on, or correct it")
SAME_PERSON = warning(
    "N324", "another candidate has the same names, the same birth: it may be the same person"
).way("one person has one identifier: check both rows")
NOT_WRITTEN = error("N325", "« {heading} » holds a formula, the error of one, or no letter").way(
    "type the text, or empty the cell; in a workbook, correct the formula and save"
)
