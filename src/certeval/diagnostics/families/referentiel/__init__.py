"""R: structure and references of a référentiel. Each module holds the kinds of one subject, and is named here."""

from certeval.diagnostics.families.referentiel.codes import *
from certeval.diagnostics.families.referentiel.contents import *
from certeval.diagnostics.families.referentiel.ecarts import *
from certeval.diagnostics.families.referentiel.epreuves import *
from certeval.diagnostics.families.referentiel.jury import *
from certeval.diagnostics.families.referentiel.parcours import *
from certeval.diagnostics.families.referentiel.registration import *
from certeval.diagnostics.families.referentiel.shapes import *
from certeval.diagnostics.families.referentiel.versions import *
