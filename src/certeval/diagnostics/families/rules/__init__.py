"""V: rules and conditions. Each module holds the kinds of one subject, and is named here."""

from certeval.diagnostics.families.rules.bounds import *
from certeval.diagnostics.families.rules.cases import *
from certeval.diagnostics.families.rules.measures import *
from certeval.diagnostics.families.rules.names import *
from certeval.diagnostics.families.rules.scales import *
from certeval.diagnostics.families.rules.sizes import *
from certeval.diagnostics.families.rules.steps import *
