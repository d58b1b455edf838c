"""What a document says, as it is gathered: blocs with what stands in them, and the doubts about each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from certeval.diagnostics import Kind
from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import Spot, TextLine
from certeval.exchange.segmenting import headings
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

    @property
    def is_bare(self) -> bool:
        """Whether nothing was read of it but its title."""
        return not (self.nodes or self.activites or self.epreuves)


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


def merged(outlines: Sequence[DocumentOutline]) -> DocumentOutline:
    """The outline of several: what the first ones say, and what the others add."""
    found, *others = outlines
    for other in others:
        found.certification = other.certification | found.certification
        found.doubts += other.doubts
        found.links += other.links
        found.sentences += other.sentences
        for bloc in other.blocs:
            there = same(found.blocs, bloc)
            if isinstance(there, OutlineBloc):
                join(found, there, bloc)
            else:
                found.blocs.append(bloc)
        found.epreuves += [each for each in other.epreuves if same(found.epreuves, each) is None]
    return found


def same(listed: Sequence[OutlineNode], element: OutlineNode) -> OutlineNode | None:
    """The element of a list that this one is: by its text, or by its number where one of them has no text."""
    return next(
        (
            each
            for each in listed
            if (each.text and headings.bare(each.text) == headings.bare(element.text))
            or (each.numbers and each.numbers == element.numbers and not (each.text and element.text))
        ),
        None,
    )


def join(found: DocumentOutline, bloc: OutlineBloc, other: OutlineBloc) -> None:
    """Add to a bloc what another description of it holds beside."""
    add(bloc.metiers, other.metiers)
    add(bloc.savoir_faire, other.savoir_faire)
    bloc.condition = bloc.condition or other.condition
    bloc.activites += [each for each in other.activites if same(bloc.activites, each) is None]
    bloc.epreuves += [each for each in other.epreuves if same(bloc.epreuves, each) is None]
    _forget(found, other)
    for competence in other.nodes:
        there = same(bloc.nodes, competence)
        if there is None:
            bloc.nodes.append(competence)
            continue
        differ = bool(there.nodes and competence.nodes) and _texts(there) != _texts(competence)
        if there.nodes:
            _forget(found, competence)
        if differ:
            found.doubt(kinds.TWO_LISTS, there, competence.spot, blocking=True)
        there.nodes = there.nodes or competence.nodes


def _forget(found: DocumentOutline, element: OutlineNode) -> None:
    """Doubts about an element that another stands for, or about what stands in it, are no more."""
    gone = {id(element), *(id(each) for each in element.nodes if element.kind == "competence")}
    found.doubts = [each for each in found.doubts if id(each.node) not in gone]


def _texts(competence: OutlineNode) -> list[str]:
    return [headings.bare(each.text) for each in competence.nodes]
