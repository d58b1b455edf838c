"""The texts of a document as people wrote them, and where in the file a part of one stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from certeval.diagnostics import Path, Span
from certeval.sources.document import At, Document, List, Map
from certeval.sources.encoding import LINE_BREAK

PROSE_SECTIONS = frozenset({"certification", "blocs", "epreuves", "faits"})
"""The sections that hold what people wrote to be read."""
PROGRAM_KEYS = frozenset(
    {"validation", "echelle", "statuts", "jures", "tentatives", "liens", "code", "evalue"}
)
PROGRAM_KEYS |= {"nsf", "siret", "rncp", "regles", "conservation", "a_travers"}
"""The keys, inside these sections, whose values are for the program."""
QUOTATION_SECTIONS = frozenset({"ecarts", "a_relire"})
"""The sections that quote what is irregular elsewhere."""

ASCII = re.compile(r"[\x00-\x7f]+")


class ProseText(NamedTuple):
    """One text of the file: its path, the text once read, where it stands.

    `is_prose` where it was written to be read, rather than computed with or followed as a link.
    """

    path: Path
    text: str
    at: At
    is_prose: bool = True

    @property
    def span(self) -> Span:
        return Span(*self.at)


@dataclass(frozen=True)
class Prose:
    """The texts of a document, but what écarts and doubts quote as irregular, in the order of the file."""

    document: Document
    passages: tuple[ProseText, ...]

    @cached_property
    def lines(self) -> tuple[int, ...]:
        """Where each line of the file begins in its text."""
        return (0, *(line_break.end() for line_break in LINE_BREAK.finditer(self.document.text)))

    @cached_property
    def readable_passages(self) -> tuple[ProseText, ...]:
        """The passages that were written to be read."""
        return tuple([passage for passage in self.passages if passage.is_prose])

    @cached_property
    def whole(self) -> str:
        """All the texts, one after the other: what it does not hold need not be looked for in each."""
        return "\n".join([passage.text for passage in self.passages])

    @cached_property
    def beyond_ascii(self) -> str:
        """All the characters of the texts that are not ASCII."""
        return ASCII.sub("", self.whole)

    def passages_beyond_ascii(self, pattern: re.Pattern[str]) -> Iterator[ProseText]:
        """The passages in which a pattern without an ASCII character is found."""
        if pattern.search(self.beyond_ascii):
            yield from (passage for passage in self.passages if pattern.search(passage.text))

    def passages_with(self, pattern: re.Pattern[str]) -> Iterator[ProseText]:
        """The passages in which a pattern is found."""
        if pattern.search(self.whole):
            yield from (passage for passage in self.passages if pattern.search(passage.text))

    def place(self, passage: ProseText, *patterns: re.Pattern[str]) -> Span:
        """Where the first of these patterns stands in a passage as it is typed: the whole of it where none does."""
        lines, span = self.lines, passage.span
        start = lines[span.line - 1] + span.column - 1
        end = lines[span.end_line - 1] + span.end_column - 1 if span.end_line <= len(lines) else None
        text = self.document.text[start:end]
        match = next((match for pattern in patterns if (match := pattern.search(text))), None)
        if match is None:
            return span
        before = LINE_BREAK.split(text[: match.start()])
        line = span.line + len(before) - 1
        column = len(before[-1]) + (span.column if len(before) == 1 else 1)
        length = len(LINE_BREAK.split(match[0])[0])
        return Span(line, column, line, column + max(1, length))


def read(document: Document) -> Prose:
    """The prose of a document."""
    passages: list[ProseText] = []
    _gather(document.root, (), passages, is_prose=True)
    return Prose(document, tuple(passages))


def _gather(node: object, path: Path, passages: list[ProseText], *, is_prose: bool) -> None:
    """Add the texts below a value, which is nested no deeper than the reader lets it be."""
    if isinstance(node, Map):
        for key, (_, at) in node.places.items():
            prose = is_prose and (key not in PROGRAM_KEYS if path else key in PROSE_SECTIONS)
            value, here = node[key], (*path, key)
            if type(value) is str:
                passages.append(ProseText(here, value, at, prose))
            elif path or key not in QUOTATION_SECTIONS:
                _gather(value, here, passages, is_prose=prose)
    elif isinstance(node, List):
        for i, (value, at) in enumerate(zip(node, node.places, strict=True)):
            if type(value) is str:
                passages.append(ProseText((*path, i), value, at, is_prose and path != ()))
            else:
                _gather(value, (*path, i), passages, is_prose=is_prose and path != ())
