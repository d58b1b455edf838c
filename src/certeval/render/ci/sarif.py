"""A SARIF 2.1.0 log: what code-scanning services read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import os
from pathlib import Path
from urllib.parse import quote_from_bytes

from certeval import __version__
from certeval.diagnostics import Diagnostic, Kind, Place, Severity
from certeval.diagnostics.families.every import KINDS
from certeval.messages import _, current_language
from certeval.render import pages
from certeval.render.ci.fingerprints import fingerprints
from certeval.render.ci.text import CheckReport
from certeval.render.diagnostics import advice, message
from certeval.render.json_text import json_text

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
LINE_BREAKS = ["\r\n", "\n", "\r", "\u0085", "\u2028", "\u2029"]
"""Where lines end, for YAML as for its line numbers."""
Plain = dict[str, object]


def document(report: CheckReport) -> str:
    codes = sorted({each.code for each in report.diagnostics})
    prints = fingerprints(report.diagnostics, report.files)
    results = [
        _result(each, codes.index(each.code), print_)
        for each, print_ in zip(report.diagnostics, prints, strict=True)
    ]
    driver = {"name": "certeval", "version": __version__, "rules": [_rule(KINDS[code]) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "language": current_language(),
        "columnKind": "unicodeCodePoints",
        "newlineSequences": LINE_BREAKS,
        "results": results,
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(kind: Kind) -> Plain:
    """A kind of finding; its page, which is written in French, is its help."""
    short = pages.title(kind)
    full = f"{short} ({way})" if (way := pages.with_ellipses(kind.help)) else short
    page = pages.markdown(kind.code)
    return {
        "id": kind.code,
        "shortDescription": {"text": short},
        "fullDescription": {"text": full},
        "help": {"text": pages.plain(page), "markdown": page} if page else {"text": full},
        "defaultConfiguration": {"level": LEVELS[kind.severity]},
    }


def _result(diagnostic: Diagnostic, rule: int, fingerprint: str) -> Plain:
    lines = [message(diagnostic)]
    if help_text := advice(diagnostic):
        lines.append(_("help: {text}", text=help_text))
    result: Plain = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": LEVELS[diagnostic.kind.severity],
        "message": {"text": "\n".join(lines)},
        "locations": [{"physicalLocation": _location(diagnostic.place)}],
        "partialFingerprints": {"certeval/1": fingerprint},
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {"id": i, "physicalLocation": _location(each.place), "message": {"text": _(each.message)}}
            for i, each in enumerate(diagnostic.related)
        ]
    return result


def _location(place: Place) -> Plain:
    location: Plain = {"artifactLocation": {"uri": uri(place.file)}}
    if span := place.span:
        location["region"] = {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        }
    return location


def uri(file: str) -> str:
    """A path as a URI: relative where the path is, percent-encoded byte by byte."""
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote_from_bytes(os.fsencode(path.as_posix()))
