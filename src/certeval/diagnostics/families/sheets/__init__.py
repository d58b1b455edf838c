"""N: score sheets. Each module holds the kinds of one subject, and is named here."""

from certeval.diagnostics.families.sheets.accrochage import *
from certeval.diagnostics.families.sheets.files import *
from certeval.diagnostics.families.sheets.rows import *
from certeval.diagnostics.families.sheets.values import *
