"""R: structure and references of a référentiel. Each module holds the kinds of one subject, and is named here."""

from certeval.diagnostics.families.referentiel.contents import *
from certeval.diagnostics.families.referentiel.shapes import *
