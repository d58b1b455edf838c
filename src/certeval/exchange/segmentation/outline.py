"""What a document says, as it is gathered: blocs with what stands in them, and the doubts about each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from certeval.diagnostics import Kind
from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import Spot, TextLine
from certeval.exchange.segmentation import headings
from certeval.exchange.segmentation.codes import Code
from certeval.exchange.segmentation.items import ListItem


@dataclass
class OutlineNode:
    """An element as read; `document_code` is the document's, `code` the draft's, given once all are known."""

    kind: str
    document_code: Code | None
    text: str
    spot: Spot
    nodes: list["OutlineNode"] = field(default_factory=list)
    code: str = ""
    has_mark: bool = False
    details: dict[str, object] = field(default_factory=dict)

    @property
    def numbers(self) -> tuple[int, ...]:
        return self.document_code.numbers if self.document_code else ()


def node(kind: str, item: ListItem) -> OutlineNode:
    """The element that an item is."""
    return OutlineNode(kind, item.code, item.text, item.spot, has_mark=item.has_mark)


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

    def add_condition(self, text: str, stop: str = ".") -> None:
        """Add to its condition what that does not say yet, after a stop where it has none: as another sentence."""
        if text not in self.condition:
            before = self.condition
            sign = "" if not before or before.endswith((".", "!", "?", ";", ":", ",")) else stop
            self.condition = f"{before}{sign} {text}".strip()


@dataclass
class Doubt:
    """What is not sure, about which element (the whole where there is none), and whether a verdict hangs on it."""

    kind: Kind
    node: OutlineNode | None
    spot: Spot
    parent: OutlineNode | None = None
    blocking: bool = False
    text: str = ""
    details: Mapping[str, object] = field(default_factory=dict)
    """What its words say beside that."""


@dataclass
class DocumentOutline:
    """All that was read of a document."""

    blocs: list[OutlineBloc] = field(default_factory=list)
    epreuves: list[OutlineNode] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    links: list[tuple[OutlineNode, OutlineNode]] = field(default_factory=list)
    """Activités and the compétences that a row puts beside them."""
    matrix_links: list[tuple[str, OutlineNode]] = field(default_factory=list)
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


def merge(outlines: Sequence[DocumentOutline]) -> DocumentOutline:
    """The outline of several: what the first ones say, and what the others add."""
    outline, *others = outlines
    for other in others:
        outline.certification = other.certification | outline.certification
        outline.doubts += other.doubts
        outline.links += other.links
        outline.sentences += other.sentences
        for bloc in other.blocs:
            there = same_node(outline.blocs, bloc)
            if isinstance(there, OutlineBloc):
                join(outline, there, bloc)
            else:
                outline.blocs.append(bloc)
        outline.epreuves += [each for each in other.epreuves if same_node(outline.epreuves, each) is None]
    return outline


def same_node(nodes: Sequence[OutlineNode], element: OutlineNode) -> OutlineNode | None:
    """The element of a list that this one is: by its text, or by its number where one of them has no text."""

    def is_same(each: OutlineNode) -> bool:
        is_its_text = bool(each.text) and headings.bare(each.text) == headings.bare(element.text)
        is_its_number = bool(each.numbers) and each.numbers == element.numbers
        return is_its_text or (is_its_number and not (each.text and element.text))

    return next(filter(is_same, nodes), None)


def join_blocs(outline: DocumentOutline) -> None:
    """Join a bloc to the first of its number, though titled otherwise, where it holds nothing or what that one does."""
    first: dict[tuple[int, ...], OutlineBloc] = {}
    blocs, outline.blocs = outline.blocs, []
    for bloc in blocs:
        there = first.setdefault(bloc.numbers, bloc) if bloc.numbers else bloc
        if there is not bloc and (not bloc.nodes or any(same_node(there.nodes, each) for each in bloc.nodes)):
            if not bloc.nodes and headings.bare(bloc.text) not in headings.bare(there.text):
                outline.doubt(kinds.LEFT_OUT, there, bloc.spot, text=bloc.text)
            join(outline, there, bloc)
        else:
            outline.blocs.append(bloc)


def join(outline: DocumentOutline, bloc: OutlineBloc, other: OutlineBloc) -> None:
    """Add to a bloc what another description of it holds beside."""
    add(bloc.metiers, other.metiers)
    add(bloc.savoir_faire, other.savoir_faire)
    bloc.add_condition(other.condition)
    bloc.activites += [each for each in other.activites if same_node(bloc.activites, each) is None]
    bloc.epreuves += [each for each in other.epreuves if same_node(bloc.epreuves, each) is None]
    _forget(outline, other)
    for competence in other.nodes:
        there = same_node(bloc.nodes, competence)
        if there is None:
            bloc.nodes.append(competence)
            continue
        differ = bool(there.nodes and competence.nodes) and _texts(there) != _texts(competence)
        if there.nodes:
            _forget(outline, competence)
        if differ:
            outline.doubt(kinds.TWO_LISTS, there, competence.spot, blocking=True)
        there.nodes = there.nodes or competence.nodes


def _forget(outline: DocumentOutline, element: OutlineNode) -> None:
    """Doubts about an element that another stands for, or about what stands in it, are no more."""
    ids = {id(element), *(id(each) for each in element.nodes if element.kind == "competence")}
    outline.doubts = [each for each in outline.doubts if id(each.node) not in ids]


def _texts(competence: OutlineNode) -> list[str]:
    return [headings.bare(each.text) for each in competence.nodes]
