"""The table of candidates, and the sheets of a session."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

NO_IDENTIFIER = Kind(
    "S111",
    Severity.ERROR,
    N_("whose identity is this? No identifier stands here"),
    N_("the candidates’ table has a column `candidat`, which holds the identifiers of the sheets"),
)
UNKNOWN_HEADING = Kind(
    "S112",
    Severity.WARNING,
    N_("« {heading} » is no heading of a candidates’ table: the column is not read"),
    N_(
        "its headings are those of the Caisse des Dépôts: Nom Naissance, Prenom 1, Annee Naissance, Sexe, "
        "Code Insee Commune Naissance…"
    ),
)
NO_FILE = Kind(
    "S113",
    Severity.ERROR,
    N_("no {what} is called « {given} »"),
    N_("files are looked for from the folder of the session’s file: correct the name or the pattern"),
)
NO_SHEET_YET = Kind(
    "S114",
    Severity.INFO,
    N_("no score sheet is called « {given} » yet"),
    N_(
        "it is due once there are marks to decide upon; it is looked for from the folder of the session’s file"
    ),
)
