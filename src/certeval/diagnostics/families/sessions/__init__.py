"""S: sessions and juries. Each module holds the kinds of one subject, and is named here."""

from certeval.diagnostics.families.sessions.accrochage import *
from certeval.diagnostics.families.sessions.accuses import *
from certeval.diagnostics.families.sessions.candidats import *
from certeval.diagnostics.families.sessions.dates import *
from certeval.diagnostics.families.sessions.decisions import *
from certeval.diagnostics.families.sessions.draws import *
from certeval.diagnostics.families.sessions.jury import *
from certeval.diagnostics.families.sessions.marks import *
from certeval.diagnostics.families.sessions.names import *
from certeval.diagnostics.families.sessions.orals import *
from certeval.diagnostics.families.sessions.printing import *
