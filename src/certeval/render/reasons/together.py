"""The reasons of many candidates, what is said of several being said once.

A reason that shows a cell holds a mark where `explain` writes the place of the cell; each candidate has the places.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from certeval.engine.verdicts import EN_ATTENTE, NON_VALIDE, VALIDE
from certeval.messages import _
from certeval.referentiel.load import Referentiel
from certeval.render.reasons import tree as growing
from certeval.render.reasons.cell_marks import EnteredCells
from certeval.render.reasons.topics import CandidateCase, Reason, Topic, topic_of
from certeval.rules.count_rules import CountRule
from certeval.rules.derivation import Judgement, State
from certeval.rules.outcome import BLOQUE, FAUX, VRAI
from certeval.rules.program import CERTIFICATION, Program

RANKS: dict[str | None, int] = {None: 0, VALIDE: 1, NON_VALIDE: 2, EN_ATTENTE: 3}
"""What stands for a verdict in a node."""


class ReasonNode(NamedTuple):
    """A reason, by the numbers of its text and of its own reasons; `verdict` as `RANKS` has it."""

    text: int
    verdict: int
    children: tuple[int, ...]


class Growth(NamedTuple):
    """A reason with all below it: its number, the names explained there (a bit each), how many reasons and how deep
    they stand.
    """

    node: int
    names: int
    size: int
    depth: int


class TopicReason(NamedTuple):
    """What is said of a topic: its text, the word of its verdict, the names that it explains itself (a bit each), and
    what explains it further: a topic, or the number of a reason.
    """

    text: str
    verdict: str | None
    names: int
    below: tuple[Topic | int, ...]


class Tangle(Exception):  # noqa: N818 -- it is no error
    """Reasons that lead twice to the same, or that are too many to be shown whole."""


@dataclass(slots=True)
class Library:
    """Texts and nodes, each once, by their numbers."""

    texts: dict[str, int] = field(default_factory=dict)
    nodes: dict[ReasonNode, int] = field(default_factory=dict)
    by_number: list[ReasonNode] = field(default_factory=list)
    """The nodes in the order of their numbers."""
    _shelves: dict[int, "Shelf"] = field(default_factory=dict)

    def tree(self, referentiel: Referentiel, state: State, entered_cells: EnteredCells) -> int:
        """The number of the root of a candidate's reasons; -1 where nothing is decided. `entered_cells`: what was
        entered.
        """
        shelf = self._shelves.get(id(referentiel))
        if shelf is None:
            shelf = self._shelves[id(referentiel)] = Shelf(self, referentiel)
        return shelf.tree(state, entered_cells)

    def beside(self, root: int, others: Sequence[Growth]) -> int:
        """A root with, last below it, what is also decided."""
        text, rank, children = self.by_number[root]
        also = self.node(_("also decided"), None, tuple([each.node for each in others]))
        return self._number(ReasonNode(text, rank, (*children, also)))

    def keep(self, reason: Reason) -> int:
        """The number of a reason; recursion is as deep as the tree, which is cut."""
        return self.node(reason.text, reason.verdict, tuple([self.keep(each) for each in reason.children]))

    def node(self, text: str, word: str | None, children: tuple[int, ...]) -> int:
        """The number of a reason whose own reasons are known by theirs."""
        return self._number(ReasonNode(self.texts.setdefault(text, len(self.texts)), RANKS[word], children))

    def _number(self, node: ReasonNode) -> int:
        number = self.nodes.setdefault(node, len(self.nodes))
        if number == len(self.by_number):
            self.by_number.append(node)
        return number


class Shelf:
    """Reasons under one référentiel. What stands under a name depends on the cells below it alone: it grows once."""

    def __init__(self, library: Library, referentiel: Referentiel) -> None:
        self._library = library
        self._referentiel = referentiel
        self._below = below(referentiel.program)
        self._reasons: dict[tuple[object, ...], Growth] = {}
        self._counts: dict[tuple[object, ...], TopicReason] = {}
        self._bits: dict[tuple[type, str], int] = {}
        self._apart = bool(referentiel.program.situation)
        self._also: list[tuple[str, int]] | None = None

    def tree(self, state: State, entered_cells: EnteredCells) -> int:
        """The number of the root of a candidate's reasons; -1 where nothing is decided."""
        case = CandidateCase(self._referentiel, state, entered_cells.cells)
        if not self._apart:
            root = topic_of(CERTIFICATION, state)
            try:
                return -1 if root is None else self._root(root, case, entered_cells)
            except Tangle:
                self._apart = True
        reason = growing.reasons_of(case)
        return -1 if reason is None else self._library.keep(reason)

    def _topic_reason(self, topic: Topic, case: CandidateCase) -> TopicReason:
        """What is said of a topic: of a count that is decided, the same for all whose items came to the same, whichever
        they are where it is met and none is blocked, since nothing is then said of any of them. What explains it is
        then of another candidate, and is known by its name.
        """
        part = topic.part
        if (
            not isinstance(part, Judgement)
            or not isinstance(part.node, CountRule)
            or part.outcome not in DECIDED_OUTCOMES
        ):
            return self._draft(topic, case)
        outcomes = part.node.outcomes(part.parts)
        if part.outcome == VRAI and BLOQUE not in outcomes:
            outcomes.sort()
        about = (id(part.node), topic[1:], part.outcome, *outcomes)
        reason = self._counts.get(about)
        if reason is None:
            reason = self._draft(topic, case)
            if part.node.of_names and not part.node.conditional:
                self._counts[about] = reason
        return reason

    def _draft(self, topic: Topic, case: CandidateCase) -> TopicReason:
        draft = growing.draft(topic, case)
        names = sum([self._bit(*name) for name in draft.about])
        below = [
            self._library.keep(each) if isinstance(each, Reason) else each
            for each in (*draft.topics, *topic.beside)
        ]
        return TopicReason(draft.text, draft.verdict, names, tuple(below))

    def _bit(self, sort: type, name: str) -> int:
        """What stands for a name among those that a reason explains."""
        return 1 << self._bits.setdefault((sort, name), len(self._bits))

    def _root(self, topic: Topic, case: CandidateCase, entered_cells: EnteredCells) -> int:
        """The certification, and below it what is also decided, as `tree.reasons` has them."""
        root = self._growth(topic, case, entered_cells, 0)
        others: list[Growth] = []
        names, size = root.names, root.size
        if self._also is None:  # the same for all, nothing being for some candidates only
            self._also = [(name, self._bit(Judgement, name)) for name in growing.beside_certification(case)]
        for name, verdict in self._also:
            other = None if names & verdict else topic_of(name, case.state)
            if other is not None and not names & self._bit(type(other.part), name):
                growth = self._growth(other, case, entered_cells, 2)
                if names & growth.names:
                    raise Tangle
                others.append(growth)
                names |= growth.names
                size += growth.size
        if size >= growing.MOST_REASONS:
            raise Tangle
        return self._library.beside(root.node, others) if others else root.node

    def _growth(self, topic: Topic, case: CandidateCase, entered_cells: EnteredCells, depth: int) -> Growth:
        """A reason and all below it, grown before where that is so of an element whose cells are the same."""
        if topic.name is None or topic[2:] != PLAIN:
            return self._grow(topic, case, entered_cells, depth)
        codes = self._below[topic.name]
        if len(codes) > WIDEST:
            return self._grow(_current_topic(topic, case), case, entered_cells, depth)
        about = (type(topic.part), topic.name, entered_cells.about(codes))
        growth = self._reasons.get(about)
        if growth is None:
            growth = self._reasons[about] = self._grow(
                _current_topic(topic, case), case, entered_cells, depth
            )
        if depth + growth.depth >= growing.DEEPEST:
            raise Tangle
        return growth

    def _grow(self, topic: Topic, case: CandidateCase, entered_cells: EnteredCells, depth: int) -> Growth:
        reason = self._topic_reason(topic, case)
        if len(reason.below) > growing.MOST_PARTS or depth >= growing.DEEPEST:
            raise Tangle
        children: list[int] = []
        names, size, deepest = reason.names, 1, -1
        for part in reason.below:
            if isinstance(part, int):
                children.append(part)
                continue
            growth = self._growth(part, case, entered_cells, depth + 1)
            if names & growth.names:
                raise Tangle
            children.append(growth.node)
            names |= growth.names
            size += growth.size
            deepest = max(deepest, growth.depth)
        node = self._library.node(reason.text, reason.verdict, tuple(children))
        return Growth(node, names, size, 1 + deepest)


def below(program: Program) -> Mapping[str, tuple[str, ...]]:
    """The cells that stand below each name, whether its verdict, its value or its ladder."""
    by_name: dict[str, dict[str, None]] = {code: {code: None} for code in program.entries}
    for (_sort, name), step in program.steps.items():
        mine = by_name.setdefault(name, {})
        for _need, other in step.needs:
            mine |= by_name.get(other, {})
    return {name: tuple(codes) for name, codes in by_name.items()}


WIDEST = 12
"""Cells below a name: of more, those of two candidates are seldom all the same."""
DECIDED_OUTCOMES = frozenset({VRAI, FAUX, BLOQUE})


PLAIN = tuple(Topic._field_defaults[each] for each in Topic._fields[2:])
"""What is beside the part of a topic and its name, where that is all."""


def _current_topic(topic: Topic, case: CandidateCase) -> Topic:
    """The verdict of a name, of this candidate rather than of another."""
    if topic.name is None or not isinstance(topic.part, Judgement):
        return topic
    part = case.state.verdicts[topic.name]
    return topic if topic.part is part else Topic(part, topic.name)
