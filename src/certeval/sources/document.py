"""A YAML document as read: plain values, the place of each, and what was wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import field
from itertools import count

from certeval.diagnostics import Diagnostic, Finding, Path, Place, Related, Span
from certeval.frozen import frozen

At = tuple[int, int, int, int]
"""A span as read. It becomes a Span where it is asked for: of most values it never is."""


MAX_MISTAKES = 10_000
"""How many mistakes of one file are said; where there are more, it is the wrong file."""


class Map(dict[str, object]):
    """A mapping as read; `places` holds where the key and the value of each pair stand."""

    __slots__ = ("places",)

    def __init__(self) -> None:
        self.places: dict[str, tuple[At, At]] = {}

    def put(self, key: str, key_at: At, value: object, at: At) -> None:
        """Add a pair that stands at these places."""
        self[key] = value
        self.places[key] = (key_at, at)

    def entries(self) -> Iterable[tuple[str | int, object, At]]:
        """Each key with its value, and where that stands."""
        return ((key, value, self.places[key][1]) for key, value in self.items())

    def key_at(self, key: str) -> Span:
        return Span(*self.places[key][0])

    def value_at(self, key: str) -> Span:
        return Span(*self.places[key][1])


class List(list[object]):
    """A sequence as read; `places` holds where each item stands."""

    __slots__ = ("places",)

    def __init__(self) -> None:
        self.places: list[At] = []

    def entries(self) -> Iterable[tuple[str | int, object, At]]:
        """Each index with its item, and where that stands."""
        return zip(count(), self, self.places, strict=False)

    def value_at(self, index: int) -> Span:
        return Span(*self.places[index])


@frozen
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
                span, node = node.value_at(str(step)), node[str(step)]
            elif isinstance(node, List) and isinstance(step, int) and step < len(node):
                span, node = node.value_at(step), node[step]
            else:
                return self._start(node, span)
        if at_key and path and isinstance(parent := self.at(path[:-1]), Map):
            return parent.key_at(str(path[-1]))
        return self._start(node, span)

    @staticmethod
    def _start(node: object, span: Span) -> Span:
        """A collection is shown by its first key or item rather than by all its lines."""
        while isinstance(node, Map | List) and node:
            if isinstance(node, Map):
                return node.key_at(next(iter(node)))
            span, node = node.value_at(0), node[0]
        return span

    def at(self, path: Path) -> object:
        """The plain value at a path, or None."""
        return value_at(self.root, path)

    def extent(self, path: Path) -> tuple[tuple[int, int], tuple[int, int]]:
        """The (line, column) where the value at a path begins, and where the next thing after it does."""
        if not path:
            return (1, 1), (len(self.data) + 2, 1)
        span = self.span(path)
        ends = [at[2:] for _, each in collections(self.at(path)) for _, _, at in each.entries()]
        return (span.line, span.column), max([span[2:], *ends])

    def place(self, path: Path, *, at_key: bool = False) -> Place:
        return Place(self.file, self.span(path, at_key=at_key))

    def locate(self, finding: Finding) -> Diagnostic:
        """A finding made on values, at its place in this file."""
        place = self.place(finding.path, at_key=finding.at_key)
        links = tuple(Related(message, self.place(path)) for message, path in finding.related)
        return Diagnostic(finding.kind, place, finding.arguments, links)


def value_at(root: object, path: Path) -> object:
    """The plain value at a path from a root, or None."""
    node = root
    for step in path:
        if isinstance(node, dict):
            node = node.get(step)
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            return None
    return node


def collections(root: object) -> Iterator[tuple[Path, Map | List]]:
    """Every mapping and list of a document, with its path, none before what holds it."""
    stack: list[tuple[Path, object]] = [((), root)]
    while stack:
        path, node = stack.pop()
        if isinstance(node, Map | List):
            yield path, node
            stack.extend(((*path, step), value) for step, value, _ in node.entries())


def shape(value: object) -> str:
    """What a value is, in a word that `render` translates."""
    if isinstance(value, dict):
        return "mapping"
    if isinstance(value, list):
        return "list"
    return "nothing" if value is None else "text"
