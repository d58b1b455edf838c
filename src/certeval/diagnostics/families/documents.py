"""I: documents that are imported, and the drafts made of them."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

TO_REVIEW = Kind(
    "I001",
    Severity.WARNING,
    N_("{target} is to be reviewed: {finding}"),
    N_("compare with the document, correct what is wrong, then remove this entry of `a_relire`"),
)
TO_REVIEW_FIRST = Kind(
    "I002",
    Severity.WARNING,
    N_("{target} is to be reviewed before anything is decided: {finding}"),
    N_("compare with the document, correct what is wrong, then remove this entry of `a_relire`"),
)
