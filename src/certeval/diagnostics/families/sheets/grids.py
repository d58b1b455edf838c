"""Grids made by certeval, filled in and read again."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

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
LEGEND_LEFT_OUT = Kind(
    "N035",
    Severity.INFO,
    N_("« {value} » is a text that a grid of certeval shows: its rows are left out"),
    N_("candidates stand above the legend of a grid"),
)
OTHER_DIGEST = Kind(
    "N113",
    Severity.WARNING,
    N_("the référentiel {referentiel} has changed since this grid was made, and its version has not"),
    N_("make sure that nothing of what was entered has another meaning; a change is a new version"),
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
