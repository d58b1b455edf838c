"""Workflow commands of GitHub Actions: each finding becomes an annotation beside its line."""

from certeval.diagnostics import Diagnostic, Severity, Span
from certeval.messages import _
from certeval.render.ci.text import CheckReport
from certeval.render.diagnostics import advice, message, where
from certeval.render.words import visible

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
IN_TEXT = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
IN_PROPERTY = IN_TEXT | str.maketrans({":": "%3A", ",": "%2C"})


def document(report: CheckReport) -> str:
    return "".join(f"{_command(each)}\n" for each in report.diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    """One annotation: the message, where else to look, the way out, a line each."""
    properties = {"file": visible(diagnostic.place.file), **_region(diagnostic.place.span)}
    properties["title"] = diagnostic.code
    lines = [message(diagnostic)]
    lines += [f"{where(each.place)}: {_(each.message)}" for each in diagnostic.related]
    if help_text := advice(diagnostic):
        lines.append(_("help: {text}", text=help_text))
    parameters = ",".join(f"{key}={value.translate(IN_PROPERTY)}" for key, value in properties.items())
    text = "\n".join(lines).translate(IN_TEXT)
    return f"::{COMMANDS[diagnostic.kind.severity]} {parameters}::{text}"


def _region(span: Span | None) -> dict[str, str]:
    """Lines, and columns where they are on one line: GitHub refuses them on several."""
    if span is None:
        return {}
    region = {"line": str(span.line), "endLine": str(span.end_line)}
    if span.line == span.end_line:
        region |= {"col": str(span.column), "endColumn": str(span.end_column)}
    return region
