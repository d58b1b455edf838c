"""V: rules and conditions. Each module holds the kinds of one subject, and is named here."""

from certeval.diagnostics.families.rules.names import *
from certeval.diagnostics.families.rules.numbers import *
