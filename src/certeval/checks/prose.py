"""The texts of a document as people wrote them, and where in the file a part of one stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from certeval.diagnostics import Path, Span
from certeval.sources.encoding import LINE_BREAK
from certeval.sources.yaml import Document, List, Map

WRITTEN = frozenset({"certification", "blocs", "epreuves", "faits"})
"""The sections that hold what people wrote to be read."""
COMPUTED = frozenset({"validation", "echelle", "statuts", "jures", "tentatives", "liens", "code", "evalue"})
"""The keys, inside these sections, whose values are for the program."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One value of the file: its path, its text once read, its span, and the same as it is typed."""

    path: Path
    text: str
    span: Span
    typed: str

    @property
    def is_prose(self) -> bool:
        """Whether it was written to be read, rather than computed with or followed as a link."""
        return self.path[0] in WRITTEN and COMPUTED.isdisjoint(self.path)

    def place(self, found: re.Match[str] | None) -> Span:
        """Where a part found in `typed` stands; the whole value where it is typed in another way."""
        if found is None:
            return self.span
        before = LINE_BREAK.split(self.typed[: found.start()])
        line = self.span.line + len(before) - 1
        column = len(before[-1]) + (self.span.column if len(before) == 1 else 1)
        length = len(LINE_BREAK.split(found[0])[0])
        return Span(line, column, line, column + max(1, length))


def passages(document: Document, holding: re.Pattern[str]) -> Iterator[Passage]:
    """The texts of a document in which a pattern is found, in the order of the file.

    Nothing is walked where the file itself does not hold it, as typed or by an escape.
    """
    if not holding.search(document.text) and "\\" not in document.text:
        return
    lines: list[int] = []
    for path, text, span in texts(document):
        if holding.search(text):
            lines = lines or [0, *(found.end() for found in LINE_BREAK.finditer(document.text))]
            start = lines[span.line - 1] + span.column - 1
            end = lines[span.end_line - 1] + span.end_column - 1 if span.end_line <= len(lines) else None
            yield Passage(path, text, span, document.text[start:end])


def texts(document: Document) -> Iterator[tuple[Path, str, Span]]:
    """Path, text and span of every value that is a text, but what écarts quote as irregular."""
    stack: list[tuple[Path, object, Span]] = [((), document.root, Span(1, 1, 1, 1))]
    while stack:
        path, node, span = stack.pop()
        if isinstance(node, str):
            yield path, node, span
        elif path[:1] == ("ecarts",):
            continue
        elif isinstance(node, Map):
            stack.extend([((*path, key), node[key], node.values_at[key]) for key in reversed(node)])
        elif isinstance(node, List):
            each = [((*path, i), node[i], node.values_at[i]) for i in range(len(node))]
            stack.extend(reversed(each))
