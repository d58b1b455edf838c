"""What the répertoire and the register of acts hold."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

NOT_NSF = Kind(
    "R270",
    Severity.ERROR,
    N_("« {given} » is not an NSF code"),
    N_("write its three digits and, if it has one, the small letter of its function: 312 or 312t"),
)
NOT_SIRET = Kind(
    "R271",
    Severity.ERROR,
    N_("« {given} » is not a SIRET"),
    N_("write its fourteen digits, without spaces"),
)
NOT_RNCP_BLOC = Kind(
    "R272",
    Severity.ERROR,
    N_("« {given} » is not the number of a bloc in the répertoire"),
    N_("write the number of the entry, BC and that of the bloc: RNCP39583BC02"),
)
NOT_A_KEEPING = Kind(
    "R273",
    Severity.ERROR,
    N_("« {given} » is not a time of keeping"),
    N_("write 30 jours, 6 mois, 5 ans or sans limite"),
)
OTHER_LEVEL = Kind(
    "R274",
    Severity.WARNING,
    N_("the European level is {european} and the national level {national}"),
    N_("since 2019 both have the same number: correct one"),
)
DECIDED_TOO_LATE = Kind(
    "R275",
    Severity.WARNING,
    N_("this registration was decided on {day}, after its end, on {until}"),
    N_("correct one of the days: a parchemin bears that of the decision"),
)
SIRET_DOES_NOT_HOLD = Kind(
    "R276",
    Severity.WARNING,
    N_("« {given} » is no SIRET that was given: its digits don't agree with the last"),
    N_("copy it again: a digit is wrong, or two changed places"),
)
BLOC_OF_ANOTHER = Kind(
    "R277",
    Severity.ERROR,
    N_("« {number} » is the number of a bloc of another certification than {own}"),
    N_("the number of a bloc begins with that of its certification; another's goes in `correspondances`"),
)
BLOC_NUMBER_TWICE = Kind(
    "R278",
    Severity.ERROR,
    N_("« {number} » is also the number of {other}"),
    N_("each bloc has a number of its own in the répertoire"),
)
NOT_A_LEVEL = Kind(
    "R344",
    Severity.WARNING,
    N_("« {given} » is not a level of the national framework of certifications"),
    N_("its levels go from 1 to 8: niveau: 6"),
)
