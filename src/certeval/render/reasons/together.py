"""The reasons of many candidates, what is said of several being said once.

A reason that shows a cell holds a mark where `explain` writes the place of the cell; each candidate has the places.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from certeval.diagnostics import Place
from certeval.engine.verdicts import EN_ATTENTE, NON_VALIDE, VALIDE
from certeval.referentiel.load import Referentiel
from certeval.render.reasons.topics import Reason
from certeval.render.reasons.tree import reasons
from certeval.rules.derivation import State
from certeval.scores.groups import OfGroup, group_of
from certeval.scores.observations import Candidate, Cell, Key

BEFORE, AFTER = "⟦", "⟧"
"""Around the number of a cell, where its place is to be written."""
RANKS: dict[str | None, int] = {None: 0, VALIDE: 1, NON_VALIDE: 2, EN_ATTENTE: 3}
"""What stands for a verdict in a node."""


class Node(NamedTuple):
    """A reason, by the numbers of its text and of its own reasons; `verdict` as `RANKS` has it."""

    text: int
    verdict: int
    children: tuple[int, ...]


@dataclass(slots=True)
class Library:
    """Texts and nodes, each once, by their numbers; the cells that reasons show, by theirs."""

    named: Callable[[str, str], str] = lambda _kind, name: name
    """What a juror (`jure`) or a group (`groupe`) is called."""
    texts: dict[str, int] = field(default_factory=dict)
    nodes: dict[Node, int] = field(default_factory=dict)
    cells: dict[Key, int] = field(default_factory=dict)

    def tree(self, referentiel: Referentiel, state: State, candidate: Candidate) -> int:
        """The number of the root of a candidate's reasons; -1 where nothing is decided."""
        alike = Candidate(candidate.code, Place(""), cells=dict(self._marked(candidate)))
        alike.details, alike.situation = candidate.details, candidate.situation
        reason = reasons(referentiel, state, alike)
        return -1 if reason is None else self.keep(reason)

    def keep(self, reason: Reason) -> int:
        """The number of a reason; recursion is as deep as the tree, which is cut."""
        children = tuple([self.keep(each) for each in reason.children])
        text = self.texts.setdefault(reason.text, len(self.texts))
        return self.nodes.setdefault(Node(text, RANKS[reason.verdict], children), len(self.nodes))

    def places(self, candidate: Candidate) -> Mapping[int, Place]:
        """Where each cell of a candidate stands, by its number, in order."""
        found = {self.number(key): cell.place for key, cell in candidate.each() if key.element}
        return dict(sorted(found.items()))

    def number(self, key: Key) -> int:
        """The number of a cell: the same for all candidates."""
        return self.cells.setdefault(key, len(self.cells))

    def _marked(self, candidate: Candidate) -> Iterator[tuple[Key, Cell]]:
        """The cells, each with its mark for a place."""
        for key, cell in candidate.each():
            mark = Place(f"{BEFORE}{self.number(key)}{AFTER}")
            group, jure = group_of(cell), key.jure and self.named("jure", key.jure)
            origin = OfGroup(self.named("groupe", group), cell._replace(origin=mark)) if group else mark
            yield key._replace(jure=jure), Cell(cell.text, cell.reading, origin)
