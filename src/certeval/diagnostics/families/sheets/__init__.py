"""N: score sheets. Each module holds the kinds of one subject, and is named here."""

from certeval.diagnostics.families.sheets.accrochage import *
from certeval.diagnostics.families.sheets.candidates import *
from certeval.diagnostics.families.sheets.correspondances import *
from certeval.diagnostics.families.sheets.grids import *
from certeval.diagnostics.families.sheets.groups import *
from certeval.diagnostics.families.sheets.headings import *
from certeval.diagnostics.families.sheets.other_versions import *
from certeval.diagnostics.families.sheets.situations import *
from certeval.diagnostics.families.sheets.text import *
from certeval.diagnostics.families.sheets.values import *
from certeval.diagnostics.families.sheets.workbooks import *
from certeval.diagnostics.families.sheets.yaml import *
