"""What presenting elements again does to a candidate's cells, and what each form of a program stands on.

Where attempts are declared, what is presented again is one attempt more, under their rule: its ceiling, what is
retained, what is kept. Elsewhere a new cell takes the place of the old one.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from certeval.frozen import frozen
from certeval.referentiel.load import Referentiel
from certeval.referentiel.tree import ASSESSMENT_KINDS
from certeval.rules.derivation import Measurement, Name, Node, State
from certeval.rules.entry import Entry
from certeval.rules.held_verdicts import HeldRule
from certeval.rules.outcome import REELLE, Value, around
from certeval.rules.program import CERTIFICATION, Program, Step
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import VerdictOf

Niveau = Literal["critere", "sous_competence", "competence", "epreuve"]
NIVEAUX: tuple[Niveau, ...] = ("critere", "sous_competence", "competence", "epreuve")

Attempts = Mapping[str, Sequence[Value | None]]
"""The attempts of each element, in order; None is one that was not made."""

OpenAttempt = tuple[str, int]
"""What is not known: an element's code, and the position of the attempt among its own."""

Box = Mapping[OpenAttempt, Value]
"""Between which values each of what is not known lies."""


@frozen
class Unit:
    """What is presented again as one: its code, and the elements that are presented with it."""

    code: str
    cells: tuple[str, ...]


def usual_niveau(referentiel: Referentiel) -> Niveau:
    """Épreuves where they bear marks, else compétences."""
    has_marks = any(code in referentiel.entries for code in referentiel.tree.below("epreuve", None))
    return "epreuve" if has_marks else "competence"


def units(referentiel: Referentiel, niveau: Niveau) -> list[Unit]:
    """The units of a level; what is entered beside them is a unit of its own."""
    entries, tree = referentiel.entries, referentiel.tree
    tree_units: list[Unit] = []
    for code in tree.below(niveau, None):
        inside = (code, *(c for kind in ASSESSMENT_KINDS for c in tree.below(kind, code)))
        if cells := tuple(c for c in inside if c in entries):
            tree_units.append(Unit(code, cells))
    unit_cells = {cell for unit in tree_units for cell in unit.cells}
    return tree_units + [Unit(code, (code,)) for code in entries if code not in unit_cells]


class Sittings:
    """One candidate's cells: what they are worth today, and once some are presented again."""

    def __init__(self, entries: Mapping[str, Entry], cells: Mapping[str, Value], attempts: Attempts) -> None:
        self.entries = entries
        self.cells = {code: cells.get(code) or entry.empty for code, entry in entries.items()}
        self._attempts = {
            code: tuple(attempts.get(code) or ((cells[code],) if code in cells else ())) for code in entries
        }
        self._again: dict[str, Value] = {}
        self._perhaps: dict[str, Value] = {}
        self._worth: dict[tuple[str | Value | None, ...], Value] = {}

    def again(self, code: str) -> Value:
        """What it may be worth once presented again."""
        if code not in self._again:
            attempt = {(code, len(self._attempts[code])): self.entries[code].unknown}
            self._again[code] = self.within(code, attempt)
        return self._again[code]

    def perhaps(self, code: str) -> Value:
        """What it may be worth, whether or not it is presented again."""
        if code not in self._perhaps:
            self._perhaps[code] = around([self.cells[code], self.again(code)])
        return self._perhaps[code]

    def open(self, codes: Iterable[str], again: frozenset[str]) -> dict[OpenAttempt, Value]:
        """What is not known of these elements, `again` being presented again: their new attempts, and
        attempts that wait for their mark.
        """
        box: dict[OpenAttempt, Value] = {}
        for code in codes:
            entry, attempts = self.entries[code], self._attempts[code]
            if entry.attempts is not None or code not in again:
                places = enumerate(attempts or (self.cells[code],))
                box |= {(code, i): value for i, value in places if value is not None and _waits(value)}
            if code in again:
                box[code, len(attempts)] = entry.unknown
        return box

    def new_attempt(self, code: str) -> OpenAttempt:
        """The attempt that presenting an element again adds."""
        return code, len(self._attempts[code])

    def within(self, code: str, box: Box) -> Value:
        """What a cell is worth where what is not known of it lies within a box."""
        entry, attempts = self.entries[code], self._attempts[code]
        new = box.get((code, len(attempts)))
        if new is not None and entry.attempts is None:
            return new
        values = [box.get((code, i), value) for i, value in enumerate(attempts)]
        if new is None and values == list(attempts):
            return self.cells[code]
        values += [] if new is None else [new]
        worth = self._worth.get(key := (code, *values))
        if worth is None:
            worth = self._worth[key] = entry.of_attempts(values)
        return worth


def _waits(value: Value) -> bool:
    return bool(value.may & REELLE) and (value.least != value.most or bool(value.may & ~REELLE))


WHOLE = VerdictOf(CERTIFICATION)
"""The certification, as the one node whose dependencies are kept."""


@frozen
class Dependency:
    """What a node depends on: the elements entered, and the steps to take in order."""

    node: Node
    codes: tuple[str, ...]
    steps: tuple[Step, ...]

    @property
    def cost(self) -> int:
        """What it takes to work it out once."""
        return 1 + len(self.codes) + len(self.steps)

    def state(self, cells: Mapping[str, Value]) -> State:
        """What follows from these cells, as far as the node depends on it."""
        state = State()
        for code in self.codes:
            state.values[code] = Measurement(ValueOf(code), cells[code])
        for step in self.steps:
            step.take(state)
        return state


class Dependencies:
    """What the forms of one program stand on, told once each."""

    def __init__(self, program: Program, units: Sequence[Unit]) -> None:
        self.units = units
        self._program = program
        self.entries = program.all_entries
        self.steps = program.steps
        self.concerns = program.concerns
        self._order = {name: place for place, name in enumerate(self.steps)}
        self._cell_places: dict[Name, int] = {
            ("valeur", code): place for place, code in enumerate(self.entries)
        }
        self._dependencies: dict[int, Dependency] = {}
        self._below: dict[int, tuple[Node, frozenset[int]]] = {}
        cell_units: dict[Name, set[int]] = {name: set() for name in self._cell_places}
        for place, unit in enumerate(self.units):
            for code in unit.cells:
                if ("valeur", code) in cell_units:
                    cell_units["valeur", code].add(place)
        self._supports = {name: frozenset(units) for name, units in cell_units.items()}
        for name, step in self.steps.items():
            needs = () if isinstance(step.node, HeldRule) else step.needs
            self._supports[name] = self._union(needs)

    def _union(self, names: Iterable[Name]) -> frozenset[int]:
        """The units that stand behind some names."""
        return frozenset[int]().union(*(self._supports.get(name, frozenset()) for name in names))

    def dependency(self, node: Node) -> Dependency:
        """The elements entered and the steps that a node depends on, in order."""
        dependency = self._dependencies.get(id(node))
        if dependency is not None:
            return dependency
        names = self._program.below(node.needs())
        places = sorted((name for name in names if name in self.steps), key=self._order.__getitem__)
        cell_names = sorted(names & self._cell_places.keys(), key=self._cell_places.__getitem__)
        codes = tuple(code for _, code in cell_names)
        dependency = Dependency(node, codes, tuple(self.steps[name] for name in places))
        self._dependencies[id(node)] = dependency
        return dependency

    def support(self, node: Node) -> frozenset[int]:
        """The units whose cells a node depends on; what is held depends on none."""
        if isinstance(node, HeldRule):
            return frozenset()
        pair = self._below.get(id(node))
        if pair is None:
            pair = self._below[id(node)] = node, self._union(node.needs())
        return pair[1]
