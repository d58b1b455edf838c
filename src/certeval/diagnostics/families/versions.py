"""H: versions and locks."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

OTHER_VERSION = Kind(
    "H101",
    Severity.ERROR,
    N_("the file is named after version {named}, and declares version {declared}"),
    N_("a catalogue finds a version by the name of its file: correct one of the two"),
)
OTHER_CODE = Kind(
    "H102",
    Severity.ERROR,
    N_("the file stands in the folder « {named} », and declares the code « {declared} »"),
    N_("a catalogue finds a référentiel by the name of its folder: correct one of the two"),
)
PERIOD_REVERSED = Kind(
    "H103",
    Severity.ERROR,
    N_("this period ends on {until}, before it begins, on {since}"),
    N_("`du` is the first day and `au` the last"),
)
REGISTRATION_OVER = Kind(
    "H104",
    Severity.WARNING,
    N_("the registration ended on {until}, and nothing says that this version is no longer in force"),
    N_("renew the registration, or give the last day of this version: en_vigueur: {{au: …}}"),
)
