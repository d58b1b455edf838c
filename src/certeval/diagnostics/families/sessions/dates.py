"""What must be done by a day."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

VAE_JURY = Kind(
    "S401",
    Severity.ERROR,
    N_("a jury of VAE has at least 2 members, one of them qualified, and a president: {lacks}"),
    N_("complete the jury, or say `qualifie` and `role` of its members (Code du travail, article D6412-6)"),
)
VAE_LATE = Kind(
    "S402",
    Severity.ERROR,
    N_("the file of {candidat} was received on {received}: the jury sits by {until}, and sat on {sitting}"),
    N_(
        "it sits before the end of the third month after the file is received (Code du travail, article R6412-5)"
    ),
)
VAE_NOT_NOTIFIED = Kind(
    "S403",
    Severity.ERROR,
    N_("candidates of VAE are told what was decided by {until}: {notified}"),
    N_("within 15 days of the sitting (Code du travail, article R6412-7); `notification: …` says when"),
)
OUT_OF_REGISTRATION = Kind(
    "S405",
    Severity.ERROR,
    N_("neither the entry of {candidat} nor the session is within the registration, {period}"),
    N_(
        "who entered while it was registered may claim it (Code du travail, article L6113-9): say the `entree`"
    ),
)
