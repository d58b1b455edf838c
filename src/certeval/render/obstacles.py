"""What keeps sheets from being decided as they are read, in words: they are then read cell by cell."""

from enum import Enum

from certeval.messages import N_, _


class Obstacle(Enum):
    """Nothing is wrong with such sheets: another reader is for them."""

    ASKED = N_("an encoding or a correspondance says how to read them")
    FORM = N_("this form of output is made of candidates who were all read")
    SMALL = N_("they are small")
    NO_TABLE = N_("this is no one file of delimited text")
    SEVERAL = N_("several sheets are put together")
    MIXED = N_("they are not all laid out alike")
    ENCODING = N_("they are not in UTF-8")
    HEADINGS = N_("their headings must be read with their rows")
    COLUMNS = N_("columns tell of jurors, attempts, groups, parcours, a session or a référentiel")
    LONG = N_("a row is a cell, not a candidate")
    CELLS = N_("a cell has a line break, or no end, or signs that are no text")
    PEOPLE = N_("a row is of nobody, or an identifier is not what it seems")
    TWICE = N_("several sheets tell of one candidate")
    NAMES = N_("an identifier has several names")
    SPACES = N_("a cell of spaces may hide a value")
    MOST = N_("there are too many cells")
    LISTED = N_("a candidate asked for is nobody’s identifier as it is written")
    SITUATION = N_("elements are for some candidates only")
    SPOILT = N_("candidates of whom something is wrong are left out")
    SPARK = N_("Spark can’t read them")
    NO_POLARS = N_("polars is not installed")


def reason(obstacle: Obstacle) -> str:
    """Why, within a sentence."""
    return _(obstacle.value)
