"""The texts of a document as people wrote them, and where in the file a part of one stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from certeval.diagnostics import Path, Span
from certeval.sources.document import Document, List, Map
from certeval.sources.encoding import LINE_BREAK

WRITTEN = frozenset({"certification", "blocs", "epreuves", "faits"})
"""The sections that hold what people wrote to be read."""
COMPUTED = frozenset({"validation", "echelle", "statuts", "jures", "tentatives", "liens", "code", "evalue"})
"""The keys, inside these sections, whose values are for the program."""


class Passage(NamedTuple):
    """One text of the file: its path, the text once read, its span."""

    path: Path
    text: str
    span: Span

    @property
    def is_prose(self) -> bool:
        """Whether it was written to be read, rather than computed with or followed as a link."""
        return self.path[0] in WRITTEN and COMPUTED.isdisjoint(self.path)


@dataclass(frozen=True)
class Prose:
    """The texts of a document, but what écarts quote as irregular, in the order of the file."""

    document: Document
    passages: tuple[Passage, ...]

    @cached_property
    def lines(self) -> tuple[int, ...]:
        """Where each line of the file begins in its text."""
        return (0, *(found.end() for found in LINE_BREAK.finditer(self.document.text)))

    def holding(self, pattern: re.Pattern[str], *typed: re.Pattern[str]) -> Iterator[Passage]:
        """The passages in which a pattern is found. None is read where the file itself holds neither it nor
        what it may be `typed` as.
        """
        text = self.document.text
        if "\\" in text or any(each.search(text) for each in (pattern, *typed)):
            yield from (passage for passage in self.passages if pattern.search(passage.text))

    def place(self, passage: Passage, *patterns: re.Pattern[str]) -> Span:
        """Where the first of these patterns stands in a passage as it is typed: the whole of it where none does."""
        lines, span = self.lines, passage.span
        start = lines[span.line - 1] + span.column - 1
        end = lines[span.end_line - 1] + span.end_column - 1 if span.end_line <= len(lines) else None
        typed = self.document.text[start:end]
        found = next((found for pattern in patterns if (found := pattern.search(typed))), None)
        if found is None:
            return span
        before = LINE_BREAK.split(typed[: found.start()])
        line = span.line + len(before) - 1
        column = len(before[-1]) + (span.column if len(before) == 1 else 1)
        length = len(LINE_BREAK.split(found[0])[0])
        return Span(line, column, line, column + max(1, length))


def read(document: Document) -> Prose:
    """The prose of a document."""
    return Prose(document, tuple(_texts(document)))


def _texts(document: Document) -> Iterator[Passage]:
    stack: list[tuple[Path, object, Span]] = [((), document.root, Span(1, 1, 1, 1))]
    while stack:
        path, node, span = stack.pop()
        if isinstance(node, str):
            yield Passage(path, node, span)
        elif path[:1] == ("ecarts",):
            continue
        elif isinstance(node, Map):
            stack.extend([((*path, key), node[key], node.values_at[key]) for key in reversed(node)])
        elif isinstance(node, List):
            each = [((*path, i), node[i], node.values_at[i]) for i in range(len(node))]
            stack.extend(reversed(each))
