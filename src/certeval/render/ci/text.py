"""What was checked and found, and what of it fails; as the text that people read, a line a finding for editors,
workflow commands of GitHub Actions, by which each finding becomes an annotation beside its line, or a JUnit report.
"""

import re
from collections.abc import Callable
from dataclasses import field, replace

from certeval.diagnostics import Diagnostic, Severity
from certeval.frozen import frozen
from certeval.messages import _, plural
from certeval.render import diagnostics as rendering
from certeval.render.diagnostics import Sources, advice, message, severity_counts, where
from certeval.render.words import visible
from certeval.sources.document import Document


@frozen
class CheckReport:
    """Findings in order, and the documents checked by the name of their file; `strict`: warnings fail too."""

    diagnostics: list[Diagnostic]
    documents: dict[str, Document]
    strict: bool = False
    sessions: dict[str, Document] = field(default_factory=dict)
    """The files of sessions checked beside référentiels."""
    columns: int | None = None
    """Those of the terminal where it is shown, None elsewhere."""

    @property
    def files(self) -> dict[str, Document]:
        """All that was checked: référentiels, then sessions."""
        return self.documents | self.sessions

    @property
    def failures(self) -> list[Diagnostic]:
        """The findings that make the check fail."""
        return [each for each in self.diagnostics if self.fails(each)]

    def fails(self, diagnostic: Diagnostic) -> bool:
        return diagnostic.is_error or (self.strict and diagnostic.kind.severity is Severity.WARNING)

    def with_file_names(self, name: Callable[[str], str]) -> "CheckReport":
        """The same, of files called otherwise."""
        diagnostics = [each.with_file_names(name) for each in self.diagnostics]
        documents = {name(file): document for file, document in self.documents.items()}
        sessions = {name(file): document for file, document in self.sessions.items()}
        return replace(self, diagnostics=diagnostics, documents=documents, sessions=sessions)


def concise_lines(report: CheckReport) -> str:
    """A line a finding, `path:line:column: CODE message`, as editors and `grep` expect. No finding, no line."""
    return "".join(f"{line(each)}\n" for each in report.diagnostics)


def line(diagnostic: Diagnostic) -> str:
    return f"{where(diagnostic.place)}: {diagnostic.code} {message(diagnostic)}"


def document(report: CheckReport) -> str:
    if report.diagnostics:
        contents = {file: document.data for file, document in report.files.items()}
        sources = Sources(contents, report.columns)
        return rendering.text(report.diagnostics, sources)
    referentiels, sessions = len(report.documents), len(report.sessions)
    of_referentiels = plural(
        "{n} référentiel checked: nothing to report", "{n} référentiels checked: nothing to report"
    )
    of_sessions = plural("{n} session checked: nothing to report", "{n} sessions checked: nothing to report")
    lines = [of_referentiels(referentiels)] if referentiels or not sessions else []
    return "\n".join([*lines, *([of_sessions(sessions)] if sessions else [])]) + "\n"


COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
IN_TEXT = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
IN_PROPERTY = IN_TEXT | str.maketrans({":": "%3A", ",": "%2C"})


def github_commands(report: CheckReport) -> str:
    """An annotation a finding: the message, where else to look, the way out, a line each. Columns stand where they are
    on one line: GitHub refuses them on several.
    """
    commands: list[str] = []
    for diagnostic in report.diagnostics:
        properties = {"file": visible(diagnostic.place.file)}
        if span := diagnostic.place.span:
            properties |= {"line": str(span.line), "endLine": str(span.end_line)}
            if span.line == span.end_line:
                properties |= {"col": str(span.column), "endColumn": str(span.end_column)}
        properties["title"] = diagnostic.code
        lines = [message(diagnostic)]
        lines += [f"{where(each.place)}: {_(each.message)}" for each in diagnostic.related]
        if help_text := advice(diagnostic):
            lines.append(_("help: {text}", text=help_text))
        parameters = ",".join(f"{key}={value.translate(IN_PROPERTY)}" for key, value in properties.items())
        text = "\n".join(lines).translate(IN_TEXT)
        commands.append(f"::{COMMANDS[diagnostic.kind.severity]} {parameters}::{text}\n")
    return "".join(commands)


NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 holds in no way, escaped or not."""


def junit(report: CheckReport) -> str:
    """Each référentiel and each session is a test, which fails where the check does."""
    from xml.etree import ElementTree as ET

    suite = ET.Element("testsuite", name="certeval check")
    failure_count = 0
    # a finding may be in a file that is no référentiel and no session, such as a fiche: it fails there
    files = dict.fromkeys((*report.files, *(each.place.file for each in report.diagnostics)))
    for file in files:
        case = ET.SubElement(suite, "testcase", classname="certeval.check", name=_xml_text(visible(file)))
        about = [each for each in report.diagnostics if each.place.file == file]
        failures = [each for each in about if report.fails(each)]
        if failures:
            failure_count += 1
            attributes = {"message": severity_counts(failures), "type": failures[0].code}
            ET.SubElement(case, "failure", attributes).text = _findings_text(failures)
        if others := [each for each in about if not report.fails(each)]:
            ET.SubElement(case, "system-out").text = _findings_text(others)
    counts = {"tests": len(files), "failures": failure_count, "errors": 0, "skipped": 0}
    suite.attrib |= {name: str(count) for name, count in counts.items()}
    suites = ET.Element("testsuites")
    suites.append(suite)
    ET.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode") + "\n"


def _findings_text(diagnostics: list[Diagnostic]) -> str:
    """Findings a line each, each with its way out below it."""
    lines: list[str] = []
    for diagnostic in diagnostics:
        lines.append(line(diagnostic))
        if help_text := advice(diagnostic):
            lines.append("  " + _("help: {text}", text=help_text))
    return _xml_text("\n".join(lines))


def _xml_text(text: str) -> str:
    return NOT_XML.sub("", text)
