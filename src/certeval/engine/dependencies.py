"""What each form of a program stands on: the elements entered, the steps before it, the units presented again."""

from collections.abc import Mapping, Sequence

from certeval.engine.again import Unit
from certeval.frozen import frozen
from certeval.rules.derivation import Measured, Name, Node, State
from certeval.rules.held import Holding
from certeval.rules.outcome import Value
from certeval.rules.program import CERTIFICATION, Program, Step
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import Named

WHOLE = Named(CERTIFICATION)
"""The certification, as the one node whose dependencies are kept."""


@frozen
class Behind:
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
            state.values[code] = Measured(ValueOf(code), cells[code])
        for step in self.steps:
            step.take(state)
        return state


class Dependencies:
    """What the forms of one program stand on, told once each."""

    def __init__(self, program: Program, units: Sequence[Unit]) -> None:
        self.units = units
        self.entries = program.read
        self.steps = program.steps
        self.concerns = program.concerns
        self._order = {name: place for place, name in enumerate(self.steps)}
        self._entered: dict[Name, int] = {("valeur", code): place for place, code in enumerate(self.entries)}
        self._behind: dict[int, Behind] = {}
        self._below: dict[int, tuple[Node, frozenset[int]]] = {}
        self._supports = self._support_of_names()

    def behind(self, node: Node) -> Behind:
        """The elements entered and the steps that a node depends on, in order."""
        held = self._behind.get(id(node))
        if held is not None:
            return held
        names: set[Name] = set()
        waiting = list(node.needs())
        while waiting:
            name = waiting.pop()
            if name not in names:
                names.add(name)
                waiting += self.steps[name].needs if name in self.steps else ()
        places = sorted((name for name in names if name in self.steps), key=self._order.__getitem__)
        entered = sorted(names & self._entered.keys(), key=self._entered.__getitem__)
        codes = tuple(code for _, code in entered)
        held = Behind(node, codes, tuple(self.steps[name] for name in places))
        self._behind[id(node)] = held
        return held

    def support(self, node: Node) -> frozenset[int]:
        """The units whose cells a node depends on; what is held depends on none."""
        if isinstance(node, Holding):
            return frozenset()
        held = self._below.get(id(node))
        if held is None:
            units = frozenset[int]().union(*(self._supports.get(name, frozenset()) for name in node.needs()))
            held = self._below[id(node)] = node, units
        return held[1]

    def _support_of_names(self) -> dict[Name, frozenset[int]]:
        entered: dict[Name, set[int]] = {name: set() for name in self._entered}
        for place, unit in enumerate(self.units):
            for code in unit.cells:
                if ("valeur", code) in entered:
                    entered["valeur", code].add(place)
        supports = {name: frozenset(units) for name, units in entered.items()}
        for name, step in self.steps.items():
            needs = () if isinstance(step.node, Holding) else step.needs
            supports[name] = frozenset[int]().union(*(supports.get(need, frozenset()) for need in needs))
        return supports
