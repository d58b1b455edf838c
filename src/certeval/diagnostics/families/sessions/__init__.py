"""S: sessions and juries. Each module holds the kinds of one subject, and is named here."""

from certeval.diagnostics.families.sessions.papers import *
from certeval.diagnostics.families.sessions.session import *
