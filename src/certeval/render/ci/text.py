"""The text that people read: each finding with its line and its way out."""

from certeval.messages import ngettext
from certeval.render import diagnostics as shown
from certeval.render.ci.report import Report


def document(report: Report) -> str:
    if report.diagnostics:
        return shown.text(report.diagnostics, report.sources)
    checked = ngettext(
        "{n} référentiel checked: nothing to report",
        "{n} référentiels checked: nothing to report",
        len(report.documents),
    )
    said = [checked.format(n=len(report.documents))] if report.documents or not report.sessions else []
    if report.sessions:
        of_sessions = ngettext(
            "{n} session checked: nothing to report",
            "{n} sessions checked: nothing to report",
            len(report.sessions),
        )
        said.append(of_sessions.format(n=len(report.sessions)))
    return "\n".join(said) + "\n"
