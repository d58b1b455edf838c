"""A YAML document as read: plain values, the place of each, and what was wrong."""

from dataclasses import dataclass, field

from certeval.diagnostics import Diagnostic, Finding, Path, Place, Related, Span


class Map(dict[str, object]):
    """A mapping as read; `keys_at` and `values_at` hold the span of each key and of each value."""

    __slots__ = ("keys_at", "span", "values_at")

    def __init__(self, span: Span) -> None:
        super().__init__()
        self.span = span
        self.keys_at: dict[str, Span] = {}
        self.values_at: dict[str, Span] = {}


class List(list[object]):
    """A sequence as read; `values_at` holds the span of each item."""

    __slots__ = ("span", "values_at")

    def __init__(self, span: Span) -> None:
        super().__init__()
        self.span = span
        self.values_at: list[Span] = []


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML file: its root value (None where nothing could be read), its text, what was wrong with it."""

    file: str
    root: object
    data: bytes
    text: str = ""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def span(self, path: Path, *, at_key: bool = False) -> Span:
        """The span of the value (or key) at a path; the nearest ancestor's where the path leads nowhere."""
        node, span = self.root, Span(1, 1, 1, 1)
        for step in path:
            if isinstance(node, Map) and step in node:
                span, node = node.values_at[str(step)], node[str(step)]
            elif isinstance(node, List) and isinstance(step, int) and step < len(node):
                span, node = node.values_at[step], node[step]
            else:
                return self._start(node, span)
        if at_key and path and isinstance(parent := self.at(path[:-1]), Map):
            return parent.keys_at[str(path[-1])]
        return self._start(node, span)

    @staticmethod
    def _start(node: object, span: Span) -> Span:
        """A collection is shown by its first key or item rather than by all its lines."""
        while isinstance(node, Map | List) and node:
            if isinstance(node, Map):
                return next(iter(node.keys_at.values()))
            span, node = node.values_at[0], node[0]
        return span

    def at(self, path: Path) -> object:
        """The plain value at a path, or None."""
        node = self.root
        for step in path:
            if isinstance(node, Map):
                node = node.get(str(step))
            elif isinstance(node, List) and isinstance(step, int) and step < len(node):
                node = node[step]
            else:
                return None
        return node

    def extent(self, path: Path) -> tuple[tuple[int, int], tuple[int, int]]:
        """The (line, column) where the value at a path begins, and where the next thing after it does."""
        if not path:
            return (1, 1), (len(self.data) + 2, 1)
        span = self.span(path)
        return (span.line, span.column), self._end(self.at(path), span)

    @staticmethod
    def _end(node: object, span: Span) -> tuple[int, int]:
        """The end of the last scalar of a value."""
        stack, last = [(node, span)], (span.end_line, span.end_column)
        while stack:
            here, at = stack.pop()
            last = max(last, (at.end_line, at.end_column))
            if isinstance(here, Map):
                stack.extend((here[key], here.values_at[key]) for key in here)
            elif isinstance(here, List):
                stack.extend(zip(here, here.values_at, strict=True))
        return last

    def place(self, path: Path, *, at_key: bool = False) -> Place:
        return Place(self.file, self.span(path, at_key=at_key))

    def locate(self, finding: Finding) -> Diagnostic:
        """A finding made on values, at its place in this file."""
        return Diagnostic(
            finding.kind,
            self.place(finding.path, at_key=finding.at_key),
            finding.arguments,
            tuple(Related(message, self.place(path)) for message, path in finding.related),
        )
