"""The référentiel's own cases hold."""

from collections.abc import Iterator

from certeval.checks.subject import Subject
from certeval.diagnostics import Finding
from certeval.engine import cases


def cases_hold(subject: Subject) -> Iterator[Finding]:
    """Every case of the référentiel comes to what it expects."""
    if subject.referentiel is not None:
        yield from cases.findings(subject.referentiel)
