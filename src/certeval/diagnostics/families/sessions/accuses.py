"""The report that the Caisse des Dépôts makes of what was sent to it."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

NOT_ITS_REPORT = Kind(
    "S630",
    Severity.ERROR,
    N_("this is no processing report of the Caisse des Dépôts: {reason}"),
    N_("give the file that its portal calls « accusé de traitement », as it was downloaded"),
)
REPORT_BROKEN = Kind(
    "S631",
    Severity.ERROR,
    N_("the report breaks off here, or was altered: it is no well-formed XML, and nothing of it is recorded"),
    N_("download it again from the portal, and do not save it from another program"),
)
REPORT_DECLARES = Kind(
    "S632",
    Severity.ERROR,
    N_("the file declares a document type, which no report has: it is not read further"),
    N_("download the report again from the portal: this file does not come from there"),
)
REPORT_TOO_LARGE = Kind(
    "S633",
    Severity.ERROR,
    N_("the file is larger than any report ({reason}): it is not read further"),
    N_("a report says at most 200 000 passages: check that this is the right file"),
)
REPORT_LACKS = Kind(
    "S634",
    Severity.ERROR,
    N_("the report says no « {element} » here"),
    N_("download it again from the portal; if it still lacks this, ask the Caisse des Dépôts for another"),
)
OTHER_FLUX = Kind(
    "S635",
    Severity.ERROR,
    N_("the report answers flux {id_flux}, which this ledger did not send: nothing of it is recorded"),
    N_("name the ledger or the register that it was sent from; sent from here: {sent}"),
)
UNKNOWN_PASSAGE = Kind(
    "S636",
    Severity.ERROR,
    N_("passage {id_technique} was not sent in this flux: what is said of it is not recorded"),
    N_("see on the portal who sent it; what is said of the others is recorded"),
)
CONTRADICTS = Kind(
    "S637",
    Severity.ERROR,
    N_(
        "the report says of {candidat} « {statut} », and « {before} » was answered on {day}: it is not recorded"
    ),
    N_("see on the portal which one holds; where it is this one, `certeval accuse --replace` records it"),
)
BOTH = Kind(
    "S638",
    Severity.ERROR,
    N_("passage {id_technique} is both accepted and rejected in this report: neither is recorded"),
    N_("see on the portal what became of it, or ask the Caisse des Dépôts"),
)
BOTH_FIRST = N_("first said here")
UNANSWERED = Kind(
    "S639",
    Severity.WARNING,
    N_("passages of this flux that its report does not have: {n} ({candidats})"),
    N_("they still await an answer: see on the portal whether another report was made of them"),
)
