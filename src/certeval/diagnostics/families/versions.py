"""H: versions and locks."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

OTHER_NAME = Kind(
    "H101",
    Severity.ERROR,
    N_("by its name this file is {named}, and it declares {declared}"),
    N_("a catalogue finds a version at <code>/<version>.yaml: correct the name or the file"),
)
PERIOD_REVERSED = Kind(
    "H102",
    Severity.ERROR,
    N_("this period ends on {until}, before it begins, on {since}"),
    N_("`du` is the first day and `au` the last"),
)
REGISTRATION_OVER = Kind(
    "H103",
    Severity.WARNING,
    N_("the registration ended on {until}, and nothing says that this version is no longer in force"),
    N_("renew the registration, or give the last day of this version: en_vigueur: {{au: …}}"),
)
