"""What a session names: a référentiel, candidates, members, elements."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

OTHER_DIGEST = Kind(
    "S201",
    Severity.ERROR,
    N_("this session is that of another file of {referentiel}: its digest is {found}"),
    N_("take back the file that the session was opened under, or say the digest of the one that applies"),
)
UNKNOWN_CANDIDATE = Kind(
    "S202",
    Severity.ERROR,
    N_("no candidate « {given} » in the sheets, the candidates’ table or the registrations"),
    N_("write the identifier as the sheets do; register whoever stands in no sheet under `inscriptions`"),
)
UNKNOWN_MEMBER = Kind(
    "S203",
    Severity.ERROR,
    N_("« {given} » is no member of the jury"),
    N_("the members are declared under `jury`, `membres`: {known}"),
)
UNKNOWN_ELEMENT = Kind(
    "S204",
    Severity.ERROR,
    N_("« {given} » is no element of {referentiel}"),
    N_("write the code of a bloc, a compétence or an épreuve, or « certification »"),
)
SAID_TWICE = Kind(
    "S205",
    Severity.ERROR,
    N_("« {given} » is said twice"),
    N_("keep one; of decisions, the one that replaces another is a rectification, with its ground"),
)
FIRST = N_("first said here")
NOTHING_DECIDED = Kind(
    "S206",
    Severity.ERROR,
    N_("no rule gives {element} a verdict: there is nothing to decide of it"),
    N_("decide the compétence or the bloc that it stands in"),
)
