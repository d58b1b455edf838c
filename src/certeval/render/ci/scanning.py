"""What code-scanning services read, and tell from a run to the next: SARIF 2.1.0, a Code Quality report of GitLab.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import hashlib
import os
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote_from_bytes

from certeval import __version__
from certeval.diagnostics import Diagnostic, Kind, Place, Severity, Span
from certeval.diagnostics.families.every import KINDS
from certeval.messages import _, current_language
from certeval.render import pages
from certeval.render.ci.text import CheckReport
from certeval.render.diagnostics import advice, file_name, message
from certeval.render.json_text import json_text
from certeval.sources.document import Document, List, Map
from certeval.sources.encoding import lines
from certeval.text.nearest import fold

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
    return json_text(
        {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    )


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


SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def code_quality(report: CheckReport) -> str:
    """A bare list, an entry a finding."""
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


UNSTABLE_ARGUMENTS = frozenset({"suggestion", "byte", "seen"})
"""Arguments that another line of the file may change, or that say again where the finding is."""


def fingerprints(diagnostics: Iterable[Diagnostic], documents: Mapping[str, Document]) -> list[str]:
    """One for each finding, all different: of its code, its file, what it says in people's own words, and
    the element it stands in; then, where these are the same, of how many such come before.
    """
    before: Counter[str] = Counter()
    prints: list[str] = []
    for diagnostic in diagnostics:
        identity = "\0".join(_identity(diagnostic, documents.get(diagnostic.place.file)))
        before[identity] += 1
        prints.append(
            hashlib.sha256(f"{identity}\0{before[identity]}".encode(errors="replace")).hexdigest()[:32]
        )
    return prints


def _identity(diagnostic: Diagnostic, document: Document | None) -> list[str]:
    arguments = [
        f"{name}={fold(value)}"
        for name, value in sorted(diagnostic.arguments.items())
        if isinstance(value, str) and name not in UNSTABLE_ARGUMENTS
    ]
    span = diagnostic.place.span
    where = address(document, span) if document and span else ""
    return [diagnostic.code, diagnostic.place.file, where, *arguments]


def address(document: Document, span: Span) -> str:
    """Where a place is, in words: the keys, codes and texts that lead to it, `blocs/BC1/intitule`.

    In a file that could not be read, the text of its line.
    """
    if document.root is None:
        file_lines = lines(document.text)
        return fold(file_lines[span.line - 1]) if span.line <= len(file_lines) else ""
    steps: list[str] = []
    node: object = document.root
    while isinstance(node, Map | List):
        places = [at for at, _ in node.places.values()] if isinstance(node, Map) else node.places
        count = bisect_right(places, (span.line, span.column), key=lambda at: at[:2])
        if not count:
            break
        node, step = _child(node, count - 1)
        steps.append(step)
    return "/".join(steps)


def _child(node: Map | List, rank: int) -> tuple[object, str]:
    """A value of a mapping, by its key, or an item of a list, by its code or its text, never by its rank."""
    if isinstance(node, Map):
        key = list(node)[rank]
        return node[key], key
    item = node[rank]
    label = item.get("code") if isinstance(item, Map) else item
    return item, fold(label) if isinstance(label, str) else "-"
