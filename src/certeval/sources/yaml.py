"""YAML to plain values that know their place.

The event stream of libyaml never recurses and resolves nothing; an iterative builder keeps every scalar
as typed (`no`, `1.10`, `8:30` stay text, an empty value is None) and refuses what a référentiel has no use
for: duplicate keys, anchors, aliases, tags, several documents, absurd depth.
"""

from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, cast

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from certeval.diagnostics import Diagnostic, Kind, Place, Related, Span
from certeval.diagnostics.families import yaml as kinds
from certeval.messages import N_
from certeval.sources import encoding, mistakes
from certeval.sources.document import Document, List, Map

if TYPE_CHECKING:
    from yaml.error import Mark

MAX_DEPTH = 64
MAX_BYTES = 50_000_000

NO_BREAK = "\u00a0\u202f\u2007"


def load(path: FilePath, name: str | None = None) -> Document:
    """Read one file. Raises OSError where the file cannot be read; nothing else."""
    return parse(path.read_bytes(), name or str(path))


def parse(data: bytes, file: str) -> Document:
    """Plain values and places of a YAML file's bytes, with every problem found."""
    if len(data) > MAX_BYTES:
        return _refused(file, data, kinds.TOO_LARGE, size=len(data), limit=MAX_BYTES)
    decoded = encoding.decode(data)
    if isinstance(decoded, encoding.Undecodable):
        span = Span(decoded.line, 1, decoded.line, 1)
        return _refused(file, data, kinds.BINARY, span, byte=f"0x{decoded.byte:02X}", line=decoded.line)
    builder = _Builder(file)
    if decoded.encoding == "cp1252":
        span, word = mistakes.first_not_ascii(decoded.text)
        builder.report(kinds.NOT_UTF8, span, encoding="Windows-1252", text=word)
    _run(builder, decoded.text)
    return Document(file, builder.root, data, decoded.text, builder.diagnostics)


def _refused(file: str, data: bytes, kind: Kind, span: Span | None = None, **arguments: object) -> Document:
    return Document(
        file, None, data, "", [Diagnostic(kind, Place(file, span or Span(1, 1, 1, 1)), arguments)]
    )


def _run(builder: "_Builder", text: str) -> None:
    try:
        for event in _events(text):
            builder.take(event)
        if builder.root is None and not builder.diagnostics:
            builder.report(kinds.EMPTY, Span(1, 1, 1, 1))
    except _TooDeepError:
        builder.root = None
    except yaml.YAMLError as error:
        kind, span, arguments = mistakes.explain(error, text)
        if not builder.said_near(span):
            builder.report(kind, span, None, **arguments)
        builder.root = None


def _events(text: str) -> Iterator[Event]:
    loader = yaml.CSafeLoader(text)
    try:
        while loader.check_event():
            event = loader.get_event()
            if event is not None:
                yield event
    finally:
        loader.dispose()


class _TooDeepError(Exception):
    """Nesting beyond MAX_DEPTH: the file is not read further."""


def _span(event: Event) -> Span:
    start, end = cast("Mark", event.start_mark), cast("Mark", event.end_mark)
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


class _Builder:
    """Events in, values out: `stack` holds the open collections, `keys` the key each of them waits with."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: object = None
        self.diagnostics: list[Diagnostic] = []
        self.documents = 0
        self.stack: list[Map | List] = []
        self.keys: list[tuple[str, Span] | None] = []
        self.flow: list[bool] = []

    def report(self, kind: Kind, span: Span, /, related: Span | None = None, **arguments: object) -> None:
        links = (Related(N_("first given here"), Place(self.file, related)),) if related else ()
        self.diagnostics.append(Diagnostic(kind, Place(self.file, span), arguments, links))

    def said_near(self, span: Span) -> bool:
        """Whether a finding on this line or the one before already says what stops the reading here."""
        spans = [d.place.span for d in self.diagnostics if d.kind is not kinds.NOT_UTF8]
        return any(said.line >= span.line - 1 for said in spans if said is not None)

    def take(self, event: Event) -> None:
        if isinstance(event, ScalarEvent):
            self._scalar(event)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._open(event)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self._close()
        elif isinstance(event, AliasEvent):
            self.report(kinds.ALIAS, _span(event), name=event.anchor)
            self._place(f"*{event.anchor}", _span(event), f"*{event.anchor}")
        elif isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents == 2:  # noqa: PLR2004 -- one document a file
                self.report(kinds.SEVERAL_DOCUMENTS, _span(event))

    def _scalar(self, event: ScalarEvent) -> None:
        span = _span(event)
        self._properties(event, span)
        plain = not event.style
        text: str | None = event.value
        if plain and text == "":
            text = None
        elif plain and not event.tag and not event.anchor:
            colon = mistakes.no_break_after_colon(event.value)
            if colon is not None:
                self.report(kinds.NO_BREAK_COLON, mistakes.within(span, colon))
        self._place(text, span, text)

    def _properties(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent, span: Span) -> None:
        """A tag or an anchor before a value: YAML takes it off the text that an author wrote."""
        if event.tag is not None:
            self.report(kinds.TAG, span, tag=event.tag)
        if event.anchor is not None:
            self.report(kinds.ANCHOR, span, name=event.anchor)

    def _open(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        span = _span(event)
        self._properties(event, span)
        if len(self.stack) >= MAX_DEPTH:
            self.report(kinds.TOO_DEEP, span, limit=MAX_DEPTH)
            raise _TooDeepError
        node = Map(span) if isinstance(event, MappingStartEvent) else List(span)
        self._place(node, span, None)
        self.stack.append(node)
        self.keys.append(None)
        self.flow.append(bool(event.flow_style))

    def _close(self) -> None:
        self.stack.pop()
        self.keys.pop()
        self.flow.pop()

    def _place(self, value: object, span: Span, key: str | None) -> None:
        """Put a value where the open collection expects it: as root, item, key, or value of the last key."""
        if not self.stack:
            if self.documents == 1:
                self.root = value
            return
        parent = self.stack[-1]
        if isinstance(parent, List):
            parent.append(value)
            parent.values_at.append(span)
        elif self.keys[-1] is None:
            self.keys[-1] = (self._key(key, span), span)
        else:
            (name, at), self.keys[-1] = self.keys[-1], None
            self._pair(parent, name, at, value, span)

    def _key(self, key: str | None, span: Span) -> str:
        if key is None:
            self.report(kinds.NOT_A_KEY, span)
            return ""
        if key[0:1] in NO_BREAK or key[-1:] in NO_BREAK:
            bare = key.strip(NO_BREAK + " ")
            if bare != key:
                self.report(kinds.NO_BREAK_KEY, span, key=bare)
                return bare
        return key

    def _pair(self, parent: Map, key: str, at: Span, value: object, span: Span) -> None:
        if key in parent:
            self.report(kinds.DUPLICATE_KEY, at, related=parent.keys_at[key], key=key)
        elif value is None and (space := mistakes.no_break_after_colon(key)) is not None:
            self._put(parent, key[: space - 1], at, key[space + 1 :], at)
        elif value is None and self.flow[-1] and (span.line, span.column) == (at.end_line, at.end_column):
            self.report(kinds.STRAY_COMMA, at, key=key)
        elif key or value is not None:
            self._put(parent, key, at, value, span)

    @staticmethod
    def _put(parent: Map, key: str, at: Span, value: object, span: Span) -> None:
        parent[key] = value
        parent.keys_at[key] = at
        parent.values_at[key] = span
