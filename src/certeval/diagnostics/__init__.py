"""What can be wrong: each kind of finding with its permanent code, and where a finding stands.

In come a code, arguments and a place; out go values that sort and compare. Words are made in `render`.
"""

from certeval.diagnostics.model import (
    Diagnostic,
    Finding,
    Kind,
    Path,
    Place,
    Related,
    Severity,
    Span,
    Word,
    has_errors,
    in_order,
)

__all__ = [
    "Diagnostic",
    "Finding",
    "Kind",
    "Path",
    "Place",
    "Related",
    "Severity",
    "Span",
    "Word",
    "has_errors",
    "in_order",
]
