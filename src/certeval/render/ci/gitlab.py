"""A Code Quality report of GitLab: a bare list, an entry a finding."""

from certeval.diagnostics import Diagnostic, Severity
from certeval.render.ci.fingerprints import fingerprints
from certeval.render.ci.text import CheckReport
from certeval.render.diagnostics import advice, file_name, message
from certeval.render.json_text import json_text

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def document(report: CheckReport) -> str:
    prints = fingerprints(report.diagnostics, report.files)
    return json_text([_issue(each, print_) for each, print_ in zip(report.diagnostics, prints, strict=True)])


def _issue(diagnostic: Diagnostic, fingerprint: str) -> dict[str, object]:
    span, help_text = diagnostic.place.span, advice(diagnostic)
    return {
        "description": f"{message(diagnostic)} ({help_text})" if help_text else message(diagnostic),
        "check_name": diagnostic.code,
        "fingerprint": fingerprint,
        "severity": SEVERITIES[diagnostic.kind.severity],
        "location": {"path": file_name(diagnostic.place), "lines": {"begin": span.line if span else 1}},
    }
