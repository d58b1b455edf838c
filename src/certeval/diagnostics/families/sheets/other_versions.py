"""Sheets made for another certification or version."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

OTHER_CERTIFICATION = Kind(
    "N108",
    Severity.ERROR,
    N_("this sheet is for « {named} », and « {referentiel} » is applied"),
    N_("choose the référentiel with --referentiel, or the right sheet"),
)
OTHER_VERSION = Kind(
    "N109",
    Severity.ERROR,
    N_("this sheet is for version {named}, and version {version} of « {referentiel} » is applied"),
    N_(
        "leave --referentiel out to apply {named}; --force-version accepts the sheet if what is entered is unchanged"
    ),
)
OTHER_VERSION_ABSENT = Kind(
    "N111",
    Severity.ERROR,
    N_("this sheet is for version {named}, whose référentiel is not there: what changed can't be told"),
    N_("put its file with the other versions, or make a new grid"),
)
CHANGED = Kind(
    "N112",
    Severity.ERROR,
    N_("this sheet is for version {named}: {element} is not the same in version {version} ({what})"),
    N_("apply {named} with --referentiel, or have these elements assessed again"),
)
