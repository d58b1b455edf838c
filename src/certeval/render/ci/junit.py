"""A JUnit report: each référentiel and each session is a test, which fails where the check does."""

import re

from certeval.diagnostics import Diagnostic
from certeval.messages import _
from certeval.render.ci.text import CheckReport, line
from certeval.render.diagnostics import advice, severity_counts
from certeval.render.words import visible

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 holds in no way, escaped or not."""


def document(report: CheckReport) -> str:
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
