"""A line a finding, `path:line:column: CODE message`, as editors and `grep` expect. No finding, no line."""

from certeval.diagnostics import Diagnostic
from certeval.render.ci.report import Report
from certeval.render.diagnostics import where
from certeval.render.sentences import message


def document(report: Report) -> str:
    return "".join(f"{line(each)}\n" for each in report.diagnostics)


def line(diagnostic: Diagnostic) -> str:
    return f"{where(diagnostic.place)}: {diagnostic.code} {message(diagnostic)}"
