"""What a document says, as it is gathered: blocs with what stands in them, and the doubts about each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from certeval.diagnostics import Kind
from certeval.exchange.layout import Spot, TextLine
from certeval.exchange.segmenting.codes import Code
from certeval.exchange.segmenting.items import ListItem


@dataclass
class OutlineNode:
    """An element as read: its kind, its code where the document gives one, its text, where it stands.

    `code` is the one it has in the draft, which is given once all are known.
    """

    kind: str
    typed: Code | None
    text: str
    spot: Spot
    nodes: list["OutlineNode"] = field(default_factory=list)
    code: str = ""
    marked: bool = False
    details: dict[str, object] = field(default_factory=dict)

    @property
    def numbers(self) -> tuple[int, ...]:
        return self.typed.numbers if self.typed else ()


def node(kind: str, item: ListItem) -> OutlineNode:
    """The element that an item is."""
    return OutlineNode(kind, item.code, item.text, item.spot, marked=item.marked)


@dataclass
class OutlineBloc(OutlineNode):
    """A bloc: its compétences are its `nodes`."""

    activites: list[OutlineNode] = field(default_factory=list)
    epreuves: list[OutlineNode] = field(default_factory=list)
    metiers: list[str] = field(default_factory=list)
    savoir_faire: list[str] = field(default_factory=list)
    condition: str = ""


@dataclass
class Doubt:
    """What is not sure, about which element (the whole where there is none), and whether a verdict hangs on it."""

    kind: Kind
    node: OutlineNode | None
    spot: Spot
    parent: OutlineNode | None = None
    blocking: bool = False
    text: str = ""


@dataclass
class DocumentOutline:
    """All that was read of a document."""

    blocs: list[OutlineBloc] = field(default_factory=list)
    epreuves: list[OutlineNode] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    links: list[tuple[OutlineNode, OutlineNode]] = field(default_factory=list)
    """Activités and the compétences that a row puts beside them."""
    assessed: list[tuple[str, OutlineNode]] = field(default_factory=list)
    """Names of épreuves and the compétences that a matrix checks for them."""
    certification: dict[str, str] = field(default_factory=dict)
    sentences: list[TextLine] = field(default_factory=list)
    """Lines outside tables that may say what it takes."""

    def competences(self) -> Iterator[OutlineNode]:
        return (each for bloc in self.blocs for each in bloc.nodes)

    def criteres(self) -> Iterator[OutlineNode]:
        return (each for competence in self.competences() for each in competence.nodes)

    def doubt(self, kind: Kind, node: OutlineNode | None, spot: Spot, **more: object) -> None:
        self.doubts.append(Doubt(kind, node, spot, **more))  # type: ignore[arg-type]  # its own fields

    @property
    def is_empty(self) -> bool:
        return not any(bloc.nodes or bloc.activites for bloc in self.blocs)


def add(texts: list[str], more: Iterable[str]) -> None:
    """Add what a list has not yet."""
    texts += [each for each in dict.fromkeys(more) if each not in texts]
