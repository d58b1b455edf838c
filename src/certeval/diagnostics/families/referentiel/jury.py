"""Juries."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

QUORUM_TOO_LARGE = Kind(
    "R279",
    Severity.ERROR,
    N_("{asked} are needed of {most} at most: no jury has this quorum"),
    N_("ask for fewer, or for more members; those who are external are among those present"),
)
LIMIT_NOT_MEMBERS = Kind(
    "R280",
    Severity.ERROR,
    N_("« {limit} » is not a number of members"),
    N_("write a whole number, such as 2; a share goes under `externes`"),
)
