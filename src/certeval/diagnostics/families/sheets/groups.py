"""Marks of groups."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

GROUP_WITHOUT_MEMBERS = Kind(
    "N231",
    Severity.ERROR,
    N_("the group « {groupe} » has marks, and no candidate belongs to it"),
    N_("name the group of each member in a column « groupe », in this sheet or another"),
)
READ_AS_GROUP = Kind(
    "N232",
    Severity.INFO,
    N_("this row names a group and no candidate: its marks go to all {count} members of « {groupe} »"),
    N_("if it is the row of one person, write their identifier"),
)
CANDIDATE_NAMED_AS_GROUP = Kind(
    "N233",
    Severity.WARNING,
    N_("« {candidat} » is read as a candidate, and other candidates belong to a group of that name"),
    N_("for a mark of the whole group, leave « candidat » empty and write the name under « groupe »"),
)
GROUP_MARK_OF_INDIVIDUALS = Kind(
    "N234",
    Severity.WARNING,
    N_("the group « {groupe} » has a mark for {element}, and {epreuve} is held alone"),
    N_("make sure that each member earned it; what is held in groups is declared with `candidats: groupe`"),
)
