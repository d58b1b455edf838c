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
BEFORE_THE_SITTING = Kind(
    "S406",
    Severity.ERROR,
    N_("this is on {day}, before the jury sat on {sitting}"),
    N_("what a jury decided is signed and told from that day on: correct this day, or that of the sitting"),
)
AFTER_THE_SITTING = Kind(
    "S407",
    Severity.WARNING,
    N_("this is on {day}, after the jury sat on {sitting}"),
    N_(
        "a candidate enters and sits the épreuves before the jury decides: correct this day, or the sitting’s"
    ),
)
OUT_OF_REGISTRATION = Kind(
    "S405",
    Severity.ERROR,
    N_("neither the entry of {candidat} nor the session is within the registration, {period}"),
    N_(
        "who entered while it was registered may claim it (Code du travail, article L6113-9): say the `entree`"
    ),
)
