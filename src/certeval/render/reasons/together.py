"""The reasons of many candidates, what is said of several being said once.

A reason that shows a cell holds a mark where `explain` writes the place of the cell; each candidate has the places.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from certeval.diagnostics import Place
from certeval.engine.verdicts import EN_ATTENTE, NON_VALIDE, VALIDE
from certeval.messages import _
from certeval.referentiel.load import Referentiel
from certeval.render.reasons import tree as growing
from certeval.render.reasons.marked import EnteredCells
from certeval.render.reasons.topics import CandidateCase, Reason, Topic, named
from certeval.rules.derivation import Judged, State
from certeval.rules.outcome import BLOQUE, FAUX, VRAI
from certeval.rules.program import CERTIFICATION, Program
from certeval.rules.verdicts import Counted
from certeval.scores.observations import Candidate

RANKS: dict[str | None, int] = {None: 0, VALIDE: 1, NON_VALIDE: 2, EN_ATTENTE: 3}
"""What stands for a verdict in a node."""


class ReasonNode(NamedTuple):
    """A reason, by the numbers of its text and of its own reasons; `verdict` as `RANKS` has it."""

    text: int
    verdict: int
    children: tuple[int, ...]


class Grown(NamedTuple):
    """A reason with all below it: its number, the names explained there (a bit each), how many reasons and how deep
    they stand.
    """

    node: int
    names: int
    size: int
    depth: int


class SaidReason(NamedTuple):
    """What is said of a topic: its text, the word of its verdict, the names that it explains itself (a bit each), and
    what explains it further: a topic, or the number of a reason.
    """

    text: str
    verdict: str | None
    names: int
    below: tuple[Topic | int, ...]


class Tangled(Exception):  # noqa: N818 -- it is no error
    """Reasons that lead twice to the same, or that are too many to be shown whole."""


@dataclass(slots=True)
class Library:
    """Texts and nodes, each once, by their numbers."""

    texts: dict[str, int] = field(default_factory=dict)
    nodes: dict[ReasonNode, int] = field(default_factory=dict)
    listed: list[ReasonNode] = field(default_factory=list)
    """The nodes in the order of their numbers."""
    _shelves: dict[int, "Shelf"] = field(default_factory=dict)

    def tree(self, referentiel: Referentiel, state: State, candidate: Candidate, told: EnteredCells) -> int:
        """The number of the root of a candidate's reasons; -1 where nothing is decided. `told`: what was entered."""
        shelf = self._shelves.get(id(referentiel))
        if shelf is None:
            shelf = self._shelves[id(referentiel)] = Shelf(self, referentiel)
        return shelf.tree(state, candidate, told)

    def beside(self, root: int, others: Sequence[Grown]) -> int:
        """A root with, last below it, what is also decided."""
        text, rank, children = self.listed[root]
        also = self.node(_("also decided"), None, tuple([each.node for each in others]))
        return self._number(ReasonNode(text, rank, (*children, also)))

    def keep(self, reason: Reason) -> int:
        """The number of a reason; recursion is as deep as the tree, which is cut."""
        return self.node(reason.text, reason.verdict, tuple([self.keep(each) for each in reason.children]))

    def node(self, text: str, word: str | None, children: tuple[int, ...]) -> int:
        """The number of a reason whose own reasons are known by theirs."""
        return self._number(ReasonNode(self.texts.setdefault(text, len(self.texts)), RANKS[word], children))

    def _number(self, made: ReasonNode) -> int:
        number = self.nodes.setdefault(made, len(self.nodes))
        if number == len(self.listed):
            self.listed.append(made)
        return number


class Shelf:
    """Reasons under one référentiel. What stands under a name depends on the cells below it alone: it grows once."""

    def __init__(self, library: Library, referentiel: Referentiel) -> None:
        self._library = library
        self._referentiel = referentiel
        self._below = below(referentiel.program)
        self._known: dict[tuple[object, ...], Grown] = {}
        self._counts: dict[tuple[object, ...], SaidReason] = {}
        self._bits: dict[tuple[type, str], int] = {}
        self._apart = bool(referentiel.program.situation)
        self._also: list[tuple[str, int]] | None = None

    def tree(self, state: State, candidate: Candidate, told: EnteredCells) -> int:
        """The number of the root of a candidate's reasons; -1 where nothing is decided."""
        if not self._apart:
            case = CandidateCase(self._referentiel, state, told.cells)
            root = named(CERTIFICATION, state)
            try:
                return -1 if root is None else self._root(root, case, told)
            except Tangled:
                self._apart = True
        every = {key: cell for each in told.cells.values() for key, cell in each}
        same = Candidate(candidate.code, Place(""), cells=every)
        same.details, same.situation = candidate.details, candidate.situation
        reason = growing.reasons(self._referentiel, state, same)
        return -1 if reason is None else self._library.keep(reason)

    def _said(self, topic: Topic, case: CandidateCase) -> SaidReason:
        """What is said of a topic: of a count that is decided, the same for all whose items came to the same, whichever
        they are where it is met and none is blocked, since nothing is then said of any of them. What explains it is
        then of another candidate, and is known by its name.
        """
        part = topic.part
        if not isinstance(part, Judged) or not isinstance(part.node, Counted) or part.outcome not in DECIDED:
            return self._drafted(topic, case)
        outcomes = part.node.outcomes(part.parts)
        if part.outcome == VRAI and BLOQUE not in outcomes:
            outcomes.sort()
        about = (id(part.node), topic[1:], part.outcome, *outcomes)
        found = self._counts.get(about)
        if found is None:
            found = self._drafted(topic, case)
            if part.node.of_names and not part.node.conditional:
                self._counts[about] = found
        return found

    def _drafted(self, topic: Topic, case: CandidateCase) -> SaidReason:
        draft = growing.draft(topic, case)
        names = sum([self._bit(*name) for name in draft.about])
        below = [
            self._library.keep(each) if isinstance(each, Reason) else each
            for each in (*draft.topics, *topic.beside)
        ]
        return SaidReason(draft.text, draft.verdict, names, tuple(below))

    def _bit(self, sort: type, name: str) -> int:
        """What stands for a name among those that a reason explains."""
        return 1 << self._bits.setdefault((sort, name), len(self._bits))

    def _root(self, topic: Topic, case: CandidateCase, told: EnteredCells) -> int:
        """The certification, and below it what is also decided, as `tree.reasons` has them."""
        root = self._grown(topic, case, told, 0)
        others: list[Grown] = []
        explained, size = root.names, root.size
        if self._also is None:  # the same for all, nothing being for some candidates only
            self._also = [(name, self._bit(Judged, name)) for name in growing.also(case)]
        for name, verdict in self._also:
            other = None if explained & verdict else named(name, case.state)
            if other is not None and not explained & self._bit(type(other.part), name):
                grown = self._grown(other, case, told, 2)
                if explained & grown.names:
                    raise Tangled
                others.append(grown)
                explained |= grown.names
                size += grown.size
        if size >= growing.MOST_REASONS:
            raise Tangled
        return self._library.beside(root.node, others) if others else root.node

    def _grown(self, topic: Topic, case: CandidateCase, told: EnteredCells, depth: int) -> Grown:
        """A reason and all below it, grown before where that is so of an element whose cells are the same."""
        if topic.name is None or topic[2:] != PLAIN:
            return self._grow(topic, case, told, depth)
        codes = self._below[topic.name]
        if len(codes) > WIDEST:
            return self._grow(_now(topic, case), case, told, depth)
        about = (type(topic.part), topic.name, told.about(codes))
        found = self._known.get(about)
        if found is None:
            found = self._known[about] = self._grow(_now(topic, case), case, told, depth)
        if depth + found.depth >= growing.DEEPEST:
            raise Tangled
        return found

    def _grow(self, topic: Topic, case: CandidateCase, told: EnteredCells, depth: int) -> Grown:
        """The same, worked out."""
        said = self._said(topic, case)
        if len(said.below) > growing.MOST_PARTS or depth >= growing.DEEPEST:
            raise Tangled
        children: list[int] = []
        names, size, deepest = said.names, 1, -1
        for part in said.below:
            if isinstance(part, int):
                children.append(part)
                continue
            grown = self._grown(part, case, told, depth + 1)
            if names & grown.names:
                raise Tangled
            children.append(grown.node)
            names |= grown.names
            size += grown.size
            deepest = max(deepest, grown.depth)
        node = self._library.node(said.text, said.verdict, tuple(children))
        return Grown(node, names, size, 1 + deepest)


def below(program: Program) -> Mapping[str, tuple[str, ...]]:
    """The cells that stand below each name, whether its verdict, its value or its ladder."""
    found: dict[str, dict[str, None]] = {code: {code: None} for code in program.entries}
    for (_sort, name), step in program.steps.items():
        mine = found.setdefault(name, {})
        for _need, other in step.needs:
            mine |= found.get(other, {})
    return {name: tuple(codes) for name, codes in found.items()}


WIDEST = 12
"""Cells below a name: of more, those of two candidates are seldom all the same."""
DECIDED = frozenset({VRAI, FAUX, BLOQUE})


PLAIN = tuple(Topic._field_defaults[each] for each in Topic._fields[2:])
"""What is beside the part of a topic and its name, where that is all."""


def _now(topic: Topic, case: CandidateCase) -> Topic:
    """The verdict of a name, of this candidate rather than of another."""
    if topic.name is None or not isinstance(topic.part, Judged):
        return topic
    part = case.state.verdicts[topic.name]
    return topic if topic.part is part else Topic(part, topic.name)
