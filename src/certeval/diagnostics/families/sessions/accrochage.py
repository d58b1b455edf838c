"""Holders reported to the Caisse des Dépôts, and who reports them."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

NOT_IN_TABLE = Kind(
    "S600",
    Severity.ERROR,
    N_("{candidat} holds the certification, and the candidates’ table does not say who it is"),
    N_("add a row to the table: every holder is reported within three months"),
)
NO_NUMBER = Kind(
    "S601",
    Severity.ERROR,
    N_("nothing says under which number {certification} is registered"),
    N_("say it in the référentiel (`rncp: RNCP39583`), or here under `titres`"),
)
NOT_AN_IDENTIFIER = Kind(
    "S602",
    Severity.ERROR,
    N_("« {given} » is not an identifier of the Caisse des Dépôts"),
    N_("an `id_client` has 8 signs, an `id_contrat` 1 to 20: they stand in its letter, or on its portal"),
)
XSD_REFUSES = Kind(
    "S603",
    Severity.ERROR,
    N_("the XSD refuses {element}: {rule}"),
    N_("nothing is written: check the version of the XSD, and the cell"),
)
