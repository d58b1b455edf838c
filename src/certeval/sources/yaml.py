"""YAML to plain values that know their place.

The event stream of libyaml never recurses and resolves nothing; an iterative builder keeps every scalar
as typed (`no`, `1.10`, `8:30` stay text; a value that is empty, `~` or `null` is None, as to editors: it would
stand as a word on a document) and refuses what a référentiel has no use for: duplicate keys, anchors, aliases,
tags, several documents, absurd depth.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path as FilePath
from typing import Any, NoReturn

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
from certeval.sources import content, encoding
from certeval.sources.document import MAX_MISTAKES, At, Document, List, Map

TOO_DEEP_FOR_LIBYAML = "maximum nesting depth"
"""What PyYAML 6.0.4 says of a line that it reads ahead of, deeper than it goes: its reader stops before ours."""

MAX_DEPTH = 64
MAX_BYTES = 50_000_000
MAX_EVENTS = 1_000_000
"""How many keys, values and ends of collections a file may hold: what bounds the memory that reading takes."""

OPENING = frozenset({MappingStartEvent, SequenceStartEvent})
CLOSING = frozenset({MappingEndEvent, SequenceEndEvent})
NON_SCALARS = OPENING | {AliasEvent}
"""The events that begin a collection, end one, and bring a value that is not a scalar."""

NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
"""What is no text as a value, unless it stands in quotes."""
STANDARD_TAG = "tag:yaml.org,2002:"
"""What libyaml makes of the « !! » that people type."""
NO_BREAK = "\u00a0\u202f\u2007"


def load(path: FilePath, name: str | None = None) -> Document:
    """Read one file. Raises OSError where the file cannot be read; nothing else."""
    data = content.of_file(path, most=MAX_BYTES)
    return parse(data, name or str(path), max(len(data), path.stat().st_size))


def parse(data: bytes, file: str, size: int = 0) -> Document:
    """Plain values and places of a YAML file's bytes, with every problem found; `size` is that of the file where these
    are not all of them.
    """
    if len(data) > MAX_BYTES:
        return _refusal(file, data, kinds.TOO_LARGE, size=max(size, len(data)), limit=MAX_BYTES)
    decoding = encoding.decode(data)
    if isinstance(decoding, encoding.Undecodable):
        span = Span(decoding.line, 1, decoding.line, 1)
        return _refusal(file, data, kinds.BINARY, span, byte=f"0x{decoding.byte:02X}", line=decoding.line)
    builder = _Builder(file)
    if decoding.encoding == "cp1252":
        span, word = encoding.first_not_ascii(decoding.text)
        builder.report(kinds.NOT_UTF8, span, encoding="Windows-1252", text=word)
    try:
        _read(builder, decoding.text)
    except _StoppedError:
        builder.root = None
    return Document(file, builder.root, data, decoding.text, builder.diagnostics)


def _refusal(file: str, data: bytes, kind: Kind, span: Span | None = None, **about: object) -> Document:
    return Document(file, None, data, "", [Diagnostic(kind, Place(file, span or Span(1, 1, 1, 1)), about)])


def _read(builder: "_Builder", text: str) -> None:
    try:
        builder.read(text)
        if builder.root is None and not builder.diagnostics:
            builder.report(kinds.EMPTY, Span(1, 1, 1, 1))
    except yaml.YAMLError as error:
        from certeval.sources.mistakes import explain  # of use where something is wrong, and only there

        kind, span, arguments = explain(error, text)
        if TOO_DEEP_FOR_LIBYAML in str(arguments.get("problem")):
            kind, arguments = kinds.TOO_DEEP, {"limit": MAX_DEPTH}
        spans = [each.place.span for each in builder.diagnostics if each.kind is not kinds.NOT_UTF8]
        # unless one near says already what stops the reading
        if not any(other.line >= span.line - 1 for other in spans if other is not None):
            builder.report(kind, span, None, **arguments)
        builder.root = None


class _StoppedError(Exception):
    """The file is not read further: it is too long, nested too deep, or has too many mistakes."""


class _Builder:
    """Events in, values out: `root` is the value of the first document."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: object = None
        self.diagnostics: list[Diagnostic] = []
        self.documents = 0
        self.text = ""
        self.restarts: set[At] = set()
        """Where the mappings begin whose first key comes again: another item begins there without its dash."""

    def report(
        self, kind: Kind, at: At | Span, /, first_at: At | Span | None = None, **arguments: object
    ) -> None:
        if len(self.diagnostics) == MAX_MISTAKES:
            most = {"limit": MAX_MISTAKES}
            self.diagnostics.append(Diagnostic(kinds.TOO_MANY, Place(self.file, Span(*at)), most))
            raise _StoppedError
        links = (Related("first given here", Place(self.file, Span(*first_at))),) if first_at else ()
        self.diagnostics.append(Diagnostic(kind, Place(self.file, Span(*at)), arguments, links))

    def read(self, text: str) -> None:
        """Build the value of a text. Raises YAMLError where it is not YAML.

        `here` is the open collection, `key` the key it waits with, `outer` the same of those around it; in a file
        that is `spaced`, a no-break space may follow a colon. One loop over local names, since every word of a
        file goes through it; what is rare is left to methods.
        """
        self.text = text
        here: Map | List | None = None
        key: tuple[str, At] | None = None
        flow = False
        outer: list[tuple[Map | List | None, tuple[str, At] | None, bool]] = []
        has_no_break = any(space in text for space in NO_BREAK)
        loader = yaml.CSafeLoader(text)
        events: Iterator[Any] = iter(loader.get_event, None)
        try:
            for event in islice(events, MAX_EVENTS):
                kind = type(event)
                if kind in CLOSING:
                    here, key, flow = outer.pop()
                    continue
                start, end = event.start_mark, event.end_mark
                at = (start.line + 1, start.column + 1, end.line + 1, end.column + 1)
                if kind is ScalarEvent:
                    value = event.value
                    if value in NOTHING or has_no_break or event.tag is not None or event.anchor is not None:
                        value = self._text(event, at, is_key=isinstance(here, Map) and key is None)
                elif kind in NON_SCALARS:
                    value = self._collection(event, at, len(outer))
                else:
                    self._document(event, at)
                    continue
                if isinstance(here, Map):
                    if key is None:
                        plain = isinstance(value, str) and value.isascii()
                        key = (value if plain else self._key(value, at), at)
                    else:
                        (name, key_at), key = key, None
                        if value is None or name in here:
                            self._report_pair(here, name, key_at, value, at, flow=flow)
                        else:
                            here[name] = value
                            here.places[name] = (key_at, at)
                elif isinstance(here, List):
                    here.append(value)
                    here.places.append(at)
                elif self.documents == 1:
                    self.root = value
                if kind is not ScalarEvent and kind in OPENING:
                    outer.append((here, key, flow))
                    here, key, flow = value, None, event.flow_style
            if (event := next(events, None)) is not None:
                self._refuse_length(event)
        finally:
            loader.dispose()

    def _refuse_length(self, event: Any) -> NoReturn:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        self.report(kinds.TOO_LONG, (line, column, line, column), limit=MAX_EVENTS)
        raise _StoppedError

    def _document(self, event: Event, at: At) -> None:
        if isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents == 2:  # noqa: PLR2004 -- one document a file
                self.report(kinds.SEVERAL_DOCUMENTS, at)

    def _text(self, event: ScalarEvent, at: At, *, is_key: bool) -> str | None:
        """A scalar as typed, None where it is empty or a value that is nothing to YAML."""
        self._properties(event, at)
        text = str(event.value)
        if event.style:
            return text
        if event.tag is None and event.anchor is None:
            colon = encoding.no_break_after_colon(text)
            if colon is not None:
                line, column = at[0], at[1] + colon
                self.report(kinds.NO_BREAK_COLON, (line, column, line, column + 1))
        if not text and (event.tag or event.anchor):  # reported: it has no other value
            return str(event.tag or f"&{event.anchor}")
        return None if text in NOTHING and not (text and is_key) else text

    def _collection(
        self, event: MappingStartEvent | SequenceStartEvent | AliasEvent, at: At, depth: int
    ) -> Map | List | str:
        """A collection, still empty; an alias is refused, and stands for its own text."""
        if isinstance(event, AliasEvent):
            self.report(kinds.ALIAS, at, name=event.anchor)
            return f"*{event.anchor}"
        self._properties(event, at)
        if depth >= MAX_DEPTH:
            self.report(kinds.TOO_DEEP, at, limit=MAX_DEPTH)
            raise _StoppedError
        return Map() if isinstance(event, MappingStartEvent) else List()

    def _properties(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent, at: At) -> None:
        """A tag or an anchor before a value: YAML takes it off the text that an author wrote."""
        if event.tag is not None:
            self.report(kinds.TAG, at, tag=event.tag.replace(STANDARD_TAG, "!!"))
        if event.anchor is not None:
            self.report(kinds.ANCHOR, at, name=event.anchor)

    def _report_alone(self, key: str, at: At) -> None:
        """A key without its value between braces: values that stand there alone are told once, where they begin."""
        if key not in (values := encoding.between_braces(self.text, at)):
            self.report(kinds.STRAY_COMMA, at, key=key)
        elif key == values[0]:
            text = ", ".join(values)
            self.report(kinds.KEY_ALONE, at, key=text, suggestion=f"[{text}]" if values[1:] else "")

    def _key(self, key: object, at: At) -> str:
        if not isinstance(key, str):
            self.report(kinds.NOT_A_KEY, at)
            return ""
        if not key.isascii() and (key[0] in NO_BREAK or key[-1] in NO_BREAK):
            bare = key.strip(NO_BREAK + " ")
            self.report(kinds.NO_BREAK_KEY, at, key=bare)
            return bare
        return key

    def _report_pair(self, here: Map, key: str, key_at: At, value: object, at: At, *, flow: bool) -> None:
        """A key that was there before, or that has no value; an item without its dash is told by its first."""
        if key in here:
            first = next(iter(here))
            start = here.places[first][0]
            if key == first and start[1] > 1:  # the mapping of the whole file is no item
                self.restarts.add(start)
            if key == first or start not in self.restarts:
                self.report(kinds.DUPLICATE_KEY, key_at, first_at=here.places[key][0], key=key)
        elif (space := encoding.no_break_after_colon(key)) is not None:
            here.put(key[: space - 1], key_at, key[space + 1 :], key_at)
        elif flow and encoding.is_alone(self.text, key_at, at):
            self._report_alone(key, key_at)
        elif key:
            here.put(key, key_at, value, at)
