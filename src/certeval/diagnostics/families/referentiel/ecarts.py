"""Écarts: decisions about a finding."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

UNKNOWN_TARGET = Kind(
    "R206",
    Severity.ERROR,
    N_("the écart is about « {code} », which this référentiel does not declare"),
    N_("the target is the code of an element, or a selection: « criteres de BC1 »"),
)
QUOTED_ELSEWHERE = Kind(
    "R207",
    Severity.WARNING,
    N_("this écart is about {target} and quotes « {text} », which is in {where}"),
    N_("an écart quotes what it is about: correct its target, or the quotation"),
)
STALE_ECART = Kind(
    "R304",
    Severity.WARNING,
    N_("this écart answers nothing: {diagnostic} is not found on {target}"),
    N_("remove it, or correct its code or target"),
)
EXPIRED_ECART = Kind(
    "R305",
    Severity.ERROR,
    N_("the écart that answers {diagnostic} on {target} has expired on {date}"),
    N_("decide again: correct the référentiel, or give a new date"),
)
UNANSWERABLE = Kind(
    "R306",
    Severity.WARNING,
    N_("no écart can answer {diagnostic} on {target}: nothing is decided while it is there"),
    N_("correct the référentiel, and remove this écart"),
)
