"""What makes a finding the same one from a run to the next, wherever its line has moved."""

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping

from certeval.diagnostics import Diagnostic, Span
from certeval.sources.document import Document, List, Map
from certeval.sources.encoding import lines
from certeval.text.nearest import fold

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
